/*
 * migrate.h - a filing from one template into another, and back.
 *
 *   A.xlsx ──import──▶ model ──migrate_forward──▶ B.xlsx
 *                        └── A's sheets, and what B has no place for ──▶ K
 *   B.xlsx ──import──▶ model ∪ K, B's figures first ──migrate_back──▶ A.xlsx
 *
 * What B says is found by reading what was drawn, so nothing is lost unseen.
 * On the way back B decides wherever it has a place, blank ones too; all else
 * is as it stood.  Where rows were put into a list of B or taken out, what K
 * holds of that list moves with its row.
 *
 * Memory   In the arena; points into models, kept and mappings.
 * Errors   Those of export.h, and kept-unused, table-missing, sheet-redrawn,
 *          scope-differs; none of them stops it.  'lost' is the caller's to
 *          report, by remainder.h.
 */
#ifndef REMAP_MIGRATE_H
#define REMAP_MIGRATE_H

#include "canon/kept.h"
#include "port/rounding.h"
#include "remap/remainder.h"

/*
 * The target's workbook of a model.  'kept' (may be NULL) are the model's own
 * sheets: they come back as they were when the target is the template they
 * were read by.
 */
struct written migrate_forward(struct arena *arena, const struct model *source,
                               const struct kept *kept,
                               const struct template_rule *target,
                               struct diag_list *diags);

/*
 * Says of department and year what neither the sheets nor the document's
 * properties, where they are put, will say (fact-no-place, at the level
 * given).  Returns how many.
 */
int migrate_report_filing(struct arena *arena, const struct written *migrated,
                          const struct template_rule *target,
                          enum diag_level level, struct diag_list *diags);

/*
 * Rounds the figures of the book to what is shown.  What that cuts off is
 * 'lost', too: the book no longer says it, and on the way back K does.
 */
struct tails migrate_round(struct arena *arena, struct written *migrated);

/* What a kept file says of the migration that it was made by. */
struct migrate_past {
    const struct kept *kept;
    const struct template_rule *from; /* of the kept sheets */
    struct model *was;                /* what they said */
    struct written then;              /* and as they were written */
};

/* Is it the kept file of a migration, not of an import? */
bool migrate_is_kept(const struct kept *kept);
/* 'from' is the template of the kept sheets, 'to' the one that they were
   written in. */
struct migrate_past migrate_recall(struct arena *arena, const struct kept *kept,
                                   const struct template_rule *from,
                                   const struct template_rule *to);

/* What the kept sheets say, where they cannot be the model's as they were;
   NULL: they may be.  A department may have been renamed. */
const struct model *migrate_kept_other(struct arena *arena,
                                       const struct kept *kept,
                                       const struct template_rule *from,
                                       const struct model *model);

/*
 * May a workbook be the one that was written, changed since?  It is of the
 * same department and year; one that names no department has most figures.
 */
bool migrate_is_of(struct arena *arena, const struct migrate_past *past,
                   const struct model *source);

/* The kept workbook, with the figures of 'source'. */
struct written migrate_back(struct arena *arena,
                            const struct migrate_past *past,
                            const struct model *source,
                            struct diag_list *diags);

#endif
