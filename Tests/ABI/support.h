/* What several test programs need: credentials, clients, requests, and the sandbox of the environment. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "onoffice.h"

#include "check.h"

#include <stdlib.h>

#define TOKEN "0123456789abcdef0123456789abcdef"
#define SECRET "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

#define READ_ESTATES                                                                                                   \
    "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"data\":[\"Id\",\"ort\"],\"listlimit\":3}}"
#define READ_TASKS_WRONGLY                                                                                             \
    "{\"actionid\":\"read\",\"resourcetype\":\"task\",\"parameters\":{\"data\":[\"Nr\"],\"listoffset\":1}}"

/* A variable of the environment; ends the program with a message if it is missing, for nothing here may be skipped. */
static inline const char *need_environment(const char *name) {
    const char *value = getenv(name);
    if (value == NULL || *value == '\0') {
        fprintf(stderr,
                "%s is not set. Run this inside the sandbox: make test, or\n"
                "  python3 -m libonoffice sandbox --https -- PROGRAM\n",
                name);
        exit(2);
    }
    return value;
}

/* Lets the client talk to the sandbox of the environment. */
static inline void point_at_sandbox(onoffice_client *client) {
    const char *certificate = getenv("ONOFFICE_CA_FILE");
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, need_environment("ONOFFICE_URL")), ONOFFICE_OK);
    if (certificate != NULL && *certificate != '\0')
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, certificate), ONOFFICE_OK);
}

/* A client of the sandbox of the environment. */
static inline onoffice_client *sandbox_client(void) {
    onoffice_client *client =
        onoffice_client_new(need_environment("ONOFFICE_TOKEN"), need_environment("ONOFFICE_SECRET"));
    point_at_sandbox(client);
    return client;
}

static inline int add(onoffice_request *request, const char *action) {
    return onoffice_request_add(request, action, strlen(action));
}

/* A request of one action. */
static inline onoffice_request *request_of(const char *action) {
    onoffice_request *request = onoffice_request_new();
    CHECK_INT(add(request, action), 0);
    return request;
}

/* A request that reads estates, count times. */
static inline onoffice_request *reads(int count) {
    onoffice_request *request = onoffice_request_new();
    int index;
    for (index = 0; index < count; index++)
        CHECK_INT(add(request, READ_ESTATES), index);
    return request;
}

static inline onoffice_response *parse(const onoffice_request *request, int http_status, const char *body) {
    return onoffice_response_parse(request, http_status, body, strlen(body));
}

/* Sends and returns the status; tells why when it is not the one that was expected. */
static inline int send_status(onoffice_client *client, const onoffice_request *request, int expected) {
    onoffice_response *response = onoffice_client_send(client, request);
    int status = onoffice_response_status(response);
    if (status != expected)
        printf("  status %d, code %d: %s\n", status, onoffice_response_code(response),
               onoffice_response_message(response));
    onoffice_response_free(response);
    return status;
}

/* Memory that a test cannot do without. */
static inline char *bytes(size_t size) {
    char *memory = (char *)malloc(size);
    if (memory == NULL) {
        fprintf(stderr, "no memory for the test: %lu bytes\n", (unsigned long)size);
        exit(2);
    }
    return memory;
}

/* The text, count times, NUL-terminated. Yours to free. */
static inline char *repeated(const char *text, size_t count) {
    size_t length = strlen(text), index;
    char *memory = bytes(length * count + 1);
    for (index = 0; index < count; index++)
        memcpy(memory + index * length, text, length);
    memory[length * count] = '\0';
    return memory;
}

/* One text from three. Yours to free. */
static inline char *joined(const char *left, const char *middle, const char *right) {
    size_t size = strlen(left) + strlen(middle) + strlen(right) + 1;
    char *memory = bytes(size);
    snprintf(memory, size, "%s%s%s", left, middle, right);
    return memory;
}

#endif
