/* workbook.c - each kind has its reader. */
#include "book/workbook.h"

#include "base/file.h"
#include "base/limits.h"
#include "book/ods_read.h"
#include "book/package.h"
#include "book/xls_read.h"
#include "book/xlsx_read.h"

struct book *
workbook_read_bytes(struct arena *arena, const char *name, struct text bytes,
                    struct diag_list *diags)
{
    struct package package;

    if (xls_read_is(bytes))
        return xls_read(arena, name, bytes, diags);
    if (ods_read_is_flat(bytes))
        return ods_read_flat(arena, name, bytes, diags);
    if (!package_read(arena, name, bytes, &package, diags))
        return NULL;
    return ods_read_is(&package.zip) ? ods_read(&package)
                                     : xlsx_read_cells(&package);
}

/* An .xlsx workbook of this and more unpacked bytes in one of its parts. */
#define LARGE (1 << 20)

bool
workbook_is_large(struct arena *arena, struct text bytes)
{
    struct diag_list unheard = diag_none(arena);
    struct zip zip;

    if (xls_read_is(bytes) || ods_read_is_flat(bytes)
        || !zip_read(arena, "", bytes, &zip, &unheard) || ods_read_is(&zip))
        return false;
    for (int i = 0; i < zip.n_entries; i++)
        if (zip.entries[i].n_unpacked >= LARGE)
            return true;
    return false;
}

struct book *
workbook_read_pieces(struct arena *arena, const char *name, struct text bytes,
                     const struct grid_taker *taker, struct diag_list *diags)
{
    struct package package;

    return package_read(arena, name, bytes, &package, diags)
               ? xlsx_read_pieces(&package, taker)
               : NULL;
}

struct book *
workbook_read(struct arena *arena, const char *path, struct diag_list *diags)
{
    struct text bytes;

    return file_read(arena, path, LIMIT_FILE_BYTES, &bytes, diags)
               ? workbook_read_bytes(arena, path, bytes, diags)
               : NULL;
}
