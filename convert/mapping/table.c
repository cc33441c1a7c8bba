/* table.c - one table's YAML to its rule. */
#include "mapping/table.h"

#include "base/decimal.h"
#include "canon/unit.h"
#include "mapping/form.h"
#include "mapping/named.h"
#include "mapping/near.h"
#include "mapping/pattern.h"
#include "mapping/values.h"
#include "mapping/wording.h"

static void
read_unit(struct source *source, const struct node *map, struct table_rule *out)
{
    static const int shifts[] = { 0, 2, 3, 4, 6, 8 };
    const struct node *node = source_find(map, "unit");
    struct text word;
    struct near near;
    struct diag *diag;

    out->unit_shift = 4;
    if (!node)
        return;
    word = text_fold(source->arena, source_text(source, node, "'unit'"));
    if (word.n == 0 || unit_parse(word, &out->unit_shift))
        return;
    diag = source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                       "unknown unit '%.*s'", TEXT_ARG(node->text));
    near = near_of(word);
    for (int i = 0; i < ARRAY_LEN(shifts); i++)
        near_try(&near, text_of(unit_word(shifts[i])));
    if (near.found.n)
        diag_hint(source->diags, diag, "write %.*s", TEXT_ARG(near.found));
    else
        diag_detail(source->diags, diag,
                    "there are 元, 百元, 千元, 万元, 百万元 and 亿元");
}

/* instance: header.project_name */
static void
read_instance(struct source *source, const struct node *map,
              struct table_rule *out)
{
    const struct node *node = source_find(map, "instance");
    struct source_said item, measure;
    struct text name;
    enum value_kind kind;
    size_t dot;

    if (!node)
        return;
    name = source_text(source, node, "'instance'");
    dot = name.n;
    while (dot > 0 && name.at[dot - 1] != '.')
        dot--;
    if (dot < 2) {
        if (name.n)
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "'instance' must be an item, a dot and a measure");
        return;
    }
    out->has_instance = true;
    item.word = text_slice(name, 0, dot - 1);
    measure.word = text_slice(name, dot, name.n);
    item.at = measure.at = tree_place(node);
    item.word = named_item(source, source->schema, item);
    measure.word = named_measure(source, source->schema, measure);
    out->instance_item = item.word;
    out->instance_measure = measure.word;
    (void)values_check(source, item, measure, &kind);
}

struct captions {
    struct source *source;
    struct table_rule *table;
    int n_patterns_capacity, n_lines_capacity;
};

static void
add_pattern(struct captions *c, struct pattern pattern)
{
    ARENA_PUSH(c->source->arena, c->table->caption_patterns,
               c->table->n_caption_patterns, c->n_patterns_capacity, pattern);
}

/* One place of a caption line: what is drawn, and what else is matched. */
static struct pattern *
read_patterns(struct captions *c, const struct node *node)
{
    struct pattern *patterns;
    int n;

    pattern_read_list(c->source, node, "a caption", &patterns, &n);
    for (int i = 0; i < n; i++)
        add_pattern(c, patterns[i]);
    return n ? patterns : NULL;
}

static void
add_line(struct captions *c, const struct caption_rule *line)
{
    ARENA_PUSH(c->source->arena, c->table->captions, c->table->n_captions,
               c->n_lines_capacity, *line);
}

static void
read_caption_line(struct captions *c, const struct node *node)
{
    struct caption_rule line = { NULL, NULL, NULL };
    const struct node *left, *center, *right;

    if (node->kind == NODE_SCALAR) {
        line.center = read_patterns(c, node);
    } else if (source_map(c->source, node, SOURCE_CAPTION)) {
        left = source_find(node, "left");
        center = source_find(node, "center");
        right = source_find(node, "right");
        line.left = left ? read_patterns(c, left) : NULL;
        line.center = center ? read_patterns(c, center) : NULL;
        line.right = right ? read_patterns(c, right) : NULL;
    }
    add_line(c, &line);
}

static void
read_caption(struct source *source, const struct node *map,
             struct table_rule *out)
{
    struct captions c = { source, out, 0, 0 };
    const struct node *node = source_find(map, "caption");

    if (!node && source->caption && out->schema && !out->schema->evaluation) {
        source->uses_caption = true;
        node = source->caption;
    }
    if (!node || tree_is_null(node))
        return;
    if (node->kind != NODE_LIST) {
        read_caption_line(&c, node);
        return;
    }
    for (const struct node *line = node->child; line; line = line->next)
        read_caption_line(&c, line);
}

/* widths: [36, 6, 15.5] */
static void
read_widths(struct source *source, const struct node *map,
            struct table_rule *out)
{
    static const float tenths[] = { 1.0F, 10.0F, 100.0F };
    const struct node *node = source_find(map, "widths");

    if (!node)
        return;
    if (node->kind != NODE_LIST) {
        source_kind(source, node, "'widths'", N_("a list of numbers"));
        return;
    }
    out->widths = ARENA_ARRAY(source->arena, float, node->n + 1);
    for (const struct node *at = node->child; at; at = at->next) {
        struct decimal d;

        if (at->kind != NODE_SCALAR || decimal_parse(at->text, &d) != DECIMAL_OK
            || d.scale >= ARRAY_LEN(tenths) || d.units < 0
            || d.units > 255 * 100) {
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(at),
                        "a width must be a number from 0 to 255");
            continue;
        }
        out->widths[out->n_widths++] = (float)d.units / tenths[d.scale];
    }
}

static void
read_parts(struct source *source, const struct node *map,
           struct table_rule *out)
{
    const struct node *form = source_find(map, "form");
    static const char *const others[] = { "header", "rows", "blocks" };

    if (form) {
        for (int i = 0; i < ARRAY_LEN(others); i++) {
            const struct node *other = source_find(map, others[i]);
            if (other)
                source_fail(source, DIAG_MAPPING_WRONG_VALUE,
                            tree_key_place(other),
                            "'form' and '%s' cannot both be there", others[i]);
        }
        form_read(source, form, out);
        return;
    }
    out->parts = ARENA_NEW(source->arena, struct part_rule);
    out->n_parts = 1;
    out->parts->place = out->place;
    form_read_grid(source, map, out->parts);
}

static void
read_schema(struct source *source, const struct node *map,
            struct table_rule *out)
{
    const struct node *node = source_need(source, map, "table", "a table");
    struct text id, near;
    struct diag *diag;

    if (!node)
        return;
    id = source_text(source, node, "'table'");
    out->schema = source->schema
        = named_table(source, (struct source_said){ id, tree_place(node) });
    if (out->schema || id.n == 0)
        return;
    diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "the model has no table '%.*s'", TEXT_ARG(id));
    near = near_table(source->vocabulary, id);
    if (near.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near));
}

/* where: above left */
static void
read_where(struct source *source, const struct node *node,
           struct table_rule *out)
{
    static const char *const rows[] = { [NUMBER_BELOW] = "below",
                                        [NUMBER_ABOVE] = "above",
                                        [NUMBER_BESIDE] = "beside" };
    struct text where = source_text(source, node, "'where'");
    long blank = text_find(where, TEXT(" "), 0);
    struct text row = text_slice(where, 0, blank > 0 ? (size_t)blank : 0);
    struct text side = text_slice(where, row.n + (row.n > 0), where.n);
    bool left = text_equal(side, TEXT("left"));

    if (where.n == 0)
        return;
    for (int i = 0; i < ARRAY_LEN(rows); i++) {
        if (!text_equal(row, text_of(rows[i]))
            || (!left && !text_equal(side, TEXT("right"))))
            continue;
        out->number_row = (enum number_row)i;
        out->number_left = left;
        return;
    }
    source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                "'where' is above, beside or below (the title), and left or "
                "right: above left");
}

/* number: 公开02表, or {label: 公开02表, where: above left} */
static void
read_number(struct source *source, const struct node *map,
            struct table_rule *out)
{
    const struct node *node = source_find(map, "number"), *label, *where;

    if (!node)
        return;
    if (node->kind != NODE_MAP) {
        wording_read(source, node, "'number'", &out->number);
        return;
    }
    (void)source_map(source, node, SOURCE_NUMBER);
    label = source_need(source, node, "label", "a number");
    where = source_find(node, "where");
    if (label)
        wording_read(source, label, "'label'", &out->number);
    wording_read_also(source, node, &out->number);
    if (where)
        read_where(source, where, out);
}

static void
read_texts(struct source *source, const struct node *map,
           struct table_rule *out)
{
    const struct node *title = source_need(source, map, "title", "a table");
    const struct node *notes = source_find(map, "notes");
    const struct node *empty = source_find(map, "declared_empty");

    if (title)
        pattern_read_list(source, title, "'title'", &out->titles,
                          &out->n_titles);
    read_number(source, map, out);
    if (notes)
        wording_read(source, notes, "'notes'", &out->notes);
    if (empty)
        pattern_read_list(source, empty, "'declared_empty'",
                          &out->declared_empty, &out->n_declared_empty);
    out->evidence = source_text_at(source, map, "evidence");
    out->scope = source_text_at(source, map, "scope");
    out->unit_implied = source_text_at(source, map, "unit_implied");
}

const struct table_rule *
table_read(struct source *source, const struct node *map,
           struct text template_id)
{
    struct table_rule *out = ARENA_NEW(source->arena, struct table_rule);

    if (!source_map(source, map, SOURCE_TABLE))
        return NULL;
    out->template_id = template_id;
    out->file = map->file;
    out->place = tree_place(map);
    read_schema(source, map, out);
    read_texts(source, map, out);
    read_unit(source, map, out);
    out->decimals = source_number(source, map, "decimals", 0, 6, 2);
    read_instance(source, map, out);
    read_caption(source, map, out);
    read_parts(source, map, out);
    out->landscape = source_flag(source, map, "landscape");
    out->columns = source_number(source, map, "columns", 0, 1000, 0);
    read_widths(source, map, out);
    return source->failed ? NULL : out;
}
