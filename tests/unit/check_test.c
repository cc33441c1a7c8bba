/*
 * check_test.c - rules held, rounded, mismatched and not judged, on small
 * models.
 *
 * A model is rows of facts: TABLE ITEM MEASURE VALUE, amounts in 万元 as a
 * sheet shows them, other values with their unit behind; last year's have
 * "last " before them.
 */
#include "reconcile/check.h"

#include <string.h>

#include "reconcile/ledger.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define RULE(more) "{id: r, zh: 规则, en: rule, source: s, " more "}"
#define ACROSS                                                                 \
    RULE("table: income, each: item, equal: [total, [other, operating]]")
#define TREE                                                                   \
    RULE("table: expenditure, each: [parent, measure], "                       \
         "equal: [\"{parent}\", \"{below}\"]")
#define EVALUATION "project_self_evaluation "
#define IN_EVALUATION "table: project_self_evaluation, "
#define MEETS                                                                  \
    RULE(IN_EVALUATION                                                         \
         "each: record, meets: {target: \"indicator.{n}/target\", actual: "    \
         "\"indicator.{n}/actual\", nature: \"indicator.{n}/nature\", unit: "  \
         "\"indicator.{n}/unit\", score: \"indicator.{n}/score\", weight: "    \
         "\"indicator.{n}/weight\"}")
#define GRADE                                                                  \
    RULE(IN_EVALUATION "grade: {score: result/total_score, is: result/grade, " \
                       "of: {优: 90, 优秀: 90, 良: 80, 差: 0}}")
#define RATE                                                                   \
    RULE(                                                                      \
        IN_EVALUATION                                                          \
        "each: item, ratio: {part: executed, whole: annual_budget, is: rate}")
#define GROUP                                                                  \
    RULE(IN_EVALUATION "each: group, by: level1, "                             \
                       "equal: [{stated: true}, \"indicator.{n}/weight\"]")
#define SCORE                                                                  \
    RULE(IN_EVALUATION "product: {a: {number: 20}, b: funding.total/rate, "    \
                       "is: funding.total/score}")
#define NEEDS                                                                  \
    RULE("needs: {when: appropriation_summary/expenditure.current_total/"      \
         "government_fund, table: government_fund}")
#define FUND "appropriation_summary expenditure.current_total government_fund "

#define EMPTY                                                                  \
    RULE("empty: {when: appropriation_summary/expenditure.current_total/"      \
         "government_fund, table: government_fund}")
#define CAP                                                                        \
    RULE(IN_EVALUATION                                                             \
         "each: record, where: {\"indicator.{n}/level3\": 资金管理合规性, " \
         "\"indicator.{n}/actual\": [不合规, 违规]}, "                        \
         "at_most: [result/total_score, {number: 70}]")
#define COSTS                                                                  \
    RULE("equal: [{quantity: \"department_self_evaluation/indicator.{n}/"      \
         "actual\", unit: unit, where: {level3: 项目经费}}, "              \
         "expenditure/total/project]")
#define COST                                                                   \
    "department_self_evaluation indicator.1 level3 项目经费 text\n"        \
    "department_self_evaluation indicator.1 actual "
#define COST_UNIT "department_self_evaluation indicator.1 unit 万元 text\n"
#define AGREE                                                                  \
    RULE("equal: [income_expenditure_summary/income.current_total/amount, "    \
         "income/total/total]")                                                \
    "\n  - {id: s, zh: 规则, en: rule, source: s, equal: "                   \
    "[income_expenditure_summary/income.other/amount, income/total/other]}\n"  \
    "  - {id: t, zh: 规则, en: rule, source: s, equal: "                     \
    "[appropriation_summary/income.current_total/amount, income/total/"        \
    "total]}"
#define LAST "last "
#define OPENING                                                                \
    RULE(                                                                      \
        "equal: [income_expenditure_summary/income.opening_balance/amount, "   \
        "last.income_expenditure_summary/expenditure.closing_balance/amount]")
#define NOW "income_expenditure_summary income.opening_balance amount "
#define THEN                                                                   \
    LAST "income_expenditure_summary expenditure.closing_balance amount "
#define GROWTH                                                                 \
    RULE("each: class, growth: {now: \"expenditure/{code}/total\", before: "   \
         "\"last.expenditure/{code}/total\", share: 0.3}")
#define CODES                                                                  \
    RULE("each: code, both: [\"expenditure/{code}/total\", "                   \
         "\"last.expenditure/{code}/total\"]")
#define SCORES                                                                 \
    RULE(IN_EVALUATION                                                         \
         "equal: [result/total_score, {sum: \"indicator.{n}/score\", zero: "   \
         "{level1: 约束性指标}}]")

static const struct check_case {
    const char *name, *rules, *facts;
    /* Outcomes by rule: held=, then findings as left, right, difference,
       tolerance in 万元 or points, then why not judged. */
    const char *want;
} cases[] = {
    /* ---- against last year */
    { "an opening balance is last year's closing one", OPENING,
      NOW "4.73\n" THEN "4.73\n", "held 1\n" },
    { "but for what rounding hides", OPENING, NOW "4.73\n" THEN "4.74\n",
      "rounding 4.73 4.74 by -0.01 within 0.01\n" },
    { "it is not", OPENING, NOW "4.73\n" THEN "4.37\n",
      "mismatch 4.73 4.37 by 0.36 within 0.01\n" },
    { "last year's is blank", OPENING,
      NOW "4.73\n" LAST "income_expenditure_summary income.total amount 9.00\n",
      "blank 4.73 0.00 by 4.73 within 0.005\nunjudged blank\n" },
    { "last year's table is not there", OPENING,
      NOW "4.73\n" LAST "income total total 9.00\n",
      "unjudged table missing\n" },
    { "without last year there is nothing to hold against", OPENING,
      NOW "4.73\n", "" },
    { "grown by no more than the share", GROWTH,
      "expenditure 208 total 1.30\n" LAST "expenditure 208 total 1.00\n",
      "held 1\n" },
    { "grown by more", GROWTH,
      "expenditure 208 total 1.50\n" LAST "expenditure 208 total 1.00\n",
      "mismatch 1.50 1.00 by 0.50 within 0.31 增长 50.0%\n" },
    { "shrunk by more", GROWTH,
      "expenditure 208 total 0.50\n" LAST "expenditure 208 total 3.00\n",
      "mismatch 0.50 3.00 by -2.50 within 0.91 下降 83.3%\n" },
    { "growth from nothing is not judged, nor to it", GROWTH,
      "expenditure 208 total 0.50\nexpenditure 210 total 0.00\n" LAST
      "expenditure 208 total 0.00\n" LAST "expenditure 210 total 1.00\n",
      "unjudged share of nothing\n" },
    { "nor from a blank, which is not zero", GROWTH,
      "expenditure 208 total 0.50\n" LAST "expenditure 208 basic 1.00\n",
      "unjudged blank\n" },
    { "a percentage of figures with many digits", GROWTH,
      "expenditure 208 total 300000000000.1234\n" LAST
      "expenditure 208 total 100000000000.1234\n",
      "mismatch 300000000000.1234 100000000000.1234 by 200000000000.0000 "
      "within 30000000000.03712 增长 199.9%\n" },
    { "a code whose figure of last year is blank is not new", CODES,
      "expenditure 208 total 0.50\n" LAST "expenditure 208 basic 1.00\n",
      "unjudged blank\n" },
    { "codes that both years have", CODES,
      "expenditure 208 total 0.50\n" LAST "expenditure 208 total 0.10\n",
      "held 1\n" },
    { "a code that is new, once with those below it", CODES,
      "expenditure 208 total 0.50\nexpenditure 20801 total 0.50\n"
      "expenditure 2080101 total 0.50\nexpenditure 210 total 1.00\n" LAST
      "expenditure 210 total 0.10\n",
      "held 1\nmismatch, 2 more, 本年有数，上年没有\n" },
    { "codes that are gone, each where nothing above is", CODES,
      "expenditure 208 total 0.50\nexpenditure 20801 total 0.50\n" LAST
      "expenditure 208 total 0.50\n" LAST "expenditure 20802 total 0.20\n" LAST
      "expenditure 20803 total 0.30\n",
      "held 1\nmismatch 本年有数，上年没有\nmismatch 上年有数，本年没有\n"
      "mismatch 上年有数，本年没有\n" },
    { "a rule of one year's figures alone",
      RULE("both: [income/total/total, expenditure/total/total]"),
      "income total total 0.00\nexpenditure total total 0.30\n",
      "mismatch 只有一边有数\n" },
    /* ---- sums and their tolerance */
    { "a sum that holds", ACROSS,
      "income total total 3.00\nincome total other 1.00\n"
      "income total operating 2.00\n",
      "held 1\n" },
    { "three halves of 0.01 may be off", ACROSS,
      "income total total 3.01\nincome total other 1.00\n"
      "income total operating 2.00\n",
      "rounding 3.01 3.00 by 0.01 within 0.015\n" },
    { "and no more", ACROSS,
      "income total total 3.02\nincome total other 1.00\n"
      "income total operating 2.00\n",
      "mismatch 3.02 3.00 by 0.02 within 0.015\n" },
    { "more decimals, less tolerance", ACROSS,
      "income total total 3.010\nincome total other 1.000\n"
      "income total operating 2.000\n",
      "mismatch 3.010 3.000 by 0.010 within 0.0015\n" },
    { "a whole number between others is as precise as they", ACROSS,
      "income total total 4\nincome total other 1\nincome total operating 2\n"
      "income 201 total 0.50\nincome 201 other 0.25\n"
      "income 201 operating 0.25\n",
      "held 1\nmismatch 4 3 by 1 within 0.015\n" },
    { "zeros without decimals are as precise as the others, too", ACROSS,
      "income total total 1.10\nincome total other 1.00\n"
      "income total operating 0\n",
      "mismatch 1.10 1.00 by 0.10 within 0.015\n" },
    { "each row is an instance", ACROSS,
      "income total total 3.00\nincome total other 1.00\n"
      "income total operating 2.00\nincome 201 total 5.00\n"
      "income 201 other 1.00\nincome 201 operating 2.00\n",
      "held 1\nmismatch 5.00 3.00 by 2.00 within 0.015\n" },
    { "negative figures are figures", ACROSS,
      "income total total -1.00\nincome total other -3.00\n"
      "income total operating 2.00\n",
      "held 1\n" },
    /* ---- gaps of published accounts (财政局 and 生态环境局 of 普陀, 乌鲁木齐) */
    { "a class in two tables, one step apart",
      RULE("each: class, equal: "
           "[\"income_expenditure_summary/expenditure.{code}/amount\", "
           "\"expenditure/{code}/total\"]"),
      "income_expenditure_summary expenditure.208 amount 326.71\n"
      "expenditure 208 total 326.72\n",
      "rounding 326.71 326.72 by -0.01 within 0.01\n" },
    { "a row and its two parts", ACROSS,
      "income 211 total 3742.47\nincome 211 other 2385.48\n"
      "income 211 operating 1356.98\n",
      "rounding 3742.47 3742.46 by 0.01 within 0.015\n" },
    { "a total and its two parts", ACROSS,
      "income total total 434.72\nincome total other 434.16\n"
      "income total operating 0.55\n",
      "rounding 434.72 434.71 by 0.01 within 0.015\n" },
    { "amounts one row off their labels",
      RULE("table: general_budget_basic_expenditure, "
           "each: [parent, measure], equal: [\"{parent}\", \"{below}\"]"),
      "general_budget_basic_expenditure 302 amount 1844.57\n"
      "general_budget_basic_expenditure 30201 amount 1000.00\n"
      "general_budget_basic_expenditure 30229 amount 844.57\n"
      "general_budget_basic_expenditure 30299 amount 1844.57\n",
      "mismatch 1844.57 3689.14 by -1844.57 within 0.02\n" },
    /* ---- blanks */
    { "a blank that has nothing left for it is zero", ACROSS,
      "income total total 1.00\nincome total other 1.00\n",
      "held 1, 1 proved\n" },
    { "a blank may be the rest", ACROSS,
      "income total total 3.00\nincome total other 1.00\n",
      "blank 3.00 1.00 by 2.00 within 0.01\nunjudged blank\n" },
    { "a column that is blank is told once", ACROSS,
      "income total total 3.00\nincome total other 1.00\n"
      "income 201 total 2.00\nincome 201 other 1.00\n"
      "income 202 total 1.00\nincome 202 other 0.00\n",
      "blank, 2 more, 3.00 1.00 by 2.00 within 0.01\nunjudged blank 3\n" },
    { "cells of a column are told each", ACROSS,
      "income total total 3.00\nincome total other 1.00\n"
      "income 201 total 2.00\nincome 201 other 1.00\n"
      "income 202 total 1.00\nincome 202 other 0.00\n"
      "income 203 total 1.00\nincome 203 other 0.00\n"
      "income 203 operating 1.00\n",
      "held 1\nblank 3.00 1.00 by 2.00 within 0.01\n"
      "blank 2.00 1.00 by 1.00 within 0.01\n"
      "blank 1.00 0.00 by 1.00 within 0.01\nunjudged blank 3\n" },
    { "a blank beside what rounding explains", ACROSS,
      "income total total 3.01\nincome total other 3.00\n",
      "rounding 3.01 3.00 by 0.01 within 0.01\n" },
    { "blanks on both sides that differ",
      RULE("table: income, each: item, equal: [[total, institutional], "
           "[other, operating]]"),
      "income total total 3.00\nincome total other 1.00\n",
      "blank 3.00 1.00 by 2.00 within 0.01\nunjudged blank\n" },
    { "and that do not",
      RULE("table: income, each: item, equal: [[total, institutional], "
           "[other, operating]]"),
      "income total total 3.00\nincome total other 3.00\n",
      "unjudged blank\n" },
    { "no blank mends a sum that is too large", ACROSS,
      "income total total 1.00\nincome total other 3.00\n",
      "mismatch 1.00 3.00 by -2.00 within 0.01\n" },
    { "unless figures may be negative", ACROSS,
      "income total total -4.00\nincome total other -3.00\n",
      "blank -4.00 -3.00 by -1.00 within 0.01\nunjudged blank\n" },
    { "a total of zero leaves nothing to its parts", ACROSS,
      "income total total 0.00\nincome total other 0.00\n",
      "held 1, 1 proved\n" },
    { "a blank total is unknown", ACROSS,
      "income total other 1.00\nincome total operating 2.00\n",
      "total total total, its parts 3.00\nunjudged blank\n" },
    { "a blank total is told once, by the first rule that misses it",
      ACROSS "\n  - {id: t, zh: 规则, en: rule, source: s, table: income, "
             "each: [parent, measure], equal: [\"{parent}\", \"{below}\"]}\n"
             "  - {id: u, zh: 规则, en: rule, source: s, equal: "
             "[income_expenditure_summary/income.current_total/amount, "
             "income/total/total]}",
      "income_expenditure_summary income.current_total amount 3.00\n"
      "income total other 3.00\nincome total operating 0.00\n"
      "income 201 total 3.00\nincome 201 other 3.00\n"
      "income 201 operating 0.00\n",
      "held 1\ntotal total total, its parts 3.00\nunjudged blank\n"
      "held 2\nunjudged blank\nunjudged blank\n" },
    { "a blank total of a class", TREE,
      "expenditure total total 3.00\nexpenditure 201 basic 3.00\n"
      "expenditure 20101 total 3.00\n",
      "total 201 total, its parts 3.00\n"
      "total total basic, its parts 3.00\n"
      "blank 3.00 0.00 by 3.00 within 0.005\nunjudged blank 4\n" },
    { "a blank total of parts that are nothing is nothing", ACROSS,
      "income total other 0.00\nincome total operating 0.00\n",
      "held 1, 1 proved\n" },
    { "what one rule proves another may use",
      ACROSS "\n  - {id: t, zh: 规则, en: rule, source: s, table: income, "
             "each: [parent, measure], equal: [\"{parent}\", \"{below}\"]}",
      "income total total 3.00\nincome total other 3.00\n"
      "income 201 total 4.00\nincome 201 other 3.00\n",
      /* The total's operating income is nothing, so that of 201 is. */
      "held 1, 1 proved\nmismatch 4.00 3.00 by 1.00 within 0.01\n"
      "held 1\nmismatch 3.00 4.00 by -1.00 within 0.01\n" },
    { "where all is blank nothing is said", ACROSS, "income total total -\n",
      "" },
    /* ---- trees */
    { "total, classes, items", TREE,
      "expenditure total total 6.00\nexpenditure 201 total 4.00\n"
      "expenditure 20101 total 4.00\nexpenditure 2010101 total 1.00\n"
      "expenditure 2010102 total 3.00\nexpenditure 202 total 2.00\n",
      "held 3\n" },
    { "a level may be left out", TREE,
      "expenditure total total 4.00\nexpenditure 201 total 4.00\n"
      "expenditure 2010101 total 1.00\nexpenditure 2010102 total 3.00\n",
      "held 2\n" },
    { "each parent for itself", TREE,
      "expenditure total total 4.00\nexpenditure 201 total 4.00\n"
      "expenditure 20101 total 3.00\nexpenditure 2010101 total 2.00\n",
      "held 1\nmismatch 4.00 3.00 by 1.00 within 0.01\n"
      "mismatch 3.00 2.00 by 1.00 within 0.01\n" },
    { "codes need not begin alike to be apart", TREE,
      "expenditure total total 3.00\nexpenditure 201 total 1.00\n"
      "expenditure 20201 total 2.00\n",
      "held 1\n" },
    /* ---- between tables */
    { "the same class in two tables",
      RULE("each: class, equal: "
           "[\"income_expenditure_summary/expenditure.{code}/amount\", "
           "\"expenditure/{code}/total\"]"),
      "income_expenditure_summary expenditure.201 amount 1.00\n"
      "income_expenditure_summary expenditure.202 amount 2.00\n"
      "expenditure 201 total 1.00\nexpenditure 20101 total 1.00\n",
      /* A table by code has rows for what there is: 202 is none there. */
      "held 1\nmismatch 2.00 0.00 by 2.00 within 0.005\n" },
    { "a table by code of which only the total is known",
      RULE("each: class, equal: "
           "[\"income_expenditure_summary/expenditure.{code}/amount\", "
           "\"expenditure/{code}/total\"]"),
      "income_expenditure_summary expenditure.201 amount 1.00\n"
      "expenditure total total 1.00\n",
      "blank 1.00 0.00 by 1.00 within 0.005\nunjudged blank\n" },
    { "a class without a row, but with codes below it, is unknown",
      RULE("each: class, equal: "
           "[\"income_expenditure_summary/expenditure.{code}/amount\", "
           "\"expenditure/{code}/total\"]"),
      "income_expenditure_summary expenditure.201 amount 1.00\n"
      "expenditure 20101 total 1.00\n",
      "blank 1.00 0.00 by 1.00 within 0.005\nunjudged blank\n" },
    { "a table that is not there",
      RULE("equal: [income_expenditure_summary/income.total/amount, "
           "income/total/total]"),
      "income total total 1.00\n", "unjudged table missing\n" },
    { "no table of the rule is there",
      RULE("equal: [income_expenditure_summary/income.total/amount, "
           "income/total/total]"),
      "expenditure total total 1.00\n", "" },
    /* ---- at most */
    { "a part of a whole",
      RULE("table: income, each: item, at_most: [education_fees, "
           "institutional]"),
      "income total education_fees 1.00\nincome total institutional 1.00\n"
      "income 201 education_fees 1.01\nincome 201 institutional 1.00\n"
      "income 202 education_fees 1.02\nincome 202 institutional 1.00\n"
      "income 203 education_fees 1.02\nincome 204 institutional 1.00\n",
      "held 1\nrounding 1.01 1.00 by 0.01 within 0.01\n"
      "mismatch 1.02 1.00 by 0.02 within 0.01\nunjudged blank 2\n" },
    /* ---- ratios and products */
    { "a rate is rounded as it is shown", RATE,
      EVALUATION "funding.total executed 158.6025\n" EVALUATION
                 "funding.total annual_budget 158.7000\n" EVALUATION
                 "funding.total rate 99.94%\n",
      "held 1\n" },
    { "what the amounts' own rounding may explain", RATE,
      EVALUATION "funding.total executed 0.67\n" EVALUATION
                 "funding.total annual_budget 1.01\n" EVALUATION
                 "funding.total rate 66.00%\n",
      "rounding 0.6666 0.67 by -0.0034 within 0.0083505\n" },
    { "another rate", RATE,
      EVALUATION "funding.total executed 50.00\n" EVALUATION
                 "funding.total annual_budget 100.00\n" EVALUATION
                 "funding.total rate 60%\n",
      "mismatch 60.00 50.00 by 10.00 within 0.508\n" },
    { "a rate of 1 is 100%, not anything from 50 to 150", RATE,
      EVALUATION "funding.total executed 60.00\n" EVALUATION
                 "funding.total annual_budget 100.00\n" EVALUATION
                 "funding.total rate 1 ratio\n",
      "mismatch 100.00 60.00 by 40.00 within 0.51\n" },
    { "a share of nothing", RATE,
      EVALUATION "funding.total executed 0.00\n" EVALUATION
                 "funding.total annual_budget 0.00\n" EVALUATION
                 "funding.total rate 0%\n",
      "unjudged share of nothing\n" },
    { "no rate is given", RATE,
      EVALUATION "funding.total executed 0.00\n" EVALUATION
                 "funding.total annual_budget 1.00\n",
      "unjudged blank\n" },
    { "points by a rate", SCORE,
      EVALUATION "funding.total rate 76.21%\n" EVALUATION
                 "funding.total score 15.2 score\n",
      "held 1\n" },
    { "points by another rate", SCORE,
      EVALUATION "funding.total rate 76.21%\n" EVALUATION
                 "funding.total score 20 score\n",
      "mismatch 15.242 20 by -4.758 within 0.501\n" },
    /* ---- weights and scores: points are exact */
    { "weights as a group's name states", GROUP,
      EVALUATION "indicator.1 level1 产出指标（50 分） text\n" EVALUATION
                 "indicator.1 weight 20 score\n" EVALUATION
                 "indicator.2 level1 产出指标（50分） text\n" EVALUATION
                 "indicator.2 weight 30 score\n" EVALUATION
                 "indicator.3 level1 效益指标(30分) text\n" EVALUATION
                 "indicator.3 weight 29 score\n" EVALUATION
                 "indicator.4 level1 满意度指标 text\n" EVALUATION
                 "indicator.4 weight 9 score\n",
      "held 1\nmismatch 30 29 by 1 within 0\n" },
    { "records with a condition",
      RULE(IN_EVALUATION "equal: [{number: 50}, {sum: "
                         "\"indicator.{n}/weight\", where: {level1: "
                         "产出指标}}]"),
      EVALUATION "indicator.1 level1 产出指标（50分） text\n" EVALUATION
                 "indicator.1 weight 50 score\n" EVALUATION
                 "indicator.2 level1 效益指标 text\n" EVALUATION
                 "indicator.2 weight 20 score\n",
      "held 1\n" },
    { "a grade and its score", GRADE,
      EVALUATION "result total_score 90 score\n" EVALUATION
                 "result grade 优 text\n",
      "held 1\n" },
    { "two words for one grade", GRADE,
      EVALUATION "result total_score 95.5 score\n" EVALUATION
                 "result grade 优秀 text\n",
      "held 1\n" },
    { "a grade too high", GRADE,
      EVALUATION "result total_score 89.5 score\n" EVALUATION
                 "result grade 优 text\n",
      "mismatch 89.5分应为“良”，表中为“优”\n" },
    { "a word that is no grade", GRADE,
      EVALUATION "result total_score 89.5 score\n" EVALUATION
                 "result grade 很好 text\n",
      "unjudged no number\n" },
    { "a grade of no score", GRADE, EVALUATION "result grade 优 text\n",
      "unjudged blank\n" },
    /* ---- targets */
    { "a target missed and scored in full", MEETS,
      EVALUATION "indicator.1 target ≥95% text\n" EVALUATION
                 "indicator.1 actual 89% text\n" EVALUATION
                 "indicator.1 weight 10 score\n" EVALUATION
                 "indicator.1 score 10 score\n",
      "mismatch 指标值 ≥95%，实际完成值 89%\n" },
    { "missed, and points taken off", MEETS,
      EVALUATION "indicator.1 target ≥95% text\n" EVALUATION
                 "indicator.1 actual 89% text\n" EVALUATION
                 "indicator.1 weight 10 score\n" EVALUATION
                 "indicator.1 score 9 score\n",
      "held 1\n" },
    { "reached", MEETS,
      EVALUATION "indicator.1 nature ≥ text\n" EVALUATION
                 "indicator.1 target 95 text\n" EVALUATION
                 "indicator.1 unit % text\n" EVALUATION
                 "indicator.1 actual 96% text\n" EVALUATION
                 "indicator.1 weight 10 score\n" EVALUATION
                 "indicator.1 score 10 score\n",
      "held 1\n" },
    { "words are not compared", MEETS,
      EVALUATION "indicator.1 target 明显提升 text\n" EVALUATION
                 "indicator.1 actual 已提升 text\n" EVALUATION
                 "indicator.1 weight 10 score\n" EVALUATION
                 "indicator.1 score 10 score\n",
      "unjudged no number\n" },
    { "missed, with no score", MEETS,
      EVALUATION "indicator.1 target ≥95% text\n" EVALUATION
                 "indicator.1 actual 89% text\n" EVALUATION
                 "indicator.1 weight 10 score\n",
      "unjudged blank\n" },
    /* ---- presence */
    { "a table that must have figures", NEEDS,
      FUND "1.00\ngovernment_fund total expenditure -\n",
      "mismatch 政府性基金预算财政拨款收入支出决算表 没有数据\n" },
    { "and has", NEEDS, FUND "1.00\ngovernment_fund total expenditure 1.00\n",
      "held 1\n" },
    { "and need not", NEEDS, FUND "0.00\ngovernment_fund total expenditure -\n",
      "" },
    { "and is not there at all", NEEDS, FUND "1.00\n",
      "unjudged table missing\n" },
    { "a table that must be empty", EMPTY,
      FUND "0.00\ngovernment_fund total expenditure 1.00\n",
      "mismatch 政府性基金预算财政拨款收入支出决算表 有数据\n" },
    { "and is", EMPTY, FUND "0.00\ngovernment_fund total expenditure 0.00\n",
      "held 1\n" },
    { "and need not be", EMPTY,
      FUND "1.00\ngovernment_fund total expenditure 1.00\n", "" },
    { "a figure, but nobody knows whether it may be", EMPTY,
      "appropriation_summary expenditure.current_total total 1.00\n"
      "government_fund total expenditure 1.00\n",
      "" },
    /* ---- conditions */
    { "a total above the cap", CAP,
      EVALUATION "indicator.1 level3 资金管理合规性 text\n" EVALUATION
                 "indicator.1 actual 违规使用资金 text\n" EVALUATION
                 "result total_score 80 score\n",
      "mismatch 80 70 by 10 within 0\n" },
    { "within the cap", CAP,
      EVALUATION "indicator.1 level3 资金管理合规性 text\n" EVALUATION
                 "indicator.1 actual 不合规 text\n" EVALUATION
                 "result total_score 70 score\n",
      "held 1\n" },
    { "no breach, no cap", CAP,
      EVALUATION "indicator.1 level3 资金管理合规性 text\n" EVALUATION
                 "indicator.1 actual 合规 text\n" EVALUATION
                 "indicator.2 level3 完成率 text\n" EVALUATION
                 "indicator.2 actual 不合规 text\n" EVALUATION
                 "result total_score 80 score\n",
      "" },
    /* ---- money in texts */
    { "the money of a text", COSTS,
      COST "639.15 text\n" COST_UNIT "expenditure total project 639.15\n",
      "held 1\n" },
    { "other money", COSTS,
      COST "639.15 text\n" COST_UNIT "expenditure total project 574.16\n",
      "mismatch 639.15 574.16 by 64.99 within 0.01\n" },
    { "its decimals are those it was written with", COSTS,
      COST "639.2 text\n" COST_UNIT "expenditure total project 639.15\n",
      "rounding 639.20 639.15 by 0.05 within 0.055\n" },
    { "its own unit goes before", COSTS,
      COST "6391500元 text\n" COST_UNIT "expenditure total project 639.15\n",
      "held 1\n" },
    { "a text that is no money", COSTS,
      COST "按计划 text\n" COST_UNIT "expenditure total project 639.15\n",
      "unjudged no number\n" },
    { "a blank text", COSTS,
      "department_self_evaluation indicator.1 level3 项目经费 "
      "text\n" COST_UNIT "expenditure total project 639.15\n",
      "unjudged blank\n" },
    /* ---- blanks that are zero by rule */
    { "an indicator that has no points", SCORES,
      EVALUATION "result total_score 40 score\n" EVALUATION
                 "indicator.1 level1 产出指标 text\n" EVALUATION
                 "indicator.1 score 39 score\n" EVALUATION
                 "indicator.2 level1 约束性指标 text\n",
      "mismatch 40 39 by 1 within 0\n" },
    { "unless some are taken off", SCORES,
      EVALUATION "result total_score 34 score\n" EVALUATION
                 "indicator.1 level1 产出指标 text\n" EVALUATION
                 "indicator.1 score 39 score\n" EVALUATION
                 "indicator.2 level1 约束性指标 text\n" EVALUATION
                 "indicator.2 score -5 score\n",
      "held 1\n" },
    { "another blank is a blank", SCORES,
      EVALUATION "result total_score 40 score\n" EVALUATION
                 "indicator.1 level1 产出指标 text\n" EVALUATION
                 "indicator.1 score 39 score\n" EVALUATION
                 "indicator.2 level1 效益指标 text\n",
      "blank 40 39 by 1 within 0\nunjudged blank\n" },
    { "an evaluation whose scores are all blank", SCORES,
      EVALUATION "result total_score 40 score\n" EVALUATION
                 "indicator.1 level1 产出指标 text\n",
      "unjudged blank\n" },
    { "an evaluation without its total", SCORES,
      EVALUATION "indicator.1 level1 产出指标 text\n" EVALUATION
                 "indicator.1 score 39 score\n" EVALUATION
                 "indicator.2 level1 效益指标 text\n" EVALUATION
                 "indicator.2 score 1 score\n",
      "total result total_score, its parts 40\nunjudged blank\n" },
    /* ---- tables in another unit than they say */
    { "all figures of a table are 10,000 times the others'", AGREE,
      "income total total 5823649.12\nincome total other 5823649.12\n"
      "income_expenditure_summary income.current_total amount 582.36\n"
      "income_expenditure_summary income.other amount 582.36\n"
      "appropriation_summary income.current_total amount 582.36\n",
      "income is 10^4 of income_expenditure_summary, 3 compared\n" },
    { "or all a 1,000th", AGREE,
      "income total total 0.582360\n"
      "income_expenditure_summary income.current_total amount 582.36\n"
      "appropriation_summary income.current_total amount 582.36\n",
      "income is 10^-3 of income_expenditure_summary, 2 compared\n" },
    { "of two tables the larger is named", AGREE,
      "income total total 582.36\n"
      "income_expenditure_summary income.current_total amount 5823600\n",
      "income_expenditure_summary is 10^4 of income, 1 compared\n"
      "unjudged table missing\n" },
    { "one figure that is no multiple, and it is none", AGREE,
      "income total total 5823600\nincome total other 1.00\n"
      "income_expenditure_summary income.current_total amount 582.36\n"
      "income_expenditure_summary income.other amount 582.36\n",
      "mismatch 582.36 5823600.00 by -5823017.64 within 0.01\n"
      "mismatch 582.36 1.00 by 581.36 within 0.01\n"
      "unjudged table missing\n" },
    { "a multiple of few digits may be chance", AGREE,
      "income total total 10.00\n"
      "income_expenditure_summary income.current_total amount 0.01\n",
      "mismatch 0.01 10.00 by -9.99 within 0.01\n"
      "unjudged table missing\n" },
    { "ten times is a slip", AGREE,
      "income total total 5823.60\n"
      "income_expenditure_summary income.current_total amount 582.36\n",
      "mismatch 582.36 5823.60 by -5241.24 within 0.01\n"
      "unjudged table missing\n" },
    /* ---- numbers that do not fit */
    { "a sum of more than 18 digits", ACROSS,
      "income total total 1.00\nincome total other 90000000000000.00\n"
      "income total operating 90000000000000.00\n",
      "unjudged too many digits\n" },
};

/* ---- a model of its facts ---- */

static struct text
word(struct text *rest)
{
    size_t n = 0;
    struct text t;

    while (n < rest->n && rest->at[n] != ' ')
        n++;
    t = text_slice(*rest, 0, n);
    *rest = text_slice(*rest, n < rest->n ? n + 1 : n, rest->n);
    return t;
}

static void
add_fact(struct arena *arena, struct model *model, struct text line)
{
    struct text table_id = word(&line), item = word(&line);
    struct text measure = word(&line), value = line;
    struct model_table *table = model_find_table(model, table_id, TEXT_NONE);
    struct fact *fact;
    struct decimal d;

    if (!table)
        table = model_add_table(
            arena, model, schema_find(given_words(), table_id), TEXT_NONE);
    table->unit_shift = 4;
    if (text_equal(value, TEXT("-")))
        return;
    fact = model_add_fact(arena, table, item, measure, VALUE_AMOUNT);
    if (text_ends(value, TEXT(" text"))) {
        model_own_column(arena, fact)->kind = VALUE_TEXT;
        fact->text = text_slice(value, 0, value.n - 5);
        return;
    }
    if (text_ends(value, TEXT(" score"))) {
        model_own_column(arena, fact)->kind = VALUE_SCORE;
        value = text_slice(value, 0, value.n - 6);
    } else if (text_ends(value, TEXT(" ratio"))) {
        model_own_column(arena, fact)->kind = VALUE_RATIO;
        value = text_slice(value, 0, value.n - 6);
        EXPECT(decimal_parse(value, &fact->value) == DECIMAL_OK);
        fact->decimals = (int8_t)fact->value.scale;
        return;
    } else if (text_ends(value, TEXT("%"))) {
        model_own_column(arena, fact)->kind = VALUE_RATIO;
        value = text_slice(value, 0, value.n - 1);
    }
    EXPECT(decimal_parse(value, &d) == DECIMAL_OK);
    fact->decimals = (int8_t)d.scale;
    if (fact->of->kind == VALUE_AMOUNT)
        fact->decimals = (int8_t)(fact->decimals - 4);
    else if (fact->of->kind == VALUE_RATIO)
        fact->decimals = (int8_t)(fact->decimals + 2);
    EXPECT(decimal_shift(d,
                         fact->of->kind == VALUE_AMOUNT  ? 4
                         : fact->of->kind == VALUE_RATIO ? -2
                                                         : 0,
                         &fact->value)
           == DECIMAL_OK);
}

/* This year's facts, or those behind "last "; NULL where there are none. */
static struct model *
make_model(struct arena *arena, const char *facts, bool last)
{
    struct model *model = ARENA_NEW(arena, struct model);
    struct text rest = text_of(facts);

    model->file = last ? "l" : "m";
    while (rest.n) {
        long end = text_find(rest, TEXT("\n"), 0);
        struct text line = text_slice(rest, 0, (size_t)end);
        bool is_last = text_starts(line, TEXT(LAST));

        if (is_last)
            line = text_slice(line, strlen(LAST), line.n);
        if (is_last == last)
            add_fact(arena, model, line);
        rest = text_slice(rest, (size_t)end + 1, rest.n);
    }
    return last && model->n_tables == 0 ? NULL : model;
}

/* ---- what came of it ---- */

static const char *
show_finding(struct arena *arena, const struct model *model,
             const struct finding *finding)
{
    struct diag_list diags = { .arena = arena };
    const struct diag *diag = finding_diag(model, finding, &diags);
    static const enum diag_level levels[] = {
        [FINDING_ROUNDING] = DIAG_HINT,
        [FINDING_MISMATCH] = DIAG_ERROR,
        [FINDING_BLANK] = DIAG_WARNING,
        [FINDING_TOTAL] = DIAG_WARNING,
    };
    const char *outcome = finding_outcome_word(finding->outcome);
    const char *remark = finding->remark.in[LANGUAGE_ZH];

    EXPECT(diag->level == levels[finding->outcome]);
    EXPECT(diag_is_open(&diags) == (finding->outcome != FINDING_ROUNDING));
    if (finding->outcome == FINDING_TOTAL)
        return arena_printf(arena, "total %.*s %.*s, its parts %s\n",
                            TEXT_ARG(finding->cells[finding->total].item),
                            TEXT_ARG(finding->cells[finding->total].measure),
                            diag->want);
    if (finding->n_more)
        outcome = arena_printf(arena, "%s, %d more,", outcome, finding->n_more);
    if (!finding->has_amounts)
        return arena_printf(arena, "%s %s\n", outcome, remark);
    return arena_printf(arena, "%s %s %s by %s within %s%s%s\n", outcome,
                        diag->found, diag->want, diag->difference,
                        diag->tolerance, remark ? " " : "",
                        remark ? remark : "");
}

static const char *
show(struct arena *arena, const struct rule_set *rules,
     const struct model *model, struct model *last)
{
    struct check_wish wish = { .rules = rules, .last = last };
    struct findings findings = { .n = 0 };
    const char *out = "";

    check_model(arena, &wish, model, &findings);
    for (int i = 0; i < findings.scales.n; i++)
        out = arena_printf(arena, "%s%s is 10^%d of %s, %d compared\n", out,
                           findings.scales.items[i].table->schema->id,
                           findings.scales.items[i].power,
                           findings.scales.items[i].other->schema->id,
                           findings.scales.items[i].n);
    for (int r = 0; r < rules->n; r++) {
        const struct rule_tally *tally = &findings.tallies[r];

        if (tally->held && tally->proved)
            out = arena_printf(arena, "%sheld %d, %d proved\n", out,
                               tally->held, tally->proved);
        else if (tally->held)
            out = arena_printf(arena, "%sheld %d\n", out, tally->held);
        for (int i = 0; i < findings.n; i++) {
            if (findings.items[i].rule == &rules->items[r])
                out = arena_printf(
                    arena, "%s%s", out,
                    show_finding(arena, model, &findings.items[i]));
        }
        for (int i = 0; i < UNJUDGED_N; i++) {
            if (tally->unjudged[i] > 1)
                out = arena_printf(arena, "%sunjudged %s %d\n", out,
                                   check_unjudged_word((enum unjudged)i),
                                   tally->unjudged[i]);
            else if (tally->unjudged[i])
                out = arena_printf(arena, "%sunjudged %s\n", out,
                                   check_unjudged_word((enum unjudged)i));
        }
    }
    return out;
}

static void
run_case(const struct check_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const char *yaml = arena_printf(&arena, "rules:\n  - %s\n", c->rules);
    const struct rule_set *rules = rule_read_text(&arena, "t", text_of(yaml),
                                                  given_no_templates(), &diags);

    expect_begin(c->name);
    for (int i = 0; i < diags.n; i++)
        diag_write_text(stdout, diags.items[i]);
    if (EXPECT(rules != NULL))
        EXPECT_TEXT(c->want,
                    show(&arena, rules, make_model(&arena, c->facts, false),
                         make_model(&arena, c->facts, true)));
    arena_release(&arena);
}

/* ---- what to do about a table in another unit ---- */

static void
run_scale_hint(bool said, const char *want)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *model = ARENA_NEW(&arena, struct model);
    struct model_table *table;
    struct scale scale = { .power = 4, .n = 3 };

    model->file = "f";
    table
        = model_add_table(&arena, model, given_table("expenditure"), TEXT_NONE);
    table = model_add_table(&arena, model, given_table("income"), TEXT_NONE);
    table->sheet = TEXT("收入");
    table->unit_shift = 4;
    table->unit_said = said;
    table->unit_row = 2;
    table->unit_col = 5;
    scale.table = table;
    scale.other = &model->tables[0];
    expect_begin(said ? "a caption is to be mended" : "no caption");
    (void)scale_diag(model, &scale, &diags);
    EXPECT_TEXT(want, show_diags(&arena, &diags));
    arena_release(&arena);
}

/* ---- blanks of a template's second form ---- */

static void
run_second_form(void)
{
    static const char forms[]
        = "table: project_self_evaluation\ntitle: 甲表\n"
          "instance: header.project_name\nform:\n"
          "  - [预算, {funding.total: annual_budget}, 执行, "
          "{funding.total: executed}]\n---\n"
          "table: project_self_evaluation\ntitle: 乙表\n"
          "instance: header.project_name\nform:\n"
          "  - [预算, {funding.total: annual_budget}, 年初, "
          "{funding.total: initial_budget}, 得分, {funding.total: score}]\n";
    static const struct {
        const char *measure;
        enum ledger_state state;
    } wants[] = { { "annual_budget", LEDGER_FACT },
                  { "score", LEDGER_BLANK },
                  { "executed", LEDGER_NO_PLACE } };
    struct arena arena = { 0 };
    struct model *model
        = make_model(&arena,
                     EVALUATION "funding.total annual_budget 3.00\n" EVALUATION
                                "funding.total initial_budget 2.00\n",
                     false);
    struct ledger *ledger
        = ledger_new(&arena, model, given_mapping(&arena, forms));
    struct ledger_table *table = ledger->tables[0];

    for (int i = 0; i < ARRAY_LEN(wants); i++) {
        expect_begin(
            arena_printf(&arena, "%s of a second form", wants[i].measure));
        EXPECT_INT(
            (int)wants[i].state,
            (int)ledger_cell(table, ledger_item(table, TEXT("funding.total")),
                             ledger_measure(table, text_of(wants[i].measure)))
                ->state);
    }
    arena_release(&arena);
}

int
main(void)
{
    run_second_form();
    run_scale_hint(
        true,
        "收入!F3 error scale-differs (nobody): 收入决算表: its figures are all 10,000 times those of 支出决算表 for the same (3 compared)\n"
        "  hint: if they are in 元, write 金额单位：元 in F3; they were read as 万元\n");
    run_scale_hint(
        false,
        "收入!- error scale-differs (nobody): 收入决算表: its figures are all 10,000 times those of 支出决算表 for the same (3 compared)\n"
        "  hint: if they are in 元, write 单位：元 above the table; they were read as 万元\n");
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
