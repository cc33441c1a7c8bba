/*
 * export_kept.h - labels, notes (备注) and marks of sheets, kept and put back.
 *
 *     import ── export_kept ──▶ kept ── export_kept_sheets ──▶ the same sheets
 *
 * Memory   In the arena; points into the book that was located, or the kept
 *          file.
 * Errors   Those of cell_write.h.
 */
#ifndef PORT_EXPORT_KEPT_H
#define PORT_EXPORT_KEPT_H

#include "canon/kept.h"
#include "place/locate.h"
#include "port/exported.h"

/*
 * What a located book holds beside its model.  Sheets that the template draws
 * just as they are need not be kept, unless 'all' are wanted (another template
 * may give the figures back with other decimals).
 */
struct kept *export_kept(struct arena *arena, const struct located *located,
                         const struct model *model, bool all);

/* The sheets that are kept whole, as they were. */
struct book *export_kept_book(struct arena *arena, const struct kept *kept,
                              const char *file);

/* Adds all sheets of the kept file, with the model's figures: those that are
   kept whole as they were, the others drawn. */
void export_kept_sheets(struct exported *out,
                        const struct template_rule *template,
                        const struct kept *kept);

#endif
