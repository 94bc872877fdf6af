/* Signing: the body the official SDK puts on the wire, and HMAC vectors of the API's documentation and clients. */
#include "support.h"

#define TOKEN_32 TOKEN
#define SECRET_64 SECRET

static const struct {
    const char *secret;
    int64_t time;
    const char *token, *type, *verb, *hmac;
} vectors[] = {
    {"yOJobbhGLXdp90XxvxedFhH7073L9U", 123456789, "mgjIQkNRnaqggVzy9cZW", "estateCategories", "get",
     "dsvg3r4AFcQXges0MZ+3auzQVfnEB39pLkKSgmm9Wvg="},
    {"testsecret", 1646228220, "testtoken", "calendar", "read", "w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="},
    {"dhY8h7FeU9", 123456789, "dX5hkIIU6W", "estateCategories", "get", "F9OXyaJv7p+bLkwGDGV7ZUmfYgjH2E24zpsxY5/nVDk="},
    {"SECRET456", 1700000000, "TOKEN123", "estate", "read", "wJDygBB5z29lQj0hmEcmKycC39lOBXFLt/vDJ9JrIjk="},
    {"test-secret", 1234567890, "test-token", "address", "get", "1OhME2RHXcERlTzKF4quUgHZeSs8mwKdvHnkt0s0EwU="},
    {SECRET_64, 1700000000, TOKEN_32, "estate", "read", "XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk="},
    {SECRET_64, 1700000000, TOKEN_32, "address", "create", "1z+ebPXpu8GH2GIIJA+kZ/ClZoQ49SvFrCds9YbZEGs="},
    {SECRET_64, 1700000000, TOKEN_32, "estate", "modify", "ZI+MysqgHmuUWYBQCiLmy6PdoUKeawRwfgO/S9sM01Y="},
    {SECRET_64, 1700000000, TOKEN_32, "searchcriteria", "delete", "wbA2nta9CukLmpOsHM4MhtwrhqM8piSR2GIX5A+cx1Y="},
    {SECRET_64, 1700000000, TOKEN_32, "idsfromrelation", "get", "UXDlk04PlFbGLAOmHr3T4JkBNrdhZ7bIsJQu2E+ffnk="},
    {SECRET_64, 1700000000, TOKEN_32, "uploadfile", "do", "b/G2WOtlbL1XZPJceIyvTuie8z60mR0DCHU1b+QHxzY="},
    {SECRET_64, 1700000121, TOKEN_32, "estate", "read", "VylQIzQggSPguBThlGx2LNoFVwWg0Ykqn4lbtVwObMc="},
    {SECRET_64, 1700000000, TOKEN_32, "", "read", "QILvIT8KXFxmqHbbT1rRNI/5BR0hCuN6h1i8nj3/qkg="},
};

/* The member as it is written, with a backslash before every slash, as PHP writes JSON. */
static void expect_hmac(char *expected, const char *hmac) {
    expected += sprintf(expected, "\"hmac\":\"");
    for (; *hmac != '\0'; hmac++) {
        if (*hmac == '/') *expected++ = '\\';
        *expected++ = *hmac;
    }
    strcpy(expected, "\"");
}

static void vectors_of_version_2(void) {
    size_t row;
    for (row = 0; row < sizeof vectors / sizeof *vectors; row++) {
        onoffice_client *client = onoffice_client_new(vectors[row].token, vectors[row].secret);
        onoffice_request *request;
        char action[200], expected[80];
        const char *body;
        snprintf(action, sizeof action, "{\"actionid\":\"%s\",\"resourcetype\":\"%s\"}", vectors[row].verb,
                 vectors[row].type);
        expect_hmac(expected, vectors[row].hmac);
        request = request_of(action);
        body = onoffice_request_sign(request, client, vectors[row].time, NULL);
        if (!CHECK_HAS(body, expected)) printf("  vector %lu\n", (unsigned long)row + 1);
        onoffice_request_free(request);
        onoffice_client_free(client);
    }
}

/* Byte for byte what the official PHP SDK sends for the same call. */
static void golden_body(void) {
    static const char parameters[] =
        "{\"allusers\":false,\"dateend\":\"25-03-2022 02:17:53\",\"datestart\":\"25-03-2022 02:17:53\","
        "\"showcancelled\":true}";
    static const char golden[] =
        "{\"token\":\"testtoken\",\"request\":{\"actions\":[{\"actionid\":\"urn:onoffice-de-ns:smart:2.5:smartml:"
        "action:read\",\"identifier\":null,\"parameters\":{\"allusers\":false,\"dateend\":\"25-03-2022 02:17:53\","
        "\"datestart\":\"25-03-2022 02:17:53\",\"showcancelled\":true},\"resourceid\":\"\",\"resourcetype\":"
        "\"calendar\",\"timestamp\":1646228220,\"hmac_version\":2,\"hmac\":"
        "\"w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg=\"}]}}";
    onoffice_client *client = onoffice_client_new("testtoken", "testsecret");
    char *action = joined(
        "{\"resourcetype\":\"calendar\",\"actionid\":\"read\",\"identifier\":null,\"parameters\":", parameters, "}");
    onoffice_request *request = request_of(action);
    size_t length = 0;
    CHECK_TEXT(onoffice_request_sign(request, client, 1646228220, &length), golden);
    CHECK_INT(length, strlen(golden));
    free(action);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* The signature covers the type as it means, not as it is spelt. */
static void escapes_in_the_type_are_signed_decoded(void) {
    onoffice_client *client = onoffice_client_new(TOKEN_32, SECRET_64);
    onoffice_request *request = request_of("{\"actionid\":\"read\",\"resourcetype\":\"\\u0065state\"}");
    CHECK_HAS(onoffice_request_sign(request, client, 1700000000, NULL),
              "\"hmac\":\"XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk=\"");
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void every_action_has_its_own_signature(void) {
    onoffice_client *client = onoffice_client_new(TOKEN_32, SECRET_64);
    onoffice_request *request = onoffice_request_new();
    const char *body, *first, *second;
    CHECK_INT(add(request, "{\"actionid\":\"read\",\"resourcetype\":\"estate\"}"), 0);
    CHECK_INT(add(request, "{\"actionid\":\"create\",\"resourcetype\":\"address\"}"), 1);
    body = onoffice_request_sign(request, client, 1700000000, NULL);
    first = body ? strstr(body, "XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk=") : NULL;
    second = body ? strstr(body, "1z+ebPXpu8GH2GIIJA+kZ\\/ClZoQ49SvFrCds9YbZEGs=") : NULL;
    CHECK(first != NULL && second != NULL && first < second);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void unusable_signings_are_refused(void) {
    onoffice_client *client = onoffice_client_new(TOKEN_32, SECRET_64);
    onoffice_request *request = onoffice_request_new();
    size_t length = 42;
    CHECK(onoffice_request_sign(request, client, 1700000000, &length) == NULL);
    CHECK(*onoffice_request_message(request) != '\0');
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_ARGUMENT), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(add(request, READ_ESTATES), 0);
    CHECK(onoffice_request_sign(request, client, -1, &length) == NULL);
    CHECK(*onoffice_request_message(request) != '\0');
    CHECK(onoffice_request_sign(request, client, INT64_MIN, &length) == NULL);
    CHECK(onoffice_request_sign(request, client, 0, &length) != NULL);
    CHECK_TEXT(onoffice_request_message(request), "");
    CHECK_HAS(onoffice_request_sign(request, client, INT64_MAX, &length), "\"timestamp\":9223372036854775807");
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static int count_of(const char *text, const char *part) {
    int count = 0;
    for (text = strstr(text, part); text != NULL; text = strstr(text + 1, part))
        count++;
    return count;
}

/* The claim goes into every action that has none, whatever its parameters look like. */
static void claims_are_added(void) {
    static const char *const actions[] = {
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\"}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":[]}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":[ ]}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{}}",
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{ \"a\":1 }}",
    };
    onoffice_client *client = onoffice_client_new(TOKEN_32, SECRET_64);
    onoffice_request *request = onoffice_request_new();
    onoffice_client *reader = onoffice_client_new(TOKEN_32, SECRET_64);
    const char *body;
    int index;
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_EXTENDED_CLAIM, "q\"uo\\te/"), ONOFFICE_OK);
    for (index = 0; index < 5; index++)
        CHECK_INT(add(request, actions[index]), index);
    CHECK_INT(add(request, "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"extendedclaim\":"
                           "\"mine\"}}"),
              5);
    CHECK_INT(add(request, "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"x\":"
                           "{\"extendedclaim\":\"inner\"}}}"),
              6);
    body = onoffice_request_sign(request, client, 1700000000, NULL);
    if (CHECK(body != NULL)) {
        CHECK_INT(count_of(body, "\"extendedclaim\":\"q\\\"uo\\\\te"), 6);
        CHECK_INT(count_of(body, "\"extendedclaim\":\"mine\""), 1);
        CHECK_INT(count_of(body, "\"extendedclaim\":\"inner\""), 1);
        CHECK_INT(count_of(body, ",}") + count_of(body, "{,") + count_of(body, "[,"), 0);
    }
    body = onoffice_request_sign(request, reader, 1700000000, NULL);
    CHECK(body != NULL && strstr(body, "q\\\"uo") == NULL);
    onoffice_request_free(request);
    onoffice_client_free(client);
    onoffice_client_free(reader);
}

int main(void) {
    RUN(vectors_of_version_2);
    RUN(golden_body);
    RUN(escapes_in_the_type_are_signed_decoded);
    RUN(every_action_has_its_own_signature);
    RUN(unusable_signings_are_refused);
    RUN(claims_are_added);
    return check_report("signature");
}
