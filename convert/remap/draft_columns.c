/* draft_columns.c - what the columns of a grid are. */
#include "remap/draft_columns.h"

#include "mapping/wording.h"

/* --- columns --- */

static bool
holds(struct text folded, const char *word)
{
    return text_find(folded, text_of(word), 0) >= 0;
}

/* Rows of the body in which the column has a text that is no number. */
int
draft_columns_texts(const struct draft_table *t, const struct draft_area *body,
                    int col)
{
    int n = 0;

    for (int row = body->top; row < body->end; row++)
        n += drafting_text(t, row, col).n && !drafting_is_number(t, row, col)
             && !drafting_is_mark(t, row, col);
    return n;
}

/* A code of 3, 5 or 7 digits. */
static bool
is_code(const struct draft_table *t, int row, int col)
{
    struct text text = drafting_text(t, row, col);

    return text_is_digits(text) && (text.n == 3 || text.n == 5 || text.n == 7);
}

static struct text
list_of(const struct draft_table *t, const struct draft_area *body,
        struct text folded, int col)
{
    if (holds(folded, "经济"))
        return TEXT("economic");
    if (holds(folded, "功能"))
        return TEXT("functional");
    for (int row = body->top; row < body->end; row++) {
        if (is_code(t, row, col))
            return drafting_text(t, row, col).at[0] == '3' ? TEXT("economic")
                                                           : TEXT("functional");
    }
    return TEXT("functional");
}

/* 科目编码, 功能分类科目编码 …, or a column of such codes: other codes, of goods or
   of units, are texts. */
static bool
is_of_codes(const struct draft_table *t, const struct draft_area *body,
            struct text folded, int col)
{
    static const char *const words[]
        = { "科目", "功能", "经济", "编码", "代码" };
    int codes = 0, others = 0;

    for (int row = body->top; row < body->end; row++) {
        codes += is_code(t, row, col);
        others += drafting_text(t, row, col).n > 0 && !is_code(t, row, col);
    }
    if (codes > 0)
        return codes >= others;
    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (i < 3 ? holds(folded, words[i])
                  : text_equal(folded, text_of(words[i])))
            return true;
    }
    return false;
}

/* What generic words of sheets say that a column is. */
static bool
read_generic(const struct draft_table *t, const struct draft_area *body,
             struct text above, struct column_rule *c)
{
    struct text folded = c->words.exact[0];

    if ((holds(folded, "编码") || holds(folded, "代码"))
        && is_of_codes(t, body, folded, c->place.col)) {
        c->role = COLUMN_CODE;
    } else if (holds(above, "编码") || holds(above, "代码")) {
        c->role = COLUMN_CODE;
        c->part = text_equal(folded, TEXT("类"))   ? CODE_CLASS
                  : text_equal(folded, TEXT("款")) ? CODE_SECTION
                                                   : CODE_ITEM;
    } else if (holds(folded, "科目名称") || holds(folded, "科目")) {
        c->role = COLUMN_NAME;
    } else if (text_equal(folded, TEXT("行次"))
               || text_equal(folded, TEXT("序号"))) {
        c->role = COLUMN_LINE;
    } else {
        return false;
    }
    if (c->role != COLUMN_LINE)
        c->codes = list_of(t, body,
                           c->role == COLUMN_CODE && c->part ? above : folded,
                           c->place.col);
    return true;
}

bool
draft_columns_is_sum(struct text folded)
{
    return text_ends(folded, TEXT("合计")) || text_ends(folded, TEXT("小计"))
           || text_ends(folded, TEXT("总计"));
}

/* The word for a heading, with the one above (本年支出 小计), and of a sum by
   whatever it is called. */
const struct draft_word *
draft_columns_find(const struct draft_table *t, struct text folded,
                   struct text above)
{
    struct draft_ask ask
        = { DRAFT_HEADING, t->base, t->schema, folded, above, NULL, 0, NULL };
    const struct draft_word *word = draft_words_find(t->words, &ask);
    static const char *const sums[] = { "合计", "小计" };

    if (!word && above.n) {
        ask.text = text_printf(t->arena, "%.*s%.*s", TEXT_ARG(above),
                               TEXT_ARG(folded));
        word = draft_words_find(t->words, &ask);
    }
    for (int i = 0;
         !word && draft_columns_is_sum(folded) && i < ARRAY_LEN(sums); i++) {
        ask.text = text_of(sums[i]);
        word = draft_words_find(t->words, &ask);
    }
    return word;
}

/* What the mappings say of it. */
static bool
read_known(struct draft_table *t, struct text above, struct column_rule *c)
{
    const struct draft_word *word
        = draft_columns_find(t, c->words.exact[0], above);

    if (!word)
        return false;
    c->item = word->item;
    c->measure = word->measure;
    if (word->column) {
        const struct column_rule *k = word->column;

        if (!c->n_children && k->role != COLUMN_GROUP)
            c->role = k->role;
        c->codes = k->codes;
        c->part = k->part;
        c->group = k->group && !c->n_children;
        c->ticks = k->ticks;
    } else if (!c->n_children) {
        const struct column_rule *k
            = draft_words_column(t->words, c->words.exact[0], c->measure);

        c->group = k && k->group;
    }
    if (word->column) {
        const struct column_rule *k = word->column;

        if (c->role == COLUMN_KEPT && !k->words.n)
            c->role = COLUMN_VALUE;
    }
    return c->n_children || c->role != COLUMN_VALUE || c->item.n
           || c->measure.n;
}

/* 基本工资 below 工资福利支出: a column of a code; a sum below it is of the class
   itself. */
static bool
read_code_name(const struct draft_table *t, struct text class,
               struct column_rule *c)
{
    struct text folded = c->words.exact[0];

    if (!class.n)
        return false;
    c->measure = draft_words_code(t->words->economic, folded, class, 5);
    if (!c->measure.n && draft_columns_is_sum(folded))
        c->measure = class;
    return c->measure.n > 0;
}

/* What the headings above a column are. */
struct over {
    struct text key;   /* of the nearest */
    struct text class; /* its code, where it is the name of one */
};

static void
read_roles(struct draft_table *t, const struct draft_area *body,
           const struct over *over, struct column_rule *columns, int n)
{
    for (int i = 0; i < n; i++) {
        struct column_rule *c = &columns[i];
        struct text folded = c->words.exact[0];
        bool named = text_ends(folded, TEXT("名称"));
        struct over below = { draft_words_key(folded), TEXT_NONE };

        if (c->n_children > 1)
            below.class = draft_words_code(t->words->economic, folded,
                                           TEXT_NONE, 3);
        if (!c->n_children && read_code_name(t, over->class, c)) {
            t->n_mechanical++;
        } else if (below.class.n) {
            t->n_mechanical++; /* the name of a class, over its codes */
        } else if (read_known(t, over->key, c)) {
            t->n_known++;
        } else if (!c->n_children && read_generic(t, body, over->key, c)) {
            t->n_mechanical++;
        } else if (!c->n_children && !named
                   && ((c->place.col == body->left && !folded.n)
                       || ((c->place.col == body->left
                            || text_equal(folded, t->label))
                           && draft_columns_texts(t, body, c->place.col)
                                  > 0))) {
            c->role = COLUMN_LABEL;
            t->n_mechanical++;
        }
        if (c->role == COLUMN_LABEL)
            t->label = folded;
        c->sum = c->role == COLUMN_VALUE
                 && draft_columns_is_sum(text_sans_tail(folded));
        read_roles(t, body, &below, c->children, c->n_children);
    }
}

/* --- where the rows end --- */

/* Is the row cut into cells as the first of the grid, without a word right of
   its label, below a sum or another such row?  The parts of the sum may be
   fields elsewhere. */
static bool
is_part_of_sum(const struct draft_table *t, const struct draft_area *body,
               int row)
{
    int above = row - 1;

    for (int col = body->left; col < body->right; col++) {
        struct span span = drafting_span(t, row, col);
        struct span first = drafting_span(t, body->top, col);

        if (span.top != row || span.end_row != row + 1
            || span.left != first.left || span.end_col != first.end_col
            || (col > body->left && drafting_text(t, row, col).n
                && !drafting_is_number(t, row, col)
                && !drafting_is_mark(t, row, col)))
            return false;
    }
    return above >= body->top
           && (draft_columns_is_sum(
                   text_sans_tail(drafting_folded(t, above, body->left)))
               || is_part_of_sum(t, body, above));
}

/* Does a merged cell right of the first column cover several leaves, up to the
   last? Then it is a field of a line. */
static bool
is_line(const struct draft_table *t, const struct draft_area *body, int row)
{
    int first, n = drafting_anchors(t, body, row, &first);
    struct span head = drafting_span(t, row, body->left);
    struct text folded = drafting_folded(t, row, body->left);

    if (head.top < row)
        return false;
    if (head.end_col >= body->right)
        return true;
    if (n
        && (draft_words_known(t->words, DRAFT_ROW, folded)
            || is_part_of_sum(t, body, row)))
        return false;
    if (n
        && (draft_words_known(t->words, DRAFT_FIELD, folded)
            || draft_words_known(t->words, DRAFT_BESIDE, folded)))
        return true;
    for (int col = head.end_col; col < body->right;) {
        struct span span = drafting_span(t, row, col);

        if (span.end_col - span.left > 2 && span.end_col >= body->right
            && drafting_span(t, body->top, col).end_col < span.end_col)
            return true;
        col = span.end_col;
    }
    return false;
}

int
draft_columns_read(struct draft_table *t, struct column_rule *columns, int n,
                   const struct draft_area *body)
{
    struct draft_area area = *body;

    for (int row = body->top; t->is_form && row < area.end; row++) {
        if (is_line(t, &area, row) && row > body->top)
            area.end = row;
    }
    read_roles(t, &area, &(struct over){ TEXT_NONE, TEXT_NONE }, columns, n);
    return area.end;
}
