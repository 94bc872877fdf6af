/* What reading.c needs: responses around a record, refusals, and a locale with a decimal comma. */
#ifndef READING_H
#define READING_H

#include "support.h"

#include <limits.h>
#include <locale.h>
#include <unistd.h>

#define ABSENT ONOFFICE_KIND_ABSENT
#define NUL ONOFFICE_KIND_NULL
#define BOOLEAN ONOFFICE_KIND_BOOLEAN
#define NUMBER ONOFFICE_KIND_NUMBER
#define STRING ONOFFICE_KIND_STRING
#define ARRAY ONOFFICE_KIND_ARRAY
#define OBJECT ONOFFICE_KIND_OBJECT
#define ARGUMENT ONOFFICE_ERROR_ARGUMENT
#define PROTOCOL ONOFFICE_ERROR_PROTOCOL

#define RECORD "/data/records/0"

/* A response with one result and these records in it. Yours to free. */
static inline onoffice_response *response_of(const char *records) {
    onoffice_request *request = reads(1);
    char *body = joined("{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":"
                        "[{\"actionid\":\"\",\"data\":{\"meta\":{\"cntabsolute\":1},\"records\":[",
                        records, "]},\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}");
    onoffice_response *response = parse(request, 200, body);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    free(body);
    onoffice_request_free(request);
    return response;
}

/* No function finds anything, and each says so in its way. */
static inline void check_refusal(const onoffice_response *response, int index, const char *pointer) {
    int64_t integer = 77;
    double number = 77;
    int boolean = 77, good;
    size_t text = 77, key = 77, json = 77;
    good = CHECK_INT(onoffice_response_kind(response, index, pointer), ARGUMENT);
    good &= CHECK_INT(onoffice_response_size(response, index, pointer), ARGUMENT);
    good &= CHECK_TEXT(onoffice_response_text(response, index, pointer, &text), "");
    good &= CHECK_INT(onoffice_response_integer(response, index, pointer, &integer), ARGUMENT);
    good &= CHECK_INT(onoffice_response_number(response, index, pointer, &number), ARGUMENT);
    good &= CHECK_INT(onoffice_response_boolean(response, index, pointer, &boolean), ARGUMENT);
    good &= CHECK_TEXT(onoffice_response_key(response, index, pointer, 0, &key), "");
    good &= CHECK_TEXT(onoffice_response_json(response, index, pointer, &json), "");
    good &= CHECK(integer == 77 && number == 77 && boolean == 77);
    good &= CHECK(text == 0 && key == 0 && json == 0);
    if (!good) printf("  index %d, pointer %s\n", index, pointer == NULL ? "NULL" : pointer);
}

/* Makes a locale with a decimal comma, since most machines have none, and lets this process have it. */
static inline void use_german_locale(void) {
    char folder[] = "/tmp/onoffice-locale-XXXXXX", command[256];
    if (!CHECK(mkdtemp(folder) != NULL)) return;
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8", folder);
    CHECK_INT(system(command), 0);
    setenv("LOCPATH", folder, 1);
    CHECK(setlocale(LC_ALL, "de_DE.UTF-8") != NULL);
    snprintf(command, sizeof command, "rm -r %s", folder);
    CHECK_INT(system(command), 0);
}

#endif
