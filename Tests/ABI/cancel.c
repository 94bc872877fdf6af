/* Cancelling, from another thread, in every phase of a call: at once, and with the truth about what may have run. */
#include "peer.h"

#define PROMPT 1000 /* milliseconds; 50 are promised, the rest is for a machine that is busy */

struct canceller {
    onoffice_client *client;
    onoffice_exchange *exchange; /* NULL: all of the client's */
    long long at;
    pthread_t thread;
};

static void *cancel(void *context) {
    struct canceller *self = (struct canceller *)context;
    self->at = now_ms();
    CHECK_INT(self->exchange ? onoffice_exchange_cancel(self->exchange) : onoffice_client_cancel(self->client),
              ONOFFICE_OK);
    return NULL;
}

/* Cancels from another thread, while this one waits for it; then checks what came of it, and frees it. */
static void end_by_cancel(onoffice_client *client, onoffice_exchange *exchange, int by_exchange, int uncertain) {
    struct canceller canceller;
    const onoffice_response *response;
    long long took;
    canceller.client = client;
    canceller.exchange = by_exchange ? exchange : NULL;
    CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_RUNNING);
    pthread_create(&canceller.thread, NULL, cancel, &canceller);
    while (onoffice_exchange_state(exchange) == ONOFFICE_STATE_RUNNING)
        onoffice_client_poll(client, -1);
    took = now_ms() - canceller.at;
    pthread_join(canceller.thread, NULL);
    response = onoffice_exchange_response(exchange);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_CANCELLED);
    CHECK_INT(onoffice_response_result_status(response, 0), ONOFFICE_ERROR_CANCELLED);
    CHECK_INT(onoffice_response_uncertain(response), uncertain);
    if (!CHECK(took < PROMPT) || took > 50) printf("  took %lld ms\n", took);
    onoffice_exchange_free(exchange);
}

/* The connection that was cancelled in the middle is not used again, and the client is as good as before. */
static void check_that_it_still_sends(onoffice_client *client, peer *self) {
    onoffice_exchange *exchange = start_numbered(client, "create", 99);
    peer_permit(self, 1000);
    drive_home(client);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
    CHECK_INT(number_of(onoffice_exchange_response(exchange), 0), 99);
    onoffice_exchange_free(exchange);
}

/* The second of two on one connection never leaves; the first is not touched by an exchange's cancel. */
static void in_the_queue(void) {
    int by_exchange;
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer peer;
        onoffice_client *client, *other;
        onoffice_exchange *first, *second;
        peer_start(&peer, NULL, 1);
        client = peer_client(&peer, 1);
        other = peer_client(&peer, 1);
        first = start_numbered(other, "create", 1);
        CHECK(drive(other, &peer, &peer.requests, 1));
        second = start_numbered(client, "create", 2);
        CHECK_INT(onoffice_client_poll(client, 0), 1);
        end_by_cancel(client, second, by_exchange, 0);
        check_that_it_still_sends(client, &peer);
        drive_home(other);
        CHECK_INT(onoffice_response_status(onoffice_exchange_response(first)), ONOFFICE_OK);
        CHECK_INT(peer_count(&peer, &peer.requests), 2);
        onoffice_exchange_free(first);
        onoffice_client_free(other);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

/* A listener whose queue is full: the kernel answers no further connection. */
static void while_tcp_connects(void) {
    int by_exchange, index, port, listener = peer_listen(0, &port), fillers[4];
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((unsigned short)port);
    for (index = 0; index < 4; index++) {
        fillers[index] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        CHECK(connect(fillers[index], (struct sockaddr *)&address, sizeof address) == 0 || errno == EINPROGRESS);
    }
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer peer;
        onoffice_client *client;
        onoffice_exchange *exchange;
        char url[64], own[64];
        peer_start(&peer, NULL, 0);
        client = peer_client(&peer, 2);
        snprintf(own, sizeof own, "%s", onoffice_client_get_text(client, ONOFFICE_OPTION_URL));
        snprintf(url, sizeof url, "http://127.0.0.1:%d/api/", port);
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
        exchange = start_numbered(client, "create", 1);
        CHECK_INT(onoffice_client_poll(client, 20), 1);
        end_by_cancel(client, exchange, by_exchange, 0);
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, own), ONOFFICE_OK);
        check_that_it_still_sends(client, &peer);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
    for (index = 0; index < 4; index++)
        close(fillers[index]);
    close(listener);
}

/* Takes the client's first bytes of TLS and never answers them. */
static void swallow(peer_connection *self) {
    char byte;
    while (recv(self->socket, &byte, 1, 0) == 1)
        peer_note(self->peer, &self->peer->requests);
}

static void while_tls_connects(void) {
    int by_exchange;
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer mute, peer;
        onoffice_client *client;
        onoffice_exchange *exchange;
        char url[64], own[64];
        peer_start(&mute, swallow, 0);
        peer_start(&peer, NULL, 0);
        client = peer_client(&peer, 2);
        snprintf(own, sizeof own, "%s", onoffice_client_get_text(client, ONOFFICE_OPTION_URL));
        snprintf(url, sizeof url, "https://127.0.0.1:%d/api/", mute.port);
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
        exchange = start_numbered(client, "create", 1);
        CHECK(drive(client, &mute, &mute.requests, 100));
        end_by_cancel(client, exchange, by_exchange, 0);
        CHECK(peer_await(&mute, &mute.left, 1));
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, own), ONOFFICE_OK);
        check_that_it_still_sends(client, &peer);
        onoffice_client_free(client);
        peer_stop(&peer);
        peer_stop(&mute);
    }
}

/* The server has the request and thinks. */
static void before_the_answer(void) {
    int by_exchange;
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer peer;
        onoffice_client *client;
        onoffice_exchange *exchange;
        peer_start(&peer, NULL, 1);
        client = peer_client(&peer, 2);
        exchange = start_numbered(client, "create", 1);
        CHECK(drive(client, &peer, &peer.requests, 1));
        end_by_cancel(client, exchange, by_exchange, 1);
        exchange = start_numbered(client, "read", 2);
        CHECK(drive(client, &peer, &peer.requests, 2));
        end_by_cancel(client, exchange, by_exchange, 0);
        check_that_it_still_sends(client, &peer);
        CHECK_INT(peer_count(&peer, &peer.requests), 3);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

/* Answers the first request by half; those behind it in full. */
static void answer_by_half(peer_connection *self) {
    static const char half[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":";
    while (peer_read(self)) {
        if (peer_count(self->peer, &self->peer->requests) > 1) {
            if (!peer_answer(self)) return;
            continue;
        }
        if (!peer_say(self, half, sizeof half - 1)) return;
        peer_note(self->peer, &self->peer->answers);
    }
}

static void in_the_middle_of_the_answer(void) {
    int by_exchange;
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer peer;
        onoffice_client *client;
        onoffice_exchange *exchange;
        peer_start(&peer, answer_by_half, 0);
        client = peer_client(&peer, 2);
        exchange = start_numbered(client, "create", 1);
        CHECK(drive(client, &peer, &peer.answers, 1));
        CHECK_INT(onoffice_client_poll(client, 20), 1);
        end_by_cancel(client, exchange, by_exchange, 1);
        CHECK(peer_await(&peer, &peer.left, 1));
        check_that_it_still_sends(client, &peer);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

/* Reads nothing of a body until it is told to, which is when it is stopped. */
static void take_nothing(peer_connection *self) {
    peer_note(self->peer, &self->peer->requests);
    peer_take_permit(self->peer);
}

/* Half of a JSON text is no request: whatever it holds has not run. */
static void in_the_middle_of_the_request(void) {
    char *fill = repeated("x", 24 << 20);
    char *action =
        joined("{\"actionid\":\"create\",\"resourcetype\":\"file\",\"parameters\":{\"data\":\"", fill, "\"}}");
    int by_exchange;
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer peer;
        onoffice_client *client;
        onoffice_request *request = request_of(action);
        onoffice_exchange *exchange;
        peer_start(&peer, take_nothing, 0);
        client = peer_client(&peer, 2);
        exchange = onoffice_client_start(client, request);
        CHECK(drive(client, &peer, &peer.requests, 1));
        CHECK_INT(onoffice_client_poll(client, 50), 1);
        end_by_cancel(client, exchange, by_exchange, 0);
        onoffice_request_free(request);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
    free(action);
    free(fill);
}

/* Asks the first to come again in 20 s. */
static void put_off(peer_connection *self) {
    while (peer_read(self)) {
        int good = peer_count(self->peer, &self->peer->requests) == 1
                       ? peer_say_http(self, "503 Service Unavailable", "Retry-After: 20\r\n", "busy")
                       : peer_answer(self);
        if (!good) return;
        peer_note(self->peer, &self->peer->answers);
    }
}

/* 503 with Retry-After says that the write has not run, so that it may be sent again; it is not. */
static void in_the_pause_before_another_attempt(void) {
    int by_exchange;
    for (by_exchange = 0; by_exchange < 2; by_exchange++) {
        peer peer;
        onoffice_client *client;
        onoffice_exchange *exchange;
        peer_start(&peer, put_off, 0);
        client = peer_client(&peer, 2);
        CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 3), ONOFFICE_OK);
        exchange = start_numbered(client, "create", 1);
        CHECK(drive(client, &peer, &peer.answers, 1));
        CHECK_INT(onoffice_client_poll(client, 50), 1);
        end_by_cancel(client, exchange, by_exchange, 0);
        CHECK_INT(peer_count(&peer, &peer.requests), 1);
        check_that_it_still_sends(client, &peer);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

/* A hundred at once, some of them in the queue, all in one call. */
static void all_of_a_client(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    long long start;
    int index, count = 0;
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, 8);
    for (index = 0; index < 100; index++)
        start_numbered(client, "read", index);
    CHECK(drive(client, &peer, &peer.requests, 8));
    start = now_ms();
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    CHECK(now_ms() - start < PROMPT);
    while ((exchange = onoffice_client_next(client)) != NULL) {
        CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_ERROR_CANCELLED);
        onoffice_exchange_free(exchange);
        count++;
    }
    CHECK_INT(count, 100);
    check_that_it_still_sends(client, &peer);
    /* None of those in the queue has taken the place of one that was cancelled before it. */
    CHECK_INT(peer_count(&peer, &peer.requests), 9);
    CHECK_INT(peer_count(&peer, &peer.accepts), 9);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* What has its answer keeps it. */
static void what_has_finished_stays_finished(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    peer_start(&peer, NULL, 0);
    client = peer_client(&peer, 8);
    exchange = start_numbered(client, "create", 3);
    drive_home(client);
    CHECK_INT(onoffice_exchange_cancel(exchange), ONOFFICE_OK);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
    CHECK(onoffice_client_next(client) == exchange);
    onoffice_exchange_free(exchange);
    onoffice_client_free(client);
    peer_stop(&peer);
}

int main(void) {
    RUN(in_the_queue);
    RUN(while_tcp_connects);
    RUN(while_tls_connects);
    RUN(before_the_answer);
    RUN(in_the_middle_of_the_answer);
    RUN(in_the_middle_of_the_request);
    RUN(in_the_pause_before_another_attempt);
    RUN(all_of_a_client);
    RUN(what_has_finished_stays_finished);
    return check_report("cancel");
}
