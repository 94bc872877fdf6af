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
 * Levels: add, send and result are all that most programs need. A host that brings its own HTTP signs with
 * onoffice_request_sign() and reads the answer with onoffice_response_parse(): the same code that a send runs.
 *
 * Rules that hold everywhere
 *
 * - Ownership: _new, _send and _parse hand out an object that is yours to free with the _free of its type; _free
 *   accepts NULL. Every other pointer is borrowed from the object it came from and lives as long as that object,
 *   unless its function says less. Objects may be freed in any order: a response outlives its client and request.
 * - Failure: a status is 0 (ONOFFICE_OK) or negative. Text about a failure is kept in the object that failed.
 *   NULL handles, bad indexes and unusable values are ONOFFICE_ERROR_ARGUMENT, never undefined behaviour.
 * - Text is UTF-8. Short text is NUL-terminated; documents come with a length (the length pointer may be NULL).
 *   No function returns NULL where a text is promised; an absent text is "".
 * - Threads: a client may be used by several threads at once. A request belongs to one thread while it is built or
 *   signed, and may be sent by several once it is complete. A response never changes and may be read by all.
 *   The library starts no thread, installs no signal handler and is never unloaded.
 * - fork(): the child may go on using every object; connections of the parent are abandoned there, not closed. A child
 *   made while another thread was inside a call on a client makes a client of its own.
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
    /* connect_timeout_ms or timeout_ms passed. */
    ONOFFICE_ERROR_TIMEOUT = -9,
    /* The connection broke while the request or the answer was under way. */
    ONOFFICE_ERROR_TRANSPORT = -10,
    /* The answer is larger than response_limit. */
    ONOFFICE_ERROR_LIMIT = -11,
    /* onoffice_client_cancel() ended the call. */
    ONOFFICE_ERROR_CANCELLED = -12
} onoffice_status;

/* Settings of a client. Numbers are never reused; a newer library may know more. */
typedef enum onoffice_option {
    /* text: address of the API. A base such as https://api.onoffice.de/api/ (the default), to which api_version and
     * /api.php are added, or a complete address ending in .php. One that allow_http forbids fails when it is sent to. */
    ONOFFICE_OPTION_URL = 1,
    /* text: "stable" (the default) or "latest"; part of the address, so letters, digits, '.', '-' and '_'. */
    ONOFFICE_OPTION_API_VERSION = 2,
    /* number: milliseconds to find and reach the server, TLS included. 1 to 86400000, default 10000. */
    ONOFFICE_OPTION_CONNECT_TIMEOUT_MS = 3,
    /* number: milliseconds for the whole call, to the last byte of the answer. 1 to 86400000, default 120000. */
    ONOFFICE_OPTION_TIMEOUT_MS = 4,
    /* number: bytes an answer may have after decompression. 1024 to 4294967296, default 536870912 (512 MiB). */
    ONOFFICE_OPTION_RESPONSE_LIMIT = 5,
    /* text: proxy as [scheme://][user:password@]host[:port]; "" (the default) follows the environment variables
     * https_proxy and no_proxy, "none" uses no proxy at all. A password in it is not read back. */
    ONOFFICE_OPTION_PROXY = 6,
    /* text: file with the certificates (PEM) to trust instead of the system's; "" (the default) for the system's. */
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
    ONOFFICE_OPTION_ALLOW_HTTP = 12
} onoffice_option;

/* What kind of value an option takes. A switch is a number, 0 or 1. */
typedef enum onoffice_type {
    ONOFFICE_TYPE_TEXT = 1,
    ONOFFICE_TYPE_NUMBER = 2
} onoffice_type;

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

/* ------------------------------------------------------------------------------------------------------------- *
 *  Client                                                                                                       *
 * ------------------------------------------------------------------------------------------------------------- */

/* Makes a client for one API user. The token has 32 characters, the secret 64 (API > token in enterprise); both are
 * copied, and kept out of core files. Yours to free. With NULL, empty or unprintable credentials the client exists,
 * onoffice_client_message() says what is wrong, and every send fails with ONOFFICE_ERROR_ARGUMENT. NULL only if the
 * memory for the credentials cannot be had. */
onoffice_client *onoffice_client_new(const char *token, const char *secret);

/* Frees a client, closes its connections and wipes its secrets. NULL is accepted. No other thread may be using it. */
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

/* Signs a request with the time of now, sends it and waits for the answer. The response is yours to free and never
 * NULL: whatever fails, be it an argument or the network, is a response with a status and a message. */
onoffice_response *onoffice_client_send(onoffice_client *self, const onoffice_request *request);

/* Ends all sends that are under way on this client, from any thread; they return ONOFFICE_ERROR_CANCELLED. Later
 * sends are not affected. ONOFFICE_ERROR_ARGUMENT for NULL. */
int onoffice_client_cancel(onoffice_client *self);

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
 *   identifier    string or null, comes back with the result; "" if left out
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

/* HTTP status of the answer; 0 if there was no answer. */
int onoffice_response_http_status(const onoffice_response *self);

/* The answer as it was received, decompressed; "" if there was none. NUL-terminated. */
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
 * it may or may not have been executed, and the library has not sent it again. Otherwise 0; so also for an HTTP status
 * of 300 to 499, by which a server turns a request away. */
int onoffice_response_uncertain(const onoffice_response *self);

/* How the answer came about, as a JSON object: {"attempts": [{"status", "http_status", "http_version", "reused",
 * "bytes_sent", "bytes_received", "ms": {"dns", "connect", "tls", "first_byte", "total"}}, ...]}. No secrets in it.
 * NUL-terminated. */
const char *onoffice_response_trace(const onoffice_response *self, size_t *length);

#ifdef __cplusplus
}
#endif

#endif /* ONOFFICE_H */
