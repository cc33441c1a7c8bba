/* json.c - models and kept files written, then read. */
#include "store/json.h"

#include <limits.h>

#include "base/json_out.h"
#include "base/moment.h"
#include "base/pairs.h"
#include "book/grid.h"
#include "canon/unit.h"
#include "store/entry.h"
#include "store/json_member.h"

#define MODEL_VERSION "model/1"
#define KEPT_VERSION "kept/1"

/* By enum sheet_state. */
static const char *const states[] = { "visible", "hidden", "veryHidden" };

/* Types of kept cells, besides the blank one. */
static const char cell_types[] = "ndDsbe";

void
json_write_text(FILE *out, struct text t)
{
    json_out_string(out, t);
}

void
json_write_value(FILE *out, const struct fact *fact)
{
    char digits[DECIMAL_TEXT_MAX];

    if (fact->kind == VALUE_TEXT) {
        json_out_string(out, fact->text);
        return;
    }
    decimal_show(fact->value, digits);
    fputs(digits, out);
}

static void
put_fact(FILE *out, const struct fact *fact)
{
    struct json_out object = { out, false };
    char cell[CELLREF_MAX];

    json_out_text(&object, "item", fact->item);
    json_out_text(&object, "measure", fact->measure);
    json_out_name(&object, "value");
    json_write_value(out, fact);
    json_out_word(&object, "unit", schema_unit(fact->kind));
    if (fact->kind != VALUE_TEXT)
        json_out_int(&object, "decimals", fact->decimals);
    json_out_word(&object, "role", fact->role == ROLE_SUM ? "sum" : "leaf");
    json_out_text(&object, "sheet", fact->sheet);
    if (fact->row >= 0) {
        cellref_show(fact->row, fact->col, cell);
        json_out_word(&object, "cell", cell);
    }
    json_out_text(&object, "found", fact->found);
    json_out_place(&object, "by", fact->by);
    json_out_end(&object);
}

static void
put_names(struct json_out *object, const struct model_table *table)
{
    if (table->n_names == 0)
        return;
    json_out_name(object, "names");
    for (int i = 0; i < table->n_names; i++) {
        putc(i ? ',' : '{', object->out);
        json_out_string(object->out, table->names[i].code);
        putc(':', object->out);
        json_out_string(object->out, table->names[i].name);
    }
    putc('}', object->out);
}

static void
put_table(FILE *out, const struct model_table *table, bool with_facts)
{
    struct json_out object = { out, false };

    json_out_word(&object, "table", table->schema->id);
    json_out_text(&object, "instance", table->instance);
    json_out_word(&object, "title", table->schema->title);
    json_out_text(&object, "template", table->template_id);
    json_out_text(&object, "department", table->department);
    if (table->year)
        json_out_int(&object, "fiscal_year", table->year);
    json_out_text(&object, "sheet", table->sheet);
    json_out_word(&object, "unit", unit_word(table->unit_shift));
    json_out_int(&object, "decimals", table->decimals);
    json_out_text(&object, "scope", table->scope);
    json_out_text(&object, "declared_empty", table->declared_empty);
    put_names(&object, table);
    if (with_facts && table->n_facts > 0) {
        json_out_name(&object, "facts");
        for (int i = 0; i < table->n_facts; i++) {
            fputs(i ? ",\n  " : "[\n  ", out);
            put_fact(out, &table->facts[i]);
        }
        putc(']', out);
    }
    json_out_end(&object);
}

/* The members of a model, behind "juesuan" if it has that. */
static void
put_model(struct json_out *object, const struct model *model, bool with_facts)
{
    json_out_text(object, "template", model->template_id);
    json_out_text(object, "department", model->department);
    if (model->fiscal_year)
        json_out_int(object, "fiscal_year", model->fiscal_year);
    json_out_text(object, "region", model->region);
    json_out_text(object, "file", text_of(model->file));
    json_out_text(object, "saved", model->saved);
    if (model->unread)
        json_out_int(object, "unread", model->unread);
    if (model->n_tables > 0) {
        json_out_name(object, "tables");
        for (int i = 0; i < model->n_tables; i++) {
            fputs(i ? ",\n " : "[\n ", object->out);
            put_table(object->out, &model->tables[i], with_facts);
        }
        putc(']', object->out);
    }
    json_out_end(object);
}

void
json_write_model(FILE *out, const struct model *model)
{
    struct json_out object = { out, false };

    json_out_word(&object, "juesuan", MODEL_VERSION);
    put_model(&object, model, true);
    putc('\n', out);
}

void
json_write_frame(FILE *out, const struct model *model)
{
    struct json_out object = { out, false };

    put_model(&object, model, false);
}

static void
put_kept_cell(FILE *out, const struct kept_cell *cell)
{
    char at[CELLREF_MAX], type[2] = { cell->type, '\0' };

    cellref_show(cell->row, cell->col, at);
    fprintf(out, "[\"%s\",\"%s\",", at, type);
    json_out_string(out, cell->value);
    if (cell->format.n > 0) {
        putc(',', out);
        json_out_string(out, cell->format);
    }
    putc(']', out);
}

static void
put_merge(FILE *out, struct span span)
{
    char from[CELLREF_MAX], to[CELLREF_MAX];

    cellref_show(span.top, span.left, from);
    cellref_show(span.end_row - 1, span.end_col - 1, to);
    fprintf(out, "\"%s:%s\"", from, to);
}

static void
put_kept_sheet(FILE *out, const struct kept_sheet *sheet)
{
    struct json_out object = { out, false };

    json_out_name(&object, "name");
    json_out_string(out, sheet->name);
    if (sheet->state != SHEET_VISIBLE)
        json_out_word(&object, "state", states[sheet->state]);
    json_out_text(&object, "table", sheet->table);
    json_out_text(&object, "instance", sheet->instance);
    if (sheet->unit_given)
        json_out_word(&object, "unit", unit_word(sheet->unit_shift));
    if (sheet->whole) {
        json_out_name(&object, "whole");
        fputs("true", out);
    }
    for (int i = 0; i < sheet->n_cells; i++) {
        bool same_row = i && sheet->cells[i].row == sheet->cells[i - 1].row;

        if (i == 0)
            json_out_name(&object, "cells");
        fputs(i == 0 ? "[\n  " : same_row ? "," : ",\n  ", out);
        put_kept_cell(out, &sheet->cells[i]);
    }
    if (sheet->n_cells > 0)
        putc(']', out);
    for (int i = 0; i < sheet->n_merges; i++) {
        if (i == 0)
            json_out_name(&object, "merged");
        putc(i ? ',' : '[', out);
        put_merge(out, sheet->merges[i]);
    }
    if (sheet->n_merges > 0)
        putc(']', out);
    json_out_end(&object);
}

void
json_write_kept(FILE *out, const struct kept *kept)
{
    struct json_out object = { out, false };

    json_out_word(&object, "juesuan", KEPT_VERSION);
    json_out_text(&object, "template", kept->template_id);
    json_out_text(&object, "digest", kept->digest);
    json_out_text(&object, "written_as", kept->written_as);
    json_out_text(&object, "source", kept->source);
    if (kept->date1904) {
        json_out_name(&object, "date1904");
        fputs("true", out);
    }
    if (kept->rounded) {
        json_out_name(&object, "rounded");
        fputs("true", out);
    }
    for (int i = 0; i < kept->n_sheets; i++) {
        if (i == 0)
            json_out_name(&object, "sheets");
        fputs(i ? ",\n " : "[\n ", out);
        put_kept_sheet(out, &kept->sheets[i]);
    }
    if (kept->n_sheets > 0)
        putc(']', out);
    if (kept->lost) {
        struct json_out lost = { out, false };

        json_out_name(&object, "lost");
        put_model(&lost, kept->lost, true);
    }
    json_out_end(&object);
    putc('\n', out);
}

/* What reading needs everywhere. */
struct reader {
    struct arena *arena;
    struct diag_list *diags;
};

static bool
wrong(const struct reader *reader, struct place at, const char *text)
{
    diag_add(reader->diags, DIAG_MODEL_INVALID, at, PLACE_NONE, "%s", text);
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
    struct text by = TEXT_NONE;

    if (!entry_read(node, columns, more, ARRAY_LEN(more), &entry,
                    reader->diags))
        return false;
    fact = entry_add(reader->arena, table, &entry, reader->diags);
    if (!fact || !json_member_text(node, "found", &fact->found, reader->diags)
        || !json_member_text(node, "by", &by, reader->diags))
        return false;
    if (by.n > 0)
        fact->by = parse_place(reader->arena, by);
    if (pairs_add(seen, fact->item, fact->measure, table->n_facts) < 0)
        return true;
    diag_add(reader->diags, DIAG_MODEL_INVALID, entry.whole, PLACE_NONE,
             "'%.*s' of '%.*s' occurs twice in '%s'", TEXT_ARG(fact->measure),
             TEXT_ARG(fact->item), table->schema->id);
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
    const struct schema_table *schema;

    if (!table || !json_member_is_text(table)) {
        wrong(reader, tree_place(table ? table : node),
              "a table must say which in 'table'");
        return NULL;
    }
    schema = schema_find(table->text);
    if (!schema)
        diag_add(reader->diags, DIAG_MODEL_INVALID, tree_place(table),
                 PLACE_NONE, "unknown table '%.*s'", TEXT_ARG(table->text));
    return schema;
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
json_read_model(struct arena *arena, const char *file, struct text bytes,
                struct diag_list *diags)
{
    struct reader reader = { arena, diags };
    const struct node *root = tree_read_json(arena, file, bytes, diags);

    if (!root || !check_version(&reader, root, MODEL_VERSION))
        return NULL;
    return read_model(&reader, root, true, true);
}

struct model *
json_read_frame(struct arena *arena, const struct node *node,
                struct diag_list *diags)
{
    struct reader reader = { arena, diags };

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
    for (int i = 0; i < ARRAY_LEN(states); i++)
        if (text_equal(state, text_of(states[i]))) {
            sheet->state = i;
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

struct kept *
json_read_kept(struct arena *arena, const char *file, struct text bytes,
               struct diag_list *diags)
{
    static const char *const known[]
        = { "juesuan",  "template", "digest", "written_as", "source",
            "date1904", "rounded",  "sheets", "lost" };
    struct reader reader = { arena, diags };
    const struct node *root = tree_read_json(arena, file, bytes, diags);
    const struct node *sheets = NULL, *lost = NULL;
    struct kept *kept = ARENA_NEW(arena, struct kept);
    bool right;

    if (!root || !check_version(&reader, root, KEPT_VERSION))
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
    for (const struct node *node = sheets ? sheets->child : NULL; node;
         node = node->next)
        right &= read_kept_sheet(&reader, node, kept);
    if (lost) {
        kept->lost = read_model(&reader, lost, true, false);
        right &= kept->lost != NULL;
    }
    return right ? kept : NULL;
}
