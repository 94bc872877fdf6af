/* Reading single values of a result: every shape that results are known to take, and all that is no value. */
#include "reading.h"

#include <pthread.h>

/* One record of each kind that the API is known to send. The first of a pair is a pointer below the record. */
struct variant {
    const char *record, *pointer;
    int kind;
    int64_t size;
    const char *text;
};

/* clang-format off */
static const struct variant variants[] = {
    {"{\"id\":4711,\"elements\":{\"ort\":\"K\\u00f6ln\"}}", "/elements/ort", STRING, 0, "K\xc3\xb6ln"},
    {"{\"id\":12,\"elements\":[]}", "/elements", ARRAY, 0, ""},
    {"{\"id\":0,\"elements\":{\"success\":\"success\"}}", "/elements/success", STRING, 0, "success"},
    {"{\"elements\":{\"result\":\"success\"}}", "/elements/result", STRING, 0, "success"},
    {"{\"elements\":{\"result\":{\"url\":\"https:\\/\\/a.de\"}}}", "/elements/result/url", STRING, 0, "https://a.de"},
    {"{\"elements\":[{\"url\":\"a\"},{\"url\":\"b\"}]}", "/elements/1/url", STRING, 0, "b"},
    {"{\"elements\":[{\"url\":\"a\"},{\"url\":\"b\"}]}", "/elements", ARRAY, 2, ""},
    {"{\"elements\":{\"url\":\"a\"}}", "/elements/0/url", ABSENT, 0, ""},
    {"{\"elements\":[\"read\",\"edit\"]}", "/elements/0", STRING, 0, "read"},
    {"{\"id\":\"relatedIds\",\"elements\":{\"73\":[\"9\",\"10\"]}}", "/elements/73/1", STRING, 0, "10"},
    {"{\"id\":\"relatedIds\",\"elements\":{\"73\":[]}}", "/elements/73", ARRAY, 0, ""},
    {"{\"id\":\"relatedIds\",\"elements\":{}}", "/elements", OBJECT, 0, ""},
    {"{\"elements\":{\"0\":{\"name\":\"A\"},\"1\":{\"name\":\"B\"},\"07\":1}}", "/elements/1/name", STRING, 0, "B"},
    {"{\"elements\":{\"0\":{\"name\":\"A\"},\"1\":{\"name\":\"B\"},\"07\":1}}", "/elements/07", NUMBER, 0, "1"},
    {"{\"elements\":{\"label\":\"Objekt\",\"ort\":{\"type\":\"varchar\"}}}", "/elements/label", STRING, 0, "Objekt"},
    {"{\"elements\":{\"label\":\"Objekt\",\"ort\":{\"type\":\"varchar\"}}}", "/elements/ort/type", STRING, 0, "varchar"},
    {"{\"id\":\"relatedIds\"}", "/id", STRING, 0, "relatedIds"},
    {"{\"id\":18446077777783}", "/id", NUMBER, 0, "18446077777783"},
    {"{\"id\":\"0\",\"type\":null}", "/id", STRING, 0, "0"},
    {"{\"id\":1,\"type\":null}", "/type", NUL, 0, ""},
    {"{\"id\":1,\"type\":\"\"}", "/type", STRING, 0, ""},
    {"{\"id\":1,\"type\":\"agentsLog\"}", "/type", STRING, 0, "agentsLog"},
    {"{\"elements\":{\"kaufpreis\":\"299000.00\"}}", "/elements/kaufpreis", STRING, 0, "299000.00"},
    {"{\"elements\":{\"kaufpreis\":\"350.000,00 \\u20ac\"}}", "/elements/kaufpreis", STRING, 0, "350.000,00 \xe2\x82\xac"},
    {"{\"elements\":{\"ganztags\":true}}", "/elements/ganztags", BOOLEAN, 0, "true"},
    {"{\"elements\":{\"ausstattung\":\"|a||b|\"}}", "/elements/ausstattung", STRING, 0, "|a||b|"},
    {"{\"elements\":{\"Objekt_nr\":[\"1\",\"2\"]}}", "/elements/Objekt_nr", ARRAY, 2, ""},
    {"{\"elements\":{\"etage\":null}}", "/elements/etage", NUL, 0, ""},
    {"{\"elements\":{\"etage\":-1.50e2}}", "/elements/etage", NUMBER, 0, "-1.50e2"},
    {"{\"elements\":{\"a/b\":{\"~\":1}}}", "/elements/a~1b/~0", NUMBER, 0, "1"},
    {"{\"elements\":{\"stra\\u00dfe\":\"x\"}}", "/elements/stra\xc3\x9f" "e", STRING, 0, "x"},
    {"{\"elements\":{\"\":\"x\"}}", "/elements/", STRING, 0, "x"},
    {"{\"id\":1,\"id\":[2,3]}", "/id", ARRAY, 2, ""},
    {"{\"id\":[2,3],\"i\\u0064\":1}", "/id", NUMBER, 0, "1"},
    {"{\"id\":1}", "/id/0", ABSENT, 0, ""},
    {"{\"id\":[7]}", "/id/-", ABSENT, 0, ""},
    {"{\"id\":[7]}", "/id/00", ABSENT, 0, ""},
    {"{\"id\":[7]}", "/id/1", ABSENT, 0, ""},
    {"{\"id\":\"\\ud83c\\udfe0 \\ud83c\"}", "/id", STRING, 0, "\xf0\x9f\x8f\xa0 \xef\xbf\xbd"},
};
/* clang-format on */

static void every_variant_of_records(void) {
    size_t row;
    for (row = 0; row < sizeof variants / sizeof *variants; row++) {
        const struct variant *variant = &variants[row];
        onoffice_response *response = response_of(variant->record);
        char *pointer = joined("/data/records/0", variant->pointer, "");
        int good = CHECK_INT(onoffice_response_kind(response, 0, pointer), variant->kind);
        good &= CHECK_INT(onoffice_response_size(response, 0, pointer), variant->size);
        good &= CHECK_TEXT(onoffice_response_text(response, 0, pointer, NULL), variant->text);
        if (!good) printf("  %s in %s\n", variant->pointer, variant->record);
        free(pointer);
        onoffice_response_free(response);
    }
}

/* A value, and what each of the readers makes of it; NO where it refuses. */
struct scalar {
    const char *json;
    int is_integer;
    int64_t integer;
    int is_number;
    double number;
    int boolean;
};

#define NO (-1)

/* clang-format off */
static const struct scalar scalars[] = {
    {"0", 1, 0, 1, 0, 0}, {"1", 1, 1, 1, 1, 1}, {"-0", 1, 0, 1, 0, NO}, {"-17", 1, -17, 1, -17, NO},
    {"\"0\"", 1, 0, 1, 0, 0}, {"\"1\"", 1, 1, 1, 1, 1}, {"\"4711\"", 1, 4711, 1, 4711, NO},
    {"\"007\"", 1, 7, 1, 7, NO}, {"\"\\u0034\\u0032\"", 1, 42, 1, 42, NO},
    {"true", 0, 0, 0, 0, 1}, {"false", 0, 0, 0, 0, 0}, {"\"true\"", 0, 0, 0, 0, 1}, {"\"false\"", 0, 0, 0, 0, 0},
    {"\"TRUE\"", 0, 0, 0, 0, NO}, {"\"yes\"", 0, 0, 0, 0, NO}, {"2", 1, 2, 1, 2, NO},
    {"\"299000.00\"", 0, 0, 1, 299000, NO}, {"1.5", 0, 0, 1, 1.5, NO}, {"1e3", 0, 0, 1, 1000, NO},
    {"\"-2.5E-1\"", 0, 0, 1, -0.25, NO}, {"1.0", 0, 0, 1, 1, NO},
    {"9223372036854775807", 1, INT64_MAX, 1, 9223372036854775807.0, NO},
    {"-9223372036854775808", 1, INT64_MIN, 1, -9223372036854775808.0, NO},
    {"9223372036854775808", 0, 0, 1, 9223372036854775808.0, NO},
    {"\"18446744073709551616\"", 0, 0, 1, 18446744073709551616.0, NO},
    {"1e400", 0, 0, 0, 0, NO}, {"\"-1e400\"", 0, 0, 0, 0, NO}, {"1e-400", 0, 0, 1, 0, NO},
    {"0.1", 0, 0, 1, 0.1, NO}, {"\" 12\"", 0, 0, 0, 0, NO}, {"\"12 \"", 0, 0, 0, 0, NO}, {"\"+12\"", 0, 0, 0, 0, NO},
    {"\"\"", 0, 0, 0, 0, NO}, {"\"-\"", 0, 0, 0, 0, NO}, {"\"1,5\"", 0, 0, 0, 0, NO},
    {"\"350.000,00\"", 0, 0, 0, 0, NO}, {"\"0x10\"", 0, 0, 0, 0, NO}, {"\"nan\"", 0, 0, 0, 0, NO},
    {"\"inf\"", 0, 0, 0, 0, NO}, {"\"1\\u0000\"", 0, 0, 0, 0, NO}, {"null", 0, 0, 0, 0, NO}, {"[]", 0, 0, 0, 0, NO},
    {"[1]", 0, 0, 0, 0, NO}, {"{}", 0, 0, 0, 0, NO}, {"{\"a\":1}", 0, 0, 0, 0, NO},
};
/* clang-format on */

static void every_scalar(void) {
    size_t row;
    for (row = 0; row < sizeof scalars / sizeof *scalars; row++) {
        const struct scalar *scalar = &scalars[row];
        onoffice_response *response = response_of(scalar->json);
        int64_t integer = 77;
        double number = 77;
        int boolean = 77, good;
        good = CHECK_INT(onoffice_response_integer(response, 0, RECORD, &integer), scalar->is_integer ? 0 : PROTOCOL);
        good &= CHECK_INT(integer, scalar->is_integer ? scalar->integer : 77);
        good &= CHECK_INT(onoffice_response_number(response, 0, RECORD, &number), scalar->is_number ? 0 : PROTOCOL);
        good &= CHECK(number == (scalar->is_number ? scalar->number : 77));
        good &= CHECK_INT(onoffice_response_boolean(response, 0, RECORD, &boolean),
                          scalar->boolean == NO ? PROTOCOL : ONOFFICE_OK);
        good &= CHECK_INT(boolean, scalar->boolean == NO ? 77 : scalar->boolean);
        if (!good) printf("  %s\n", scalar->json);
        onoffice_response_free(response);
    }
}

static void every_wrong_argument(void) {
    static const char *const malformed[] = {"data", " /data", "#/data", "/~", "/data~2", "/a/~", "/\xff", "/\xc3"};
    onoffice_response *response = response_of("{\"id\":1}");
    size_t row;
    check_refusal(NULL, 0, "");
    check_refusal(response, 0, NULL);
    check_refusal(response, -1, "");
    check_refusal(response, 1, "");
    check_refusal(response, INT_MAX, "");
    check_refusal(response, INT_MIN, "");
    for (row = 0; row < sizeof malformed / sizeof *malformed; row++)
        check_refusal(response, 0, malformed[row]);
    CHECK_INT(onoffice_response_integer(response, 0, "/data/records/0/id", NULL), ARGUMENT);
    CHECK_INT(onoffice_response_number(response, 0, "/data/records/0/id", NULL), ARGUMENT);
    CHECK_INT(onoffice_response_boolean(response, 0, "/data/records/0/id", NULL), ARGUMENT);
    onoffice_response_free(response);
}

static void results_that_are_missing(void) {
    onoffice_request *request = reads(2);
    onoffice_response *response =
        parse(request, 200,
              "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":"
              "[{\"data\":{},\"status\":{\"errorcode\":0}}]}}");
    CHECK_INT(onoffice_response_kind(response, 0, ""), OBJECT);
    CHECK_INT(onoffice_response_kind(response, 1, ""), ABSENT);
    CHECK_INT(onoffice_response_size(response, 1, "/data"), 0);
    CHECK_TEXT(onoffice_response_text(response, 1, "/data", NULL), "");
    CHECK_TEXT(onoffice_response_json(response, 1, "", NULL), "");
    CHECK_INT(onoffice_response_kind(response, 1, "data"), ARGUMENT);
    onoffice_response_free(response);
    response = parse(request, 200, "no JSON at all");
    CHECK_INT(onoffice_response_kind(response, 0, ""), ABSENT);
    CHECK_INT(onoffice_response_kind(response, 1, "/data"), ABSENT);
    onoffice_response_free(response);
    onoffice_request_free(request);
}

static void texts_are_kept_once(void) {
    onoffice_response *response = response_of("{\"a\":\"N\\u00e4he\",\"b\":\"\",\"c\":\"x\\u0000y\",\"d\":12}");
    size_t length = 77;
    const char *text = onoffice_response_text(response, 0, RECORD "/a", &length);
    int round;
    CHECK_INT(length, 5);
    for (round = 0; round < 1000; round++)
        if (!CHECK(onoffice_response_text(response, 0, RECORD "/a", NULL) == text)) break;
    CHECK_TEXT(onoffice_response_text(response, 0, RECORD "/b", &length), "");
    CHECK_INT(length, 0);
    CHECK(memcmp(onoffice_response_text(response, 0, RECORD "/c", &length), "x\0y", 4) == 0);
    CHECK_INT(length, 3);
    CHECK(onoffice_response_text(response, 0, RECORD "/d", &length) ==
          onoffice_response_text(response, 0, RECORD "/d", NULL));
    CHECK_INT(length, 2);
    CHECK_TEXT(text, "N\xc3\xa4he");
    onoffice_response_free(response);
}

static void keys_in_their_order(void) {
    onoffice_response *response = response_of("{\"b\":1,\"stra\\u00dfe\":[{}],\"b\":{},\"\":4}");
    size_t length = 77;
    CHECK_INT(onoffice_response_size(response, 0, RECORD), 4);
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, 0, &length), "b");
    CHECK_INT(length, 1);
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, 1, &length), "stra\xc3\x9f"
                                                                       "e");
    CHECK_INT(length, 7);
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, 2, NULL), "b");
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, 3, &length), "");
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, 4, &length), "");
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, -1, &length), "");
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, INT64_MAX, &length), "");
    CHECK_TEXT(onoffice_response_key(response, 0, RECORD, INT64_MIN, &length), "");
    CHECK_TEXT(onoffice_response_key(response, 0, "/data/records", 0, &length), "");
    CHECK_INT(length, 0);
    onoffice_response_free(response);
}

static void json_is_a_part_of_the_body(void) {
    onoffice_response *response = response_of("{\"a\" : [ 1, {\"b\":\"\\u00fc\"} ] ,\"c\":[ ]}");
    size_t length, whole;
    const char *body = onoffice_response_body(response, NULL);
    const char *json = onoffice_response_json(response, 0, RECORD "/a", &length);
    CHECK_INT(length, strlen("[ 1, {\"b\":\"\\u00fc\"} ]"));
    CHECK(json == strstr(body, "[ 1,"));
    CHECK(onoffice_response_json(response, 0, RECORD "/c", &length) == strstr(body, "[ ]"));
    CHECK_INT(length, 3);
    CHECK(onoffice_response_json(response, 0, "", &length) == onoffice_response_result(response, 0, &whole));
    CHECK_INT(length, whole);
    onoffice_response_free(response);
}

#define RECORDS 3000

static onoffice_response *shared;
static const char *first_texts[RECORDS];

static void *read_records(void *context) {
    int number, *faults = (int *)context;
    for (number = 0; number < RECORDS; number++) {
        char pointer[64], expected[64];
        const char *text, *none = NULL;
        int64_t id = -1;
        snprintf(pointer, sizeof pointer, "/data/records/%d/id", number);
        if (onoffice_response_integer(shared, 0, pointer, &id) != ONOFFICE_OK || id != number) ++*faults;
        snprintf(pointer, sizeof pointer, "/data/records/%d/elements/ort", number);
        snprintf(expected, sizeof expected, "K\xc3\xb6ln %d", number);
        text = onoffice_response_text(shared, 0, pointer, NULL);
        if (strcmp(text, expected) != 0) ++*faults;
        if (!__atomic_compare_exchange_n(&first_texts[number], &none, text, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) &&
            none != text)
            ++*faults;
    }
    return NULL;
}

/* Threads that make the index and the texts at the same time see one of each. */
static void threads_read_the_same_response(void) {
    enum {
        threads = 8
    };
    pthread_t thread[threads];
    int faults[threads] = {0}, index;
    char *records = bytes(RECORDS * 64);
    size_t used = 0;
    for (index = 0; index < RECORDS; index++)
        used += (size_t)sprintf(records + used, "%s{\"id\":%d,\"elements\":{\"ort\":\"K\\u00f6ln %d\"}}",
                                index == 0 ? "" : ",", index, index);
    shared = response_of(records);
    for (index = 0; index < threads; index++)
        pthread_create(&thread[index], NULL, read_records, &faults[index]);
    for (index = 0; index < threads; index++) {
        pthread_join(thread[index], NULL);
        CHECK_INT(faults[index], 0);
    }
    CHECK_INT(onoffice_response_size(shared, 0, "/data/records"), RECORDS);
    onoffice_response_free(shared);
    free(records);
}

/* The point stays a point in a process whose locale has a comma. */
static void numbers_do_not_depend_on_the_locale(void) {
    onoffice_response *response = response_of("\"299000.50\"");
    double value = 0;
    use_german_locale();
    CHECK_INT(strtod("1,5", NULL) * 10, 15);
    CHECK_INT(onoffice_response_number(response, 0, RECORD, &value), ONOFFICE_OK);
    CHECK(value == 299000.5);
    onoffice_response_free(response);
}

int main(void) {
    RUN(every_variant_of_records);
    RUN(every_scalar);
    RUN(every_wrong_argument);
    RUN(results_that_are_missing);
    RUN(texts_are_kept_once);
    RUN(keys_in_their_order);
    RUN(json_is_a_part_of_the_body);
    RUN(threads_read_the_same_response);
    RUN(numbers_do_not_depend_on_the_locale);
    return check_report("reading");
}
