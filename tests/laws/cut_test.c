/*
 * cut_test.c - workbooks that end early, in all that is done with one.
 *
 * Every sheet of every sample, cut at every row and every column from either
 * end, alone; and every sample with all of its sheets cut at one row.  What the
 * commands do with such a workbook is done with it, and each diagnostic is
 * shown in both forms: nothing ends the program, and JSON stays JSON.
 *
 * In a child, so that a cut that does end it is a failed case with a name, and
 * the others are tried all the same.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tree.h"
#include "book/workbook.h"
#include "port/import.h"
#include "reconcile/check.h"
#include "remap/coverage.h"
#include "remap/left_behind.h"
#include "remap/migrate.h"
#include "remap/remainder.h"
#include "store/json.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_cut.h"

#define FOLDER "samples"
#define CUTS_MOST 20000

enum outcome { NOT_TRIED, HOLDS, BROKEN, CRASHED };

/* What the child tells. */
struct told {
    int at; /* the cut being tried */
    unsigned char outcome[CUTS_MOST];
};

struct trial {
    const struct mapping_set *set;
    const struct rule_set *rules;
    const struct book *book;
    struct given_cut *cuts;
    int n_cuts, capacity;
};

/* ---- every cut ---- */

static int
end_col(const struct grid *grid)
{
    int end = 0;

    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].col >= end)
            end = grid->cells[i].col + 1;
    }
    return end;
}

static void
add_cuts(struct arena *arena, struct trial *trial, int sheet,
         enum given_side side, int n)
{
    for (int at = side == GIVEN_ROWS_BELOW || side == GIVEN_COLS_RIGHT ? 0 : 1;
         at < n; at++) {
        struct given_cut cut = { sheet, side, at };

        ARENA_PUSH(arena, trial->cuts, trial->n_cuts, trial->capacity, cut);
    }
}

static void
plan(struct arena *arena, struct trial *trial)
{
    int rows = 0;

    for (int s = 0; s < trial->book->n_sheets; s++) {
        const struct grid *grid = &trial->book->sheets[s];
        int end = grid_end_row(grid);

        for (enum given_side side = 0; side < GIVEN_N_SIDES; side++)
            add_cuts(arena, trial, s, side,
                     side <= GIVEN_ROWS_ABOVE ? end : end_col(grid));
        rows = rows > end ? rows : end;
    }
    add_cuts(arena, trial, -1, GIVEN_ROWS_BELOW, rows);
    add_cuts(arena, trial, -1, GIVEN_ROWS_ABOVE, rows);
}

/* ---- what the commands do ---- */

static FILE *
open_text(char **bytes, size_t *n)
{
    FILE *out = open_memstream(bytes, n);

    if (!out)
        abort();
    return out;
}

/* Each line is an object of its own; "" or what is wrong. */
static const char *
show(struct arena *arena, const struct diag_list *diags)
{
    struct diag_list bad = { .arena = arena };
    const char *wrong = "";
    char *bytes;
    size_t n;

    for (int i = 0; i < diags->n; i++) {
        FILE *out = open_text(&bytes, &n);
        struct text line;

        diag_write_text(out, diags->items[i]);
        fclose(out);
        free(bytes);
        (void)diag_place(arena, diags->items[i]->at);
        (void)diag_place(arena, diags->items[i]->by);
        out = open_text(&bytes, &n);
        diag_write_json(out, diags->items[i]);
        fclose(out);
        line = (struct text){ arena_copy(arena, bytes, n), n };
        free(bytes);
        if (!text_ends(line, TEXT("}\n"))
            || text_find(line, TEXT("\n"), 0) != (long)line.n - 1
            || tree_read_json(arena, "line", line, &bad) == NULL)
            wrong
                = arena_printf(arena, "no line of JSON: %.*s", TEXT_ARG(line));
    }
    return wrong;
}

/* import, export, check and migrate; what they would write is written. */
static void
use(struct arena *arena, const struct trial *trial, struct located *located,
    const struct template_rule *to, struct diag_list *diags)
{
    const struct template_rule *from = located->template;
    struct model *model = import_book(arena, located, diags);
    struct kept *part = export_kept(arena, located, model, false);
    struct kept *all = export_kept(arena, located, model, true);
    struct findings findings = { .n = 0 };
    struct exported back;
    struct written there;
    char *bytes;
    size_t n;
    FILE *out = open_text(&bytes, &n);

    json_write_model(out, model);
    json_write_kept(out, all);
    fclose(out);
    free(bytes);
    back = export_book(arena, from, model, part, diags);
    (void)remainder_find(arena, &back, from);
    remainder_report(arena, &back.lost, from, DIAG_ERROR, diags);
    there = migrate_forward(arena, model, all, to, diags);
    coverage_report(arena, model, from, to, diags);
    remainder_report(arena, &there.lost, to, DIAG_ERROR, diags);
    left_behind_report(arena, located, NULL, to, DIAG_ERROR, diags);
    check_model(arena, &(struct check_wish){ .rules = trial->rules }, model,
                &findings);
    for (int i = 0; i < findings.n; i++)
        finding_diag(model, &findings.items[i], diags);
}

static const char *
try_cut(struct arena *arena, const struct trial *trial, struct given_cut cut)
{
    struct diag_list diags = { .arena = arena };
    const struct book *book = given_cut(arena, trial->book, cut);
    const struct template_rule *found
        = locate_template(arena, book, trial->set, &diags);
    struct located *best = locate_best(arena, book, trial->set, &diags);
    const struct mapping_set *set = trial->set;
    int other = (cut.at + (int)cut.side) % set->n_templates;

    if ((best == NULL) != (found == NULL))
        return "one of locate_template and locate_best finds a template";
    if (best != NULL)
        use(arena, trial, best, set->templates[other], &diags);
    (void)import_book(
        arena, locate_book(arena, book, set->templates[other], &diags), &diags);
    return show(arena, &diags);
}

/* ---- in a child ---- */

static const char *
name_cut(struct arena *arena, const struct trial *trial, struct given_cut cut)
{
    return arena_printf(arena, "%s, %s", trial->book->file,
                        given_cut_name(arena, trial->book, cut));
}

static void
try_from(const struct trial *trial, volatile struct told *told)
{
    for (; told->at < trial->n_cuts; told->at++) {
        struct arena arena = { 0 };
        struct given_cut cut = trial->cuts[told->at];
        const char *wrong = try_cut(&arena, trial, cut);

        if (*wrong)
            printf("%s: %s\n", name_cut(&arena, trial, cut), wrong);
        told->outcome[told->at] = *wrong ? BROKEN : HOLDS;
        arena_release(&arena);
    }
}

static void
try_all(const struct trial *trial, volatile struct told *told)
{
    for (told->at = 0; told->at < trial->n_cuts; told->at++) {
        pid_t child;
        int status = 0;

        fflush(stdout);
        child = fork();
        if (child == 0) {
            try_from(trial, told);
            fflush(stdout);
            _exit(0);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0)
            abort();
        if (status == 0)
            break;
        told->outcome[told->at] = CRASHED;
    }
}

static void
run_sample(const struct mapping_set *set, const struct rule_set *rules,
           const char *name, struct told *told)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct trial trial = { .set = set, .rules = rules };
    const char *path = arena_printf(&arena, FOLDER "/%s", name);

    trial.book = workbook_read(&arena, path, &diags);
    expect_begin(path);
    if (EXPECT(trial.book != NULL)) {
        plan(&arena, &trial);
        EXPECT(trial.n_cuts > 0 && trial.n_cuts <= CUTS_MOST);
        memset(told, 0, sizeof *told);
        try_all(&trial, told);
    }
    for (int i = 0; i < trial.n_cuts; i++) {
        expect_begin(name_cut(&arena, &trial, trial.cuts[i]));
        EXPECT_TEXT("holds", told->outcome[i] == HOLDS     ? "holds"
                             : told->outcome[i] == CRASHED ? "ended the program"
                                                           : "is broken");
    }
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);
    const struct rule_set *rules = given_rules(&arena, set);
    struct told *told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct dirent **entries;
    int n = scandir(FOLDER, &entries, NULL, alphasort);

    expect_begin("samples are there");
    if (EXPECT(n > 0 && told != MAP_FAILED)) {
        for (int i = 0; i < n; i++) {
            if (text_ends(text_of(entries[i]->d_name), TEXT(".xlsx")))
                run_sample(set, rules, entries[i]->d_name, told);
        }
    }
    for (int i = 0; i < n; i++)
        free(entries[i]);
    if (n >= 0)
        free(entries);
    arena_release(&arena);
    return expect_finish();
}
