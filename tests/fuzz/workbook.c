/*
 * workbook.c - a workbook's parts (support/given_parts.h) as a book.
 *
 *   relations   of every part lead somewhere or are complained of
 *   ways        what is taken by its bytes, or in windows, is what is read with
 *               care
 */
#include "book/package.h"
#include "book/xlsx_read.h"
#include "support/fuzz_book.h"
#include "support/given_parts.h"
#include "support/show_ways.h"

static void
check_relations(struct arena *arena, struct text bytes)
{
    struct diag_list diags = { .arena = arena };
    struct package package;

    if (!package_read(arena, "fuzz", bytes, &package, &diags))
        return;
    for (int i = 0; i < package.zip.n_entries; i++) {
        struct text part = package.zip.entries[i].name, target;
        struct relation_list list = { NULL, 0, 0, false };
        int n = diags.n_level[DIAG_ERROR];

        if (!package_relations(&package, part, &list)) {
            FUZZ_HOLDS(diags.n_level[DIAG_ERROR] > n);
            continue;
        }
        for (int k = 0; k < list.n; k++) {
            n = diags.n_level[DIAG_ERROR];
            FUZZ_HOLDS(
                list.items[k].external
                || package_target(&package, part, &list.items[k], &target)
                || diags.n_level[DIAG_ERROR] > n);
        }
    }
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text before, bytes = given_parts(arena, in, &before);
    struct book *book = xlsx_read_bytes(arena, "fuzz", bytes, diags);

    FUZZ_ANSWERED(book, diags);
    check_relations(arena, bytes);
    FUZZ_EQUAL(TEXT(""), text_of(show_ways(arena, bytes)));
    if (book == NULL)
        return;
    fuzz_book(arena, book);
}

FUZZ_TARGET(run)
