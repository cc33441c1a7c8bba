/*
 * derive_test.c - the formulas that rules make certain, on small sheets.
 *
 * A case draws its mappings blank, or locates them on the sheets it gives.
 */
#include "reconcile/derive.h"

#include <string.h>

#include "edit/evaluate.h"
#include "place/draw.h"
#include "support/expect.h"
#include "support/given.h"

#define RULE(id, more) "{id: " id ", zh: 规则, en: rule, source: s, " more "}, "
#define ACROSS(parts)                                                          \
    RULE("across", "table: income, each: item, equal: [total, [" parts "]]")
#define TREE                                                                   \
    RULE("tree", "table: income, each: [parent, measure], "                    \
                 "equal: [\"{parent}\", \"{below}\"]")
#define INCOME(rows)                                                            \
    "table: income\ntitle: 收入\nunit: 万元\nheader:\n"                     \
    "  - 编码: {code: functional}\n  - 合计: {measure: total, sum: true}\n" \
    "  - 拨款: {measure: fiscal_appropriation}\n"                             \
    "  - 经营: {measure: operating}\n  - 其他: {measure: other}\n"          \
    "rows: [" rows "]\n"
#define TOTAL "{item: total, label: 合计, sum: true}"
#define CODES "{each: code, tree: functional}"
#define HEAD "1| 收入\n2| 编码 | 合计 | 拨款 | 经营 | 其他\n"
#define SUMMARY(unit)                                                          \
    "table: income_expenditure_summary\ntitle: 总表\nunit: " unit "\n"         \
    "header: [项目: label, 金额: {measure: amount}]\nrows:\n"              \
    "  - {item: income.general_public_budget, label: 公共}\n"                \
    "  - {item: income.operating, label: 经营}\n"                            \
    "  - {item: income.current_total, label: 本年合计, sum: true}\n"
#define FORM                                                                     \
    "table: project_self_evaluation\ntitle: 自评表\n"                         \
    "instance: header.project_name\nform:\n"                                     \
    "  - header: [一级: {measure: level1}, 三级: {measure: level3},"         \
    " 分值: {measure: weight}, 得分: {measure: score}]\n"                    \
    "    rows: [{each: record, item: \"indicator.{n}\", min: 2},"                \
    " {item: result, label: 总分, sum: true, measures: {weight: total_weight," \
    " score: total_score}}]\n"
#define LINES(left, right) RULE("lines", "equal: [" left ", [" right "]]")
#define S "income_expenditure_summary/income."

static const struct derive_case {
    const char *name, *rules, *mapping, *sheets;
    bool leaves;
    const char *want; /* "B3 =SUM(C3:D3) rule", or why not */
} cases[] = {
    { "a row's sum across, where cells touch",
      ACROSS("fiscal_appropriation, operating, other"), INCOME(TOTAL), NULL,
      false, "B3 =SUM(C3:E3) across\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "and where they do not", ACROSS("fiscal_appropriation, other"),
      INCOME(TOTAL), NULL, false,
      "B3 =SUM(C3,E3) across\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "what the template has no place for counts as nothing",
      ACROSS("superior_subsidy, operating, other"), INCOME(TOTAL), NULL, false,
      "B3 =SUM(D3:E3) across\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "codes: the classes, their sections, their items", TREE,
      INCOME(TOTAL ", " CODES),
      "# s\n" HEAD "3| 合计 | 1\n4| 205 | 1\n5| 20501 | 1\n6| 2050101 | 1\n"
      "7| 2050102 | 1\n8| 20502 | 1\n9| 206 | 1\n",
      false,
      "B3 =SUM(B4,B9) tree\nC3 =SUM(C4,C9) tree\nD3 =SUM(D4,D9) tree\n"
      "E3 =SUM(E4,E9) tree\n"
      "B4 =SUM(B5,B8) tree\nC4 =SUM(C5,C8) tree\nD4 =SUM(D5,D8) tree\n"
      "E4 =SUM(E5,E8) tree\n"
      "B5 =SUM(B6:B7) tree\nC5 =SUM(C6:C7) tree\nD5 =SUM(D6:D7) tree\n"
      "E5 =SUM(E6:E7) tree\n"
      "B6 no rule\nB7 no rule\nB8 no rule\nB9 no rule\n" },
    { "the first of two rules serves",
      ACROSS("fiscal_appropriation, operating, other") TREE,
      INCOME(TOTAL ", " CODES), "# s\n" HEAD "3| 合计\n4| 205\n", false,
      "B3 =SUM(C3:E3) across\nC3 =SUM(C4) tree\nD3 =SUM(D4) tree\n"
      "E3 =SUM(E4) tree\nB4 =SUM(C4:E4) across\n" },
    { "a total last", TREE, INCOME(CODES ", " TOTAL),
      "# s\n" HEAD "3| 205\n4| 206\n5| 合计\n", false,
      "B3 no rule\nB4 no rule\nB5 =SUM(B3:B4) tree\nC5 =SUM(C3:C4) tree\n"
      "D5 =SUM(D3:D4) tree\nE5 =SUM(E3:E4) tree\n" },
    { "no code, no sum of codes", TREE, INCOME(TOTAL ", " CODES),
      "# s\n" HEAD "3| 合计\n", false,
      "B3 no rule\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "a code without a row is nothing",
      RULE("two", "table: income, each: measure, equal: [total, "
                  "[\"205\", \"206\"]]"),
      INCOME(TOTAL ", " CODES), "# s\n" HEAD "3| 合计\n4| 205\n", false,
      "B3 =SUM(B4) two\nC3 =SUM(C4) two\nD3 =SUM(D4) two\nE3 =SUM(E4) two\n"
      "B4 no rule\n" },
    { "a warning makes nothing certain",
      RULE("w", "level: warning, table: income, each: item, "
                "equal: [total, [operating, other]]"),
      INCOME(TOTAL), NULL, false,
      "B3 no rule\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "nor does a balance of two sums",
      RULE("b", "table: income, each: item, "
                "equal: [[total, other], [operating, fiscal_appropriation]]"),
      INCOME(TOTAL), NULL, false,
      "B3 no rule\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "one cell alone is the other side, too",
      RULE("r", "table: income, each: item, equal: [[operating, other], "
                "total]"),
      INCOME(TOTAL), NULL, false,
      "B3 =SUM(D3:E3) r\nC3 no rule\nD3 no rule\nE3 no rule\n" },
    { "between sheets, quoted",
      LINES("income/total/total",
            S "general_public_budget/amount, " S "operating/amount"),
      SUMMARY("万元") "---\n" INCOME(TOTAL), NULL, false,
      "B5 no rule\n"
      "2023 年!B3 =SUM('2022 年'!B3:B4) lines\n"
      "2023 年!C3 no rule\n2023 年!D3 no rule\n2023 年!E3 no rule\n" },
    { "between units, with the factor",
      LINES("income/total/total",
            S "general_public_budget/amount, " S "operating/amount"),
      SUMMARY("元") "---\n" INCOME(TOTAL), NULL, false,
      "B5 no rule\n"
      "2023 年!B3 =SUM('2022 年'!B3:B4)/10000 lines\n"
      "2023 年!C3 no rule\n2023 年!D3 no rule\n2023 年!E3 no rule\n" },
    { "and back",
      LINES(S "current_total/amount", "income/total/other, "
                                      "income/total/operating"),
      SUMMARY("元") "---\n" INCOME(TOTAL), NULL, false,
      "B5 =SUM('2023 年'!D3:E3)*10000 lines\n"
      "2023 年!B3 no rule\n2023 年!C3 no rule\n2023 年!D3 no rule\n"
      "2023 年!E3 no rule\n" },
    { "two units in one sum",
      LINES(S "current_total/amount",
            "income/total/other, " S "operating/amount"),
      SUMMARY("元") "---\n" INCOME(TOTAL), NULL, false,
      "B5 =SUM(B4)+SUM('2023 年'!E3)*10000 lines\n"
      "2023 年!B3 no rule\n2023 年!C3 no rule\n2023 年!D3 no rule\n"
      "2023 年!E3 no rule\n" },
    { "within the table before between them",
      LINES(S "current_total/amount", "income/total/other, "
                                      "income/total/operating")
          RULE("in", "equal: [" S "current_total/amount, [" S
                     "general_public_budget/amount, " S "operating/amount]]"),
      SUMMARY("万元") "---\n" INCOME(TOTAL), NULL, false,
      "B5 =SUM(B3:B4) in\n"
      "2023 年!B3 no rule\n2023 年!C3 no rule\n2023 年!D3 no rule\n"
      "2023 年!E3 no rule\n" },
    { "two totals that are equal: one follows the other",
      LINES(S "current_total/amount", "income/total/total")
          RULE("of", "equal: [income/total/other, " S "current_total/amount]"),
      SUMMARY("万元") "---\n" INCOME(TOTAL), NULL, false,
      "B5 =SUM('2023 年'!B3) lines\n"
      "2023 年!B3 circle lines\n2023 年!C3 no rule\n2023 年!D3 no rule\n"
      "2023 年!E3 =SUM('2022 年'!B5) of\n" },
    { "a figure on two sheets: each sum by the cells beside it",
      ACROSS("fiscal_appropriation, operating") TREE,
      INCOME(TOTAL
             ", " CODES) "---\n"
                         "table: income\ntitle: 又表\nunit: 万元\nheader:\n"
                         "  - 编码: {code: functional}\n"
                         "  - 总数: {measure: total, sum: true}\n"
                         "  - 经营: {measure: operating}\n"
                         "rows: [" TOTAL ", " CODES "]\n",
      "# a\n" HEAD "3| 合计\n4| 205\n"
      "# b\n1| 又表\n2| 编码 | 总数 | 经营\n3| 合计\n4| 205\n",
      false,
      "B3 =SUM(C3:D3) across\nC3 =SUM(C4) tree\nD3 =SUM(D4) tree\n"
      "E3 =SUM(E4) tree\nB4 =SUM(C4:D4) across\n"
      "b!B3 =SUM('a'!C3,C3) across\nb!C3 =SUM(C4) tree\n"
      "b!B4 =SUM('a'!C4,C4) across\n" },
    { "a family's rule, and a year's",
      RULE("f", "families: other, table: income, each: item, "
                "equal: [total, [operating, other]]")
          RULE("y", "years: 2019, table: income, each: item, "
                    "equal: [total, [operating, other]]")
              RULE("e", "except: other, years: [2020, 2022], table: income, "
                        "each: item, equal: [total, [other]]"),
      INCOME(TOTAL), NULL, false,
      "B3 =SUM(E3) e\nC3 no rule\nD3 no rule\nE3 circle e\n" },
    { "no sum over a cell that is merged with the one above",
      ACROSS("operating, other"), INCOME(TOTAL ", " CODES),
      "# s\n" HEAD "3| 合计 | 2 | | 1 | 1\n4| 205 | 2 | | 1 | 1\n"
      "merge D3:D4\n",
      false,
      "B3 =SUM(D3:E3) across\nC3 no rule\nD3 no rule\nE3 no rule\n"
      "B4 no cell across\n" },
    { "a group's points, which a text states, are no sum",
      RULE("g", "table: project_self_evaluation, each: group, by: level1, "
                "equal: [{stated: true}, \"indicator.{n}/weight\"]")
          RULE("w", "table: project_self_evaluation, equal: "
                    "[result/total_weight, {sum: \"indicator.{n}/weight\", "
                    "where: {level1: 产出}}]"),
      FORM, NULL, false, "C5 no rule\nD5 no rule\n" },
    { "records of a list",
      RULE("w", "table: project_self_evaluation, equal: "
                "[result/total_weight, \"indicator.{n}/weight\"]")
          RULE("s", "table: project_self_evaluation, equal: "
                    "[result/total_score, [funding.total/score, "
                    "\"indicator.{n}/score\"]]"),
      FORM, NULL, false, "C5 =SUM(C3:C4) w\nD5 =SUM(D3:D4) s\n" },
    { "cells that are no sums, on demand",
      RULE("one", "equal: [" S "operating/amount, income/total/operating]")
          RULE("two", "equal: [" S "general_public_budget/amount, "
                      "income/total/fiscal_appropriation]")
              ACROSS("fiscal_appropriation, operating, other"),
      INCOME("{item: total, label: 合计}") "---\n" SUMMARY("万元"), NULL, true,
      "B3 =SUM(C3:E3) across\n"
      "2023 年!B3 =SUM('2022 年'!C3) two\n"
      "2023 年!B4 =SUM('2022 年'!D3) one\n"
      "2023 年!B5 no rule\n" },
};

static const char *const lacks[DERIVE_N_LACKS]
    = { "made", "no rule", "no cell", "no value", "circle", "refused" };

static const char *
show(struct arena *arena, const struct book *book,
     const struct derived_list *list)
{
    const char *out = "";

    for (int i = 0; i < list->n; i++) {
        const struct derived *d = &list->items[i];
        char ref[CELLREF_MAX];

        cellref_show(d->cell.slot->row, d->cell.slot->col, ref);
        if (d->cell.sheet > 0)
            out = arena_printf(arena, "%s%.*s!", out,
                               TEXT_ARG(book->sheets[d->cell.sheet].name));
        if (d->lack == DERIVE_MADE)
            out = arena_printf(arena, "%s%s =%.*s", out, ref,
                               TEXT_ARG(d->formula));
        else
            out = arena_printf(arena, "%s%s %s", out, ref, lacks[d->lack]);
        out = d->rule
                  ? arena_printf(arena, "%s %.*s\n", out, TEXT_ARG(d->rule->id))
                  : arena_printf(arena, "%s\n", out);
    }
    return out;
}

static struct book *
draw(struct arena *arena, const struct template_rule *template,
     struct derive_place *places)
{
    struct book *book = given_sheets(arena, "");

    book->n_sheets = template->n_tables;
    book->sheets = ARENA_ARRAY(arena, struct grid, book->n_sheets);
    for (int i = 0; i < book->n_sheets; i++) {
        struct grid *grid = &book->sheets[i];
        const struct draw_source source
            = { .template = template, .table = template->tables[i] };

        grid->name = text_printf(arena, "%d 年", 2022 + i);
        places[i].sheet = i;
        places[i].placement = draw_table(arena, book, grid, &source);
    }
    return book;
}

static void
run_case(const struct derive_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct derive_place places[8];
    struct derive_options options = { .year = 2022, .leaves = c->leaves };
    const struct template_rule *template = given_mapping(&arena, c->mapping);
    const struct rule_set *rules
        = rule_read_text(&arena, "r.yaml",
                         text_of(arena_printf(&arena, "rules: [%s]", c->rules)),
                         given_no_templates(), &diags);
    struct derived_list list;
    struct book *book;
    int n = template->n_tables;

    expect_begin(c->name);
    if (!EXPECT(rules))
        printf("%s\n", diags.items[0]->text);
    if (c->sheets) {
        struct given_reading r = given_reading(&arena, c->mapping, c->sheets);

        book = r.book;
        n = 0;
        for (int s = 0; s < book->n_sheets; s++) {
            for (int i = 0; i < r.located->sheets[s].n_tables; i++)
                places[n++]
                    = (struct derive_place){ r.located->sheets[s].tables[i],
                                             s };
        }
    } else {
        book = draw(&arena, template, places);
    }
    list = derive_formulas(&arena, book, rules, places, n, &options);
    EXPECT_TEXT(c->want, show(&arena, book, &list));
    arena_release(&arena);
}

/* 300 classes, each with a section below it: too many for one SUM. */
static void
many_parts(void)
{
    struct arena arena = { 0 };
    const char *sheet = "# s\n" HEAD "3| 合计\n", *end;
    struct diag_list diags = { .arena = &arena };
    struct derive_place place = { .sheet = 0 };
    struct derive_options options = { .year = 2022 };
    struct given_reading r;
    struct derived_list list;
    struct decimal sum;

    expect_begin("more parts than a SUM has arguments");
    for (int i = 0; i < 300; i++)
        sheet = arena_printf(&arena, "%s%d| %d | 1\n%d| %d01 | 1\n", sheet,
                             4 + 2 * i, 201 + i, 5 + 2 * i, 201 + i);
    r = given_reading(&arena, INCOME(TOTAL ", " CODES), sheet);
    place.placement = r.located->sheets[0].tables[0];
    list = derive_formulas(&arena, r.book,
                           rule_read_text(&arena, "r.yaml",
                                          TEXT("rules: [" TREE "]"),
                                          given_no_templates(), &diags),
                           &place, 1, &options);
    end = text_zero(&arena, list.items[0].formula);
    EXPECT(strncmp(end, "SUM(SUM(B4,B6,", 14) == 0);
    EXPECT(strstr(end, ",B512),SUM(B514,") != NULL);
    EXPECT(evaluate_number(&arena, r.book, 0, list.items[0].formula, &sum)
           && decimal_compare(sum, decimal_of(300)) == 0);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    many_parts();
    return expect_finish();
}
