/* Checks for the test programs of this folder: a failed check says where, and the program goes on. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <string.h>

static int check_faults; /* failed checks of the test that is running */
static int check_passed; /* tests */
static int check_failed;

static inline int check_that(int holds, const char *what, const char *file, int line) {
    if (!holds) {
        check_faults++;
        printf("%s:%d: does not hold: %s\n", file, line, what);
    }
    return holds;
}

static inline int check_integer(long long actual, long long expected, const char *what, const char *file, int line) {
    if (actual != expected) {
        check_faults++;
        printf("%s:%d: %s is %lld, not %lld\n", file, line, what, actual, expected);
    }
    return actual == expected;
}

static inline int check_text(const char *actual, const char *expected, const char *what, const char *file, int line) {
    int same = actual != NULL && strcmp(actual, expected) == 0;
    if (!same) {
        check_faults++;
        printf("%s:%d: %s is\n  '%s', not\n  '%s'\n", file, line, what, actual ? actual : "(NULL)", expected);
    }
    return same;
}

static inline int check_part(const char *text, const char *part, const char *what, const char *file, int line) {
    int found = text != NULL && strstr(text, part) != NULL;
    if (!found) {
        check_faults++;
        printf("%s:%d: %s is '%s', without '%s'\n", file, line, what, text ? text : "(NULL)", part);
    }
    return found;
}

/* Each is true when it holds, so that a table can say which row it was. */
#define CHECK(condition) check_that((condition) ? 1 : 0, #condition, __FILE__, __LINE__)
#define CHECK_INT(actual, expected)                                                                                    \
    check_integer((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, expected) check_text(actual, expected, #actual, __FILE__, __LINE__)
#define CHECK_HAS(text, part) check_part(text, part, #text, __FILE__, __LINE__)

#define RUN(test) check_run(test, #test)

static inline void check_run(void (*test)(void), const char *name) {
    check_faults = 0;
    test();
    if (check_faults == 0)
        check_passed++;
    else
        check_failed++;
    printf("%-6s %s\n", check_faults == 0 ? "ok" : "FAILED", name);
    fflush(stdout);
}

/* Exit code of the program. The line is what the test run adds up. */
static inline int check_report(const char *program) {
    printf("%s: %d passed, %d failed\n", program, check_passed, check_failed);
    return check_failed == 0 && check_passed > 0 ? 0 : 1;
}

#endif
