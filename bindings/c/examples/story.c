/* The story: read, batch, write and search. Python and PHP tell the same one.
 *
 *     cc story.c -o story $(pkg-config --cflags --libs onoffice libcjson) && ./story
 *
 * ONOFFICE_TOKEN and ONOFFICE_SECRET are the credentials; ONOFFICE_URL and ONOFFICE_CA_FILE lead to a sandbox;
 * ONOFFICE_DEMO_READ_ONLY=1 leaves out what writes.
 */
#include "example.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static onoffice_client *connect_to_api(void) {
    const char *url = getenv("ONOFFICE_URL"), *ca_file = getenv("ONOFFICE_CA_FILE");
    onoffice_client *client = onoffice_client_new(getenv("ONOFFICE_TOKEN"), getenv("ONOFFICE_SECRET"));
    if (*onoffice_client_message(client) != '\0') fail("credentials", onoffice_client_message(client));
    if (url != NULL && onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url) != ONOFFICE_OK)
        fail("ONOFFICE_URL", onoffice_client_message(client));
    if (ca_file != NULL && onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, ca_file) != ONOFFICE_OK)
        fail("ONOFFICE_CA_FILE", onoffice_client_message(client));
    return client;
}

static void ten_estates(onoffice_client *client) {
    static const char *const fields[] = {"Id", "objektart", "ort", "lage", "anzahl_zimmer", "kaufpreis"};
    cJSON *result =
        call(client, "{\"actionid\": \"read\", \"resourcetype\": \"estate\", \"parameters\": {"
                     " \"data\": [\"Id\", \"objektart\", \"ort\", \"lage\", \"anzahl_zimmer\", \"kaufpreis\"],"
                     " \"filter\": {\"status\": [{\"op\": \"=\", \"val\": 1}],"
                     "              \"kaufpreis\": [{\"op\": \"<\", \"val\": 300000}]},"
                     " \"sortby\": {\"kaufpreis\": \"ASC\"}, \"listlimit\": 10}}");
    print_records(result, fields, COUNT(fields));
    cJSON_Delete(result);
}

/* The second action fails, for tasks know no listoffset; the others are answered all the same. */
static void batch_with_a_failure(onoffice_client *client) {
    static table rows;
    onoffice_request *request = onoffice_request_new();
    onoffice_response *response;
    int index;
    add_action(request, "{\"actionid\": \"read\", \"resourcetype\": \"estate\","
                        " \"parameters\": {\"data\": [\"Id\"], \"listlimit\": 1}}");
    add_action(request, "{\"actionid\": \"read\", \"resourcetype\": \"task\","
                        " \"parameters\": {\"data\": [\"Nr\"], \"listoffset\": 10}}");
    add_action(request, "{\"actionid\": \"read\", \"resourcetype\": \"address\","
                        " \"parameters\": {\"data\": [\"Name\"], \"listlimit\": 1}}");
    response = onoffice_client_send(client, request);
    if (onoffice_response_status(response) != ONOFFICE_ERROR_ACTION || onoffice_response_count(response) != 3)
        fail("batch", onoffice_response_message(response));
    rows.columns = 4;
    rows.rows = 4;
    table_text(&rows, 0, 0, "index");
    table_text(&rows, 0, 1, "status");
    table_text(&rows, 0, 2, "code");
    table_text(&rows, 0, 3, "message");
    for (index = 0; index < 3; index++) {
        snprintf(rows.cells[index + 1][0], TABLE_CELL, "%d", index);
        table_text(&rows, index + 1, 1, onoffice_status_name(onoffice_response_result_status(response, index)));
        snprintf(rows.cells[index + 1][2], TABLE_CELL, "%d", onoffice_response_result_code(response, index));
        table_text(&rows, index + 1, 3, onoffice_response_result_message(response, index));
    }
    table_print(&rows);
    onoffice_response_free(response);
    onoffice_request_free(request);
}

static void address_is_created_and_modified(onoffice_client *client) {
    static const char *const fields[] = {"id", "Vorname", "Name", "Ort"};
    const char *only = getenv("ONOFFICE_DEMO_READ_ONLY");
    char action[300];
    cJSON *result;
    double id;
    if (only != NULL && strcmp(only, "1") == 0) {
        printf("Left out: ONOFFICE_DEMO_READ_ONLY=1\n");
        return;
    }
    result = call(client, "{\"actionid\": \"create\", \"resourcetype\": \"address\", \"parameters\": {"
                          " \"Vorname\": \"J\\u00f6rg\", \"Name\": \"M\\u00fcller\", \"Ort\": \"K\\u00f6ln\"}}");
    id = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(records_of(result), 0), "id"));
    cJSON_Delete(result);

    snprintf(action, sizeof action,
             "{\"actionid\": \"modify\", \"resourcetype\": \"address\", \"resourceid\": %.0f,"
             " \"parameters\": {\"Ort\": \"D\\u00fcsseldorf\"}}",
             id);
    cJSON_Delete(call(client, action));

    snprintf(action, sizeof action,
             "{\"actionid\": \"read\", \"resourcetype\": \"address\", \"resourceid\": %.0f,"
             " \"parameters\": {\"data\": [\"id\", \"Vorname\", \"Name\", \"Ort\"]}}",
             id);
    result = call(client, action);
    if (cJSON_GetArraySize(records_of(result)) != 1) fail("address", "what was created could not be read back");
    print_records(result, fields, COUNT(fields));
    cJSON_Delete(result);
}

/* Searches number, place, street and owner, as the search field of the software does. */
static void quick_search(onoffice_client *client) {
    static const char *const fields[] = {"externalestateno", "zipcode", "city", "street", "houseno", "owner"};
    cJSON *result = call(client, "{\"actionid\": \"get\", \"resourcetype\": \"search\", \"resourceid\": \"estate\","
                                 " \"parameters\": {\"input\": \"Aachen\"}}");
    print_records(result, fields, COUNT(fields));
    cJSON_Delete(result);
}

int main(void) {
    onoffice_client *client = connect_to_api();
    printf("1. Ten estates\n\n");
    ten_estates(client);
    printf("\n2. A batch of three actions, one of which fails\n\n");
    batch_with_a_failure(client);
    printf("\n3. An address, created and modified\n\n");
    address_is_created_and_modified(client);
    printf("\n4. Quick search for estates\n\n");
    quick_search(client);
    onoffice_client_free(client);
    return 0;
}
