/* codes_test.c - code lists from CSV. */
#include "mapping/codes.h"

#include "support/expect.h"

#define HEAD "code,name,evidence\n"

static const struct codes_case {
    const char *name, *csv, *want;
} cases[] = {
    { "entries keep the file's order",
      HEAD "205,教育支出,x\n20101,人大事务,x\n201,一般公共服务支出,x\n",
      "205 教育支出\n20101 人大事务\n201 一般公共服务支出\n" },
    { "columns stand in any order, further ones do not matter",
      "note,name,code\nnone,教育支出,205\n", "205 教育支出\n" },
    { "a byte order mark and CRLF are as good as none",
      "\xEF\xBB\xBF"
      "code,name\r\n205,教育支出\r\n",
      "205 教育支出\n" },
    { "quotes hold commas, quotes and line breaks",
      HEAD "2110105,\"法规、规划,及\"\"标准\"\"\",\"a\nb\"\n205,教育支出,x\n",
      "2110105 法规、规划,及\"标准\"\n205 教育支出\n" },
    { "blanks around a field and blank lines fall away",
      HEAD " 205 , 教育支出 ,x\n\n201,一般公共服务支出,x",
      "205 教育支出\n201 一般公共服务支出\n" },
    { "a list may be empty", HEAD, "" },
    { "a column is missing", "code,title\n205,教育支出\n",
      "f.csv:1:1 mapping-missing-key\n" },
    { "an empty file has no columns", "", "f.csv:1:1 mapping-missing-key\n" },
    { "a code is digits, 3, 5 or 7 of them",
      HEAD "2O5,教育支出,x\n2050,普通教育,x\n205,,x\n",
      "f.csv:2:1 mapping-wrong-value\nf.csv:3:1 mapping-wrong-value\n"
      "f.csv:4:1 mapping-wrong-value\n" },
    { "a code stands once",
      HEAD "205,教育支出,x\n201,一般公共服务支出,\"a\nb\"\n205,教育,x\n",
      "f.csv:5:1 mapping-twice\n" },
    { "lines about the list are no entries",
      HEAD "205,教育支出,x\ncomplete,某部,x\nending,支出,x\n",
      "205 教育支出\n" },
    { "and say something", HEAD "complete,,x\nending,,x\nwhole,某部,x\n",
      "f.csv:2:1 mapping-wrong-value\nf.csv:3:1 mapping-wrong-value\n"
      "f.csv:4:1 mapping-wrong-value\n" },
    { "an open quote", HEAD "205,\"教育", "f.csv:2 mapping-wrong-value\n" },
    { "no UTF-8", HEAD "205,\xBD\xCC\xD3\xFD\n",
      "f.csv:2 mapping-wrong-value\n" },
};

static const char *
show(struct arena *arena, const struct code_list *list,
     const struct diag_list *diags)
{
    const char *out = "";

    for (int i = 0; list && i < list->n_entries; i++)
        out = arena_printf(arena, "%s%.*s %.*s\n", out,
                           TEXT_ARG(codes_entries(list)[i].code),
                           TEXT_ARG(codes_entries(list)[i].name));
    for (int i = 0; i < diags->n; i++)
        out = arena_printf(arena, "%s%s %s\n", out,
                           diag_place(arena, diags->items[i]->at),
                           diag_word(diags->items[i]->code));
    return out;
}

static void
run_case(const struct codes_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct code_list *list;

    expect_begin(c->name);
    list = codes_read(&arena, "f.csv", TEXT("f"), text_of(c->csv), &diags);
    EXPECT_TEXT(c->want, show(&arena, list, &diags));
    EXPECT(!list == (diags.n > 0));
    arena_release(&arena);
}

static void
find_codes(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct code_list *list = codes_read(
        &arena, "f.csv", TEXT("f"),
        TEXT(HEAD "301,甲,\n30101,乙,\n210,丙,\n2101550,丁,\n"), &diags);

    expect_begin("codes are found by their digits");
    EXPECT_BYTES("乙", codes_name(list, TEXT("30101")));
    EXPECT_BYTES("丙", codes_name(list, TEXT("210")));
    EXPECT_INT(3, codes_find(list, TEXT("2101550")));
    EXPECT_INT(-1, codes_find(list, TEXT("21015")));
    EXPECT_INT(-1, codes_find(list, TEXT("")));
    EXPECT_INT(0, codes_name(list, TEXT("302")).n);
    arena_release(&arena);
}

static void
compare_names(void)
{
    static const struct {
        const char *a, *b;
        bool same;
    } names[] = {
        { "节能环保支出", "节能环保", true },
        { "二十一、教 育 支 出", "教育支出", true },
        { "其他支出（项）", "其他", true },
        { "支出", "其他支出", false },
        { "教育支出", "普通教育支出", false },
        { "教育支出管理", "教育管理", false },
    };
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct code_list *list
        = codes_read(&arena, "f.csv", TEXT("f"),
                     TEXT(HEAD "complete,某部,\nending,支出,\n"), &diags);

    expect_begin("names are the same with an ending and without");
    EXPECT_BYTES("某部", list->complete);
    for (int i = 0; i < ARRAY_LEN(names); i++)
        EXPECT(text_equal(codes_key(&arena, list, text_of(names[i].a)),
                          codes_key(&arena, list, text_of(names[i].b)))
               == names[i].same);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    find_codes();
    compare_names();
    return expect_finish();
}
