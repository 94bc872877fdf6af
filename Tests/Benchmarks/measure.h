/* CPU and wall time of a piece of work, the best of several rounds, and the bars that ratios are held against. */
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

/* Nothing measured yet. */
static inline measure measure_none(void) {
    measure none;
    none.cpu = none.wall = 1e9;
    return none;
}

/* The better of best and what has passed since start, shared by count pieces of work; noise only ever adds. */
static inline void measure_best(measure *best, measure start, double count) {
    measure now = measure_now();
    double cpu = (now.cpu - start.cpu) / count, wall = (now.wall - start.wall) / count;
    if (cpu < best->cpu) best->cpu = cpu;
    if (wall < best->wall) best->wall = wall;
}

/* Keeps this process on a core of its own, where there are several. */
static inline void measure_on_core(int core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
}

/* A line: what, its figures in microseconds, and its ratios to the floor. */
static inline void measure_print(const char *what, measure own, measure floor) {
    printf("  %-44s %10.1f us CPU %10.1f us   %5.2f x CPU %5.2f x time\n", what, own.cpu * 1e6, own.wall * 1e6,
           own.cpu / floor.cpu, own.wall / floor.wall);
    fflush(stdout);
}

/* Holds a value against the most that it may be. 1 if it is more. */
static inline int measure_exceeds(const char *what, double value, double most, const char *unit) {
    int exceeds = value > most;
    printf("  %s: %s: %.2f %s, at most %.2f\n", exceeds ? "MISSED" : "met", what, value, unit, most);
    fflush(stdout);
    return exceeds;
}

#endif
