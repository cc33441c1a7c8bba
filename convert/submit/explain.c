/* explain.c - claims, slots and messages, cell by cell. */
#include "submit/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "place/census.h"
#include "place/figures.h"
#include "port/import.h"
#include "submit/explain_note.h"
#include "submit/explain_xlsx.h"

#define MOST_BLOCKS 12 /* in one note: a merged cell may be of many rows */

static const struct explain_word words[EXPLAIN_N] = {
    [EXPLAIN_NONE] = { "无关", "", "映射没有说到的空白格", NULL },
    [EXPLAIN_BLANK] = { "空白", "空", "应填数据的空白格", "FFF0F8FD" },
    [EXPLAIN_ABSENT]
    = { "无值", "无", "数据的位置，表上写明没有（如 —）", "FFD9ECF8" },
    [EXPLAIN_KEPT]
    = { "留存", "留", "不进入模型，import --kept 可以留存", "FFFFF2B3" },
    [EXPLAIN_UNMODELLED]
    = { "免读", "免", "不进入模型，映射说明了理由", "FFC6C6C6" },
    [EXPLAIN_LABEL]
    = { "标签", "", "标题、表头、行名、编号、单位等", "FFF0F0F0" },
    [EXPLAIN_FACT] = { "读入", "读", "读入模型的数据", "FFA9D5F0" },
    [EXPLAIN_UNREAD]
    = { "未读", "未", "没有读入的数，或信息指出的格", "FFF08A4B" },
};

/* What is known of a cell from one source. */
struct entry {
    int row, col;
    enum explain_kind kind;
    bool told;
    int rank; /* of two at one cell, this one comes first */
    struct text note;
};

struct explaining {
    struct explained *out;
    struct arena *arena;
    const struct located *located;
    const struct model *model;
    const int *const *tables;    /* import_tables() */
    struct model_index **models; /* [model->n_tables] NULL: not yet */
    struct entry *entries;       /* of the sheet at hand */
    int n, capacity;
};

const struct explain_word *
explain_word(enum explain_kind kind)
{
    return &words[kind];
}

const char *
explain_level(const struct diag *diag)
{
    return language_say(LANGUAGE_ZH, diag_standing(diag->code, diag->level));
}

bool
explain_is_note(struct text note)
{
    note = text_trim(note);
    for (int i = 0; i < EXPLAIN_N; i++) {
        size_t n = strlen(words[i].word);

        if (text_starts(note, text_of(words[i].word))
            && text_starts(text_slice(note, n, note.n), TEXT("：")))
            return text_ends(note, TEXT("]"));
    }
    return false;
}

static void
add(struct explaining *e, struct entry entry)
{
    entry.rank = e->n;
    ARENA_PUSH(e->arena, e->entries, e->n, e->capacity, entry);
}

/* ---- claims ---- */

static enum explain_kind
kind_of_claim(enum claim claim)
{
    switch (claim) {
    case CLAIM_LABEL:
        return EXPLAIN_LABEL;
    case CLAIM_FACT: /* its slot says more */
        return EXPLAIN_NONE;
    case CLAIM_UNMODELLED:
        return EXPLAIN_UNMODELLED;
    case CLAIM_NAMED:
        return EXPLAIN_UNREAD;
    case CLAIM_NONE:
    case CLAIM_KEPT:
        break;
    }
    return EXPLAIN_KEPT;
}

/* A number that is no figure, alone as it stands: somebody may miss it. */
static bool
is_number(struct arena *arena, const struct cell *cell)
{
    struct decimal value;

    return figures_parse(arena, cell, &value)
           && (cell->type == CELL_NUMBER || value.scale > 0);
}

static void
add_claims(struct explaining *e, int s)
{
    const struct located_sheet *sheet = &e->located->sheets[s];
    const bool *unread = census_unread(e->arena, e->located, s);

    for (int i = 0; i < sheet->grid->n_cells; i++) {
        const struct cell *cell = &sheet->grid->cells[i];
        enum explain_kind kind = kind_of_claim((enum claim)sheet->claims[i]);
        struct entry entry;

        if (cell->type == CELL_BLANK)
            continue;
        if (!unread)
            kind = EXPLAIN_UNMODELLED;
        else if (unread[i]
                 || (kind == EXPLAIN_KEPT && sheet->missed
                     && is_number(e->arena, cell)))
            kind = EXPLAIN_UNREAD;
        entry = (struct entry){ .row = cell->row,
                                .col = cell->col,
                                .kind = kind };
        if (kind == EXPLAIN_KEPT && is_number(e->arena, cell))
            entry.note = explain_note_kept(e->arena, e->located, sheet);
        add(e, entry);
    }
}

/* ---- slots ---- */

static const struct fact *
fact_of(struct explaining *e, int number, const struct slot *slot)
{
    if (!e->models[number])
        e->models[number] = model_index(e->arena, &e->model->tables[number]);
    return model_index_find(e->models[number], slot->item, slot->measure);
}

/* What a slot's cell was read as; the model may have another cell's figure. */
static enum explain_kind
kind_of_slot(enum cell_result result, const struct cell *cell,
             const struct fact *read, const struct fact *fact)
{
    if (result == CELL_READ_BAD)
        return EXPLAIN_UNREAD;
    if (result == CELL_READ_ABSENT)
        return cell && cell->type != CELL_BLANK ? EXPLAIN_ABSENT
                                                : EXPLAIN_BLANK;
    return fact && model_value_equal(fact, read) ? EXPLAIN_FACT
                                                 : EXPLAIN_UNREAD;
}

/* The other cells that a choice was ticked among. */
static void
add_choices(struct explaining *e, const struct grid *grid,
            const struct slot *slot, struct entry entry)
{
    int n, own = entry.col;
    const struct cell *cells = grid_row(grid, slot->row, &n);

    for (int i = 0; i < n && slot->ticks && slot->ticks->n > 0; i++) {
        if (cells[i].col < slot->col || cells[i].col >= slot->end_col
            || cells[i].col == own || cells[i].type == CELL_BLANK)
            continue;
        entry.col = cells[i].col;
        add(e, entry);
    }
}

static void
add_slots(struct explaining *e, const struct placement *p, int number)
{
    struct diag_list none = diag_none(e->arena);
    struct cell_reader reader
        = cell_read_open(e->arena, e->located->book, p->grid, &none);
    struct explain_note note = { .arena = e->arena,
                                 .book = e->located->book,
                                 .placement = p,
                                 .table = &e->model->tables[number] };

    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        struct fact read;
        enum cell_result result = cell_read(&reader, slot, &read);
        const struct cell *cell = grid_at(p->grid, read.row, read.col);
        struct entry entry;

        if (read.row < 0)
            continue;
        if (!cell || cell->type == CELL_BLANK)
            cell = NULL;
        note.fact = fact_of(e, number, slot);
        entry = (struct entry){ .row = read.row, .col = read.col };
        entry.kind = kind_of_slot(result, cell, &read, note.fact);
        entry.note = explain_note_slot(&note, slot, cell, &read, entry.kind);
        add(e, entry);
        add_choices(e, p->grid, slot, entry);
    }
}

/* Cells that say something of the whole table. */
static void
add_captions(struct explaining *e, const struct placement *p)
{
    struct explain_note note = { .arena = e->arena, .placement = p };
    struct entry entry = { .kind = EXPLAIN_LABEL };

    if (p->unit_cell) {
        entry.row = p->unit_cell->row;
        entry.col = p->unit_cell->col;
        entry.note = explain_note_unit(&note);
        add(e, entry);
    }
    if (p->department.n) {
        entry.row = p->department_row;
        entry.col = p->department_col;
        entry.note = explain_note_caption(&note, "部门", p->department);
        add(e, entry);
    }
    if (p->year) {
        entry.row = p->year_row;
        entry.col = p->year_col;
        entry.note = explain_note_caption(&note, "年度",
                                          text_printf(e->arena, "%d", p->year));
        add(e, entry);
    }
}

/* ---- messages ---- */

static void
add_told(struct explaining *e, const struct grid *grid)
{
    for (int i = 0; i < e->out->n_told; i++) {
        const struct diag *diag = e->out->told[i];

        if (diag->at.sheet && diag->at.row >= 0 && diag->at.col >= 0
            && text_equal(text_of(diag->at.sheet), grid->name))
            add(e, (struct entry){ .row = diag->at.row,
                                   .col = diag->at.col,
                                   .told = true,
                                   .note = explain_note_diag(e->arena, diag) });
    }
}

/* ---- cells ---- */

static int
compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->col != y->col)
        return x->col < y->col ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static bool
is_empty(enum explain_kind kind)
{
    return kind == EXPLAIN_BLANK || kind == EXPLAIN_ABSENT;
}

/* One note of the blocks that a cell has; the first of them says its kind. */
static struct text
join(struct explaining *e, const struct entry *entries, int n,
     const struct explain_cell *cell)
{
    struct bytes out = { .arena = e->arena };
    int blocks = 0;

    for (int i = 0; i < n; i++) {
        if (!entries[i].note.n
            || (is_empty(entries[i].kind) && entries[i].kind != cell->kind))
            continue;
        if (blocks++ >= MOST_BLOCKS)
            continue;
        if (blocks == 1)
            bytes_printf(&out, "%s：", words[cell->kind].word);
        else
            bytes_add(&out, TEXT("\n"));
        bytes_add(&out, entries[i].note);
    }
    if (blocks > MOST_BLOCKS)
        bytes_printf(&out, "\n[另有 %d 项]", blocks - MOST_BLOCKS);
    return bytes_text(&out);
}

/* The entries of one cell. */
static struct explain_cell
cell_of(struct explaining *e, const struct located_sheet *sheet,
        const struct entry *entries, int n)
{
    struct explain_cell cell = { .row = entries->row, .col = entries->col };
    const struct cell *on = grid_at(sheet->grid, cell.row, cell.col);

    for (int i = 0; i < n; i++) {
        cell.told |= entries[i].told;
        cell.kind = entries[i].kind > cell.kind ? entries[i].kind : cell.kind;
    }
    if (cell.told && (cell.kind == EXPLAIN_NONE || cell.kind == EXPLAIN_KEPT))
        cell.kind = EXPLAIN_UNREAD;
    if (cell.kind == EXPLAIN_NONE && on) /* of a choice that is none */
        cell.kind = EXPLAIN_ABSENT;
    cell.note = join(e, entries, n, &cell);
    if (!cell.note.n && cell.kind == EXPLAIN_UNREAD)
        cell.note = text_printf(
            e->arena, "%s：%.*s", words[cell.kind].word,
            TEXT_ARG(explain_note_unread(
                e->arena, e->located, sheet,
                sheet->missed
                    || sheet->claims[on - sheet->grid->cells] == CLAIM_NAMED)));
    return cell;
}

static void
explain_sheet(struct explaining *e, int s)
{
    const struct located_sheet *sheet = &e->located->sheets[s];
    struct explain_sheet *out = &e->out->sheets[s];
    int end;

    *out = (struct explain_sheet){ .grid = sheet->grid, .located = sheet };
    e->entries = NULL;
    e->n = e->capacity = 0;
    if (explain_xlsx_is_list(sheet->grid)) /* it is ours, and will be anew */
        return;
    add_claims(e, s);
    for (int t = 0; t < sheet->n_tables; t++) {
        add_slots(e, sheet->tables[t], e->tables[s][t]);
        add_captions(e, sheet->tables[t]);
    }
    add_told(e, sheet->grid);
    if (e->n)
        qsort(e->entries, (size_t)e->n, sizeof *e->entries, compare_entries);
    out->cells = ARENA_ARRAY(e->arena, struct explain_cell, e->n + 1);
    for (int i = 0; i < e->n; i = end) {
        struct explain_cell *cell = &out->cells[out->n_cells++];

        for (end = i; end < e->n && e->entries[end].row == e->entries[i].row
                      && e->entries[end].col == e->entries[i].col;)
            end++;
        *cell = cell_of(e, sheet, &e->entries[i], end - i);
        out->n[cell->kind]++;
        e->out->n[cell->kind]++;
        e->out->n_notes += cell->note.n > 0;
    }
}

struct explained
explain_filing(struct arena *arena, const struct filing *filing,
               const struct diag_list *said)
{
    struct explained out = { .arena = arena, .filing = filing };
    const struct located *located = filing->located;
    struct explaining e = { .out = &out,
                            .arena = arena,
                            .located = located,
                            .model = filing->model,
                            .tables = import_tables(arena, located) };

    e.models
        = ARENA_ARRAY(arena, struct model_index *, filing->model->n_tables + 1);
    out.told = ARENA_ARRAY(arena, const struct diag *, said->n + 1);
    for (int i = 0; i < said->n; i++) {
        if (said->items[i]->level != DIAG_HINT)
            out.told[out.n_told++] = said->items[i];
    }
    out.sheets
        = ARENA_ARRAY(arena, struct explain_sheet, located->book->n_sheets + 1);
    for (int s = 0; s < located->book->n_sheets; s++)
        explain_sheet(&e, s);
    return out;
}

/* Is it to be listed though no message is at it? */
static bool
is_left(const struct explain_cell *cell)
{
    return !cell->told
           && (cell->kind == EXPLAIN_UNREAD
               || (cell->kind == EXPLAIN_KEPT && cell->note.n));
}

bool
explain_next_run(const struct explain_sheet *sheet, int from, int *top,
                 int *end)
{
    const struct explain_cell *cells = sheet->cells;

    for (*top = from; *top < sheet->n_cells && !is_left(&cells[*top]);)
        ++*top;
    for (*end = *top; *end < sheet->n_cells && is_left(&cells[*end])
                      && cells[*end].kind == cells[*top].kind
                      && cells[*end].row == cells[*top].row
                      && cells[*end].col == cells[*top].col + *end - *top;)
        ++*end;
    return *end > *top;
}
