/*
 * domain.h - which values a table of a template has a cell for.
 *
 * The one walk over parts, blocks, rows and columns, for all that ask what a
 * table says rather than how it looks.
 *
 *     {line: [项目名称, {header: project_name}]}     header, project_name
 *     columns    合计: total, 其中：教育收费: fees
 *     rows       {item: total, label: 合计}          total, total and fees
 *                {each: code, tree: functional}      "", total and fees
 *     {each: record, item: "indicator.{n}"}          indicator., target …
 *
 * A place that a sheet may lack is 'optional'.  What that means is the
 * asker's: a blank there is none (domain_always); a migration does not miss
 * what an optional part asks for, but what a column does (remap/coverage); a
 * value of it has a place (domain_has).
 *
 * Memory   Of a table that was compiled in, with the mappings, made when it is
 *          first asked for; else in the arena, anew for each that asks.
 */
#ifndef MAPPING_DOMAIN_H
#define MAPPING_DOMAIN_H

#include "canon/model.h"
#include "mapping/mapping.h"

struct domain_cell {
    struct text item; /* "indicator." in rows of a list, "" in rows by code */
    struct text measure;
    enum value_kind kind;
    bool optional;                  /* its part, row or column is */
    bool undrawn;                   /* only ever read */
    const struct pattern *pattern;  /* whose text holds it, or NULL */
    const struct part_rule *part;   /* NULL: it is in a title or caption */
    const struct block_rule *block; /* NULL, as are the next two: it is not */
    const struct row_rule *row;     /* in a grid */
    const struct column_rule *column;
    struct place by; /* the line of its row, cell or pattern */
};

struct domain {
    const struct table_rule *table; /* or NULL, which has no cells */
    struct domain_cell *cells;      /* [n] captions, parts, titles */
    int n;
    struct pairs *pairs; /* item and measure to 0, or 1 where all cells of them
                            are optional */
    struct pairs *coded; /* the measure of rows by code to its first cell */
    int *next_coded;     /* [n] to the next of that measure; -1 */
    bool literal_codes;  /* is an item a code, or begins with a digit? */
};

const struct domain *domain_of(struct arena *arena,
                               const struct table_rule *table);
/* The cells of one part alone. */
struct domain_cell *domain_part(struct arena *arena,
                                const struct part_rule *part, int *n);

bool domain_item(const struct domain *domain, struct text item);
bool domain_measure(const struct domain *domain, struct text measure);
bool domain_has(const struct domain *domain, struct text item,
                struct text measure);
/* Has every sheet of the table a cell for it? */
bool domain_always(const struct domain *domain, struct text item,
                   struct text measure);

/*
 * The rule of a template by which a table of a model is judged, drawn and
 * migrated: of two forms of one table the first with a place for all that it
 * says, else the first; NULL: the template has none.  The facts alone decide,
 * so that a filing is judged alike whatever it was read from.
 */
const struct table_rule *domain_form(struct arena *arena,
                                     const struct template_rule *template,
                                     const struct model_table *data);

/*
 * The row rules of a table, part by part and block by block:
 *
 *     struct domain_rows at = { .table = table };
 *     while (domain_next_row(&at))
 */
struct domain_rows {
    const struct table_rule *table;
    int part, block, row; /* indices of the next */
    const struct block_rule *in;
    const struct row_rule *rule;
};

bool domain_next_row(struct domain_rows *at);
/* Does a list have rows of its own, as many as there are members? */
bool domain_is_list(const struct table_rule *table, struct text list);

#endif
