/*
 * What Swift lacks, or may not import, in one of its build modes: memory that can fail, locks, clocks, pages.
 * Header-only, every name prefixed. Only OnOfficePlatform imports it.
 */
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <pthread.h>  /* pthread_mutex_t */
#include <stddef.h>   /* size_t */
#include <stdint.h>   /* int64_t */
#include <stdlib.h>   /* malloc */
#include <string.h>   /* memcpy, strlen */
#include <sys/mman.h> /* mmap, madvise, mlock: in Swift, MAP_FAILED is not imported */
#include <time.h>     /* clock_gettime */
#include <unistd.h>   /* getpid */

/* Memory that is NULL when it cannot be had; Swift's own allocation traps instead. */
static inline void *cplatform_allocate(size_t count) { return malloc(count); }

static inline void *cplatform_reallocate(void *memory, size_t count) { return realloc(memory, count); }

static inline void cplatform_free(void *memory) { free(memory); }

static inline size_t cplatform_text_length(const char *text) { return strlen(text); }

/* Whole pages that stay out of core files and, as far as the host's limits allow, out of swap. NULL on failure. */
static inline void *cplatform_pages_allocate(size_t count) {
    void *pages = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) return NULL;
    (void)madvise(pages, count, MADV_DONTDUMP);
    (void)mlock(pages, count);
    return pages;
}

static inline void cplatform_pages_free(void *pages, size_t count) { (void)munmap(pages, count); }

/* Makes a mutex, or makes it anew. Recursive: the same thread may lock it again. */
static inline void cplatform_mutex_init(pthread_mutex_t *mutex) {
    pthread_mutexattr_t attributes;
    (void)pthread_mutexattr_init(&attributes);
    (void)pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    (void)pthread_mutex_init(mutex, &attributes);
    (void)pthread_mutexattr_destroy(&attributes);
}

/* A mutex on the heap, since its address must not change. NULL if the memory cannot be had. */
static inline pthread_mutex_t *cplatform_mutex_new(void) {
    pthread_mutex_t *mutex = (pthread_mutex_t *)malloc(sizeof *mutex);
    if (mutex != NULL) cplatform_mutex_init(mutex);
    return mutex;
}

static inline void cplatform_mutex_lock(pthread_mutex_t *mutex) { (void)pthread_mutex_lock(mutex); }

static inline void cplatform_mutex_unlock(pthread_mutex_t *mutex) { (void)pthread_mutex_unlock(mutex); }

/* What to do when a thread forks: before, and after in the parent and in the child. */
static inline void cplatform_at_fork(void (*before)(void), void (*parent)(void), void (*child)(void)) {
    (void)pthread_atfork(before, parent, child);
}

/* Seconds since 1970 UTC, which is what the API signs. */
static inline int64_t cplatform_unix_time(void) { return (int64_t)time(NULL); }

/* Milliseconds of a clock that is never set back. */
static inline int64_t cplatform_monotonic_ms(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline int64_t cplatform_process_id(void) { return (int64_t)getpid(); }

#endif
