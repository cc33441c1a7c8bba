/*
 * laws.h - does a mapping lose anything? Tried on generated models.
 *
 * For each table of a template a model is made that fills every slot the
 * template has, with random values, some absent; it is drawn, found again and
 * read, and must come back the same.
 *
 * Memory   In the arena; verdicts point into the mapping.
 */
#ifndef PORT_LAWS_H
#define PORT_LAWS_H

#include "canon/model.h"
#include "mapping/mapping.h"

enum laws_kind {
    LAWS_LOSSLESS, /* the sheet and the model say the same */
    LAWS_KEPT, /* lossless with kept: some cells have no word in the model */
    LAWS_LOSES /* something does not come back */
};

struct laws_verdict {
    const struct table_rule *table;
    enum laws_kind kind;
    const char *why; /* in the language; "" for LAWS_LOSSLESS */
};

/* One verdict a table, in template order; false when one of them loses. */
bool laws_template(struct arena *arena, enum language language,
                   const struct template_rule *template, uint64_t seed,
                   struct laws_verdict **verdicts, int *n);

/* A model that fills one table, or with table NULL every table. */
struct model *laws_model(struct arena *arena,
                         const struct template_rule *template,
                         const struct table_rule *table, uint64_t seed);

#endif
