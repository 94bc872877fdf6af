/* How long dlopen takes beyond libcurl and libcrypto, which many hosts have loaded already.
 *
 *     loading LIBRARY    prints microseconds for each; run it several times, for a process loads only once
 */
#include <dlfcn.h>
#include <stdio.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static double load(const char *path) {
    double start = now();
    if (dlopen(path, RTLD_NOW | RTLD_LOCAL) == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return -1;
    }
    return now() - start;
}

int main(int count, char **arguments) {
    double curl, library;
    if (count != 2) return 2;
    curl = load("libcurl.so.4");
    /* Of these, libcurl may have brought some along; the C++ runtime is the library's own need and counts. */
    if (curl < 0 || load("libcrypto.so.3") < 0 || load("libm.so.6") < 0) return 1;
    library = load(arguments[1]);
    if (library < 0) return 1;
    printf("%.0f %.0f\n", curl, library);
    return 0;
}
