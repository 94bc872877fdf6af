/* What a forked child finds of what its parent has under way: the exchanges are over for it, and go on over there. */
#include "peer.h"

#include <poll.h>
#include <sys/wait.h>

/* Ends the process of a child that has done its part; a child that hangs is ended by its alarm. */
static void leave(int good) {
    fflush(stdout);
    _exit(good && check_faults == 0 ? 0 : 1);
}

static void await(pid_t child) {
    int status = -1;
    CHECK(waitpid(child, &status, 0) == child);
    if (!CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0)) printf("  child: status %d\n", status);
}

/* Reads are answered at once, writes by permit: so the child is served while its parent waits. */
static void hold_writes(peer_connection *self) {
    while (peer_read(self)) {
        if (strstr(self->request, "action:read\"") == NULL && !peer_take_permit(self->peer)) return;
        if (!peer_answer(self)) return;
    }
}

/* Checks that the exchange came to this, with this number if it has an answer, and frees it. */
static void check_and_free(onoffice_exchange *exchange, int status, int number) {
    const onoffice_response *response = onoffice_exchange_response(exchange);
    CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_FINISHED);
    if (!CHECK_INT(onoffice_response_status(response), status)) printf("  %s\n", onoffice_response_message(response));
    CHECK_INT(number_of(response, 0), number);
    onoffice_exchange_free(exchange);
}

/* The client is as good as new: a read of its own goes and comes. */
static void send_in_child(onoffice_client *client) {
    onoffice_exchange *own = start_numbered(client, "read", 8);
    drive_home(client);
    CHECK(onoffice_client_next(client) == own);
    check_and_free(own, ONOFFICE_OK, 8);
}

static void look_first(onoffice_client *client, onoffice_exchange *exchange) {
    CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_FINISHED);
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    CHECK(onoffice_client_next(client) == exchange);
    check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
    send_in_child(client);
    onoffice_client_free(client);
}

static void poll_first(onoffice_client *client, onoffice_exchange *exchange) {
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    CHECK(onoffice_client_next(client) == exchange);
    send_in_child(client);
    check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
    onoffice_client_free(client);
}

static void send_first(onoffice_client *client, onoffice_exchange *exchange) {
    onoffice_request *request = numbered("read", 9);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_request_free(request);
    CHECK(onoffice_client_next(client) == exchange);
    check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
    onoffice_client_free(client);
}

static void cancel_first(onoffice_client *client, onoffice_exchange *exchange) {
    CHECK_INT(onoffice_exchange_cancel(exchange), ONOFFICE_OK);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    CHECK(onoffice_client_next(client) == exchange);
    send_in_child(client);
    check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
    onoffice_client_free(client);
}

static void free_the_exchange_first(onoffice_client *client, onoffice_exchange *exchange) {
    onoffice_exchange_free(exchange);
    CHECK(onoffice_client_next(client) == NULL);
    send_in_child(client);
    onoffice_client_free(client);
}

static void free_the_client_first(onoffice_client *client, onoffice_exchange *exchange) {
    onoffice_client_free(client);
    check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
}

/* A write is under way when the child is made: whatever that does, its parent gets the one answer there is. */
static void exchanges_stay_with_the_parent(void) {
    static void (*const children[])(onoffice_client *, onoffice_exchange *) = {
        look_first, poll_first, send_first, cancel_first, free_the_exchange_first, free_the_client_first};
    static const int reads[] = {1, 1, 1, 1, 1, 0};
    size_t row;
    for (row = 0; row < sizeof children / sizeof *children; row++) {
        peer peer;
        onoffice_client *client;
        onoffice_exchange *exchange;
        pid_t child;
        peer_start(&peer, hold_writes, 0);
        client = peer_client(&peer, 4);
        exchange = start_numbered(client, "create", 7);
        CHECK(drive(client, &peer, &peer.requests, 1));
        fflush(stdout);
        child = fork();
        if (child == 0) {
            alarm(60);
            children[row](client, exchange);
            leave(1);
        }
        await(child);
        CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_RUNNING);
        peer_permit(&peer, 1);
        drive_home(client);
        check_and_free(exchange, ONOFFICE_OK, 7);
        onoffice_client_free(client);
        CHECK_INT(peer_count(&peer, &peer.requests), 1 + reads[row]);
        peer_stop(&peer);
    }
}

/* Polls once whenever the descriptor is readable, and does nothing else. */
static void loop(onoffice_client *client) {
    struct pollfd waited = {-1, POLLIN, 0};
    do {
        waited.fd = onoffice_client_descriptor(client);
        if (!CHECK(poll(&waited, 1, PEER_PATIENCE * 1000) == 1)) return;
    } while (onoffice_client_poll(client, 0) > 0);
}

static void watch_in_child(onoffice_client *client, onoffice_exchange *exchange) {
    onoffice_exchange *own;
    CHECK_INT(onoffice_client_poll(client, 0), 0);
    CHECK(onoffice_client_next(client) == exchange);
    check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
    own = start_numbered(client, "read", 2);
    loop(client);
    CHECK(onoffice_client_next(client) == own);
    check_and_free(own, ONOFFICE_OK, 2);
}

/* The descriptor of before the fork is shared with the parent. The child asks again, and neither disturbs the other. */
static void descriptors_are_one_for_each(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    pid_t child;
    peer_start(&peer, hold_writes, 0);
    client = peer_client(&peer, 4);
    CHECK(onoffice_client_descriptor(client) >= 0);
    exchange = start_numbered(client, "create", 1);
    CHECK(drive(client, &peer, &peer.requests, 1));
    fflush(stdout);
    child = fork();
    if (child == 0) {
        alarm(60);
        watch_in_child(client, exchange);
        leave(1);
    }
    await(child);
    peer_permit(&peer, 1);
    loop(client);
    CHECK(onoffice_client_next(client) == exchange);
    check_and_free(exchange, ONOFFICE_OK, 1);
    exchange = start_numbered(client, "read", 3);
    loop(client);
    check_and_free(exchange, ONOFFICE_OK, 3);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* A child of a child, each with an exchange of its own. */
static void children_have_children(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    int depth = 0;
    pid_t child = 0;
    peer_start(&peer, hold_writes, 0);
    client = peer_client(&peer, 4);
    while (child == 0 && depth < 4) {
        exchange = start_numbered(client, "create", depth);
        if (depth == 0)
            CHECK(drive(client, &peer, &peer.requests, 1));
        else
            CHECK_INT(onoffice_client_poll(client, 20), 1); /* the peer's lock is its first process's */
        fflush(stdout);
        child = fork();
        if (child == 0) {
            alarm(60);
            depth++;
            check_and_free(exchange, ONOFFICE_ERROR_CANCELLED, -1);
        }
    }
    if (child == 0) leave(1);
    await(child);
    if (depth > 0) {
        onoffice_exchange_free(exchange); /* nobody permits its answer: only the first process has a peer */
        send_in_child(client);
        leave(1);
    }
    peer_permit(&peer, 4); /* those of the children, whom nobody answers, may take theirs first */
    drive_home(client);
    check_and_free(exchange, ONOFFICE_OK, 0);
    onoffice_client_free(client);
    peer_stop(&peer);
}

int main(void) {
    RUN(exchanges_stay_with_the_parent);
    RUN(descriptors_are_one_for_each);
    RUN(children_have_children);
    return check_report("child");
}
