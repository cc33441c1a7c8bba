/*
 * project.h - as much of a model as a template can say.
 *
 * Drawn, read again, and what does not come back left out, until all comes
 * back.  Members of a list that the template has no word for leave no blank
 * row: those below them move up.
 *
 * Memory   In the arena; facts point into the model.
 */
#ifndef REMAP_PROJECT_H
#define REMAP_PROJECT_H

#include "remap/remainder.h"

struct fit {
    struct book *book;
    struct model *says; /* the book as the template reads it */
    int *says_of;       /* [model tables] their tables there, or -1 */
    bool **lost;        /* [model tables][facts] */
};

struct fit project_model(struct arena *arena, const struct model *model,
                         const struct template_rule *template,
                         struct diag_list *diags);

#endif
