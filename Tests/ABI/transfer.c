/* Transfers while they are under way: progress, cancelling, pipes, second attempts, and what is left of a file. */
#include "serving.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define PROMPT 1000 /* milliseconds; 50 are promised, the rest is for a machine that is busy */
#define READ READ_FILE, strlen(READ_FILE)

/* How a transfer may be ended early. */
enum {
    BY_TRANSFER,
    BY_CLIENT,
    BY_FREE,
    BY_FREEING_THE_CLIENT,
    ENDINGS
};

struct canceller {
    onoffice_client *client;
    onoffice_transfer *transfer;
    int how;
    long long at;
    pthread_t thread;
};

static void *cancel(void *context) {
    struct canceller *self = (struct canceller *)context;
    self->at = now_ms();
    CHECK_INT(self->how == BY_CLIENT ? onoffice_client_cancel(self->client) : onoffice_transfer_cancel(self->transfer),
              ONOFFICE_OK);
    return NULL;
}

/* Ends a transfer, in the first two ways from another thread while this one polls. Frees both. */
static void end_early(onoffice_client *client, onoffice_transfer *transfer, int how, int uncertain) {
    struct canceller canceller;
    long long took;
    CHECK(onoffice_transfer_response(transfer) == NULL);
    canceller.client = client;
    canceller.transfer = transfer;
    canceller.how = how;
    if (how == BY_FREE) {
        onoffice_transfer_free(transfer);
        onoffice_client_free(client);
        return;
    }
    if (how == BY_FREEING_THE_CLIENT) {
        onoffice_client_free(client);
    } else {
        pthread_create(&canceller.thread, NULL, cancel, &canceller);
        CHECK_INT(onoffice_transfer_poll(transfer, -1), 1);
        took = now_ms() - canceller.at;
        pthread_join(canceller.thread, NULL);
        if (!CHECK(took < PROMPT) || took > 50) printf("  took %lld ms\n", took);
    }
    CHECK_INT(onoffice_response_uncertain(carried(transfer, ONOFFICE_ERROR_CANCELLED)), uncertain);
    onoffice_transfer_free(transfer);
    if (how != BY_FREEING_THE_CLIENT) onoffice_client_free(client);
}

static void an_upload_is_cancelled(void) {
    char *memory = content(5000, 1);
    int how, at;
    for (how = 0; how < ENDINGS; how++)
        for (at = 0; at < 6; at++) {
            filing files;
            onoffice_client *client;
            onoffice_transfer *transfer;
            filing_start(&files, FILING_HOLDS, at);
            client = peer_client(&files.peer, 8);
            transfer = onoffice_client_upload_bytes(client, memory, 5000, "{\"file\":\"a\"}", 12, 1000);
            CHECK(drive(client, &files.peer, &files.peer.requests, at + 1));
            CHECK_INT(onoffice_transfer_done(transfer), at * 1000);
            end_early(client, transfer, how, 1);
            filing_stop(&files);
            CHECK_INT(files.peer.requests, at + 1);
        }
    free(memory);
}

static void a_download_is_cancelled(void) {
    char *memory = content(300000, 1);
    int how;
    for (how = 0; how < ENDINGS; how++) {
        serving files;
        onoffice_client *client;
        onoffice_transfer *transfer;
        write_file(scratch("file"), "old", 3);
        serving_start_file(&files, memory, 300000, 5000, 0);
        files.holds = 1;
        client = peer_client(&files.peer, 8);
        transfer = onoffice_client_download(client, READ, scratch("file"));
        CHECK(drive(client, &files.peer, &files.peer.answers, 1));
        while (onoffice_transfer_done(transfer) < 140000)
            onoffice_transfer_poll(transfer, 1);
        CHECK_INT(scratch_files(0), 2);
        end_early(client, transfer, how, 0);
        serving_stop(&files);
        CHECK(holds_file(scratch("file"), "old", 3));
        CHECK_INT(scratch_files(1), 1);
    }
    free(memory);
}

static void cancelled_before_it_moves(void) {
    filing files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    filing_start(&files, FILING_HOLDS, 0);
    client = peer_client(&files.peer, 8);
    transfer = onoffice_client_upload_bytes(client, "abc", 3, NULL, 0, 0);
    CHECK_INT(onoffice_transfer_cancel(transfer), ONOFFICE_OK);
    CHECK_INT(onoffice_transfer_cancel(transfer), ONOFFICE_OK);
    CHECK_INT(onoffice_client_cancel(client), ONOFFICE_OK);
    carried(transfer, ONOFFICE_ERROR_CANCELLED);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    filing_stop(&files);
}

/* Watches a transfer from a thread that does not poll. */
struct watcher {
    onoffice_transfer *transfer;
    struct peer *peer;
    int64_t size;
    int looks, is_monotone;
    pthread_t thread;
};

static void *watch(void *context) {
    struct watcher *self = (struct watcher *)context;
    int64_t before = 0, done = 0;
    self->is_monotone = 1;
    while (onoffice_transfer_response(self->transfer) == NULL) {
        done = onoffice_transfer_done(self->transfer);
        if (done < before || done > self->size || onoffice_transfer_size(self->transfer) != self->size)
            self->is_monotone = 0;
        if (done != before) self->looks++;
        before = done;
        peer_permit(self->peer, 1);
    }
    return NULL;
}

static void progress_is_seen_by_another_thread(void) {
    struct watcher watcher;
    filing files;
    onoffice_client *client;
    char *memory = content(200000, 1);
    filing_start(&files, FILING_IS_WELL, 0);
    client = peer_client(&files.peer, 8);
    watcher.peer = &files.peer;
    watcher.size = 200000;
    watcher.looks = 0;
    watcher.transfer = onoffice_client_upload_bytes(client, memory, 200000, NULL, 0, 1000);
    pthread_create(&watcher.thread, NULL, watch, &watcher);
    carried(watcher.transfer, ONOFFICE_OK);
    pthread_join(watcher.thread, NULL);
    CHECK(watcher.is_monotone);
    CHECK(watcher.looks > 1);
    onoffice_transfer_free(watcher.transfer);
    onoffice_client_free(client);
    filing_stop(&files);
    free(memory);
}

/* Several of them at once, moved forward by polling the client. */
static void many_at_once(void) {
    enum {
        COUNT = 12
    };
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfers[COUNT];
    char *memory = content(100000, 3);
    int index;
    serving_start_file(&files, memory, 100000, 7000, 0);
    client = peer_client(&files.peer, 4);
    for (index = 0; index < COUNT; index++)
        transfers[index] = onoffice_client_download_bytes(client, READ);
    while (onoffice_client_poll(client, -1) > 0)
        continue;
    CHECK(onoffice_client_next(client) == NULL);
    for (index = 0; index < COUNT; index++) {
        size_t length;
        const void *found;
        CHECK(onoffice_transfer_response(transfers[index]) != NULL);
        found = onoffice_transfer_bytes(transfers[index], &length);
        CHECK(found != NULL && length == 100000 && memcmp(found, memory, length) == 0);
        onoffice_transfer_free(transfers[index]);
    }
    onoffice_client_free(client);
    serving_stop(&files);
    free(memory);
}

/* Writes to a pipe in pieces, then closes it. */
struct writer {
    int descriptor;
    const char *memory;
    size_t size;
    pthread_t thread;
};

static void *write_all(void *context) {
    struct writer *self = (struct writer *)context;
    size_t done = 0;
    while (done < self->size) {
        size_t rest = self->size - done;
        ssize_t count = write(self->descriptor, self->memory + done, rest < 777 ? rest : 777);
        if (count <= 0) break;
        done += (size_t)count;
    }
    close(self->descriptor);
    return NULL;
}

static void a_pipe_is_uploaded(void) {
    static const size_t sizes[] = {0, 1, 999, 1000, 1001, 60000};
    size_t index;
    for (index = 0; index < sizeof sizes / sizeof *sizes; index++) {
        filing files;
        struct writer writer;
        onoffice_client *client;
        onoffice_transfer *transfer;
        size_t size = sizes[index];
        char *memory = content(size, 5);
        int ends[2];
        CHECK_INT(pipe(ends), 0);
        writer.descriptor = ends[1];
        writer.memory = memory;
        writer.size = size;
        pthread_create(&writer.thread, NULL, write_all, &writer);
        filing_start(&files, FILING_IS_WELL, 0);
        client = peer_client(&files.peer, 8);
        transfer = onoffice_client_upload_descriptor(client, ends[0], "{\"file\":\"a\"}", 12, 1000);
        CHECK_INT(onoffice_transfer_size(transfer), -1);
        carried(transfer, ONOFFICE_OK);
        CHECK_INT(onoffice_transfer_size(transfer), size);
        pthread_join(writer.thread, NULL);
        close(ends[0]);
        onoffice_transfer_free(transfer);
        onoffice_client_free(client);
        filing_stop(&files);
        CHECK_INT(files.blocks, size == 0 ? 1 : (size + 999) / 1000);
        CHECK(same_digest(files.digest, digest_of(memory, size)));
        free(memory);
    }
}

/* In the child, what is under way has ended, and the parent's goes on, its unfinished file untouched. */
static void a_child_leaves_the_parents_transfers_alone(void) {
    serving files;
    filing blocks;
    onoffice_client *client, *other;
    onoffice_transfer *down, *up;
    char *memory = content(300000, 1);
    pid_t child;
    int status = -1;
    serving_start_file(&files, memory, 300000, 5000, 0);
    filing_start(&blocks, FILING_HOLDS, 1);
    files.holds = 1;
    client = peer_client(&files.peer, 8);
    other = peer_client(&blocks.peer, 8);
    down = onoffice_client_download(client, READ, scratch("file"));
    up = onoffice_client_upload_bytes(other, memory, 3000, NULL, 0, 1000);
    CHECK(drive(client, &files.peer, &files.peer.answers, 1));
    CHECK(drive(other, &blocks.peer, &blocks.peer.requests, 2));
    fflush(stdout);
    child = fork();
    if (child == 0) {
        int good;
        alarm(60);
        good = onoffice_response_status(onoffice_transfer_response(down)) == ONOFFICE_ERROR_CANCELLED &&
               onoffice_transfer_poll(up, -1) == 1 &&
               onoffice_response_status(onoffice_transfer_response(up)) == ONOFFICE_ERROR_CANCELLED;
        onoffice_transfer_free(down);
        onoffice_transfer_free(up);
        onoffice_client_free(client);
        onoffice_client_free(other);
        _exit(good ? 0 : 1);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK_INT(scratch_files(0), 1);
    peer_permit(&files.peer, 1);
    peer_permit(&blocks.peer, 1);
    carried(down, ONOFFICE_OK);
    carried(up, ONOFFICE_OK);
    CHECK(holds_file(scratch("file"), memory, 300000));
    CHECK_INT(scratch_files(1), 1);
    onoffice_transfer_free(down);
    onoffice_transfer_free(up);
    onoffice_client_free(client);
    onoffice_client_free(other);
    serving_stop(&files);
    filing_stop(&blocks);
    CHECK(same_digest(blocks.digest, digest_of(memory, 3000)));
    free(memory);
}

/* Polls a client until it is told to stop. */
struct poller {
    onoffice_client *client;
    struct peer *peer;
    pthread_t thread;
};

static void *poll_on(void *context) {
    struct poller *self = (struct poller *)context;
    while (!peer_count(self->peer, &self->peer->is_over))
        onoffice_client_poll(self->client, 5);
    return NULL;
}

/* What was lent may be taken back as soon as the transfer is freed, whoever was at it. */
static void freed_while_another_thread_polls(void) {
    enum {
        SIZE = 3 << 20,
        ROUNDS = 20
    };
    filing files;
    struct poller poller;
    int round;
    filing_start(&files, FILING_IS_WELL, 0);
    poller.client = peer_client(&files.peer, 8);
    poller.peer = &files.peer;
    pthread_create(&poller.thread, NULL, poll_on, &poller);
    for (round = 0; round < ROUNDS; round++) {
        char *memory = content(SIZE, 1);
        onoffice_transfer *transfer = onoffice_client_upload_bytes(poller.client, memory, SIZE, NULL, 0, SIZE / 4);
        int64_t enough = round % 4 * (SIZE / 4);
        while (onoffice_transfer_done(transfer) < enough && onoffice_transfer_response(transfer) == NULL)
            onoffice_transfer_poll(transfer, 1);
        onoffice_transfer_free(transfer);
        memset(memory, 0, SIZE);
        free(memory);
    }
    filing_stop(&files);
    pthread_join(poller.thread, NULL);
    onoffice_client_free(poller.client);
}

int main(void) {
    RUN(an_upload_is_cancelled);
    RUN(a_download_is_cancelled);
    RUN(cancelled_before_it_moves);
    RUN(progress_is_seen_by_another_thread);
    RUN(many_at_once);
    RUN(freed_while_another_thread_polls);
    RUN(a_pipe_is_uploaded);
    RUN(a_child_leaves_the_parents_transfers_alone);
    return check_report("transfer");
}
