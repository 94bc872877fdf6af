/* CPU and wall time of a piece of work, and the bars that are held against it. */
#ifndef MEASURE_H
#define MEASURE_H

#include <sched.h>
#include <stdio.h>
#include <time.h>

/* Seconds. CPU time of this process, user and system, is what counts: the machine may be busy with other things. */
typedef struct measure {
    double cpu, wall;
} measure;

static inline double measure_clock(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline measure measure_now(void) {
    measure now;
    now.cpu = measure_clock(CLOCK_PROCESS_CPUTIME_ID);
    now.wall = measure_clock(CLOCK_MONOTONIC);
    return now;
}

/* What has passed since start, shared by count pieces of work. */
static inline measure measure_since(measure start, double count) {
    measure now = measure_now();
    now.cpu = (now.cpu - start.cpu) / count;
    now.wall = (now.wall - start.wall) / count;
    return now;
}

/* Keeps this process on a core of its own, where there are several. */
static inline void measure_on_core(int core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
}

/* Holds a value against the most that it may be. 1 if it is more. */
static inline int measure_exceeds(const char *what, double value, double most, const char *unit) {
    int exceeds = value > most;
    printf("  %s: %s: %.2f %s, at most %.2f\n", exceeds ? "MISSED" : "met", what, value, unit, most);
    fflush(stdout);
    return exceeds;
}

#endif
