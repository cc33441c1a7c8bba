/* judge.c - the two sides of an instance compared. */
#include "reconcile/judge.h"

#include "reconcile/judge_there.h"
#include "reconcile/quantity.h"

void
judge_remark(struct arena *arena, struct verdict *verdict, const char *format,
             ...)
{
    for (int i = 0; i < LANGUAGE_N; i++) {
        va_list args;

        va_start(args, format);
        verdict->remark.in[i] = arena_vprintf(
            arena, language_say((enum language)i, format), args);
        va_end(args);
    }
}

/* What is known of one side. */
struct sum {
    struct decimal value, tolerance;
    int n_known, n_blank, n_proved;
    bool negative, text, overflow;
    bool has_kind;
    enum value_kind kind;
};

/* ---- sums ---- */

static struct decimal
half_unit(int decimals)
{
    struct decimal half = { 5, 0 };

    if (decimals + 1 > DECIMAL_SCALE_MAX)
        return decimal_of(0);
    if (decimals >= 0)
        half.scale = (uint8_t)(decimals + 1);
    else if (decimals >= -DECIMAL_SCALE_MAX)
        for (int i = decimals + 1; i < 0; i++)
            half.units *= 10;
    return half;
}

static struct decimal
tolerance_of(const struct ledger_cell *cell)
{
    switch (cell->fact->of->kind) {
    case VALUE_AMOUNT:
    case VALUE_RATIO:
        return half_unit(cell->decimals);
    case VALUE_SCORE:
    case VALUE_COUNT:
    case VALUE_TEXT:
    case VALUE_DATE:
        break;
    }
    return decimal_of(0);
}

static void
sum_add(struct sum *sum, struct decimal value)
{
    sum->overflow |= decimal_add(sum->value, value, &sum->value) != DECIMAL_OK;
}

static void
sum_cell(struct sum *sum, const struct ledger_cell *cell)
{
    if (cell->state == LEDGER_BLANK) {
        if (cell->proof)
            sum->n_proved++;
        else
            sum->n_blank++;
        return;
    }
    if (!cell->fact)
        return;
    if (schema_is_text(cell->fact->of->kind)) {
        sum->text = true;
        return;
    }
    if (!sum->has_kind)
        sum->kind = cell->fact->of->kind;
    sum->has_kind = true;
    sum->n_known++;
    sum->negative |= cell->fact->value.units < 0;
    sum_add(sum, cell->fact->value);
    sum->overflow
        |= decimal_add(sum->tolerance, tolerance_of(cell), &sum->tolerance)
           != DECIMAL_OK;
}

static struct sum
sum_side(const struct instance_side *side)
{
    struct sum sum = { .kind = VALUE_AMOUNT };

    for (int i = 0; i < side->n; i++)
        sum_cell(&sum, side->cells[i]);
    if (side->number)
        sum_add(&sum, *side->number);
    return sum;
}

/* What both sides have in common that makes comparing them vain. */
static bool
is_vain(const struct sum *a, const struct sum *b, struct verdict *out)
{
    if ((a->text || b->text) && !a->n_known && !b->n_known)
        *out = (struct verdict){ .kind = VERDICT_VOID };
    else if (a->text || b->text)
        *out = judge_unjudged(UNJUDGED_TEXT);
    else if (a->overflow || b->overflow)
        *out = judge_unjudged(UNJUDGED_RANGE);
    else
        return false;
    return true;
}

/* By the difference alone. */
static void
weigh(struct verdict *v, const struct sum *a, const struct sum *b)
{
    v->has_amounts = true;
    v->left = a->value;
    v->right = b->value;
    v->value = a->has_kind ? a->kind : b->kind;
    if (decimal_subtract(a->value, b->value, &v->difference) != DECIMAL_OK
        || decimal_add(a->tolerance, b->tolerance, &v->tolerance) != DECIMAL_OK)
        *v = judge_unjudged(UNJUDGED_RANGE);
    else if (decimal_is_zero(v->difference))
        v->kind = VERDICT_HELD;
    else if (decimal_compare(decimal_absolute(v->difference), v->tolerance)
             <= 0)
        v->kind = VERDICT_ROUNDING;
    else
        v->kind = VERDICT_MISMATCH;
}

/* ---- equal ---- */

static bool
is_parent(const struct rule_term *term)
{
    return term->item.kind == WORD_PARENT || term->measure.kind == WORD_PARENT;
}

/* A side that is one blank cell, where the other is what it sums up. */
static struct ledger_cell *
find_total(const struct instance *instance, int side)
{
    const struct instance_side *own = &instance->sides[side];
    const struct instance_side *other = &instance->sides[1 - side];
    const struct rule_side *total = &instance->body->sides[side];
    const struct rule_side *parts = &instance->body->sides[1 - side];

    if (own->n != 1 || own->number || own->cells[0]->state != LEDGER_BLANK
        || own->cells[0]->proof || total->n != 1
        || (other->n < 2 && parts->n < 2 && !is_parent(&total->terms[0])))
        return NULL;
    for (int i = 0; i < other->n; i++) {
        if (other->cells[i]->table != own->cells[0]->table)
            return NULL;
    }
    return own->cells[0];
}

/*
 * The sides differ, and there are blanks: were these nothing, the rule would
 * not hold, so a figure is missing.  A form need not fill in what it weighs
 * its indicators by, nor a table its parts at all.
 */
static struct verdict
judge_short(const struct instance *instance, const struct sum *a,
            const struct sum *b, struct verdict v)
{
    bool both = a->n_known && b->n_known;
    bool number = instance->sides[0].number || instance->sides[1].number;

    if (v.kind == VERDICT_ROUNDING)
        return v;
    v.kind = VERDICT_SHORT;
    v.why = UNJUDGED_BLANK;
    v.total = a->n_known ? NULL : find_total(instance, 0);
    if (!v.total && !b->n_known)
        v.total = find_total(instance, 1);
    if (!both && !v.total && (number || instance->table->schema->evaluation))
        return judge_unjudged(UNJUDGED_BLANK);
    return v;
}

/*
 * With blanks on one side only, which can but add to it: nothing is left for
 * them where the sides are equal, and the side that is too large already
 * stays so.
 */
static struct verdict
judge_equal(const struct instance *instance)
{
    struct sum a = sum_side(&instance->sides[0]);
    struct sum b = sum_side(&instance->sides[1]);
    struct verdict v = { .kind = VERDICT_VOID };
    int sign;

    if (is_vain(&a, &b, &v))
        return v;
    weigh(&v, &a, &b);
    v.proved = a.n_proved + b.n_proved > 0;
    if (v.kind == VERDICT_UNJUDGED || a.n_blank + b.n_blank == 0)
        return v;
    sign = decimal_compare(a.value, b.value);
    if ((a.n_blank && b.n_blank) || a.negative || b.negative)
        return sign ? judge_short(instance, &a, &b, v)
                    : judge_unjudged(UNJUDGED_BLANK);
    if (sign == 0) {
        v.proved = true;
        return v;
    }
    if ((b.n_blank && sign > 0) || (a.n_blank && sign < 0))
        return judge_short(instance, &a, &b, v);
    return v;
}

static bool
prove_side(const struct instance *instance, const struct instance_side *side)
{
    bool any = false;

    for (int i = 0; i < side->n; i++) {
        struct ledger_cell *cell = side->cells[i];

        if (cell->state != LEDGER_BLANK || cell->proof)
            continue;
        cell->proof = instance->rule;
        any = true;
    }
    return any;
}

/* What is only taken to be nothing proves nothing. */
static bool
is_assumed(const struct instance_side *side)
{
    for (int i = 0; i < side->n; i++) {
        if (side->cells[i]->table->assumed)
            return true;
    }
    return false;
}

static bool
has_open(const struct instance_side *side)
{
    for (int i = 0; i < side->n; i++) {
        if (side->cells[i]->state == LEDGER_BLANK && !side->cells[i]->proof)
            return true;
    }
    return false;
}

bool
judge_prove(const struct instance *instance)
{
    struct sum a, b;
    bool any;

    if (instance->rule->kind != RULE_EQUAL
        || has_open(&instance->sides[0]) == has_open(&instance->sides[1])
        || is_assumed(&instance->sides[0]) || is_assumed(&instance->sides[1]))
        return false;
    a = sum_side(&instance->sides[0]);
    b = sum_side(&instance->sides[1]);
    if (a.text || b.text || a.overflow || b.overflow || a.negative || b.negative
        || decimal_compare(a.value, b.value) != 0)
        return false;
    /* Known is at least the side that bounds the blanks. */
    any = prove_side(instance, &instance->sides[0]);
    return prove_side(instance, &instance->sides[1]) || any;
}

/* ---- at most ---- */

static struct verdict
judge_at_most(const struct instance *instance)
{
    struct sum a = sum_side(&instance->sides[0]);
    struct sum b = sum_side(&instance->sides[1]);
    struct verdict v = { .kind = VERDICT_VOID };

    if (is_vain(&a, &b, &v))
        return v;
    weigh(&v, &a, &b);
    v.proved = a.n_proved + b.n_proved > 0;
    if (v.kind == VERDICT_UNJUDGED)
        return v;
    if (decimal_compare(a.value, b.value) <= 0) {
        v.kind = VERDICT_HELD;
        /* The blanks of the left may hold more. */
        if (a.n_blank)
            return judge_unjudged(UNJUDGED_BLANK);
    } else if (b.n_blank || (a.n_blank && a.negative)) {
        return judge_unjudged(UNJUDGED_BLANK);
    }
    return v;
}

/* ---- ratio, product ---- */

static bool
multiply(struct decimal a, struct decimal b, struct decimal *out)
{
    return decimal_multiply(decimal_normal(a), decimal_normal(b), out)
           == DECIMAL_OK;
}

static bool
add_to(struct decimal *sum, struct decimal d)
{
    return decimal_add(*sum, d, sum) == DECIMAL_OK;
}

/*
 * a x b against c.  'fine' is what the rounding of the stated result alone
 * explains: within it the rule holds; what the other two values' own rounding
 * may add is rounding.
 */
static struct verdict
weigh_product(const struct sum *a, const struct sum *b, const struct sum *c,
              struct decimal fine)
{
    struct verdict v = { .has_amounts = true, .value = c->kind };
    struct decimal part;

    v.right = c->value;
    v.tolerance = fine;
    if (!multiply(a->value, b->value, &v.left)
        || decimal_subtract(v.left, v.right, &v.difference) != DECIMAL_OK
        || !multiply(decimal_absolute(a->value), b->tolerance, &part)
        || !add_to(&v.tolerance, part)
        || !multiply(decimal_absolute(b->value), a->tolerance, &part)
        || !add_to(&v.tolerance, part) || !add_to(&v.tolerance, c->tolerance))
        return judge_unjudged(UNJUDGED_RANGE);
    if (decimal_compare(decimal_absolute(v.difference), fine) <= 0)
        v.kind = VERDICT_HELD;
    else if (decimal_compare(decimal_absolute(v.difference), v.tolerance) <= 0)
        v.kind = VERDICT_ROUNDING;
    else
        v.kind = VERDICT_MISMATCH;
    return v;
}

/* The three sides of a ratio or product, all known. */
static bool
sum_three(const struct instance *instance, struct sum sums[3],
          struct verdict *out)
{
    for (int i = 0; i < 3; i++) {
        sums[i] = sum_side(&instance->sides[i]);
        if (is_vain(&sums[i], &sums[i], out))
            return false;
        if (sums[i].n_blank) {
            *out = judge_unjudged(UNJUDGED_BLANK);
            return false;
        }
    }
    return true;
}

/* part / whole = is, without dividing: is x whole = part. */
static struct verdict
judge_ratio(const struct instance *instance)
{
    struct sum sums[3], rate;
    struct decimal fine;
    struct verdict v;

    if (!sum_three(instance, sums, &v))
        return v;
    if (decimal_is_zero(sums[1].value))
        return judge_unjudged(UNJUDGED_BASE);
    rate = sums[2];
    if (!multiply(decimal_absolute(sums[1].value), rate.tolerance, &fine))
        return judge_unjudged(UNJUDGED_RANGE);
    rate.tolerance = decimal_of(0);
    return weigh_product(&rate, &sums[1], &sums[0], fine);
}

/* The score's last place, as a person rounds it. */
static struct verdict
judge_product(const struct instance *instance)
{
    struct sum sums[3];
    struct decimal fine = { 0, 0 };
    const struct instance_side *is = &instance->sides[2];
    struct verdict v;

    if (!sum_three(instance, sums, &v))
        return v;
    for (int i = 0; i < is->n; i++) {
        if (is->cells[i]->fact
            && !add_to(&fine, half_unit(is->cells[i]->fact->decimals)))
            return judge_unjudged(UNJUDGED_RANGE);
    }
    sums[2].tolerance = decimal_of(0);
    return weigh_product(&sums[0], &sums[1], &sums[2], fine);
}

/* ---- texts ---- */

static struct text
text_of_side(const struct instance_side *side)
{
    return side->n && side->cells[0]->fact ? model_text(side->cells[0]->fact)
                                           : TEXT_NONE;
}

static const struct rule_grade *
find_grade(const struct rule *rule, struct text word)
{
    for (int i = 0; i < rule->n_grades; i++) {
        if (text_equal(rule->grades[i].word, word))
            return &rule->grades[i];
    }
    return NULL;
}

static struct verdict
judge_grade(struct arena *arena, const struct instance *instance)
{
    const struct rule *rule = instance->rule;
    struct sum score = sum_side(&instance->sides[0]);
    struct text word = text_fold(arena, text_of_side(&instance->sides[1]));
    const struct rule_grade *given, *wanted = NULL;
    struct verdict v = { .kind = VERDICT_HELD };

    if (score.n_blank || word.n == 0)
        return judge_unjudged(UNJUDGED_BLANK);
    given = find_grade(rule, word);
    if (!given || score.text)
        return judge_unjudged(UNJUDGED_TEXT);
    for (int i = rule->n_grades - 1; i >= 0; i--) {
        if (decimal_compare(score.value, rule->grades[i].least) >= 0)
            wanted = &rule->grades[i];
    }
    if (!wanted || decimal_compare(wanted->least, given->least) == 0)
        return v;
    v.kind = VERDICT_MISMATCH;
    judge_remark(arena, &v, "%.*s points are '%.*s', the form says '%.*s'",
                 TEXT_ARG(decimal_text(arena, decimal_normal(score.value))),
                 TEXT_ARG(wanted->word), TEXT_ARG(given->word));
    return v;
}

/* A target that is missed is not an error where the score shows it, too. */
static bool
is_reckoned(const struct instance *instance, struct verdict *v)
{
    struct sum score = sum_side(&instance->sides[4]);
    struct sum weight = sum_side(&instance->sides[5]);

    if (!instance->sides[4].n)
        return false;
    if (score.n_blank || weight.n_blank) {
        *v = judge_unjudged(UNJUDGED_BLANK);
        return true;
    }
    if (decimal_compare(score.value, weight.value) >= 0)
        return false;
    v->kind = VERDICT_HELD;
    return true;
}

static struct verdict
judge_meets(struct arena *arena, const struct instance *instance)
{
    struct text target = text_of_side(&instance->sides[0]);
    struct text actual = text_of_side(&instance->sides[1]);
    struct text nature = text_of_side(&instance->sides[2]);
    struct text unit = text_of_side(&instance->sides[3]);
    struct quantity want, have;
    struct verdict v = { .kind = VERDICT_HELD };

    if (target.n == 0 || actual.n == 0)
        return judge_unjudged(UNJUDGED_BLANK);
    if (!quantity_parse_target(arena, target, nature, unit, &want)
        || !quantity_parse_actual(arena, actual, &want, &have))
        return judge_unjudged(UNJUDGED_TEXT);
    switch (quantity_compare(&want, &have)) {
    case QUANTITY_MET:
        return v;
    case QUANTITY_UNCLEAR:
        return judge_unjudged(UNJUDGED_TEXT);
    case QUANTITY_MISSED:
        break;
    }
    if (is_reckoned(instance, &v))
        return v;
    v.kind = VERDICT_MISMATCH;
    judge_remark(arena, &v, "the target is %.*s%.*s%.*s, achieved is %.*s",
                 TEXT_ARG(nature), TEXT_ARG(target), TEXT_ARG(unit),
                 TEXT_ARG(actual));
    return v;
}

/* ---- growth ---- */

/* "up by 45.2%" */
static void
remark_growth(struct arena *arena, struct verdict *v)
{
    struct decimal base = decimal_normal(decimal_absolute(v->right));
    struct decimal change = decimal_normal(decimal_absolute(v->difference));
    bool less = v->difference.units < 0;
    int64_t tenths;

    /* In the same unit, less last places that a tenth of 1 % does not show. */
    while (change.scale != base.scale) {
        bool coarse = change.scale < base.scale;
        struct decimal *low = coarse ? &change : &base;
        struct decimal *high = coarse ? &base : &change;

        if (low->units < DECIMAL_MAX / 10) {
            low->units *= 10;
            low->scale++;
        } else {
            high->units /= 10;
            high->scale--;
        }
    }
    for (; change.units > DECIMAL_MAX / 1000; change.units /= 10)
        base.units /= 10;
    if (base.units == 0) {
        judge_remark(arena, v, less ? N_("less") : N_("more"));
        return;
    }
    tenths = change.units * 1000 / base.units;
    judge_remark(arena, v,
                 less ? N_("down by %lld.%lld%%") : N_("up by %lld.%lld%%"),
                 (long long)(tenths / 10), (long long)(tenths % 10));
}

/* What is new or gone is another rule's. */
static struct verdict
judge_growth(struct arena *arena, const struct instance *instance)
{
    struct sum now = sum_side(&instance->sides[0]);
    struct sum before = sum_side(&instance->sides[1]);
    struct verdict v = { .kind = VERDICT_VOID };
    struct decimal most;

    if (is_vain(&now, &before, &v))
        return v;
    if (now.n_blank || before.n_blank)
        return judge_unjudged(UNJUDGED_BLANK);
    if (before.value.units <= 0)
        return judge_unjudged(UNJUDGED_BASE);
    if (decimal_is_zero(now.value))
        return v;
    weigh(&v, &now, &before);
    if (v.kind == VERDICT_UNJUDGED
        || !multiply(before.value, instance->rule->share, &most)
        || !add_to(&v.tolerance, most))
        return judge_unjudged(UNJUDGED_RANGE);
    v.kind = VERDICT_HELD;
    if (decimal_compare(decimal_absolute(v.difference), v.tolerance) <= 0)
        return v;
    v.kind = VERDICT_MISMATCH;
    remark_growth(arena, &v);
    return v;
}

struct verdict
judge_instance(struct arena *arena, struct ledger *ledger,
               const struct instance *instance)
{
    switch (instance->rule->kind) {
    case RULE_EQUAL:
        return judge_equal(instance);
    case RULE_AT_MOST:
        return judge_at_most(instance);
    case RULE_RATIO:
        return judge_ratio(instance);
    case RULE_PRODUCT:
        return judge_product(instance);
    case RULE_GRADE:
        return judge_grade(arena, instance);
    case RULE_MEETS:
        return judge_meets(arena, instance);
    case RULE_EMPTY:
        return judge_there_empty(arena, ledger, instance);
    case RULE_GROWTH:
        return judge_growth(arena, instance);
    case RULE_BOTH:
        return judge_there_both(arena, instance);
    case RULE_NEEDS:
    case RULE_N_KINDS:
        break;
    }
    return judge_there_needs(arena, ledger, instance);
}
