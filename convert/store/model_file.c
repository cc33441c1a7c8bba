/* model_file.c - see model_file.h. */
#include "store/model_file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/tree.h"
#include "book/kind.h"
#include "store/csv_package.h"
#include "store/facts.h"
#include "store/json.h"

#define MARK "\xEF\xBB\xBF"
#define HEAD 4096 /* bytes that tell */

static bool
is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
model_file_is_workbook(const char *path)
{
    char head[HEAD];
    size_t n;
    FILE *in;

    if (is_folder(path))
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
    struct diag_list unread = { .arena = arena };
    const char *end = memchr(bytes.at, '\n', bytes.n);
    struct text line
        = end ? text_slice(bytes, 0, (size_t)(end - bytes.at)) : bytes;
    const struct node *node = tree_read_json(arena, "", line, &unread);

    return node && node->kind == NODE_MAP && !tree_find(node, TEXT("juesuan"));
}

struct model *
model_file_read(struct arena *arena, const char *path, struct diag_list *diags)
{
    struct text bytes, unmarked, inner;

    if (is_folder(path))
        return csv_package_read(arena, path, diags);
    if (!file_read(arena, path, LIMIT_TREE_BYTES, &bytes, diags))
        return NULL;
    unmarked = text_starts(bytes, TEXT(MARK)) ? text_slice(bytes, 3, bytes.n)
                                              : bytes;
    inner = text_trim(unmarked);
    if (inner.n == 0 || !kind_is_plain(bytes)) {
        diag_add(diags, DIAG_MODEL_INVALID, PLACE_FILE(path), PLACE_NONE,
                 "the file is %s%s",
                 text_starts(bytes, TEXT("PK"))
                     ? "a workbook"
                     : kind_of_bytes(inner.n ? bytes : inner).what,
                 inner.n == 0 ? "" : " where a model must be");
        return NULL;
    }
    if (inner.at[0] != '{')
        return facts_read_csv(arena, path, bytes, diags);
    return is_lines(arena, inner)
               ? facts_read_jsonl(arena, path, bytes, diags)
               : json_read_model(arena, path, unmarked, diags);
}
