/* Helpers of the examples: an end with a message, a call of one action, and tables with umlauts. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <onoffice.h>

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void fail(const char *doing, const char *why) {
    fflush(stdout);
    fprintf(stderr, "%s: %s\n", doing, why);
    exit(1);
}

static inline void add_action(onoffice_request *request, const char *action) {
    if (onoffice_request_add(request, action, strlen(action)) < 0) fail(action, onoffice_request_message(request));
}

/* The records of one result, an array. The caller deletes the whole document. */
static inline const cJSON *records_of(const cJSON *result) {
    const cJSON *data = cJSON_GetObjectItemCaseSensitive(result, "data");
    return cJSON_GetObjectItemCaseSensitive(data, "records");
}

/* Sends one action and returns its result, to be deleted by the caller. Ends the program if it fails. */
static inline cJSON *call(onoffice_client *client, const char *action) {
    onoffice_request *request = onoffice_request_new();
    onoffice_response *response;
    const char *text;
    size_t length;
    cJSON *result;
    add_action(request, action);
    response = onoffice_client_send(client, request);
    if (onoffice_response_status(response) != ONOFFICE_OK)
        fail(onoffice_status_name(onoffice_response_status(response)), onoffice_response_message(response));
    text = onoffice_response_result(response, 0, &length);
    result = cJSON_ParseWithLength(text, length);
    if (result == NULL) fail("cJSON", "the result could not be read");
    onoffice_response_free(response);
    onoffice_request_free(request);
    return result;
}

#define TABLE_COLUMNS 6
#define TABLE_ROWS 20
#define TABLE_CELL 200

/* Cells are text; the first row holds the headings. */
typedef struct table {
    int columns, rows;
    char cells[TABLE_ROWS][TABLE_COLUMNS][TABLE_CELL];
} table;

static inline void table_text(table *self, int row, int column, const char *text) {
    snprintf(self->cells[row][column], TABLE_CELL, "%s", text);
}

/* A JSON value as the API gives it: text, number or nothing. */
static inline void table_value(table *self, int row, int column, const cJSON *value) {
    if (cJSON_IsString(value))
        table_text(self, row, column, value->valuestring);
    else if (cJSON_IsNumber(value))
        snprintf(self->cells[row][column], TABLE_CELL, "%.15g", value->valuedouble);
    else
        table_text(self, row, column, "");
}

/* Columns of the screen that a text takes: its characters, not its bytes. */
static inline int width(const char *text) {
    int count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80; /* bytes that continue a UTF-8 character do not count */
    return count;
}

static inline void table_print(const table *self) {
    int row, column;
    for (row = 0; row < self->rows; row++) {
        for (column = 0; column < self->columns; column++) {
            int widest = 0, each;
            for (each = 0; each < self->rows; each++)
                if (width(self->cells[each][column]) > widest) widest = width(self->cells[each][column]);
            printf("%s%s", column == 0 ? "" : "  ", self->cells[row][column]);
            if (column + 1 < self->columns) printf("%*s", widest - width(self->cells[row][column]), "");
        }
        printf("\n");
    }
}

/* A table of these fields, one row per record. */
static inline void print_records(const cJSON *result, const char *const *fields, int columns) {
    static table rows;
    const cJSON *record;
    int column;
    memset(&rows, 0, sizeof rows);
    rows.columns = columns;
    rows.rows = 1;
    for (column = 0; column < columns; column++)
        table_text(&rows, 0, column, fields[column]);
    cJSON_ArrayForEach(record, records_of(result)) {
        const cJSON *elements = cJSON_GetObjectItemCaseSensitive(record, "elements");
        if (rows.rows == TABLE_ROWS) break;
        for (column = 0; column < columns; column++)
            table_value(&rows, rows.rows, column, cJSON_GetObjectItemCaseSensitive(elements, fields[column]));
        rows.rows++;
    }
    table_print(&rows);
}

#endif
