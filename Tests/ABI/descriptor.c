/* The descriptor for the host's own loop: whatever there is to do, it says so, and nothing else has to. */
#include "peer.h"

#include <poll.h>
#include <sys/epoll.h>

#define MANY 20

/* Waits for the descriptor alone, and polls only when it is readable, until nothing is under way. Returns how often it
 * was; gives up, with a failed check, when it stays silent. */
static int loop(onoffice_client *client) {
    struct pollfd waited = {-1, POLLIN, 0};
    int wakes = 0;
    do {
        waited.fd = onoffice_client_descriptor(client);
        if (!CHECK(poll(&waited, 1, PEER_PATIENCE * 1000) == 1)) return wakes;
        wakes++;
    } while (onoffice_client_poll(client, 0) > 0);
    return wakes;
}

/* Frees what has finished; the number of those with this status. */
static int take_finished(onoffice_client *client, int status) {
    onoffice_exchange *exchange;
    int count = 0;
    while ((exchange = onoffice_client_next(client)) != NULL) {
        const onoffice_response *response = onoffice_exchange_response(exchange);
        if (onoffice_response_status(response) == status)
            count++;
        else
            printf("  %s\n", onoffice_response_message(response));
        onoffice_exchange_free(exchange);
    }
    return count;
}

/* Asked for before, between and after the starts. */
static void it_wakes_for_every_answer(void) {
    int when, index;
    for (when = 0; when < 3; when++) {
        peer peer;
        onoffice_client *client;
        int descriptor = -1;
        peer_start(&peer, NULL, 0);
        client = peer_client(&peer, 4);
        for (index = 0; index < MANY; index++) {
            if (index == when * 10) descriptor = onoffice_client_descriptor(client);
            start_numbered(client, "read", index);
        }
        loop(client);
        CHECK(descriptor < 0 ? when == 2 : onoffice_client_descriptor(client) == descriptor);
        CHECK_INT(take_finished(client, ONOFFICE_OK), MANY);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

static void refuse_once(peer_connection *self) {
    while (peer_read(self)) {
        int good = peer_count(self->peer, &self->peer->requests) == 1
                       ? peer_say_http(self, "503 Service Unavailable", "", "busy")
                       : peer_answer(self);
        if (!good) return;
    }
}

static void it_wakes_after_a_pause(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    const char *trace;
    peer_start(&peer, refuse_once, 0);
    client = peer_client(&peer, 4);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 1), ONOFFICE_OK);
    exchange = start_numbered(client, "read", 1);
    loop(client);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
    trace = onoffice_response_trace(onoffice_exchange_response(exchange), NULL);
    CHECK_HAS(trace, "\"retry\":\"HTTP 503\"");
    onoffice_exchange_free(exchange);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* While nothing happens it is silent: a loop that it wakes in vain would burn the host's processor. */
static void it_wakes_for_a_timeout(void) {
    peer peer;
    onoffice_client *client;
    int wakes;
    peer_start(&peer, peer_is_silent, 0);
    client = peer_client(&peer, 1);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, 400), ONOFFICE_OK);
    start_numbered(client, "read", 1);
    start_numbered(client, "read", 2); /* in the queue */
    wakes = loop(client);
    if (!CHECK(wakes < 50)) printf("  %d wakes\n", wakes);
    CHECK_INT(take_finished(client, ONOFFICE_ERROR_TIMEOUT), 2);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* As hosts do it: in an epoll of their own, next to other descriptors. */
static void it_nests_into_the_hosts_epoll(void) {
    peer peer;
    onoffice_client *client;
    struct epoll_event event;
    int host = epoll_create1(EPOLL_CLOEXEC), other[2], pings = 0, running = MANY;
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, 4);
    CHECK_INT(pipe(other), 0);
    memset(&event, 0, sizeof event);
    event.events = EPOLLIN;
    event.data.fd = other[0];
    CHECK_INT(epoll_ctl(host, EPOLL_CTL_ADD, other[0], &event), 0);
    event.data.fd = onoffice_client_descriptor(client);
    CHECK_INT(epoll_ctl(host, EPOLL_CTL_ADD, event.data.fd, &event), 0);
    while (pings < MANY)
        start_numbered(client, "read", pings++);
    pings = 0;
    CHECK(write(other[1], "x", 1) == 1);
    while (running > 0) {
        if (!CHECK(epoll_wait(host, &event, 1, PEER_PATIENCE * 1000) == 1)) break;
        if (event.data.fd == other[0]) {
            char byte;
            CHECK(read(other[0], &byte, 1) == 1);
            pings++;
            peer_permit(&peer, 1);
        } else {
            int before = running;
            running = onoffice_client_poll(client, 0);
            /* One answer, one ping, one more answer: both descriptors are heard. */
            for (; before > running && pings < MANY; before--)
                CHECK(write(other[1], "x", 1) == 1);
        }
    }
    CHECK_INT(take_finished(client, ONOFFICE_OK), MANY);
    CHECK_INT(onoffice_client_poll(client, 0), 0);
    onoffice_client_free(client);
    close(host);
    close(other[0]);
    close(other[1]);
    peer_stop(&peer);
}

struct helper {
    onoffice_client *client;
    int status;
    pthread_t thread;
};

static void *send_in_background(void *context) {
    struct helper *self = (struct helper *)context;
    onoffice_request *request = numbered("read", 7);
    self->status = send_status(self->client, request, ONOFFICE_OK);
    onoffice_request_free(request);
    return NULL;
}

/* A thread that waits in a send drives the engine, and with it this exchange; the loop must hear of it. */
static void it_wakes_when_another_thread_drives(void) {
    peer mine, its;
    struct helper helper;
    onoffice_client *client;
    peer_start(&mine, NULL, 1);
    peer_start(&its, NULL, 1);
    client = peer_client(&mine, 8);
    helper.client = peer_client(&its, 8);
    CHECK(onoffice_client_descriptor(client) >= 0);
    pthread_create(&helper.thread, NULL, send_in_background, &helper);
    CHECK(peer_await(&its, &its.requests, 1));
    start_numbered(client, "read", 1);
    CHECK(peer_await(&mine, &mine.requests, 1)); /* the other thread has sent it */
    peer_permit(&mine, 1);
    loop(client);
    CHECK_INT(take_finished(client, ONOFFICE_OK), 1);
    CHECK_INT(peer_count(&its, &its.answers), 0);
    /* The other thread leaves; from now on the descriptor is all there is. */
    start_numbered(client, "read", 2);
    CHECK(peer_await(&mine, &mine.requests, 2));
    peer_permit(&its, 1);
    pthread_join(helper.thread, NULL);
    CHECK_INT(helper.status, ONOFFICE_OK);
    peer_permit(&mine, 1);
    loop(client);
    CHECK_INT(take_finished(client, ONOFFICE_OK), 1);
    onoffice_client_free(helper.client);
    onoffice_client_free(client);
    peer_stop(&mine);
    peer_stop(&its);
}

static void *poll_in_background(void *context) {
    struct helper *self = (struct helper *)context;
    self->status = onoffice_client_poll(self->client, -1);
    return NULL;
}

/* Two threads poll one client, one of them by way of the descriptor. */
static void it_wakes_when_another_thread_finishes(void) {
    peer peer;
    struct helper helper;
    peer_start(&peer, NULL, 1);
    helper.client = peer_client(&peer, 8);
    CHECK(onoffice_client_descriptor(helper.client) >= 0);
    start_numbered(helper.client, "read", 1);
    start_numbered(helper.client, "read", 2);
    pthread_create(&helper.thread, NULL, poll_in_background, &helper);
    CHECK(peer_await(&peer, &peer.requests, 2));
    peer_permit(&peer, 1);
    pthread_join(helper.thread, NULL);
    CHECK_INT(helper.status, 1);
    peer_permit(&peer, 1);
    loop(helper.client);
    CHECK_INT(take_finished(helper.client, ONOFFICE_OK), 2);
    onoffice_client_free(helper.client);
    peer_stop(&peer);
}

/* Cancelling is something to do, too; so are new settings, which mean another engine. */
static void it_wakes_for_what_the_caller_changes(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, 2);
    CHECK(onoffice_client_descriptor(client) >= 0);
    start_numbered(client, "read", 1);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_CONNECTIONS, 3), ONOFFICE_OK);
    start_numbered(client, "read", 2);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_CONNECTIONS, 4), ONOFFICE_OK);
    exchange = start_numbered(client, "read", 3);
    CHECK(drive(client, &peer, &peer.requests, 3));
    CHECK_INT(onoffice_exchange_cancel(exchange), ONOFFICE_OK);
    peer_permit(&peer, 3);
    loop(client);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_ERROR_CANCELLED);
    onoffice_exchange_free(exchange);
    CHECK_INT(take_finished(client, ONOFFICE_OK), 2);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void null_is_an_argument_error(void) { CHECK_INT(onoffice_client_descriptor(NULL), ONOFFICE_ERROR_ARGUMENT); }

int main(void) {
    RUN(it_wakes_for_every_answer);
    RUN(it_wakes_after_a_pause);
    RUN(it_wakes_for_a_timeout);
    RUN(it_nests_into_the_hosts_epoll);
    RUN(it_wakes_when_another_thread_drives);
    RUN(it_wakes_when_another_thread_finishes);
    RUN(it_wakes_for_what_the_caller_changes);
    RUN(null_is_an_argument_error);
    return check_report("descriptor");
}
