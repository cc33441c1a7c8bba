/*
 * merge_test.c - three versions of a filing, merged, as pictures.
 *
 * BASE is the sheet of one template.  It is written in another one, which has
 * no words for some of it; that book comes back as THEIRS.  What was not
 * written is OURS: the kept file has it.  The result is the base's sheet again.
 */
#include "remap/merge.h"

#include "book/gridtext.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

/* The first template; the second has no column 项目支出. */
#define CODED_HEAD                                                             \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\n"                 \
    "header:\n"                                                                \
    "  - 编码: {code: functional}\n"                                         \
    "  - 名称: {name: functional}\n"                                         \
    "  - 合计: {measure: total}\n"
#define CODED_ROWS                                                             \
    "rows:\n"                                                                  \
    "  - {item: total, label: 合计, sum: true, optional: true}\n"            \
    "  - {each: code, tree: functional}\n"
#define CODED CODED_HEAD "  - 项目支出: {measure: project}\n" CODED_ROWS
#define CODED_LESS CODED_HEAD CODED_ROWS
#define BASE "1| 支出决算表\n2| 编码 | 名称 | 合计 | 项目支出\n"
#define THEIRS "1| 支出决算表\n2| 编码 | 名称 | 合计\n"
#define INCOME                                                                 \
    "---\ntable: income\ntitle: 收入决算表\ncaption: ~\n"                 \
    "header: [编码: {code: functional}, 合计: {measure: total}]\n"         \
    "rows: [{each: code, tree: functional}]\n"

/* The second has no column 完成值, and no line 负责人. */
#define LISTED_HEAD                                                            \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\n"           \
    "form:\n"
#define LISTED_LIST                                                            \
    "  - header:\n"                                                            \
    "      - 指标: {measure: level3}\n"                                      \
    "      - 分值: {measure: weight}\n"
#define LISTED_ROWS "    rows: [{each: record, item: \"indicator.{n}\"}]\n"
#define LISTED                                                                 \
    LISTED_HEAD "  - [名称, {header: project_name}]\n" LISTED_LIST             \
                "      - 完成值: {measure: actual}\n" LISTED_ROWS
#define LISTED_LESS                                                            \
    LISTED_HEAD "  - [名称, {header: project_name}]\n" LISTED_LIST LISTED_ROWS
#define LIST_BASE "1| 自评表\n2| 名称 | 甲\n3| 指标 | 分值 | 完成值\n"
#define LIST_THEIRS "1| 自评表\n2| 名称 | 甲\n3| 指标 | 分值\n"

static const struct merge_case {
    const char *name, *from, *base, *to, *theirs, *want;
} cases[] = {
    { "nothing was changed", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n4| 注：手写\n", CODED_LESS,
      THEIRS "3| '205 | 教育 | 7.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.00 | 3.00\n"
      "4| 注：手写\n" },
    { "a figure changed there; what only we have stays", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n4| '208 | 社保 | 1.00 | 1.00\n",
      CODED_LESS, THEIRS "3| '205 | 教育 | 8.50\n4| '208 | 社保 | 1.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 8.5{0.0} | 3.00\n"
      "4| '208 | 社保 | 1.00 | 1.00\n" },
    { "a figure removed there is removed", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n", CODED_LESS,
      THEIRS "3| '205 | 教育\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | | 3.00\n" },
    { "a figure added there", CODED, BASE "3| '205 | 教育 | | 3.00\n",
      CODED_LESS, THEIRS "3| '205 | 教育 | 9.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 9{0} | 3.00\n" },
    { "a code added there gets a row, in the order of codes", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n4| '210 | 卫生 | 1.00 | 1.00\n",
      CODED_LESS,
      THEIRS "3| '205 | 教育 | 7.00\n4| '208 | 社保 | 2.00\n"
             "5| '210 | 卫生 | 1.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.00 | 3.00\n"
      "4| '208 | 社保 | 2{0}\n"
      "5| '210 | 卫生 | 1.00 | 1.00\n" },
    { "a code removed there: what only we have of it stays", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n4| '208 | 社保 | 1.00\n", CODED_LESS,
      THEIRS "",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | | 3.00\n"
      "4| '208 | 社保\n" },
    { "a code renamed there: the sheet keeps the name it prints", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n", CODED_LESS,
      THEIRS "3| '205 | 教育支出 | 7.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.00 | 3.00\n" },
    { "a code renumbered there is another code", CODED,
      BASE "3| '205 | 教育 | 7.00 | 3.00\n", CODED_LESS,
      THEIRS "3| '206 | 教育 | 7.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | | 3.00\n"
      "4| '206 | 教育 | 7{0}\n" },
    { "a table that came since has a sheet of its own", CODED INCOME,
      "# A\n" BASE "3| '205 | 教育 | 7.00 | 3.00\n", CODED_LESS INCOME,
      "# A\n" THEIRS "3| '205 | 教育 | 7.00\n# B\n1| 收入决算表\n"
      "2| 编码 | 合计\n3| '205 | 5.00\n",
      "# A\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.00 | 3.00\n"
      "# 收入决算表\n"
      "1| 收入决算表\n"
      "2| 编码 | 合计\n"
      "3| '205 | 5{0}\n"
      "merge A1:B1\n" },
    { "a table that is gone is restored, and said", CODED INCOME,
      "# A\n" BASE "3| '205 | 教育 | 7.00 | 3.00\n# B\n1| 收入决算表\n"
      "2| 编码 | 合计\n3| '205 | 5.00\n",
      CODED_LESS INCOME, "# A\n" THEIRS "3| '205 | 教育 | 7.00\n",
      "# A\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.00 | 3.00\n"
      "# B\n"
      "1| 收入决算表\n"
      "2| 编码 | 合计\n"
      "3| '205 | 5.00\n"
      "given warning table-missing (nobody): the workbook no longer has 收入决算表; it is restored as it stood\n" },
    { "a table that the other template lacks is as it was", CODED INCOME,
      "# A\n" BASE "3| '205 | 教育 | 7.00 | 3.00\n# B\n1| 收入决算表\n"
      "2| 编码 | 合计\n3| '205 | 5.00\n",
      CODED_LESS, "# A\n" THEIRS "3| '205 | 教育 | 8.00\n",
      "# A\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 8{0} | 3.00\n"
      "# B\n"
      "1| 收入决算表\n"
      "2| 编码 | 合计\n"
      "3| '205 | 5.00\n" },
    { "members of a list as they were", LISTED,
      LIST_BASE "4| 次数 | 10 | 三次\n5| 人数 | 20 | 五人\n", LISTED_LESS,
      LIST_THEIRS "4| 次数 | 10\n5| 人数 | 20\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n"
      "5| 人数 | 20 | 五人\n" },
    { "a member put in between: ours move with theirs", LISTED,
      LIST_BASE "4| 次数 | 10 | 三次\n5| 人数 | 20 | 五人\n", LISTED_LESS,
      LIST_THEIRS "4| 次数 | 10\n5| 天数 | 5\n6| 人数 | 20\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n"
      "5| 天数 | 5{0}\n"
      "6| 人数 | 20{0} | 五人\n" },
    { "a member taken out: what only we have of it is said", LISTED,
      LIST_BASE "4| 次数 | 10 | 三次\n5| 人数 | 20 | 五人\n", LISTED_LESS,
      LIST_THEIRS "4| 人数 | 20\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 人数 | 20{0} | 五人\n"
      "- warning kept-unused (nobody): what was kept of list members that are no longer here is not restored\n"
      "  indicator.1, actual = 三次\n" },
    { "members in another order", LISTED,
      LIST_BASE "4| 次数 | 10 | 三次\n5| 人数 | 20 | 五人\n", LISTED_LESS,
      LIST_THEIRS "4| 人数 | 20\n5| 次数 | 10\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 人数 | 20{0}\n"
      "5| 次数 | 10{0} | 三次\n"
      "- warning kept-unused (nobody): what was kept of list members that are no longer here is not restored\n"
      "  indicator.2, actual = 五人\n" },
    { "a member reworded in its place", LISTED,
      LIST_BASE "4| 次数 | 10 | 三次\n5| 人数 | 20 | 五人\n", LISTED_LESS,
      LIST_THEIRS "4| 次数 | 10\n5| 参加人数 | 20\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n"
      "5| 参加人数 | 20 | 五人\n" },
    { "a member of ours alone, which they have no word for", LISTED,
      LIST_BASE "4| 次数 | 10 | 三次\n5| | | 五人\n6| 天数 | 5 | 六天\n",
      LISTED_LESS, LIST_THEIRS "4| 次数 | 10\n5| 天数 | 5\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n"
      "5| | | 五人\n"
      "6| 天数 | 5 | 六天\n" },
    { "a text changed on a line", LISTED, LIST_BASE "4| 次数 | 10 | 三次\n",
      LISTED_LESS, "1| 自评表\n2| 名称 | 乙\n3| 指标 | 分值\n4| 次数 | 10\n",
      "# Sheet1\n"
      "1| 自评表\n"
      "2| 名称 | 乙\n"
      "3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n" },
};

/* Their figures are rounded, ours are exact: both differ from one another. */
static const struct merge_case rounded[] = {
    { "a figure changed here alone, by rounding: ours", CODED,
      BASE "3| '205 | 教育 | 7.0049{0.00} | 3.00\n", CODED_LESS,
      THEIRS "3| '205 | 教育 | 7.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.0049{0.00} | 3.00\n" },
    { "changed here and there, to the same", CODED,
      BASE "3| '205 | 教育 | 7.0049{0.00} | 3.00\n", CODED_LESS,
      THEIRS "3| '205 | 教育 | 7.0049{0.00}\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.0049{0.00} | 3.00\n" },
    { "changed here and there, differently: theirs", CODED,
      BASE "3| '205 | 教育 | 7.0049{0.00} | 3.00\n", CODED_LESS,
      THEIRS "3| '205 | 教育 | 7.01\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | 7.01{0.00} | 3.00\n" },
};

/* What the kept file of the base has, and the template it was written in. */
struct sides {
    struct given_reading base;
    struct template_rule to;
    struct migrate_past past;
};

static struct sides
given_sides(struct arena *arena, const char *from, const char *base,
            const char *to, bool is_rounded)
{
    struct sides s = { .base = given_reading(arena, from, base) };
    struct diag_list none = diag_none(arena);
    struct kept *kept = export_kept(arena, s.base.located, s.base.model, true);
    struct written there;

    s.to = *given_mapping(arena, to);
    s.to.id = s.to.name = TEXT("other");
    there = migrate_forward(arena, s.base.model, kept, &s.to, &none);
    kept->rounded = is_rounded;
    if (is_rounded)
        migrate_round(arena, &there);
    kept->lost = fact_set_pick(arena, &there.lost);
    s.past = migrate_recall(arena, kept, s.base.template, &s.to);
    return s;
}

static const char *
show_back(struct arena *arena, const struct sides *s,
          const struct model *theirs)
{
    static const enum diag_code unwanted[]
        = { DIAG_UNIT_UNNAMED, DIAG_DEPARTMENT_UNKNOWN, DIAG_N_CODES };
    struct diag_list diags = { .arena = arena, .unwanted = unwanted };
    struct written back = migrate_back(arena, &s->past, theirs, &diags);

    remainder_report(arena, &back.lost, s->base.template, DIAG_ERROR, &diags);
    return arena_printf(arena, "%s%s", gridtext_show(arena, back.book).at,
                        show_diags(arena, &diags));
}

static struct model *
read_theirs(struct arena *arena, const struct sides *s, struct book *book)
{
    struct diag_list none = diag_none(arena);

    book->year = 2022;
    return import_book(arena, locate_book(arena, book, &s->to, &none), &none);
}

static void
run_case(const struct merge_case *c, bool is_rounded)
{
    struct arena arena = { 0 };
    struct sides s = given_sides(&arena, c->from, c->base, c->to, is_rounded);

    expect_begin(c->name);
    EXPECT_TEXT(
        c->want,
        show_back(&arena, &s,
                  read_theirs(&arena, &s, given_sheets(&arena, c->theirs))));
    arena_release(&arena);
}

/*
 * So many codes with names, or members of a list, and one put in between there
 * (a code late, since names are looked up otherwise when there are many): the
 * base's sheet has it there, too.
 */
static void
run_many(const char *name, bool listed, int n)
{
    struct arena arena = { 0 };
    const char *base = listed ? LIST_BASE : BASE;
    const char *theirs = listed ? LIST_THEIRS : THEIRS;
    const char *want = base;
    struct sides s;
    int row = listed ? 3 : 2, at = listed ? n / 2 : n - 2;

    for (int i = 0; i < n; i++) {
        const char *key
            = listed ? arena_printf(&arena, "第%d项 | 1{0}", i + 1)
                     : arena_printf(&arena, "'205%02d | 款%d | 1{0}", i, i);
        bool added = i == at;

        if (!added)
            base = arena_printf(&arena, "%s%d| %s | 七\n", base,
                                row + i + 1 - (i > at), key);
        theirs = arena_printf(&arena, "%s%d| %s\n", theirs, row + i + 1, key);
        want = arena_printf(&arena, "%s%d| %s%s\n", want, row + i + 1, key,
                            added ? "" : " | 七");
    }
    s = given_sides(&arena, listed ? LISTED : CODED, base,
                    listed ? LISTED_LESS : CODED_LESS, false);
    expect_begin(name);
    EXPECT_TEXT(
        arena_printf(&arena, "# Sheet1\n%s", want),
        show_back(&arena, &s,
                  read_theirs(&arena, &s, given_sheets(&arena, theirs))));
    arena_release(&arena);
}

int
main(void)
{
    static const int sizes[] = { 9, 10, 63, 64, 65, 99 };

    for (int i = 0; i < ARRAY_LEN(sizes); i++) {
        struct arena arena = { 0 };

        run_many(arena_printf(&arena, "%d codes with names", sizes[i]), false,
                 sizes[i]);
        run_many(arena_printf(&arena, "%d members of a list", sizes[i]), true,
                 sizes[i]);
        arena_release(&arena);
    }
    run_many("101 members of a list", true, 101);
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i], false);
    for (int i = 0; i < ARRAY_LEN(rounded); i++)
        run_case(&rounded[i], true);
    return expect_finish();
}
