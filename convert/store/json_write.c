/* json_write.c - models and kept files as JSON. */
#include "base/json_out.h"
#include "canon/unit.h"
#include "store/cells.h"
#include "store/json.h"

static void
put_value(FILE *out, const struct fact *fact)
{
    char digits[DECIMAL_TEXT_MAX];

    if (schema_is_text(fact->of->kind)) {
        json_out_string(out, model_text(fact));
        return;
    }
    decimal_show(fact->value, digits);
    fputs(digits, out);
}

static void
put_fact(FILE *out, const struct fact *fact)
{
    struct json_out object = { out, false };
    char cell[CELLREF_MAX];

    json_out_text(&object, "item", *fact->item);
    json_out_text(&object, "measure", fact->of->measure);
    json_out_name(&object, "value");
    put_value(out, fact);
    json_out_word(&object, "unit", schema_unit(fact->of->kind));
    if (!schema_is_text(fact->of->kind))
        json_out_int(&object, "decimals", fact->decimals);
    json_out_word(&object, "role", fact->role == ROLE_SUM ? "sum" : "leaf");
    if (fact->of->sheet)
        json_out_text(&object, "sheet", *fact->of->sheet);
    if (fact->row >= 0) {
        cellref_show(fact->row, fact->col, cell);
        json_out_word(&object, "cell", cell);
    }
    json_out_text(&object, "found", model_found(fact));
    if (fact->of->by)
        json_out_place(&object, "by", *fact->of->by);
    json_out_end(&object);
}

static void
put_names(struct json_out *object, const struct model_table *table)
{
    if (table->n_names == 0)
        return;
    json_out_name(object, "names");
    for (int i = 0; i < table->n_names; i++) {
        putc(i ? ',' : '{', object->out);
        json_out_string(object->out, table->names[i].code);
        putc(':', object->out);
        json_out_string(object->out, table->names[i].name);
    }
    putc('}', object->out);
}

static void
put_table(FILE *out, const struct model_table *table, bool with_facts)
{
    struct json_out object = { out, false };

    json_out_word(&object, "table", table->schema->id);
    json_out_text(&object, "instance", table->instance);
    json_out_word(&object, "title", table->schema->title);
    json_out_text(&object, "template", table->template_id);
    json_out_text(&object, "department", table->department);
    if (table->year)
        json_out_int(&object, "fiscal_year", table->year);
    json_out_text(&object, "sheet", table->sheet);
    json_out_word(&object, "unit", unit_word(table->unit_shift));
    json_out_int(&object, "decimals", table->decimals);
    json_out_text(&object, "scope", table->scope);
    json_out_text(&object, "declared_empty", table->declared_empty);
    put_names(&object, table);
    if (with_facts && table->n_facts > 0) {
        json_out_name(&object, "facts");
        for (int i = 0; i < table->n_facts; i++) {
            fputs(i ? ",\n  " : "[\n  ", out);
            put_fact(out, &table->facts[i]);
        }
        putc(']', out);
    }
    json_out_end(&object);
}

/* The members of a model, behind "juesuan" if it has that. */
static void
put_model(struct json_out *object, const struct model *model, bool with_facts)
{
    json_out_text(object, "template", model->template_id);
    json_out_text(object, "department", model->department);
    if (model->fiscal_year)
        json_out_int(object, "fiscal_year", model->fiscal_year);
    json_out_text(object, "region", model->region);
    json_out_text(object, "file", text_of(model->file));
    json_out_text(object, "saved", model->saved);
    if (model->unread)
        json_out_int(object, "unread", model->unread);
    if (model->n_tables > 0) {
        json_out_name(object, "tables");
        for (int i = 0; i < model->n_tables; i++) {
            fputs(i ? ",\n " : "[\n ", object->out);
            put_table(object->out, &model->tables[i], with_facts);
        }
        putc(']', object->out);
    }
    json_out_end(object);
}

void
json_write_model(FILE *out, const struct model *model)
{
    struct json_out object = { out, false };

    json_out_word(&object, "juesuan", JSON_MODEL);
    put_model(&object, model, true);
    putc('\n', out);
}

void
json_write_frame(FILE *out, const struct model *model)
{
    struct json_out object = { out, false };

    put_model(&object, model, false);
}

static void
put_kept_cell(FILE *out, const struct kept_cell *cell)
{
    char at[CELLREF_MAX], type[2] = { cell->type, '\0' };

    cellref_show(cell->row, cell->col, at);
    fprintf(out, "[\"%s\",\"%s\",", at, type);
    json_out_string(out, cell->value);
    if (cell->format.n > 0) {
        putc(',', out);
        json_out_string(out, cell->format);
    }
    putc(']', out);
}

static void
put_merge(FILE *out, struct span span)
{
    char from[CELLREF_MAX], to[CELLREF_MAX];

    cellref_show(span.top, span.left, from);
    cellref_show(span.end_row - 1, span.end_col - 1, to);
    fprintf(out, "\"%s:%s\"", from, to);
}

static void
put_kept_sheet(FILE *out, const struct kept_sheet *sheet)
{
    struct json_out object = { out, false };

    json_out_name(&object, "name");
    json_out_string(out, sheet->name);
    if (sheet->state != SHEET_VISIBLE)
        json_out_word(&object, "state",
                      cells_state_word((enum sheet_state)sheet->state));
    json_out_text(&object, "table", sheet->table);
    json_out_text(&object, "instance", sheet->instance);
    if (sheet->unit_given)
        json_out_word(&object, "unit", unit_word(sheet->unit_shift));
    if (sheet->whole) {
        json_out_name(&object, "whole");
        fputs("true", out);
    }
    for (int i = 0; i < sheet->n_cells; i++) {
        bool same_row = i && sheet->cells[i].row == sheet->cells[i - 1].row;

        if (i == 0)
            json_out_name(&object, "cells");
        fputs(i == 0 ? "[\n  " : same_row ? "," : ",\n  ", out);
        put_kept_cell(out, &sheet->cells[i]);
    }
    if (sheet->n_cells > 0)
        putc(']', out);
    for (int i = 0; i < sheet->n_merges; i++) {
        if (i == 0)
            json_out_name(&object, "merged");
        putc(i ? ',' : '[', out);
        put_merge(out, sheet->merges[i]);
    }
    if (sheet->n_merges > 0)
        putc(']', out);
    json_out_end(&object);
}

static void
put_kept_other(FILE *out, const struct kept_other *other)
{
    struct json_out object = { out, false };

    json_out_text(&object, "table", other->table);
    json_out_text(&object, "template", other->template_id);
    json_out_end(&object);
}

void
json_write_kept(FILE *out, const struct kept *kept)
{
    struct json_out object = { out, false };

    json_out_word(&object, "juesuan", JSON_KEPT);
    json_out_text(&object, "template", kept->template_id);
    for (int i = 0; i < kept->n_others; i++) {
        if (i == 0)
            json_out_name(&object, "others");
        putc(i ? ',' : '[', out);
        put_kept_other(out, &kept->others[i]);
    }
    if (kept->n_others > 0)
        putc(']', out);
    json_out_text(&object, "digest", kept->digest);
    json_out_text(&object, "written_as", kept->written_as);
    json_out_text(&object, "source", kept->source);
    if (kept->date1904) {
        json_out_name(&object, "date1904");
        fputs("true", out);
    }
    if (kept->rounded) {
        json_out_name(&object, "rounded");
        fputs("true", out);
    }
    for (int i = 0; i < kept->n_sheets; i++) {
        if (i == 0)
            json_out_name(&object, "sheets");
        fputs(i ? ",\n " : "[\n ", out);
        put_kept_sheet(out, &kept->sheets[i]);
    }
    if (kept->n_sheets > 0)
        putc(']', out);
    if (kept->lost) {
        struct json_out lost = { out, false };

        json_out_name(&object, "lost");
        put_model(&lost, kept->lost, true);
    }
    json_out_end(&object);
    putc('\n', out);
}
