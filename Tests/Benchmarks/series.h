/* The rounds of several candidates that take turns: the best of each, and how they compare. */
#ifndef SERIES_H
#define SERIES_H

#include "measure.h"

#include <stdlib.h>

#define SERIES_MOST 100

typedef struct series {
    measure rounds[SERIES_MOST];
    int count;
} series;

static inline void series_add(series *self, measure start, double count) {
    if (self->count < SERIES_MOST) self->rounds[self->count++] = measure_since(start, count);
}

/* The best of CPU and of wall time: noise only ever adds. */
static inline measure series_best(const series *self) {
    measure best = self->rounds[0];
    int index;
    for (index = 1; index < self->count; index++) {
        if (self->rounds[index].cpu < best.cpu) best.cpu = self->rounds[index].cpu;
        if (self->rounds[index].wall < best.wall) best.wall = self->rounds[index].wall;
    }
    return best;
}

static inline int series_compare(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return difference < 0 ? -1 : difference > 0;
}

/* The median of CPU time beside that of floor, round by round: what disturbs the machine for longer than a round
 * disturbs both. */
static inline double series_ratio(const series *self, const series *floor) {
    double ratios[SERIES_MOST];
    int index;
    for (index = 0; index < self->count; index++)
        ratios[index] = self->rounds[index].cpu / floor->rounds[index].cpu;
    qsort(ratios, (size_t)self->count, sizeof *ratios, series_compare);
    return ratios[self->count / 2];
}

/* A line: what, its best figures in microseconds, and its ratio to the floor. */
static inline void series_print(const char *what, const series *self, const series *floor) {
    measure best = series_best(self);
    printf("  %-44s %10.1f us CPU %10.1f us   %5.2f x CPU\n", what, best.cpu * 1e6, best.wall * 1e6,
           series_ratio(self, floor));
    fflush(stdout);
}

#endif
