/* How fast an answer is read: MB/s of onoffice_response_parse() on 30 MB, beside a plain copy and cJSON.
 *
 * Each figure is the best of several rounds in one process. A parse copies the body and frees it again; so does the
 * copy it is compared with.
 */
#include <onoffice.h>

#include "answer.h"

#include <cjson/cJSON.h>
#include <time.h>

#define SIZE (30u * 1000 * 1000)
#define ROUNDS 7

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
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
    char *body = make_answer(SIZE, &length);
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
