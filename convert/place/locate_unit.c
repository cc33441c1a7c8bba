/* locate_unit.c - the unit (元, 万元) of a table, and units that differ. */
#include "place/locate_unit.h"

#include "base/cellref.h"

#include "book/cell_state.h"
#include "place/figures.h"
#include "place/locate_year.h"

/* Do headings or labels of the table say the mapping's unit, and no other?
   Then the amounts between them are in it, too. */
static bool
is_implied(const struct placement *p)
{
    bool some = false;
    int n;
    const struct slot *kinds = slot_kinds(p, &n);

    for (int i = 0; i < n; i++) {
        if (kinds[i].kind != VALUE_AMOUNT || kinds[i].of_sheet)
            continue;
        if (kinds[i].shift != p->unit_shift)
            return false;
        some = true;
    }
    return some;
}

/* What was given for the sheet, when it was read first, or for the book. */
static bool
take_given_unit(struct site *site)
{
    struct placement *p = site->placement;

    p->unit_given = site->grid->unit_given || site->book->given.unit;
    if (p->unit_given)
        p->unit_shift = site->grid->unit_given ? site->grid->unit_shift
                                               : site->book->given.unit_shift;
    return p->unit_given;
}

/* The row that was last looked at; slots are mostly row by row. */
struct row_cells {
    int row, n;
    const struct cell *cells;
};

/* The cell of an amount that is there; NULL: blank or marked absent. */
static const struct cell *
amount_cell(const struct site *site, const struct slot *slot,
            struct row_cells *at)
{
    const struct cell *cell;

    if (slot->kind != VALUE_AMOUNT)
        return NULL;
    if (at->row != slot->row)
        at->cells = grid_row(site->grid, slot->row, &at->n);
    at->row = slot->row;
    cell = grid_in_row(at->cells, at->n, slot->col);
    if (cell == NULL || cell->type == CELL_BLANK
        || (cell->type == CELL_TEXT && cell_state_is_absent(cell->text)))
        return NULL;
    return cell;
}

static bool
says_no_unit(const struct slot *slot)
{
    return !slot->of_sheet && slot->shift == SLOT_NO_UNIT && slot->says != NULL;
}

static bool
counts_money(const struct slot *slot)
{
    return slot->kind == VALUE_COUNT && !slot->of_sheet && slot->says != NULL
           && slot->shift != SLOT_NO_UNIT;
}

static bool
has_sheets_unit(const struct slot *slot)
{
    return slot->of_sheet && slot->kind == VALUE_AMOUNT;
}

/* Is any slot of the kind, so that all have to be looked at? */
static bool
any_is(const struct placement *p, bool (*is)(const struct slot *))
{
    int n;
    const struct slot *kinds = slot_kinds(p, &n);

    for (int i = 0; i < n; i++) {
        if (is(&kinds[i]))
            return true;
    }
    return false;
}

/* Headings and labels whose unit no amount can be read in, each once. */
static void
report_headings(struct site *site)
{
    struct slot_walk walk = slot_begin(site->placement);
    struct row_cells at = { .row = -1 };
    const struct slot *slot;
    uint8_t *reported = NULL;

    if (!any_is(site->placement, says_no_unit))
        return;
    while ((slot = slot_next(&walk)) != NULL) {
        struct diag *d;

        if (!says_no_unit(slot) || amount_cell(site, slot, &at) == NULL)
            continue;
        if (reported == NULL)
            reported = ARENA_ARRAY(site->arena, uint8_t, site->grid->n_cells);
        if (reported[locate_region_index(site, slot->says)])
            continue;
        reported[locate_region_index(site, slot->says)] = 1;
        d = diag_add(
            site->diags, DIAG_UNIT_UNKNOWN,
            locate_region_place(site, slot->says->row, slot->says->col),
            *slot->by,
            "'%s' says no unit of money that is known; its amounts "
            "are not read",
            locate_region_quote(site, slot->says));
        diag_hint(site->diags, d,
                  "write the unit that the figures are in, as （万元） or "
                  "（元）");
    }
}

/* Is the unit that a cell says that of an amount, or of a count before it? */
static bool
is_of_amounts(const struct slot *slots, int n, int i)
{
    for (int k = 0; k < n; k++) {
        if (slots[k].says == slots[i].says
            && (slots[k].kind == VALUE_AMOUNT
                || (k < i && slots[k].kind == VALUE_COUNT)))
            return true;
    }
    return false;
}

/* Headings that say a unit of money of nothing but counts. */
static void
report_counts(struct site *site)
{
    const struct placement *p = site->placement;
    const struct slot *slots = any_is(p, counts_money) ? slot_list(p) : NULL;
    const struct cell *said = NULL;

    for (int i = 0; slots != NULL && i < p->n_slots; i++) {
        const struct slot *slot = &slots[i];
        struct diag *d;

        if (!counts_money(slot) || slot->says == said)
            continue;
        said = slot->says;
        if (is_of_amounts(slots, p->n_slots, i))
            continue;
        d = diag_add_as(site->diags, DIAG_AS(DIAG_WORDS_MORE, DIAG_ERROR),
                        locate_region_place(site, said->row, said->col),
                        *slot->by,
                        "'%s' says a unit of money where the form counts; its "
                        "figures are read as counts",
                        locate_region_quote(site, said));
        diag_hint(site->diags, d,
                  "write the heading as the form has it, and see that what "
                  "stands there was counted");
    }
}

/* Amounts whose unit nothing says but the mapping. */
static void
count_unnamed(struct site *site)
{
    struct placement *p = site->placement;
    struct slot_walk walk = slot_begin(p);
    struct row_cells at = { .row = -1 };
    const struct slot *slot;

    if (p->unit_found != UNIT_NONE)
        return;
    if (is_implied(p)) {
        p->unit_found = UNIT_KNOWN;
        return;
    }
    if (take_given_unit(site))
        return;
    if (p->table->unit_implied.n > 0) {
        p->unit_found = UNIT_KNOWN;
        return;
    }
    if (!any_is(p, has_sheets_unit))
        return;
    while ((slot = slot_next(&walk)) != NULL)
        p->n_unnamed += slot->of_sheet && amount_cell(site, slot, &at) != NULL;
}

void
locate_unit_table(struct site *site)
{
    count_unnamed(site);
    site->placement->folded[DIAG_WARNING] += site->placement->n_unnamed > 0;
    slot_settle_unit(site->placement);
    report_headings(site);
    report_counts(site);
}

/* Where the texts of a row end that say one thing with cells[from]: 单位： | 万 |
   元. */
static int
words_end(struct site *site, const struct cell *cells, int n, int from)
{
    struct text t = locate_region_folded(site, &cells[from]);
    struct folded_unit unit = folded_unit_of(site->folds, t);
    int end = from + 1;

    if (!unit.scrap && !unit.begun && !text_equal(t, TEXT("单")))
        return end;
    for (int i = end; i < n; i++) {
        t = locate_region_folded(site, &cells[i]);
        if (cells[i].type == CELL_BLANK)
            continue;
        if (!unit_is_scrap(t) || unit_has_label(t))
            break;
        end = i + 1;
    }
    return end;
}

static struct text
join_words(struct site *site, const struct cell *cells, int from, int end)
{
    struct text t = cells[from].text;

    for (int i = from + 1; i < end; i++) {
        if (cells[i].type == CELL_TEXT)
            t = text_printf(site->arena, "%.*s%.*s", TEXT_ARG(t),
                            TEXT_ARG(cells[i].text));
    }
    return t;
}

/* Sets the unit that cells [from, end) say together; claims them if so. */
static bool
hear_words(struct site *site, const struct cell *cells, int from, int end)
{
    bool alone = end == from + 1;
    struct text words = join_words(site, cells, from, end);
    struct text folded = alone ? locate_region_folded(site, cells + from)
                               : text_fold(site->arena, words);
    struct folded_unit unit
        = alone ? folded_unit_of(site->folds, folded)
                : (struct folded_unit){ .said = unit_of_text(folded),
                                        .near = unit_is_near(folded) };
    struct unit_said said = unit.said;
    size_t n;

    if (said.kind == UNIT_NONE && unit.near)
        site->placement->unit_near = &cells[end - 1];
    if (said.kind == UNIT_NONE)
        return false;
    locate_region_set_unit(site, &cells[end - 1], words, said);
    /* 单位：万元  2023年度 */
    locate_region_set_year(site, &cells[end - 1],
                           locate_year_worded(folded, &n));
    for (int i = from; i < end && end > from + 1; i++) {
        if (cells[i].type != CELL_BLANK
            && locate_region_is_free(site, &cells[i]))
            locate_region_claim(site, &cells[i], CLAIM_LABEL);
    }
    return true;
}

static void
hear_row(struct site *site, const struct cell *cells, int n)
{
    for (int i = 0, end; i < n; i = end) {
        end = i + 1;
        if (cells[i].type != CELL_TEXT || cells[i].text.n > LOCATE_CAPTION_BYTES
            || site->claims[locate_region_index(site, &cells[i])]
                   == CLAIM_LABEL)
            continue;
        if (site->placement->year == 0 || cells[i].row < site->first_part)
            locate_region_set_year(
                site, &cells[i],
                locate_year_alone(locate_region_folded(site, &cells[i])));
        end = words_end(site, cells, n, i);
        if (!hear_words(site, cells, i, end) && end > i + 1) {
            end = i + 1;
            (void)hear_words(site, cells, i, end);
        }
    }
}

void
locate_unit_hear(struct site *site, int top, int end)
{
    const struct grid *grid = site->grid;

    for (int i = grid_row_index(grid, top);
         i < grid->n_rows && grid->rows[i].row < end; i++)
        hear_row(site, &grid->cells[grid->rows[i].first],
                 grid->rows[i + 1].first - grid->rows[i].first);
}

/* What the tables of a book say of their units, and the sheets between. */
struct book_says {
    int n_tables; /* that say one */
    int shift;    /* that all of these say; SLOT_NO_UNIT: not the same */
    const struct cell *cover; /* the first that says one on a sheet without
                                 tables, NULL: none */
    int cover_sheet, cover_shift;
};

static struct book_says
tables_say(const struct located *located)
{
    struct book_says says = { .n_tables = 0 };

    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            const struct placement *p = located->sheets[s].tables[i];

            if (p->unit_cell == NULL || p->unit_found != UNIT_KNOWN)
                continue;
            if (says.n_tables++ == 0)
                says.shift = p->unit_shift;
            else if (says.shift != p->unit_shift)
                says.shift = SLOT_NO_UNIT;
        }
    }
    return says;
}

/* Covers and explanations say a unit for all tables; a sheet with numbers says
   its own. */
static void
take_cover(const struct folded_book *in, int s, struct book_says *says)
{
    const struct grid *grid = &in->book->sheets[s];

    for (int i = 0; i < grid->n_cells && says->cover == NULL; i++) {
        const struct cell *cell = &grid->cells[i];
        struct unit_said said;

        if (cell->type != CELL_TEXT || cell->text.n > LOCATE_CAPTION_BYTES
            || text_find(cell->text, TEXT("元"), 0) < 0)
            continue;
        said = unit_of_text(folded_of(&in->sheets[s], cell));
        if (said.kind != UNIT_KNOWN)
            continue;
        if (figures_any(in->arena, grid))
            return;
        says->cover = cell;
        says->cover_sheet = s;
        says->cover_shift = said.shift;
    }
}

static struct book_says
book_says(const struct folded_book *in, const struct located *located)
{
    struct book_says says = tables_say(located);

    for (int s = 0; s < located->book->n_sheets && says.cover == NULL; s++) {
        if (located->sheets[s].n_tables == 0 && !located->sheets[s].twice
            && !located->sheets[s].missed
            && located->book->sheets[s].state == SHEET_VISIBLE)
            take_cover(in, s, &says);
    }
    return says;
}

static struct place
place_of(const struct located *located, struct arena *arena, int sheet, int row,
         int col)
{
    return PLACE_CELL(located->book->file,
                      text_zero(arena, located->book->sheets[sheet].name), row,
                      col);
}

/* Where captions are: at a text that speaks of money, the department or the
   title. */
static struct place
caption_place(const struct located *located, struct arena *arena, int sheet,
              const struct placement *p)
{
    if (p->unit_near != NULL)
        return place_of(located, arena, sheet, p->unit_near->row,
                        p->unit_near->col);
    if (p->department.n > 0 && p->department_row < p->data_top)
        return place_of(located, arena, sheet, p->department_row,
                        p->department_col);
    return place_of(located, arena, sheet, p->title_row, p->title_col);
}

static void
report_unnamed(struct arena *arena, const struct located *located, int sheet,
               const struct placement *p, const struct book_says *says,
               struct diag_list *diags)
{
    int shift = p->unit_shift;
    struct diag *d = diag_add(
        diags, DIAG_UNIT_UNNAMED, caption_place(located, arena, sheet, p),
        p->table->place,
        "the table does not say its unit of money; %d amounts are read in %s, "
        "as the template has it",
        p->n_unnamed, unit_word(shift));

    if (p->unit_near != NULL)
        diag_detail(diags, d, "'%.*s' is no unit that is known",
                    TEXT_ARG(text_trim(p->unit_near->text)));
    if (says->n_tables > 0) {
        shift = says->shift;
        diag_detail(diags, d,
                    says->n_tables == 1 ? N_("%d other table of the workbook "
                                             "says %s")
                                        : N_("%d other tables of the workbook "
                                             "say %s"),
                    says->n_tables,
                    diag_say(diags, shift == SLOT_NO_UNIT ? N_("different ones")
                                                          : unit_word(shift)));
    } else if (says->cover != NULL) {
        shift = says->cover_shift;
        diag_detail(diags, d, "sheet %.*s says %s",
                    TEXT_ARG(located->book->sheets[says->cover_sheet].name),
                    unit_word(shift));
    }
    if (shift == SLOT_NO_UNIT)
        diag_hint(diags, d,
                  "write the unit that the figures are in above the table, as "
                  "单位：万元 or 单位：元");
    else
        diag_hint(diags, d,
                  "write the unit above the table (单位：%s), or say it with "
                  "--unit",
                  unit_word(shift));
}

/* A sheet's name that speaks of another unit than its table. */
static void
report_name(struct arena *arena, const struct located *located, int sheet,
            struct diag_list *diags)
{
    struct text name = located->book->sheets[sheet].name;
    const struct placement *p = located->sheets[sheet].tables[0];
    struct unit_said said = unit_of_brackets(text_fold(arena, name));
    struct diag *d;

    if (said.kind != UNIT_KNOWN || p->unit_found == UNIT_UNKNOWN
        || said.shift == p->unit_shift)
        return;
    d = diag_add(diags, DIAG_UNIT_ELSEWHERE,
                 PLACE_SHEET(located->book->file, text_zero(arena, name)),
                 p->table->place,
                 "the sheet's name says another unit than %s, in which its "
                 "table is read",
                 unit_word(p->unit_shift));
    diag_hint(diags, d, "see which is right, and mend the other");
}

/* A cover that speaks of a unit that no table has. */
static void
report_cover(struct arena *arena, const struct located *located,
             const struct book_says *says, struct diag_list *diags)
{
    struct diag *d;

    if (says->cover == NULL || says->n_tables == 0
        || says->shift == SLOT_NO_UNIT || says->shift == says->cover_shift)
        return;
    d = diag_add(diags, DIAG_UNIT_ELSEWHERE,
                 place_of(located, arena, says->cover_sheet, says->cover->row,
                          says->cover->col),
                 PLACE_NONE,
                 "this says %s, but the tables say %s; they are read as they "
                 "say",
                 unit_word(says->cover_shift), unit_word(says->shift));
    diag_hint(diags, d, "see which is right, and mend the other");
}

void
locate_unit_book(const struct folded_book *in, const struct located *located,
                 struct diag_list *diags)
{
    struct arena *arena = in->arena;
    struct book_says says = book_says(in, located);

    for (int s = 0; s < located->book->n_sheets; s++) {
        if (located->sheets[s].n_tables > 0)
            report_name(arena, located, s, diags);
        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            const struct placement *p = located->sheets[s].tables[i];

            if (p->n_unnamed > 0)
                report_unnamed(arena, located, s, p, &says, diags);
        }
    }
    report_cover(arena, located, &says, diags);
}
