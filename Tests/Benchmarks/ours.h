/* What the benchmarks send through libonoffice: one request of about 1 KB, and its clients. */
#ifndef OURS_H
#define OURS_H

#include "peer.h"

#include <onoffice.h>

#define OURS_TOKEN "0123456789abcdef0123456789abcdef"
#define OURS_SECRET "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define OURS_PARAMETERS                                                                                                \
    "{\"data\":[\"Id\",\"objektnr_extern\",\"objektart\",\"objekttyp\",\"vermarktungsart\","                           \
    "\"nutzungsart\",\"kaufpreis\",\"kaltmiete\",\"warmmiete\",\"nebenkosten\",\"kaution\","                           \
    "\"wohnflaeche\",\"grundstuecksflaeche\",\"anzahl_zimmer\",\"plz\",\"ort\",\"strasse\","                           \
    "\"hausnummer\",\"lage\",\"ausstattung\"],\"filter\":{\"status\":[{\"op\":\"=\",\"val\":1}],"                      \
    "\"kaufpreis\":[{\"op\":\"between\",\"val\":[100000,500000]}],\"ort\":[{\"op\":\"in\","                            \
    "\"val\":[\"Aachen\",\"K\\u00f6ln\",\"D\\u00fcsseldorf\"]}]},\"sortby\":{\"kaufpreis\":\"ASC\","                   \
    "\"Id\":\"DESC\"},\"listlimit\":100,\"listoffset\":0,\"formatoutput\":true,\"outputlanguage\":\"DEU\"}"

static inline void ours_check(const onoffice_response *response) {
    if (onoffice_response_status(response) != ONOFFICE_OK) peer_fail(onoffice_response_message(response));
}

static inline void ours_set(onoffice_client *client, int result) {
    if (result != ONOFFICE_OK) peer_fail(onoffice_client_message(client));
}

/* A client of that answer of the server. An empty ca leaves the defaults. */
static inline onoffice_client *ours_client(const peer *server, int tls, const char *name, const char *ca) {
    char url[128];
    onoffice_client *client = onoffice_client_new(OURS_TOKEN, OURS_SECRET);
    peer_url(server, tls, name, url);
    ours_set(client, onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url));
    ours_set(client, onoffice_client_set_text(client, ONOFFICE_OPTION_PROXY, "none"));
    ours_set(client, onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, ca));
    return client;
}

/* A read of estates such as programs send: twenty fields, a filter, an order. */
static inline onoffice_request *ours_request(void) {
    static const char action[] =
        "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":" OURS_PARAMETERS "}";
    onoffice_request *request = onoffice_request_new();
    if (onoffice_request_add(request, action, strlen(action)) != 0) peer_fail(onoffice_request_message(request));
    return request;
}

/* Sends once; ends the program unless all went well. */
static inline void ours_send(onoffice_client *client, const onoffice_request *request) {
    onoffice_response *response = onoffice_client_send(client, request);
    ours_check(response);
    onoffice_response_free(response);
}

/* Sends total requests, flight of them at a time. */
static inline void ours_fly(onoffice_client *client, const onoffice_request *request, int flight, int total) {
    int begun = 0, ended = 0;
    while (ended < total) {
        onoffice_exchange *exchange;
        while (begun < total && begun - ended < flight) {
            onoffice_client_start(client, request);
            begun++;
        }
        if (onoffice_client_poll(client, -1) < 0) peer_fail(onoffice_client_message(client));
        while ((exchange = onoffice_client_next(client)) != NULL) {
            ours_check(onoffice_exchange_response(exchange));
            onoffice_exchange_free(exchange);
            ended++;
        }
    }
}

#endif
