/* model_file.c - which reader a file or folder is for. */
#include "store/model_file.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/tree.h"
#include "book/kind.h"
#include "store/csv_package.h"
#include "store/facts.h"
#include "store/json.h"

#define MARK "\xEF\xBB\xBF"
#define HEAD 4096 /* bytes that show which kind it is */

bool
model_file_is_workbook(const char *path)
{
    char head[HEAD];
    size_t n;
    FILE *in;

    if (file_is_folder(path))
        return false;
    in = fopen(path, "re");
    if (!in)
        return true;
    n = fread(head, 1, sizeof head, in);
    fclose(in);
    return !kind_is_plain((struct text){ head, n });
}

/* Is the first line an object by itself, and no model? */
static bool
is_lines(struct arena *arena, struct text bytes)
{
    struct diag_list unread = diag_none(arena);
    const char *end = memchr(bytes.at, '\n', bytes.n);
    struct text line
        = end ? text_slice(bytes, 0, (size_t)(end - bytes.at)) : bytes;
    const struct node *node = tree_read_json(arena, "", line, &unread);

    return node && node->kind == NODE_MAP && !tree_find(node, TEXT("juesuan"));
}

/*
 * Is the filing's department or year, where the tables say one, that of one of
 * them?  Where only one of the two was changed, the right one is unknown.
 */
static bool
check_agrees(struct arena *arena, const struct model *model, const char *path,
             struct diag_list *diags)
{
    struct text name = text_fold(arena, model->department);
    const struct model_table *department = NULL, *year = NULL;
    bool right_department = false, right_year = false;
    struct diag *d = NULL;

    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        if (table->department.n > 0)
            department = table;
        if (table->year != 0)
            year = table;
        right_department
            |= text_equal(text_fold(arena, table->department), name);
        right_year |= table->year == model->fiscal_year;
    }
    if (model->department.n > 0 && department != NULL && !right_department)
        d = diag_add(diags, DIAG_MODEL_INVALID, PLACE_FILE(path), PLACE_NONE,
                     "the filing is of '%.*s', its tables of '%.*s'",
                     TEXT_ARG(model->department),
                     TEXT_ARG(department->department));
    else if (model->fiscal_year != 0 && year != NULL && !right_year)
        d = diag_add(diags, DIAG_MODEL_INVALID, PLACE_FILE(path), PLACE_NONE,
                     "the filing is of %d, its tables of %d",
                     model->fiscal_year, year->year);
    if (d != NULL)
        diag_hint(diags, d, "write the same in both places");
    return d == NULL;
}

static struct model *
read_bytes(struct arena *arena, const struct vocabulary *words,
           const char *path, struct text bytes, struct diag_list *diags)
{
    struct text unmarked, inner;

    unmarked = text_starts(bytes, TEXT(MARK)) ? text_slice(bytes, 3, bytes.n)
                                              : bytes;
    inner = text_trim(unmarked);
    if (inner.n == 0 || !kind_is_plain(bytes)) {
        diag_add(
            diags, DIAG_MODEL_INVALID, PLACE_FILE(path), PLACE_NONE,
            inner.n ? N_("the file is %s where a model must be")
                    : N_("the file is %s"),
            text_starts(bytes, TEXT("PK"))
                ? diag_say(diags, "a workbook")
                : diag_say(diags, kind_of_bytes(inner.n ? bytes : inner).what));
        return NULL;
    }
    if (inner.at[0] != '{')
        return facts_read_csv(arena, words, path, bytes, diags);
    return is_lines(arena, inner)
               ? facts_read_jsonl(arena, words, path, bytes, diags)
               : json_read_model(arena, words, path, unmarked, diags);
}

/* A model that agrees with itself, or NULL. */
static struct model *
agreeing(struct arena *arena, struct model *model, const char *path,
         struct diag_list *diags)
{
    return model != NULL && check_agrees(arena, model, path, diags) ? model
                                                                    : NULL;
}

struct model *
model_file_read_bytes(struct arena *arena, const struct vocabulary *words,
                      const char *name, struct text bytes,
                      struct diag_list *diags)
{
    return agreeing(arena, read_bytes(arena, words, name, bytes, diags), name,
                    diags);
}

struct model *
model_file_read(struct arena *arena, const struct vocabulary *words,
                const char *path, struct diag_list *diags)
{
    struct text bytes;

    if (file_is_folder(path))
        return agreeing(arena, csv_package_read(arena, words, path, diags),
                        path, diags);
    return file_read(arena, path, LIMIT_TREE_BYTES, &bytes, diags)
               ? model_file_read_bytes(arena, words, path, bytes, diags)
               : NULL;
}
