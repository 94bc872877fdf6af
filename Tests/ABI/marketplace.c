/* The marketplace: vectors of signed URLs and orders, what is refused, and what may be borrowed for how long. */
#include "support.h"

#define PROVIDER "provider-secret"
#define TIME 1700000000
#define BASE "https://shop.example.com/shop?timestamp=1700000000&estateId=12&imageIds=1%2C2%2C3&text=a~b%20c%2Ad"
#define SIGNATURE "7296ec1a1d0b8afb87f565dacc450ef7e22b93a5f1e3febd0e2d420c1bc19ac3"
#define URL BASE "&signature=" SIGNATURE
#define ORDER                                                                                                          \
    "{\"abo\":{\"durationinmonth\":12,\"noticeperiod\":1,\"automaticrenewal\":true,\"monthlycosts\":\"10.00\","        \
    "\"monthlyservicedescription\":\"B\\u00fcro & Co\",\"circleofusers\":\"user\"},\"parametercacheid\":\"x\","        \
    "\"callbackurl\":\"https:\\/\\/e.de\\/r\",\"totalprice\":\"10.00\"}"
#define ORDER_SIGNATURE "c6ba1a8f55156f643c0cab06e2cdbfabfd35f2ca850727f0f1f30d96a228e0d1"

static const char *sign(onoffice_marketplace *self, const char *order, int64_t time, size_t *length) {
    return onoffice_marketplace_sign(self, order, strlen(order), time, length);
}

static void a_signed_url_is_verified(void) {
    onoffice_marketplace *self = onoffice_marketplace_new(PROVIDER);
    size_t length = 0;
    CHECK_TEXT(onoffice_marketplace_message(self), "");
    CHECK_TEXT(onoffice_marketplace_query(self, &length), "");
    CHECK_INT(onoffice_marketplace_verify(self, URL, TIME + 120, 120), ONOFFICE_OK);
    CHECK_TEXT(onoffice_marketplace_message(self), "");
    CHECK_TEXT(onoffice_marketplace_query(self, &length),
               "estateId=12&imageIds=1%2C2%2C3&text=a%7Eb+c%2Ad&timestamp=1700000000");
    CHECK_INT(length, strlen(onoffice_marketplace_query(self, NULL)));
    CHECK_INT(
        onoffice_marketplace_verify(
            self,
            "https://shop.example.com:8443/unlock.php?userId=17&customerWebId=0e0f&apiToken=abc&timestamp=1700000000"
            "&parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6&customerName=M%C3%BCller+Immo"
            "&apiClaim=a%2Bb%2Fc_-&signature=1c925d05f308ab5bd946d875fbec9027b803c38d0c2cc927fd5e694839e14e0f#top",
            0, 0),
        ONOFFICE_OK);
    onoffice_marketplace_free(self);
}

static void each_failure_has_its_status(void) {
    static const struct {
        const char *url;
        int64_t time, window;
        int status;
        const char *message;
    } rows[] = {
        {BASE, TIME, 120, ONOFFICE_ERROR_SIGNATURE, "no signature"},
        {BASE "&signature=", TIME, 120, ONOFFICE_ERROR_SIGNATURE, "does not match"},
        {BASE "x&signature=" SIGNATURE, TIME, 120, ONOFFICE_ERROR_SIGNATURE, "does not match"},
        {URL, TIME + 121, 120, ONOFFICE_ERROR_EXPIRED, "not within 120 s"},
        {URL, TIME - 121, 120, ONOFFICE_ERROR_EXPIRED, "not within 120 s"},
        {URL, INT64_MIN, INT64_MAX, ONOFFICE_ERROR_EXPIRED, "not within"},
        {URL "&a[]=1", TIME, 120, ONOFFICE_ERROR_ARGUMENT, "an array"},
        {"/shop?a=1", TIME, 120, ONOFFICE_ERROR_ARGUMENT, "https://"},
        {"", TIME, 120, ONOFFICE_ERROR_ARGUMENT, "https://"},
        {NULL, TIME, 120, ONOFFICE_ERROR_ARGUMENT, "NULL"},
    };
    onoffice_marketplace *self = onoffice_marketplace_new(PROVIDER);
    size_t row, length;
    for (row = 0; row < sizeof rows / sizeof *rows; row++) {
        CHECK_INT(onoffice_marketplace_verify(self, URL, TIME, 120), ONOFFICE_OK);
        CHECK_INT(onoffice_marketplace_verify(self, rows[row].url, rows[row].time, rows[row].window), rows[row].status);
        if (!CHECK_HAS(onoffice_marketplace_message(self), rows[row].message)) printf("  row %d\n", (int)row);
        CHECK(strstr(onoffice_marketplace_message(self), PROVIDER) == NULL);
        CHECK(strstr(onoffice_marketplace_message(self), SIGNATURE) == NULL);
        length = 42;
        CHECK_TEXT(onoffice_marketplace_query(self, &length), "");
        CHECK_INT(length, 0);
    }
    onoffice_marketplace_free(self);
}

static void an_order_is_signed(void) {
    onoffice_marketplace *self = onoffice_marketplace_new(PROVIDER);
    size_t length = 0;
    const char *signed_order = sign(self, ORDER, TIME, &length);
    if (CHECK(signed_order != NULL)) {
        CHECK_INT(strncmp(signed_order, ORDER, strlen(ORDER) - 1), 0);
        CHECK_TEXT(signed_order + strlen(ORDER) - 1,
                   ",\"timestamp\":1700000000,\"signature\":\"" ORDER_SIGNATURE "\"}");
        CHECK_INT(length, strlen(signed_order));
        CHECK_TEXT(onoffice_marketplace_message(self), "");
        /* What is signed already has a time of its own, and gets the same signature. */
        CHECK_HAS(sign(self, signed_order, 0, NULL), "\"timestamp\":1700000000,\"signature\":\"" ORDER_SIGNATURE "\"}");
    }
    onoffice_marketplace_free(self);
}

static void unusable_orders_are_refused(void) {
    static const struct {
        const char *order, *message;
    } rows[] = {
        {"", "not a JSON object"},
        {"[]", "not a JSON object"},
        {"{\"a\":{\"b\":1.5}}", "\"99.90\"), at byte 10 of the order"},
        {"{\"a\":[1,1e2]}", "write it as text"},
        {"{\"a\":1,\"a\":1}", "is there twice"},
        {"{\"a\":1", "ends early"},
        {"{\"timestamp\":\"today\"}", "seconds since 1970"},
    };
    onoffice_marketplace *self = onoffice_marketplace_new(PROVIDER);
    size_t row, length;
    for (row = 0; row < sizeof rows / sizeof *rows; row++) {
        length = 42;
        CHECK(sign(self, rows[row].order, TIME, &length) == NULL);
        CHECK_INT(length, 0);
        CHECK_HAS(onoffice_marketplace_message(self), rows[row].message);
    }
    CHECK(sign(self, "{}", -1, &length) == NULL);
    CHECK_HAS(onoffice_marketplace_message(self), "unix_time");
    CHECK(onoffice_marketplace_sign(self, NULL, 1, TIME, &length) == NULL);
    CHECK_HAS(onoffice_marketplace_message(self), "NULL");
    CHECK(onoffice_marketplace_sign(self, "{}", (size_t)-1, TIME, &length) == NULL);
    onoffice_marketplace_free(self);
}

static void unusable_secrets_are_told(void) {
    static const char *const secrets[] = {NULL, "", "two words", "secret\n"};
    size_t row;
    for (row = 0; row < sizeof secrets / sizeof *secrets; row++) {
        onoffice_marketplace *self = onoffice_marketplace_new(secrets[row]);
        CHECK_HAS(onoffice_marketplace_message(self), "secret");
        CHECK_INT(onoffice_marketplace_verify(self, URL, TIME, 120), ONOFFICE_ERROR_ARGUMENT);
        CHECK(sign(self, ORDER, TIME, NULL) == NULL);
        CHECK_HAS(onoffice_marketplace_message(self), "secret");
        onoffice_marketplace_free(self);
    }
}

static void null_is_an_argument(void) {
    size_t length = 42;
    CHECK_INT(onoffice_marketplace_verify(NULL, URL, TIME, 120), ONOFFICE_ERROR_ARGUMENT);
    CHECK(sign(NULL, ORDER, TIME, &length) == NULL);
    CHECK_INT(length, 0);
    CHECK_TEXT(onoffice_marketplace_query(NULL, &length), "");
    CHECK_HAS(onoffice_marketplace_message(NULL), "NULL");
    onoffice_marketplace_free(NULL);
}

int main(void) {
    RUN(a_signed_url_is_verified);
    RUN(each_failure_has_its_status);
    RUN(an_order_is_signed);
    RUN(unusable_orders_are_refused);
    RUN(unusable_secrets_are_told);
    RUN(null_is_an_argument);
    return check_report("marketplace");
}
