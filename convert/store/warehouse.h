/*
 * warehouse.h - filings into the tables of star.h.
 *
 *     model ──warehouse_write──▶ bytes ──warehouse_take──▶ database
 *             any process                one process, in order
 *
 * The same bytes of a file change nothing, whatever its name.  A filing of the
 * same department, year and template that holds one of the same tables (and
 * instances) replaces the older one: in one transaction the older one's facts
 * and findings go and its row stays, with its digest and the number of the one
 * that replaced it.  Filings without department or year replace nothing.
 *
 * Many filings go in one transaction; a load that is killed, or that the
 * database fails, leaves whole filings.
 *
 * Memory   Rows of one transaction, at most about 8 MB.
 * Errors   database, filing-shrinks, filing-unnamed, char-invalid.
 */
#ifndef STORE_WAREHOUSE_H
#define STORE_WAREHOUSE_H

#include <stdio.h>

#include "canon/model.h"
#include "mapping/mapping.h"
#include "reconcile/check.h"
#include "store/database.h"

/* What a file's rows are made with. */
struct warehouse_filing {
    const struct model *model;
    const struct mapping_set *set;
    const struct findings *findings; /* NULL: none were looked for */
    struct text digest;
    const char *file;
};

/*
 * The rows: a line begins with its letter (D the filing, I an item, M a
 * measure, T a table, F a fact, N a finding), then the fields of star.c less
 * the filing's number, as COPY of PostgreSQL has them.  "=" and a digest is a
 * file that is known.
 */

/* Items that a process has told of already. */
struct warehouse_told;
struct warehouse_told *warehouse_write_told(struct arena *arena);

/* False when a text cannot be carried. */
bool warehouse_write(struct arena *arena, FILE *out,
                     const struct database_kind *kind,
                     const struct warehouse_filing *filing,
                     struct warehouse_told *told, struct diag_list *diags);
/* Instead, for a file that is there already. */
void warehouse_write_known(FILE *out, struct text digest);

/* Is a file of this digest there?  False where the database cannot say. */
bool warehouse_knows(struct database *database, struct arena *arena,
                     struct text digest);

struct warehouse;

/* Makes the tables where they are not there, and brings the vocabulary and the
   code lists up to date. */
struct warehouse *warehouse_open(struct arena *arena,
                                 const struct database_kind *kind,
                                 const char *where,
                                 const struct mapping_set *set,
                                 struct diag_list *diags);
struct database *warehouse_database(struct warehouse *warehouse);

enum warehouse_outcome {
    WAREHOUSE_FAILED, /* the database failed; nothing more can be loaded */
    WAREHOUSE_ADDED,
    WAREHOUSE_REPLACED, /* older filings, by this one */
    WAREHOUSE_KNOWN,    /* already there */
    WAREHOUSE_OLD,      /* was there, and a corrected one has replaced it */
};

enum warehouse_outcome warehouse_take(struct warehouse *warehouse,
                                      struct text bytes, const char *path,
                                      struct diag_list *diags);
/* Commits what is pending, or leaves it when a filing could not be taken;
   false when it is not in the database. */
bool warehouse_close(struct warehouse *warehouse, struct diag_list *diags);

#endif
