/* draft_name.c - each column and row of a drafted table gets its words. */
#include "remap/draft_name.h"

#include "base/pairs.h"
#include "mapping/near.h"
#include "mapping/wording.h"
#include "remap/draft_kind.h"

/* A table while its words are given. */
struct naming {
    struct draft_table *t;
    struct pairs *taken; /* item and measure */
    int count;
};

/* --- own words --- */

/* A text as a word: no blanks, brackets, marks or ordinal. */
static struct text
id_of(struct draft_table *t, struct text folded)
{
    struct text key = draft_words_key(folded);
    char *out;
    size_t n = 0;

    if (!key.n)
        key = folded;
    out = ARENA_ARRAY(t->arena, char, key.n + 1);
    for (size_t at = 0; at < key.n;) {
        size_t from = at;
        uint32_t c = text_next(key, &at);
        bool letter = c > 0x7f
                          ? (c < 0x3000 || c > 0x303f) && c < 0xff00
                          : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9');

        if (!letter)
            continue;
        if (n + (at - from) > 48)
            break;
        while (from < at)
            out[n++] = key.at[from++];
    }
    return (struct text){ out, n };
}

struct text
draft_name_of(struct draft_table *t, struct text folded)
{
    struct text name = text_sans_ordinal(folded);

    if (text_ends(name, TEXT(":")))
        name.n--;
    return name.n ? name : id_of(t, folded);
}

static const struct draft_own *
find_own(const struct draft_table *t, bool is_item, struct text id)
{
    for (int i = 0; i < t->n_owns; i++) {
        if (t->owns[i].is_item == is_item && text_equal(t->owns[i].id, id))
            return &t->owns[i];
    }
    return NULL;
}

/* Has the kind of table, or this one, such a word already? */
static bool
is_word(const struct naming *n, bool is_item, struct text id)
{
    struct draft_table *t = n->t;
    enum item_kind kind;

    if (find_own(t, is_item, id))
        return true;
    if (!t->schema)
        return false;
    if (is_item)
        return schema_item(t->schema, id, &kind);
    return false;
}

/* Declares an own word for a text; the one above it, or a number, tells it
   from another.  Returns its id. */
static struct text
declare(struct naming *n, struct draft_own own, struct text folded,
        struct text above)
{
    struct draft_table *t = n->t;
    struct text base = id_of(t, folded);

    if (text_is_digits(base))
        base = own.is_item ? TEXT("项") : TEXT("值");
    own.id = base;
    if (is_word(n, own.is_item, own.id) && above.n)
        own.id
            = id_of(t, text_printf(t->arena, "%.*s%.*s",
                                   TEXT_ARG(id_of(t, above)), TEXT_ARG(base)));
    for (int i = 2; is_word(n, own.is_item, own.id); i++)
        own.id = text_printf(t->arena, "%.*s%d", TEXT_ARG(base), i);
    own.name = own.id;
    own.near = draft_words_near(t->words, t->schema, draft_words_key(folded));
    ARENA_PUSH(t->arena, t->owns, t->n_owns, t->owns_capacity, own);
    t->n_open++;
    return own.id;
}

/* --- grids --- */

static bool
says_below(const struct column_rule *c, bool item)
{
    for (int i = 0; i < c->n_children; i++) {
        const struct column_rule *child = &c->children[i];

        if ((item ? child->item.n : child->measure.n)
            || says_below(child, item))
            return true;
    }
    return false;
}

/* Columns below that say nothing of their own. */
static int
count_bare(const struct column_rule *c)
{
    int n = 0;

    for (int i = 0; i < c->n_children; i++) {
        const struct column_rule *child = &c->children[i];

        n += child->item.n || child->measure.n ? 0
             : child->n_children               ? count_bare(child)
                                               : child->role == COLUMN_VALUE;
    }
    return n;
}

/* What a heading says and one below it says otherwise, or several do not tell
   apart, is of the sum below it alone: 公务用车购置及运行维护费 over 小计, 购置费,
   运行维护费. */
static void
settle_groups(struct column_rule *columns, int n)
{
    for (int i = 0; i < n; i++) {
        struct column_rule *c = &columns[i];

        settle_groups(c->children, c->n_children);
        if (c->item.n && (says_below(c, true) || count_bare(c) > 1)) {
            for (int k = 0; k < c->n_children; k++) {
                if (c->children[k].sum && !c->children[k].item.n)
                    c->children[k].item = c->item;
            }
            c->item = TEXT_NONE;
        }
        if (c->measure.n && (says_below(c, false) || count_bare(c) > 1)) {
            for (int k = 0; k < c->n_children; k++) {
                if (c->children[k].sum && !c->children[k].measure.n)
                    c->children[k].measure = c->measure;
            }
            c->measure = TEXT_NONE;
        }
    }
}

/* The family of a kind of table that an item is of. */
static struct text
family_of(const struct draft_table *t, struct text item)
{
    const struct schema_section *section
        = t->schema && item.n ? schema_section(t->schema, item) : NULL;

    return section ? text_of(section->id) : TEXT_NONE;
}

/* An item as schema knows it: that of rows by code, or of a list. */
static struct text
item_of_rule(const struct draft_table *t, const struct row_rule *row)
{
    if (row->kind == ROW_CODE)
        return text_equal(row->by_code.list, TEXT("economic")) ? TEXT("301")
                                                               : TEXT("201");
    if (row->kind == ROW_RECORD)
        return text_printf(t->arena, "%.*s.1",
                           TEXT_ARG(text_sans_digits(row->item)));
    return row->item;
}

static struct text
item_of_block(const struct draft_table *t, const struct block_rule *block)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < block->n_rows; i++) {
            const struct row_rule *row = &block->rows[i];
            bool many = row->kind == ROW_CODE || row->kind == ROW_RECORD;

            if ((pass || many) && item_of_rule(t, row).n)
                return item_of_rule(t, row);
        }
    }
    return TEXT_NONE;
}

/* What the headings of a grid say of items and measures. */
struct sides {
    bool rows_item, rows_measure; /* rows say them */
    bool one;                     /* there is one row without a label */
    struct text item;             /* of some row, for its family */
    bool columns_item;            /* some heading says one */
};

static bool
any_item(const struct column_rule *columns, int n)
{
    for (int i = 0; i < n; i++) {
        if (columns[i].item.n
            || any_item(columns[i].children, columns[i].n_children))
            return true;
    }
    return false;
}

static struct sides
sides_of(const struct draft_table *t, const struct block_rule *block)
{
    struct sides sides = { .one = true };
    int known = 0, measures = 0, labels = 0;

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];

        if (row->kind == ROW_BLANK)
            continue;
        sides.one &= row->kind == ROW_ONE;
        known += row->kind == ROW_ITEM && row->item.n && row->n_values >= 0;
        labels += row->kind == ROW_ITEM && !row->kept;
        measures += row->kind == ROW_ITEM && row->n_values < 0;
        sides.rows_item |= row->kind == ROW_CODE || row->kind == ROW_RECORD
                           || (row->kind == ROW_ONE && row->item.n);
    }
    sides.columns_item = any_item(block->columns, block->n_columns);
    sides.rows_item |= known > 0;
    sides.rows_measure = 2 * measures > labels;
    if (sides.rows_item)
        sides.rows_measure = false;
    else if (!sides.one && !sides.rows_measure)
        sides.rows_item = true;
    sides.item = item_of_block(t, block);
    return sides;
}

/* What a leaf has of its own and from the headings above. */
struct path {
    struct text item, measure, above;
};

/* Where columns say items alone, the measure is what any figure is. */
static bool
is_amount(const struct naming *n, const struct sides *sides, struct text item)
{
    enum value_kind kind;

    if (sides->rows_item || !item.n)
        return false;
    return !n->t->schema || find_own(n->t, true, item)
           || schema_value(n->t->schema, item, TEXT("amount"), &kind);
}

static void
name_leaf(struct naming *n, const struct sides *sides, struct path path,
          struct column_rule *c, int top)
{
    struct draft_table *t = n->t;
    struct text folded = c->words.exact[0];
    struct draft_own own = { .kind = VALUE_AMOUNT };
    bool wants_item = !sides->rows_item && !(c->item.n || path.item.n)
                      && (sides->columns_item || sides->rows_measure);
    bool wants_measure
        = !sides->rows_measure && !(c->measure.n || path.measure.n);

    own.kind = draft_kind_column(t, c, top);
    if (sides->rows_item) {
        c->item = TEXT_NONE;
        own.family = family_of(t, sides->item);
    }
    if (sides->rows_measure)
        c->measure = TEXT_NONE;
    if (wants_item) {
        own.is_item = true;
        c->item = declare(n, own, folded, path.above);
        own.is_item = false;
    }
    if (wants_measure)
        c->measure = is_amount(n, sides, c->item.n ? c->item : path.item)
                         ? TEXT("amount")
                         : declare(n, own, folded, path.above);
}

static void
name_columns(struct naming *n, const struct sides *sides, struct path path,
             struct column_rule *columns, int count, int top)
{
    for (int i = 0; i < count; i++) {
        struct column_rule *c = &columns[i];
        struct path below = path;

        if (c->role == COLUMN_VALUE) {
            name_leaf(n, sides, path, c, top);
            continue;
        }
        if (!c->n_children)
            continue;
        if (sides->rows_item)
            c->item = TEXT_NONE;
        if (sides->rows_measure)
            c->measure = TEXT_NONE;
        if (c->item.n)
            below.item = c->item;
        if (c->measure.n)
            below.measure = c->measure;
        below.above = c->words.exact[0];
        name_columns(n, sides, below, c->children, c->n_children, top);
    }
}

/* A heading that says a measure again which one before it says is another. */
static void
part_columns(struct naming *n, const struct sides *sides,
             struct block_rule *block, struct column_rule *columns, int count,
             struct path path)
{
    for (int i = 0; i < count; i++) {
        struct column_rule *c = &columns[i];
        struct path at = path;
        struct draft_own own = { .kind = VALUE_AMOUNT };

        if (c->item.n)
            at.item = c->item;
        if (c->measure.n)
            at.measure = c->measure;
        at.above = c->words.exact[0];
        if (c->n_children) {
            part_columns(n, sides, block, c->children, c->n_children, at);
            continue;
        }
        if (c->role != COLUMN_VALUE
            || pairs_add(n->taken,
                         text_printf(n->t->arena, "%p %.*s", (void *)block,
                                     TEXT_ARG(at.item)),
                         at.measure, n->count++)
                   < 0)
            continue;
        own.kind = draft_kind_column(n->t, c, c->place.row + 1);
        own.is_item = !sides->rows_item && c->item.n > 0;
        own.family = own.is_item ? TEXT_NONE : family_of(n->t, sides->item);
        if (own.is_item)
            c->item = declare(n, own, c->words.exact[0], path.above);
        else
            c->measure = declare(n, own, c->words.exact[0], path.above);
    }
}

/* What the records of a list are called by: 项目名称, else the first heading. */
static struct text
name_of_records(const struct block_rule *block)
{
    const struct column_rule *first = NULL;

    for (int i = 0; i < block->n_leaves; i++) {
        const struct column_rule *c = block->leaves[i];

        if (c->role != COLUMN_VALUE)
            continue;
        first = first ? first : c;
        if (text_ends(c->words.exact[0], TEXT("名称")))
            return c->words.exact[0];
    }
    return first ? first->words.exact[0] : TEXT_NONE;
}

static void
name_rows(struct naming *n, const struct sides *sides, struct block_rule *block)
{
    struct draft_table *t = n->t;
    struct text sum = TEXT_NONE;

    for (int i = 0; i < block->n_rows; i++) {
        struct row_rule *row = &block->rows[i];
        struct draft_own own = { .is_item = true, .kind = VALUE_AMOUNT };
        struct text folded;

        if (row->kind == ROW_RECORD && !row->item.n) {
            struct text name = name_of_records(block);

            if (text_ends(name, TEXT("名称")))
                name.n -= sizeof "名称" - 1;
            row->item = declare(n, own, name.n ? name : TEXT("行"), TEXT_NONE);
            t->owns[t->n_owns - 1].id
                = text_printf(t->arena, "%.*s.{n}", TEXT_ARG(row->item));
            row->item = text_printf(t->arena, "%.*s.", TEXT_ARG(row->item));
        }
        if (row->kind == ROW_ONE && !row->item.n && !sides->columns_item)
            row->item = t->schema && is_word(n, true, TEXT("total"))
                            ? TEXT("total")
                            : declare(n, own, TEXT("合计"), TEXT_NONE);
        if (row->kind != ROW_ITEM || row->kept)
            continue;
        for (int k = 0; k < row->n_values; k++) {
            if (row->values[k].used && row->values[k].measure.n)
                (void)pairs_add(n->taken, row->item, row->values[k].measure,
                                n->count++);
        }
        folded = row->by_label.words.exact[0];
        own.family = family_of(t, sides->item);
        (void)draft_kind_words(folded, &own.kind);
        if (sides->rows_measure) {
            row->item = TEXT_NONE;
            if (!row->values || !row->values->measure.n) {
                own.is_item = false;
                row->values = ARENA_NEW(t->arena, struct value_rule);
                row->n_values = -1;
                row->values->measure = declare(n, own, folded, sum);
            }
            continue;
        }
        if (row->n_values < 0) {
            row->n_values = 0;
            row->values = NULL;
            row->item = TEXT_NONE;
        }
        if (!row->item.n
            || pairs_add(n->taken, TEXT("row"), row->item, n->count++) >= 0)
            row->item = declare(n, own, folded, sum);
        (void)pairs_add(n->taken, TEXT("row"), row->item, n->count++);
        if (row->sum)
            sum = folded;
    }
}

/* --- lines --- */

/* A value that is in one cell with its label. */
static void
name_said(struct naming *n, struct text label, struct text *item,
          struct text *measure, enum value_kind *kind)
{
    struct draft_table *t = n->t;
    struct draft_ask ask
        = { DRAFT_FIELD, t->base, t->schema, label, TEXT_NONE, NULL, 0, NULL };
    const struct draft_word *word = draft_words_find(t->words, &ask);
    struct draft_own own = { .family = TEXT("header"), .kind = VALUE_TEXT };

    if (text_ends(label, TEXT("分")))
        own.kind = VALUE_SCORE;
    if (word && word->item.n && word->measure.n) {
        *item = word->item;
        *measure = word->measure;
        t->n_known++;
    } else {
        *item = TEXT("header");
        *measure = declare(n, own, label, TEXT_NONE);
    }
    *kind = own.kind;
    (void)pairs_add(n->taken, *item, *measure, n->count++);
}

/* The values of a cell by the labels in it; then it is a pattern. */
static void
name_pattern(struct naming *n, struct line_cell *cell)
{
    struct draft_table *t = n->t;
    struct text source = TEXT_NONE;

    for (int i = 0; i < cell->patterns->n_parts; i++) {
        struct pattern_part *part = &cell->patterns->parts[i];

        if (part->literal) {
            source = text_printf(t->arena, "%.*s%.*s", TEXT_ARG(source),
                                 TEXT_ARG(part->text));
        } else if (part->field == FIELD_ANY) {
            source = text_printf(t->arena, "%.*s{*}", TEXT_ARG(source));
            t->n_mechanical++;
        } else {
            name_said(n, part[-1].folded, &part->item, &part->measure,
                      &part->kind);
            source = text_printf(t->arena, "%.*s{%.*s.%.*s}", TEXT_ARG(source),
                                 TEXT_ARG(part->item), TEXT_ARG(part->measure));
        }
    }
    cell->patterns->source = source;
}

static void
name_line(struct naming *n, struct part_rule *part)
{
    struct text label = TEXT_NONE;
    struct text beside
        = part->beside ? part->beside->words.exact[0] : TEXT_NONE;

    for (int i = 0; i < part->n_cells; i++) {
        struct line_cell *cell = &part->cells[i];
        struct draft_own own = { .family = TEXT("header") };

        if (cell->kind == LINE_LABEL)
            label = cell->words.exact[0];
        if (cell->kind == LINE_PATTERN && !cell->patterns->source.n)
            name_pattern(n, cell);
        if (cell->kind != LINE_FIELD)
            continue;
        if (cell->field.item.n
            && pairs_add(n->taken, cell->field.item, cell->field.measure,
                         n->count++)
                   < 0)
            continue;
        own.kind = cell->field.kind;
        cell->field.item = TEXT("header");
        cell->field.measure
            = declare(n, own, label.n ? label : TEXT("内容"), beside);
    }
}

static void
name_captions(struct naming *n)
{
    struct draft_table *t = n->t;

    for (int i = 0; t->is_form && i < t->n_captions; i++) {
        struct draft_caption *caption = &t->captions[i];

        if (!caption->field.n)
            name_said(n, text_fold(t->arena, caption->label), &caption->item,
                      &caption->measure, &caption->kind);
    }
}

void
draft_name_all(struct draft_table *t)
{
    struct naming n = { .t = t, .taken = pairs_new(t->arena) };

    name_captions(&n);
    for (int i = 0; i < t->n_parts; i++) {
        struct part_rule *part = &t->parts[i];

        if (part->kind == PART_LINE) {
            name_line(&n, part);
            continue;
        }
        for (int k = 0; k < part->n_blocks; k++) {
            struct block_rule *block = &part->blocks[k];
            struct sides sides = sides_of(t, block);
            const struct path path = { TEXT_NONE, TEXT_NONE, TEXT_NONE };
            int top = block->leaves[0]->place.row + 1;

            settle_groups(block->columns, block->n_columns);
            name_rows(&n, &sides, block);
            sides.item = item_of_block(t, block);
            name_columns(&n, &sides, path, block->columns, block->n_columns,
                         top);
            part_columns(&n, &sides, block, block->columns, block->n_columns,
                         path);
        }
    }
}

struct text
draft_name_remark(const struct draft_table *t, struct text item,
                  struct text measure)
{
    const struct draft_own *own = item.n ? find_own(t, true, item) : NULL;

    if (!own && measure.n)
        own = find_own(t, false, measure);
    if (!own)
        return TEXT_NONE;
    if (own->near.n)
        return text_printf(t->arena, "review: own word '%.*s'; near: %.*s",
                           TEXT_ARG(own->name), TEXT_ARG(own->near));
    return text_printf(t->arena, "review: own word '%.*s'",
                       TEXT_ARG(own->name));
}
