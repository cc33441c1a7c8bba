/*
 * families_test.c - sheets of each template family: what is read, what is
 * said, and that nothing is lost.
 *
 * A case is a folder of tests/families: in.txt, the sheets as grid text;
 * template, the name of the template that detection must find or, with an
 * exclamation mark behind it, that is told; facts.csv, tables.txt and diags.txt,
 * what comes out.  Where mapping.yaml is there, it is the only table of that
 * template.  Every cell must be claimed, and the sheets must come back as they
 * were.
 *
 * With ACCEPT set in the environment what comes out is written anew.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#include "book/gridtext.h"
#include "canon/unit.h"
#include "mapping/load.h"
#include "port/export.h"
#include "port/import.h"
#include "store/facts.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/gridtext_read.h"

#define FOLDER "tests/families"
#define LIMIT (UINT64_C(1) << 20)

struct run {
    struct arena arena;
    struct diag_list diags;
    const char *name; /* of the case */
    struct book *book;
    const struct template_rule *template;
    bool found; /* it was not told, and knows all tables */
};

static struct text
read_part(struct run *run, const char *part)
{
    struct diag_list none = { .arena = &run->arena };
    struct text bytes = TEXT_NONE;
    const char *path
        = arena_printf(&run->arena, FOLDER "/%s/%s", run->name, part);

    file_read(&run->arena, path, LIMIT, &bytes, &none);
    return bytes;
}

static void
expect_part(struct run *run, const char *part, const char *got)
{
    const char *path
        = arena_printf(&run->arena, FOLDER "/%s/%s", run->name, part);

    if (getenv("ACCEPT")) {
        FILE *out = fopen(path, "w");

        if (out) {
            fputs(got, out);
            fclose(out);
        }
    }
    EXPECT_TEXT(text_zero(&run->arena, read_part(run, part)), got);
}

static const char *
show_facts(struct run *run, const struct model *model)
{
    char *bytes;
    size_t n;
    FILE *out = open_memstream(&bytes, &n);
    const char *shown;

    facts_write_header(out, CSV_TEXT_PLAIN);
    facts_write_csv(out, model, CSV_TEXT_PLAIN);
    fclose(out);
    shown = arena_copy(&run->arena, bytes, n);
    free(bytes);
    return shown;
}

/* What a table says of itself, one a line. */
static const char *
show_tables(struct run *run, const struct model *model)
{
    const char *shown = "";

    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *t = &model->tables[i];

        shown = arena_printf(&run->arena, "%s%s", shown, t->schema->id);
        if (t->instance.n > 0)
            shown = arena_printf(&run->arena, "%s %.*s", shown,
                                 TEXT_ARG(t->instance));
        shown = arena_printf(&run->arena, "%s: %.*s, %s, %d", shown,
                             TEXT_ARG(t->sheet), unit_word(t->unit_shift),
                             t->decimals);
        if (t->scope.n > 0)
            shown = arena_printf(&run->arena, "%s, %.*s", shown,
                                 TEXT_ARG(t->scope));
        if (t->declared_empty.n > 0)
            shown = arena_printf(&run->arena, "%s, empty: %.*s", shown,
                                 TEXT_ARG(t->declared_empty));
        shown = arena_printf(&run->arena, "%s\n", shown);
    }
    return shown;
}

static const char *
show_diags(struct run *run, const struct diag_list *diags)
{
    char *bytes;
    size_t n;
    FILE *out = open_memstream(&bytes, &n);
    const char *shown;

    for (int i = 0; i < diags->n; i++)
        diag_write_text(out, diags->items[i]);
    fclose(out);
    shown = arena_copy(&run->arena, bytes, n);
    free(bytes);
    return shown;
}

/* The template that the case names, found or told. */
static bool
find_template(struct run *run, const struct mapping_set *set)
{
    struct text want = text_trim(read_part(run, "template"));
    struct text own = read_part(run, "mapping.yaml");

    if (own.n > 0) {
        run->template = load_text_in(&run->arena, "mappings", want,
                                     "mapping.yaml", own, &run->diags);
        return EXPECT(run->template != NULL);
    }
    if (text_ends(want, TEXT("!"))) {
        run->template = mapping_find(set, text_slice(want, 0, want.n - 1));
        return EXPECT(run->template != NULL);
    }
    run->template = locate_template(&run->arena, run->book, set, &run->diags);
    run->found = run->template != NULL && run->template->owners == NULL;
    return EXPECT(run->template != NULL)
           && EXPECT_BYTES(text_zero(&run->arena, want), run->template->id);
}

/* Every cell that holds something is claimed. */
static void
check_claims(const struct located *located)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        const struct located_sheet *sheet = &located->sheets[s];

        for (int i = 0; i < sheet->grid->n_cells; i++) {
            if (sheet->grid->cells[i].type == CELL_BLANK)
                continue;
            EXPECT(sheet->claims[i] != CLAIM_NONE);
        }
    }
}

/* export(import(g)) is g, cell for cell. */
static void
check_back(struct run *run, const struct located *located,
           const struct model *model)
{
    struct diag_list none = { .arena = &run->arena };
    struct kept *kept = export_kept(&run->arena, located, model, false);
    struct exported out
        = export_book(&run->arena, run->template, model, kept, &none);

    EXPECT_INT(0, fact_set_count(&out.lost));
    if (!EXPECT_INT(run->book->n_sheets, out.book->n_sheets))
        return;
    for (int s = 0; s < run->book->n_sheets; s++) {
        int row = -1, col = -1;

        if (!EXPECT(grid_equal(run->book, &run->book->sheets[s], out.book,
                               &out.book->sheets[s], &row, &col)))
            EXPECT_BYTES(text_zero(&run->arena,
                                   gridtext_show_sheet(&run->arena, run->book,
                                                       &run->book->sheets[s])),
                         gridtext_show_sheet(&run->arena, out.book,
                                             &out.book->sheets[s]));
    }
}

/* What is tried to find the template says the same as reading by it. */
static void
check_best(struct run *run, const struct mapping_set *set)
{
    struct diag_list found = { .arena = &run->arena }, told = found;
    const struct located *located
        = locate_best(&run->arena, run->book, set, &found);

    if (!EXPECT(located != NULL))
        return;
    EXPECT(located->template == run->template);
    (void)locate_book(&run->arena, run->book, run->template, &told);
    EXPECT_TEXT(show_diags(run, &told), show_diags(run, &found));
}

static void
run_case(const struct mapping_set *set, const char *name)
{
    struct run run = { .name = name };
    struct located *located;
    struct model *model;

    run.diags.arena = &run.arena;
    expect_begin(name);
    run.book = gridtext_read(&run.arena, "in.txt", read_part(&run, "in.txt"),
                             &run.diags);
    if (EXPECT(run.book != NULL) && find_template(&run, set)) {
        /* Few sheets say their year, and few cases are about that. */
        if (run.template->year_first == run.template->year_last)
            run.book->year = run.template->year_first;
        located = locate_book(&run.arena, run.book, run.template, &run.diags);
        model = import_book(&run.arena, located, &run.diags);
        expect_part(&run, "facts.csv", show_facts(&run, model));
        expect_part(&run, "tables.txt", show_tables(&run, model));
        check_claims(located);
        check_back(&run, located, model);
        if (run.found)
            check_best(&run, set);
    }
    expect_part(&run, "diags.txt", show_diags(&run, &run.diags));
    arena_release(&run.arena);
}

static int
is_case(const struct dirent *item)
{
    return item->d_name[0] != '.' && item->d_name[0] != 'R';
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);
    struct dirent **items;
    int n = scandir(FOLDER, &items, is_case, alphasort);

    expect_begin("the cases are there");
    EXPECT(n > 10);
    for (int i = 0; i < n; i++) {
        run_case(set, items[i]->d_name);
        free(items[i]);
    }
    if (n >= 0)
        free(items);
    arena_release(&arena);
    return expect_finish();
}
