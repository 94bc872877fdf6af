/* A client made and freed for every send, as programs do that serve one page after another: the connection must
 * outlive them all.
 *
 *     reuse FOLDER COUNT    with the server and its certificates in it
 *
 * Exit code 1 unless the server saw one connection for each scheme.
 */
#include "measure.h"
#include "ours.h"

int main(int count, char **arguments) {
    peer server;
    onoffice_request *request = ours_request();
    int tls, index, failed = 0, sends = count == 3 ? atoi(arguments[2]) : 0;
    if (sends <= 0) return 2;
    peer_start(&server, arguments[1], -1);
    for (tls = 0; tls < 2; tls++) {
        peer_count before = peer_counts(&server), after;
        measure start = measure_now(), spent;
        for (index = 0; index < sends; index++) {
            onoffice_client *client = ours_client(&server, tls, "small", server.ca);
            ours_send(client, request);
            onoffice_client_free(client);
        }
        spent = measure_since(start, sends);
        after = peer_counts(&server);
        failed += after.accepts - before.accepts != 1;
        printf("%s: %d clients, one after another, each sent once: %ld connections, %.1f us CPU each\n",
               tls ? "https" : "http", sends, after.accepts - before.accepts, spent.cpu * 1e6);
    }
    onoffice_request_free(request);
    peer_stop(&server);
    printf("reuse: %d passed, %d failed\n", 2 - failed, failed);
    return failed > 0;
}
