/*
 * load_test.c - what the words of a mapping become.
 *
 * What is said of wrong mappings is in tests/mappings.
 */
#include "mapping/load.h"

#include "support/expect.h"
#include "support/given.h"

static struct arena arena;

#define ADD(out, ...)                                                          \
    ((out) = text_of(arena_printf(&arena, "%.*s%s", TEXT_ARG(out),             \
                                  arena_printf(&arena, __VA_ARGS__))))

static void
show_words(struct text *out, const struct wording *words)
{
    for (int i = 0; i < words->n; i++)
        ADD(*out, "%s%.*s", i ? "|" : "", TEXT_ARG(words->shown[i]));
}

static void
show_pattern(struct text *out, const struct pattern *p)
{
    static const char *const fields[] = { "any", "department", "year", "unit" };

    for (int i = 0; i < p->n_parts; i++) {
        const struct pattern_part *part = &p->parts[i];

        if (part->literal)
            ADD(*out, "'%.*s'", TEXT_ARG(part->folded));
        else if (part->field == FIELD_VALUE)
            ADD(*out, "<%.*s %.*s>", TEXT_ARG(part->item),
                TEXT_ARG(part->measure));
        else
            ADD(*out, "<%s>", fields[part->field]);
        if (part->glob.n)
            ADD(*out, "~%.*s", TEXT_ARG(part->glob));
    }
}

static void
show_patterns(struct text *out, const char *what, const struct pattern *p,
              int n)
{
    for (int i = 0; i < n; i++) {
        ADD(*out, "%s ", what);
        show_pattern(out, &p[i]);
        ADD(*out, "\n");
    }
}

static void
show_ticks(struct text *out, const struct ticks *ticks)
{
    for (int i = 0; i < ticks->n; i++)
        ADD(*out, "%s%.*s=%.*s",
            i               ? ","
            : ticks->before ? " before "
                            : " ",
            TEXT_ARG(ticks->shown[i]), TEXT_ARG(ticks->values[i]));
}

static void
show_columns(struct text *out, const struct column_rule *columns, int n,
             int depth)
{
    static const char *const roles[]
        = { "group", "label", "line", "code", "name", "value", "kept" };

    for (int i = 0; i < n; i++) {
        const struct column_rule *c = &columns[i];

        ADD(*out, "%*s", 2 * depth, "");
        show_words(out, &c->words);
        ADD(*out, " %s", roles[c->role]);
        if (c->role == COLUMN_CODE)
            ADD(*out, " %.*s %d", TEXT_ARG(c->codes), c->part);
        if (c->role == COLUMN_VALUE)
            ADD(*out, " %.*s/%.*s", TEXT_ARG(c->item), TEXT_ARG(c->measure));
        ADD(*out, "%s%s", c->sum ? " sum" : "", c->group ? " group" : "");
        show_ticks(out, &c->ticks);
        ADD(*out, "\n");
        show_columns(out, c->children, c->n_children, depth + 1);
    }
}

static void
show_values(struct text *out, const struct block_rule *block,
            const struct row_rule *row)
{
    for (int i = 0; i < block->n_leaves; i++) {
        const struct value_rule *v = &row->values[i];

        if (v->used)
            ADD(*out, " %.*s/%.*s:%s%s", TEXT_ARG(v->item),
                TEXT_ARG(v->measure), schema_unit(v->kind), v->sum ? "+" : "");
    }
}

static void
show_rows(struct text *out, const struct block_rule *block)
{
    static const char *const kinds[]
        = { "item", "blank", "code", "record", "one" };

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];

        ADD(*out, "%s", kinds[row->kind]);
        if (row->line)
            ADD(*out, " #%d", row->line);
        if (row->blank)
            ADD(*out, " x%d", row->blank);
        if (row->kind == ROW_RECORD)
            ADD(*out, " %.*s>=%d", TEXT_ARG(row->item), row->min_rows);
        if (row->kind == ROW_CODE)
            ADD(*out, " %.*s%s", TEXT_ARG(row->by_code.list),
                row->by_code.catalogue ? " all" : "");
        for (int j = 0; j < row->by_code.n_under; j++)
            ADD(*out, " %.*s*", TEXT_ARG(row->by_code.under[j]));
        if (row->foot)
            ADD(*out, " foot %d", row->by_label.from);
        if (row->by_label.words.n)
            ADD(*out, " ");
        show_words(out, &row->by_label.words);
        show_values(out, block, row);
        ADD(*out, "\n");
    }
}

static void
show_cells(struct text *out, const struct part_rule *part)
{
    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        ADD(*out, "%s", i ? " ; " : "line ");
        switch (cell->kind) {
        case LINE_LABEL:
            show_words(out, &cell->words);
            break;
        case LINE_PATTERN:
            show_pattern(out, cell->patterns);
            break;
        case LINE_KEPT:
            ADD(*out, "~");
            break;
        case LINE_FIELD:
            ADD(*out, "%.*s/%.*s:%s", TEXT_ARG(cell->field.item),
                TEXT_ARG(cell->field.measure), schema_unit(cell->field.kind));
            break;
        }
        show_ticks(out, &cell->ticks);
        if (cell->span)
            ADD(*out, " span %d", cell->span);
    }
    if (part->n_cells)
        ADD(*out, "%s\n", part->optional ? " optional" : "");
}

static const char *
show_table(const struct table_rule *t)
{
    struct text out = TEXT("");

    show_patterns(&out, "title", t->titles, t->n_titles);
    show_patterns(&out, "caption", t->caption_patterns, t->n_caption_patterns);
    for (int p = 0; p < t->n_parts; p++) {
        const struct part_rule *part = &mapping_parts(t)[p];

        if (part->beside) {
            ADD(out, "beside ");
            show_words(&out, &part->beside->words);
            ADD(out, "\n");
        }
        if (part->ignored.n) {
            ADD(out, "ignored ");
            show_words(&out, &part->ignored);
            ADD(out, "\n");
        }
        show_cells(&out, part);
        for (int b = 0; b < part->n_blocks; b++) {
            ADD(out, "block %d deep%s\n", part->blocks[b].depth,
                part->blocks[b].has_header ? "" : ", blank");
            show_columns(&out, part->blocks[b].columns,
                         part->blocks[b].n_columns, 0);
            show_rows(&out, &part->blocks[b]);
        }
    }
    return text_zero(&arena, out);
}

#define INCOME "table: income\ntitle: 收入决算表\n"
#define FORM "table: project_self_evaluation\ntitle: 自评表\n"
#define CODED "header: [科目代码: {code: functional}, 合计: {measure: total}]\n"
#define BY_CODE "rows: [{each: code, tree: functional}]\n"
#define CODED_SHOWN                                                            \
    "block 1 deep\n科目代码 code functional 0\n合计 value /total\n"
#define BY_CODE_SHOWN "code functional /total:CNY\n"

static const struct load_case {
    const char *name, *yaml, *want;
} cases[] = {
    { "a table by code",
      "table: income\ntitle: [收入决算表, 收入 决算总表]\n"
      "caption: {left: \"部门：{department}\", right: [\"单位：{unit}\"]}\n"
      "header:\n  - 项目: [科目编码: {code: functional, also: [科目代码]}]\n"
      "  - 合计: {measure: total, sum: true}\n  - 备注\n"
      "rows: [{item: total, label: [合计, 总计]}, {each: code,"
      " tree: functional}]\n",
      "title '收入决算表'\ntitle '收入决算总表'\n"
      "caption '部门:'<department>\ncaption '单位:'<unit>\n"
      "block 2 deep\n项目 group\n  科目编码|科目代码 code functional 0\n"
      "合计 value /total sum\n备注 kept\n"
      "item 合计|总计 total/total:CNY+\ncode functional /total:CNY+\n" },
    { "coordinates of headings add up",
      "table: three_public\ntitle: 三公\nheader:\n"
      "  - 预算数: {measure: budget, columns: [合计: {item: total, sum: true},"
      " 接待: [费: {item: reception}]]}\n"
      "  - 决算数: {columns: [合计: {item: total, measure: final}]}\n"
      "rows: [one]\n",
      "title '三公'\nblock 3 deep\n预算数 group\n"
      "  合计 value total/budget sum\n  接待 group\n"
      "    费 value reception/budget\n决算数 group\n"
      "  合计 value total/final\n"
      "one total/budget:CNY+ reception/budget:CNY total/final:CNY\n" },
    { "rows may say both coordinates",
      "table: three_public\ntitle: 三公\n"
      "header: [项目: label, 金额: {}]\n"
      "rows: [{item: total, measure: final, label: 决算合计, sum: true}]\n",
      "title '三公'\nblock 1 deep\n项目 label\n金额 value /\n"
      "item 决算合计 total/final:CNY+\n" },
    { "what is kept is no value",
      INCOME "header: [科目代码: {code: functional}, 合计: {measure: total},"
             " 其他: {kept: true, columns: [甲: {measure: other}, 乙]}]\n"
             "rows: [{each: code, tree: functional},"
             " {label: 说明, kept: true}]\n",
      "title '收入决算表'\nblock 2 deep\n科目代码 code functional 0\n"
      "合计 value /total\n其他 group\n  甲 kept\n  乙 kept\n"
      "code functional /total:CNY\nitem 说明\n" },
    { "blocks, blank rows and feet",
      "table: income_expenditure_summary\ntitle: 总表\nblocks:\n"
      "  - header: [项目: label, 行次: line, 金额: {measure: amount}]\n"
      "    rows: [{line: 3, blank: 2}]\n"
      "    foot: {item: income.total, label: 总计}\n"
      "  - header: [项目: label, 金额: {measure: amount}]\n"
      "    rows: [{item: expenditure.210, label: 九、卫生健康支出}]\n"
      "    foot: {item: expenditure.total, label: 总计, from: 2}\n",
      "title '总表'\nblock 1 deep\n项目 label\n行次 line\n"
      "金额 value /amount\nblank #3 x2\n"
      "item foot -1 总计 income.total/amount:CNY\nblock 1 deep\n项目 label\n"
      "金额 value /amount\n"
      "item 九、卫生健康支出 expenditure.210/amount:CNY\n"
      "item foot 1 总计 expenditure.total/amount:CNY\n" },
    { "codes of a catalogue",
      "table: general_budget_basic_expenditure\ntitle: 基本支出\n"
      "header: [科目代码: {code: economic}, 决算数: {measure: amount}]\n"
      "rows: [{each: economic, under: [301, 303]},"
      " {each: code, tree: economic, under: 302}]\n",
      "title '基本支出'\nblock 1 deep\n科目代码 code economic 0\n"
      "决算数 value /amount\ncode economic all 301* 303* /amount:CNY\n"
      "code economic all 302* /amount:CNY\n" },
    { "records and a row with other measures",
      FORM "form:\n  - header: [\"\": {measure: goal, group: true},"
           " 三级指标: {measure: level3}, 得分(%): {measure: score}]\n"
           "    rows: [{each: record, item: \"indicator.{n}\", min: 2},"
           " {item: result, label: 总分, measures: {score: total_score}}]\n",
      "title '自评表'\nblock 1 deep\n value /goal group\n"
      "三级指标 value /level3\n得分(%) value /score\n"
      "record indicator.>=2 /goal:text /level3:text /score:score\n"
      "item 总分 result/total_score:score\n" },
    { "a header of blank headings only",
      FORM "form:\n  - header: [\"\": label, \"\": {measure: amount}]\n"
           "    rows: [{item: funding.total, label: 资金总额}]\n",
      "title '自评表'\nblock 1 deep, blank\n label\n value /amount\n"
      "item 资金总额 funding.total/amount:CNY\n" },
    { "lines of a form",
      FORM "form:\n  - 附表\n  - [{label: 名称, also: [项目名称], span: 2},"
           " {header: project_name, span: 3}, ~]\n"
           "  - {line: [\"（{header.year}年度）\"], optional: true}\n"
           "  - {line: [类别, {header: category,"
           " ticks: [1、部门预算项目, （2）省专项]}], spans: [1, 2]}\n"
           "  - [{pattern: \"{result.grade}\","
           " ticks: {choices: [优, 良], marks: before}}]\n",
      "title '自评表'\nline 附表\n"
      "line 名称|项目名称 span 2 ; header/project_name:text span 3 ; ~\n"
      "line '('<header year>'年度)' optional\n"
      "line 类别 span 1 ; header/category:text 1、部门预算项目=部门预算项目,"
      "（2）省专项=省专项 span 2\n"
      "line <result grade> before 优=优,良=良\n" },
    { "a label beside several lines",
      FORM "form:\n  - beside: {label: 概况, span: 1}\n    form:\n"
           "      - [依据, {header: basis}]\n      - [条件, {header:"
           " conditions}]\n",
      "title '自评表'\nbeside 概况\nline 依据 ; header/basis:text\n"
      "beside 概况\nline 条件 ; header/conditions:text\n" },
    { "patterns and their globs",
      "table: project_self_evaluation\n"
      "title: \"{year}年度{*}自评表\"\nform:\n"
      "  - \"填报日期：{header.date:*年*月}\"\n",
      "title <year>'年度'<any>'自评表'\n"
      "line '填报日期:'<header date>~*年*月\n" },
    { "wordings that fold the same are one",
      INCOME "header: [科目代码: {code: functional, also: [科目 代码,"
             " 科目代码]}, 合计: {measure: total}]\n" BY_CODE,
      "title '收入决算表'\n" CODED_SHOWN BY_CODE_SHOWN },
    { "no caption without a template that has one", INCOME CODED BY_CODE,
      "title '收入决算表'\n" CODED_SHOWN BY_CODE_SHOWN },
    { "an unknown key is a failure", INCOME CODED BY_CODE "colour: red\n",
      "mapping-unknown-key\n" },
    { "code lists are a template's",
      "table: income_expenditure_summary\ntitle: 总表\n"
      "header: [项目: label, 金额: {measure: amount}]\n"
      "rows: [{each: functional.class, item: \"expenditure.{code}\","
      " label: \"{name}\"}]\n",
      "mapping-unknown-name\n" },
    { "an empty text", "", "mapping-wrong-kind\n" },
};

#define LINES_CAPTION                                                          \
    "title '分栏表'\ncaption '部门:'<department>\n"                       \
    "caption '单位名称:'<department>\ncaption '单位:'<unit>\n"
#define LINES_COLUMNS "  项目 label\n  行次 line\n  金额 value /amount\n"

/* Changes of tests/mappings/base/more. */
static const struct load_case changes[] = {
    { "a heading alone gets a name, keys and headings below it",
      "extends: more/blocks\nchange:\n  - {at: 备注, rename: 说明}\n"
      "  - {at: 说明, set: {also: [备注]}}\n  - {at: 附注, set: {also: [注]}}\n"
      "  - {at: 收入, rename: 本年收入}\n  - {at: 支出, set: {also: [本年支出]}}\n",
      "title '总表'\n"
      "block 2 deep\n"
      "本年收入 group\n"
      "  项目 label\n"
      "  金额 value /amount\n"
      "item 上级补助 income.superior_subsidy/amount:CNY\n"
      "item foot -1 总计 income.total/amount:CNY\n"
      "block 2 deep\n"
      "支出|本年支出 group\n"
      "  项目 label\n"
      "  说明|备注 kept\n"
      "  附注|注 kept\n"
      "  金额 value /amount\n"
      "item 一般公共服务支出 expenditure.201/amount:CNY\n"
      "item 教育支出 expenditure.205/amount:CNY\n" },
    { "a role that is only named",
      "extends: more/blocks\nchange:\n  - {at: 项目, in: 收入, set: {also: [栏目]}}\n"
      "  - {at: 项目, in: 支出, rename: 功能分类}\n",
      "title '总表'\n"
      "block 2 deep\n"
      "收入 group\n"
      "  项目|栏目 label\n"
      "  金额 value /amount\n"
      "item 上级补助 income.superior_subsidy/amount:CNY\n"
      "item foot -1 总计 income.total/amount:CNY\n"
      "block 2 deep\n"
      "支出 group\n"
      "  功能分类 label\n"
      "  备注 kept\n"
      "  附注 kept\n"
      "  金额 value /amount\n"
      "item 一般公共服务支出 expenditure.201/amount:CNY\n"
      "item 教育支出 expenditure.205/amount:CNY\n" },
    { "a foot is renamed and taken away; a row by its item",
      "extends: more/blocks\nchange:\n  - {at: 总计, rename: 收入总计}\n"
      "  - {at: income.superior_subsidy, rename: 上级补助收入}\n",
      "title '总表'\n"
      "block 2 deep\n"
      "收入 group\n"
      "  项目 label\n"
      "  金额 value /amount\n"
      "item 上级补助收入 income.superior_subsidy/amount:CNY\n"
      "item foot -1 收入总计 income.total/amount:CNY\n"
      "block 2 deep\n"
      "支出 group\n"
      "  项目 label\n"
      "  备注 kept\n"
      "  附注 kept\n"
      "  金额 value /amount\n"
      "item 一般公共服务支出 expenditure.201/amount:CNY\n"
      "item 教育支出 expenditure.205/amount:CNY\n" },
    { "rows written out",
      "extends: more/blocks\nchange:\n  - {at: 总计, remove: true}\n"
      "  - {at: \"{name}\", set: {only: ~, without: 201, named: {205: 教育}}}\n",
      "title '总表'\n"
      "block 2 deep\n"
      "收入 group\n"
      "  项目 label\n"
      "  金额 value /amount\n"
      "item 上级补助 income.superior_subsidy/amount:CNY\n"
      "block 2 deep\n"
      "支出 group\n"
      "  项目 label\n"
      "  备注 kept\n"
      "  附注 kept\n"
      "  金额 value /amount\n"
      "item 教育 expenditure.205/amount:CNY\n"
      "item 卫生健康支出 expenditure.210/amount:CNY\n" },
    { "columns written out",
      "extends: more/detail\nchange:\n  - {at: \"{name}类\", rename: \"{index}{name}\"}\n"
      "  - {at: \"{index}{name}\", set: {only: 302}}\n"
      "  - {at: 小计, set: {also: 合计}}\n",
      "title '明细表'\n"
      "block 2 deep\n"
      "科目代码 code functional 0\n"
      "合计 value /total\n"
      "1商品和服务支出 group\n"
      "  小计|合计 value /302 sum\n"
      "code functional /total:CNY /302:CNY+\n" },
    { "lines of a form by their first words",
      "extends: more/form\nchange:\n  - {at: 附表, rename: 附表一}\n"
      "  - {at: 附表一, set: {optional: true}}\n"
      "  - {at: 项目名称, rename: 名称}\n  - {at: 名称, set: {optional: true}}\n"
      "  - {at: 依据, rename: 立项依据}\n  - {at: 填报人, remove: true}\n"
      "  - {at: 资金, rename: 项目资金}\n"
      "  - {before: 项目资金, insert: [[类别, {header: category}]]}\n"
      "  - {at: 总额, in: 项目资金, set: {also: 资金总额}}\n",
      "title '自评表'\n"
      "line 附表一 optional\n"
      "line 名称 ; header/project_name:text optional\n"
      "line 立项依据 ; header/basis:text optional\n"
      "line 类别 ; header/category:text\n"
      "beside 项目资金\n"
      "block 1 deep\n"
      " label\n"
      "预算数 value /annual_budget\n"
      "执行数 value /executed\n"
      "item 总额|资金总额 funding.total/annual_budget:CNY funding.total/executed:CNY\n"
      "item 其他 funding.other/annual_budget:CNY funding.other/executed:CNY\n" },
    { "a form instead of a header, and no caption",
      "extends: more/form\ncaption: ~\nform: [[项目名称, {header: project_name}]]\n",
      "title '自评表'\n"
      "line 项目名称 ; header/project_name:text\n" },
    { "rows instead of blocks",
      "extends: more/blocks\nheader: [项目: label, 金额: {measure: amount}]\n"
      "rows: [{item: income.total, label: 总计}]\n",
      "title '总表'\n"
      "block 1 deep\n"
      "项目 label\n"
      "金额 value /amount\n"
      "item 总计 income.total/amount:CNY\n" },
    { "a blank row goes, and the line numbers below follow",
      "extends: more/lines\nchange:\n"
      "  - {before: 年初结转, set: {blank: 2}}\n"
      "  - {after: 年初结转, remove: true}\n"
      "  - {from: 年初结转, line: -1}\n  - {from: 总计, in: 收入, line: -1}\n"
      "  - {from: expenditure.total, line: +5}\n",
      LINES_CAPTION "ignored 决算数\n"
                    "block 2 deep\n"
                    "收入 group\n" LINES_COLUMNS
                    "item #1 上级补助 income.superior_subsidy/amount:CNY\n"
                    "blank #2 x2\n"
                    "item #4 年初结转 income.opening_balance/amount:CNY\n"
                    "item #5 总计|合计|收入总计 income.total/amount:CNY\n"
                    "block 2 deep\n"
                    "支出 group\n" LINES_COLUMNS
                    "item #6 一般公共服务支出 expenditure.201/amount:CNY\n"
                    "item #7 教育支出 expenditure.205/amount:CNY\n"
                    "item #13 总计 expenditure.total/amount:CNY\n" },
    { "lists are added to and taken from",
      "extends: more/lines\nchange:\n"
      "  - {list: title, insert: [分栏决算表]}\n"
      "  - {list: caption, after: \"单位：{unit}\", insert: [\"金额单位：{unit}\"]}\n"
      "  - {list: caption, before: \"部门：{department}\", insert: [\"编制单位：{department}\"]}\n"
      "  - {list: caption, remove: \"单位名称：{department}\", insert: [表的第二行]}\n"
      "  - {list: ignore, insert: [类, 款]}\n"
      "  - {list: notes, insert: [\"注：一\"]}\n"
      "  - {list: also, at: 总计, in: 收入, remove: 合计, insert: [本年总计]}\n"
      "  - {list: also, at: 上级补助, insert: [上级补助收入]}\n"
      "  - {list: rows, in: 支出, insert: [{blank: 1}]}\n"
      "  - {list: header, in: 收入, insert: [备注]}\n"
      "  - {list: columns, at: 收入, insert: [附注]}\n",
      "title '分栏表'\ntitle '分栏决算表'\n"
      "caption '编制单位:'<department>\ncaption '部门:'<department>\n"
      "caption '单位:'<unit>\ncaption '金额单位:'<unit>\n"
      "caption '表的第二行'\n"
      "ignored 决算数|类|款\n"
      "block 2 deep\n"
      "收入 group\n" LINES_COLUMNS "  附注 kept\n"
      "备注 kept\n"
      "item #1 上级补助|上级补助收入 income.superior_subsidy/amount:CNY\n"
      "blank #2 x3\n"
      "item #5 年初结转 income.opening_balance/amount:CNY\n"
      "blank #6 x1\n"
      "item #7 总计|收入总计|本年总计 income.total/amount:CNY\n"
      "block 2 deep\n"
      "支出 group\n" LINES_COLUMNS
      "item #8 一般公共服务支出 expenditure.201/amount:CNY\n"
      "item #9 教育支出 expenditure.205/amount:CNY\n"
      "item #10 总计 expenditure.total/amount:CNY\n"
      "blank x1\n" },
    { "a list that is left empty goes",
      "extends: more/lines\nchange:\n"
      "  - {list: caption, remove: [\"部门：{department}\", \"单位名称：{department}\", \"单位：{unit}\"]}\n"
      "  - {list: ignore, remove: 决算数}\n"
      "  - {list: also, at: 总计, in: 收入, remove: [合计, 收入总计]}\n"
      "  - {list: rows, in: 支出, insert: [{blank: 2}]}\n",
      "title '分栏表'\n"
      "block 2 deep\n"
      "收入 group\n" LINES_COLUMNS
      "item #1 上级补助 income.superior_subsidy/amount:CNY\n"
      "blank #2 x3\n"
      "item #5 年初结转 income.opening_balance/amount:CNY\n"
      "blank #6 x1\n"
      "item #7 总计 income.total/amount:CNY\n"
      "block 2 deep\n"
      "支出 group\n" LINES_COLUMNS
      "item #8 一般公共服务支出 expenditure.201/amount:CNY\n"
      "item #9 教育支出 expenditure.205/amount:CNY\n"
      "item #10 总计 expenditure.total/amount:CNY\n"
      "blank x2\n" },
};

static void
run_case(const struct load_case *c, bool changes_base)
{
    struct diag_list diags = { .arena = &arena };
    const struct template_rule *t
        = changes_base
              ? load_text_in(&arena, "tests/mappings/base", TEXT("base"),
                             "t.yaml", text_of(c->yaml), &diags)
              : load_text(&arena, given_words(), "t.yaml", text_of(c->yaml),
                          &diags);
    const char *got = "";

    expect_begin(c->name);
    for (int i = 0; i < diags.n; i++)
        got = arena_printf(&arena, "%s%s\n", got,
                           diag_word(diags.items[i]->code));
    EXPECT(!t == (diags.n > 0));
    EXPECT_TEXT(c->want, t ? show_table(t->tables[0]) : got);
    arena_release(&arena);
}

static void
load_all(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct mapping_set *set = load_folder(&arena, "mappings", &diags);
    const struct template_rule *national, *hubei;

    expect_begin("a table taken over is the same rule");
    for (int i = 0; i < diags.n; i++)
        diag_write_text(stdout, diags.items[i]);
    if (!EXPECT(set != NULL))
        return;
    national = mapping_find(set, TEXT("national-2022"));
    hubei = mapping_find(set, TEXT("hubei-2022"));
    EXPECT(national && national->n_tables == 9);
    EXPECT(hubei && hubei->n_tables == 11);
    for (int i = 0; national && hubei && i < national->n_tables; i++)
        EXPECT(national->tables[i] == hubei->tables[i]);
    expect_begin("the national code lists are those of the forms");
    EXPECT_INT(81, mapping_codes(hubei, TEXT("economic"))->n_entries);
    expect_begin("places are those of the folder as it was named");
    EXPECT_TEXT(
        "mappings/national-2022/income.yaml:2:1",
        diag_place(&arena,
                   mapping_table(hubei, schema_find(set->words, TEXT("income")))
                       ->place));
    arena_release(&arena);
}

/* Units and decimals that a template says for all of its tables, too. */
static void
share_units(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct mapping_set *set
        = load_folder(&arena, "tests/mappings/base", &diags);
    const char *got = "";

    expect_begin("a template's unit and decimals hold where a file of its own "
                 "does not say them");
    for (int i = 0; set && i < set->n_templates; i++) {
        const struct template_rule *t = set->templates[i];

        for (int k = 0; !text_equal(t->id, TEXT("more")) && k < t->n_tables;
             k++)
            got = arena_printf(&arena, "%s%.*s %s 10^%d %d\n", got,
                               TEXT_ARG(t->id), t->tables[k]->schema->id,
                               t->tables[k]->unit_shift,
                               t->tables[k]->decimals);
    }
    EXPECT_TEXT("base income 10^4 2\n"
                "base three_public 10^4 2\n"
                "yuan income 10^0 0\n"
                "yuan three_public 10^3 0\n"
                "yuan-next income 10^0 2\n"
                "yuan-next three_public 10^3 2\n",
                got);
    EXPECT_INT(0, diags.n);
    arena_release(&arena);
}

static void
change_inherited_caption(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct template_rule *t
        = load_text_in(&arena, "mappings", TEXT("shanghai-2024"), "t.yaml",
                       TEXT("extends: national-2022/income\nchange:\n"
                            "  - {list: caption, insert: [\"编号：{*}\"]}\n"),
                       &diags);

    expect_begin("a table's change of the caption that its template says");
    if (EXPECT(t != NULL)) {
        EXPECT_INT(2, t->tables[0]->n_captions);
        EXPECT(t->tables[0]->captions[0].right != NULL);
        EXPECT_TEXT(
            "编号：{*}",
            text_zero(&arena, t->tables[0]->captions[1].center->source));
    }
    arena_release(&arena);
}

static void
load_more_twice(void)
{
    struct diag_list diags = { .arena = &arena };
    const char *name = "template.yaml";
    struct text first = TEXT("template: more-2022\nname: first\nyears: 2022\n"
                             "extends: national-2022\nevidence: made up\n");
    struct text second = TEXT("template: more-2022\nname: second\n"
                              "years: 2022\nextends: national-2022\n"
                              "evidence: made up\n");
    struct load_more behind
        = { .id = TEXT("more-2022"), .names = &name, .bytes = &second, .n = 1 };
    struct load_more more = { .id = TEXT("more-2022"),
                              .names = &name,
                              .bytes = &first,
                              .n = 1,
                              .next = &behind };
    const struct mapping_set *set
        = load_folder_with(&arena, "mappings", &more, &diags);
    int n = 0;

    expect_begin("of two templates of a name beside the folder the first is");
    for (int i = 0; set && i < set->n_templates; i++)
        n += text_equal(set->templates[i]->id, more.id);
    EXPECT_INT(1, n);
    if (EXPECT(set != NULL))
        EXPECT_TEXT("first",
                    text_zero(&arena, mapping_find(set, more.id)->name));
    arena_release(&arena);
}

static void
miss_folder(void)
{
    struct diag_list diags = { .arena = &arena };

    expect_begin("no folder, no mappings");
    EXPECT(!load_folder(&arena, "mappings/nowhere", &diags));
    if (EXPECT_INT(1, diags.n))
        EXPECT_TEXT("file-unreadable", diag_word(diags.items[0]->code));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i], false);
    for (int i = 0; i < ARRAY_LEN(changes); i++)
        run_case(&changes[i], true);
    load_all();
    share_units();
    change_inherited_caption();
    load_more_twice();
    miss_folder();
    return expect_finish();
}
