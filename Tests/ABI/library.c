/* Versions, names and the catalogue of error codes: constants of the process. */
#include "support.h"

#include <ctype.h>

static const char *const categories[] = {"ok",    "malformed",   "routing",  "auth",      "auth_clock", "auth_claim",
                                         "login", "rights",      "invalid",  "not_found", "conflict",   "state",
                                         "limit", "unsupported", "external", "server",    "composite"};

static int is_category(const char *text) {
    size_t index;
    for (index = 0; index < sizeof categories / sizeof *categories; index++)
        if (strcmp(text, categories[index]) == 0) return 1;
    return 0;
}

static void versions_agree(void) {
    char text[40];
    int number = onoffice_version_number();
    CHECK_INT(number, ONOFFICE_VERSION_NUMBER);
    snprintf(text, sizeof text, "%d.%d.%d", number / 1000000, number / 1000 % 1000, number % 1000);
    CHECK_TEXT(onoffice_version(), text);
    CHECK(onoffice_version() == onoffice_version());
}

static void transport_names_curl_and_tls(void) {
    CHECK_HAS(onoffice_transport_version(), "libcurl/");
    CHECK_HAS(onoffice_transport_version(), "OpenSSL/");
    CHECK(onoffice_transport_version() == onoffice_transport_version());
}

static void statuses_have_the_names_of_the_header(void) {
    CHECK_TEXT(onoffice_status_name(ONOFFICE_OK), "ONOFFICE_OK");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_ARGUMENT), "ONOFFICE_ERROR_ARGUMENT");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_MEMORY), "ONOFFICE_ERROR_MEMORY");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_API), "ONOFFICE_ERROR_API");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_ACTION), "ONOFFICE_ERROR_ACTION");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_PROTOCOL), "ONOFFICE_ERROR_PROTOCOL");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_HTTP), "ONOFFICE_ERROR_HTTP");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_CONNECT), "ONOFFICE_ERROR_CONNECT");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_TLS), "ONOFFICE_ERROR_TLS");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_TIMEOUT), "ONOFFICE_ERROR_TIMEOUT");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_TRANSPORT), "ONOFFICE_ERROR_TRANSPORT");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_LIMIT), "ONOFFICE_ERROR_LIMIT");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_CANCELLED), "ONOFFICE_ERROR_CANCELLED");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_FILE), "ONOFFICE_ERROR_FILE");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_SIGNATURE), "ONOFFICE_ERROR_SIGNATURE");
    CHECK_TEXT(onoffice_status_name(ONOFFICE_ERROR_EXPIRED), "ONOFFICE_ERROR_EXPIRED");
    CHECK_TEXT(onoffice_status_name(1), "");
    CHECK_TEXT(onoffice_status_name(-16), "");
    CHECK_TEXT(onoffice_status_name(-2147483647 - 1), "");
    CHECK_TEXT(onoffice_status_name(2147483647), "");
}

static void known_codes_have_names(void) {
    CHECK_TEXT(onoffice_error_name(0), "OK");
    CHECK_TEXT(onoffice_error_category(0), "ok");
    CHECK_TEXT(onoffice_error_name(22), "NOT_AUTHENTICATED");
    CHECK_TEXT(onoffice_error_category(22), "auth");
    CHECK_TEXT(onoffice_error_category(97), "composite");
    CHECK_TEXT(onoffice_error_category(136), "auth_clock");
    CHECK_TEXT(onoffice_error_category(137), "auth");
    CHECK_TEXT(onoffice_error_name(304), "MODULE_AND_VIEW_REQUIRED");
    CHECK_TEXT(onoffice_error_name(-1), "");
    CHECK_TEXT(onoffice_error_text(2), "");
    CHECK_TEXT(onoffice_error_category(2147483647), "");
    CHECK_TEXT(onoffice_error_name(-2147483647 - 1), "");
}

/* Every code has all three texts or none; names are constants, texts one line, categories of the header's list. */
static void codes_are_complete(void) {
    int code, known = 0;
    for (code = -2; code <= 2000; code++) {
        const char *name = onoffice_error_name(code), *text = onoffice_error_text(code), *letter;
        const char *category = onoffice_error_category(code);
        if (*name == '\0') {
            CHECK_TEXT(text, "");
            CHECK_TEXT(category, "");
            continue;
        }
        known++;
        for (letter = name; *letter != '\0'; letter++)
            CHECK(isupper((unsigned char)*letter) || isdigit((unsigned char)*letter) || *letter == '_');
        CHECK(*text != '\0' && strchr(text, '\n') == NULL);
        if (!CHECK(is_category(category))) printf("  code %d: %s\n", code, category);
    }
    /* The API documents this many, see the table that the library is built from. */
    CHECK_INT(known, 287);
}

static void options_have_names_and_types(void) {
    static const struct {
        onoffice_option option;
        const char *name;
        int type;
    } table[] = {
        {ONOFFICE_OPTION_URL, "url", ONOFFICE_TYPE_TEXT},
        {ONOFFICE_OPTION_API_VERSION, "api_version", ONOFFICE_TYPE_TEXT},
        {ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, "connect_timeout_ms", ONOFFICE_TYPE_NUMBER},
        {ONOFFICE_OPTION_TIMEOUT_MS, "timeout_ms", ONOFFICE_TYPE_NUMBER},
        {ONOFFICE_OPTION_RESPONSE_LIMIT, "response_limit", ONOFFICE_TYPE_NUMBER},
        {ONOFFICE_OPTION_PROXY, "proxy", ONOFFICE_TYPE_TEXT},
        {ONOFFICE_OPTION_CA_FILE, "ca_file", ONOFFICE_TYPE_TEXT},
        {ONOFFICE_OPTION_TLS_VERIFY_PEER, "tls_verify_peer", ONOFFICE_TYPE_NUMBER},
        {ONOFFICE_OPTION_TLS_VERIFY_HOST, "tls_verify_host", ONOFFICE_TYPE_NUMBER},
        {ONOFFICE_OPTION_USER_AGENT, "user_agent", ONOFFICE_TYPE_TEXT},
        {ONOFFICE_OPTION_EXTENDED_CLAIM, "extended_claim", ONOFFICE_TYPE_TEXT},
        {ONOFFICE_OPTION_ALLOW_HTTP, "allow_http", ONOFFICE_TYPE_NUMBER},
    };
    size_t index;
    for (index = 0; index < sizeof table / sizeof *table; index++) {
        CHECK_INT(onoffice_option_find(table[index].name), table[index].option);
        CHECK_TEXT(onoffice_option_name(table[index].option), table[index].name);
        CHECK_INT(onoffice_option_type(table[index].option), table[index].type);
    }
}

static void unknown_options_are_refused(void) {
    static const char *const names[] = {"", "URL", "url ", "timeout", "timeout_ms\n", "ONOFFICE_OPTION_URL"};
    static const int numbers[] = {0, 1000, -1, 2147483647, -2147483647 - 1};
    size_t index;
    CHECK_INT(onoffice_option_find(NULL), ONOFFICE_ERROR_ARGUMENT);
    for (index = 0; index < sizeof names / sizeof *names; index++)
        CHECK_INT(onoffice_option_find(names[index]), ONOFFICE_ERROR_ARGUMENT);
    for (index = 0; index < sizeof numbers / sizeof *numbers; index++) {
        CHECK_TEXT(onoffice_option_name((onoffice_option)numbers[index]), "");
        CHECK_INT(onoffice_option_type((onoffice_option)numbers[index]), ONOFFICE_ERROR_ARGUMENT);
    }
}

int main(void) {
    RUN(versions_agree);
    RUN(transport_names_curl_and_tls);
    RUN(statuses_have_the_names_of_the_header);
    RUN(known_codes_have_names);
    RUN(codes_are_complete);
    RUN(options_have_names_and_types);
    RUN(unknown_options_are_refused);
    return check_report("library");
}
