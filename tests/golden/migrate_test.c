/*
 * migrate_test.c - real filings into every other template and back, cell for
 * cell, by a kept file that was written and read.
 *
 * The workbooks of samples/, and those beside the project where they are.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "book/gridtext.h"
#include "book/workbook.h"
#include "canon/diff.h"
#include "port/import.h"
#include "remap/migrate.h"
#include "store/json.h"
#include "support/expect.h"
#include "support/given.h"

static const struct mapping_set *set;

static struct kept *
written_and_read(struct arena *arena, const struct kept *kept,
                 struct diag_list *diags)
{
    char *bytes;
    size_t n;
    FILE *out = open_memstream(&bytes, &n);
    struct text copy;

    json_write_kept(out, kept);
    fclose(out);
    copy = text_copy(arena, (struct text){ bytes, n });
    free(bytes);
    return json_read_kept(arena, set->words, "kept", copy, diags);
}

static void
expect_same_sheets(struct arena *arena, const struct book *want,
                   const struct book *got)
{
    EXPECT_INT(want->n_sheets, got->n_sheets);
    for (int s = 0; s < want->n_sheets && s < got->n_sheets; s++) {
        EXPECT_BYTES(text_zero(arena, want->sheets[s].name),
                     got->sheets[s].name);
        EXPECT_INT(want->sheets[s].state, got->sheets[s].state);
        EXPECT_TEXT(gridtext_show_sheet(arena, want, &want->sheets[s]).at,
                    gridtext_show_sheet(arena, got, &got->sheets[s]).at);
    }
}

/* Each fact is said in the other template, or lost; and each comes back. */
static void
run_pair(const char *path, const struct template_rule *to)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct book *book = workbook_read(&arena, path, &diags);
    const struct template_rule *from
        = book ? locate_template(&arena, book, set, &diags) : NULL;
    struct migrate_past past;
    struct written there, back;
    struct located *located;
    struct model *was, *now;
    struct kept *kept;
    int n;

    expect_begin(
        arena_printf(&arena, "%s to %.*s and back", path, TEXT_ARG(to->id)));
    if (!EXPECT(from != NULL))
        return;
    located = locate_book(&arena, book, from, &diags);
    was = import_book(&arena, located, &diags);
    kept = export_kept(&arena, located, was, true);
    there = migrate_forward(&arena, was, kept, to, &diags);
    kept->lost = fact_set_pick(&arena, &there.lost);
    kept = written_and_read(&arena, kept, &diags);
    EXPECT_TEXT("", diag_has_errors(&diags) ? diags.items[0]->text : "");
    now = import_book(&arena, locate_book(&arena, there.book, to, &diags),
                      &diags);
    past = migrate_recall(&arena, kept, from, to);
    EXPECT(there.book->n_sheets == 0 || migrate_is_of(&arena, &past, now));
    back = migrate_back(&arena, &past, now, &diags);
    EXPECT_INT(0, fact_set_count(&back.lost));
    diff_models(&arena, was, back.says, &n);
    EXPECT_INT(0, n);
    expect_same_sheets(&arena, book, back.book);
    arena_release(&arena);
}

static int
is_workbook(const struct dirent *item)
{
    size_t n = strlen(item->d_name);

    return n > 5 && strcmp(item->d_name + n - 5, ".xlsx") == 0;
}

static void
run_folder(struct arena *arena, const char *folder)
{
    struct dirent **items;
    int n = scandir(folder, &items, is_workbook, alphasort);

    for (int i = 0; i < n; i++) {
        const char *path
            = arena_printf(arena, "%s/%s", folder, items[i]->d_name);

        for (int t = 0; t < set->n_templates; t++)
            run_pair(path, set->templates[t]);
        free(items[i]);
    }
    if (n >= 0)
        free(items);
}

int
main(void)
{
    struct arena arena = { 0 };
    const char *shared = getenv("SHARED");

    set = given_mappings(&arena);
    run_folder(&arena, "samples");
    run_folder(&arena, arena_printf(&arena, "%s/inputs",
                                    shared ? shared : "../shared"));
    arena_release(&arena);
    return expect_finish();
}
