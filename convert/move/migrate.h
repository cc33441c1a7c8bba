/*
 * migrate.h - a filing from one template into another, and back.
 *
 *   A.xlsx ──import──▶ model + kept ──export──▶ B.xlsx
 *                            └── what B has no place for, and A's sheets ──▶ K
 *   B.xlsx ──import──▶ model ∪ K.lost, B's figures first ──export with K──▶ A.xlsx
 *
 * Errors   fact-no-place, place-no-fact, scope-differs, code-unknown through
 *          diags; none of them stops it, the caller decides.
 */
#ifndef MOVE_MIGRATE_H
#define MOVE_MIGRATE_H

#include "canon/kept.h"
#include "move/export.h"

/*
 * The model of 'target' that 'source' and what an earlier migration could not
 * place make together.  A fact of the source wins.
 */
struct model *migrate_join(struct arena *arena, const struct model *source,
                           const struct model *lost);

/* Each fact that found no place, with the reason; true when there is none. */
bool migrate_report_lost(struct arena *arena, const struct model *lost,
                         const struct template_rule *target,
                         enum diag_level level, struct diag_list *diags);

/* What the target asks for and the source template cannot say, differences in
   scope, and codes that the target's year does not have. */
void migrate_report_gaps(struct arena *arena, const struct model *source,
                         const struct template_rule *from,
                         const struct template_rule *target,
                         struct diag_list *diags);

/* Is a kept file of this filing: same department, year and template? */
bool migrate_is_kept_of(struct arena *arena, const struct kept *kept,
                        const struct model *model);

#endif
