/* Many sends in one process: memory and descriptors must stay where they are after the first ones.
 *
 *     soak FOLDER COUNT    with the server and its certificates in it; COUNT sends of each kind
 *
 * Kinds are http and https, one after another and eight in flight. Exit code 1 if one of them grows.
 */
#include "measure.h"
#include "ours.h"
#include "process.h"

/* Sends before the first look: pools, caches and the heap itself have their size by then. */
#define WARM_UP 1000
/* Heaps move by some pages. A leak of one small object per send would be far above it: 3000 x 200 bytes. */
#define GROWTH (512 * 1024)

/* Requests at the same time. How many connections they need depends on how fast the answers come: all of them may be
 * opened late. */
#define FLIGHT 8

static int failures;

static void one_after_another(onoffice_client *client, const onoffice_request *request, int count) {
    int index;
    for (index = 0; index < count; index++)
        ours_send(client, request);
}

static void in_flight(onoffice_client *client, const onoffice_request *request, int count) {
    ours_fly(client, request, FLIGHT, count);
}

/* most: connections that may be opened after the first sends. */
static void soak(peer *server, int tls, const char *kind, int count, int most,
                 void (*send)(onoffice_client *, const onoffice_request *, int)) {
    onoffice_client *client = ours_client(server, tls, "small", server->ca);
    onoffice_request *request = ours_request();
    measure start, spent;
    peer_count before, after;
    long memory, growth;
    int descriptors, more, bad;
    send(client, request, WARM_UP);
    memory = process_resident();
    descriptors = process_descriptors();
    before = peer_counts(server);
    start = measure_now();
    send(client, request, count);
    spent = measure_since(start, count);
    after = peer_counts(server);
    growth = process_resident() - memory;
    more = process_descriptors() - descriptors;
    bad = growth > GROWTH || more > most || after.answered - before.answered != count ||
          after.accepts - before.accepts > most;
    printf("  %-6s %-5s %-20s %d sends: %+.1f KB, %+d descriptors, %ld connections, %ld answers; %.1f us CPU each\n",
           bad ? "FAILED" : "ok", tls ? "https" : "http", kind, count, (double)growth / 1024, more,
           after.accepts - before.accepts, after.answered - before.answered, spent.cpu * 1e6);
    fflush(stdout);
    failures += bad;
    onoffice_client_free(client);
    onoffice_request_free(request);
}

int main(int count, char **arguments) {
    peer server;
    int tls, sends = count == 3 ? atoi(arguments[2]) : 0;
    if (sends <= 0) return 2;
    peer_start(&server, arguments[1], -1);
    for (tls = 0; tls < 2; tls++) {
        soak(&server, tls, "one after another", sends, 0, one_after_another);
        soak(&server, tls, "eight in flight", sends, FLIGHT, in_flight);
    }
    peer_stop(&server);
    printf("soak: %d passed, %d failed\n", 4 - failures, failures);
    return failures > 0;
}
