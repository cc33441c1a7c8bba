/*
 * draft_check.h - drafted files are loaded, and the workbooks read by them.
 *
 * Memory   In the arena given.
 * Errors   Those of load.h and locate.h.
 */
#ifndef REMAP_DRAFT_CHECK_H
#define REMAP_DRAFT_CHECK_H

#include "mapping/load.h"
#include "place/locate.h"
#include "remap/draft_sheet.h"

/* What a set of files reads of a table. */
struct draft_verdict {
    bool found;
    int n_bad; /* complaints of its rows, and of lint */
    const struct placement *placement;
};

/* Verdicts [tables->n]; false where the files cannot be loaded. */
bool draft_check(struct arena *arena, const char *folder,
                 const struct load_more *files,
                 const struct draft_tables *tables,
                 struct draft_verdict *verdicts, struct diag_list *diags);
/* Does b read what a does: has it a slot where a has one, or no complaint? */
bool draft_check_covers(const struct draft_verdict *a,
                        const struct draft_verdict *b);

#endif
