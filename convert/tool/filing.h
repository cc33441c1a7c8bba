/*
 * filing.h - a workbook read into a model, by its template.
 *
 * Memory   In the arena given.
 * Errors   Those of xlsx_read.h, locate.h, import.h and given.h; false then.
 *          The model says how many figures they leave out ('unread').
 */
#ifndef TOOL_FILING_H
#define TOOL_FILING_H

#include "canon/model.h"
#include "place/locate.h"
#include "tool/command.h"

struct filing {
    const struct template_rule *template;
    struct located *located; /* with its book */
    struct model *model;
    bool keeps; /* set before: what no fact holds goes into a kept file */
};

/* A workbook.  Without a template (NULL) the one that fits best, told as a
   note. */
bool filing_read(struct arena *arena, struct tool *tool, const char *path,
                 const struct mapping_set *set,
                 const struct template_rule *template, struct filing *out,
                 struct diag_list *diags);

/* The same, or a model as model_file.h reads it. */
struct model *filing_read_model(struct arena *arena, struct tool *tool,
                                const char *path, const struct mapping_set *set,
                                const struct template_rule *template,
                                struct diag_list *diags);

#endif
