/* json_read.c - JSON into models and kept files, each member checked. */
#include <limits.h>

#include "base/moment.h"
#include "base/pairs.h"
#include "canon/unit.h"
#include "store/cells.h"
#include "store/entry.h"
#include "store/json.h"
#include "store/json_member.h"

/* Types of kept cells, besides the blank one. */
static const char cell_types[] = "ndDsbe";

/* What reading needs everywhere. */
struct reader {
    struct arena *arena;
    struct diag_list *diags;
    const struct vocabulary *words;
};

LANGUAGE_FORMAT(3, 0)
static bool
wrong(const struct reader *reader, struct place at, const char *text)
{
    diag_add(reader->diags, DIAG_MODEL_INVALID, at, PLACE_NONE, text);
    return false;
}

/* Takes ":12" off the end of t. */
static bool
take_number(struct text *t, int *number)
{
    size_t first = text_sans_digits(*t).n;
    struct decimal d;

    if (first == t->n || first < 2 || t->at[first - 1] != ':'
        || t->n - first > 9 || t->at[first] == '0')
        return false;
    if (decimal_parse(text_slice(*t, first, t->n), &d) != DECIMAL_OK)
        return false;
    *number = (int)d.units;
    *t = text_slice(*t, 0, first - 1);
    return true;
}

static struct place
parse_place(struct arena *arena, struct text t)
{
    struct place place = PLACE_FILE(NULL);
    int last, line;

    if (take_number(&t, &last)) {
        place.row = last;
        if (take_number(&t, &line)) {
            place.row = line;
            place.col = last;
        }
    }
    place.file = text_zero(arena, t);
    return place;
}

static bool
read_fact(const struct reader *reader, const struct node *node,
          struct model_table *table, struct pairs *seen)
{
    static const char *const more[] = { "found", "by" };
    static const unsigned columns = 1u << ENTRY_ITEM | 1u << ENTRY_MEASURE
                                    | 1u << ENTRY_VALUE | 1u << ENTRY_UNIT
                                    | 1u << ENTRY_DECIMALS | 1u << ENTRY_ROLE
                                    | 1u << ENTRY_SHEET | 1u << ENTRY_CELL;
    struct entry entry;
    struct fact *fact;
    struct text by = TEXT_NONE, found = TEXT_NONE;

    if (!entry_read(node, columns, more, ARRAY_LEN(more), &entry,
                    reader->diags))
        return false;
    fact = entry_add(reader->arena, table, &entry, reader->diags);
    if (!fact || !json_member_text(node, "found", &found, reader->diags)
        || !json_member_text(node, "by", &by, reader->diags))
        return false;
    if (found.n > 0)
        fact->found = model_own_text(reader->arena, found);
    if (by.n > 0) {
        struct fact_column column = *fact->of;
        struct place *place = ARENA_NEW(reader->arena, struct place);

        *place = parse_place(reader->arena, by);
        column.by = place;
        fact->of = model_share(reader->arena, &table->shared, column);
    }
    if (pairs_add(seen, *fact->item, fact->of->measure, table->n_facts) < 0)
        return true;
    diag_add(reader->diags, DIAG_MODEL_INVALID, entry.whole, PLACE_NONE,
             "'%.*s' of '%.*s' occurs twice in '%s'",
             TEXT_ARG(fact->of->measure), TEXT_ARG(*fact->item),
             table->schema->id);
    return false;
}

static bool
read_names(const struct reader *reader, const struct node *names,
           struct model_table *table)
{
    bool right = true;

    for (const struct node *node = names->child; node; node = node->next) {
        if (!json_member_is_text(node)) {
            right = wrong(reader, tree_place(node), "a name must be a text");
            continue;
        }
        model_add_name(reader->arena, table, node->key, node->text);
    }
    return right;
}

/* The members of a table that are single values. */
static bool
read_caption(const struct reader *reader, const struct node *node,
             struct model_table *table)
{
    struct text unit = TEXT_NONE, title = TEXT_NONE;
    struct diag_list *diags = reader->diags;
    bool right = json_member_text(node, "title", &title, diags);

    right &= json_member_text(node, "template", &table->template_id, diags);
    right &= json_member_text(node, "department", &table->department, diags);
    right &= json_member_int(node, "fiscal_year", 1, 9999, &table->year, diags);
    right &= json_member_text(node, "sheet", &table->sheet, diags);
    right &= json_member_text(node, "unit", &unit, diags);
    right &= json_member_int(node, "decimals", -DECIMAL_SCALE_MAX,
                             DECIMAL_SCALE_MAX, &table->decimals, diags);
    right &= json_member_text(node, "scope", &table->scope, diags);
    right &= json_member_text(node, "declared_empty", &table->declared_empty,
                              diags);
    if (unit.n > 0 && !unit_parse(unit, &table->unit_shift))
        right = wrong(reader, tree_place(tree_find(node, TEXT("unit"))),
                      "'unit' must be 元, 千元, 万元, 百万元 or 亿元");
    return right;
}

static const struct schema_table *
read_schema(const struct reader *reader, const struct node *node)
{
    const struct node *table = tree_find(node, TEXT("table"));

    if (!table || !json_member_is_text(table)) {
        wrong(reader, tree_place(table ? table : node),
              "a table must say which in 'table'");
        return NULL;
    }
    return entry_table(reader->words, table->text, tree_place(table),
                       reader->diags);
}

static bool
read_table(const struct reader *reader, const struct node *node,
           struct model *model, struct pairs *tables, bool with_facts)
{
    static const char *const known[] = {
        "table",       "instance", "title",    "template", "department",
        "sheet",       "unit",     "decimals", "scope",    "declared_empty",
        "fiscal_year", "names",    "facts",
    };
    const struct node *names = NULL, *facts = NULL;
    const struct schema_table *schema;
    struct text instance = TEXT_NONE;
    struct model_table *table;
    struct pairs *seen;
    bool right;

    if (!json_member_known(node, known, ARRAY_LEN(known) - !with_facts,
                           reader->diags))
        return false;
    schema = read_schema(reader, node);
    if (!schema || !json_member_text(node, "instance", &instance, reader->diags)
        || !json_member_node(node, "names", NODE_MAP, &names, reader->diags)
        || !json_member_node(node, "facts", NODE_LIST, &facts, reader->diags))
        return false;
    if (pairs_add(tables, text_of(schema->id), instance, 0) >= 0)
        return wrong(reader, tree_place(node),
                     "the same table and instance occur twice");
    table = model_add_table(reader->arena, model, schema, instance);
    right = read_caption(reader, node, table);
    if (names)
        right &= read_names(reader, names, table);
    if (!facts)
        return right;
    seen = pairs_new(reader->arena);
    for (const struct node *fact = facts->child; fact; fact = fact->next)
        right &= read_fact(reader, fact, table, seen);
    return right;
}

static bool
read_saved(const struct reader *reader, const struct node *node,
           struct model *model)
{
    struct text saved = TEXT_NONE;

    if (!json_member_text(node, "saved", &saved, reader->diags))
        return false;
    model->saved = moment_parse(reader->arena, saved);
    return saved.n == 0 || model->saved.n > 0
           || wrong(reader, tree_place(tree_find(node, TEXT("saved"))),
                    "'saved' must be a moment such as 2024-03-05T07:08:09Z");
}

static struct model *
read_model(const struct reader *reader, const struct node *node,
           bool with_facts, bool with_version)
{
    static const char *const known[]
        = { "template", "department", "fiscal_year", "region", "file",
            "saved",    "unread",     "tables",      "juesuan" };
    struct model *model = ARENA_NEW(reader->arena, struct model);
    struct diag_list *diags = reader->diags;
    struct pairs *tables = pairs_new(reader->arena);
    const struct node *list = NULL;
    struct text file = TEXT_NONE;
    bool right = json_member_known(node, known,
                                   ARRAY_LEN(known) - !with_version, diags);

    if (node->kind != NODE_MAP)
        return NULL;
    right &= json_member_text(node, "template", &model->template_id, diags);
    right &= json_member_text(node, "department", &model->department, diags);
    right &= json_member_int(node, "fiscal_year", 1, 9999, &model->fiscal_year,
                             diags);
    right &= json_member_text(node, "region", &model->region, diags);
    right &= json_member_text(node, "file", &file, diags);
    right &= read_saved(reader, node, model);
    right &= json_member_int(node, "unread", 0, INT_MAX, &model->unread, diags);
    right &= json_member_node(node, "tables", NODE_LIST, &list, diags);
    if (file.n > 0)
        model->file = text_zero(reader->arena, file);
    for (node = list ? list->child : NULL; node; node = node->next)
        right &= read_table(reader, node, model, tables, with_facts);
    return right ? model : NULL;
}

/* Does the file say that it is what is wanted?  A version is only raised when
   what is written cannot be read as what was. */
static bool
check_version(const struct reader *reader, const struct node *root,
              const char *want)
{
    const struct node *node
        = root->kind == NODE_MAP ? tree_find(root, TEXT("juesuan")) : NULL;
    size_t name = (size_t)text_find(text_of(want), TEXT("/"), 0) + 1;
    struct diag *diag;

    if (!node || !json_member_is_text(node)) {
        diag_add(reader->diags, DIAG_MODEL_INVALID, tree_place(root),
                 PLACE_NONE, "the file does not say \"juesuan\":\"%s\"", want);
        return false;
    }
    if (text_equal(node->text, text_of(want)))
        return true;
    diag = diag_add(reader->diags, DIAG_MODEL_INVALID, tree_place(node),
                    PLACE_NONE, "the file is a '%.*s', not a '%s'",
                    TEXT_ARG(node->text), want);
    if (text_starts(node->text, (struct text){ want, name }))
        diag_hint(reader->diags, diag,
                  "a newer juesuan wrote it: read it with that one");
    return false;
}

struct model *
json_read_model(struct arena *arena, const struct vocabulary *words,
                const char *file, struct text bytes, struct diag_list *diags)
{
    struct reader reader = { arena, diags, words };
    const struct node *root = tree_read_json(arena, file, bytes, diags);

    if (!root || !check_version(&reader, root, JSON_MODEL))
        return NULL;
    return read_model(&reader, root, true, true);
}

struct model *
json_read_frame(struct arena *arena, const struct vocabulary *words,
                const struct node *node, struct diag_list *diags)
{
    struct reader reader = { arena, diags, words };

    return read_model(&reader, node, false, false);
}

static bool
read_kept_cell(const struct reader *reader, const struct node *node,
               struct kept_sheet *sheet, struct pairs *seen)
{
    struct text field[4] = { TEXT_NONE, TEXT_NONE, TEXT_NONE, TEXT_NONE };
    struct kept_cell cell = { .type = 0 };
    char at[CELLREF_MAX];
    int n = 0;

    for (const struct node *part = node->child; part && n < 4;
         part = part->next) {
        if (!json_member_is_text(part))
            return wrong(reader, tree_place(part),
                         "the parts of a cell must be texts");
        field[n++] = part->text;
    }
    if (node->kind != NODE_LIST || node->n != n || n < 3)
        return wrong(reader, tree_place(node),
                     "a cell must be a list of place, type, value and format");
    if (!cellref_parse(field[0], &cell.row, &cell.col))
        return wrong(reader, tree_place(node->child),
                     "the place of a cell must be a reference such as C9");
    if (field[1].n > 0)
        cell.type = field[1].at[0];
    if (field[1].n > 1
        || (cell.type && text_find(TEXT(cell_types), field[1], 0) < 0))
        return wrong(reader, tree_place(node->child->next),
                     "the type of a cell must be one of n d D s b e, or empty");
    cellref_show(cell.row, cell.col, at);
    if (pairs_add(seen, text_printf(reader->arena, "%s", at), TEXT_NONE, 0)
        >= 0)
        return wrong(reader, tree_place(node), "two cells in one place");
    cell.value = field[2];
    cell.format = field[3];
    ARENA_PUSH(reader->arena, sheet->cells, sheet->n_cells,
               sheet->cells_capacity, cell);
    return true;
}

static bool
read_merge(const struct reader *reader, const struct node *node,
           struct kept_sheet *sheet)
{
    struct span span;

    if (!json_member_is_text(node) || !cellref_parse_span(node->text, &span))
        return wrong(reader, tree_place(node),
                     "a merged range must be a reference such as A1:B2");
    ARENA_PUSH(reader->arena, sheet->merges, sheet->n_merges,
               sheet->merges_capacity, span);
    return true;
}

static bool
read_state(const struct reader *reader, const struct node *node,
           struct kept_sheet *sheet)
{
    struct text state = TEXT_NONE;

    if (!json_member_text(node, "state", &state, reader->diags))
        return false;
    if (state.n == 0)
        return true;
    for (int i = 0; i <= SHEET_VERY_HIDDEN; i++) {
        sheet->state = i;
        if (text_equal(state, text_of(cells_state_word((enum sheet_state)i))))
            return true;
    }
    return wrong(reader, tree_place(tree_find(node, TEXT("state"))),
                 "'state' must be visible, hidden or veryHidden");
}

static bool
read_unit(const struct reader *reader, const struct node *node,
          struct kept_sheet *sheet)
{
    struct text unit = TEXT_NONE;

    if (!json_member_text(node, "unit", &unit, reader->diags))
        return false;
    sheet->unit_given = unit.n > 0;
    if (unit.n == 0 || unit_parse(unit, &sheet->unit_shift))
        return true;
    return wrong(reader, tree_place(tree_find(node, TEXT("unit"))),
                 "'unit' must be 元, 万元 …");
}

static bool
read_kept_sheet(const struct reader *reader, const struct node *node,
                struct kept *kept)
{
    static const char *const known[] = { "name", "state", "table", "instance",
                                         "unit", "whole", "cells", "merged" };
    const struct node *cells = NULL, *merges = NULL;
    struct kept_sheet sheet = { .state = SHEET_VISIBLE };
    struct diag_list *diags = reader->diags;
    struct pairs *seen = pairs_new(reader->arena);
    bool right = json_member_known(node, known, ARRAY_LEN(known), diags);

    if (node->kind != NODE_MAP)
        return false;
    right &= json_member_text(node, "name", &sheet.name, diags);
    right &= read_state(reader, node, &sheet);
    right &= json_member_text(node, "table", &sheet.table, diags);
    right &= json_member_text(node, "instance", &sheet.instance, diags);
    right &= read_unit(reader, node, &sheet);
    right &= json_member_flag(node, "whole", &sheet.whole, diags);
    right &= json_member_node(node, "cells", NODE_LIST, &cells, diags);
    right &= json_member_node(node, "merged", NODE_LIST, &merges, diags);
    if (!tree_find(node, TEXT("name")))
        right = wrong(reader, tree_place(node), "a sheet without 'name'");
    for (node = cells ? cells->child : NULL; node; node = node->next)
        right &= read_kept_cell(reader, node, &sheet, seen);
    for (node = merges ? merges->child : NULL; node; node = node->next)
        right &= read_merge(reader, node, &sheet);
    ARENA_PUSH(reader->arena, kept->sheets, kept->n_sheets,
               kept->sheets_capacity, sheet);
    return right;
}

static bool
read_kept_other(const struct reader *reader, const struct node *node,
                struct kept *kept)
{
    static const char *const known[] = { "table", "template" };
    struct diag_list *diags = reader->diags;
    struct kept_other other = { TEXT_NONE, TEXT_NONE };
    bool right = json_member_known(node, known, ARRAY_LEN(known), diags);

    if (node->kind != NODE_MAP)
        return false;
    right &= json_member_text(node, "table", &other.table, diags);
    right &= json_member_text(node, "template", &other.template_id, diags);
    ARENA_PUSH(reader->arena, kept->others, kept->n_others,
               kept->others_capacity, other);
    return right;
}

struct kept *
json_read_kept(struct arena *arena, const struct vocabulary *words,
               const char *file, struct text bytes, struct diag_list *diags)
{
    static const char *const known[]
        = { "juesuan",  "template", "digest", "written_as", "source",
            "date1904", "rounded",  "sheets", "lost",       "others" };
    struct reader reader = { arena, diags, words };
    const struct node *root = tree_read_json(arena, file, bytes, diags);
    const struct node *sheets = NULL, *lost = NULL, *others = NULL;
    struct kept *kept = ARENA_NEW(arena, struct kept);
    bool right;

    if (!root || !check_version(&reader, root, JSON_KEPT))
        return NULL;
    right = json_member_known(root, known, ARRAY_LEN(known), diags);
    right &= json_member_text(root, "template", &kept->template_id, diags);
    right &= json_member_text(root, "digest", &kept->digest, diags);
    right &= json_member_text(root, "written_as", &kept->written_as, diags);
    right &= json_member_text(root, "source", &kept->source, diags);
    right &= json_member_flag(root, "date1904", &kept->date1904, diags);
    right &= json_member_flag(root, "rounded", &kept->rounded, diags);
    right &= json_member_node(root, "sheets", NODE_LIST, &sheets, diags);
    right &= json_member_node(root, "lost", NODE_MAP, &lost, diags);
    right &= json_member_node(root, "others", NODE_LIST, &others, diags);
    for (const struct node *node = others ? others->child : NULL; node;
         node = node->next)
        right &= read_kept_other(&reader, node, kept);
    for (const struct node *node = sheets ? sheets->child : NULL; node;
         node = node->next)
        right &= read_kept_sheet(&reader, node, kept);
    if (lost) {
        kept->lost = read_model(&reader, lost, true, false);
        right &= kept->lost != NULL;
    }
    return right ? kept : NULL;
}
