/* annotate.c - notes and colours. */
#include "submit/annotate.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "canon/unit.h"
#include "submit/annotate_list.h"

static const char *const colours[MARK_N] = {
    "FFE2EFDA", "FFDDEBF7", "FFFFEB9C", "FFFFEB9C", "FFFFC7CE", "FFFFC7CE"
};
static const char *const words[MARK_N]
    = { "已说明", "尾差", "提示", "存疑", "不符", "有误" };

/* ---- what is marked ---- */

const char *
annotate_word(enum mark_kind kind)
{
    return words[kind];
}

struct text
annotate_said(const struct annotating *a, struct text text, const char *more,
              const char *reason)
{
    return text_printf(a->arena, "%.*s%s%s%s%s", TEXT_ARG(text),
                       more ? "\n" : "", more ? more : "",
                       reason ? "\n说明：" : "", reason ? reason : "");
}

static enum mark_kind
kind_of_finding(const struct finding *finding)
{
    bool error = finding->rule->level == DIAG_ERROR;

    if (finding->reason && !(error && finding->outcome == FINDING_MISMATCH))
        return MARK_EXPLAINED;
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
    if (diag->reason)
        return MARK_EXPLAINED;
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

/* -1 where the cell is on no sheet. */
int
annotate_sheet_of(const struct annotating *a, const struct finding_cell *cell)
{
    return cell && !cell->file && cell->row >= 0
               ? paint_sheet(a->paint.edit, cell->sheet)
               : -1;
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
            add_mark(a, entry,
                     paint_sheet(a->paint.edit, text_of(diag->at.sheet)),
                     diag->at.row, diag->at.col);
        return;
    }
    place = finding_place(f);
    for (int i = 0; i < f->n_cells; i++) {
        const struct finding_cell *cell = &f->cells[i];

        if (cell == place || (cell->fact && is_alone(f, cell)))
            add_mark(a, entry, annotate_sheet_of(a, cell), cell->row,
                     cell->col);
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
    int sheet = annotate_sheet_of(a, cell);

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
    struct text said
        = annotate_said(a, text_of(diag->text), diag->hint, diag->reason);

    return text_printf(a->arena, "%s：%.*s\n[%s]", words[entry->kind],
                       TEXT_ARG(said), diag_word(diag->code));
}

static struct text
note(struct annotating *a, const struct entry *entry, int here)
{
    const struct finding *f = entry->finding;
    struct bytes out = { .arena = a->arena };
    const char *unit
        = f->kind == VALUE_AMOUNT ? unit_word(f->unit_shift) : NULL;
    int most = 12, shown = 0;

    bytes_printf(&out, "%s：%.*s", words[entry->kind],
                 TEXT_ARG(finding_text(a->arena, f, LANGUAGE_ZH)));
    for (int i = 0; i < f->n_cells; i++) {
        const struct fact *fact = f->cells[i].fact;

        /* Blanks and zeros of a long sum say little. */
        if (f->n_cells > most
            && (!fact
                || (!schema_is_text(fact->kind)
                    && decimal_is_zero(fact->value))))
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
    bytes_add(&out, annotate_said(a, TEXT(""), f->remark, f->reason));
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

/* ---- the cells ---- */

/* Marks [from, end) are of one sheet, in order. */
static int
mark_sheet(struct annotating *a, int from, int end)
{
    int sheet = a->marks[from].sheet, n = 0;
    struct paint_cell *cells
        = ARENA_ARRAY(a->arena, struct paint_cell, end - from);

    for (int i = from; i < end; i++) {
        const struct mark *mark = &a->marks[i];
        const struct entry *entry = &a->entries[mark->entry];
        struct text text
            = entry->diag ? note_diag(a, entry) : note(a, entry, sheet);

        if (i > from && is_one_cell(mark, mark - 1)) {
            cells[n - 1].note
                = text_printf(a->arena, "%.*s\n\n%.*s",
                              TEXT_ARG(cells[n - 1].note), TEXT_ARG(text));
            if ((int)mark->kind > cells[n - 1].colour)
                cells[n - 1].colour = (int)mark->kind;
            continue;
        }
        cells[n++] = (struct paint_cell){ mark->row, mark->col, (int)mark->kind,
                                          text };
    }
    paint_cells(&a->paint, sheet, cells, n);
    return n;
}

bool
annotate_workbook(struct xlsx_edit *edit, const struct findings *findings,
                  const struct diag *const *told, int n_told,
                  struct annotated *out)
{
    struct annotating a
        = { .arena = edit->arena, .paint = paint_open(edit, colours, MARK_N) };
    int end;

    out->n_cells = 0;
    for (int i = 0; i < edit->book->n_sheets; i++) {
        if (edit->rewritten < 0 && annotate_list_is(&edit->book->sheets[i]))
            edit->rewritten = i;
        else
            paint_clear(&a.paint, i, is_own_note);
    }
    list_entries(&a, findings, told, n_told);
    annotate_list_add(
        &a); /* first: the notes are numbered by the place of the sheet */
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
    paint_close(&a.paint);
    out->n_entries = a.n_entries;
    return !edit->failed;
}
