/* quantity.c - numbers, comparisons and units in a text. */
#include "reconcile/quantity.h"

static const struct {
    const char *word; /* folded */
    enum quantity_sense sense;
} before[] = {
    { "≥", QUANTITY_AT_LEAST },      { ">=", QUANTITY_AT_LEAST },
    { "≧", QUANTITY_AT_LEAST },      { "≤", QUANTITY_AT_MOST },
    { "<=", QUANTITY_AT_MOST },      { "≦", QUANTITY_AT_MOST },
    { ">", QUANTITY_MORE },          { "<", QUANTITY_LESS },
    { "=", QUANTITY_EXACTLY },       { "不低于", QUANTITY_AT_LEAST },
    { "不少于", QUANTITY_AT_LEAST }, { "不小于", QUANTITY_AT_LEAST },
    { "至少", QUANTITY_AT_LEAST },   { "达到", QUANTITY_AT_LEAST },
    { "不高于", QUANTITY_AT_MOST },  { "不超过", QUANTITY_AT_MOST },
    { "不多于", QUANTITY_AT_MOST },  { "不大于", QUANTITY_AT_MOST },
    { "至多", QUANTITY_AT_MOST },    { "大于", QUANTITY_MORE },
    { "超过", QUANTITY_MORE },       { "高于", QUANTITY_MORE },
    { "小于", QUANTITY_LESS },       { "低于", QUANTITY_LESS },
    { "少于", QUANTITY_LESS },
}, behind[] = {
    { "及以上", QUANTITY_AT_LEAST }, { "(含)以上", QUANTITY_AT_LEAST },
    { "以上", QUANTITY_AT_LEAST },   { "及以下", QUANTITY_AT_MOST },
    { "(含)以下", QUANTITY_AT_MOST }, { "以下", QUANTITY_AT_MOST },
    { "以内", QUANTITY_AT_MOST },    { "内", QUANTITY_AT_MOST },
};

static bool
is_number_byte(char c)
{
    return text_is_digit(c) || c == '.' || c == ',';
}

/* Words that end a clause. */
static size_t
clause_end(struct text t)
{
    static const char *const ends[] = { ",", ";", "。", "、", ":", "!", "?" };
    size_t first = t.n;

    for (int i = 0; i < ARRAY_LEN(ends); i++) {
        long at = text_find(t, text_of(ends[i]), 0);

        /* The comma of 3,000 ends nothing. */
        while (at > 0 && ends[i][0] == ',' && (size_t)at + 1 < t.n
               && text_is_digit(t.at[at - 1]) && text_is_digit(t.at[at + 1]))
            at = text_find(t, text_of(ends[i]), (size_t)at + 1);
        if (at >= 0 && (size_t)at < first)
            first = (size_t)at;
    }
    return first;
}

/* head NUMBER tail; false when there is none or more than one. */
static bool
split(struct text t, struct text *head, struct decimal *number,
      struct text *tail)
{
    size_t from = 0, end;

    while (from < t.n && !text_is_digit(t.at[from]))
        from++;
    end = from;
    while (end < t.n && is_number_byte(t.at[end]))
        end++;
    while (end > from && !text_is_digit(t.at[end - 1]))
        end--;
    *head = text_slice(t, 0, from);
    *tail = text_slice(t, end, t.n);
    return end > from && !text_has_digit(*tail)
           && decimal_parse_typed(text_slice(t, from, end), number)
                  == DECIMAL_OK;
}

/* 万人 is 人, times 10,000. */
static bool
set_unit(struct quantity *q, struct text unit)
{
    int shift = 0;

    q->written = unit;
    if (text_starts(unit, TEXT("万")) && unit.n > TEXT("万").n) {
        shift = 4;
        unit = text_slice(unit, TEXT("万").n, unit.n);
    } else if (text_starts(unit, TEXT("亿")) && unit.n > TEXT("亿").n) {
        shift = 8;
        unit = text_slice(unit, TEXT("亿").n, unit.n);
    }
    q->unit = unit;
    q->decimals = q->number.scale - shift;
    return decimal_shift(q->number, shift, &q->number) == DECIMAL_OK;
}

static bool
sense_before(struct text head, enum quantity_sense *sense, struct text *rest)
{
    for (int i = 0; i < ARRAY_LEN(before); i++) {
        struct text word = text_of(before[i].word);

        if (!text_ends(head, word))
            continue;
        *sense = before[i].sense;
        *rest = text_slice(head, 0, head.n - word.n);
        return true;
    }
    return false;
}

/* 95%以上满分: the unit, the word, and what may follow. */
static bool
sense_behind(struct text tail, enum quantity_sense *sense, struct text *unit,
             struct text *rest)
{
    for (int i = 0; i < ARRAY_LEN(behind); i++) {
        struct text word = text_of(behind[i].word);
        long at = text_find(tail, word, 0);

        if (at < 0)
            continue;
        *sense = behind[i].sense;
        *unit = text_slice(tail, 0, (size_t)at);
        *rest = text_slice(tail, (size_t)at + word.n, tail.n);
        return true;
    }
    return false;
}

/* Two words for one number: ≥95%以上 is ≥95%; 达到95%以下 has no meaning. */
static bool
sense_of(struct text head, struct text tail, enum quantity_sense *sense,
         struct text *unit)
{
    enum quantity_sense other;
    struct text rest = head, after;
    bool said = sense_before(head, sense, &rest);

    *unit = tail;
    if (sense_behind(tail, &other, unit, &after)) {
        if (said && *sense != other)
            return false;
        *sense = other;
        return text_is_blank(after) || text_starts(after, TEXT("满分"))
               || text_starts(after, TEXT("得"));
    }
    if (!said)
        *sense = QUANTITY_BARE;
    return said || head.n == 0;
}

/* 每少5%扣1分 says how points are taken off, not what is aimed at. */
static bool
is_scoring(struct text rest)
{
    return text_find(rest, TEXT("扣"), 0) >= 0
           || text_find(rest, TEXT("得"), 0) >= 0;
}

/* A unit is a short word; longer ones are sentences. */
static bool
is_unit(struct text t)
{
    return t.n <= 4 * 3 && !text_has_digit(t);
}

bool
quantity_parse_target(struct arena *arena, struct text target,
                      struct text nature, struct text unit,
                      struct quantity *out)
{
    struct text t = text_fold(arena, target), head, tail, own, rest;
    size_t end = clause_end(t);

    out->borrowed = false;
    rest = text_slice(t, end, t.n);
    if (text_has_digit(rest) && !is_scoring(rest))
        return false;
    if (!split(text_slice(t, 0, end), &head, &out->number, &tail)
        || !sense_of(head, tail, &out->sense, &own) || !is_unit(own))
        return false;
    nature = text_fold(arena, nature);
    if (nature.n) {
        if (!sense_before(nature, &out->sense, &rest) || rest.n)
            return false;
    }
    unit = text_fold(arena, unit);
    if (own.n && unit.n && !text_equal(own, unit))
        return false;
    return set_unit(out, own.n ? own : unit);
}

bool
quantity_parse_actual(struct arena *arena, struct text actual,
                      const struct quantity *target, struct quantity *out)
{
    struct text t = text_fold(arena, actual), head, own;

    out->sense = QUANTITY_BARE;
    if (!split(t, &head, &out->number, &own) || head.n || !is_unit(own)
        || clause_end(own) != own.n)
        return false;
    /* Beside a target of 万人 a bare 91.8 is 万人 too; 96 beside % is 96%. */
    out->borrowed = own.n == 0;
    return set_unit(out, own.n ? own : target->written);
}

bool
quantity_parse_amount(struct arena *arena, struct text actual, struct text unit,
                      struct quantity *out)
{
    struct quantity target = { .written = text_fold(arena, unit) };

    return quantity_parse_actual(arena, actual, &target, out)
           && text_equal(out->unit, TEXT("元"));
}

enum quantity_verdict
quantity_compare(const struct quantity *target, const struct quantity *actual)
{
    int c = decimal_compare(actual->number, target->number);
    bool met = false;

    if (target->unit.n && actual->unit.n
        && !text_equal(target->unit, actual->unit))
        return QUANTITY_UNCLEAR;
    /* 0.96 beside 95% may well be 96%. */
    if (actual->borrowed && text_equal(target->unit, TEXT("%"))
        && decimal_compare(actual->number, decimal_of(1)) <= 0
        && decimal_compare(target->number, decimal_of(1)) > 0)
        return QUANTITY_UNCLEAR;
    switch (target->sense) {
    case QUANTITY_BARE:
        if (c == 0)
            return QUANTITY_MET;
        /* A rate is aimed at from below; of other numbers it is unknown. */
        if (!text_equal(target->unit, TEXT("%")))
            return QUANTITY_UNCLEAR;
        met = c > 0;
        break;
    case QUANTITY_AT_LEAST:
        met = c >= 0;
        break;
    case QUANTITY_MORE:
        met = c > 0;
        break;
    case QUANTITY_AT_MOST:
        met = c <= 0;
        break;
    case QUANTITY_LESS:
        met = c < 0;
        break;
    case QUANTITY_EXACTLY:
        met = c == 0;
        break;
    }
    return met ? QUANTITY_MET : QUANTITY_MISSED;
}
