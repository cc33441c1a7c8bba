/* columns.c - header trees. */
#include "mapping/columns.h"

#include "base/limits.h"
#include "mapping/generate.h"
#include "mapping/named.h"
#include "mapping/near.h"
#include "mapping/wording.h"

/* What the headings above say of a column. */
struct above {
    struct source_said item, measure;
    bool loose; /* a generator said it: one below may say otherwise */
    bool kept, unmodelled, sum;
    const struct generated *code; /* of the generator around, or NULL */
};

struct columns {
    struct column_rule *items;
    int n, capacity;
};

static void read_list(struct source *source, const struct node *list,
                      const struct above *above, struct columns *out);

/* A choice without its number: the shortest end of it that folds the same. */
static struct text
choice_value(struct arena *arena, struct text shown)
{
    struct text value = text_sans_ordinal(text_fold(arena, shown));
    struct text best = text_trim(shown);

    for (size_t at = 0; at < shown.n; (void)text_next(shown, &at)) {
        struct text end = text_trim(text_slice(shown, at, shown.n));

        if (text_equal(text_fold(arena, end), value))
            best = end;
    }
    return best;
}

void
columns_read_ticks(struct source *source, const struct node *node,
                   struct ticks *out)
{
    const struct node *choices = node, *marks = NULL;
    struct wording words = { .n = 0 };

    if (node->kind == NODE_MAP) {
        (void)source_map(source, node, SOURCE_TICKS);
        choices = source_need(source, node, "choices", "a line of ticks");
        marks = source_find(node, "marks");
    }
    if (marks && text_equal(marks->text, TEXT("before")))
        out->before = true;
    else if (marks && text_equal(marks->text, TEXT("apart")))
        out->apart = true;
    else if (marks && !text_equal(marks->text, TEXT("after")))
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(marks),
                    "'marks' must be before, after or apart");
    if (!choices)
        return;
    if (choices->kind != NODE_LIST) {
        source_kind(source, choices, "'ticks'", N_("a list of choices"));
        return;
    }
    wording_read(source, choices, "a choice", &words);
    out->n = words.n;
    out->shown = words.shown;
    out->values = ARENA_ARRAY(source->arena, struct text, words.n + 1);
    out->folded = ARENA_ARRAY(source->arena, struct text, words.n + 1);
    for (int i = 0; i < words.n; i++) {
        out->values[i] = choice_value(source->arena, words.shown[i]);
        out->folded[i] = text_fold(source->arena, out->values[i]);
    }
}

static void
check_classification(struct source *source, const struct node *node)
{
    struct text word = source_text(source, node, "a classification");
    struct near near = near_of(word);
    struct diag *diag;

    if (word.n == 0 || text_equal(word, TEXT("functional"))
        || text_equal(word, TEXT("economic")))
        return;
    near_try(&near, TEXT("functional"));
    near_try(&near, TEXT("economic"));
    diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "unknown classification '%.*s'", TEXT_ARG(word));
    diag_hint(
        source->diags, diag, "write '%.*s'",
        TEXT_ARG(near.found.n ? near.found : TEXT("functional' or 'economic")));
}

static enum code_part
read_part(struct source *source, const struct node *map)
{
    static const char *const words[] = {
        [CODE_CLASS] = "class", [CODE_SECTION] = "section", [CODE_ITEM] = "item"
    };
    const struct node *node = source_find(map, "part");

    if (!node)
        return CODE_WHOLE;
    for (int i = CODE_CLASS; i < ARRAY_LEN(words); i++) {
        if (text_equal(node->text, text_of(words[i])))
            return (enum code_part)i;
    }
    source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                "'part' must be class, section or item");
    return CODE_WHOLE;
}

/* The one role that the map's keys give the column. */
static void
read_role(struct source *source, const struct node *map,
          struct column_rule *out)
{
    const struct node *code = source_find(map, "code");
    const struct node *name = source_find(map, "name");
    int n = 0;

    out->role = COLUMN_VALUE;
    if (source_flag(source, map, "label")) {
        out->role = COLUMN_LABEL;
        n++;
    }
    if (source_flag(source, map, "line")) {
        out->role = COLUMN_LINE;
        n++;
    }
    out->unmodelled = source_text_at(source, map, "unmodelled").n > 0;
    if (source_flag(source, map, "kept") || out->unmodelled) {
        out->role = COLUMN_KEPT;
        n++;
    }
    if (code) {
        check_classification(source, code);
        out->role = COLUMN_CODE;
        out->codes = code->text;
        out->part = read_part(source, map);
        n++;
    }
    if (name) {
        check_classification(source, name);
        out->role = COLUMN_NAME;
        out->codes = name->text;
        n++;
    }
    if (source_find(map, "measure") || source_find(map, "item"))
        n++;
    if (n > 1)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(map),
                    "a column is one of code, name, label, line, kept, or "
                    "says measure and item");
}

/* A coordinate of the column: its own word, or that from above. */
static struct source_said
coordinate(struct source *source, const struct node *map, const char *key,
           const struct above *above, struct source_said said)
{
    const struct node *node = source_find(map, key);
    struct source_said own;

    if (!node)
        return said;
    own.word = above->code ? generate_text(source, node, key, above->code)
                           : source_text(source, node, key);
    own.at = tree_place(node);
    own.word = (key[0] == 'i' ? named_item
                              : named_measure)(source, source->schema, own);
    if (said.word.n && !above->loose && !text_equal(said.word, own.word))
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, own.at,
                    "%s '%.*s', but a heading above says '%.*s'", key,
                    TEXT_ARG(own.word), TEXT_ARG(said.word));
    return own;
}

/* The map behind a heading, and the columns below it. */
static void
read_map(struct source *source, const struct node *map,
         const struct above *above, struct column_rule *out)
{
    const struct node *columns = source_find(map, "columns");
    const struct node *ticks = source_find(map, "ticks");
    struct above below = *above;
    struct columns children = { NULL, 0, 0 };

    read_role(source, map, out);
    wording_read_also(source, map, &out->words);
    out->sum = below.sum = above->sum || source_flag(source, map, "sum");
    out->group = source_flag(source, map, "group");
    out->optional = source_flag(source, map, "optional");
    out->span = source_number(source, map, "span", 1, 100, 0);
    if (ticks)
        columns_read_ticks(source, ticks, &out->ticks);
    below.item = coordinate(source, map, "item", above, above->item);
    below.measure = coordinate(source, map, "measure", above, above->measure);
    out->item = below.item.word;
    out->measure = below.measure.word;
    below.kept = above->kept || out->role == COLUMN_KEPT;
    below.unmodelled = out->unmodelled |= above->unmodelled;
    if (columns) {
        if (out->role != COLUMN_VALUE && out->role != COLUMN_KEPT)
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(map),
                        "a heading over 'columns' is no column itself");
        out->role = COLUMN_GROUP;
        read_list(source, columns, &below, &children);
        out->children = children.items;
        out->n_children = children.n;
    } else if (below.kept) {
        out->role = COLUMN_KEPT;
    }
    if (out->role == COLUMN_VALUE)
        source_remember(source,
                        &(struct source_words){ out->place, below.item.at,
                                                below.measure.at });
}

/* The value of a heading's key: a word, nothing, a list, or a map. */
static void
read_spec(struct source *source, const struct node *spec,
          const struct above *above, struct column_rule *out)
{
    struct columns children = { NULL, 0, 0 };
    int complaints = source->n_quiet;

    if (spec->kind == NODE_MAP) {
        (void)source_map(source, spec, SOURCE_COLUMN);
        if (source->n_quiet > complaints) /* the rest would follow from it */
            source_hush(source, out->place);
        read_map(source, spec, above, out);
    } else if (spec->kind == NODE_LIST) {
        out->role = COLUMN_GROUP;
        read_list(source, spec, above, &children);
        out->children = children.items;
        out->n_children = children.n;
    } else if (tree_is_null(spec) || text_equal(spec->text, TEXT("kept"))) {
        out->role = COLUMN_KEPT;
    } else if (text_equal(spec->text, TEXT("label"))) {
        out->role = COLUMN_LABEL;
    } else if (text_equal(spec->text, TEXT("line"))) {
        out->role = COLUMN_LINE;
    } else if (!source_character(source, spec)) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(spec),
                    "a column is label, line, ~, a list of columns or a map, "
                    "not '%.*s'",
                    TEXT_ARG(spec->text));
    }
}

static void
push(struct source *source, struct columns *out, struct column_rule *column)
{
    column->leaf = -1;
    ARENA_PUSH(source->arena, out->items, out->n, out->capacity, *column);
}

/* {each: …}: a column a code. */
static void
read_each(struct source *source, const struct node *map,
          const struct above *above, struct columns *out)
{
    const struct node *heading
        = source_need(source, map, "heading", "a generator of columns");
    struct generated *codes;
    int n;

    (void)source_map(source, map, SOURCE_EACH_COLUMN);
    codes = generate_codes(source, map, above->code, &n);
    for (int i = 0; heading && i < n; i++) {
        struct column_rule column = { .place = tree_place(map) };
        struct above here = *above;

        here.code = &codes[i];
        here.loose = true;
        wording_add(source->arena, &column.words,
                    generate_text(source, heading, "'heading'", &codes[i]));
        read_map(source, map, &here, &column);
        push(source, out, &column);
    }
}

/* 'HEADING: spec', or a heading alone. */
static void
read_column(struct source *source, const struct node *node,
            const struct above *above, struct columns *out)
{
    struct column_rule column = { .place = tree_place(node) };
    const struct node *spec = node->child;

    if (node->kind == NODE_SCALAR && !tree_is_null(node)) {
        if (source_character(source, node))
            return;
        column.role = COLUMN_KEPT;
        if (wording_is_plain(source, node))
            wording_add(source->arena, &column.words, node->text);
        push(source, out, &column);
        return;
    }
    if (node->kind != NODE_MAP) {
        source_kind(source, node, "a column", N_("'HEADING: …'"));
        return;
    }
    if (source_find(node, "each")) {
        read_each(source, node, above, out);
        return;
    }
    if (node->n != 1) {
        struct diag *diag = source_fail(
            source, DIAG_MAPPING_WRONG_KIND,
            tree_key_place(spec ? spec->next ? spec->next : spec : node),
            "a column is one heading and what stands under it, not %d keys",
            node->n);
        diag_hint(source->diags, diag,
                  "begin each heading with '- ', or indent what belongs to "
                  "the one above");
        return;
    }
    column.place = tree_key_place(spec);
    if (text_find(spec->key, TEXT("{"), 0) >= 0) {
        if (source_character_key(source, spec))
            return;
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_key_place(spec),
                    "a heading holds no '{': '%.*s'", TEXT_ARG(spec->key));
        return;
    }
    wording_add(source->arena, &column.words, spec->key);
    read_spec(source, spec, above, &column);
    if (above->kept && column.role != COLUMN_GROUP)
        column.role = COLUMN_KEPT;
    push(source, out, &column);
}

static void
part_siblings(struct columns *columns)
{
    for (int i = 0; i < columns->n; i++) {
        for (int j = i + 1; j < columns->n; j++)
            wording_part(&columns->items[i].words, &columns->items[j].words,
                         false);
    }
}

static void
read_list(struct source *source, const struct node *list,
          const struct above *above, struct columns *out)
{
    if (list->kind != NODE_LIST) {
        source_kind(source, list, "columns", N_("a list"));
        return;
    }
    for (const struct node *node = list->child; node; node = node->next)
        read_column(source, node, above, out);
    part_siblings(out);
    if (list->n == 0)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(list),
                    "there are no columns in the list");
}

/* Are the group's columns leaves with blank headings? */
static bool
is_bare(const struct column_rule *group)
{
    for (int i = 0; i < group->n_children; i++) {
        const struct column_rule *c = &group->children[i];

        if (c->role == COLUMN_GROUP || (c->words.n && c->words.exact[0].n))
            return false;
    }
    return group->n_children > 0;
}

/* Numbers the leaves; they can be pointed to now that none moves. */
static void
gather(struct source *source, struct column_rule *columns, int n, int depth,
       struct block_rule *block, int *capacity)
{
    if (depth > block->depth)
        block->depth = depth;
    for (int i = 0; i < n; i++) {
        struct column_rule *c = &columns[i];

        if (c->words.n && c->words.exact[0].n)
            block->has_header = true;
        if (c->role == COLUMN_GROUP) {
            c->bare = is_bare(c);
            gather(source, c->children, c->n_children,
                   c->bare ? depth : depth + 1, block, capacity);
            continue;
        }
        if (block->n_leaves == LIMIT_COLS) {
            source_fail(source, DIAG_LIMIT_REACHED, c->place,
                        "more columns than a sheet has");
            return;
        }
        c->leaf = block->n_leaves;
        ARENA_PUSH(source->arena, block->leaves, block->n_leaves, *capacity, c);
    }
}

void
columns_read(struct source *source, const struct node *header,
             struct block_rule *block)
{
    const struct above above = { .loose = false };
    struct columns columns = { NULL, 0, 0 };
    int capacity = 0;

    read_list(source, header, &above, &columns);
    block->columns = columns.items;
    block->n_columns = columns.n;
    gather(source, block->columns, block->n_columns, 1, block, &capacity);
}
