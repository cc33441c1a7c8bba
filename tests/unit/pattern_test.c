/* pattern_test.c - what patterns take of texts, and of those they show. */
#include "mapping/pattern.h"

#include "canon/unit.h"
#include "mapping/checkbox.h"
#include "support/expect.h"
#include "support/given.h"

static const struct pattern_case {
    const char *pattern, *text;
    const char *want; /* what each placeholder takes, or "no" */
} patterns[] = {
    { "部门：{department}", "部门：某县 教育局", "[某县 教育局]" },
    { "部门：{department}", "部　门 : 某局（盖章）", "[某局（盖章）]" },
    { "部门：{department}", "部门：", "[]" },
    { "部门：{department}", "编制部门：某局", "no" },
    { "部门：{department}", "", "no" },
    { "单位：{department}", "单位：万元", "no" },
    { "单位：{department}", "单位：某局", "[某局]" },
    { "单位：{unit}", "单位：万元", "[万元]" },
    { "单位：{unit}", "单位：人民币元", "[人民币元]" },
    { "单位：{unit}", "单位：某局", "no" },
    { "单位：{unit}", "金额单位：万元", "no" },
    { "（单位：{unit}）", "(单位:元)", "[元]" },
    { "（{year}年度）", "（ ２０２２ 年度）", "[２０２２]" },
    { "（{year}年度）", "（年度）", "[]" },
    { "（{year}年度）", "（22年度）", "no" },
    { "（{year}年度）", "（20222年度）", "no" },
    { "（{header.year}年度）", "（2022年度）", "[2022]" },
    { "{year}年度无收入{*}", "2022年度无收入，故本表为空",
      "[2022][，故本表为空]" },
    { "{year}年度无收入{*}", "年度无收入", "[][]" },
    { "{*}无收入{*}", "我局2022年无收入无收入", "[我局2022年][无收入]" },
    { "填报日期：{header.date:*年*月*}", "填报日期：2023年3月1日",
      "[2023年3月1日]" },
    { "填报日期：{header.date:*年*月*}", "填报日期：2023.3.1", "no" },
    { "填报日期：{header.date:*年*月*}", "填报日期：", "[]" },
    { "填报日期：{header.date:*年*月*日}", "填报日期：　年　月　日", "[]" },
    { "总分：{result.total_score}分", "总分：95.5分", "[95.5]" },
    { "总分：{result.total_score}分", "总分：95.5", "no" },
    { "{result.total_score}/{result.total_weight}", "95/100", "[95][100]" },
    { "{header.project_name}项目（{header.year}）", "甲（一）项目（2022）",
      "[甲（一）][2022]" },
    { "甲{*}乙", "甲乙", "[]" },
    { "甲{*}乙", "甲乙乙", "[乙]" },
    { "甲{*}乙", "甲乙丙", "no" },
};

static const struct pattern *
given_pattern(struct arena *arena, const char *pattern)
{
    const struct template_rule *t = given_mapping(
        arena, arena_printf(arena,
                            "table: project_self_evaluation\ntitle: 表\n"
                            "form:\n  - [{pattern: \"%s\"}]\n",
                            pattern));

    return t->n_tables > 0
               ? &mapping_parts(t->tables[0])[0].cells[0].patterns[0]
               : NULL;
}

static void
run_pattern(const struct pattern_case *c)
{
    struct arena arena = { 0 };
    const struct pattern *p;
    struct text *spans;
    const char *got = "no";

    expect_begin(arena_printf(&arena, "%s in %s", c->pattern, c->text));
    p = given_pattern(&arena, c->pattern);
    spans = ARENA_ARRAY(&arena, struct text, p ? p->n_parts : 1);
    if (p != NULL && pattern_match(&arena, p, text_of(c->text), spans)) {
        got = "";
        for (int i = 0; i < p->n_parts; i++) {
            if (!p->parts[i].literal)
                got = arena_printf(&arena, "%s[%.*s]", got, TEXT_ARG(spans[i]));
        }
    }
    EXPECT_TEXT(c->want, got);
    arena_release(&arena);
}

/* A text that is made to be tried for long is not. */
static void
run_hostile(void)
{
    struct arena arena = { 0 };
    const struct pattern *p
        = given_pattern(&arena, "{*}年{header.date}年{header.overview}月{*}日");
    int n = 60000;
    char *bytes = ARENA_ARRAY(&arena, char, 3 * n);
    struct text spans[16];

    expect_begin("a long text and a pattern with several placeholders");
    for (int i = 0; i < n; i++) {
        const char *one = i % 2 == 0 ? "年" : "月";

        for (int k = 0; k < 3; k++)
            bytes[3 * i + k] = one[k];
    }
    EXPECT(!pattern_match(&arena, p, (struct text){ bytes, 3 * (size_t)n },
                          spans));
    p = given_pattern(&arena, "{*}年{header.date}月");
    EXPECT(pattern_is_beyond(p, (struct text){ bytes, 3 * (size_t)n }));
    EXPECT(!pattern_is_beyond(p, (struct text){ bytes, 24 }));
    arena_release(&arena);
}

/* ---- what is shown is matched ---- */

/* What every pattern is shown with. */
struct shown {
    struct arena *arena;
    const struct table_rule *table;
    const struct model_table *data; /* NULL: it is left to be filled in */
    const struct ticks *ticks;      /* or NULL */
};

/* A text as the placeholder asks for: *年*月 gives 7年7月. */
static struct text
made_value(struct arena *arena, const struct pattern_part *part,
           const struct ticks *ticks)
{
    struct text t = TEXT_NONE;

    if (ticks != NULL && ticks->n > 0)
        return ticks->values[ticks->n - 1];
    if (text_equal(part->measure, TEXT("year")))
        return TEXT("2022");
    if (part->glob.n == 0)
        return TEXT("甲（一）乙");
    for (size_t i = 0; i < part->glob.n; i++)
        t = text_printf(arena, "%.*s%c", TEXT_ARG(t),
                        part->glob.at[i] == '*' ? '7' : part->glob.at[i]);
    return t;
}

static struct model_table *
made_table(const struct shown *s, const struct pattern *pattern)
{
    struct model *model = ARENA_NEW(s->arena, struct model);
    struct model_table *data
        = model_add_table(s->arena, model, s->table->schema, TEXT_NONE);

    data->department = TEXT("某县（区）教育局");
    data->year = 2022;
    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        struct fact *fact;

        if (part->literal || part->field != FIELD_VALUE
            || model_find(data, part->item, part->measure) != NULL)
            continue;
        fact = model_add_fact(s->arena, data, part->item, part->measure,
                              part->kind);
        fact->text = made_value(s->arena, part, s->ticks);
        fact->value = (struct decimal){ 95, 0 };
        fact->decimals = 1;
    }
    return data;
}

/* Does a placeholder take what was shown for it? */
static bool
takes_back(const struct shown *s, const struct pattern_part *part,
           struct text taken)
{
    const struct fact *fact = NULL;
    struct decimal value;
    bool unknown;
    int shift;

    switch (part->field) {
    case FIELD_ANY:
        return taken.n == 0;
    case FIELD_UNIT:
        return unit_parse(taken, &shift) && shift == s->table->unit_shift;
    case FIELD_DEPARTMENT:
        return text_equal(taken, s->data ? s->data->department : TEXT_NONE);
    case FIELD_YEAR:
        return text_equal(taken, s->data ? TEXT("2022") : TEXT_NONE);
    case FIELD_VALUE:
        break;
    }
    if (s->data != NULL)
        fact = model_find(s->data, part->item, part->measure);
    if (s->ticks != NULL && s->ticks->n > 0)
        return text_equal(checkbox_read(s->arena, s->ticks, taken, &unknown),
                          fact ? model_text(fact) : TEXT_NONE);
    if (fact == NULL)
        return taken.n == 0;
    if (schema_is_text(fact->of->kind))
        return text_equal(taken, model_text(fact));
    return decimal_parse(taken, &value) == DECIMAL_OK
           && decimal_compare(value, fact->value) == 0;
}

static void
check_shown(struct shown *s, const struct pattern *pattern)
{
    struct text t = pattern_show(
        s->arena, pattern,
        &(struct pattern_data){ .table = s->data,
                                .unit_shift = s->table->unit_shift,
                                .ticks = s->ticks });
    struct text *spans = ARENA_ARRAY(s->arena, struct text, pattern->n_parts);

    expect_begin(arena_printf(s->arena, "%s:%d: %.*s", pattern->place.file,
                              pattern->place.row + 1, TEXT_ARG(t)));
    if (!EXPECT(pattern_match(s->arena, pattern, t, spans)))
        return;
    for (int i = 0; i < pattern->n_parts; i++) {
        if (!pattern->parts[i].literal)
            EXPECT(takes_back(s, &pattern->parts[i], spans[i]));
    }
}

static void
check_patterns(struct arena *arena, const struct table_rule *table,
               const struct pattern *all, int n, const struct ticks *ticks)
{
    for (int i = 0; i < n; i++) {
        struct shown s = { arena, table, NULL, ticks };

        check_shown(&s, &all[i]);
        s.data = made_table(&s, &all[i]);
        check_shown(&s, &all[i]);
    }
}

/* Every pattern of the mappings that is drawn: with values, and left blank. */
static void
run_mappings(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (int i = 0; i < set->n_templates; i++) {
        for (int k = 0; k < set->templates[i]->n_tables; k++) {
            const struct table_rule *t = set->templates[i]->tables[k];

            check_patterns(&arena, t, t->titles, t->n_titles, NULL);
            check_patterns(&arena, t, t->caption_patterns,
                           t->n_caption_patterns, NULL);
            check_patterns(&arena, t, t->declared_empty, t->n_declared_empty,
                           NULL);
            for (int p = 0; p < t->n_parts; p++) {
                for (int c = 0; c < mapping_parts(t)[p].n_cells; c++) {
                    const struct line_cell *cell
                        = &mapping_parts(t)[p].cells[c];

                    check_patterns(&arena, t, cell->patterns, cell->n_patterns,
                                   &cell->ticks);
                }
            }
        }
    }
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(patterns); i++)
        run_pattern(&patterns[i]);
    run_hostile();
    run_mappings();
    return expect_finish();
}
