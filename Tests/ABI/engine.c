/* Engines: connections that outlive clients, how many there are and for how long, and what goes over them at once. */
#include "peer.h"

#define MANY 25
#define LIMIT 10

/* A new client of the peer for one send; idle_timeout_ms is one of its transport settings. */
static void send_as_new_client(const peer *self, int number, int idle_timeout_ms) {
    onoffice_client *client = peer_client(self, 4);
    onoffice_request *request = numbered("read", number);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_IDLE_TIMEOUT_MS, idle_timeout_ms), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void connections_outlive_clients(void) {
    peer peer;
    int round;
    peer_start(&peer, NULL, 0);
    for (round = 0; round < 5; round++)
        send_as_new_client(&peer, round, 60000);
    CHECK_INT(peer_count(&peer, &peer.accepts), 1);
    CHECK_INT(peer_count(&peer, &peer.requests), 5);
    peer_stop(&peer);
}

/* Neither TCP nor TLS is begun anew. */
static void tls_outlives_clients(void) {
    onoffice_request *request = reads(1);
    int round;
    for (round = 0; round < 3; round++) {
        onoffice_client *client = sandbox_client();
        onoffice_response *response = onoffice_client_send(client, request);
        CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
        if (round > 0) {
            CHECK_HAS(onoffice_response_trace(response, NULL), "\"reused\":true");
            CHECK_HAS(onoffice_response_trace(response, NULL), "\"tls\":0.0");
        }
        onoffice_response_free(response);
        onoffice_client_free(client);
    }
    onoffice_request_free(request);
}

static void other_settings_share_nothing(void) {
    peer peer;
    peer_start(&peer, NULL, 0);
    send_as_new_client(&peer, 1, 60001);
    send_as_new_client(&peer, 2, 60002);
    CHECK_INT(peer_count(&peer, &peer.accepts), 2);
    send_as_new_client(&peer, 3, 60001);
    send_as_new_client(&peer, 4, 60002);
    CHECK_INT(peer_count(&peer, &peer.accepts), 2);
    peer_stop(&peer);
}

/* What does not belong to a connection may differ. */
static void other_requests_share_connections(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("read", 1);
    peer_start(&peer, NULL, 0);
    send_as_new_client(&peer, 1, 60003);
    client = peer_client(&peer, 4);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_IDLE_TIMEOUT_MS, 60003), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_USER_AGENT, "another/1"), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_HEADER, "X-Other: 1"), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_STALL_TIMEOUT_MS, 1000), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    CHECK_INT(peer_count(&peer, &peer.accepts), 1);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* The only way to grow old is to wait: a little longer than idle_timeout_ms. */
static void connections_age_out(void) {
    struct timespec pause = {1, 200000000};
    peer peer;
    peer_start(&peer, NULL, 0);
    send_as_new_client(&peer, 1, 1000);
    send_as_new_client(&peer, 2, 1000);
    CHECK_INT(peer_count(&peer, &peer.accepts), 1);
    nanosleep(&pause, NULL);
    send_as_new_client(&peer, 3, 1000);
    CHECK_INT(peer_count(&peer, &peer.accepts), 2);
    CHECK(peer_await(&peer, &peer.left, 1));
    peer_stop(&peer);
}

/* The limit is that of all clients with the same settings, and so is the queue. */
static void clients_share_the_limit_and_the_queue(void) {
    peer peer;
    onoffice_client *clients[3];
    int index;
    peer_start(&peer, NULL, 1);
    for (index = 0; index < 3; index++)
        clients[index] = peer_client(&peer, 2);
    for (index = 0; index < 30; index++)
        start_numbered(clients[index % 3], "read", index);
    CHECK(drive(clients[0], &peer, &peer.requests, 2));
    for (index = 2; index < 30; index++) {
        peer_permit(&peer, 1);
        CHECK(drive(clients[index % 3], &peer, &peer.requests, index + 1));
        if (!CHECK_INT(atoi(peer.seen[index]), index)) break;
    }
    peer_permit(&peer, 30);
    for (index = 0; index < 3; index++) {
        onoffice_exchange *exchange;
        drive_home(clients[index]);
        while ((exchange = onoffice_client_next(clients[index])) != NULL) {
            CHECK_INT(number_of(onoffice_exchange_response(exchange), 0) % 3, index);
            onoffice_exchange_free(exchange);
        }
        onoffice_client_free(clients[index]);
    }
    CHECK_INT(peer_count(&peer, &peer.peak), 2);
    CHECK_INT(peer_count(&peer, &peer.accepts), 2);
    peer_stop(&peer);
}

/* A request of many actions, numbered from 0. */
static onoffice_request *batch(const char *verb) {
    onoffice_request *request = onoffice_request_new();
    int index;
    for (index = 0; index < MANY; index++) {
        char action[128];
        snprintf(action, sizeof action, "{\"actionid\":\"%s\",\"resourcetype\":\"estate\",\"identifier\":\"%d\"}", verb,
                 index);
        CHECK_INT(add(request, action), index);
    }
    return request;
}

static onoffice_client *batch_client(const peer *self) {
    onoffice_client *client = peer_client(self, 8);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_ACTIONS_PER_REQUEST, LIMIT), ONOFFICE_OK);
    return client;
}

/* Each result is that of its action, however the actions travelled. */
static void check_batch(onoffice_exchange *exchange) {
    const onoffice_response *response = onoffice_exchange_response(exchange);
    int index;
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    CHECK_INT(onoffice_response_count(response), MANY);
    for (index = 0; index < MANY; index++)
        CHECK_INT(number_of(response, index), index);
    CHECK_HAS(onoffice_response_trace(response, NULL), "\"requests\":3,");
    onoffice_exchange_free(exchange);
}

/* All three are at the server before it answers any of them. */
static void reads_of_a_batch_go_together(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = batch("read");
    onoffice_exchange *exchange;
    peer_start(&peer, NULL, 1);
    client = batch_client(&peer);
    exchange = onoffice_client_start(client, request);
    onoffice_request_free(request);
    CHECK(drive(client, &peer, &peer.requests, 3));
    CHECK_INT(peer_count(&peer, &peer.answers), 0);
    peer_permit(&peer, 3);
    drive_home(client);
    CHECK_INT(peer_count(&peer, &peer.requests), 3);
    check_batch(exchange);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* The next one goes when the one before has been answered. */
static void writes_of_a_batch_go_in_turn(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = batch("create");
    onoffice_exchange *exchange;
    int turn;
    peer_start(&peer, NULL, 1);
    client = batch_client(&peer);
    exchange = onoffice_client_start(client, request);
    onoffice_request_free(request);
    for (turn = 0; turn < 3; turn++) {
        CHECK(drive(client, &peer, &peer.requests, turn + 1));
        CHECK_INT(onoffice_client_poll(client, 50), 1);
        CHECK_INT(peer_count(&peer, &peer.requests), turn + 1);
        CHECK_INT(atoi(peer.seen[turn]), turn * LIMIT);
        peer_permit(&peer, 1);
    }
    drive_home(client);
    check_batch(exchange);
    CHECK_INT(peer_count(&peer, &peer.accepts), 1);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void fail_the_second(peer_connection *self) {
    while (peer_read(self))
        if (peer_count(self->peer, &self->peer->requests) == 2 || !peer_answer(self)) return;
}

/* What comes after a write that failed is not sent; what came before stays as it was answered. */
static void a_failed_write_ends_the_batch(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = batch("create");
    onoffice_response *response;
    peer_start(&peer, fail_the_second, 0);
    client = batch_client(&peer);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ACTION);
    CHECK_INT(onoffice_response_count(response), MANY);
    CHECK_INT(onoffice_response_result_status(response, LIMIT - 1), ONOFFICE_OK);
    CHECK_INT(onoffice_response_result_status(response, LIMIT), ONOFFICE_ERROR_TRANSPORT);
    CHECK_INT(onoffice_response_result_status(response, 2 * LIMIT), ONOFFICE_ERROR_TRANSPORT);
    CHECK_HAS(onoffice_response_result_message(response, 2 * LIMIT), "not sent");
    CHECK_INT(onoffice_response_uncertain(response), 1);
    CHECK_INT(peer_count(&peer, &peer.requests), 2);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void tell_actions(peer_connection *self) {
    while (peer_read(self)) {
        const char *action = self->request;
        while ((action = strstr(action, "{\"actionid\":")) != NULL) {
            peer_note(self->peer, &self->peer->permits); /* counts actions here: nothing is held */
            action++;
        }
        if (!peer_answer(self)) return;
    }
}

/* Reads that are equal to the last byte are sent once, writes each time. */
static void equal_reads_are_sent_once(void) {
    static const struct {
        const char *verb;
        int sent;
        const char *merged;
    } table[] = {{"read", 1, "\"merged\":[1,2]"}, {"get", 1, "\"merged\":[1,2]"}, {"create", 3, "\"merged\":[]"}};
    int row, index;
    for (row = 0; row < 3; row++) {
        peer peer;
        onoffice_client *client;
        onoffice_request *request = numbered(table[row].verb, 5);
        onoffice_response *response;
        char action[200];
        snprintf(
            action, sizeof action,
            "{\"actionid\":\"%s\",\"resourcetype\":\"estate\",\"identifier\":\"5\",\"parameters\":{\"data\":[\"Id\"]"
            "}}",
            table[row].verb);
        CHECK_INT(add(request, action), 1);
        CHECK_INT(add(request, action), 2);
        peer_start(&peer, tell_actions, 0);
        client = peer_client(&peer, 8);
        response = onoffice_client_send(client, request);
        CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
        CHECK_INT(onoffice_response_count(response), 3);
        for (index = 0; index < 3; index++)
            CHECK_INT(number_of(response, index), 5);
        CHECK_HAS(onoffice_response_trace(response, NULL), table[row].merged);
        CHECK_INT(peer_count(&peer, &peer.permits), table[row].sent);
        onoffice_response_free(response);
        onoffice_request_free(request);
        onoffice_client_free(client);
        peer_stop(&peer);
    }
}

int main(void) {
    need_environment("ONOFFICE_URL");
    RUN(connections_outlive_clients);
    RUN(tls_outlives_clients);
    RUN(other_settings_share_nothing);
    RUN(other_requests_share_connections);
    RUN(connections_age_out);
    RUN(clients_share_the_limit_and_the_queue);
    RUN(reads_of_a_batch_go_together);
    RUN(writes_of_a_batch_go_in_turn);
    RUN(a_failed_write_ends_the_batch);
    RUN(equal_reads_are_sent_once);
    return check_report("engine");
}
