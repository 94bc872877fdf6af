/* Input that means harm, from the host or from the server: refused with a message, never a crash or a hang. */
#include "support.h"

#include <time.h>

#define MEBI (1024u * 1024u)

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* An answer with one result whose data is this text. Yours to free. */
static char *answer_with(const char *data) {
    return joined("{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":[{\"data\":",
                  data, ",\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}");
}

static int parse_status(const char *body, size_t length) {
    onoffice_request *request = reads(1);
    onoffice_response *response = onoffice_response_parse(request, 200, body, length);
    int status = onoffice_response_status(response);
    CHECK((*onoffice_response_message(response) == '\0') == (status == ONOFFICE_OK));
    onoffice_response_free(response);
    onoffice_request_free(request);
    return status;
}

/* 100 MB of text are one action like any other; the copy in the signed body is complete. */
static void actions_of_100_megabytes(void) {
    static const char head[] = "{\"actionid\":\"do\",\"resourcetype\":\"uploadfile\",\"parameters\":{\"data\":\"";
    static const char tail[] = "\"}}";
    size_t fill = 100u * MEBI, size = sizeof head - 1 + fill + sizeof tail - 1, length = 0;
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = onoffice_request_new();
    char *action = bytes(size);
    const char *body;
    memcpy(action, head, sizeof head - 1);
    memset(action + sizeof head - 1, 'A', fill);
    memcpy(action + sizeof head - 1 + fill, tail, sizeof tail - 1);
    CHECK_INT(onoffice_request_add(request, action, size), 0);
    body = onoffice_request_sign(request, client, 1700000000, &length);
    if (CHECK(body != NULL && length > size)) {
        const char *start = strstr(body, "{\"data\":\"");
        CHECK(start != NULL && memcmp(start + 9, action + sizeof head - 1, fill + 2) == 0);
    }
    action[size - 1] = ' ';
    CHECK_INT(onoffice_request_add(request, action, size), ONOFFICE_ERROR_ARGUMENT);
    CHECK_HAS(onoffice_request_message(request), "byte");
    CHECK_INT(onoffice_request_count(request), 1);
    free(action);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void answers_of_100_megabytes(void) {
    size_t fill = 100u * MEBI, length = 0;
    char *text = bytes(fill + 3), *body;
    onoffice_request *request = reads(1);
    onoffice_response *response;
    memset(text, 'x', fill + 2);
    text[0] = text[fill + 1] = '"';
    text[fill + 2] = '\0';
    body = answer_with(text);
    response = parse(request, 200, body);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    onoffice_response_result(response, 0, &length);
    CHECK(length > fill);
    onoffice_response_free(response);
    CHECK_INT(parse_status(body, strlen(body) - 1), ONOFFICE_ERROR_PROTOCOL);
    memset(body, 'x', fill);
    CHECK_INT(parse_status(body, fill), ONOFFICE_ERROR_PROTOCOL);
    free(body);
    free(text);
    onoffice_request_free(request);
}

static void nesting_bombs(void) {
    static const char *const units[] = {"[", "{\"a\":", "[{\"a\":[", "[[],"};
    static const char head[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":";
    onoffice_request *request = onoffice_request_new();
    size_t row;
    for (row = 0; row < sizeof units / sizeof *units; row++) {
        char *bomb = repeated(units[row], 100000), *action = joined(head, bomb, ""), *body = answer_with(bomb);
        CHECK_INT(add(request, action), ONOFFICE_ERROR_ARGUMENT);
        CHECK_HAS(onoffice_request_message(request), "nested deeper than 512 levels, at byte");
        CHECK_INT(parse_status(bomb, strlen(bomb)), ONOFFICE_ERROR_PROTOCOL);
        CHECK_INT(parse_status(body, strlen(body)), ONOFFICE_ERROR_PROTOCOL);
        free(body);
        free(action);
        free(bomb);
    }
    CHECK_INT(onoffice_request_count(request), 0);
    onoffice_request_free(request);
}

/* Closed correctly, but deeper than any answer of the API. */
static void deep_answers_are_refused(void) {
    char *open = repeated("[", 600), *close = repeated("]", 600), *data = joined(open, "", close);
    char *body = answer_with(data);
    CHECK_INT(parse_status(body, strlen(body)), ONOFFICE_ERROR_PROTOCOL);
    free(body);
    free(data);
    free(close);
    free(open);
}

static void strange_bytes_in_answers(void) {
    static const struct {
        const char *data;
        int status;
    } table[] = {
        {"\"\\u0000\"", ONOFFICE_OK},
        {"\"\\ud83c\\udfe0\"", ONOFFICE_OK},
        {"123456789012345678901234567890", ONOFFICE_OK},
        {"-1e400", ONOFFICE_OK},
        {"{\"a\":1,\"a\":2}", ONOFFICE_OK},
        {"\"\x7f\"", ONOFFICE_OK},
        {"\"\x01\"", ONOFFICE_ERROR_PROTOCOL},
        {"\"\xc3\"", ONOFFICE_ERROR_PROTOCOL},
        {"\"\xf5\x80\x80\x80\"", ONOFFICE_ERROR_PROTOCOL},
        {"\"\xf4\x90\x80\x80\"", ONOFFICE_ERROR_PROTOCOL},
        {"\"\xe0\x80\x80\"", ONOFFICE_ERROR_PROTOCOL},
        {"\"\\q\"", ONOFFICE_ERROR_PROTOCOL},
        {"\"\\u12g4\"", ONOFFICE_ERROR_PROTOCOL},
        {"01", ONOFFICE_ERROR_PROTOCOL},
        {"-", ONOFFICE_ERROR_PROTOCOL},
        {"1e", ONOFFICE_ERROR_PROTOCOL},
        {"[1,]", ONOFFICE_ERROR_PROTOCOL},
        {"{\"a\" 1}", ONOFFICE_ERROR_PROTOCOL},
        {"nul", ONOFFICE_ERROR_PROTOCOL},
        {"Infinity", ONOFFICE_ERROR_PROTOCOL},
    };
    size_t row;
    for (row = 0; row < sizeof table / sizeof *table; row++) {
        char *body = answer_with(table[row].data);
        if (!CHECK_INT(parse_status(body, strlen(body)), table[row].status)) printf("  data: %s\n", table[row].data);
        free(body);
    }
}

static void nul_bytes_and_marks_are_refused(void) {
    char *body = answer_with("[]"), *marked = joined("\xef\xbb\xbf", body, "");
    size_t length = strlen(body);
    CHECK_INT(parse_status(body, length), ONOFFICE_OK);
    CHECK_INT(parse_status(body, length + 1), ONOFFICE_ERROR_PROTOCOL);
    CHECK_INT(parse_status(marked, strlen(marked)), ONOFFICE_ERROR_PROTOCOL);
    CHECK_INT(parse_status("\0\0\0\0", 4), ONOFFICE_ERROR_PROTOCOL);
    body[length / 2] = '\0';
    CHECK_INT(parse_status(body, length), ONOFFICE_ERROR_PROTOCOL);
    free(marked);
    free(body);
}

/* Members of the envelope that are there twice, or of the wrong type, never get past the checks of the status. */
static void crooked_envelopes_are_no_success(void) {
    static const char *const bodies[] = {
        "{\"status\":{\"errorcode\":0},\"status\":{\"errorcode\":22},\"response\":{\"results\":[]}}",
        "{\"status\":[],\"response\":{\"results\":[{\"status\":[]}]}}",
        "{\"status\":{\"code\":{},\"errorcode\":[]},\"response\":{\"results\":[{\"status\":{\"errorcode\":{}}}]}}",
        "{\"status\":{\"code\":200,\"errorcode\":0},\"response\":[]}",
        "{\"status\":{\"code\":200,\"errorcode\":0},\"response\":{\"results\":null}}",
        "{\"status\":{\"code\":200,\"errorcode\":0},\"response\":{\"results\":[null]}}",
        "{\"status\":{\"code\":200,\"errorcode\":0},\"response\":{\"results\":[[]]}}",
        "{\"status\":\"200\",\"response\":{\"results\":\"\"}}",
    };
    size_t row;
    for (row = 0; row < sizeof bodies / sizeof *bodies; row++)
        if (!CHECK(parse_status(bodies[row], strlen(bodies[row])) != ONOFFICE_OK)) printf("  %s\n", bodies[row]);
}

/* Every single-byte change of a good answer is read or refused; which of them does not matter here. */
static void changed_answers_crash_nobody(void) {
    static const unsigned char changes[] = {0, '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'e', 0x80, 0xff};
    char *body =
        answer_with("{\"meta\":{\"cntabsolute\":3},\"records\":[{\"id\":1,\"elements\":{\"a\":\"\\u00e4\"}}]}");
    size_t length = strlen(body), place, each;
    for (place = 0; place < length; place++) {
        char before = body[place];
        for (each = 0; each < sizeof changes; each++) {
            body[place] = (char)changes[each];
            parse_status(body, length);
        }
        body[place] = before;
    }
    CHECK_INT(parse_status(body, length), ONOFFICE_OK);
    free(body);
}

/* Work grows with the length of a text, not with its square. */
static void reading_takes_linear_time(void) {
    static const char *const units[] = {"[],", "{\"a\":1},", "\"\\\\\\\"\",", "{\"\":\"\"},", "-1e+1,"};
    size_t row;
    for (row = 0; row < sizeof units / sizeof *units; row++) {
        char *many = repeated(units[row], 1000000), *list = joined("[", many, "0]"), *body = answer_with(list);
        double start = seconds_now();
        CHECK_INT(parse_status(body, strlen(body)), ONOFFICE_OK);
        CHECK(seconds_now() - start < 5);
        free(body);
        free(list);
        free(many);
    }
}

static void ten_thousand_actions(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = reads(10000);
    size_t length = 0;
    onoffice_response *response;
    CHECK_INT(onoffice_request_count(request), 10000);
    CHECK(onoffice_request_sign(request, client, 1700000000, &length) != NULL);
    CHECK(length > 10000 * strlen(READ_ESTATES));
    response = parse(request, 200, "{\"status\":{\"code\":200,\"errorcode\":0},\"response\":{\"results\":[]}}");
    CHECK_INT(onoffice_response_count(response), 10000);
    CHECK_INT(onoffice_response_result_status(response, 9999), ONOFFICE_ERROR_PROTOCOL);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

int main(void) {
    RUN(actions_of_100_megabytes);
    RUN(answers_of_100_megabytes);
    RUN(nesting_bombs);
    RUN(deep_answers_are_refused);
    RUN(strange_bytes_in_answers);
    RUN(nul_bytes_and_marks_are_refused);
    RUN(crooked_envelopes_are_no_success);
    RUN(changed_answers_crash_nobody);
    RUN(reading_takes_linear_time);
    RUN(ten_thousand_actions);
    return check_report("hostile");
}
