/* The first call: three estates, as the API returns them.
 *
 *     cc first.c -o first $(pkg-config --cflags --libs onoffice) && ONOFFICE_TOKEN=... ONOFFICE_SECRET=... ./first
 */
#include <onoffice.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    const char *action = "{\"actionid\": \"read\", \"resourcetype\": \"estate\","
                         " \"parameters\": {\"data\": [\"Id\", \"kaufpreis\", \"ort\"], \"listlimit\": 3}}";
    const char *url = getenv("ONOFFICE_URL"), *ca_file = getenv("ONOFFICE_CA_FILE");
    onoffice_client *client = onoffice_client_new(getenv("ONOFFICE_TOKEN"), getenv("ONOFFICE_SECRET"));
    onoffice_request *request = onoffice_request_new();
    onoffice_response *response;
    const char *result;
    size_t length;
    int status;

    /* Only for the sandbox: without these the API of onOffice is called. */
    if (url != NULL) onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url);
    if (ca_file != NULL) onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, ca_file);

    onoffice_request_add(request, action, strlen(action));
    response = onoffice_client_send(client, request);
    status = onoffice_response_status(response);
    result = onoffice_response_result(response, 0, &length);
    if (status == ONOFFICE_OK)
        printf("%.*s\n", (int)length, result);
    else
        fprintf(stderr, "%s: %s\n", onoffice_status_name(status), onoffice_response_message(response));

    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    return status == ONOFFICE_OK ? 0 : 1;
}
