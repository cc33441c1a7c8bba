/*
 * warehouse_own.h - what the files of warehouse.h share, and nobody else has.
 */
#ifndef STORE_WAREHOUSE_OWN_H
#define STORE_WAREHOUSE_OWN_H

#include "store/bytes.h"
#include "store/star.h"
#include "store/warehouse.h"

struct warehouse {
    struct arena *arena;
    struct database database;
    enum star_dialect dialect;
    long long run;                        /* its number; 0: not known yet */
    struct arena rows;                    /* of the transaction */
    struct bytes tables, facts, findings; /* in it */
    long long next;                       /* filing's number */
    int pending;                          /* filings that are not committed */
    bool begun;
    bool failed; /* what is not committed never will be */
};

/* The fields of a filing's line (D), in order. */
enum warehouse_field {
    WAREHOUSE_DIGEST,
    WAREHOUSE_DEPARTMENT,
    WAREHOUSE_REGION,
    WAREHOUSE_YEAR,
    WAREHOUSE_TEMPLATE,
    WAREHOUSE_FILE,
    WAREHOUSE_N_TABLES,
    WAREHOUSE_N_FACTS,
    WAREHOUSE_N_FINDINGS,
    WAREHOUSE_GIVEN_REGION,
    WAREHOUSE_OFFICE,
    WAREHOUSE_FAMILY,
    WAREHOUSE_SAVED,
    WAREHOUSE_UNREAD,
    WAREHOUSE_N_FIELDS
};

#define WAREHOUSE_PUT_MEASURE                                                  \
    "INSERT INTO measures VALUES ($1, $2, $3, $4, $5) "                        \
    "ON CONFLICT (table_id, section, measure) DO NOTHING"
#define WAREHOUSE_PUT_ITEM                                                     \
    "INSERT INTO items VALUES ($1, $2, $3, $4, $5) "                           \
    "ON CONFLICT (table_id, item) DO NOTHING"

static inline bool
warehouse_query(struct warehouse *warehouse, struct arena *arena,
                const char *sql, const struct text *values, int n,
                struct database_rows *out, struct diag_list *diags)
{
    return warehouse->database.kind->query(&warehouse->database, arena, sql,
                                           values, n, out, diags);
}

static inline bool
warehouse_run(struct warehouse *warehouse, const char *sql,
              struct diag_list *diags)
{
    return warehouse->database.kind->run(&warehouse->database, sql, diags);
}

#endif
