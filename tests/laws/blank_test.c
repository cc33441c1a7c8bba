/*
 * blank_test.c - the laws of blanks that we draw, for every template.
 *
 * A blank is the same bytes each time, is found by its template without being
 * tried, and says nothing: no facts, no complaint, no finding.  Filled with a
 * filing whose figures agree it says that filing, and every formula comes to
 * what the model says, zeros that are sums of nothing too; with fewer rows than
 * there are codes as well, and where zeros are left blank.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_read.h"
#include "book/xlsx_write.h"
#include "port/import.h"
#include "reconcile/check.h"
#include "remap/remainder.h"
#include "submit/fill.h"
#include "submit/totals.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_filing.h"
#include "support/show_store.h"

static char folder[] = "/tmp/blank_test-XXXXXX";
static const struct mapping_set *set;
static const struct rule_set *rules;

static struct text
blank_of(struct arena *arena, const struct template_rule *t, int rows)
{
    struct diag_list diags = { .arena = arena };
    const char *path = arena_printf(arena, "%s/blank.xlsx", folder);
    struct blank *blank = blank_draw(arena, t, rows, 0);
    struct text bytes = TEXT("");

    blank->book->drawn_by = TEXT("test");
    totals_put(arena, blank, rules);
    blank_dress(arena, blank);
    EXPECT(xlsx_write(arena, path, blank->book, NULL, &diags)
           && file_read(arena, path, LIMIT_FILE_BYTES, &bytes, &diags));
    EXPECT_TEXT("", show_complaints(arena, &diags));
    return bytes;
}

static void
says_nothing(const struct template_rule *t)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct text bytes = blank_of(&arena, t, 30);
    struct text again = blank_of(&arena, t, 30);
    struct book *book;
    struct located *located;
    struct model *model;
    struct findings findings = { .n = 0 };

    expect_begin(arena_printf(&arena, "%.*s: twice the same", TEXT_ARG(t->id)));
    EXPECT(text_equal(bytes, again));
    expect_begin(arena_printf(&arena, "%.*s: says nothing", TEXT_ARG(t->id)));
    book = xlsx_read_bytes(&arena, "blank.xlsx", bytes, &diags);
    if (!EXPECT(book != NULL))
        return;
    located = locate_best(&arena, book, set, &diags);
    EXPECT(located != NULL && located->template == t);
    if (located != NULL) {
        model = import_book(&arena, located, &diags);
        EXPECT_INT(t->n_tables, book->n_sheets - 1);
        for (int i = 0; i < model->n_tables; i++)
            EXPECT_INT(0, model->tables[i].n_facts);
        EXPECT(check_model(&arena, &(struct check_wish){ .rules = rules },
                           model, &findings));
        EXPECT_INT(0, findings.n);
    }
    /* Whose it will be, and of which year, a blank does not say. */
    for (int i = 0; i < diags.n; i++)
        EXPECT(diags.items[i]->code == DIAG_DEPARTMENT_UNKNOWN
               || diags.items[i]->code == DIAG_YEAR_UNKNOWN);
    EXPECT(diags.n <= 2);
    arena_release(&arena);
}

static const struct schema_table *sorted; /* whose facts are */

static int
compare_facts(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;
    int order = schema_compare_items(sorted, *x->item, *y->item);

    return order ? order
                 : schema_compare_measures(sorted, *x->item, x->of->measure,
                                           y->of->measure);
}

/* As sheets have them: a code below the one it begins with. */
static void
sort_facts(struct model *model)
{
    for (int t = 0; t < model->n_tables; t++) {
        struct model_table *table = &model->tables[t];

        sorted = table->schema;
        qsort(table->facts, (size_t)table->n_facts, sizeof *table->facts,
              compare_facts);
    }
}

static void
says_filing(const struct template_rule *t, uint64_t seed, int rows, bool zeros)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *m = given_filing(&arena, t, seed);
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct written check;
    struct exported again;
    struct text made;

    given_filing_items(&arena, m);
    sort_facts(m);
    if (!zeros)
        given_filing_blanks(m);
    expect_begin(arena_printf(&arena, "%.*s, seed %d, %d rows%s: filled",
                              TEXT_ARG(t->id), (int)seed, rows,
                              zeros ? "" : ", zeros left blank"));
    edit = xlsx_edit_open(&arena, "blank.xlsx", blank_of(&arena, t, rows),
                          &diags);
    if (!EXPECT(edit != NULL)
        || !EXPECT(fill_book(edit, t, m, false, &filled, &diags))
        || !EXPECT(xlsx_edit_finish(edit, filled.sheets.book, &made))) {
        EXPECT_TEXT("", show_complaints(&arena, &diags));
        return;
    }
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    EXPECT(filled.n_formulas > 0);
    EXPECT_INT(0, filled.n_dropped);
    EXPECT_INT(0, filled.n_unchecked);
    /* Forms have so many lines. */
    EXPECT(rows < 3 ? filled.n_rows > 10 : filled.n_rows < 5);
    again = filled.sheets;
    again.book = xlsx_read_bytes(&arena, "filled.xlsx", made, &diags);
    if (!EXPECT(again.book != NULL))
        return;
    check = remainder_find(&arena, &again, t);
    EXPECT_INT(0, fact_set_count(&check.lost));
    EXPECT_INT(model_count_facts(m), model_count_facts(check.says));
    for (int i = 0; i < m->n_tables; i++) {
        for (int k = 0; k < m->tables[i].n_facts; k++) {
            if (check.lost.has[i][k])
                EXPECT_TEXT("found",
                            arena_printf(
                                &arena, "%s %.*s %.*s", m->tables[i].schema->id,
                                TEXT_ARG(*m->tables[i].facts[k].item),
                                TEXT_ARG(m->tables[i].facts[k].of->measure)));
        }
    }
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };

    set = given_mappings(&arena);
    rules = given_rules(&arena, set);
    EXPECT(mkdtemp(folder) != NULL);
    for (int i = 0; i < set->n_templates; i++) {
        says_nothing(set->templates[i]);
        says_filing(set->templates[i], 1, 30, true);
        says_filing(set->templates[i], 2, 30, false);
        says_filing(set->templates[i], 3, 2, true);
    }
    (void)!system(arena_printf(&arena, "rm -rf %s", folder));
    arena_release(&arena);
    return expect_finish();
}
