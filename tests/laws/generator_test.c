/*
 * generator_test.c - what the generator of the laws draws, and the laws on a
 * made-up template with headings that no shipped mapping has all of: units,
 * signs of hundredths behind other words, trees of five rows.
 */
#include "port/laws.h"

#include "base/limits.h"

#include "support/expect.h"
#include "support/given.h"

#define SEEDS 4

#define UNITS                                                                  \
    "table: expenditure\ntitle: 支出决算表\n"                             \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n" \
    "header:\n"                                                                \
    "  - 编码: {code: functional}\n"                                         \
    "  - 名称: {name: functional}\n"                                         \
    "  - 合计（元）: {measure: total}\n"                                  \
    "  - 本年: [甲: [乙: [丙: [基本（亿元）: {measure: basic}]]],"  \
    " 项目支出: {measure: project}]\n"                                     \
    "rows: [{item: total, label: 合计, sum: true},"                          \
    " {each: code, tree: functional}]\n"
#define RATES                                                                  \
    "table: project_self_evaluation\ntitle: 自评表\n"                       \
    "instance: header.project_name\nform:\n"                                   \
    "  - [名称, {header: project_name}]\n"                                   \
    "  - beside: 资金\n    header:\n      - 项目: label\n"                 \
    "      - 金额（元）: {measure: annual_budget}\n"                      \
    "      - \"执行率（C/B%）\": {measure: rate}\n"                       \
    "    rows: [{item: funding.total, label: 总额},"                         \
    " {item: funding.other, label: 其他}]\n"                                 \
    "  - header:\n"                                                            \
    "      - 一级: {measure: level1, group: true}\n"                         \
    "      - 二级: {measure: level2, group: true}\n"                         \
    "      - 三级: {measure: level3}\n"                                      \
    "      - 分值: {measure: weight}\n"                                      \
    "    rows: [{each: record, item: \"indicator.{n}\"}]\n"

static const struct template_rule *
given_template(struct arena *arena, const struct mapping_set *set)
{
    struct template_rule *t = ARENA_NEW(arena, struct template_rule);
    const struct template_rule *national
        = mapping_find(set, TEXT("national-2022"));

    *t = *given_mapping(arena, UNITS "---\n" RATES);
    if (EXPECT(national != NULL))
        t->functional = national->functional;
    return t;
}

static void
run_laws(const struct mapping_set *set, uint64_t seed)
{
    struct arena arena = { 0 };
    const struct template_rule *t = given_template(&arena, set);
    struct laws_verdict *verdicts;
    int n;

    expect_begin(
        arena_printf(&arena, "a made-up template, seed %d", (int)seed));
    EXPECT(laws_template(&arena, LANGUAGE_EN, t, seed * 1000, &verdicts, &n));
    EXPECT_INT(2, n);
    for (int i = 0; i < n; i++)
        EXPECT_TEXT("", verdicts[i].why);
    arena_release(&arena);
}

/* What was drawn, so that no law is held over less than what sheets have. */
struct drawn {
    bool places[5];   /* decimals of amounts in 万元, as they are shown */
    bool one;         /* a rate typed as 1 */
    int names, items; /* of one table, at most; the last record's number */
};

static void
look(struct drawn *d, const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *t = &model->tables[i];
        int last = model_last_member(t, TEXT("indicator."), LIMIT_ROWS);

        d->names = t->n_names > d->names ? t->n_names : d->names;
        d->items = last > d->items ? last : d->items;
        for (int f = 0; f < t->n_facts; f++) {
            const struct fact *fact = &t->facts[f];
            int places = fact->decimals + t->unit_shift;

            if (fact->of->kind == VALUE_AMOUNT && places >= 0 && places < 5)
                d->places[places] = true;
            d->one = d->one
                     || (fact->of->kind == VALUE_RATIO && fact->value.scale == 0
                         && fact->value.units == 1);
        }
    }
}

static void
run_drawn(const struct mapping_set *set)
{
    struct drawn d = { .names = 0 };

    for (int i = 0; i < set->n_templates; i++) {
        for (int k = 0; k < set->templates[i]->n_tables; k++) {
            struct arena arena = { 0 };

            look(&d, laws_model(&arena, set->templates[i],
                                set->templates[i]->tables[k], (uint64_t)i));
            arena_release(&arena);
        }
    }
    expect_begin("none to four decimals");
    for (int i = 0; i < 5; i++)
        EXPECT(d.places[i]);
    expect_begin("rates typed as 1");
    EXPECT(d.one);
    expect_begin("more names than are kept without an index");
    EXPECT(d.names > 64);
    expect_begin("long lists of records");
    EXPECT(d.items > 50);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        run_laws(set, seed);
    run_drawn(set);
    arena_release(&arena);
    return expect_finish();
}
