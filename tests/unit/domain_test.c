/* domain_test.c - which values a table has a cell for. */
#include "mapping/domain.h"

#include <string.h>

#include "support/expect.h"
#include "support/given.h"

static struct arena arena;

#define TABLE                                                                  \
    "table: income\n"                                                          \
    "title: 收入决算表\n"                                                 \
    "unit: 万元\n"                                                           \
    "decimals: 2\n"                                                            \
    "evidence: test\n"                                                         \
    "header:\n"                                                                \
    "  - 科目编码: {code: functional}\n"                                   \
    "  - 科目名称: {name: functional}\n"                                   \
    "  - 本年收入合计: {measure: total}\n"                               \
    "  - 教育收费: {measure: education_fees, optional: true}\n"            \
    "rows:\n"                                                                  \
    "  - {item: total, label: 合计, sum: true}\n"                            \
    "  - {each: code, tree: functional, under: [205, 210]}\n"

#define FORM                                                                   \
    "table: project_self_evaluation\n"                                         \
    "title: [\"{header.project_name}自评表\", \"自评表\"]\n"             \
    "instance: header.project_name\n"                                          \
    "unit: 万元\n"                                                           \
    "decimals: 2\n"                                                            \
    "evidence: test\n"                                                         \
    "caption: {left: [\"填报日期：{header.date}\", "                      \
    "\"{header.kind}\"]}\n"                                                    \
    "form:\n"                                                                  \
    "  - {line: [项目名称, {header: project_name}]}\n"                     \
    "  - {line: [主管部门, {header: authority}], optional: true}\n"        \
    "  - header:\n"                                                            \
    "      - 指标: {measure: level3}\n"                                      \
    "      - 得分: {measure: score}\n"                                       \
    "    rows:\n"                                                              \
    "      - {each: record, item: \"indicator.{n}\"}\n"                        \
    "      - {item: result, label: 总分, measures: {score: total_score}}\n"

static const struct list_case {
    const char *name, *mapping, *want;
} lists[] = {
    { "rows by code have the item \"\"", TABLE,
      "12: total, total CNY\n"
      "12: total, education_fees CNY optional\n"
      "13: , total CNY\n"
      "13: , education_fees CNY optional\n" },
    { "captions, then parts, then titles; a list is one word", FORM,
      "7: header, date text, in a pattern\n"
      "7: header, kind text undrawn, in a pattern\n"
      "9: header, project_name text\n"
      "10: header, authority text optional\n"
      "15: indicator., level3 text\n"
      "15: indicator., score score\n"
      "16: result, total_score score\n"
      "2: header, project_name text, in a pattern\n" },
};

/* want: + a cell in every sheet, ? one that a sheet may lack, - none. */
static const struct has_case {
    const char *mapping, *item, *measure, *want;
} has[] = {
    { TABLE, "total", "total", "+" },
    { TABLE, "total", "education_fees", "?" },
    { TABLE, "205", "total", "+" },
    { TABLE, "2100201", "total", "+" },
    { TABLE, "2100201", "education_fees", "?" },
    { TABLE, "2100201.3", "total", "+" },
    { TABLE, "201", "total", "-, no such item" },
    { TABLE, "2010", "total", "-, no such item" },
    { TABLE, "total", "other", "-, no such measure" },
    { FORM, "indicator.1", "score", "+" },
    { FORM, "indicator.999999", "score", "+" },
    { FORM, "indicator.0", "score", "-, no such item" },
    { FORM, "indicator.1000000", "score", "-, no such item" },
    { FORM, "indicator.1", "total_score", "-" },
    { FORM, "goal.1", "score", "-, no such item" },
    { FORM, "header", "authority", "?" },
    { FORM, "header", "date", "+" },
};

static const char *
show(const struct domain *domain)
{
    struct text out = TEXT_NONE;

    for (int i = 0; i < domain->n; i++) {
        const struct domain_cell *cell = &domain->cells[i];

        out = text_printf(&arena, "%.*s%d: %.*s, %.*s %s%s%s%s\n",
                          TEXT_ARG(out), cell->by.row, TEXT_ARG(cell->item),
                          TEXT_ARG(cell->measure), schema_unit(cell->kind),
                          cell->optional ? " optional" : "",
                          cell->undrawn ? " undrawn" : "",
                          cell->pattern ? ", in a pattern" : "");
    }
    return text_zero(&arena, out);
}

static void
run_list(const struct list_case *c)
{
    const struct template_rule *template = given_mapping(&arena, c->mapping);

    expect_begin(c->name);
    EXPECT_TEXT(c->want, show(domain_of(&arena, template->tables[0])));
}

static void
run_has(const struct has_case *c)
{
    const struct domain *domain
        = domain_of(&arena, given_mapping(&arena, c->mapping)->tables[0]);
    struct text item = text_of(c->item), measure = text_of(c->measure);
    bool some = domain_has(domain, item, measure);

    expect_begin(arena_printf(&arena, "%s, %s", c->item, c->measure));
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s%s",
                             domain_always(domain, item, measure) ? "+"
                             : some                               ? "?"
                                                                  : "-",
                             domain_item(domain, item) ? "" : ", no such item",
                             domain_measure(domain, measure)
                                 ? ""
                                 : ", no such measure"));
}

/* ---- two forms of one table ---- */

#define FORMS                                                                  \
    "table: project_self_evaluation\ntitle: 甲表\n"                          \
    "instance: header.project_name\nform:\n"                                   \
    "  - [名称, {header: project_name}]\n"                                   \
    "  - [预算, {funding.total: annual_budget}, 执行, "                    \
    "{funding.total: executed}]\n"                                             \
    "---\n"                                                                    \
    "table: project_self_evaluation\ntitle: 乙表\n"                          \
    "instance: header.project_name\nform:\n"                                   \
    "  - [名称, {header: project_name}]\n"                                   \
    "  - [预算, {funding.total: annual_budget}, 年初, "                    \
    "{funding.total: initial_budget}]\n"

static const struct form_case {
    const char *name, *measures, *title, *blank;
} forms[] = {
    { "what both have a place for is of the first", "annual_budget", "甲表",
      "executed" },
    { "what only the second has a place for is of that",
      "annual_budget initial_budget", "乙表", "initial_budget" },
    { "what none has a place for is of the first", "weight", "甲表",
      "executed" },
};

static void
run_form(const struct form_case *c)
{
    const struct template_rule *template = given_mapping(&arena, FORMS);
    struct model *model = ARENA_NEW(&arena, struct model);
    struct model_table *table = model_add_table(
        &arena, model, given_table("project_self_evaluation"), TEXT("甲"));
    const char *measures = c->measures;
    const struct table_rule *form;

    for (size_t n = strcspn(measures, " "); n > 0;
         measures += n + (measures[n] == ' '), n = strcspn(measures, " "))
        model_add_fact(&arena, table, TEXT("funding.total"),
                       (struct text){ measures, n }, VALUE_AMOUNT);
    form = domain_form(&arena, template, table);
    expect_begin(c->name);
    EXPECT_TEXT(c->title, text_zero(&arena, form->titles[0].source));
    EXPECT(domain_always(domain_of(&arena, form), TEXT("funding.total"),
                         text_of(c->blank)));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(lists); i++)
        run_list(&lists[i]);
    for (int i = 0; i < ARRAY_LEN(has); i++)
        run_has(&has[i]);
    for (int i = 0; i < ARRAY_LEN(forms); i++)
        run_form(&forms[i]);
    expect_begin("no table has nothing");
    EXPECT(domain_of(&arena, NULL)->n == 0);
    EXPECT(!domain_has(domain_of(&arena, NULL), TEXT("total"), TEXT("total")));
    arena_release(&arena);
    return expect_finish();
}
