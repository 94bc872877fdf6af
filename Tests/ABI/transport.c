/* Sending: what the wire sees, and what the caller is told when the network or the server fails. */
#include "server.h"

#define BODY                                                                                                           \
    "{\"status\":{\"code\":200,\"errorcode\":0,\"message\":\"OK\"},\"response\":{\"results\":["                        \
    "{\"data\":[],\"status\":{\"errorcode\":0,\"message\":\"OK\"}}]}}"
#define CREATE "{\"actionid\":\"create\",\"resourcetype\":\"address\",\"parameters\":{\"Name\":\"Test\"}}"

/* A complete HTTP answer: status line, further headers, body. Yours to free. */
static char *http(const char *status, const char *headers, const char *body) {
    size_t size = strlen(status) + strlen(headers) + strlen(body) + 100;
    char *text = bytes(size);
    snprintf(text, size, "HTTP/1.1 %s\r\nContent-Length: %lu\r\n%sConnection: close\r\n\r\n%s", status,
             (unsigned long)strlen(body), headers, body);
    return text;
}

/* Sends the action to a server with this answer. */
static onoffice_response *exchange(const char *answer, const char *action) {
    server peer;
    onoffice_client *client;
    onoffice_request *request = request_of(action);
    onoffice_response *response;
    server_start(&peer, answer, 1);
    client = server_client(&peer);
    response = onoffice_client_send(client, request);
    onoffice_client_free(client);
    onoffice_request_free(request);
    server_stop(&peer);
    CHECK_INT(peer.requests, 1);
    return response;
}

static void requests_are_plain_posts(void) {
    server peer;
    char *answer = http("200 OK", "Content-Type: application/json\r\n", BODY);
    onoffice_request *request = reads(1);
    onoffice_client *client;
    server_start(&peer, answer, 1);
    client = server_client(&peer);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    server_stop(&peer);
    CHECK(strncmp(peer.request, "POST /api/stable/api.php HTTP/1.1\r\n", 35) == 0);
    CHECK_HAS(peer.request, "Content-Type: application/json\r\n");
    CHECK_HAS(peer.request, "User-Agent: libonoffice/");
    CHECK_HAS(peer.request, "{\"token\":\"" TOKEN "\"");
    CHECK_HAS(peer.request, "\"hmac\":\"");
    CHECK(strstr(peer.request, "Expect:") == NULL);
    CHECK(strstr(peer.request, SECRET) == NULL);
    onoffice_client_free(client);
    onoffice_request_free(request);
    free(answer);
}

static void options_reach_the_wire(void) {
    server peer;
    char *answer = http("200 OK", "", BODY), url[64];
    onoffice_request *request = reads(1);
    onoffice_client *client;
    server_start(&peer, answer, 2);
    client = server_client(&peer);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_API_VERSION, "latest"), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_USER_AGENT, ""), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_EXTENDED_CLAIM, "claim"), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    CHECK(strncmp(peer.request, "POST /api/latest/api.php ", 25) == 0);
    CHECK(strstr(peer.request, "User-Agent:") == NULL);
    CHECK_HAS(peer.request, "\"extendedclaim\":\"claim\"");
    snprintf(url, sizeof url, "http://127.0.0.1:%d/own/path.php", peer.port);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    server_stop(&peer);
    CHECK(strncmp(peer.request, "POST /own/path.php ", 19) == 0);
    onoffice_client_free(client);
    onoffice_request_free(request);
    free(answer);
}

/* What the caller is told, and whether a write may have been executed. */
static void faults_of_the_server(void) {
    static const struct {
        const char *status, *headers, *body;
        int result, uncertain;
    } table[] = {
        {"200 OK", "", BODY, ONOFFICE_OK, 0},
        {"500 Internal Server Error", "", BODY, ONOFFICE_OK, 0},
        {"502 Bad Gateway", "", "<html>busy</html>", ONOFFICE_ERROR_HTTP, 1},
        {"302 Found", "Location: http://127.0.0.1:1/\r\n", "", ONOFFICE_ERROR_HTTP, 0},
        {"307 Temporary Redirect", "Location: http://127.0.0.1:1/\r\n", "", ONOFFICE_ERROR_HTTP, 0},
        {"413 Content Too Large", "", "too large", ONOFFICE_ERROR_HTTP, 0},
        {"200 OK", "", "", ONOFFICE_ERROR_PROTOCOL, 1},
        {"200 OK", "", "<html>", ONOFFICE_ERROR_PROTOCOL, 1},
        {"204 No Content", "", "", ONOFFICE_ERROR_PROTOCOL, 1},
    };
    size_t row;
    for (row = 0; row < sizeof table / sizeof *table; row++) {
        char *answer = http(table[row].status, table[row].headers, table[row].body);
        onoffice_response *written = exchange(answer, CREATE), *read = exchange(answer, READ_ESTATES);
        if (!CHECK_INT(onoffice_response_status(written), table[row].result) ||
            !CHECK_INT(onoffice_response_uncertain(written), table[row].uncertain))
            printf("  %s: %s\n", table[row].status, onoffice_response_message(written));
        CHECK_INT(onoffice_response_status(read), table[row].result);
        CHECK_INT(onoffice_response_uncertain(read), 0);
        CHECK_INT(onoffice_response_http_status(read), atoi(table[row].status));
        CHECK_TEXT(onoffice_response_body(read, NULL), table[row].body);
        onoffice_response_free(written);
        onoffice_response_free(read);
        free(answer);
    }
}

/* libcurl takes several kinds of cut answers for complete ones. */
static void cut_answers_are_no_answers(void) {
    static const char *const answers[] = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\":",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"status\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"sta",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" BODY,
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        "SSH-2.0-OpenSSH_9.2\r\n",
    };
    size_t row;
    for (row = 0; row < sizeof answers / sizeof *answers; row++) {
        onoffice_response *response = exchange(answers[row], CREATE);
        int status = onoffice_response_status(response);
        if (!CHECK(status == ONOFFICE_ERROR_TRANSPORT || status == ONOFFICE_ERROR_PROTOCOL))
            printf("  answer %lu: status %d\n", (unsigned long)row, status);
        CHECK(*onoffice_response_message(response) != '\0');
        CHECK_INT(onoffice_response_uncertain(response), 1);
        onoffice_response_free(response);
    }
}

static void answers_have_a_limit(void) {
    char *fill = repeated("x", 4000), *answer = http("200 OK", "", fill);
    server peer;
    onoffice_client *client;
    onoffice_request *request = request_of(CREATE);
    onoffice_response *response;
    server_start(&peer, answer, 1);
    client = server_client(&peer);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RESPONSE_LIMIT, 2000), ONOFFICE_OK);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_LIMIT);
    CHECK_HAS(onoffice_response_message(response), "response_limit");
    CHECK_INT(onoffice_response_uncertain(response), 1);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
    server_stop(&peer);
    free(answer);
    free(fill);
}

static void silence_ends_with_the_timeout(void) {
    server peer;
    onoffice_client *client;
    onoffice_request *read = reads(1), *write = request_of(CREATE);
    onoffice_response *response;
    server_start(&peer, NULL, 2);
    client = server_client(&peer);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TIMEOUT_MS, 150), ONOFFICE_OK);
    response = onoffice_client_send(client, read);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_TIMEOUT);
    CHECK_INT(onoffice_response_uncertain(response), 0);
    CHECK_INT(onoffice_response_result_status(response, 0), ONOFFICE_ERROR_TIMEOUT);
    onoffice_response_free(response);
    response = onoffice_client_send(client, write);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_TIMEOUT);
    CHECK_INT(onoffice_response_uncertain(response), 1);
    CHECK_HAS(onoffice_response_trace(response, NULL), "\"attempts\"");
    onoffice_response_free(response);
    onoffice_request_free(read);
    onoffice_request_free(write);
    onoffice_client_free(client);
    server_stop(&peer);
}

static void unreachable_servers_are_not_uncertain(void) {
    server peer;
    onoffice_client *client;
    onoffice_request *request = request_of(CREATE);
    onoffice_response *response;
    server_start(&peer, "", 1);
    client = server_client(&peer);
    server_stop(&peer); /* the port is free again, and nobody listens */
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_CONNECT);
    CHECK_INT(onoffice_response_uncertain(response), 0);
    CHECK_INT(onoffice_response_http_status(response), 0);
    CHECK_TEXT(onoffice_response_body(response, NULL), "");
    CHECK_INT(onoffice_response_count(response), 1);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* A server that speaks no TLS where TLS is asked for, and one that says nothing at all during the handshake. */
static void without_tls_nothing_is_sent(void) {
    static const char *const answers[] = {"220 smtp.example.com\r\n", NULL};
    static const int statuses[] = {ONOFFICE_ERROR_TLS, ONOFFICE_ERROR_TIMEOUT};
    int row;
    for (row = 0; row < 2; row++) {
        server peer;
        char url[64];
        onoffice_client *client = onoffice_client_new(TOKEN, SECRET);
        onoffice_request *request = request_of(CREATE);
        onoffice_response *response;
        server_start(&peer, answers[row], 1);
        peer.hasty = 1;
        snprintf(url, sizeof url, "https://127.0.0.1:%d/api/", peer.port);
        CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, url), ONOFFICE_OK);
        CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_CONNECT_TIMEOUT_MS, row == 0 ? 20000 : 200),
                  ONOFFICE_OK);
        CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_RETRIES, 0), ONOFFICE_OK);
        response = onoffice_client_send(client, request);
        CHECK_INT(onoffice_response_status(response), statuses[row]);
        CHECK_INT(onoffice_response_uncertain(response), 0);
        onoffice_response_free(response);
        onoffice_request_free(request);
        onoffice_client_free(client);
        server_stop(&peer);
    }
}

int main(void) {
    RUN(requests_are_plain_posts);
    RUN(options_reach_the_wire);
    RUN(faults_of_the_server);
    RUN(cut_answers_are_no_answers);
    RUN(answers_have_a_limit);
    RUN(silence_ends_with_the_timeout);
    RUN(unreachable_servers_are_not_uncertain);
    RUN(without_tls_nothing_is_sent);
    return check_report("transport");
}
