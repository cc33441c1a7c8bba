/* draft_kind.c - amounts, counts, scores, texts: by headings, labels and cells. */
#include "remap/draft_kind.h"

#include "canon/counter.h"

static bool
holds(struct text folded, const char *word)
{
    return text_find(folded, text_of(word), 0) >= 0;
}

bool
draft_kind_words(struct text folded, enum value_kind *kind)
{
    static const struct {
        const char *word;
        enum value_kind kind;
    } words[] = {
        { "(平方米)", VALUE_COUNT }, { "数量", VALUE_COUNT },
        { "人数", VALUE_COUNT },     { "%", VALUE_RATIO },
        { "率", VALUE_RATIO },       { "比例", VALUE_RATIO },
        { "比重", VALUE_RATIO },     { "分值", VALUE_SCORE },
        { "得分", VALUE_SCORE },     { "权重", VALUE_SCORE },
        { "评分", VALUE_SCORE },     { "元)", VALUE_AMOUNT },
        { "金额", VALUE_AMOUNT },    { "原值", VALUE_AMOUNT },
        { "净值", VALUE_AMOUNT },    { "价值", VALUE_AMOUNT },
    };

    if (counter_in_brackets(folded)) {
        *kind = VALUE_COUNT;
        return true;
    }
    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (holds(folded, words[i].word)) {
            *kind = words[i].kind;
            return true;
        }
    }
    return false;
}

static bool
holds_any(struct text folded, const char *const *words, int n)
{
    for (int i = 0; i < n; i++) {
        if (holds(folded, words[i]))
            return true;
    }
    return false;
}

/* Headings of columns of words, whatever they count or score, 评分标准; where
   numbers stand below, those alone whose numbers are names. */
static bool
is_wordy(struct text folded, bool numbers)
{
    static const char *const names[] = { "代码", "编码", "编号" };
    static const char *const words[]
        = { "主体", "依据", "原因", "内容", "说明", "备注", "方式",
            "地点", "对象", "情况", "措施", "标准", "办法" };

    return holds_any(folded, names, ARRAY_LEN(names))
           || (!numbers && holds_any(folded, words, ARRAY_LEN(words)));
}

enum value_kind
draft_kind_column(const struct draft_table *t, const struct column_rule *c,
                  int top)
{
    enum value_kind kind = VALUE_AMOUNT;
    int texts = 0, numbers = 0, dates = 0, end = t->body_end;

    for (int i = 0; i < t->n_parts; i++) {
        int next = t->parts[i].place.row;

        end = next > top && next < end ? next : end;
    }
    for (int row = top; row < end; row++) {
        if (!drafting_text(t, row, c->place.col).n
            || drafting_is_mark(t, row, c->place.col))
            continue;
        if (drafting_is_date(t, row, c->place.col))
            dates++;
        else if (drafting_is_number(t, row, c->place.col))
            numbers++;
        else
            texts++;
    }
    if (is_wordy(c->words.exact[0], numbers > texts))
        return VALUE_TEXT;
    if (draft_kind_words(c->words.exact[0], &kind))
        return kind;
    if (dates > 0 && texts + numbers == 0)
        return VALUE_DATE;
    texts += dates;
    /* In a form that is still blank words are more likely than money. */
    if (t->is_form && texts == numbers && t->body_end - top > 2)
        return VALUE_TEXT;
    return texts > numbers || text_ends(c->words.exact[0], TEXT("名称"))
               ? VALUE_TEXT
           : t->counted && !t->unit.n ? VALUE_COUNT
                                      : VALUE_AMOUNT;
}

enum value_kind
draft_kind_value(const struct draft_table *t, const struct row_rule *row,
                 const struct column_rule *column)
{
    enum value_kind kind;

    if (!draft_kind_words(column->words.exact[0], &kind)
        && row->kind == ROW_ITEM
        && draft_kind_words(row->by_label.words.exact[0], &kind))
        return kind;
    return draft_kind_column(t, column, column->place.row + 1);
}
