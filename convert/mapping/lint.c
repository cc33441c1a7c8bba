/* lint.c - what can be proved of a mapping before any workbook is seen. */
#include "mapping/lint.h"

#include <stdlib.h>

#include "canon/counter.h"
#include "canon/item.h"
#include "canon/unit.h"
#include "mapping/domain.h"
#include "mapping/overlap.h"
#include "mapping/pattern.h"
#include "mapping/words_lint.h"

struct lint {
    struct arena *arena;
    struct diag_list *diags;
    bool failed;
};

LANGUAGE_FORMAT(4, 5)
static struct diag *
fail(struct lint *lint, enum diag_code code, struct place at,
     const char *format, ...)
{
    struct diag *diag;
    va_list args;

    lint->failed = true;
    va_start(args, format);
    diag = diag_add_v(lint->diags, code, at, PLACE_NONE, format, args);
    va_end(args);
    return diag;
}

LANGUAGE_FORMAT(3, 0)
static void
also(struct lint *lint, struct diag *diag, const char *what, struct place at)
{
    diag_detail(lint->diags, diag, "%s: %s", diag_say(lint->diags, what),
                diag_place(lint->arena, at));
}

static struct text
shown(const struct wording *words)
{
    return words->n ? words->shown[0] : TEXT_NONE;
}

/* --- one value, one place --- */

struct coordinate {
    struct text item; /* "indicator.{n}" of a list */
    const struct domain_cell *cell;
    int order;
};

static int
compare_coordinates(const void *a, const void *b)
{
    const struct coordinate *x = a, *y = b;
    int order = text_compare(x->item, y->item);

    if (!order)
        order = text_compare(x->cell->measure, y->cell->measure);
    return order ? order : x->order - y->order;
}

/* A list of records that goes on below a sum. */
static bool
goes_on(const struct block_rule *block, const struct row_rule *list)
{
    bool parted = false;

    if (list->kind != ROW_RECORD)
        return false;
    for (const struct row_rule *row = list; row-- > block->rows;) {
        if (row->kind == ROW_RECORD)
            return parted && text_equal(row->item, list->item);
        parted = parted || (row->kind == ROW_ITEM && row->sum);
    }
    return false;
}

/* Rows by code are compared by what codes they take; a pattern may say what a
   cell says, too, and so may what is never drawn. */
static struct coordinate *
coordinates_of(struct lint *lint, const struct domain *domain, int *n)
{
    struct coordinate *list
        = ARENA_ARRAY(lint->arena, struct coordinate, domain->n + 1);

    *n = 0;
    for (int i = 0; i < domain->n; i++) {
        const struct domain_cell *cell = &domain->cells[i];
        struct text item = cell->item;

        if (cell->undrawn || cell->pattern
            || (cell->row
                && (cell->row->kind == ROW_CODE
                    || goes_on(cell->block, cell->row))))
            continue;
        if (cell->row && cell->row->kind == ROW_RECORD)
            item = text_printf(lint->arena, "%.*s{n}", TEXT_ARG(item));
        list[*n] = (struct coordinate){ item, cell, *n };
        ++*n;
    }
    qsort(list, (size_t)*n, sizeof *list, compare_coordinates);
    return list;
}

static void
also_column(struct lint *lint, struct diag *diag,
            const struct domain_cell *cell)
{
    if (cell->column
        && (cell->column->place.row != cell->by.row
            || cell->column->place.col != cell->by.col))
        also(lint, diag, "its column", cell->column->place);
}

static void
check_twice(struct lint *lint, const struct table_rule *table)
{
    int n;
    struct coordinate *list
        = coordinates_of(lint, domain_of(lint->arena, table), &n);

    for (int i = 1; i < n; i++) {
        const struct coordinate *a = &list[i - 1], *b = &list[i];
        struct diag *diag;

        if (!text_equal(a->item, b->item)
            || !text_equal(a->cell->measure, b->cell->measure))
            continue;
        diag = fail(lint, DIAG_MAPPING_TWICE, b->cell->by,
                    "two cells hold item '%.*s', measure '%.*s'",
                    TEXT_ARG(b->item), TEXT_ARG(b->cell->measure));
        also_column(lint, diag, b->cell);
        also(lint, diag, "the other", a->cell->by);
        also_column(lint, diag, a->cell);
    }
}

/* --- rows by code --- */

/* A code that both rules take, TEXT_NONE when there is none. */
static struct text
shared_code(const struct row_rule *a, const struct row_rule *b)
{
    static const struct text any = { "201", 3 };
    int n_a = a->by_code.n_under ? a->by_code.n_under : 1,
        n_b = b->by_code.n_under ? b->by_code.n_under : 1;

    if (!text_equal(a->by_code.list, b->by_code.list))
        return TEXT_NONE;
    if (!a->by_code.n_under && !b->by_code.n_under)
        return any;
    for (int i = 0; i < n_a; i++) {
        for (int j = 0; j < n_b; j++) {
            struct text x = a->by_code.n_under ? a->by_code.under[i]
                                               : b->by_code.under[j];
            struct text y = b->by_code.n_under ? b->by_code.under[j]
                                               : a->by_code.under[i];

            if (text_starts(x, y))
                return x;
            if (text_starts(y, x))
                return y;
        }
    }
    return TEXT_NONE;
}

/* A measure that both rows give, TEXT_NONE when there is none. */
static struct text
shared_measure(const struct domain_rows *a, const struct domain_rows *b)
{
    for (int i = 0; i < a->in->n_leaves; i++) {
        for (int j = 0; a->rule->values[i].used && j < b->in->n_leaves; j++) {
            if (b->rule->values[j].used
                && text_equal(a->rule->values[i].measure,
                              b->rule->values[j].measure))
                return a->rule->values[i].measure;
        }
    }
    return TEXT_NONE;
}

static void
compare_code_rows(struct lint *lint, const struct domain_rows *a,
                  const struct domain_rows *b)
{
    struct text code = shared_code(a->rule, b->rule), measure;
    struct diag *diag;

    if (code.n == 0)
        return;
    if (a->in == b->in) {
        diag = fail(lint, DIAG_MAPPING_CONTESTED, b->rule->place,
                    "two rules can claim one row");
        diag_detail(lint->diags, diag, "both claim a row with code '%.*s'",
                    TEXT_ARG(code));
        also(lint, diag, "the other", a->rule->place);
        return;
    }
    measure = shared_measure(a, b);
    if (measure.n == 0)
        return;
    diag = fail(lint, DIAG_MAPPING_TWICE, b->rule->place,
                "two rows may hold item '%.*s', measure '%.*s'", TEXT_ARG(code),
                TEXT_ARG(measure));
    also(lint, diag, "the other row", a->rule->place);
    diag_hint(lint->diags, diag, "say which codes each takes with 'under'");
}

static void
check_code_rows(struct lint *lint, const struct table_rule *table)
{
    struct domain_rows at = { .table = table }, *list = NULL;
    int n = 0, capacity = 0;

    while (domain_next_row(&at)) {
        if (at.rule->kind == ROW_CODE)
            ARENA_PUSH(lint->arena, list, n, capacity, at);
    }
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++)
            compare_code_rows(lint, &list[i], &list[j]);
    }
}

/* --- two rules for one row --- */

/* A text that both claim: exactly, or where neither has it exactly. */
static struct text
shared_word(const struct wording *a, const struct wording *b)
{
    for (int i = 0; i < a->n; i++) {
        for (int j = 0; j < b->n; j++) {
            if (text_equal(a->exact[i], b->exact[j]))
                return a->shown[i];
        }
    }
    for (int i = 0; i < a->n; i++) {
        for (int j = 0; j < b->n; j++) {
            if (text_equal(a->key[i], b->key[j]))
                return a->key[i];
        }
    }
    return TEXT_NONE;
}

static bool
has_lines(const struct block_rule *block)
{
    for (int i = 0; i < block->n_leaves; i++) {
        if (block->leaves[i]->role == COLUMN_LINE)
            return true;
    }
    return false;
}

/* Is the label a code that the other rule takes? */
static bool
is_code_of(const struct row_rule *item, const struct row_rule *codes)
{
    for (int i = 0; i < item->by_label.words.n; i++) {
        struct text t = item->by_label.words.exact[i];

        if (item_is_code(t) && mapping_takes(codes, t))
            return true;
    }
    return false;
}

static bool
is_nameless(const struct row_rule *row)
{
    return row->kind == ROW_RECORD || row->kind == ROW_ONE;
}

/*
 * Labels are taken top to bottom: of two rules that say the same, a row above
 * another label that must be there is the first's, one below is the second's.
 */
static bool
is_parted(const struct row_rule *a, const struct row_rule *b)
{
    for (const struct row_rule *row = a + 1; row < b; row++) {
        if (row->kind == ROW_ITEM && !row->by_label.optional && !row->foot)
            return true;
    }
    return false;
}

/* What a row looks like that both rules claim ('a' is the upper one); NULL
   when there is none. */
static const char *
both_claim(struct lint *lint, const struct block_rule *block,
           const struct row_rule *a, const struct row_rule *b)
{
    struct text word;

    if (a->kind == ROW_ITEM && b->kind == ROW_ITEM) {
        word = shared_word(&a->by_label.words, &b->by_label.words);
        if (word.n == 0 || is_parted(a, b)
            || (a->line && b->line && a->line != b->line && has_lines(block)))
            return NULL;
        return arena_printf(lint->arena,
                            diag_say(lint->diags, "with the label '%.*s'"),
                            TEXT_ARG(word));
    }
    if ((a->kind == ROW_ITEM && b->kind == ROW_CODE && is_code_of(a, b))
        || (b->kind == ROW_ITEM && a->kind == ROW_CODE && is_code_of(b, a)))
        return arena_printf(
            lint->arena, diag_say(lint->diags, "with '%.*s' in its first cell"),
            TEXT_ARG(shown(a->kind == ROW_ITEM ? &a->by_label.words
                                               : &b->by_label.words)));
    if (is_nameless(a) && is_nameless(b))
        return diag_say(lint->diags, "with no label at all");
    if ((is_nameless(a) && b->kind == ROW_CODE)
        || (is_nameless(b) && a->kind == ROW_CODE))
        return diag_say(lint->diags, "with the code '201'");
    return NULL;
}

static void
check_rows(struct lint *lint, const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        for (int j = i + 1; j < block->n_rows; j++) {
            const struct row_rule *a = &block->rows[i], *b = &block->rows[j];
            const char *witness = both_claim(lint, block, a, b);
            struct diag *diag;

            if (!witness || (a->kind == ROW_RECORD && goes_on(block, b)))
                continue;
            diag = fail(lint, DIAG_MAPPING_CONTESTED, b->place,
                        "two rules can claim one row");
            diag_detail(lint->diags, diag, "both claim a row %s", witness);
            also(lint, diag, "the other", a->place);
        }
    }
}

/* Where a row is found by its label, is there a column for that: its own, or
   any left of the row's first value? */
static void
check_labels(struct lint *lint, const struct block_rule *block, int index)
{
    for (int i = 0; i < block->n_leaves; i++) {
        if (block->leaves[i]->role == COLUMN_LABEL)
            return;
    }
    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];

        if (row->kind != ROW_ITEM || block->n_leaves == 0
            || (row->by_label.from >= 0 && row->by_label.from < index))
            continue;
        if (row->values[0].used || block->leaves[0]->role == COLUMN_LINE)
            fail(lint, DIAG_MAPPING_WRONG_VALUE, row->place,
                 "there is no column for the row's label");
    }
}

/* A row of codes or records that holds no value says nothing. */
static void
check_values(struct lint *lint, const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];
        bool some = row->kind != ROW_CODE && row->kind != ROW_RECORD;

        for (int k = 0; k < block->n_leaves; k++)
            some = some || row->values[k].used;
        if (!some)
            fail(lint, DIAG_MAPPING_WRONG_VALUE, row->place,
                 "there is no column for a value of these rows");
    }
}

/* Does the label of a row say what its values are: 万元, or 个?  车辆（辆） may
   have a column of their worth beside that of their number. */
static void
check_kinds(struct lint *lint, const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];
        struct text label
            = row->by_label.words.n ? row->by_label.words.exact[0] : TEXT_NONE;
        bool counted = counter_in_brackets(label) && !mapping_counts(row);
        bool money = unit_of_brackets(label).kind == UNIT_KNOWN;

        for (int k = 0; k < row->n_values; k++) {
            const struct value_rule *value = &row->values[k];

            if (!value->used
                || !((counted && value->kind == VALUE_AMOUNT)
                     || (money && value->kind == VALUE_COUNT)))
                continue;
            fail(lint, DIAG_MAPPING_WRONG_VALUE, row->place,
                 "'%.*s' says %s, but item '%.*s' has %s for "
                 "measure '%.*s'",
                 TEXT_ARG(shown(&row->by_label.words)),
                 diag_say(lint->diags, counted ? N_("that things are counted")
                                               : N_("a unit of money")),
                 TEXT_ARG(value->item),
                 diag_say(lint->diags,
                          counted ? N_("an amount") : N_("a count")),
                 TEXT_ARG(value->measure));
            break;
        }
    }
}

/* A measure of that kind below a heading, where no row's label says otherwise;
   TEXT_NONE.  'all' says whether there is no other kind. */
static struct text
below_heading(const struct block_rule *block, const struct column_rule *column,
              enum value_kind kind, bool *all)
{
    struct text found = TEXT_NONE;

    for (int i = 0; i < column->n_children; i++) {
        struct text one = below_heading(block, &column->children[i], kind, all);

        found = found.n ? found : one;
    }
    for (int i = 0; column->leaf >= 0 && i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];
        const struct wording *words = &row->by_label.words;

        if (row->n_values == 0 || !row->values[column->leaf].used)
            continue;
        if (row->values[column->leaf].kind != kind)
            *all = false;
        else if (words->n == 0
                 || unit_of_brackets(words->exact[0]).kind == UNIT_NONE)
            found = row->values[column->leaf].measure;
    }
    return found;
}

/* Does a heading say what the values below it are?  One with a unit of money
   may stand over counts beside amounts. */
static void
check_heading(struct lint *lint, const struct block_rule *block,
              const struct column_rule *column)
{
    struct text label = column->words.n ? column->words.exact[0] : TEXT_NONE;
    struct text measure;
    bool all = true;

    for (int i = 0; i < column->n_children; i++)
        check_heading(lint, block, &column->children[i]);
    if (counter_in_brackets(label)) {
        measure = below_heading(block, column, VALUE_AMOUNT, &all);
        if (measure.n)
            fail(lint, DIAG_MAPPING_WRONG_VALUE, column->place,
                 "'%.*s' says that things are counted, but measure "
                 "'%.*s' below it is an amount",
                 TEXT_ARG(shown(&column->words)), TEXT_ARG(measure));
    } else if (unit_of_brackets(label).kind == UNIT_KNOWN) {
        measure = below_heading(block, column, VALUE_COUNT, &all);
        if (!all)
            measure = TEXT_NONE;
        if (measure.n)
            fail(lint, DIAG_MAPPING_WRONG_VALUE, column->place,
                 "'%.*s' says a unit of money, but measure '%.*s' below "
                 "it is a count",
                 TEXT_ARG(shown(&column->words)), TEXT_ARG(measure));
    }
}

/* Line numbers: the first and last of each row. */
static void
check_lines(struct lint *lint, const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        for (int j = i + 1; j < block->n_rows; j++) {
            const struct row_rule *a = &block->rows[i], *b = &block->rows[j];
            int a_end = a->line + (a->blank ? a->blank : 1);
            int b_end = b->line + (b->blank ? b->blank : 1);
            struct diag *diag;

            if (!a->line || !b->line || a_end <= b->line || b_end <= a->line)
                continue;
            diag = fail(lint, DIAG_MAPPING_CONTESTED, b->place,
                        "two rows have the line number %d",
                        a->line > b->line ? a->line : b->line);
            also(lint, diag, "the other", a->place);
        }
    }
}

/* --- two headings for one column --- */

LANGUAGE_FORMAT(2, 0)
static void
contested_headings(struct lint *lint, const char *what, struct text word,
                   struct place at, struct place other)
{
    struct diag *diag = fail(lint, DIAG_MAPPING_CONTESTED, at, what);

    diag_detail(lint->diags, diag, "both claim the heading '%.*s'",
                TEXT_ARG(word));
    also(lint, diag, "the other", other);
}

static void
check_columns(struct lint *lint, const struct part_rule *part,
              const struct column_rule *columns, int n)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *a = &columns[i];
        struct text word = shared_word(&a->words, &part->ignored);

        if (word.n)
            contested_headings(lint, "a heading is ignored and wanted", word,
                               a->place, part->ignored_place);
        for (int j = i + 1; j < n; j++) {
            word = shared_word(&a->words, &columns[j].words);
            if (word.n)
                contested_headings(lint, "two columns can claim one heading",
                                   word, columns[j].place, a->place);
        }
        check_columns(lint, part, a->children, a->n_children);
    }
}

/* --- titles within the table --- */

/* Would the words be taken for the title of one more table? */
static void
check_title(struct lint *lint, const struct pattern *title, struct text glob,
            const struct wording *words, struct place at)
{
    struct diag *diag;

    for (int k = 0; k < words->n; k++) {
        if (!text_glob(glob, words->exact[k]))
            continue;
        diag
            = fail(lint, DIAG_MAPPING_CONTESTED, at,
                   "'%.*s' is a title of the table", TEXT_ARG(words->shown[k]));
        also(lint, diag, "the title", title->place);
        return;
    }
}

static void
check_titles(struct lint *lint, const struct table_rule *table,
             const struct part_rule *part)
{
    for (int t = 0; t < table->n_titles; t++) {
        const struct pattern *title = &table->titles[t];
        struct text glob = pattern_glob(lint->arena, title);

        check_title(lint, title, glob, &part->ruler, part->place);
        for (int b = 0; b < part->n_blocks; b++) {
            for (int i = 0; i < part->blocks[b].n_rows; i++)
                check_title(lint, title, glob,
                            &part->blocks[b].rows[i].by_label.words,
                            part->blocks[b].rows[i].place);
        }
    }
}

/* A grid without headings is found by the label that begins beside it. */
static void
check_beginning(struct lint *lint, const struct table_rule *table, int p)
{
    const struct part_rule *part = &mapping_parts(table)[p];
    const struct beside_rule *above = p > 0 ? part[-1].beside : NULL;
    struct diag *diag;

    for (int b = 0; b < part->n_blocks; b++) {
        if (part->blocks[b].has_header)
            return;
    }
    while (above && above != part->beside)
        above = above->outer;
    if (part->kind != PART_GRID || (part->beside && !above))
        return;
    diag = fail(lint, DIAG_MAPPING_WRONG_VALUE, part->place,
                "nothing says where the rows of the grid begin");
    diag_hint(lint->diags, diag,
              "give it headings, or a label beside it alone");
}

bool
lint_table(struct arena *arena, const struct table_rule *table,
           struct diag_list *diags)
{
    struct lint lint = { arena, diags, false };

    check_twice(&lint, table);
    check_code_rows(&lint, table);
    for (int p = 0; p < table->n_parts; p++) {
        const struct part_rule *part = &mapping_parts(table)[p];

        check_titles(&lint, table, part);
        check_beginning(&lint, table, p);
        for (int b = 0; b < part->n_blocks; b++) {
            check_rows(&lint, &part->blocks[b]);
            check_lines(&lint, &part->blocks[b]);
            check_kinds(&lint, &part->blocks[b]);
            for (int i = 0; i < part->blocks[b].n_columns; i++)
                check_heading(&lint, &part->blocks[b],
                              &part->blocks[b].columns[i]);
            check_labels(&lint, &part->blocks[b], b);
            check_values(&lint, &part->blocks[b]);
            check_columns(&lint, part, part->blocks[b].columns,
                          part->blocks[b].n_columns);
        }
    }
    return !lint.failed;
}

/* --- templates --- */

static void
compare_titles(struct lint *lint, const struct table_rule *a,
               const struct table_rule *b)
{
    for (int i = 0; i < a->n_titles; i++) {
        for (int j = 0; j < b->n_titles; j++) {
            struct text both
                = overlap_of(lint->arena, &a->titles[i], &b->titles[j]);
            struct diag *diag;

            if (both.n == 0)
                continue;
            diag = fail(lint, DIAG_MAPPING_CONTESTED, b->titles[j].place,
                        "two tables can claim one title");
            diag_detail(lint->diags, diag, "both claim '%.*s'", TEXT_ARG(both));
            also(lint, diag, "the other", a->titles[i].place);
            return;
        }
    }
}

static void
check_template(struct lint *lint, const struct template_rule *template)
{
    for (int i = 0; i < template->n_tables; i++) {
        for (int j = i + 1; j < template->n_tables; j++)
            compare_titles(lint, template->tables[i], template->tables[j]);
    }
}

/* Was the table seen in an earlier template? */
static bool
is_taken_over(const struct mapping_set *set, int template,
              const struct table_rule *table)
{
    for (int i = 0; i < template; i++) {
        if (mapping_has_table(set->templates[i], table))
            return true;
    }
    return false;
}

/* The table of a template that has the title; or NULL. */
static const struct table_rule *
find_mapped(struct lint *lint, const struct mapping_set *set, struct text title)
{
    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];

        for (int k = 0; k < template->n_tables; k++) {
            for (int t = 0; t < template->tables[k]->n_titles; t++) {
                if (text_glob(pattern_glob(lint->arena,
                                           &template->tables[k]->titles[t]),
                              title))
                    return template->tables[k];
            }
        }
    }
    return NULL;
}

/* A title that is listed as one without a mapping has none. */
static void
check_unmapped(struct lint *lint, const struct mapping_set *set)
{
    for (int i = 0; i < set->words->n_unmapped; i++) {
        const struct schema_unmapped *one = &schema_unmapped(set->words)[i];
        const struct table_rule *table = find_mapped(lint, set, one->folded);
        struct diag *diag;

        if (!table)
            continue;
        diag = diag_add_as(lint->diags,
                           DIAG_AS(DIAG_MAPPING_TWICE, DIAG_WARNING),
                           one->place, PLACE_NONE,
                           "'%.*s' is listed as a title without a mapping, and "
                           "has one",
                           TEXT_ARG(one->title));
        also(lint, diag, "its table", table->place);
        diag_hint(lint->diags, diag, "take it out of 'unmapped'");
    }
}

bool
lint_set(struct arena *arena, const struct mapping_set *set,
         struct diag_list *diags)
{
    struct lint lint = { arena, diags, false };
    bool ok = true;

    if (set->words) {
        words_lint(arena, set->words, diags);
        check_unmapped(&lint, set);
    }
    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];

        check_template(&lint, template);
        for (int j = 0; j < template->n_tables; j++) {
            const struct table_rule *table = template->tables[j];

            if (is_taken_over(set, i, table))
                continue;
            ok = lint_table(arena, table, diags) && ok;
            if (table->evidence.n == 0)
                fail(&lint, DIAG_MAPPING_MISSING_KEY, table->place,
                     "a table has no 'evidence'");
        }
    }
    return ok && !lint.failed;
}
