/*
 * package_table.h - a model's facts as tables with one column a measure.
 *
 * A table of the final account is one such table: instance, item, name, then
 * its measures.  An evaluation table is one a section ("header", "funding",
 * "indicator" …), for its sections have measures of one name and different
 * kinds: instance, item, then the section's measures.  A measure that is named
 * as one of these first columns has the section's name in front.
 *
 * Rows are sorted by instance in the model's order, then by item in the
 * schema's.
 *
 *   instance  item   name          total    fiscal_appropriation …
 *             total  合计          5823600  5823600
 *             210    卫生健康支出  5823600  5823600
 *
 * Units    Amounts in yuan; a value that is absent is an empty cell.
 * Memory   In the arena; texts point into the model.
 */
#ifndef STORE_PACKAGE_TABLE_H
#define STORE_PACKAGE_TABLE_H

#include "canon/model.h"

struct package_column {
    struct text name, title;
    bool number;
};

struct package_table {
    struct text name;  /* "income", "project_self_evaluation.funding" */
    struct text title; /* for people */
    struct package_column *columns;
    int n_columns;
    struct text *cells; /* [n_rows * n_columns], row by row */
    int n_rows;
};

/* All tables of a model in schema order, *n of them. */
struct package_table *package_table_list(struct arena *arena,
                                         const struct model *model, int *n);

#endif
