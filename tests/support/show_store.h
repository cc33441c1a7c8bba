/*
 * show_store.h - what the stores write, as text in memory, and what they
 * complain of.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_SHOW_STORE_H
#define SUPPORT_SHOW_STORE_H

#include "base/csv_text.h"
#include "canon/kept.h"

struct text show_json(struct arena *arena, const struct model *model);
struct text show_kept(struct arena *arena, const struct kept *kept);
struct text show_facts(struct arena *arena, const struct model *model,
                       enum csv_text_style style); /* with its header */
struct text show_jsonl(struct arena *arena, const struct model *model);

/* One a line: "file:line:column: text [code]", without its level; below it its
   evidence, indented. */
const char *show_complaints(struct arena *arena, const struct diag_list *diags);
/* The errors alone. */
const char *show_errors(struct arena *arena, const struct diag_list *diags);

#endif
