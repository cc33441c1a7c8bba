/* locate_line.c - labels and the fields beside them. */
#include "place/locate_line.h"

#include "mapping/pattern.h"
#include "place/locate_cover.h"
#include "place/locate_title.h"

#include "base/limits.h"
#include "canon/unit.h"
/* A caption is a line, no paragraph. */
#define CAPTION_BYTES 400

#include "book/numfmt.h"

/* What a pattern takes of a cell that shows 't'; NULL when it does not match. */
static struct text *
match(struct site *site, const struct cell *cell, struct text t,
      const struct pattern *pattern)
{
    struct text *spans;

    if (cell->type == CELL_TEXT
        && !pattern_may_match(pattern, locate_region_folded(site, cell)))
        return NULL;
    spans = ARENA_ARRAY(site->arena, struct text, pattern->n_parts);
    return pattern_match(site->arena, pattern, t, spans) ? spans : NULL;
}

/* What {year} takes: four digits. */
static int
year_of(struct site *site, struct text t)
{
    return locate_cover_year(text_printf(site->arena, "%.*s年",
                                         TEXT_ARG(text_fold(site->arena, t))));
}

/* 本表无数据。 */
static bool
says_no_data(struct site *site, const struct cell *cell)
{
    struct text folded = locate_region_folded(site, cell);

    if (text_ends(folded, TEXT("。")))
        folded.n -= TEXT("。").n;
    return text_equal(folded, TEXT(PLACEMENT_NO_DATA));
}

/* The mapping's sentence that it is, NULL for none; with what it takes. */
static const struct pattern *
find_sentence(struct site *site, const struct cell *cell,
              const struct text **spans)
{
    for (int i = 0; i < site->table->n_declared_empty; i++) {
        const struct pattern *p = &site->table->declared_empty[i];

        *spans = match(site, cell, cell->text, p);
        if (*spans != NULL)
            return p;
    }
    return NULL;
}

bool
locate_line_says_empty(struct site *site, const struct cell *cell)
{
    const struct text *spans;

    return cell->type == CELL_TEXT
           && (says_no_data(site, cell)
               || find_sentence(site, cell, &spans) != NULL);
}

bool
locate_line_declares_empty(struct site *site, const struct cell *cell)
{
    const struct pattern *p;
    const struct text *spans;

    if (!locate_line_says_empty(site, cell))
        return false;
    p = find_sentence(site, cell, &spans);
    for (int k = 0; p != NULL && k < p->n_parts; k++) {
        if (!p->parts[k].literal && p->parts[k].field == FIELD_YEAR)
            locate_region_set_year(site, cell, year_of(site, spans[k]));
    }
    if (site->placement->declared_empty.n == 0)
        site->placement->declared_empty = text_trim(cell->text);
    return true;
}

/* A text, or a date as it is shown; TEXT_NONE for other cells. */
static struct text
pattern_text(struct site *site, const struct cell *cell)
{
    if (cell->type == CELL_DATE || cell->type == CELL_ISO_DATE)
        return numfmt_show(site->arena, site->book, cell);
    return cell->type == CELL_TEXT ? cell->text : TEXT_NONE;
}

/* Does any of the patterns match, without claiming? */
static bool
patterns_match(struct site *site, const struct cell *cell,
               const struct pattern *patterns, int n)
{
    struct text t = pattern_text(site, cell);

    if (t.n == 0)
        return false;
    for (int i = 0; i < n; i++) {
        if (match(site, cell, t, &patterns[i]) != NULL)
            return true;
    }
    return false;
}

/* The free cell right of a merged span, when it holds something that is no
   caption of its own. */
static const struct cell *
next_cell(struct site *site, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);
    const struct cell *next = grid_at(site->grid, cell->row, span.end_col);

    if (next == NULL || next->type == CELL_BLANK
        || !locate_region_is_free(site, next)
        || patterns_match(site, next, site->table->caption_patterns,
                          site->table->n_caption_patterns)
        || locate_cover_label(locate_region_folded(site, next)) > 0
        || folded_word(site->folds, next, &site->table->number))
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
            beside = next_cell(site, cell);
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
            locate_region_set_year(site, cell, year_of(site, value));
            break;
        case FIELD_UNIT: /* see locate_line_units() */
            break;
        case FIELD_VALUE: {
            struct slot_rule what = slot_of_part(pattern, i, ticks);
            const struct cell *at = beside != NULL ? beside : cell;
            int end_col = 0;

            fact = fact || beside == NULL;
            if (text_equal(part->measure, TEXT("year")))
                locate_region_set_year(site, at, year_of(site, value));
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

static bool
try_patterns(struct site *site, const struct cell *cell,
             const struct pattern *patterns, int n, const struct ticks *ticks)
{
    struct text t = pattern_text(site, cell);

    if (t.n == 0 || !locate_region_is_free(site, cell))
        return false;
    for (int i = 0; i < n; i++) {
        const struct text *spans = match(site, cell, t, &patterns[i]);

        if (spans != NULL) {
            claim_pattern(site, cell, &patterns[i], spans, ticks);
            return true;
        }
    }
    return false;
}

/* Does a cell say a line cell's words? */
static bool
says(struct site *site, const struct cell *cell, const struct line_cell *rule)
{
    if (!locate_region_is_free(site, cell))
        return false;
    if (rule->kind == LINE_LABEL)
        return folded_word(site->folds, cell, &rule->words) > 0;
    return rule->kind == LINE_PATTERN
           && patterns_match(site, cell, rule->patterns, rule->n_patterns);
}

int
locate_line_find(struct site *site, const struct part_rule *part, int top,
                 int end)
{
    const struct line_cell *head = NULL;

    for (int i = 0; i < part->n_cells && head == NULL; i++) {
        if (part->cells[i].kind == LINE_LABEL
            || part->cells[i].kind == LINE_PATTERN)
            head = &part->cells[i];
    }
    if (head == NULL)
        return -1;
    for (int i = grid_row_index(site->grid, top);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            if (says(site, &site->grid->cells[c], head))
                return site->grid->rows[i].row;
        }
    }
    return -1;
}

/* The first free cell of a row, at or right of col, that says the words. */
static const struct cell *
find_in_row(struct site *site, const struct line_cell *rule, int row, int col)
{
    int n;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col >= col && says(site, &cells[i], rule))
            return &cells[i];
    }
    return NULL;
}

/* The column where the next label of the line stands. */
static int
field_end(struct site *site, const struct part_rule *part, int k, int row,
          int col)
{
    for (int i = k + 1; i < part->n_cells; i++) {
        const struct cell *cell;

        if (part->cells[i].kind == LINE_FIELD
            || part->cells[i].kind == LINE_KEPT)
            continue;
        cell = find_in_row(site, &part->cells[i], row, col);
        if (cell != NULL)
            return cell->col;
    }
    return LIMIT_COLS;
}

/* How many fields stand side by side from k on. */
static int
fields_abreast(const struct part_rule *part, int k)
{
    int n = 0;

    while (k + n < part->n_cells
           && (part->cells[k + n].kind == LINE_FIELD
               || part->cells[k + n].kind == LINE_KEPT))
        n++;
    return n;
}

/* The first that is free; one with a value before a formula without. */
static const struct cell *
field_cell(struct site *site, int row, int col, int end)
{
    const struct cell *found = NULL;
    int n;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < col || cells[i].col >= end
            || !locate_region_is_free(site, &cells[i]))
            continue;
        if (!(cells[i].flags & CELL_NO_RESULT))
            return &cells[i];
        if (found == NULL)
            found = &cells[i];
    }
    return found;
}

/* Behind the rows of the label left of a cell; its own row's where none is. */
static int
label_end(struct site *site, const struct cell *cell)
{
    int n, end = cell->row + 1;
    const struct cell *cells = grid_row(site->grid, cell->row, &n);

    for (int i = 0; i < n && cells[i].col < cell->col; i++) {
        if (cells[i].type == CELL_TEXT)
            end = grid_span(site->grid, cell->row, cells[i].col).end_row;
    }
    return end;
}

static void
claim_field(struct site *site, const struct line_cell *rule, int row, int col,
            int end, const struct heading_says *says)
{
    struct slot_rule what = slot_of_field(rule, *says);
    const struct cell *cell = field_cell(site, row, col, end);
    int n, last = col;
    const struct cell *cells = grid_row(site->grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < col || cells[i].col >= end)
            continue;
        if (!locate_region_is_free(site, &cells[i])) {
            if (rule->ticks.n > 0) /* a run of choices ends at others' words */
                break;
            continue;
        }
        if (rule->kind == LINE_KEPT) {
            locate_region_claim(site, &cells[i],
                                rule->unmodelled ? CLAIM_UNMODELLED
                                                 : CLAIM_KEPT);
            continue;
        }
        if (cell == &cells[i] || rule->ticks.n > 0)
            locate_region_claim(site, &cells[i], CLAIM_FACT);
        last = cells[i].col;
    }
    /* The next label stands where the field would: it has no place. */
    if (rule->kind == LINE_KEPT || col >= end)
        return;
    if (cell != NULL && rule->value != VALUE_TEXT && rule->ticks.n == 0)
        locate_region_check_rows(site, cell, label_end(site, cell),
                                 rule->place);
    if (cell != NULL && rule->ticks.n == 0)
        col = cell->col;
    slot_add(site->arena, site->placement,
             (struct slot_cell){ row, col, last + 1, false }, &what);
}

/* The columns in [col, end) of as many filled cells as there are fields. */
static bool
filled_columns(struct site *site, int row, int col, int end, int n, int *out)
{
    int n_cells, k = 0;
    const struct cell *cells = grid_row(site->grid, row, &n_cells);

    for (int i = 0; i < n_cells; i++) {
        if (cells[i].col < col || cells[i].col >= end
            || cells[i].type == CELL_BLANK
            || !locate_region_is_free(site, &cells[i]))
            continue;
        if (k < n)
            out[k] = cells[i].col;
        k++;
    }
    return k == n;
}

/* Fields side by side take a filled cell each; where there are fewer, a
   merged cell each, the last one the rest. */
static int
claim_fields(struct site *site, const struct part_rule *part, int k, int row,
             int col, const struct heading_says *says)
{
    int n = fields_abreast(part, k), end = field_end(site, part, k, row, col);
    int *columns = ARENA_ARRAY(site->arena, int, n + 1);
    bool filled = filled_columns(site, row, col, end, n, columns);

    for (int i = 0; i < n; i++) {
        int to = end;

        if (i < n - 1 && filled) {
            to = columns[i + 1];
        } else if (i < n - 1) {
            struct span span = grid_span(site->grid, row, col);

            to = span.end_col < end ? span.end_col : end;
        }
        claim_field(site, &part->cells[k + i], row, col, to, says);
        col = to;
    }
    return col;
}

/* Is a field beside the label at k no text? */
static bool
heads_figure(const struct part_rule *part, int k)
{
    for (k++; k < part->n_cells && part->cells[k].kind == LINE_FIELD; k++) {
        if (part->cells[k].value != VALUE_TEXT)
            return true;
    }
    return false;
}

void
locate_line_claim(struct site *site, const struct part_rule *part, int row,
                  struct heading_says beside)
{
    int n;
    int col = 0, last = grid_row(site->grid, row, &n)->col;
    struct heading_says says = beside;
    const struct cell *cell = NULL;

    for (int k = 0; k < part->n_cells; k++) {
        const struct line_cell *rule = &part->cells[k];

        if (rule->kind == LINE_FIELD || rule->kind == LINE_KEPT) {
            col = claim_fields(site, part, k, row, col, &says);
            k += fields_abreast(part, k) - 1;
            continue;
        }
        cell = find_in_row(site, rule, row, col);
        if (cell == NULL) /* what belongs to it is not there, either */
            k += fields_abreast(part, k + 1);
        if (cell == NULL && rule->optional)
            continue;
        if (cell == NULL) {
            struct lack lack = { .kind = LACK_LABEL,
                                 .words = rule->kind == LINE_LABEL
                                              ? rule->words.shown[0]
                                              : rule->patterns[0].source,
                                 .at = locate_region_place(site, row, last),
                                 .by = rule->place };

            locate_region_add_lack(site, lack);
            continue;
        }
        if (rule->kind == LINE_PATTERN) {
            (void)try_patterns(site, cell, rule->patterns, rule->n_patterns,
                               &rule->ticks);
            says = beside;
        } else {
            says = heading_read(beside, locate_region_folded(site, cell), cell);
            if (heads_figure(part, k))
                locate_region_check_extra(site, cell, &rule->words,
                                          rule->place);
            locate_region_claim(site, cell, CLAIM_LABEL);
        }
        last = cell->col;
        col = grid_span(site->grid, cell->row, cell->col).end_col;
    }
    if (part->n_cells == 1)
        slot_begin_section(site->placement, says);
    if (row > site->last_data)
        site->last_data = row;
}

/* Sets what a caption says of the whole table; claims nothing. */
static void
take_caption(struct site *site, const struct cell *cell,
             const struct pattern *pattern, const struct text *spans)
{
    for (int i = 0; i < pattern->n_parts; i++) {
        if (pattern->parts[i].literal)
            continue;
        if (pattern->parts[i].field == FIELD_DEPARTMENT)
            locate_region_set_department(site, cell, spans[i]);
        if (pattern->parts[i].field == FIELD_YEAR)
            locate_region_set_year(site, cell, year_of(site, spans[i]));
    }
}

static bool
holds_value(const struct pattern *pattern)
{
    for (int i = 0; i < pattern->n_parts; i++) {
        if (!pattern->parts[i].literal
            && pattern->parts[i].field == FIELD_VALUE)
            return true;
    }
    return false;
}

/* The caption that a text says, with its spans; none that holds a value. */
static const struct pattern *
caption_of(struct site *site, struct text t, struct text **spans)
{
    const struct table_rule *table = site->table;
    struct text folded = text_fold(site->arena, t);

    for (int i = 0; i < table->n_caption_patterns; i++) {
        const struct pattern *p = &table->caption_patterns[i];

        if (!p->parts[0].literal || !pattern_may_match(p, folded)
            || holds_value(p))
            continue;
        *spans = ARENA_ARRAY(site->arena, struct text, p->n_parts);
        if (pattern_match(site->arena, p, t, *spans))
            return p;
    }
    return NULL;
}

/* Most texts that a second caption could begin with begin none. */
static bool
begins_caption(struct site *site, struct text t)
{
    const struct table_rule *table = site->table;
    struct text folded = text_fold(site->arena, t);

    for (int i = 0; i < table->n_caption_patterns; i++) {
        const struct pattern_part *first = table->caption_patterns[i].parts;

        if (first->literal && text_starts(folded, first->folded))
            return true;
    }
    return false;
}

/* May a caption begin behind the first character of a cell's text? */
static bool
may_be_two(struct site *site, const struct cell *cell)
{
    const struct table_rule *table = site->table;
    struct text folded = locate_region_folded(site, cell);

    for (int i = 0; i < table->n_caption_patterns; i++) {
        const struct pattern_part *first = table->caption_patterns[i].parts;

        if (first->literal && text_find(folded, first->folded, 1) > 0)
            return true;
    }
    return false;
}

/* Two captions in one cell: 部门：某局　　金额单位：元. */
static bool
try_two_captions(struct site *site, const struct cell *cell)
{
    struct text t = cell->text;

    if (cell->type != CELL_TEXT || t.n > CAPTION_BYTES
        || !may_be_two(site, cell))
        return false;
    for (size_t pos = 0; pos < t.n;) {
        struct text *spans, *more;
        const struct pattern *tail
            = pos == 0 || !begins_caption(site, text_slice(t, pos, t.n))
                  ? NULL
                  : caption_of(site, text_slice(t, pos, t.n), &more);
        const struct pattern *head
            = tail == NULL ? NULL
                           : caption_of(site, text_slice(t, 0, pos), &spans);

        (void)text_next(t, &pos);
        if (head == NULL)
            continue;
        take_caption(site, cell, head, spans);
        take_caption(site, cell, tail, more);
        locate_region_claim(site, cell, CLAIM_LABEL);
        return true;
    }
    return false;
}

/* Is there nothing in the text but a year, other captions and the like? */
static bool
is_beside_a_name(struct site *site, struct text t, int *year)
{
    struct locate_cover_said said = locate_cover_read(site->arena, t);

    *year = said.year;
    return said.name.n == 0 && !said.unclear;
}

/* A department's label that the mapping does not have, 报送单位：某局, also
   behind other words: 2023年度  部门代码：101  部门名称：某局. */
static bool
try_named(struct site *site, const struct cell *cell)
{
    struct text t = cell->text, folded = locate_region_folded(site, cell);
    const struct cell *beside;
    const size_t *from;
    size_t label = 0, at = 0;
    int year = 0;

    if (site->table->schema->evaluation || cell->type != CELL_TEXT
        || t.n > CAPTION_BYTES
        || (text_find(folded, TEXT("部门"), 0) < 0
            && text_find(folded, TEXT("单位"), 0) < 0))
        return false;
    folded = text_fold_from(site->arena, t, &from);
    while (at < folded.n && label == 0) {
        label = locate_cover_label(text_slice(folded, at, folded.n));
        if (label > 0
            && is_beside_a_name(site, text_slice(t, 0, from[at]), &year))
            break;
        label = 0;
        (void)text_next(folded, &at);
    }
    if (label == 0)
        return false;
    t = text_trim(text_slice(t, from[at + label], t.n));
    beside = t.n == 0 ? next_cell(site, cell) : NULL;
    locate_region_set_year(site, cell, year);
    locate_region_claim(site, cell, CLAIM_LABEL);
    if (beside != NULL)
        locate_region_claim(site, beside, CLAIM_LABEL);
    locate_region_set_department(site, beside != NULL ? beside : cell,
                                 beside != NULL ? text_trim(beside->text) : t);
    return true;
}

/* Has a pattern a figure for the model? */
static bool
holds_figure(const struct pattern *pattern)
{
    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        if (!part->literal && part->field == FIELD_VALUE
            && part->kind != VALUE_TEXT)
            return true;
    }
    return false;
}

/* A caption with a figure behind other words, 自评总分：95: named, not read. */
static bool
tell_caption(struct site *site, const struct cell *cell)
{
    const struct table_rule *table = site->table;
    struct text folded = locate_region_folded(site, cell);

    if (folded.n > CAPTION_BYTES)
        return false;
    for (int i = 0; i < table->n_caption_patterns; i++) {
        const struct pattern *p = &table->caption_patterns[i];
        struct text word = p->parts[0].literal ? p->parts[0].folded : TEXT_NONE;
        long at = word.n > 0 ? text_find(folded, word, 0) : -1;
        struct text *spans;
        struct diag *d;

        if (at <= 0 || !holds_figure(p))
            continue;
        spans = ARENA_ARRAY(site->arena, struct text, p->n_parts);
        if (!pattern_match(site->arena, p,
                           text_slice(folded, (size_t)at, folded.n), spans))
            continue;
        d = diag_add(site->diags, DIAG_WORDS_MORE,
                     locate_region_place(site, cell->row, cell->col), p->place,
                     "'%s' says more than '%.*s'; it is not read",
                     locate_region_quote(site, cell),
                     TEXT_ARG(p->parts[0].text));
        diag_hint(site->diags, d,
                  "write '%.*s' and the figure alone, in a cell of their own",
                  TEXT_ARG(p->parts[0].text));
        locate_region_claim(site, cell, CLAIM_NAMED);
        return true;
    }
    return false;
}

static bool
try_caption(struct site *site, const struct cell *cell)
{
    return try_two_captions(site, cell)
           || try_patterns(site, cell, site->table->caption_patterns,
                           site->table->n_caption_patterns, NULL)
           || try_named(site, cell) || tell_caption(site, cell);
}

/* A title that says more than the table's: 收入决算表（本级）. */
static void
tell_aside(struct site *site, const struct cell *cell, struct text group)
{
    struct diag *d = diag_add(site->diags, DIAG_WORDS_MORE,
                              locate_region_place(site, cell->row, cell->col),
                              site->table->place,
                              "the title says more than '%s': %.*s; it is read "
                              "as that",
                              site->table->schema->title, TEXT_ARG(group));

    diag_hint(site->diags, d,
              "where it is the same table, take the brackets away");
}

void
locate_line_title(struct site *site, const struct cell *cell, size_t tail)
{
    struct text folded = locate_region_folded(site, cell), *spans;
    struct unit_said said = unit_of_brackets(folded);
    size_t own = folded.n - tail;

    if (said.kind == UNIT_NONE)
        said = unit_of_text(folded);
    if (said.kind != UNIT_NONE)
        locate_region_set_unit(site, cell, cell->text, said);
    while (folded.n > own) { /* 收入决算表（部门：某局） */
        struct text bare = text_sans_group(folded);
        const struct pattern *caption = caption_of(
            site, text_inside(text_slice(folded, bare.n, folded.n)), &spans);

        if (caption != NULL)
            take_caption(site, cell, caption, spans);
        else if (!locate_title_aside(text_slice(folded, bare.n, folded.n)))
            tell_aside(site, cell, text_slice(folded, bare.n, folded.n));
        folded = bare;
    }
}

void
locate_line_captions(struct site *site, int top, int end)
{
    for (int i = grid_row_index(site->grid, top);
         i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            const struct cell *cell = &site->grid->cells[c];

            if (!locate_region_is_free(site, cell))
                continue;
            if (folded_word(site->folds, cell, &site->table->number)) {
                locate_region_claim(site, cell, CLAIM_LABEL);
                continue;
            }
            if (locate_line_declares_empty(site, cell)) {
                locate_region_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            (void)try_caption(site, cell);
        }
    }
}

/* Where the texts of a row end that say one thing with cells[from]: 单位： | 万 |
   元. */
static int
words_end(struct site *site, const struct cell *cells, int n, int from)
{
    struct text t = locate_region_folded(site, &cells[from]);
    int end = from + 1;

    if (!unit_is_scrap(t) && !unit_is_begun(t) && !text_equal(t, TEXT("单")))
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
    struct text words = join_words(site, cells, from, end);
    struct text folded = end == from + 1
                             ? locate_region_folded(site, cells + from)
                             : text_fold(site->arena, words);
    struct unit_said said = unit_of_text(folded);

    if (said.kind == UNIT_NONE && unit_is_near(folded))
        site->placement->unit_near = &cells[end - 1];
    if (said.kind == UNIT_NONE)
        return false;
    locate_region_set_unit(site, &cells[end - 1], words, said);
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
        if (cells[i].type != CELL_TEXT || cells[i].text.n > CAPTION_BYTES
            || site->claims[locate_region_index(site, &cells[i])]
                   == CLAIM_LABEL)
            continue;
        if (site->placement->year == 0 || cells[i].row < site->first_part)
            locate_region_set_year(
                site, &cells[i],
                locate_cover_year(locate_region_folded(site, &cells[i])));
        end = words_end(site, cells, n, i);
        if (!hear_words(site, cells, i, end) && end > i + 1) {
            end = i + 1;
            (void)hear_words(site, cells, i, end);
        }
    }
}

void
locate_line_units(struct site *site, int top, int end)
{
    const struct grid *grid = site->grid;

    for (int i = grid_row_index(grid, top);
         i < grid->n_rows && grid->rows[i].row < end; i++)
        hear_row(site, &grid->cells[grid->rows[i].first],
                 grid->rows[i + 1].first - grid->rows[i].first);
}
