/* What this process holds: memory and descriptors. */
#ifndef PROCESS_H
#define PROCESS_H

#include "peer.h"

#include <dirent.h>

/* Bytes of memory that are really there. */
static inline long process_resident(void) {
    long size, resident;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &size, &resident) != 2) peer_fail("no /proc/self/statm");
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

/* The most bytes of memory that were really there since the last process_forget_peak(). */
static inline long process_peak(void) {
    char line[200];
    long kilobytes = -1;
    FILE *file = fopen("/proc/self/status", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
    if (kilobytes < 0) peer_fail("no VmHWM in /proc/self/status");
    fclose(file);
    return kilobytes * 1024;
}

static inline void process_forget_peak(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file == NULL || fputs("5", file) < 0 || fclose(file) != 0) peer_fail("no /proc/self/clear_refs");
}

/* Open descriptors, that of the question itself among them. */
static inline int process_descriptors(void) {
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL) peer_fail("no /proc/self/fd");
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

#endif
