/*
 * project.h - as much of a model as a template can say.
 *
 * Drawn, read again, and what does not come back left out, until all comes
 * back.  Members of a list that the template has no word for leave no blank
 * row: those below them move up.
 *
 * Memory   In the arena; facts point into the model.
 * Errors   Those of export.h.
 */
#ifndef REMAP_PROJECT_H
#define REMAP_PROJECT_H

#include "remap/remainder.h"

struct written project_model(struct arena *arena, const struct model *model,
                             const struct template_rule *template,
                             struct diag_list *diags);

#endif
