/* Pages: a walk over all records of a list, against the sandbox of the environment. */
#include "peer.h"

#include <poll.h>

#define ESTATES(more)                                                                                                  \
    "{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"data\":[\"Id\"],\"sortby\":"                 \
    "{\"Id\":\"ASC\"}" more "}}"

static onoffice_pages *walk(onoffice_client *client, const char *action, int page_size, int ahead) {
    onoffice_pages *pages = onoffice_client_pages(client, action, strlen(action), page_size, ahead);
    CHECK(pages != NULL);
    return pages;
}

/* Number of records in a response, found by what only a record has. */
static int records_in(const onoffice_response *response) {
    const char *place = onoffice_response_body(response, NULL);
    int count = 0;
    while ((place = strstr(place, "\"elements\":")) != NULL) {
        place++;
        count++;
    }
    return count;
}

/* Takes all pages; the number of records, and the status of the last page. */
static int take_all(onoffice_pages *pages, int *count, int *status) {
    onoffice_response *response;
    int records = 0;
    *count = 0;
    *status = ONOFFICE_OK;
    while ((response = onoffice_pages_next(pages)) != NULL) {
        records += records_in(response);
        *status = onoffice_response_status(response);
        (*count)++;
        onoffice_response_free(response);
    }
    return records;
}

static void all_records_come_once(void) {
    static const int sizes[] = {0, 500, 100, 37};
    onoffice_client *client = sandbox_client();
    size_t index;
    for (index = 0; index < sizeof sizes / sizeof *sizes; index++) {
        onoffice_pages *pages = walk(client, ESTATES(""), sizes[index], (int)index);
        int count, status, records = take_all(pages, &count, &status);
        int size = sizes[index] > 0 ? sizes[index] : 500;
        CHECK_INT(status, ONOFFICE_OK);
        CHECK_INT(records, onoffice_pages_total(pages));
        CHECK(records > 2000);
        CHECK_INT(count, (records + size - 1) / size);
        CHECK_HAS(onoffice_pages_trace(pages, NULL), "\"duplicates\":0,\"duplicate_ids\":[],\"warnings\":[]}");
        CHECK(onoffice_pages_next(pages) == NULL);
        onoffice_pages_free(pages);
    }
    onoffice_client_free(client);
}

static void no_more_than_is_wanted(void) {
    onoffice_client *client = sandbox_client();
    int count, status;
    onoffice_pages *pages = walk(client, ESTATES(",\"listlimit\":95,\"listoffset\":10"), 40, 0);
    CHECK_INT(take_all(pages, &count, &status), 95);
    CHECK_INT(count, 3);
    CHECK_INT(onoffice_pages_total(pages), 95);
    onoffice_pages_free(pages);
    pages = walk(client, ESTATES(",\"listlimit\":0"), 0, 0);
    CHECK(onoffice_pages_next(pages) == NULL);
    onoffice_pages_free(pages);
    onoffice_client_free(client);
}

/* Each list call has a rule of its own. */
static void other_lists(void) {
    static const struct {
        const char *action;
        int last; /* status of the last page */
    } lists[] = {
        {"{\"actionid\":\"read\",\"resourcetype\":\"address\",\"parameters\":{\"data\":[\"KdNr\"]}}", ONOFFICE_OK},
        {"{\"actionid\":\"read\",\"resourcetype\":\"log\",\"parameters\":[]}", ONOFFICE_OK},
        {"{\"actionid\":\"get\",\"resourcetype\":\"fields\",\"parameters\":{\"modules\":[\"estate\"]}}", ONOFFICE_OK},
        {"{\"actionid\":\"read\",\"resourcetype\":\"estate\",\"parameters\":{\"data\":[\"nonsense\"]}}",
         ONOFFICE_ERROR_ACTION},
    };
    onoffice_client *client = sandbox_client();
    size_t index;
    for (index = 0; index < sizeof lists / sizeof *lists; index++) {
        onoffice_pages *pages = walk(client, lists[index].action, 0, 0);
        int count, status;
        int records = take_all(pages, &count, &status);
        CHECK_INT(status, lists[index].last);
        CHECK(count >= 1 && (records > 0 || lists[index].last != ONOFFICE_OK));
        onoffice_pages_free(pages);
    }
    onoffice_client_free(client);
}

static void expect_refusal(onoffice_pages *pages, const char *reason) {
    onoffice_response *response;
    CHECK_INT(onoffice_pages_poll(pages, 0), 1);
    response = onoffice_pages_next(pages);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
    CHECK_HAS(onoffice_response_message(response), reason);
    CHECK(onoffice_pages_next(pages) == NULL);
    CHECK_INT(onoffice_pages_total(pages), -1);
    CHECK_TEXT(onoffice_pages_trace(pages, NULL), "");
    CHECK_INT(onoffice_pages_cancel(pages), ONOFFICE_OK);
    onoffice_response_free(response);
    onoffice_pages_free(pages);
}

static void what_cannot_be_walked(void) {
    onoffice_client *client = sandbox_client(), *nobody = onoffice_client_new("", "");
    onoffice_response *response;
    onoffice_pages *pages;
    expect_refusal(walk(NULL, ESTATES(""), 0, 0), "NULL");
    expect_refusal(onoffice_client_pages(client, NULL, 3, 0, 0), "NULL");
    expect_refusal(onoffice_client_pages(client, "{}", (size_t)-1, 0, 0), "NULL");
    expect_refusal(walk(client, "{", 0, 0), "not JSON");
    expect_refusal(walk(client, "{\"actionid\":\"do\",\"resourcetype\":\"x\"}", 0, 0), "done once");
    expect_refusal(walk(client, ESTATES(""), 501, 0), "500 of these");
    expect_refusal(walk(client, ESTATES(""), -1, 0), "page_size");
    expect_refusal(walk(client, ESTATES(""), 0, -1), "ahead");
    expect_refusal(walk(client, ESTATES(",\"listlimit\":\"x\""), 0, 0), "listlimit");
    pages = walk(nobody, ESTATES(""), 0, 0);
    response = onoffice_pages_next(pages);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ARGUMENT);
    CHECK(onoffice_pages_next(pages) == NULL);
    onoffice_response_free(response);
    onoffice_pages_free(pages);
    CHECK(onoffice_pages_next(NULL) == NULL);
    CHECK_INT(onoffice_pages_poll(NULL, 0), ONOFFICE_ERROR_ARGUMENT);
    CHECK_INT(onoffice_pages_total(NULL), -1);
    CHECK_TEXT(onoffice_pages_trace(NULL, NULL), "");
    CHECK_INT(onoffice_pages_cancel(NULL), ONOFFICE_ERROR_ARGUMENT);
    onoffice_pages_free(NULL);
    onoffice_client_free(nobody);
    onoffice_client_free(client);
}

static void *walk_with_little_stack(void *context) {
    onoffice_pages *pages = walk((onoffice_client *)context, ESTATES(",\"listlimit\":900"), 1, 1000);
    int count, status;
    CHECK_INT(take_all(pages, &count, &status), 900);
    onoffice_pages_free(pages);
    return NULL;
}

/* Pages that the cache has are over when they are asked for; each asked for from within the one before would take more
 * stack than a thread may have. */
static void pages_of_the_cache(void) {
    onoffice_client *client = sandbox_client();
    int round;
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_CACHE_TTL_MS, 3600000), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_CACHE_BYTES, 64 << 20), ONOFFICE_OK);
    for (round = 0; round < 2; round++) {
        pthread_attr_t attributes;
        pthread_t thread;
        pthread_attr_init(&attributes);
        CHECK_INT(pthread_attr_setstacksize(&attributes, 512 << 10), 0);
        CHECK_INT(pthread_create(&thread, &attributes, walk_with_little_stack, client), 0);
        pthread_join(thread, NULL);
        pthread_attr_destroy(&attributes);
    }
    CHECK_INT(onoffice_client_cache_clear(client), ONOFFICE_OK);
    onoffice_client_free(client);
}

/* A host's loop waits for the descriptor alone. */
static void the_descriptor_wakes_for_pages(void) {
    onoffice_client *client = sandbox_client();
    onoffice_pages *pages = walk(client, ESTATES(""), 100, 4);
    int records = 0, over = 0;
    while (!over) {
        struct pollfd waited = {-1, POLLIN, 0};
        while (!over && onoffice_pages_poll(pages, 0) == 1) {
            onoffice_response *response = onoffice_pages_next(pages);
            over = response == NULL;
            if (!over) records += records_in(response);
            onoffice_response_free(response);
        }
        waited.fd = onoffice_client_descriptor(client);
        if (!over && !CHECK(poll(&waited, 1, PEER_PATIENCE * 1000) == 1)) break;
    }
    CHECK_INT(records, onoffice_pages_total(pages));
    CHECK(onoffice_client_next(client) == NULL);
    onoffice_pages_free(pages);
    onoffice_client_free(client);
}

static void ended_early(void) {
    onoffice_client *client = sandbox_client();
    onoffice_pages *pages = walk(client, ESTATES(""), 50, 0), *other = walk(client, ESTATES(""), 50, 0);
    onoffice_response *response = onoffice_pages_next(pages);
    int count, status;
    CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
    CHECK_INT(onoffice_pages_cancel(pages), ONOFFICE_OK);
    take_all(pages, &count, &status);
    CHECK_INT(count, 1);
    CHECK_INT(status, ONOFFICE_ERROR_CANCELLED);
    onoffice_pages_free(pages);
    /* What was handed out lives on. */
    CHECK_INT(records_in(response), 50);
    onoffice_response_free(response);
    /* Freed in the middle, and with its client gone. */
    onoffice_pages_free(walk(client, ESTATES(""), 50, 0));
    onoffice_client_free(client);
    take_all(other, &count, &status);
    CHECK_INT(status, ONOFFICE_ERROR_CANCELLED);
    onoffice_pages_free(other);
}

/* One loop, two walks: whatever one of them brings, the other hears of it without another event. */
static void two_walks_share_a_loop(void) {
    onoffice_client *client = sandbox_client();
    onoffice_pages *walks[2];
    int records[2] = {0, 0}, over[2] = {0, 0}, index;
    walks[0] = walk(client, ESTATES(""), 100, 2);
    walks[1] = walk(client, ESTATES(""), 100, 2);
    while (!over[0] || !over[1]) {
        struct pollfd waited = {-1, POLLIN, 0};
        int seen = 0;
        for (index = 0; index < 2; index++) {
            if (over[index] || onoffice_pages_ready(walks[index]) != 1) continue;
            onoffice_response *response = onoffice_pages_next(walks[index]);
            over[index] = response == NULL;
            if (response != NULL) records[index] += records_in(response);
            onoffice_response_free(response);
            seen = 1;
        }
        waited.fd = onoffice_client_descriptor(client);
        if (!seen && !CHECK(poll(&waited, 1, PEER_PATIENCE * 1000) == 1)) break;
        if (!seen) onoffice_client_poll(client, 0);
    }
    for (index = 0; index < 2; index++) {
        CHECK(records[index] > 0);
        CHECK_INT(records[index], onoffice_pages_total(walks[index]));
        onoffice_pages_free(walks[index]);
    }
    CHECK_INT(onoffice_pages_ready(NULL), ONOFFICE_ERROR_ARGUMENT);
    onoffice_client_free(client);
}

static void calls_have_rules(void) {
    static const struct {
        const char *verb, *type, *id, *limit, *offset;
        int most;
    } rules[] = {
        {"read", "estate", NULL, "listlimit", "listoffset", 500},
        {"urn:onoffice-de-ns:smart:2.5:smartml:action:read", "task", "", "listlimit", "", 500},
        {"read", "log", "", "listlimit", "listOffset", 500},
        {"get", "file", "estate", "listlimit", "listoffset", 100},
        {"get", "fields", NULL, "", "", 0},
        {"read", "estate", "4711", "", "", 0},
        {"modify", "estate", NULL, "", "", 0},
        {"reed", "estate", NULL, "", "", 0},
        {NULL, "estate", NULL, "", "", 0},
        {"read", NULL, NULL, "", "", 0},
    };
    size_t index;
    for (index = 0; index < sizeof rules / sizeof *rules; index++) {
        const char *verb = rules[index].verb, *type = rules[index].type, *id = rules[index].id;
        CHECK_TEXT(onoffice_paging_limit(verb, type, id), rules[index].limit);
        CHECK_TEXT(onoffice_paging_offset(verb, type, id), rules[index].offset);
        CHECK_INT(onoffice_paging_most(verb, type, id), rules[index].most);
    }
}

int main(void) {
    RUN(all_records_come_once);
    RUN(no_more_than_is_wanted);
    RUN(other_lists);
    RUN(what_cannot_be_walked);
    RUN(pages_of_the_cache);
    RUN(the_descriptor_wakes_for_pages);
    RUN(two_walks_share_a_loop);
    RUN(calls_have_rules);
    RUN(ended_early);
    return check_report("pages");
}
