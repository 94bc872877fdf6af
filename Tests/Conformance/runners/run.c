/* Runs the examples in C: functions that were made of their programs, see conformance/program.py. */
#include <onoffice.h>
#include <onoffice_catalogue.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The examples talk to the API; here their clients are told where the sandbox is. */
static onoffice_client *sandbox_client(const char *token, const char *secret) {
    onoffice_client *client = onoffice_client_new(token, secret);
    onoffice_client_set_text(client, ONOFFICE_OPTION_URL, getenv("ONOFFICE_URL"));
    onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, getenv("ONOFFICE_CA_FILE"));
    return client;
}
#define onoffice_client_new sandbox_client

typedef struct example {
    const char *name;
    int (*run)(void);
} example;

#include "examples.inc" /* static const example examples[] */

int main(void) {
    size_t index;
    setvbuf(stdout, NULL, _IONBF, 0); /* in order with what goes to stderr */
    for (index = 0; index < sizeof examples / sizeof *examples; index++) {
        int code;
        printf("\036begin %s\n", examples[index].name);
        code = examples[index].run();
        printf("\036end %d\n", code);
    }
    return 0;
}
