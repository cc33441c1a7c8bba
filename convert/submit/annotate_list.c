/* annotate_list.c - the sheet 检查结果. */
#include "submit/annotate_list.h"

#include "base/bytes.h"
#include "book/formula.h"
#include "book/markup.h"
#include "canon/unit.h"
#include "edit/xlsx_append.h"

/* The list's columns. */
static const struct {
    const char *heading;
    int width;
} columns[] = { { "序号", 6 },  { "结果", 8 },  { "位置", 44 },
                { "说明", 56 }, { "左", 18 },   { "右", 18 },
                { "差额", 16 }, { "容差", 16 }, { "规则", 28 } };

/* Is it a list of ours, as its headings say? */
bool
annotate_list_is(const struct grid *sheet)
{
    for (int i = 0; i < ARRAY_LEN(columns); i++) {
        const struct cell *cell = grid_at(sheet, 0, i);

        if (!cell || cell->type != CELL_TEXT
            || !text_equal(cell->text, text_of(columns[i].heading)))
            return false;
    }
    return text_starts(sheet->name, GRID_FINDINGS);
}

struct list {
    struct annotating *a;
    struct bytes cells, rows, links;
    int row;   /* the next one, from 0 */
    int lines; /* of the fullest cell in it */
    int heading, linked, wrapped, plain[MARK_N];
};

/* How many lines a text takes in a column. */
static int
lines_of(struct text t, int width)
{
    int lines = 0;
    size_t from = 0;

    for (size_t i = 0; i <= t.n; i++) {
        if (i < t.n && t.at[i] != '\n')
            continue;
        lines += 1 + (text_width(text_slice(t, from, i)) - 1) / (width - 1);
        from = i + 1;
    }
    return lines;
}

static void
put_text(struct list *list, int col, struct text t, int format)
{
    int lines = lines_of(t, columns[col].width);
    char ref[CELLREF_MAX];

    list->lines = lines > list->lines ? lines : list->lines;
    cellref_show(list->row, col, ref);
    if (!t.n)
        bytes_printf(&list->cells, "<c r=\"%s\" s=\"%d\"/>", ref, format);
    else
        bytes_printf(&list->cells,
                     "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is><t "
                     "xml:space=\"preserve\">%.*s</t></is></c>",
                     ref, format,
                     TEXT_ARG(markup_escape_cell(list->a->arena, t)));
}

static void
begin_row(struct list *list)
{
    list->cells = (struct bytes){ .arena = list->a->arena };
    list->lines = 1;
}

static void
end_row(struct list *list)
{
    bytes_printf(
        &list->rows, "<row r=\"%d\" ht=\"%d\" customHeight=\"1\">%.*s</row>",
        list->row + 1, list->lines * 15, TEXT_ARG(bytes_text(&list->cells)));
    list->row++;
}

/* A link to the cell; to the sheet where there is none, and nowhere where
   there is no sheet. */
static void
put_place(struct list *list, int col, int sheet, int row, int column)
{
    struct arena *arena = list->a->arena;
    char ref[CELLREF_MAX], to[CELLREF_MAX];
    struct text name, location;

    if (sheet < 0) {
        put_text(list, col, TEXT("—"), list->wrapped);
        return;
    }
    name = list->a->edit->book->sheets[sheet].name;
    cellref_show(list->row, col, ref);
    cellref_show(row < 0 ? 0 : row, column < 0 ? 0 : column, to);
    location = text_printf(arena, "%.*s!%s",
                           TEXT_ARG(formula_sheet(arena, name)), to);
    if (row >= 0)
        name = text_printf(arena, "%.*s!%s", TEXT_ARG(name), to);
    put_text(list, col, name, list->linked);
    bytes_printf(&list->links, "<hyperlink ref=\"%s\" location=\"%.*s\"/>", ref,
                 TEXT_ARG(markup_escape(arena, location)));
}

/* "583.36 万元": the figures of another sheet, for people; no sheet of figures
   itself. */
static void
put_amount(struct list *list, int col, const struct finding *f,
           struct decimal d)
{
    const char *unit = f->kind == VALUE_AMOUNT ? unit_word(f->unit_shift)
                                               : schema_unit(f->kind);
    struct text t = finding_amount(list->a->arena, f, d);

    if (f->kind == VALUE_SCORE)
        unit = "分";
    else if (f->kind == VALUE_RATIO)
        unit = "";
    put_text(list, col,
             text_printf(list->a->arena, "%.*s%s%s", TEXT_ARG(t),
                         unit && *unit ? " " : "", unit ? unit : ""),
             list->wrapped);
}

static void
put_finding(struct list *list, const struct finding *f)
{
    struct annotating *a = list->a;
    const struct finding_cell *place = finding_place(f);
    int sheet = annotate_sheet_of(a, place);

    put_place(list, 2, sheet, place ? place->row : -1, place ? place->col : -1);
    put_text(list, 3,
             f->remark ? text_printf(a->arena, "%s\n%s", f->text, f->remark)
                       : text_of(f->text),
             list->wrapped);
    if (f->outcome == FINDING_TOTAL) {
        put_amount(list, 5, f, finding_parts(f));
    } else if (f->has_amounts) {
        put_amount(list, 4, f, f->left);
        put_amount(list, 5, f, f->right);
        put_amount(list, 6, f, f->difference);
        put_amount(list, 7, f, f->tolerance);
    }
    put_text(list, 8, f->rule->id, list->wrapped);
}

static void
put_diag(struct list *list, const struct diag *diag)
{
    struct annotating *a = list->a;
    int sheet
        = diag->at.sheet ? annotate_sheet(a, text_of(diag->at.sheet)) : -1;

    put_place(list, 2, sheet, diag->at.row, diag->at.col);
    put_text(list, 3,
             diag->hint
                 ? text_printf(a->arena, "%s\n%s", diag->text, diag->hint)
                 : text_of(diag->text),
             list->wrapped);
    put_text(list, 8, text_of(diag_word(diag->code)), list->wrapped);
}

static void
put_entry(struct list *list, int index)
{
    struct annotating *a = list->a;
    const struct entry *entry = &a->entries[index];

    begin_row(list);
    put_text(list, 0, text_printf(a->arena, "%d", index + 1), list->wrapped);
    put_text(list, 1, text_of(annotate_word(entry->kind)),
             list->plain[entry->kind]);
    if (entry->diag)
        put_diag(list, entry->diag);
    else
        put_finding(list, entry->finding);
    end_row(list);
}

static struct text
list_part(struct list *list)
{
    struct annotating *a = list->a;
    struct bytes out = { .arena = a->arena };

    bytes_printf(
        &out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" "
        "standalone=\"yes\"?>\n<worksheet xmlns=\"%s\"><sheetPr>"
        "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
        "<sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" "
        "topLeftCell=\"A2\" activePane=\"bottomLeft\" "
        "state=\"frozen\"/></sheetView></sheetViews><cols>",
        xlsx_edit_main(a->edit));
    for (int i = 0; i < ARRAY_LEN(columns); i++)
        bytes_printf(&out,
                     "<col min=\"%d\" max=\"%d\" width=\"%d\" "
                     "customWidth=\"1\"/>",
                     i + 1, i + 1, columns[i].width);
    bytes_add(&out, TEXT("</cols><sheetData>"));
    bytes_add(&out, bytes_text(&list->rows));
    bytes_add(&out, TEXT("</sheetData>"));
    if (list->links.n)
        bytes_printf(&out, "<hyperlinks>%.*s</hyperlinks>",
                     TEXT_ARG(bytes_text(&list->links)));
    bytes_add(
        &out,
        TEXT("<pageMargins left=\"0.5\" right=\"0.5\" "
             "top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
             "footer=\"0.3\"/><pageSetup paperSize=\"9\" "
             "orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"));
    return bytes_text(&out);
}

/* In place of the list of an earlier check, or before the other sheets; the
   workbook opens with it. */
void
annotate_list_add(struct annotating *a)
{
    struct xlsx_edit *edit = a->edit;
    struct list list = { .a = a };

    list.rows.arena = list.links.arena = a->arena;
    list.wrapped
        = xlsx_style_add(a->styles, 0, (struct xlsx_look){ .wrap = true });
    list.heading = xlsx_style_add(
        a->styles, 0,
        (struct xlsx_look){ .fill = "FFD9D9D9",
                            .font
                            = "<b/><sz val=\"11\"/><name val=\"宋体\"/>" });
    list.linked = xlsx_style_add(
        a->styles, list.wrapped,
        (struct xlsx_look){ .font = "<u/><sz val=\"11\"/><color "
                                    "rgb=\"FF0563C1\"/><name val=\"宋体\"/>" });
    for (int i = 0; i < MARK_N; i++)
        list.plain[i] = annotate_coloured(a, list.wrapped, (enum mark_kind)i);
    begin_row(&list);
    for (int i = 0; i < ARRAY_LEN(columns); i++)
        put_text(&list, i, text_of(columns[i].heading), list.heading);
    end_row(&list);
    for (int i = 0; i < a->n_entries; i++)
        put_entry(&list, i);
    if (a->n_entries == 0) {
        begin_row(&list);
        put_text(&list, 3, TEXT("没有发现不符"), list.wrapped);
        end_row(&list);
    }
    xlsx_append_show(edit, edit->rewritten);
    if (edit->rewritten >= 0)
        xlsx_edit_put(edit, xlsx_edit_sheet(edit, edit->rewritten),
                      list_part(&list));
    else
        xlsx_append_first(edit, xlsx_append_name(edit, GRID_FINDINGS),
                          list_part(&list));
}
