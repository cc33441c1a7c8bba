/* text_test.c - bytes, folding of labels, ordinals, patterns. */
#include "base/text.h"

#include <string.h>

#include "support/expect.h"

static const struct fold_case {
    const char *name, *in, *want;
} folds[] = {
    { "plain text stays", "收入决算表", "收入决算表" },
    { "nothing stays nothing", "", "" },
    { "blanks of both widths go", " 科目　编 码 ", "科目编码" },
    { "line breaks and tabs go", "本年\r\n收入\n合\t计", "本年收入合计" },
    { "no-break and zero-width blanks go", "a\u00A0b\u200Bc\uFEFFd\u2003e",
      "abcde" },
    { "only blanks fold to nothing", " 　\n", "" },
    { "what stays is copied around what goes", "甲　乙丙\u00A0（丁）戊",
      "甲乙丙(丁)戊" },
    { "bytes that are no UTF-8 stay, and blanks behind them go",
      "\xE4 甲\xE4\xB8 \xFF　\xC2", "\xE4甲\xE4\xB8\xFF\xC2" },
    { "full-width letters and digits", "ＡＢｃ１２３％", "ABc123%" },
    { "round brackets", "因公出国（境）费", "因公出国(境)费" },
    { "square brackets of all kinds", "〔2022〕【甲】〖乙〗［丙］",
      "[2022][甲][乙][丙]" },
    { "colons and commas", "单位：万元，合计∶１︰2", "单位:万元,合计:1:2" },
    { "quotes of all kinds", "“三公”＂三公＂「三公」„三公‟",
      "\"三公\"\"三公\"\"三公\"\"三公\"" },
    { "single quotes", "‘三公’＇", "'三公''" },
    { "dashes of all kinds", "－–—―−‐─", "-------" },
    { "the numeral one is no dash", "一、一般", "一、一般" },
    { "small forms", "﹙1﹚﹐2﹑3﹕﹪", "(1),2、3:%" },
    { "half-width ideographic comma and stop", "一､二｡", "一、二。" },
    { "full-width stop", "１．收入", "1.收入" },
    { "yen sign", "￥5", "¥5" },
    { "Kangxi radicals from a PDF", "⾦额：⽀出　⽣活⽤品",
      "金额:支出生活用品" },
    { "the household and blue that China writes", "账⼾ ⾭年", "账户青年" },
    { "supplement radicals from a PDF", "部⻔ ⻋辆 ⻓期 ⻅", "部门车辆长期见" },
    { "unassigned supplement position stays", "\u2E9A", "\u2E9A" },
    { "beyond the Kangxi block stays", "\u2FD6", "\u2FD6" },
    { "ordinary punctuation stays", "注：1.本表；（见、）。",
      "注:1.本表;(见、)。" },
    { "characters of four bytes stay", "𠮷 野", "𠮷野" },
    { "other scripts stay", "Größe №é ①", "Größe№é①" },
    { "bytes that are no UTF-8 stay", "a\xFF b\xE4\xB8 ",
      "a\xFF"
      "b\xE4\xB8" },
};

static const struct fold_case ordinals[] = {
    { "Chinese numeral and mark", "一、一般公共预算财政拨款收入",
      "一般公共预算财政拨款收入" },
    { "two digits of it", "二十四、债务还本支出", "债务还本支出" },
    { "with a stop", "三.国防支出", "国防支出" },
    { "in brackets", "(一)人员经费", "人员经费" },
    { "in square brackets", "[2]人员经费", "人员经费" },
    { "number in brackets", "(12)人员经费", "人员经费" },
    { "number and stop", "1.当年财政拨款", "当年财政拨款" },
    { "number and mark", "26、抗疫特别国债", "抗疫特别国债" },
    { "number and closing bracket", "3)其他", "其他" },
    { "circled", "①公务接待", "公务接待" },
    { "circled with a stop", "①.公务接待", "公务接待" },
    { "one character for number and stop", "⒈收入", "收入" },
    { "of which", "其中:当年财政拨款", "当年财政拨款" },
    { "of which, then a number", "其中:1.教育收费", "教育收费" },
    { "plus", "加:年初结余", "年初结余" },
    { "minus", "减:上缴", "上缴" },
    { "number, then of which", "1.其中:基本支出", "基本支出" },
    { "no mark, no ordinal", "一般公共预算", "一般公共预算" },
    { "three publics", "三公经费", "三公经费" },
    { "of which without colon", "其中财政拨款", "其中财政拨款" },
    { "per cent", "100%", "100%" },
    { "code", "2101550", "2101550" },
    { "code and name", "301工资福利支出", "301工资福利支出" },
    { "code in brackets", "(205)教育支出", "(205)教育支出" },
    { "code and stop", "301.工资", "301.工资" },
    { "year", "2022、收入", "2022、收入" },
    { "count", "3次", "3次" },
    { "decimal number", "1.5", "1.5" },
    { "decimal number and unit", "1.5万元", "1.5万元" },
    { "points in brackets", "(20分)", "(20分)" },
    { "bracket never closed", "(1", "(1" },
    { "brackets of two kinds", "(1]收入", "(1]收入" },
    { "Chinese numerals beyond any list", "一二三四五六、", "一二三四五六、" },
    { "an ordinal alone", "一、", "一、" },
    { "of which alone", "其中:", "其中:" },
    { "of which and an ordinal alone", "其中:(一)", "(一)" },
    { "nothing", "", "" },
};

static const struct fold_case tails[] = {
    { "colon", "单位:", "单位" },
    { "several colons", "单位::", "单位" },
    { "brackets", "公务用车购置数(辆)", "公务用车购置数" },
    { "nested brackets", "费用(含(境外))", "费用" },
    { "two groups and a colon", "合计(万元)(净):", "合计" },
    { "inner group stays", "因公出国(境)费", "因公出国(境)费" },
    { "unbalanced stays", "费用)", "费用)" },
    { "never to nothing", "(一)", "(一)" },
    { "a colon alone", ":", ":" },
    { "nothing", "", "" },
};

static const struct glob_case {
    const char *name, *pattern, *text;
    bool want;
} globs[] = {
    { "equal", "合计", "合计", true },
    { "other", "合计", "总计", false },
    { "star is any run", "*合计", "本年收入合计", true },
    { "star is no run too", "合计*", "合计", true },
    { "in the middle", "本年*合计", "本年收入合计", true },
    { "several", "*年*计*", "2022年度合计", true },
    { "tries again", "*合计", "合计合计", true },
    { "missing tail", "*合计", "合计数", false },
    { "longer than the text", "合计*计", "合计", false },
    { "star alone", "*", "", true },
    { "a star for itself", "*计\x01*", "合计*", true },
    { "a star for itself is no run", "*计\x01*", "合计数", false },
    { "nor nothing", "合计\x01*", "合计", false },
    { "empty pattern", "", "a", false },
    { "empty both", "", "", true },
};

static const struct distance_case {
    const char *name, *a, *b;
    int limit, want;
} distances[] = {
    { "equal", "total", "total", 2, 0 },
    { "one changed", "title", "titel", 2, 2 },
    { "one missing", "decimals", "decimal", 2, 1 },
    { "one more", "ruler", "rulers", 2, 1 },
    { "in code points, not bytes", "收入", "支出", 3, 2 },
    { "beyond the limit", "abc", "xyz", 2, 3 },
    { "lengths too far apart", "a", "abcdef", 2, 3 },
    { "from nothing", "", "ab", 2, 2 },
};

static const struct width_case {
    const char *name, *text;
    int want;
} widths[] = {
    { "ASCII", "abc", 3 },
    { "Chinese", "收入", 4 },
    { "mixed", "C9 合计", 7 },
    { "full-width punctuation", "（元）", 6 },
    { "widest line", "收\n支出\r\na", 4 },
    { "nothing", "", 0 },
    { "four bytes", "𠮷", 2 },
};

static const struct utf8_case {
    const char *name, *text;
    bool want;
} utf8s[] = {
    { "ASCII", "a", true },
    { "two, three, four bytes", "é收𠮷", true },
    { "the replacement character itself", "\uFFFD", true },
    { "last code point", "\xF4\x8F\xBF\xBF", true },
    { "continuation alone", "\x80", false },
    { "cut short", "\xE4\xB8", false },
    { "overlong of two", "\xC0\x80", false },
    { "overlong of three", "\xE0\x80\x80", false },
    { "surrogate", "\xED\xA0\x80", false },
    { "beyond the last", "\xF4\x90\x80\x80", false },
    { "no such first byte", "\xFF", false },
};

static const struct fold_case trims[] = {
    { "both ends", " 　a b\u00A0\n", "a b" },
    { "nothing to trim", "收入", "收入" },
    { "only white space", "\t　", "" },
    { "nothing", "", "" },
    { "a broken byte at the end stays", "a\x80 ", "a\x80" },
};

static void
run_fold(const struct fold_case *c)
{
    struct arena arena = { 0 };
    struct text in = text_of(c->in), out = text_fold(&arena, in);

    expect_begin(c->name);
    EXPECT_BYTES(c->want, out);
    if (strcmp(c->in, c->want) == 0)
        EXPECT(out.at == in.at && arena.used == 0);
    EXPECT(text_fold(&arena, out).at == out.at); /* folded once is folded */
    arena_release(&arena);
}

static void
run_distance(const struct distance_case *c)
{
    expect_begin(c->name);
    EXPECT_INT(c->want, text_distance(text_of(c->a), text_of(c->b), c->limit));
    EXPECT_INT(c->want, text_distance(text_of(c->b), text_of(c->a), c->limit));
}

static void
run_code_points(void)
{
    char bytes[4];
    bool same = true;

    expect_begin("every code point survives put and next");
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        size_t pos = 0;
        struct text t = { bytes, (size_t)text_put(bytes, c) };
        uint32_t want = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
        if (text_next(t, &pos) != want || pos != t.n)
            same = false;
    }
    EXPECT(same);

    expect_begin("no code point folds to a longer one, or twice");
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        struct arena arena = { 0 };
        struct text t = { bytes, (size_t)text_put(bytes, c) };
        struct text once = text_fold(&arena, t);
        if (once.n > t.n || text_fold(&arena, once).at != once.at)
            same = false;
        arena_release(&arena);
    }
    EXPECT(same);
}

static void
run_small(void)
{
    struct arena arena = { 0 };

    expect_begin("ordinals");
    EXPECT_BYTES("一", text_ordinal(&arena, 1));
    EXPECT_BYTES("十", text_ordinal(&arena, 10));
    EXPECT_BYTES("十九", text_ordinal(&arena, 19));
    EXPECT_BYTES("二十四", text_ordinal(&arena, 24));
    EXPECT_BYTES("九十", text_ordinal(&arena, 90));

    expect_begin("find");
    EXPECT_INT(3, text_find(TEXT("abcab"), TEXT("ab"), 1));
    EXPECT_INT(-1, text_find(TEXT("abc"), TEXT("cd"), 0));
    EXPECT_INT(-1, text_find(TEXT("abc"), TEXT("a"), 4));
    EXPECT_INT(2, text_find(TEXT("abc"), TEXT_NONE, 2));
    EXPECT_INT(2, text_find(TEXT("aaab"), TEXT("ab"), 0));
    EXPECT_INT(2, text_find(TEXT("a:"), TEXT(":"), 0) + 1);
    EXPECT_INT(3, text_find(TEXT("平年度"), TEXT("年"), 0));
    EXPECT_INT(4, text_find(TEXT("xyxyyearly statement"),
                            TEXT("yearly statement"), 0));
    EXPECT_INT(-1,
               text_find(TEXT("yearly statemen"), TEXT("yearly statement"), 0));
    EXPECT_INT(
        302, text_find(text_printf(&arena, "%300syearly yearly statement", ""),
                       TEXT("arly yearly st"), 0));

    expect_begin("join");
    EXPECT_BYTES("20501", text_join(&arena, TEXT("205"), TEXT("01")));
    EXPECT_BYTES("01", text_join(&arena, TEXT_NONE, TEXT("01")));
    EXPECT_BYTES("", text_join(&arena, TEXT_NONE, TEXT_NONE));

    expect_begin("order is by bytes, the shorter first");
    EXPECT_INT(0, text_compare(TEXT_NONE, TEXT("")));
    EXPECT_INT(-1, text_compare(TEXT("2"), TEXT("201")));
    EXPECT_INT(1, text_compare(TEXT("\xE4"), TEXT("z")));

    expect_begin("starts, ends, slice");
    EXPECT(text_starts(TEXT("注：本表"), TEXT("注")));
    EXPECT(!text_starts(TEXT("注"), TEXT("注：")));
    EXPECT(text_ends(TEXT("合计"), TEXT("计")));
    EXPECT(!text_ends(TEXT("计"), TEXT("合计")));
    EXPECT(text_is_digits(TEXT("2050201")));
    EXPECT(text_is_digits(TEXT("")));
    EXPECT(!text_is_digits(TEXT("205.1")));
    EXPECT(text_has_digit(TEXT("共5页")));
    EXPECT(!text_has_digit(TEXT("共５页")));
    EXPECT(!text_has_digit(TEXT("")));
    EXPECT(!text_is_digits(TEXT("２０５")));
    EXPECT_INT(3, (int)text_digits(TEXT("a12b3"), 1));
    EXPECT_INT(0, (int)text_digits(TEXT("a12"), 0));
    EXPECT_INT(3, (int)text_digits(TEXT("123"), 3));
    EXPECT_BYTES("rId", text_sans_digits(TEXT("rId12")));
    EXPECT_BYTES("", text_sans_digits(TEXT("12")));
    EXPECT_BYTES("bc", text_slice(TEXT("abc"), 1, 9));
    EXPECT_BYTES("", text_slice(TEXT("abc"), 3, 1));

    expect_begin("equal texts hash alike, others do not");
    EXPECT(text_hash(TEXT("收入决算表")) == text_hash(TEXT("收入决算表")));
    EXPECT(text_hash(TEXT("收入决算表")) != text_hash(TEXT("支出决算表")));
    EXPECT(text_hash(TEXT("a")) != text_hash(TEXT("a\0")));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(folds); i++)
        run_fold(&folds[i]);
    for (int i = 0; i < ARRAY_LEN(ordinals); i++) {
        expect_begin(ordinals[i].name);
        EXPECT_BYTES(ordinals[i].want,
                     text_sans_ordinal(text_of(ordinals[i].in)));
    }
    for (int i = 0; i < ARRAY_LEN(tails); i++) {
        expect_begin(tails[i].name);
        EXPECT_BYTES(tails[i].want, text_sans_tail(text_of(tails[i].in)));
    }
    for (int i = 0; i < ARRAY_LEN(globs); i++) {
        expect_begin(globs[i].name);
        EXPECT(text_glob(text_of(globs[i].pattern), text_of(globs[i].text))
               == globs[i].want);
    }
    for (int i = 0; i < ARRAY_LEN(distances); i++)
        run_distance(&distances[i]);
    for (int i = 0; i < ARRAY_LEN(widths); i++) {
        expect_begin(widths[i].name);
        EXPECT_INT(widths[i].want, text_width(text_of(widths[i].text)));
    }
    for (int i = 0; i < ARRAY_LEN(utf8s); i++) {
        expect_begin(utf8s[i].name);
        EXPECT(text_is_utf8(text_of(utf8s[i].text)) == utf8s[i].want);
    }
    for (int i = 0; i < ARRAY_LEN(trims); i++) {
        expect_begin(trims[i].name);
        EXPECT_BYTES(trims[i].want, text_trim(text_of(trims[i].in)));
    }
    run_code_points();
    run_small();
    return expect_finish();
}
