/* A server that costs next to nothing, so that what is measured is the client: one thread over epoll, answers made
 * before the first question, http and https on the loopback.
 *
 *     server FOLDER CORE    certificate server.pem and key server.key are in FOLDER; CORE -1 runs on any core
 *
 * It prints its two ports, http first. For every line on its standard input it prints what it has counted: connections,
 * answers, and its own CPU time in microseconds. It ends with its standard input.
 *
 * /small.php has 2 KB, /large.php 50 MB; /close.php is the small one, and then the connection is closed; /page.php is a
 * page of a list, for which the server takes 50 ms. /file.php has a file of 100 MB in it, /upload.php the id of an
 * upload. Requests may be of any size; nobody looks into them.
 */
#include "answer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sched.h>
#include <signal.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct answer {
    const char *path;
    size_t size; /* of the body, about, or of the file in it */
    char *(*make)(size_t size, size_t *length);
    int closes;    /* 1 if the connection ends with it */
    int delay;     /* milliseconds before it is sent */
    char *text;    /* header and body */
    size_t length; /* of both */
} answer;

static answer answers[] = {
    {"/small.php", 2100, make_answer, 0, 0, NULL, 0},
    {"/large.php", 50u * 1000 * 1000, make_answer, 0, 0, NULL, 0},
    {"/close.php", 2100, make_answer, 1, 0, NULL, 0},
    {"/page.php", 12000, make_answer, 0, 50, NULL, 0},
    {"/file.php", 100u * 1000 * 1000, make_file_answer, 0, 0, NULL, 0},
    {"/upload.php", 0, make_upload_answer, 0, 0, NULL, 0},
};

typedef struct connection {
    int socket;
    SSL *tls;                /* NULL for http */
    const answer *under_way; /* what is being sent; NULL while a request is read */
    size_t sent;             /* of it */
    long long due;           /* when it may be sent, in milliseconds */
    struct connection *next; /* of those whose answer is not due yet, in order */
    size_t received;         /* bytes in request */
    size_t left;             /* bytes of a large request that are still to come, and are dropped */
    char request[64 * 1024]; /* the largest that is there as a whole */
} connection;

/* What an event is about: a listener, a connection, or standard input. */
typedef struct source {
    int listener; /* -1 for none */
    int tls;      /* 1 if those who connect there speak TLS */
} source;

static int events;
static connection *first_delayed, *last_delayed; /* all delays are the same, so the order is that of arrival */
static SSL_CTX *tls_context;
static long accepts, answered;

static void fail(const char *what) {
    fprintf(stderr, "server: %s: %s\n", what, strerror(errno));
    exit(2);
}

/* Makes header and body. The large one is made when it is first asked for: most runs never do. */
static void prepare(answer *self) {
    char head[300];
    size_t body_length, head_length;
    char *body = self->make(self->size, &body_length);
    snprintf(head, sizeof head,
             "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Type: "
             "application/json\r\n%sContent-Length: %lu\r\n\r\n",
             self->closes ? "Connection: close\r\n" : "", (unsigned long)body_length);
    head_length = strlen(head);
    self->length = head_length + body_length;
    self->text = (char *)malloc(self->length);
    if (self->text == NULL) fail("an answer");
    memcpy(self->text, head, head_length);
    memcpy(self->text + head_length, body, body_length);
    free(body);
}

static const answer *answer_for(const char *request) {
    size_t index;
    for (index = 0; index < sizeof answers / sizeof *answers; index++) {
        answer *one = &answers[index];
        size_t length = strlen(one->path);
        if (strncmp(request, "POST ", 5) != 0 || strncmp(request + 5, one->path, length) != 0) continue;
        if (one->text == NULL) prepare(one);
        return one;
    }
    return NULL;
}

/* Bytes of the request at the beginning of what was received; 0 if it is not complete. */
static size_t request_length(connection *self) {
    char *end, *field;
    size_t head;
    self->request[self->received] = '\0';
    end = strstr(self->request, "\r\n\r\n");
    if (end == NULL) return 0;
    head = (size_t)(end - self->request) + 4;
    field = strcasestr(self->request, "\r\nContent-Length:");
    if (field == NULL || field > end) return head;
    head += strtoul(field + 17, NULL, 10);
    if (head > sizeof self->request - 1) {
        self->left = head - self->received;
        return self->received;
    }
    return head <= self->received ? head : 0;
}

static long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void delay(connection *self) {
    self->due = now_ms() + self->under_way->delay;
    self->next = NULL;
    if (last_delayed != NULL)
        last_delayed->next = self;
    else
        first_delayed = self;
    last_delayed = self;
}

/* The next one whose answer is due by now; NULL if there is none. */
static connection *take_due(void) {
    connection *one = first_delayed;
    if (one == NULL || one->due > now_ms()) return NULL;
    first_delayed = one->next;
    if (first_delayed == NULL) last_delayed = NULL;
    one->due = 0;
    return one;
}

static void end_connection(connection *self) {
    connection **link = &first_delayed, *before = NULL;
    while (*link != NULL && *link != self) {
        before = *link;
        link = &before->next;
    }
    if (*link == self) {
        *link = self->next;
        if (last_delayed == self) last_delayed = before;
    }
    if (self->tls != NULL) {
        SSL_shutdown(self->tls);
        SSL_free(self->tls);
    }
    close(self->socket);
    free(self);
}

/* Like recv and send, but -1 with errno EAGAIN whatever TLS is waiting for: every event is looked at from both sides. */
static ssize_t transferred(connection *self, int result) {
    int error = SSL_get_error(self->tls, result);
    if (result > 0) return result;
    if (error == SSL_ERROR_ZERO_RETURN) return 0;
    errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EPIPE;
    return -1;
}

static ssize_t receive(connection *self, char *memory, size_t size) {
    if (self->tls == NULL) return recv(self->socket, memory, size, 0);
    return transferred(self, SSL_read(self->tls, memory, (int)size));
}

static ssize_t transmit(connection *self, const char *memory, size_t size) {
    if (self->tls == NULL) return send(self->socket, memory, size, MSG_NOSIGNAL);
    return transferred(self, SSL_write(self->tls, memory, size < 1u << 20 ? (int)size : 1 << 20));
}

/* Sends what is left of the answer. 1 when nothing is left, 0 if the socket is full, -1 if the client left. */
static int flush(connection *self) {
    while (self->sent < self->under_way->length) {
        ssize_t count = transmit(self, self->under_way->text + self->sent, self->under_way->length - self->sent);
        if (count <= 0) return count < 0 && errno == EAGAIN ? 0 : -1;
        self->sent += (size_t)count;
    }
    answered++;
    return 1;
}

/* Reads and answers until the socket has no more to give or to take. 0 when the connection is over. */
static int serve(connection *self) {
    for (;;) {
        ssize_t count;
        size_t length;
        if (self->due > 0) return 1;
        if (self->left > 0) {
            size_t most = self->left < sizeof self->request ? self->left : sizeof self->request;
            count = receive(self, self->request, most);
            if (count < 0 && errno == EAGAIN) return 1;
            if (count <= 0) return 0;
            self->left -= (size_t)count;
            continue;
        }
        if (self->under_way != NULL) {
            int done = flush(self), closes = self->under_way->closes;
            if (done == 0) return 1;
            if (done < 0 || closes) return 0;
            self->under_way = NULL;
        }
        length = request_length(self);
        if (length > 0) {
            self->under_way = answer_for(self->request);
            if (self->under_way == NULL) return 0;
            self->sent = 0;
            self->received -= length;
            memmove(self->request, self->request + length, self->received);
            if (self->under_way->delay > 0) delay(self);
            continue;
        }
        if (self->received + 1 >= sizeof self->request) return 0;
        count = receive(self, self->request + self->received, sizeof self->request - 1 - self->received);
        if (count < 0 && errno == EAGAIN) return 1;
        if (count <= 0) return 0;
        self->received += (size_t)count;
    }
}

static void watch(int descriptor, void *context, uint32_t what) {
    struct epoll_event event;
    memset(&event, 0, sizeof event);
    event.events = what;
    event.data.ptr = context;
    if (epoll_ctl(events, EPOLL_CTL_ADD, descriptor, &event) != 0) fail("epoll_ctl");
}

/* Takes everyone who waits at the listener. */
static void admit(const source *from) {
    int socket, on = 1;
    while ((socket = accept4(from->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        connection *one = (connection *)malloc(sizeof *one);
        if (one == NULL) fail("a connection");
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        one->socket = socket;
        one->tls = NULL;
        one->under_way = NULL;
        one->due = 0;
        one->next = NULL;
        one->sent = one->received = one->left = 0;
        if (from->tls) {
            one->tls = SSL_new(tls_context);
            if (one->tls == NULL || SSL_set_fd(one->tls, socket) != 1) fail("TLS");
            SSL_set_accept_state(one->tls);
        }
        accepts++;
        watch(socket, one, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
    }
}

/* Listens on a free port of the loopback and returns it. */
static int listen_on(source *self, int tls) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    self->tls = tls;
    self->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (self->listener < 0 || bind(self->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(self->listener, 1024) != 0 || getsockname(self->listener, (struct sockaddr *)&address, &size) != 0)
        fail("no port on the loopback");
    watch(self->listener, self, EPOLLIN);
    return ntohs(address.sin_port);
}

static SSL_CTX *make_tls_context(const char *folder) {
    char certificate[4096], key[4096];
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    snprintf(certificate, sizeof certificate, "%s/server.pem", folder);
    snprintf(key, sizeof key, "%s/server.key", folder);
    if (context == NULL || SSL_CTX_use_certificate_chain_file(context, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)
        fail("server.pem and server.key");
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    return context;
}

/* Answers a question on standard input. 0 when there will be no more. */
static int tell(void) {
    char line[64];
    struct timespec spent;
    if (read(STDIN_FILENO, line, sizeof line) <= 0) return 0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    printf("%ld %ld %ld\n", accepts, answered, spent.tv_sec * 1000000 + spent.tv_nsec / 1000);
    fflush(stdout);
    return 1;
}

int main(int count, char **arguments) {
    static source plain, secure, control = {-1, 0};
    int http, https, core;
    if (count != 3) return 2;
    core = atoi(arguments[2]);
    if (core >= 0) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(core, &cores);
        sched_setaffinity(0, sizeof cores, &cores); /* a machine with one core has no choice to offer */
    }
    signal(SIGPIPE, SIG_IGN); /* OpenSSL writes without MSG_NOSIGNAL */
    tls_context = make_tls_context(arguments[1]);
    events = epoll_create1(EPOLL_CLOEXEC);
    if (events < 0) fail("epoll");
    http = listen_on(&plain, 0);
    https = listen_on(&secure, 1);
    watch(STDIN_FILENO, &control, EPOLLIN);
    printf("%d %d\n", http, https);
    fflush(stdout);
    for (;;) {
        struct epoll_event ready[64];
        long long pause = first_delayed == NULL ? -1 : first_delayed->due - now_ms();
        int number = epoll_wait(events, ready, 64, pause < -1 ? 0 : (int)pause), index;
        connection *due;
        for (index = 0; index < number; index++) {
            void *context = ready[index].data.ptr;
            if (context == &control) {
                if (!tell()) return 0;
            } else if (context == &plain || context == &secure) {
                admit((const source *)context);
            } else if (!serve((connection *)context)) {
                end_connection((connection *)context);
            }
        }
        while ((due = take_due()) != NULL)
            if (!serve(due)) end_connection(due);
    }
}
