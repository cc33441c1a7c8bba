/* remainder.c - facts that do not come back. */
#include "remap/remainder.h"

#include <stddef.h>

#include "base/pairs.h"
#include "canon/item.h"
#include "mapping/domain.h"
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
           && decimal_parse(model_text(fact), &year) == DECIMAL_OK
           && decimal_compare(year, decimal_of(says->year)) == 0;
}

/* Words that only wrap otherwise are the same: a blank may print them. */
static bool
says_same(struct arena *arena, const struct fact *fact, const struct fact *back)
{
    if (model_value_equal(fact, back))
        return true;
    return schema_is_text(fact->of->kind) && schema_is_text(back->of->kind)
           && text_same_words(arena, model_text(fact), model_text(back));
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

/* Its row and column, which stand behind one another. */
static struct text
place_key(const struct slot *slot)
{
    return (struct text){ (const char *)&slot->row,
                          offsetof(struct slot, end_col)
                              - offsetof(struct slot, row) };
}

/* The slots of 'read' that are where those of 'wrote' were. */
static void
follow_rows(struct arena *arena, const struct placement *wrote,
            const struct placement *read, struct renumbered *r)
{
    struct pairs *places = pairs_new(arena);

    for (int i = 0; i < read->n_slots; i++) {
        if (is_own(read, &slot_list(read)[i]))
            pairs_add(places, place_key(&slot_list(read)[i]), TEXT_NONE, i);
    }
    for (int i = 0; i < wrote->n_slots; i++) {
        const struct slot *slot = &slot_list(wrote)[i];
        int found = is_own(wrote, slot)
                            && pairs_find(r->known, slot->item, TEXT_NONE) < 0
                        ? pairs_find(places, place_key(slot), TEXT_NONE)
                        : -1;

        if (found < 0)
            continue;
        pairs_add(r->known, slot->item, TEXT_NONE, r->n);
        ARENA_PUSH(arena, r->now, r->n, r->capacity,
                   slot_list(read)[found].item);
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
        struct text item = item_now(&members, table, *fact->item);

        if (item.n > 0)
            back = model_index_find(index, item, fact->of->measure);
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
                         .lost = fact_set_new(arena, model, false),
                         .located = located };
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
    if (!domain_item(domain, *fact->item))
        return N_("its table has no row or field for this item");
    if (!domain_measure(domain, fact->of->measure))
        return N_("its table has no column or field for this measure");
    if (!domain_has(domain, *fact->item, fact->of->measure))
        return N_("its table has no cell for this measure of this item");
    return N_("no row is left for it there, or its cell cannot hold it");
}

static const char *
spoken_unit(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return N_(" CNY");
    case VALUE_SCORE:
        return N_(" points");
    default:
        return "";
    }
}

/* "5823600 CNY", or the beginning of a text in quotes. */
static const char *
show_value(const struct diag_list *diags, const struct fact *fact)
{
    struct text t = model_value_text(diags->arena, fact);
    size_t n = t.n;

    if (!schema_is_text(fact->of->kind))
        return arena_printf(diags->arena, "%.*s%s", TEXT_ARG(t),
                            diag_say(diags, spoken_unit(fact->of->kind)));
    if (n > QUOTED) {
        n = QUOTED;
        while (n > 0 && ((unsigned char)t.at[n] & 0xC0) == 0x80)
            n--;
    }
    return arena_printf(diags->arena, "'%.*s%s'", (int)n, t.at,
                        n < t.n ? "…" : "");
}

/* "210 卫生健康支出", "绩效指标 2"; an own word is what it says. */
static const char *
item_label(struct arena *arena, const struct model_table *table,
           struct text item)
{
    struct text label = model_find_name(table, item), list;
    int number = item_number(item, &list);

    if (label.n > 0)
        return arena_printf(arena, "%.*s %.*s", TEXT_ARG(item),
                            TEXT_ARG(label));
    label = schema_label(table->schema, item, TEXT_NONE);
    if (label.n == 0)
        return text_zero(arena, item);
    return number > 0 ? arena_printf(arena, "%.*s %d", TEXT_ARG(label), number)
                      : text_zero(arena, label);
}

/* What an item and a measure are on the forms: 合计，财政拨款收入. */
static const char *
show_labels(struct arena *arena, const struct model_table *table,
            const struct fact *fact)
{
    const char *item = item_label(arena, table, *fact->item);
    struct text measure
        = schema_label(table->schema, *fact->item, fact->of->measure);

    if (measure.n == 0)
        measure = fact->of->measure;
    return arena_printf(arena, "%s%s%.*s", item,
                        *item && measure.n > 0 ? "，" : "", TEXT_ARG(measure));
}

/* For programs. */
static struct diag_cell
cell_of_fact(const struct diag_list *diags, struct place at,
             const struct model_table *table, const struct fact *fact)
{
    struct arena *arena = diags->arena;

    return (struct diag_cell){
        .sheet = at.sheet,
        .row = at.row,
        .col = at.col,
        .item = text_zero(arena, *fact->item),
        .measure = text_zero(arena, fact->of->measure),
        .label = show_labels(arena, table, fact),
        .value = text_zero(arena, model_value_text(arena, fact)),
        .unit = schema_unit(fact->of->kind),
    };
}

/* What is reported of which model, into which template, and how loudly. */
struct losing {
    const struct fact_set *lost;
    const struct template_rule *template;
    struct diag_as as;
    struct diag_list *diags;
};

static void
report_fact(const struct losing *l, const struct model_table *table,
            const struct domain *domain, const struct fact *fact)
{
    struct diag_list *diags = l->diags;
    struct place at
        = remainder_place(diags->arena, l->lost->model, table, fact);
    struct diag_cell *cell = ARENA_NEW(diags->arena, struct diag_cell);
    struct diag *d;

    *cell = cell_of_fact(diags, at, table, fact);
    d = diag_add_as(diags, l->as, at, domain->table->place,
                    "%.*s has no place for %s%s%.*s, %s = %s",
                    TEXT_ARG(l->template->id), table->schema->title,
                    table->instance.n > 0 ? " " : "", TEXT_ARG(table->instance),
                    cell->label, show_value(diags, fact));
    diag_detail(diags, d, "%s", diag_say(diags, reason(domain, fact)));
    d->found = cell->value;
    d->unit = cell->unit;
    d->cells = cell;
    d->n_cells = 1;
}

#define SHOWN_FACTS 3 /* of a table that is lost as a whole */

/* A table that the template does not have is reported once. */
static int
report_table(const struct losing *l, int table)
{
    const struct model_table *of = &l->lost->model->tables[table];
    struct diag_list *diags = l->diags;
    struct arena *arena = diags->arena;
    int n_lost = fact_set_count_table(l->lost, table), n = 0;
    struct diag_cell *cells = ARENA_ARRAY(arena, struct diag_cell, n_lost);
    struct text sheet
        = of->n_facts > 0 ? model_sheet(of, &of->facts[0]) : TEXT_NONE;
    struct place at = sheet.n > 0 ? PLACE_SHEET(l->lost->model->file,
                                                text_zero(arena, sheet))
                                  : PLACE_FILE(l->lost->model->file);
    struct diag *d = diag_add_as(
        diags, l->as, at, l->template->place,
        "%.*s has no table %s%s%.*s; it has no place for its values: %d",
        TEXT_ARG(l->template->id), of->schema->title,
        of->instance.n > 0 ? " " : "", TEXT_ARG(of->instance), n_lost);

    for (int k = 0; k < of->n_facts; k++) {
        const struct fact *fact = &of->facts[k];

        if (!l->lost->has[table][k])
            continue;
        cells[n] = cell_of_fact(
            diags, remainder_place(arena, l->lost->model, of, fact), of, fact);
        if (n < SHOWN_FACTS)
            diag_detail(diags, d, "%s: %s", cells[n].label,
                        show_value(diags, fact));
        n++;
    }
    if (n > SHOWN_FACTS)
        diag_detail(diags, d, "and %d more", n - SHOWN_FACTS);
    d->cells = cells;
    d->n_cells = n;
    return n;
}

int
remainder_report(struct arena *arena, const struct fact_set *lost,
                 const struct template_rule *template, enum diag_level level,
                 struct diag_list *diags)
{
    const struct losing l
        = { lost, template, DIAG_AS(DIAG_FACT_NO_PLACE, level), diags };
    int n = 0;

    for (int i = 0; i < lost->model->n_tables; i++) {
        const struct model_table *table = &lost->model->tables[i];
        const struct table_rule *rule = domain_form(arena, template, table);
        const struct domain *domain;

        if (fact_set_count_table(lost, i) == 0)
            continue;
        if (rule == NULL) {
            n += report_table(&l, i);
            continue;
        }
        domain = domain_of(arena, rule);
        for (int k = 0; k < table->n_facts; k++) {
            if (lost->has[i][k]) {
                report_fact(&l, table, domain, &table->facts[k]);
                n++;
            }
        }
    }
    return n;
}
