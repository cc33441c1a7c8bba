/* import.c - located tables become a model. */
#include "port/import.h"

#include <stdlib.h>

#include "base/pairs.h"
#include "canon/item.h"
#include "place/census.h"
#include "port/cell_read.h"
#include "port/import_filing.h"

/* One book being read. */
struct importing {
    struct arena *arena;
    const struct located *located;
    struct model *model;
    struct pairs *instances; /* table and instance, seen */
    /* By table of the model: what the next of its name is numbered. */
    int *next;
    int n_next, next_capacity;
    struct diag_list *diags;
    int unread; /* figures of tables that made no fact */
};

static struct place
table_place(struct importing *im, const struct placement *p, int row, int col)
{
    return PLACE_CELL(im->located->book->file,
                      text_zero(im->arena, p->grid->name), row, col);
}

/* A code's facts that stand behind one another. */
struct code_run {
    struct text code;
    int first, end;
};

static int
compare_runs(const void *a, const void *b)
{
    const struct code_run *x = a, *y = b;
    int order = text_compare(x->code, y->code);

    return order != 0 ? order : (x->first > y->first) - (x->first < y->first);
}

/* Codes in order, as they mostly are: each is compared with the next.  False
   where they are not, and the sums so far are ones. */
static bool
mark_in_order(struct model_table *table)
{
    struct code_run last = { TEXT_NONE, 0, 0 };

    for (int i = 0, end; i < table->n_facts; i = end) {
        const struct text *item = table->facts[i].item;

        for (end = i + 1;
             end < table->n_facts && table->facts[end].item == item; end++)
            ;
        if (!item_is_code(*item))
            continue;
        if (last.code.n > 0 && text_compare(last.code, *item) >= 0)
            return false;
        if (last.code.n > 0 && text_starts(*item, last.code)) {
            for (int f = last.first; f < last.end; f++)
                table->facts[f].role = ROLE_SUM;
        }
        last = (struct code_run){ *item, i, end };
    }
    return true;
}

static struct code_run *
code_runs(struct arena *arena, const struct model_table *table, int *n)
{
    struct code_run *runs = NULL;
    int capacity = 0;

    *n = 0;
    for (int i = 0; i < table->n_facts; i++) {
        struct code_run run = { *table->facts[i].item, i, i + 1 };

        if (*n > 0 && runs[*n - 1].end == i
            && text_equal(runs[*n - 1].code, run.code))
            runs[*n - 1].end++;
        else if (item_is_code(run.code))
            ARENA_PUSH(arena, runs, *n, capacity, run);
    }
    return runs;
}

void
import_roles(struct arena *arena, struct model_table *table)
{
    struct code_run *runs;
    int n;

    if (table->schema->codes == NULL || mark_in_order(table))
        return;
    runs = code_runs(arena, table, &n);
    if (n > 0)
        qsort(runs, (size_t)n, sizeof *runs, compare_runs);
    for (int i = 0; i < n;) {
        int end = i + 1;

        while (end < n && text_equal(runs[end].code, runs[i].code))
            end++;
        /* A code with others below it in the table is their sum. */
        for (int k = i;
             k < end && end < n && text_starts(runs[end].code, runs[i].code);
             k++) {
            for (int f = runs[k].first; f < runs[k].end; f++)
                table->facts[f].role = ROLE_SUM;
        }
        i = end;
    }
}

/* A figure that is said twice must be the same both times. */
static void
check_again(struct importing *im, const struct placement *p,
            const struct model_table *table, struct fact *before,
            const struct fact *fact)
{
    char ref[CELLREF_MAX] = "";
    const char *sheet = "";

    if (model_value_equal(before, fact)) {
        if (fact->role == ROLE_SUM)
            before->role = ROLE_SUM;
        if (fact->decimals > before->decimals)
            before->decimals = fact->decimals;
        return;
    }
    if (before->row >= 0)
        cellref_show(before->row, before->col, ref);
    if (!text_equal(model_sheet(table, before), p->grid->name))
        sheet = arena_printf(im->arena, "%.*s!",
                             TEXT_ARG(model_sheet(table, before)));
    diag_add(im->diags, DIAG_VALUE_TWICE,
             table_place(im, p, fact->row, fact->col), *fact->of->by,
             "'%.*s' here, but '%.*s' in %s%s, for %.*s, %.*s",
             TEXT_ARG(model_found(fact)), TEXT_ARG(model_found(before)), sheet,
             ref, TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure));
}

static void
name_instance(struct importing *im, struct model_table *table,
              const struct placement *p)
{
    const struct fact *name = model_find(table, p->table->instance_item,
                                         p->table->instance_measure);
    struct text id = text_of(table->schema->id);
    struct text base = name != NULL
                           ? text_sans_breaks(im->arena, model_text(name))
                           : p->grid->name;
    struct text instance = base;
    int number = (int)(table - im->model->tables);
    int before = pairs_add(im->instances, id, instance, number);

    while (im->n_next <= number)
        ARENA_PUSH(im->arena, im->next, im->n_next, im->next_capacity, 2);
    while (before >= 0) {
        instance = text_printf(im->arena, "%.*s（%d）", TEXT_ARG(base),
                               im->next[before]++);
        if (pairs_add(im->instances, id, instance, number) < 0)
            break;
    }
    table->instance = instance;
    if (before >= 0)
        diag_add(im->diags, DIAG_INSTANCE_TWICE,
                 table_place(im, p, name != NULL ? name->row : p->title_row,
                             name != NULL ? name->col : p->title_col),
                 p->table->place,
                 "sheet %.*s is of '%.*s', too; this one is named '%.*s'",
                 TEXT_ARG(im->model->tables[before].sheet), TEXT_ARG(base),
                 TEXT_ARG(instance));
}

static int
shown_decimals(const struct model_table *table, int shift, int fallback)
{
    int most = -128;

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (fact->of->kind == VALUE_AMOUNT && fact->decimals + shift > most)
            most = fact->decimals + shift;
    }
    return most < 0 ? fallback : most;
}

/* The figures of a sheet: all of the table's, or on a second sheet of it the
   same, or more. */
static void
import_facts(struct importing *im, const struct placement *p,
             struct model_table *table)
{
    struct cell_reader reader
        = cell_read_open(im->arena, im->located->book, p->grid, im->diags);
    bool again = table->n_facts > 0;
    struct slot_walk walk = slot_begin(p);
    const struct slot *slot;
    struct pairs *seen = NULL;

    model_take_names(im->arena, table, p->names, p->n_names);
    reader.table = table;
    if (!text_equal(table->sheet, p->grid->name))
        reader.sheet = &p->grid->name;
    if (again || table->schema->evaluation) {
        seen = pairs_new(im->arena);
        for (int i = 0; i < table->n_facts; i++)
            pairs_add(seen, *table->facts[i].item, table->facts[i].of->measure,
                      i);
    }
    while ((slot = slot_next(&walk)) != NULL) {
        struct fact fact;
        int before = -1;

        if (walk.item != NULL)
            reader.shared->item = walk.item;
        if (cell_read(&reader, slot, &fact) != CELL_READ_FACT)
            continue;
        if (seen != NULL)
            before
                = pairs_add(seen, *fact.item, fact.of->measure, table->n_facts);
        if (before >= 0) {
            check_again(im, p, table, &table->facts[before], &fact);
            continue;
        }
        model_copy_fact(im->arena, table, fact);
    }
    im->unread += reader.n_bad;
    cell_read_close(&reader);
}

const int *const *
import_tables(struct arena *arena, const struct located *located)
{
    int n_sheets = located->book->n_sheets, n = 0, capacity = 0;
    int **tables = ARENA_ARRAY(arena, int *, n_sheets + 1);
    const struct schema_table **schemas = NULL; /* [n] of the model's tables */

    for (int s = 0; s < n_sheets; s++) {
        const struct located_sheet *sheet = &located->sheets[s];

        tables[s] = ARENA_ARRAY(arena, int, sheet->n_tables + 1);
        for (int t = 0; t < sheet->n_tables; t++) {
            const struct table_rule *rule = sheet->tables[t]->table;
            int i = rule->has_instance ? -1 : n - 1;

            while (i >= 0 && schemas[i] != rule->schema)
                i--;
            tables[s][t] = i < 0 ? n : i;
            if (i < 0)
                ARENA_PUSH(arena, schemas, n, capacity, rule->schema);
        }
    }
    return (const int *const *)tables;
}

/* The model's table for a placement: a new one, unless the template has it on
   two sheets and this is the second. */
static struct model_table *
table_for(struct importing *im, const struct placement *p, int number)
{
    struct model *model = im->model;
    struct model_table *table;

    if (number == model->n_tables) {
        table = model_add_table(im->arena, model, p->table->schema, TEXT_NONE);
        table->template_id = p->template->id;
        table->scope = p->table->scope;
    }
    table = &model->tables[number];
    if (table->n_facts == 0) {
        table->unit_shift = p->unit_shift;
        table->sheet = p->grid->name;
        table->unit_said = p->unit_cell != NULL;
        table->unit_row = table->unit_said ? p->unit_cell->row : 0;
        table->unit_col = table->unit_said ? p->unit_cell->col : 0;
    }
    if (table->department.n == 0)
        table->department = p->department;
    if (table->year == 0)
        table->year = p->year;
    if (table->declared_empty.n == 0)
        table->declared_empty = p->declared_empty;
    return table;
}

static bool
has_figures(const struct model_table *table)
{
    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (!schema_is_text(fact->of->kind) && !decimal_is_zero(fact->value))
            return true;
    }
    return false;
}

static void
import_table(struct importing *im, const struct placement *p, int number)
{
    const struct template_rule *template = p->template;
    struct model_table *table = table_for(im, p, number);

    import_facts(im, p, table);
    table->decimals
        = shown_decimals(table, table->unit_shift, p->table->decimals);
    if (p->table->has_instance)
        name_instance(im, table, p);
    import_roles(im->arena, table);
    if (p->declared_empty.n > 0 && has_figures(table))
        diag_add(im->diags, DIAG_EMPTY_DIFFERS,
                 table_place(im, p, p->title_row, p->title_col),
                 p->table->place, "the sheet has figures, but says '%.*s'",
                 TEXT_ARG(p->declared_empty));
    if (p->year != 0
        && (p->year < template->year_first || p->year > template->year_last))
        diag_hint(im->diags,
                  diag_add(im->diags, DIAG_YEAR_DIFFERS,
                           table_place(im, p, p->title_row, p->title_col),
                           template->place,
                           "the sheet says %d, the template %.*s is for %s",
                           p->year, TEXT_ARG(template->id),
                           mapping_years(im->arena, template->year_first,
                                         template->year_last)),
                  "see that the year is right; where it is, the sheet may be "
                  "of another form of that year");
}

struct model *
import_book(struct arena *arena, const struct located *located,
            struct diag_list *diags)
{
    struct importing im = { .arena = arena,
                            .located = located,
                            .model = ARENA_NEW(arena, struct model),
                            .instances = pairs_new(arena),
                            .diags = diags };
    const int *const *tables = import_tables(arena, located);

    im.model->template_id = located->template->id;
    im.model->file = located->book->file;
    im.model->region = located->book->given.region;
    im.model->saved = located->book->saved;
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++)
            import_table(&im, located->sheets[s].tables[i], tables[s][i]);
    }
    import_filing(arena, located, im.model, diags);
    im.model->unread = im.unread + census_take(arena, located, diags);
    return im.model;
}
