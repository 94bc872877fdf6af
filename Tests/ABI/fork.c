/* fork(): the child goes on with every object, while the parent's connections stay the parent's. */
#include "peer.h"
#include "server.h"

#include <fcntl.h>
#include <sys/wait.h>

#define ROUNDS 20

/* Sends that often; the number of answers that were right. Each asks for another number of records. */
static int good_sends(onoffice_client *client, int seed, int rounds) {
    int round, good = 0;
    for (round = 0; round < rounds; round++) {
        char action[160], identifier[40];
        onoffice_request *request = onoffice_request_new();
        onoffice_response *response;
        snprintf(identifier, sizeof identifier, "\"identifier\":\"%d-%d\"", seed, round);
        snprintf(action, sizeof action,
                 "{\"actionid\":\"read\",\"resourcetype\":\"estate\",%s,\"parameters\":{\"data\":"
                 "[\"Id\"],\"listlimit\":%d}}",
                 identifier, 1 + (seed + round) % 50);
        add(request, action);
        response = onoffice_client_send(client, request);
        if (onoffice_response_status(response) == ONOFFICE_OK &&
            strstr(onoffice_response_body(response, NULL), identifier) != NULL)
            good++;
        else
            printf("  process %d: %s\n", seed, onoffice_response_message(response));
        onoffice_response_free(response);
        onoffice_request_free(request);
    }
    return good;
}

static int good_rounds(onoffice_client *client, int seed) { return good_sends(client, seed, ROUNDS); }

/* Ends the process of a child that has done its part; a child that hangs is ended by its alarm. */
static void leave(int good) {
    fflush(stdout);
    _exit(good ? 0 : 1);
}

static void await(pid_t child) {
    int status = -1;
    CHECK(waitpid(child, &status, 0) == child);
    if (!CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0)) printf("  child: status %d\n", status);
}

/* Both use the client whose connection was open when they parted. */
static void child_and_parent_send(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    pid_t children[3];
    int index;
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    fflush(stdout);
    for (index = 0; index < 3; index++) {
        children[index] = fork();
        if (children[index] == 0) {
            alarm(60);
            leave(good_rounds(client, 100 * (index + 1)) == ROUNDS);
        }
    }
    CHECK_INT(good_rounds(client, 0), ROUNDS);
    for (index = 0; index < 3; index++)
        await(children[index]);
    CHECK_INT(good_rounds(client, 900), ROUNDS);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* Objects of before the fork are the child's to read and free; that disturbs nobody. */
static void the_child_frees_everything(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    onoffice_response *response = onoffice_client_send(client, request);
    pid_t child;
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    fflush(stdout);
    child = fork();
    if (child == 0) {
        int good;
        alarm(60);
        good = strstr(onoffice_response_body(response, NULL), "\"records\"") != NULL;
        onoffice_client_free(client);
        onoffice_request_free(request);
        onoffice_response_free(response);
        leave(good);
    }
    await(child);
    onoffice_response_free(response);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    CHECK_HAS(onoffice_response_trace(response, NULL), "\"reused\":true");
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

struct background {
    onoffice_client *client;
    int good;
};

static void *send_in_background(void *context) {
    struct background *self = (struct background *)context;
    self->good = good_rounds(self->client, 500);
    return NULL;
}

/* The fork may fall into the middle of another thread's send: its locks must not stay locked in the child. */
static void fork_while_a_thread_sends(void) {
    onoffice_client *client = sandbox_client();
    struct background background;
    pthread_t thread;
    int index;
    background.client = client;
    background.good = 0;
    fflush(stdout);
    pthread_create(&thread, NULL, send_in_background, &background);
    for (index = 0; index < 6; index++) {
        pid_t child = fork();
        if (child == 0) {
            alarm(60);
            leave(good_rounds(client, 600 + 20 * index) == ROUNDS);
        }
        await(child);
    }
    pthread_join(thread, NULL);
    CHECK_INT(background.good, ROUNDS);
    onoffice_client_free(client);
}

static sem_t enough;

static void *set_in_background(void *context) {
    onoffice_client *client = (onoffice_client *)context;
    int round;
    for (round = 0; sem_trywait(&enough) != 0; round++) {
        char agent[32];
        snprintf(agent, sizeof agent, "agent/%d", round % 10);
        onoffice_client_set_text(client, ONOFFICE_OPTION_USER_AGENT, agent);
        onoffice_client_get_text(client, ONOFFICE_OPTION_USER_AGENT);
    }
    return NULL;
}

/* Some of these forks fall between the lock and the unlock of the thread, which the child does not have. */
static void fork_while_a_thread_holds_the_lock(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = onoffice_request_new();
    pthread_t thread;
    int index;
    sem_init(&enough, 0, 0);
    fflush(stdout);
    pthread_create(&thread, NULL, set_in_background, client);
    for (index = 0; index < 200 && check_faults == 0; index++) {
        pid_t child = fork();
        if (child == 0) {
            int64_t number = 0;
            alarm(10);
            leave(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, 1000) == ONOFFICE_OK &&
                  onoffice_client_get_number(client, ONOFFICE_OPTION_TIMEOUT_MS, &number) == ONOFFICE_OK &&
                  number == 1000 && send_status(client, request, ONOFFICE_ERROR_ARGUMENT) == ONOFFICE_ERROR_ARGUMENT);
        }
        await(child);
    }
    sem_post(&enough);
    pthread_join(thread, NULL);
    sem_destroy(&enough);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* Connections are closed on exec: a program that the host starts inherits none of them. */
static void connections_are_closed_on_exec(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    int descriptor, connections = 0;
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    for (descriptor = 3; descriptor < 256; descriptor++) {
        struct sockaddr_in address;
        socklen_t size = sizeof address;
        if (getpeername(descriptor, (struct sockaddr *)&address, &size) != 0 || address.sin_family != AF_INET) continue;
        connections++;
        CHECK(fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
    }
    CHECK(connections >= 1);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

#define CHILDREN 8
#define SENDS 50
#define WARM 4

/* Eight children and their parent send over the client that was warm before; they begin at the same moment. */
static void nine_send_at_once(onoffice_client *client) {
    pid_t children[CHILDREN];
    int index, gate[2];
    char byte;
    CHECK_INT(pipe(gate), 0);
    fflush(stdout);
    for (index = 0; index < CHILDREN; index++) {
        children[index] = fork();
        if (children[index] == 0) {
            alarm(120);
            close(gate[1]);
            leave(read(gate[0], &byte, 1) == 0 && good_sends(client, 1000 * (index + 1), SENDS) == SENDS);
        }
    }
    close(gate[0]);
    close(gate[1]);
    CHECK_INT(good_sends(client, 0, SENDS), SENDS);
    for (index = 0; index < CHILDREN; index++)
        await(children[index]);
}

/* How many of the peer's first connections are still open. */
static int still_open(peer *self, int count) {
    int index, open = 0;
    pthread_mutex_lock(&self->lock);
    for (index = 0; index < count && index < self->accepts; index++)
        if (self->connections[index]->socket >= 0) open++;
    pthread_mutex_unlock(&self->lock);
    return open;
}

/* The children make connections of their own, and end them; those of the parent notice nothing. */
static void nine_processes_send_over_http(void) {
    peer peer;
    onoffice_client *client;
    onoffice_exchange *exchange;
    int index;
    peer_start(&peer, NULL, 1);
    client = peer_client(&peer, WARM);
    for (index = 0; index < WARM; index++)
        start_numbered(client, "read", index);
    CHECK(drive(client, &peer, &peer.requests, WARM));
    peer_permit(&peer, WARM + (CHILDREN + 1) * SENDS + 2 * WARM);
    drive_home(client);
    CHECK_INT(peer_count(&peer, &peer.accepts), WARM);
    nine_send_at_once(client);
    CHECK(peer_await(&peer, &peer.left, CHILDREN));
    CHECK_INT(still_open(&peer, WARM), WARM);
    CHECK_INT(peer_count(&peer, &peer.accepts), WARM + CHILDREN);
    for (index = 0; index < 2 * WARM; index++)
        start_numbered(client, "read", index);
    drive_home(client);
    while ((exchange = onoffice_client_next(client)) != NULL) {
        CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
        onoffice_exchange_free(exchange);
    }
    CHECK_INT(peer_count(&peer, &peer.accepts), WARM + CHILDREN);
    onoffice_client_free(client);
    peer_stop(&peer);
}

/* A TLS connection that two processes wrote to, or that one of them ended politely, would be broken. */
static void nine_processes_send_over_tls(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    onoffice_response *response;
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    nine_send_at_once(client);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    CHECK_HAS(onoffice_response_trace(response, NULL), "\"reused\":true");
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

#define SENDERS 4

static void *send_until_enough(void *context) {
    struct background *self = (struct background *)context;
    int rounds = 0;
    while (sem_trywait(&enough) != 0) {
        self->good += good_sends(self->client, 700, 1);
        rounds++;
    }
    self->good -= rounds;
    return NULL;
}

/* Whatever these threads are doing at that moment, libcurl and TLS included, is not there to be finished. */
static void fork_while_four_threads_send(void) {
    onoffice_client *client = sandbox_client();
    struct background senders[SENDERS];
    pthread_t threads[SENDERS];
    int index;
    sem_init(&enough, 0, 0);
    fflush(stdout);
    for (index = 0; index < SENDERS; index++) {
        senders[index].client = client;
        senders[index].good = 0;
        pthread_create(&threads[index], NULL, send_until_enough, &senders[index]);
    }
    for (index = 0; index < 20; index++) {
        pid_t child = fork();
        if (child == 0) {
            onoffice_client *own;
            alarm(60);
            own = sandbox_client();
            leave(good_sends(own, 2000 + 20 * index, 3) == 3);
        }
        await(child);
    }
    for (index = 0; index < SENDERS; index++)
        sem_post(&enough);
    for (index = 0; index < SENDERS; index++) {
        pthread_join(threads[index], NULL);
        CHECK_INT(senders[index].good, 0); /* all that were sent were good */
    }
    sem_destroy(&enough);
    onoffice_client_free(client);
}

/* Number of pages that were good; the last status. */
static int good_pages(onoffice_pages *pages, int *status) {
    onoffice_response *response;
    int good = 0;
    *status = ONOFFICE_OK;
    while ((response = onoffice_pages_next(pages)) != NULL) {
        *status = onoffice_response_status(response);
        good += *status == ONOFFICE_OK;
        onoffice_response_free(response);
    }
    return good;
}

/* The pages under way are the parent's; the child begins a walk of its own. */
static void a_child_walks_anew(void) {
    static const char action[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":"
                                 "{\"data\":[\"Id\"],\"sortby\":\"Id\"}}";
    onoffice_client *client = sandbox_client();
    onoffice_pages *pages = onoffice_client_pages(client, action, sizeof action - 1, 100, 3);
    int status;
    pid_t child = fork();
    if (child == 0) {
        good_pages(pages, &status);
        if (status != ONOFFICE_ERROR_CANCELLED) leave(0);
        onoffice_pages_free(pages);
        pages = onoffice_client_pages(client, action, sizeof action - 1, 0, 0);
        leave(good_pages(pages, &status) == 5 && status == ONOFFICE_OK);
    }
    CHECK_INT(good_pages(pages, &status), 24);
    CHECK_INT(status, ONOFFICE_OK);
    await(child);
    onoffice_pages_free(pages);
    onoffice_client_free(client);
}

int main(void) {
    RUN(child_and_parent_send);
    RUN(the_child_frees_everything);
    RUN(fork_while_a_thread_sends);
    RUN(fork_while_a_thread_holds_the_lock);
    RUN(connections_are_closed_on_exec);
    RUN(nine_processes_send_over_http);
    RUN(nine_processes_send_over_tls);
    RUN(fork_while_four_threads_send);
    RUN(a_child_walks_anew);
    return check_report("fork");
}
