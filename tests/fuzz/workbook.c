/*
 * workbook.c - a workbook's parts (support/given_parts.h) as a book.
 *
 *   relations   of every part lead somewhere or are complained of
 *   ways        what is taken by its bytes is what is read with care
 */
#include "base/bytes.h"
#include "book/gridtext.h"
#include "book/package.h"
#include "book/xlsx_read.h"
#include "support/fuzz_book.h"
#include "support/given_parts.h"

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

/* The cells and what is said of them. */
static struct text
reading(struct arena *arena, struct text in, bool careful)
{
    struct diag_list diags = { .arena = arena };
    struct bytes said = { .arena = arena };
    struct package package;
    struct book *book;

    if (!package_read(arena, "fuzz", in, &package, &diags))
        return TEXT_NONE;
    package.careful = careful;
    book = xlsx_read_cells(&package);
    if (book != NULL)
        bytes_add(&said, gridtext_show(arena, book));
    for (int i = 0; i < diags.n; i++)
        bytes_printf(&said, "%s %s\n", diag_place(arena, diags.items[i]->at),
                     diags.items[i]->text);
    return bytes_text(&said);
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text before, bytes = given_parts(arena, in, &before);
    struct book *book = xlsx_read_bytes(arena, "fuzz", bytes, diags);

    FUZZ_ANSWERED(book, diags);
    check_relations(arena, bytes);
    FUZZ_EQUAL(reading(arena, bytes, true), reading(arena, bytes, false));
    if (book == NULL)
        return;
    fuzz_book(arena, book);
}

FUZZ_TARGET(run)
