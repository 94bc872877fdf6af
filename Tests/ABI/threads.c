/* One client in many threads, and cancelling from another one. */
#include "server.h"

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
    for (round = 0; round < 2000; round++) {
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

int main(void) {
    need_environment("ONOFFICE_URL");
    RUN(one_client_and_request_in_16_threads);
    RUN(options_change_while_others_send);
    RUN(cancel_ends_every_send);
    RUN(sends_after_a_cancel_are_not_affected);
    return check_report("threads");
}
