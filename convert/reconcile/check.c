/* check.c - every rule held against a model, and what is found. */
#include "reconcile/check.h"

#include "canon/item.h"
#include "reconcile/expand.h"
#include "reconcile/judge.h"
#include "reconcile/likely.h"

/* One model while it is checked. */
struct checking {
    struct arena *arena;
    const struct check_wish *wish;
    struct ledger *ledger;
    struct instance_list instances; /* by rule */
    struct findings *out;
};

/* ---- words ---- */

/* On one line. */
static struct text
flat(struct arena *arena, struct text t)
{
    char *out = arena_copy(arena, t.at, t.n);
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '\n' && t.at[i] != '\r')
            out[n++] = t.at[i];
    }
    return (struct text){ out, n };
}

/* The name that an indicator or spending item goes by. */
static struct text
record_name(const struct model_table *table, struct text item)
{
    const struct schema_table *schema = table->schema;

    /* Only evaluations have records; other tables may have 100,000 rows. */
    for (int i = 0; schema->evaluation && i < schema->n_naming; i++) {
        const struct fact *fact = model_find(table, item, schema->naming[i]);

        if (fact && schema_is_text(fact->of->kind))
            return model_text(fact);
    }
    return TEXT_NONE;
}

/* Behind the rule's sentence: which of its many places. */
static const char *
where_text(struct arena *arena, const struct instance *instance)
{
    const struct model_table *table = instance->table;
    struct text t = text_of(table->schema->title), name;
    struct text item = instance->item;

    if (item.n == 0 && instance->sides[0].n)
        item = instance->sides[0].cells[0]->item;
    if (table->instance.n)
        t = text_printf(arena, "%.*s《%.*s》", TEXT_ARG(t),
                        TEXT_ARG(table->instance));
    if (instance->item.n) {
        t = text_printf(
            arena, "%.*s %.*s", TEXT_ARG(t),
            TEXT_ARG(model_item_label(arena, table, instance->item)));
        name = record_name(table, instance->item);
        if (name.n)
            t = text_printf(arena, "%.*s %.*s", TEXT_ARG(t), TEXT_ARG(name));
    }
    if (instance->measure.n)
        t = text_printf(
            arena, "%.*s %.*s", TEXT_ARG(t),
            TEXT_ARG(model_measure_label(table, item, instance->measure)));
    if (instance->group.n)
        t = text_printf(arena, "%.*s %.*s", TEXT_ARG(t),
                        TEXT_ARG(instance->group));
    return text_zero(arena, flat(arena, t));
}

const char *
check_unjudged_word(enum unjudged reason)
{
    static const char *const words[UNJUDGED_N] = {
        [UNJUDGED_TABLE] = N_("table missing"),
        [UNJUDGED_BLANK] = N_("blank"),
        [UNJUDGED_TEXT] = N_("no number"),
        [UNJUDGED_BASE] = N_("share of nothing"),
        [UNJUDGED_RANGE] = N_("too many digits"),
        [UNJUDGED_SCOPE] = N_("other scope"),
    };

    return words[reason];
}

/* ---- findings ---- */

static void
add_cell(struct checking *c, const struct ledger_cell *cell, int side,
         struct finding *finding)
{
    struct finding_cell entered
        = { .table = cell->table,
            .fact = cell->fact,
            .item = cell->item,
            .measure = cell->measure,
            .proof = cell->proof,
            .side = side,
            .file = cell->last ? c->wish->last->file : NULL,
            .sheet = model_sheet(cell->table, cell->fact),
            .row = -1,
            .col = -1 };

    if (cell->fact && cell->fact->row >= 0) {
        entered.row = cell->fact->row;
        entered.col = cell->fact->col;
    }

    ARENA_PUSH(c->arena, finding->cells, finding->n_cells,
               finding->cells_capacity, entered);
}

static void
add_cells(struct checking *c, const struct instance *instance,
          struct finding *finding)
{
    for (int s = 0; s < RULE_SIDES; s++) {
        const struct instance_side *side = &instance->sides[s];

        for (int i = 0; i < side->n; i++) {
            const struct ledger_cell *cell = side->cells[i];

            if (cell->state != LEDGER_ZERO)
                add_cell(c, cell, s, finding);
        }
    }
}

/* Are all blanks that count in columns that are wholly empty? */
static bool
is_of_columns(const struct checking *c, const struct instance *instance)
{
    for (int s = 0; s < RULE_SIDES; s++) {
        for (int i = 0; i < instance->sides[s].n; i++) {
            const struct ledger_cell *cell = instance->sides[s].cells[i];
            const struct ledger_table *table = ledger_of(c->ledger, cell);

            if (cell->state == LEDGER_BLANK && !cell->proof
                && cell->at_measure < table->n_fact_measures)
                return false;
        }
    }
    return true;
}

/* That of the first cell; of facts, of the first that says it. */
static int
unit_of_cells(const struct finding *finding)
{
    int shift = finding->cells[0].table->unit_shift;

    for (int i = 0; shift == 0 && i < finding->n_cells; i++) {
        if (finding->cells[i].table == finding->cells[0].table)
            shift = finding_cell_shift(&finding->cells[i]);
    }
    return shift;
}

static enum finding_outcome
outcome_of(const struct verdict *v)
{
    if (v->kind == VERDICT_ROUNDING)
        return FINDING_ROUNDING;
    if (v->kind == VERDICT_SHORT)
        return v->total ? FINDING_TOTAL : FINDING_BLANK;
    return FINDING_MISMATCH;
}

static int
find_total(const struct finding *finding, const struct ledger_cell *total)
{
    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *cell = &finding->cells[i];

        if (cell->table == total->table && text_equal(cell->item, total->item)
            && text_equal(cell->measure, total->measure))
            return i;
    }
    return -1;
}

static void
add_finding(struct checking *c, const struct instance *instance,
            const struct verdict *v)
{
    struct finding finding = {
        .rule = instance->rule,
        .outcome = outcome_of(v),
        .has_amounts = v->has_amounts,
        .left = v->left,
        .right = v->right,
        .difference = v->difference,
        .tolerance = v->tolerance,
        .kind = v->value,
        .remark = v->remark,
        .table = instance->table,
        .columns = v->kind == VERDICT_SHORT && is_of_columns(c, instance),
    };

    finding.where = where_text(c->arena, instance);
    add_cells(c, instance, &finding);
    finding.total = v->total ? find_total(&finding, v->total) : -1;
    if (v->witness)
        add_cell(c, v->witness, 1, &finding);
    if (finding.n_cells)
        finding.unit_shift = unit_of_cells(&finding);
    ARENA_PUSH(c->arena, c->out->items, c->out->n, c->out->capacity, finding);
}

/* What is wrong with a whole column is reported once, with its rows counted;
   what is new or gone, without the codes below it. */
static bool
is_repeated(struct checking *c, const struct instance *instance,
            const struct verdict *v)
{
    struct finding *last = c->out->n ? &c->out->items[c->out->n - 1] : NULL;

    if (!last || last->rule != instance->rule || last->table != instance->table)
        return false;
    if (v->kind == VERDICT_MISMATCH && last->rule->kind == RULE_BOTH
        && item_code(instance->item).n
        && text_starts(instance->item, last->cells[0].item)) {
        last->n_more++;
        return true;
    }
    if (v->kind != VERDICT_SHORT || !last->columns
        || !is_of_columns(c, instance))
        return false;
    last->n_more++;
    return true;
}

/* One complaint a blank total: of the first instance that misses it. */
static bool
is_told(const struct instance *instance, const struct verdict *v)
{
    bool all = true;

    if (v->kind != VERDICT_SHORT)
        return false;
    if (v->total)
        return v->total->told != instance;
    for (int s = 0; s < RULE_SIDES; s++) {
        for (int i = 0; i < instance->sides[s].n; i++) {
            const struct ledger_cell *cell = instance->sides[s].cells[i];

            if (cell->state == LEDGER_BLANK && !cell->proof)
                all &= cell->told != NULL;
        }
    }
    return all;
}

static void
tally_unjudged(struct checking *c, const struct instance *instance,
               struct rule_tally *tally, enum unjudged why)
{
    tally->unjudged[why]++;
    if (!tally->example)
        tally->example = where_text(c->arena, instance);
}

/* True unless it is a mismatch at level error. */
static bool
tell(struct checking *c, const struct instance *instance,
     const struct verdict *v)
{
    const struct rule *rule = instance->rule;
    struct rule_tally *tally = &c->out->tallies[rule - c->wish->rules->items];

    switch (v->kind) {
    case VERDICT_HELD:
        tally->held++;
        tally->proved += v->proved;
        return true;
    case VERDICT_ROUNDING:
        tally->rounding++;
        break;
    case VERDICT_MISMATCH:
        tally->mismatched++;
        break;
    case VERDICT_SHORT:
    case VERDICT_UNJUDGED:
        tally_unjudged(c, instance, tally, v->why);
        break;
    case VERDICT_VOID:
        break;
    }
    if (v->kind == VERDICT_UNJUDGED || v->kind == VERDICT_VOID
        || is_told(instance, v) || scale_has(&c->out->scales, instance)
        || is_repeated(c, instance, v))
        return true;
    add_finding(c, instance, v);
    return v->kind != VERDICT_MISMATCH || rule->level != DIAG_ERROR;
}

/* All instances, before any is reported: one may settle another. */
static struct verdict *
judge_all(struct checking *c)
{
    int n = c->instances.n;
    struct verdict *verdicts = ARENA_ARRAY(c->arena, struct verdict, n + 1);
    bool again = true;

    /* What one rule proves may be what another waits for. */
    while (again) {
        again = false;
        for (int i = 0; i < n; i++)
            again |= judge_prove(&c->instances.items[i]);
    }
    for (int i = 0; i < n; i++) {
        const struct instance *instance = &c->instances.items[i];
        struct verdict *v = &verdicts[i];

        v->kind = VERDICT_VOID;
        if (instance->silent)
            continue;
        *v = judge_instance(c->arena, c->ledger, instance);
        if (v->total && !v->total->told)
            v->total->told = instance;
    }
    c->out->scales = scale_find(c->arena, c->ledger, &c->instances, verdicts);
    return verdicts;
}

/* Are last year's figures of more, or of less, than this year's? */
static bool
differs_in_scope(const struct ledger *ledger, const struct rule *rule)
{
    for (int b = 0; rule->last && ledger->last && b < rule->n_bodies; b++) {
        const struct schema_table *schema = rule->bodies[b].table;
        const struct ledger_table *now = ledger_find(ledger, schema);
        const struct ledger_table *last = ledger_find(ledger->last, schema);

        if (now && last && now->table->scope.n && last->table->scope.n
            && !text_equal(now->table->scope, last->table->scope))
            return true;
    }
    return false;
}

static void
expand_all(struct checking *c, const struct model *model)
{
    const struct rule_set *rules = c->wish->rules;
    const bool *wanted = c->wish->wanted;
    struct text template_id = model->template_id;

    if (template_id.n == 0 && model->n_tables)
        template_id = model->tables[0].template_id;
    for (int i = 0; i < rules->n; i++) {
        const struct rule *rule = &rules->items[i];

        if ((wanted && !wanted[i])
            || !rule_applies(rule, template_id, model->fiscal_year))
            continue;
        if (differs_in_scope(c->ledger, rule))
            c->out->tallies[i].unjudged[UNJUDGED_SCOPE]++;
        else if (!expand_rule(c->arena, c->ledger, rule, &c->instances))
            c->out->tallies[i].unjudged[UNJUDGED_TABLE]++;
    }
}

bool
check_model(struct arena *arena, const struct check_wish *wish,
            const struct model *model, struct findings *out)
{
    const struct rule_set *rules = wish->rules;
    struct checking c = { .arena = arena, .wish = wish, .out = out };
    const struct verdict *verdicts;
    bool good = true;

    c.ledger = ledger_new(arena, model,
                          ledger_template(arena, model, rules->templates));
    ledger_add_last(arena, c.ledger, wish->last, rules->templates);
    if (!out->tallies)
        out->tallies = ARENA_ARRAY(arena, struct rule_tally, rules->n + 1);
    expand_all(&c, model);
    verdicts = judge_all(&c);
    for (int i = 0; i < c.instances.n; i++)
        good &= tell(&c, &c.instances.items[i], &verdicts[i]);
    if (out->n && wish->likely)
        out->likely = likely_find(
            arena, &(struct likely_of){ c.ledger, &c.instances, verdicts },
            &out->scales);
    return good;
}
