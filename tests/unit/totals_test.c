/*
 * totals_test.c - the formulas of blanks, and what they come to.
 *
 * A case draws its mappings with room for three codes, types what it says into
 * the cells of its first table ("A6 205" a text, "A6 =205" a number), and
 * reckons: what the formulas of the cells it names come to then.
 */
#include "submit/totals.h"

#include <string.h>

#include "edit/evaluate.h"
#include "support/expect.h"
#include "support/given.h"

#define RULES                                                                  \
    "rules: [{id: across, zh: 横向, en: a, source: s, table: income, "       \
    "each: item, equal: [total, [fiscal_appropriation, other]]}, "             \
    "{id: tree, zh: 科目, en: a, source: s, table: [income, expenditure], "  \
    "each: [parent, measure], equal: [\"{parent}\", \"{below}\"]}, "           \
    "{id: class, zh: 各类, en: a, source: s, each: class, equal: "           \
    "[\"income_expenditure_summary/expenditure.{code}/amount\", "              \
    "\"expenditure/{code}/total\"]}, "                                         \
    "{id: units, zh: 单位, en: a, source: s, table: income_by_unit, "        \
    "each: measure, equal: [total, \"unit.{n}\"]}, "                           \
    "{id: line, zh: 行, en: a, source: s, equal: "                            \
    "[income_expenditure_summary/income.other/amount, income/total/other]}]"
#define MONEY                                                                  \
    "  - 合计: {measure: total, sum: true}\n"                                \
    "  - 拨款: {measure: fiscal_appropriation}\n  - 其他: {measure: other}\n"
#define FIRST                                                                  \
    "rows: [{item: total, label: 合计, sum: true}, "                         \
    "{each: code, tree: functional}]\n"
#define LAST                                                                   \
    "rows: [{each: code, tree: functional}, "                                  \
    "{item: total, label: 合计, sum: true}]\n"
#define INCOME                                                                 \
    "table: income\ntitle: 收入\nheader:\n  - 编码: {code: functional}\n" MONEY
#define SPLIT                                                                  \
    "table: income\ntitle: 收入\nheader:\n  - 编码:\n"                     \
    "      - 类: {code: functional, part: class}\n"                           \
    "      - 款: {code: functional, part: section}\n"                         \
    "      - 项: {code: functional, part: item}\n" MONEY
#define SUMMARY                                                                \
    "table: income_expenditure_summary\ntitle: 总表\n"                       \
    "header: [项目: label, 金额: {measure: amount}]\nrows:\n"              \
    "  - {item: income.other, label: 其他收入}\n"                          \
    "  - {item: expenditure.205, label: 教育支出}\n"                       \
    "  - {item: expenditure.206, label: 科学技术支出}\n"
#define EXPENDITURE                                                            \
    "table: expenditure\ntitle: 支出\nheader:\n"                             \
    "  - 编码: {code: functional}\n  - 合计: {measure: total}\n" FIRST
#define UNITS                                                                    \
    "table: income_by_unit\ntitle: 分单位\nheader:\n"                         \
    "  - 单位: {measure: name}\n  - 其他: {measure: other}\n"                \
    "rows: [{item: total, label: 合计, sum: true, measures: {other: other}}, " \
    "{each: record, item: \"unit.{n}\"}]\n"

static const struct {
    const char *name, *mapping, *typed;
    const char *asked; /* cells; "收入!B3" of another sheet */
    const char *want;
} cases[] = {
    { "nothing is blank, not zero", INCOME FIRST, "", "B3 C3 B5",
      "B3 \"\"\nC3 \"\"\nB5 \"\"\n" },
    { "a class counts, its sections and items are in it", INCOME FIRST,
      "A5 205, C5 3, A6 20501, C6 3, A7 2050101, C7 3", "C3 D3 B3 B5",
      "C3 3\nD3 \"\"\nB3 3\nB5 3\n" },
    { "so do codes that stand below none", INCOME FIRST,
      "A5 2050101, D5 1.5, A6 2050102, D6 1.5, A7 206, D7 4", "D3", "D3 7\n" },
    { "and a section without its class", INCOME FIRST,
      "A5 20501, D5 3, A6 2050101, D6 3, A7 206, D7 4", "D3", "D3 7\n" },
    { "codes may be numbers", INCOME FIRST,
      "A5 =205, C5 3, A6 =20501, C6 3, A7 206, C7 1", "C3", "C3 4\n" },
    { "zero is not nothing", INCOME FIRST, "A5 205, C5 0", "C3 D3",
      "C3 0\nD3 \"\"\n" },
    { "a total that stands last", INCOME LAST,
      "A3 205, C3 3, A4 20501, C4 3, A5 206, C5 4", "C7 B3 B4",
      "C7 7\nB3 3\nB4 3\n" },
    { "codes in three columns, texts and numbers", SPLIT FIRST,
      "A6 205, E6 3, A7 =205, B7 =1, E7 3, A8 205, B8 01, C8 02, E8 3", "E4 D6",
      "E4 3\nD6 3\n" },
    { "each class by itself", SPLIT FIRST,
      "A6 205, B6 01, E6 3, A7 205, B7 =2, E7 3, A8 206, E8 1", "E4",
      "E4 7\n" },
    { "a line of the summary is a class, or a total",
      EXPENDITURE "---\n" SUMMARY "---\n" INCOME FIRST,
      "A5 20501, B5 2, A6 2050101, B6 2, A7 20502, B7 1",
      "B3 总表!B3 总表!B4 总表!B5",
      "B3 3\n总表!B3 \"\"\n总表!B4 3\n总表!B5 \"\"\n" },
    { "records, to the last one", UNITS, "B5 1, B7 2", "B3", "B3 3\n" },
    { "and one that is inserted at either end", UNITS, "B4 1, B8 2", "B3",
      "B3 3\n" },
};

static void
type_cell(struct arena *arena, struct grid *grid, const char *typed)
{
    const char *value = strchr(typed, ' ') + 1;
    struct cell cell = { .type = CELL_TEXT };

    EXPECT(cellref_parse((struct text){ typed, (size_t)(value - 1 - typed) },
                         &cell.row, &cell.col));
    cell.text = text_of(arena_copy(arena, value, strcspn(value, ",")));
    if (value[0] == '=') {
        cell.type = CELL_NUMBER;
        cell.text = text_slice(cell.text, 1, cell.text.n);
    } else if (typed[0] != 'A' && strlen(cell.text.at) < 2) {
        cell.type = CELL_NUMBER;
    } else if (strchr(cell.text.at, '.')) {
        cell.type = CELL_NUMBER;
    }
    grid_put(arena, grid, cell);
}

/* What the formula of a cell comes to. */
static const char *
result(struct arena *arena, const struct book *book, struct text name)
{
    struct text sheet = TEXT_NONE, ref = name;
    long mark = text_find(name, TEXT("!"), 0);
    int row, col;

    if (mark > 0) {
        sheet = text_slice(name, 0, (size_t)mark);
        ref = text_slice(name, (size_t)mark + 1, name.n);
    }
    EXPECT(cellref_parse(ref, &row, &col));
    for (int s = 0; s < book->n_sheets; s++) {
        const struct grid *grid = &book->sheets[s];

        for (int i = 0; i < grid->n_formulas; i++) {
            const struct grid_formula *f = &grid->formulas[i];
            struct evaluated r;

            if ((mark > 0 ? !text_equal(sheet, grid->name) : s > 0)
                || f->row != row || f->col != col)
                continue;
            r = evaluate_formula(NULL, arena, book, s, f->text);
            if (r.result == EVALUATE_NUMBER)
                return text_zero(arena, decimal_text(arena, r.number));
            if (r.result == EVALUATE_TEXT)
                return arena_printf(arena, "\"%.*s\"", TEXT_ARG(r.text));
            return arena_printf(arena, "? %.*s", TEXT_ARG(f->text));
        }
    }
    return "no formula";
}

/* Sums of sums: results stand in their cells before others ask for them. */
static void
calculate(struct arena *arena, struct book *book)
{
    for (int pass = 0; pass < 3; pass++) {
        for (int s = 0; s < book->n_sheets; s++) {
            struct grid *grid = &book->sheets[s];

            for (int i = 0; i < grid->n_formulas; i++) {
                const struct grid_formula *f = &grid->formulas[i];
                struct evaluated r
                    = evaluate_formula(NULL, arena, book, s, f->text);
                struct cell cell
                    = { .row = f->row, .col = f->col, .type = CELL_NUMBER };

                if (r.result != EVALUATE_NUMBER)
                    continue;
                cell.text = decimal_text(arena, r.number);
                grid_put(arena, grid, cell);
                grid_finish(arena, grid);
            }
        }
    }
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        const struct template_rule *template
            = given_mapping(&arena, cases[i].mapping);
        const struct rule_set *rules = rule_read_text(
            &arena, "r.yaml", text_of(RULES), given_no_templates(), &diags);
        struct blank *blank = blank_draw(&arena, template, 3, 0);
        const char *got = "";

        expect_begin(cases[i].name);
        if (!EXPECT(rules))
            continue;
        totals_put(&arena, blank, rules);
        for (const char *t = cases[i].typed; *t;) {
            type_cell(&arena, &blank->book->sheets[0], t);
            t += strcspn(t, ",");
            t += strspn(t, ", ");
        }
        grid_finish(&arena, &blank->book->sheets[0]);
        calculate(&arena, blank->book);
        for (const char *a = cases[i].asked; *a;) {
            struct text name = { a, strcspn(a, " ") };

            got = arena_printf(&arena, "%s%.*s %s\n", got, TEXT_ARG(name),
                               result(&arena, blank->book, name));
            a += name.n;
            a += *a == ' ';
        }
        EXPECT_TEXT(cases[i].want, got);
        arena_release(&arena);
    }
    return expect_finish();
}
