/* How fast an answer is read: MB/s of onoffice_response_parse() on 30 MB, beside a plain copy and cJSON.
 *
 * Each figure is the best of several rounds in one process. A parse copies the body and frees it again; so does the
 * copy it is compared with.
 */
#include <onoffice.h>

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZE (30u * 1000 * 1000)
#define ROUNDS 7

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* An answer as the API gives it: estates in German field names, escaped as PHP escapes. */
static char *make_answer(size_t *length) {
    static const char head[] =
        "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":[{\"actionid\":"
        "\"urn:onoffice-de-ns:smart:2.5:smartml:action:read\",\"resourceid\":\"\",\"resourcetype\":\"estate\","
        "\"cacheable\":true,\"identifier\":\"\",\"data\":{\"meta\":{\"cntabsolute\":2300},\"records\":[";
    static const char tail[] = "]},\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}";
    char *text = (char *)malloc(SIZE + 2000);
    size_t used = sizeof head - 1;
    int id;
    if (text == NULL) exit(2);
    memcpy(text, head, used);
    for (id = 1; used < SIZE - 600; id++) {
        used += (size_t)sprintf(
            text + used,
            "%s{\"id\":%d,\"type\":\"estate\",\"elements\":{\"Id\":\"%d\",\"objektnr_extern\":\"JS%05d\","
            "\"objektart\":\"wohnung\",\"kaufpreis\":\"%d.00\",\"lage\":\"Ruhige Wohnlage in der N\\u00e4he des Parks, "
            "f\\u00fcnf Minuten zur U-Bahn\",\"ort\":\"K\\u00f6ln\",\"strasse\":\"M\\u00fchlenstra\\u00dfe\","
            "\"wohnflaeche\":\"%d.50\",\"anzahl_zimmer\":\"3.00\",\"url\":\"https:\\/\\/image.onoffice.de\\/%d.jpg\","
            "\"multiParkingLot\":[],\"ausstattung\":\"|balkon||keller|\",\"etage\":null}}",
            id == 1 ? "" : ",", id, id, id, 100000 + id % 900000, 40 + id % 160, id);
    }
    memcpy(text + used, tail, sizeof tail);
    *length = used + sizeof tail - 1;
    return text;
}

/* Prints MB/s from the best time, and how it compares. */
static void report(const char *name, size_t length, double seconds, double copy) {
    printf("  %-34s %8.2f ms %8.0f MB/s %6.1f x copy\n", name, seconds * 1e3, (double)length / 1e6 / seconds,
           seconds / copy);
}

static double best(double current, double start) {
    double seconds = now() - start;
    return seconds < current ? seconds : current;
}

int main(void) {
    static const char action[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\"}";
    double copy = 1e9, parse = 1e9, cjson = 1e9;
    size_t length;
    char *body = make_answer(&length);
    onoffice_request *request = onoffice_request_new();
    int round;
    onoffice_request_add(request, action, strlen(action));
    for (round = 0; round < ROUNDS; round++) {
        double start = now();
        char *other = (char *)malloc(length + 1);
        onoffice_response *response;
        cJSON *document;
        if (other == NULL) return 2;
        memcpy(other, body, length + 1);
        if (other[length / 2] != body[length / 2]) return 2; /* or the copy might be left out */
        free(other);
        copy = best(copy, start);

        start = now();
        response = onoffice_response_parse(request, 200, body, length);
        if (onoffice_response_status(response) != ONOFFICE_OK) {
            fprintf(stderr, "%s\n", onoffice_response_message(response));
            return 1;
        }
        onoffice_response_free(response);
        parse = best(parse, start);

        start = now();
        document = cJSON_ParseWithLength(body, length);
        if (document == NULL) return 1;
        cJSON_Delete(document);
        cjson = best(cjson, start);
    }
    printf("An answer of %.1f MB, read and freed, best of %d:\n", (double)length / 1e6, ROUNDS);
    report("memcpy", length, copy, copy);
    report("onoffice_response_parse", length, parse, copy);
    report("cJSON", length, cjson, copy);
    onoffice_request_free(request);
    free(body);
    return 0;
}
