/* Connections belong to the process: they outlive clients, and are shared by those with the same settings only. */
#include "server.h"

#include <poll.h>
#include <time.h>

#define MOST 16
#define BODY                                                                                                           \
    "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":["                        \
    "{\"data\":[],\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}"

/* A server that keeps its connections, and counts them; several at a time. */
typedef struct keeper {
    server base; /* its listener, port and thread are used; it serves in another way */
    int accepts;
    char answer[400]; /* the same for all */
    int answers_each; /* a connection ends in silence after so many answers; 0 for never */
    sem_t closed;     /* one up per connection that the server ended */
    struct pollfd watched[MOST + 1];
    int answered[MOST + 1];
} keeper;

static void keeper_end(keeper *self, int index) {
    close(self->watched[index].fd);
    self->watched[index].fd = -1; /* poll() passes over it */
}

/* Answers one request on the connection, or ends it with the client. */
static void keeper_answer(keeper *self, int index) {
    int connection = self->watched[index].fd;
    ssize_t length = (ssize_t)strlen(self->answer);
    if (!server_read(&self->base, connection)) {
        keeper_end(self, index);
        return;
    }
    self->base.requests++;
    if (send(connection, self->answer, (size_t)length, MSG_NOSIGNAL) != length) {
        keeper_end(self, index);
    } else if (++self->answered[index] == self->answers_each) {
        keeper_end(self, index);
        sem_post(&self->closed);
    }
}

static void *keeper_main(void *context) {
    keeper *self = (keeper *)context;
    int count = 1, index;
    self->watched[0].fd = self->base.listener;
    self->watched[0].events = POLLIN;
    while (count <= MOST && poll(self->watched, (nfds_t)count, -1) > 0) {
        for (index = 1; index < count; index++)
            if (self->watched[index].revents != 0) keeper_answer(self, index);
        if (self->watched[0].revents == 0) continue;
        self->watched[count].fd = accept(self->base.listener, NULL, NULL);
        if (self->watched[count].fd < 0) break; /* keeper_stop() shut the listener down */
        self->watched[count].events = POLLIN;
        self->answered[count++] = 0;
        self->accepts++;
    }
    shutdown(self->base.listener, SHUT_RDWR); /* more than MOST are refused */
    for (index = 1; index < count; index++)
        if (self->watched[index].fd >= 0) close(self->watched[index].fd);
    return NULL;
}

static void keeper_start(keeper *self, int answers_each) {
    memset(self, 0, sizeof *self);
    self->answers_each = answers_each;
    snprintf(self->answer, sizeof self->answer, "HTTP/1.1 200 OK\r\nContent-Length: %lu\r\n\r\n" BODY,
             (unsigned long)strlen(BODY));
    sem_init(&self->closed, 0, 0);
    server_listen(&self->base);
    pthread_create(&self->base.thread, NULL, keeper_main, self);
}

static void keeper_stop(keeper *self) {
    server_stop(&self->base);
    sem_destroy(&self->closed);
}

/* What a program does that serves one page: a client is made, sends once, and is freed. 1 if all went well. */
static int send_with_a_client(keeper *peer, const onoffice_request *request, int tcp_keepalive) {
    onoffice_client *client = server_client(&peer->base);
    int good =
        CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TCP_KEEPALIVE, tcp_keepalive), ONOFFICE_OK) &&
        CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_client_free(client);
    return good;
}

static void connections_outlive_clients(void) {
    keeper peer;
    onoffice_request *request = reads(1);
    int index;
    keeper_start(&peer, 0);
    for (index = 0; index < 1000; index++)
        if (!send_with_a_client(&peer, request, 1)) break;
    keeper_stop(&peer);
    CHECK_INT(peer.base.requests, 1000);
    CHECK_INT(peer.accepts, 1);
    onoffice_request_free(request);
}

static void clients_at_the_same_time_share_them(void) {
    keeper peer;
    onoffice_client *clients[8];
    onoffice_request *request = reads(1);
    int index;
    keeper_start(&peer, 0);
    for (index = 0; index < 8; index++)
        clients[index] = server_client(&peer.base);
    for (index = 0; index < 24; index++)
        if (!CHECK_INT(send_status(clients[index % 8], request, ONOFFICE_OK), ONOFFICE_OK)) break;
    for (index = 0; index < 8; index++)
        onoffice_client_free(clients[index]);
    keeper_stop(&peer);
    CHECK_INT(peer.accepts, 1);
    onoffice_request_free(request);
}

static void other_settings_have_connections_of_their_own(void) {
    keeper peer;
    onoffice_request *request = reads(1);
    int index;
    keeper_start(&peer, 0);
    for (index = 0; index < 10; index++)
        if (!send_with_a_client(&peer, request, index % 2)) break;
    keeper_stop(&peer);
    CHECK_INT(peer.accepts, 2);
    onoffice_request_free(request);
}

/* Waits until the server has ended a connection; a library that opens one for each send would wait for ever. */
static int keeper_closed(keeper *self) {
    struct timespec limit;
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec += 10;
    return sem_timedwait(&self->closed, &limit) == 0;
}

/* The server ends each connection after two answers, without a word. Nobody is told, and nothing is sent in vain. */
static void ended_connections_are_noticed(void) {
    keeper peer;
    onoffice_request *request = request_of("{\"actionid\":\"create\",\"resourcetype\":\"address\"}");
    int index;
    keeper_start(&peer, 2);
    for (index = 0; index < 20; index++) {
        if (!send_with_a_client(&peer, request, 1)) break;
        if (index % 2 == 1 && !CHECK(keeper_closed(&peer))) break;
    }
    keeper_stop(&peer);
    CHECK_INT(peer.base.requests, 20);
    CHECK_INT(peer.accepts, 10);
    onoffice_request_free(request);
}

int main(void) {
    RUN(connections_outlive_clients);
    RUN(clients_at_the_same_time_share_them);
    RUN(other_settings_have_connections_of_their_own);
    RUN(ended_connections_are_noticed);
    return check_report("reuse");
}
