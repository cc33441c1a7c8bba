/* explain_note.c - notes on cells, in Chinese, as the sheets are. */
#include "submit/explain_note.h"

#include "base/bytes.h"
#include "book/numfmt.h"
#include "canon/unit.h"

#define MOST_TEXT 200 /* bytes of a text; all of it is in the cell */

static struct text
place(struct arena *arena, struct place by)
{
    return text_of(by.file ? diag_place(arena, by) : "—");
}

struct text
explain_note_cut(struct arena *arena, struct text t)
{
    size_t end = 0;

    if (t.n <= MOST_TEXT)
        return t;
    for (size_t pos = 0; pos <= MOST_TEXT; (void)text_next(t, &pos))
        end = pos;
    return text_printf(arena, "%.*s…（共 %zu 字节，全文见本格）", (int)end,
                       t.at, t.n);
}

/* ---- values ---- */

/* Whence the unit of an amount is known. */
static void
put_unit_source(const struct explain_note *note, const struct slot *slot,
                struct bytes *out)
{
    const struct placement *p = note->placement;
    const struct cell *says = slot->says       ? slot->says
                              : slot->of_sheet ? p->unit_cell
                                               : NULL;
    char ref[CELLREF_MAX];

    if (says) {
        cellref_show(says->row, says->col, ref);
        bytes_printf(out, "（单位据 %s）", ref);
    } else if (slot->assumed) {
        bytes_add(out, TEXT("（表上没有单位，按模板）"));
    } else if (p->unit_given) {
        bytes_add(out, TEXT("（单位由 --unit 给定）"));
    }
}

/* "582.36 万元（单位据 I3）→ 5823600 元" */
static void
put_value(const struct explain_note *note, const struct slot *slot,
          const struct cell *cell, const struct fact *fact, struct bytes *out)
{
    struct text shown = explain_note_cut(
        note->arena, numfmt_show(note->arena, note->book, cell));
    struct text value
        = explain_note_cut(note->arena, model_value_text(note->arena, fact));
    const char *unit
        = slot->shift == SLOT_NO_UNIT ? NULL : unit_word(slot->shift);

    if (schema_is_text(fact->of->kind) && text_equal(shown, value))
        return;
    bytes_printf(out, "\n%.*s", TEXT_ARG(shown));
    if (fact->of->kind == VALUE_AMOUNT) {
        if (unit && !text_ends(shown, TEXT("元")))
            bytes_printf(out, " %s", unit);
        put_unit_source(note, slot, out);
        bytes_printf(out, "→ %.*s 元", TEXT_ARG(value));
    } else {
        bytes_printf(out, " → %.*s", TEXT_ARG(value));
    }
}

/* The model has the figure of another cell. */
static void
put_other(const struct explain_note *note, const struct fact *read,
          struct bytes *out)
{
    const struct fact *fact = note->fact;
    struct text sheet = model_sheet(note->table, fact);
    char ref[CELLREF_MAX];

    if (fact->row < 0
        || (fact->row == read->row && fact->col == read->col
            && text_equal(sheet, note->placement->grid->name)))
        return;
    cellref_show(fact->row, fact->col, ref);
    bytes_printf(out, "\n模型取 %.*s!%s", TEXT_ARG(sheet), ref);
}

struct text
explain_note_slot(const struct explain_note *note, const struct slot *slot,
                  const struct cell *cell, const struct fact *read,
                  enum explain_kind kind)
{
    struct bytes out = { .arena = note->arena };
    struct text label
        = model_label(note->arena, note->table, slot->item, slot->measure);

    bytes_printf(&out, "%.*s\n%s / %.*s / %.*s", TEXT_ARG(label),
                 note->table->schema->id, TEXT_ARG(slot->item),
                 TEXT_ARG(slot->measure));
    if (kind == EXPLAIN_FACT)
        put_value(note, slot, cell, read, &out);
    else if (kind == EXPLAIN_BLANK && slot->kind == VALUE_AMOUNT
             && slot->shift != SLOT_NO_UNIT && unit_word(slot->shift)) {
        bytes_printf(&out, "\n%s", unit_word(slot->shift));
        put_unit_source(note, slot, &out);
    }
    if (note->fact && cell)
        put_other(note, read, &out);
    bytes_printf(&out, "\n[%.*s]", TEXT_ARG(place(note->arena, *slot->by)));
    return bytes_text(&out);
}

/* ---- other cells ---- */

struct text
explain_note_caption(const struct explain_note *note, const char *what,
                     struct text value)
{
    return text_printf(
        note->arena, "%s %.*s\n[%.*s]", what,
        TEXT_ARG(explain_note_cut(note->arena, value)),
        TEXT_ARG(place(note->arena, note->placement->table->place)));
}

struct text
explain_note_unit(const struct explain_note *note)
{
    const char *unit = note->placement->unit_found == UNIT_KNOWN
                           ? unit_word(note->placement->unit_shift)
                           : NULL;

    return explain_note_caption(note, "金额单位",
                                text_of(unit ? unit : "不明"));
}

struct text
explain_note_message(struct arena *arena, const struct diag *diag)
{
    struct bytes out = { .arena = arena };

    bytes_add(&out, text_of(diag->text));
    for (int i = 0; i < diag->n_detail; i++)
        bytes_printf(&out, "\n%s", diag->detail[i]);
    if (diag->hint)
        bytes_printf(&out, "\n%s", diag->hint);
    return bytes_text(&out);
}

struct text
explain_note_diag(struct arena *arena, const struct diag *diag)
{
    struct bytes out = { .arena = arena };

    bytes_printf(&out, "%s：%.*s", explain_level(diag),
                 TEXT_ARG(explain_note_message(arena, diag)));
    bytes_printf(&out, "\n[%s]", diag_word(diag->code));
    if (diag->by.file)
        bytes_printf(&out, "\n[%s]", diag_place(arena, diag->by));
    return bytes_text(&out);
}

/* The mapping that was to know the cell: of the sheet's first table, else of
   the template. */
static struct text
sheet_place(struct arena *arena, const struct located *located,
            const struct located_sheet *sheet)
{
    return place(arena, sheet->n_tables ? sheet->tables[0]->table->place
                                        : located->template->place);
}

struct text
explain_note_unread(struct arena *arena, const struct located *located,
                    const struct located_sheet *sheet, bool named)
{
    return text_printf(arena, "%s\n[%.*s]",
                       named ? "所在的行、列或表没有读入，原因见对它的信息"
                             : "映射中没有它的位置",
                       TEXT_ARG(sheet_place(arena, located, sheet)));
}

struct text
explain_note_kept(struct arena *arena, const struct located *located,
                  const struct located_sheet *sheet)
{
    return text_printf(arena, "不在模型中的数，请看是否应当读入\n[%.*s]",
                       TEXT_ARG(sheet_place(arena, located, sheet)));
}
