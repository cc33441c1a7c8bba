/*
 * star.h - the warehouse's tables and views, as SQL.
 *
 *   templates  codes          which lists name a template's codes
 *   tables  items  measures   the vocabulary, with Chinese labels
 *   filings ─ filing_tables ─ facts
 *           └ findings
 *
 * A filing is one file; it is replaced by a corrected one and stays in the
 * history then, with its digest and without facts.  Its region is the one that
 * was given, else its template's, which is no county's; what identifies it are
 * 'office' (the department as titles are compared), year, given_region and
 * 'family' (the first of the templates that extend one another), and 'saved'
 * and 'run' say which of two is the later one (warehouse.h).  'reading' says
 * which program and mappings it was read with, 'content' what all of its rows
 * are: where one of them is another now, it is read again, and where both are,
 * replaced.  'reason' of a finding is why it stays, NULL: nobody has said.
 * 'facts' have the words of the vocabulary as they are: columns that repeat
 * cost a warehouse little, and nothing has to be looked up to load or to read
 * them.
 *
 * Views: leaf_facts (adding them up counts nothing twice), wide_TABLE (one
 * column a measure; evaluation tables one view a section), code_tree (leaf
 * amounts summed up to each code above, those that no list has too),
 * findings_by_department (how many, and how many of them are explained), and
 * facts_yuan (the same columns in every dialect, to fill another warehouse's
 * tables from).  'incomplete' in them is 1 where not
 * all figures of a file could be read.
 *
 * Units    Amounts are yuan, NUMERIC or DECIMAL(38,18).  SQLite has no exact
 *          numbers but integers: there a fact is units / 10^scale, where scale
 *          is 4 (one hundredth of a fen) or, for the rare finer figure, as
 *          many as it has; views show the number as text, exact.  Sums there
 *          are exact to 10^-14 yuan and stop with an error at 9.2 * 10^14.
 * Memory   In the arena given.
 */
#ifndef STORE_STAR_H
#define STORE_STAR_H

#include "mapping/mapping.h"

enum star_dialect {
    STAR_SQLITE,
    STAR_POSTGRESQL,
    STAR_DUCKDB,
    STAR_CLICKHOUSE,
    STAR_HIVE,
};

#define STAR_VERSION 4

/* False for an unknown name. */
bool star_dialect(struct text name, enum star_dialect *out);
const char *star_dialects(void); /* their names, with blanks between */

/* All statements; the code lists of 'set' give columns of wide views. */
struct text star_schema(struct arena *arena, enum star_dialect dialect,
                        const struct mapping_set *set);

/* Brings tables of an older version up to date, but for what the new columns of
   'filings' say. */
struct text star_upgrade(struct arena *arena, enum star_dialect dialect,
                         const struct mapping_set *set, int version);

/* Makes the wide views of some tables anew, by their index: those to which
   words came. */
struct text star_widen(struct arena *arena, enum star_dialect dialect,
                       const struct mapping_set *set, const bool *tables);

#endif
