/* sqlite.c - the one place that knows SQLite. */
#include <assert.h>
#include <sqlite3.h>
#include <string.h>

#include "base/bytes.h"
#include "store/database.h"

#define STATEMENTS 64           /* that are prepared at a time */
#define WAIT_MILLISECONDS 60000 /* for another that writes */
#define READER_MILLISECONDS 2000
#define ROWS 64    /* that one statement puts in */
#define COLUMNS 32 /* of a table, at most */

struct connection {
    sqlite3 *handle;
    struct {
        const char *sql;
        sqlite3_stmt *statement;
    } prepared[STATEMENTS];
    int n_prepared;
};

static bool
failed(struct connection *connection, struct diag_list *diags)
{
    diag_add(diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE, "SQLite says: %s",
             sqlite3_errmsg(connection->handle));
    return false;
}

static bool
run(struct database *database, const char *sql, struct diag_list *diags)
{
    struct connection *connection = database->connection;

    return sqlite3_exec(connection->handle, sql, NULL, NULL, NULL) == SQLITE_OK
           || failed(connection, diags);
}

static void
close_database(struct database *database)
{
    struct connection *connection = database->connection;

    for (int i = 0; i < connection->n_prepared; i++)
        sqlite3_finalize(connection->prepared[i].statement);
    connection->n_prepared = 0;
    sqlite3_close(connection->handle);
    connection->handle = NULL;
}

static bool
open_database(struct database *database, const char *where, bool reader,
              struct diag_list *diags)
{
    struct connection *connection
        = ARENA_NEW(database->arena, struct connection);
    int flags = reader ? SQLITE_OPEN_READONLY
                       : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

    database->connection = connection;
    if (sqlite3_open_v2(where, &connection->handle, flags | SQLITE_OPEN_NOMUTEX,
                        NULL)
        != SQLITE_OK) {
        diag_add(diags, DIAG_DATABASE, PLACE_FILE(where), PLACE_NONE,
                 "SQLite says: %s", sqlite3_errmsg(connection->handle));
        close_database(database);
        return false;
    }
    sqlite3_busy_timeout(connection->handle,
                         reader ? READER_MILLISECONDS : WAIT_MILLISECONDS);
    /* What spills before its transaction ends locks readers out. */
    if (run(database, "PRAGMA cache_size = -2048; PRAGMA cache_spill = OFF",
            diags))
        return true;
    close_database(database);
    return false;
}

static sqlite3_stmt *
prepare(struct connection *connection, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int n = connection->n_prepared;

    for (int i = 0; i < n; i++) {
        if (connection->prepared[i].sql == sql)
            return connection->prepared[i].statement;
    }
    if (sqlite3_prepare_v3(connection->handle, sql, -1,
                           SQLITE_PREPARE_PERSISTENT, &statement, NULL)
        != SQLITE_OK)
        return NULL;
    if (n == STATEMENTS) {
        sqlite3_finalize(connection->prepared[0].statement);
        n = 0;
    } else {
        connection->n_prepared++;
    }
    connection->prepared[n].sql = sql;
    connection->prepared[n].statement = statement;
    return statement;
}

static int
bind_text(sqlite3_stmt *statement, int i, struct text t)
{
    if (!t.at)
        return sqlite3_bind_null(statement, i);
    return sqlite3_bind_text(statement, i, t.at, (int)t.n, SQLITE_STATIC);
}

static void
add_row(struct arena *arena, sqlite3_stmt *statement,
        struct database_rows *rows, int *capacity)
{
    int n = rows->n * rows->n_columns;

    for (int i = 0; i < rows->n_columns; i++) {
        const char *at = (const char *)sqlite3_column_text(statement, i);
        struct text cell = TEXT_NONE;

        if (at)
            cell = (struct text){ arena_copy(arena, at,
                                             (size_t)sqlite3_column_bytes(
                                                 statement, i)),
                                  (size_t)sqlite3_column_bytes(statement, i) };
        ARENA_PUSH(arena, rows->cells, n, *capacity, cell);
    }
    rows->n++;
}

static bool
query(struct database *database, struct arena *arena,
      const struct database_statement *asked, struct database_rows *out,
      struct diag_list *diags)
{
    struct connection *connection = database->connection;
    sqlite3_stmt *statement = prepare(connection, asked->sql);
    struct database_rows rows = { .n = 0 };
    int capacity = 0, result;

    if (!statement)
        return failed(connection, diags);
    for (int i = 0; i < asked->n_values; i++)
        bind_text(statement, i + 1, asked->values[i]);
    rows.n_columns = sqlite3_column_count(statement);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        if (out)
            add_row(arena, statement, &rows, &capacity);
    }
    if (result != SQLITE_DONE)
        failed(connection, diags);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (out)
        *out = rows;
    return result == SQLITE_DONE;
}

/* The field at *pos, without escapes; *pos moves behind its tab or line end. */
static struct text
next_field(struct arena *arena, const char *lines, size_t *pos)
{
    const char *at = lines + *pos, *end = at;
    struct text field = { at, 0 };
    bool escaped = false;
    char *to;

    for (; *end != '\t' && *end != '\n'; end++)
        escaped |= *end == '\\';
    *pos += (size_t)(end - at) + 1;
    field.n = (size_t)(end - at);
    if (!escaped)
        return field;
    if (at[0] == '\\' && at[1] == 'N')
        return TEXT_NONE;
    field = (struct text){ to = arena_alloc(arena, field.n), 0 };
    for (; at < end; at++) {
        char c = *at;

        if (c == '\\') {
            c = *++at;
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        to[field.n++] = c;
    }
    return field;
}

/* What a table's rows are put in with. */
struct insertion {
    sqlite3_stmt *one, *many; /* of ROWS rows */
    int n_columns;
    bool whole[COLUMNS]; /* the column holds integers */
};

static sqlite3_stmt *
insertion(struct connection *connection, struct arena *arena, const char *table,
          int n_columns, int n_rows)
{
    struct bytes sql = { .arena = arena };
    sqlite3_stmt *statement = NULL;

    bytes_printf(&sql, "INSERT INTO %s VALUES ", table);
    for (int i = 0; i < n_rows * n_columns; i++)
        bytes_add(&sql, i == 0               ? TEXT("(?")
                        : i % n_columns == 0 ? TEXT("),(?")
                                             : TEXT(",?"));
    bytes_char(&sql, ')');
    sqlite3_prepare_v2(connection->handle, bytes_text(&sql).at, -1, &statement,
                       NULL);
    return statement;
}

static bool
open_insertion(struct connection *connection, struct arena *arena,
               const char *table, bool many, struct insertion *out)
{
    sqlite3_stmt *columns;

    *out = (struct insertion){ .one = NULL };
    if (sqlite3_prepare_v2(connection->handle,
                           arena_printf(arena, "SELECT * FROM %s", table), -1,
                           &columns, NULL)
        != SQLITE_OK)
        return false;
    out->n_columns = sqlite3_column_count(columns);
    assert(out->n_columns <= COLUMNS);
    for (int i = 0; i < out->n_columns; i++)
        out->whole[i] = text_equal(text_of(sqlite3_column_decltype(columns, i)),
                                   TEXT("INTEGER"));
    sqlite3_finalize(columns);
    out->one = insertion(connection, arena, table, out->n_columns, 1);
    if (many)
        out->many = insertion(connection, arena, table, out->n_columns, ROWS);
    return out->one && (out->many || !many);
}

/* Digits of any int64_t but the largest. */
#define WHOLE_DIGITS 18

/* SQLite judges what is no such number: a column may refuse it. */
static void
bind_field(sqlite3_stmt *statement, int i, bool whole, struct text field)
{
    size_t sign = field.n > 0 && field.at[0] == '-';
    int64_t value = 0;

    if (!whole || field.n == sign || field.n - sign > WHOLE_DIGITS
        || text_digits(field, sign) < field.n) {
        bind_text(statement, i, field);
        return;
    }
    for (size_t k = sign; k < field.n; k++)
        value = value * 10 + (field.at[k] - '0');
    sqlite3_bind_int64(statement, i, sign ? -value : value);
}

/* Many rows of one statement go where the last one went without a search. */
static bool
copy(struct database *database, const char *table, struct text lines,
     struct diag_list *diags)
{
    struct connection *connection = database->connection;
    struct arena scratch = arena_beside(database->arena);
    struct insertion into;
    int left = 0;
    bool good;

    for (const char *at = lines.at, *end = at + lines.n; at < end; left++)
        at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
    good = open_insertion(connection, &scratch, table, left >= ROWS, &into);
    for (size_t pos = 0; good && left > 0;) {
        int n = left < ROWS ? 1 : ROWS;
        sqlite3_stmt *statement = n == 1 ? into.one : into.many;

        for (int i = 0; i < n * into.n_columns; i++)
            bind_field(statement, i + 1, into.whole[i % into.n_columns],
                       next_field(&scratch, lines.at, &pos));
        good = sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
        left -= n;
    }
    if (!good)
        failed(connection, diags);
    sqlite3_finalize(into.one);
    sqlite3_finalize(into.many);
    arena_release(&scratch);
    return good;
}

const struct database_kind sqlite_kind = {
    .name = "sqlite",
    .open = open_database,
    .close = close_database,
    .run = run,
    .query = query,
    .copy = copy,
    .setup = "BEGIN IMMEDIATE",
    .known = "SELECT 1 FROM sqlite_master WHERE name = 'juesuan_schema'",
    .begin = "BEGIN IMMEDIATE",
};
