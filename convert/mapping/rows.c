/* rows.c - row rules. */
#include "mapping/rows.h"

#include <assert.h>

#include "base/limits.h"
#include "book/cell_state.h"
#include "mapping/generate.h"
#include "mapping/named.h"
#include "mapping/near.h"
#include "mapping/values.h"
#include "mapping/wording.h"

struct rows {
    struct source *source;
    struct block_rule *block;
    int n_blocks;
    int capacity;
};

/* What the keys common to all kinds of rows say. */
static struct values_row
read_says(struct source *source, const struct node *map)
{
    const struct node *item = source_find(map, "item");
    const struct node *measure = source_find(map, "measure");
    const struct node *measures = source_find(map, "measures");
    struct values_row says = { .measures = NULL };

    if (item) {
        says.item.word = source_text(source, item, "'item'");
        says.item.at = tree_place(item);
        says.item.word = named_item(source, source->schema, says.item);
    }
    if (measure) {
        says.measure.word = source_text(source, measure, "'measure'");
        says.measure.at = tree_place(measure);
        says.measure.word = named_measure(source, source->schema, says.measure);
    }
    if (measures && measures->kind == NODE_MAP)
        says.measures = measures;
    else if (measures)
        source_kind(source, measures, "'measures'",
                    N_("a map from the columns' measures to the row's"));
    return says;
}

static void
add(struct rows *rows, struct row_rule *row, const struct values_row *says)
{
    struct block_rule *block = rows->block;

    if (block->n_rows == LIMIT_ROWS) {
        source_fail(rows->source, DIAG_LIMIT_REACHED, row->place,
                    "more rows than a sheet has");
        return;
    }
    values_of(rows->source, says, block, row);
    ARENA_PUSH(rows->source->arena, block->rows, block->n_rows, rows->capacity,
               *row);
}

/* 'mark': what says that a column does not apply to a row. */
static void
read_mark(struct source *source, const struct node *map, struct row_rule *row)
{
    const struct node *node = source_find(map, "mark");

    if (!node)
        return;
    row->mark = source_text(source, node, "'mark'");
    if (row->mark.n > 0 && !cell_state_is_absent(row->mark))
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'mark' is of dashes or strokes, such as — or /, not "
                    "'%.*s'",
                    TEXT_ARG(row->mark));
}

/* Is there a cell for the mark? */
static void
check_mark(struct rows *rows, const struct row_rule *row)
{
    if (row->mark.n == 0 || rows->source->failed)
        return;
    for (int i = 0; i < rows->block->n_leaves; i++) {
        assert(row->values != NULL);
        if (rows->block->leaves[i]->role == COLUMN_VALUE
            && !row->values[i].used)
            return;
    }
    diag_hint(rows->source->diags,
              source_fail(rows->source, DIAG_MAPPING_WRONG_VALUE, row->place,
                          "all columns hold a value of this row, so that its "
                          "'mark' stands nowhere"),
              "'measures' says which columns do");
}

/* {item: total, label: 合计, sum: true, line: 27} */
static void
read_item(struct rows *rows, const struct node *map, bool foot)
{
    struct source *source = rows->source;
    struct row_rule row
        = { .kind = ROW_ITEM, .by_label.from = -1, .foot = foot };
    struct values_row says = read_says(source, map);
    const struct node *label = source_find(map, "label");
    int from;

    (void)source_map(source, map, foot ? SOURCE_FOOT : SOURCE_ROW_ITEM);
    row.place = tree_place(map);
    row.item = says.item.word;
    row.sum = source_flag(source, map, "sum");
    row.unmodelled = source_text_at(source, map, "unmodelled").n > 0;
    row.kept = source_flag(source, map, "kept") || row.unmodelled;
    row.by_label.undrawn = source_flag(source, map, "undrawn");
    row.by_label.optional
        = row.by_label.undrawn || source_flag(source, map, "optional");
    row.line = source_number(source, map, "line", 1, 99999, 0);
    from = source_number(source, map, "from", 1, rows->n_blocks, 0);
    row.by_label.from = from - 1;
    if (label) {
        wording_read(source, label, "'label'", &row.by_label.words);
        wording_read_also(source, map, &row.by_label.words);
    } else {
        diag_hint(source->diags,
                  source_fail(source, DIAG_MAPPING_MISSING_KEY, row.place,
                              "a row has no 'label' to be found by"),
                  "a row found by its place alone is {one: true, item: …}");
    }
    read_mark(source, map, &row);
    add(rows, &row, &says);
    check_mark(rows, &row);
}

/* Other names of a generated row: the key 'also' by code. */
static void
read_also_of(struct source *source, const struct node *map,
             const struct generated *code, struct wording *out)
{
    const struct node *also = source_find(map, "also"), *own;

    if (!also)
        return;
    if (also->kind != NODE_MAP) {
        source_kind(source, also, "'also' of a generator",
                    N_("a map of codes and names"));
        return;
    }
    own = tree_find(also, code->code);
    if (own)
        wording_read(source, own, "a name", out);
}

/* The key 'optional' of a generator: true, or the codes that it holds for. */
static bool
is_optional(struct source *source, const struct node *map,
            const struct text *codes, int n, struct text code)
{
    const struct node *node = source_find(map, "optional");

    if (!node || node->kind != NODE_LIST)
        return source_flag(source, map, "optional");
    for (int i = 0; i < n; i++) {
        if (text_equal(codes[i], code))
            return true;
    }
    return false;
}

/* {each: functional.class, item: "expenditure.{code}", label: "{name}"} */
static void
read_each(struct rows *rows, const struct node *map)
{
    struct source *source = rows->source;
    struct values_row says = read_says(source, map);
    const struct node *item = source_find(map, "item");
    const struct node *label
        = source_need(source, map, "label", "a generator of rows");
    const struct node *optional = source_find(map, "optional");
    int line = source_number(source, map, "line", 1, 99999, 0), n;
    const struct generated *codes;
    struct text *may_lack = NULL;
    int n_may_lack = 0;

    (void)source_map(source, map, SOURCE_ROW_EACH);
    if (optional && optional->kind == NODE_LIST)
        may_lack
            = generate_read_codes(source, optional, "'optional'", &n_may_lack);
    codes = generate_codes(source, map, NULL, &n);
    for (int i = 0; label && i < n; i++) {
        struct row_rule row = { .kind = ROW_ITEM, .by_label.from = -1 };

        row.place = tree_place(map);
        row.line = line ? line + i : 0;
        row.by_label.optional
            = is_optional(source, map, may_lack, n_may_lack, codes[i].code);
        if (item) {
            says.item.word = generate_text(source, item, "'item'", &codes[i]);
            says.item.word = row.item
                = named_item(source, source->schema, says.item);
            if (says.item.word.n == 0) /* and reported */
                return;
        }
        wording_add(source->arena, &row.by_label.words,
                    generate_text(source, label, "'label'", &codes[i]));
        read_also_of(source, map, &codes[i], &row.by_label.words);
        add(rows, &row, &says);
    }
}

static bool
is_classification(struct text t)
{
    return text_equal(t, TEXT("functional")) || text_equal(t, TEXT("economic"));
}

/* Codes are found in a code column of their classification. */
static void
check_code_column(struct rows *rows, const struct row_rule *row)
{
    if (rows->source->failed) /* the column may be the one complained of */
        return;
    for (int i = 0; i < rows->block->n_leaves; i++) {
        const struct column_rule *c = rows->block->leaves[i];
        if (c->role == COLUMN_CODE && text_equal(c->codes, row->by_code.list))
            return;
    }
    source_fail(rows->source, DIAG_MAPPING_MISSING_KEY, row->place,
                "rows by %.*s code, but no column has 'code: %.*s'",
                TEXT_ARG(row->by_code.list), TEXT_ARG(row->by_code.list));
}

/* {each: code, tree: functional}, {each: economic, under: [301, 303]} */
static void
read_code(struct rows *rows, const struct node *map, struct text each)
{
    struct source *source = rows->source;
    struct row_rule row = { .kind = ROW_CODE, .by_label.from = -1 };
    struct values_row says = read_says(source, map);
    const struct node *under = source_find(map, "under");
    const struct node *tree = NULL;

    (void)source_map(source, map, SOURCE_ROW_CODE);
    row.place = tree_place(map);
    row.sum = source_flag(source, map, "sum");
    row.by_code.list = each;
    row.by_code.catalogue = under || is_classification(each);
    if (!is_classification(each)) {
        tree = source_need(source, map, "tree", "a rule for rows by code");
        row.by_code.list
            = tree ? source_text(source, tree, "'tree'") : TEXT_NONE;
    }
    if (tree && !is_classification(row.by_code.list))
        source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(tree),
                    "'tree' must be functional or economic");
    else if (row.by_code.list.n)
        check_code_column(rows, &row);
    if (under)
        row.by_code.under = generate_read_codes(source, under, "'under'",
                                                &row.by_code.n_under);
    says.item.word = TEXT("{code}");
    says.item.at = row.place;
    add(rows, &row, &says);
}

/* {each: record, item: "indicator.{n}", min: 3} */
static void
read_record(struct rows *rows, const struct node *map)
{
    struct source *source = rows->source;
    struct row_rule row = { .kind = ROW_RECORD, .by_label.from = -1 };
    struct values_row says = read_says(source, map);

    (void)source_map(source, map, SOURCE_ROW_RECORD);
    row.place = tree_place(map);
    row.min_rows = source_number(source, map, "min", 1, 1000, 1);
    if (says.item.word.n && !text_ends(says.item.word, TEXT(".{n}"))) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, says.item.at,
                    "the item of a record ends in '.{n}', '%.*s' does not",
                    TEXT_ARG(says.item.word));
        return;
    }
    if (says.item.word.n)
        row.item = text_slice(says.item.word, 0, says.item.word.n - 3);
    else
        (void)source_need(source, map, "item", "a rule for records");
    add(rows, &row, &says);
}

/* one, {one: true, item: goal.1} */
static void
read_one(struct rows *rows, const struct node *node)
{
    struct source *source = rows->source;
    struct row_rule row = { .kind = ROW_ONE, .by_label.from = -1 };
    struct values_row says = { .measures = NULL };

    row.place = tree_place(node);
    if (node->kind == NODE_MAP) {
        (void)source_map(source, node, SOURCE_ROW_ONE);
        if (!source_flag(source, node, "one"))
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, row.place,
                        "'one' must be true");
        says = read_says(source, node);
        row.sum = source_flag(source, node, "sum");
        row.item = says.item.word;
    }
    add(rows, &row, &says);
}

/* {line: 9, blank: 18} */
static void
read_blank(struct rows *rows, const struct node *map)
{
    struct source *source = rows->source;
    struct row_rule row = { .kind = ROW_BLANK, .by_label.from = -1 };
    const struct values_row says = { .measures = NULL };

    (void)source_map(source, map, SOURCE_ROW_BLANK);
    row.place = tree_place(map);
    row.blank = source_number(source, map, "blank", 1, 1000, 1);
    row.line = source_number(source, map, "line", 1, 99999, 0);
    add(rows, &row, &says);
}

/* A map with 'each': codes, records, or rows that a code list writes out. */
static void
read_repeated(struct rows *rows, const struct node *map)
{
    static const char *const words[] = { "code",
                                         "record",
                                         "functional",
                                         "economic",
                                         "functional.class",
                                         "functional.section",
                                         "functional.item",
                                         "economic.class",
                                         "economic.item" };
    const struct node *node = source_find(map, "each");
    struct text each = source_text(rows->source, node, "'each'");
    struct near near = near_of(each);
    struct diag *diag;

    if (each.n == 0)
        return;
    if (text_equal(each, TEXT("record"))) {
        read_record(rows, map);
    } else if (text_equal(each, TEXT("code")) || is_classification(each)) {
        read_code(rows, map, each);
    } else if (text_find(each, TEXT("."), 0) > 0) {
        read_each(rows, map);
    } else {
        for (int i = 0; i < ARRAY_LEN(words); i++)
            near_try(&near, text_of(words[i]));
        diag = source_fail(rows->source, DIAG_MAPPING_UNKNOWN_NAME,
                           tree_place(node), "unknown kind of rows '%.*s'",
                           TEXT_ARG(each));
        if (near.found.n)
            diag_hint(rows->source->diags, diag, "write '%.*s'",
                      TEXT_ARG(near.found));
    }
}

static void
read_row(struct rows *rows, const struct node *node)
{
    if (node->kind == NODE_SCALAR && text_equal(node->text, TEXT("one")))
        read_one(rows, node);
    else if (node->kind != NODE_MAP)
        source_kind(rows->source, node, "a row", N_("a map, or 'one'"));
    else if (source_find(node, "each"))
        read_repeated(rows, node);
    else if (source_find(node, "one"))
        read_one(rows, node);
    else if (source_find(node, "blank"))
        read_blank(rows, node);
    else
        read_item(rows, node, false);
}

/* Most labels are not equal even without their brackets. */
static bool
may_part(const struct wording *a, const struct wording *b)
{
    bool may = a->parted || b->parted;

    for (int i = 0; i < a->n && !may; i++) {
        for (int j = 0; j < b->n && !may; j++)
            may = text_equal(a->key[i], b->key[j]);
    }
    return may;
}

/* 接待（批次） and 接待（人次） are two rows. */
static void
part_labels(struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        for (int j = i + 1; j < block->n_rows; j++) {
            struct wording *a = &block->rows[i].by_label.words;
            struct wording *b = &block->rows[j].by_label.words;

            if (may_part(a, b))
                wording_part(a, b, true);
        }
    }
}

void
rows_read(struct source *source, const struct node *list,
          const struct node *foot, int n_blocks, struct block_rule *block)
{
    struct rows rows = { source, block, n_blocks, 0 };

    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'rows'", N_("a list"));
        return;
    }
    for (const struct node *node = list->child; node; node = node->next)
        read_row(&rows, node);
    if (foot && foot->kind == NODE_MAP)
        read_item(&rows, foot, true);
    else if (foot)
        source_kind(source, foot, "'foot'", N_("a map"));
    part_labels(block);
}
