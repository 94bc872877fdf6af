/* One large answer: received, checked and sliced by libonoffice, beside libcurl that only receives it.
 *
 *     large FOLDER    with the server and its certificates in it
 *
 * http on the loopback, so that nothing but the client is slow. Exit code 1 if the bar is missed.
 */
#include "bare.h"
#include "ours.h"
#include "series.h"

#define ROUNDS 9
#define BAR 1.3

typedef struct floor_kind {
    const char *name;
    size_t reserved; /* bytes the buffer has before the answer; 0 to keep that of the last round */
} floor_kind;

/* What a program does that throws its buffer away after each answer. */
static void forget_buffer(bare *self, size_t reserved) {
    free(self->memory);
    self->memory = NULL;
    self->capacity = 0;
    if (!bare_reserve(self, reserved)) peer_fail("no memory");
}

/* The result as it is handed out must be the whole of it, not just its beginning. */
static size_t send_ours(onoffice_client *client, const onoffice_request *request) {
    onoffice_response *response = onoffice_client_send(client, request);
    size_t length;
    const char *result = onoffice_response_result(response, 0, &length);
    ours_check(response);
    if (length < 1000 || result[length - 1] != '}') peer_fail("not the result");
    onoffice_response_free(response);
    return length;
}

int main(int count, char **arguments) {
    static floor_kind kinds[] = {
        {"libcurl, fresh buffer of Content-Length", 1},
        {"libcurl, fresh buffer, doubled as it fills", 16 * 1024},
        {"libcurl, buffer kept", 0},
    };
    enum {
        KINDS = sizeof kinds / sizeof *kinds
    };
    static series own, floors[KINDS];
    peer server;
    onoffice_client *client;
    onoffice_request *request;
    bare curl;
    char url[128];
    const char *body;
    size_t length, size;
    int round, kind, missed;
    if (count != 2) return 2;
    measure_on_core(0);
    peer_start(&server, arguments[1], 1);
    client = ours_client(&server, 0, "large", "");
    request = ours_request();
    body = onoffice_request_sign(request, client, 1700000000, &length);
    peer_url(&server, 0, "large", url);
    bare_open(&curl, url, "", body, length);
    bare_send(&curl); /* the first one makes the server's answer, and tells how large it is */
    kinds[0].reserved = size = curl.used;
    for (round = 0; round < ROUNDS; round++) {
        measure start;
        for (kind = 0; kind < KINDS; kind++) {
            start = measure_now();
            if (kinds[kind].reserved > 0) forget_buffer(&curl, kinds[kind].reserved);
            bare_send(&curl);
            series_add(&floors[kind], start, 1);
        }
        start = measure_now();
        if (send_ours(client, request) + 200 < size) peer_fail("not the whole result");
        series_add(&own, start, 1);
    }
    printf("http, an answer of %.1f MB, best of %d:\n", (double)size / 1e6, ROUNDS);
    for (kind = 0; kind < KINDS; kind++)
        series_print(kinds[kind].name, &floors[kind], &floors[0]);
    series_print("onoffice_client_send, checked and sliced", &own, &floors[0]);
    missed =
        measure_exceeds("50 MB, CPU beside libcurl's with a fresh buffer", series_ratio(&own, &floors[0]), BAR, "x");
    bare_close(&curl);
    onoffice_client_free(client);
    onoffice_request_free(request);
    peer_stop(&server);
    return missed;
}
