/*
 * What Swift lacks, or may not import, in one of its build modes: memory that can fail, locks, clocks, pages.
 * Header-only, every name prefixed. Only OnOfficePlatform imports it.
 */
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <dirent.h>      /* opendir */
#include <errno.h>       /* ENOENT */
#include <fcntl.h>       /* open */
#include <pthread.h>     /* pthread_mutex_t */
#include <signal.h>      /* SIGPIPE */
#include <stddef.h>      /* size_t */
#include <stdint.h>      /* int64_t */
#include <stdio.h>       /* rename */
#include <stdlib.h>      /* malloc, getenv */
#include <string.h>      /* memcpy, strlen, strerror_r */
#include <sys/epoll.h>   /* epoll_wait */
#include <sys/eventfd.h> /* eventfd */
#include <sys/mman.h>    /* mmap, madvise, mlock: in Swift, MAP_FAILED is not imported */
#include <sys/stat.h>    /* stat, fstat, fchmod */
#include <sys/timerfd.h> /* timerfd_create */
#include <time.h>        /* clock_gettime */
#include <unistd.h>      /* getpid */

/* Memory that is NULL when it cannot be had; Swift's own allocation traps instead. */
static inline void *cplatform_allocate(size_t count) { return malloc(count); }

/* As posix_memalign; but alignments that malloc keeps to anyway are left to it. */
static inline int cplatform_allocate_aligned(void **memory, size_t alignment, size_t size) {
    *memory = alignment <= _Alignof(max_align_t) ? malloc(size)
                                                 : aligned_alloc(alignment, (size + alignment - 1) & ~(alignment - 1));
    return *memory == NULL ? ENOMEM : 0;
}

static inline void *cplatform_reallocate(void *memory, size_t count) { return realloc(memory, count); }

static inline void cplatform_free(void *memory) { free(memory); }

static inline size_t cplatform_text_length(const char *text) { return strlen(text); }

/* Large memory comes as pages of its own: huge ones where the system has them, since filling a fresh document costs
 * more in page faults than in copying; and growing it moves pages, not bytes. NULL on failure. */
static inline void *cplatform_large_allocate(size_t count) {
    void *pages = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) return NULL;
    (void)madvise(pages, count, MADV_HUGEPAGE);
    return pages;
}

/* mremap is variadic, and only declared for GNU sources: its first four arguments are the system call's. */
extern void *mremap(void *, size_t, size_t, int, ...);

static inline void *cplatform_large_reallocate(void *pages, size_t old_count, size_t count) {
    enum {
        may_move = 1
    };
    void *moved = mremap(pages, old_count, count, may_move);
    return moved == MAP_FAILED ? NULL : moved;
}

static inline void cplatform_large_free(void *pages, size_t count) { (void)munmap(pages, count); }

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

/* A lock that many may hold together, or one alone; who wants it alone goes before those who come later. */
static inline void cplatform_gate_init(pthread_rwlock_t *gate) {
    pthread_rwlockattr_t attributes;
    (void)pthread_rwlockattr_init(&attributes);
#ifdef __GLIBC__
    enum {
        prefer_writer_nonrecursive = 2
    }; /* PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP, a GNU extension */
    extern int pthread_rwlockattr_setkind_np(pthread_rwlockattr_t *, int);
    (void)pthread_rwlockattr_setkind_np(&attributes, prefer_writer_nonrecursive);
#endif
    (void)pthread_rwlock_init(gate, &attributes);
    (void)pthread_rwlockattr_destroy(&attributes);
}

static inline pthread_rwlock_t *cplatform_gate_new(void) {
    pthread_rwlock_t *gate = (pthread_rwlock_t *)malloc(sizeof *gate);
    if (gate != NULL) cplatform_gate_init(gate);
    return gate;
}

static inline void cplatform_gate_enter(pthread_rwlock_t *gate) { (void)pthread_rwlock_rdlock(gate); }

static inline void cplatform_gate_close(pthread_rwlock_t *gate) { (void)pthread_rwlock_wrlock(gate); }

static inline void cplatform_gate_leave(pthread_rwlock_t *gate) { (void)pthread_rwlock_unlock(gate); }

/* A flag that one thread waits for and others raise. */
typedef struct cplatform_signal {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    int is_raised;
} cplatform_signal;

static inline cplatform_signal *cplatform_signal_new(void) {
    pthread_condattr_t attributes;
    cplatform_signal *signal = (cplatform_signal *)malloc(sizeof *signal);
    if (signal == NULL) return NULL;
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&signal->mutex, NULL);
    (void)pthread_cond_init(&signal->condition, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    signal->is_raised = 0;
    return signal;
}

static inline void cplatform_signal_free(cplatform_signal *signal) {
    (void)pthread_cond_destroy(&signal->condition);
    (void)pthread_mutex_destroy(&signal->mutex);
    free(signal);
}

static inline void cplatform_signal_raise(cplatform_signal *signal) {
    (void)pthread_mutex_lock(&signal->mutex);
    signal->is_raised = 1;
    (void)pthread_cond_signal(&signal->condition);
    (void)pthread_mutex_unlock(&signal->mutex);
}

/* Waits until the flag is raised or the monotonic clock has come to that millisecond. */
static inline void cplatform_signal_wait(cplatform_signal *signal, int64_t until_ms) {
    struct timespec until;
    until.tv_sec = (time_t)(until_ms / 1000);
    until.tv_nsec = (long)(until_ms % 1000) * 1000000;
    (void)pthread_mutex_lock(&signal->mutex);
    while (!signal->is_raised && pthread_cond_timedwait(&signal->condition, &signal->mutex, &until) == 0) {
    }
    signal->is_raised = 0;
    (void)pthread_mutex_unlock(&signal->mutex);
}

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

static inline void cplatform_sleep_ms(long milliseconds) {
    struct timespec length = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    (void)nanosleep(&length, NULL);
}

/* A page that the kernel empties in every child of a fork, so that the process id can be kept there: the system call
 * for it would be made several times per request. NULL where that cannot be had. */
static inline int64_t *cplatform_process_page(void) {
    size_t size = (size_t)sysconf(_SC_PAGESIZE);
    void *page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return NULL;
    if (madvise(page, size, MADV_WIPEONFORK) == 0) return (int64_t *)page;
    (void)munmap(page, size);
    return NULL;
}

static inline int64_t cplatform_process_id(int64_t *page) {
    int64_t number = page == NULL ? 0 : __atomic_load_n(page, __ATOMIC_RELAXED);
    if (number != 0) return number;
    number = (int64_t)getpid();
    if (page != NULL) __atomic_store_n(page, number, __ATOMIC_RELAXED);
    return number;
}

/* Descriptors that wait for others. All are closed on exec. -1 on failure. */
static inline int cplatform_poller_new(void) { return epoll_create1(EPOLL_CLOEXEC); }

static inline int cplatform_waker_new(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline int cplatform_timer_new(void) { return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK); }

static inline void cplatform_close(int descriptor) { (void)close(descriptor); }

/* What is known of a descriptor after a wait. */
typedef struct cplatform_event {
    int descriptor;
    int is_readable, is_writable, is_broken;
} cplatform_event;

/* Says what is to be waited for on a descriptor; neither: it is forgotten. The system may have forgotten it before,
 * when it was closed, and may know its number again. 0 on success. */
static inline int cplatform_poller_set(int poller, int descriptor, int readable, int writable) {
    struct epoll_event event;
    memset(&event, 0, sizeof event);
    event.events = (readable ? EPOLLIN : 0u) | (writable ? EPOLLOUT : 0u);
    event.data.fd = descriptor;
    if (!readable && !writable) {
        (void)epoll_ctl(poller, EPOLL_CTL_DEL, descriptor, &event);
        return 0;
    }
    if (epoll_ctl(poller, EPOLL_CTL_MOD, descriptor, &event) == 0) return 0;
    if (errno != ENOENT) return -1;
    return epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event);
}

/* Waits for at most so many milliseconds (-1: for ever). Returns the number of events; 0 also when a signal came. */
static inline int cplatform_poller_wait(int poller, cplatform_event *events, int capacity, int milliseconds) {
    struct epoll_event ready[64];
    int index, count = epoll_wait(poller, ready, capacity < 64 ? capacity : 64, milliseconds);
    for (index = 0; index < count; index++) {
        events[index].descriptor = ready[index].data.fd;
        events[index].is_readable = (ready[index].events & EPOLLIN) != 0;
        events[index].is_writable = (ready[index].events & EPOLLOUT) != 0;
        events[index].is_broken = (ready[index].events & (EPOLLERR | EPOLLHUP)) != 0;
    }
    return count < 0 ? 0 : count;
}

static inline void cplatform_waker_raise(int waker) {
    uint64_t one = 1;
    ssize_t count = write(waker, &one, sizeof one);
    (void)count; /* it is raised already when the count is full */
}

/* Takes back what a waker or a timer has signalled. */
static inline void cplatform_drain(int descriptor) {
    uint64_t count;
    ssize_t size = read(descriptor, &count, sizeof count);
    (void)size;
}

/* Lets a timer go off at that millisecond of the monotonic clock; 0 stops it. */
static inline void cplatform_timer_set(int timer, int64_t at_ms) {
    struct itimerspec at;
    memset(&at, 0, sizeof at);
    at.it_value.tv_sec = (time_t)(at_ms / 1000);
    at.it_value.tv_nsec = (long)(at_ms % 1000) * 1000000;
    (void)timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
}

/* Files. What fails returns the system's number for the reason (errno), negative. */

/* The system's words for such a number. */
static inline void cplatform_error_text(int error, char *text, size_t size) {
#ifdef __GLIBC__
    /* The one of POSIX, whatever strerror_r has been made to mean. */
    extern int __xpg_strerror_r(int, char *, size_t);
    (void)__xpg_strerror_r(error, text, size);
#else
    (void)strerror_r(error, text, size);
#endif
}

typedef struct cplatform_facts {
    int is_regular, is_directory, permissions;
    int64_t size;
} cplatform_facts;

static inline int cplatform_facts_of(const struct stat *status, cplatform_facts *facts) {
    facts->is_regular = S_ISREG(status->st_mode);
    facts->is_directory = S_ISDIR(status->st_mode);
    facts->permissions = (int)(status->st_mode & 0777);
    facts->size = (int64_t)status->st_size;
    return 0;
}

static inline int cplatform_describe(int file, cplatform_facts *facts) {
    struct stat status;
    return fstat(file, &status) == 0 ? cplatform_facts_of(&status, facts) : -errno;
}

static inline int cplatform_describe_path(const char *path, cplatform_facts *facts) {
    struct stat status;
    return stat(path, &status) == 0 ? cplatform_facts_of(&status, facts) : -errno;
}

static inline int cplatform_open_flags(const char *path, int flags, int permissions) {
    int file;
    do
        file = open(path, flags | O_CLOEXEC, permissions);
    while (file < 0 && errno == EINTR);
    return file < 0 ? -errno : file;
}

static inline int cplatform_open_to_read(const char *path) {
    return cplatform_open_flags(path, O_RDONLY | O_NOCTTY, 0);
}

static inline int cplatform_open_to_write(const char *path) {
    return cplatform_open_flags(path, O_WRONLY | O_NOCTTY, 0);
}

/* Makes a file that is not there yet. */
static inline int cplatform_create(const char *path, int permissions) {
    return cplatform_open_flags(path, O_WRONLY | O_CREAT | O_EXCL, permissions);
}

/* Returns how many bytes were read, 0 at the end. */
static inline int64_t cplatform_read(int file, void *bytes, size_t count) {
    ssize_t done;
    do
        done = read(file, bytes, count);
    while (done < 0 && errno == EINTR);
    return done < 0 ? -errno : done;
}

/* Returns how many bytes were written. Where the reader of a pipe has left, that is an error, not the end of the host:
 * the signal for it is held back and taken away, unless it had been there before. */
static inline int64_t cplatform_write(int file, const void *bytes, size_t count) {
    static const struct timespec at_once = {0, 0};
    sigset_t signals, before, waiting;
    int64_t result;
    ssize_t done;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGPIPE);
    (void)pthread_sigmask(SIG_BLOCK, &signals, &before);
    (void)sigpending(&waiting);
    do
        done = write(file, bytes, count);
    while (done < 0 && errno == EINTR);
    result = done < 0 ? -errno : done;
    if (result == -EPIPE && sigismember(&waiting, SIGPIPE) == 0) (void)sigtimedwait(&signals, NULL, &at_once);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

/* Where the next byte is read or written: from the beginning, or as the second argument says, from the end. */
static inline int64_t cplatform_position(int file, int of_end) {
    off_t position = lseek(file, 0, of_end ? SEEK_END : SEEK_CUR);
    return position < 0 ? -errno : (int64_t)position;
}

static inline int cplatform_is_appended_to(int file) {
    int flags = fcntl(file, F_GETFL);
    return flags >= 0 && (flags & O_APPEND) != 0;
}

/* Goes back to a position and gives the file that size. */
static inline int cplatform_rewind(int file, int64_t position, int64_t size) {
    return lseek(file, (off_t)position, SEEK_SET) < 0 || ftruncate(file, (off_t)size) != 0 ? -errno : 0;
}

static inline int cplatform_permit(int file, int permissions) {
    return fchmod(file, (mode_t)permissions) == 0 ? 0 : -errno;
}

/* What was written last may fail only now. */
static inline int cplatform_close_written(int file) { return close(file) == 0 || errno == EINTR ? 0 : -errno; }

static inline int cplatform_rename(const char *from, const char *to) { return rename(from, to) == 0 ? 0 : -errno; }

static inline void cplatform_unlink(const char *path) { (void)unlink(path); }

/* A variable of the environment; NULL if it is not set. */
static inline const char *cplatform_environment(const char *name) { return getenv(name); }

/* Whether a directory holds certificates under the names that OpenSSL looks for: eight hexadecimal digits and ".0". */
static inline int cplatform_is_hashed(const char *path) {
    int found = 0;
    struct dirent *entry;
    DIR *directory = opendir(path);
    if (directory == NULL) return 0;
    while (!found && (entry = readdir(directory)) != NULL)
        found = strspn(entry->d_name, "0123456789abcdef") == 8 && strcmp(entry->d_name + 8, ".0") == 0;
    (void)closedir(directory);
    return found;
}

#endif
