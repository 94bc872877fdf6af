/* Credentials and options: what is accepted, what is refused, and that a refusal changes nothing. */
#include "support.h"

static void free_accepts_null(void) {
    onoffice_client_free(NULL);
    onoffice_request_free(NULL);
    onoffice_response_free(NULL);
}

static void null_clients_are_argument_errors(void) {
    int64_t number = 42;
    size_t length = 42;
    onoffice_request *request = reads(1);
    onoffice_response *response = onoffice_client_send(NULL, request);
    CHECK_INT(onoffice_client_set_text(NULL, ONOFFICE_OPTION_URL, "https://localhost/"), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_client_set_number(NULL, ONOFFICE_OPTION_TIMEOUT_MS, 1000), ONOFFICE_ERROR_ARGUMENT);
    CHECK_TEXT(onoffice_client_get_text(NULL, ONOFFICE_OPTION_URL), "");
    CHECK_INT(onoffice_client_get_number(NULL, ONOFFICE_OPTION_TIMEOUT_MS, &number), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(number, 42);
    CHECK(onoffice_client_message(NULL) != NULL);
    CHECK_INT(onoffice_client_cancel(NULL), ONOFFICE_ERROR_ARGUMENT);
    CHECK(onoffice_request_sign(request, NULL, 1, &length) == NULL);
    CHECK(*onoffice_request_message(request) != '\0');
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
    CHECK(*onoffice_response_message(response) != '\0');
    CHECK_INT(onoffice_response_http_status(response), 0);
    onoffice_response_free(response);
    onoffice_request_free(request);
}

/* The client exists, says what is wrong, and neither signs nor sends. */
static void unusable(const char *token, const char *secret, const char *culprit) {
    size_t length = 0;
    onoffice_client *client = onoffice_client_new(token, secret);
    onoffice_request *request = reads(1);
    if (CHECK(client != NULL)) {
        CHECK_HAS(onoffice_client_message(client), culprit);
        CHECK_INT(send_status(client, request, ONOFFICE_ERROR_ARGUMENT), ONOFFICE_ERROR_ARGUMENT);
        CHECK(onoffice_request_sign(request, client, 1700000000, &length) == NULL);
        CHECK(*onoffice_request_message(request) != '\0');
    }
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void unusable_credentials_are_explained(void) {
    unusable(NULL, SECRET, "token");
    unusable(TOKEN, NULL, "secret");
    unusable(NULL, NULL, "token");
    unusable("", SECRET, "token");
    unusable(TOKEN, "", "secret");
    unusable("has\nbreak", SECRET, "token");
    unusable("\x01\x02", SECRET, "token");
    unusable("t\xc3\xb6ken", SECRET, "token");
    unusable("\xff\xfe", SECRET, "token");
    unusable(TOKEN, "tab\there", "secret");
    unusable(TOKEN, "del\x7f", "secret");
}

static void good_credentials_have_no_message(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    CHECK_TEXT(onoffice_client_message(client), "");
    onoffice_client_free(client);
}

static void defaults_are_those_of_the_header(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    static const struct {
        onoffice_option option;
        int64_t number;
    } table[] = {
        {ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, 10000}, {ONOFFICE_OPTION_TIMEOUT_MS, 120000},
        {ONOFFICE_OPTION_RESPONSE_LIMIT, 536870912}, {ONOFFICE_OPTION_TLS_VERIFY_PEER, 1},
        {ONOFFICE_OPTION_TLS_VERIFY_HOST, 1},        {ONOFFICE_OPTION_ALLOW_HTTP, 0},
    };
    size_t index;
    for (index = 0; index < sizeof table / sizeof *table; index++) {
        int64_t number = -1;
        CHECK_INT(onoffice_client_get_number(client, table[index].option, &number), ONOFFICE_OK);
        CHECK_INT(number, table[index].number);
    }
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_URL), "https://api.onoffice.de/api/");
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_API_VERSION), "stable");
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_PROXY), "");
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_CA_FILE), "");
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_EXTENDED_CLAIM), "");
    CHECK_HAS(onoffice_client_get_text(client, ONOFFICE_OPTION_USER_AGENT), "libonoffice/");
    CHECK_HAS(onoffice_client_get_text(client, ONOFFICE_OPTION_USER_AGENT), onoffice_version());
    onoffice_client_free(client);
}

/* Accepted values are read back, refused ones leave the one before and a message that names the option. */
static void numbers_keep_to_their_ranges(void) {
    static const struct {
        onoffice_option option;
        int64_t lowest, highest;
    } table[] = {
        {ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, 1, 86400000},
        {ONOFFICE_OPTION_TIMEOUT_MS, 1, 86400000},
        {ONOFFICE_OPTION_RESPONSE_LIMIT, 1024, 4294967296LL},
        {ONOFFICE_OPTION_TLS_VERIFY_PEER, 0, 1},
        {ONOFFICE_OPTION_TLS_VERIFY_HOST, 0, 1},
        {ONOFFICE_OPTION_ALLOW_HTTP, 0, 1},
    };
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    size_t row, each;
    for (row = 0; row < sizeof table / sizeof *table; row++) {
        onoffice_option option = table[row].option;
        int64_t number = -7, bad[6];
        bad[0] = table[row].lowest - 1;
        bad[1] = table[row].highest + 1;
        bad[2] = -1;
        bad[3] = INT64_MAX;
        bad[4] = INT64_MIN;
        bad[5] = table[row].highest + 4294967296LL;
        CHECK_INT(onoffice_client_set_number(client, option, table[row].lowest), ONOFFICE_OK);
        CHECK_INT(onoffice_client_get_number(client, option, &number), ONOFFICE_OK);
        CHECK_INT(number, table[row].lowest);
        CHECK_INT(onoffice_client_set_number(client, option, table[row].highest), ONOFFICE_OK);
        CHECK_TEXT(onoffice_client_message(client), "");
        for (each = 0; each < sizeof bad / sizeof *bad; each++) {
            CHECK_INT(onoffice_client_set_number(client, option, bad[each]), ONOFFICE_ERROR_ARGUMENT);
            CHECK_HAS(onoffice_client_message(client), onoffice_option_name(option));
            CHECK_INT(onoffice_client_get_number(client, option, &number), ONOFFICE_OK);
            CHECK_INT(number, table[row].highest);
        }
    }
    CHECK_TEXT(onoffice_client_message(client), "");
    onoffice_client_free(client);
}

static void texts_are_accepted(onoffice_option option, const char *value, const char *reads_as) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    if (!CHECK_INT(onoffice_client_set_text(client, option, value), ONOFFICE_OK))
        printf("  %s '%s': %s\n", onoffice_option_name(option), value, onoffice_client_message(client));
    CHECK_TEXT(onoffice_client_message(client), "");
    CHECK_TEXT(onoffice_client_get_text(client, option), reads_as);
    onoffice_client_free(client);
}

static void texts_are_refused(onoffice_option option, const char *value) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    char *before = joined(onoffice_client_get_text(client, option), "", "");
    if (!CHECK_INT(onoffice_client_set_text(client, option, value), ONOFFICE_ERROR_ARGUMENT))
        printf("  %s '%s'\n", onoffice_option_name(option), value ? value : "(NULL)");
    CHECK_HAS(onoffice_client_message(client), onoffice_option_name(option));
    CHECK_TEXT(onoffice_client_get_text(client, option), before);
    free(before);
    onoffice_client_free(client);
}

static void usable_texts_are_read_back(void) {
    static const struct {
        onoffice_option option;
        const char *value;
    } table[] = {
        {ONOFFICE_OPTION_URL, "https://api.onoffice.de/api/"},
        {ONOFFICE_OPTION_URL, "https://proxy.example.com:8443/onoffice/api/"},
        {ONOFFICE_OPTION_URL, "https://proxy.example.com/onoffice/latest/api.php"},
        {ONOFFICE_OPTION_URL, "http://127.0.0.1:8080/api/"},
        {ONOFFICE_OPTION_URL, "http://127.9.9.9/api/"},
        {ONOFFICE_OPTION_URL, "http://[::1]:8080/api/"},
        {ONOFFICE_OPTION_URL, "http://localhost/api/"},
        {ONOFFICE_OPTION_API_VERSION, "latest"},
        {ONOFFICE_OPTION_API_VERSION, "stable"},
        {ONOFFICE_OPTION_PROXY, "none"},
        {ONOFFICE_OPTION_PROXY, "proxy.example.com:3128"},
        {ONOFFICE_OPTION_PROXY, "http://proxy.example.com:3128"},
        {ONOFFICE_OPTION_PROXY, ""},
        {ONOFFICE_OPTION_USER_AGENT, "broker/1.0 (test)"},
        {ONOFFICE_OPTION_USER_AGENT, ""},
        {ONOFFICE_OPTION_EXTENDED_CLAIM, ""},
    };
    size_t row;
    for (row = 0; row < sizeof table / sizeof *table; row++)
        texts_are_accepted(table[row].option, table[row].value, table[row].value);
    texts_are_accepted(ONOFFICE_OPTION_EXTENDED_CLAIM, "claim-of-the-marketplace", "***");
}

static void unusable_texts_are_refused(void) {
    static const struct {
        onoffice_option option;
        const char *value;
    } table[] = {
        {ONOFFICE_OPTION_URL, NULL},
        {ONOFFICE_OPTION_URL, ""},
        {ONOFFICE_OPTION_URL, "api.onoffice.de"},
        {ONOFFICE_OPTION_URL, "ftp://api.onoffice.de/api/"},
        {ONOFFICE_OPTION_URL, "file:///etc/passwd"},
        {ONOFFICE_OPTION_URL, "https://"},
        {ONOFFICE_OPTION_URL, "https://host name/api/"},
        {ONOFFICE_OPTION_URL, "https://host/api/\r\nX: y"},
        {ONOFFICE_OPTION_URL, "https://h\xff/api/"},
        {ONOFFICE_OPTION_API_VERSION, NULL},
        {ONOFFICE_OPTION_API_VERSION, ""},
        {ONOFFICE_OPTION_API_VERSION, "../stable"},
        {ONOFFICE_OPTION_PROXY, NULL},
        {ONOFFICE_OPTION_PROXY, "http://proxy\n"},
        {ONOFFICE_OPTION_CA_FILE, NULL},
        {ONOFFICE_OPTION_USER_AGENT, NULL},
        {ONOFFICE_OPTION_USER_AGENT, "a\r\nb: c"},
        {ONOFFICE_OPTION_USER_AGENT, "m\xc3\xbcller"},
        {ONOFFICE_OPTION_EXTENDED_CLAIM, NULL},
        {ONOFFICE_OPTION_EXTENDED_CLAIM, "\xff\xfe"},
    };
    size_t row;
    for (row = 0; row < sizeof table / sizeof *table; row++)
        texts_are_refused(table[row].option, table[row].value);
}

static void options_keep_to_their_type(void) {
    static const int unknown[] = {0, 1000, -1, 2147483647};
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    int64_t number = 42;
    size_t index;
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_URL, 1), ONOFFICE_ERROR_ARGUMENT);
    CHECK_HAS(onoffice_client_message(client), "url");
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_TIMEOUT_MS, "1000"), ONOFFICE_ERROR_ARGUMENT);
    CHECK_HAS(onoffice_client_message(client), "timeout_ms");
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_TIMEOUT_MS), "");
    CHECK_INT(onoffice_client_get_number(client, ONOFFICE_OPTION_URL, &number), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_client_get_number(client, ONOFFICE_OPTION_TIMEOUT_MS, NULL), ONOFFICE_ERROR_ARGUMENT);
    for (index = 0; index < sizeof unknown / sizeof *unknown; index++) {
        onoffice_option option = (onoffice_option)unknown[index];
        CHECK_INT(onoffice_client_set_text(client, option, "x"), ONOFFICE_ERROR_ARGUMENT);
        CHECK(*onoffice_client_message(client) != '\0');
        CHECK_INT(onoffice_client_set_number(client, option, 1), ONOFFICE_ERROR_ARGUMENT);
        CHECK_TEXT(onoffice_client_get_text(client, option), "");
        CHECK_INT(onoffice_client_get_number(client, option, &number), ONOFFICE_ERROR_ARGUMENT);
    }
    CHECK_INT(number, 42);
    onoffice_client_free(client);
}

static void secrets_are_not_read_back(void) {
    static const onoffice_option texts[] = {ONOFFICE_OPTION_URL,        ONOFFICE_OPTION_API_VERSION,
                                            ONOFFICE_OPTION_PROXY,      ONOFFICE_OPTION_CA_FILE,
                                            ONOFFICE_OPTION_USER_AGENT, ONOFFICE_OPTION_EXTENDED_CLAIM};
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    size_t index;
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_PROXY, "http://broker:hunter2@proxy.example.com:3128"),
              ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_EXTENDED_CLAIM, "claim-hunter2"), ONOFFICE_OK);
    CHECK_HAS(onoffice_client_get_text(client, ONOFFICE_OPTION_PROXY), "proxy.example.com:3128");
    for (index = 0; index < sizeof texts / sizeof *texts; index++)
        CHECK(strstr(onoffice_client_get_text(client, texts[index]), "hunter2") == NULL);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_PROXY, "http://broker:hunter2@\n"),
              ONOFFICE_ERROR_ARGUMENT);
    CHECK(strstr(onoffice_client_message(client), "hunter2") == NULL);
    onoffice_client_free(client);
}

/* A text that was read stays where it is, however often the option is set afterwards. */
static void texts_live_as_long_as_the_client(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    const char *first = onoffice_client_get_text(client, ONOFFICE_OPTION_USER_AGENT), *second;
    char *copy = joined(first, "", "");
    int round;
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_USER_AGENT, "second"), ONOFFICE_OK);
    second = onoffice_client_get_text(client, ONOFFICE_OPTION_USER_AGENT);
    for (round = 0; round < 1000; round++) {
        char agent[32];
        snprintf(agent, sizeof agent, "agent/%d", round);
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_USER_AGENT, agent), ONOFFICE_OK);
    }
    CHECK_TEXT(first, copy);
    CHECK_TEXT(second, "second");
    CHECK_TEXT(onoffice_client_get_text(client, ONOFFICE_OPTION_USER_AGENT), "agent/999");
    free(copy);
    onoffice_client_free(client);
}

static void http_leaves_the_machine_only_on_request(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = reads(1);
    int status = onoffice_client_set_text(client, ONOFFICE_OPTION_URL, "http://api.invalid/api/");
    if (status == ONOFFICE_OK)
        CHECK_INT(send_status(client, request, ONOFFICE_ERROR_ARGUMENT), ONOFFICE_ERROR_ARGUMENT);
    else
        CHECK_INT(status, ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_ALLOW_HTTP, 1), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, "http://api.invalid/api/"), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_PROXY, "none"), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_CONNECT), ONOFFICE_ERROR_CONNECT);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

int main(void) {
    RUN(free_accepts_null);
    RUN(null_clients_are_argument_errors);
    RUN(unusable_credentials_are_explained);
    RUN(good_credentials_have_no_message);
    RUN(defaults_are_those_of_the_header);
    RUN(numbers_keep_to_their_ranges);
    RUN(usable_texts_are_read_back);
    RUN(unusable_texts_are_refused);
    RUN(options_keep_to_their_type);
    RUN(secrets_are_not_read_back);
    RUN(texts_live_as_long_as_the_client);
    RUN(http_leaves_the_machine_only_on_request);
    return check_report("client");
}
