/*
 * draft_test.c - leave-one-out: what a draft knows of a template that is not
 * there.
 *
 * Each template is taken out of the mappings, with all that extend it; a new
 * one is drafted from its blank, and one from a filing of it.  Both read a
 * filing of the template that was taken out.  Printed: how many of the tables
 * are taken over, changed or written out, how many lines have an own word to
 * look at, and of the filing's figures how many are facts by the draft, and how
 * many of these have the very table, item and measure.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/folder.h"
#include "mapping/lint.h"
#include "mapping/load.h"
#include "port/export.h"
#include "port/import.h"
#include "port/laws.h"
#include "remap/draft.h"
#include "submit/blank.h"
#include "support/expect.h"
#include "support/given.h"

static char folder[] = "/tmp/draft_test-XXXXXX";

/* Thousandths of the figures that are facts, of each template, by the draft
   from that very filing and by the one from the blank; and of those of all
   templates that have the very words. */
#define LEAST_READ 999
#define LEAST_READ_BY_BLANK 965
#define LEAST_SAME 980

struct score {
    int figures, read, same;
};

/* Does a file of the template say that it extends one that is gone? */
static bool
extends_gone(struct arena *arena, const struct template_rule *t,
             const struct mapping_set *set, const bool *gone)
{
    const char *path = arena_printf(arena, "mappings/%.*s", TEXT_ARG(t->id));
    struct diag_list diags = { .arena = arena };
    const char **names;
    int n;

    EXPECT(folder_names(arena, path, &names, &n, &diags));
    for (int i = 0; i < n; i++) {
        struct text bytes;

        EXPECT(file_read(arena, arena_printf(arena, "%s/%s", path, names[i]),
                         LIMIT_TREE_BYTES, &bytes, &diags));
        for (int k = 0; k < set->n_templates; k++) {
            if (gone[k]
                && text_find(bytes,
                             text_printf(arena, "extends: %.*s",
                                         TEXT_ARG(set->templates[k]->id)),
                             0)
                       >= 0)
                return true;
        }
    }
    return false;
}

/* The template, and those that extend one that is gone. */
static bool *
gone_with(struct arena *arena, const struct mapping_set *set,
          const struct template_rule *out)
{
    bool *gone = ARENA_ARRAY(arena, bool, set->n_templates);
    bool more = true;

    for (int i = 0; i < set->n_templates; i++)
        gone[i] = set->templates[i] == out;
    while (more) {
        more = false;
        for (int i = 0; i < set->n_templates; i++) {
            if (!gone[i] && extends_gone(arena, set->templates[i], set, gone))
                gone[i] = more = true;
        }
    }
    return gone;
}

static const char *
link_to(struct arena *arena, const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name);
}

/* The folder of mappings without a template. */
static const struct mapping_set *
without(struct arena *arena, const struct mapping_set *set,
        const struct template_rule *out)
{
    static const char *const shared[] = { "vocabulary", "codes", "rules" };
    struct diag_list diags = { .arena = arena };
    const bool *gone = gone_with(arena, set, out);
    const struct mapping_set *left;
    char top[4096];

    if (!getcwd(top, sizeof top))
        return NULL;
    for (int i = 0; i < ARRAY_LEN(shared); i++)
        EXPECT(symlink(arena_printf(arena, "%s/mappings/%s", top, shared[i]),
                       link_to(arena, shared[i]))
               == 0);
    for (int i = 0; i < set->n_templates; i++) {
        const char *id = text_zero(arena, set->templates[i]->id);

        if (!gone[i])
            EXPECT(symlink(arena_printf(arena, "%s/mappings/%s", top, id),
                           link_to(arena, id))
                   == 0);
    }
    left = load_folder(arena, folder, &diags);
    for (int i = 0; i < ARRAY_LEN(shared); i++)
        (void)unlink(link_to(arena, shared[i]));
    if (!left)
        diag_write_text(stdout, diags.items[0]);
    return left;
}

static void
link_again(struct arena *arena, bool make)
{
    static const char *const shared[] = { "vocabulary", "codes", "rules" };
    char top[4096];

    for (int i = 0; getcwd(top, sizeof top) && i < ARRAY_LEN(shared); i++) {
        if (make)
            (void)!symlink(
                arena_printf(arena, "%s/mappings/%s", top, shared[i]),
                link_to(arena, shared[i]));
        else
            (void)unlink(link_to(arena, shared[i]));
    }
}

static const struct fact *
fact_at(const struct model *m, struct text sheet, const struct fact *like,
        const struct model_table **table)
{
    for (int i = 0; i < m->n_tables; i++) {
        *table = &m->tables[i];
        for (int k = 0; k < m->tables[i].n_facts; k++) {
            const struct fact *f = &m->tables[i].facts[k];

            if (f->row == like->row && f->col == like->col
                && text_equal(f->of->sheet ? *f->of->sheet : m->tables[i].sheet,
                              sheet))
                return f;
        }
    }
    return NULL;
}

static struct score
compare(const struct model *want, const struct model *got)
{
    struct score score = { 0, 0, 0 };

    for (int i = 0; i < want->n_tables; i++) {
        const struct model_table *table = &want->tables[i];

        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *f = &table->facts[k], *g;
            const struct model_table *other;

            if (schema_is_text(f->of->kind))
                continue;
            score.figures++;
            g = fact_at(got, f->of->sheet ? *f->of->sheet : table->sheet, f,
                        &other);
            if (getenv("SHOW") && !g)
                printf("  unread %s %.*s %d,%d %.*s %.*s\n", table->schema->id,
                       TEXT_ARG(table->sheet), f->row + 1, f->col + 1,
                       TEXT_ARG(*f->item), TEXT_ARG(f->of->measure));
            if (!g)
                continue;
            score.read++;
            if (strcmp(other->schema->id, table->schema->id) == 0
                && text_equal(*g->item, *f->item)
                && text_equal(g->of->measure, f->of->measure))
                score.same++;
            else if (getenv("SHOW"))
                printf("  other %s %.*s %.*s: %s %.*s %.*s\n",
                       table->schema->id, TEXT_ARG(*f->item),
                       TEXT_ARG(f->of->measure), other->schema->id,
                       TEXT_ARG(*g->item), TEXT_ARG(g->of->measure));
        }
    }
    return score;
}

static struct score
try(struct arena *arena, const struct mapping_set *left,
    const struct template_rule *out, struct book *from, struct book *filing)
{
    struct diag_list diags = { .arena = arena };
    struct draft_wish wish = { .set = left, .books = &from, .n_books = 1 };
    const struct draft *draft;
    const struct template_rule *made;
    struct located *located;
    struct model *want, *got;
    struct score score = { 0, 0, 0 };
    int how[4] = { 0, 0, 0, 0 }, open = 0;

    wish.id = TEXT("drafted");
    wish.year = out->year_first;
    draft = draft_make(arena, &wish, &diags);
    if (!draft) {
        for (int i = 0; i < diags.n; i++)
            diag_write_text(stdout, diags.items[i]);
        EXPECT(draft != NULL);
        return score;
    }
    made = mapping_find(draft->set, wish.id);
    for (int i = 0; i < made->n_tables; i++)
        EXPECT(lint_table(arena, made->tables[i], &diags));
    located = locate_book(arena, filing, out, &diags);
    want = import_book(arena, located, &diags);
    diags = (struct diag_list){ .arena = arena };
    located = locate_book(arena, filing, made, &diags);
    got = import_book(arena, located, &diags);
    for (int i = 0; getenv("SHOW") && i < diags.n; i++) {
        if (diags.items[i]->level == DIAG_ERROR)
            diag_write_text(stdout, diags.items[i]);
    }
    score = compare(want, got);
    for (int i = 0; i < draft->n_lines; i++) {
        how[draft->lines[i].how]++;
        open += draft->lines[i].open;
    }
    printf("%6d %7d %6d %6d %8d %6d %6d\n", how[0], how[1], how[2], open,
           score.figures, score.read, score.same);
    return score;
}

static void
leave_out(struct arena *arena, const struct mapping_set *set,
          const struct template_rule *out, struct score *sum)
{
    struct diag_list diags = { .arena = arena };
    const struct mapping_set *left = without(arena, set, out);
    const char *id = text_zero(arena, out->id);
    struct blank *blank;
    struct model *model = laws_model(arena, out, NULL, 1);
    struct exported filing = export_book(arena, out, model, NULL, &diags);

    if (!left) {
        EXPECT(left != NULL);
        return;
    }
    link_again(arena, true);
    blank = blank_draw(arena, out, 20, 0);
    blank_dress(arena, blank);
    for (int i = 0; i < 2; i++) {
        struct book *from = i ? filing.book : blank->book;
        struct score score;

        expect_begin(arena_printf(arena, "%s, %s", id, i ? "filing" : "blank"));
        from->file = "from.xlsx";
        filing.book->file = "from.xlsx";
        from->template_id = TEXT_NONE;
        printf("%-16s %-7s", id, i ? "filing" : "blank");
        score = try(arena, left, out, from, filing.book);
        EXPECT(1000 * score.read
               >= (i ? LEAST_READ : LEAST_READ_BY_BLANK) * score.figures);
        sum->figures += score.figures;
        sum->read += score.read;
        sum->same += score.same;
    }
    link_again(arena, false);
    for (int i = 0; i < set->n_templates; i++)
        (void)unlink(link_to(arena, text_zero(arena, set->templates[i]->id)));
}

int
main(void)
{
    struct arena all = { 0 };
    const struct mapping_set *set = given_mappings(&all);
    struct score sum = { 0, 0, 0 };
    const char *only = getenv("ONLY");

    if (!mkdtemp(folder))
        return 1;
    printf("%-16s %-7s%6s %7s %6s %6s %8s %6s %6s\n", "template", "from",
           "taken", "changed", "whole", "review", "figures", "facts", "same");
    for (int i = 0; i < set->n_templates; i++) {
        struct arena arena = { 0 };

        if (only && !text_equal(set->templates[i]->id, text_of(only)))
            continue;
        leave_out(&arena, set, set->templates[i], &sum);
        arena_release(&arena);
    }
    (void)rmdir(folder);
    expect_begin("all templates");
    printf("%d figures, %d facts, %d of the very words\n", sum.figures,
           sum.read, sum.same);
    EXPECT(1000 * sum.same >= LEAST_SAME * sum.figures);
    arena_release(&all);
    return expect_finish();
}
