/* draft_declare.c - the own words of a drafted table as a vocabulary. */
#include "remap/draft_declare.h"

#include "remap/draft_kind.h"
#include "remap/draft_name.h"

/* A value that the table has a cell for. */
struct use {
    struct text item, item_name, codes;
    struct text measure, name;
    enum value_kind kind;
};

struct uses {
    struct draft_table *t;
    struct use *items;
    int n, capacity;
};

static void
add(struct uses *uses, struct use use)
{
    enum value_kind kind;

    if (!use.item.n || !use.measure.n
        || (uses->t->schema
            && schema_value(uses->t->schema, use.item, use.measure, &kind)))
        return;
    for (int i = 0; i < uses->n; i++) {
        if (text_equal(uses->items[i].item, use.item)
            && text_equal(uses->items[i].measure, use.measure))
            return;
    }
    ARENA_PUSH(uses->t->arena, uses->items, uses->n, uses->capacity, use);
}

/* --- what a table uses --- */

/* What labels in one cell with their values say. */
static void
add_pattern(struct uses *uses, const struct pattern *pattern)
{
    for (int i = 1; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        if (!part->literal && part->field == FIELD_VALUE)
            add(uses, (struct use){ part->item, TEXT("基本情况"), TEXT_NONE,
                                    part->measure,
                                    draft_name_of(uses->t, part[-1].folded),
                                    part->kind });
    }
}

static void
add_line(struct uses *uses, const struct part_rule *part)
{
    struct text label = TEXT("内容");

    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        if (cell->kind == LINE_LABEL)
            label = cell->words.exact[0];
        if (cell->kind == LINE_FIELD)
            add(uses, (struct use){ cell->field.item, TEXT("基本情况"),
                                    TEXT_NONE, cell->field.measure,
                                    draft_name_of(uses->t, label),
                                    cell->field.kind });
        for (int k = 0; k < cell->n_patterns; k++)
            add_pattern(uses, &cell->patterns[k]);
    }
}

/* What the row says; what a column says is added by columns(). */
static struct use
use_of_row(struct draft_table *t, const struct row_rule *row)
{
    struct use use = { .item = row->item };

    switch (row->kind) {
    case ROW_CODE:
        use.item = TEXT("{code}");
        use.codes = row->by_code.list;
        break;
    case ROW_RECORD:
        use.item = text_printf(t->arena, "%.*s{n}", TEXT_ARG(row->item));
        use.item_name = text_slice(row->item, 0, row->item.n - 1);
        break;
    case ROW_ITEM:
        use.item_name = draft_name_of(t, row->by_label.words.exact[0]);
        if (row->n_values < 0)
            use.measure = row->values->measure;
        break;
    case ROW_ONE:
        use.item_name = TEXT("合计");
        break;
    case ROW_BLANK:
        break;
    }
    return use;
}

static void
add_columns(struct uses *uses, const struct row_rule *row, struct use use,
            const struct column_rule *columns, int n)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *c = &columns[i];
        struct text name = draft_name_of(uses->t, c->words.exact[0]);
        struct use here = use;

        if (c->item.n) {
            here.item = c->item;
            here.item_name = name;
        }
        if (c->measure.n) {
            here.measure = c->measure;
            here.name = name;
        }
        if (!here.name.n)
            here.name = here.measure;
        if (c->n_children) {
            add_columns(uses, row, here, c->children, c->n_children);
            continue;
        }
        if (c->role != COLUMN_VALUE)
            continue;
        if (row->n_values > 0) {
            if (!row->values[c->leaf].used)
                continue;
            if (row->values[c->leaf].measure.n)
                here.measure = row->values[c->leaf].measure;
        }
        here.kind = draft_kind_value(uses->t, row, c);
        add(uses, here);
    }
}

static struct uses
uses_of(struct draft_table *t)
{
    struct uses uses = { .t = t };

    for (int i = 0; t->is_form && i < t->n_captions; i++) {
        const struct draft_caption *c = &t->captions[i];

        if (c->field.n)
            continue;
        add(&uses,
            (struct use){ c->item, TEXT("基本情况"), TEXT_NONE, c->measure,
                          draft_name_of(t, c->label), c->kind });
    }
    for (int i = 0; i < t->n_parts; i++) {
        const struct part_rule *part = &t->parts[i];

        if (part->kind == PART_LINE)
            add_line(&uses, part);
        for (int k = 0; k < part->n_blocks; k++) {
            const struct block_rule *b = &part->blocks[k];

            for (int r = 0; r < b->n_rows; r++) {
                if (b->rows[r].kind != ROW_BLANK && !b->rows[r].kept)
                    add_columns(&uses, &b->rows[r], use_of_row(t, &b->rows[r]),
                                b->columns, b->n_columns);
            }
        }
    }
    return uses;
}

/* --- writing --- */

static void
write_measure(struct draft_table *t, const struct use *use,
              struct draft_node *list)
{
    struct draft_node *map;

    for (const struct draft_node *c = list->child; c; c = c->next) {
        const struct draft_node *id = draft_yaml_find(c, "measure");

        if (text_equal(id ? id->text : c->text, use->measure))
            return;
    }
    if (use->kind == VALUE_AMOUNT && text_equal(use->name, use->measure)) {
        draft_yaml_text(t->arena, list, NULL, use->measure);
        return;
    }
    map = draft_yaml_open(t->arena, list, NULL, NODE_MAP);
    draft_yaml_text(t->arena, map, "measure", use->measure);
    draft_yaml_text(t->arena, map, "name", use->name);
    if (use->kind != VALUE_AMOUNT)
        draft_yaml_text(t->arena, map, "kind", text_of(schema_kind(use->kind)));
}

/* A family of this table alone, by a word; "" is the one that its items have
   if they say none.  An id has 48 bytes at most. */
static struct draft_node *
family_list(struct draft_table *t, struct draft_node *families,
            struct text word, struct text *id)
{
    struct text head = t->id;
    struct draft_node *known;

    while (head.n + word.n + 1 > SCHEMA_ID_BYTES
           || (head.n && head.n < t->id.n
               && ((unsigned char)t->id.at[head.n] & 0xC0) == 0x80))
        head.n--;
    *id = text_printf(t->arena, "%.*s_%.*s", TEXT_ARG(head), TEXT_ARG(word));
    known = draft_yaml_find(families, text_zero(t->arena, *id));
    return known ? known
                 : draft_yaml_open(t->arena, families, text_zero(t->arena, *id),
                                   NODE_LIST);
}

static bool
has_item(const struct draft_table *t, struct text item)
{
    enum item_kind kind;

    return t->schema && schema_item(t->schema, item, &kind);
}

/* Do all measures that the item is used with go together in a family that the
   kind of table has?  Its id, else "". */
static struct text
known_family(const struct uses *uses, struct text item)
{
    const struct draft_table *t = uses->t;
    const struct schema_section *section;

    for (int s = 0; t->schema && (section = schema_section_at(t->schema, s));
         s++) {
        bool all = true;

        for (int i = 0; i < uses->n && all; i++) {
            const struct schema_measure *m;
            bool found = false;

            if (!text_equal(uses->items[i].item, item))
                continue;
            for (int k = 0; (m = schema_measure_at(section, k)) && !found; k++)
                found = text_equal(text_of(m->word), uses->items[i].measure)
                        && m->kind == uses->items[i].kind;
            all = found;
        }
        if (all)
            return text_of(section->id);
    }
    return TEXT_NONE;
}

/* What distinguishes the families of items: the first part of a form's item,
   else the kind of figures. */
static struct text
family_word(const struct uses *uses, const struct use *use)
{
    struct text head = use->item;
    long dot = text_find(head, TEXT("."), 0);

    if (uses->t->is_form)
        return dot > 0 ? text_slice(head, 0, (size_t)dot) : head;
    if (text_ends(use->item, TEXT("{n}")))
        return text_slice(head, 0, head.n - 4);
    return text_of(schema_kind(use->kind));
}

static void
write_item(struct uses *uses, int i, struct draft_node *items,
           struct draft_node *families)
{
    struct draft_table *t = uses->t;
    const struct use *use = &uses->items[i];
    struct text family = known_family(uses, use->item);
    struct draft_node *map = draft_yaml_open(t->arena, items, NULL, NODE_MAP);

    draft_yaml_text(t->arena, map, "item", use->item);
    if (use->codes.n)
        draft_yaml_text(t->arena, map, "codes", use->codes);
    else if (use->item_name.n)
        draft_yaml_text(t->arena, map, "name", use->item_name);
    for (int k = i; !family.n && k < uses->n; k++) {
        struct text id;

        if (!text_equal(uses->items[k].item, use->item))
            continue;
        write_measure(t, &uses->items[k],
                      family_list(t, families, family_word(uses, use), &id));
        if (k + 1 == uses->n)
            family = id;
    }
    if (!family.n)
        (void)family_list(t, families, family_word(uses, use), &family);
    draft_yaml_text(t->arena, map, "measures", family);
}

static bool
is_first(const struct uses *uses, int i)
{
    for (int k = 0; k < i; k++) {
        if (text_equal(uses->items[k].item, uses->items[i].item))
            return false;
    }
    return true;
}

void
draft_declare_all(struct draft_table *t, struct draft_node *tables,
                  struct draft_node *families)
{
    struct uses uses = uses_of(t);
    struct draft_node *map, *items = NULL, *further = NULL;

    if (uses.n == 0)
        return;
    map = draft_yaml_open(t->arena, tables, NULL, NODE_MAP);
    draft_yaml_text(t->arena, map, "table", t->id);
    if (!t->schema)
        draft_yaml_text(t->arena, map, "name", t->title);
    if (!t->schema && t->is_form)
        draft_yaml_bare(t->arena, map, "evaluation", "true");
    for (int i = 0; i < uses.n; i++) {
        const struct use *use = &uses.items[i];

        if (has_item(t, use->item) || !is_first(&uses, i))
            continue;
        if (!items)
            items = draft_yaml_open(t->arena, map, "items", NODE_LIST);
        write_item(&uses, i, items, families);
    }
    for (int i = 0; i < uses.n; i++) {
        const struct use *use = &uses.items[i];
        const struct schema_section *section;
        struct draft_node *list;
        const char *id;

        if (!has_item(t, use->item))
            continue;
        if (!further)
            further = draft_yaml_open(t->arena, map, "measures", NODE_MAP);
        section = schema_section(t->schema, use->item);
        id = section->id;
        list = draft_yaml_find(further, id);
        write_measure(t, use,
                      list ? list
                           : draft_yaml_open(t->arena, further, id, NODE_LIST));
    }
}
