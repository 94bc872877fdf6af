/* A peer that answers with a file in base64, in pieces of any size, and fails as often as it is told to. */
#ifndef SERVING_H
#define SERVING_H

#include "filing.h"

#define SERVING_HEAD "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":[{"
#define SERVING_TAIL "}]},\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}"
/* What stands around the text of a file in an answer. */
#define SERVING_BEFORE                                                                                                 \
    SERVING_HEAD                                                                                                       \
    "\"cacheable\":true,\"data\":{\"meta\":{},\"records\":[{\"id\":7,\"elements\":{\"name\":\"a\",\"content\":\""
#define SERVING_AFTER "\",\"size\":1}" SERVING_TAIL
#define READ_FILE                                                                                                      \
    "{\"actionid\":\"get\",\"resourcetype\":\"file\",\"resourceid\":\"estate\",\"parameters\":{\"fileid\":7}}"

typedef struct serving {
    struct peer peer; /* the first, since its script is given nothing else */
    char *body;       /* what it answers */
    size_t piece;     /* bytes of a chunk; 0 sends all in one, with its length */
    int failures;     /* so many first answers are cut in the middle */
    int holds;        /* 1: in the middle it waits for a permit of peer_permit() */
    char asked[4096]; /* the last request, or its beginning */
} serving;

static inline int serving_say(peer_connection *self, const char *text, size_t length, size_t piece) {
    char size[32];
    size_t start;
    for (start = 0; start < length; start += piece) {
        size_t count = length - start < piece ? length - start : piece;
        snprintf(size, sizeof size, "%lx\r\n", (unsigned long)count);
        if (!peer_say(self, size, strlen(size)) || !peer_say(self, text + start, count) || !peer_say(self, "\r\n", 2))
            return 0;
    }
    return 1;
}

static inline void serving_serve(peer_connection *self) {
    static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    serving *files = (serving *)self->peer;
    while (peer_read(self)) {
        size_t length = strlen(files->body), half = length / 2;
        int fails = files->failures > 0;
        if (fails) files->failures--;
        snprintf(files->asked, sizeof files->asked, "%s", self->request);
        if (files->piece == 0) {
            if (!peer_say_http(self, "200 OK", "", files->body)) return;
            continue;
        }
        if (!peer_say(self, head, strlen(head)) || !serving_say(self, files->body, half, files->piece) || fails) return;
        if (files->holds) {
            peer_note(&files->peer, &files->peer.answers);
            if (!peer_take_permit(&files->peer)) return;
        }
        if (!serving_say(self, files->body + half, length - half, files->piece) || !peer_say(self, "0\r\n\r\n", 5))
            return;
    }
}

/* The bytes in base64, slashes escaped if so asked. Yours to free. */
static inline char *base64(const char *memory, size_t size, int escapes) {
    char *plain = bytes(size / 3 * 4 + 5), *text, *end;
    const char *letter;
    EVP_EncodeBlock((unsigned char *)plain, (const unsigned char *)memory, (int)size);
    if (!escapes) return plain;
    text = end = bytes(strlen(plain) * 2 + 1);
    for (letter = plain; *letter != '\0'; letter++) {
        if (*letter == '/') *end++ = '\\';
        *end++ = *letter;
    }
    *end = '\0';
    free(plain);
    return text;
}

/* Starts it with that answer, which it frees. */
static inline void serving_start(serving *self, char *body, size_t piece) {
    memset(self, 0, sizeof *self);
    peer_start(&self->peer, serving_serve, 0);
    self->body = body;
    self->piece = piece;
}

static inline void serving_stop(serving *self) {
    peer_stop(&self->peer);
    free(self->body);
}

/* Starts it with a file of these bytes. */
static inline void serving_start_file(serving *self, const char *memory, size_t size, size_t piece, int escapes) {
    char *text = base64(memory, size, escapes);
    serving_start(self, joined(SERVING_BEFORE, text, SERVING_AFTER), piece);
    free(text);
}

/* What is in a file, and how much of it; NULL if there is none. Yours to free. */
static inline char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    char *memory;
    if (file == NULL) return NULL;
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    memory = bytes(*size + 1);
    if (fread(memory, 1, *size, file) != *size) exit(2);
    fclose(file);
    return memory;
}

static inline int holds_file(const char *path, const char *memory, size_t size) {
    size_t found = 0;
    char *content = read_file(path, &found);
    int same = content != NULL && found == size && memcmp(content, memory, size) == 0;
    free(content);
    return same;
}

#endif
