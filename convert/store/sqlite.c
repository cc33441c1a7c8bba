/* sqlite.c - the one place that knows SQLite. */
#include <sqlite3.h>
#include <string.h>

#include "base/bytes.h"
#include "store/database.h"

#define STATEMENTS 64           /* that are prepared at a time */
#define WAIT_MILLISECONDS 60000 /* for another that writes */
#define READER_MILLISECONDS 2000

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
    if (sqlite3_open_v2(where, &connection->handle, flags, NULL) != SQLITE_OK) {
        diag_add(diags, DIAG_DATABASE, PLACE_FILE(where), PLACE_NONE,
                 "SQLite says: %s", sqlite3_errmsg(connection->handle));
        close_database(database);
        return false;
    }
    sqlite3_busy_timeout(connection->handle,
                         reader ? READER_MILLISECONDS : WAIT_MILLISECONDS);
    /* Room for a whole transaction: what spills locks readers out. */
    if (run(database, "PRAGMA cache_size = -16384", diags))
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

/* The field at *pos, unescaped in place; *pos moves behind its tab or line
   end. */
static struct text
next_field(char *lines, size_t end, size_t *pos)
{
    char *begin = lines + *pos, *to = begin;
    struct text field = { begin, 0 };
    size_t i = *pos;

    if (lines[i] == '\\' && lines[i + 1] == 'N') {
        *pos = i + 3;
        return TEXT_NONE;
    }
    for (; i < end && lines[i] != '\t' && lines[i] != '\n'; i++) {
        char c = lines[i];

        if (c == '\\') {
            c = lines[++i];
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        *to++ = c;
    }
    *pos = i + 1;
    field.n = (size_t)(to - begin);
    return field;
}

/* INSERT of a whole row, of as many fields as the first line has. */
static const char *
insertion(struct arena *arena, const char *table, struct text lines,
          int *n_columns)
{
    struct bytes sql = { .arena = arena };
    int n = 1;

    bytes_printf(&sql, "INSERT INTO %s VALUES (?", table);
    for (size_t i = 0; i < lines.n && lines.at[i] != '\n'; i++) {
        if (lines.at[i] != '\t')
            continue;
        bytes_add(&sql, TEXT(",?"));
        n++;
    }
    bytes_char(&sql, ')');
    *n_columns = n;
    return bytes_text(&sql).at;
}

static bool
copy(struct database *database, const char *table, struct text lines,
     struct diag_list *diags)
{
    struct connection *connection = database->connection;
    struct arena scratch = arena_beside(database->arena);
    sqlite3_stmt *statement = NULL;
    char *bytes = arena_copy(&scratch, lines.at, lines.n);
    int n_columns;
    const char *sql = insertion(&scratch, table, lines, &n_columns);
    bool good
        = sqlite3_prepare_v2(connection->handle, sql, -1, &statement, NULL)
          == SQLITE_OK;

    for (size_t pos = 0; good && pos < lines.n;) {
        for (int i = 0; i < n_columns; i++)
            bind_text(statement, i + 1, next_field(bytes, lines.n, &pos));
        good = sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
    }
    if (!good)
        failed(connection, diags);
    sqlite3_finalize(statement);
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
