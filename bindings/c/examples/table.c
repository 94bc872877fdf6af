/* A table of estates, without another JSON library: values by pointer, umlauts decoded.
 *
 *     cc table.c -o table $(pkg-config --cflags --libs onoffice) && ONOFFICE_TOKEN=... ONOFFICE_SECRET=... ./table
 */
#include <onoffice.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    const char *action = "{\"actionid\": \"read\", \"resourcetype\": \"estate\","
                         " \"parameters\": {\"data\": [\"Id\", \"kaufpreis\", \"ort\"], \"listlimit\": 10}}";
    onoffice_client *client = onoffice_client_new(getenv("ONOFFICE_TOKEN"), getenv("ONOFFICE_SECRET"));
    onoffice_request *request = onoffice_request_new();
    onoffice_response *response;
    int64_t record, count;
    if (getenv("ONOFFICE_URL")) onoffice_client_set_text(client, ONOFFICE_OPTION_URL, getenv("ONOFFICE_URL"));
    if (getenv("ONOFFICE_CA_FILE"))
        onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, getenv("ONOFFICE_CA_FILE"));
    onoffice_request_add(request, action, strlen(action));
    response = onoffice_client_send(client, request);
    count = onoffice_response_size(response, 0, "/data/records");
    for (record = 0; record < count; record++) {
        char id[64], price[64], town[64];
        double euros = 0;
        sprintf(id, "/data/records/%d/id", (int)record);
        sprintf(price, "/data/records/%d/elements/kaufpreis", (int)record);
        sprintf(town, "/data/records/%d/elements/ort", (int)record);
        onoffice_response_number(response, 0, price, &euros);
        printf("%8s %12.2f  %s\n", onoffice_response_text(response, 0, id, NULL), euros,
               onoffice_response_text(response, 0, town, NULL));
    }
    if (onoffice_response_status(response) != ONOFFICE_OK) fprintf(stderr, "%s\n", onoffice_response_message(response));
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    return count > 0 ? 0 : 1;
}
