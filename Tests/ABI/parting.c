/* fork() while other threads are at the steps of walks and transfers: in the child, whatever the fork has met ends. */
#include "filing.h"

#include <sys/wait.h>

#define FORKS 300

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static onoffice_client *client;
static onoffice_pages *walk;
static onoffice_transfer *upload;
static int is_over;

/* The script of a peer that takes every block, and has a list of 50 pages. */
static void serve_steps(peer_connection *self) {
    static const char page[] =
        "{\"status\":{\"code\":200,\"errorcode\":0},\"response\":{\"results\":[{\"data\":{\"meta\":"
        "{\"cntabsolute\":50},\"records\":[{\"id\":1}]},\"status\":{\"errorcode\":0}}]}}";
    int goes_on = 1;
    while (goes_on && peer_read(self))
        goes_on = strstr(self->request, "uploadfile") != NULL ? filing_say(self, 0, "\"tmpUploadId\":\"a\"")
                                                              : peer_say_http(self, "200 OK", "", page);
}

static int goes_on(void) {
    int answer;
    pthread_mutex_lock(&lock);
    answer = !is_over;
    pthread_mutex_unlock(&lock);
    return answer;
}

static int last_status(onoffice_pages *pages) {
    onoffice_response *response;
    int status = ONOFFICE_OK;
    while ((response = onoffice_pages_next(pages)) != NULL) {
        status = onoffice_response_status(response);
        onoffice_response_free(response);
    }
    return status;
}

static void *walk_on(void *context) {
    static const char action[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{}}";
    int bad = 0;
    (void)context;
    while (goes_on()) {
        onoffice_pages *pages = onoffice_client_pages(client, action, sizeof action - 1, 1, 4);
        pthread_mutex_lock(&lock);
        walk = pages;
        pthread_mutex_unlock(&lock);
        bad += last_status(pages) != ONOFFICE_OK;
        pthread_mutex_lock(&lock);
        walk = NULL;
        pthread_mutex_unlock(&lock);
        onoffice_pages_free(pages);
    }
    CHECK_INT(bad, 0);
    return NULL;
}

static void *upload_on(void *context) {
    static const char ending[] = "{\"file\":\"x\"}";
    static char memory[50000];
    int bad = 0;
    (void)context;
    while (goes_on()) {
        onoffice_transfer *transfer =
            onoffice_client_upload_bytes(client, memory, sizeof memory, ending, sizeof ending - 1, 1000);
        pthread_mutex_lock(&lock);
        upload = transfer;
        pthread_mutex_unlock(&lock);
        onoffice_transfer_poll(transfer, -1);
        bad += onoffice_response_status(onoffice_transfer_response(transfer)) != ONOFFICE_OK;
        pthread_mutex_lock(&lock);
        upload = NULL;
        pthread_mutex_unlock(&lock);
        onoffice_transfer_free(transfer);
    }
    CHECK_INT(bad, 0);
    return NULL;
}

/* What a host with a garbage collector does in a child that inherits them; a child that hangs is ended by its alarm. */
static void use_up(void) {
    alarm(20);
    if (walk != NULL) last_status(walk);
    onoffice_pages_free(walk);
    if (upload != NULL) onoffice_transfer_poll(upload, -1);
    onoffice_transfer_free(upload);
    onoffice_client_free(client);
    _exit(0);
}

static void fork_between_steps(void) {
    peer server;
    pthread_t threads[2];
    int index;
    peer_start(&server, serve_steps, 0);
    client = peer_client(&server, 8);
    CHECK_INT(pthread_create(&threads[0], NULL, walk_on, NULL), 0);
    CHECK_INT(pthread_create(&threads[1], NULL, upload_on, NULL), 0);
    for (index = 0; index < FORKS; index++) {
        int status = -1;
        pid_t child;
        pthread_mutex_lock(&lock);
        child = fork();
        if (child == 0) use_up();
        pthread_mutex_unlock(&lock);
        CHECK(waitpid(child, &status, 0) == child);
        if (!CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
            printf("  child %d: status %d\n", index, status);
            break;
        }
    }
    pthread_mutex_lock(&lock);
    is_over = 1;
    pthread_mutex_unlock(&lock);
    for (index = 0; index < 2; index++)
        pthread_join(threads[index], NULL);
    onoffice_client_free(client);
    peer_stop(&server);
}

int main(void) {
    RUN(fork_between_steps);
    return check_report("parting");
}
