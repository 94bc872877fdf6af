/* What a client holds that has nothing to do: descriptors and memory of many clients with the same settings, before
 * and after each of them has sent once.
 *
 *     idle FOLDER    with the server and its certificates in it
 *
 * Exit code 1 if a client holds more than the bar.
 */
#include "measure.h"
#include "ours.h"
#include "process.h"

#define CLIENTS 200
#define BAR 64.0 /* KB */

static onoffice_client *clients[CLIENTS];

int main(int count, char **arguments) {
    static const char *const kinds[] = {"never sent", "sent once, http", "sent once, https"};
    peer server;
    onoffice_request *request = ours_request();
    int kind, index, failed = 0;
    if (count != 2) return 2;
    peer_start(&server, arguments[1], -1);
    for (kind = 0; kind < 3; kind++) {
        onoffice_client *first = ours_client(&server, kind == 2, "small", server.ca);
        double memory;
        int descriptors;
        if (kind > 0) ours_send(first, request); /* what all of them share is there before */
        memory = (double)process_resident();
        descriptors = process_descriptors();
        for (index = 0; index < CLIENTS; index++) {
            clients[index] = ours_client(&server, kind == 2, "small", server.ca);
            if (kind > 0) ours_send(clients[index], request);
        }
        memory = ((double)process_resident() - memory) / CLIENTS / 1024;
        descriptors = process_descriptors() - descriptors;
        printf("%d clients, %s: %d descriptors more\n", CLIENTS, kinds[kind], descriptors);
        failed += measure_exceeds("a client", memory, BAR, "KB") || descriptors > 0;
        for (index = 0; index < CLIENTS; index++)
            onoffice_client_free(clients[index]);
        onoffice_client_free(first);
    }
    onoffice_request_free(request);
    peer_stop(&server);
    printf("idle: %d passed, %d failed\n", 3 - failed, failed);
    return failed > 0;
}
