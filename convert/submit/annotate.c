/* annotate.c - notes, colours, and the list of what was told. */
#include "submit/annotate.h"

#include "canon/unit.h"
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "book/formula.h"
#include "book/markup.h"
#include "edit/xlsx_append.h"
#include "edit/xlsx_cells.h"
#include "edit/xlsx_comment.h"
#include "edit/xlsx_style.h"

#define AUTHOR "juesuan"

/* From the mildest; a cell has the colour of its worst entry. */
enum mark_kind {
    MARK_ROUNDING,
    MARK_WARNING,
    MARK_DOUBT,
    MARK_ERROR,
    MARK_UNREAD,
    MARK_N
};

static const char *const colours[MARK_N]
    = { "FFDDEBF7", "FFFFEB9C", "FFFFEB9C", "FFFFC7CE", "FFFFC7CE" };
static const char *const words[MARK_N]
    = { "尾差", "提示", "存疑", "不符", "有误" };

/* The list's columns. */
static const struct {
    const char *heading;
    int width;
} columns[] = { { "序号", 6 },  { "结果", 8 },  { "位置", 44 },
                { "说明", 56 }, { "左", 18 },   { "右", 18 },
                { "差额", 16 }, { "容差", 16 }, { "规则", 28 } };

/* What is told: by a rule, or otherwise. */
struct entry {
    const struct finding *finding; /* or NULL */
    const struct diag *diag;       /* or NULL */
    enum mark_kind kind;
};

struct mark {
    int sheet, row, col;
    int entry;
    enum mark_kind kind;
};

struct look {
    int format, kind, made;
};

struct annotating {
    struct xlsx_edit *edit;
    struct xlsx_style *styles;
    struct arena *arena;
    struct entry *entries;
    int n_entries, entries_capacity;
    struct mark *marks;
    int n_marks, marks_capacity;
    struct look *looks;
    int n_looks, looks_capacity;
};

/* ---- what is marked ---- */

static enum mark_kind
kind_of_finding(const struct finding *finding)
{
    bool error = finding->rule->level == DIAG_ERROR;

    switch (finding->outcome) {
    case FINDING_ROUNDING:
        return MARK_ROUNDING;
    case FINDING_MISMATCH:
        return error ? MARK_ERROR : MARK_WARNING;
    case FINDING_BLANK:
    case FINDING_TOTAL:
        break;
    }
    return error ? MARK_DOUBT : MARK_WARNING;
}

static enum mark_kind
kind_of_diag(const struct diag *diag)
{
    if (diag->level == DIAG_ERROR)
        return MARK_UNREAD;
    return diag_is_doubt(diag->code) ? MARK_DOUBT : MARK_WARNING;
}

/* First what was said while the workbook was read. */
static void
list_entries(struct annotating *a, const struct findings *findings,
             const struct diag *const *told, int n_told)
{
    for (int i = 0; i < n_told; i++) {
        struct entry entry = { NULL, told[i], MARK_WARNING };

        if (told[i]->level == DIAG_HINT)
            continue;
        entry.kind = kind_of_diag(told[i]);
        ARENA_PUSH(a->arena, a->entries, a->n_entries, a->entries_capacity,
                   entry);
    }
    for (int i = 0; i < findings->n; i++) {
        const struct finding *finding = &findings->items[i];
        struct entry entry = { finding, NULL, kind_of_finding(finding) };

        ARENA_PUSH(a->arena, a->entries, a->n_entries, a->entries_capacity,
                   entry);
    }
}

static int
sheet_named(const struct annotating *a, struct text name)
{
    const struct book *book = a->edit->book;

    for (int i = 0; i < book->n_sheets; i++) {
        if (text_equal(book->sheets[i].name, name))
            return i;
    }
    return -1;
}

/* -1 where the cell is on no sheet. */
static int
sheet_of(const struct annotating *a, const struct finding_cell *cell)
{
    return cell && cell->row >= 0 ? sheet_named(a, cell->sheet) : -1;
}

static void
add_mark(struct annotating *a, int entry, int sheet, int row, int col)
{
    struct mark mark = { .sheet = sheet,
                         .row = row,
                         .col = col,
                         .entry = entry,
                         .kind = a->entries[entry].kind };

    if (sheet >= 0 && row >= 0 && col >= 0)
        ARENA_PUSH(a->arena, a->marks, a->n_marks, a->marks_capacity, mark);
}

/* Is it the only cell of its side? */
static bool
is_alone(const struct finding *finding, const struct finding_cell *cell)
{
    for (int i = 0; i < finding->n_cells; i++) {
        if (&finding->cells[i] != cell && finding->cells[i].side == cell->side)
            return false;
    }
    return true;
}

static void
add_marks(struct annotating *a, int entry)
{
    const struct finding *f = a->entries[entry].finding;
    const struct diag *diag = a->entries[entry].diag;
    const struct finding_cell *place;

    if (diag) {
        if (diag->at.sheet)
            add_mark(a, entry, sheet_named(a, text_of(diag->at.sheet)),
                     diag->at.row, diag->at.col);
        return;
    }
    place = finding_place(f);
    for (int i = 0; i < f->n_cells; i++) {
        const struct finding_cell *cell = &f->cells[i];

        if (cell == place || (cell->fact && is_alone(f, cell)))
            add_mark(a, entry, sheet_of(a, cell), cell->row, cell->col);
    }
}

static int
compare_marks(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;

    if (x->sheet != y->sheet)
        return x->sheet < y->sheet ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->col != y->col)
        return x->col < y->col ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static bool
is_one_cell(const struct mark *a, const struct mark *b)
{
    return a->sheet == b->sheet && a->row == b->row && a->col == b->col;
}

/* ---- texts ---- */

/* "收入决算表!C9 904.50", "C9 904.50" on the sheet itself, or
   "收入决算表 … （空）". */
static void
put_cell(struct annotating *a, struct bytes *out,
         const struct finding_cell *cell, int here)
{
    struct text value = finding_cell_value(a->arena, cell);
    struct text name = finding_cell_name(a->arena, cell);
    int sheet = sheet_of(a, cell);

    if (sheet >= 0 && sheet == here && name.n > cell->sheet.n)
        name = text_slice(name, cell->sheet.n + 1, name.n);
    bytes_add(out, name);
    if (cell->row < 0)
        bytes_printf(out, " %.*s",
                     TEXT_ARG(finding_cell_label(a->arena, cell)));
    if (value.n)
        bytes_printf(out, " %.*s", TEXT_ARG(value));
    else
        bytes_add(out, TEXT("（空）"));
}

/* "有误：… \n what to do\n[value-no-number]" */
static struct text
note_diag(struct annotating *a, const struct entry *entry)
{
    const struct diag *diag = entry->diag;

    return text_printf(a->arena, "%s：%s%s%s\n[%s]", words[entry->kind],
                       diag->text, diag->hint ? "\n" : "",
                       diag->hint ? diag->hint : "", diag_word(diag->code));
}

static struct text
note(struct annotating *a, const struct entry *entry, int here)
{
    const struct finding *f = entry->finding;
    struct bytes out = { .arena = a->arena };
    const char *unit
        = f->kind == VALUE_AMOUNT ? unit_word(f->unit_shift) : NULL;
    int most = 12, shown = 0;

    bytes_printf(&out, "%s：%s", words[entry->kind], f->text);
    for (int i = 0; i < f->n_cells; i++) {
        const struct fact *fact = f->cells[i].fact;

        /* Blanks and zeros of a long sum say little. */
        if (f->n_cells > most
            && (!fact
                || (fact->kind != VALUE_TEXT && decimal_is_zero(fact->value))))
            continue;
        if (shown++ == most) {
            bytes_add(&out, TEXT("\n……"));
            break;
        }
        bytes_add(&out, TEXT("\n"));
        put_cell(a, &out, &f->cells[i], here);
    }
    if (f->outcome == FINDING_TOTAL)
        bytes_printf(&out, "\n请填写合计，各部分之和为 %.*s%s%s",
                     TEXT_ARG(finding_amount(a->arena, f, finding_parts(f))),
                     unit ? " " : "", unit ? unit : "");
    else if (f->has_amounts)
        bytes_printf(&out, "\n左 %.*s，右 %.*s，差额 %.*s%s%s，容差 %.*s",
                     TEXT_ARG(finding_amount(a->arena, f, f->left)),
                     TEXT_ARG(finding_amount(a->arena, f, f->right)),
                     TEXT_ARG(finding_amount(a->arena, f, f->difference)),
                     unit ? " " : "", unit ? unit : "",
                     TEXT_ARG(finding_amount(a->arena, f, f->tolerance)));
    if (f->outcome == FINDING_BLANK)
        bytes_add(
            &out,
            TEXT("\n请与账簿核对以上单元格：可能有数填错，或空白处应有数"));
    if (f->remark)
        bytes_printf(&out, "\n%s", f->remark);
    bytes_printf(&out, "\n[%.*s]", TEXT_ARG(f->rule->id));
    return bytes_text(&out);
}

/* ---- what an earlier check left ---- */

/* "不符：… [income-across]", perhaps several of them, below other text. */
static bool
is_own_note(struct text t)
{
    t = text_trim(t);
    for (int i = 0; i < MARK_N; i++) {
        size_t n = strlen(words[i]);

        if (text_starts(t, text_of(words[i]))
            && text_starts(text_slice(t, n, t.n), TEXT("：")))
            return text_ends(t, TEXT("]"));
    }
    return false;
}

static int
compare_places(const void *a, const void *b)
{
    const struct xlsx_place *x = a, *y = b;

    return x->row != y->row ? (x->row > y->row) - (x->row < y->row)
                            : (x->col > y->col) - (x->col < y->col);
}

/* Its notes go, and where they were its colours. */
static void
clear_sheet(struct annotating *a, int sheet)
{
    int n;
    struct xlsx_place *places
        = xlsx_comment_remove(a->edit, sheet, is_own_note, &n);
    struct xlsx_cell *cells;
    int *formats;

    if (n == 0)
        return;
    qsort(places, (size_t)n, sizeof *places, compare_places);
    cells = ARENA_ARRAY(a->arena, struct xlsx_cell, n);
    formats = ARENA_ARRAY(a->arena, int, n);
    for (int i = 0; i < n; i++)
        cells[i] = (struct xlsx_cell){ .row = places[i].row,
                                       .col = places[i].col,
                                       .look = true };
    xlsx_cells_formats(a->edit, sheet, cells, n, formats);
    for (int i = 0; i < n; i++)
        cells[i].format
            = xlsx_style_without(a->styles, formats[i], colours, MARK_N);
    xlsx_cells_set(a->edit, sheet, cells, n);
}

/* Is it a list of ours, as its headings say? */
static bool
is_list(const struct grid *sheet)
{
    for (int i = 0; i < ARRAY_LEN(columns); i++) {
        const struct cell *cell = grid_at(sheet, 0, i);

        if (!cell || cell->type != CELL_TEXT
            || !text_equal(cell->text, text_of(columns[i].heading)))
            return false;
    }
    return text_starts(sheet->name, GRID_FINDINGS);
}

/* ---- the cells ---- */

/* The format of a place, coloured; each made once. */
static int
coloured(struct annotating *a, int format, enum mark_kind kind)
{
    struct look look = { format, (int)kind, 0 };

    for (int i = 0; i < a->n_looks; i++) {
        if (a->looks[i].format == format && a->looks[i].kind == (int)kind)
            return a->looks[i].made;
    }
    look.made = xlsx_style_add(a->styles, format,
                               (struct xlsx_look){ .fill = colours[kind] });
    ARENA_PUSH(a->arena, a->looks, a->n_looks, a->looks_capacity, look);
    return look.made;
}

/* Marks [from, end) are of one sheet, in order. */
static int
mark_sheet(struct annotating *a, int from, int end)
{
    int sheet = a->marks[from].sheet, n = 0;
    struct xlsx_cell *cells
        = ARENA_ARRAY(a->arena, struct xlsx_cell, end - from);
    struct xlsx_comment *comments
        = ARENA_ARRAY(a->arena, struct xlsx_comment, end - from);
    enum mark_kind *kinds = ARENA_ARRAY(a->arena, enum mark_kind, end - from);
    int *formats = ARENA_ARRAY(a->arena, int, end - from);

    for (int i = from; i < end; i++) {
        const struct mark *mark = &a->marks[i];
        const struct entry *entry = &a->entries[mark->entry];
        struct text text
            = entry->diag ? note_diag(a, entry) : note(a, entry, sheet);

        if (i > from && is_one_cell(mark, mark - 1)) {
            comments[n - 1].text
                = text_printf(a->arena, "%.*s\n\n%.*s",
                              TEXT_ARG(comments[n - 1].text), TEXT_ARG(text));
            if (mark->kind > kinds[n - 1])
                kinds[n - 1] = mark->kind;
            continue;
        }
        cells[n] = (struct xlsx_cell){ .row = mark->row,
                                       .col = mark->col,
                                       .look = true };
        comments[n] = (struct xlsx_comment){ mark->row, mark->col, text };
        kinds[n++] = mark->kind;
    }
    xlsx_cells_formats(a->edit, sheet, cells, n, formats);
    for (int i = 0; i < n; i++)
        cells[i].format = coloured(a, formats[i], kinds[i]);
    xlsx_cells_set(a->edit, sheet, cells, n);
    xlsx_comment_add(a->edit, sheet, AUTHOR, comments, n);
    return n;
}

/* ---- the list ---- */

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
    int sheet = sheet_of(a, place);

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
    int sheet = diag->at.sheet ? sheet_named(a, text_of(diag->at.sheet)) : -1;

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
    put_text(list, 1, text_of(words[entry->kind]), list->plain[entry->kind]);
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
static void
add_list(struct annotating *a)
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
        list.plain[i] = coloured(a, list.wrapped, (enum mark_kind)i);
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

bool
annotate_workbook(struct xlsx_edit *edit, const struct findings *findings,
                  const struct diag *const *told, int n_told,
                  struct annotated *out)
{
    struct annotating a = { .edit = edit, .arena = edit->arena };
    int end;

    out->n_cells = 0;
    a.styles = xlsx_style_open(edit);
    for (int i = 0; i < edit->book->n_sheets; i++) {
        if (edit->rewritten < 0 && is_list(&edit->book->sheets[i]))
            edit->rewritten = i;
        else
            clear_sheet(&a, i);
    }
    list_entries(&a, findings, told, n_told);
    add_list(&a); /* first: the notes are numbered by the place of the sheet */
    for (int i = 0; i < a.n_entries; i++)
        add_marks(&a, i);
    if (a.n_marks)
        qsort(a.marks, (size_t)a.n_marks, sizeof *a.marks, compare_marks);
    for (int i = 0; i < a.n_marks; i = end) {
        for (end = i;
             end < a.n_marks && a.marks[end].sheet == a.marks[i].sheet;)
            end++;
        out->n_cells += mark_sheet(&a, i, end);
    }
    xlsx_style_close(a.styles);
    out->n_entries = a.n_entries;
    return !edit->failed;
}
