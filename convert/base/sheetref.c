/* sheetref.c - names of sheets with their workbook's. */
#include "base/sheetref.h"

#include <string.h>

struct sheetref
sheetref_parse(struct text name)
{
    size_t end = name.n;

    while (end > 0 && name.at[end - 1] != ']')
        end--;
    if (end < 3 || name.at[0] != '[')
        return (struct sheetref){ TEXT_NONE, name };
    return (struct sheetref){ text_slice(name, 1, end - 1),
                              text_slice(name, end, name.n) };
}

/* Bytes before the last part. */
static size_t
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) + 1 : 0;
}

struct text
sheetref_show(struct arena *arena, const char *first, const char *file,
              struct text sheet)
{
    size_t n = folder_of(first), m = folder_of(file);

    if (n == m && strncmp(first, file, n) == 0)
        file += n;
    return text_printf(arena, "[%s%s]%.*s", n > 0 && m == 0 ? "./" : "", file,
                       TEXT_ARG(sheet));
}

struct text
sheetref_folder(const char *first, struct text file)
{
    return text_find(file, TEXT("/"), 0) < 0
               ? (struct text){ first, folder_of(first) }
               : TEXT_NONE;
}

bool
sheetref_is_of(struct text file, const char *path)
{
    return text_equal(file, text_of(path))
           || text_equal(file, text_of(path + folder_of(path)));
}
