/* locate_region.c - claims, and what a table's region says of itself. */
#include "place/locate_region.h"

#include "book/cell_state.h"
#include "mapping/wording.h"
#include "place/locate_cover.h"

#include "book/numfmt.h"
#include "canon/unit.h"
#include <limits.h>

int
locate_region_index(const struct site *site, const struct cell *cell)
{
    return (int)(cell - site->grid->cells);
}

bool
locate_region_is_free(const struct site *site, const struct cell *cell)
{
    return site->claims[locate_region_index(site, cell)] == CLAIM_NONE;
}

void
locate_region_claim(struct site *site, const struct cell *cell,
                    enum claim claim)
{
    site->claims[locate_region_index(site, cell)] = (uint8_t)claim;
}

struct place
locate_region_place(const struct site *site, int row, int col)
{
    const char *name = text_zero(site->arena, site->grid->name);

    return PLACE_CELL(site->book->file, name, row, col);
}

static const char *
cut(struct site *site, struct text t)
{
    size_t pos = 0;
    int n = 0;

    while (pos < t.n && n < 24) {
        (void)text_next(t, &pos);
        n++;
    }
    return arena_printf(site->arena, "%.*s%s", (int)pos, t.at ? t.at : "",
                        pos < t.n ? "…" : "");
}

const char *
locate_region_quote(struct site *site, const struct cell *cell)
{
    struct text t = text_trim(numfmt_show(site->arena, site->book, cell));

    if (t.n == 0) /* its format shows nothing */
        t = text_trim(cell->text);
    return cut(site, t);
}

struct text
locate_region_folded(struct site *site, const struct cell *cell)
{
    return folded_of(site->folds, cell);
}

int
locate_region_near_limit(struct text folded)
{
    int n = text_width(folded) / 2; /* as in Chinese characters */

    return n < 3 ? 0 : n < 5 ? 1 : 2;
}

void
locate_region_check_extra(struct site *site, const struct cell *cell,
                          const struct wording *words, struct place by)
{
    struct text extra = wording_extra(words, locate_region_folded(site, cell));
    struct diag *d;

    if (extra.n == 0)
        return;
    d = diag_add(site->diags, DIAG_WORDS_MORE,
                 locate_region_place(site, cell->row, cell->col), by,
                 "'%s' says more than '%.*s': (%.*s); it is read as that",
                 locate_region_quote(site, cell), TEXT_ARG(words->shown[0]),
                 TEXT_ARG(extra));
    diag_hint(site->diags, d,
              "where it is the same, take the brackets away; where it is not, "
              "send the sheet to whoever keeps the mappings");
}

void
locate_region_check_rows(struct site *site, const struct cell *cell,
                         int end_row, struct place by)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);
    struct diag *d;

    if (span.end_row <= end_row
        || (cell->type == CELL_TEXT && cell_state_is_absent(cell->text)))
        return;
    d = diag_add(site->diags, DIAG_VALUE_MERGED,
                 locate_region_place(site, cell->row, cell->col), by,
                 "'%s' is merged over rows %d to %d; it is read for the "
                 "first alone",
                 locate_region_quote(site, cell), span.top + 1, span.end_row);
    diag_hint(site->diags, d,
              "unmerge the cell and type each figure in its row");
}

const struct cell *
locate_region_nearest_free(struct site *site, const struct wording *words,
                           int top, int end)
{
    const struct cell *best = NULL;
    int least = locate_region_near_limit(words->exact[0]) + 1;

    for (int i = grid_row_index(site->grid, top);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            const struct cell *cell = &site->grid->cells[c];
            struct text folded = locate_region_folded(site, cell);
            int d;

            if (folded.n == 0 || !locate_region_is_free(site, cell))
                continue;
            d = text_distance(folded, words->exact[0], least);
            if (d < least) {
                least = d;
                best = cell;
            }
        }
    }
    return best;
}

void
locate_region_set_year(struct site *site, const struct cell *cell, int year)
{
    struct placement *p = site->placement;
    char ref[CELLREF_MAX];
    struct diag *d;

    if (year == 0 || year == p->year)
        return;
    if (p->year == 0) {
        p->year = year;
        p->year_row = cell->row;
        p->year_col = cell->col;
        return;
    }
    cellref_show(p->year_row, p->year_col, ref);
    d = diag_add_as(
        site->diags, DIAG_AS(DIAG_YEAR_DIFFERS, DIAG_ERROR),
        locate_region_place(site, cell->row, cell->col), site->table->place,
        "this cell says %d, %s of the sheet says %d", year, ref, p->year);
    diag_hint(site->diags, d, "correct the one that is wrong");
}

/* Not what the person said who gave the book. */
static void
check_given_unit(struct site *site, const struct cell *cell, int shift)
{
    const struct book_given *given = &site->book->given;

    if (given->unit && given->unit_shift != shift)
        diag_add_as(site->diags, DIAG_AS(DIAG_UNIT_DIFFERS, DIAG_ERROR),
                    locate_region_place(site, cell->row, cell->col), PLACE_NONE,
                    "the sheet's amounts are in %s, but %s says %s; read as "
                    "the sheet says",
                    unit_word(shift), given->unit_by,
                    unit_word(given->unit_shift));
}

void
locate_region_set_unit(struct site *site, const struct cell *cell,
                       struct text words, struct unit_said said)
{
    struct placement *p = site->placement;
    struct place at = locate_region_place(site, cell->row, cell->col);
    const char *word = said.kind == UNIT_KNOWN ? unit_word(said.shift) : NULL;
    struct diag *d;

    if (p->unit_found == UNIT_KNOWN && said.kind == UNIT_KNOWN
        && said.shift == p->unit_shift)
        return;
    if (said.kind == UNIT_UNKNOWN) {
        d = diag_add(site->diags, DIAG_UNIT_UNKNOWN, at, site->table->place,
                     "'%s' is no unit of money that is known; the amounts of "
                     "the table are not read",
                     cut(site, text_trim(words)));
        diag_hint(site->diags, d,
                  "write the unit that the figures are in, as 单位：万元 or "
                  "单位：元");
        p->unit_found = UNIT_UNKNOWN;
        p->unit_cell = cell;
        return;
    }
    if (p->unit_found != UNIT_NONE) {
        diag_add(site->diags, DIAG_UNIT_TWICE, at, site->table->place,
                 "the unit is %s here, but another one in another place; the "
                 "amounts of the table are not read",
                 word);
        p->unit_found = UNIT_UNKNOWN;
        return;
    }
    check_given_unit(site, cell, said.shift);
    if (said.shift != site->table->unit_shift) {
        const char *want = unit_word(site->table->unit_shift);

        d = diag_add(site->diags, DIAG_UNIT_DIFFERS, at, site->table->place,
                     "the sheet's amounts are in %s, the template's in %s; "
                     "read as the sheet says",
                     word, want);
        d->found = word;
        d->want = want;
    }
    p->unit_shift = said.shift;
    p->unit_found = UNIT_KNOWN;
    p->unit_cell = cell;
}

void
locate_region_hear_unit(struct site *site, const struct cell *cell)
{
    struct unit_said said = unit_of_brackets(locate_region_folded(site, cell));

    if (said.kind != UNIT_NONE)
        locate_region_set_unit(site, cell, cell->text, said);
}

/* A second name is no second way to write the first. */
static void
check_department(struct site *site, const struct cell *cell, struct text name)
{
    const struct placement *p = site->placement;
    char ref[CELLREF_MAX];
    struct diag *d;

    if (locate_cover_is_alike(text_fold(site->arena, p->department),
                              text_fold(site->arena, name)))
        return;
    cellref_show(p->department_row, p->department_col, ref);
    d = diag_add(site->diags, DIAG_DEPARTMENT_DIFFERS,
                 locate_region_place(site, cell->row, cell->col),
                 site->table->place,
                 "this cell says '%.*s', %s of the sheet says '%.*s', which is "
                 "taken",
                 TEXT_ARG(name), ref, TEXT_ARG(p->department));
    diag_leave_open(site->diags);
    diag_hint(site->diags, d, "correct the one that is wrong");
}

void
locate_region_set_department(struct site *site, const struct cell *cell,
                             struct text said)
{
    struct placement *p = site->placement;
    struct folded_department *known = site->folds->department;
    struct locate_cover_said read;

    if (known->words.at == NULL || !text_equal(known->words, said)) {
        /* 单位 is a label of both. */
        if (unit_behind(text_fold(site->arena, said)).kind != UNIT_NONE)
            return;
        /* What is kept for other tables outlives this one's trial. */
        known->words = text_copy(site->folds->arena, said);
        known->said = locate_cover_read(site->folds->arena, known->words);
    }
    read = known->said;
    locate_region_set_year(site, cell, read.year);
    if (read.unclear && p->unclear == NULL)
        p->unclear = cell;
    if (read.name.n == 0) {
        if (p->unnamed == NULL)
            p->unnamed = cell;
        return;
    }
    if (p->department.n > 0) {
        check_department(site, cell, read.name);
        return;
    }
    p->department = read.name;
    p->department_row = cell->row;
    p->department_col = cell->col;
}
