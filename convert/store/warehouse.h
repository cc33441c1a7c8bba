/*
 * warehouse.h - filings into the tables of star.h.
 *
 *     model ──warehouse_write──▶ bytes ──warehouse_take──▶ database
 *             any process                one process, in order
 *
 * The same bytes of a file change nothing, whatever its name, unless more is
 * known of them now (a region, a unit), or they were read with other mappings
 * or by another program and say something else now: then what they said before
 * goes, and what it had replaced is replaced by what they say now, or named.
 * It keeps its number and its place among others.
 *
 * Of two filings of one office (department, year, given region, family of
 * templates) that hold one of the same tables (and instances), the later one
 * replaces the other: the other's facts and findings go and its row stays, with
 * its digest and the number of the one that replaced it.  The later one is the
 * one that was saved later; a file that does not say when is older than one
 * that does.  Where that is the same, the later load's; of one load, the one
 * whose digest sorts last.  So what is current depends on what was loaded, not
 * on the order of names or workers: a filing is current when none that is
 * later, current or not, shares a table with it.
 *
 * That one replaces another is reported for two filings of one load, for one
 * that is loaded later but older, and, as an error, for two that have hardly a
 * figure in common and no region: they may be two offices of one name.
 * Filings without department or year replace nothing.
 *
 * Filings of one office that count must have whole sets of tables together
 * (whole.h); what is missing is reported after the last one.
 *
 * Reasons of findings (why they stay) are given with a filing, or kept: where
 * its findings come anew, or those of a filing of an earlier load that it
 * replaces, one with the same rule, cell and words has the reason that it had.
 * A reason that is nobody's now is told.  They are not part of what a filing
 * says: given ones come into findings that are there.
 *
 * Many filings go in one transaction; a load that is killed, or that the
 * database fails, leaves whole filings.
 *
 * Memory   Rows of some filings; a transaction has at most about 8 MB of them.
 * Errors   database, char-invalid, value-overflow; doubts: file-twice,
 *          filing-twice, filing-shrinks, filing-freed, filing-unnamed,
 *          filing-outdated, table-missing; reason-gone.
 */
#ifndef STORE_WAREHOUSE_H
#define STORE_WAREHOUSE_H

#include <stdio.h>

#include "canon/model.h"
#include "mapping/mapping.h"
#include "reconcile/whole.h"
#include "store/database.h"

/* What a file's rows are made with. */
struct warehouse_filing {
    const struct model *model;
    const struct mapping_set *set;
    const struct findings *findings; /* NULL: none were looked for */
    bool explained;    /* their reasons are given, and replace what they had */
    bool alone;        /* and nothing else is said of the file */
    const bool *there; /* NULL: all its tables; those that are taken to
                                be empty and cannot be are not */
    struct text digest;
    struct text reading; /* with which program and mappings, as a digest */
    const char *file;
};

/*
 * The rows: a line begins with its letter (D the filing, I an item, M a
 * measure, T a table, F a fact, N a finding, R its reason), then the fields of
 * star.sql less the filing's number (of D, those of warehouse_own.h; of N, less
 * the reason; of R, the finding's number and the reason), as COPY of PostgreSQL
 * has them.  "=" and a digest is a file that is known.
 */

/* Items that a process has written already. */
struct warehouse_told;
struct warehouse_told *warehouse_write_told(struct arena *arena);

/* False when a text cannot be carried. */
bool warehouse_write(struct arena *arena, FILE *out,
                     const struct database_kind *kind,
                     const struct warehouse_filing *filing,
                     struct warehouse_told *told, struct diag_list *diags);
/* Instead, for a file that is there already, whole or in the history. */
void warehouse_write_known(FILE *out, struct text digest);

/* Is a file of this digest there, read in that way, and need not be read again?
   False where the database cannot say. */
bool warehouse_knows(struct database *database, struct arena *arena,
                     struct text digest, struct text reading);

struct warehouse;

/* Makes the tables where they are not there, or brings them, the vocabulary and
   the code lists up to date. */
struct warehouse *warehouse_open(struct arena *arena,
                                 const struct database_kind *kind,
                                 const char *where,
                                 const struct mapping_set *set,
                                 struct diag_list *diags);
struct database *warehouse_database(struct warehouse *warehouse);

enum warehouse_outcome {
    WAREHOUSE_FAILED,  /* the database failed; nothing more can be loaded */
    WAREHOUSE_REFUSED, /* it cannot hold a text of this filing */
    WAREHOUSE_ADDED,
    WAREHOUSE_REPLACED,  /* older filings, by this one */
    WAREHOUSE_AGAIN,     /* instead of what the same file said before */
    WAREHOUSE_KNOWN,     /* already there */
    WAREHOUSE_EXPLAINED, /* already there, its findings have other reasons */
    WAREHOUSE_OLD,       /* a later one has replaced it, or does at once */
};

/* *as is the name of the file that is known, in the arena. */
enum warehouse_outcome warehouse_take(struct warehouse *warehouse,
                                      struct arena *arena, struct text bytes,
                                      const char *path, struct text *as,
                                      struct diag_list *diags);
/* How many filings were taken and are not safe in the database yet. */
int warehouse_pending(const struct warehouse *warehouse);
/* Commits what is pending, or leaves it when a filing could not be taken;
   false when it is not in the database. */
bool warehouse_close(struct warehouse *warehouse, struct diag_list *diags);

#endif
