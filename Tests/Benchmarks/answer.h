/* Answers of the API of any size: estates in German field names, escaped as PHP escapes; a file; an upload's id. */
#ifndef ANSWER_H
#define ANSWER_H

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_HEAD                                                                                                    \
    "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":[{\"data\":{\"records\":" \
    "[{"                                                                                                               \
    "\"elements\":{"
#define ANSWER_TAIL "\"}}]},\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}"

/* One record with a file of size bytes in it. NUL-terminated. Yours to free. */
static inline char *make_file_answer(size_t size, size_t *length) {
    static const char head[] = ANSWER_HEAD "\"content\":\"";
    size_t encoded = (size + 2) / 3 * 4, index;
    unsigned char *file = (unsigned char *)malloc(size + 1);
    char *text = (char *)malloc(sizeof head + encoded + sizeof ANSWER_TAIL);
    unsigned state = 1;
    if (file == NULL || text == NULL) exit(2);
    for (index = 0; index < size; index++) {
        state = state * 1664525u + 1013904223u;
        file[index] = (unsigned char)(state >> 24);
    }
    memcpy(text, head, sizeof head - 1);
    EVP_EncodeBlock((unsigned char *)text + sizeof head - 1, file, (int)size);
    memcpy(text + sizeof head - 1 + encoded, ANSWER_TAIL, sizeof ANSWER_TAIL);
    *length = sizeof head - 1 + encoded + sizeof ANSWER_TAIL - 1;
    free(file);
    return text;
}

/* What is said of a block. NUL-terminated. Yours to free. */
static inline char *make_upload_answer(size_t size, size_t *length) {
    static const char answer[] = ANSWER_HEAD "\"filesize\":85,\"tmpUploadId\":\"a17e" ANSWER_TAIL;
    char *text = (char *)malloc(sizeof answer + size);
    if (text == NULL) exit(2);
    memcpy(text, answer, sizeof answer);
    *length = sizeof answer - 1;
    return text;
}

/* One result with as many records as fit into size bytes, and at least one. NUL-terminated. Yours to free. */
static inline char *make_answer(size_t size, size_t *length) {
    static const char head[] =
        "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":[{\"actionid\":"
        "\"urn:onoffice-de-ns:smart:2.5:smartml:action:read\",\"resourceid\":\"\",\"resourcetype\":\"estate\","
        "\"cacheable\":true,\"identifier\":\"\",\"data\":{\"meta\":{\"cntabsolute\":2300},\"records\":[";
    static const char tail[] = "]},\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}";
    char *text = (char *)malloc(size + 2000);
    size_t used = sizeof head - 1;
    int id;
    if (text == NULL) exit(2);
    memcpy(text, head, used);
    for (id = 1; id == 1 || used + 600 < size; id++) {
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

#endif
