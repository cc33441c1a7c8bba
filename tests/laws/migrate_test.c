/*
 * migrate_test.c - the laws of migration, on generated models, over all
 * ordered pairs of templates.
 *
 *   return       A ▶ B ▶ A is A, cell for cell
 *   nothing      each fact of A is said by B or is in lost, and B says no more;
 *                B is of A's department and year
 *   change       figures changed in B are A's, all that B does not say stays
 *   rows         the same where rows are put into B's lists and taken out
 *   identity     A ▶ A is A, cell for cell
 *
 * The seed is in the name of each case.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "book/gridtext.h"
#include "canon/diff.h"
#include "port/import.h"
#include "port/laws.h"
#include "remap/align.h"
#include "remap/migrate.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_varied.h"

#define SEEDS 2

/* A filing of A and what became of it. */
struct trip {
    struct arena arena;
    const struct template_rule *a, *b;
    struct diag_list diags;
    struct book *book; /* A's */
    struct model *was; /* as A reads it */
    struct kept *kept;
    struct written there;
    struct migrate_past past;
};

static struct model *
read_book(struct arena *arena, const struct book *book,
          const struct template_rule *template)
{
    struct diag_list none = { .arena = arena };

    return import_book(arena, locate_book(arena, book, template, &none), &none);
}

static void
begin(struct trip *trip, const char *law, int seed)
{
    expect_begin(arena_printf(&trip->arena, "%s: %.*s and %.*s, seed %d", law,
                              TEXT_ARG(trip->a->id), TEXT_ARG(trip->b->id),
                              seed));
}

static void
go(struct trip *trip, const struct template_rule *a,
   const struct template_rule *b, uint64_t seed)
{
    struct arena *arena = &trip->arena;
    struct located *located;
    struct model *model;

    *trip = (struct trip){ .a = a, .b = b };
    trip->diags.arena = arena;
    model = laws_model(arena, a, NULL, seed);
    trip->book = export_book(arena, a, model, NULL, &trip->diags).book;
    if (seed % 2 == 0)
        trip->book = given_varied(arena, trip->book, seed);
    located = locate_book(arena, trip->book, a, &trip->diags);
    trip->was = import_book(arena, located, &trip->diags);
    trip->kept = export_kept(arena, located, trip->was, true);
    trip->there
        = migrate_forward(arena, trip->was, trip->kept, b, &trip->diags);
    trip->kept->lost = fact_set_pick(arena, &trip->there.lost);
    trip->past = migrate_recall(arena, trip->kept, a, b);
}

/* ---- what is compared ---- */

static void
expect_same_sheet(struct arena *arena, const struct book *want,
                  const struct book *got, int s)
{
    const struct cell *a, *b;
    int row, col;

    EXPECT_BYTES(text_zero(arena, want->sheets[s].name), got->sheets[s].name);
    EXPECT_INT(want->sheets[s].state, got->sheets[s].state);
    if (grid_equal(want, &want->sheets[s], got, &got->sheets[s], &row, &col))
        return;
    a = row < 0 ? NULL : grid_at(&want->sheets[s], row, col);
    b = row < 0 ? NULL : grid_at(&got->sheets[s], row, col);
    EXPECT_TEXT(
        a ? gridtext_show_cell(arena, want, a).at : "(nothing)",
        arena_printf(arena, "%s (%.*s, row %d, column %d)",
                     b ? gridtext_show_cell(arena, got, b).at : "(nothing)",
                     TEXT_ARG(want->sheets[s].name), row, col));
}

static void
expect_same_books(struct arena *arena, const struct book *want,
                  const struct book *got)
{
    EXPECT_INT(want->n_sheets, got->n_sheets);
    for (int s = 0; s < want->n_sheets && s < got->n_sheets; s++)
        expect_same_sheet(arena, want, got, s);
}

static const char *
show_difference(struct arena *arena, const struct difference *d)
{
    const struct model_table *table
        = d->old_table ? d->old_table : d->new_table;
    const struct fact *fact = d->old_fact ? d->old_fact : d->new_fact;

    return arena_printf(
        arena, "%s %s '%.*s' %.*s %.*s: %s | %s", diff_word(d->kind),
        table->schema->id, TEXT_ARG(table->instance), TEXT_ARG(*fact->item),
        TEXT_ARG(fact->of->measure),
        d->old_fact ? text_zero(arena, model_value_text(arena, d->old_fact))
                    : "(nothing)",
        d->new_fact ? text_zero(arena, model_value_text(arena, d->new_fact))
                    : "(nothing)");
}

static void
expect_same_models(struct arena *arena, const struct model *want,
                   const struct model *got)
{
    int n;
    struct difference *d = diff_models(arena, want, got, &n);

    for (int i = 0; i < n && i < 3; i++)
        EXPECT_TEXT("", show_difference(arena, &d[i]));
    EXPECT_INT(0, n);
}

static void
expect_none_lost(struct arena *arena, const struct model *lost)
{
    for (int i = 0; i < lost->n_tables && i < 1; i++) {
        const struct model_table *table = &lost->tables[i];

        EXPECT_TEXT(
            "", arena_printf(
                    arena, "lost %s '%.*s' %.*s %.*s = %.*s", table->schema->id,
                    TEXT_ARG(table->instance), TEXT_ARG(*table->facts[0].item),
                    TEXT_ARG(table->facts[0].of->measure),
                    TEXT_ARG(model_value_text(arena, &table->facts[0]))));
    }
}

/* ---- laws ---- */

/* The year may be a field in one template and part of a title in another. */
static int
count_facts(const struct model *model)
{
    int n = 0;

    for (int i = 0; i < model->n_tables; i++) {
        n += model->tables[i].n_facts;
        n -= model_find(&model->tables[i], TEXT("header"), TEXT("year"))
             != NULL;
    }
    return n;
}

static void
run_return(struct trip *trip, int seed)
{
    struct arena *arena = &trip->arena;
    struct model *now = read_book(arena, trip->there.book, trip->b);
    struct written back;
    const char *why;

    begin(trip, "nothing", seed);
    EXPECT_INT(count_facts(trip->was),
               count_facts(trip->there.says)
                   + count_facts(fact_set_pick(arena, &trip->there.lost)));
    EXPECT_BYTES(text_zero(arena, trip->was->department), now->department);
    if (trip->was->fiscal_year != 0)
        EXPECT_INT(trip->was->fiscal_year, now->fiscal_year);
    begin(trip, "return", seed);
    EXPECT(migrate_is_kept(trip->kept));
    EXPECT(migrate_is_of(arena, &trip->past, now) || count_facts(now) == 0);
    back = migrate_back(arena, &trip->past, now, &trip->diags);
    expect_none_lost(arena, fact_set_pick(arena, &back.lost));
    expect_same_books(arena, trip->book, back.book);
    why = model_differs(arena, LANGUAGE_EN, trip->was,
                        read_book(arena, back.book, trip->a));
    EXPECT_TEXT("", why ? why : "");
}

/* Another figure in every third amount, another word in every fourth text,
   every seventh value gone. */
static void
change_facts(struct arena *arena, struct model *model)
{
    int k = 0;

    for (int i = 0; i < model->n_tables; i++) {
        struct model_table *table = &model->tables[i];
        int n = 0;

        for (int f = 0; f < table->n_facts; f++) {
            struct fact fact = table->facts[f];
            struct text list;
            bool whole = align_number(table, *fact.item, &list) > 0;

            k++;
            if (fact.of->kind == VALUE_AMOUNT && k % 3 == 0
                && fact.value.scale == 0)
                fact.value.units += 10000;
            if (schema_is_text(fact.of->kind) && k % 4 == 0 && whole)
                fact.text
                    = text_printf(arena, "%.*s改", TEXT_ARG(model_text(&fact)));
            if (k % 7 == 0 && fact.of->kind == VALUE_AMOUNT && !whole)
                continue;
            table->facts[n++] = fact;
        }
        table->n_facts = n;
    }
}

/* A code that no list has, with a name of its own. */
#define NEW_CODE TEXT("2059988")
#define NEW_NAME TEXT("新设科目")

static void
add_code(struct arena *arena, struct model_table *table)
{
    int n = table->n_facts;

    for (int f = 0; f < n; f++) {
        struct fact fact = table->facts[f];

        if (!text_equal(*fact.item, TEXT("total"))
            || fact.of->kind != VALUE_AMOUNT)
            continue;
        fact.item = model_own_text(arena, NEW_CODE);
        fact.role = ROLE_LEAF;
        model_copy_fact(arena, table, fact);
    }
    if (table->n_facts > n)
        model_add_name(arena, table, NEW_CODE, NEW_NAME);
}

/* The second member of each list is gone, and a new one stands third; tables
   by functional codes get a new one. */
static void
change_rows(struct arena *arena, struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        struct model_table *table = &model->tables[i];
        int n = table->n_facts, left = 0;

        if (table->n_names > 0
            && strcmp(table->schema->codes, "functional") == 0) {
            add_code(arena, table);
            continue;
        }
        for (int f = 0; f < n; f++) {
            struct fact fact = table->facts[f];
            struct text list;
            int number = align_number(table, *fact.item, &list);

            if (number == 2)
                continue;
            if (number > 4)
                fact.item = model_own_text(
                    arena,
                    text_printf(arena, "%.*s%d", TEXT_ARG(list), number));
            else if (number > 2)
                fact.item = model_own_text(
                    arena,
                    text_printf(arena, "%.*s%d", TEXT_ARG(list), number - 1));
            table->facts[left++] = fact;
        }
        table->n_facts = left;
        for (int f = 0; f < left; f++) {
            struct fact fact = table->facts[f];
            struct text list;

            if (align_number(table, *fact.item, &list) != 3)
                continue;
            fact.item = model_own_text(
                arena, text_printf(arena, "%.*s4", TEXT_ARG(list)));
            if (schema_is_text(fact.of->kind))
                fact.text
                    = text_printf(arena, "新%.*s", TEXT_ARG(model_text(&fact)));
            ARENA_PUSH(arena, table->facts, table->n_facts,
                       table->facts_capacity, fact);
        }
    }
}

/* What B's user made of it: the same sheets with another model. */
static struct model *
edit(struct trip *trip, void (*change)(struct arena *, struct model *))
{
    struct arena *arena = &trip->arena;
    struct located *located
        = locate_book(arena, trip->there.book, trip->b, &trip->diags);
    struct model *now = import_book(arena, located, &trip->diags);
    struct kept *kept = export_kept(arena, located, now, true);
    struct book *book;

    change(arena, now);
    book = export_book(arena, trip->b, now, kept, &trip->diags).book;
    book->department = trip->there.book->department;
    book->year = trip->there.book->year;
    return read_book(arena, book, trip->b);
}

static void
expect_named(const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        for (int f = 0; f < table->n_facts; f++) {
            if (!text_equal(*table->facts[f].item, NEW_CODE))
                continue;
            EXPECT_BYTES("新设科目", model_find_name(table, NEW_CODE));
            break;
        }
    }
}

static struct model *
expect_wins(struct trip *trip, const struct model *now)
{
    struct arena *arena = &trip->arena;
    struct written back = migrate_back(arena, &trip->past, now, &trip->diags);
    struct model *is = read_book(arena, back.book, trip->a);
    struct written again;

    EXPECT(migrate_is_of(arena, &trip->past, now) || count_facts(now) == 0);
    expect_none_lost(arena, fact_set_pick(arena, &back.lost));
    expect_named(is);
    again = migrate_forward(arena, is, NULL, trip->b, &trip->diags);
    expect_same_models(arena, now, again.says);
    return fact_set_pick(arena, &again.lost);
}

static void
run_change(struct trip *trip, int seed)
{
    struct model *now;

    begin(trip, "change", seed);
    now = edit(trip, change_facts);
    expect_same_models(&trip->arena,
                       fact_set_pick(&trip->arena, &trip->there.lost),
                       expect_wins(trip, now));
}

static void
run_rows(struct trip *trip, int seed)
{
    begin(trip, "rows", seed);
    expect_wins(trip, edit(trip, change_rows));
}

static void
run_identity(const struct template_rule *t, int seed)
{
    struct trip trip;

    go(&trip, t, t, (uint64_t)seed);
    begin(&trip, "identity", seed);
    expect_none_lost(&trip.arena, fact_set_pick(&trip.arena, &trip.there.lost));
    expect_same_books(&trip.arena, trip.book, trip.there.book);
    run_return(&trip, seed);
    arena_release(&trip.arena);
}

static void
run_pair(const struct template_rule *a, const struct template_rule *b, int seed)
{
    struct trip trip;

    go(&trip, a, b, (uint64_t)seed * 131);
    run_return(&trip, seed);
    run_change(&trip, seed);
    run_rows(&trip, seed);
    arena_release(&trip.arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (int i = 0; i < set->n_templates; i++) {
        for (int k = 0; k < set->n_templates; k++) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                if (i == k)
                    run_identity(set->templates[i], seed);
                else
                    run_pair(set->templates[i], set->templates[k], seed);
            }
        }
    }
    arena_release(&arena);
    return expect_finish();
}
