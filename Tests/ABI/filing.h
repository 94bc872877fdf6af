/* A peer that keeps files as the API does: it decodes and hashes the blocks of an upload as they come, notes the step
 * that ends it, and answers a read with a file. At one step it can be made to fail. */
#ifndef FILING_H
#define FILING_H

#include "peer.h"

#include <dirent.h>
#include <openssl/evp.h>

#define FILING_ID "a17e\\/\\u00e9-1" /* as it stands in the JSON, which is to come back byte for byte */
#define FILING_ENDING "{\"module\":\"estate\",\"relatedRecordId\":417,\"Art\":\"Foto\"}"

typedef enum filing_fault {
    FILING_IS_WELL,
    FILING_REFUSES,     /* error 129 of the API */
    FILING_BREAKS_DOWN, /* HTTP 500 and a page */
    FILING_LEAVES,      /* closes the connection, the request read */
    FILING_TURNS_AWAY,  /* HTTP 503 with Retry-After, once */
    FILING_GIVES_NO_ID, /* success, and nothing to go on with */
    FILING_GIVES_EMPTY_ID,
    FILING_HOLDS /* answers only with a permit of peer_permit() */
} filing_fault;

typedef struct digest {
    unsigned char bytes[32];
} digest;

/* Its numbers are to be read when it is stopped. */
typedef struct filing {
    struct peer peer; /* the first, since its script is given nothing else */
    filing_fault fault;
    int at;                       /* the step at which it fails, from 0 */
    int steps, blocks, strangers; /* strangers: steps that had not the id, after the first */
    long long bytes;
    EVP_MD_CTX *hash;
    struct digest digest; /* of all that came */
    char ending[2048];    /* the parameters of the last step that was no block */
} filing;

static inline int same_digest(digest left, digest right) { return memcmp(left.bytes, right.bytes, 32) == 0; }

static inline digest digest_of(const void *memory, size_t size) {
    digest result;
    if (EVP_Digest(memory, size, result.bytes, NULL, EVP_sha256(), NULL) != 1) exit(2);
    return result;
}

/* Bytes of which no two stretches are alike. Yours to free. */
static inline char *content(size_t size, unsigned seed) {
    unsigned long long state = 0x9E3779B97F4A7C15ull * (seed + 1);
    char *memory = bytes(size + 8);
    size_t index;
    for (index = 0; index < size; index += 8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        memcpy(memory + index, &state, 8);
    }
    return memory;
}

/* Adds a block, decoded by itself. */
static inline void filing_take(filing *self, const char *text, size_t length) {
    unsigned char *block = (unsigned char *)bytes(length + 4);
    int count = length == 0 ? 0 : EVP_DecodeBlock(block, (const unsigned char *)text, (int)length);
    if (length > 0 && text[length - 1] == '=') count--;
    if (length > 1 && text[length - 2] == '=') count--;
    if (count < 0) exit(2);
    EVP_DigestUpdate(self->hash, block, (size_t)count);
    self->bytes += count;
    self->blocks++;
    free(block);
}

/* Reads one step, which is the only action of its request. */
static inline void filing_read(filing *self, const char *request) {
    static const char id[] = "\"tmpUploadId\":\"" FILING_ID "\"";
    const char *parameters = strstr(request, "\"parameters\":") + 13;
    const char *end = strstr(parameters, ",\"resourceid\":");
    if (self->steps > 0 && strstr(parameters, id) == NULL) self->strangers++;
    if (strncmp(parameters, "{\"data\":\"", 9) == 0)
        filing_take(self, parameters + 9, strcspn(parameters + 9, "\""));
    else
        snprintf(self->ending, sizeof self->ending, "%.*s", (int)(end - parameters), parameters);
}

static inline int filing_say(peer_connection *self, int code, const char *elements) {
    char body[600];
    snprintf(body, sizeof body,
             "{\"status\":{\"code\":%d,\"errorcode\":%d,\"message\":\"\"},\"response\":{\"results\":[{"
             "\"data\":{\"records\":[{\"id\":0,\"type\":\"\",\"elements\":{%s}}]},"
             "\"status\":{\"errorcode\":%d,\"message\":\"%s\"}}]}}",
             code ? 500 : 200, code ? 97 : 0, elements, code, code ? "no such upload" : "OK");
    return peer_say_http(self, "200 OK", "Content-Type: application/json\r\n", body);
}

/* The script of the peer. */
static inline void filing_serve(peer_connection *self) {
    filing *files = (filing *)self->peer;
    int goes_on = 1;
    while (goes_on && peer_read(self)) {
        char elements[200];
        filing_fault fault = files->steps == files->at ? files->fault : FILING_IS_WELL;
        if (fault == FILING_TURNS_AWAY) {
            files->fault = FILING_IS_WELL;
            goes_on = peer_say_http(self, "503 Service Unavailable", "Retry-After: 0\r\n", "later");
            continue;
        }
        filing_read(files, self->request);
        files->steps++;
        snprintf(elements, sizeof elements, "\"filesize\":%lld%s", files->bytes,
                 fault == FILING_GIVES_NO_ID      ? ""
                 : fault == FILING_GIVES_EMPTY_ID ? ",\"tmpUploadId\":\"\""
                                                  : ",\"tmpUploadId\":\"" FILING_ID "\",\"success\":\"success\"");
        if (fault == FILING_LEAVES) return;
        if (fault == FILING_HOLDS && !peer_take_permit(&files->peer)) return;
        if (fault == FILING_BREAKS_DOWN)
            goes_on = peer_say_http(self, "500 Internal Server Error", "", "<h1>Oops</h1>");
        else
            goes_on = filing_say(self, fault == FILING_REFUSES ? 129 : 0, elements);
        peer_note(&files->peer, &files->peer.answers);
    }
}

/* Starts it; it fails at that step, from 0. */
static inline void filing_start(filing *self, filing_fault fault, int at) {
    memset(self, 0, sizeof *self);
    peer_start(&self->peer, filing_serve, 0);
    self->fault = fault;
    self->at = at;
    self->hash = EVP_MD_CTX_new();
    if (self->hash == NULL || EVP_DigestInit_ex(self->hash, EVP_sha256(), NULL) != 1) exit(2);
}

static inline void filing_stop(filing *self) {
    peer_stop(&self->peer);
    if (EVP_DigestFinal_ex(self->hash, self->digest.bytes, NULL) != 1) exit(2);
    EVP_MD_CTX_free(self->hash);
}

static char scratch_folder[64];

/* How many files are left in the folder of this test; removes them if so asked. */
static inline int scratch_files(int remove_them) {
    char path[400];
    int count = 0;
    struct dirent *entry;
    DIR *folder = opendir(scratch_folder);
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        count++;
        snprintf(path, sizeof path, "%s/%s", scratch_folder, entry->d_name);
        if (remove_them) unlink(path);
    }
    if (folder != NULL) closedir(folder);
    return count;
}

static inline void scratch_end(void) {
    scratch_files(1);
    rmdir(scratch_folder);
}

/* A name for a file of this test, in a folder that is made for it; "" for the folder. */
static inline const char *scratch(const char *name) {
    static char path[4][300];
    static int turn;
    char *result = path[turn++ % 4];
    if (scratch_folder[0] == '\0') {
        snprintf(scratch_folder, sizeof scratch_folder, "/tmp/onoffice-files-XXXXXX");
        if (mkdtemp(scratch_folder) == NULL) exit(2);
        atexit(scratch_end);
    }
    snprintf(result, sizeof path[0], "%s%s%s", scratch_folder, *name ? "/" : "", name);
    return result;
}

static inline void write_file(const char *path, const void *memory, size_t size) {
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(memory, 1, size, file) != size || fclose(file) != 0) exit(2);
}

/* Waits for the end and checks the status; tells why when it is not the one that was expected. */
static inline const onoffice_response *carried(onoffice_transfer *transfer, int status) {
    const onoffice_response *response;
    CHECK_INT(onoffice_transfer_poll(transfer, PEER_PATIENCE * 1000), 1);
    response = onoffice_transfer_response(transfer);
    if (!CHECK_INT(onoffice_response_status(response), status)) printf("  %s\n", onoffice_response_message(response));
    return response;
}

#endif
