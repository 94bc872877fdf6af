/* Reading answers: who is told what, for every shape an answer is known to take. */
#include "support.h"

#define RESULT(type, identifier, data, status)                                                                         \
    "{\"actionid\":\"urn:onoffice-de-ns:smart:2.5:smartml:action:read\",\"resourceid\":\"\",\"resourcetype\":\"" type  \
    "\",\"cacheable\":true,\"identifier\":\"" identifier "\",\"data\":" data ",\"status\":" status "}"
#define RECORDS                                                                                                        \
    "{\"meta\":{\"cntabsolute\":731},\"records\":[{\"id\":4711,\"type\":\"estate\",\"elements\":{\"Id\":\"4711\"}}]}"
#define FINE "{\"errorcode\":0,\"message\":\"OK\"}"
#define GOOD RESULT("estate", "a", RECORDS, FINE)
#define ENVELOPE(status, results) "{\"status\":" status ",\"response\":{\"results\":[" results "]}}"
#define TOP_FINE "{\"code\":200,\"errorcode\":0,\"message\":\"OK\"}"
#define TOP_97 "{\"code\":500,\"errorcode\":97,\"message\":\"an action failed\"}"
#define FAILED_144 RESULT("task", "b", "[]", "{\"errorcode\":144,\"message\":\"listoffset is not allowed\"}")

static const char good_answer[] = ENVELOPE(TOP_FINE, GOOD);

/* One row of the table: an answer to a request of so many reads, and what the caller is told. */
struct answer {
    const char *name;
    int actions, http_status;
    const char *body;
    int status, code;
    const char *message;      /* a part of it */
    int results[3], codes[3]; /* per action */
    const char *texts[3];     /* parts of the messages, "" for none */
};

#define OK ONOFFICE_OK
#define API ONOFFICE_ERROR_API
#define ACTION ONOFFICE_ERROR_ACTION
#define PROTOCOL ONOFFICE_ERROR_PROTOCOL
#define HTTP ONOFFICE_ERROR_HTTP

/* One line per value would take five pages. */
/* clang-format off */
static const struct answer answers[] = {
    {"one good", 1, 200, ENVELOPE(TOP_FINE, GOOD), OK, 0, "", {OK}, {0}, {""}},
    {"http status does not count", 1, 500, ENVELOPE(TOP_FINE, GOOD), OK, 0, "", {OK}, {0}, {""}},
    {"blanks around", 1, 200, " \r\n\t" ENVELOPE(TOP_FINE, GOOD) "\n ", OK, 0, "", {OK}, {0}, {""}},
    {"status last", 1, 200, "{\"response\":{\"results\":[" GOOD "]},\"status\":" TOP_FINE "}", OK, 0, "", {OK}, {0},
     {""}},
    {"two good", 2, 200, ENVELOPE(TOP_FINE, GOOD "," GOOD), OK, 0, "", {OK, OK}, {0}, {"", ""}},
    {"one of two fails", 2, 200, ENVELOPE(TOP_97, GOOD "," FAILED_144), ACTION, 97, "listoffset is not allowed", {OK, API},
     {0, 144}, {"", "listoffset is not allowed"}},
    {"fails though the top says fine", 2, 200, ENVELOPE(TOP_FINE, FAILED_144 "," GOOD), ACTION, 0, "", {API, OK},
     {144, 0}, {"listoffset", ""}},
    {"top repeats the inner code", 1, 200,
     ENVELOPE("{\"code\":500,\"errorcode\":144,\"message\":\"no\"}", FAILED_144), ACTION, 144, "listoffset", {API}, {144},
     {"listoffset"}},
    {"whole request refused", 1, 200,
     ENVELOPE("{\"code\":400,\"errorcode\":22,\"message\":\"not authenticated\"}", ""), API, 22, "not authenticated",
     {API}, {22}, {"not authenticated"}},
    {"refused without results", 2, 400, "{\"status\":{\"code\":400,\"errorcode\":13,\"message\":\"no token\"}}", API,
     13, "no token", {API, API}, {13, 13}, {"no token", "no token"}},
    {"refused by code alone", 1, 200, ENVELOPE("{\"code\":500,\"errorcode\":0,\"message\":\"sorry\"}", ""), API, -1,
     "sorry", {API}, {-1}, {"sorry"}},
    {"code as string", 1, 200, ENVELOPE("{\"code\":\"400\",\"errorcode\":\"22\",\"message\":\"no\"}", ""), API, 22,
     "no", {API}, {22}, {"no"}},
    {"code as word", 1, 200, ENVELOPE("{\"code\":500,\"errorcode\":\"Syntax error\",\"message\":\"\"}", ""), API, -1,
     "Syntax error", {API}, {-1}, {"Syntax error"}},
    {"inner code as string", 1, 200,
     ENVELOPE(TOP_97, RESULT("task", "b", "[]", "{\"errorcode\":\"144\",\"message\":\"no\"}")), ACTION, 97, "",
     {API}, {144}, {"no"}},
    {"inner code as word", 1, 200,
     ENVELOPE(TOP_97, RESULT("task", "b", "[]", "{\"errorcode\":\"Syntax error\",\"message\":\"\"}")), ACTION, 97,
     "", {API}, {-1}, {"Syntax error"}},
    {"inner code called code", 1, 200,
     ENVELOPE(TOP_97, RESULT("task", "b", "[]", "{\"code\":144,\"message\":\"no\"}")), ACTION, 97, "", {API},
     {144}, {"no"}},
    {"escapes in messages", 1, 200,
     ENVELOPE(TOP_97, RESULT("task", "b", "[]", "{\"errorcode\":1,\"message\":\"f\\u00fcr \\/ \\ud83c\\udfe0\"}")),
     ACTION, 97, "", {API}, {1}, {"f\xc3\xbcr / \xf0\x9f\x8f\xa0"}},
    {"fewer results", 3, 200, ENVELOPE(TOP_FINE, GOOD), PROTOCOL, 0, "", {OK, PROTOCOL, PROTOCOL}, {0, 0, 0},
     {"", "", ""}},
    {"more results", 1, 200, ENVELOPE(TOP_FINE, GOOD "," GOOD), PROTOCOL, 0, "", {OK}, {0}, {""}},
    {"no results", 1, 200, ENVELOPE(TOP_FINE, ""), PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"data is a list", 1, 200, ENVELOPE(TOP_FINE, RESULT("estate", "a", "[]", FINE)), OK, 0, "", {OK}, {0}, {""}},
    {"cacheable missing", 1, 200,
     ENVELOPE(TOP_FINE, "{\"actionid\":\"x\",\"resourceid\":\"\",\"resourcetype\":\"estate\",\"identifier\":null,"
     "\"data\":" RECORDS ",\"status\":" FINE "}"), OK, 0, "", {OK}, {0}, {""}},
    {"unknown members", 1, 200,
     "{\"release\":[1,{\"a\":null}],\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\",\"x\":{}},"
     "\"response\":{\"x\":1,\"results\":[" GOOD "]}}", OK, 0, "", {OK}, {0}, {""}},
    {"nothing", 1, 200, "", PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"nothing, bad gateway", 1, 502, "", HTTP, 0, "502", {HTTP}, {0}, {""}},
    {"page with 200", 1, 200, "<html><body>Hello</body></html>", PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"page with 502", 1, 502, "<html><body>Bad Gateway</body></html>", HTTP, 0, "502", {HTTP}, {0}, {""}},
    {"redirect", 1, 302, "<a href=\"https://example.com/\">moved</a>", HTTP, 0, "302", {HTTP}, {0}, {""}},
    {"foreign json with 503", 1, 503, "{\"error\":\"busy\"}", HTTP, 0, "503", {HTTP}, {0}, {""}},
    {"foreign json with 200", 1, 200, "{\"error\":\"busy\"}", PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"null", 1, 200, "null", PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"list", 1, 200, "[]", PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"results is an object", 1, 200, "{\"status\":" TOP_FINE ",\"response\":{\"results\":{}}}", PROTOCOL, 0, "",
     {PROTOCOL}, {0}, {""}},
    {"result is no object", 1, 200, ENVELOPE(TOP_FINE, "7"), PROTOCOL, 0, "", {PROTOCOL}, {0}, {""}},
    {"two answers", 1, 200, ENVELOPE(TOP_FINE, GOOD) ENVELOPE(TOP_FINE, GOOD), PROTOCOL, 0, "", {PROTOCOL}, {0},
     {""}},
    {"warning of php before", 1, 200, "<br />Warning: x" ENVELOPE(TOP_FINE, GOOD), PROTOCOL, 0, "", {PROTOCOL}, {0},
     {""}},
    {"bad utf-8", 1, 200, ENVELOPE("{\"code\":200,\"errorcode\":0,\"message\":\"\xff\"}", GOOD), PROTOCOL, 0, "byte",
     {PROTOCOL}, {0}, {""}},
    {"code beyond 32 bit", 1, 200, ENVELOPE("{\"code\":500,\"errorcode\":99999999999,\"message\":\"no\"}", ""), API,
     -1, "no", {API}, {-1}, {"no"}},
    {"code beyond everything", 1, 200, ENVELOPE("{\"code\":1e400,\"errorcode\":1e400,\"message\":\"no\"}", ""), API,
     -1, "no", {API}, {-1}, {"no"}},
};
/* clang-format on */

static void answers_of_every_shape(void) {
    size_t row;
    for (row = 0; row < sizeof answers / sizeof *answers; row++) {
        const struct answer *answer = &answers[row];
        onoffice_request *request = reads(answer->actions);
        onoffice_response *response = parse(request, answer->http_status, answer->body);
        size_t length = 0;
        int index, good = CHECK_INT(onoffice_response_status(response), answer->status);
        good &= CHECK_INT(onoffice_response_code(response), answer->code);
        good &= CHECK_HAS(onoffice_response_message(response), answer->message);
        good &= CHECK((*onoffice_response_message(response) == '\0') == (answer->status == OK));
        good &= CHECK_INT(onoffice_response_http_status(response), answer->http_status);
        good &= CHECK_INT(onoffice_response_count(response), answer->actions);
        good &= CHECK_TEXT(onoffice_response_body(response, &length), answer->body);
        good &= CHECK_INT(length, strlen(answer->body));
        good &= CHECK_INT(onoffice_response_uncertain(response), 0);
        for (index = 0; index < answer->actions; index++) {
            const char *text = onoffice_response_result_message(response, index);
            good &= CHECK_INT(onoffice_response_result_status(response, index), answer->results[index]);
            good &= CHECK_INT(onoffice_response_result_code(response, index), answer->codes[index]);
            good &= CHECK_HAS(text, answer->texts[index]);
            good &= CHECK((*text == '\0') == (answer->results[index] == OK));
        }
        if (!good) printf("  in the answer called: %s\n", answer->name);
        onoffice_response_free(response);
        onoffice_request_free(request);
    }
}

/* Results are parts of the body, byte for byte. */
static void results_are_slices_of_the_body(void) {
    onoffice_request *request = reads(2);
    onoffice_response *response = parse(request, 200, ENVELOPE(TOP_97, " " GOOD " , " FAILED_144 " "));
    size_t whole = 0, first = 0, second = 0;
    const char *body = onoffice_response_body(response, &whole);
    const char *good = onoffice_response_result(response, 0, &first);
    const char *failed = onoffice_response_result(response, 1, &second);
    CHECK_INT(first, strlen(GOOD));
    CHECK(strncmp(good, GOOD, strlen(GOOD)) == 0);
    CHECK_INT(second, strlen(FAILED_144));
    CHECK(strncmp(failed, FAILED_144, strlen(FAILED_144)) == 0);
    CHECK(body <= good && good + first < failed && failed + second <= body + whole);
    CHECK(onoffice_response_result(response, 0, NULL) == good);
    onoffice_response_free(response);
    onoffice_request_free(request);
}

static void absent_results_are_empty(void) {
    static const int outside[] = {-1, 1, 2, 2147483647, -2147483647 - 1};
    onoffice_request *request = reads(1);
    onoffice_response *response = parse(request, 200, good_answer);
    onoffice_response *refused = parse(request, 502, "no");
    size_t row, length;
    for (row = 0; row < sizeof outside / sizeof *outside; row++) {
        int index = outside[row];
        length = 42;
        CHECK_INT(onoffice_response_result_status(response, index), ONOFFICE_ERROR_ARGUMENT);
        CHECK_INT(onoffice_response_result_code(response, index), 0);
        CHECK(onoffice_response_result_message(response, index) != NULL);
        CHECK_TEXT(onoffice_response_result(response, index, &length), "");
        CHECK_INT(length, 0);
    }
    length = 42;
    CHECK_TEXT(onoffice_response_result(refused, 0, &length), "");
    CHECK_INT(length, 0);
    onoffice_response_free(refused);
    onoffice_response_free(response);
    onoffice_request_free(request);
}

static void null_responses_are_argument_errors(void) {
    size_t length = 42;
    CHECK_INT(onoffice_response_status(NULL), ONOFFICE_ERROR_ARGUMENT);
    CHECK(onoffice_response_message(NULL) != NULL);
    CHECK_INT(onoffice_response_code(NULL), 0);
    CHECK_INT(onoffice_response_http_status(NULL), 0);
    CHECK_TEXT(onoffice_response_body(NULL, &length), "");
    CHECK_INT(length, 0);
    CHECK_INT(onoffice_response_count(NULL), 0);
    CHECK_INT(onoffice_response_result_status(NULL, 0), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_response_result_code(NULL, 0), 0);
    CHECK(onoffice_response_result_message(NULL, 0) != NULL);
    CHECK_TEXT(onoffice_response_result(NULL, 0, &length), "");
    CHECK_INT(onoffice_response_uncertain(NULL), 0);
    length = 42;
    CHECK(onoffice_response_trace(NULL, &length) != NULL);
    CHECK_INT(length, strlen(onoffice_response_trace(NULL, NULL)));
}

static void null_answers_are_argument_errors(void) {
    onoffice_request *request = reads(1);
    onoffice_response *response = onoffice_response_parse(NULL, 200, good_answer, strlen(good_answer));
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
    CHECK(*onoffice_response_message(response) != '\0');
    onoffice_response_free(response);
    response = onoffice_response_parse(request, 200, NULL, 7);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
    onoffice_response_free(response);
    onoffice_request_free(request);
}

/* 22 and 137 come most often from swapped or cut credentials: where the lengths are wrong, the message tells them. */
static void authentication_errors_give_the_hint(void) {
    static const char *const bodies[] = {
        ENVELOPE("{\"code\":400,\"errorcode\":22,\"message\":\"not authenticated\"}", ""),
        ENVELOPE(TOP_97, RESULT("estate", "a", "[]", "{\"errorcode\":137,\"message\":\"the HMAC is wrong\"}")),
    };
    static const char *const words[] = {"not authenticated", "the HMAC is wrong"};
    onoffice_client *right = onoffice_client_new(TOKEN, SECRET), *cut = onoffice_client_new(TOKEN, "fedcba"),
                    *swapped = onoffice_client_new(SECRET, TOKEN);
    int row;
    for (row = 0; row < 2; row++) {
        onoffice_request *request = reads(1);
        onoffice_response *response;
        CHECK(onoffice_request_sign(request, cut, 1700000000, NULL) != NULL);
        response = parse(request, 200, bodies[row]);
        CHECK(strncmp(onoffice_response_result_message(response, 0), words[row], strlen(words[row])) == 0);
        CHECK_HAS(onoffice_response_result_message(response, 0), "64, this one 6");
        CHECK(strstr(onoffice_response_result_message(response, 0), "fedcba") == NULL);
        onoffice_response_free(response);

        CHECK(onoffice_request_sign(request, swapped, 1700000000, NULL) != NULL);
        response = parse(request, 200, bodies[row]);
        CHECK_HAS(onoffice_response_result_message(response, 0), "swapped");
        onoffice_response_free(response);

        CHECK(onoffice_request_sign(request, right, 1700000000, NULL) != NULL);
        response = parse(request, 200, bodies[row]);
        CHECK_TEXT(onoffice_response_result_message(response, 0), words[row]);
        onoffice_response_free(response);
        onoffice_request_free(request);
    }
    onoffice_client_free(right);
    onoffice_client_free(cut);
    onoffice_client_free(swapped);
}

/* An answer that was cut anywhere is not an answer, and takes nobody down. */
static void truncated_answers_are_refused(void) {
    onoffice_request *request = reads(2);
    static const char body[] = ENVELOPE(TOP_97, GOOD "," FAILED_144);
    size_t length;
    for (length = 0; length < sizeof body - 1; length++) {
        char *cut = bytes(length + 1); /* exactly as long, so that a checker of memory sees a read beyond */
        onoffice_response *response;
        memcpy(cut, body, length);
        response = onoffice_response_parse(request, 200, cut, length);
        if (!CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_PROTOCOL))
            printf("  cut at byte %lu\n", (unsigned long)length);
        CHECK_INT(onoffice_response_count(response), 2);
        CHECK_INT(onoffice_response_result_status(response, 1), ONOFFICE_ERROR_PROTOCOL);
        onoffice_response_free(response);
        free(cut);
    }
    onoffice_request_free(request);
}

/* The body is copied, and nothing that was handed out hangs on the request. */
static void responses_outlive_body_and_request(void) {
    onoffice_request *request = reads(1);
    char *body = joined(good_answer, "", "");
    onoffice_response *response = parse(request, 200, body);
    size_t length = 0;
    memset(body, 'x', strlen(body));
    free(body);
    onoffice_request_free(request);
    CHECK_TEXT(onoffice_response_body(response, NULL), good_answer);
    CHECK(strncmp(onoffice_response_result(response, 0, &length), GOOD, strlen(GOOD)) == 0);
    CHECK_HAS(onoffice_response_trace(response, &length), "\"attempts\"");
    CHECK_INT(length, strlen(onoffice_response_trace(response, NULL)));
    onoffice_response_free(response);
}

int main(void) {
    RUN(answers_of_every_shape);
    RUN(results_are_slices_of_the_body);
    RUN(absent_results_are_empty);
    RUN(null_responses_are_argument_errors);
    RUN(null_answers_are_argument_errors);
    RUN(authentication_errors_give_the_hint);
    RUN(truncated_answers_are_refused);
    RUN(responses_outlive_body_and_request);
    return check_report("response");
}
