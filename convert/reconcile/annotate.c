/* annotate.c - notes, colours, and the list of what was found. */
#include "reconcile/annotate.h"

#include <stdlib.h>
#include <string.h>

#include "book/formula.h"
#include "book/markup.h"
#include "book/xlsx_append.h"
#include "book/xlsx_cells.h"
#include "book/xlsx_comment.h"
#include "book/xlsx_style.h"

#define AUTHOR "juesuan"
#define SHEET_NAME TEXT("检查结果")

/* From the mildest; a cell has the colour of its worst finding. */
enum mark_kind { MARK_ROUNDING, MARK_WARNING, MARK_ERROR, MARK_N };

static const char *const colours[MARK_N]
    = { "FFDDEBF7", "FFFFEB9C", "FFFFC7CE" };
static const char *const words[MARK_N] = { "尾差", "提示", "不符" };

/* The list's columns. */
static const struct {
    const char *heading;
    int width;
} columns[] = { { "序号", 6 },  { "结果", 8 },  { "位置", 44 },
                { "说明", 56 }, { "左", 18 },   { "右", 18 },
                { "差额", 16 }, { "容差", 16 }, { "规则", 28 } };

struct mark {
    int sheet, row, col;
    int finding;
    enum mark_kind kind;
};

struct look {
    int format, kind, made;
};

struct annotating {
    struct xlsx_edit *edit;
    struct arena *arena;
    const struct findings *findings;
    struct mark *marks;
    int n_marks, marks_capacity;
    struct look *looks;
    int n_looks, looks_capacity;
};

/* ---- what is marked ---- */

static enum mark_kind
kind_of(const struct finding *finding)
{
    if (finding->outcome == FINDING_ROUNDING)
        return MARK_ROUNDING;
    return finding->rule->level == DIAG_ERROR ? MARK_ERROR : MARK_WARNING;
}

static int
sheet_of(const struct annotating *a, const struct finding_cell *cell)
{
    const struct book *book = a->edit->book;
    struct text sheet;

    if (!cell || !cell->table || !cell->fact || cell->fact->row < 0)
        return -1;
    sheet = model_sheet(cell->table, cell->fact);
    for (int i = 0; i < book->n_sheets; i++) {
        if (text_equal(book->sheets[i].name, sheet))
            return i;
    }
    return -1;
}

static void
add_mark(struct annotating *a, int finding, const struct finding_cell *cell)
{
    int sheet = sheet_of(a, cell);
    struct mark mark = { .sheet = sheet, .finding = finding };

    if (sheet < 0)
        return;
    mark.row = cell->fact->row;
    mark.col = cell->fact->col;
    mark.kind = kind_of(&a->findings->items[finding]);
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
add_marks(struct annotating *a, int finding)
{
    const struct finding *f = &a->findings->items[finding];
    const struct finding_cell *place = check_place(f);

    add_mark(a, finding, place);
    for (int i = 0; i < f->n_cells; i++) {
        if (&f->cells[i] != place && is_alone(f, &f->cells[i]))
            add_mark(a, finding, &f->cells[i]);
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
    return (x->finding > y->finding) - (x->finding < y->finding);
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
put_cell(struct annotating *a, struct markup_out *out,
         const struct finding_cell *cell, int here)
{
    struct text value = check_cell_value(a->arena, cell);
    struct text name = check_cell_name(a->arena, cell);
    int sheet = sheet_of(a, cell);
    size_t n = model_sheet(cell->table, cell->fact).n;

    if (sheet >= 0 && sheet == here && name.n > n)
        name = text_slice(name, n + 1, name.n);
    markup_put(out, name);
    if (!cell->fact || cell->fact->row < 0)
        markup_printf(out, " %.*s", TEXT_ARG(check_cell_label(a->arena, cell)));
    if (value.n)
        markup_printf(out, " %.*s", TEXT_ARG(value));
    else
        markup_put(out, TEXT("（空）"));
}

static struct text
note(struct annotating *a, const struct finding *f, int here)
{
    struct markup_out out = { .arena = a->arena };
    const char *unit
        = f->kind == VALUE_AMOUNT ? model_unit_word(f->unit_shift) : NULL;
    int most = 12, shown = 0;

    markup_printf(&out, "%s：%s", words[kind_of(f)], f->text);
    for (int i = 0; i < f->n_cells; i++) {
        const struct fact *fact = f->cells[i].fact;

        /* Blanks and zeros of a long sum say little. */
        if (f->n_cells > most
            && (!fact
                || (fact->kind != VALUE_TEXT && decimal_is_zero(fact->value))))
            continue;
        if (shown++ == most) {
            markup_put(&out, TEXT("\n……"));
            break;
        }
        markup_put(&out, TEXT("\n"));
        put_cell(a, &out, &f->cells[i], here);
    }
    if (f->has_amounts)
        markup_printf(&out, "\n左 %.*s，右 %.*s，差额 %.*s%s%s，容差 %.*s",
                      TEXT_ARG(check_amount(a->arena, f, f->left)),
                      TEXT_ARG(check_amount(a->arena, f, f->right)),
                      TEXT_ARG(check_amount(a->arena, f, f->difference)),
                      unit ? " " : "", unit ? unit : "",
                      TEXT_ARG(check_amount(a->arena, f, f->tolerance)));
    if (f->remark)
        markup_printf(&out, "\n%s", f->remark);
    markup_printf(&out, "\n[%.*s]", TEXT_ARG(f->rule->id));
    return markup_text(&out);
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
            = xlsx_style_without(a->edit, formats[i], colours, MARK_N);
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
    return text_starts(sheet->name, SHEET_NAME);
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
    look.made = xlsx_style_add(a->edit, format,
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
        struct text text = note(a, &a->findings->items[mark->finding], sheet);

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
    struct markup_out cells, rows, links;
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
        markup_printf(&list->cells, "<c r=\"%s\" s=\"%d\"/>", ref, format);
    else
        markup_printf(&list->cells,
                      "<c r=\"%s\" s=\"%d\" t=\"inlineStr\"><is><t "
                      "xml:space=\"preserve\">%.*s</t></is></c>",
                      ref, format,
                      TEXT_ARG(markup_escape_cell(list->a->arena, t)));
}

static void
begin_row(struct list *list)
{
    list->cells = (struct markup_out){ .arena = list->a->arena };
    list->lines = 1;
}

static void
end_row(struct list *list)
{
    markup_printf(
        &list->rows, "<row r=\"%d\" ht=\"%d\" customHeight=\"1\">%.*s</row>",
        list->row + 1, list->lines * 15, TEXT_ARG(markup_text(&list->cells)));
    list->row++;
}

static void
put_place(struct list *list, int col, const struct finding_cell *cell)
{
    struct arena *arena = list->a->arena;
    int sheet = sheet_of(list->a, cell);
    char ref[CELLREF_MAX], to[CELLREF_MAX];
    struct text location;

    if (sheet < 0) {
        put_text(list, col, TEXT("—"), list->wrapped);
        return;
    }
    cellref_show(list->row, col, ref);
    cellref_show(cell->fact->row, cell->fact->col, to);
    location = text_printf(
        arena, "%.*s!%s",
        TEXT_ARG(formula_sheet(arena, list->a->edit->book->sheets[sheet].name)),
        to);
    put_text(list, col,
             text_printf(arena, "%.*s!%s",
                         TEXT_ARG(list->a->edit->book->sheets[sheet].name), to),
             list->linked);
    markup_printf(&list->links, "<hyperlink ref=\"%s\" location=\"%.*s\"/>",
                  ref, TEXT_ARG(markup_escape(arena, location)));
}

/* "583.36 万元": the figures of another sheet, for people; no sheet of figures
   itself. */
static void
put_amount(struct list *list, int col, const struct finding *f,
           struct decimal d)
{
    const char *unit = f->kind == VALUE_AMOUNT ? model_unit_word(f->unit_shift)
                                               : schema_unit(f->kind);
    struct text t = check_amount(list->a->arena, f, d);

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
put_finding(struct list *list, const struct finding *f, int number)
{
    struct annotating *a = list->a;
    enum mark_kind kind = kind_of(f);

    begin_row(list);
    put_text(list, 0, text_printf(a->arena, "%d", number), list->wrapped);
    put_text(list, 1, text_of(words[kind]), list->plain[kind]);
    put_place(list, 2, check_place(f));
    put_text(list, 3,
             f->remark ? text_printf(a->arena, "%s\n%s", f->text, f->remark)
                       : text_of(f->text),
             list->wrapped);
    if (f->has_amounts) {
        put_amount(list, 4, f, f->left);
        put_amount(list, 5, f, f->right);
        put_amount(list, 6, f, f->difference);
        put_amount(list, 7, f, f->tolerance);
    }
    put_text(list, 8, f->rule->id, list->wrapped);
    end_row(list);
}

static struct text
list_part(struct list *list)
{
    struct annotating *a = list->a;
    struct markup_out out = { .arena = a->arena };

    markup_printf(&out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\" "
                  "standalone=\"yes\"?>\n<worksheet xmlns=\"%s\"><sheetPr>"
                  "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
                  "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
                  "topLeftCell=\"A2\" activePane=\"bottomLeft\" "
                  "state=\"frozen\"/></sheetView></sheetViews><cols>",
                  xlsx_edit_main(a->edit));
    for (int i = 0; i < ARRAY_LEN(columns); i++)
        markup_printf(&out,
                      "<col min=\"%d\" max=\"%d\" width=\"%d\" "
                      "customWidth=\"1\"/>",
                      i + 1, i + 1, columns[i].width);
    markup_put(&out, TEXT("</cols><sheetData>"));
    markup_put(&out, markup_text(&list->rows));
    markup_put(&out, TEXT("</sheetData>"));
    if (list->links.n)
        markup_printf(&out, "<hyperlinks>%.*s</hyperlinks>",
                      TEXT_ARG(markup_text(&list->links)));
    markup_put(
        &out,
        TEXT("<pageMargins left=\"0.5\" right=\"0.5\" "
             "top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
             "footer=\"0.3\"/><pageSetup paperSize=\"9\" "
             "orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"));
    return markup_text(&out);
}

/* In place of the list of an earlier check, or behind the other sheets. */
static void
add_list(struct annotating *a)
{
    struct xlsx_edit *edit = a->edit;
    struct list list = { .a = a };

    list.rows.arena = list.links.arena = a->arena;
    list.wrapped = xlsx_style_add(edit, 0, (struct xlsx_look){ .wrap = true });
    list.heading = xlsx_style_add(
        edit, 0,
        (struct xlsx_look){ .fill = "FFD9D9D9",
                            .font
                            = "<b/><sz val=\"11\"/><name val=\"宋体\"/>" });
    list.linked = xlsx_style_add(
        edit, list.wrapped,
        (struct xlsx_look){ .font = "<u/><sz val=\"11\"/><color "
                                    "rgb=\"FF0563C1\"/><name val=\"宋体\"/>" });
    for (int i = 0; i < MARK_N; i++)
        list.plain[i] = coloured(a, list.wrapped, (enum mark_kind)i);
    begin_row(&list);
    for (int i = 0; i < ARRAY_LEN(columns); i++)
        put_text(&list, i, text_of(columns[i].heading), list.heading);
    end_row(&list);
    for (int i = 0; i < a->findings->n; i++)
        put_finding(&list, &a->findings->items[i], i + 1);
    if (a->findings->n == 0) {
        begin_row(&list);
        put_text(&list, 3, TEXT("没有发现不符"), list.wrapped);
        end_row(&list);
    }
    if (edit->rewritten >= 0)
        xlsx_edit_put(edit, xlsx_edit_sheet(edit, edit->rewritten),
                      list_part(&list));
    else
        xlsx_append_sheet(edit, xlsx_append_name(edit, SHEET_NAME),
                          list_part(&list));
}

bool
annotate_workbook(struct xlsx_edit *edit, const struct findings *findings,
                  int *n_cells)
{
    struct annotating a
        = { .edit = edit, .arena = edit->arena, .findings = findings };
    int end;

    *n_cells = 0;
    for (int i = 0; i < edit->book->n_sheets; i++) {
        if (edit->rewritten < 0 && is_list(&edit->book->sheets[i]))
            edit->rewritten = i;
        else
            clear_sheet(&a, i);
    }
    for (int i = 0; i < findings->n; i++)
        add_marks(&a, i);
    if (a.n_marks)
        qsort(a.marks, (size_t)a.n_marks, sizeof *a.marks, compare_marks);
    for (int i = 0; i < a.n_marks; i = end) {
        for (end = i;
             end < a.n_marks && a.marks[end].sheet == a.marks[i].sheet;)
            end++;
        *n_cells += mark_sheet(&a, i, end);
    }
    add_list(&a);
    return !edit->failed;
}
