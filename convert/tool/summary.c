/* summary.c - tables, headings and fields of a mapping, listed. */
#include "tool/summary.h"

#include <stdarg.h>

#include "base/file.h"
#include "book/gridtext.h"
#include "canon/unit.h"
#include "place/draw.h"
#include "place/draw_page.h"

/* ---- words ---- */

/* Where a mapping is printed, and in whose language. */
struct print {
    FILE *out;
    enum language language;
    const struct schema_table *schema; /* of the table; or NULL */
    const char *file;                  /* the table's, as it can be opened */
};

static const char *
say(const struct print *p, const char *english)
{
    return language_say(p->language, english);
}

LANGUAGE_FORMAT(2, 3)
static void
put_text(const struct print *p, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(p->out, say(p, format), args);
    va_end(args);
}

struct text
summary_evidence(enum language language, struct text evidence)
{
    static const char *const words[] = { N_("published"), N_("inferred") };
    long colon = text_find(evidence, TEXT(":"), 0);
    struct text word
        = colon < 0 ? evidence : text_slice(evidence, 0, (size_t)colon);

    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (text_equal(word, text_of(words[i])))
            return text_of(language_say(language, words[i]));
    }
    return word;
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
write_words(const struct print *p, const struct wording *words)
{
    for (int i = 0; i < words->n; i++) {
        fputs(i ? " | " : "", p->out);
        if (words->shown[i].n)
            write_flat(p->out, words->shown[i]);
        else
            put_text(p, "(blank)");
    }
}

static const char *
kind_word(enum value_kind kind)
{
    static const char *const words[] = {
        [VALUE_AMOUNT] = N_("amount"), [VALUE_RATIO] = N_("ratio"),
        [VALUE_SCORE] = N_("score"),   [VALUE_COUNT] = N_("count"),
        [VALUE_TEXT] = N_("text"),     [VALUE_DATE] = N_("date"),
    };

    return words[kind];
}

/* ---- a template ---- */

static void
write_codes(const struct print *p, const struct template_rule *template)
{
    const struct code_list *lists[]
        = { template->functional, template->economic };
    int n = 0;

    for (int i = 0; i < ARRAY_LEN(lists); i++) {
        if (!lists[i])
            continue;
        if (n++)
            fputs(", ", p->out);
        else
            put_text(p, "codes     ");
        text_write(p->out, lists[i]->id);
    }
    if (n)
        putc('\n', p->out);
}

static void
write_table_line(const struct print *p, const struct template_rule *template,
                 const struct table_rule *table)
{
    fputs("  ", p->out);
    text_write_padded(p->out, text_of(table->schema->id), 34);
    text_write_padded(p->out,
                      table->number.n ? table->number.shown[0] : TEXT("-"), 11);
    fputs("  ", p->out);
    if (table->n_titles)
        write_flat(p->out, table->titles[0].source);
    if (!text_equal(table->template_id, template->id))
        fprintf(p->out, " (%.*s)", TEXT_ARG(table->template_id));
    putc('\n', p->out);
}

void
summary_write_template(FILE *out, enum language language, struct arena *arena,
                       const struct template_rule *template)
{
    const struct print print = { out, language, NULL, NULL }, *p = &print;

    put_text(p, "template  %.*s\n", TEXT_ARG(template->id));
    put_text(p, "name      %.*s\n", TEXT_ARG(template->name));
    if (template->region.n)
        put_text(p, "region    %.*s\n", TEXT_ARG(template->region));
    put_text(p, "years     %s\n",
             mapping_years(arena, template->year_first, template->year_last));
    if (template->extends.n)
        put_text(p, "extends   %.*s\n", TEXT_ARG(template->extends));
    write_codes(p, template);
    put_text(p, "evidence  ");
    write_flat(out, template->evidence);
    put_text(p, "\n\ntables, in the order of the sheets\n");
    for (int i = 0; i < template->n_tables; i++)
        write_table_line(p, template, template->tables[i]);
}

/* ---- a table ---- */

static const char *
code_part_word(const struct print *p, enum code_part part)
{
    static const char *const words[] = { [CODE_WHOLE] = "",
                                         [CODE_CLASS] = N_(", 类"),
                                         [CODE_SECTION] = N_(", 款"),
                                         [CODE_ITEM] = N_(", 项") };

    return *words[part] ? say(p, words[part]) : "";
}

/* An item, or the measure of one: its id and its name. */
static void
write_word(const struct print *p, struct text item, struct text measure)
{
    struct text id = measure.n ? measure : item;
    struct text label = schema_label(p->schema, item, measure);

    text_write(p->out, id);
    if (label.n && !text_equal(label, id)) {
        putc(' ', p->out);
        text_write(p->out, label);
    }
}

/* What a heading says of the values below it. */
static void
write_role(const struct print *p, const struct column_rule *column)
{
    switch (column->role) {
    case COLUMN_GROUP:
        break;
    case COLUMN_LABEL:
        put_text(p, "the row's label");
        break;
    case COLUMN_LINE:
        put_text(p, "line number (行次)");
        break;
    case COLUMN_CODE:
        put_text(p, "%.*s code%s", TEXT_ARG(column->codes),
                 code_part_word(p, column->part));
        break;
    case COLUMN_NAME:
        put_text(p, "name of the %.*s code", TEXT_ARG(column->codes));
        break;
    case COLUMN_VALUE:
        break;
    case COLUMN_KEPT:
        put_text(p, "kept, not in the model");
        break;
    }
    if (column->item.n) {
        put_text(p, "item ");
        write_word(p, column->item, TEXT_NONE);
        fputs(column->measure.n ? ", " : "", p->out);
    }
    if (column->measure.n) {
        put_text(p, "measure ");
        write_word(p, column->item, column->measure);
    }
    if (column->sum)
        put_text(p, ", a sum");
    if (column->role == COLUMN_VALUE && column->words.n > 0
        && text_find(column->words.exact[0], TEXT("%"), 0) >= 0)
        put_text(p, ", in %%");
    if (column->group)
        put_text(p, ", merged over its rows");
}

static void
write_column(const struct print *p, const struct column_rule *column, int depth)
{
    fprintf(p->out, "%*s", 4 + 2 * depth, "");
    write_words(p, &column->words);
    fputs("  → ", p->out);
    if (column->role == COLUMN_GROUP && !column->item.n && !column->measure.n)
        put_text(p, "a heading over");
    else
        write_role(p, column);
    putc('\n', p->out);
    for (int i = 0; i < column->n_children; i++)
        write_column(p, &column->children[i], depth + 1);
}

static void
write_row(const struct print *p, const struct row_rule *row)
{
    fputs("    ", p->out);
    switch (row->kind) {
    case ROW_ITEM:
        write_words(p, &row->by_label.words);
        put_text(p, "  → item ");
        write_word(p, row->item, TEXT_NONE);
        break;
    case ROW_BLANK:
        put_text(p, "%d blank", row->blank);
        break;
    case ROW_CODE:
        put_text(p, "any number of rows  → a %.*s code each",
                 TEXT_ARG(row->by_code.list));
        if (row->by_code.catalogue)
            put_text(p, ", every code of the list is drawn");
        for (int i = 0; i < row->by_code.n_under; i++)
            fprintf(p->out, "%s%.*s", i ? ", " : say(p, N_(", only under ")),
                    TEXT_ARG(row->by_code.under[i]));
        break;
    case ROW_RECORD:
        put_text(p, "any number of rows  → items %.*s1, 2, …",
                 TEXT_ARG(row->item));
        break;
    case ROW_ONE:
        put_text(p, "one row");
        if (row->item.n) {
            put_text(p, "  → item ");
            write_word(p, row->item, TEXT_NONE);
        }
        break;
    }
    if (row->line)
        put_text(p, ", 行次 %d", row->line);
    if (row->sum)
        put_text(p, ", a sum");
    if (row->kept)
        put_text(p, ", kept, not in the model");
    putc('\n', p->out);
}

static void
write_cell(const struct print *p, const struct line_cell *cell)
{
    switch (cell->kind) {
    case LINE_LABEL:
        write_words(p, &cell->words);
        break;
    case LINE_FIELD:
        putc('<', p->out);
        write_word(p, cell->field.item, TEXT_NONE);
        fputs(", ", p->out);
        write_word(p, cell->field.item, cell->field.measure);
        fprintf(p->out, ", %s>", say(p, kind_word(cell->field.kind)));
        break;
    case LINE_PATTERN:
        if (cell->n_patterns)
            write_flat(p->out, cell->patterns[0].source);
        break;
    case LINE_KEPT:
        put_text(p, "<kept>");
        break;
    }
    for (int i = 0; i < cell->ticks.n; i++)
        fprintf(p->out, "%s%.*s", i ? " / " : say(p, N_(" of: ")),
                TEXT_ARG(cell->ticks.shown[i]));
}

static void
write_block(const struct print *p, const struct block_rule *block)
{
    put_text(p, "  columns\n");
    for (int i = 0; i < block->n_columns; i++)
        write_column(p, &block->columns[i], 0);
    put_text(p, "  rows\n");
    for (int i = 0; i < block->n_rows; i++)
        write_row(p, &block->rows[i]);
}

static void
write_part(const struct print *p, const struct part_rule *part)
{
    if (part->kind == PART_LINE) {
        put_text(p, "  line: ");
        for (int i = 0; i < part->n_cells; i++) {
            fputs(i ? "  " : "", p->out);
            write_cell(p, &part->cells[i]);
        }
        if (part->optional)
            put_text(p, "  (optional)");
        putc('\n', p->out);
        return;
    }
    for (const struct beside_rule *b = part->beside; b; b = b->outer) {
        put_text(p, "  beside ");
        write_words(p, &b->words);
        putc('\n', p->out);
    }
    for (int i = 0; i < part->n_blocks; i++) {
        if (part->n_blocks > 1)
            put_text(p, "  block %d of %d\n", i + 1, part->n_blocks);
        write_block(p, &part->blocks[i]);
    }
}

static void
write_head(const struct print *p, const struct table_rule *table)
{
    static const char *const rows[] = { [NUMBER_BELOW] = N_("below"),
                                        [NUMBER_ABOVE] = N_("above"),
                                        [NUMBER_BESIDE] = N_("beside") };
    struct text unit = text_of(unit_word(table->unit_shift));

    put_text(p, "table     %s (%s)\n", table->schema->id, table->schema->title);
    for (int i = 0; i < table->n_titles; i++) {
        put_text(p, i ? N_("      or  ") : N_("title     "));
        write_flat(p->out, table->titles[i].source);
        putc('\n', p->out);
    }
    if (table->number.n) {
        put_text(p, "number    ");
        write_words(p, &table->number);
        if (table->number_row != NUMBER_BELOW || table->number_left)
            put_text(p, ", %s the title, %s", say(p, rows[table->number_row]),
                     say(p, table->number_left ? N_("left") : N_("right")));
        putc('\n', p->out);
    }
    put_text(p, "unit      %.*s, %d decimals\n", TEXT_ARG(unit),
             table->decimals);
    if (table->scope.n)
        put_text(p, "scope     %.*s\n", TEXT_ARG(table->scope));
    if (table->has_instance)
        put_text(p, "instance  %.*s %.*s: one table each\n",
                 TEXT_ARG(table->instance_item),
                 TEXT_ARG(table->instance_measure));
    put_text(p, "evidence  ");
    write_flat(p->out, table->evidence);
    put_text(p, "\nfile      %s\n", p->file);
}

static void
write_blank(const struct print *p, struct arena *arena,
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
    file_put(p->out, shown);
}

void
summary_write_table(FILE *out, enum language language, struct arena *arena,
                    const struct template_rule *template,
                    const struct table_rule *table, const char *file)
{
    const struct print print = { out, language, table->schema, file },
                       *p = &print;

    write_head(p, table);
    put_text(p, "\nread and drawn by\n");
    for (int i = 0; i < table->n_parts; i++)
        write_part(p, &mapping_parts(table)[i]);
    for (int i = 0; i < table->n_declared_empty; i++) {
        const char *label = say(p, N_("  declared empty: "));

        if (i)
            fprintf(out, "%*s", text_width(text_of(label)), "");
        else
            fputs(label, out);
        write_flat(out, table->declared_empty[i].source);
        putc('\n', out);
    }
    put_text(p, "\na blank sheet, row by row\n");
    write_blank(p, arena, template, table);
}
