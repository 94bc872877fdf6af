/*
 * Files, as Swift cannot open, read and write them itself. Header-only, every name prefixed.
 */
#ifndef CPLATFORM_FILES_H
#define CPLATFORM_FILES_H

#include <errno.h>    /* EINTR */
#include <fcntl.h>    /* open */
#include <pthread.h>  /* pthread_sigmask */
#include <signal.h>   /* SIGPIPE */
#include <stddef.h>   /* size_t */
#include <stdint.h>   /* int64_t */
#include <stdio.h>    /* rename */
#include <stdlib.h>   /* realpath */
#include <string.h>   /* strerror_r */
#include <sys/stat.h> /* fstat */
#include <time.h>     /* struct timespec */
#include <unistd.h>   /* read, write */

/* What fails returns the system's number for the reason (errno), negative. */

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

/* Where a path leads, all symbolic links followed. NULL if to nothing; to be freed by cplatform_free. */
static inline char *cplatform_resolve(const char *path) { return realpath(path, NULL); }

static inline int cplatform_rename(const char *from, const char *to) { return rename(from, to) == 0 ? 0 : -errno; }

static inline void cplatform_unlink(const char *path) { (void)unlink(path); }

#endif
