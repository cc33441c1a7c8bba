/* import.c - cells in their slots become facts. */
#include "move/import.h"

#include <stdlib.h>
#include <string.h>

#include "book/numfmt.h"
#include "move/ticks.h"

struct reading {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    const struct slot *slot;
    const struct cell *cell;
    struct diag_list *diags;
};

static struct diag *
complain(struct reading *r, enum diag_code code, const char *what)
{
    int row = r->cell != NULL ? r->cell->row : r->slot->row;
    int col = r->cell != NULL ? r->cell->col : r->slot->col;

    return diag_add(r->diags, code,
                    PLACE_CELL(r->book->file,
                               text_zero(r->arena, r->grid->name), row, col),
                    r->slot->by, "%s", what);
}

static const char *
kind_word(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return "an amount";
    case VALUE_RATIO:
        return "a ratio";
    case VALUE_SCORE:
        return "a score";
    case VALUE_COUNT:
        return "a count";
    case VALUE_TEXT:
        break;
    }
    return "a text";
}

static enum import_result
no_number(struct reading *r)
{
    struct diag *d = complain(
        r, DIAG_VALUE_NO_NUMBER,
        arena_printf(r->arena, "'%.*s' is not %s (%.*s, %.*s)",
                     TEXT_ARG(r->cell->text), kind_word(r->slot->kind),
                     TEXT_ARG(r->slot->item), TEXT_ARG(r->slot->measure)));

    d->found = text_zero(r->arena, r->cell->text);
    return IMPORT_BAD;
}

static enum import_result
too_large(struct reading *r)
{
    complain(r, DIAG_VALUE_OVERFLOW,
             arena_printf(r->arena,
                          "'%.*s' has more digits than can be kept exactly",
                          TEXT_ARG(r->cell->text)));
    return IMPORT_BAD;
}

/* Takes a unit of money off the end: 73 万元. */
static struct text
strip_unit(struct text t, int *shift)
{
    static const int shifts[] = { 8, 6, 4, 3, 0 };

    for (int i = 0; i < ARRAY_LEN(shifts); i++) {
        struct text word = mapping_unit_word(shifts[i]);

        if (word.n > 0 && text_ends(t, word)) {
            *shift = shifts[i];
            return text_slice(t, 0, t.n - word.n);
        }
    }
    return t;
}

/* A number with the words that its kind allows behind it. */
static enum decimal_result
parse_typed(struct reading *r, struct decimal *value, int *shift,
            bool *percent)
{
    struct text t = text_fold(r->arena, r->cell->text);

    if (r->slot->kind == VALUE_AMOUNT)
        t = strip_unit(t, shift);
    if (r->slot->kind == VALUE_SCORE && text_ends(t, TEXT("分")))
        t = text_slice(t, 0, t.n - TEXT("分").n);
    if (r->slot->kind == VALUE_RATIO && text_ends(t, TEXT("%"))) {
        t = text_slice(t, 0, t.n - 1);
        *percent = true;
    }
    return decimal_parse_typed(t, value);
}

static enum import_result
read_number(struct reading *r, struct fact *fact)
{
    struct text format = r->book->styles[r->cell->style].format;
    enum decimal_result result;
    struct decimal value;
    int shift = r->slot->shift, places, shown = -1;
    bool percent = false;

    switch (r->cell->type) {
    case CELL_NUMBER:
        result = decimal_parse_cell(r->cell->text, &value);
        shown = numfmt_decimals(format);
        /* A percentage cell already holds the ratio. */
        if (numfmt_is_percent(format))
            shown = shown < 0 ? -1 : shown + 2;
        else
            percent = r->slot->kind == VALUE_RATIO && r->slot->percent;
        break;
    case CELL_TEXT:
        result = parse_typed(r, &value, &shift, &percent);
        if (!percent && r->slot->kind == VALUE_RATIO && r->slot->percent)
            percent = true;
        break;
    default:
        return no_number(r);
    }
    if (result == DECIMAL_NO_NUMBER)
        return no_number(r);
    if (result == DECIMAL_OVERFLOW)
        return too_large(r);
    places = r->cell->type == CELL_TEXT ? value.scale : decimal_digits(value);
    if (shown > places)
        places = shown;
    if (r->slot->kind != VALUE_AMOUNT)
        shift = percent ? -2 : 0;
    if (decimal_shift(value, shift, &fact->value) != DECIMAL_OK)
        return too_large(r);
    fact->decimals = (int8_t)(places - shift);
    return IMPORT_FACT;
}

/* The text of a run of cells, for ticks spread over several. */
static struct text
run_text(struct reading *r)
{
    struct text t = TEXT_NONE;
    int n;
    const struct cell *cells = grid_row(r->grid, r->slot->row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < r->slot->col || cells[i].col >= r->slot->end_col
            || cells[i].type != CELL_TEXT)
            continue;
        t = t.n == 0 ? cells[i].text
                     : text_printf(r->arena, "%.*s %.*s", TEXT_ARG(t),
                                   TEXT_ARG(cells[i].text));
    }
    return t;
}

static struct text
pattern_text(struct reading *r)
{
    const struct pattern *p = r->slot->pattern;
    struct text *spans = ARENA_ARRAY(r->arena, struct text, p->n_parts);

    if (!placement_match(r->arena, p, r->cell->text, spans))
        return TEXT_NONE;
    return spans[r->slot->part];
}

static enum import_result
read_ticks(struct reading *r, struct text t, struct fact *fact)
{
    bool unknown;

    fact->text = ticks_read(r->arena, r->slot->ticks, t, &unknown);
    if (fact->text.n == 0)
        return IMPORT_ABSENT;
    if (unknown)
        complain(r, DIAG_TICK_UNKNOWN,
                 arena_printf(r->arena,
                              "'%.*s' is ticked, which is none of the choices "
                              "of the mapping",
                              TEXT_ARG(fact->text)));
    return IMPORT_FACT;
}

static enum import_result
read_text(struct reading *r, struct fact *fact)
{
    struct text t;

    if (r->slot->pattern != NULL)
        t = pattern_text(r);
    else if (r->slot->ticks != NULL)
        t = run_text(r);
    else
        t = numfmt_show(r->arena, r->book, r->cell);
    t = text_trim(t);
    if (r->slot->ticks != NULL)
        return read_ticks(r, t, fact);
    if (placement_is_absent(t))
        return IMPORT_ABSENT;
    fact->text = t;
    return IMPORT_FACT;
}

static const struct cell *
slot_cell(const struct grid *grid, const struct slot *slot)
{
    int n;
    const struct cell *cells;

    if (slot->end_col <= slot->col + 1)
        return grid_at(grid, slot->row, slot->col);
    cells = grid_row(grid, slot->row, &n);
    for (int i = 0; i < n; i++) {
        if (cells[i].col >= slot->col && cells[i].col < slot->end_col
            && cells[i].type != CELL_BLANK)
            return &cells[i];
    }
    return NULL;
}

enum import_result
import_slot(struct arena *arena, const struct book *book,
            const struct grid *grid, const struct slot *slot,
            struct fact *fact, struct diag_list *diags)
{
    struct reading r = { arena, book, grid, slot, NULL, diags };
    struct cell part;

    r.cell = slot->row < 0 ? NULL : slot_cell(grid, slot);
    *fact = (struct fact){ .item = slot->item,
                           .measure = slot->measure,
                           .kind = slot->kind,
                           .role = slot->sum ? ROLE_SUM : ROLE_LEAF,
                           .row = r.cell ? r.cell->row : slot->row,
                           .col = r.cell ? r.cell->col : slot->col,
                           .by = slot->by };
    if (r.cell == NULL || r.cell->type == CELL_BLANK)
        return IMPORT_ABSENT;
    fact->found = r.cell->text;
    if (r.cell->flags & CELL_NO_RESULT) {
        struct diag *d = complain(&r,
                                  DIAG_CELL_NO_RESULT,
                                  "the formula has no cached result; its "
                                  "value is not read");
        diag_hint(diags, d, "open the workbook in Excel or WPS and save it");
        return IMPORT_BAD;
    }
    if (r.cell->type == CELL_ERROR) {
        complain(&r, DIAG_CELL_IS_ERROR,
                 arena_printf(arena, "the cell shows %.*s",
                              TEXT_ARG(r.cell->text)));
        return IMPORT_BAD;
    }
    if (slot->kind == VALUE_TEXT)
        return read_text(&r, fact);
    if (slot->pattern != NULL) { /* a number within a text: 总分：100 */
        part = *r.cell;
        part.text = pattern_text(&r);
        r.cell = &part;
    }
    if (r.cell->type == CELL_TEXT && placement_is_absent(r.cell->text))
        return IMPORT_ABSENT;
    return read_number(&r, fact);
}

/* ---- tables ---- */

/* A code with others below it in the table is their sum. */
struct code_fact {
    struct text item;
    int fact;
};

static int
compare_code_facts(const void *a, const void *b)
{
    const struct code_fact *x = a, *y = b;
    int order = text_compare(x->item, y->item);

    return order != 0 ? order : (x->fact > y->fact) - (x->fact < y->fact);
}

static bool
is_code(struct text item)
{
    for (size_t i = 0; i < item.n; i++) {
        if (item.at[i] < '0' || item.at[i] > '9')
            return false;
    }
    return item.n >= 3;
}

void
import_roles(struct arena *arena, struct model_table *table)
{
    struct code_fact *codes;
    int n = 0;

    if (table->schema->codes == NULL)
        return;
    codes = ARENA_ARRAY(arena, struct code_fact, table->n_facts + 1);
    for (int i = 0; i < table->n_facts; i++) {
        if (is_code(table->facts[i].item))
            codes[n++] = (struct code_fact){ table->facts[i].item, i };
    }
    qsort(codes, (size_t)n, sizeof *codes, compare_code_facts);
    for (int i = 0; i < n;) {
        int end = i + 1;

        while (end < n && text_equal(codes[end].item, codes[i].item))
            end++;
        if (end < n && text_starts(codes[end].item, codes[i].item)) {
            for (int k = i; k < end; k++)
                table->facts[codes[k].fact].role = ROLE_SUM;
        }
        i = end;
    }
}

static struct text
sans_breaks(struct arena *arena, struct text t)
{
    char *bytes;
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '\n' || t.at[i] == '\r')
            goto copy;
    }
    return t;
copy:
    bytes = ARENA_ARRAY(arena, char, t.n);
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '\n' && t.at[i] != '\r')
            bytes[n++] = t.at[i];
    }
    return (struct text){ bytes, n };
}

/* The fact that says the same thing already, or NULL. */
static struct fact *
find_before(struct model_table *table, const struct fact *fact)
{
    for (int i = 0; i < table->n_facts; i++) {
        if (text_equal(table->facts[i].item, fact->item)
            && text_equal(table->facts[i].measure, fact->measure))
            return &table->facts[i];
    }
    return NULL;
}

/* A figure that is said twice must be the same both times. */
static void
check_again(struct arena *arena, const struct model_table *table,
            struct fact *before, const struct fact *fact,
            const struct book *book, const struct grid *grid,
            struct diag_list *diags)
{
    char ref[CELLREF_MAX];
    const char *sheet = "";

    if (model_value_equal(before, fact)) {
        if (fact->role == ROLE_SUM)
            before->role = ROLE_SUM;
        if (fact->decimals > before->decimals)
            before->decimals = fact->decimals;
        return;
    }
    cellref_show(before->row, before->col, ref);
    if (!text_equal(table->sheet, grid->name))
        sheet = arena_printf(arena, "%.*s!", TEXT_ARG(table->sheet));
    diag_add(diags, DIAG_VALUE_TWICE,
             PLACE_CELL(book->file, text_zero(arena, grid->name), fact->row,
                        fact->col),
             fact->by, "'%.*s' here, but '%.*s' in %s%s, for %.*s, %.*s",
             TEXT_ARG(fact->found), TEXT_ARG(before->found), sheet, ref,
             TEXT_ARG(fact->item), TEXT_ARG(fact->measure));
}

static void
name_instance(struct arena *arena, struct model *model,
              struct model_table *table, const struct placement *p)
{
    const struct fact *name
        = model_find(table, p->table->instance_item,
                     p->table->instance_measure);
    struct text base = name != NULL ? sans_breaks(arena, name->text)
                                    : p->grid->name;
    struct text instance = base;

    for (int n = 2;; n++) {
        const struct model_table *other = NULL;

        for (int i = 0; i < model->n_tables; i++) {
            if (&model->tables[i] != table
                && model->tables[i].schema == table->schema
                && text_equal(model->tables[i].instance, instance))
                other = &model->tables[i];
        }
        if (other == NULL)
            break;
        instance = text_printf(arena, "%.*s（%d）", TEXT_ARG(base), n);
    }
    table->instance = instance;
}

static int
shown_decimals(const struct model_table *table, int shift, int fallback)
{
    int most = -128;

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (fact->kind == VALUE_AMOUNT && fact->decimals + shift > most)
            most = fact->decimals + shift;
    }
    return most < 0 ? fallback : most;
}

static void
add_fact(struct arena *arena, struct model_table *table, struct fact fact)
{
    *model_add_fact(arena, table, fact.item, fact.measure, fact.kind) = fact;
}

/* The figures of a table's first sheet. */
static void
import_facts(struct arena *arena, const struct located *located,
             const struct placement *p, struct model_table *table,
             struct diag_list *diags)
{
    for (int i = 0; i < p->n_slots; i++) {
        struct fact fact, *before = NULL;

        if (import_slot(arena, located->book, p->grid, &p->slots[i], &fact,
                        diags)
            != IMPORT_FACT)
            continue;
        if (table->schema->evaluation)
            before = find_before(table, &fact);
        if (before != NULL)
            check_again(arena, table, before, &fact, located->book, p->grid,
                        diags);
        else
            add_fact(arena, table, fact);
    }
    for (int i = 0; i < p->n_names; i++)
        model_add_name(arena, table, p->names[i].code, p->names[i].name);
}

/* Those of another sheet of the same table: the same, or more. */
static void
import_again(struct arena *arena, const struct located *located,
             const struct placement *p, struct model_table *table,
             struct diag_list *diags)
{
    struct model_index *index = model_index(arena, table);
    struct fact *more = NULL;
    int n = 0, capacity = 0;

    for (int i = 0; i < p->n_slots; i++) {
        const struct fact *before;
        struct fact fact;

        if (import_slot(arena, located->book, p->grid, &p->slots[i], &fact,
                        diags)
            != IMPORT_FACT)
            continue;
        before = model_index_find(index, fact.item, fact.measure);
        if (before != NULL) {
            check_again(arena, table, &table->facts[before - table->facts],
                        &fact, located->book, p->grid, diags);
            continue;
        }
        fact.row = fact.col = -1; /* the table names its first sheet only */
        ARENA_PUSH(arena, more, n, capacity, fact);
    }
    for (int i = 0; i < n; i++)
        add_fact(arena, table, more[i]);
    for (int i = 0; i < p->n_names; i++) {
        if (model_find_name(table, p->names[i].code).n == 0)
            model_add_name(arena, table, p->names[i].code, p->names[i].name);
    }
}

/* The model's table for a placement: a new one, unless the template has it on
   two sheets and this is the second. */
static struct model_table *
table_for(struct arena *arena, const struct located *located,
          struct placement *p, struct model *model)
{
    struct model_table *table = NULL;

    for (int i = 0; i < model->n_tables && !p->table->has_instance; i++) {
        if (model->tables[i].schema == p->table->schema)
            table = &model->tables[i];
    }
    if (table == NULL) {
        table = model_add_table(arena, model, p->table->schema, TEXT_NONE);
        table->template_id = located->template->id;
        table->scope = p->table->scope;
    }
    p->data = (int)(table - model->tables);
    if (table->n_facts == 0) {
        table->unit_shift = p->unit_shift;
        table->sheet = p->grid->name;
    }
    if (table->department.n == 0)
        table->department = p->department;
    if (table->year == 0)
        table->year = p->year;
    if (table->declared_empty.n == 0)
        table->declared_empty = p->declared_empty;
    return table;
}

static void
import_table(struct arena *arena, const struct located *located,
             struct placement *p, struct model *model,
             struct diag_list *diags)
{
    struct model_table *table = table_for(arena, located, p, model);

    if (table->n_facts > 0)
        import_again(arena, located, p, table, diags);
    else
        import_facts(arena, located, p, table, diags);
    table->decimals = shown_decimals(table, table->unit_shift,
                                     p->table->decimals);
    if (p->table->has_instance)
        name_instance(arena, model, table, p);
    import_roles(arena, table);
    if (p->year != 0
        && (p->year < located->template->year_first
            || p->year > located->template->year_last))
        diag_add(diags, DIAG_YEAR_DIFFERS,
                 PLACE_CELL(located->book->file,
                            text_zero(arena, p->grid->name), p->title_row,
                            p->title_col),
                 located->template->place,
                 "the sheet says %d, the template %.*s is for %d to %d",
                 p->year, TEXT_ARG(located->template->id),
                 located->template->year_first, located->template->year_last);
}

/* Whose filing it is: the captions', or the unit a sheet was made for. */
static void
settle_department(struct arena *arena, const struct located *located,
                  struct model *model, struct diag_list *diags)
{
    const struct model_table *first = NULL;

    for (int i = 0; i < model->n_tables; i++) {
        struct model_table *table = &model->tables[i];

        if (table->department.n == 0)
            continue;
        if (first == NULL) {
            first = table;
            model->department = table->department;
        } else if (!text_equal(text_fold(arena, first->department),
                               text_fold(arena, table->department))) {
            diag_add(diags, DIAG_DEPARTMENT_DIFFERS,
                     PLACE_SHEET(located->book->file,
                                 text_zero(arena, table->sheet)),
                     located->template->place,
                     "this sheet is of '%.*s', sheet %.*s of '%.*s'",
                     TEXT_ARG(table->department), TEXT_ARG(first->sheet),
                     TEXT_ARG(first->department));
        }
    }
    for (int i = 0; i < model->n_tables && model->department.n == 0; i++) {
        const struct fact *unit
            = model_find(&model->tables[i], TEXT("header"),
                         TEXT("implementing_unit"));

        if (unit != NULL)
            model->department = sans_breaks(arena, unit->text);
    }
}

static void
settle_year(const struct located *located, struct model *model)
{
    for (int i = 0; i < model->n_tables && model->fiscal_year == 0; i++)
        model->fiscal_year = model->tables[i].year;
    if (model->fiscal_year == 0
        && located->template->year_first == located->template->year_last)
        model->fiscal_year = located->template->year_first;
    for (int i = 0; i < model->n_tables; i++) {
        if (model->tables[i].year == 0)
            model->tables[i].year = model->fiscal_year;
    }
}

struct model *
import_book(struct arena *arena, const struct located *located,
            struct diag_list *diags)
{
    struct model *model = ARENA_NEW(arena, struct model);

    model->template_id = located->template->id;
    model->file = located->book->file;
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++)
            import_table(arena, located, located->sheets[s].tables[i], model,
                         diags);
    }
    settle_department(arena, located, model, diags);
    settle_year(located, model);
    return model;
}
