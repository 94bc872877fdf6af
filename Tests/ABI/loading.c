/* Loading and unloading at run time, as Python and PHP do it: no trace in the host. Not linked to the library. */
#include "support.h"

#include <dirent.h>
#include <dlfcn.h>
#include <signal.h>

typedef const char *(*text_function)(void);
typedef onoffice_client *(*new_function)(const char *, const char *);
typedef void (*free_function)(onoffice_client *);

/* ISO C knows no cast from an object pointer to a function pointer. */
static void find(void *library, const char *name, void *function) {
    void *symbol = dlsym(library, name);
    if (!CHECK(symbol != NULL)) exit(check_report("loading"));
    memcpy(function, &symbol, sizeof symbol);
}

static void *load(void) {
    void *library = dlopen(need_environment("ONOFFICE_LIBRARY"), RTLD_NOW | RTLD_LOCAL);
    if (!CHECK(library != NULL)) {
        printf("  %s\n", dlerror());
        exit(check_report("loading"));
    }
    return library;
}

static int entries(const char *folder) {
    DIR *directory = opendir(folder);
    int count = 0;
    while (directory != NULL && readdir(directory) != NULL)
        count++;
    if (directory != NULL) closedir(directory);
    return count;
}

static void it_is_not_loaded_yet(void) {
    CHECK(dlopen(need_environment("ONOFFICE_LIBRARY"), RTLD_NOW | RTLD_NOLOAD) == NULL);
}

static void loading_changes_nothing_in_the_host(void) {
    struct sigaction before[65], after;
    int number, threads = entries("/proc/self/task"), files = entries("/proc/self/fd");
    new_function create;
    free_function release;
    void *library;
    memset(before, 0, sizeof before);
    for (number = 1; number < 65; number++)
        sigaction(number, NULL, &before[number]);
    library = load();
    find(library, "onoffice_client_new", &create);
    find(library, "onoffice_client_free", &release);
    release(create(TOKEN, SECRET));
    for (number = 1; number < 65; number++) {
        memset(&after, 0, sizeof after);
        if (sigaction(number, NULL, &after) == 0 && !CHECK(after.sa_handler == before[number].sa_handler))
            printf("  signal %d\n", number);
    }
    CHECK_INT(entries("/proc/self/task"), threads);
    CHECK_INT(entries("/proc/self/fd"), files);
    dlclose(library);
}

/* PHP drops its libraries after every page. The library stays, with its addresses. */
static void unloading_leaves_it_in_place(void) {
    const char *version = NULL;
    int round;
    for (round = 0; round < 1000; round++) {
        void *library = load();
        text_function text;
        find(library, "onoffice_version", &text);
        if (version == NULL) version = text();
        CHECK(text() == version);
        CHECK_INT(dlclose(library), 0);
    }
    CHECK(strchr(version, '.') != NULL);
    CHECK(dlopen(need_environment("ONOFFICE_LIBRARY"), RTLD_NOW | RTLD_NOLOAD) != NULL);
}

static void a_client_survives_unloading(void) {
    void *library = load();
    new_function create;
    free_function release;
    onoffice_client *client;
    find(library, "onoffice_client_new", &create);
    find(library, "onoffice_client_free", &release);
    client = create(TOKEN, SECRET);
    dlclose(library);
    release(client);
    library = load();
    find(library, "onoffice_client_new", &create);
    client = create(TOKEN, SECRET);
    release(client);
    dlclose(library);
}

int main(void) {
    RUN(it_is_not_loaded_yet);
    RUN(loading_changes_nothing_in_the_host);
    RUN(unloading_leaves_it_in_place);
    RUN(a_client_survives_unloading);
    return check_report("loading");
}
