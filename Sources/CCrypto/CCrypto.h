/*
 * libcrypto, as far as signing needs it. Header-only, every name prefixed. Only OnOfficePlatform imports it.
 */
#ifndef CCRYPTO_H
#define CCRYPTO_H

#include <openssl/core_names.h> /* OSSL_MAC_PARAM_DIGEST */
#include <openssl/crypto.h>     /* OPENSSL_cleanse, CRYPTO_memcmp */
#include <openssl/evp.h>        /* EVP_MAC, EVP_EncodeBlock */
#include <openssl/params.h>     /* OSSL_PARAM */
#include <openssl/rand.h>       /* RAND_bytes */
#include <stddef.h>             /* size_t */

/* HMAC-SHA256 without a key, to be copied for each use: libcrypto looks algorithms up by name, which costs more than
 * the HMAC itself. NULL if it refuses. */
static inline EVP_MAC_CTX *ccrypto_hmac_sha256_new(void) {
    char digest[] = "SHA256";
    OSSL_PARAM parameters[2];
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = mac == NULL ? NULL : EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0);
    parameters[1] = OSSL_PARAM_construct_end();
    if (context != NULL && EVP_MAC_CTX_set_params(context, parameters) != 1) {
        EVP_MAC_CTX_free(context);
        return NULL;
    }
    return context;
}

/* HMAC-SHA256 (RFC 2104, RFC 6234) into 32 bytes. 1 on success, 0 on failure. Nothing of the key stays behind. */
static inline int ccrypto_hmac_sha256(const EVP_MAC_CTX *unkeyed, const void *key, size_t key_count,
                                      const void *message, size_t message_count, unsigned char *digest) {
    size_t count = 0;
    EVP_MAC_CTX *context = unkeyed == NULL ? NULL : EVP_MAC_CTX_dup(unkeyed);
    int done = context != NULL && EVP_MAC_init(context, (const unsigned char *)key, key_count, NULL) == 1 &&
               EVP_MAC_update(context, (const unsigned char *)message, message_count) == 1 &&
               EVP_MAC_final(context, digest, &count, 32) == 1 && count == 32;
    EVP_MAC_CTX_free(context);
    return done;
}

/* Base64 with padding (RFC 4648, section 4): 4 characters for every 3 bytes begun, and a NUL. */
static inline void ccrypto_base64(unsigned char *text, const unsigned char *bytes, int count) {
    (void)EVP_EncodeBlock(text, bytes, count);
}

/* Random bytes that nobody can foresee. 1 on success, 0 on failure. */
static inline int ccrypto_random(void *bytes, int count) { return RAND_bytes((unsigned char *)bytes, count) == 1; }

/* Whether bytes are equal, in a time that does not depend on them. */
static inline int ccrypto_is_equal(const void *left, const void *right, size_t count) {
    return CRYPTO_memcmp(left, right, count) == 0;
}

/* Zeroes memory in a way that no optimiser removes. */
static inline void ccrypto_wipe(void *memory, size_t count) { OPENSSL_cleanse(memory, count); }

#endif
