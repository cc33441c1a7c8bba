/*
 * postgres.c - the one place that knows libpq.
 *
 * It is loaded when a database is opened: with what it needs in turn it would
 * cost every other command two thirds of its start.
 */
#include <assert.h>
#include <dlfcn.h>
#include <postgresql/libpq-fe.h>
#include <string.h>

#include "store/database.h"

#define LIBRARY "libpq.so.5"
#define STATEMENTS 64
#define SEND_MAX ((size_t)1 << 20) /* bytes of a COPY given at a time */

#define FUNCTIONS(X)                                                           \
    X(PQconnectdb)                                                             \
    X(PQstatus)                                                                \
    X(PQparameterStatus)                                                       \
    X(PQexecParams)                                                            \
    X(PQerrorMessage)                                                          \
    X(PQfinish)                                                                \
    X(PQexec)                                                                  \
    X(PQprepare)                                                               \
    X(PQexecPrepared)                                                          \
    X(PQresultStatus)                                                          \
    X(PQntuples)                                                               \
    X(PQnfields)                                                               \
    X(PQgetisnull)                                                             \
    X(PQgetvalue)                                                              \
    X(PQgetlength)                                                             \
    X(PQclear)                                                                 \
    X(PQputCopyData)                                                           \
    X(PQputCopyEnd)                                                            \
    X(PQgetResult)

struct library {
#define MEMBER(name) __typeof__(name) *name;
    FUNCTIONS(MEMBER)
#undef MEMBER
};

struct connection {
    struct library pq;
    PGconn *handle;
    const char *prepared[STATEMENTS];
    int n_prepared;
    bool partial; /* its encoding does not hold all that UTF-8 does */
};

/* The library's message has line breaks at its end and between. */
static bool
failed(struct connection *connection, struct diag_list *diags)
{
    const char *says = connection->pq.PQerrorMessage(connection->handle);
    struct text text = text_trim(text_of(says));
    struct diag *diag = NULL;

    while (text.n || !diag) {
        long end = text_find(text, TEXT("\n"), 0);
        struct text line = text_slice(text, 0, end < 0 ? text.n : (size_t)end);

        if (!diag)
            diag = diag_add(diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE,
                            "PostgreSQL says: %.*s", TEXT_ARG(line));
        else
            diag_detail(diags, diag, "%.*s", TEXT_ARG(line));
        text = text_slice(text, end < 0 ? text.n : (size_t)end + 1, text.n);
    }
    return false;
}

static bool
load(struct library *pq, struct diag_list *diags)
{
    static const struct {
        const char *name;
        size_t at;
    } functions[] = {
#define MEMBER(name) { #name, offsetof(struct library, name) },
        FUNCTIONS(MEMBER)
#undef MEMBER
    };
    /* A program that is one file cannot even load itself. */
    bool alone = !dlopen(NULL, RTLD_NOW);
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

    for (int i = 0; handle && i < ARRAY_LEN(functions); i++) {
        void *address = dlsym(handle, functions[i].name);

        if (!address)
            handle = NULL;
        memcpy((char *)pq + functions[i].at, &address, sizeof address);
    }
    if (handle)
        return true;
    if (alone)
        diag_hint(diags,
                  diag_add(diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE,
                           "this program was built as one file, which cannot "
                           "use PostgreSQL's library %s",
                           LIBRARY),
                  "load with a juesuan that was built or installed in the "
                  "ordinary way, or into --db sqlite:FILE");
    else
        diag_hint(diags,
                  diag_add(diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE,
                           "cannot load %s: %s", LIBRARY, dlerror()),
                  "install Debian's libpq5");
    return false;
}

static bool
run(struct database *database, const char *sql, struct diag_list *diags)
{
    struct connection *connection = database->connection;
    PGresult *result = connection->pq.PQexec(connection->handle, sql);
    ExecStatusType status = connection->pq.PQresultStatus(result);

    connection->pq.PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
           || failed(connection, diags);
}

static void
close_database(struct database *database)
{
    struct connection *connection = database->connection;

    connection->pq.PQfinish(connection->handle);
    connection->handle = NULL;
}

static bool
open_database(struct database *database, const char *where, bool reader,
              struct diag_list *diags)
{
    struct connection *connection
        = ARENA_NEW(database->arena, struct connection);

    (void)reader;
    database->connection = connection;
    if (!load(&connection->pq, diags))
        return false;
    connection->handle = connection->pq.PQconnectdb(where);
    if (connection->pq.PQstatus(connection->handle) != CONNECTION_OK) {
        failed(connection, diags);
    } else if (run(database,
                   "SET client_encoding = 'UTF8';"
                   "SET client_min_messages = warning;"
                   "SET standard_conforming_strings = on",
                   diags)) {
        const char *encoding = connection->pq.PQparameterStatus(
            connection->handle, "server_encoding");

        connection->partial = encoding && strcmp(encoding, "UTF8") != 0
                              && strcmp(encoding, "SQL_ASCII") != 0;
        return true;
    }
    close_database(database);
    return false;
}

/* The statement's number, -1 when it was refused. */
static int
prepare(struct connection *connection, const char *sql, char name[16])
{
    PGresult *result;
    ExecStatusType status;
    int i = 0;

    while (i < connection->n_prepared && connection->prepared[i] != sql)
        i++;
    snprintf(name, 16, "s%d", i);
    if (i < connection->n_prepared)
        return i;
    assert(i < STATEMENTS); /* warehouse.sql has fewer */
    result = connection->pq.PQprepare(connection->handle, name, sql, 0, NULL);
    status = connection->pq.PQresultStatus(result);
    connection->pq.PQclear(result);
    if (status != PGRES_COMMAND_OK)
        return -1;
    connection->prepared[connection->n_prepared++] = sql;
    return i;
}

static void
read_rows(const struct library *pq, struct arena *arena, PGresult *result,
          struct database_rows *out)
{
    out->n = pq->PQntuples(result);
    out->n_columns = pq->PQnfields(result);
    out->cells = ARENA_ARRAY(arena, struct text, out->n * out->n_columns + 1);
    for (int i = 0; i < out->n * out->n_columns; i++) {
        int row = i / out->n_columns, column = i % out->n_columns;
        int n = pq->PQgetlength(result, row, column);

        if (!pq->PQgetisnull(result, row, column))
            out->cells[i]
                = (struct text){ arena_copy(arena,
                                            pq->PQgetvalue(result, row, column),
                                            (size_t)n),
                                 (size_t)n };
    }
}

static bool
query(struct database *database, struct arena *arena,
      const struct database_statement *asked, struct database_rows *out,
      struct diag_list *diags)
{
    struct connection *connection = database->connection;
    const struct library *pq = &connection->pq;
    int n = asked->n_values;
    const char **given = ARENA_ARRAY(arena, const char *, n + 1);
    struct database_rows rows = { .n = 0 };
    PGresult *result;
    ExecStatusType status;
    char name[16];

    for (int i = 0; i < n; i++)
        given[i]
            = asked->values[i].at ? text_zero(arena, asked->values[i]) : NULL;
    if (prepare(connection, asked->sql, name) < 0)
        return failed(connection, diags);
    result
        = pq->PQexecPrepared(connection->handle, name, n, given, NULL, NULL, 0);
    status = pq->PQresultStatus(result);
    if (status == PGRES_TUPLES_OK && out)
        read_rows(pq, arena, result, &rows);
    pq->PQclear(result);
    if (out)
        *out = rows;
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
           || failed(connection, diags);
}

/* Asked within a transaction, which must outlive a no. */
static bool
holds(struct database *database, struct arena *arena, struct text t)
{
    struct connection *connection = database->connection;
    const struct library *pq = &connection->pq;
    struct diag_list unheard = diag_none(arena);
    const Oid bytea = 17;
    int n = (int)t.n, binary = 1;
    PGresult *result;
    bool good;

    if (!connection->partial || t.n == 0)
        return true;
    if (!run(database, "SAVEPOINT holds", &unheard))
        return true; /* whatever comes next will say why */
    result = pq->PQexecParams(
        connection->handle,
        "SELECT length(convert($1, 'UTF8', getdatabaseencoding()))", 1, &bytea,
        &t.at, &n, &binary, 0);
    good = pq->PQresultStatus(result) == PGRES_TUPLES_OK;
    pq->PQclear(result);
    run(database, good ? "RELEASE holds" : "ROLLBACK TO holds; RELEASE holds",
        &unheard);
    return good;
}

static bool
copy(struct database *database, const char *table, struct text lines,
     struct diag_list *diags)
{
    struct connection *connection = database->connection;
    const struct library *pq = &connection->pq;
    struct arena scratch = arena_beside(database->arena);
    PGresult *result;
    ExecStatusType status;
    bool good = true;

    result = pq->PQexec(connection->handle,
                        arena_printf(&scratch, "COPY %s FROM STDIN", table));
    arena_release(&scratch);
    status = pq->PQresultStatus(result);
    pq->PQclear(result);
    if (status != PGRES_COPY_IN)
        return failed(connection, diags);
    for (size_t pos = 0; good && pos < lines.n; pos += SEND_MAX) {
        size_t n = lines.n - pos < SEND_MAX ? lines.n - pos : SEND_MAX;

        good = pq->PQputCopyData(connection->handle, lines.at + pos, (int)n)
               == 1;
    }
    good &= pq->PQputCopyEnd(connection->handle, good ? NULL : "stopped") == 1;
    while ((result = pq->PQgetResult(connection->handle))) {
        good &= pq->PQresultStatus(result) == PGRES_COMMAND_OK;
        pq->PQclear(result);
    }
    return good || failed(connection, diags);
}

const struct database_kind postgres_kind = {
    .name = "postgresql",
    .open = open_database,
    .close = close_database,
    .run = run,
    .query = query,
    .copy = copy,
    .holds = holds,
    .setup = "BEGIN; SELECT pg_advisory_xact_lock(4207849484)",
    .known = "SELECT 1 WHERE to_regclass('juesuan_schema') IS NOT NULL",
    /* One loader at a time gives out numbers of filings. */
    .begin = "BEGIN; LOCK TABLE filings IN SHARE ROW EXCLUSIVE MODE",
};
