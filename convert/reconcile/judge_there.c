/* judge_there.c - is there a figure, where another is? */
#include "reconcile/judge_there.h"

/* The first figure of the rule's other table that is not zero, or NULL. */
static const struct ledger_cell *
find_figure(struct ledger_table *table)
{
    for (int i = 0; i < table->table->n_facts; i++) {
        const struct fact *fact = &table->table->facts[i];

        if (!schema_is_text(fact->of->kind) && !decimal_is_zero(fact->value))
            return ledger_cell(table, ledger_item(table, *fact->item),
                               ledger_measure(table, fact->of->measure));
    }
    return NULL;
}

/* Figures may cancel each other out, so each must be zero. */
static bool
is_nothing(const struct instance_side *side, bool *blank)
{
    *blank = false;
    for (int i = 0; i < side->n; i++) {
        const struct ledger_cell *cell = side->cells[i];

        if (cell->fact && !decimal_is_zero(model_value(cell->fact)))
            return false;
        *blank |= cell->state == LEDGER_BLANK && !cell->proof;
    }
    return true;
}

struct verdict
judge_there_needs(struct arena *arena, struct ledger *ledger,
                  const struct instance *instance)
{
    const struct rule *rule = instance->rule;
    struct ledger_table *table = ledger_find(ledger, rule->needed);
    struct verdict v = { .kind = VERDICT_VOID };
    bool blank;

    if (is_nothing(&instance->sides[0], &blank))
        return v;
    if (!table)
        return judge_unjudged(UNJUDGED_TABLE);
    v.kind = VERDICT_HELD;
    if (find_figure(table))
        return v;
    v.kind = VERDICT_MISMATCH;
    judge_remark(arena, &v, "%s has no figures", rule->needed->title);
    return v;
}

struct verdict
judge_there_empty(struct arena *arena, struct ledger *ledger,
                  const struct instance *instance)
{
    const struct rule *rule = instance->rule;
    struct ledger_table *table = ledger_find(ledger, rule->needed);
    struct verdict v = { .kind = VERDICT_VOID };
    bool blank;

    if (!table || !is_nothing(&instance->sides[0], &blank))
        return v;
    v.witness = find_figure(table);
    v.kind = VERDICT_HELD;
    if (!v.witness)
        return v;
    if (blank)
        return judge_unjudged(UNJUDGED_BLANK);
    v.kind = VERDICT_MISMATCH;
    judge_remark(arena, &v, "%s has figures", rule->needed->title);
    return v;
}

static bool
is_last(const struct instance_side *side)
{
    return side->n && side->cells[0]->last;
}

struct verdict
judge_there_both(struct arena *arena, const struct instance *instance)
{
    const struct instance_side *sides = instance->sides;
    struct verdict v = { .kind = VERDICT_HELD };
    bool blank[2];
    bool left = !is_nothing(&sides[0], &blank[0]);
    bool right = !is_nothing(&sides[1], &blank[1]);

    if ((!left && blank[0]) || (!right && blank[1]))
        return judge_unjudged(UNJUDGED_BLANK);
    if (left == right)
        return v;
    v.kind = VERDICT_MISMATCH;
    if (is_last(&sides[0]) == is_last(&sides[1]))
        judge_remark(arena, &v, "only one of the two is filled in");
    else if (is_last(&sides[right]))
        judge_remark(arena, &v, "filled in last year, not this year");
    else
        judge_remark(arena, &v, "filled in this year, not last year");
    return v;
}
