/*
 * show.h - what was found on sheets, as text to compare with.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_SHOW_H
#define SUPPORT_SHOW_H

#include "support/given.h"

/*
 * One a line, as "B6 error row-unclaimed t.yaml:5: no rule claims …", and
 * below it its evidence and hint, indented.  The sheet is named where it is not
 * Sheet1.
 */
const char *show_diags(struct arena *arena, const struct diag_list *diags);

/*
 * Where tables stand: "income at A1" and a line for each row with slots and
 * item, "6 total: C total, D fiscal_appropriation"; "C~" for a merged cell
 * that speaks for this row too, "C-F" for a run of cells.
 */
const char *show_placement(struct arena *arena, const struct placement *p);
const char *show_placements(const struct given_reading *r);

/*
 * A letter a cell, row by row: L label, F fact, K kept, N named, ! nobody's,
 * . blank.
 */
const char *show_claims(const struct given_reading *r);

/*
 * One fact a line, "C6 total total = 9045000 -2 sum": amounts with their
 * decimals, others with their unit, texts quoted.
 */
const char *show_values(struct arena *arena, const struct model *model);

/* The same behind a line for each table, with what it says of itself:
   "income of 某局, 2022, 4: 2 decimals". */
const char *show_model(struct arena *arena, const struct model *model);

/*
 * What must hold for any sheet, "" where it does: each cell claimed, a slot
 * behind each fact's cell and the other way round; export(import(g)) = g.
 */
const char *show_broken_laws(const struct given_reading *r);

#endif
