/* rule_test.c - what the rule language accepts, and what it says else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reconcile/rule.h"
#include "support/expect.h"
#include "support/given.h"

#define HEAD "{id: a, zh: 甲, en: a, source: s, "

static const struct rule_case {
    const char *name, *rule, *want; /* want "": it loads */
} cases[] = {
    { "a sum across",
      HEAD "table: income, each: item, equal: [total, [other]]}", "" },
    { "a tree",
      HEAD "table: income, each: [parent, measure], "
           "equal: [\"{parent}\", \"{below}\"]}",
      "" },
    { "between tables, by code",
      HEAD "each: class, equal: "
           "[\"income_expenditure_summary/expenditure.{code}/amount\", "
           "\"expenditure/{code}/total\"]}",
      "" },
    { "a sum of records with a condition",
      HEAD "table: project_self_evaluation, equal: [{number: 50}, "
           "{sum: \"indicator.{n}/weight\", where: {level1: 产出指标}}]}",
      "" },
    { "records with a condition",
      HEAD "table: project_self_evaluation, each: record, "
           "where: {\"indicator.{n}/level3\": 合规}, "
           "at_most: [result/total_score, {number: 70}]}",
      "" },
    { "a condition without records",
      HEAD "table: project_self_evaluation, "
           "where: {\"indicator.{n}/level3\": 合规}, "
           "at_most: [result/total_score, {number: 70}]}",
      "t:2:79: mapping-wrong-value: 'where' has at most 4 texts of a record, "
      "for 'equal' or 'at_most' with 'each: record'\n" },
    { "a condition on an unknown measure",
      HEAD "table: project_self_evaluation, each: record, "
           "where: {\"indicator.{n}/level4\": 合规}, "
           "at_most: [result/total_score, {number: 70}]}",
      "t:2:118: mapping-unknown-name: there is no measure of indicator.{n} in "
      "project_self_evaluation 'level4'; write 'level1'\n" },
    { "the money of a text",
      HEAD "table: department_self_evaluation, equal: [{quantity: "
           "\"indicator.{n}/actual\", unit: unit, where: {level3: 项目经费}}, "
           "expenditure/total/project]}",
      "" },
    { "the money of a text without its unit",
      HEAD "table: department_self_evaluation, equal: [{quantity: "
           "\"indicator.{n}/actual\"}, expenditure/total/project]}",
      "t:2:83: mapping-missing-key: 'quantity' has no 'unit'\n" },
    { "a value of last year",
      HEAD "equal: [income/total/total, last.income/total/total]}", "" },
    { "values of last year alone",
      HEAD "equal: [last.income/total/total, last.expenditure/total/total]}",
      "t:2:47: mapping-wrong-value: a rule needs a value of this year beside "
      "those of 'last.'\n" },
    { "growth by a share",
      HEAD "growth: {now: income/total/total, before: last.income/total/total, "
           "share: 0.3}}",
      "" },
    { "growth without a share",
      HEAD "growth: {now: income/total/total, before: "
           "last.income/total/total}}",
      "t:2:48: mapping-missing-key: 'growth' has no 'share'\n" },
    { "growth by a share that is none",
      HEAD "growth: {now: income/total/total, before: last.income/total/total, "
           "share: 0}}",
      "t:2:114: mapping-wrong-value: 'share' must be a number above 0, such as "
      "0.3\n" },
    { "blanks that are zero",
      HEAD "table: project_self_evaluation, equal: [result/total_score, "
           "{sum: \"indicator.{n}/score\", zero: {level1: 约束性指标}}]}",
      "" },
    { "a table that must be empty, which",
      HEAD "empty: {when: income/total/total}}",
      "t:2:47: mapping-missing-key: 'empty' has no 'table'\n" },
    { "something behind a placeholder",
      HEAD "table: income, each: [parent, measure], "
           "equal: [\"{parent}x\", \"{below}\"]}",
      "t:2:88: mapping-wrong-value: nothing may follow the {…} in "
      "'{parent}x'\n" },
    { "a choice among measures that are none",
      HEAD "table: income, each: item, only: [total], equal: [total, [other]]}",
      "t:2:67: mapping-wrong-value: 'only' chooses among 'each: measure'\n" },
    { "an unknown table",
      HEAD "table: incom, equal: [total/total, total/other]}",
      "t:2:47: mapping-unknown-name: there is no table 'incom'; "
      "write 'income'\n" },
    { "an unknown measure of each item",
      HEAD "table: income, each: item, equal: [total, othr]}",
      "t:2:82: mapping-unknown-name: there is no measure of income 'othr'; "
      "write 'other'\n" },
    { "an unknown item",
      HEAD "table: three_public, each: measure, equal: [total, vehicle]}",
      "t:2:91: mapping-unknown-name: there is no item of three_public "
      "'vehicle'; write 'vehicles'\n" },
    { "an unknown measure of an item",
      HEAD "equal: [income/total/totl, expenditure/total/total]}",
      "t:2:48: mapping-unknown-name: there is no measure of total in income "
      "'totl'; write 'total'\n" },
    { "an unknown placeholder",
      HEAD "table: income, each: [parent, measure], "
           "equal: [\"{parent}\", \"{belo}\"]}",
      "t:2:100: mapping-unknown-name: there is no placeholder 'belo'; "
      "write 'below'\n" },
    { "a placeholder that nothing binds",
      HEAD "table: income, equal: [\"{code}/total\", total/total]}",
      "t:2:63: mapping-wrong-value: 'each' says nothing of {code}\n" },
    { "too few parts", HEAD "table: income, equal: [total, total/other]}",
      "t:2:63: mapping-wrong-value: 'total' must be ITEM/MEASURE here, or "
      "TABLE/ITEM/MEASURE\n" },
    { "a side without a term", HEAD "table: income, equal: [[], total/total]}",
      "t:2:63: mapping-wrong-value: a side needs a term\n" },
    { "a term without a name",
      HEAD "table: income, each: [parent, measure], equal: [\"\", "
           "\"{below}\"]}",
      "t:2:88: mapping-unknown-name: there is no item of income ''\n" },
    { "one side", HEAD "table: income, equal: [total/total]}",
      "t:2:62: mapping-wrong-value: 'equal' has two sides, not 1\n" },
    { "an unknown key", HEAD "table: income, eqal: [total/total, total/other]}",
      "t:2:55: mapping-unknown-key: unknown key 'eqal' in a rule; write "
      "'equal'\n" },
    { "no assertion", HEAD "table: income}",
      "t:2:5: mapping-missing-key: a rule asserts nothing: 'equal', "
      "'at_most', 'ratio', 'product', 'grade', 'meets', 'needs', 'empty', 'growth' or "
      "'both'\n" },
    { "two assertions",
      HEAD "table: income, equal: [total/total, total/other], "
           "at_most: [total/total, total/other]}",
      "t:2:90: mapping-wrong-value: a rule asserts one thing: 'at_most' or "
      "'equal'\n" },
    { "no source",
      "{id: a, zh: 甲, en: a, equal: [income/total/total, "
      "income/total/other]}",
      "t:2:5: mapping-missing-key: a rule has no 'source'\n" },
    { "an id in other letters",
      "{id: A_b, zh: 甲, en: a, source: s, equal: [income/total/total, "
      "income/total/other]}",
      "t:2:10: mapping-wrong-value: an id is a word of a-z, 0-9 and '-'\n" },
    { "an unknown level",
      HEAD "level: warn, equal: [income/total/total, income/total/other]}",
      "t:2:47: mapping-unknown-name: there is no 'level' 'warn'; it "
      "is one of: error warning hint\n" },
    { "an unknown quantifier",
      HEAD "table: income, each: row, equal: [total, other]}",
      "t:2:61: mapping-unknown-name: there is no 'each' of 'row'; it "
      "is one of: item measure code class parent record group\n" },
    { "groups by what",
      HEAD "table: project_self_evaluation, each: group, "
           "equal: [{stated: true}, \"indicator.{n}/weight\"]}",
      "t:2:5: mapping-missing-key: a rule for each group has no 'by'\n" },
    { "years the wrong way round",
      HEAD "years: [2022, 2019], equal: [income/total/total, "
           "income/total/other]}",
      "t:2:47: mapping-wrong-value: the last year is before the first\n" },
    { "a ratio without its base",
      HEAD "table: project_self_evaluation, each: item, "
           "ratio: {part: executed, is: rate}}",
      "t:2:91: mapping-missing-key: 'ratio' has no 'whole'\n" },
    { "full-width punctuation",
      HEAD "table: income，each: item, equal: [total, other]}",
      "t:2:53: mapping-character: full-width '，' in the syntax of YAML; "
      "write ', ', or put the text in quotes\n" },
};

static const char *
load(struct arena *arena, const char *yaml)
{
    struct diag_list diags = { .arena = arena };
    struct rule_set *set = rule_read_text(arena, "t", text_of(yaml),
                                          given_no_templates(), &diags);
    const char *out = "";

    for (int i = 0; i < diags.n; i++) {
        const struct diag *d = diags.items[i];

        out = arena_printf(arena, "%s%s: %s: %s%s%s\n", out,
                           diag_place(arena, d->at), diag_word(d->code),
                           d->text, d->hint ? "; " : "",
                           d->hint ? d->hint : "");
    }
    EXPECT((set != NULL) == (diags.n == 0));
    return out;
}

#define PICTURE "{id: a, zh: 甲, en: a, "

static const struct rule_case pictures[] = {
    { "parts of a whole",
      PICTURE
      "table: income, parts: {whole: total/total, of: \"{top}/total\"}}",
      "" },
    { "a bridge",
      PICTURE "bridge: {plus: [income/total/total], minus: "
              "expenditure/total/total, is: income/total/other}}",
      "" },
    { "series, the last of last year's",
      PICTURE "series: [[income/total/total], [last.income/total/total]]}",
      "" },
    { "a picture of nothing", PICTURE "table: income}",
      "t:2:5: mapping-missing-key: a picture shows nothing: 'parts', 'series' "
      "or 'bridge'\n" },
    { "parts of no whole", PICTURE "parts: {of: income/total/total}}",
      "t:2:36: mapping-missing-key: 'parts' has no 'whole'\n" },
    { "series that are no lists", PICTURE "series: {a: income/total/total}}",
      "t:2:37: mapping-wrong-kind: 'series' must be a list of lists, not a "
      "map\n" },
    { "a number", PICTURE "series: [[{number: 1}]]}",
      "t:2:38: mapping-wrong-value: a picture shows values, or those of {top}, "
      "alone\n" },
    { "records",
      PICTURE "series: [[\"project_self_evaluation/indicator.{n}/score\"]]}",
      "t:2:38: mapping-wrong-value: a picture shows values, or those of {top}, "
      "alone\n" },
    { "series over other items",
      PICTURE "series: [[income/total/total], [income/201/total]]}",
      "t:2:37: mapping-wrong-value: all lists of 'series' have the same items, "
      "in one order\n" },
    { "series of classes, which need not be the same",
      PICTURE "series: [[\"income/{top}/total\"],"
              " [\"last.income/{top}/total\"]]}",
      "t:2:37: mapping-wrong-value: 'series' names each item: {top} is for "
      "'parts' and 'bridge'\n" },
    { "two kinds in one picture",
      PICTURE "series: [[income/total/total]], "
              "parts: {whole: income/total/total, of: income/total/other}}",
      "t:2:37: mapping-wrong-value: a picture shows one of 'parts', 'series' and "
      "'bridge'; write a picture for each\n" },
    { "a score",
      PICTURE
      "parts: {whole: department_self_evaluation/funding.total/executed,"
      " of: department_self_evaluation/funding.total/score}}",
      "t:2:99: mapping-wrong-value: a picture shows amounts alone, and "
      "funding.total/score is none\n" },
    { "a word that there is not", PICTURE "series: [[income/total/totl]]}",
      "t:2:39: mapping-unknown-name: there is no measure of total in income 'totl'; "
      "write 'total'\n" },
};

static void
two_of_one_id(void)
{
    struct arena arena = { 0 };

    expect_begin("an id that is there already");
    EXPECT_TEXT("t:3:10: mapping-twice: rule 'a' is there already\n",
                load(&arena, "rules:\n"
                             "  - " HEAD "table: income, each: item, "
                             "equal: [total, other]}\n"
                             "  - " HEAD "table: income, each: item, "
                             "equal: [total, operating]}\n"));
    arena_release(&arena);
}

static void
families(void)
{
    static const struct {
        const char *families, *except, *template_id;
        int year;
        bool want;
    } asked[] = {
        { "", "", "hubei-2022", 2022, true },
        { "families: hubei, ", "", "hubei-2022", 2022, true },
        { "families: hubei-2022, ", "", "hubei-2022", 2022, true },
        { "families: hubei, ", "", "hube-2022", 2022, false },
        { "families: [jiangxi, hubei], ", "", "hubei-2023", 2022, true },
        { "", "except: hubei, ", "hubei-2022", 2022, false },
        { "", "except: hubei, ", "", 2022, true },
        { "years: 2019, ", "", "hubei-2022", 2022, false },
        { "years: [2019, 2022], ", "", "hubei-2022", 2022, true },
        { "years: 2019, ", "", "hubei-2022", 0, false },
        { "years: [2022], ", "", "hubei-2022", 2022, true },
    };

    for (int i = 0; i < ARRAY_LEN(asked); i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        const char *yaml
            = arena_printf(&arena,
                           "rules:\n  - " HEAD "%s%stable: income, each: item, "
                           "equal: [total, other]}\n",
                           asked[i].families, asked[i].except);
        struct rule_set *set = rule_read_text(&arena, "t", text_of(yaml),
                                              given_no_templates(), &diags);

        expect_begin(arena_printf(&arena, "%s%s%s %d", asked[i].families,
                                  asked[i].except, asked[i].template_id,
                                  asked[i].year));
        if (EXPECT(set != NULL))
            EXPECT(asked[i].want
                   == rule_applies(&set->items[0],
                                   text_of(asked[i].template_id),
                                   asked[i].year));
        arena_release(&arena);
    }
}

static void
run_no_folder(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    char folder[] = "/tmp/rule_test-XXXXXX";
    const char *rules;

    expect_begin("rules that are no folder");
    EXPECT(mkdtemp(folder) != NULL);
    rules = arena_printf(&arena, "%s/rules", folder);
    fclose(fopen(rules, "w"));
    EXPECT(rule_read_folder(&arena, folder, given_no_templates(), &diags)
           == NULL);
    EXPECT(diags.n == 1 && diags.items[0]->code == DIAG_FILE_UNREADABLE);
    unlink(rules);
    rmdir(folder);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = { 0 };

        expect_begin(cases[i].name);
        EXPECT_TEXT(cases[i].want,
                    load(&arena, arena_printf(&arena, "rules:\n  - %s\n",
                                              cases[i].rule)));
        arena_release(&arena);
    }
    for (int i = 0; i < ARRAY_LEN(pictures); i++) {
        struct arena arena = { 0 };

        expect_begin(pictures[i].name);
        EXPECT_TEXT(pictures[i].want,
                    load(&arena, arena_printf(&arena, "pictures:\n  - %s\n",
                                              pictures[i].rule)));
        arena_release(&arena);
    }
    two_of_one_id();
    families();
    run_no_folder();
    return expect_finish();
}
