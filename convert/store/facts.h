/*
 * facts.h - models as rows of facts: CSV (UTF-8, header row) and JSON lines.
 *
 * Columns: department, fiscal_year, template, table, instance, item, measure,
 * value, unit, decimals, role, sheet, cell.  Rows are in the model's order.
 * Department and year are the filing's: the model's, else those of the first
 * table that has them.  Texts have no decimals; what is not known is empty, in
 * JSON lines null for a number.
 *
 * Plain CSV (`-f facts`) holds texts as they are; programs read it.  Guarded
 * CSV is for spreadsheets; see csv_text.h, where the guard is described.
 *
 * Reading gives back the facts; what only the JSON model says (the region, when
 * the workbook was saved, figures that were not read, printed names, units of
 * the sheet, declared-empty sentences, texts as found) is not in
 * them.  CSV columns may come in any order, and all but table, item, measure
 * and value may be missing; so may members of JSON lines.  All rows must be of
 * one filing.
 *
 * Memory   A read model lives in the arena; its texts may point into 'bytes'.
 * Errors   model-invalid and json-syntax, at the line; NULL then.  A stream's
 *          errors are for its closer to find.
 */
#ifndef STORE_FACTS_H
#define STORE_FACTS_H

#include <stdio.h>

#include "base/cellref.h"
#include "base/csv_text.h"
#include "canon/model.h"
#include "store/entry.h"

void facts_write_header(FILE *out, enum csv_text_style style);
void facts_write_csv(FILE *out, const struct model *model,
                     enum csv_text_style style);
void facts_write_jsonl(FILE *out, const struct model *model);

struct model *facts_read_csv(struct arena *arena,
                             const struct vocabulary *words, const char *file,
                             struct text bytes, struct diag_list *diags);
struct model *facts_read_jsonl(struct arena *arena,
                               const struct vocabulary *words, const char *file,
                               struct text bytes, struct diag_list *diags);
/* Into a model that holds tables without facts; its department, year and
   templates must be those of the rows. */
bool facts_read_into(struct arena *arena, const struct vocabulary *words,
                     const char *file, struct text bytes, struct model *model,
                     struct diag_list *diags);

/* Department and year as the rows have them. */
struct text facts_department(const struct model *model);
int facts_year(const struct model *model);

/* The words of one row after the other, by columns: begun for a model, then
   for each of its tables, then for each fact of that.  Texts point into the
   model and into the row itself. */
struct facts_row {
    const struct model *model;
    const struct model_table *table;
    struct text text[ENTRY_N];
    bool number[ENTRY_N]; /* else a text; without digits it is not known */
    char year[DECIMAL_TEXT_MAX], value[DECIMAL_TEXT_MAX];
    char decimals[DECIMAL_TEXT_MAX], cell[CELLREF_MAX];
};
void facts_row_model(struct facts_row *row, const struct model *model);
void facts_row_table(struct facts_row *row, const struct model_table *table);
void facts_row_fact(struct facts_row *row, const struct fact *fact);

#endif
