/*
 * filing.h - a file read into a model: a workbook by its template, or a model.
 *
 *     struct filing_wish wish = { .set = set };
 *     struct filing filing;
 *
 *     if (filing_read(arena, "某局.xlsx", &wish, &filing, diags))
 *         json_write_model(out, filing.model);
 *
 * A workbook's cells that no fact holds can be kept beside the model, by
 * export_kept(arena, filing.located, filing.model, …).
 *
 * Memory   In the arena; points into the mappings.
 * Errors   Those of xlsx_read.h, locate.h, import.h, model_file.h and
 *          pathname.h; false then.  The model says how many figures they leave
 *          out ('unread').
 */
#ifndef STORE_FILING_H
#define STORE_FILING_H

#include "canon/model.h"
#include "mapping/pathname.h"
#include "place/locate.h"

/* What is asked for, and what the person knows. */
struct filing_wish {
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: the one that fits best */
    struct book_given given;              /* department, year, region, unit */
    const struct pathname *name;          /* what paths say; NULL: nothing */
    bool keeps; /* what no fact holds will be kept, so it is not reported */
    bool book;  /* a workbook, whatever the file is; no model */
    const struct text *bytes; /* what the one file holds; NULL: it is read */
};

struct filing {
    const struct template_rule *template; /* NULL: of a model */
    struct located *located;              /* with its book; NULL: of a model */
    struct model *model;
    const struct book *book; /* of a workbook, also one that no mapping knows */
};

/* Several workbooks as one filing, the first of which says what paths say
   (book/join.h). */
bool filing_read_all(struct arena *arena, const char *const *paths, int n,
                     const struct filing_wish *wish, struct filing *out,
                     struct diag_list *diags);

/* A workbook, or a model as model_file.h reads it.  Where a workbook's template
   was found and its tables were not, 'template' is set, too. */
bool filing_read(struct arena *arena, const char *path,
                 const struct filing_wish *wish, struct filing *out,
                 struct diag_list *diags);

#endif
