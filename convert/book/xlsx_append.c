/* xlsx_append.c - ECMA-376 part 1, 18.2.19. */
#include "book/xlsx_append.h"

#include "book/formula.h"
#include "book/markup.h"

#define SHEET_TYPE                                                             \
    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet"    \
    "+xml"

struct text
xlsx_append_name(struct xlsx_edit *edit, struct text wanted)
{
    struct text name = wanted;

    for (int n = 2;; n++) {
        bool taken = false;

        for (int i = 0; i < edit->n_listed; i++)
            taken |= formula_is_sheet(edit->listed[i].name, name);
        if (!taken)
            return name;
        name = text_printf(edit->arena, "%.*s（%d）", TEXT_ARG(wanted), n);
    }
}

void
xlsx_append_sheet(struct xlsx_edit *edit, struct text name, struct text part)
{
    struct text bytes = xlsx_edit_bytes(edit, edit->workbook), id, file;
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag list, tag;
    int most = 0;

    if (!markup_to(&m, "sheets", &list) || list.kind == MARKUP_EMPTY) {
        xlsx_edit_wrong(edit, edit->workbook, "lists no sheets");
        return;
    }
    while (markup_next(&m, &tag)
           && (tag.kind != MARKUP_CLOSE || !markup_is(&tag, "sheets"))) {
        int number = markup_number(markup_find(&tag, "sheetId"));

        most = number > most ? number : most;
    }
    file = xlsx_edit_new_part(edit, "xl/worksheets/sheet", ".xml");
    xlsx_edit_put(edit, file, part);
    xlsx_edit_type(edit, file, NULL, SHEET_TYPE);
    id = xlsx_edit_relate(edit, edit->workbook, "worksheet", file);
    markup_patch(&patches, tag.top, tag.top,
                 text_printf(edit->arena,
                             "<%.*s%ssheet xmlns:r=\"%s\" name=\"%.*s\" "
                             "sheetId=\"%d\" r:id=\"%.*s\"/>",
                             TEXT_ARG(list.prefix), list.prefix.n ? ":" : "",
                             xlsx_edit_link(edit),
                             TEXT_ARG(markup_escape(edit->arena, name)),
                             most + 1, TEXT_ARG(id)));
    xlsx_edit_put(edit, edit->workbook, markup_apply(&patches, bytes));
}
