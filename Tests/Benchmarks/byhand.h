/* The whole job by hand, as a program without libonoffice has to do it: a body signed for each call with libcrypto, sent
 * with a kept libcurl handle, read with cJSON.
 */
#ifndef BYHAND_H
#define BYHAND_H

#include "bare.h"
#include "ours.h"

#include <cjson/cJSON.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <time.h>

#define BYHAND_BODY 4096

typedef struct byhand {
    bare curl;
    char body[BYHAND_BODY];
} byhand;

/* The request of ours.h with the time of now. */
static inline void byhand_sign(char *body) {
    char message[256], signature[64];
    unsigned char digest[32];
    unsigned int length = sizeof digest;
    int size = snprintf(message, sizeof message, "%ld%s%s%s", (long)time(NULL), OURS_TOKEN, "estate",
                        "urn:onoffice-de-ns:smart:2.5:smartml:action:read");
    HMAC(EVP_sha256(), OURS_SECRET, (int)strlen(OURS_SECRET), (const unsigned char *)message, (size_t)size, digest,
         &length);
    EVP_EncodeBlock((unsigned char *)signature, digest, sizeof digest);
    snprintf(body, BYHAND_BODY,
             "{\"token\":\"%s\",\"request\":{\"actions\":[{\"actionid\":\"urn:onoffice-de-ns:smart:2.5:smartml:action:"
             "read\",\"identifier\":\"\",\"parameters\":%s,\"resourceid\":\"\",\"resourcetype\":\"estate\","
             "\"timestamp\":%.10s,\"hmac_version\":2,\"hmac\":\"%s\"}]}}",
             OURS_TOKEN, OURS_PARAMETERS, message, signature);
}

static inline int byhand_code(const cJSON *object) {
    const cJSON *code =
        cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(object, "status"), "errorcode");
    return cJSON_IsNumber(code) ? code->valueint : -1;
}

static inline void byhand_read(const bare *curl) {
    cJSON *answer = cJSON_ParseWithLength(curl->memory, curl->used);
    const cJSON *response = cJSON_GetObjectItemCaseSensitive(answer, "response");
    const cJSON *results = cJSON_GetObjectItemCaseSensitive(response, "results");
    if (byhand_code(answer) != 0 || byhand_code(cJSON_GetArrayItem(results, 0)) != 0) peer_fail("not the answer");
    cJSON_Delete(answer);
}

static inline void byhand_open(byhand *self, const char *url, const char *ca) {
    byhand_sign(self->body);
    bare_open(&self->curl, url, ca, self->body, strlen(self->body));
}

static inline void byhand_send(byhand *self) {
    byhand_sign(self->body); /* always as long as the one before */
    bare_send(&self->curl);
    byhand_read(&self->curl);
}

#endif
