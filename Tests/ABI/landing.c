/* Where a download lands: paths, descriptors, permissions, second attempts, and disks that are full. */
#include "serving.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define READ READ_FILE, strlen(READ_FILE)
#define SIZE 400000

static int permissions(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (int)(status.st_mode & 0777) : -1;
}

/* A new file is as any that the program makes, one that is replaced keeps who may read it. */
static void permissions_are_the_usual_ones(void) {
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    mode_t mask = umask(027);
    serving_start_file(&files, "Man", 3, 0, 0);
    client = peer_client(&files.peer, 8);
    transfer = onoffice_client_download(client, READ, scratch("new"));
    carried(transfer, ONOFFICE_OK);
    CHECK_INT(permissions(scratch("new")), 0640);
    onoffice_transfer_free(transfer);
    CHECK_INT(chmod(scratch("new"), 0604), 0);
    transfer = onoffice_client_download(client, READ, scratch("new"));
    carried(transfer, ONOFFICE_OK);
    CHECK_INT(permissions(scratch("new")), 0604);
    CHECK_INT(scratch_files(1), 1);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    serving_stop(&files);
    umask(mask);
}

static void symbolic_links_stay(void) {
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    struct stat status;
    FILE *target = fopen(scratch("target"), "w");
    if (!CHECK(target != NULL)) return;
    fclose(target);
    unlink(scratch("link"));
    CHECK_INT(symlink("target", scratch("link")), 0);
    serving_start_file(&files, "Man", 3, 0, 0);
    client = peer_client(&files.peer, 8);
    transfer = onoffice_client_download(client, READ, scratch("link"));
    carried(transfer, ONOFFICE_OK);
    CHECK(lstat(scratch("link"), &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(lstat(scratch("target"), &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 3);
    unlink(scratch("link"));
    unlink(scratch("target"));
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    serving_stop(&files);
}

/* Fetches SIZE bytes to a path and checks that they do not get there, and that nothing is left. */
static void check_no_way(const char *path, const char *reason, int requests) {
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    const onoffice_response *response;
    char *memory = content(SIZE, 1);
    serving_start_file(&files, memory, SIZE, 5000, 0);
    client = peer_client(&files.peer, 8);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 3), ONOFFICE_OK);
    transfer = onoffice_client_download(client, READ, path);
    response = carried(transfer, ONOFFICE_ERROR_FILE);
    CHECK_HAS(onoffice_response_message(response), reason);
    CHECK_INT(onoffice_response_uncertain(response), 0);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    serving_stop(&files);
    CHECK_INT(files.peer.requests, requests);
    free(memory);
}

/* With the files of this process limited, as on a disk that fills up. */
static void a_file_that_outgrows_the_disk(void) {
    struct rlimit before, limit;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    limit.rlim_cur = SIZE / 2;
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
    check_no_way(scratch("large"), strerror(EFBIG), 1);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
}

static void paths_that_cannot_be_written(void) {
    scratch("x");
    check_no_way("/dev/full", strerror(ENOSPC), 1);
    CHECK_INT(access("/dev/full", F_OK), 0);
    a_file_that_outgrows_the_disk();
    check_no_way("", strerror(ENOENT), 0);
    check_no_way(scratch(""), strerror(EISDIR), 0);
    check_no_way(scratch("missing/file"), strerror(ENOENT), 0);
    check_no_way("/proc/file", "cannot be written", 0);
    CHECK_INT(scratch_files(0), 0);
}

static void arguments(void) {
    static const char write[] = "{\"actionid\":\"do\",\"resourcetype\":\"pdf\"}";
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_transfer *transfers[] = {
        onoffice_client_download(client, write, strlen(write), scratch("file")),
        onoffice_client_download_bytes(client, "{", 1),
        onoffice_client_download_bytes(client, "", 0),
        onoffice_client_download_bytes(client, NULL, 0),
        onoffice_client_download_bytes(client, NULL, 3),
        onoffice_client_download(client, READ, NULL),
        onoffice_client_download(NULL, READ, scratch("file")),
        onoffice_client_download_descriptor(NULL, READ, 1),
        onoffice_client_download_bytes(NULL, NULL, 0),
    };
    size_t index, length = 1;
    for (index = 0; index < sizeof transfers / sizeof *transfers; index++) {
        if (onoffice_response_status(carried(transfers[index], ONOFFICE_ERROR_ARGUMENT)) != ONOFFICE_ERROR_ARGUMENT)
            printf("  row %lu\n", (unsigned long)index);
        CHECK(onoffice_transfer_bytes(transfers[index], NULL) == NULL);
        onoffice_transfer_free(transfers[index]);
    }
    transfers[0] = onoffice_client_download_descriptor(client, READ, -1);
    CHECK_HAS(onoffice_response_message(carried(transfers[0], ONOFFICE_ERROR_FILE)), strerror(EBADF));
    onoffice_transfer_free(transfers[0]);
    CHECK(onoffice_transfer_bytes(NULL, &length) == NULL);
    CHECK_INT(length, 0);
    CHECK_INT(scratch_files(0), 0);
    onoffice_client_free(client);
}

/* The first answers break off in the middle. Returns how many requests there were. */
static int fetch_again(onoffice_client *client, serving *files, onoffice_transfer *transfer, int status) {
    carried(transfer, status);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    serving_stop(files);
    return files->peer.requests;
}

static onoffice_client *begin(serving *files, const char *memory, size_t size, int failures) {
    onoffice_client *client;
    serving_start_file(files, memory, size, 5000, 1);
    files->failures = failures;
    client = peer_client(&files->peer, 8);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 2), ONOFFICE_OK);
    return client;
}

static void a_second_attempt_begins_anew(void) {
    char *memory = content(SIZE, 2);
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    size_t length;
    const void *found;
    int descriptor;

    client = begin(&files, memory, SIZE, 2);
    transfer = onoffice_client_download_bytes(client, READ);
    carried(transfer, ONOFFICE_OK);
    found = onoffice_transfer_bytes(transfer, &length);
    CHECK(found != NULL && length == SIZE && memcmp(found, memory, SIZE) == 0);
    CHECK_INT(onoffice_transfer_done(transfer), SIZE);
    CHECK_INT(fetch_again(client, &files, transfer, ONOFFICE_OK), 3);

    client = begin(&files, memory, SIZE, 2);
    transfer = onoffice_client_download(client, READ, scratch("file"));
    CHECK_INT(fetch_again(client, &files, transfer, ONOFFICE_OK), 3);
    CHECK(holds_file(scratch("file"), memory, SIZE));

    /* From where the descriptor stood; what was there before is left. */
    write_file(scratch("file"), "abcdef", 6);
    descriptor = open(scratch("file"), O_RDWR | O_CLOEXEC);
    CHECK_INT(lseek(descriptor, 4, SEEK_SET), 4);
    client = begin(&files, memory, SIZE, 1);
    transfer = onoffice_client_download_descriptor(client, READ, descriptor);
    CHECK_INT(fetch_again(client, &files, transfer, ONOFFICE_OK), 2);
    close(descriptor);
    found = read_file(scratch("file"), &length);
    CHECK(length == SIZE + 4 && memcmp(found, "abcd", 4) == 0 && memcmp((char *)found + 4, memory, SIZE) == 0);
    free((void *)found);

    client = begin(&files, memory, SIZE, 3);
    transfer = onoffice_client_download(client, READ, scratch("other"));
    CHECK_INT(fetch_again(client, &files, transfer, ONOFFICE_ERROR_TRANSPORT), 3);
    CHECK(access(scratch("other"), F_OK) != 0);
    CHECK_INT(scratch_files(1), 1);
    free(memory);
}

/* Reads a pipe to its end and counts. */
struct reader {
    int descriptor;
    size_t count;
    pthread_t thread;
};

static void *count_all(void *context) {
    struct reader *self = (struct reader *)context;
    char buffer[4096];
    ssize_t count;
    while ((count = read(self->descriptor, buffer, sizeof buffer)) > 0)
        self->count += (size_t)count;
    return NULL;
}

static void a_pipe_gets_no_second_attempt(void) {
    static const struct {
        size_t size;
        int failures, status, requests;
    } rows[] = {
        {SIZE, 0, ONOFFICE_OK, 1},
        {SIZE, 1, ONOFFICE_ERROR_TRANSPORT, 1},
        /* So little that nothing had been written. */
        {10000, 1, ONOFFICE_OK, 2},
    };
    size_t row;
    for (row = 0; row < sizeof rows / sizeof *rows; row++) {
        char *memory = content(rows[row].size, 2);
        serving files;
        struct reader reader;
        onoffice_client *client = begin(&files, memory, rows[row].size, rows[row].failures);
        onoffice_transfer *transfer;
        int ends[2];
        CHECK_INT(pipe(ends), 0);
        reader.descriptor = ends[0];
        reader.count = 0;
        pthread_create(&reader.thread, NULL, count_all, &reader);
        transfer = onoffice_client_download_descriptor(client, READ, ends[1]);
        CHECK_INT(fetch_again(client, &files, transfer, rows[row].status), rows[row].requests);
        close(ends[1]);
        pthread_join(reader.thread, NULL);
        close(ends[0]);
        CHECK(rows[row].status != ONOFFICE_OK ? reader.count < rows[row].size : reader.count == rows[row].size);
        free(memory);
    }
}

/* A reader who has left is an error, and no signal that ends the host. */
static void a_pipe_without_a_reader(void) {
    char *memory = content(SIZE, 2);
    serving files;
    onoffice_client *client = begin(&files, memory, SIZE, 0);
    onoffice_transfer *transfer;
    sigset_t waiting;
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    close(ends[0]);
    transfer = onoffice_client_download_descriptor(client, READ, ends[1]);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_FILE)), strerror(EPIPE));
    sigpending(&waiting);
    CHECK(!sigismember(&waiting, SIGPIPE));
    CHECK_INT(fetch_again(client, &files, transfer, ONOFFICE_ERROR_FILE), 1);
    close(ends[1]);
    free(memory);
}

int main(void) {
    RUN(permissions_are_the_usual_ones);
    RUN(symbolic_links_stay);
    RUN(paths_that_cannot_be_written);
    RUN(arguments);
    RUN(a_second_attempt_begins_anew);
    RUN(a_pipe_gets_no_second_attempt);
    RUN(a_pipe_without_a_reader);
    return check_report("landing");
}
