/* locate_caption.c - whose table it is, its year, whether it is empty. */
#include "place/locate_caption.h"

#include "mapping/pattern.h"
#include "place/locate_cover.h"
#include "place/locate_pattern.h"
#include "place/locate_title.h"

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

        *spans = locate_pattern_match(site, cell, cell->text, p);
        if (*spans != NULL)
            return p;
    }
    return NULL;
}

bool
locate_caption_says_empty(struct site *site, const struct cell *cell)
{
    const struct text *spans;

    return cell->type == CELL_TEXT
           && (says_no_data(site, cell)
               || find_sentence(site, cell, &spans) != NULL);
}

bool
locate_caption_declares_empty(struct site *site, const struct cell *cell)
{
    const struct pattern *p;
    const struct text *spans;

    if (!locate_caption_says_empty(site, cell))
        return false;
    p = find_sentence(site, cell, &spans);
    for (int k = 0; p != NULL && k < p->n_parts; k++) {
        if (!p->parts[k].literal && p->parts[k].field == FIELD_YEAR)
            locate_region_set_year(site, cell,
                                   locate_pattern_year(site, spans[k]));
    }
    if (site->placement->declared_empty.n == 0)
        site->placement->declared_empty = text_trim(cell->text);
    return true;
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
            locate_region_set_year(site, cell,
                                   locate_pattern_year(site, spans[i]));
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

    if (cell->type != CELL_TEXT || t.n > LOCATE_CAPTION_BYTES
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
        || t.n > LOCATE_CAPTION_BYTES
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
    beside = t.n == 0 ? locate_pattern_beside(site, cell) : NULL;
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
            && !schema_is_text(part->kind))
            return true;
    }
    return false;
}

/* A caption with a figure behind other words, 自评总分：95: named, not read. */
static bool
report_caption(struct site *site, const struct cell *cell)
{
    const struct table_rule *table = site->table;
    struct text folded = locate_region_folded(site, cell);

    if (folded.n > LOCATE_CAPTION_BYTES)
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
           || locate_pattern_claim(site, cell, site->table->caption_patterns,
                                   site->table->n_caption_patterns, NULL)
           || try_named(site, cell) || report_caption(site, cell);
}

/* A title that says more than the table's: 收入决算表（本级）. */
static void
report_aside(struct site *site, const struct cell *cell, struct text group)
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
locate_caption_title(struct site *site, const struct cell *cell, size_t tail)
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
            report_aside(site, cell, text_slice(folded, bare.n, folded.n));
        folded = bare;
    }
}

void
locate_caption_claim(struct site *site, int top, int end)
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
            if (locate_caption_declares_empty(site, cell)) {
                locate_region_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            (void)try_caption(site, cell);
        }
    }
}
