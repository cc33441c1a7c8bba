/* csv_package_read.c - facts.csv into a model, and the other tables compared. */
#include "store/csv_package_read.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "store/csv_package.h"
#include "store/facts.h"
#include "store/json.h"
#include "store/json_member.h"
#include "store/package_table.h"

static bool
is_safe_name(struct text name)
{
    return name.n > 4 && name.n < 256 && text_ends(name, TEXT(".csv"))
           && text_find(name, TEXT("/"), 0) < 0 && name.at[0] != '.'
           && memchr(name.at, '\0', name.n) == NULL;
}

struct node *
csv_package_read_descriptor(struct arena *arena, const char *folder,
                            struct diag_list *diags)
{
    const char *path
        = arena_printf(arena, "%s/" CSV_PACKAGE_DESCRIPTOR, folder);
    struct text bytes, version = TEXT_NONE;
    struct node *root;
    struct diag *diag;

    if (!file_read(arena, path, LIMIT_TREE_BYTES, &bytes, diags))
        return NULL;
    root = tree_read_json(arena, path, bytes, diags);
    if (!root)
        return NULL;
    if (root->kind == NODE_MAP
        && !json_member_text(root, "juesuan", &version, diags))
        return NULL;
    if (text_equal(version, TEXT(CSV_PACKAGE_VERSION)))
        return root;
    diag = diag_add(diags, DIAG_MODEL_INVALID, tree_place(root), PLACE_NONE,
                    "the package does not say \"juesuan\":\"%s\"",
                    CSV_PACKAGE_VERSION);
    if (text_starts(version, TEXT("package/")))
        diag_hint(diags, diag,
                  "a newer juesuan wrote it: read it with that one");
    return NULL;
}

bool
csv_package_read_resources(struct arena *arena, const struct node *root,
                           const struct node ***out, int *n,
                           struct diag_list *diags)
{
    const struct node *list = NULL, **paths = NULL;
    int capacity = 0;

    *n = 0;
    if (!json_member_node(root, "resources", NODE_LIST, &list, diags))
        return false;
    for (const struct node *node = list ? list->child : NULL; node;
         node = node->next) {
        const struct node *path
            = node->kind == NODE_MAP ? tree_find(node, TEXT("path")) : NULL;

        if (!path || !json_member_is_text(path) || !is_safe_name(path->text)) {
            diag_add(diags, DIAG_MODEL_INVALID, tree_place(path ? path : node),
                     PLACE_NONE,
                     "a resource must be a CSV file of the folder, named in "
                     "'path'");
            return false;
        }
        ARENA_PUSH(arena, paths, *n, capacity, path);
    }
    *out = paths;
    return true;
}

/* Are both the same to a reader: as numbers, or byte for byte? */
static bool
cells_agree(const struct package_column *column, struct text a, struct text b)
{
    struct decimal x, y;

    if (text_equal(a, b))
        return true;
    return column->number && decimal_parse(a, &x) == DECIMAL_OK
           && decimal_parse(b, &y) == DECIMAL_OK && decimal_compare(x, y) == 0;
}

LANGUAGE_FORMAT(3, 4)
static bool
differs(struct diag_list *diags, struct place at, const char *format, ...)
{
    struct diag *diag;
    va_list args;

    va_start(args, format);
    diag = diag_add_v(diags, DIAG_MODEL_INVALID, at, PLACE_NONE, format, args);
    va_end(args);
    diag_hint(diags, diag, "change %s, and take the table out of %s",
              CSV_PACKAGE_FACTS, CSV_PACKAGE_DESCRIPTOR);
    return false;
}

static bool
check_cells(struct place at, const struct package_table *table,
            const struct csv_text_row *row, const struct text *cells,
            struct diag_list *diags)
{
    for (int i = 0; i < table->n_columns; i++) {
        const struct package_column *column = &table->columns[i];

        if (cells_agree(column, row->fields[i], cells[i]))
            continue;
        return differs(
            diags, at, "'%.*s' of '%.*s' is '%.*s', but '%.*s' in %s",
            TEXT_ARG(column->name), TEXT_ARG(cells[1]),
            TEXT_ARG(row->fields[i]), TEXT_ARG(cells[i]), CSV_PACKAGE_FACTS);
    }
    return true;
}

/* Does the CSV say what the facts say? */
static bool
check_table(struct arena *arena, const char *path,
            const struct package_table *table, struct diag_list *diags)
{
    struct place at = { path, NULL, 1, 0 };
    struct csv_text_table csv;
    struct text bytes;
    bool right = true;

    if (!file_read(arena, path, LIMIT_TREE_BYTES, &bytes, diags)
        || !csv_text_read(arena, path, bytes, DIAG_MODEL_INVALID, &csv, diags))
        return false;
    if (csv.n != table->n_rows + 1)
        return differs(diags, at, "the table has %d rows, but %d in %s",
                       csv.n - 1, table->n_rows, CSV_PACKAGE_FACTS);
    for (int i = 0; i < csv.n; i++) {
        const struct csv_text_row *row = &csv.rows[i];

        at.row = row->line;
        if (row->n != table->n_columns)
            return differs(diags, at, "%d fields where %d must be", row->n,
                           table->n_columns);
        if (i > 0) {
            right &= check_cells(at, table, row,
                                 table->cells + (i - 1) * table->n_columns,
                                 diags);
            continue;
        }
        for (int j = 0; j < row->n; j++)
            if (!text_equal(row->fields[j], table->columns[j].name))
                return differs(diags, at,
                               "column '%.*s' where '%.*s' must "
                               "be",
                               TEXT_ARG(row->fields[j]),
                               TEXT_ARG(table->columns[j].name));
    }
    return right;
}

static bool
check_resource(struct arena *arena, const char *folder, const struct node *path,
               const struct package_table *tables, int n,
               struct diag_list *diags)
{
    struct text name = text_slice(path->text, 0, path->text.n - 4);

    if (text_equal(path->text, TEXT(CSV_PACKAGE_FACTS)))
        return true;
    for (int i = 0; i < n; i++)
        if (text_equal(name, tables[i].name))
            return check_table(
                arena,
                arena_printf(arena, "%s/%.*s", folder, TEXT_ARG(path->text)),
                &tables[i], diags);
    diag_add(diags, DIAG_MODEL_INVALID, tree_place(path), PLACE_NONE,
             "'%.*s' is no table that the facts fill", TEXT_ARG(path->text));
    return false;
}

struct model *
csv_package_read(struct arena *arena, const struct vocabulary *words,
                 const char *folder, struct diag_list *diags)
{
    const char *facts = arena_printf(arena, "%s/" CSV_PACKAGE_FACTS, folder);
    const struct node *root = csv_package_read_descriptor(arena, folder, diags);
    const struct node *frame = NULL, **resources;
    const struct package_table *tables;
    struct model *model;
    struct text bytes;
    bool right = true;
    int n, n_tables;

    if (!root || !json_member_node(root, "model", NODE_MAP, &frame, diags)
        || !csv_package_read_resources(arena, root, &resources, &n, diags))
        return NULL;
    if (!frame) {
        diag_add(diags, DIAG_MODEL_INVALID, tree_place(root), PLACE_NONE,
                 "a package without 'model'");
        return NULL;
    }
    model = json_read_frame(arena, words, frame, diags);
    if (!model || !file_read(arena, facts, LIMIT_TREE_BYTES, &bytes, diags)
        || !facts_read_into(arena, words, facts, bytes, model, diags))
        return NULL;
    tables = package_table_list(arena, model, &n_tables);
    for (int i = 0; i < n; i++)
        right &= check_resource(arena, folder, resources[i], tables, n_tables,
                                diags);
    return right ? model : NULL;
}
