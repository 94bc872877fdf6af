/* Files of the sandbox: what was uploaded comes back byte for byte, up to 100 MB, with the memory of a block. */
#include "filing.h"

#include <sys/resource.h>

#define LARGE 100000000

/* The number behind the last of some texts that follow each other in an answer; -1 if they do not. */
static long number_behind(const onoffice_response *response, const char *name) {
    const char *body = onoffice_response_body(response, NULL), *found = strstr(body, name);
    if (found == NULL) return -1;
    found += strlen(name);
    return strtol(*found == '"' ? found + 1 : found, NULL, 10);
}

static long any_estate(onoffice_client *client) {
    onoffice_request *request = reads(1);
    onoffice_response *response = onoffice_client_send(client, request);
    long number = number_behind(response, "\"Id\":");
    CHECK(number > 0);
    onoffice_response_free(response);
    onoffice_request_free(request);
    return number;
}

/* Stores the file at path as one of the estate's, and returns its number. */
static long store(onoffice_client *client, long estate, const char *path, int64_t block) {
    char parameters[200];
    onoffice_transfer *transfer;
    long number;
    snprintf(parameters, sizeof parameters,
             "{\"module\":\"estate\",\"relatedRecordId\":%ld,\"Art\":\"Dokument\",\"title\":\"T\"}", estate);
    transfer = onoffice_client_upload(client, path, parameters, strlen(parameters), block);
    number = number_behind(carried(transfer, ONOFFICE_OK), "\"fileId\":");
    CHECK(number > 0);
    onoffice_transfer_free(transfer);
    return number;
}

/* Fetches it to path. */
static void fetch(onoffice_client *client, long estate, long number, const char *path, int64_t size) {
    char action[200];
    onoffice_transfer *transfer;
    snprintf(action, sizeof action,
             "{\"actionid\":\"get\",\"resourcetype\":\"file\",\"resourceid\":\"estate\","
             "\"parameters\":{\"estateid\":%ld,\"fileid\":%ld}}",
             estate, number);
    transfer = onoffice_client_download(client, action, strlen(action), path);
    CHECK_HAS(onoffice_response_body(carried(transfer, ONOFFICE_OK), NULL), "\"content\":\"\"");
    CHECK_INT(onoffice_transfer_done(transfer), size);
    onoffice_transfer_free(transfer);
}

/* The hash of a file, read in pieces: the memory of this process is what is measured. */
static digest digest_of_file(const char *path) {
    digest result;
    char buffer[65536];
    size_t count;
    FILE *file = fopen(path, "rb");
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    if (file == NULL || EVP_DigestInit_ex(hash, EVP_sha256(), NULL) != 1) exit(2);
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0)
        EVP_DigestUpdate(hash, buffer, count);
    EVP_DigestFinal_ex(hash, result.bytes, NULL);
    EVP_MD_CTX_free(hash);
    fclose(file);
    return result;
}

static void make_file(const char *path, size_t size) {
    char *memory = content(1 << 20, (unsigned)size);
    FILE *file = fopen(path, "wb");
    if (file == NULL) exit(2);
    while (size > 0) {
        size_t count = size < 1 << 20 ? size : 1 << 20;
        /* No two of these pieces are alike. */
        memcpy(memory, &size, sizeof size);
        if (fwrite(memory, 1, count, file) != count) exit(2);
        size -= count;
    }
    fclose(file);
    free(memory);
}

static void there_and_back(onoffice_client *client, long estate, size_t size, int64_t block) {
    long number;
    digest before, after;
    make_file(scratch("there"), size);
    number = store(client, estate, scratch("there"), block);
    fetch(client, estate, number, scratch("back"), (int64_t)size);
    before = digest_of_file(scratch("there"));
    after = digest_of_file(scratch("back"));
    if (!CHECK(same_digest(before, after))) printf("  %lu bytes\n", (unsigned long)size);
}

static void files_come_back_as_they_went(void) {
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 300000, 3u << 20};
    onoffice_client *client = sandbox_client();
    long estate = any_estate(client);
    size_t index;
    for (index = 0; index < sizeof sizes / sizeof *sizes; index++)
        there_and_back(client, estate, sizes[index], index == 6 ? 0 : 65536);
    onoffice_client_free(client);
}

static void large_files_take_little_memory(void) {
    struct rusage before, after;
    onoffice_client *client = sandbox_client();
    long estate = any_estate(client);
    there_and_back(client, estate, 1000, 0);
    getrusage(RUSAGE_SELF, &before);
    there_and_back(client, estate, LARGE, 0);
    getrusage(RUSAGE_SELF, &after);
    CHECK(after.ru_maxrss - before.ru_maxrss < 12000);
    printf("  100 MB there and back: %ld KB more\n", after.ru_maxrss - before.ru_maxrss);
    onoffice_client_free(client);
}

int main(void) {
    RUN(files_come_back_as_they_went);
    RUN(large_files_take_little_memory);
    return check_report("files");
}
