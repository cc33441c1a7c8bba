/* locate_cover.c - departments in words of captions and covers. */
#include "place/locate_cover.h"

#include "canon/unit.h"
#include "place/locate_words.h"
#include "place/locate_year.h"

/* What is no name is short. */
#define WORD_MOST 60

static bool
holds_word(struct text t, const char *word)
{
    return text_find(t, text_of(word), 0) >= 0;
}

bool
locate_cover_is_office(struct text folded)
{
    static const char *const ends[]
        = { "局", "委", "厅", "办", "部",   "处", "所", "站", "院",  "校",
            "会", "室", "心", "馆", "园",   "队", "团", "社", "台",  "厂",
            "场", "司", "学", "府", "庭",   "关", "区", "县", "市",  "镇",
            "乡", "村", "道", "级", "系统", "科", "组", "署", "公司" };

    return folded.n > LOCATE_CHARACTER && ENDS(folded, ends) > 0;
}

/* Are the characters of 'few' in 'many', in that order? */
static bool
is_short_for(struct text few, struct text many)
{
    size_t at = 0, pos = 0;

    while (at < few.n && pos < many.n) {
        size_t next = at;
        uint32_t c = text_next(few, &next);

        if (text_next(many, &pos) == c)
            at = next;
    }
    return at == few.n;
}

bool
locate_cover_is_alike(struct text a, struct text b)
{
    return a.n < b.n ? is_short_for(a, b) : is_short_for(b, a);
}

/* Two of these marks in place of a name make a blank to be filled in. */
static bool
is_mark(uint32_t c)
{
    switch (c) {
    case 'X':
    case 'x':
    case '*':
    case '_':
    case '?':
    case 0xD7:   /* × */
    case 0x2026: /* … */
    case 0x25A1: /* □ */
    case 0x25CB: /* ○ */
    case 0x25CF: /* ● */
    case 0x3007: /* 〇 */
    case 0x67D0: /* 某 */
        return true;
    default:
        return false;
    }
}

/* XX局, ____, ××: is it where a name is to be written? */
static bool
is_open(struct text folded)
{
    static const char *const words[]
        = { "部门", "单位", "名称", "全称", "部门名称", "单位名称",
            "无",   "略",   "空",   "暂无", "待填",     "部门全称" };
    static const char *const asks[] = { "请", "此处", "填写", "输入" };
    struct text t = locate_year_sans_brackets(folded);
    uint32_t before = 0;
    bool marks = true; /* and nothing else */

    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);

        if (is_mark(c) && c == before)
            return true;
        marks = marks && (is_mark(c) || c == '-' || c == '.' || c == '/');
        before = c;
    }
    return marks || t.n <= LOCATE_CHARACTER || IS_ONE(t, words)
           || BEGINS(t, asks) > 0;
}

/* 公开02表, 附表1, 第1页 共2页 */
static bool
is_number(struct text t)
{
    static const char *const heads[]
        = { "公开", "财决", "附表", "附件", "表", "Z", "财决公开", "决算" };
    static const char *const ends[] = { "表" };
    size_t head = BEGINS(t, heads), digits;

    if (text_starts(t, TEXT("第")) || text_starts(t, TEXT("共")))
        return text_ends(t, TEXT("页"));
    if (head == 0)
        return false;
    t = sans_head(t, head);
    t = sans_end(t, ENDS(t, ends));
    digits = text_numeral(t);
    while (digits > 0 && digits < t.n && t.at[digits] == '-') {
        t = sans_head(t, digits + 1);
        digits = text_numeral(t);
    }
    return digits > 0 && digits == t.n;
}

/* What a caption's cell says beside the name, and of nobody. */
static bool
is_aside(struct text t)
{
    static const char *const words[]
        = { "金额", "金额单位", "单位", "公开", "公示", "数据", "报表",
            "元",   "万元",     "制表", "续",   "续表", "样表", "电子版" };
    static const char *const seals[]
        = { "公章", "盖章", "签章", "印章", "签字" };

    return IS_ONE(t, words) || text_equal(t, TEXT("章"))
           || locate_year_is_date(t) || is_number(t)
           || (t.n <= 5 * LOCATE_CHARACTER && ENDS(t, seals) > 0);
}

/* 单位:万元, before a second 单位. */
static bool
says_unit(struct text folded)
{
    long next = text_find(folded, TEXT("单位"), 1);

    if (next > 0)
        folded = text_slice(folded, 0, (size_t)next);
    return unit_of_text(folded).kind != UNIT_NONE;
}

size_t
locate_cover_label(struct text folded)
{
    static const char *const heads[]
        = { "编制", "编报", "填报",     "填制", "填表", "填列", "报送",
            "上报", "申报", "预算主管", "公开", "预算", "决算", "汇总",
            "报告", "报表", "核算",     "会计", "本",   "制表", "公示" };
    static const char *const cores[]
        = { "部门",       "单位",       "部门(单位)",  "单位(部门)",
            "部门/单位",  "单位/部门",  "部门或单位",  "部门、单位",
            "部门和单位", "单位和部门", "部门(或单位)" };
    static const char *const tails[]
        = { "名称",   "全称",   "(名称)", "(全称)", "(公章)",
            "(盖章)", "(签章)", "(章)",   "(印章)", "名" };
    static const char *const stops[] = { ":", ";", "=", "-" };
    struct text t = folded;
    size_t n;

    while ((n = BEGINS(t, heads)) > 0)
        t = sans_head(t, n);
    n = BEGINS(t, cores);
    if (n == 0 || says_unit(folded))
        return 0;
    t = sans_head(t, n);
    while ((n = BEGINS(t, tails)) > 0)
        t = sans_head(t, n);
    n = BEGINS(t, stops);
    return n > 0 ? folded.n - t.n + n : 0;
}

/* A text, folded, and what is left of it; blanks are seen in the original. */
struct reading {
    struct text original, folded;
    const size_t *from; /* as text_fold_from() has it */
    size_t top, end;
    struct locate_cover_said said;
    bool two_years;
};

static struct text
left_of(const struct reading *r)
{
    return text_slice(r->folded, r->top, r->end);
}

static bool
is_stop(char c)
{
    return c == ';' || c == ',' || c == '|';
}

/* Do words end before this byte: at a blank, a mark, or where all begins? */
static bool
parts_words(const struct reading *r, size_t at)
{
    struct text before;

    if (at == r->top || at == r->end || is_stop(r->folded.at[at - 1])
        || is_stop(r->folded.at[at]))
        return true;
    if (r->from[at] == r->from[at - 1])
        return false;
    before = text_slice(r->original, r->from[at - 1], r->from[at]);
    return text_trim(before).n < before.n;
}

static void
take_year(struct reading *r, int year)
{
    r->two_years |= r->said.year != 0 && r->said.year != year;
    r->said.year = year;
}

static void
trim_marks(struct reading *r)
{
    static const char *const marks[]
        = { ";", ",", "|", ":", "-", "。", ".", "、", "(", "[", "=" };
    static const char *const heads[]
        = { ";", ",", "|", ":", "。", "、", ")", "]" };
    size_t n;

    while ((n = ENDS(left_of(r), marks)) > 0)
        r->end -= n;
    while ((n = BEGINS(left_of(r), heads)) > 0)
        r->top += n;
}

/* Where the brackets that t ends with open; t.n for none. */
static size_t
open_bracket(struct text t)
{
    int depth = 0;

    if (!text_ends(t, TEXT(")")) && !text_ends(t, TEXT("]")))
        return t.n;
    for (size_t i = t.n; i-- > 0;) {
        depth += t.at[i] == ')' || t.at[i] == ']';
        depth -= t.at[i] == '(' || t.at[i] == '[';
        if (depth == 0)
            return i;
    }
    return t.n;
}

/* （公章）, （2023年）, （单位：万元）; not （本级）. */
static bool
cut_brackets(struct reading *r)
{
    struct text t = left_of(r), inside;
    size_t open = open_bracket(t);
    int year;

    if (open == t.n)
        return false;
    inside = locate_year_sans_brackets(sans_head(t, open));
    year = locate_year_alone(inside);
    if (year == 0)
        year = locate_year_whole(inside, true);
    if (year != 0)
        take_year(r, year);
    else if (inside.n > 0 && !is_aside(inside) && !holds_word(inside, ":"))
        return false;
    r->end = r->top + open;
    return true;
}

/* The label whose words a colon ends: from the blank or mark before it, or by
   words that begin one. */
static size_t
label_top(const struct reading *r, size_t colon)
{
    static const char *const words[]
        = { "单位负责人", "部门负责人", "财务负责人", "负责人",   "编码",
            "代码",       "填报日期",   "报表日期",   "编制日期", "日期",
            "年度",       "年份",       "金额单位",   "货币单位", "单位",
            "币种",       "联系人",     "联系电话",   "电话",     "填表人",
            "填报人",     "制表人",     "审核人",     "经办人",   "会计年度",
            "决算年度",   "制表日期",   "填表日期",   "单位编码", "单位代码",
            "部门编码",   "部门代码",   "法定代表人", "报告期",   "会计期间" };
    size_t top = colon - 1, n;

    while (!parts_words(r, top))
        top--;
    if (top > r->top)
        return top;
    n = ENDS(text_slice(r->folded, r->top, colon), words);
    return n > 0 ? colon - n : colon;
}

/* A colon behind Chinese words; not that of 100%: */
static bool
ends_label(struct text t, size_t at)
{
    return t.at[at] == ':' && at > 0 && (unsigned char)t.at[at - 1] >= 0x80;
}

/* Another label and what is behind it: 单位负责人：张三. */
static bool
cut_label(struct reading *r)
{
    struct text t = left_of(r), label;
    size_t colon = t.n, top;
    int year;

    while (colon > 0 && !ends_label(t, colon - 1))
        colon--;
    if (colon == 0)
        return false;
    colon += r->top; /* behind it */
    top = label_top(r, colon - 1);
    if (locate_cover_label(text_slice(r->folded, top, r->end)) > 0)
        r->said.unclear = true;
    label = text_slice(r->folded, top, colon - 1);
    if (label.n == 0)
        return false;
    year = locate_year_is_label(label)
               ? locate_year_whole(text_slice(r->folded, colon, r->end), true)
               : 0;
    if (year != 0)
        take_year(r, year);
    r->end = top;
    return true;
}

/* …年度部门决算公开表 */
static bool
cut_report(struct reading *r)
{
    static const char *const tails[]
        = { "决算",     "决算表",   "决算报表",     "决算公开", "决算公开表",
            "决算报告", "决算草案", "决算公开报表", "决算信息" };
    static const char *const whose[] = { "部门", "单位" };
    size_t n = ENDS(left_of(r), tails), word;
    struct text head;

    if (n == 0)
        return false;
    r->end -= n;
    head = left_of(r);
    word = ENDS(head, whose);
    head = sans_end(head, word);
    if (locate_cover_is_office(head) || text_ends(head, TEXT("年"))
        || text_ends(head, TEXT("度")))
        r->end -= word;
    return true;
}

/* The last word, where it is known to be no name's. */
static bool
cut_word(struct reading *r)
{
    size_t from = r->end > r->top ? r->end - 1 : r->end, n;
    struct text word;
    int year;

    while (!parts_words(r, from) && r->end - from < WORD_MOST)
        from--;
    word = parts_words(r, from) ? text_slice(r->folded, from, r->end)
                                : TEXT_NONE;
    year = locate_year_whole(word, true);
    if (year == 0) {
        year = locate_year_worded(left_of(r), &n);
        from = year != 0 ? r->end - n : from;
    }
    if (year != 0)
        take_year(r, year);
    else if (!is_aside(word) && !locate_year_is_label(word))
        return false;
    r->end = from;
    return true;
}

/* 2023年度, 第二部分 or 附件1 before the name. */
static bool
cut_head(struct reading *r)
{
    static const char *const digits[]
        = { "0", "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "〇",
            "○", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    static const char *const years[] = { "年", "年度" };
    static const char *const parts[] = { "部分", "章", "节" };
    struct text t = left_of(r), rest, sans = text_sans_ordinal(t);
    bool open = text_starts(t, TEXT("(")) || text_starts(t, TEXT("["));
    size_t n, word;
    int year;

    if (sans.n < t.n) {
        r->top = r->end - sans.n;
        return true;
    }
    if (text_starts(t, TEXT("第"))) {
        rest = sans_head(t, LOCATE_CHARACTER);
        rest = sans_head(rest, text_numeral(rest));
        n = BEGINS(rest, parts);
        r->top = n > 0 ? r->end - rest.n + n : r->top;
        return n > 0;
    }
    if (text_starts(t, TEXT("附件")) || text_starts(t, TEXT("附表"))) {
        rest = sans_head(t, 2 * LOCATE_CHARACTER);
        r->top = r->end - rest.n + text_numeral(rest);
        return true;
    }
    rest = sans_head(t, open);
    while ((n = BEGINS(rest, digits)) > 0)
        rest = sans_head(rest, n);
    word = BEGINS(rest, years);
    if (word == 0 && !parts_words(r, r->end - rest.n))
        return false;
    year = locate_year_of_end(text_slice(t, open, t.n - rest.n), &n);
    if (year == 0 || n != t.n - rest.n - open)
        return false;
    take_year(r, year);
    r->top = r->end - rest.n + word;
    return true;
}

/* Behind a word that ends as an office's name does one that does not: 甲局 张三.
   Where; r->end for none. */
static size_t
stranger(const struct reading *r)
{
    if (locate_cover_is_office(left_of(r)) || text_ends(left_of(r), TEXT(")")))
        return r->end;
    for (size_t at = r->end - 1, end = r->end; at > r->top; at--) {
        size_t from = at;

        if (!parts_words(r, at))
            continue;
        while (from > r->top && !parts_words(r, from - 1))
            from--;
        from -= from > r->top;
        if (locate_cover_is_office(text_slice(r->folded, from, at)))
            end = at;
        if (end < r->end)
            return end;
    }
    return r->end;
}

/* What is left is a name, or is not. */
static void
settle(struct reading *r)
{
    static const char *const odd[] = { "。", "部门决算", "部门预算" };
    static const char *const heads[] = { "关于", "根据", "按照", "现将" };
    struct text t = left_of(r);
    size_t end = r->end, n = 0;

    if (is_open(t))
        return;
    for (int i = 0; i < ARRAY_LEN(odd); i++)
        r->said.unclear |= holds_word(t, odd[i]);
    r->said.unclear |= BEGINS(t, heads) > 0 || text_is_digits(t);
    for (size_t i = r->top + 1; i < r->end && end == r->end; i++) {
        if (is_stop(r->folded.at[i]) || ends_label(r->folded, i))
            end = i;
        else if (locate_year_worded(text_slice(r->folded, r->top, i + 1), &n)
                 != 0)
            end = i + 1 - n;
    }
    if (end == r->end && locate_year_of_end(t, &n) != 0)
        end = r->end - n;
    if (end == r->end)
        end = stranger(r);
    r->said.unclear |= end < r->end;
    r->said.name
        = text_trim(text_slice(r->original, r->from[r->top], r->from[end]));
}

struct locate_cover_said
locate_cover_read(struct arena *arena, struct text t)
{
    struct reading r = { .original = t };
    size_t label;

    r.folded = text_fold_from(arena, t, &r.from);
    r.end = r.folded.n;
    for (;;) {
        while ((label = locate_cover_label(left_of(&r))) > 0)
            r.top += label; /* 部门：单位名称：某局 */
        trim_marks(&r);
        if (r.end <= r.top)
            break;
        if (!cut_brackets(&r) && !cut_word(&r) && !cut_label(&r)
            && !cut_report(&r) && !cut_head(&r))
            break;
    }
    if (r.end > r.top)
        settle(&r);
    if (r.two_years) {
        r.said.unclear = true;
        r.said.year = 0;
    }
    return r.said;
}

bool
locate_cover_parse(struct arena *arena, struct text t,
                   struct locate_cover_said *said)
{
    static const char *const begins[] = { "部门决算", "单位决算", "决算" };
    static const char *const sentence[] = { "。", ",", "相比" };
    const size_t *from;
    struct text folded = text_fold(arena, t), year = TEXT("年"), rest;
    long mark = text_find(folded, year, 0);
    size_t n, behind;
    int found;

    *said = (struct locate_cover_said){ .year = 0 };
    if (mark < 0 || !holds_word(folded, "决算"))
        return false;
    folded = text_fold_from(arena, t, &from);
    found
        = locate_year_worded(text_slice(folded, 0, (size_t)mark + year.n), &n);
    if (found == 0)
        return false;
    rest = sans_head(folded, (size_t)mark + year.n);
    rest
        = sans_head(rest, text_starts(rest, TEXT("度")) ? LOCATE_CHARACTER : 0);
    behind = BEGINS(rest, begins);
    if (behind == 0)
        return false;
    for (int i = 0; i < ARRAY_LEN(sentence); i++) {
        if (holds_word(folded, sentence[i]))
            return false;
    }
    if (text_starts(sans_head(rest, behind), TEXT("数"))
        || holds_word(rest, ":"))
        return false;
    *said = locate_cover_read(
        arena, text_slice(t, 0, from[(size_t)mark + year.n - n]));
    if (said->year != 0 && said->year != found)
        said->unclear = true;
    said->year = found;
    /* 附件1：某局, but not 说明： */
    return !holds_word(folded, ":")
           || locate_cover_is_office(text_fold(arena, said->name));
}
