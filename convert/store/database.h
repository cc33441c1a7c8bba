/*
 * database.h - the little that the warehouse asks of a database.
 *
 * sqlite.c and postgres.c each know one library; the SQL is in warehouse.sql
 * and star.sql.  Parameters are $1 $2 … in the order of their first use, given
 * as text; NULL (at == NULL) is SQL's.
 *
 * Memory   Rows live in the arena given to the query.
 * Errors   database, with what the library says; false then.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/diag.h"

struct database_rows {
    struct text *cells; /* [n * n_columns] row by row; at NULL: SQL's NULL */
    int n, n_columns;
};

/* One statement and what its parameters are, by their numbers.  'sql' must stay
   where it is: it is prepared once. */
struct database_statement {
    const char *sql;
    const struct text *values;
    int n_values;
};

struct database {
    const struct database_kind *kind;
    struct arena *arena;
    void *connection;
};

struct database_kind {
    const char *name; /* "sqlite": the dialect of its SQL */
    /* 'where' is what follows "sqlite:", or a whole postgresql:// URL.
       A reader makes no file and does not wait for writers. */
    bool (*open)(struct database *database, const char *where, bool reader,
                 struct diag_list *diags);
    void (*close)(struct database *database);
    /* Statements without parameters and rows. */
    bool (*run)(struct database *database, const char *sql,
                struct diag_list *diags);
    /* 'out' may be NULL. */
    bool (*query)(struct database *database, struct arena *arena,
                  const struct database_statement *statement,
                  struct database_rows *out, struct diag_list *diags);
    /* Rows as COPY of PostgreSQL has them: tabs between, \N, a line each. */
    bool (*copy)(struct database *database, const char *table,
                 struct text lines, struct diag_list *diags);
    /* Can the database's encoding hold the text?  NULL: it holds any. */
    bool (*holds)(struct database *database, struct arena *arena,
                  struct text t);
    const char *setup; /* SQL: begins a transaction that may make the tables */
    const char *known; /* SQL: gives a row where they are there */
    const char *begin; /* SQL: begins a transaction of a writer */
};

extern const struct database_kind sqlite_kind, postgres_kind;

/* By the name: "sqlite:FILE", "postgresql://…", "postgres://…"; usage, and
   false, for another.  *where is what open() wants. */
bool database_named(const char *name, const struct database_kind **kind,
                    const char **where, struct diag_list *diags);

#endif
