/* unit.c - units of money by their words. */
#include "canon/unit.h"

static const char *const words[UNIT_SHIFT_MAX + 1] = {
    [0] = "元",     [1] = "十元",   [2] = "百元",   [3] = "千元", [4] = "万元",
    [5] = "十万元", [6] = "百万元", [7] = "千万元", [8] = "亿元"
};

/* A word at a place, and whether it is there. */
static bool
takes(struct text t, size_t *pos, const char *const *list, int n)
{
    for (int i = 0; i < n; i++) {
        struct text word = text_of(list[i]);

        if (text_starts(text_slice(t, *pos, t.n), word)) {
            *pos += word.n;
            return true;
        }
    }
    return false;
}

static const char *const yuan[] = { "元", "圆", "圓" };
static const char *const renminbi[] = { "(人民币)", "(人民幣)", "(RMB)",
                                        "人民币",   "人民幣",   "RMB",
                                        "CNY",      "¥" };
static const char *const unit_labels[] = { "单位", "單位" };

/* Currencies that are no yuan of ours. */
static const char *const foreign[] = {
    "美元", "美金", "欧元", "歐元", "英镑", "日元", "日圆",   "港元", "港币",
    "韩元", "澳元", "加元", "卢布", "台币", "法郎", "澳门元", "USD",  "EUR",
    "HKD",  "GBP",  "JPY",  "US$",  "HK$",  "$",    "€",      "£",
};

/* 百万 → 6; 0 where no multiple is written. */
static int
take_multiple(struct text t, size_t *pos)
{
    static const struct {
        const char *word;
        int shift;
    } multiples[] = {
        { "十", 1 }, { "拾", 1 }, { "百", 2 }, { "佰", 2 }, { "千", 3 },
        { "仟", 3 }, { "万", 4 }, { "萬", 4 }, { "亿", 8 }, { "億", 8 },
    };
    int shift = 0, i = 0;

    while (i < ARRAY_LEN(multiples)) {
        struct text word = text_of(multiples[i].word);

        if (shift <= UNIT_SHIFT_MAX
            && text_starts(text_slice(t, *pos, t.n), word)) {
            shift += multiples[i].shift;
            *pos += word.n;
            i = 0;
        } else {
            i++;
        }
    }
    return shift;
}

/* A unit at *pos, which moves behind it: 人民币万元, 元(人民币). */
static bool
take_unit(struct text t, size_t *pos, int *shift)
{
    size_t at = *pos;

    if (takes(t, &at, renminbi, ARRAY_LEN(renminbi)))
        (void)takes(t, &at, (const char *const[]){ ":" }, 1);
    *shift = take_multiple(t, &at);
    if (!takes(t, &at, yuan, ARRAY_LEN(yuan)))
        return false;
    (void)takes(t, &at, renminbi, ARRAY_LEN(renminbi));
    *pos = at;
    return true;
}

static bool
holds(struct text t, const char *const *list, int n)
{
    for (int i = 0; i < n; i++) {
        if (text_find(t, text_of(list[i]), 0) >= 0)
            return true;
    }
    return false;
}

/* Marks around a unit that say nothing. */
static struct text
bare(struct text t)
{
    static const char *const marks[] = { "(",  ")", "[", "]", "。", ",", ".",
                                         "、", ";", ":", "!", "-",  "*", "\"" };
    size_t from = 0;
    bool again = true;

    while (from < t.n && takes(t, &from, marks, ARRAY_LEN(marks)))
        ;
    t = text_slice(t, from, t.n);
    while (again) {
        again = false;
        for (int i = 0; i < ARRAY_LEN(marks); i++) {
            struct text mark = text_of(marks[i]);

            if (t.n > 0 && text_ends(t, mark)) {
                t.n -= mark.n;
                again = true;
            }
        }
    }
    return t;
}

/* A short word that only money is named by: 万美元, 元/人, 百分元. */
static bool
is_money(struct text t)
{
    size_t pos = 0;
    int shift;

    if (t.n == 0 || t.n > 40)
        return false;
    if (take_unit(t, &pos, &shift))
        return pos < t.n
               && (t.at[pos] == '/' || t.at[pos] == '*'
                   || text_starts(text_slice(t, pos, t.n), TEXT("每"))
                   || shift > 0);
    for (int i = 0; i < ARRAY_LEN(yuan); i++) {
        if (text_ends(t, text_of(yuan[i])))
            return true;
    }
    return text_ends(t, TEXT("币")) || text_ends(t, TEXT("幣"))
           || holds(t, foreign, ARRAY_LEN(foreign));
}

struct unit_said
unit_of_word(struct text folded)
{
    struct unit_said said = { UNIT_NONE, 0 };
    struct text t = folded;
    size_t pos = 0;

    if (!holds(t, yuan, ARRAY_LEN(yuan))) /* as most words */
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

/* May what stands behind a unit be of something else: 单位:元第1页? */
static bool
is_behind(struct text rest)
{
    static const char *const begins[]
        = { "。", ",",  ".",    "、",   ";",    ")",    "]",    "|",
            "第", "共", "公开", "部门", "编制", "填报", "币种", "日期",
            "(",  "年", "20",   "表",   "报表", "附表", "*" };
    size_t pos = 0;

    return rest.n == 0 || takes(rest, &pos, begins, ARRAY_LEN(begins));
}

/* What stands behind 单位: a unit, a name, or something that is left open. */
static struct unit_said
said_at(struct text t, size_t pos)
{
    static const char *const links[] = { ":", "为", "為", "是", "(", "[", "-" };
    struct unit_said said = { UNIT_NONE, 0 };
    size_t at;

    while (takes(t, &pos, links, ARRAY_LEN(links)))
        ;
    at = pos;
    if (take_unit(t, &at, &said.shift) && is_behind(text_slice(t, at, t.n))) {
        said = unit_of_word(text_slice(t, pos, at));
    } else {
        struct text rest = text_slice(t, pos, t.n);
        static const char *const ends[] = { "。", "单位", "單位" };

        for (int i = 0; i < ARRAY_LEN(ends); i++) {
            long end = text_find(rest, text_of(ends[i]), 0);

            if (end >= 0)
                rest = text_slice(rest, 0, (size_t)end);
        }
        if (is_money(bare(rest)))
            said.kind = UNIT_UNKNOWN;
    }
    return said;
}

/* 以万元为单位 */
static struct unit_said
said_before(struct text t, size_t end)
{
    static const char *const links[] = { "为", "為", "作为", "做" };

    for (int i = 0; i < ARRAY_LEN(links); i++) {
        struct text link = text_of(links[i]);
        struct text head = text_slice(t, 0, end);
        long from;

        if (text_ends(head, TEXT("金额")))
            head.n -= TEXT("金额").n;
        if (!text_ends(head, link))
            continue;
        head.n -= link.n;
        from = -1;
        for (long at = 0; (at = text_find(head, TEXT("以"), (size_t)at)) >= 0;)
            from = at += (long)TEXT("以").n;
        if (from >= 0)
            return unit_of_word(text_slice(head, (size_t)from, head.n));
    }
    return (struct unit_said){ UNIT_NONE, 0 };
}

struct unit_said
unit_of_text(struct text folded)
{
    struct unit_said found = unit_of_word(folded);

    for (int i = 0; i < ARRAY_LEN(unit_labels) && found.kind == UNIT_NONE;
         i++) {
        struct text label = text_of(unit_labels[i]);

        for (long at = 0; found.kind == UNIT_NONE
                          && (at = text_find(folded, label, (size_t)at)) >= 0;
             at += (long)label.n) {
            found = said_at(folded, (size_t)at + label.n);
            if (found.kind == UNIT_NONE)
                found = said_before(folded, (size_t)at);
        }
    }
    if (text_find(folded, TEXT("币种"), 0) >= 0 || found.kind == UNIT_KNOWN) {
        if (holds(folded, foreign, ARRAY_LEN(foreign)))
            found.kind = UNIT_UNKNOWN;
    }
    return found;
}

struct unit_said
unit_of_brackets(struct text folded)
{
    struct unit_said found = { UNIT_NONE, 0 };

    for (size_t open = 0; open < folded.n && found.kind == UNIT_NONE; open++) {
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
        found = unit_of_text(inside);
        if (found.kind == UNIT_NONE && is_money(inside))
            found.kind = UNIT_UNKNOWN;
    }
    return found;
}

bool
unit_is_label(struct text folded)
{
    static const char *const labels[]
        = { "单位",     "單位",     "金额单位", "金額單位",
            "货币单位", "计价单位", "报表单位", "计量单位" };

    folded = bare(folded);
    for (int i = 0; i < ARRAY_LEN(labels); i++) {
        if (text_equal(folded, text_of(labels[i])))
            return true;
    }
    return false;
}

bool
unit_is_renminbi(struct text folded)
{
    for (int i = 0; i < ARRAY_LEN(renminbi); i++) {
        if (text_equal(folded, text_of(renminbi[i])))
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
