/*
 * export.h - a model into a template's sheets.
 *
 * With the kept file of the workbook that it was read from, each sheet comes
 * back as it was, with the model's figures; without, as the template draws it.
 *
 * Memory   In the arena; points into the model, the kept file and the mapping.
 * Errors   Those of cell_write.h.  Facts without a place are in 'lost'; to
 *          report them is the caller's (remainder.h).
 */
#ifndef PORT_EXPORT_H
#define PORT_EXPORT_H

#include "port/export_kept.h"

/* 'kept' may be NULL. */
struct exported export_book(struct arena *arena,
                            const struct template_rule *template,
                            const struct model *model, const struct kept *kept,
                            struct diag_list *diags);

#endif
