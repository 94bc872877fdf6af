/* Small calls one after another over a kept connection: onoffice_client_send() beside curl_easy_perform(), and beside
 * the whole job done by hand.
 *
 *     sequential FOLDER    with the server and its certificates in it
 *
 * The bar is beside the whole job; what libcurl takes for the transfer alone is shown, too. Exit code 1 if it is missed.
 */
#include "byhand.h"
#include "series.h"

#define ROUNDS 75
#define CALLS 200
#define BAR 1.10

/* All send the same bytes to the same server, in turns. Returns our CPU time beside that of the whole job by hand. */
static double compare(peer *server, int tls) {
    onoffice_client *client = ours_client(server, tls, "small", server->ca);
    onoffice_request *request = ours_request();
    series own = {.count = 0}, floor = {.count = 0}, whole = {.count = 0};
    char url[128];
    size_t length;
    const char *body = onoffice_request_sign(request, client, 1700000000, &length);
    peer_count before, after;
    bare curl;
    byhand hand;
    int round, call;
    peer_url(server, tls, "small", url);
    bare_open(&curl, url, server->ca, body, length);
    byhand_open(&hand, url, server->ca);
    for (round = 0; round < ROUNDS; round++) {
        measure start = measure_now();
        for (call = 0; call < CALLS; call++)
            bare_send(&curl);
        series_add(&floor, start, CALLS);
        start = measure_now();
        for (call = 0; call < CALLS; call++)
            ours_send(client, request);
        series_add(&own, start, CALLS);
        start = measure_now();
        for (call = 0; call < CALLS; call++)
            byhand_send(&hand);
        series_add(&whole, start, CALLS);
    }
    before = peer_counts(server);
    for (call = 0; call < CALLS; call++)
        bare_send(&curl);
    after = peer_counts(server);
    printf("%s, %lu bytes out, %lu in, best of %d rounds of %d; the server takes %.1f us:\n", tls ? "https" : "http",
           (unsigned long)length, (unsigned long)curl.used, ROUNDS, CALLS,
           (double)(after.cpu_microseconds - before.cpu_microseconds) / CALLS);
    series_print("curl_easy_perform, handle kept", &floor, &floor);
    series_print("the same, signed by hand, read with cJSON", &whole, &floor);
    series_print("onoffice_client_send", &own, &floor);
    if (after.accepts - before.accepts != 0) peer_fail("a connection was not kept");
    bare_close(&curl);
    bare_close(&hand.curl);
    onoffice_client_free(client);
    onoffice_request_free(request);
    return series_ratio(&own, &whole);
}

int main(int count, char **arguments) {
    peer server;
    int missed = 0;
    if (count != 2) return 2;
    measure_on_core(0);
    peer_start(&server, arguments[1], 1);
    compare(&server, 0);
    missed = measure_exceeds("https, CPU beside the same by hand", compare(&server, 1), BAR, "x");
    peer_stop(&server);
    return missed;
}
