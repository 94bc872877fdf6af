/* Whole calls against the sandbox of the environment, certificate and all. */
#include "support.h"

static void reads_come_back(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    onoffice_response *response = onoffice_client_send(client, request);
    size_t length = 0, whole = 0;
    const char *result = onoffice_response_result(response, 0, &length);
    const char *body = onoffice_response_body(response, &whole);
    if (!CHECK_INT(onoffice_response_status(response), ONOFFICE_OK))
        printf("  %s\n", onoffice_response_message(response));
    CHECK_INT(onoffice_response_http_status(response), 200);
    CHECK_INT(onoffice_response_count(response), 1);
    CHECK(length > 100 && body <= result && result + length <= body + whole);
    CHECK_HAS(body, "\"records\":[{");
    CHECK_HAS(onoffice_response_trace(response, NULL), "\"http_status\":200");
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void batches_fail_by_action(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    onoffice_response *response;
    CHECK_INT(add(request, READ_TASKS_WRONGLY), 1);
    CHECK_INT(add(request, READ_ESTATES), 2);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ACTION);
    CHECK_INT(onoffice_response_code(response), 97);
    CHECK_INT(onoffice_response_count(response), 3);
    CHECK_INT(onoffice_response_result_status(response, 0), ONOFFICE_OK);
    CHECK_INT(onoffice_response_result_status(response, 1), ONOFFICE_ERROR_API);
    CHECK_INT(onoffice_response_result_code(response, 1), 144);
    CHECK_INT(onoffice_response_result_status(response, 2), ONOFFICE_OK);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* The lengths are told where they are wrong: most often, a token or secret was cut or swapped when it was copied. */
static void wrong_credentials_are_refused(void) {
    static const char short_secret[] = "fedcba98765432";
    onoffice_client *client = onoffice_client_new(need_environment("ONOFFICE_TOKEN"), SECRET);
    onoffice_request *request = reads(1);
    onoffice_response *response;
    point_at_sandbox(client);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_ACTION);
    CHECK_INT(onoffice_response_result_status(response, 0), ONOFFICE_ERROR_API);
    CHECK_INT(onoffice_response_result_code(response, 0), 137);
    CHECK(strstr(onoffice_response_message(response), SECRET) == NULL);
    onoffice_response_free(response);
    onoffice_client_free(client);

    client = onoffice_client_new(need_environment("ONOFFICE_TOKEN"), short_secret);
    point_at_sandbox(client);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_result_code(response, 0), 137);
    CHECK_HAS(onoffice_response_result_message(response, 0), "64");
    CHECK(strstr(onoffice_response_result_message(response, 0), short_secret) == NULL);
    onoffice_response_free(response);
    onoffice_client_free(client);

    client = onoffice_client_new(TOKEN "0", need_environment("ONOFFICE_SECRET"));
    point_at_sandbox(client);
    response = onoffice_client_send(client, request);
    CHECK_INT(onoffice_response_status(response), ONOFFICE_ERROR_API);
    CHECK_INT(onoffice_response_code(response), 22);
    CHECK_HAS(onoffice_response_message(response), "32");
    CHECK(strstr(onoffice_response_message(response), TOKEN) == NULL);
    onoffice_response_free(response);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* Two reads that are not the same, so that both are sent. */
static onoffice_request *two_reads(void) {
    onoffice_request *request = reads(1);
    CHECK_INT(add(request, "{\"actionid\":\"read\",\"resourcetype\":\"address\",\"parameters\":{\"data\":[\"Name\"]}}"),
              1);
    return request;
}

/* The host brings its own HTTP: what is signed here is what a send would send. */
static void signed_bodies_parse_what_they_answer(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = two_reads();
    onoffice_response *sent = onoffice_client_send(client, request), *read;
    size_t length = 0;
    const char *body = onoffice_response_body(sent, &length);
    read = onoffice_response_parse(request, 200, body, length);
    CHECK_INT(onoffice_response_status(read), onoffice_response_status(sent));
    CHECK_INT(onoffice_response_count(read), 2);
    CHECK_TEXT(onoffice_response_body(read, NULL), body);
    onoffice_response_free(sent);
    onoffice_response_free(read);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void connections_are_kept(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    int round;
    for (round = 0; round < 3; round++) {
        onoffice_response *response = onoffice_client_send(client, request);
        CHECK_INT(onoffice_response_status(response), ONOFFICE_OK);
        if (round > 0) CHECK_HAS(onoffice_response_trace(response, NULL), "\"reused\":true");
        onoffice_response_free(response);
    }
    onoffice_request_free(request);
    onoffice_client_free(client);
}

static void strange_certificates_are_refused(void) {
    onoffice_client *client =
        onoffice_client_new(need_environment("ONOFFICE_TOKEN"), need_environment("ONOFFICE_SECRET"));
    onoffice_request *request = reads(1);
    need_environment("ONOFFICE_CA_FILE");
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_URL, need_environment("ONOFFICE_URL")), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_TLS), ONOFFICE_ERROR_TLS);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, "/nonexistent/ca.pem"), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_TLS), ONOFFICE_ERROR_TLS);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, ""), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_number(client, ONOFFICE_OPTION_TLS_VERIFY_PEER, 0), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* Settings count from the next send on, also for the connections that are kept. */
static void settings_apply_to_kept_connections(void) {
    onoffice_client *client = sandbox_client();
    onoffice_request *request = reads(1);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    CHECK_INT(onoffice_client_set_text(client, ONOFFICE_OPTION_CA_FILE, ""), ONOFFICE_OK);
    CHECK_INT(send_status(client, request, ONOFFICE_ERROR_TLS), ONOFFICE_ERROR_TLS);
    point_at_sandbox(client);
    CHECK_INT(send_status(client, request, ONOFFICE_OK), ONOFFICE_OK);
    onoffice_request_free(request);
    onoffice_client_free(client);
}

/* Garbage-collected hosts free in any order. */
static void handles_are_freed_in_any_order(void) {
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int row, step;
    for (row = 0; row < 6; row++) {
        onoffice_client *client = sandbox_client();
        onoffice_request *request = reads(2);
        onoffice_response *response = onoffice_client_send(client, request);
        int response_is_there = 1;
        for (step = 0; step < 3; step++) {
            if (orders[row][step] == 0)
                onoffice_client_free(client);
            else if (orders[row][step] == 1)
                onoffice_request_free(request);
            else {
                onoffice_response_free(response);
                response_is_there = 0;
            }
            if (response_is_there) {
                CHECK_INT(onoffice_response_result_status(response, 1), ONOFFICE_OK);
                CHECK_HAS(onoffice_response_body(response, NULL), "\"records\"");
            }
        }
    }
}

int main(void) {
    RUN(reads_come_back);
    RUN(batches_fail_by_action);
    RUN(wrong_credentials_are_refused);
    RUN(signed_bodies_parse_what_they_answer);
    RUN(connections_are_kept);
    RUN(strange_certificates_are_refused);
    RUN(settings_apply_to_kept_connections);
    RUN(handles_are_freed_in_any_order);
    return check_report("sandbox");
}
