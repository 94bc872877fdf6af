/* Actions: what is accepted, what is refused and where, and that the request keeps exactly what it was given. */
#include "support.h"

/* The body that a signed request of this one action would send. Yours to free. */
static char *signed_body(const char *action) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = request_of(action);
    size_t length = 0;
    const char *body = onoffice_request_sign(request, client, 1700000000, &length);
    char *copy = joined(body ? body : "", "", "");
    CHECK_INT(strlen(copy), length);
    onoffice_request_free(request);
    onoffice_client_free(client);
    return copy;
}

static void null_requests_are_argument_errors(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = onoffice_request_new();
    size_t length = 42;
    CHECK_INT(onoffice_request_add(NULL, "{}", 2), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_request_add(request, NULL, 0), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_request_add(request, NULL, 5), ONOFFICE_ERROR_ARGUMENT);
    CHECK(*onoffice_request_message(request) != '\0');
    CHECK_INT(onoffice_request_count(NULL), 0);
    CHECK_INT(onoffice_request_count(request), 0);
    CHECK(onoffice_request_message(NULL) != NULL);
    CHECK(onoffice_request_sign(NULL, client, 1, &length) == NULL);
    CHECK_INT(send_status(client, NULL, ONOFFICE_ERROR_ARGUMENT), ONOFFICE_ERROR_ARGUMENT);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void accepted_actions(void) {
    static const char *const actions[] = {
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\"}",
        "{\"actionid\":\"urn:onoffice-de-ns:smart:2.5:smartml:action:read\",\"resourcetype\":\"estate\"}",
        "{\"actionid\":\"create\",\"resourcetype\":\"address\",\"parameters\":{\"Vorname\":\"J\xc3\xb6rg\"}}",
        "{\"actionid\":\"modify\",\"resourcetype\":\"estate\",\"resourceid\":32,\"parameters\":{}}",
        "{\"actionid\":\"delete\",\"resourcetype\":\"task\",\"resourceid\":\"116\",\"parameters\":[]}",
        "{\"actionid\":\"get\",\"resourcetype\":\"search\",\"resourceid\":\"estate\"}",
        "{\"actionid\":\"do\",\"resourcetype\":\"uploadfile\",\"resourceid\":null,\"identifier\":null}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":-1,\"identifier\":\"q 1\"}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":9223372036854775807}",
        " \t\r\n{ \"actionid\" : \"read\" , \"resourcetype\" : \"\" , \"parameters\" : [ ] } \n",
        "{\"\\u0061ctionid\":\"\\u0072ead\",\"resourcetype\":\"estate\"}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":1,\"a\":2,\"\":{\"x\":[1e400]}}}",
    };
    onoffice_request *request = onoffice_request_new();
    int index, count = (int)(sizeof actions / sizeof *actions);
    for (index = 0; index < count; index++) {
        if (!CHECK_INT(add(request, actions[index]), index))
            printf("  %s: %s\n", actions[index], onoffice_request_message(request));
        CHECK_TEXT(onoffice_request_message(request), "");
    }
    CHECK_INT(onoffice_request_count(request), count);
    onoffice_request_free(request);
}

static void refused_actions(void) {
    static const struct {
        const char *action, *place;
    } table[] = {
        {"", "empty"},
        {" ", "byte"},
        {"null", ""},
        {"[]", ""},
        {"\"read\"", ""},
        {"{}", "actionid"},
        {"{\"actionid\":\"read\"}", "resourcetype"},
        {"{\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":\"fetch\",\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":\"READ\",\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":\"\",\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":null,\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":1,\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":\"urn:onoffice-de-ns:smart:2.5:smartml:action:\",\"resourcetype\":\"estate\"}", "actionid"},
        {"{\"actionid\":\"read\",\"resourcetype\":7}", "resourcetype"},
        {"{\"actionid\":\"read\",\"resourcetype\":null}", "resourcetype"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":1.5}", "resourceid"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":1e3}", "resourceid"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":true}", "resourceid"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":{}}", "resourceid"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"identifier\":5.5}", "identifier"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":[1]}", "parameters"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":\"x\"}", "parameters"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":null}", "parameters"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"hmac\":\"x\"}", "hmac"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"timestamp\":1}", "timestamp"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameter\":{}}", "parameter"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"actionid\":\"read\"}", "actionid"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"\\u0061ctionid\":\"read\"}", "actionid"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\"} x", "byte 44"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\"}{}", "byte 43"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",}", "byte 43"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\"", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"est\nate\"}", "byte 38"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"est\\xate\"}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"\\ud800\"}", "byte"},
        {"{'actionid':'read','resourcetype':'estate'}", "byte 1"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":01}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":+1}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":1.}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":NaN}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":tru}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{a:1}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":\"\xff\"}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":\"\xc0\xaf\"}}", "byte"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":\"\xed\xa0\x80\"}}", "byte"},
        {"\xef\xbb\xbf{\"actionid\":\"read\",\"resourcetype\":\"estate\"}", "byte 0"},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",/* */\"parameters\":{}}", "byte"},
    };
    onoffice_request *request = reads(1);
    size_t row;
    for (row = 0; row < sizeof table / sizeof *table; row++) {
        int good = CHECK_INT(add(request, table[row].action), ONOFFICE_ERROR_ARGUMENT);
        good &= CHECK(*onoffice_request_message(request) != '\0');
        good &= CHECK_HAS(onoffice_request_message(request), table[row].place);
        if (!good) printf("  %s: %s\n", table[row].action, onoffice_request_message(request));
        CHECK_INT(onoffice_request_count(request), 1);
    }
    CHECK_INT(add(request, READ_ESTATES), 1);
    CHECK_TEXT(onoffice_request_message(request), "");
    onoffice_request_free(request);
}

/* Key order, spelling of numbers, escapes and blanks carry meaning for the API: not one byte of them changes. */
static void parameters_are_sent_as_they_are(void) {
    static const char parameters[] =
        "{ \"sortby\" : {\"z\":\"ASC\",\"a\":\"DESC\"},\"n\":[1.50,-0,1E+2,10000000000000000"
        "0001],\"t\":\"\\/\\u00e4\xc3\xa4\\n\",\"e\":{},\"l\":[] , \"b\":[true,false,null]}";
    char *action = joined("{\"resourcetype\":\"estate\",\"actionid\":\"read\",\"parameters\":", parameters, "}");
    char *body = signed_body(action);
    CHECK_HAS(body, parameters);
    free(body);
    free(action);
}

static void left_out_members_have_defaults(void) {
    char *body = signed_body("{\"actionid\":\"read\",\"resourcetype\":\"estate\"}");
    CHECK_HAS(body, "\"actionid\":\"urn:onoffice-de-ns:smart:2.5:smartml:action:read\"");
    CHECK_HAS(body, "\"resourceid\":\"\"");
    CHECK_HAS(body, "\"identifier\":\"\"");
    CHECK_HAS(body, "\"parameters\":{}");
    CHECK_HAS(body, "\"hmac_version\":2");
    CHECK_HAS(body, "\"timestamp\":1700000000");
    CHECK_HAS(body, "\"token\":\"" TOKEN "\"");
    free(body);
}

static void resource_ids_keep_their_spelling(void) {
    char *body = signed_body("{\"actionid\":\"do\",\"resourcetype\":\"uploadfile\",\"resourceid\":null,"
                             "\"identifier\":\"a\\/b\"}");
    CHECK_HAS(body, "\"resourceid\":null");
    CHECK_HAS(body, "\"identifier\":\"a\\/b\"");
    free(body);
    body = signed_body("{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"resourceid\":-1}");
    CHECK_HAS(body, "\"resourceid\":-1");
    free(body);
}

static void a_refused_action_loses_nothing(void) {
    onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
    onoffice_request *request = reads(3);
    size_t before = 0, after = 0;
    char *copy = joined(onoffice_request_sign(request, client, 1700000000, &before), "", "");
    CHECK_INT(add(request, "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":"),
              ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_request_count(request), 3);
    CHECK_TEXT(onoffice_request_sign(request, client, 1700000000, &after), copy);
    CHECK_INT(after, before);
    CHECK_INT(add(request, READ_ESTATES), 3);
    free(copy);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* RFC 8259 leaves the depth to the reader; the API's own parser stops at 512 levels. */
static void depth_is_limited(void) {
    static const char head[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"a\":";
    onoffice_request *request = onoffice_request_new();
    char *open = repeated("[", 510), *close = repeated("]", 510);
    char *inner = joined(open, "", close), *action = joined(head, inner, "}}");
    CHECK_INT(add(request, action), 0);
    free(inner);
    free(action);
    inner = joined(open, "[]", close);
    action = joined(head, inner, "}}");
    CHECK_INT(add(request, action), ONOFFICE_ERROR_ARGUMENT);
    CHECK_HAS(onoffice_request_message(request), "nested deeper than 512 levels, at byte 571");
    CHECK_INT(onoffice_request_count(request), 1);
    free(inner);
    free(action);
    free(open);
    free(close);
    onoffice_request_free(request);
}

/* The length counts, not a NUL: neither behind the end nor within. */
static void lengths_are_exact(void) {
    static const char action[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\"}trailing";
    static const char zero[] = "{\"actionid\":\"read\",\"resourcetype\":\"est\0ate\"}";
    onoffice_request *request = onoffice_request_new();
    CHECK_INT(onoffice_request_add(request, action, strlen(action) - strlen("trailing")), 0);
    CHECK_INT(onoffice_request_add(request, action, strlen(action)), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_request_add(request, action, 10), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_request_add(request, action, 0), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_request_add(request, zero, sizeof zero - 1), ONOFFICE_ERROR_ARGUMENT);
    CHECK_HAS(onoffice_request_message(request), "byte 38");
    CHECK_INT(onoffice_request_count(request), 1);
    onoffice_request_free(request);
}

int main(void) {
    RUN(null_requests_are_argument_errors);
    RUN(accepted_actions);
    RUN(refused_actions);
    RUN(parameters_are_sent_as_they_are);
    RUN(left_out_members_have_defaults);
    RUN(resource_ids_keep_their_spelling);
    RUN(a_refused_action_loses_nothing);
    RUN(depth_is_limited);
    RUN(lengths_are_exact);
    return check_report("request");
}
