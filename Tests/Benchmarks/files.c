/* A file of 100 MB, sent and fetched by libonoffice over https, beside libcurl that posts and receives the same bytes.
 *
 *     files FOLDER    with the server and its certificates in it
 *
 * What the floor sends was encoded before, and what it receives is decoded by libcrypto when all of it is there. Exit
 * code 1 if a bar is missed.
 */
#include "bare.h"
#include "ours.h"
#include "process.h"
#include "series.h"

#include <openssl/evp.h>

#define SIZE 100000000L
#define BLOCK (1L << 20)
#define ROUNDS 7
#define BAR 1.3
#define MEMORY_BAR 12.0 /* MB */

static char path[] = "/tmp/onoffice-bench-XXXXXX";

static void make_file(void) {
    long size;
    char *memory = (char *)malloc(BLOCK);
    int descriptor = mkstemp(path);
    if (memory == NULL || descriptor < 0) peer_fail("no file for the benchmark");
    for (size = 0; size < BLOCK; size++)
        memory[size] = (char)(size * 2654435761u >> 13);
    for (size = SIZE; size > 0; size -= BLOCK)
        if (write(descriptor, memory, (size_t)(size < BLOCK ? size : BLOCK)) < 0)
            peer_fail("no file for the benchmark");
    close(descriptor);
    free(memory);
}

/* Waits for the end of a transfer, which is to have carried all of it. */
static void finish(onoffice_transfer *transfer) {
    while (onoffice_transfer_poll(transfer, -1) == 0)
        continue;
    ours_check(onoffice_transfer_response(transfer));
    if (onoffice_transfer_done(transfer) != SIZE) peer_fail("not the whole file");
    onoffice_transfer_free(transfer);
}

static void upload(onoffice_client *client) { finish(onoffice_client_upload(client, path, NULL, 0, 0)); }

static void download(onoffice_client *client) {
    static const char action[] = "{\"actionid\":\"get\",\"resourcetype\":\"file\",\"resourceid\":\"estate\"}";
    finish(onoffice_client_download(client, action, sizeof action - 1, path));
}

/* Posts as often, and as much, as an upload does. */
static void post(bare *curl) {
    long sent;
    for (sent = 0; sent < SIZE; sent += BLOCK)
        bare_send(curl);
}

/* Receives the answer, decodes the file in it and writes it. */
static void receive(bare *curl) {
    char *start, *end;
    int length;
    FILE *file = fopen(path, "wb");
    bare_send(curl);
    start = (char *)memmem(curl->memory, curl->used, "\"content\":\"", 11);
    end = start ? (char *)memchr(start + 11, '"', curl->used - (size_t)(start + 11 - curl->memory)) : NULL;
    if (file == NULL || end == NULL) peer_fail("no file in the answer");
    length = EVP_DecodeBlock((unsigned char *)start + 11, (unsigned char *)start + 11, (int)(end - start - 11));
    if (length < SIZE || fwrite(start + 11, 1, SIZE, file) != SIZE || fclose(file) != 0)
        peer_fail("no file in the answer");
}

/* Extra memory at the peak of one transfer, in MB. */
static double peak_of(void transfer(onoffice_client *client), onoffice_client *client) {
    long before = process_resident();
    process_forget_peak();
    transfer(client);
    return (double)(process_peak() - before) / 1e6;
}

static int compare(const char *what, const char *floor_name, const char *name, const peer *server, size_t body,
                   void floor(bare *curl), void transfer(onoffice_client *client)) {
    static series own, others;
    onoffice_client *client = ours_client(server, 1, name, server->ca);
    onoffice_request *request = ours_request();
    char url[128], *bytes = (char *)malloc(body), label[80];
    bare curl;
    double memory;
    int round, missed;
    own.count = others.count = 0;
    if (bytes == NULL) peer_fail("no memory");
    memset(bytes, 'A', body);
    if (strcmp(name, "upload") == 0) ours_send(client, request); /* the connection, and what all calls share */
    memory = peak_of(transfer, client);
    peer_url(server, 1, name, url);
    bare_open(&curl, url, server->ca, bytes, body);
    bare_set(curl_easy_setopt(curl.handle, CURLOPT_UPLOAD_BUFFERSIZE, 2L << 20)); /* its best */
    floor(&curl);
    for (round = 0; round < ROUNDS; round++) {
        measure start = measure_now();
        floor(&curl);
        series_add(&others, start, 1);
        start = measure_now();
        transfer(client);
        series_add(&own, start, 1);
    }
    series_print(floor_name, &others, &others);
    series_print(what, &own, &others);
    snprintf(label, sizeof label, "%s, CPU beside libcurl's", what);
    missed = measure_exceeds(label, series_ratio(&own, &others), BAR, "x");
    snprintf(label, sizeof label, "%s, memory at its peak", what);
    missed += measure_exceeds(label, memory, MEMORY_BAR, "MB");
    onoffice_request_free(request);
    onoffice_client_free(client);
    bare_close(&curl);
    free(bytes);
    return missed;
}

int main(int count, char **arguments) {
    peer server;
    int missed;
    /* What surrounds a block of data in its request. */
    size_t body = (BLOCK + 2) / 3 * 4 + 450;
    if (count != 2) return 2;
    measure_on_core(0);
    peer_start(&server, arguments[1], 1);
    make_file();
    printf("https, a file of %.0f MB in %ld blocks, best of %d:\n", SIZE / 1e6, (SIZE + BLOCK - 1) / BLOCK, ROUNDS);
    missed = compare("onoffice_client_upload", "libcurl, encoded before", "upload", &server, body, post, upload);
    missed += compare("onoffice_client_download", "libcurl, then libcrypto and a file", "file", &server, 300, receive,
                      download);
    unlink(path);
    peer_stop(&server);
    return missed > 0;
}
