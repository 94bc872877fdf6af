/* Timeouts: for connecting, for a connection on which nothing moves, and for the whole call. */
#include "peer.h"

#define LATE 5000 /* milliseconds; far more than any timeout here, far less than those that must not end a call */
#define LARGE (24 << 20)

/* Sends, and checks how it ended, and that it did so in time. */
static onoffice_response *end_in_time(onoffice_client *client, const onoffice_request *request, int status,
                                      int at_least_ms) {
    long long start = now_ms(), took;
    onoffice_response *response = onoffice_client_send(client, request);
    took = now_ms() - start;
    if (!CHECK_INT(onoffice_response_status(response), status)) printf("  %s\n", onoffice_response_message(response));
    CHECK_INT(onoffice_response_result_status(response, 0), status);
    if (!CHECK(took >= at_least_ms && took < LATE)) printf("  took %lld ms\n", took);
    return response;
}

static void set(onoffice_client *client, onoffice_option option, int64_t value) {
    CHECK_INT(onoffice_client_set_number(client, option, value), ONOFFICE_OK);
}

/* A create whose body has some size. Yours to free. */
static onoffice_request *create_of(size_t size) {
    char *fill = repeated("x", size);
    char *action =
        joined("{\"actionid\":\"create\",\"resourcetype\":\"file\",\"parameters\":{\"data\":\"", fill, "\"}}");
    onoffice_request *request = request_of(action);
    free(action);
    free(fill);
    return request;
}

/* A listener whose queue is full: the kernel answers no further connection. */
static void connecting_tcp(void) {
    peer nobody;
    struct sockaddr_in address;
    int listener, fillers[4], index;
    onoffice_client *client;
    onoffice_request *request = numbered("create", 1);
    onoffice_response *response;
    listener = peer_listen(0, &nobody.port);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((unsigned short)nobody.port);
    for (index = 0; index < 4; index++) {
        fillers[index] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        CHECK(connect(fillers[index], (struct sockaddr *)&address, sizeof address) == 0 || errno == EINPROGRESS);
    }
    client = peer_client(&nobody, 2);
    set(client, ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, 200);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 190);
    CHECK_HAS(onoffice_response_message(response), "connect_timeout_ms");
    CHECK_INT(onoffice_response_uncertain(response), 0);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    for (index = 0; index < 4; index++)
        close(fillers[index]);
    close(listener);
}

/* The handshake is part of connecting. */
static void connecting_tls(void) {
    peer mute;
    onoffice_client *client;
    onoffice_request *request = numbered("create", 1);
    onoffice_response *response;
    char url[64];
    peer_start(&mute, peer_is_silent, 0);
    client = peer_client(&mute, 2);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/api/", mute.port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    set(client, ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, 200);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 190);
    CHECK_INT(onoffice_response_uncertain(response), 0);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&mute);
}

/* Says half of an answer and then nothing. */
static void answer_by_half(peer_connection *self) {
    static const char half[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":";
    while (peer_read(self) && peer_say(self, half, sizeof half - 1))
        continue;
}

static void stalling_in_the_answer(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("create", 1);
    onoffice_response *response;
    peer_start(&peer, answer_by_half, 0);
    client = peer_client(&peer, 2);
    set(client, ONOFFICE_OPTION_STALL_TIMEOUT_MS, 300);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 290);
    CHECK_HAS(onoffice_response_message(response), "stall_timeout_ms");
    CHECK_INT(onoffice_response_uncertain(response), 1);
    CHECK_INT(peer_count(&peer, &peer.requests), 1);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void take_nothing(peer_connection *self) {
    peer_take_permit(self->peer); /* there is none: until it is stopped */
}

/* The server has not even read the request to its end, so it cannot have run. */
static void stalling_in_the_request(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = create_of(LARGE);
    onoffice_response *response;
    peer_start(&peer, take_nothing, 0);
    client = peer_client(&peer, 2);
    set(client, ONOFFICE_OPTION_STALL_TIMEOUT_MS, 300);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 290);
    CHECK_HAS(onoffice_response_message(response), "stall_timeout_ms");
    CHECK_INT(onoffice_response_uncertain(response), 0);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* Waits for so long on the peer's own clock, unless it is stopped. */
static void pause_of(peer *self, int milliseconds) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += milliseconds / 1000;
    end.tv_nsec += milliseconds % 1000 * 1000000L;
    if (end.tv_nsec >= 1000000000L) {
        end.tv_sec++;
        end.tv_nsec -= 1000000000L;
    }
    pthread_mutex_lock(&self->lock);
    while (!self->is_over && pthread_cond_timedwait(&self->changed, &self->lock, &end) == 0)
        continue;
    pthread_mutex_unlock(&self->lock);
}

static void think(peer_connection *self) {
    while (peer_read(self)) {
        pause_of(self->peer, 1200);
        if (!peer_answer(self)) return;
    }
}

/* However large the request was: once it is there, only timeout_ms counts. */
static void thinking_is_not_stalling(void) {
    static const size_t sizes[] = {10, 1 << 20, LARGE};
    int row;
    for (row = 0; row < 3; row++) {
        peer peer;
        onoffice_client *client;
        onoffice_request *request = create_of(sizes[row]);
        peer_start(&peer, think, 0);
        client = peer_client(&peer, 2);
        set(client, ONOFFICE_OPTION_STALL_TIMEOUT_MS, 500);
        onoffice_response_free(end_in_time(client, request, ONOFFICE_OK, 1190));
        CHECK_INT(peer_count(&peer, &peer.requests), 1);
        onoffice_request_free(request);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

/* A dozen pieces, each long before the stall, in all long after it. */
static void drip(peer_connection *self) {
    static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    while (peer_read(self)) {
        char *body = peer_body(self), piece[8];
        size_t index, length = strlen(body), pauses = length / 12;
        int good = peer_say(self, head, sizeof head - 1);
        for (index = 0; good && index < length; index++) {
            good = peer_say(self, piece, (size_t)snprintf(piece, sizeof piece, "1\r\n%c\r\n", body[index]));
            if (index % pauses == 0) pause_of(self->peer, 120);
        }
        free(body);
        if (!good || !peer_say(self, "0\r\n\r\n", 5)) return;
    }
}

static void dripping_is_not_stalling(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("create", 1);
    peer_start(&peer, drip, 0);
    client = peer_client(&peer, 2);
    set(client, ONOFFICE_OPTION_STALL_TIMEOUT_MS, 1000);
    onoffice_response_free(end_in_time(client, request, ONOFFICE_OK, 1400));
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* The whole call has one deadline, however often it moves in between. */
static void dripping_ends_with_the_deadline(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("create", 1);
    onoffice_response *response;
    peer_start(&peer, drip, 0);
    client = peer_client(&peer, 2);
    set(client, ONOFFICE_OPTION_TIMEOUT_MS, 250);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 240);
    CHECK_HAS(onoffice_response_message(response), "timeout_ms");
    CHECK_INT(onoffice_response_uncertain(response), 1);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void refuse_then_think(peer_connection *self) {
    while (peer_read(self))
        if (peer_count(self->peer, &self->peer->requests) < 3 &&
            !peer_say_http(self, "503 Service Unavailable", "", "busy"))
            return;
}

/* Two refusals, two pauses of 0.75 s together at most, and a third attempt that the deadline ends. */
static void one_deadline_over_all_attempts(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("read", 1);
    onoffice_response *response;
    peer_start(&peer, refuse_then_think, 0);
    client = peer_client(&peer, 2);
    set(client, ONOFFICE_OPTION_RETRIES, 10);
    set(client, ONOFFICE_OPTION_TIMEOUT_MS, 1500);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 1490);
    CHECK_HAS(onoffice_response_message(response), "timeout_ms");
    CHECK_HAS(onoffice_response_trace(response, NULL), "\"retry\":\"HTTP 503\"");
    CHECK_INT(peer_count(&peer, &peer.requests), 3);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void ask_for_patience(peer_connection *self) {
    while (peer_read(self))
        if (!peer_say_http(self, "503 Service Unavailable", "Retry-After: 10\r\n", "busy")) return;
}

/* What cannot be in time is not waited for. */
static void no_pause_beyond_the_deadline(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("read", 1);
    onoffice_response *response;
    peer_start(&peer, ask_for_patience, 0);
    client = peer_client(&peer, 2);
    set(client, ONOFFICE_OPTION_RETRIES, 10);
    set(client, ONOFFICE_OPTION_TIMEOUT_MS, 9000);
    response = end_in_time(client, request, ONOFFICE_ERROR_HTTP, 0);
    CHECK_INT(onoffice_response_http_status(response), 503);
    CHECK_INT(peer_count(&peer, &peer.requests), 1);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* All connections are busy: the time in the queue counts, and what never left has not run. */
static void the_deadline_counts_in_the_queue(void) {
    peer peer;
    onoffice_client *client, *busy;
    onoffice_exchange *exchange;
    onoffice_request *request = numbered("create", 2);
    onoffice_response *response;
    peer_start(&peer, NULL, 1);
    busy = peer_client(&peer, 1);
    client = peer_client(&peer, 1);
    exchange = start_numbered(busy, "create", 1);
    CHECK(drive(busy, &peer, &peer.requests, 1));
    set(client, ONOFFICE_OPTION_TIMEOUT_MS, 300);
    response = end_in_time(client, request, ONOFFICE_ERROR_TIMEOUT, 290);
    CHECK_INT(onoffice_response_uncertain(response), 0);
    onoffice_response_free(response);
    peer_permit(&peer, 1);
    drive_home(busy);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
    CHECK_INT(peer_count(&peer, &peer.requests), 1);
    onoffice_exchange_free(exchange);
    onoffice_request_free(request);
    onoffice_client_free(busy);
    onoffice_client_free(client);
    peer_stop(&peer);
}

int main(void) {
    RUN(connecting_tcp);
    RUN(connecting_tls);
    RUN(stalling_in_the_answer);
    RUN(stalling_in_the_request);
    RUN(thinking_is_not_stalling);
    RUN(dripping_is_not_stalling);
    RUN(dripping_ends_with_the_deadline);
    RUN(one_deadline_over_all_attempts);
    RUN(no_pause_beyond_the_deadline);
    RUN(the_deadline_counts_in_the_queue);
    return check_report("timeouts");
}
