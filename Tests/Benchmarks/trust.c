/* What a new TLS connection costs with the system's trust store, after the first one: the server closes every one.
 *
 *     trust FOLDER    with the server and its certificates in it, and in FOLDER/roots a copy of the system's directory
 *                     of certificates to which the server's has been added
 *
 * Exit code 1 if the bar is missed.
 */
#include "bare.h"
#include "ours.h"
#include "series.h"

#define ROUNDS 5
#define CALLS 10
#define BAR 3.0 /* milliseconds */

int main(int count, char **arguments) {
    static series own, defaults, single;
    peer server;
    peer_count before, after;
    onoffice_client *client;
    onoffice_request *request;
    bare curl, curl_single;
    char url[128], store[4096];
    const char *body;
    size_t length;
    int round, call, missed;
    if (count != 2) return 2;
    snprintf(store, sizeof store, "%s/roots", arguments[1]);
    unsetenv("SSL_CERT_FILE"); /* read by OpenSSL and by ours, not by libcurl */
    setenv("SSL_CERT_DIR", store, 1);
    measure_on_core(0);
    peer_start(&server, arguments[1], 1);
    client = ours_client(&server, 1, "close", "");
    request = ours_request();
    body = onoffice_request_sign(request, client, 1700000000, &length);
    peer_url(&server, 1, "close", url);
    bare_open(&curl, url, "", body, length);
    bare_set(curl_easy_setopt(curl.handle, CURLOPT_CAPATH, store)); /* beside the bundle, which is libcurl's default */
    bare_open(&curl_single, url, server.ca, body, length);
    bare_send(&curl);
    bare_send(&curl_single);
    ours_send(client, request);
    before = peer_counts(&server);
    for (round = 0; round < ROUNDS; round++) {
        measure start = measure_now();
        for (call = 0; call < CALLS; call++)
            bare_send(&curl);
        series_add(&defaults, start, CALLS);
        start = measure_now();
        for (call = 0; call < CALLS; call++)
            bare_send(&curl_single);
        series_add(&single, start, CALLS);
        start = measure_now();
        for (call = 0; call < CALLS; call++)
            ours_send(client, request);
        series_add(&own, start, CALLS);
    }
    after = peer_counts(&server);
    if (after.accepts - before.accepts != 3 * ROUNDS * CALLS) peer_fail("not every call had a connection of its own");
    printf("https, a connection for each call, best of %d rounds of %d:\n", ROUNDS, CALLS);
    series_print("libcurl, handle kept, its default trust store", &defaults, &defaults);
    series_print("libcurl, handle kept, one certificate", &single, &defaults);
    series_print("onoffice_client_send, default trust store", &own, &defaults);
    missed = measure_exceeds("a new connection, CPU", series_best(&own).cpu * 1e3, BAR, "ms");
    bare_close(&curl);
    bare_close(&curl_single);
    onoffice_client_free(client);
    onoffice_request_free(request);
    peer_stop(&server);
    return missed;
}
