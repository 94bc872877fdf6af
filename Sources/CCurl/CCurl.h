/*
 * libcurl's variadic calls with types: Swift cannot call variadic functions, and a wrong argument type there is
 * undefined behaviour that no compiler sees. Header-only, every name prefixed. Only OnOfficeCurl imports it.
 */
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdint.h>     /* int64_t: Swift imports curl_off_t as Int on one machine, as Int64 on another */
#include <sys/socket.h> /* socket: for close-on-exec */

static inline CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *easy, CURLoption option, int64_t value) {
    return curl_easy_setopt(easy, option, (curl_off_t)value);
}

/* Text is copied by libcurl; NULL restores the default. */
static inline CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/* A pointer is not copied: it must live as long as the handle uses it. */
static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*ccurl_data_function)(char *data, size_t size, size_t count, void *context);
typedef int (*ccurl_seek_function)(void *context, curl_off_t offset, int origin);

/* CURLOPT_READFUNCTION, CURLOPT_WRITEFUNCTION or CURLOPT_HEADERFUNCTION. */
static inline CURLcode ccurl_set_data_function(CURL *easy, CURLoption option, ccurl_data_function function) {
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode ccurl_set_seek_function(CURL *easy, ccurl_seek_function function) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, function);
}

typedef curl_socket_t (*ccurl_open_function)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*ccurl_close_function)(void *context, curl_socket_t socket);
typedef int (*ccurl_socket_function)(CURL *easy, curl_socket_t socket, int what, void *context, void *unused);

/* A socket that a program started by the host does not inherit; libcurl 7.88 opens them without the flag. */
static inline curl_socket_t ccurl_open_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Who opens and closes the sockets of connections. */
static inline CURLcode ccurl_set_socket_owner(CURL *easy, ccurl_open_function open, ccurl_close_function close,
                                              void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close);
    if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, context);
    return code;
}

/* Who is told what the transfers of a multi handle wait for. */
static inline CURLMcode ccurl_set_socket_watcher(CURLM *multi, ccurl_socket_function watch, void *context) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch);
    return code == CURLM_OK ? curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context) : code;
}

static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline long ccurl_get_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

static inline const char *ccurl_get_text(CURL *easy, CURLINFO info) {
    char *value = NULL;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : NULL;
}

static inline int64_t ccurl_get_offset(CURL *easy, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

typedef int (*ccurl_prerequest_function)(void *context, char *remote, char *local, int remote_port, int local_port);

/* Who is asked before a request is sent, every time. */
static inline CURLcode ccurl_set_prerequest_function(CURL *easy, ccurl_prerequest_function function) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

/* An address that need not be parsed for every request; yours to give to curl_url_cleanup(). NULL on failure. */
static inline CURLU *ccurl_url(const char *text) {
    CURLU *url = curl_url();
    if (url != NULL && curl_url_set(url, CURLUPART_URL, text, 0) != CURLUE_OK) {
        curl_url_cleanup(url);
        return NULL;
    }
    return url;
}

/* The next transfer that has finished, and how; NULL while there is none. */
static inline CURL *ccurl_multi_next(CURLM *multi, CURLcode *code) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *code = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}

/* Milliseconds until libcurl wants to be called, 0 for now, -1 for never. */
static inline long ccurl_multi_timeout(CURLM *multi) {
    long milliseconds = -1;
    return curl_multi_timeout(multi, &milliseconds) == CURLM_OK ? milliseconds : -1;
}

/* A header of the final answer; NULL if there is none. Borrowed until the next transfer. */
static inline const char *ccurl_header(CURL *easy, const char *name) {
    struct curl_header *header = NULL;
    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

/* A date of HTTP (RFC 9110, section 5.6.7) in seconds since 1970 UTC; -1 if it is none. */
static inline int64_t ccurl_date(const char *text) { return (int64_t)curl_getdate(text, NULL); }

/* Macros that Swift does not import. */
static const long ccurl_global_all = CURL_GLOBAL_ALL;
static const int ccurl_read_abort = CURL_READFUNC_ABORT;
static const curl_socket_t ccurl_no_socket = CURL_SOCKET_BAD;
static const curl_socket_t ccurl_timeout_socket = CURL_SOCKET_TIMEOUT;

#endif
