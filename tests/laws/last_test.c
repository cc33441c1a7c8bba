/*
 * last_test.c - filings held against those of the year before.
 *
 * Of every pair of templates the same office's filings of two years agree; and
 * each balance that is handed over, changed by one step on either side, each
 * class grown by half and each code that only one year has is found.
 */
#include <stdlib.h>
#include <string.h>

#include "reconcile/check.h"
#include "remap/project.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_filing.h"

struct laws {
    const struct rule_set *rules;
    bool *wanted;                  /* those that ask for last year's */
    int n_changes[3], n_caught[3]; /* balances, classes, codes */
};

static struct findings
check(struct arena *arena, const struct laws *laws, const struct model *model,
      struct model *last)
{
    struct check_wish wish
        = { .rules = laws->rules, .wanted = laws->wanted, .last = last };
    struct findings findings = { .n = 0 };

    check_model(arena, &wish, model, &findings);
    return findings;
}

static struct model *
before(struct arena *arena, const struct model *model,
       const struct template_rule *template)
{
    struct diag_list diags = { .arena = arena };
    struct written written = project_model(arena, model, template, &diags);

    given_filing_before(written.says);
    return written.says;
}

/* ---- nothing changed ---- */

static int
agree(const struct laws *laws, const struct template_rule *now,
      const struct template_rule *then, uint64_t seed)
{
    struct arena arena = { 0 };
    struct model *model = given_filing(&arena, now, seed);
    struct model *last = before(&arena, model, then);
    struct diag_list diags = { .arena = &arena };
    struct findings findings = check(&arena, laws, model, last);
    int held = 0;

    expect_begin(arena_printf(&arena, "%.*s after %.*s, seed %d",
                              TEXT_ARG(now->id), TEXT_ARG(then->id),
                              (int)seed));
    EXPECT_INT(0, findings.n);
    for (int i = 0; i < findings.n && i < 3; i++)
        diag_write_text(stdout,
                        finding_diag(model, &findings.items[i], &diags));
    for (int i = 0; i < laws->rules->n; i++)
        held += findings.tallies[i].held;
    arena_release(&arena);
    return held;
}

/* ---- one figure changed ---- */

struct change {
    const char *item, *measure; /* how their words begin, or NULL: any */
    const char *table;
    bool last;          /* of last year's filing */
    int times, percent; /* steps of the last place, and of the figure */
    int kind;           /* of laws.n_changes */
};

static const struct change changes[] = {
    { "income.opening_balance", NULL, "income_expenditure_summary", false, 2, 0,
      0 },
    { "income.opening_balance", NULL, "appropriation_summary", false, 2, 0, 0 },
    { NULL, "opening_balance", "government_fund", false, 2, 0, 0 },
    { NULL, "opening_balance", "state_capital", false, -2, 0, 0 },
    { "expenditure.closing_balance", NULL, "income_expenditure_summary", true,
      2, 0, 0 },
    { "expenditure.closing_balance", NULL, "appropriation_summary", true, -2, 0,
      0 },
    { NULL, "closing_balance", "government_fund", true, 2, 0, 0 },
    { NULL, "final", "three_public", false, 2, 0, 0 },
    { "income.current_total", NULL, "income_expenditure_summary", false, 0, 50,
      1 },
};

static struct decimal
changed(const struct fact *fact, const struct change *change)
{
    struct decimal by = decimal_of(change->times), more;

    (void)decimal_shift(by, -fact->decimals, &by);
    (void)decimal_multiply(fact->value, decimal_of(change->percent), &more);
    (void)decimal_shift(more, -2, &more);
    (void)decimal_add(by, more, &by);
    (void)decimal_add(fact->value, by, &by);
    return decimal_normal(by);
}

static bool
is_like(const char *want, struct text word)
{
    return !want || text_starts(word, text_of(want));
}

static void
change_all(struct laws *laws, struct arena *arena, struct model *model,
           struct model *last, const struct change *change)
{
    struct model *in = change->last ? last : model;
    struct model_table *table
        = model_find_table(in, text_of(change->table), TEXT_NONE);

    for (int i = 0; table && i < table->n_facts; i++) {
        struct fact *fact = &table->facts[i];
        struct decimal was = fact->value;
        struct findings findings;

        if (!is_like(change->item, *fact->item)
            || !is_like(change->measure, fact->of->measure)
            || fact->of->kind != VALUE_AMOUNT)
            continue;
        fact->value = changed(fact, change);
        findings = check(arena, laws, model, last);
        laws->n_changes[change->kind]++;
        laws->n_caught[change->kind] += findings.n > 0;
        if (findings.n == 0)
            EXPECT_TEXT("a finding",
                        arena_printf(arena, "%s %.*s %.*s", change->table,
                                     TEXT_ARG(*fact->item),
                                     TEXT_ARG(fact->of->measure)));
        fact->value = was;
    }
}

/* What a code has, left out of one year. */
static void
drop_code(struct laws *laws, struct arena *arena, struct model *model,
          struct model *last, bool of_last)
{
    struct model_table *table = model_find_table(
        of_last ? last : model, TEXT("expenditure"), TEXT_NONE);
    struct fact *facts;
    int n, n_facts;

    if (!table || !table->n_facts)
        return;
    facts = table->facts;
    n_facts = table->n_facts;
    table->facts = ARENA_ARRAY(arena, struct fact, n_facts);
    for (n = n_facts;
         n && text_equal(*facts[n - 1].item, *facts[n_facts - 1].item);)
        n--;
    memcpy(table->facts, facts, (size_t)n * sizeof *facts);
    table->n_facts = n;
    laws->n_changes[2]++;
    laws->n_caught[2] += check(arena, laws, model, last).n > 0;
    table->facts = facts;
    table->n_facts = n_facts;
}

static void
find(struct laws *laws, const struct template_rule *now,
     const struct template_rule *then)
{
    struct arena arena = { 0 };
    struct model *model = given_filing(&arena, now, 1);
    struct model *last = before(&arena, model, then);

    expect_begin(arena_printf(&arena, "%.*s after %.*s: each change is found",
                              TEXT_ARG(now->id), TEXT_ARG(then->id)));
    for (int i = 0; i < ARRAY_LEN(changes); i++) {
        /* What one of the templates has no place for is not held. */
        if (model_find_table(last, text_of(changes[i].table), TEXT_NONE))
            change_all(laws, &arena, model, last, &changes[i]);
    }
    drop_code(laws, &arena, model, last, false);
    drop_code(laws, &arena, model, last, true);
    EXPECT(laws->n_caught[2] == laws->n_changes[2]);
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);
    struct laws laws = { .rules = given_rules(&arena, set) };
    int held = 0;

    laws.wanted = ARENA_ARRAY(&arena, bool, laws.rules->n + 1);
    for (int i = 0; i < laws.rules->n; i++)
        laws.wanted[i] = laws.rules->items[i].last;
    for (int i = 0; i < set->n_templates; i++) {
        for (int k = 0; k < set->n_templates; k++)
            held += agree(&laws, set->templates[i], set->templates[k],
                          (uint64_t)(i + k) % 3 + 1);
    }
    for (int i = 0; i < set->n_templates; i++)
        find(&laws, set->templates[i], set->templates[i]);
    for (int i = 0; i < 3; i++)
        EXPECT(laws.n_changes[i] > 10);
    expect_note(arena_printf(
        &arena,
        "%d instances held; found %d of %d balances, %d of %d sums, %d of %d "
        "codes",
        held, laws.n_caught[0], laws.n_changes[0], laws.n_caught[1],
        laws.n_changes[1], laws.n_caught[2], laws.n_changes[2]));
    arena_release(&arena);
    return expect_finish();
}
