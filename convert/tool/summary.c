/* summary.c - tables, headings and fields of a mapping, listed. */
#include "tool/summary.h"

#include "canon/unit.h"
#include <string.h>

#include "book/gridtext.h"
#include "place/draw.h"
#include "place/draw_page.h"

/* ---- words ---- */

const char *
summary_years(struct arena *arena, const struct template_rule *template)
{
    if (template->year_first == template->year_last)
        return arena_printf(arena, "%d", template->year_first);
    return arena_printf(arena, "%d-%d", template->year_first,
                        template->year_last);
}

struct text
summary_evidence(struct text evidence)
{
    long colon = text_find(evidence, TEXT(":"), 0);

    return colon < 0 ? evidence : text_slice(evidence, 0, (size_t)colon);
}

int
summary_own_tables(const struct template_rule *template)
{
    int n = 0;

    for (int i = 0; i < template->n_tables; i++)
        n += text_equal(template->tables[i]->template_id, template->id);
    return n;
}

/* On one line: a title or heading may have breaks. */
static void
write_flat(FILE *out, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '\n')
            fputs(" ", out);
        else if (t.at[i] != '\r')
            putc(t.at[i], out);
    }
}

static void
write_words(FILE *out, const struct wording *words)
{
    for (int i = 0; i < words->n; i++) {
        fputs(i ? " | " : "", out);
        if (words->shown[i].n)
            write_flat(out, words->shown[i]);
        else
            fputs("(blank)", out);
    }
}

static const char *
kind_word(enum value_kind kind)
{
    static const char *const words[] = {
        [VALUE_AMOUNT] = "amount", [VALUE_RATIO] = "ratio",
        [VALUE_SCORE] = "score",   [VALUE_COUNT] = "count",
        [VALUE_TEXT] = "text",     [VALUE_DATE] = "date",
    };

    return words[kind];
}

/* ---- a template ---- */

void
summary_write_template(FILE *out, struct arena *arena,
                       const struct template_rule *template)
{
    fprintf(out, "template  %.*s\n", TEXT_ARG(template->id));
    fprintf(out, "name      %.*s\n", TEXT_ARG(template->name));
    if (template->region.n)
        fprintf(out, "region    %.*s\n", TEXT_ARG(template->region));
    fprintf(out, "years     %s\n", summary_years(arena, template));
    if (template->extends.n)
        fprintf(out, "extends   %.*s\n", TEXT_ARG(template->extends));
    if (template->functional)
        fprintf(out, "codes     %.*s", TEXT_ARG(template->functional->id));
    if (template->economic)
        fprintf(out, "%s%.*s", template->functional ? ", " : "codes     ",
                TEXT_ARG(template->economic->id));
    if (template->functional || template->economic)
        putc('\n', out);
    fputs("evidence  ", out);
    write_flat(out, template->evidence);
    fputs("\n\ntables, in the order of the sheets\n", out);
    for (int i = 0; i < template->n_tables; i++) {
        const struct table_rule *table = template->tables[i];

        fputs("  ", out);
        text_write_padded(out, text_of(table->schema->id), 34);
        text_write_padded(
            out, table->number.n ? table->number.shown[0] : TEXT("-"), 11);
        fputs("  ", out);
        if (table->n_titles)
            write_flat(out, table->titles[0].source);
        if (!text_equal(table->template_id, template->id))
            fprintf(out, " (%.*s)", TEXT_ARG(table->template_id));
        putc('\n', out);
    }
}

/* ---- a table ---- */

static const char *
code_part_word(enum code_part part)
{
    static const char *const words[] = { [CODE_WHOLE] = "",
                                         [CODE_CLASS] = ", 类",
                                         [CODE_SECTION] = ", 款",
                                         [CODE_ITEM] = ", 项" };

    return words[part];
}

/* What a heading says of the values below it. */
/* An item, or the measure of one: its id and its name. */
static void
write_word(FILE *out, const struct schema_table *schema, struct text item,
           struct text measure)
{
    struct text id = measure.n ? measure : item;
    struct text label = schema_label(schema, item, measure);

    text_write(out, id);
    if (label.n && !text_equal(label, id)) {
        putc(' ', out);
        text_write(out, label);
    }
}

static void
write_role(FILE *out, const struct schema_table *schema,
           const struct column_rule *column)
{
    switch (column->role) {
    case COLUMN_GROUP:
        break;
    case COLUMN_LABEL:
        fputs("the row's label", out);
        break;
    case COLUMN_LINE:
        fputs("line number (行次)", out);
        break;
    case COLUMN_CODE:
        fprintf(out, "%.*s code%s", TEXT_ARG(column->codes),
                code_part_word(column->part));
        break;
    case COLUMN_NAME:
        fprintf(out, "name of the %.*s code", TEXT_ARG(column->codes));
        break;
    case COLUMN_VALUE:
        break;
    case COLUMN_KEPT:
        fputs("kept, not in the model", out);
        break;
    }
    if (column->item.n) {
        fputs("item ", out);
        write_word(out, schema, column->item, TEXT_NONE);
        fputs(column->measure.n ? ", " : "", out);
    }
    if (column->measure.n) {
        fputs("measure ", out);
        write_word(out, schema, column->item, column->measure);
    }
    if (column->sum)
        fputs(", a sum", out);
    if (column->role == COLUMN_VALUE && column->words.n > 0
        && text_find(column->words.exact[0], TEXT("%"), 0) >= 0)
        fputs(", in %", out);
    if (column->group)
        fputs(", merged over its rows", out);
}

static void
write_column(FILE *out, const struct schema_table *schema,
             const struct column_rule *column, int depth)
{
    fprintf(out, "%*s", 4 + 2 * depth, "");
    write_words(out, &column->words);
    fputs("  → ", out);
    if (column->role == COLUMN_GROUP && !column->item.n && !column->measure.n)
        fputs("a heading over", out);
    else
        write_role(out, schema, column);
    putc('\n', out);
    for (int i = 0; i < column->n_children; i++)
        write_column(out, schema, &column->children[i], depth + 1);
}

static void
write_row(FILE *out, const struct schema_table *schema,
          const struct row_rule *row)
{
    fputs("    ", out);
    switch (row->kind) {
    case ROW_ITEM:
        write_words(out, &row->by_label.words);
        fputs("  → item ", out);
        write_word(out, schema, row->item, TEXT_NONE);
        break;
    case ROW_BLANK:
        fprintf(out, "%d blank", row->blank);
        break;
    case ROW_CODE:
        fprintf(out, "any number of rows  → a %.*s code each",
                TEXT_ARG(row->by_code.list));
        if (row->by_code.catalogue)
            fputs(", every code of the list is drawn", out);
        for (int i = 0; i < row->by_code.n_under; i++)
            fprintf(out, "%s%.*s", i ? ", " : ", only under ",
                    TEXT_ARG(row->by_code.under[i]));
        break;
    case ROW_RECORD:
        fprintf(out, "any number of rows  → items %.*s1, 2, …",
                TEXT_ARG(row->item));
        break;
    case ROW_ONE:
        fputs("one row", out);
        if (row->item.n) {
            fputs("  → item ", out);
            write_word(out, schema, row->item, TEXT_NONE);
        }
        break;
    }
    if (row->line)
        fprintf(out, ", 行次 %d", row->line);
    if (row->sum)
        fputs(", a sum", out);
    if (row->kept)
        fputs(", kept, not in the model", out);
    putc('\n', out);
}

static void
write_cell(FILE *out, const struct schema_table *schema,
           const struct line_cell *cell)
{
    switch (cell->kind) {
    case LINE_LABEL:
        write_words(out, &cell->words);
        break;
    case LINE_FIELD:
        putc('<', out);
        write_word(out, schema, cell->field.item, TEXT_NONE);
        fputs(", ", out);
        write_word(out, schema, cell->field.item, cell->field.measure);
        fprintf(out, ", %s>", kind_word(cell->field.kind));
        break;
    case LINE_PATTERN:
        if (cell->n_patterns)
            write_flat(out, cell->patterns[0].source);
        break;
    case LINE_KEPT:
        fputs("<kept>", out);
        break;
    }
    for (int i = 0; i < cell->ticks.n; i++)
        fprintf(out, "%s%.*s",
                i ? " / " : " of: ", TEXT_ARG(cell->ticks.shown[i]));
}

static void
write_block(FILE *out, const struct schema_table *schema,
            const struct block_rule *block)
{
    fputs("  columns\n", out);
    for (int i = 0; i < block->n_columns; i++)
        write_column(out, schema, &block->columns[i], 0);
    fputs("  rows\n", out);
    for (int i = 0; i < block->n_rows; i++)
        write_row(out, schema, &block->rows[i]);
}

static void
write_part(FILE *out, const struct schema_table *schema,
           const struct part_rule *part)
{
    if (part->kind == PART_LINE) {
        fputs("  line: ", out);
        for (int i = 0; i < part->n_cells; i++) {
            fputs(i ? "  " : "", out);
            write_cell(out, schema, &part->cells[i]);
        }
        fputs(part->optional ? "  (optional)\n" : "\n", out);
        return;
    }
    for (const struct beside_rule *b = part->beside; b; b = b->outer) {
        fputs("  beside ", out);
        write_words(out, &b->words);
        putc('\n', out);
    }
    for (int i = 0; i < part->n_blocks; i++) {
        if (part->n_blocks > 1)
            fprintf(out, "  block %d of %d\n", i + 1, part->n_blocks);
        write_block(out, schema, &part->blocks[i]);
    }
}

static void
write_head(FILE *out, const struct table_rule *table)
{
    static const char *const rows[] = { [NUMBER_BELOW] = "below",
                                        [NUMBER_ABOVE] = "above",
                                        [NUMBER_BESIDE] = "beside" };
    struct text unit = text_of(unit_word(table->unit_shift));

    fprintf(out, "table     %s (%s)\n", table->schema->id,
            table->schema->title);
    for (int i = 0; i < table->n_titles; i++) {
        fputs(i ? "      or  " : "title     ", out);
        write_flat(out, table->titles[i].source);
        putc('\n', out);
    }
    if (table->number.n) {
        fputs("number    ", out);
        write_words(out, &table->number);
        if (table->number_row != NUMBER_BELOW || table->number_left)
            fprintf(out, ", %s the title, %s", rows[table->number_row],
                    table->number_left ? "left" : "right");
        putc('\n', out);
    }
    fprintf(out, "unit      %.*s, %d decimals\n", TEXT_ARG(unit),
            table->decimals);
    if (table->scope.n)
        fprintf(out, "scope     %.*s\n", TEXT_ARG(table->scope));
    if (table->has_instance)
        fprintf(out, "instance  %.*s %.*s: one table each\n",
                TEXT_ARG(table->instance_item),
                TEXT_ARG(table->instance_measure));
    fputs("evidence  ", out);
    write_flat(out, table->evidence);
    fprintf(out, "\nfile      %s\n", table->file);
}

static void
write_blank(FILE *out, struct arena *arena,
            const struct template_rule *template,
            const struct table_rule *table)
{
    struct book book = { .file = table->file };
    struct grid grid = { .name = text_of(table->schema->title) };
    const struct draw_source source = { .template = template, .table = table };
    struct text shown;

    book_style(arena, &book, (struct cell_style){ .format = TEXT("General") });
    draw_table(arena, &book, &grid, &source);
    draw_page_fit(arena, &book, &grid, table);
    book.sheets = &grid;
    book.n_sheets = 1;
    shown = gridtext_show_sheet(arena, &book, &grid);
    fwrite(shown.at, 1, shown.n, out);
}

void
summary_write_table(FILE *out, struct arena *arena,
                    const struct template_rule *template,
                    const struct table_rule *table)
{
    write_head(out, table);
    fputs("\nread and drawn by\n", out);
    for (int i = 0; i < table->n_parts; i++)
        write_part(out, table->schema, &mapping_parts(table)[i]);
    for (int i = 0; i < table->n_declared_empty; i++) {
        fputs(i ? "                  " : "  declared empty: ", out);
        write_flat(out, table->declared_empty[i].source);
        putc('\n', out);
    }
    fputs("\na blank sheet, row by row\n", out);
    write_blank(out, arena, template, table);
}
