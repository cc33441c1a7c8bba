/* xlsx_append.c - ECMA-376 part 1, 18.2.19. */
#include "edit/xlsx_append.h"

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

/* Names that hold for one sheet say which by its place. */
static void
move_names(struct xlsx_edit *edit, struct markup_patches *patches,
           struct text bytes)
{
    struct markup m = { bytes, 0 };
    struct markup_tag tag;

    while (markup_next(&m, &tag)) {
        struct text place = markup_find(&tag, "localSheetId");

        if (markup_is(&tag, "definedName") && markup_number(place) >= 0)
            markup_patch_value(
                patches, bytes, place,
                text_printf(edit->arena, "%d", markup_number(place) + 1));
    }
}

void
xlsx_append_first(struct xlsx_edit *edit, struct text name, struct text part)
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
    markup_patch(&patches, list.end, list.end,
                 text_printf(edit->arena,
                             "<%.*s%ssheet xmlns:r=\"%s\" name=\"%.*s\" "
                             "sheetId=\"%d\" r:id=\"%.*s\"/>",
                             TEXT_ARG(list.prefix), list.prefix.n ? ":" : "",
                             xlsx_edit_link(edit),
                             TEXT_ARG(markup_escape(edit->arena, name)),
                             most + 1, TEXT_ARG(id)));
    move_names(edit, &patches, bytes);
    xlsx_edit_put(edit, edit->workbook, markup_apply(&patches, bytes));
    edit->n_before++;
}

/* Sheets that are selected together are changed together. */
static void
deselect(struct xlsx_edit *edit, struct text part)
{
    struct text bytes = xlsx_edit_bytes(edit, part);
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag tag;

    while (markup_next(&m, &tag) && !markup_is(&tag, "sheetData")) {
        if (markup_is(&tag, "sheetView") && markup_find(&tag, "tabSelected").at)
            markup_patch_attribute(&patches, bytes, &tag, "tabSelected",
                                   TEXT_NONE);
    }
    if (patches.n)
        xlsx_edit_put(edit, part, markup_apply(&patches, bytes));
}

void
xlsx_append_show(struct xlsx_edit *edit, int sheet)
{
    struct text bytes = xlsx_edit_bytes(edit, edit->workbook);
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag tag;
    int active = sheet < 0 ? 0 : edit->part_of[sheet];

    for (int i = 0; i < edit->n_listed; i++) {
        if (xlsx_edit_has(edit, edit->listed[i].part))
            deselect(edit, edit->listed[i].part);
    }
    while (markup_to(&m, "workbookView", &tag)) {
        markup_patch_attribute(&patches, bytes, &tag, "firstSheet", TEXT_NONE);
        markup_patch_attribute(&patches, bytes, &tag, "activeTab",
                               text_printf(edit->arena, "%d", active));
    }
    if (patches.n)
        xlsx_edit_put(edit, edit->workbook, markup_apply(&patches, bytes));
}
