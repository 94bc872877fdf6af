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
