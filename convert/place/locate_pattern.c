/* locate_pattern.c - cells that match a pattern, and the slots in them. */
#include "place/locate_pattern.h"

#include "base/limits.h"
#include "book/numfmt.h"
#include "mapping/pattern.h"
#include "place/locate_cover.h"
#include "place/locate_year.h"

struct text *
locate_pattern_match(struct site *site, const struct cell *cell, struct text t,
                     const struct pattern *pattern)
{
    struct text *spans;

    if (cell->type == CELL_TEXT
        && !pattern_may_match(pattern, locate_region_folded(site, cell)))
        return NULL;
    spans = ARENA_ARRAY(site->arena, struct text, pattern->n_parts);
    return pattern_match(site->arena, pattern, t, spans) ? spans : NULL;
}

int
locate_pattern_year(struct site *site, struct text t)
{
    return locate_year_alone(text_printf(site->arena, "%.*s年",
                                         TEXT_ARG(text_fold(site->arena, t))));
}

/* A text, or a date as it is shown; TEXT_NONE for other cells. */
static struct text
pattern_text(struct site *site, const struct cell *cell)
{
    if (cell->type == CELL_DATE || cell->type == CELL_ISO_DATE)
        return numfmt_show(site->arena, site->book, cell);
    return cell->type == CELL_TEXT ? cell->text : TEXT_NONE;
}

bool
locate_pattern_any(struct site *site, const struct cell *cell,
                   const struct pattern *patterns, int n)
{
    struct text t = pattern_text(site, cell);

    if (t.n == 0)
        return false;
    for (int i = 0; i < n; i++) {
        if (locate_pattern_match(site, cell, t, &patterns[i]) != NULL)
            return true;
    }
    return false;
}

/* Does the cell say a label or pattern of the line at hand? */
static bool
is_of_line(struct site *site, const struct cell *cell)
{
    for (int i = 0; site->line != NULL && i < site->line->n_cells; i++) {
        const struct line_cell *rule = &site->line->cells[i];

        if (folded_word(site->folds, cell, &rule->words)
            || locate_pattern_any(site, cell, rule->patterns, rule->n_patterns))
            return true;
    }
    return false;
}

const struct cell *
locate_pattern_beside(struct site *site, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);
    const struct cell *next = grid_at(site->grid, cell->row, span.end_col);

    if (next == NULL || next->type == CELL_BLANK
        || !locate_region_is_free(site, next)
        || locate_pattern_any(site, next, site->table->caption_patterns,
                              site->table->n_caption_patterns)
        || locate_cover_label(locate_region_folded(site, next)) > 0
        || folded_word(site->folds, next, &site->table->number)
        || is_of_line(site, next))
        return NULL;
    return next;
}

/* Choices in cells of their own, from 'cell' to the end of its row. */
static int
claim_choices(struct site *site, const struct cell *cell)
{
    int n, end_col = cell->col + 1;
    const struct cell *cells = grid_row(site->grid, cell->row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col <= cell->col || cells[i].type != CELL_TEXT
            || !locate_region_is_free(site, &cells[i]))
            continue;
        locate_region_claim(site, &cells[i], CLAIM_FACT);
        end_col = cells[i].col + 1;
    }
    return end_col;
}

/* Claims a cell that a pattern matched, with what its placeholders say. */
static void
claim_pattern(struct site *site, const struct cell *cell,
              const struct pattern *pattern, const struct text *spans,
              const struct ticks *ticks)
{
    bool fact = false;

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        const struct cell *beside = NULL;
        struct text value = spans[i];

        if (part->literal)
            continue;
        /* 部门： | 某局, in two cells */
        if (value.n == 0 && i == pattern->n_parts - 1)
            beside = locate_pattern_beside(site, cell);
        if (beside != NULL) {
            value = text_trim(beside->text);
            locate_region_claim(site, beside,
                                part->field == FIELD_VALUE ? CLAIM_FACT
                                                           : CLAIM_LABEL);
        }
        switch (part->field) {
        case FIELD_ANY:
            break;
        case FIELD_DEPARTMENT:
            locate_region_set_department(site, beside ? beside : cell, value);
            break;
        case FIELD_YEAR:
            locate_region_set_year(site, cell,
                                   locate_pattern_year(site, value));
            break;
        case FIELD_UNIT: /* see locate_unit_hear() */
            break;
        case FIELD_VALUE: {
            struct slot_rule what = slot_of_part(pattern, i, ticks);
            const struct cell *at = beside != NULL ? beside : cell;
            int end_col = 0;

            fact = fact || beside == NULL;
            if (text_equal(part->measure, TEXT("year")))
                locate_region_set_year(site, at,
                                       locate_pattern_year(site, value));
            if (beside != NULL) {
                what.pattern = NULL; /* the cell holds the value alone */
                if (ticks != NULL && ticks->n > 0)
                    end_col = claim_choices(site, beside);
            }
            slot_add(site->arena, site->placement,
                     (struct slot_cell){ at->row, at->col, end_col, false },
                     &what);
            break;
        }
        }
    }
    locate_region_claim(site, cell, fact ? CLAIM_FACT : CLAIM_LABEL);
}

/* Two values of a text too long to look for where one ends are not read. */
static bool
report_long(struct site *site, const struct cell *cell,
            const struct pattern *pattern)
{
    struct diag *d;

    if (cell->type != CELL_TEXT
        || !pattern_is_beyond(pattern, locate_region_folded(site, cell)))
        return false;
    d = diag_add(site->diags, DIAG_LIMIT_REACHED,
                 locate_region_place(site, cell->row, cell->col),
                 pattern->place,
                 "'%s' has more than %d bytes for '%.*s'; it is not read",
                 locate_region_quote(site, cell), LIMIT_PATTERN_TEXT,
                 TEXT_ARG(pattern->source));
    diag_hint(site->diags, d, "shorten the text");
    locate_region_claim(site, cell, CLAIM_NAMED);
    return true;
}

bool
locate_pattern_claim(struct site *site, const struct cell *cell,
                     const struct pattern *patterns, int n,
                     const struct ticks *ticks)
{
    struct text t = pattern_text(site, cell);

    if (t.n == 0 || !locate_region_is_free(site, cell))
        return false;
    for (int i = 0; i < n; i++) {
        const struct text *spans
            = locate_pattern_match(site, cell, t, &patterns[i]);

        if (spans != NULL) {
            claim_pattern(site, cell, &patterns[i], spans, ticks);
            return true;
        }
    }
    for (int i = 0; i < n; i++) {
        if (report_long(site, cell, &patterns[i]))
            return true;
    }
    return false;
}
