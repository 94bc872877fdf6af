/* After a client is freed, its secret, token and claim are nowhere in the memory of the process. */
#include "server.h"

#include <fcntl.h>

#define SIZE 64
#define VEIL 0x5a

/* The three of them exist here only veiled, so that the search cannot find its own copy. */
static unsigned char secret[SIZE], token[SIZE], claim[SIZE];

static void invent(unsigned char *veiled, size_t length) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int source = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    size_t index;
    memset(veiled, VEIL, SIZE); /* what is veiled as NUL */
    if (source < 0 || read(source, veiled, length) != (ssize_t)length) {
        fprintf(stderr, "no random bytes\n");
        exit(2);
    }
    close(source);
    for (index = 0; index < length; index++)
        veiled[index] = (unsigned char)letters[veiled[index] % 64] ^ VEIL;
}

/* Unveils into a buffer that the caller wipes. */
static void unveil(const unsigned char *veiled, char *plain) {
    size_t index;
    for (index = 0; index < SIZE; index++)
        plain[index] = (char)(veiled[index] ^ VEIL);
    plain[SIZE] = '\0';
}

static void wipe(char *plain) {
    volatile char *byte = plain;
    size_t index;
    for (index = 0; index <= SIZE; index++)
        byte[index] = 0;
}

/* How often the veiled text occurs in these bytes. */
static int occurrences(const unsigned char *memory, size_t size, const unsigned char *veiled) {
    size_t length = 0, place, index;
    int count = 0;
    while (length < SIZE && veiled[length] != VEIL)
        length++;
    for (place = 0; place + length <= size; place++) {
        for (index = 0; index < length && memory[place + index] == (veiled[index] ^ VEIL); index++) {
        }
        count += index == length;
    }
    return count;
}

/* Searches all memory of this process that can be read and written. The buffer of the search itself holds copies of
 * what it finds, so it lies outside of what is searched. */
static int found(const unsigned char *veiled) {
    static unsigned char buffer[1 << 16];
    FILE *maps = fopen("/proc/self/maps", "r");
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC), count = 0;
    char line[512];
    if (maps == NULL || memory < 0) {
        fprintf(stderr, "/proc/self cannot be read\n");
        exit(2);
    }
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long start, end, place;
        char rights[5];
        if (sscanf(line, "%lx-%lx %4s", &start, &end, rights) != 3 || rights[0] != 'r' || rights[1] != 'w') continue;
        /* Pieces overlap by a text's length, so that none is missed between them. */
        for (place = start; place < end; place += sizeof buffer - SIZE) {
            size_t wanted = end - place < sizeof buffer ? end - place : sizeof buffer;
            ssize_t got;
            if (place < (unsigned long)(buffer + sizeof buffer) && place + wanted > (unsigned long)buffer) continue;
            got = pread(memory, buffer, wanted, (off_t)place);
            if (got > 0) count += occurrences(buffer, (size_t)got, veiled);
            memset(buffer, 0, sizeof buffer);
        }
    }
    fclose(maps);
    close(memory);
    return count;
}

static onoffice_client *secret_client(void) {
    char plain_token[SIZE + 1], plain_secret[SIZE + 1], plain_claim[SIZE + 1];
    onoffice_client *client;
    invent(token, 32);
    invent(secret, 64);
    invent(claim, 48);
    unveil(token, plain_token);
    unveil(secret, plain_secret);
    unveil(claim, plain_claim);
    client = onoffice_client_new(plain_token, plain_secret);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_EXTENDED_CLAIM, plain_claim), ONOFFICE_OK);
    wipe(plain_token);
    wipe(plain_secret);
    wipe(plain_claim);
    return client;
}

static void nothing_is_left(void) {
    CHECK_INT(found(secret), 0);
    CHECK_INT(found(token), 0);
    CHECK_INT(found(claim), 0);
}

static void an_unused_client_leaves_nothing(void) {
    onoffice_client *client = secret_client();
    CHECK(found(secret) >= 1); /* or the search would prove nothing */
    CHECK(found(token) >= 1);
    CHECK(found(claim) >= 1);
    onoffice_client_free(client);
    nothing_is_left();
}

static void signing_leaves_nothing(void) {
    onoffice_client *client = secret_client();
    onoffice_request *request = reads(3);
    int64_t time;
    for (time = 0; time < 100; time++)
        CHECK(onoffice_request_sign(request, client, time, NULL) != NULL);
    onoffice_client_free(client);
    CHECK_INT(found(secret), 0);
    CHECK(found(token) >= 1); /* in the signed body, which is the request's */
    onoffice_request_free(request);
    nothing_is_left();
}

static void sending_leaves_no_secret(void) {
    onoffice_client *client = secret_client();
    onoffice_request *request = reads(3);
    onoffice_response *response;
    point_at_sandbox(client);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_API);
    onoffice_client_free(client);
    CHECK_INT(found(secret), 0);
    onoffice_request_free(request);
    onoffice_response_free(response);
    /* Token and claim went out in the body, of which libcurl does not wipe its copy. */
    CHECK_INT(found(secret), 0);
}

static void replaced_claims_are_wiped(void) {
    onoffice_client *client = secret_client();
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_EXTENDED_CLAIM, ""), ONOFFICE_OK);
    CHECK_INT(found(claim), 0);
    onoffice_client_free(client);
}

static void a_marketplace_leaves_nothing(void) {
    static const char url[] = "https://shop.de/?timestamp=1&signature=0";
    char plain_secret[SIZE + 1];
    onoffice_marketplace *marketplace;
    invent(secret, 64);
    unveil(secret, plain_secret);
    marketplace = onoffice_marketplace_new(plain_secret);
    wipe(plain_secret);
    CHECK_INT(onoffice_marketplace_verify(marketplace, url, 1, 120), ONOFFICE_ERROR_SIGNATURE);
    CHECK(onoffice_marketplace_sign(marketplace, "{}", 2, 1, NULL) != NULL);
    CHECK(found(secret) >= 1);
    onoffice_marketplace_free(marketplace);
    CHECK_INT(found(secret), 0);
}

int main(void) {
    RUN(an_unused_client_leaves_nothing);
    RUN(signing_leaves_nothing);
    RUN(sending_leaves_no_secret);
    RUN(replaced_claims_are_wiped);
    RUN(a_marketplace_leaves_nothing);
    return check_report("secrets");
}
