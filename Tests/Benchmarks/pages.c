/* A walk over a hundred pages of a list, for each of which the server takes 50 ms: one page after another, and with
 * pages ahead.
 *
 *     pages FOLDER    with the server and its certificates in it
 *
 * Exit code 1 if a bar is missed.
 */
#include "ours.h"
#include "series.h"

#define PAGES 100
#define RECORDS 23 /* of a page; the server counts 2300 in all */
#define ROUNDS 3

/* Seconds for the walk; 0 pages ahead for as many as there are connections. */
static double walk(onoffice_client *client, int ahead) {
    static const char action[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":"
                                 "{\"data\":[\"Id\",\"ort\"],\"sortby\":\"Id\"}}";
    measure start = measure_now();
    onoffice_pages *pages = onoffice_client_pages(client, action, sizeof action - 1, RECORDS, ahead);
    onoffice_response *response;
    int count = 0;
    while ((response = onoffice_pages_next(pages)) != NULL) {
        ours_check(response);
        onoffice_response_free(response);
        count++;
    }
    if (count != PAGES) peer_fail("the walk has another number of pages");
    onoffice_pages_free(pages);
    return measure_since(start, 1).wall;
}

static double best(onoffice_client *client, int ahead) {
    double least = 1e9;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        double seconds = walk(client, ahead);
        if (seconds < least) least = seconds;
    }
    return least;
}

int main(int count, char **arguments) {
    static const struct {
        int connections;
        double bar;
    } walks[] = {{8, 6}, {32, 15}};
    peer server;
    onoffice_client *client;
    double alone;
    size_t index;
    int missed = 0;
    if (count != 2) return 2;
    peer_start(&server, arguments[1], 1);
    client = ours_client(&server, 1, "page", server.ca);
    alone = best(client, 1);
    printf("%d pages, 50 ms each, best of %d walks:\n  one after another %36.0f ms\n", PAGES, ROUNDS, alone * 1e3);
    for (index = 0; index < sizeof walks / sizeof *walks; index++) {
        double ahead, ratio;
        ours_set(client, onoffice_client_set_number(client, ONOFFICE_OPTION_MAX_CONNECTIONS, walks[index].connections));
        ahead = best(client, 0);
        ratio = alone / ahead;
        printf("  %2d ahead %45.0f ms   %5.1f x as fast (bar %.0f)\n", walks[index].connections, ahead * 1e3, ratio,
               walks[index].bar);
        missed |= ratio < walks[index].bar;
    }
    onoffice_client_free(client);
    peer_stop(&server);
    return missed;
}
