/* unit.c - units of money by their words. */
#include "canon/unit.h"

#include <string.h>

/* Bytes of another caption's label: 制表, 填报日期. */
#define CAPTION_LEAST 6
#define CAPTION_MOST 18

static const char *const words[UNIT_SHIFT_MAX + 1] = {
    [0] = "元",     [1] = "十元",   [2] = "百元",   [3] = "千元", [4] = "万元",
    [5] = "十万元", [6] = "百万元", [7] = "千万元", [8] = "亿元"
};

/*
 * Does a text hold a character of any word below that names a unit of money?
 * Most texts of a sheet hold none, and nothing else is asked of them.
 */
static bool
may_say(struct text t)
{
    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);

        if (c < 0x80) {
            if ((c | 0x20) - 'a' < 26 || c == '$')
                return true;
            continue;
        }
        switch (c) {
        case 0x5143: /* 元 圆 圓 */
        case 0x5706:
        case 0x5713:
        case 0x5341: /* 十 拾 百 佰 千 仟 万 萬 亿 億 */
        case 0x62FE:
        case 0x767E:
        case 0x4F70:
        case 0x5343:
        case 0x4EDF:
        case 0x4E07:
        case 0x842C:
        case 0x4EBF:
        case 0x5104:
        case 0x4F4D: /* 单位, 金额, 币种, 人民幣 */
        case 0x91D1:
        case 0x5E01:
        case 0x5E63:
        case 0x9551: /* 英镑, 卢布, 法郎 */
        case 0x5E03:
        case 0x90CE:
        case 0xA5: /* ¥ £ € */
        case 0xA3:
        case 0x20AC:
            return true;
        default:
            break;
        }
    }
    return false;
}

/* A word at a place, and whether it is there. */
static bool
takes(struct text t, size_t *pos, const struct text *list, int n)
{
    for (int i = 0; i < n && *pos < t.n; i++) {
        if (list[i].at[0] == t.at[*pos]
            && text_starts(text_slice(t, *pos, t.n), list[i])) {
            *pos += list[i].n;
            return true;
        }
    }
    return false;
}

static const struct text yuan[] = { BYTES("元"), BYTES("圆"), BYTES("圓") };
static const struct text renminbi[]
    = { BYTES("(人民币)"), BYTES("(人民幣)"), BYTES("(RMB)"),  BYTES("(¥)"),
        BYTES("(CNY)"),    BYTES("人民币"),   BYTES("人民幣"), BYTES("RMB"),
        BYTES("CNY"),      BYTES("¥") };
/* Currencies that are no yuan of ours. */
static const struct text foreign[] = {
    BYTES("美元"),   BYTES("美金"), BYTES("欧元"), BYTES("歐元"), BYTES("英镑"),
    BYTES("日元"),   BYTES("日圆"), BYTES("港元"), BYTES("港币"), BYTES("韩元"),
    BYTES("澳元"),   BYTES("加元"), BYTES("卢布"), BYTES("台币"), BYTES("法郎"),
    BYTES("澳门元"), BYTES("USD"),  BYTES("EUR"),  BYTES("HKD"),  BYTES("GBP"),
    BYTES("JPY"),    BYTES("US$"),  BYTES("HK$"),  BYTES("$"),    BYTES("€"),
    BYTES("£"),      BYTES("Yuan"), BYTES("yuan"), BYTES("YUAN"),
};

/* 万 → 4: what the character of three bytes multiplies by; 0: nothing. */
static int
multiple_at(const char *at)
{
    static const struct {
        char word[4];
        int shift;
    } multiples[] = {
        { "十", 1 }, { "拾", 1 }, { "百", 2 }, { "佰", 2 }, { "千", 3 },
        { "仟", 3 }, { "万", 4 }, { "萬", 4 }, { "亿", 8 }, { "億", 8 },
    };

    for (int i = 0; i < ARRAY_LEN(multiples); i++) {
        const char *word = multiples[i].word;

        if (at[2] == word[2] && at[1] == word[1] && at[0] == word[0])
            return multiples[i].shift;
    }
    return 0;
}

/* 百万 → 6; 0 where no multiple is written. */
static int
take_multiple(struct text t, size_t *pos)
{
    int shift = 0, more;

    while (shift <= UNIT_SHIFT_MAX && *pos + 3 <= t.n
           && (more = multiple_at(t.at + *pos)) > 0) {
        shift += more;
        *pos += 3;
    }
    return shift;
}

/* A unit at *pos, which moves behind it: 人民币万元, 元(人民币). */
static bool
take_unit(struct text t, size_t *pos, int *shift)
{
    static const struct text begun[] = { BYTES(":"), BYTES("(") };
    size_t at = *pos;

    if (takes(t, &at, renminbi, ARRAY_LEN(renminbi)))
        (void)takes(t, &at, begun, ARRAY_LEN(begun));
    *shift = take_multiple(t, &at);
    if (!takes(t, &at, yuan, ARRAY_LEN(yuan)))
        return false;
    (void)takes(t, &at, renminbi, ARRAY_LEN(renminbi));
    *pos = at;
    return true;
}

/* Marks that words are put between. */
static const struct text quotes[]
    = { BYTES("“"),  BYTES("”"),  BYTES("\""), BYTES("'"),
        BYTES("「"), BYTES("」"), BYTES("『"), BYTES("』"),
        BYTES("《"), BYTES("》"), BYTES("<"),  BYTES(">") };

static bool
holds(struct text t, const struct text *list, int n)
{
    for (int i = 0; i < n; i++) {
        if (text_find(t, list[i], 0) >= 0)
            return true;
    }
    return false;
}

/* Takes a word off the end. */
static bool
drops(struct text *t, const struct text *list, int n)
{
    for (int i = 0; i < n; i++) {
        if (t->n > 0 && t->at[t->n - 1] == list[i].at[list[i].n - 1]
            && text_ends(*t, list[i])) {
            t->n -= list[i].n;
            return true;
        }
    }
    return false;
}

/* The text without marks around it that say nothing. */
static struct text
bare(struct text t)
{
    static const struct text marks[]
        = { BYTES("("), BYTES(")"), BYTES("["),  BYTES("]"), BYTES("。"),
            BYTES(","), BYTES("."), BYTES("、"), BYTES(";"), BYTES(":"),
            BYTES("!"), BYTES("-"), BYTES("*") };
    size_t from = 0;
    bool again = true;

    while (from < t.n
           && (takes(t, &from, marks, ARRAY_LEN(marks))
               || takes(t, &from, quotes, ARRAY_LEN(quotes))))
        ;
    t = text_slice(t, from, t.n);
    while (again)
        again = drops(&t, marks, ARRAY_LEN(marks))
                || drops(&t, quotes, ARRAY_LEN(quotes));
    return t;
}

/* Marks that unit words are joined by in one that is none: 元/万元, 元(万元). */
static bool
takes_mark(struct text t, size_t *pos)
{
    static const struct text marks[]
        = { BYTES("/"),  BYTES("*"),  BYTES("("), BYTES("["),
            BYTES("、"), BYTES(","),  BYTES(";"), BYTES("或"),
            BYTES("和"), BYTES("及"), BYTES("与") };

    return takes(t, pos, marks, ARRAY_LEN(marks));
}

static bool is_money(struct text t);

/* Does another unit follow at once, or one in brackets: 元(折合万元)? */
static bool
is_joined(struct text t, size_t pos, int shift)
{
    struct text rest = text_slice(t, pos, t.n);
    long end = text_find(rest, TEXT(")"), 0);
    int other;

    if (end > 0 && rest.at[0] == '(') {
        struct text inside = text_slice(rest, 1, (size_t)end);

        if (is_money(inside) && !unit_is_renminbi(inside)
            && text_find(inside, TEXT("到"), 0) < 0)
            return true;
    }
    while (takes_mark(t, &pos))
        ;
    return take_unit(t, &pos, &other) && other != shift;
}

/* 万 alone; (十) is an ordinal. */
static bool
is_multiple(struct text t)
{
    size_t pos = 0;
    int shift = take_multiple(t, &pos);

    return pos == t.n && shift > 1;
}

/* Units of which nobody knows which: 元/万元, 元(万元), 元/人, 元万. */
static bool
is_blurred(struct text t)
{
    size_t pos = 0;
    int shift;

    return take_unit(t, &pos, &shift) && pos < t.n
           && (t.at[pos] == '/' || is_joined(t, pos, shift)
               || is_multiple(text_slice(t, pos, t.n)));
}

/* Words of money that are no unit of it: 万, ¥. */
static bool
is_part(struct text t)
{
    return is_multiple(t) || unit_is_renminbi(t);
}

/* A short word that only money is named by: 万美元, 元/人, 百分元, 元(万元). */
static bool
is_money(struct text t)
{
    size_t pos = 0;
    int shift;

    if (t.n == 0 || t.n > 40)
        return false;
    if (take_unit(t, &pos, &shift))
        return pos < t.n && !text_equal(text_slice(t, pos, t.n), TEXT("户"))
               && (is_blurred(t) || shift > 0 || t.at[pos] == '*'
                   || text_starts(text_slice(t, pos, t.n), TEXT("每")));
    for (int i = 0; i < ARRAY_LEN(yuan); i++) {
        if (text_ends(t, yuan[i]))
            return true;
    }
    return text_ends(t, TEXT("币")) || text_ends(t, TEXT("幣")) || is_part(t)
           || holds(t, foreign, ARRAY_LEN(foreign));
}

/* 元, 圆 or 圓, which most words lack. */
static bool
holds_yuan(struct text t)
{
    for (size_t i = 0; i + 2 < t.n; i++) {
        if (t.at[i] != yuan[0].at[0])
            continue;
        for (int k = 0; k < ARRAY_LEN(yuan); k++) {
            if (t.at[i + 1] == yuan[k].at[1] && t.at[i + 2] == yuan[k].at[2])
                return true;
        }
    }
    return false;
}

struct unit_said
unit_of_word(struct text folded)
{
    struct unit_said said = { UNIT_NONE, 0 };
    struct text t = folded;
    size_t pos = 0;

    if (!holds_yuan(t))
        return said;
    if (!take_unit(t, &pos, &said.shift) || pos < t.n) {
        t = bare(folded);
        pos = 0;
        if (!take_unit(t, &pos, &said.shift) || pos < t.n)
            return (struct unit_said){ UNIT_NONE, 0 };
    }
    said.kind = said.shift <= UNIT_SHIFT_MAX && words[said.shift] != NULL
                    ? UNIT_KNOWN
                    : UNIT_UNKNOWN;
    return said;
}

/* May what follows a unit be of something else: 单位:元第1页? */
static bool
is_behind(struct text rest)
{
    static const struct text begins[]
        = { BYTES("。"),   BYTES(","),    BYTES("."),      BYTES("、"),
            BYTES(";"),    BYTES(")"),    BYTES("]"),      BYTES("|"),
            BYTES("第"),   BYTES("共"),   BYTES("公开"),   BYTES("部门"),
            BYTES("编制"), BYTES("填报"), BYTES("币种"),   BYTES("日期"),
            BYTES("("),    BYTES("年"),   BYTES("20"),     BYTES("表"),
            BYTES("报表"), BYTES("附表"), BYTES("*"),      BYTES("整"),
            BYTES("精确"), BYTES("保留"), BYTES("取整"),   BYTES("以下同"),
            BYTES("数量"), BYTES("!"),    BYTES("四舍五"), BYTES("下同"),
            BYTES("单位"), BYTES("金额"), BYTES("盖章") };
    size_t pos = 0;
    long colon = text_find(rest, TEXT(":"), 0);

    return rest.n == 0 || takes(rest, &pos, begins, ARRAY_LEN(begins))
           || takes(rest, &pos, quotes, ARRAY_LEN(quotes))
           || (colon >= CAPTION_LEAST && colon <= CAPTION_MOST); /* 制表: */
}

/* Words that a unit follows. */
struct label {
    struct text word;
    bool weak; /* of other things, too: a mark and no figure must follow */
};

static const struct label labels[] = {
    { { "单位", 6 }, false }, { { "單位", 6 }, false },
    { { "単位", 6 }, false }, { { "Unit", 4 }, true },
    { { "金额", 6 }, true },  { { "金額", 6 }, true },
    { { "币种", 6 }, true },  { { "币别", 6 }, true },
};

/* The words up to the next label or the end of the sentence. */
static struct text
clause_of(struct text rest)
{
    long end = text_find(rest, TEXT("。"), 0);

    if (end >= 0)
        rest = text_slice(rest, 0, (size_t)end);
    for (int i = 0; i < ARRAY_LEN(labels); i++) {
        end = text_find(rest, labels[i].word, 0);
        if (end >= 0)
            rest = text_slice(rest, 0, (size_t)end);
    }
    return rest;
}

/* What follows a label: a unit, a name, or something that is left open. */
static struct unit_said
said_at(struct text t, size_t pos)
{
    struct unit_said said = { UNIT_NONE, 0 };
    size_t at = pos;

    if (take_unit(t, &at, &said.shift)) {
        if (is_joined(t, at, said.shift)) {
            said.kind = UNIT_UNKNOWN;
            return said;
        }
        if (is_behind(text_slice(t, at, t.n)))
            return unit_of_word(text_slice(t, pos, at));
    }
    if (is_money(bare(clause_of(text_slice(t, pos, t.n)))))
        said.kind = UNIT_UNKNOWN;
    return said;
}

static struct unit_said
said_behind(struct text t, size_t pos, const struct label *label)
{
    static const struct text links[]
        = { BYTES(":"),    BYTES(";"),    BYTES("="),   BYTES("."),
            BYTES("("),    BYTES("["),    BYTES("-"),   BYTES("为"),
            BYTES("為"),   BYTES("是"),   BYTES("均"),  BYTES("都"),
            BYTES("全部"), BYTES("统一"), BYTES("一律") };
    static const struct text coins[]
        = { BYTES("角"), BYTES("分"), BYTES("块"),
            BYTES("毛"), BYTES("员"), BYTES("钱") };
    struct unit_said said = { UNIT_NONE, 0 };
    struct text clause;
    size_t from = pos;

    while (takes(t, &pos, links, ARRAY_LEN(links))
           || takes(t, &pos, quotes, ARRAY_LEN(quotes)))
        ;
    if (label->weak && pos == from)
        return said;
    clause = clause_of(text_slice(t, pos, t.n));
    said = said_at(t, pos);
    for (int i = 0; i < ARRAY_LEN(coins) && !label->weak; i++) {
        if (pos > from && text_equal(clause, coins[i]))
            said.kind = UNIT_UNKNOWN;
    }
    /* 金额:100元 is no unit, nor is a currency alone: 币种:人民币. */
    if (label->weak && said.kind == UNIT_UNKNOWN
        && (text_has_digit(clause) || unit_is_renminbi(bare(clause))))
        said.kind = UNIT_NONE;
    /* 下属单位上缴收入5000元 neither. */
    if (pos == from && said.kind == UNIT_UNKNOWN && text_has_digit(clause))
        said.kind = UNIT_NONE;
    return said;
}

/* 以元为单位, 按“万元”列示: the unit behind 以 or 按, where such a verb follows. */
static struct unit_said
said_by(struct text t, size_t pos)
{
    static const struct text verbs[]
        = { BYTES("为"),   BYTES("為"),  BYTES("作"), BYTES("做"),
            BYTES("计"),   BYTES("列"),  BYTES("填"), BYTES("反映"),
            BYTES("表示"), BYTES("编制") };
    struct unit_said said = { UNIT_NONE, 0 };
    size_t from, end;

    (void)takes(t, &pos, quotes, ARRAY_LEN(quotes));
    from = pos;
    if (!take_unit(t, &pos, &said.shift)) {
        (void)take_multiple(t, &pos);
        if (!takes(t, &pos, foreign, ARRAY_LEN(foreign)))
            return said;
        said.shift = -1;
    }
    end = pos;
    (void)takes(t, &pos, quotes, ARRAY_LEN(quotes));
    if (!takes(t, &pos, verbs, ARRAY_LEN(verbs)))
        return (struct unit_said){ UNIT_NONE, 0 };
    if (said.shift >= 0)
        return unit_of_word(text_slice(t, from, end));
    said.kind = UNIT_UNKNOWN;
    return said;
}

/* Two of one text that are not the same say no unit. */
static struct unit_said
both(struct unit_said a, struct unit_said b)
{
    if (a.kind == UNIT_NONE)
        return b;
    if (b.kind != UNIT_NONE && (a.kind != b.kind || a.shift != b.shift))
        a.kind = UNIT_UNKNOWN;
    return a;
}

/* What a text says of a unit from one of its characters on. */
static struct unit_said
said_from(struct text folded, size_t at)
{
    static const struct text by[] = { BYTES("以"), BYTES("按") };
    struct unit_said found = { UNIT_NONE, 0 };
    struct text rest = text_slice(folded, at, folded.n);
    size_t pos = at;

    for (int i = 0; i < ARRAY_LEN(labels); i++) {
        if (rest.at[0] == labels[i].word.at[0]
            && text_starts(rest, labels[i].word))
            found = both(
                found, said_behind(folded, at + labels[i].word.n, &labels[i]));
    }
    if (text_starts(rest, TEXT("表"))) /* 公开02表 元 */
        found = both(found, unit_of_word(text_slice(rest, 3, rest.n)));
    if (takes(folded, &pos, by, ARRAY_LEN(by)))
        found = both(found, said_by(folded, pos));
    return found;
}

/* May it be the first of a label's, of 表, 以 or 按?  Most are not. */
static bool
begins_one(uint32_t c)
{
    switch (c) {
    case 'U':    /* Unit */
    case 0x5355: /* 单 單 単 */
    case 0x55AE:
    case 0x5358:
    case 0x91D1: /* 金 */
    case 0x5E01: /* 币 */
    case 0x8868: /* 表 */
    case 0x4EE5: /* 以 按 */
    case 0x6309:
        return true;
    default:
        return false;
    }
}

struct unit_said
unit_of_text(struct text folded)
{
    struct unit_said found = { UNIT_NONE, 0 };

    if (!may_say(folded))
        return found;
    found = unit_of_word(folded);
    if (found.kind == UNIT_NONE) {
        struct text t = bare(folded);

        if (is_blurred(t) || is_multiple(t))
            found.kind = UNIT_UNKNOWN;
    }
    for (size_t at = 0; at < folded.n && found.kind != UNIT_UNKNOWN;) {
        size_t from = at;

        if (begins_one(text_next(folded, &at)))
            found = both(found, said_from(folded, from));
    }
    if (text_find(folded, TEXT("币种"), 0) >= 0 || found.kind == UNIT_KNOWN) {
        if (holds(folded, foreign, ARRAY_LEN(foreign)))
            found.kind = UNIT_UNKNOWN;
    }
    return found;
}

struct unit_said
unit_behind(struct text folded)
{
    if (may_say(folded))
        return said_at(folded, 0);
    return (struct unit_said){ UNIT_NONE, 0 };
}

struct unit_said
unit_of_brackets(struct text folded)
{
    struct unit_said found = { UNIT_NONE, 0 };

    if (folded.n == 0
        || (memchr(folded.at, '(', folded.n) == NULL
            && memchr(folded.at, '[', folded.n) == NULL)
        || !may_say(folded))
        return found;
    for (size_t open = 0; open < folded.n; open++) {
        struct unit_said said;
        struct text inside;
        size_t end = open + 1;

        if (folded.at[open] != '(' && folded.at[open] != '[')
            continue;
        for (int depth = 1; end < folded.n; end++) {
            depth += folded.at[end] == '(' || folded.at[end] == '[';
            depth -= folded.at[end] == ')' || folded.at[end] == ']';
            if (depth == 0)
                break;
        }
        inside = text_slice(folded, open + 1, end);
        if (!may_say(inside) || unit_is_renminbi(inside)) /* no unit either */
            continue;
        said = unit_of_text(inside);
        if (said.kind == UNIT_NONE)
            said = said_at(inside, 0);
        found = both(found, said);
    }
    return found;
}

bool
unit_is_scrap(struct text folded)
{
    static const struct text parts[]
        = { BYTES("单位"), BYTES("單位"), BYTES("金额"), BYTES("金額"),
            BYTES("货币"), BYTES("计价"), BYTES("报表"), BYTES("计量"),
            BYTES("币种"), BYTES("币别"), BYTES("位"),   BYTES(":"),
            BYTES(";"),    BYTES("("),    BYTES(")"),    BYTES("["),
            BYTES("]"),    BYTES("为"),   BYTES("-"),    BYTES(".") };
    size_t pos = 0, from;

    do {
        from = pos;
        (void)take_multiple(folded, &pos);
        (void)(takes(folded, &pos, yuan, ARRAY_LEN(yuan))
               || takes(folded, &pos, renminbi, ARRAY_LEN(renminbi))
               || takes(folded, &pos, parts, ARRAY_LEN(parts)));
    } while (pos > from);
    return pos > 0 && pos == folded.n;
}

/* The place behind the last label; -1: there is none. */
static long
behind_label(struct text folded)
{
    long best = -1;

    for (size_t at = 0; at < folded.n;) {
        struct text rest = text_slice(folded, at, folded.n);
        long end;

        if (!begins_one(text_next(folded, &at)))
            continue;
        for (int i = 0; i < ARRAY_LEN(labels); i++) {
            end = (long)(folded.n - rest.n + labels[i].word.n);
            if (end > best && text_starts(rest, labels[i].word))
                best = end;
        }
    }
    return best;
}

bool
unit_has_label(struct text folded)
{
    return behind_label(folded) >= 0;
}

bool
unit_is_begun(struct text folded)
{
    long at = behind_label(folded);

    return at >= 0
           && ((size_t)at == folded.n
               || unit_is_scrap(text_slice(folded, (size_t)at, folded.n)));
}

bool
unit_is_near(struct text folded)
{
    struct text t;

    if (!may_say(folded))
        return false;
    t = bare(folded);
    return t.n > 0 && t.n <= 60 && !text_has_digit(t)
           && (is_part(t) || (is_money(t) && (unit_has_label(t) || t.n <= 12)));
}

bool
unit_is_renminbi(struct text folded)
{
    for (int i = 0; i < ARRAY_LEN(renminbi); i++) {
        if (text_equal(folded, renminbi[i]))
            return true;
    }
    return false;
}

struct text
unit_strip(struct text folded, struct unit_said *said)
{
    size_t from = folded.n;

    said->kind = UNIT_NONE;
    while (from > 0 && (folded.at[from - 1] < '0' || folded.at[from - 1] > '9'))
        from--;
    if (from == 0 || from == folded.n)
        return folded;
    *said = unit_of_word(text_slice(folded, from, folded.n));
    return said->kind == UNIT_KNOWN ? text_slice(folded, 0, from) : folded;
}

bool
unit_parse(struct text folded, int *shift)
{
    struct unit_said said = unit_of_word(folded);

    if (said.kind == UNIT_KNOWN)
        *shift = said.shift;
    return said.kind == UNIT_KNOWN;
}

const char *
unit_word(int shift)
{
    return shift >= 0 && shift <= UNIT_SHIFT_MAX ? words[shift] : NULL;
}
