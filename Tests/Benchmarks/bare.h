/* The floor: a libcurl handle used as well as one can by hand, which keeps its connection and its buffer, and checks
 * nothing but the HTTP status. It sends the same bytes as libonoffice, but signs them only once.
 */
#ifndef BARE_H
#define BARE_H

#include "peer.h"

#include <curl/curl.h>
#include <onoffice.h>

typedef struct bare {
    CURL *handle;
    char *memory; /* the answer; kept from one to the next */
    size_t used, capacity;
} bare;

/* Makes room for that much. */
static inline int bare_reserve(bare *self, size_t capacity) {
    char *memory;
    if (capacity <= self->capacity) return 1;
    memory = (char *)realloc(self->memory, capacity);
    if (memory == NULL) return 0;
    self->memory = memory;
    self->capacity = capacity;
    return 1;
}

static inline size_t bare_write(char *bytes, size_t size, size_t count, void *context) {
    bare *self = (bare *)context;
    size_t length = size * count, needed = self->used + length, doubled = self->capacity * 2;
    if (needed > self->capacity && !bare_reserve(self, needed > doubled ? needed : doubled)) return 0;
    memcpy(self->memory + self->used, bytes, length);
    self->used += length;
    return length;
}

static inline void bare_set(CURLcode code) {
    if (code != CURLE_OK) peer_fail(curl_easy_strerror(code));
}

static inline struct curl_slist *bare_headers(void) {
    static struct curl_slist *headers;
    if (headers == NULL) {
        headers = curl_slist_append(NULL, "Content-Type: application/json");
        headers = curl_slist_append(headers, "Accept: application/json");
        headers = curl_slist_append(headers, "Expect:");
    }
    return headers;
}

/* A handle that posts body, which must stay where it is. An empty ca leaves libcurl its defaults. */
static inline void bare_open(bare *self, const char *url, const char *ca, const char *body, size_t length) {
    CURL *handle = curl_easy_init();
    char agent[64];
    memset(self, 0, sizeof *self);
    if (handle == NULL || !bare_reserve(self, 16 * 1024)) peer_fail("no libcurl");
    self->handle = handle;
    bare_set(curl_easy_setopt(handle, CURLOPT_URL, url));
    bare_set(curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body));
    bare_set(curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length));
    bare_set(curl_easy_setopt(handle, CURLOPT_HTTPHEADER, bare_headers()));
    snprintf(agent, sizeof agent, "libonoffice/%s", onoffice_version());
    bare_set(curl_easy_setopt(handle, CURLOPT_USERAGENT, agent));
    bare_set(curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip"));
    bare_set(curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, bare_write));
    bare_set(curl_easy_setopt(handle, CURLOPT_WRITEDATA, self));
    bare_set(curl_easy_setopt(handle, CURLOPT_PRIVATE, self));
    bare_set(curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
    bare_set(curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L));
    bare_set(curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 256 * 1024L));
    bare_set(curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, 10000L));
    bare_set(curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 120000L));
    bare_set(curl_easy_setopt(handle, CURLOPT_PROXY, ""));
    if (*ca != '\0') {
        bare_set(curl_easy_setopt(handle, CURLOPT_CAINFO, ca));
        bare_set(curl_easy_setopt(handle, CURLOPT_CAPATH, (char *)NULL));
    }
}

static inline void bare_check(const bare *self, CURLcode code) {
    long status = 0;
    curl_easy_getinfo(self->handle, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK || status != 200) peer_fail(code != CURLE_OK ? curl_easy_strerror(code) : "not HTTP 200");
}

static inline void bare_send(bare *self) {
    self->used = 0;
    bare_check(self, curl_easy_perform(self->handle));
}

static inline void bare_close(bare *self) {
    curl_easy_cleanup(self->handle);
    free(self->memory);
}

#endif
