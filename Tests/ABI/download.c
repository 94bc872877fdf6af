/* Downloads: the bytes that come out, whatever the answer looks like, and what is left when it fails. */
#include "serving.h"

#include <fcntl.h>
#include <sys/stat.h>

#define READ READ_FILE, strlen(READ_FILE)

/* Fetches the file of a server in all three ways, and checks what comes. */
static void check_file(serving *files, const char *memory, size_t size) {
    onoffice_client *client = peer_client(&files->peer, 8);
    onoffice_transfer *transfer = onoffice_client_download_bytes(client, READ);
    const onoffice_response *response = carried(transfer, ONOFFICE_OK);
    size_t length = 1;
    const char *found = (const char *)onoffice_transfer_bytes(transfer, &length);
    int descriptor;
    CHECK_INT(length, size);
    CHECK(found != NULL && memcmp(found, memory, size) == 0);
    CHECK_INT(onoffice_transfer_done(transfer), size);
    CHECK_INT(onoffice_transfer_size(transfer), size);
    CHECK_TEXT(onoffice_response_body(response, NULL), SERVING_BEFORE SERVING_AFTER);
    onoffice_transfer_free(transfer);

    transfer = onoffice_client_download(client, READ, scratch("file"));
    carried(transfer, ONOFFICE_OK);
    CHECK(holds_file(scratch("file"), memory, size));
    CHECK(onoffice_transfer_bytes(transfer, &length) == NULL);
    CHECK_INT(length, 0);
    onoffice_transfer_free(transfer);

    write_file(scratch("other"), "abc", 3);
    descriptor = open(scratch("other"), O_WRONLY | O_APPEND | O_CLOEXEC);
    transfer = onoffice_client_download_descriptor(client, READ, descriptor);
    carried(transfer, ONOFFICE_OK);
    onoffice_transfer_free(transfer);
    close(descriptor);
    found = read_file(scratch("other"), &length);
    CHECK_INT(length, size + 3);
    CHECK(memcmp(found, "abc", 3) == 0 && memcmp(found + 3, memory, size) == 0);
    free((void *)found);
    CHECK_INT(scratch_files(1), 2);
    onoffice_client_free(client);
}

static void what_comes_out_is_the_file(void) {
    static const size_t sizes[] = {0, 1, 2, 3, 4, 1000, 49152, 49153, 131072, 131073, 700001};
    size_t index;
    for (index = 0; index < sizeof sizes / sizeof *sizes; index++) {
        size_t size = sizes[index];
        char *memory = content(size, (unsigned)index);
        /* Odd pieces, so that every cut comes to pass; tiny ones where that does not take long. */
        size_t pieces[] = {0, 16384, 997, size < 2000 ? 1u : 4099u};
        size_t piece;
        for (piece = 0; piece < sizeof pieces / sizeof *pieces; piece++) {
            serving files;
            serving_start_file(&files, memory, size, pieces[piece], piece % 2 == 0);
            check_file(&files, memory, size);
            CHECK_INT(files.peer.requests, 3);
            serving_stop(&files);
        }
        free(memory);
    }
}

/* What an answer comes to, its file expected if there is to be one. */
static void check_answer(const char *body, int status, const char *expected, const char *message) {
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    size_t length = 0, piece;
    for (piece = 0; piece < 3; piece++) {
        const onoffice_response *response;
        const char *found;
        int good = 1;
        serving_start(&files, joined(body, "", ""), piece);
        client = peer_client(&files.peer, 8);
        transfer = onoffice_client_download_bytes(client, READ);
        response = carried(transfer, status);
        found = (const char *)onoffice_transfer_bytes(transfer, &length);
        if (expected != NULL)
            good = CHECK(found != NULL && length == strlen(expected) && memcmp(found, expected, length) == 0);
        else
            good = CHECK(found == NULL) & CHECK_HAS(onoffice_response_message(response), message);
        if (!good) printf("  %.300s\n", body);
        onoffice_transfer_free(transfer);
        transfer = onoffice_client_download(client, READ, scratch("file"));
        carried(transfer, status);
        onoffice_transfer_free(transfer);
        CHECK_INT(scratch_files(1), expected != NULL);
        onoffice_client_free(client);
        serving_stop(&files);
    }
}

#define RECORDS(records) SERVING_HEAD "\"data\":{\"records\":" records "},\"status\":{\"errorcode\":0}}]}}"
#define ELEMENTS(elements) RECORDS("[{\"elements\":{" elements "}}]")

static void where_a_file_may_stand(void) {
    check_answer(ELEMENTS("\"content\":\"TWFu\""), ONOFFICE_OK, "Man", "");
    check_answer(ELEMENTS("\"photo\":\"TWFu\""), ONOFFICE_OK, "Man", "");
    check_answer(ELEMENTS("\"document\":\"TWFu\""), ONOFFICE_OK, "Man", "");
    check_answer(ELEMENTS("\"c\\u006fntent\" : \"\\u0054W\\u0046u\""), ONOFFICE_OK, "Man", "");
    check_answer(ELEMENTS("\"content\":\"T\\r\\nW F\\tu\\n\""), ONOFFICE_OK, "Man", "");
    check_answer(ELEMENTS("\"content\":\"TWE\""), ONOFFICE_OK, "Ma", "");
    check_answer(ELEMENTS("\"content\":\"Pz8\\/Pg==\""), ONOFFICE_OK, "?\?\?>", "");
    check_answer(ELEMENTS("\"content\":\"\""), ONOFFICE_OK, "", "");
    check_answer(ELEMENTS("\"a\":{\"content\":\"no\"},\"content\":\"TWFu\",\"b\":[\"content\",{}],\"content \":\"no\""),
                 ONOFFICE_OK, "Man", "");
    check_answer(RECORDS("{\"3\":{\"elements\":{\"content\":\"TWFu\"}}}"), ONOFFICE_OK, "Man", "");
    check_answer(RECORDS("[{\"content\":\"no\",\"elements\":[]},{\"elements\":{\"content\":\"\"}},"
                         "{\"elements\":{\"photo\":\"TWFu\"}}]"),
                 ONOFFICE_OK, "Man", "");
    /* Backslashes and quotation marks in what is kept. */
    check_answer(ELEMENTS("\"x\":\"\\\\\\\"content\\\":\\\\\",\"content\":\"TWFu\""), ONOFFICE_OK, "Man", "");
    /* An exposé as it comes by default, and the same damaged. */
    check_answer(ELEMENTS("\"document\":\"eJxTDXBx0zXUM+FSLUktLuECABu0A7k=\""), ONOFFICE_OK, "%PDF-1.4\n%test\n", "");
    check_answer(ELEMENTS("\"document\":\"eJxTDXBx0zXUM+FSLUktLuECABu0A7o=\""), ONOFFICE_ERROR_PROTOCOL, NULL,
                 "checksum");
    check_answer(ELEMENTS("\"document\":\"eJxTDXBx0zXUM+FSLUktLuECABu0\""), ONOFFICE_ERROR_PROTOCOL, NULL, "cut off");
    check_answer(ELEMENTS("\"content\":\"eJw=\""), ONOFFICE_OK, "x\x9c", "");
    check_answer(ELEMENTS("\"document\":\"eA==\""), ONOFFICE_OK, "x", "");
}

static void answers_without_a_good_file(void) {
    static const char no_file[] = "no file";
    check_answer(ELEMENTS("\"url\":\"x\""), ONOFFICE_ERROR_PROTOCOL, NULL, no_file);
    check_answer(RECORDS("[{\"elements\":[{\"content\":\"TWFu\"}]}]"), ONOFFICE_ERROR_PROTOCOL, NULL, no_file);
    check_answer(RECORDS("[]"), ONOFFICE_ERROR_PROTOCOL, NULL, no_file);
    check_answer(ELEMENTS("\"content\":null"), ONOFFICE_ERROR_PROTOCOL, NULL, no_file);
    check_answer(ELEMENTS("\"content\":[\"TWFu\"]"), ONOFFICE_ERROR_PROTOCOL, NULL, no_file);
    check_answer(ELEMENTS("\"content\":\"TWFu\",\"photo\":\"TWFu\""), ONOFFICE_ERROR_PROTOCOL, NULL, "more than one");
    check_answer(ELEMENTS("\"content\":\"TWF\\u00e4\""), ONOFFICE_ERROR_PROTOCOL, NULL, "decoded");
    check_answer(ELEMENTS("\"content\":\"TWFu=\""), ONOFFICE_ERROR_PROTOCOL, NULL, "decoded");
    check_answer(ELEMENTS("\"content\":\"TWFuT\""), ONOFFICE_ERROR_PROTOCOL, NULL, "decoded");
    check_answer(ELEMENTS("\"content\":\"TWE=TWFu\""), ONOFFICE_ERROR_PROTOCOL, NULL, "decoded");
    check_answer(ELEMENTS("\"content\":\"TW\\xFu\""), ONOFFICE_ERROR_PROTOCOL, NULL, "decoded");
    check_answer(ELEMENTS("\"content\":\"TW\\u00zzFu\""), ONOFFICE_ERROR_PROTOCOL, NULL, "decoded");
    check_answer(SERVING_BEFORE "TWFu", ONOFFICE_ERROR_PROTOCOL, NULL, "ends early");
    check_answer(SERVING_BEFORE "TWFu\"", ONOFFICE_ERROR_PROTOCOL, NULL, "ends early");
    check_answer(SERVING_BEFORE "TWFu\\", ONOFFICE_ERROR_PROTOCOL, NULL, "ends early");
    check_answer(SERVING_BEFORE "TWFu\"x" SERVING_AFTER, ONOFFICE_ERROR_PROTOCOL, NULL, "not JSON");
    check_answer("<h1>\"content\"</h1>", ONOFFICE_ERROR_PROTOCOL, NULL, "not JSON");
    check_answer("", ONOFFICE_ERROR_PROTOCOL, NULL, "empty");
    check_answer("{\"status\":{\"code\":400,\"errorcode\":22,\"message\":\"who?\"},\"response\":{\"results\":[]}}",
                 ONOFFICE_ERROR_API, NULL, "who?");
    /* The file was there, but the API says that it failed. */
    check_answer(SERVING_HEAD "\"data\":{\"records\":[{\"elements\":{\"content\":\"TWFu\"}}]},"
                              "\"status\":{\"errorcode\":54,\"message\":\"gone\"}}]}}",
                 ONOFFICE_ERROR_ACTION, NULL, "gone");
}

/* response_limit holds for the file, decompressed, and for the rest; not for the text in between. */
static void limits(void) {
    static const struct {
        size_t file, rest;
        int status;
    } rows[] = {
        {1024, 10, ONOFFICE_OK},
        {1025, 10, ONOFFICE_ERROR_LIMIT},
        {10, 1024, ONOFFICE_ERROR_LIMIT},
    };
    size_t index;
    for (index = 0; index < sizeof rows / sizeof *rows; index++) {
        char *memory = content(rows[index].file, 1), *rest = repeated("x", rows[index].rest);
        char *text = base64(memory, rows[index].file, 1), *left = joined(SERVING_BEFORE, text, "\",\"x\":\"");
        size_t piece;
        for (piece = 0; piece < 200; piece += 100) {
            serving files;
            onoffice_client *client;
            onoffice_transfer *transfer;
            serving_start(&files, joined(left, rest, SERVING_AFTER), piece);
            client = peer_client(&files.peer, 8);
            CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RESPONSE_LIMIT, 1024), ONOFFICE_OK);
            transfer = onoffice_client_download_bytes(client, READ);
            CHECK_HAS(onoffice_response_message(carried(transfer, rows[index].status)),
                      rows[index].status == ONOFFICE_OK ? "" : "response_limit, 1024");
            onoffice_transfer_free(transfer);
            onoffice_client_free(client);
            serving_stop(&files);
        }
        free(memory);
        free(rest);
        free(text);
        free(left);
    }
}

/* The request for a get pdf with these parameters has that in it. */
static void check_asked(const char *parameters, const char *expected) {
    serving files;
    onoffice_client *client;
    onoffice_transfer *transfer;
    char *action =
        joined("{\"resourceid\":5,\"identifier\":\"a\",\"actionid\":\"get\",\"resourcetype\":\"pdf\"", parameters, "}");
    serving_start(&files, joined(ELEMENTS("\"document\":\"TWFu\""), "", ""), 0);
    client = peer_client(&files.peer, 8);
    transfer = onoffice_client_download_bytes(client, action, strlen(action));
    carried(transfer, ONOFFICE_OK);
    CHECK_HAS(files.asked, expected);
    CHECK_HAS(files.asked, "\"identifier\":\"a\",");
    CHECK_HAS(files.asked, ",\"resourceid\":5,\"resourcetype\":\"pdf\"");
    onoffice_transfer_free(transfer);
    onoffice_client_free(client);
    serving_stop(&files);
    free(action);
}

static void exposes_are_asked_for_plain(void) {
    check_asked("", "\"parameters\":{\"gzcompress\":false},");
    check_asked(",\"parameters\":[]", "\"parameters\":{\"gzcompress\":false},");
    check_asked(",\"parameters\":{ \"a\": [1] }", "\"parameters\":{ \"a\": [1] ,\"gzcompress\":false},");
    check_asked(",\"parameters\":{\"gzc\\u006fmpress\":1}", "\"parameters\":{\"gzc\\u006fmpress\":1},");
}

/* Each is fetched anew, and none is joined to another. */
static void the_cache_is_passed_by(void) {
    serving files;
    onoffice_client *client;
    int round;
    serving_start_file(&files, "Man", 3, 0, 0);
    client = peer_client(&files.peer, 8);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_CACHE_TTL_MS, 60000), ONOFFICE_OK);
    for (round = 1; round <= 3; round++) {
        onoffice_transfer *transfer = onoffice_client_download_bytes(client, READ);
        carried(transfer, ONOFFICE_OK);
        CHECK_INT(files.peer.requests, round);
        onoffice_transfer_free(transfer);
    }
    onoffice_client_free(client);
    serving_stop(&files);
}

int main(void) {
    RUN(what_comes_out_is_the_file);
    RUN(where_a_file_may_stand);
    RUN(answers_without_a_good_file);
    RUN(limits);
    RUN(exposes_are_asked_for_plain);
    RUN(the_cache_is_passed_by);
    return check_report("download");
}
