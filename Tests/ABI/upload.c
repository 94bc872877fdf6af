/* Uploads: the bytes that arrive, the steps they come in, and the truth about what failed. */
#include "filing.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define LENGTH(text) text, strlen(text)

typedef enum origin {
    FROM_PATH,
    FROM_DESCRIPTOR,
    FROM_APPENDED, /* a descriptor that writes at the end, and reads where it stands */
    FROM_MEMORY,
    ORIGINS
} origin;

/* Begins to upload this memory, if need be by way of a file; descriptor is to be closed afterwards. */
static onoffice_transfer *begin(onoffice_client *client, origin from, const char *memory, size_t size, int *descriptor,
                                const char *ending, int64_t block) {
    *descriptor = -1;
    if (from == FROM_MEMORY) return onoffice_client_upload_bytes(client, memory, size, LENGTH(ending), block);
    write_file(scratch("hall.jpg"), memory, size);
    if (from == FROM_PATH) return onoffice_client_upload(client, scratch("hall.jpg"), LENGTH(ending), block);
    *descriptor = open(scratch("hall.jpg"), (from == FROM_APPENDED ? O_RDWR | O_APPEND : O_RDONLY) | O_CLOEXEC);
    return onoffice_client_upload_descriptor(client, *descriptor, LENGTH(ending), block);
}

/* Uploads and checks everything that arrived. */
static void check_upload(origin from, size_t size, int64_t block, int blocks) {
    static const char ending[] = "{ \"module\" : \"estate\",\"n\":1.0e0,\"file\":\"a\\u00e4.jpg\" }";
    filing files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    int descriptor;
    char *memory = content(size, (unsigned)size);
    digest expected = digest_of(memory, size);
    filing_start(&files, FILING_IS_WELL, 0);
    client = peer_client(&files.peer, 8);
    transfer = begin(client, from, memory, size, &descriptor, ending, block);
    if (size > 0) CHECK_INT(onoffice_transfer_size(transfer), size);
    carried(transfer, ONOFFICE_OK);
    CHECK_INT(onoffice_transfer_size(transfer), size);
    CHECK_INT(onoffice_transfer_done(transfer), size);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    filing_stop(&files);
    CHECK_INT(files.bytes, size);
    CHECK_INT(files.blocks, blocks);
    CHECK_INT(files.steps, blocks + 1);
    CHECK_INT(files.strangers, 0);
    CHECK_INT(files.peer.accepts, 1);
    CHECK_TEXT(files.ending,
               "{ \"module\" : \"estate\",\"n\":1.0e0,\"file\":\"a\\u00e4.jpg\" ,\"tmpUploadId\":\"" FILING_ID "\"}");
    if (!CHECK(same_digest(files.digest, expected)))
        printf("  %lu bytes in blocks of %lld, origin %d\n", (unsigned long)size, (long long)block, (int)from);
    if (descriptor >= 0) close(descriptor);
    free(memory);
}

static void what_arrives_is_the_file(void) {
    int from;
    for (from = 0; from < ORIGINS; from++) {
        check_upload((origin)from, 0, 1000, 1);
        check_upload((origin)from, 1, 1000, 1);
        check_upload((origin)from, 999, 1000, 1);
        check_upload((origin)from, 1000, 1000, 1);
        check_upload((origin)from, 1001, 1000, 2);
        check_upload((origin)from, 3500, 1000, 4);
        check_upload((origin)from, 5, 1, 5);
        check_upload((origin)from, 200000, 65536, 4);
        check_upload((origin)from, 3 << 20, 0, 3);
        check_upload((origin)from, (3 << 20) + 1, 0, 4);
    }
}

/* The parameters of the last step, for what is given. */
static void check_ending(const char *path, const char *given, const char *expected) {
    filing files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    const onoffice_response *response;
    write_file(path, "abc", 3);
    filing_start(&files, FILING_IS_WELL, 0);
    client = peer_client(&files.peer, 8);
    transfer = onoffice_client_upload(client, path, LENGTH(given), 0);
    response = carried(transfer, ONOFFICE_OK);
    CHECK_HAS(onoffice_response_body(response, NULL), "\"tmpUploadId\":\"" FILING_ID "\"");
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    filing_stop(&files);
    CHECK_TEXT(files.ending, expected);
}

static void the_last_step_is_what_the_caller_says(void) {
    check_ending(scratch("hall.jpg"), FILING_ENDING,
                 "{\"module\":\"estate\",\"relatedRecordId\":417,\"Art\":\"Foto\",\"file\":\"hall.jpg\","
                 "\"tmpUploadId\":\"" FILING_ID "\"}");
    check_ending(scratch("a\"b\\c\x01\x1f\xc3\xa4.jpg"), "{}",
                 "{\"file\":\"a\\\"b\\\\c\\u0001\\u001f\xc3\xa4.jpg\",\"tmpUploadId\":\"" FILING_ID "\"}");
    check_ending(scratch("hall.jpg"), "\n{\"fi\\u006ce\":\"b\"}\n",
                 "{\"fi\\u006ce\":\"b\",\"tmpUploadId\":\"" FILING_ID "\"}");
    check_ending(scratch("hall.jpg"), "", "");
}

static void a_link_is_one_step(void) {
    static const char link[] = "{\"module\":\"estate\",\"Art\":\"Link\",\"url\":\"https:\\/\\/example.com\"}";
    filing files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    filing_start(&files, FILING_IS_WELL, 0);
    client = peer_client(&files.peer, 8);
    transfer = onoffice_client_upload(client, NULL, LENGTH(link), 0);
    carried(transfer, ONOFFICE_OK);
    CHECK_INT(onoffice_transfer_size(transfer), 0);
    onoffice_transfer_free(transfer);
    transfer = onoffice_client_upload(client, scratch("hall.jpg"), LENGTH(link), 0);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), "link");
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    filing_stop(&files);
    CHECK_INT(files.steps, 1);
    CHECK_INT(files.blocks, 0);
    CHECK_TEXT(files.ending, link);
}

/* A step that fails ends it, is not sent again if it may have been executed, and is told as it is. */
static void check_fault(filing_fault fault, int at, int status, int uncertain, int steps) {
    filing files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    const onoffice_response *response;
    char *memory = content(2500, 7);
    filing_start(&files, fault, at);
    client = peer_client(&files.peer, 8);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 5), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRY_WRITES, 1), ONOFFICE_OK);
    transfer = onoffice_client_upload_bytes(client, memory, 2500, LENGTH("{\"file\":\"x\"}"), 1000);
    response = carried(transfer, status);
    CHECK_INT(onoffice_response_uncertain(response), uncertain);
    CHECK_INT(onoffice_transfer_done(transfer), fault == FILING_TURNS_AWAY || at >= 3 ? 2500 : at * 1000);
    CHECK_INT(onoffice_transfer_size(transfer), 2500);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    filing_stop(&files);
    if (!CHECK_INT(files.steps, steps)) printf("  fault %d at step %d\n", (int)fault, at);
    if (fault == FILING_TURNS_AWAY) CHECK(same_digest(files.digest, digest_of(memory, 2500)));
    free(memory);
}

static void a_step_that_fails_ends_it(void) {
    int at;
    for (at = 0; at < 4; at++) {
        check_fault(FILING_REFUSES, at, ONOFFICE_ERROR_ACTION, 0, at + 1);
        check_fault(FILING_BREAKS_DOWN, at, ONOFFICE_ERROR_HTTP, 1, at + 1);
        check_fault(FILING_LEAVES, at, ONOFFICE_ERROR_TRANSPORT, 1, at + 1);
        check_fault(FILING_TURNS_AWAY, at, ONOFFICE_OK, 0, 4);
    }
    check_fault(FILING_GIVES_NO_ID, 0, ONOFFICE_ERROR_PROTOCOL, 0, 1);
    check_fault(FILING_GIVES_EMPTY_ID, 0, ONOFFICE_ERROR_PROTOCOL, 0, 1);
}

static void arguments(void) {
    static const struct {
        const char *parameters, *message;
        int64_t block;
    } rows[] = {
        {"[]", "parameters", 0},
        {"{\"module\":", "parameters", 0},
        {"{} x", "parameters", 0},
        {"{\"data\":\"\",\"file\":\"x\"}", "data", 0},
        {"{\"tmpUpl\\u006fadId\":\"\",\"file\":\"x\"}", "tmpUploadId", 0},
        {"{\"module\":\"estate\"}", "file", 0},
        {"{\"url\":\"x\"}", "link", 0},
        {"", "block_size", -1},
        {"", "block_size", 67108865},
        {"", "block_size", INT64_MIN},
    };
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_transfer *transfer;
    size_t index;
    for (index = 0; index < sizeof rows / sizeof *rows; index++) {
        transfer = onoffice_client_upload_bytes(client, "abc", 3, LENGTH(rows[index].parameters), rows[index].block);
        CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), rows[index].message);
        onoffice_transfer_free(transfer);
    }
    transfer = onoffice_client_upload(client, NULL, NULL, 0, 0);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), "NULL");
    onoffice_transfer_free(transfer);
    transfer = onoffice_client_upload(client, scratch("x"), NULL, 5, 0);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), "NULL");
    onoffice_transfer_free(transfer);
    transfer = onoffice_client_upload_bytes(client, NULL, 5, NULL, 0, 0);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), "NULL");
    onoffice_transfer_free(transfer);
    transfer = onoffice_client_upload_bytes(NULL, "abc", 3, NULL, 0, 0);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), "client is NULL");
    CHECK_INT(onoffice_transfer_cancel(transfer), ONOFFICE_OK);
    CHECK_INT(onoffice_transfer_size(transfer), -1);
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    client = onoffice_client_new(NULL, NULL);
    transfer = onoffice_client_upload_bytes(client, "abc", 3, NULL, 0, 0);
    CHECK_HAS(onoffice_response_message(carried(transfer, ONOFFICE_ERROR_ARGUMENT)), "token");
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    CHECK_INT(onoffice_transfer_poll(NULL, 0), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_transfer_cancel(NULL), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_transfer_done(NULL), 0);
    CHECK_INT(onoffice_transfer_size(NULL), -1);
    CHECK(onoffice_transfer_response(NULL) == NULL);
    onoffice_transfer_free(NULL);
}

static void check_unreadable(onoffice_transfer *transfer, const char *reason) {
    const onoffice_response *response = carried(transfer, ONOFFICE_ERROR_FILE);
    CHECK_HAS(onoffice_response_message(response), reason);
    CHECK_INT(onoffice_response_uncertain(response), 0);
    onoffice_transfer_free(transfer);
}

static void files_that_cannot_be_read(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    int descriptor = open(scratch("new"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    check_unreadable(onoffice_client_upload(client, scratch("missing"), NULL, 0, 0), strerror(ENOENT));
    check_unreadable(onoffice_client_upload(client, "", NULL, 0, 0), strerror(ENOENT));
    check_unreadable(onoffice_client_upload(client, scratch(""), NULL, 0, 0), strerror(EISDIR));
    check_unreadable(onoffice_client_upload_descriptor(client, -1, NULL, 0, 0), strerror(EBADF));
    check_unreadable(onoffice_client_upload_descriptor(client, descriptor, NULL, 0, 0), strerror(EBADF));
    close(descriptor);
    onoffice_client_free(client);
}

/* While the second block is under way, the file is cut or added to. */
static void files_that_change_meanwhile(void) {
    int grows;
    for (grows = 0; grows < 2; grows++) {
        filing files;
        onoffice_client *client;
        onoffice_transfer *transfer;
        char *memory = content(3000, 1);
        write_file(scratch("hall.jpg"), memory, 3000);
        filing_start(&files, FILING_HOLDS, 1);
        client = peer_client(&files.peer, 8);
        transfer = onoffice_client_upload(client, scratch("hall.jpg"), NULL, 0, 1000);
        CHECK(drive(client, &files.peer, &files.peer.requests, 2));
        CHECK_INT(truncate(scratch("hall.jpg"), grows ? 3001 : 2500), 0);
        peer_permit(&files.peer, 1);
        check_unreadable(transfer, grows ? "larger" : "smaller");
        onoffice_client_free(client);
        filing_stop(&files);
        free(memory);
    }
}

int main(void) {
    RUN(what_arrives_is_the_file);
    RUN(the_last_step_is_what_the_caller_says);
    RUN(a_link_is_one_step);
    RUN(a_step_that_fails_ends_it);
    RUN(arguments);
    RUN(files_that_cannot_be_read);
    RUN(files_that_change_meanwhile);
    return check_report("upload");
}
