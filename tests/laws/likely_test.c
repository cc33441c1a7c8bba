/*
 * likely_test.c - one wrong cell is named first.
 *
 * Of filings that agree, figures are mistyped one at a time as people mistype
 * them: a digit, two in turn, one left out, one twice, the point.  Where rules
 * of level error or warning do not hold then, the cell that was mistyped comes
 * first among the likely causes, nine times in ten at least.
 */
#include <stdlib.h>
#include <string.h>

#include "reconcile/check.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_filing.h"

#define EACH 5 /* every fifth figure */

enum slip { DIGIT, TURNED, LEFT_OUT, TWICE, POINT, SLIPS };

static struct {
    int n, first, named, other;
} counts[SLIPS + 1];

/* The figure's digits, in steps of its last place, mistyped. */
static bool
mistype(struct fact *fact, enum slip slip, int seed)
{
    struct decimal steps;
    char t[40];
    int n, at;

    if (decimal_shift(fact->value, fact->decimals, &steps) != DECIMAL_OK)
        return false;
    steps = decimal_normal(steps);
    n = snprintf(t, sizeof t, "%lld", (long long)steps.units);
    if (steps.scale != 0 || steps.units < 100)
        return false;
    at = seed % (n - 1);
    if (slip == DIGIT)
        t[at] = (char)('1' + (t[at] - '0' + 3) % 9);
    else if (slip == TURNED && t[at] != t[at + 1]) {
        char c = t[at];

        t[at] = t[at + 1];
        t[at + 1] = c;
    } else if (slip == LEFT_OUT)
        memmove(t + at, t + at + 1, (size_t)(n - at));
    else if (slip == TWICE) {
        memmove(t + at + 1, t + at, (size_t)(n - at + 1));
    } else if (slip == POINT)
        strcat(t, "0");
    if (decimal_parse(text_of(t), &steps) != DECIMAL_OK
        || decimal_shift(steps, -fact->decimals, &steps) != DECIMAL_OK
        || decimal_compare(steps, fact->value) == 0)
        return false;
    fact->value = decimal_normal(steps);
    return true;
}

static bool
has_error(const struct findings *findings)
{
    for (int i = 0; i < findings->n; i++) {
        if (findings->items[i].outcome == FINDING_MISMATCH
            && findings->items[i].rule->level != DIAG_HINT)
            return true;
    }
    return false;
}

static void
count(const struct findings *findings, const struct fact *fact, int slip)
{
    const struct likely *first
        = findings->likely.n ? &findings->likely.items[0] : NULL;

    counts[slip].n++;
    counts[slip].first += first && first->fact == fact;
    counts[slip].named += first && first->fact == fact && !first->doubtful;
    counts[slip].other += first && first->fact != fact && !first->doubtful;
}

static void
try_template(const struct rule_set *rules, const struct template_rule *template)
{
    struct arena arena = { 0 };
    struct model *model = given_filing(&arena, template, 1);
    int k = 0;

    for (int t = 0; t < model->n_tables; t++) {
        struct model_table *table = &model->tables[t];

        for (int i = 0; i < table->n_facts; i++) {
            struct arena one = { 0 };
            struct fact *fact = &table->facts[i];
            struct decimal was = fact->value;
            struct findings findings = { .n = 0 };

            if (fact->of->kind != VALUE_AMOUNT || table->schema->evaluation
                || k++ % EACH || !mistype(fact, k / EACH % SLIPS, k))
                continue;
            check_model(&one,
                        &(struct check_wish){ .rules = rules, .likely = true },
                        model, &findings);
            if (has_error(&findings)) {
                count(&findings, fact, k / EACH % SLIPS);
                count(&findings, fact, SLIPS);
            }
            fact->value = was;
            arena_release(&one);
        }
    }
    arena_release(&arena);
}

int
main(void)
{
    static const char *const names[SLIPS + 1]
        = { "digit", "turned", "left out", "twice", "point", "all" };
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);
    const struct rule_set *rules = given_rules(&arena, set);

    for (int i = 0; i < set->n_templates; i++)
        try_template(rules, set->templates[i]);
    for (int i = 0; i <= SLIPS; i++) {
        expect_begin(names[i]);
        EXPECT(counts[i].n > 20);
        EXPECT(10 * counts[i].first >= 9 * counts[i].n);
        /* What is said is hardly ever wrong. */
        EXPECT(20 * counts[i].other <= counts[i].n);
        printf("%s: %d wrong cells, %d first, %d named, %d another named\n",
               names[i], counts[i].n, counts[i].first, counts[i].named,
               counts[i].other);
    }
    arena_release(&arena);
    return expect_finish();
}
