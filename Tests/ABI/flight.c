/* In flight: exchanges that are started, polled, handed out, read and freed. */
#include "peer.h"

#define MANY 100
#define CONNECTIONS 8

/* Takes what has finished, checks that each answer is that of its own question, and marks it off. */
static int take_finished(onoffice_client *client, int *taken) {
    onoffice_exchange *exchange;
    int count = 0;
    while ((exchange = onoffice_client_next(client)) != NULL) {
        const onoffice_response *response = onoffice_exchange_response(exchange);
        int number = number_of(response, 0);
        CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_FINISHED);
        if (!CHECK_INT(onoffice_response_status(response), ONOFFICE_OK))
            printf("  %s\n", onoffice_response_message(response));
        if (CHECK(number >= 0 && number < MANY)) taken[number]++;
        onoffice_exchange_free(exchange);
        count++;
    }
    return count;
}

/* One thread, 8 connections: what does not go at once goes in order, one for each answer that comes. */
static void a_hundred_go_in_order(void) {
    peer peer;
    onoffice_client *client;
    int taken[MANY] = {0}, early = 0, index, running;
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, CONNECTIONS);
    for (index = 0; index < MANY; index++)
        CHECK_INT(onoffice_exchange_state(start_numbered(client, "read", index)), ONOFFICE_STATE_RUNNING);
    CHECK(drive(client, &peer, &peer.requests, CONNECTIONS));
    CHECK_INT(onoffice_client_poll(client, 50), MANY);
    CHECK_INT(peer_count(&peer, &peer.requests), CONNECTIONS);
    for (index = 0; index < CONNECTIONS; index++)
        early |= 1 << atoi(peer.seen[index]);
    CHECK_INT(early, 0xFF);
    for (index = CONNECTIONS; index < MANY; index++) {
        peer_permit(&peer, 1);
        CHECK(drive(client, &peer, &peer.requests, index + 1));
        if (!CHECK_INT(atoi(peer.seen[index]), index)) break;
    }
    peer_permit(&peer, MANY);
    index = take_finished(client, taken);
    do {
        running = onoffice_client_poll(client, -1);
        index += take_finished(client, taken);
        CHECK_INT(running, MANY - index);
    } while (running > 0);
    for (index = 0; index < MANY; index++)
        CHECK_INT(taken[index], 1);
    CHECK(onoffice_client_next(client) == NULL);
    CHECK_INT(peer_count(&peer, &peer.accepts), CONNECTIONS);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void *permit_when_asked(void *context) {
    peer *self = (peer *)context;
    CHECK(peer_await(self, &self->requests, 1));
    peer_permit(self, 1);
    return NULL;
}

static void poll_waits_as_it_is_told(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    pthread_t thread;
    long long start = now_ms();
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, CONNECTIONS);
    CHECK_INT(onoffice_client_poll(client, 0), 0);
    CHECK_INT(onoffice_client_poll(client, 20000), 0);
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    exchange = start_numbered(client, "read", 1);
    CHECK_INT(onoffice_client_poll(client, 0), 1);
    CHECK(now_ms() - start < 10000);
    CHECK(onoffice_exchange_response(exchange) == NULL);
    start = now_ms();
    CHECK_INT(onoffice_client_poll(client, 100), 1);
    CHECK(now_ms() - start >= 99);
    CHECK(onoffice_client_next(client) == NULL);
    pthread_create(&thread, NULL, permit_when_asked, &peer);
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    pthread_join(thread, NULL);
    CHECK(onoffice_client_next(client) == exchange);
    CHECK(onoffice_client_next(client) == NULL);
    CHECK_INT(number_of(onoffice_exchange_response(exchange), 0), 1);
    onoffice_exchange_free(exchange);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* Only one of two is freed: its connection is closed, it is never handed out, and the other one gets its answer. */
static void one_is_freed_under_way(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *doomed, *other;
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, CONNECTIONS);
    doomed = start_numbered(client, "read", 1);
    CHECK(drive(client, &peer, &peer.requests, 1));
    other = start_numbered(client, "read", 2);
    CHECK(drive(client, &peer, &peer.requests, 2));
    onoffice_exchange_free(doomed);
    CHECK(peer_await(&peer, &peer.accepts, 2));
    CHECK_INT(onoffice_client_poll(client, 0), 1);
    CHECK(onoffice_client_next(client) == NULL);
    peer_permit(&peer, 2);
    drive_home(client);
    CHECK(peer_await(&peer, &peer.left, 1));
    CHECK(onoffice_client_next(client) == other);
    CHECK_INT(number_of(onoffice_exchange_response(other), 0), 2);
    onoffice_exchange_free(other);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* What was freed after it had finished is not handed out either. */
static void one_is_freed_when_finished(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *first, *second;
    peer_start(&peer, NULL, 0);
    client = peer_client(&peer, CONNECTIONS);
    first = start_numbered(client, "read", 1);
    second = start_numbered(client, "read", 2);
    drive_home(client);
    onoffice_exchange_free(first);
    CHECK(onoffice_client_next(client) == second);
    CHECK(onoffice_client_next(client) == NULL);
    onoffice_client_free(client);
    CHECK_INT(number_of(onoffice_exchange_response(second), 0), 2);
    onoffice_exchange_free(second);
    peer_stop(&peer);
}

/* Garbage-collected hosts free in any order, also in the middle of things. */
static void handles_are_freed_in_any_order(void) {
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    peer peer;
    int row, step, finishes;
    peer_start(&peer, NULL, 1);
    for (row = 0; row < 12; row++) {
        onoffice_client *client = peer_client(&peer, CONNECTIONS);
        onoffice_request *request = numbered("create", row);
        onoffice_exchange *exchange = onoffice_client_start(client, request);
        CHECK(drive(client, &peer, &peer.requests, row + 1));
        finishes = row < 6;
        if (finishes) {
            peer_permit(&peer, 1);
            drive_home(client);
        }
        for (step = 0; step < 3; step++) {
            switch (orders[row % 6][step]) {
            case 0:
                onoffice_client_free(client);
                client = NULL;
                break;
            case 1:
                onoffice_request_free(request);
                break;
            default:
                onoffice_exchange_free(exchange);
                exchange = NULL;
            }
            if (exchange == NULL) continue;
            if (client == NULL || finishes) {
                const onoffice_response *response = onoffice_exchange_response(exchange);
                CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_FINISHED);
                CHECK_INT(onoffice_response_status(response), finishes ? ONOFFICE_OK : ONOFFICE_ERROR_CANCELLED);
                CHECK_INT(onoffice_response_uncertain(response), finishes ? 0 : 1);
                CHECK_INT(onoffice_response_count(response), 1);
            } else {
                CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_RUNNING);
            }
        }
    }
    peer_stop(&peer);
}

/* What cannot begin is over at once, and says why. */
static void what_cannot_begin_is_finished(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET), *nobody = onoffice_client_new("", SECRET);
    onoffice_request *empty = onoffice_request_new(), *request = numbered("read", 1);
    onoffice_exchange *exchanges[5];
    int index;
    exchanges[0] = onoffice_client_start(NULL, NULL);
    exchanges[1] = onoffice_client_start(client, NULL);
    exchanges[2] = onoffice_client_start(NULL, request);
    exchanges[3] = onoffice_client_start(client, empty);
    exchanges[4] = onoffice_client_start(nobody, request);
    for (index = 0; index < 5; index++) {
        const onoffice_response *response = onoffice_exchange_response(exchanges[index]);
        CHECK_INT(onoffice_exchange_state(exchanges[index]), ONOFFICE_STATE_FINISHED);
        CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
        CHECK(*onoffice_response_message(response) != '\0');
        CHECK_INT(onoffice_response_uncertain(response), 0);
        CHECK_INT(onoffice_exchange_cancel(exchanges[index]), ONOFFICE_OK);
        CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
    }
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    CHECK_INT(onoffice_client_poll(nobody, -1), 0);
    CHECK(onoffice_client_next(client) == exchanges[3]);
    CHECK(onoffice_client_next(client) == NULL);
    CHECK(onoffice_client_next(nobody) == exchanges[4]);
    for (index = 0; index < 5; index++)
        onoffice_exchange_free(exchanges[index]);
    onoffice_request_free(empty);
    onoffice_request_free(request);
    onoffice_client_free(client);
    onoffice_client_free(nobody);
}

static void null_is_an_argument_error(void) {
    CHECK_INT(onoffice_client_poll(NULL, -1), ONOFFICE_ERROR_ARGUMENT);
    CHECK(onoffice_client_next(NULL) == NULL);
    CHECK_INT(onoffice_client_cancel(NULL), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_exchange_state(NULL), ONOFFICE_ERROR_ARGUMENT);
    CHECK(onoffice_exchange_response(NULL) == NULL);
    CHECK_INT(onoffice_exchange_cancel(NULL), ONOFFICE_ERROR_ARGUMENT);
    onoffice_exchange_free(NULL);
}

/* Polling one client moves the other one's forward, and hands out only its own. */
static void two_clients_share_an_engine(void) {
    peer peer;
    onoffice_client *clients[2];
    onoffice_exchange *exchange;
    int index, seen[2] = {0, 0}, running[2] = {10, 10};
    peer_start(&peer, NULL, 1);
    clients[0] = peer_client(&peer, CONNECTIONS);
    clients[1] = peer_client(&peer, CONNECTIONS);
    for (index = 0; index < 20; index++)
        start_numbered(clients[index % 2], "read", index);
    CHECK(drive(clients[0], &peer, &peer.requests, CONNECTIONS));
    peer_permit(&peer, 20);
    CHECK(drive(clients[0], &peer, &peer.answers, 20));
    for (index = 0; running[0] + running[1] > 0 && index < 1000; index++) {
        running[index % 2] = onoffice_client_poll(clients[index % 2], 20);
        while ((exchange = onoffice_client_next(clients[index % 2])) != NULL) {
            CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
            CHECK_INT(number_of(onoffice_exchange_response(exchange), 0) % 2, index % 2);
            onoffice_exchange_free(exchange);
            seen[index % 2]++;
        }
    }
    CHECK_INT(seen[0], 10);
    CHECK_INT(seen[1], 10);
    CHECK_INT(peer_count(&peer, &peer.accepts), CONNECTIONS);
    onoffice_client_free(clients[0]);
    onoffice_client_free(clients[1]);
    peer_stop(&peer);
}

/* Each goes with the settings of its start, though that means two engines, and two servers, at once. */
static void settings_change_between_starts(void) {
    peer first, second;
    onoffice_client *client;
    onoffice_exchange *exchange;
    char url[64];
    int index, sum = 0;
    peer_start(&first, NULL, 1);
    peer_start(&second, NULL, 1);
    client = peer_client(&first, CONNECTIONS);
    for (index = 0; index < 10; index++)
        start_numbered(client, "read", index);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/api/", second.port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_CONNECTIONS, 3), ONOFFICE_OK);
    for (index = 10; index < 20; index++)
        start_numbered(client, "read", index);
    CHECK(drive(client, &first, &first.requests, CONNECTIONS));
    CHECK(drive(client, &second, &second.requests, 3));
    peer_permit(&first, 10);
    peer_permit(&second, 10);
    drive_home(client);
    while ((exchange = onoffice_client_next(client)) != NULL) {
        CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
        sum += number_of(onoffice_exchange_response(exchange), 0);
        onoffice_exchange_free(exchange);
    }
    CHECK_INT(sum, 190);
    CHECK_INT(peer_count(&first, &first.requests), 10);
    CHECK_INT(peer_count(&second, &second.requests), 10);
    CHECK_INT(peer_count(&second, &second.peak), 3);
    onoffice_client_free(client);
    peer_stop(&first);
    peer_stop(&second);
}

int main(void) {
    RUN(a_hundred_go_in_order);
    RUN(poll_waits_as_it_is_told);
    RUN(one_is_freed_under_way);
    RUN(one_is_freed_when_finished);
    RUN(handles_are_freed_in_any_order);
    RUN(what_cannot_begin_is_finished);
    RUN(null_is_an_argument_error);
    RUN(two_clients_share_an_engine);
    RUN(settings_change_between_starts);
    return check_report("flight");
}
