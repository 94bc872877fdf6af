/* Many requests in flight from one thread: onoffice_client_start() and _poll() beside loops over curl_multi, which only
 * transfer, and which sign and read, too.
 *
 *     flight FOLDER    with the server and its certificates in it
 *
 * The bar is beside the loops that do the whole job. Exit code 1 if it is missed.
 */
#include "multi.h"
#include "ours.h"
#include "series.h"

#define ROUNDS 50
#define CALLS 400
#define BAR (1 / 0.9) /* 0.9 of its throughput */

#define LOOPS 4

/* Returns our CPU time beside the better of the loops that do the whole job. One thread does all: its throughput is one over that. */
static double compare(peer *server, int tls, int flight, int connections) {
    static multi loops[LOOPS];
    static const char *const names[LOOPS] = {"curl_multi_perform, curl_multi_poll", "curl_multi_socket_action, epoll",
                                             "the first, signed by hand, read with cJSON",
                                             "the second, signed by hand, read with cJSON"};
    onoffice_client *client = ours_client(server, tls, "small", server->ca);
    onoffice_request *request = ours_request();
    series own = {.count = 0}, floors[LOOPS] = {{.count = 0}};
    double ratios[2];
    char url[128];
    size_t length;
    const char *body = onoffice_request_sign(request, client, 1700000000, &length);
    peer_count before, after;
    int round, which;
    ours_set(client, onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_CONNECTIONS, connections));
    peer_url(server, tls, "small", url);
    for (which = 0; which < LOOPS; which++) {
        multi_open(&loops[which], connections, which % 2, url, server->ca, body, length);
        if (which >= 2) multi_do_all(&loops[which]);
    }
    for (round = 0; round < ROUNDS; round++) {
        measure start;
        for (which = 0; which < LOOPS; which++) {
            start = measure_now();
            multi_send(&loops[which], CALLS);
            series_add(&floors[which], start, CALLS);
        }
        start = measure_now();
        ours_fly(client, request, flight, CALLS);
        series_add(&own, start, CALLS);
    }
    before = peer_counts(server);
    ours_fly(client, request, flight, CALLS);
    after = peer_counts(server);
    if (after.accepts - before.accepts > connections) peer_fail("connections are not kept");
    printf("%s, %d in flight on %d connections, best of %d rounds of %d; the server takes %.1f us:\n",
           tls ? "https" : "http", flight, connections, ROUNDS, CALLS,
           (double)(after.cpu_microseconds - before.cpu_microseconds) / CALLS);
    for (which = 0; which < LOOPS; which++) {
        series_print(names[which], &floors[which], &floors[0]);
        multi_close(&loops[which]);
    }
    series_print("onoffice_client_start, _poll, _next", &own, &floors[0]);
    onoffice_client_free(client);
    onoffice_request_free(request);
    ratios[0] = series_ratio(&own, &floors[2]);
    ratios[1] = series_ratio(&own, &floors[3]);
    return ratios[0] > ratios[1] ? ratios[0] : ratios[1];
}

int main(int count, char **arguments) {
    peer server;
    double http, https;
    int missed;
    if (count != 2) return 2;
    measure_on_core(0);
    peer_start(&server, arguments[1], 1);
    http = compare(&server, 0, 8, 8);
    https = compare(&server, 1, 8, 8);
    compare(&server, 1, 32, 32);
    compare(&server, 1, 100, 32);
    missed = measure_exceeds("http, 8 in flight, CPU beside the better loop", http, BAR, "x");
    missed |= measure_exceeds("https, 8 in flight, CPU beside the better loop", https, BAR, "x");
    peer_stop(&server);
    return missed;
}
