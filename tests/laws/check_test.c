/*
 * check_test.c - the rules of mappings/rules, on generated filings.
 *
 * A filing whose figures agree gives no finding, in any family.  Of each
 * figure, changed by one step of its last place, some rule says something, or
 * it is among those listed here that no rule covers.  And each rule is seen
 * held, rounded, mismatched and not judged.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reconcile/check.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_filing.h"

#define SEEDS 3

/*
 * Figures that no rule covers by one step.  V4 gives a project's budget and
 * what was spent of it in one row alone; only their ratio is printed, and four
 * places of it do not show 0.01 万元 in several thousand.
 */
static const char *const uncovered[] = {
    "hubei-2022 project_self_evaluation funding.total annual_budget",
    "hubei-2022 project_self_evaluation funding.total executed",
};

struct laws {
    struct arena *arena; /* of the mappings */
    const struct mapping_set *set;
    const struct rule_set *rules;
    struct model *last; /* the year before that of the rule at hand; or NULL */
    long n_changes, n_caught; /* of figures, by one step */
};

static struct findings
check(struct arena *arena, const struct laws *laws, const bool *wanted,
      const struct model *model)
{
    struct check_wish wish
        = { .rules = laws->rules, .wanted = wanted, .last = laws->last };
    struct findings findings = { .n = 0 };

    check_model(arena, &wish, model, &findings);
    return findings;
}

/* ---- consistent filings ---- */

static void
consistent(const struct laws *laws, const struct template_rule *template,
           uint64_t seed, bool blank)
{
    struct arena arena = { 0 };
    struct model *model = given_filing(&arena, template, seed);
    struct diag_list diags = { .arena = &arena };
    struct findings findings;

    expect_begin(arena_printf(&arena, "%.*s%s, seed %d: agrees",
                              TEXT_ARG(template->id),
                              blank ? ", zeros left blank" : "", (int)seed));
    if (blank)
        given_filing_blanks(model);
    findings = check(&arena, laws, NULL, model);
    EXPECT(model->n_tables > 0);
    EXPECT_INT(0, findings.n);
    for (int i = 0; i < findings.n && i < 3; i++)
        diag_write_text(stdout,
                        finding_diag(model, &findings.items[i], &diags));
    arena_release(&arena);
}

/* ---- mutations ---- */

static bool
uses(const struct rule *rule, const struct schema_table *schema)
{
    for (int b = 0; b < rule->n_bodies; b++) {
        for (int s = 0; s < RULE_SIDES; s++) {
            for (int k = 0; k < rule->bodies[b].sides[s].n; k++) {
                if (rule->bodies[b].sides[s].terms[k].table == schema)
                    return true;
            }
        }
    }
    return false;
}

/* One step of the last place that the fact shows. */
static struct decimal
step_of(const struct fact *fact, int steps)
{
    struct decimal step = decimal_of(steps);

    (void)decimal_shift(step, -fact->decimals, &step);
    return step;
}

static void
move_by(struct fact *fact, struct decimal by)
{
    struct decimal sum;

    (void)decimal_add(fact->value, by, &sum);
    fact->value = decimal_normal(sum);
}

/* Some blank may hold the rest: told all the same. */
static bool
has_mismatch(const struct findings *findings)
{
    for (int i = 0; i < findings->n; i++) {
        if (findings->items[i].outcome != FINDING_ROUNDING)
            return true;
    }
    return false;
}

static bool
is_caught(const struct laws *laws, const bool *wanted, struct model *model,
          struct fact *fact, int steps, bool mismatch)
{
    struct arena arena = { 0 };
    struct decimal was = fact->value;
    struct findings findings;
    bool caught;

    move_by(fact, step_of(fact, steps));
    findings = check(&arena, laws, wanted, model);
    caught = mismatch ? has_mismatch(&findings) : findings.n > 0;
    fact->value = was;
    arena_release(&arena);
    return caught;
}

static bool
is_listed(struct arena *arena, const struct model_table *table,
          const struct fact *fact)
{
    struct text name = text_printf(
        arena, "%.*s %s %.*s %.*s", TEXT_ARG(table->template_id),
        table->schema->id, TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure));

    for (int i = 0; i < ARRAY_LEN(uncovered); i++) {
        if (text_glob(text_of(uncovered[i]), name))
            return true;
    }
    return false;
}

/* By how much a figure is changed, and what must come of it. */
static const struct change {
    int steps;
    bool mismatch;
} changes[] = { { 1, false }, { -1, false }, { 5000, true }, { -5000, true } };

static void
mutate(struct laws *laws, const struct template_rule *template, bool blank)
{
    struct arena arena = { 0 };
    struct model *model = given_filing(&arena, template, 1);
    int n = 0, n_listed = 0, n_caught[ARRAY_LEN(changes)] = { 0 };
    bool *wanted = ARENA_ARRAY(&arena, bool, laws->rules->n + 1);

    expect_begin(arena_printf(&arena, "%.*s%s: each figure is covered",
                              TEXT_ARG(template->id),
                              blank ? ", zeros left blank" : ""));
    if (blank)
        given_filing_blanks(model);
    for (int t = 0; t < model->n_tables; t++) {
        struct model_table *table = &model->tables[t];

        /* Other rules say what they said. */
        for (int r = 0; r < laws->rules->n; r++)
            wanted[r] = uses(&laws->rules->items[r], table->schema);
        for (int i = 0; i < table->n_facts; i++) {
            struct fact *fact = &table->facts[i];
            bool listed = is_listed(&arena, table, fact);

            if (schema_is_text(fact->of->kind))
                continue;
            n++;
            n_listed += listed;
            for (int c = 0; c < ARRAY_LEN(changes); c++) {
                bool caught = is_caught(laws, wanted, model, fact,
                                        changes[c].steps, changes[c].mismatch);

                n_caught[c] += caught;
                laws->n_changes += !changes[c].mismatch;
                laws->n_caught += caught && !changes[c].mismatch;
                if (caught != (changes[c].mismatch || !listed))
                    EXPECT_TEXT(listed ? "not listed" : "a finding",
                                arena_printf(&arena, "%s %.*s %.*s by %d",
                                             table->schema->id,
                                             TEXT_ARG(*fact->item),
                                             TEXT_ARG(fact->of->measure),
                                             changes[c].steps));
            }
        }
    }
    EXPECT(n > n_listed);
    printf("%.*s%s: %d figures, %d listed as covered by no rule; caught:",
           TEXT_ARG(template->id), blank ? ", zeros left blank" : "", n,
           n_listed);
    for (int c = 0; c < ARRAY_LEN(changes); c++)
        printf(" %d.%d %% of %+d%s", 100 * n_caught[c] / n,
               1000 * n_caught[c] / n % 10, changes[c].steps,
               c + 1 < ARRAY_LEN(changes) ? "," : "\n");
    arena_release(&arena);
}

/* ---- each rule, four ways ---- */

struct seen {
    bool held, rounding, mismatched, unjudged;
    bool amounts; /* which are what may be rounded */
};

/* The side of a finding that the mutated fact is on. */
static int
side_of(const struct finding *finding, const struct fact *fact)
{
    for (int i = 0; i < finding->n_cells; i++) {
        if (finding->cells[i].fact == fact)
            return finding->cells[i].side;
    }
    return -1;
}

/* Far off first; then by what was found, so that one step is left. */
static void
see_mutations(const struct laws *laws, const bool *wanted, struct model *model,
              struct fact *fact, int sign, struct seen *seen)
{
    struct arena arena = { 0 };
    struct decimal was = fact->value, by;
    struct findings findings;
    const struct finding *finding = NULL;

    move_by(fact, step_of(fact, sign * 500000000));
    findings = check(&arena, laws, wanted, model);
    for (int i = 0; i < findings.n && !finding; i++) {
        if (findings.items[i].outcome == FINDING_MISMATCH)
            finding = &findings.items[i];
    }
    if (finding) {
        int side = side_of(finding, fact);

        seen->mismatched = true;
        seen->amounts |= finding->kind == VALUE_AMOUNT
                         && (finding->rule->kind == RULE_EQUAL
                             || finding->rule->kind == RULE_AT_MOST);
        if (finding->has_amounts && side >= 0) {
            by = finding->difference;
            if (side == 0)
                by.units = -by.units;
            move_by(fact, by);
            move_by(fact, step_of(fact, side == 0 ? 1 : -1));
            findings = check(&arena, laws, wanted, model);
            for (int i = 0; i < findings.n; i++)
                seen->rounding |= findings.items[i].outcome == FINDING_ROUNDING;
        }
    }
    fact->value = was;
    arena_release(&arena);
}

static void
see_blank(const struct laws *laws, int rule, const bool *wanted,
          struct model *model, struct model_table *table, int index,
          struct seen *seen)
{
    struct arena arena = { 0 };
    struct fact was = table->facts[index];
    struct findings findings;

    table->facts[index] = table->facts[--table->n_facts];
    findings = check(&arena, laws, wanted, model);
    for (int i = 0; i < UNJUDGED_N; i++)
        seen->unjudged |= findings.tallies[rule].unjudged[i] > 0;
    table->facts[table->n_facts++] = table->facts[index];
    table->facts[index] = was;
    arena_release(&arena);
}

static bool
is_done(const struct seen *seen)
{
    return seen->held && seen->mismatched && seen->unjudged
           && (seen->rounding || !seen->amounts);
}

static void
see_template(struct laws *laws, int rule, const bool *wanted,
             const struct template_rule *template, uint64_t seed,
             struct seen *seen)
{
    struct arena arena = { 0 };
    struct model *model = given_filing(&arena, template, seed);
    struct findings findings;

    if (laws->rules->items[rule].last) {
        laws->last = given_filing(&arena, template, seed);
        given_filing_before(laws->last);
    }
    findings = check(&arena, laws, wanted, model);
    if (findings.tallies[rule].held) {
        seen->held = true;
        for (int t = 0; t < model->n_tables; t++) {
            struct model_table *table = &model->tables[t];

            if (!uses(&laws->rules->items[rule], table->schema))
                continue;
            for (int i = 0; i < table->n_facts && !is_done(seen); i++) {
                struct fact *fact = &table->facts[i];

                see_blank(laws, rule, wanted, model, table, i, seen);
                if (schema_is_text(fact->of->kind))
                    continue;
                see_mutations(laws, wanted, model, fact, 1, seen);
                see_mutations(laws, wanted, model, fact, -1, seen);
            }
        }
    }
    laws->last = NULL;
    arena_release(&arena);
}

static void
four_ways(struct laws *laws, int rule)
{
    const struct rule *r = &laws->rules->items[rule];
    struct arena arena = { 0 };
    bool *wanted = ARENA_ARRAY(&arena, bool, laws->rules->n + 1);
    struct seen seen = { .held = false };

    expect_begin(arena_printf(&arena, "rule %.*s, four ways", TEXT_ARG(r->id)));
    wanted[rule] = true;
    /* Some are of tables as no template of ours has them. */
    for (uint64_t seed = 1; seed <= 2 && !seen.held; seed++) {
        for (int i = 0; i < laws->set->n_templates && !is_done(&seen); i++)
            see_template(laws, rule, wanted, laws->set->templates[i], seed,
                         &seen);
        if (!seen.held)
            see_template(laws, rule, wanted, NULL, seed, &seen);
    }
    EXPECT(seen.held);
    /* Texts and whole tables are changed in tests/unit/check_test.c. */
    if (r->kind != RULE_GRADE && r->kind != RULE_MEETS && r->kind != RULE_NEEDS
        && r->kind != RULE_EMPTY && r->kind != RULE_BOTH) {
        EXPECT(seen.mismatched);
        EXPECT(seen.unjudged);
        EXPECT(seen.rounding || !seen.amounts);
    }
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    struct laws laws = { .arena = &arena };

    laws.set = given_mappings(&arena);
    laws.rules = given_rules(&arena, laws.set);
    EXPECT(laws.rules->n > 80);
    for (int i = 0; i < laws.set->n_templates; i++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++)
            consistent(&laws, laws.set->templates[i], seed, false);
        consistent(&laws, laws.set->templates[i], 1, true);
    }
    for (int i = 0; i < laws.set->n_templates; i++)
        mutate(&laws, laws.set->templates[i], false);
    for (int i = 0; i < laws.set->n_templates; i += 3)
        mutate(&laws, laws.set->templates[i], true);
    for (int i = 0; i < laws.rules->n; i++)
        four_ways(&laws, i);
    expect_note(arena_printf(
        &arena, "%ld of %ld figures changed by one step are caught",
        laws.n_caught, laws.n_changes));
    arena_release(&arena);
    return expect_finish();
}
