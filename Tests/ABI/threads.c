/* One client in many threads, and cancelling from another one. */
#include "peer.h"
#include "server.h"

#include <sched.h>

#define THREADS 16
#define ROUNDS 8

struct sender {
    onoffice_client *client;
    const onoffice_request *request;
    onoffice_response *response;
    int good;
    pthread_t thread;
};

static void *send_rounds(void *context) {
    struct sender *self = (struct sender *)context;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        onoffice_response *response = onoffice_client_send(self->client, self->request);
        if (onoffice_response_status(response) == ONOFFICE_OK && onoffice_response_count(response) == 1)
            self->good++;
        else
            printf("  %s\n", onoffice_response_message(response));
        onoffice_response_free(response);
    }
    return NULL;
}

static void *send_once(void *context) {
    struct sender *self = (struct sender *)context;
    self->response = onoffice_client_send(self->client, self->request);
    return NULL;
}

static void one_client_and_request_in_16_threads(void) {
    struct sender senders[THREADS];
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    int index;
    for (index = 0; index < THREADS; index++) {
        memset(&senders[index], 0, sizeof senders[index]);
        senders[index].client = client;
        senders[index].request = request;
        pthread_create(&senders[index].thread, NULL, send_rounds, &senders[index]);
    }
    for (index = 0; index < THREADS; index++) {
        pthread_join(senders[index].thread, NULL);
        CHECK_INT(senders[index].good, ROUNDS);
    }
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* Options may be read and set while others send. */
static void options_change_while_others_send(void) {
    struct sender sender;
    onoffice_request *request = reads(1);
    int round;
    memset(&sender, 0, sizeof sender);
    sender.client = sandbox_client();
    sender.request = request;
    pthread_create(&sender.thread, NULL, send_rounds, &sender);
    for (round = 0; round < 1200; round++) {
        char agent[32];
        snprintf(agent, sizeof agent, "agent/%d", round);
        CHECK_INT(onoffice_client_set_text(sender.client, ONOFFICE_OPTION_USER_AGENT, agent), ONOFFICE_OK);
        CHECK_TEXT(onoffice_client_get_text(sender.client, ONOFFICE_OPTION_USER_AGENT), agent);
        CHECK_INT(onoffice_client_set_number(sender.client, ONOFFICE_OPTION_TIMEOUT_MS, 30000 + round), ONOFFICE_OK);
    }
    pthread_join(sender.thread, NULL);
    CHECK_INT(sender.good, ROUNDS);
    onoffice_request_free(request);
    onoffice_client_free(sender.client);
}

/* The server keeps silent, so nothing but the cancel can end these sends before their timeout of 20 s. */
static void cancel_ends_every_send(void) {
    struct sender senders[4];
    server peer;
    onoffice_client *client;
    onoffice_request *request = request_of("{\"actionid\":\"create\",\"resourcetype\":\"address\"}");
    struct timeval start, end;
    int index;
    server_start(&peer, NULL, 4);
    client = server_client(&peer);
    for (index = 0; index < 4; index++) {
        senders[index].client = client;
        senders[index].request = request;
        pthread_create(&senders[index].thread, NULL, send_once, &senders[index]);
    }
    for (index = 0; index < 4; index++)
        sem_wait(&peer.request_seen);
    gettimeofday(&start, NULL);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    for (index = 0; index < 4; index++) {
        pthread_join(senders[index].thread, NULL);
        CHECK_INT(onoffice_response_status(senders[index].response), ONOFFICE_ERROR_CANCELLED);
        CHECK_INT(onoffice_response_result_status(senders[index].response, 0), ONOFFICE_ERROR_CANCELLED);
        CHECK_INT(onoffice_response_uncertain(senders[index].response), 1);
        onoffice_response_free(senders[index].response);
    }
    gettimeofday(&end, NULL);
    CHECK(end.tv_sec - start.tv_sec < 5);
    onoffice_request_free(request);
    onoffice_client_free(client);
    server_stop(&peer);
}

static void sends_after_a_cancel_are_not_affected(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

#define CROWD 32

struct member {
    onoffice_client *client;
    int number, good, cancelled;
    pthread_t thread;
};

/* Half of the crowd sends; the other half starts, and polls until its own is finished, whoever finished it. */
static const onoffice_response *ask(struct member *self, int number, onoffice_exchange **exchange) {
    onoffice_request *request = numbered("read", number);
    const onoffice_response *response;
    *exchange = NULL;
    if (self->number % 2 == 0) {
        response = onoffice_client_send(self->client, request);
    } else {
        *exchange = onoffice_client_start(self->client, request);
        while (onoffice_exchange_state(*exchange) == ONOFFICE_STATE_RUNNING)
            onoffice_client_poll(self->client, -1);
        response = onoffice_exchange_response(*exchange);
    }
    onoffice_request_free(request);
    return response;
}

static void *ask_rounds(void *context) {
    struct member *self = (struct member *)context;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        int number = self->number * ROUNDS + round;
        onoffice_exchange *exchange;
        const onoffice_response *response = ask(self, number, &exchange);
        int status = onoffice_response_status(response);
        if (status == ONOFFICE_ERROR_CANCELLED)
            self->cancelled++;
        else if (status == ONOFFICE_OK && number_of(response, 0) == number)
            self->good++;
        else
            printf("  member %d: %d, %s\n", self->number, number_of(response, 0), onoffice_response_message(response));
        if (exchange != NULL)
            onoffice_exchange_free(exchange);
        else
            onoffice_response_free((onoffice_response *)response);
    }
    return NULL;
}

/* Each gets the answer to its own question. Returns how many questions came to nothing because they were cancelled. */
static int crowd(onoffice_client *client, peer *cancelled) {
    struct member members[CROWD];
    int index, count = 0;
    for (index = 0; index < CROWD; index++) {
        memset(&members[index], 0, sizeof members[index]);
        members[index].client = client;
        members[index].number = index;
        pthread_create(&members[index].thread, NULL, ask_rounds, &members[index]);
    }
    /* No more often: what is cancelled in the queue is no request that the peer could count. */
    for (index = 1; cancelled != NULL && index <= 4; index++) {
        CHECK(peer_await(cancelled, &cancelled->requests, index * 20));
        CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    }
    for (index = 0; index < CROWD; index++) {
        pthread_join(members[index].thread, NULL);
        CHECK_INT(members[index].good + members[index].cancelled, ROUNDS);
        count += members[index].cancelled;
    }
    CHECK_INT(onoffice_client_poll(client, -1), 0);
    CHECK(onoffice_client_next(client) == NULL);
    return count;
}

static void a_crowd_asks_the_sandbox(void) {
    onoffice_client *client = sandbox_client();
    CHECK_INT(crowd(client, NULL), 0);
    onoffice_client_free(client);
}

static void a_crowd_asks_over_8_connections(void) {
    peer peer;
    onoffice_client *client;
    peer_start(&peer, NULL, 0);
    client = peer_client(&peer, 8);
    CHECK_INT(crowd(client, NULL), 0);
    CHECK_INT(peer_count(&peer, &peer.requests), CROWD * ROUNDS);
    CHECK(peer_count(&peer, &peer.accepts) <= 8);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static void a_crowd_is_cancelled_now_and_then(void) {
    peer peer;
    onoffice_client *client;
    onoffice_request *request = numbered("read", 1);
    peer_start(&peer, NULL, 0);
    client = peer_client(&peer, 8);
    printf("  %d cancelled\n", crowd(client, &peer));
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_request_free(request);
    onoffice_client_free(client);
    peer_stop(&peer);
}

static sem_t enough;

static void *poll_until_enough(void *context) {
    while (sem_trywait(&enough) != 0)
        onoffice_client_poll((onoffice_client *)context, 10);
    return NULL;
}

/* One thread polls, another frees an exchange the moment that it is finished: it is never handed out afterwards. */
static void what_was_freed_is_not_handed_out(void) {
    peer peer;
    onoffice_client *client;
    pthread_t thread;
    int round;
    peer_start(&peer, NULL, 0);
    client = peer_client(&peer, 8);
    sem_init(&enough, 0, 0);
    pthread_create(&thread, NULL, poll_until_enough, client);
    for (round = 0; round < 1200; round++) {
        onoffice_exchange *exchange = start_numbered(client, "read", round);
        if (round % 4 == 0) onoffice_exchange_cancel(exchange);
        while (onoffice_exchange_state(exchange) == ONOFFICE_STATE_RUNNING)
            sched_yield();
        onoffice_exchange_free(exchange);
        if (!CHECK(onoffice_client_next(client) == NULL)) break;
    }
    sem_post(&enough);
    pthread_join(thread, NULL);
    sem_destroy(&enough);
    CHECK(onoffice_client_next(client) == NULL);
    onoffice_client_free(client);
    peer_stop(&peer);
}

int main(void) {
    need_environment("ONOFFICE_URL");
    RUN(one_client_and_request_in_16_threads);
    RUN(options_change_while_others_send);
    RUN(cancel_ends_every_send);
    RUN(sends_after_a_cancel_are_not_affected);
    RUN(a_crowd_asks_the_sandbox);
    RUN(a_crowd_asks_over_8_connections);
    RUN(a_crowd_is_cancelled_now_and_then);
    RUN(what_was_freed_is_not_handed_out);
    return check_report("threads");
}
