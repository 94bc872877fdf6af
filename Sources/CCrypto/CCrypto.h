/*
 * libcrypto, as far as signing needs it. Header-only, every name prefixed. Only OnOfficePlatform imports it.
 */
#ifndef CCRYPTO_H
#define CCRYPTO_H

#include <limits.h>         /* INT_MAX: HMAC's key length is an int */
#include <openssl/crypto.h> /* OPENSSL_cleanse */
#include <openssl/evp.h>    /* EVP_sha256, EVP_EncodeBlock */
#include <openssl/hmac.h>   /* HMAC */
#include <stddef.h>         /* size_t */

/* HMAC-SHA256 (RFC 2104, RFC 6234) into 32 bytes. 1 on success, 0 on failure. */
static inline int ccrypto_hmac_sha256(const void *key, size_t key_count, const void *message, size_t message_count,
                                      unsigned char *digest) {
    unsigned int digest_count = 0;
    if (key_count > INT_MAX) return 0;
    return HMAC(EVP_sha256(), key, (int)key_count, (const unsigned char *)message, message_count, digest,
                &digest_count) != NULL &&
           digest_count == 32;
}

/* Base64 with padding (RFC 4648, section 4): 4 characters for every 3 bytes begun, and a NUL. */
static inline void ccrypto_base64(unsigned char *text, const unsigned char *bytes, int count) {
    (void)EVP_EncodeBlock(text, bytes, count);
}

/* Zeroes memory in a way that no optimiser removes. */
static inline void ccrypto_wipe(void *memory, size_t count) { OPENSSL_cleanse(memory, count); }

#endif
