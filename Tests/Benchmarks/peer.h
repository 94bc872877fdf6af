/* The server beside the program that measures: starts it, asks what it has counted, ends it. */
#ifndef PEER_H
#define PEER_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct peer {
    pid_t process;
    FILE *questions, *answers;
    int http, https; /* ports */
    char ca[4096];   /* the certificate to trust */
} peer;

/* What the server has counted since it started. */
typedef struct peer_count {
    long accepts, answered, cpu_microseconds;
} peer_count;

static inline void peer_fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(2);
}

/* Starts the server that stands in folder, on that core (-1 for any). */
static inline void peer_start(peer *self, const char *folder, int core) {
    char program[4096], number[16];
    int to_server[2], from_server[2];
    snprintf(program, sizeof program, "%s/server", folder);
    snprintf(self->ca, sizeof self->ca, "%s/ca.pem", folder);
    snprintf(number, sizeof number, "%d", core);
    if (pipe(to_server) != 0 || pipe(from_server) != 0) peer_fail("no pipe to the server");
    self->process = fork();
    if (self->process < 0) peer_fail("no process for the server");
    if (self->process == 0) {
        dup2(to_server[0], STDIN_FILENO);
        dup2(from_server[1], STDOUT_FILENO);
        close(to_server[0]);
        close(to_server[1]);
        close(from_server[0]);
        close(from_server[1]);
        execl(program, program, folder, number, (char *)NULL);
        perror(program);
        _exit(2);
    }
    close(to_server[0]);
    close(from_server[1]);
    self->questions = fdopen(to_server[1], "w");
    self->answers = fdopen(from_server[0], "r");
    if (self->questions == NULL || self->answers == NULL) peer_fail("no pipe to the server");
    if (fscanf(self->answers, "%d %d", &self->http, &self->https) != 2) peer_fail("the server does not start");
}

static inline peer_count peer_counts(peer *self) {
    peer_count count;
    fputs("\n", self->questions);
    fflush(self->questions);
    if (fscanf(self->answers, "%ld %ld %ld", &count.accepts, &count.answered, &count.cpu_microseconds) != 3)
        peer_fail("the server has ended");
    return count;
}

/* The server ends with its standard input. */
static inline void peer_stop(peer *self) {
    fclose(self->questions);
    fclose(self->answers);
    waitpid(self->process, NULL, 0);
}

/* Address of one of its answers, for example "small"; tls chooses the scheme. */
static inline void peer_url(const peer *self, int tls, const char *name, char url[128]) {
    snprintf(url, 128, "%s://127.0.0.1:%d/%s.php", tls ? "https" : "http", tls ? self->https : self->http, name);
}

#endif
