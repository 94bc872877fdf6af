/* How fast an answer is read: MB/s of onoffice_response_parse() and of the index for look-ups on 30 MB, beside a plain
 * copy and cJSON; and what a look-up costs.
 *
 * Each figure is the best of several rounds in one process, in CPU time. A parse copies the body and frees it again; so
 * does the copy it is compared with. Fails if the index is slower than it may be.
 */
#include <onoffice.h>

#include "answer.h"
#include "measure.h"

#include <cjson/cJSON.h>

#define SIZE (30u * 1000 * 1000)
#define ROUNDS 7

/* Of 30 MB: 1.5 GB/s. */
#define MOST_MS_TO_INDEX 20.0

static double now(void) { return measure_now().cpu; }

/* Prints MB/s from the best time, and how it compares. */
static void report(const char *name, size_t length, double seconds, double copy) {
    printf("  %-34s %8.2f ms %8.0f MB/s %6.1f x copy\n", name, seconds * 1e3, (double)length / 1e6 / seconds,
           seconds / copy);
}

static double best(double current, double start) {
    double seconds = now() - start;
    return seconds < current ? seconds : current;
}

/* Reads three fields of every record, as a program that prints a table. Returns how many look-ups that were. */
static int walk(const onoffice_response *response) {
    static const char *const fields[] = {"id", "elements/kaufpreis", "elements/ort"};
    int64_t count = onoffice_response_size(response, 0, "/data/records"), record;
    size_t length, sum = 0;
    int field;
    for (record = 0; record < count; record++) {
        for (field = 0; field < 3; field++) {
            char pointer[64];
            snprintf(pointer, sizeof pointer, "/data/records/%d/%s", (int)record, fields[field]);
            onoffice_response_text(response, 0, pointer, &length);
            sum += length;
        }
    }
    return sum > 0 ? (int)count * 3 : 0;
}

int main(void) {
    static const char action[] = "{\"actionid\":\"read\",\"resourcetype\":\"estate\"}";
    double copy = 1e9, parse = 1e9, index = 1e9, texts = 1e9, cjson = 1e9;
    size_t length;
    char *body = make_answer(SIZE, &length);
    onoffice_request *request = onoffice_request_new();
    int round, lookups = 0;
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

        response = onoffice_response_parse(request, 200, body, length);
        start = now();
        if (onoffice_response_kind(response, 0, "") != ONOFFICE_KIND_OBJECT) return 1;
        index = best(index, start);
        start = now();
        lookups = walk(response);
        texts = best(texts, start);
        onoffice_response_free(response);
        if (lookups == 0) return 1;

        start = now();
        document = cJSON_ParseWithLength(body, length);
        if (document == NULL) return 1;
        cJSON_Delete(document);
        cjson = best(cjson, start);
    }
    printf("An answer of %.1f MB, read and freed, best of %d:\n", (double)length / 1e6, ROUNDS);
    report("memcpy", length, copy, copy);
    report("onoffice_response_parse", length, parse, copy);
    report("index of the first look-up", length, index, copy);
    report("cJSON", length, cjson, copy);
    printf("  %d look-ups of a text: %.0f ns each\n", lookups, texts * 1e9 / lookups);
    onoffice_request_free(request);
    free(body);
    return measure_exceeds("to index 30 MB", index * 1e3, MOST_MS_TO_INDEX, "ms");
}
