/* diag_place.c - where something is, as messages show it. */
#include "base/diag_place.h"

#include <stdio.h>

#include "base/cellref.h"
#include "base/limits.h"
#include "base/sheetref.h"

struct place
diag_place_cell(const char *file, const char *sheet, int row, int col)
{
    if (row < 0 || row >= LIMIT_ROWS || col < 0 || col >= LIMIT_COLS)
        return PLACE_SHEET(file, sheet);
    return (struct place){ file, sheet, row, col };
}

void
diag_place_tail(struct place at, bool with_col, char out[DIAG_PLACE_TAIL])
{
    out[0] = '\0';
    if (!at.sheet) {
        if (at.row > 0 && at.col > 0 && with_col)
            snprintf(out, DIAG_PLACE_TAIL, ":%d:%d", at.row, at.col);
        else if (at.row > 0)
            snprintf(out, DIAG_PLACE_TAIL, ":%d", at.row);
    } else if (at.row >= 0 && at.col >= 0) {
        char cell[CELLREF_MAX];
        cellref_show(at.row, at.col, cell);
        snprintf(out, DIAG_PLACE_TAIL, "%s", cell);
    } else if (at.row >= 0) {
        snprintf(out, DIAG_PLACE_TAIL, "%d:%d", at.row + 1, at.row + 1);
    }
}

struct diag_place_parts
diag_place_parts(struct place at)
{
    struct diag_place_parts shown = { TEXT_NONE, text_of(at.file), at.sheet };
    struct sheetref ref = sheetref_parse(text_of(at.sheet));

    if (!at.file || ref.file.n == 0)
        return shown;
    shown.folder = sheetref_folder(at.file, ref.file);
    shown.file = ref.file;
    shown.sheet = ref.sheet.at; /* it ends where the name does */
    return shown;
}

const char *
diag_place(struct arena *arena, struct place at)
{
    struct diag_place_parts shown = diag_place_parts(at);
    char tail[DIAG_PLACE_TAIL];

    diag_place_tail(at, true, tail);
    if (!at.sheet)
        return arena_printf(arena, "%s%s", at.file ? at.file : "", tail);
    return arena_printf(arena, "%.*s%.*s%s%s%s%s", TEXT_ARG(shown.folder),
                        TEXT_ARG(shown.file), at.file ? "!" : "", shown.sheet,
                        tail[0] ? "!" : "", tail);
}
