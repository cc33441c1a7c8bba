/* remainder.c - facts that do not come back. */
#include "remap/remainder.h"

#include <stddef.h>

#include "base/pairs.h"
#include "canon/item.h"
#include "mapping/domain.h"
#include "place/figures.h"
#include "port/import.h"
#include "remap/year.h"

#define QUOTED 60 /* bytes of a text that messages show */

/* ---- finding ---- */

/*
 * The table that was read from the sheet of table i.  Several on one sheet
 * are told by their instance, else by their order.
 */
static int
read_from(const struct exported *out, int i, const struct located *located,
          const int *const *tables, const struct model *says)
{
    const struct model *model = out->model;
    const struct located_sheet *sheet;
    int before = 0, found = -1;

    if (out->sheet[i] < 0)
        return -1;
    sheet = &located->sheets[out->sheet[i]];
    for (int k = 0; k < i; k++)
        before += out->sheet[k] == out->sheet[i]
                  && model->tables[k].schema == model->tables[i].schema;
    for (int k = 0; k < sheet->n_tables; k++) {
        int data = tables[out->sheet[i]][k];
        const struct model_table *table = &says->tables[data];

        if (table->schema != model->tables[i].schema)
            continue;
        if (before-- == 0)
            found = data;
        if (table->instance.n > 0
            && text_equal(table->instance, model->tables[i].instance))
            return data;
    }
    return found;
}

/* A field of one template may be in the title of another. */
static bool
title_says(const struct table_rule *rule, const struct model_table *says,
           const struct fact *fact)
{
    struct decimal year;

    return rule != NULL && year_is_field(fact) && year_is_in_title(rule)
           && decimal_parse(fact->text, &year) == DECIMAL_OK
           && decimal_compare(year, decimal_of(says->year)) == 0;
}

/* Words that only wrap otherwise are the same: a blank may print them. */
static bool
says_same(struct arena *arena, const struct fact *fact, const struct fact *back)
{
    if (model_value_equal(fact, back))
        return true;
    return schema_is_text(fact->kind) && schema_is_text(back->kind)
           && text_same_words(arena, fact->text, back->text);
}

/* ---- members of numbered lists ---- */

/* The numbers that members have in the book: indicator.3 is indicator.2. */
struct renumbered {
    struct pairs *known; /* index of 'now' by the item of the model */
    struct text *now;
    int n, capacity;
};

static bool
is_member(const struct schema_table *schema, struct text item)
{
    enum item_kind kind;
    struct text list;

    return item_number(item, &list) > 0 && schema_item(schema, item, &kind)
           && kind == ITEM_NUMBERED;
}

/* The member's own slot, not a merged cell that speaks for several. */
static bool
is_own(const struct placement *p, const struct slot *slot)
{
    return !slot->shared && is_member(p->table->schema, slot->item);
}

static struct text
place_key(const struct slot *slot)
{
    return (struct text){ (const char *)slot, offsetof(struct slot, end_col) };
}

/* The slots of 'read' that are where those of 'wrote' were. */
static void
follow_rows(struct arena *arena, const struct placement *wrote,
            const struct placement *read, struct renumbered *r)
{
    struct pairs *places = pairs_new(arena);

    for (int i = 0; i < read->n_slots; i++) {
        if (is_own(read, &read->slots[i]))
            pairs_add(places, place_key(&read->slots[i]), TEXT_NONE, i);
    }
    for (int i = 0; i < wrote->n_slots; i++) {
        const struct slot *slot = &wrote->slots[i];
        int found = is_own(wrote, slot)
                            && pairs_find(r->known, slot->item, TEXT_NONE) < 0
                        ? pairs_find(places, place_key(slot), TEXT_NONE)
                        : -1;

        if (found < 0)
            continue;
        pairs_add(r->known, slot->item, TEXT_NONE, r->n);
        ARENA_PUSH(arena, r->now, r->n, r->capacity, read->slots[found].item);
    }
}

/* ---- marking ---- */

/* A book that is compared with the model that was written into it. */
struct comparing {
    struct arena *arena;
    const struct exported *out;
    const struct template_rule *template;
    const struct located *located;
    const int *const *tables; /* import_tables() */
    struct written *w;
};

static struct renumbered
find_members(const struct comparing *c, int i)
{
    struct renumbered r = { .known = pairs_new(c->arena) };

    for (int t = 0; t < c->out->n_tables; t++) {
        const struct exported_table *table = &c->out->tables[t];
        const struct located_sheet *sheet = &c->located->sheets[table->sheet];

        for (int k = 0; table->data == i && k < sheet->n_tables; k++) {
            if (c->tables[table->sheet][k] == c->w->says_of[i])
                follow_rows(c->arena, table->placement, sheet->tables[k], &r);
        }
    }
    return r;
}

/* The item as the book has it; TEXT_NONE: a member that did not come back. */
static struct text
item_now(const struct renumbered *r, const struct model_table *table,
         struct text item)
{
    int now = pairs_find(r->known, item, TEXT_NONE);

    if (now >= 0 && now < r->n)
        return r->now[now];
    return is_member(table->schema, item) ? TEXT_NONE : item;
}

static void
mark_table(const struct comparing *c, int i)
{
    const struct model_table *table = &c->out->model->tables[i];
    const struct table_rule *rule = domain_form(c->arena, c->template, table);
    struct model_table nothing = { .schema = table->schema };
    int k = c->w->says_of[i];
    const struct model_table *says = k < 0 ? &nothing : &c->w->says->tables[k];
    struct renumbered members = find_members(c, i);
    struct model_index *index = model_index(c->arena, says);

    for (int n = 0; n < table->n_facts; n++) {
        const struct fact *fact = &table->facts[n], *back = NULL;
        struct text item = item_now(&members, table, fact->item);

        if (item.n > 0)
            back = model_index_find(index, item, fact->measure);
        if (back != NULL)
            c->w->more.has[k][back - says->facts] = false;
        c->w->lost.has[i][n] = back != NULL ? !says_same(c->arena, fact, back)
                                            : !title_says(rule, says, fact);
    }
}

struct written
remainder_find(struct arena *arena, const struct exported *out,
               const struct template_rule *template)
{
    const struct model *model = out->model;
    struct diag_list none = diag_none(arena);
    struct located *located = locate_book(arena, out->book, template, &none);
    struct written w = { .source = model,
                         .book = out->book,
                         .sheet = out->sheet,
                         .lost = fact_set_new(arena, model, false) };
    struct comparing c = { .arena = arena,
                           .out = out,
                           .template = template,
                           .located = located,
                           .tables = import_tables(arena, located),
                           .w = &w };

    w.says = import_book(arena, located, &none);
    w.more = fact_set_new(arena, w.says, true);
    w.says_of = ARENA_ARRAY(arena, int, model->n_tables + 1);
    for (int i = 0; i < model->n_tables; i++) {
        w.says_of[i] = read_from(out, i, located, c.tables, w.says);
        mark_table(&c, i);
    }
    return w;
}

struct written
remainder_draw(struct arena *arena, const struct template_rule *template,
               const struct model *model, const struct kept *kept,
               struct diag_list *diags)
{
    struct exported out = export_book(arena, template, model, kept, diags);

    return remainder_find(arena, &out, template);
}

/* ---- reporting ---- */

struct place
remainder_place(struct arena *arena, const struct model *model,
                const struct model_table *table, const struct fact *fact)
{
    struct text sheet = model_sheet(table, fact);

    if (sheet.n == 0)
        return PLACE_FILE(model->file);
    if (fact->row < 0)
        return PLACE_SHEET(model->file, text_zero(arena, sheet));
    return PLACE_CELL(model->file, text_zero(arena, sheet), fact->row,
                      fact->col);
}

static const char *
reason(const struct domain *domain, const struct fact *fact)
{
    if (domain->table == NULL)
        return N_("the template has no such table");
    if (!domain_item(domain, fact->item))
        return N_("its table has no row or field for this item");
    if (!domain_measure(domain, fact->measure))
        return N_("its table has no column or field for this measure");
    if (!domain_has(domain, fact->item, fact->measure))
        return N_("its table has no cell for this measure of this item");
    return N_("no row is left for it there, or its cell cannot hold it");
}

/* "5823600 CNY", or the beginning of a text in quotes. */
static const char *
show_value(struct arena *arena, const struct fact *fact)
{
    struct text t = model_value_text(arena, fact);
    size_t n = t.n;

    if (!schema_is_text(fact->kind))
        return arena_printf(arena, "%.*s %s", TEXT_ARG(t),
                            schema_unit(fact->kind));
    if (n > QUOTED) {
        n = QUOTED;
        while (n > 0 && ((unsigned char)t.at[n] & 0xC0) == 0x80)
            n--;
    }
    return arena_printf(arena, "'%.*s%s'", (int)n, t.at, n < t.n ? "…" : "");
}

/* What the words stand for on the forms: 卫生健康支出，财政拨款收入. */
static const char *
show_labels(struct arena *arena, const struct model_table *table,
            const struct fact *fact)
{
    struct text item = model_find_name(table, fact->item);
    struct text measure
        = schema_label(table->schema, fact->item, fact->measure);

    if (item.n == 0)
        item = schema_label(table->schema, fact->item, TEXT_NONE);
    return arena_printf(arena, "%.*s%s%.*s", TEXT_ARG(item),
                        item.n > 0 && measure.n > 0 ? "，" : "",
                        TEXT_ARG(measure));
}

int
remainder_report(struct arena *arena, const struct fact_set *lost,
                 const struct template_rule *template, enum diag_level level,
                 struct diag_list *diags)
{
    const struct model *model = lost->model;
    int n = 0;

    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];
        const struct table_rule *rule = domain_form(arena, template, table);
        const struct domain *domain;

        if (!fact_set_has_table(lost, i))
            continue;
        domain = domain_of(arena, rule);
        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *fact = &table->facts[k];
            const char *labels;
            struct diag *d;

            if (!lost->has[i][k])
                continue;
            n++;
            d = diag_add_as(diags, DIAG_AS(DIAG_FACT_NO_PLACE, level),
                            remainder_place(arena, model, table, fact),
                            rule != NULL ? rule->place : template->place,
                            "%.*s has no place for %s%s%.*s, %.*s, %.*s = %s",
                            TEXT_ARG(template->id), table->schema->title,
                            table->instance.n > 0 ? " " : "",
                            TEXT_ARG(table->instance), TEXT_ARG(fact->item),
                            TEXT_ARG(fact->measure), show_value(arena, fact));
            if (d == diags->spare)
                continue;
            labels = show_labels(arena, table, fact);
            if (*labels)
                diag_detail(diags, d, "%s: %s", labels,
                            diag_say(diags, reason(domain, fact)));
            else
                diag_detail(diags, d, "%s",
                            diag_say(diags, reason(domain, fact)));
            d->found = text_zero(arena, model_value_text(arena, fact));
            d->unit = schema_unit(fact->kind);
        }
    }
    return n;
}

/* ---- cells beside the tables ---- */

#define NAMED_CELLS 12 /* a sheet */

/* Does a table of the sheet say this text itself, or is it in the model? */
static bool
is_own_text(struct arena *arena, const struct located_sheet *sheet,
            const struct cell *cell)
{
    struct text folded = text_fold(arena, cell->text);

    for (int i = 0; i < sheet->n_tables; i++) {
        const struct placement *p = sheet->tables[i];

        for (int k = 0; k < p->table->notes.n; k++) {
            if (text_equal(p->table->notes.exact[k], folded))
                return true;
        }
        if (p->declared_empty.n > 0
            && text_equal(text_fold(arena, p->declared_empty), folded))
            return true;
    }
    return false;
}

static const struct grid *
find_sheet(const struct book *book, struct text name)
{
    int sheet = book != NULL ? book_sheet(book, name) : -1;

    return sheet < 0 ? NULL : &book->sheets[sheet];
}

static bool
is_drawn(const struct grid *drawn, const struct cell *cell)
{
    const struct cell *like
        = drawn != NULL ? grid_at(drawn, cell->row, cell->col) : NULL;

    return like != NULL && like->type == cell->type
           && text_equal(like->text, cell->text);
}

/* ---- figures among them ---- */

/* [n_cells] The cells that no table has, and no reason of the mapping. */
static const bool *
mark_left(struct arena *arena, const struct located_sheet *sheet)
{
    int n = sheet->grid->n_cells;
    bool *left = ARENA_ARRAY(arena, bool, n + 1);

    for (int i = 0; i < n; i++)
        left[i]
            = sheet->claims[i] == CLAIM_KEPT || sheet->claims[i] == CLAIM_NAMED;
    return left;
}

/* [sheet->n_tables] The rows in which a table's values stand. */
static struct span *
find_bodies(struct arena *arena, const struct located_sheet *sheet)
{
    struct span *bodies = ARENA_ARRAY(arena, struct span, sheet->n_tables + 1);

    for (int t = 0; t < sheet->n_tables; t++) {
        const struct placement *p = sheet->tables[t];

        bodies[t].top = p->end;
        for (int i = 0; i < p->n_slots; i++) {
            int row = p->slots[i].row;

            if (row >= 0 && row < bodies[t].top)
                bodies[t].top = row;
            if (row >= bodies[t].end_row)
                bodies[t].end_row = row + 1;
        }
    }
    return bodies;
}

/* Is a cell that no table has a figure: in a table's rows, in a run, or an
   amount on a sheet without a table? */
static bool
is_figure(struct arena *arena, const struct located_sheet *sheet,
          const struct span *bodies, const struct figures *runs,
          const bool *left, int i)
{
    const struct cell *cell = &sheet->grid->cells[i];
    struct decimal value;
    bool inside = false;

    if (runs->is[i] || !left[i] || runs->other[i]
        || !figures_parse(arena, cell, &value))
        return runs->is[i];
    for (int t = 0; t < sheet->n_tables; t++)
        inside |= cell->row >= bodies[t].top && cell->row < bodies[t].end_row;
    return inside || (sheet->n_tables == 0 && value.scale > 0);
}

/* ---- reporting both ---- */

/* Cells of one kind, the first of them by name. */
struct cell_names {
    const char *cells;
    int n;
};

static void
name_cell(struct arena *arena, struct cell_names *names,
          const struct cell *cell)
{
    char ref[CELLREF_MAX];

    if (names->n++ >= NAMED_CELLS)
        return;
    cellref_show(cell->row, cell->col, ref);
    names->cells = arena_printf(arena, "%s%s%s", names->cells,
                                names->n > 1 ? ", " : "", ref);
}

/* Which cells are left where: what remainder_report_cells() is given. */
struct leaving {
    struct arena *arena;
    const struct located *located;
    const struct book *drawn;
    const struct template_rule *target;
    enum diag_level level;
    struct diag_list *diags;
};

static void
report_others(const struct leaving *l, struct place at,
              const struct cell_names *others)
{
    if (others->n > 0)
        diag_add(
            l->diags, DIAG_CELL_LEFT_BEHIND, at, l->target->place,
            others->n > 1
                ? N_(
                    "%d cells beside the tables of %.*s are not taken over: %s%s")
                : N_(
                    "%d cell beside the tables of %.*s is not taken over: %s%s"),
            others->n, TEXT_ARG(l->located->template->id), others->cells,
            others->n > NAMED_CELLS ? ", …" : "");
}

static void
report_figures(const struct leaving *l, struct place at,
               const struct cell_names *figures)
{
    struct diag *d;

    if (figures->n == 0)
        return;
    d = diag_add_as(
        l->diags, DIAG_AS(DIAG_FIGURES_LEFT, l->level), at, l->target->place,
        figures->n > 1
            ? N_(
                "%d figures of the sheet are in no table of %.*s, and are lost: %s%s")
            : N_(
                "%d figure of the sheet is in no table of %.*s, and is lost: %s%s"),
        figures->n, TEXT_ARG(l->located->template->id), figures->cells,
        figures->n > NAMED_CELLS ? ", …" : "");
    if (l->level == DIAG_ERROR)
        diag_hint(l->diags, d,
                  "keep them with --kept FILE, or agree with --lossy");
}

/* Returns how many figures are left. */
static int
report_sheet(const struct leaving *l, const struct located_sheet *sheet)
{
    struct arena *arena = l->arena;
    const struct grid *grid = sheet->grid;
    const struct grid *like = find_sheet(l->drawn, grid->name);
    struct place at
        = PLACE_SHEET(l->located->book->file, text_zero(arena, grid->name));
    const struct span *bodies = find_bodies(arena, sheet);
    const bool *left = mark_left(arena, sheet);
    struct figures runs = figures_find(arena, grid, left);
    struct cell_names figures = { "", 0 }, others = { "", 0 };

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        enum claim claim = (enum claim)sheet->claims[i];

        if (cell->type == CELL_BLANK || claim == CLAIM_LABEL
            || claim == CLAIM_FACT || is_own_text(arena, sheet, cell)
            || is_drawn(like, cell))
            continue;
        name_cell(arena,
                  is_figure(arena, sheet, bodies, &runs, left, i) ? &figures
                                                                  : &others,
                  cell);
    }
    report_others(l, at, &others);
    report_figures(l, at, &figures);
    return figures.n;
}

int
remainder_report_cells(struct arena *arena, const struct located *located,
                       const struct book *drawn,
                       const struct template_rule *target,
                       enum diag_level level, struct diag_list *diags)
{
    struct leaving l = { arena, located, drawn, target, level, diags };
    int n = 0;

    for (int s = 0; s < located->book->n_sheets; s++)
        n += report_sheet(&l, &located->sheets[s]);
    return n;
}
