/* annotate.c - notes and colours. */
#include "submit/annotate.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "canon/unit.h"
#include "submit/annotate_list.h"

#define MOST_CELLS 12 /* of a finding, in its note */

static const char *const colours[MARK_N] = {
    "FFE2EFDA", "FFDDEBF7", "FFFFEB9C", "FFFFEB9C", "FFFFEB9C", "FFFFC7CE"
};
static const char *const words[MARK_N]
    = { N_("explained"), N_("rounding"), N_("hint"),
        N_("warning"),   N_("doubt"),    N_("error") };
/* Those of the notes of earlier versions. */
static const char *const old_words[] = { "不符", "有误" };

/* ---- what is marked ---- */

const char *
annotate_word(const struct annotating *a, enum mark_kind kind)
{
    return language_say(a->language, words[kind]);
}

static enum mark_kind
kind_of_level(enum diag_level level, bool doubt)
{
    if (level == DIAG_WARNING)
        return doubt ? MARK_DOUBT : MARK_WARNING;
    return level == DIAG_ERROR ? MARK_ERROR : MARK_HINT;
}

static enum mark_kind
kind_of_finding(const struct finding *finding)
{
    enum diag_level level = finding_level(finding);

    if (finding->reason && level != DIAG_ERROR)
        return MARK_EXPLAINED;
    return finding->outcome == FINDING_ROUNDING
               ? MARK_ROUNDING
               : kind_of_level(level, finding->outcome != FINDING_MISMATCH);
}

static enum mark_kind
kind_of_diag(const struct diag *diag)
{
    if (diag->reason && diag->level != DIAG_ERROR)
        return MARK_EXPLAINED;
    return kind_of_level(diag->level, diag_is_doubt(diag->code));
}

static void
list_diag(struct annotating *a, const struct diag *diag)
{
    struct entry entry = { NULL, diag, kind_of_diag(diag) };

    ARENA_PUSH(a->arena, a->entries, a->n_entries, a->entries_capacity, entry);
}

/* First what was said while the workbook was read; last, as its words say,
   which cells may have caused the findings. */
static void
list_entries(struct annotating *a, const struct findings *findings,
             const struct diag_list *said, int n_told)
{
    for (int i = 0; i < n_told; i++) {
        if (said->items[i]->level != DIAG_HINT)
            list_diag(a, said->items[i]);
    }
    for (int i = 0; i < findings->n; i++) {
        const struct finding *finding = &findings->items[i];
        struct entry entry = { finding, NULL, kind_of_finding(finding) };

        ARENA_PUSH(a->arena, a->entries, a->n_entries, a->entries_capacity,
                   entry);
    }
    for (int i = n_told; i < said->n; i++) {
        if (said->items[i]->code == DIAG_LIKELY_CELL)
            list_diag(a, said->items[i]);
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

LANGUAGE_FORMAT(3, 4)
static void
put_text(const struct annotating *a, struct bytes *out, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    bytes_add(out, text_of(arena_vprintf(
                       a->arena, language_say(a->language, format), args)));
    va_end(args);
}

/* Of what is blank: that, and why it is nothing. */
static void
put_value(const struct annotating *a, struct bytes *out,
          const struct finding_cell *cell)
{
    struct text value = finding_cell_value(a->arena, cell);

    bytes_add(out, TEXT(" "));
    if (value.n)
        bytes_add(out, value);
    else if (cell->proof)
        put_text(a, out, "blank, zero by %.*s", TEXT_ARG(cell->proof->id));
    else
        put_text(a, out, "blank");
}

static void
put_cell(const struct annotating *a, struct bytes *out,
         const struct finding_cell *cell, int here)
{
    struct text name = finding_cell_name(a->arena, cell);
    int sheet = annotate_sheet_of(a, cell);

    if (sheet >= 0 && sheet == here && name.n > cell->sheet.n)
        name = text_slice(name, cell->sheet.n + 1, name.n);
    bytes_add(out, name);
    if (cell->row < 0)
        bytes_printf(out, " %.*s",
                     TEXT_ARG(finding_cell_label(a->arena, cell)));
    put_value(a, out, cell);
}

/* Blanks and zeros of a long sum say little. */
static bool
is_left_out(const struct finding *f, const struct finding_cell *cell)
{
    return f->n_cells > MOST_CELLS
           && (!cell->fact
               || (!schema_is_text(cell->fact->of->kind)
                   && decimal_is_zero(cell->fact->value)));
}

struct text
annotate_cells(const struct annotating *a, const struct finding *finding,
               int here)
{
    struct bytes out = { .arena = a->arena };
    int shown = 0, last = -1;

    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *cell = &finding->cells[i];
        const char *joint = finding_joint(finding, cell, last);

        if (is_left_out(finding, cell))
            continue;
        bytes_printf(&out, "%s", shown ? "\n" : "");
        if (shown++ == MOST_CELLS) {
            bytes_add(&out, TEXT("……"));
            break;
        }
        if (*joint != ' ')
            bytes_printf(&out, "%s ", joint);
        put_cell(a, &out, cell, here);
        last = cell->side;
    }
    return bytes_text(&out);
}

static void
put_finding(const struct annotating *a, struct bytes *out,
            const struct finding *f)
{
    const char *remark = f->remark.in[a->language];

    bytes_add(out, finding_text(a->arena, f, a->language));
    if (remark)
        bytes_printf(out, "\n%s", remark);
    if (f->n_more) {
        bytes_add(out, TEXT("\n"));
        put_text(a, out, "And %d more of the same kind.", f->n_more);
    }
}

/* Of a likely cell also which rules would hold. */
static void
put_diag(struct bytes *out, const struct diag *diag)
{
    bytes_printf(out, "%s", diag->text);
    for (int i = 0; diag->code == DIAG_LIKELY_CELL && i < diag->n_detail; i++)
        bytes_printf(out, "\n%.*s",
                     TEXT_ARG(text_trim(text_of(diag->detail[i]))));
    if (diag->hint)
        bytes_printf(out, "\n%s", diag->hint);
}

static void
put_sentence(const struct annotating *a, struct bytes *out,
             const struct entry *entry)
{
    if (entry->diag)
        put_diag(out, entry->diag);
    else
        put_finding(a, out, entry->finding);
}

static void
put_reason(const struct annotating *a, struct bytes *out,
           const struct entry *entry)
{
    const char *reason
        = entry->diag ? entry->diag->reason : entry->finding->reason;

    if (!reason)
        return;
    bytes_add(out, TEXT("\n"));
    put_text(a, out, "explained: %s", reason);
}

struct text
annotate_said(const struct annotating *a, const struct entry *entry)
{
    struct bytes out = { .arena = a->arena };

    put_sentence(a, &out, entry);
    put_reason(a, &out, entry);
    return bytes_text(&out);
}

struct text
annotate_id(const struct entry *entry)
{
    return entry->finding ? entry->finding->rule->id
                          : text_of(diag_word(entry->diag->code));
}

static void
put_amounts(const struct annotating *a, struct bytes *out,
            const struct finding *f)
{
    const char *unit
        = f->kind == VALUE_AMOUNT ? unit_word(f->unit_shift) : NULL;

    bytes_add(out, TEXT("\n"));
    if (f->outcome == FINDING_TOTAL)
        put_text(
            a, out,
            "fill in the total: %s%s%s by its parts, 0.00 where it is nothing",
            text_zero(a->arena, finding_amount(a->arena, f, finding_parts(f))),
            unit ? " " : "", unit ? unit : "");
    else
        put_text(
            a, out,
            "left side %.*s, right side %.*s, difference %.*s%s%s, tolerance "
            "%.*s",
            TEXT_ARG(finding_amount(a->arena, f, f->left)),
            TEXT_ARG(finding_amount(a->arena, f, f->right)),
            TEXT_ARG(finding_amount(a->arena, f, f->difference)),
            unit ? " " : "", unit ? unit : "",
            TEXT_ARG(finding_amount(a->arena, f, f->tolerance)));
}

static void
put_figures(const struct annotating *a, struct bytes *out,
            const struct finding *f, int here)
{
    if (f->n_cells)
        bytes_printf(out, "\n%.*s", TEXT_ARG(annotate_cells(a, f, here)));
    if (f->has_amounts)
        put_amounts(a, out, f);
    if (f->outcome != FINDING_BLANK)
        return;
    bytes_add(out, TEXT("\n"));
    put_text(a, out,
             "compare the cells above with the books: one may be mistyped, or "
             "a blank is not nothing; the difference alone does not say which");
}

/* "error: …\nC9 904.50\n= D9 880.00\nleft side …\n[income-across]" */
static struct text
note(const struct annotating *a, const struct entry *entry, int here)
{
    struct bytes out = { .arena = a->arena };

    put_text(a, &out, "%s: ", annotate_word(a, entry->kind));
    put_sentence(a, &out, entry);
    if (entry->finding)
        put_figures(a, &out, entry->finding, here);
    put_reason(a, &out, entry);
    bytes_printf(&out, "\n[%.*s]", TEXT_ARG(annotate_id(entry)));
    return bytes_text(&out);
}

/* ---- what an earlier check left ---- */

static bool
begins_with(struct text t, const char *word, struct text colon)
{
    size_t n = strlen(word);

    return text_starts(t, text_of(word))
           && text_starts(text_slice(t, n, t.n), colon);
}

/* The last line is "[income-across]". */
static bool
ends_with_id(struct text t)
{
    size_t from = t.n;

    if (!text_ends(t, TEXT("]")))
        return false;
    while (from > 0 && t.at[from - 1] > ' ')
        from--;
    return from > 0 && t.at[from - 1] == '\n' && t.at[from] == '[';
}

/* "错误：… [income-across]", perhaps several of them, below other text. */
static bool
is_own_note(struct text t)
{
    bool found = false;

    t = text_trim(t);
    for (int i = 0; i < MARK_N; i++)
        found |= begins_with(t, words[i], TEXT(": "))
                 || begins_with(t, language_say(LANGUAGE_ZH, words[i]),
                                TEXT("："));
    for (int i = 0; i < ARRAY_LEN(old_words); i++)
        found |= begins_with(t, old_words[i], TEXT("："));
    return found && ends_with_id(t);
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
        struct text text = note(a, entry, sheet);

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
                  const struct diag_list *said, int n_told,
                  struct annotated *out)
{
    struct annotating a = { .arena = edit->arena,
                            .language = said->language,
                            .paint = paint_open(edit, colours, MARK_N) };
    int end;

    out->n_cells = 0;
    for (int i = 0; i < edit->book->n_sheets; i++) {
        if (edit->rewritten < 0
            && annotate_list_is(a.arena, &edit->book->sheets[i]))
            edit->rewritten = i;
        else
            paint_clear(&a.paint, i, is_own_note);
    }
    list_entries(&a, findings, said, n_told);
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
