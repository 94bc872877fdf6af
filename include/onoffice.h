/*
 * libonoffice: a client for the onOffice enterprise API.
 *
 * Introduction
 *
 * The API is one URL. A request is a list of actions ("read these estates", "create that address"), each of them
 * signed; the answer holds one result per action, each with a status of its own. This library turns a few calls into
 * such a request, sends it over libcurl and hands out the results:
 *
 *     onoffice_client *client = onoffice_client_new(token, secret);
 *     onoffice_request *request = onoffice_request_new();
 *     onoffice_request_add(request, action_json, strlen(action_json));
 *     onoffice_response *response = onoffice_client_send(client, request);
 *     const char *result = onoffice_response_result(response, 0, &length);
 *     ... onoffice_response_free(response); onoffice_request_free(request); onoffice_client_free(client);
 *
 * Levels: add, send and result are all that most programs need; onoffice_response_text() and its like read single values
 * without another JSON library. onoffice_client_start() keeps many requests in flight from one thread. A host that brings
 * its own HTTP signs with onoffice_request_sign() and reads the answer with onoffice_response_parse(): the same code that
 * a send runs.
 *
 * Rules that hold everywhere
 *
 * - Ownership: _new, _start, _send and _parse hand out an object that is yours to free with the _free of its type;
 *   _free accepts NULL. Every other pointer is borrowed from the object it came from and lives as long as that object,
 *   unless its function says less. Objects may be freed in any order: a response outlives its client and request.
 * - Failure: a status is 0 (ONOFFICE_OK) or negative. Text about a failure is kept in the object that failed.
 *   NULL handles, bad indexes and unusable values are ONOFFICE_ERROR_ARGUMENT, never undefined behaviour.
 * - Text is UTF-8. Short text is NUL-terminated; documents come with a length (the length pointer may be NULL).
 *   No function returns NULL where a text is promised; an absent text is "".
 * - Threads: a client may be used by several threads at once. A request belongs to one thread while it is built or
 *   signed, and may be sent by several once it is complete. A response never changes and may be read by all.
 *   The library starts no thread, installs no signal handler and is never unloaded: whoever waits in
 *   onoffice_client_send() or onoffice_client_poll() drives what is under way, for itself and for the others.
 * - Connections belong to the process. They are kept for all clients with the same transport settings, also after the
 *   client is freed, until idle_timeout_ms has passed.
 * - fork(): the child may go on using every object; connections of the parent are abandoned there, not closed, and what
 *   was under way stays the parent's. A child made while another thread was inside a call makes a client of its own;
 *   what it has inherited it may free.
 * - Secrets: the secret, the token and the claim appear in no message, trace or option that is read back; they are
 *   kept out of core files and wiped when the client is freed. Of token and claim, which are part of what is sent,
 *   libcurl's own buffers may hold a copy for longer; the secret never leaves this library.
 *
 * API reference: https://apidoc.onoffice.de/
 */
#ifndef ONOFFICE_H
#define ONOFFICE_H

#include <stddef.h> /* size_t */
#include <stdint.h> /* int64_t */

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------------------- *
 *  Types and constants                                                                                          *
 * ------------------------------------------------------------------------------------------------------------- */

/* Version of this header; onoffice_version_number() tells that of the library. major * 1000000 + minor * 1000 + patch */
#define ONOFFICE_VERSION_NUMBER 1000

/* Credentials, settings and kept connections. */
typedef struct onoffice_client onoffice_client;

/* A list of actions that travel together. */
typedef struct onoffice_request onoffice_request;

/* What came of one request: a result per action, or the reason why there is none. Immutable. */
typedef struct onoffice_response onoffice_response;

/* A request that is under way, or was. */
typedef struct onoffice_exchange onoffice_exchange;

/* A walk over all pages of a list. */
typedef struct onoffice_pages onoffice_pages;

/* A provider's secret: for who sells services in onOffice's marketplace. */
typedef struct onoffice_marketplace onoffice_marketplace;

/* A file that is under way to the API or from it, or was. */
typedef struct onoffice_transfer onoffice_transfer;

/* What became of a call, a request or an action. Numbers are never reused; a newer library may know more. */
typedef enum onoffice_status {
    ONOFFICE_OK = 0,
    /* The caller passed something unusable; the message names the place and the fix. Nothing was sent. */
    ONOFFICE_ERROR_ARGUMENT = -1,
    /* Memory for a document could not be had. */
    ONOFFICE_ERROR_MEMORY = -2,
    /* The API refused the request or the action; see the code and the message. */
    ONOFFICE_ERROR_API = -3,
    /* At least one action of the request failed while others may have succeeded; see the status of each result. */
    ONOFFICE_ERROR_ACTION = -4,
    /* The answer is not what the API promises: no JSON, no envelope, fewer or more results than actions. */
    ONOFFICE_ERROR_PROTOCOL = -5,
    /* An HTTP error status without an answer of the API, for example the page of a proxy; or a redirect. */
    ONOFFICE_ERROR_HTTP = -6,
    /* The server could not be found or reached. Nothing was executed. */
    ONOFFICE_ERROR_CONNECT = -7,
    /* No trustworthy TLS connection: certificate, host name, protocol version or CA file. Nothing was executed. */
    ONOFFICE_ERROR_TLS = -8,
    /* connect_timeout_ms, stall_timeout_ms or timeout_ms passed. */
    ONOFFICE_ERROR_TIMEOUT = -9,
    /* The connection broke while the request or the answer was under way. */
    ONOFFICE_ERROR_TRANSPORT = -10,
    /* The answer, or the file in it, is larger than response_limit, or its headers larger than 256 KiB. */
    ONOFFICE_ERROR_LIMIT = -11,
    /* onoffice_client_cancel(), or the cancel of an exchange or a transfer, ended the call, or the client was freed
     * meanwhile. */
    ONOFFICE_ERROR_CANCELLED = -12,
    /* A file of this machine could not be read or written; the message has the system's reason. */
    ONOFFICE_ERROR_FILE = -13,
    /* A signature of the marketplace does not match: forged, damaged, or another secret. */
    ONOFFICE_ERROR_SIGNATURE = -14,
    /* The signature of the marketplace matches, but it is too old, or from the future. */
    ONOFFICE_ERROR_EXPIRED = -15
} onoffice_status;

/* How far an exchange is. */
typedef enum onoffice_state {
    /* Under way: onoffice_client_poll() moves it forward. */
    ONOFFICE_STATE_RUNNING = 1,
    /* Over: onoffice_exchange_response() has what came of it. */
    ONOFFICE_STATE_FINISHED = 2
} onoffice_state;

/* Settings of a client. Numbers are never reused; a newer library may know more. */
typedef enum onoffice_option {
    /* text: address of the API. A base such as https://api.onoffice.de/api/ (the default), to which api_version and
     * /api.php are added, or a complete address ending in .php. One that allow_http forbids fails when it is sent to. */
    ONOFFICE_OPTION_URL = 1,
    /* text: "stable" (the default) or "latest"; part of the address, so letters, digits, '.', '-' and '_'. */
    ONOFFICE_OPTION_API_VERSION = 2,
    /* number: milliseconds to find and reach the server, TLS included. 1 to 86400000, default 10000. */
    ONOFFICE_OPTION_CONNECT_TIMEOUT_MS = 3,
    /* number: milliseconds for the whole call: waiting for a free connection, all attempts, the pauses between them, to
     * the last byte of the answer. 1 to 86400000, default 120000. */
    ONOFFICE_OPTION_TIMEOUT_MS = 4,
    /* number: bytes an answer may have after decompression. 1024 to 4294967296, default 536870912 (512 MiB). */
    ONOFFICE_OPTION_RESPONSE_LIMIT = 5,
    /* text: proxy as [scheme://][user:password@]host[:port]; "" (the default) follows the environment variables
     * https_proxy and no_proxy, "none" uses no proxy at all. User and password in it are not read back. */
    ONOFFICE_OPTION_PROXY = 6,
    /* text: file with the certificates (PEM) to trust instead of the system's. "" (the default) for the environment
     * variables SSL_CERT_FILE and SSL_CERT_DIR, or else the system's. */
    ONOFFICE_OPTION_CA_FILE = 7,
    /* number: 1 (the default) checks the server's certificate, 0 trusts anybody. */
    ONOFFICE_OPTION_TLS_VERIFY_PEER = 8,
    /* number: 1 (the default) checks that the certificate is for this host, 0 takes any. */
    ONOFFICE_OPTION_TLS_VERIFY_HOST = 9,
    /* text: the User-Agent header, printable ASCII. Default libonoffice/VERSION; "" sends none. */
    ONOFFICE_OPTION_USER_AGENT = 10,
    /* text: the marketplace's apiClaim, sent as parameter extendedclaim of every action that has none of its own;
     * "" (the default) sends none. Secret: reads back as "***". */
    ONOFFICE_OPTION_EXTENDED_CLAIM = 11,
    /* number: 1 allows http to any host. Default 0: http only to this machine (127.0.0.0/8, [::1], localhost). */
    ONOFFICE_OPTION_ALLOW_HTTP = 12,
    /* number: milliseconds without a single byte after which a request or an answer that has begun is given up; the
     * time in which the server thinks does not count. 1 to 86400000, default 30000. */
    ONOFFICE_OPTION_STALL_TIMEOUT_MS = 13,
    /* number: how often a request may be sent again if it failed for a reason that may pass. 0 to 10, default 2. What
     * holds a create, modify, delete or do is sent again only if the server cannot have executed it. Not counted, also
     * with 0: once over, where a kept connection turned out to be dead and nothing can have been executed twice. */
    ONOFFICE_OPTION_RETRIES = 14,
    /* number: 1 sends writes again even if they may have been executed, so that they may run twice; not the steps of an
     * upload. Default 0. */
    ONOFFICE_OPTION_RETRY_WRITES = 15,
    /* number: connections that all clients with the same transport settings use at the same time; what is beyond waits
     * in order. 1 to 64, default 8. */
    ONOFFICE_OPTION_MAX_CONNECTIONS = 16,
    /* number: actions that travel in one HTTP request; a request with more of them is sent as several, those of reads
     * at the same time, those with writes one after another. 1 to 100000, default 100. */
    ONOFFICE_OPTION_MAX_ACTIONS_PER_REQUEST = 17,
    /* text: hosts, comma-separated, that are reached without the proxy, "*" for all; "" (the default) follows the
     * environment variable no_proxy. */
    ONOFFICE_OPTION_NO_PROXY = 18,
    /* text: directory with the certificates to trust, hashed as by openssl rehash, instead of the system's. "" (the
     * default): see ca_file. */
    ONOFFICE_OPTION_CA_PATH = 19,
    /* text: file with the client's own certificate (PEM), for servers and proxies that ask for one; "" for none. */
    ONOFFICE_OPTION_CLIENT_CERT = 20,
    /* text: file with the private key of client_cert (PEM); "" (the default): it is in the same file. */
    ONOFFICE_OPTION_CLIENT_KEY = 21,
    /* text: password of client_key. Secret: reads back as "***". */
    ONOFFICE_OPTION_CLIENT_KEY_PASSWORD = 22,
    /* text: oldest TLS version to accept, "1.2" (the default) or "1.3". */
    ONOFFICE_OPTION_TLS_MIN = 23,
    /* text: "1.1" (the default), or "2" to offer HTTP/2 over TLS, where requests share connections. */
    ONOFFICE_OPTION_HTTP_VERSION = 24,
    /* text: a header of its own for every request, "Name: value" in printable ASCII; each set adds one, "" removes all.
     * "Name:" keeps the library from sending that header. Values are secret: they read back as "Name: ***". */
    ONOFFICE_OPTION_HEADER = 25,
    /* text: compressions to accept: "gzip" (the default), or several of "gzip, deflate, br, zstd"; "" for none. */
    ONOFFICE_OPTION_ACCEPT_ENCODING = 26,
    /* text: HOST:PORT:ADDRESS, an address to use instead of asking the DNS; each set adds one, "" removes all. */
    ONOFFICE_OPTION_RESOLVE = 27,
    /* text: network interface, address or host name to send from; "" (the default) leaves it to the system. */
    ONOFFICE_OPTION_INTERFACE = 28,
    /* number: 4 or 6 for only that version of IP; 0 (the default) for both. */
    ONOFFICE_OPTION_IP_VERSION = 29,
    /* number: milliseconds after which an unused connection is not used again. 1000 to 86400000, default 60000. */
    ONOFFICE_OPTION_IDLE_TIMEOUT_MS = 30,
    /* number: milliseconds for which the result of a read or get that the API calls cacheable may serve again, in this
     * process, for the same token, claim, address and action. A request that holds a create, modify, delete or do
     * passes the cache by. 0 to 86400000, default 0: no cache. */
    ONOFFICE_OPTION_CACHE_TTL_MS = 31,
    /* number: bytes that the cache may hold, those of all clients counted. 0 to 4294967296, default 16777216. */
    ONOFFICE_OPTION_CACHE_BYTES = 32,
    /* number: 1 (the default) corrects the time of signatures by the server's clock when the API says that it is wrong
     * (error 136), and signs and sends that request once more. */
    ONOFFICE_OPTION_CLOCK_CORRECTION = 33,
    /* number: levels an answer may be nested. 8 to 4096, default 512. */
    ONOFFICE_OPTION_DEPTH_LIMIT = 34,
    /* number: 1 (the default) keeps idle connections alive with TCP's own probes after 60 seconds. */
    ONOFFICE_OPTION_TCP_KEEPALIVE = 35
} onoffice_option;

/* What kind of value an option takes. A switch is a number, 0 or 1. */
typedef enum onoffice_type {
    ONOFFICE_TYPE_TEXT = 1,
    ONOFFICE_TYPE_NUMBER = 2
} onoffice_type;

/* What kind of JSON value there is. */
typedef enum onoffice_kind {
    ONOFFICE_KIND_ABSENT = 0, /* none */
    ONOFFICE_KIND_NULL = 1,
    ONOFFICE_KIND_BOOLEAN = 2,
    ONOFFICE_KIND_NUMBER = 3,
    ONOFFICE_KIND_STRING = 4,
    ONOFFICE_KIND_ARRAY = 5,
    ONOFFICE_KIND_OBJECT = 6
} onoffice_kind;

/* ------------------------------------------------------------------------------------------------------------- *
 *  Library                                                                                                      *
 *                                                                                                               *
 *  Texts of this section are constants of the process: never freed, valid in every thread.                      *
 * ------------------------------------------------------------------------------------------------------------- */

/* Version of the library as text, for example "0.1.0". Cannot fail. */
const char *onoffice_version(void);

/* Version of the library as a number that grows: major * 1000000 + minor * 1000 + patch. Cannot fail. */
int onoffice_version_number(void);

/* What carries the requests: libcurl's version, its TLS library and features. Cannot fail. */
const char *onoffice_transport_version(void);

/* Name of a status as written in this header, for example "ONOFFICE_ERROR_TIMEOUT"; "" for an unknown number. */
const char *onoffice_status_name(int status);

/* Short name of an error code of the API, for example "NOT_AUTHENTICATED" for 22; "" for an unknown code. */
const char *onoffice_error_name(int code);

/* What an error code of the API means, in one English line; "" for an unknown code. */
const char *onoffice_error_text(int code);

/* Category of an error code of the API: "ok", "malformed", "routing", "auth", "auth_clock", "auth_claim", "login",
 * "rights", "invalid", "not_found", "conflict", "state", "limit", "unsupported", "external", "server" or "composite";
 * "" for an unknown code. */
const char *onoffice_error_category(int code);

/* The option of that name, for example "timeout_ms"; ONOFFICE_ERROR_ARGUMENT for an unknown name or NULL. */
int onoffice_option_find(const char *name);

/* Name of an option, for example "timeout_ms"; "" for an unknown option. */
const char *onoffice_option_name(onoffice_option option);

/* Kind of value an option takes, one of onoffice_type; ONOFFICE_ERROR_ARGUMENT for an unknown option. */
int onoffice_option_type(onoffice_option option);

/* How a call hands out a list. The verb is written as for onoffice_request_add(); resource_id is the word that some
 * calls take, NULL or "" for none. Name of the parameter with the number of records, mostly "listlimit"; "" for a call
 * that answers with all there is, for one that writes, and for an unknown verb. */
const char *onoffice_paging_limit(const char *verb, const char *resource_type, const char *resource_id);

/* Name of the parameter with the first record, mostly "listoffset"; "" for a call that has no second page. */
const char *onoffice_paging_offset(const char *verb, const char *resource_type, const char *resource_id);

/* The largest number of records of a page; 0 for a call without pages. */
int onoffice_paging_most(const char *verb, const char *resource_type, const char *resource_id);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Client                                                                                                       *
 * ------------------------------------------------------------------------------------------------------------- */

/* Makes a client for one API user. The token has 32 characters, the secret 64 (API > token in enterprise); both are
 * copied, and kept out of core files. Yours to free. With NULL, empty or unprintable credentials the client exists,
 * onoffice_client_message() says what is wrong, and every send fails with ONOFFICE_ERROR_ARGUMENT. NULL only if the
 * memory for the credentials cannot be had. */
onoffice_client *onoffice_client_new(const char *token, const char *secret);

/* Frees a client and wipes its secrets; its exchanges and transfers that are under way are cancelled. Connections are
 * kept for other clients, see idle_timeout_ms. NULL is accepted. No other thread may be using it. */
void onoffice_client_free(onoffice_client *self);

/* Sets an option that takes text; the value is copied. ONOFFICE_ERROR_ARGUMENT for an unknown option, one that takes
 * a number, or an unusable value: the option keeps its value and onoffice_client_message() states the rule. Sends
 * that are under way keep the settings they began with. */
int onoffice_client_set_text(onoffice_client *self, onoffice_option option, const char *value);

/* Sets an option that takes a number. Fails like onoffice_client_set_text(). */
int onoffice_client_set_number(onoffice_client *self, onoffice_option option, int64_t value);

/* Reads an option that takes text; secrets read as "***". Borrowed, lives as long as the client even if the option is
 * set again. "" for an unknown option or one that takes a number. */
const char *onoffice_client_get_text(const onoffice_client *self, onoffice_option option);

/* Reads an option that takes a number into value. ONOFFICE_ERROR_ARGUMENT for an unknown option, one that takes text,
 * or NULL; value is then left alone. */
int onoffice_client_get_number(const onoffice_client *self, onoffice_option option, int64_t *value);

/* Why the last onoffice_client_new(), set or get on this client failed; "" if it did not. A constant of the process. */
const char *onoffice_client_message(const onoffice_client *self);

/* Signs a request with the time of now, sends it and waits for the answer; again where that is safe and retries allow
 * it, each time with a new signature. The response is yours to free and never NULL: whatever fails, be it an argument
 * or the network, is a response with a status and a message. */
onoffice_response *onoffice_client_send(onoffice_client *self, const onoffice_request *request);

/* Ends all sends, exchanges and transfers that are under way on this client, from any thread, within 50 ms; they come
 * to ONOFFICE_ERROR_CANCELLED. Later ones are not affected. ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_client_cancel(onoffice_client *self);

/* Drops the results that the cache holds for this client's token. ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_client_cache_clear(onoffice_client *self);

/* ------------------------------------------------------------------------------------------------------------- *
 *  In flight                                                                                                    *
 *                                                                                                               *
 *  Many requests at the same time, from one thread or several. Start them, then poll until they are finished:   *
 *                                                                                                               *
 *      while (onoffice_client_poll(client, -1) > 0) {}                                                          *
 * ------------------------------------------------------------------------------------------------------------- */

/* Begins what onoffice_client_send() does, and does not wait. The request may be freed or added to at once. The
 * exchange is yours to free and never NULL: one that cannot begin is finished, its response says why. */
onoffice_exchange *onoffice_client_start(onoffice_client *self, const onoffice_request *request);

/* Moves all that is under way forward, and waits until an exchange of this client finishes or the time has passed:
 * milliseconds, 0 not to wait, -1 for no limit. Returns how many exchanges of this client are still under way (with 0
 * of them it does not wait), or ONOFFICE_ERROR_ARGUMENT for NULL. May be called by several threads. */
int onoffice_client_poll(onoffice_client *self, int timeout_ms);

/* The next exchange of this client that has finished; each comes once, in the order in which they finished. NULL if
 * there is none. Borrowed: still yours to free. */
onoffice_exchange *onoffice_client_next(onoffice_client *self);

/* A descriptor for the loop of the host (poll, epoll, asyncio, libuv, Revolt): whenever it is readable, call
 * onoffice_client_poll(client, 0). Sockets and timers are behind it; nothing else is to be done with it. Lives as long
 * as the client; the child of a fork asks for its own. ONOFFICE_ERROR_ARGUMENT for NULL, ONOFFICE_ERROR_MEMORY if the
 * process has no descriptor left. */
int onoffice_client_descriptor(onoffice_client *self);

/* How far the exchange is, one of onoffice_state; ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_exchange_state(const onoffice_exchange *self);

/* What came of it; NULL while it is under way. Borrowed, lives as long as the exchange: not to be freed. */
const onoffice_response *onoffice_exchange_response(const onoffice_exchange *self);

/* Ends it, from any thread, within 50 ms; it comes to ONOFFICE_ERROR_CANCELLED unless it has finished before.
 * ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_exchange_cancel(onoffice_exchange *self);

/* Frees an exchange and its response; one that is under way is cancelled first. NULL is accepted. */
void onoffice_exchange_free(onoffice_exchange *self);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Pages                                                                                                        *
 *                                                                                                               *
 *  All records of a list, page by page. Pages that come next are fetched ahead, at the same time, and handed    *
 *  out in order:                                                                                                *
 *                                                                                                               *
 *      onoffice_pages *pages = onoffice_client_pages(client, action, strlen(action), 0, 0);                     *
 *      while ((response = onoffice_pages_next(pages)) != NULL) { ... onoffice_response_free(response); }        *
 *      onoffice_pages_free(pages);                                                                              *
 * ------------------------------------------------------------------------------------------------------------- */

/* Begins a walk over a list and does not wait. The action is a read or get, written as for onoffice_request_add(), and
 * copied. Its listlimit is the number of records wanted in all, not of a page, and may be left out; its listoffset is
 * where to begin: by these names, or by those that the call has for them. page_size: records of a page, 0 for the most
 * that the call hands out, 500 for most. ahead: pages to keep under way or ready, 1 to 1000, 0 for max_connections;
 * they are what the walk takes in memory, and 16 bytes a record to find those that come twice. Sort by a field that
 * does not change: the API keeps no snapshot. A page that failed by timeout_ms or on the way, while nobody polled for
 * 250 ms or more, is asked for anew, once: take the time you need for the one before it. A call that knows no pages is
 * one page. Yours to free, never NULL: where the walk cannot begin, the first page says why. Of one thread at a time,
 * except for _cancel.
 * https://apidoc.onoffice.de/actions/datensatz-lesen/ */
onoffice_pages *onoffice_client_pages(onoffice_client *self, const char *action, size_t length, int page_size,
                                      int ahead);

/* Moves the walk forward and waits until onoffice_pages_next() need not, or the time has passed: milliseconds, 0 not to
 * wait, -1 for no limit. 1 if the next page is there or the walk is over, 0 if not, ONOFFICE_ERROR_ARGUMENT for NULL.
 * onoffice_client_poll() moves it forward as well, and onoffice_client_descriptor() wakes the host's loop for it. */
int onoffice_pages_poll(onoffice_pages *self, int timeout_ms);

/* Whether the next page is there or the walk is over, 1 or 0; ONOFFICE_ERROR_ARGUMENT for NULL. Unlike
 * onoffice_pages_poll() it moves nothing forward: a loop with several walks polls the client and then asks each. For any
 * thread. */
int onoffice_pages_ready(const onoffice_pages *self);

/* The next page, a response with one result; waits for it. Yours to free. NULL at the end of the walk. A page that
 * failed is handed out in its place, and the walk ends with it: never a silent end. So does ONOFFICE_ERROR_LIMIT, where
 * the API hands out no page behind a full one (tasks, appointments), and ONOFFICE_ERROR_PROTOCOL, where it counts more
 * records than it has, or hands out the same ones again and again. */
onoffice_response *onoffice_pages_next(onoffice_pages *self);

/* How many records the walk hands out in all, by what the latest page told; -1 if that is not known, as before the
 * first page, and where the API does not count. Does not wait. */
int64_t onoffice_pages_total(const onoffice_pages *self);

/* How the walk went so far, as a JSON object. Borrowed until the next call of this function. NUL-terminated.
 *   pages, records      how many came
 *   sorted              whether the action says in which order the records come
 *   first_count, last_count   how many records the API counted at first, and at last; null if it did not
 *   short_pages         offsets of pages with fewer records than were asked for, those at the end left out
 *   duplicates          how many records came more than once, by their ids (524,288 ids are remembered)
 *   duplicate_ids       the first 100 of them
 *   warnings            what of this deserves a look, in English */
const char *onoffice_pages_trace(onoffice_pages *self, size_t *length);

/* Ends the walk, from any thread, within 50 ms: the next page is ONOFFICE_ERROR_CANCELLED, unless the walk is over.
 * ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_pages_cancel(onoffice_pages *self);

/* Frees a walk; what is under way is cancelled. Pages that were handed out live on. NULL is accepted. */
void onoffice_pages_free(onoffice_pages *self);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Files                                                                                                        *
 *                                                                                                               *
 *  A transfer carries one file, in steps that take no more memory than a block. It moves while it is polled, or *
 *  its client is, also by a loop that does other things, see onoffice_client_descriptor(); there, its step      *
 *  counts as one exchange, which onoffice_client_next() does not hand out.                                      *
 *                                                                                                               *
 *      static const char as[] = "{\"module\":\"estate\",\"relatedRecordId\":417,\"Art\":\"Foto\"}";               *
 *      onoffice_transfer *transfer = onoffice_client_upload(client, "hall.jpg", as, strlen(as), 0);             *
 *      while (onoffice_transfer_poll(transfer, 1000) == 0)                                                      *
 *          printf("%lld bytes\n", (long long)onoffice_transfer_done(transfer));                                 *
 *      if (onoffice_response_status(onoffice_transfer_response(transfer)) != ONOFFICE_OK) ...                   *
 *      onoffice_transfer_free(transfer);                                                                        *
 * ------------------------------------------------------------------------------------------------------------- */

/* Begins to send the file at path and does not wait for it. It goes in blocks of block_size bytes (1 to 67108864; 0 for
 * 1 MiB), one after another, each a `do uploadfile` that is never sent twice, whatever retry_writes says; timeout_ms
 * holds for each. Then follows the step that says what it is: parameters, a JSON object by the API's names (module,
 * relatedRecordId, Art, title, ...), sent byte for byte with tmpUploadId added, and file, the name from the path, if it
 * has none. With parameters NULL or empty, that step is left out: the response then has the tmpUploadId.
 *
 * Parameters with a url store a link: one step, and path must be NULL.
 *
 * The transfer is yours to free and never NULL: one that cannot begin is over, and its response says why, as with
 * ONOFFICE_ERROR_ARGUMENT for parameters that are no JSON object, or name data or tmpUploadId, and ONOFFICE_ERROR_FILE
 * for a file that cannot be read. A step that fails ends the transfer, and its response is that of the transfer. A file
 * that is found to be smaller or larger than it was at first is ONOFFICE_ERROR_FILE, too.
 * https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/ */
onoffice_transfer *onoffice_client_upload(onoffice_client *self, const char *path, const char *parameters,
                                          size_t length, int64_t block_size);

/* The same for an open file, from where it stands to its end, or for a pipe. The descriptor stays yours, and open until
 * the transfer is over. Who polls waits for what the other end of a pipe has not written yet, so it must be one that
 * blocks; where a path names a pipe, this function waits for the other end to be opened. The parameters must name a
 * file. */
onoffice_transfer *onoffice_client_upload_descriptor(onoffice_client *self, int descriptor, const char *parameters,
                                                     size_t length, int64_t block_size);

/* The same for count bytes of memory, which are not copied: they must stay as they are until the transfer is over or
 * freed. The parameters must name a file. */
onoffice_transfer *onoffice_client_upload_bytes(onoffice_client *self, const void *bytes, size_t count,
                                                const char *parameters, size_t length, int64_t block_size);

/* Begins to fetch a file that the API hands out within an answer, and does not wait for it. The action is a read or get,
 * written as for onoffice_request_add(): get file of an estate or address with its fileid, get pdf, read userphoto and
 * the like. The one large text of the answer (content, document or photo of a record) is decoded while it arrives, and
 * never there as a whole; the rest of the answer, with "" in its place, becomes the response. An exposé (get pdf) is
 * asked for with gzcompress false unless the action says otherwise, and decompressed if it comes compressed
 * nevertheless. response_limit holds for the file, and for the rest, each. The cache is passed by.
 *
 * The file at path appears, or is replaced, when all of it is there and the answer is good: until then it is written
 * beside it, under a name that begins with .onoffice-. It has the permissions of the file that it replaces, or those of
 * any file that the program makes. Where path is a symbolic link, the file that it leads to is replaced. A device or
 * pipe at path is written to; this function waits until the pipe has a reader.
 *
 * The transfer is yours to free and never NULL: one that cannot begin is over, and its response says why, as with
 * ONOFFICE_ERROR_ARGUMENT for an action that writes, and ONOFFICE_ERROR_FILE for a path that cannot be written. An
 * answer with no file in it, with two, or with one that is damaged is ONOFFICE_ERROR_PROTOCOL. A download is sent again
 * as any read, and begins anew with that. */
onoffice_transfer *onoffice_client_download(onoffice_client *self, const char *action, size_t length, const char *path);

/* The same to an open file, from where it stands, or to a pipe. The descriptor stays yours, and open until the transfer
 * is over; what has been written when it fails stays there. One that cannot be taken back to where it was, as a pipe,
 * is not written to in a second attempt: the first failure is final then. Writing waits for the reader of a pipe, so it
 * must be one that blocks; and with it wait all that the client has under way, and a fork() of any other thread: the
 * reader must be there before. */
onoffice_transfer *onoffice_client_download_descriptor(onoffice_client *self, const char *action, size_t length,
                                                       int descriptor);

/* The same to memory, see onoffice_transfer_bytes(). */
onoffice_transfer *onoffice_client_download_bytes(onoffice_client *self, const char *action, size_t length);

/* Moves the transfer forward and waits until it is over or the time has passed: milliseconds, 0 not to wait, -1 for no
 * limit. 1 if it is over, 0 if it is under way, ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_transfer_poll(onoffice_transfer *self, int timeout_ms);

/* Bytes of the file that the server has accepted so far, block by block; in a download, that have arrived. 0 for NULL.
 * For any thread. */
int64_t onoffice_transfer_done(const onoffice_transfer *self);

/* Bytes of the file in all; -1 if that is not known, as of a pipe before its end, of a download before its end,
 * and for NULL. For any thread. */
int64_t onoffice_transfer_size(const onoffice_transfer *self);

/* What came of it: the answer to its last step, or the failure that ended it. NULL while it is under way. Borrowed,
 * lives as long as the transfer: not to be freed. For any thread. */
const onoffice_response *onoffice_transfer_response(const onoffice_transfer *self);

/* What was downloaded to memory. Borrowed, lives as long as the transfer. NULL while it is under way, if it came to
 * nothing, and where the file went elsewhere. */
const void *onoffice_transfer_bytes(const onoffice_transfer *self, size_t *length);

/* Ends it, from any thread, within 50 ms; it comes to ONOFFICE_ERROR_CANCELLED unless it is over. What the server has
 * of it stays a temporary upload. ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_transfer_cancel(onoffice_transfer *self);

/* Frees a transfer and its response; one that is under way is cancelled first, and is over when this returns. NULL is
 * accepted. */
void onoffice_transfer_free(onoffice_transfer *self);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Request                                                                                                      *
 * ------------------------------------------------------------------------------------------------------------- */

/* Makes an empty request. Yours to free. */
onoffice_request *onoffice_request_new(void);

/* Frees a request and wipes what it signed. NULL is accepted. Responses to it live on. */
void onoffice_request_free(onoffice_request *self);

/* Adds an action: one JSON object (RFC 8259, UTF-8, at most 512 levels deep) with the members
 *   actionid      "read", "create", "modify", "delete", "get", "do", or the same as the API's full URN; mandatory
 *   resourcetype  string, for example "estate"; mandatory
 *   resourceid    "", null, an integer or a string; "" if left out
 *   identifier    string, integer or null, comes back with the result; "" if left out
 *   parameters    object, or [] for none; {} if left out. Its bytes are sent exactly as given.
 * Any other member, or one that is there twice, is refused; timestamp and signature are the library's work.
 * Returns the action's index (0, 1, ...), which is also that of its result, or ONOFFICE_ERROR_ARGUMENT or
 * ONOFFICE_ERROR_MEMORY: then the request is as before, and onoffice_request_message() names the place.
 * The text is copied. https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/ */
int onoffice_request_add(onoffice_request *self, const char *action, size_t length);

/* Number of actions in the request; 0 for NULL. */
int onoffice_request_count(const onoffice_request *self);

/* Why the last onoffice_request_add() or onoffice_request_sign() failed; "" if it did not. Borrowed until the next
 * call on this request. */
const char *onoffice_request_message(const onoffice_request *self);

/* Signs every action for that moment (Unix seconds, UTC; the API accepts 120 s of difference) with the client's
 * credentials and claim, and returns the complete body to POST as application/json. It holds the token and
 * signatures: treat it as a secret. Borrowed until the next sign or free. NULL with a message for an empty request, a
 * client without usable credentials, a negative time, or want of memory: onoffice_request_message() tells. */
const char *onoffice_request_sign(onoffice_request *self, const onoffice_client *client, int64_t unix_time,
                                  size_t *length);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Response                                                                                                     *
 * ------------------------------------------------------------------------------------------------------------- */

/* Reads an answer that the host received itself: body and HTTP status (200 if there was none) as an answer to request,
 * which must still hold the actions that were sent. The body is copied. Yours to free, never NULL: an unusable answer
 * is a response with a status and a message. */
onoffice_response *onoffice_response_parse(const onoffice_request *request, int http_status, const char *body,
                                           size_t length);

/* Frees a response, its body and all results borrowed from it. NULL is accepted. */
void onoffice_response_free(onoffice_response *self);

/* What became of the request as a whole: ONOFFICE_OK only if every action succeeded. ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_response_status(const onoffice_response *self);

/* Why the status is not ONOFFICE_OK, the API's own words first; "" if it is. */
const char *onoffice_response_message(const onoffice_response *self);

/* The API's error code for the request as a whole (97: look at the results); 0 for none, -1 if the API named the error
 * in words only. */
int onoffice_response_code(const onoffice_response *self);

/* HTTP status of the answer; 0 if there was no answer. Of a request that was sent as several, the status of the first
 * one that failed, or else of the first one. */
int onoffice_response_http_status(const onoffice_response *self);

/* The answer as it was received, decompressed; "" if there was none. NUL-terminated. Of a request that was sent as
 * several, or partly served by the cache, all that came, a line each. */
const char *onoffice_response_body(const onoffice_response *self, size_t *length);

/* Number of results: one for each action that was sent, whether the API answered it or not; 0 for NULL. */
int onoffice_response_count(const onoffice_response *self);

/* What became of one action. Read an ONOFFICE_ERROR_PROTOCOL here as "unknown": the API gave no result for it.
 * ONOFFICE_ERROR_ARGUMENT for NULL or an index outside of 0 ... count - 1. */
int onoffice_response_result_status(const onoffice_response *self, int index);

/* The API's error code for one action; 0 for none, -1 if the API named the error in words only. */
int onoffice_response_result_code(const onoffice_response *self, int index);

/* Why one action failed, the API's own words first; "" if it did not. Says so for NULL or an index out of range. */
const char *onoffice_response_result_message(const onoffice_response *self, int index);

/* The JSON object the API returned for one action, unchanged: actionid, resourceid, resourcetype, cacheable,
 * identifier, data, status. A part of the body, not a copy: it ends after length bytes, not at a NUL.
 * "" with length 0 if there is none.  https://apidoc.onoffice.de/onoffice-api-response/ */
const char *onoffice_response_result(const onoffice_response *self, int index, size_t *length);

/* 1 if the request held a create, modify, delete or do, was handed to the server in full, and no usable answer came:
 * it may or may not have been executed, and the library has not sent it again (unless retry_writes is 1). Otherwise 0;
 * so also for an HTTP status of 300 to 499, by which a server turns a request away. */
int onoffice_response_uncertain(const onoffice_response *self);

/* How the answer came about, as a JSON object. No secrets in it. NUL-terminated.
 *   requests     HTTP requests the actions were spread over; 0 if nothing had to be sent
 *   cached       indices of the actions that the cache answered
 *   merged       indices of reads that were equal to an earlier one, with no write between, and not sent of their own
 *   attempts     list of what was sent, in the order in which it ended:
 *     request        which of the HTTP requests, from 0
 *     status         what became of it, for example "ONOFFICE_ERROR_TIMEOUT"
 *     curl_code      libcurl's CURLcode, 0 if it did not fail
 *     http_status    0 if there was no answer
 *     http_version   "1.1", "2", or "" if there was no answer
 *     reused         whether a kept connection carried it
 *     bytes_sent, bytes_received   of the bodies, as on the wire
 *     ms             {"queued", "dns", "connect", "tls", "first_byte", "total"}: milliseconds; how long it waited for a
 *                    connection, and when each phase had ended, from its start
 *     retry          why another attempt followed, for example "HTTP 503"; "" if none did
 *     retry_ms       milliseconds the next attempt was put off
 *     clock_offset   seconds by which its signature's time was corrected */
const char *onoffice_response_trace(const onoffice_response *self, size_t *length);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Reading results                                                                                              *
 *                                                                                                               *
 *  Single values of one action's result, without another JSON library. A value is named by a JSON pointer       *
 *  (RFC 6901): "" is the result itself, "/data/records/0/elements/ort" what its name says. In keys, ~1 stands   *
 *  for / and ~0 for ~. Positions in arrays are digits without zeros in front; "-" is never there. Where a key   *
 *  is there twice, the last one counts, as in PHP.                                                              *
 *                                                                                                               *
 *      int64_t count = onoffice_response_size(response, 0, "/data/records"), id;                                *
 *      onoffice_response_integer(response, 0, "/data/records/0/id", &id);                                       *
 *      puts(onoffice_response_text(response, 0, "/data/records/0/elements/ort", NULL));                         *
 *                                                                                                               *
 *  The first look-up indexes the result, later ones are fast wherever the value stands. Any number of threads   *
 *  may look up at a time. All these functions take the action's index, and a pointer that is malformed if it    *
 *  neither is empty nor begins with "/", has a "~" without 0 or 1 behind it, or is not UTF-8.                   *
 * ------------------------------------------------------------------------------------------------------------- */

/* What kind of value is there, one of onoffice_kind; ONOFFICE_KIND_ABSENT also if the API gave no result.
 * ONOFFICE_ERROR_ARGUMENT for NULL, an index out of range or a malformed pointer; ONOFFICE_ERROR_MEMORY if the result
 * cannot be indexed: want of memory, or a result of 4 GiB or more. */
int onoffice_response_kind(const onoffice_response *self, int index, const char *pointer);

/* Number of an array's elements or an object's members (a key that is there twice counts twice); 0 for anything else
 * and for what is absent. Negative as onoffice_response_kind(). */
int64_t onoffice_response_size(const onoffice_response *self, int index, const char *pointer);

/* The text of a string, with its escapes decoded; a number, true or false as it is written. "" for anything else, for
 * what is absent, and where onoffice_response_kind() would be negative. NUL-terminated; a NUL inside of the text shows
 * by the length alone, and half of a surrogate pair becomes U+FFFD. Lives as long as the response, which keeps one copy
 * of each text that was asked for. */
const char *onoffice_response_text(const onoffice_response *self, int index, const char *pointer, size_t *length);

/* Reads an integer: a number, or a string that is one and nothing else ("4711", "-1", "007"; not " 12", "+1" or "").
 * ONOFFICE_ERROR_PROTOCOL, and value is left alone, for all that is none, also what has a fraction or an exponent
 * ("3.00", 1e3) or does not fit into 64 bits, and for what is null or absent. Otherwise fails as
 * onoffice_response_kind(). */
int onoffice_response_integer(const onoffice_response *self, int index, const char *pointer, int64_t *value);

/* Reads a number, from 349000 as from "349000.00", as the double nearest to it, with a decimal point whatever the
 * locale of the process is. ONOFFICE_ERROR_PROTOCOL for all that is none ("349.000,00", " 12", "", null, absent) and for
 * what is beyond every double (1e400); value is then left alone. Otherwise fails as onoffice_response_kind(). */
int onoffice_response_number(const onoffice_response *self, int index, const char *pointer, double *value);

/* Reads a switch into 1 or 0: true, 1, "1" and "true", or false, 0, "0" and "false". ONOFFICE_ERROR_PROTOCOL for
 * anything else and for what is absent; value is then left alone. Otherwise fails as onoffice_response_kind(). */
int onoffice_response_boolean(const onoffice_response *self, int index, const char *pointer, int *value);

/* The key of an object's member by its position, 0 ... size - 1, in the order of the API; decoded as a text, not as a
 * part of a pointer: / and ~ in it are to be written there as ~1 and ~0. "" if there is no such member, or where
 * onoffice_response_kind() would be negative. Lives as long as the response. */
const char *onoffice_response_key(const onoffice_response *self, int index, const char *pointer, int64_t position,
                                  size_t *length);

/* The JSON of a value, unchanged. As onoffice_response_result() a part of the body, not a copy: it ends after length
 * bytes, not at a NUL. "" with length 0 for what is absent, or where onoffice_response_kind() would be negative. */
const char *onoffice_response_json(const onoffice_response *self, int index, const char *pointer, size_t *length);

/* ------------------------------------------------------------------------------------------------------------- *
 *  Marketplace                                                                                                  *
 *                                                                                                               *
 *  For providers: onOffice calls them by signed URLs, and they sign what they give back. Nothing is sent here;  *
 *  the claim that comes as apiClaim goes into ONOFFICE_OPTION_EXTENDED_CLAIM of a client, and a customer is     *
 *  activated by the action {"actionid": "do", "resourcetype": "unlockProvider", ...}.                           *
 *  An object belongs to one thread at a time.                https://marketplace.onoffice.de/documentation/     *
 * ------------------------------------------------------------------------------------------------------------- */

/* Makes an object for the secret that onOffice gave the provider (not that of an API user). The secret is copied, kept
 * out of core files, and wiped when the object is freed. Yours to free. With a NULL, empty or unprintable secret the
 * object exists, onoffice_marketplace_message() says what is wrong, and every call fails with ONOFFICE_ERROR_ARGUMENT.
 * NULL only if the memory for the secret cannot be had. */
onoffice_marketplace *onoffice_marketplace_new(const char *secret);

/* Frees the object and wipes the secret, and what was verified. NULL is accepted. */
void onoffice_marketplace_free(onoffice_marketplace *self);

/* Checks a URL by which onOffice called the provider, complete and as the browser knows it: behind a proxy, with the
 * public scheme and host. Then checks that its timestamp is at most window_s seconds before or after unix_time (Unix
 * seconds; 120 is a sensible window); 0 or less switches that check off. The signatures are compared in constant time.
 *
 * It covers scheme://host/path, without port, user and fragment, and the parameters but signature, as PHP reads and
 * writes them: '+' is a blank; '.' and blanks in a name become '_'; of a name that is there twice, the last counts;
 * sorted by the bytes of their names. Parameters that PHP would make arrays of (a[]=1) are refused: the marketplace
 * has none.
 *
 * ONOFFICE_OK. ONOFFICE_ERROR_SIGNATURE: there is no signature, or it does not match. ONOFFICE_ERROR_EXPIRED: it does,
 * but the timestamp is missing or outside of the window. ONOFFICE_ERROR_ARGUMENT: no URL of http or https, more than 64
 * KiB, or more than 1000 parameters. ONOFFICE_ERROR_MEMORY. onoffice_marketplace_message() tells more. */
int onoffice_marketplace_verify(onoffice_marketplace *self, const char *url, int64_t unix_time, int64_t window_s);

/* The parameters of the URL that was verified last, exactly those that the signature covers, as a query:
 * "apiClaim=...&timestamp=1700000000&userId=17". Take them from here, so that nothing is read in another way than it
 * was checked. "" unless the last onoffice_marketplace_verify() came to ONOFFICE_OK. It may hold a token and a claim.
 * NUL-terminated. Borrowed until the next verify or free. */
const char *onoffice_marketplace_query(const onoffice_marketplace *self, size_t *length);

/* Signs an order (parametercacheid, callbackurl, totalprice, and products or abo) or a message to the page (with
 * onOfficeType): one JSON object, at most 256 KiB and 32 levels. It comes back as it is, with timestamp (unix_time,
 * unless the object has one) and signature added; a signature it had is replaced. Give the text to
 * window.parent.postMessage().
 *
 * What is signed is what PHP's http_build_query() makes of it: true and false are 1 and 0; null, [] and {} vanish.
 * Numbers with a fraction or an exponent are refused, since their spelling is a matter of taste: write prices as text,
 * "99.90". So are members that are there twice.
 *
 * NUL-terminated. Borrowed until the next sign or free. NULL for what is refused, a negative unix_time or want of
 * memory: onoffice_marketplace_message() tells. */
const char *onoffice_marketplace_sign(onoffice_marketplace *self, const char *order, size_t length, int64_t unix_time,
                                      size_t *signed_length);

/* Why the last onoffice_marketplace_new(), verify or sign failed; "" if it did not. The secret, and the signature that
 * would have been right, are never in it. Borrowed until the next verify or sign. */
const char *onoffice_marketplace_message(const onoffice_marketplace *self);

#ifdef __cplusplus
}
#endif

#endif /* ONOFFICE_H */
