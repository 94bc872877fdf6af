/* What is under way, when names are slow, loops wait, processes fork, and clients are freed in the middle of it. */
#include "server.h"

#include <dlfcn.h>
#include <netdb.h>
#include <poll.h>
#include <sys/wait.h>
#include <time.h>

#define CREATE "{\"actionid\":\"create\",\"resourcetype\":\"estate\"}"
#define BODY                                                                                                           \
    "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":["                        \
    "{\"data\":[],\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}"

typedef int (*resolver)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

static sem_t slow, late; /* "slow.test" and "late.test" are resolved when they are raised */

/* In the place of the system's: libcurl finds the program's first. */
int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
    resolver next;
    struct timespec limit;
    sem_t *permission;
    *(void **)&next = dlsym(RTLD_NEXT, "getaddrinfo");
    if (name == NULL || (strcmp(name, "slow.test") != 0 && strcmp(name, "late.test") != 0))
        return next(name, service, hints, result);
    permission = *name == 's' ? &slow : &late;
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec += 30;
    (void)sem_timedwait(permission, &limit);
    sem_post(permission);
    return next("127.0.0.1", service, hints, result);
}

/* A listener that the test itself answers for. */
static void listen_only(server *self) { server_start(self, NULL, 0); }

static onoffice_client *client_of(const server *self, const char *host) {
    onoffice_client *client = server_client(self);
    char url[80];
    snprintf(url, sizeof url, "http://%s:%d/api/", host, self->port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_ALLOW_HTTP, 1), ONOFFICE_OK);
    return client;
}

/* Moves the client forward until its request has come in; the connection. */
static int take_request(server *self, onoffice_client *client) {
    struct pollfd listener = {self->listener, POLLIN, 0};
    int rounds = 0, connection;
    while (poll(&listener, 1, 0) == 0 && rounds++ < 200)
        onoffice_client_poll(client, 10);
    if (!CHECK(listener.revents & POLLIN)) exit(2);
    connection = accept(self->listener, NULL, NULL);
    onoffice_client_poll(client, 50);
    CHECK(server_read(self, connection));
    return connection;
}

static void answer(int connection, const char *head, const char *body) {
    char text[512];
    int length = snprintf(text, sizeof text, "HTTP/1.1 %s\r\nContent-Length: %lu\r\n\r\n%s", head,
                          (unsigned long)strlen(body), body);
    CHECK_INT(send(connection, text, (size_t)length, MSG_NOSIGNAL), length);
}

static int is_readable(int descriptor) {
    struct pollfd watched = {descriptor, POLLIN, 0};
    return poll(&watched, 1, 0) == 1;
}

static long long milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The system's resolver may take half a minute to give up a name. Nothing here waits for it. */
static void slow_names_keep_nobody(void) {
    server nobody;
    onoffice_client *client;
    onoffice_request *request = reads(1);
    onoffice_exchange *exchange;
    long long start = milliseconds();
    pid_t child;
    listen_only(&nobody);
    sem_init(&slow, 0, 0);
    client = client_of(&nobody, "slow.test");
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, 50), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_TIMEOUT), ONOFFICE_ERROR_TIMEOUT);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, 60000), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, 50), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_TIMEOUT), ONOFFICE_ERROR_TIMEOUT);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, 60000), ONOFFICE_OK);
    exchange = onoffice_client_start(client, request);
    CHECK_INT(onoffice_client_poll(client, 20), 1);
    child = fork();
    if (child == 0) _exit(0);
    CHECK(waitpid(child, NULL, 0) == child);
    CHECK_INT(onoffice_exchange_cancel(exchange), ONOFFICE_OK);
    CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_FINISHED);
    CHECK(milliseconds() - start < 10000);
    onoffice_exchange_free(exchange);
    onoffice_request_free(request);
    onoffice_client_free(client);
    sem_post(&slow);
    server_stop(&nobody);
}

/* libcurl hears from its resolver over a descriptor whose number the connection then gets: it is waited for anew. */
static void answers_after_a_resolved_name_are_noticed(void) {
    server quiet;
    onoffice_client *client;
    onoffice_request *request = reads(1);
    onoffice_exchange *exchange;
    int connection;
    listen_only(&quiet);
    sem_init(&late, 0, 0);
    client = client_of(&quiet, "late.test");
    exchange = onoffice_client_start(client, request);
    CHECK_INT(onoffice_client_poll(client, 20), 1);
    sem_post(&late);
    connection = take_request(&quiet, client);
    answer(connection, "200 OK", BODY);
    CHECK_INT(onoffice_client_poll(client, 5000), 0);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
    onoffice_exchange_free(exchange);
    onoffice_request_free(request);
    onoffice_client_free(client);
    close(connection);
    server_stop(&quiet);
}

/* The answer has come, but nobody has read it, when the process forks: it is the parent's alone. Otherwise the child
 * would send the write once more, as the parent does, and take the parent's wake-up away. */
static void unread_mail_is_the_parents(void) {
    server quiet, other;
    onoffice_client *client, *driver;
    onoffice_request *create = request_of(CREATE), *read = reads(1);
    onoffice_exchange *exchange;
    int connection, descriptor;
    pid_t child;
    listen_only(&quiet);
    client = client_of(&quiet, "127.0.0.1");
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 1), ONOFFICE_OK);
    descriptor = onoffice_client_descriptor(client);
    exchange = onoffice_client_start(client, create);
    connection = take_request(&quiet, client);
    answer(connection, "503 Busy\r\nConnection: close\r\nRetry-After: 0", "");
    close(connection);
    /* Drives the engine that both clients use, and reads only what is its own. */
    server_start(&other, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" BODY, 1);
    driver = client_of(&other, "127.0.0.1");
    CHECK_INT(send_status(driver, read, ONOFFICE_OK), ONOFFICE_OK);
    CHECK(is_readable(descriptor));
    fflush(stdout);
    child = fork();
    if (child == 0) {
        int good;
        alarm(20);
        onoffice_client_poll(client, 20);
        onoffice_exchange_cancel(exchange);
        good = onoffice_exchange_state(exchange) == ONOFFICE_STATE_FINISHED;
        _exit(good ? 0 : 1);
    } else {
        int status = -1;
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    CHECK(is_readable(descriptor));
    CHECK(!is_readable(quiet.listener));
    connection = take_request(&quiet, client);
    answer(connection, "200 OK", BODY);
    CHECK_INT(onoffice_client_poll(client, 5000), 0);
    CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_OK);
    onoffice_exchange_free(exchange);
    onoffice_request_free(create);
    onoffice_request_free(read);
    onoffice_client_free(client);
    onoffice_client_free(driver);
    close(connection);
    server_stop(&other);
    server_stop(&quiet);
}

/* A thread that cancels also reads what comes of it; the loop that waits for the descriptor is woken all the same. */
static void a_cancel_wakes_the_loop(void) {
    server quiet;
    onoffice_client *client;
    onoffice_request *request = reads(1);
    onoffice_exchange *exchange;
    int connection, descriptor;
    listen_only(&quiet);
    client = client_of(&quiet, "127.0.0.1");
    descriptor = onoffice_client_descriptor(client);
    exchange = onoffice_client_start(client, request);
    connection = take_request(&quiet, client);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    CHECK(is_readable(descriptor));
    CHECK_INT(onoffice_client_poll(client, 0), 0);
    CHECK(!is_readable(descriptor));
    CHECK(onoffice_client_next(client) == exchange);
    onoffice_exchange_free(exchange);
    onoffice_request_free(request);
    onoffice_client_free(client);
    close(connection);
    server_stop(&quiet);
}

static void *send_to_silence(void *client) {
    onoffice_request *request = reads(1);
    CHECK_INT(send_status((onoffice_client *)client, request, ONOFFICE_ERROR_CANCELLED), ONOFFICE_ERROR_CANCELLED);
    onoffice_request_free(request);
    return NULL;
}

/* While another thread drives, what a freed client had under way comes to its end there, and is over here. */
static void freed_clients_leave_nothing_running(void) {
    server quiet, silent;
    onoffice_client *client, *driver;
    onoffice_request *request = reads(1);
    onoffice_exchange *exchange;
    pthread_t thread;
    int connection, rounds;
    listen_only(&quiet);
    server_start(&silent, NULL, 1);
    driver = client_of(&silent, "127.0.0.1");
    pthread_create(&thread, NULL, send_to_silence, driver);
    sem_wait(&silent.request_seen);
    for (rounds = 0; rounds < 20; rounds++) {
        client = client_of(&quiet, "127.0.0.1");
        exchange = onoffice_client_start(client, request);
        connection = take_request(&quiet, client);
        onoffice_client_free(client);
        CHECK_INT(onoffice_exchange_state(exchange), ONOFFICE_STATE_FINISHED);
        CHECK_INT(onoffice_response_status(onoffice_exchange_response(exchange)), ONOFFICE_ERROR_CANCELLED);
        onoffice_exchange_free(exchange);
        close(connection);
    }
    CHECK_INT(onoffice_client_cancel(driver), ONOFFICE_OK);
    pthread_join(thread, NULL);
    onoffice_client_free(driver);
    onoffice_request_free(request);
    server_stop(&silent);
    server_stop(&quiet);
}

/* Each setting of the transport has connections of its own, and a client that is set anew for every call holds few. */
static void old_settings_hold_no_descriptors(void) {
    server peer;
    onoffice_client *client;
    onoffice_request *request = reads(1);
    int round, highest = 0, first = 0;
    server_start(&peer, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" BODY, 60);
    client = client_of(&peer, "127.0.0.1");
    for (round = 0; round < 60; round++) {
        CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_IDLE_TIMEOUT_MS, 2000 + round), ONOFFICE_OK);
        CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
        highest = dup(0); /* the lowest number that is free */
        close(highest);
        if (round == 20) first = highest;
    }
    CHECK(highest < first + 10);
    onoffice_request_free(request);
    onoffice_client_free(client);
    server_stop(&peer);
}

static void *poll_once(void *client) {
    onoffice_client_poll((onoffice_client *)client, 20000);
    return NULL;
}

/* Who polls looks after what is started meanwhile, also where other settings give it other connections. */
static void polls_look_after_new_settings(void) {
    server silent, peer;
    onoffice_client *client;
    onoffice_request *request = reads(1);
    onoffice_exchange *first, *second;
    pthread_t thread;
    char url[64];
    long long start = milliseconds();
    server_start(&silent, NULL, 1);
    server_start(&peer, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" BODY, 1);
    client = client_of(&silent, "127.0.0.1");
    first = onoffice_client_start(client, request);
    pthread_create(&thread, NULL, poll_once, client);
    sem_wait(&silent.request_seen);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/api/", peer.port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_IDLE_TIMEOUT_MS, 5000), ONOFFICE_OK);
    second = onoffice_client_start(client, request);
    pthread_join(thread, NULL);
    CHECK_INT(onoffice_exchange_state(first), ONOFFICE_STATE_RUNNING);
    CHECK_INT(onoffice_exchange_state(second), ONOFFICE_STATE_FINISHED);
    CHECK(milliseconds() - start < 10000);
    onoffice_exchange_free(first);
    onoffice_exchange_free(second);
    onoffice_request_free(request);
    onoffice_client_free(client);
    server_stop(&peer);
    server_stop(&silent);
}

int main(void) {
    RUN(slow_names_keep_nobody);
    RUN(answers_after_a_resolved_name_are_noticed);
    RUN(unread_mail_is_the_parents);
    RUN(a_cancel_wakes_the_loop);
    RUN(freed_clients_leave_nothing_running);
    RUN(polls_look_after_new_settings);
    RUN(old_settings_hold_no_descriptors);
    return check_report("flights");
}
