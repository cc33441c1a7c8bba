/* locate_lack.c - a part or a label less, or another form. */
#include "place/locate_lack.h"

#include "base/cellref.h"
#include "base/limits.h"
#include "place/locate_header.h"
#include "place/locate_report.h"

void
locate_lack_add(struct site *site, struct lack lack)
{
    ARENA_PUSH(site->arena, site->lacks, site->n_lacks, site->lacks_capacity,
               lack);
}

/* What a part begins with, for messages. */
static struct text
first_words(const struct part_rule *part)
{
    if (part->kind == PART_LINE) {
        if (part->cells[0].kind == LINE_PATTERN)
            return part->cells[0].patterns[0].source;
        for (int i = 0; i < part->n_cells; i++) {
            if (part->cells[i].kind == LINE_LABEL)
                return part->cells[i].words.shown[0];
        }
    }
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_columns; i++) {
            const struct wording *words = &part->blocks[b].columns[i].words;

            if (words->n > 0 && words->shown[0].n > 0)
                return words->shown[0];
        }
    }
    return part->beside != NULL ? part->beside->words.shown[0] : TEXT_NONE;
}

/* A free cell in the region that begins with the words, or is near to them. */
static const struct cell *
find_like(struct site *site, struct text words)
{
    const struct grid *grid = site->grid;
    struct text key
        = text_sans_tail(text_sans_ordinal(text_fold(site->arena, words)));
    int limit = locate_region_near_limit(key);

    for (int i = grid_row_index(grid, site->placement->title_row);
         i < grid->n_rows && grid->rows[i].row < site->end; i++) {
        for (int c = grid->rows[i].first; c < grid->rows[i + 1].first; c++) {
            struct text folded = locate_region_folded(site, &grid->cells[c]);

            if (folded.n == 0 || key.n == 0
                || !locate_region_is_free(site, &grid->cells[c]))
                continue;
            folded = text_sans_ordinal(folded);
            if (text_starts(folded, key)
                || text_distance(text_sans_tail(folded), key, limit) <= limit)
                return &grid->cells[c];
        }
    }
    return NULL;
}

/* Where the table ends so far: the last row that was read, else its title. */
static struct place
last_place(struct site *site)
{
    int n;
    const struct cell *cells = grid_row(site->grid, site->last_data, &n);

    for (int i = 0; i < n && site->last_data >= 0; i++) {
        if (cells[i].type != CELL_BLANK)
            return locate_region_place(site, cells[i].row, cells[i].col);
    }
    return locate_region_place(site, site->placement->title_row,
                               site->placement->title_col);
}

/* Headings that are too far down to be looked for. */
static bool
report_beyond(struct site *site, const struct part_rule *part, int row)
{
    struct locate_header_range range = { row, site->end, 0 };
    int beyond = locate_header_beyond(site->folds, part, range), n;

    if (beyond < 0)
        return false;
    limits_reached(site->diags, LIMITS_HEADER_SEARCH,
                   locate_region_place(site, beyond,
                                       grid_row(site->grid, beyond, &n)->col),
                   "these headings are too far below the title to be looked "
                   "for; the table is not read");
    return true;
}

void
locate_lack_no_part(struct site *site, const struct part_rule *part, int row)
{
    struct lack lack = { .words = first_words(part),
                         .at = last_place(site),
                         .by = part->place,
                         .kind = LACK_PART };

    if (part->kind == PART_GRID) {
        site->lost_part = true;
        if (report_beyond(site, part, row)
            || locate_report_few(site, part, row))
            return;
    }
    lack.like = find_like(site, lack.words);
    locate_lack_add(site, lack);
}

static void
report_label(struct site *site, const struct lack *lack)
{
    struct diag *d = diag_add(site->diags, DIAG_HEADER_MISSING, lack->at,
                              lack->by, "the label '%.*s' is not in this row",
                              TEXT_ARG(lack->words));

    diag_hint(site->diags, d, "write the label where the form has it");
}

/* Where a part's first words, or what is near to them, are elsewhere. */
static const char *
like_text(struct site *site, const struct lack *lack)
{
    char ref[CELLREF_MAX];

    if (lack->like == NULL)
        return "";
    cellref_show(lack->like->row, lack->like->col, ref);
    return arena_printf(site->arena,
                        diag_say(site->diags, " ('%s' stands in %s)"),
                        locate_region_quote(site, lack->like), ref);
}

static void
report_lack(struct site *site, struct diag *d, const struct lack *lack)
{
    switch (lack->kind) {
    case LACK_PART:
        diag_detail(site->diags, d,
                    "missing: the part that begins with '%.*s'%s",
                    TEXT_ARG(lack->words), like_text(site, lack));
        break;
    case LACK_LABEL:
        diag_detail(site->diags, d, "missing: the label '%.*s' in row %d",
                    TEXT_ARG(lack->words), lack->at.row + 1);
        break;
    case LACK_ROWS:
        diag_detail(site->diags, d,
                    "missing: the row '%.*s' and all others below the headings "
                    "in row %d",
                    TEXT_ARG(lack->words), lack->at.row + 1);
        break;
    }
}

/* Rows that are not of the form, or lack on it. */
static void
report_rows(struct site *site, struct diag *d)
{
    for (int i = 0; i < site->of_rows.n; i++) {
        const struct diag *row = site->of_rows.items[i];
        char ref[CELLREF_MAX];

        cellref_show(row->at.row, row->at.col, ref);
        diag_detail(site->diags, d, "%s: %s", ref, row->text);
        site->placement->folded[row->level]++;
    }
}

/* One part, and its first words are near by: they are misprinted. */
static void
report_misprint(struct site *site, const struct lack *lack)
{
    char ref[CELLREF_MAX];
    struct diag *d = diag_add(
        site->diags, DIAG_HEADER_MISSING,
        locate_region_place(site, lack->like->row, lack->like->col), lack->by,
        "'%s' stands here where the form has '%.*s'; what belongs to it is not "
        "read",
        locate_region_quote(site, lack->like), TEXT_ARG(lack->words));

    cellref_show(lack->like->row, lack->like->col, ref);
    diag_hint(site->diags, d, "write '%.*s' in %s", TEXT_ARG(lack->words), ref);
}

/* A table of one part lacks all of it. */
static void
report_no_table(struct site *site, const struct lack *lack)
{
    struct diag *d = diag_add(
        site->diags, DIAG_HEADER_MISSING, lack->at, lack->by,
        "below this the headings of the table are missing, '%.*s' and the "
        "others; the table is not read",
        TEXT_ARG(lack->words));

    diag_hint(site->diags, d, "write the headings as the form has them");
}

/* Several lacks, or a whole part of many. */
static void
report_other_form(struct site *site)
{
    struct diag *d = diag_add(
        site->diags, DIAG_HEADER_MISSING, last_place(site), site->lacks[0].by,
        "the sheet does not fit the form '%s' of %.*s, the nearest that is "
        "known: parts or labels of it are missing, and what they hold is not "
        "read",
        site->table->schema->title, TEXT_ARG(site->placement->template->id));

    for (int i = 0; i < site->n_lacks; i++) {
        report_lack(site, d, &site->lacks[i]);
        site->placement->folded[DIAG_ERROR] += site->lacks[i].kind != LACK_ROWS;
    }
    site->placement->folded[DIAG_ERROR]--; /* the message itself */
    report_rows(site, d);
    diag_hint(
        site->diags, d,
        "if rows were cut off, copy them from the original; if your office "
        "prescribed this form, send it as it is to whoever keeps the "
        "mappings; if it is the wrong form, take the right one");
}

/* The first lack, and how much lacks: a part without a trace counts twice. */
static const struct lack *
first_lack(const struct site *site, int *weight)
{
    const struct lack *first = NULL;

    *weight = 0;
    for (int i = site->n_lacks - 1; i >= 0; i--) {
        if (site->lacks[i].kind == LACK_ROWS)
            continue;
        first = &site->lacks[i];
        *weight += first->kind == LACK_PART && first->like == NULL ? 2 : 1;
    }
    return first;
}

void
locate_lack_report(struct site *site)
{
    int weight;
    const struct lack *first = first_lack(site, &weight);

    if (weight > 1 && site->table->n_parts > 1) {
        report_other_form(site);
        return;
    }
    diag_move(site->diags, &site->of_rows);
    if (first == NULL)
        return;
    if (first->kind == LACK_LABEL)
        report_label(site, first);
    else if (first->like != NULL)
        report_misprint(site, first);
    else
        report_no_table(site, first);
}
