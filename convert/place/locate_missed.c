/* locate_missed.c - titles without a mapping, titles that are nearly right, and
   headings without one. */
#include "place/locate_missed.h"

#include "canon/item.h"
#include "mapping/domain.h"
#include "place/figures.h"
#include "place/locate_header.h"

/* A title is one of the first texts of a sheet, and a line of words.  What is
   further down or longer is no misspelt one; its figures are reported by
   headings, or by census.h. */
#define TITLE_ROWS 30
#define TITLE_BYTES 200

struct missing {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    struct folds *folds;
    struct table_list tables;
    const struct vocabulary *words;
    struct diag_list *diags;
    bool beside;                    /* tables were found on the sheet */
    const struct table_rule *table; /* the nearest so far */
    struct text title;
    const struct cell *cell;
    int distance;
    struct unmapped_title unmapped;
};

/* Farther than any misprint: a title with more words, of a form of its own. */
#define MORE_WORDS 100

/* Letters that may differ: one in five, two at least. */
static int
most_of(struct text title)
{
    int n = text_width(title) / 2 / 5;

    return n < 2 ? 2 : n;
}

static void
try_title(struct missing *m, const struct cell *cell,
          const struct table_rule *table)
{
    struct text folded
        = text_sans_tail(text_sans_ordinal(folded_of(m->folds, cell)));

    for (int i = 0; i < table->n_titles; i++) {
        const struct pattern *p = &table->titles[i];
        struct text title = TEXT_NONE;
        int far;

        /* Of a title with placeholders its longest words. */
        for (int k = 0; k < p->n_parts; k++) {
            if (p->parts[k].literal && p->parts[k].folded.n > title.n)
                title = p->parts[k].folded;
        }
        if (title.n < 9)
            continue;
        far = text_distance(folded, title, most_of(title));
        if (far > most_of(title) && text_ends(folded, title))
            far = MORE_WORDS;
        else if (far > most_of(title))
            continue;
        if (far >= m->distance)
            continue;
        m->distance = far;
        m->table = table;
        m->title = p->source;
        m->cell = cell;
    }
}

/* A title that is known without its table, behind a year or a department. */
static void
try_unmapped(struct missing *m, const struct cell *cell)
{
    struct text folded
        = text_sans_tail(text_sans_ordinal(folded_of(m->folds, cell)));

    for (int i = 0; m->words != NULL && i < m->words->n_unmapped; i++) {
        const struct schema_unmapped *known = &schema_unmapped(m->words)[i];

        if (!text_ends(folded, known->folded)
            || (m->unmapped.known != NULL
                && m->unmapped.known->folded.n >= known->folded.n))
            continue;
        m->unmapped = (struct unmapped_title){ known, cell };
    }
}

/* 云南 2018-2019, 北京 2023 */
static const char *
show_sources(struct arena *arena, const struct vocabulary *words,
             struct text folded)
{
    const char *out = "";

    for (int i = 0; i < words->n_unmapped; i++) {
        const struct schema_unmapped *known = &schema_unmapped(words)[i];

        if (!text_equal(known->folded, folded))
            continue;
        out = arena_printf(
            arena, "%s%s%.*s %s", out, *out ? ", " : "",
            TEXT_ARG(known->region),
            mapping_years(arena, known->year_first, known->year_last));
    }
    return out;
}

void
locate_missed_unmapped(struct arena *arena, const struct book *book,
                       const struct grid *grid, const struct vocabulary *words,
                       const struct unmapped_title *title,
                       struct diag_list *diags)
{
    struct diag *d = diag_add(
        diags, DIAG_SHEET_UNMAPPED,
        PLACE_CELL(book->file, text_zero(arena, grid->name), title->cell->row,
                   title->cell->col),
        title->known->place,
        "'%.*s' is known (%s), but not yet mapped; the sheet is not read",
        TEXT_ARG(title->known->title),
        show_sources(arena, words, title->known->folded));

    diag_hint(diags, d,
              "leave it as it is, and send the workbook to whoever keeps "
              "the mappings");
}

/* Does a text speak of a budget?  公共预算, 基金预算 and 经营预算 are where the
   money of a final account is from. */
static bool
says_budget(struct text t)
{
    static const char *const sources[] = { "公共", "基金", "经营" };
    struct text word = TEXT("预算");

    for (long at = text_find(t, word, 0); at >= 0;
         at = text_find(t, word, (size_t)at + word.n)) {
        struct text before = text_slice(t, 0, (size_t)at);
        bool source = false;

        for (int i = 0; i < ARRAY_LEN(sources); i++)
            source |= text_ends(before, text_of(sources[i]));
        if (!source)
            return true;
    }
    return false;
}

static void
report_title(struct missing *m)
{
    bool budget = says_budget(folded_of(m->folds, m->cell))
                  && text_find(m->cell->text, TEXT("决算"), 0) < 0;
    const char *what = diag_say(m->diags, m->beside ? N_("the table below it")
                                                    : N_("the sheet"));
    struct text shown = text_trim(m->cell->text);
    struct diag *d = diag_add(
        m->diags, DIAG_TITLE_UNKNOWN,
        PLACE_CELL(m->book->file, text_zero(m->arena, m->grid->name),
                   m->cell->row, m->cell->col),
        m->table->place,
        budget ? N_("'%.*s' is a table of the budget (预算), not of the final "
                    "account; %s is not read")
               : N_("'%.*s' is no title that is known; %s is not read"),
        TEXT_ARG(shown), what);

    if (m->distance == MORE_WORDS) {
        diag_hint(m->diags, d,
                  "leave it as it is, and send the workbook to whoever keeps "
                  "the mappings");
        return;
    }
    diag_detail(m->diags, d, "the nearest is '%.*s'", TEXT_ARG(m->title));
    if (budget)
        diag_hint(m->diags, d,
                  "if it is the final account, write its title as '%.*s'",
                  TEXT_ARG(m->title));
    else if (text_find(folded_of(m->folds, m->cell),
                       text_fold(m->arena, m->title), 0)
             >= 0)
        diag_hint(m->diags, d,
                  "it says more, and may be another table: leave the sheet as "
                  "it is and send it to whoever keeps the mappings; only if it "
                  "is that table, write its title as '%.*s'",
                  TEXT_ARG(m->title));
    else
        diag_hint(m->diags, d,
                  "write the title as '%.*s'; if it is another table, send the "
                  "sheet to whoever keeps the mappings",
                  TEXT_ARG(m->title));
}

/* The table all of whose headings are on the sheet. */
static const struct locate_header_place *
find_headings(struct missing *m)
{
    const struct locate_header_place *found = NULL;

    for (int i = 0; i < m->tables.n; i++) {
        const struct table_rule *table = m->tables.items[i];
        const struct locate_header_place *place;

        if (table->n_parts == 0 || mapping_parts(table)[0].kind != PART_GRID)
            continue;
        place = locate_header_find(
            m->folds, &mapping_parts(table)[0],
            (struct locate_header_range){ 0, grid_end_row(m->grid), 0 });
        if (place == NULL || place->n_wanted < 4
            || place->n_found < place->n_wanted
            || (found != NULL && place->n_wanted <= found->n_wanted))
            continue;
        found = place;
        m->table = table;
    }
    return found;
}

static void
report_headings(struct missing *m, const struct locate_header_place *place)
{
    struct text title = m->table->titles[0].source;
    struct diag *d = diag_add(
        m->diags, DIAG_TITLE_UNKNOWN,
        PLACE_CELL(m->book->file, text_zero(m->arena, m->grid->name),
                   place->top, place->left),
        m->table->place,
        "the headings are those of '%.*s', but the sheet has no title that is "
        "known; it is not read",
        TEXT_ARG(title));

    diag_hint(m->diags, d, "write '%.*s' above the table", TEXT_ARG(title));
}

/* The nearest title among the texts above row 'end' that were left over.  One
   that is a title heads no table, or its table was reported. */
static void
find_title(struct missing *m, const bool *left, int end)
{
    for (int c = 0; c < m->grid->n_cells && m->grid->cells[c].row < end; c++) {
        const struct cell *cell = &m->grid->cells[c];
        struct missing before = *m;

        if (cell->type != CELL_TEXT || cell->text.n > TITLE_BYTES
            || (left != NULL && !left[c]))
            continue;
        for (int i = 0; i < m->tables.n; i++)
            try_title(m, cell, m->tables.items[i]);
        if (m->beside && m->distance == 0)
            *m = before;
        else if (m->distance > 0)
            try_unmapped(m, cell);
    }
}

static struct missing
missing_of(const struct folded_book *in, int sheet, struct known_titles titles,
           struct diag_list *diags)
{
    return (struct missing){ .arena = in->arena,
                             .book = in->book,
                             .grid = &in->book->sheets[sheet],
                             .folds = &in->sheets[sheet],
                             .tables = titles.tables,
                             .words = titles.words,
                             .diags = diags,
                             .distance = MORE_WORDS + 1 };
}

bool
locate_missed_report(const struct folded_book *in, int sheet,
                     struct known_titles titles, struct unmapped_title *out,
                     struct diag_list *diags)
{
    struct missing m = missing_of(in, sheet, titles, diags);
    const struct locate_header_place *place;

    if (!figures_any(m.arena, m.grid))
        return false;
    find_title(&m, NULL, TITLE_ROWS);
    if (m.unmapped.known != NULL) {
        *out = m.unmapped;
        return false;
    }
    if (m.table != NULL) {
        report_title(&m);
        return true;
    }
    place = find_headings(&m);
    if (place != NULL)
        report_headings(&m, place);
    return place != NULL;
}

void
locate_missed_below(const struct folded_book *in, int sheet,
                    const uint8_t *claims, struct known_titles titles,
                    struct diag_list *diags)
{
    struct missing m = missing_of(in, sheet, titles, diags);
    bool *left = ARENA_ARRAY(m.arena, bool, m.grid->n_cells + 1);
    struct figures figures;
    int last = -1; /* row of the last figure that is left over */
    struct decimal value;

    m.beside = true;
    m.distance = MORE_WORDS;
    for (int c = 0; c < m.grid->n_cells; c++) {
        if (claims[c] == CLAIM_KEPT || claims[c] == CLAIM_NAMED)
            left[c] = true;
    }
    figures = figures_find(m.arena, m.grid, left);
    for (int c = 0; c < m.grid->n_cells; c++) {
        if (figures.is[c]
            || (claims[c] == CLAIM_NAMED
                && figures_parse(m.arena, &m.grid->cells[c], &value)))
            last = m.grid->cells[c].row;
    }
    find_title(&m, left, last);
    if (m.table != NULL && m.unmapped.known == NULL)
        report_title(&m);
}

/* ---- pages ---- */

/* Would a rule of the table claim a row that begins so? */
static bool
goes_on(struct folds *folds, const struct table_rule *table,
        const struct cell *cell)
{
    struct domain_rows at = { .table = table };

    while (domain_next_row(&at)) {
        if ((at.rule->kind == ROW_ITEM
             && folded_word(folds, cell, &at.rule->by_label.words))
            || (at.rule->kind == ROW_CODE
                && item_is_code(folded_of(folds, cell))))
            return true;
    }
    return false;
}

bool
locate_missed_page(const struct folded_book *in, int sheet,
                   const struct placement *above, struct diag_list *diags)
{
    struct folds *folds = &in->sheets[sheet];
    const struct grid *grid = folds->grid;
    const struct cell *found = NULL;
    struct diag *d;

    if (!figures_any(in->arena, grid))
        return false;
    for (int c = 0; c < grid->n_cells && found == NULL
                    && grid->cells[c].row == grid->cells[0].row;
         c++) {
        if (grid->cells[c].type == CELL_TEXT
            && goes_on(folds, above->table, &grid->cells[c]))
            found = &grid->cells[c];
    }
    if (found == NULL)
        return false;
    d = diag_add(
        diags, DIAG_TITLE_UNKNOWN,
        PLACE_CELL(in->book->file, text_zero(in->arena, grid->name), found->row,
                   found->col),
        above->table->place,
        "sheet %.*s has no title; its rows seem to go on with '%.*s' of "
        "sheet %.*s, and are not read",
        TEXT_ARG(grid->name), TEXT_ARG(above->table->titles[0].source),
        TEXT_ARG(above->grid->name));
    diag_hint(diags, d, "put the rows below those of sheet %.*s",
              TEXT_ARG(above->grid->name));
    return true;
}
