/* likely.c - cells tried with the values that would mend a rule. */
#include "reconcile/likely.h"

#include "canon/unit.h"

/* A cell that a broken rule has. */
struct suspect {
    struct ledger_cell *cell;
    int *instances; /* all that have the cell */
    int n, capacity;
    struct decimal *values; /* that would mend one */
    int n_values, values_capacity;
};

struct search {
    struct arena *arena;
    const struct likely_of *of;
    bool *broken; /* [instances] and not mended by a cell told before */
    struct suspect *suspects;
    int n, capacity;
};

/* One value of one cell. */
struct trial {
    const struct suspect *suspect;
    struct decimal value;
    int n_mended, n_spoilt;
    int slip; /* how far it is from what was typed; 0 is near */
};

static bool
is_broken(const struct verdict *v)
{
    return v->kind == VERDICT_MISMATCH || v->kind == VERDICT_SHORT;
}

/* ---- suspects ---- */

static bool
may_be_wrong(const struct ledger_cell *cell)
{
    if (cell->last)
        return false;
    if (cell->state == LEDGER_BLANK)
        return !cell->proof;
    return cell->state == LEDGER_FACT && !schema_is_text(cell->fact->of->kind);
}

static struct suspect *
suspect_of(struct search *s, struct ledger_cell *cell)
{
    if (!cell->suspect) {
        ARENA_PUSH(s->arena, s->suspects, s->n, s->capacity,
                   (struct suspect){ .cell = cell });
        cell->suspect = s->n;
    }
    return &s->suspects[cell->suspect - 1];
}

static void
add_value(struct search *s, struct ledger_cell *cell, const struct verdict *v,
          int side)
{
    struct suspect *suspect = suspect_of(s, cell);
    struct decimal was = cell->fact ? model_value(cell->fact) : decimal_of(0),
                   value;

    if ((side ? decimal_add(was, v->difference, &value)
              : decimal_subtract(was, v->difference, &value))
        != DECIMAL_OK)
        return;
    for (int i = 0; i < suspect->n_values; i++) {
        if (decimal_compare(suspect->values[i], value) == 0)
            return;
    }
    ARENA_PUSH(s->arena, suspect->values, suspect->n_values,
               suspect->values_capacity, decimal_normal(value));
}

static void
add_suspects(struct search *s, int index)
{
    const struct instance *instance = &s->of->instances->items[index];
    const struct verdict *v = &s->of->verdicts[index];

    if ((instance->rule->kind != RULE_EQUAL
         && instance->rule->kind != RULE_AT_MOST)
        || !v->has_amounts
        || instance->sides[0].n + instance->sides[1].n > LIKELY_CELLS)
        return;
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < instance->sides[side].n; i++) {
            if (may_be_wrong(instance->sides[side].cells[i]))
                add_value(s, instance->sides[side].cells[i], v, side);
        }
    }
}

/* Which instances each suspect is in. */
static void
add_instances(struct search *s)
{
    for (int k = 0; k < s->of->instances->n; k++) {
        const struct instance *instance = &s->of->instances->items[k];

        for (int side = 0; !instance->silent && side < RULE_SIDES; side++) {
            for (int i = 0; i < instance->sides[side].n; i++) {
                int at = instance->sides[side].cells[i]->suspect;
                struct suspect *suspect;

                if (!at)
                    continue;
                suspect = &s->suspects[at - 1];
                if (!suspect->n || suspect->instances[suspect->n - 1] != k)
                    ARENA_PUSH(s->arena, suspect->instances, suspect->n,
                               suspect->capacity, k);
            }
        }
    }
}

/* ---- trials ---- */

static struct text
digits_of(struct arena *arena, struct decimal d)
{
    struct text t = decimal_text(arena, decimal_absolute(d));
    char *out = arena_copy(arena, t.at, t.n);
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (text_is_digit(t.at[i]) && (n || t.at[i] != '0'))
            out[n++] = t.at[i];
    }
    while (n && out[n - 1] == '0')
        n--;
    return (struct text){ out, n };
}

/* Two digits in turn: 36 for 63. */
static bool
is_turned(struct text a, struct text b)
{
    size_t i = 0;

    if (a.n != b.n)
        return false;
    while (i < a.n && a.at[i] == b.at[i])
        i++;
    return i + 1 < a.n && a.at[i] == b.at[i + 1] && a.at[i + 1] == b.at[i]
           && text_equal(text_slice(a, i + 2, a.n), text_slice(b, i + 2, b.n));
}

static int
slip_of(struct arena *arena, const struct ledger_cell *cell,
        struct decimal value)
{
    struct text was, now;

    if (!cell->fact)
        return value.units < 0 ? 9 : 2;
    if (value.units < 0 && model_value(cell->fact).units >= 0)
        return 9;
    was = digits_of(arena, model_value(cell->fact));
    now = digits_of(arena, value);
    if (is_turned(was, now))
        return 1;
    return text_distance(was, now, 8);
}

/* Of figures that are not there. */
static const struct fact_column amounts = { .kind = VALUE_AMOUNT };
static const struct text no_item;

/* The cell as if it held that value, which is in 'fact' meanwhile. */
static void
pretend(struct ledger_cell *cell, struct decimal value, struct fact *fact)
{
    *fact = cell->fact ? *cell->fact
                       : (struct fact){ .item = &no_item,
                                        .of = &amounts,
                                        .decimals = (int8_t)value.scale };
    if (!schema_is_text(fact->of->kind))
        fact->value = value;
    cell->fact = fact;
    cell->state = LEDGER_FACT;
}

static bool
holds(const struct search *s, int instance, struct verdict *v)
{
    *v = judge_instance(s->arena, s->of->ledger,
                        &s->of->instances->items[instance]);
    return v->kind == VERDICT_HELD || v->kind == VERDICT_ROUNDING;
}

static struct trial
try_value(struct search *s, const struct suspect *suspect, struct decimal value)
{
    struct ledger_cell *cell = suspect->cell;
    struct ledger_cell was = *cell;
    struct trial trial = { .suspect = suspect, .value = value };
    struct fact fact;

    pretend(cell, value, &fact);
    for (int i = 0; i < suspect->n; i++) {
        int k = suspect->instances[i];
        struct verdict v;

        trial.n_mended += holds(s, k, &v) && s->broken[k];
        trial.n_spoilt
            += !is_broken(&s->of->verdicts[k]) && is_broken(&v)
               && s->of->instances->items[k].rule->level != DIAG_HINT;
    }
    *cell = was;
    return trial;
}

/* Below 0: a is likelier. */
static int
compare_trials(const struct trial *a, const struct trial *b)
{
    int score = (b->n_mended - b->n_spoilt) - (a->n_mended - a->n_spoilt);

    if (score)
        return score;
    if (a->n_mended != b->n_mended)
        return b->n_mended - a->n_mended;
    return a->slip - b->slip;
}

/* The rules that it mends, which are then no longer looked for. */
static void
settle(struct search *s, const struct trial *trial, struct likely *likely)
{
    const struct suspect *suspect = trial->suspect;
    struct ledger_cell *cell = suspect->cell, was = *cell;
    struct fact fact;
    struct verdict v;

    pretend(cell, trial->value, &fact);
    for (int i = 0; i < suspect->n; i++) {
        int k = suspect->instances[i];

        if (!s->broken[k] || !holds(s, k, &v))
            continue;
        s->broken[k] = false;
        likely->rules
            = text_printf(s->arena, "%.*s%s%.*s", TEXT_ARG(likely->rules),
                          likely->rules.n ? ", " : "",
                          TEXT_ARG(s->of->instances->items[k].rule->id));
    }
    *cell = was;
}

/* False where nothing is left.  Of one finding alone a slip of typing is the
   only evidence. */
static bool
tell_best(struct search *s, struct likely_list *out)
{
    struct trial best = { .suspect = NULL };
    struct likely likely = { .n_mended = 0 };

    for (int i = 0; i < s->n; i++) {
        for (int k = 0; k < s->suspects[i].n_values; k++) {
            struct trial trial
                = try_value(s, &s->suspects[i], s->suspects[i].values[k]);
            int order;

            if (trial.n_mended <= trial.n_spoilt)
                continue;
            trial.slip = slip_of(s->arena, trial.suspect->cell, trial.value);
            order = best.suspect ? compare_trials(&trial, &best) : -1;
            likely.doubtful |= order == 0;
            if (order >= 0)
                continue;
            best = trial;
            likely.doubtful = false;
        }
    }
    if (!best.suspect)
        return false;
    likely.table = best.suspect->cell->table;
    likely.item = best.suspect->cell->item;
    likely.measure = best.suspect->cell->measure;
    likely.fact = best.suspect->cell->fact;
    likely.value = best.value;
    likely.n_mended = best.n_mended;
    likely.doubtful |= best.n_mended < 2 && best.slip > 1;
    settle(s, &best, &likely);
    ARENA_PUSH(s->arena, out->items, out->n, out->capacity, likely);
    return true;
}

struct likely_list
likely_find(struct arena *arena, const struct likely_of *of,
            const struct scale_list *scales)
{
    struct search s = { .arena = arena, .of = of };
    struct likely_list out = { .n = 0 };
    int n = 0;

    s.broken = ARENA_ARRAY(arena, bool, of->instances->n + 1);
    for (int i = 0; i < of->instances->n && n < LIKELY_INSTANCES; i++) {
        const struct instance *instance = &of->instances->items[i];

        if (!is_broken(&of->verdicts[i]) || instance->rule->level == DIAG_HINT
            || scale_has(scales, instance))
            continue;
        s.broken[i] = true;
        add_suspects(&s, i);
        n++;
    }
    if (s.n)
        add_instances(&s);
    while (s.n && out.n < LIKELY_TOLD && tell_best(&s, &out))
        ;
    return out;
}

/* ---- the message ---- */

static const struct finding_cell *
find_cell(const struct findings *findings, const struct likely *likely)
{
    for (int i = 0; i < findings->n; i++) {
        for (int k = 0; k < findings->items[i].n_cells; k++) {
            const struct finding_cell *cell = &findings->items[i].cells[k];

            if (cell->table == likely->table && !cell->file
                && text_equal(cell->item, likely->item)
                && text_equal(cell->measure, likely->measure))
                return cell;
        }
    }
    return NULL;
}

/* Those of an amount of the same table. */
static int8_t
decimals_beside(const struct findings *findings,
                const struct finding_cell *blank)
{
    for (int i = 0; i < findings->n; i++) {
        for (int k = 0; k < findings->items[i].n_cells; k++) {
            const struct finding_cell *cell = &findings->items[i].cells[k];

            if (cell->table == blank->table && cell->fact
                && cell->fact->of->kind == VALUE_AMOUNT)
                return cell->fact->decimals;
        }
    }
    return 0;
}

void
likely_diag(const struct model *model, const struct findings *findings,
            const struct likely *likely, struct diag_list *diags)
{
    const struct finding_cell *cell = find_cell(findings, likely);
    struct arena *arena = diags->arena;
    struct finding_cell mended;
    struct fact fact = { .item = &no_item, .of = &amounts };
    struct diag *diag;
    struct place at;

    if (!cell || likely->doubtful)
        return;
    mended = *cell;
    if (cell->fact)
        fact = *cell->fact;
    else
        fact.decimals = decimals_beside(findings, cell);
    if (!schema_is_text(fact.of->kind))
        fact.value = likely->value;
    mended.fact = &fact;
    at = cell->row < 0 ? PLACE_SHEET(
             model->file, text_zero(arena, model_table_sheet(cell->table)))
                       : PLACE_CELL(model->file, text_zero(arena, cell->sheet),
                                    cell->row, cell->col);
    if (cell->fact)
        diag = diag_add(
            diags, DIAG_LIKELY_CELL, at, PLACE_NONE,
            "the likely cause: with %.*s in place of %.*s (%.*s) %d of the "
            "findings above would be gone",
            TEXT_ARG(finding_cell_value(arena, &mended)),
            TEXT_ARG(finding_cell_value(arena, cell)),
            TEXT_ARG(finding_cell_label(arena, cell)), likely->n_mended);
    else
        diag = diag_add(
            diags, DIAG_LIKELY_CELL, at, PLACE_NONE,
            "the likely cause: with %.*s in this blank (%.*s) %d of the "
            "findings above would be gone",
            TEXT_ARG(finding_cell_value(arena, &mended)),
            TEXT_ARG(finding_cell_label(arena, cell)), likely->n_mended);
    if (diag == diags->spare)
        return;
    diag->found = text_zero(arena, finding_cell_value(arena, cell));
    diag->want = text_zero(arena, finding_cell_value(arena, &mended));
    diag->unit = unit_word(finding_cell_shift(cell));
    diag_detail(diags, diag, "  %.*s", TEXT_ARG(likely->rules));
    diag_hint(diags, diag, "compare this cell with the books first");
}
