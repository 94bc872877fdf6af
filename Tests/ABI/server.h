/* A server on the loopback that says one thing: for the answers and silences that no sandbox gives. */
#ifndef SERVER_H
#define SERVER_H

#include "support.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

typedef struct server {
    const char *answer; /* sent once the request is complete; NULL keeps silent until server_stop() */
    int accepts;        /* connections to serve before it ends, at most 8 */
    int hasty;          /* 1 answers without waiting for a request */
    int listener, port;
    int silent[8]; /* connections that get no answer */
    int silents;
    int requests;       /* complete requests that were seen; read it after server_stop() */
    sem_t request_seen; /* one up per complete request */
    char request[8192]; /* the beginning of the last one */
    pthread_t thread;
} server;

/* Reads one request with a Content-Length. 1 when it was complete, 0 when the client left before. */
static inline int server_read(server *self, int connection) {
    size_t total = 0, needed = 0;
    char *memory = bytes(1 << 20);
    memory[0] = '\0';
    while (needed == 0 || total < needed) {
        ssize_t count = total < (1 << 20) - 1 ? recv(connection, memory + total, (1 << 20) - 1 - total, 0) : 0;
        char *end, *length;
        if (count <= 0) break;
        total += (size_t)count;
        memory[total] = '\0';
        end = strstr(memory, "\r\n\r\n");
        length = strstr(memory, "Content-Length: ");
        if (end != NULL && length != NULL && length < end)
            needed = (size_t)(end + 4 - memory) + strtoul(length + 16, NULL, 10);
    }
    snprintf(self->request, sizeof self->request, "%s", memory);
    free(memory);
    return needed != 0 && total >= needed;
}

static inline void server_serve(server *self, int connection) {
    size_t length = self->answer ? strlen(self->answer) : 0, sent = 0;
    if (!self->hasty && server_read(self, connection)) {
        self->requests++;
        sem_post(&self->request_seen);
    }
    if (self->answer == NULL) {
        self->silent[self->silents++] = connection;
        return;
    }
    while (sent < length) {
        ssize_t count = send(connection, self->answer + sent, length - sent, MSG_NOSIGNAL);
        if (count <= 0) break;
        sent += (size_t)count;
    }
    close(connection);
}

static inline void *server_main(void *context) {
    server *self = (server *)context;
    int served;
    for (served = 0; served < self->accepts; served++) {
        int connection = accept(self->listener, NULL, NULL);
        if (connection < 0) break; /* server_stop() shut the listener down */
        server_serve(self, connection);
    }
    return NULL;
}

/* Listens on a free port of the loopback. */
static inline void server_listen(server *self) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    memset(self, 0, sizeof *self);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    self->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sem_init(&self->request_seen, 0, 0);
    if (self->listener < 0 || bind(self->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(self->listener, 64) != 0 || getsockname(self->listener, (struct sockaddr *)&address, &size) != 0) {
        fprintf(stderr, "no server on the loopback: %s\n", strerror(errno));
        exit(2);
    }
    self->port = ntohs(address.sin_port);
}

/* Listens, and answers that many connections. */
static inline void server_start(server *self, const char *answer, int accepts) {
    server_listen(self);
    self->answer = answer;
    self->accepts = accepts;
    pthread_create(&self->thread, NULL, server_main, self);
}

static inline void server_stop(server *self) {
    shutdown(self->listener, SHUT_RDWR);
    pthread_join(self->thread, NULL);
    while (self->silents > 0)
        close(self->silent[--self->silents]);
    close(self->listener);
    sem_destroy(&self->request_seen);
}

/* A client of the server, http, that asks once, with a time limit that fails the test instead of hanging it. */
static inline onoffice_client *server_client(const server *self) {
    char url[64];
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/api/", self->port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, 20000), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 0), ONOFFICE_OK);
    return client;
}

#endif
