/* A server on the loopback that follows a script: it keeps its connections, serves each in a thread of its own, counts
 * what it sees, and holds its answers back until it is told to go on. */
#ifndef PEER_H
#define PEER_H

#include "support.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PEER_CONNECTIONS 512
#define PEER_PATIENCE 30 /* seconds after which a wait has failed */

struct peer;

typedef struct peer_connection {
    struct peer *peer;
    int socket;
    int number; /* in the order of the accepts, from 0 */
    char *request;
    size_t size, length; /* memory for the request, and how much of it there is */
    pthread_t thread;
} peer_connection;

/* What happens on a connection, from the accept until it is closed. */
typedef void peer_script(peer_connection *self);

typedef struct peer {
    int port, listener;
    peer_script *script;
    int holds; /* 1: each answer takes a permit of peer_permit() */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* What peer_count() and peer_await() are asked for. */
    int accepts, requests, answers, left;
    int permits, is_over, peak;
    char seen[PEER_CONNECTIONS][24]; /* identifiers of the first actions, in the order in which they came */
    peer_connection *connections[PEER_CONNECTIONS];
    pthread_t thread;
} peer;

static inline long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* One more of what a counter counts. */
static inline int peer_note(peer *self, int *counter) {
    int before;
    pthread_mutex_lock(&self->lock);
    before = (*counter)++;
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->lock);
    return before;
}

static inline int peer_count(peer *self, const int *counter) {
    int count;
    pthread_mutex_lock(&self->lock);
    count = *counter;
    pthread_mutex_unlock(&self->lock);
    return count;
}

/* Waits until a counter has come so far, or the patience is over; to be CHECKed. With the peer's lock held. */
static inline int peer_wait(peer *self, const int *counter, int count) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += PEER_PATIENCE;
    while (*counter < count && !self->is_over)
        if (pthread_cond_timedwait(&self->changed, &self->lock, &end) != 0) break;
    return *counter >= count;
}

static inline int peer_await(peer *self, const int *counter, int count) {
    int reached;
    pthread_mutex_lock(&self->lock);
    reached = peer_wait(self, counter, count);
    pthread_mutex_unlock(&self->lock);
    return reached;
}

/* Lets that many answers go that are, or will be, held back. */
static inline void peer_permit(peer *self, int count) {
    pthread_mutex_lock(&self->lock);
    self->permits += count;
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->lock);
}

/* Waits for a permit; for scripts. 0 when the peer is stopped instead. */
static inline int peer_take_permit(peer *self) {
    int taken;
    pthread_mutex_lock(&self->lock);
    while (self->permits == 0 && !self->is_over)
        pthread_cond_wait(&self->changed, &self->lock);
    taken = self->permits > 0;
    if (taken) self->permits--;
    pthread_mutex_unlock(&self->lock);
    return taken;
}

/* The text between a name and the next quote, such as an identifier; "" if there is none. */
static inline void peer_find(const char *text, const char *name, char *value, size_t size) {
    const char *start = text ? strstr(text, name) : NULL;
    const char *end = start ? strchr(start + strlen(name), '"') : NULL;
    *value = '\0';
    if (end != NULL) snprintf(value, size, "%.*s", (int)(end - start - (long)strlen(name)), start + strlen(name));
}

/* Reads the next request to its end; 0 when the client has left instead. */
static inline int peer_read(peer_connection *self) {
    size_t needed = 0, total = 0;
    char *end = NULL;
    while (needed == 0 || total < needed) {
        ssize_t count;
        if (self->size - total < 65536) {
            self->size = self->size * 2 + 131072;
            self->request = (char *)realloc(self->request, self->size);
            if (self->request == NULL) exit(2);
        }
        count = recv(self->socket, self->request + total, self->size - total - 1, 0);
        if (count <= 0) return 0;
        total += (size_t)count;
        self->request[total] = '\0';
        if (needed == 0 && (end = strstr(self->request, "\r\n\r\n")) != NULL) {
            char *length = strstr(self->request, "Content-Length: ");
            needed = (size_t)(end + 4 - self->request);
            if (length != NULL && length < end) needed += strtoul(length + 16, NULL, 10);
        }
    }
    self->length = total;
    pthread_mutex_lock(&self->peer->lock);
    if (self->peer->requests < PEER_CONNECTIONS)
        peer_find(self->request, "\"identifier\":\"", self->peer->seen[self->peer->requests],
                  sizeof self->peer->seen[0]);
    self->peer->requests++;
    pthread_cond_broadcast(&self->peer->changed);
    pthread_mutex_unlock(&self->peer->lock);
    return 1;
}

/* 0 when the client has left. */
static inline int peer_say(peer_connection *self, const char *text, size_t length) {
    while (length > 0) {
        ssize_t count = send(self->socket, text, length, MSG_NOSIGNAL);
        if (count <= 0) return 0;
        text += count;
        length -= (size_t)count;
    }
    return 1;
}

/* A complete HTTP answer with this status line and these further headers. */
static inline int peer_say_http(peer_connection *self, const char *status, const char *headers, const char *body) {
    size_t size = strlen(status) + strlen(headers) + strlen(body) + 100;
    char *text = bytes(size);
    int length = snprintf(text, size, "HTTP/1.1 %s\r\nContent-Length: %lu\r\n%s\r\n%s", status,
                          (unsigned long)strlen(body), headers, body);
    int good = peer_say(self, text, (size_t)length);
    free(text);
    return good;
}

/* The body that answers the request: success for each action, with its own identifier. Yours to free. */
static inline char *peer_body(const peer_connection *self) {
    const char *action = self->request;
    size_t size = 200 + self->length, length;
    char *body = bytes(size);
    length = (size_t)snprintf(body, size,
                              "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},"
                              "\"response\":{\"results\":[");
    while ((action = strstr(action, "{\"actionid\":")) != NULL) {
        char identifier[64];
        peer_find(action, "\"identifier\":\"", identifier, sizeof identifier);
        length +=
            (size_t)snprintf(body + length, size - length,
                             "%s{\"identifier\":\"%s\",\"data\":[],\"status\":{\"errorcode\":0,\"message\":\"OK\"}}",
                             body[length - 1] == '[' ? "" : ",", identifier);
        action++;
    }
    snprintf(body + length, size - length, "]}}");
    return body;
}

/* Answers the request that was read. */
static inline int peer_answer(peer_connection *self) {
    char *body = peer_body(self);
    int good = peer_say_http(self, "200 OK", "Content-Type: application/json\r\n", body);
    free(body);
    if (good) peer_note(self->peer, &self->peer->answers);
    return good;
}

/* The script of those that have no other: answers every request, if it holds them back then one per permit. */
static inline void peer_serve(peer_connection *self) {
    while (peer_read(self))
        if ((self->peer->holds && !peer_take_permit(self->peer)) || !peer_answer(self)) break;
}

/* A script for a server that reads and never answers. */
static inline void peer_is_silent(peer_connection *self) {
    while (peer_read(self))
        continue;
}

static inline void *peer_connection_main(void *context) {
    peer_connection *self = (peer_connection *)context;
    peer *owner = self->peer;
    int socket = self->socket;
    owner->script(self);
    pthread_mutex_lock(&owner->lock);
    self->socket = -1;
    owner->left++;
    pthread_cond_broadcast(&owner->changed);
    pthread_mutex_unlock(&owner->lock);
    close(socket);
    return NULL;
}

static inline void *peer_main(void *context) {
    peer *self = (peer *)context;
    while (1) {
        int socket = accept(self->listener, NULL, NULL), open;
        peer_connection *connection;
        if (socket < 0) return NULL; /* peer_stop() shut the listener down */
        connection = (peer_connection *)calloc(1, sizeof *connection);
        if (connection == NULL || self->accepts == PEER_CONNECTIONS) exit(2);
        connection->peer = self;
        connection->socket = socket;
        pthread_mutex_lock(&self->lock);
        connection->number = self->accepts;
        self->connections[self->accepts++] = connection;
        open = self->accepts - self->left;
        if (open > self->peak) self->peak = open;
        pthread_create(&connection->thread, NULL, peer_connection_main, connection);
        pthread_cond_broadcast(&self->changed);
        pthread_mutex_unlock(&self->lock);
    }
}

/* Binds a listener to a free port of the loopback, for those who accept by themselves or not at all. */
static inline int peer_listen(int backlog, int *port) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, backlog) != 0 || getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        fprintf(stderr, "no listener on the loopback: %s\n", strerror(errno));
        exit(2);
    }
    *port = ntohs(address.sin_port);
    return listener;
}

/* Starts it; NULL for the script that answers everything. */
static inline void peer_start(peer *self, peer_script *script, int holds) {
    pthread_condattr_t attributes;
    memset(self, 0, sizeof *self);
    self->script = script ? script : peer_serve;
    self->holds = holds;
    pthread_mutex_init(&self->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&self->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    self->listener = peer_listen(128, &self->port);
    pthread_create(&self->thread, NULL, peer_main, self);
}

/* Ends what is left of it; the counters stay. */
static inline void peer_stop(peer *self) {
    int index;
    shutdown(self->listener, SHUT_RDWR);
    pthread_join(self->thread, NULL);
    close(self->listener);
    pthread_mutex_lock(&self->lock);
    self->is_over = 1;
    pthread_cond_broadcast(&self->changed);
    for (index = 0; index < self->accepts; index++)
        if (self->connections[index]->socket >= 0) shutdown(self->connections[index]->socket, SHUT_RDWR);
    pthread_mutex_unlock(&self->lock);
    for (index = 0; index < self->accepts; index++) {
        pthread_join(self->connections[index]->thread, NULL);
        free(self->connections[index]->request);
        free(self->connections[index]);
    }
}

/* A client of the peer, http, that asks once, with a time limit that fails the test instead of hanging it. */
static inline onoffice_client *peer_client(const peer *self, int max_connections) {
    char url[64];
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/api/", self->port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, PEER_PATIENCE * 1000), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 0), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_CONNECTIONS, max_connections), ONOFFICE_OK);
    return client;
}

/* A request of one action that has this number for its identifier. */
static inline onoffice_request *numbered(const char *verb, int number) {
    char action[200];
    snprintf(action, sizeof action,
             "{\"actionid\":\"%s\",\"resourcetype\":\"estate\",\"identifier\":\"%d\",\"parameters\":{"
             "\"data\":[\"Id\"]}}",
             verb, number);
    return request_of(action);
}

/* Starts a request of one action that has this number. */
static inline onoffice_exchange *start_numbered(onoffice_client *client, const char *verb, int number) {
    onoffice_request *request = numbered(verb, number);
    onoffice_exchange *exchange = onoffice_client_start(client, request);
    onoffice_request_free(request);
    return exchange;
}

/* The number that came back as the identifier of a result; -1 if none did. */
static inline int number_of(const onoffice_response *response, int index) {
    size_t length = 0;
    const char *result = onoffice_response_result(response, index, &length);
    char value[24];
    char *text = bytes(length + 1);
    snprintf(text, length + 1, "%.*s", (int)length, result);
    peer_find(text, "\"identifier\":\"", value, sizeof value);
    free(text);
    return *value == '\0' ? -1 : atoi(value);
}

/* Polls until a counter of the peer has come so far; to be CHECKed. */
static inline int drive(onoffice_client *client, peer *self, const int *counter, int count) {
    long long end = now_ms() + PEER_PATIENCE * 1000;
    while (peer_count(self, counter) < count && now_ms() < end)
        onoffice_client_poll(client, 5);
    return peer_count(self, counter) >= count;
}

/* Polls until nothing of the client is under way. */
static inline void drive_home(onoffice_client *client) {
    while (onoffice_client_poll(client, -1) > 0)
        continue;
}

#endif
