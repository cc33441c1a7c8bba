/* listing.c - rows of texts and links, as a sheet part. */
#include "submit/listing.h"

#include "book/formula.h"
#include "book/markup.h"
#include "edit/xlsx_append.h"

bool
listing_is(const struct grid *sheet, struct text name,
           const struct listing_column *columns, int n_columns)
{
    for (int i = 0; i < n_columns; i++) {
        const struct cell *cell = grid_at(sheet, 0, i);

        if (!cell || cell->type != CELL_TEXT
            || !text_equal(cell->text, text_of(columns[i].heading)))
            return false;
    }
    return text_starts(sheet->name, name);
}

struct listing
listing_open(struct paint *paint, const struct listing_column *columns,
             int n_columns)
{
    struct arena *arena = paint->edit->arena;
    struct listing list = { .paint = paint,
                            .arena = arena,
                            .columns = columns,
                            .n_columns = n_columns,
                            .rows = { .arena = arena },
                            .links = { .arena = arena } };

    list.wrapped
        = xlsx_style_add(paint->styles, 0, (struct xlsx_look){ .wrap = true });
    list.heading = xlsx_style_add(
        paint->styles, 0,
        (struct xlsx_look){ .fill = "FFD9D9D9",
                            .font
                            = "<b/><sz val=\"11\"/><name val=\"宋体\"/>" });
    list.linked = xlsx_style_add(
        paint->styles, list.wrapped,
        (struct xlsx_look){ .font = "<u/><sz val=\"11\"/><color "
                                    "rgb=\"FF0563C1\"/><name val=\"宋体\"/>" });
    listing_begin_row(&list);
    for (int i = 0; i < n_columns; i++)
        listing_text(&list, i, text_of(columns[i].heading), list.heading);
    listing_end_row(&list);
    return list;
}

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

void
listing_text(struct listing *list, int col, struct text t, int format)
{
    int lines = lines_of(t, list->columns[col].width);
    char ref[CELLREF_MAX];

    list->lines = lines > list->lines ? lines : list->lines;
    cellref_show(list->row, col, ref);
    if (!t.n)
        bytes_printf(&list->cells, "<c r=\"%s\" s=\"%d\"/>", ref, format);
    else
        bytes_printf(&list->cells,
                     "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is><t "
                     "xml:space=\"preserve\">%.*s</t></is></c>",
                     ref, format, TEXT_ARG(markup_escape_cell(list->arena, t)));
}

void
listing_begin_row(struct listing *list)
{
    list->cells = (struct bytes){ .arena = list->arena };
    list->lines = 1;
}

void
listing_end_row(struct listing *list)
{
    bytes_printf(
        &list->rows, "<row r=\"%d\" ht=\"%d\" customHeight=\"1\">%.*s</row>",
        list->row + 1, list->lines * 15, TEXT_ARG(bytes_text(&list->cells)));
    list->row++;
}

void
listing_place(struct listing *list, int col, struct listing_place place)
{
    struct arena *arena = list->arena;
    char ref[CELLREF_MAX], to[CELLREF_MAX];
    struct text name, location;

    if (place.sheet < 0) {
        listing_text(list, col, TEXT("—"), list->wrapped);
        return;
    }
    name = list->paint->edit->book->sheets[place.sheet].name;
    cellref_show(list->row, col, ref);
    cellref_show(place.row < 0 ? 0 : place.row, place.col < 0 ? 0 : place.col,
                 to);
    location = text_printf(arena, "%.*s!%s",
                           TEXT_ARG(formula_sheet(arena, name)), to);
    if (place.row >= 0)
        name = text_printf(arena, "%.*s!%s", TEXT_ARG(name), to);
    listing_text(list, col, name, list->linked);
    bytes_printf(&list->links, "<hyperlink ref=\"%s\" location=\"%.*s\"/>", ref,
                 TEXT_ARG(markup_escape(arena, location)));
}

static struct text
listing_part(const struct listing *list)
{
    struct bytes out = { .arena = list->arena };

    bytes_printf(
        &out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" "
        "standalone=\"yes\"?>\n<worksheet xmlns=\"%s\"><sheetPr>"
        "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
        "<sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" "
        "topLeftCell=\"A2\" activePane=\"bottomLeft\" "
        "state=\"frozen\"/></sheetView></sheetViews><cols>",
        xlsx_edit_main(list->paint->edit));
    for (int i = 0; i < list->n_columns; i++)
        bytes_printf(&out,
                     "<col min=\"%d\" max=\"%d\" width=\"%d\" "
                     "customWidth=\"1\"/>",
                     i + 1, i + 1, list->columns[i].width);
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

void
listing_close(struct listing *list, struct text name)
{
    struct xlsx_edit *edit = list->paint->edit;

    xlsx_append_show(edit, edit->rewritten);
    if (edit->rewritten >= 0)
        xlsx_edit_put(edit, xlsx_edit_sheet(edit, edit->rewritten),
                      listing_part(list));
    else
        xlsx_append_first(edit, xlsx_append_name(edit, name),
                          listing_part(list));
}
