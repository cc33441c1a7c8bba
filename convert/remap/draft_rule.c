/* draft_rule.c - a drafted table as a mapping file. */
#include "remap/draft_rule.h"

#include "remap/draft_name.h"
#include "remap/draft_said.h"

#define OPEN draft_yaml_open
#define PUT draft_yaml_text
#define BARE draft_yaml_bare
#define NUMBER draft_yaml_number

static void
put(struct draft_table *t, struct draft_node *map, const char *key,
    struct text text)
{
    if (text.n)
        PUT(t->arena, map, key, text);
}

static void
flag(struct draft_table *t, struct draft_node *map, const char *key, bool on)
{
    if (on)
        BARE(t->arena, map, key, "true");
}

/* --- headings --- */

static void
write_ticks(struct draft_table *t, const struct ticks *ticks,
            struct draft_node *map)
{
    struct draft_node *at = map;

    if (!ticks->n)
        return;
    if (ticks->before || ticks->apart)
        at = OPEN(t->arena, map, "ticks", NODE_MAP);
    at = OPEN(t->arena, at, at == map ? "ticks" : "choices", NODE_LIST);
    for (int i = 0; i < ticks->n; i++)
        PUT(t->arena, at, NULL, ticks->shown[i]);
    if (ticks->before || ticks->apart)
        PUT(t->arena, map->last, "marks",
            ticks->before ? TEXT("before") : TEXT("apart"));
}

static void
write_value(struct draft_table *t, const struct column_rule *c,
            struct draft_node *map)
{
    static const char *const parts[] = { NULL, "class", "section", "item" };

    if (c->role == COLUMN_CODE) {
        PUT(t->arena, map, "code", c->codes);
        if (c->part)
            PUT(t->arena, map, "part", text_of(parts[c->part]));
    } else if (c->role == COLUMN_NAME) {
        PUT(t->arena, map, "name", c->codes);
    } else if (c->role == COLUMN_LABEL || c->role == COLUMN_LINE) {
        flag(t, map, c->role == COLUMN_LABEL ? "label" : "line", true);
    } else if (c->role == COLUMN_KEPT) {
        flag(t, map, "kept", true);
    } else {
        put(t, map, "item", c->item);
        put(t, map, "measure", c->measure);
        flag(t, map, "sum", c->sum && !c->n_children);
        flag(t, map, "group", c->group);
        write_ticks(t, &c->ticks, map);
    }
    if (c->span > 1)
        NUMBER(t->arena, map, "span", c->span);
    if (c->n_children)
        draft_rule_write_columns(t, c->children, c->n_children,
                                 OPEN(t->arena, map, "columns", NODE_LIST));
}

/* HEADING: label, HEADING: [...] or HEADING: {...} */
static void
write_column(struct draft_table *t, const struct column_rule *c,
             struct draft_node *list)
{
    struct draft_node *entry = OPEN(t->arena, list, NULL, NODE_MAP), *value;
    bool plain = !c->item.n && !c->measure.n && c->span < 2;

    if (c->role == COLUMN_VALUE || c->n_children)
        entry->remark = draft_name_remark(t, c->item, c->measure);
    if (plain && c->n_children) {
        value = OPEN(t->arena, entry, NULL, NODE_LIST);
        draft_rule_write_columns(t, c->children, c->n_children, value);
    } else if (plain && (c->role == COLUMN_LABEL || c->role == COLUMN_LINE)) {
        value = PUT(t->arena, entry, NULL,
                    c->role == COLUMN_LABEL ? TEXT("label") : TEXT("line"));
    } else if (plain && c->role == COLUMN_KEPT) {
        value = BARE(t->arena, entry, NULL, "~");
    } else {
        value = OPEN(t->arena, entry, NULL, NODE_MAP);
        write_value(t, c, value);
    }
    value->key = c->words.shown[0];
}

void
draft_rule_write_columns(struct draft_table *t,
                         const struct column_rule *columns, int n,
                         struct draft_node *list)
{
    for (int i = 0; i < n; i++)
        write_column(t, &columns[i], list);
}

/* --- rows --- */

static void
write_measures(struct draft_table *t, const struct row_rule *row,
               const struct block_rule *block, struct draft_node *map)
{
    struct draft_node *list;

    if (row->n_values < 0) {
        put(t, map, "measure", row->values->measure);
        return;
    }
    if (!row->values)
        return;
    list = OPEN(t->arena, map, "measures", NODE_MAP);
    for (int i = 0; i < row->n_values; i++) {
        const struct column_rule *c = block->leaves[i];
        struct text measure = row->values[i].measure;

        if (!row->values[i].used || !c->measure.n)
            continue;
        PUT(t->arena, list, text_zero(t->arena, c->measure),
            measure.n ? measure : c->measure);
    }
}

static void
write_codes(struct draft_table *t, const struct row_rule *row,
            struct draft_node *map)
{
    struct draft_node *list;

    if (!row->by_code.n_under) {
        PUT(t->arena, map, "each", TEXT("code"));
        PUT(t->arena, map, "tree", row->by_code.list);
        return;
    }
    PUT(t->arena, map, "each", row->by_code.list);
    list = OPEN(t->arena, map, "under", NODE_LIST);
    for (int i = 0; i < row->by_code.n_under; i++)
        BARE(t->arena, list, NULL, text_zero(t->arena, row->by_code.under[i]));
}

static void
fill_row(struct draft_table *t, const struct row_rule *row,
         const struct block_rule *block, struct draft_node *map)
{
    switch (row->kind) {
    case ROW_BLANK:
        if (row->line)
            NUMBER(t->arena, map, "line", row->line);
        NUMBER(t->arena, map, "blank", row->blank);
        break;
    case ROW_CODE:
        write_codes(t, row, map);
        break;
    case ROW_RECORD:
        PUT(t->arena, map, "each", TEXT("record"));
        PUT(t->arena, map, "item",
            text_printf(t->arena, "%.*s{n}", TEXT_ARG(row->item)));
        if (row->min_rows > 1)
            NUMBER(t->arena, map, "min", row->min_rows);
        break;
    case ROW_ONE:
        flag(t, map, "one", true);
        put(t, map, "item", row->item);
        break;
    case ROW_ITEM:
        if (row->line)
            NUMBER(t->arena, map, "line", row->line);
        put(t, map, "item", row->item);
        PUT(t->arena, map, "label", row->by_label.words.shown[0]);
        flag(t, map, "kept", row->kept);
        if (row->kept)
            break;
        write_measures(t, row, block, map);
        flag(t, map, "sum", row->sum);
        if (row->by_label.from >= 0)
            NUMBER(t->arena, map, "from", row->by_label.from + 1);
        map->remark = draft_name_remark(
            t, row->item, row->n_values < 0 ? row->values->measure : TEXT_NONE);
        break;
    }
}

void
draft_rule_write_row(struct draft_table *t, const struct row_rule *row,
                     const struct block_rule *block, struct draft_node *rows)
{
    if (row->kind == ROW_ONE && !row->item.n)
        PUT(t->arena, rows, NULL, TEXT("one"));
    else
        fill_row(t, row, block, OPEN(t->arena, rows, NULL, NODE_MAP));
}

static void
write_block(struct draft_table *t, const struct block_rule *block,
            struct draft_node *map)
{
    struct draft_node *rows;

    draft_rule_write_columns(t, block->columns, block->n_columns,
                             OPEN(t->arena, map, "header", NODE_LIST));
    rows = OPEN(t->arena, map, "rows", NODE_LIST);
    for (int i = 0; i < block->n_rows; i++) {
        if (!block->rows[i].foot)
            draft_rule_write_row(t, &block->rows[i], block, rows);
    }
    for (int i = 0; i < block->n_rows; i++) {
        if (block->rows[i].foot)
            fill_row(t, &block->rows[i], block,
                     OPEN(t->arena, map, "foot", NODE_MAP));
    }
}

static void
write_grid(struct draft_table *t, const struct part_rule *part,
           struct draft_node *map)
{
    struct draft_node *list;

    if (part->n_blocks == 1) {
        write_block(t, &part->blocks[0], map);
    } else {
        list = OPEN(t->arena, map, "blocks", NODE_LIST);
        for (int i = 0; i < part->n_blocks; i++)
            write_block(t, &part->blocks[i],
                        OPEN(t->arena, list, NULL, NODE_MAP));
    }
    if (part->has_ruler && part->ruler.n)
        PUT(t->arena, map, "ruler", part->ruler.shown[0]);
    else
        flag(t, map, "ruler", part->has_ruler);
    if (part->ignored.n) {
        list = OPEN(t->arena, map, "ignore", NODE_LIST);
        for (int i = 0; i < part->ignored.n; i++)
            PUT(t->arena, list, NULL, part->ignored.shown[i]);
    }
}

/* --- lines --- */

static void
write_cell(struct draft_table *t, const struct line_cell *cell,
           struct draft_node *list)
{
    struct draft_node *map, *also;

    switch (cell->kind) {
    case LINE_LABEL:
        PUT(t->arena, list, NULL, cell->words.shown[0]);
        break;
    case LINE_KEPT:
        BARE(t->arena, list, NULL, "~");
        break;
    case LINE_FIELD:
        map = OPEN(t->arena, list, NULL, NODE_MAP);
        PUT(t->arena, map, text_zero(t->arena, cell->field.item),
            cell->field.measure);
        write_ticks(t, &cell->ticks, map);
        flag(t, map, "sum", cell->field.sum);
        break;
    case LINE_PATTERN:
        map = OPEN(t->arena, list, NULL, NODE_MAP);
        also = OPEN(t->arena, map, "pattern", NODE_LIST);
        for (int i = 0; i < cell->n_patterns; i++)
            PUT(t->arena, also, NULL, cell->patterns[i].source);
        write_ticks(t, &cell->ticks, map);
        break;
    }
}

static struct text
remark_of_pattern(const struct draft_table *t, const struct pattern *pattern)
{
    struct text remark = TEXT_NONE;

    for (int i = 0; i < pattern->n_parts && !remark.n; i++)
        remark = draft_name_remark(t, TEXT_NONE, pattern->parts[i].measure);
    return remark;
}

static void
write_line(struct draft_table *t, const struct part_rule *part,
           struct draft_node *form)
{
    struct draft_node *map = OPEN(t->arena, form, NULL, NODE_MAP), *list;

    list = OPEN(t->arena, map, "line", NODE_LIST);
    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        write_cell(t, cell, list);
        if (cell->kind == LINE_FIELD && !map->remark.n)
            map->remark = draft_name_remark(t, TEXT_NONE, cell->field.measure);
        for (int k = 0; k < cell->n_patterns && !map->remark.n; k++)
            map->remark = remark_of_pattern(t, &cell->patterns[k]);
    }
    list = OPEN(t->arena, map, "spans", NODE_LIST);
    for (int i = 0; i < part->n_cells; i++)
        NUMBER(t->arena, list, NULL, part->cells[i].span);
}

static void
write_beside(struct draft_table *t, const struct beside_rule *beside,
             struct draft_node *map)
{
    struct draft_node *label;

    if (beside->span < 2) {
        PUT(t->arena, map, "beside", beside->words.shown[0]);
        return;
    }
    label = OPEN(t->arena, map, "beside", NODE_MAP);
    PUT(t->arena, label, "label", beside->words.shown[0]);
    NUMBER(t->arena, label, "span", beside->span);
}

/* Parts that share a label: lines alone share it in the language. */
static int
write_parts(struct draft_table *t, int i, struct draft_node *form)
{
    const struct beside_rule *beside = t->parts[i].beside;
    struct draft_node *map;

    if (!beside && t->parts[i].kind == PART_LINE) {
        write_line(t, &t->parts[i], form);
        return i + 1;
    }
    map = OPEN(t->arena, form, NULL, NODE_MAP);
    if (beside)
        write_beside(t, beside, map);
    if (t->parts[i].kind == PART_GRID) {
        write_grid(t, &t->parts[i], map);
        return i + 1;
    }
    map = OPEN(t->arena, map, "form", NODE_LIST);
    for (; i < t->n_parts && t->parts[i].beside == beside
           && t->parts[i].kind == PART_LINE;
         i++)
        write_line(t, &t->parts[i], map);
    return i;
}

/* --- tables --- */

/* The field of a form that has such a word, or NULL. */
static const struct line_cell *
field_of(const struct draft_table *t, const char *measure)
{
    for (int i = 0; i < t->n_parts; i++) {
        for (int k = 0; k < t->parts[i].n_cells; k++) {
            const struct line_cell *cell = &t->parts[i].cells[k];

            if (cell->kind == LINE_FIELD
                && text_equal(cell->field.item, TEXT("header"))
                && text_equal(cell->field.measure, text_of(measure)))
                return cell;
        }
    }
    return NULL;
}

/* What tells one form from another: the project, the unit, or whatever its
   first field asks for; NULL: it has none. */
static const struct line_cell *
instance_of(const struct draft_table *t)
{
    static const char *const fields[] = { "project_name", "implementing_unit" };

    for (int i = 0; i < ARRAY_LEN(fields); i++) {
        if (field_of(t, fields[i]))
            return field_of(t, fields[i]);
    }
    for (int i = 0; i < t->n_parts; i++) {
        for (int k = 0; k < t->parts[i].n_cells; k++) {
            const struct line_cell *cell = &t->parts[i].cells[k];

            if (cell->kind == LINE_FIELD && schema_is_text(cell->field.kind))
                return cell;
        }
    }
    return NULL;
}

static void
write_instance(struct draft_table *t, struct draft_node *map)
{
    const struct line_cell *cell = t->is_form ? instance_of(t) : NULL;

    if (!t->is_form || (t->schema && !t->schema->evaluation))
        return;
    for (int i = 0; i < t->n_captions; i++) {
        const struct draft_caption *c = &t->captions[i];

        if (!text_equal(c->measure, TEXT("project_name")))
            continue;
        PUT(t->arena, map, "instance",
            text_printf(t->arena, "%.*s.%.*s", TEXT_ARG(c->item),
                        TEXT_ARG(c->measure)));
        return;
    }
    if (cell)
        PUT(t->arena, map, "instance",
            text_printf(t->arena, "%.*s.%.*s", TEXT_ARG(cell->field.item),
                        TEXT_ARG(cell->field.measure)));
}

/* The year of （2023年度） is left open. */
static struct text
open_year(struct draft_table *t, struct text text)
{
    long year;

    for (size_t at = 0; at + 4 < text.n; at++) {
        if (text_is_digits(text_slice(text, at, at + 4))
            && !(at + 5 < text.n && text_is_digit(text.at[at + 4])))
            return text_printf(t->arena, "%.*s{year}%.*s",
                               TEXT_ARG(text_slice(text, 0, at)),
                               TEXT_ARG(text_slice(text, at + 4, text.n)));
    }
    year = text_find(text, TEXT("年"), 0);
    if (year < 0)
        return text;
    return text_printf(t->arena, "%.*s{year}%.*s",
                       TEXT_ARG(text_trim(text_slice(text, 0, (size_t)year))),
                       TEXT_ARG(text_slice(text, (size_t)year, text.n)));
}

/* 项目名称：{header.project_name}, and what else its cell says: captions up to
   'end'. */
static struct text
caption_text(struct draft_table *t, int i, int end)
{
    struct text text = TEXT_NONE;

    for (; i < end; i++) {
        const struct draft_caption *c = &t->captions[i];
        struct text field
            = c->field.n ? c->field
                         : text_printf(t->arena, "{%.*s.%.*s}",
                                       TEXT_ARG(c->item), TEXT_ARG(c->measure));

        text
            = text_printf(t->arena, "%.*s%.*s%.*s：%.*s", TEXT_ARG(text),
                          TEXT_ARG(text.n && !c->stop.n ? TEXT("　") : c->stop),
                          TEXT_ARG(c->label), TEXT_ARG(field));
    }
    return text;
}

/* The caption lines of a form: years, and values behind their labels. */
static void
write_captions(struct draft_table *t, struct draft_node *map)
{
    struct draft_node *list = OPEN(t->arena, map, "caption", NODE_LIST);
    struct draft_node *line = NULL;
    int row = -1;

    if (t->center.n)
        PUT(t->arena, OPEN(t->arena, list, NULL, NODE_MAP), "center",
            open_year(t, t->center));
    for (int i = 0, end; t->is_form && i < t->n_captions; i = end) {
        const struct draft_caption *c = &t->captions[i];
        const char *where = c->col <= t->left        ? "left"
                            : c->end_col >= t->right ? "right"
                                                     : "center";

        for (end = i + 1; end < t->n_captions && t->captions[end].row == c->row
                          && t->captions[end].col == c->col;
             end++)
            ;
        if (c->row != row || draft_yaml_find(line, where))
            line = OPEN(t->arena, list, NULL, NODE_MAP);
        row = c->row;
        PUT(t->arena, line, where, caption_text(t, i, end));
        for (int k = i; k < end && line && !line->remark.n; k++) {
            if (!t->captions[k].field.n)
                line->remark
                    = draft_name_remark(t, TEXT_NONE, t->captions[k].measure);
        }
    }
}

/* Does it have captions but those that every table has? */
static bool
has_captions(const struct draft_table *t)
{
    bool own = t->center.n > 0;

    for (int i = 0; t->is_form && i < t->n_captions; i++)
        own |= t->captions[i].needed;
    return own;
}

/* A form's title may hold what it is about, and what stands before it. */
static void
write_form_title(struct draft_table *t, struct draft_node *map)
{
    struct draft_node *list = OPEN(t->arena, map, "title", NODE_LIST);
    const struct line_cell *cell = instance_of(t);
    struct text title = t->title, value = TEXT_NONE;
    long at;

    if (cell)
        value = drafting_text(t, cell->place.row, cell->place.col);
    at = value.n ? text_find(title, value, 0) : -1;
    if (at >= 0)
        title = text_printf(
            t->arena, "%.*s{%.*s.%.*s}%.*s",
            TEXT_ARG(text_slice(title, 0, (size_t)at)),
            TEXT_ARG(cell->field.item), TEXT_ARG(cell->field.measure),
            TEXT_ARG(text_slice(title, (size_t)at + value.n, title.n)));
    if (text_starts(title, TEXT("年度")))
        title = text_slice(title, sizeof "年度" - 1, title.n);
    PUT(t->arena, list, NULL, title);
    if (!text_starts(title, TEXT("{")))
        PUT(t->arena, list, NULL,
            text_printf(t->arena, "{*}%.*s", TEXT_ARG(title)));
}

static void
write_title(struct draft_table *t, struct draft_node *map)
{
    struct draft_node *list;

    if (t->same_title && t->base->n_titles && t->base->titles[0].n_parts > 1) {
        list = OPEN(t->arena, map, "title", NODE_LIST);
        for (int i = 0; i < t->base->n_titles; i++)
            PUT(t->arena, list, NULL, t->base->titles[i].source);
    } else if (t->is_form) {
        write_form_title(t, map);
    } else {
        PUT(t->arena, map, "title", t->title);
    }
}

static void
write_head(struct draft_table *t, struct text evidence, struct draft_node *map)
{
    PUT(t->arena, map, "table", t->id);
    write_title(t, map);
    write_instance(t, map);
    put(t, map, "number", t->number);
    put(t, map, "unit", t->unit);
    NUMBER(t->arena, map, "decimals", 2);
    PUT(t->arena, map, "evidence", evidence);
    if (t->is_form)
        NUMBER(t->arena, map, "columns", t->right - t->left);
    if (has_captions(t))
        write_captions(t, map);
}

struct draft_node *
draft_rule_write(struct draft_table *t, struct text evidence)
{
    struct draft_node *map = draft_yaml_new(t->arena, NODE_MAP), *form;

    write_head(t, evidence, map);
    if (!t->is_form && t->n_parts) {
        write_grid(t, &t->parts[0], map);
    } else {
        form = OPEN(t->arena, map, "form", NODE_LIST);
        for (int i = 0; i < t->n_parts;)
            i = write_parts(t, i, form);
    }
    if (t->empty.n)
        PUT(t->arena, map, "declared_empty", open_year(t, t->empty));
    if (t->n_notes == 1)
        PUT(t->arena, map, "notes", draft_said_unsigned(t, t->notes[0]));
    if (t->n_notes > 1) {
        form = OPEN(t->arena, map, "notes", NODE_LIST);
        for (int i = 0; i < t->n_notes; i++)
            PUT(t->arena, form, NULL, draft_said_unsigned(t, t->notes[i]));
    }
    return map;
}
