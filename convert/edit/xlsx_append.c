/* xlsx_append.c - ECMA-376 part 1, 18.2.19. */
#include "edit/xlsx_append.h"

#include "book/sheet_name.h"
#include "edit/xlsx_related.h"

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
            taken |= sheet_name_same(edit->listed[i].name, name);
        if (!taken)
            return name;
        name = text_printf(edit->arena, "%.*s（%d）", TEXT_ARG(wanted), n);
    }
}

/* Names that hold for one sheet say which by its place. */
static void
move_names(struct part *p)
{
    const struct part_element *names = part_find(p, NULL, "definedNames");
    const struct part_element *e = part_child(p, names, "definedName");

    for (; e; e = part_sibling(p, e, "definedName")) {
        int place = part_number(p, e, "localSheetId");

        if (place >= 0)
            part_set_number(p, e, "localSheetId", place + 1);
    }
}

void
xlsx_append_first(struct xlsx_edit *edit, struct text name, struct text part)
{
    struct xlsx_related_part new
        = { .type = "worksheet",
            .name = xlsx_related_name(edit, "xl/worksheets/sheet", ".xml"),
            .bytes = part,
            .content_type = SHEET_TYPE };
    struct text id;
    struct part *p = xlsx_edit_part(edit, edit->workbook);
    const struct part_element *list = part_find(p, NULL, "sheets");
    const struct part_element *e = part_child(p, list, "sheet");
    int most = 0;

    if (!list || list->empty) {
        xlsx_edit_wrong(edit, edit->workbook, "lists no sheets");
        return;
    }
    for (; e; e = part_sibling(p, e, "sheet")) {
        int number = part_number(p, e, "sheetId");

        most = number > most ? number : most;
    }
    id = xlsx_related_add(edit, edit->workbook, &new);
    part_prepend(p, list,
                 part_xml(p,
                          "<sheet xmlns:r=\"%s\" name=\"%.*s\" "
                          "sheetId=\"%d\" r:id=\"%.*s\"/>",
                          xlsx_edit_link(edit),
                          TEXT_ARG(markup_escape(edit->arena, name)), most + 1,
                          TEXT_ARG(id)));
    move_names(p);
    xlsx_edit_save(edit, edit->workbook, p);
    edit->n_before++;
}

/* Sheets that are selected together are changed together. */
static void
deselect(struct xlsx_edit *edit, struct text part)
{
    struct part *p = xlsx_edit_part(edit, part);
    const struct part_element *e
        = part_child(p, part_child(p, part_root(p), "sheetViews"), "sheetView");

    for (; e; e = part_sibling(p, e, "sheetView"))
        part_set(p, e, "tabSelected", TEXT_NONE);
    xlsx_edit_save(edit, part, p);
}

void
xlsx_append_show(struct xlsx_edit *edit, int sheet)
{
    struct part *p = xlsx_edit_part(edit, edit->workbook);
    const struct part_element *e
        = part_child(p, part_find(p, NULL, "bookViews"), "workbookView");
    int active = sheet < 0 ? 0 : edit->part_of[sheet];

    for (int i = 0; i < edit->n_listed; i++) {
        if (xlsx_edit_has(edit, edit->listed[i].part))
            deselect(edit, edit->listed[i].part);
    }
    for (; e; e = part_sibling(p, e, "workbookView")) {
        part_set(p, e, "firstSheet", TEXT_NONE);
        part_set_number(p, e, "activeTab", active);
    }
    xlsx_edit_save(edit, edit->workbook, p);
}
