/* coverage.c - cells without facts, codes without names, years and scopes. */
#include "remap/coverage.h"

#include "base/pairs.h"
#include "canon/item.h"
#include "mapping/domain.h"
#include "remap/remainder.h"

struct gaps {
    struct arena *arena;
    const struct model *source;
    const struct template_rule *from, *target;
    const struct table_rule *table; /* of the target */
    const struct domain *have;
    struct pairs *reported;
    struct diag_list *diags;
};

/* ---- places ---- */

static void
report_table(struct gaps *g, const struct table_rule *table, bool has_rule)
{
    struct text from = g->from->id;

    diag_add(
        g->diags, DIAG_PLACE_NO_FACT, PLACE_FILE(g->source->file), table->place,
        table->schema->evaluation
            ? N_("%.*s has no table %s; it is left out")
            : N_("%.*s has no table %s; it is left blank"),
        TEXT_ARG(has_rule ? text_of(diag_say(g->diags, "the workbook")) : from),
        table->schema->title);
}

static void
report_place(struct gaps *g, const struct domain_cell *cell)
{
    struct text item = cell->item, measure = cell->measure, label, one = item;
    struct diag_cell *what;
    struct diag *d;

    /* Of a list, any member will do. */
    if (item.n > 0 && item.at[item.n - 1] == '.')
        one = item_member(g->arena, item, 1);
    if (domain_has(g->have, one, measure))
        return;
    /* migrate_forward() knows it */
    if (text_equal(measure, TEXT("year")) && g->source->fiscal_year != 0)
        return;
    /* An item or measure that is not there at all is reported once. */
    if (item.n > 0 && !domain_item(g->have, one))
        measure = TEXT_NONE;
    else if (!domain_measure(g->have, measure))
        item = TEXT_NONE;
    if (pairs_add(g->reported, item, measure, 0) >= 0)
        return;
    label = schema_label(g->table->schema, item.n > 0 ? one : item, measure);
    /* An own word, or a code, is what it says. */
    if (label.n == 0)
        label = measure.n > 0 ? measure : item;
    d = diag_add(
        g->diags, DIAG_PLACE_NO_FACT, PLACE_FILE(g->source->file), cell->by,
        "%s asks for %.*s, which %.*s does not have; left blank",
        g->table->schema->title, TEXT_ARG(label), TEXT_ARG(g->from->id));
    d->cells = what = ARENA_NEW(g->arena, struct diag_cell);
    *what = (struct diag_cell){ .row = -1,
                                .item = text_zero(g->arena, item),
                                .measure = text_zero(g->arena, measure),
                                .label = text_zero(g->arena, label) };
    d->n_cells = 1;
}

/* An optional part asks for nothing; an optional row or column of one that
   must be there does. */
static void
report_places(struct gaps *g, const struct table_rule *of)
{
    const struct domain *asks = domain_of(g->arena, g->table);

    g->have = domain_of(g->arena, of);
    g->reported = pairs_new(g->arena);
    for (int i = 0; i < asks->n; i++) {
        const struct domain_cell *cell = &asks->cells[i];

        if (!cell->undrawn && !(cell->part != NULL && cell->part->optional))
            report_place(g, cell);
    }
}

/* The table of the source that goes into this form of the target; or NULL. */
static const struct model_table *
find_table(struct gaps *g)
{
    for (int i = 0; i < g->source->n_tables; i++) {
        const struct model_table *table = &g->source->tables[i];

        if (table->schema == g->table->schema
            && (!g->table->has_instance
                || domain_form(g->arena, g->target, table) == g->table))
            return table;
    }
    return NULL;
}

static void
report_form(struct gaps *g)
{
    const struct schema_table *schema = g->table->schema;
    const struct table_rule *of = mapping_table(g->from, schema);
    const struct model_table *data = find_table(g);

    if (data != NULL) {
        of = domain_form(g->arena, g->from, data);
        if (of != NULL && of != g->table)
            report_places(g, of);
    } else if (!model_has_table(g->source, schema)
               && mapping_table(g->target, schema) == g->table) {
        report_table(g, g->table, of != NULL);
    }
}

/* ---- codes ---- */

static void
report_code(struct gaps *g, const struct model_table *table,
            const struct fact *fact, const char *classification,
            struct text code)
{
    const struct code_list *list
        = classification == NULL
              ? NULL
              : mapping_codes(g->target, text_of(classification));
    struct text name = model_find_name(table, code);

    if (list == NULL || !item_is_code(code) || codes_name(list, code).n > 0
        || pairs_add(g->reported, list->id, code, 0) >= 0)
        return;
    diag_add(
        g->diags, DIAG_CODE_UNKNOWN,
        remainder_place(g->arena, g->source, table, fact), g->target->place,
        name.n > 0 ? N_(
            "code %.*s is not in the list %.*s; it keeps its printed name '%.*s'")
                   : N_("code %.*s is not in the list %.*s"),
        TEXT_ARG(code), TEXT_ARG(list->id), TEXT_ARG(name));
}

static void
report_codes(struct gaps *g, const struct model_table *table)
{
    const struct text *last = NULL;

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (fact->item != last)
            report_code(g, table, fact, table->schema->codes, *fact->item);
        last = fact->item;
        report_code(g, table, fact, table->schema->code_measures,
                    fact->of->measure);
    }
}

/* ---- all of it ---- */

static struct text
scope_word(const struct diag_list *diags, struct text scope)
{
    return scope.n > 0 ? scope : text_of(diag_say(diags, "(not said)"));
}

void
coverage_report_scope(struct arena *arena, const struct model *source,
                      const struct model_table *table,
                      const struct template_rule *target,
                      struct diag_list *diags)
{
    const struct table_rule *to = domain_form(arena, target, table);
    struct diag *d;

    if (to == NULL || table->n_facts == 0
        || text_equal(table->scope, to->scope))
        return;
    d = diag_add(diags, DIAG_SCOPE_DIFFERS,
                 PLACE_SHEET(source->file, text_zero(arena, table->sheet)),
                 to->place,
                 "these figures are of the scope %.*s, those of %.*s of %.*s",
                 TEXT_ARG(scope_word(diags, table->scope)),
                 TEXT_ARG(target->id), TEXT_ARG(scope_word(diags, to->scope)));
    d->found = text_zero(arena, table->scope);
    d->want = text_zero(arena, to->scope);
    diag_hint(diags, d, "see whether they may stand there as they are");
}

void
coverage_report_year(struct arena *arena, const struct model *source,
                     const struct template_rule *target,
                     struct diag_list *diags)
{
    int year = source->fiscal_year;
    struct diag *d;

    if (year == 0) {
        d = diag_add(diags, DIAG_YEAR_UNKNOWN, PLACE_FILE(source->file),
                     target->place,
                     "the sheets that are written will not say their year");
        diag_hint(diags, d, "read the filing with --year YEAR");
        diag_leave_open(diags);
        return;
    }
    if (year >= target->year_first && year <= target->year_last)
        return;
    diag_hint(
        diags,
        diag_add(diags, DIAG_YEAR_DIFFERS, PLACE_FILE(source->file),
                 target->place, "the filing is of %d, %.*s is for %s", year,
                 TEXT_ARG(target->id),
                 mapping_years(arena, target->year_first, target->year_last)),
        "see that it is the form that the year is filed in ('juesuan "
        "mappings list' names them all)");
}

void
coverage_report(struct arena *arena, const struct model *source,
                const struct template_rule *from,
                const struct template_rule *target, struct diag_list *diags)
{
    struct gaps g = { .arena = arena,
                      .source = source,
                      .from = from,
                      .target = target,
                      .diags = diags };

    if (from == target)
        return;
    coverage_report_year(arena, source, target, diags);
    for (int i = 0; i < target->n_tables; i++) {
        g.table = target->tables[i];
        report_form(&g);
    }
    g.reported = pairs_new(arena);
    for (int i = 0; i < source->n_tables; i++) {
        coverage_report_scope(arena, source, &source->tables[i], target, diags);
        if (mapping_table(target, source->tables[i].schema) != NULL)
            report_codes(&g, &source->tables[i]);
    }
}
