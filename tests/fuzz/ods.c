/*
 * ods.c - an OpenDocument spreadsheet from the text of its content.xml and,
 * behind a line of ====, of its styles.xml.
 */
#include "book/ods_read.h"
#include "support/fuzz_book.h"
#include "support/given_zip.h"

/* Rows that are repeated make a million cells of one; what holds of them is
   asked of fewer. */
#define CELLS 20000

static int
count_cells(const struct book *book)
{
    int n = 0;

    for (int i = 0; i < book->n_sheets; i++)
        n += book->sheets[i].n_cells;
    return n;
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text mark = TEXT("\n====\n");
    long at = text_find(in, mark, 0);
    struct text content = text_slice(in, 0, at < 0 ? in.n : (size_t)at);
    struct text styles
        = at < 0 ? TEXT_NONE : text_slice(in, (size_t)at + mark.n, in.n);
    struct given_part parts[] = {
        { .name = "mimetype",
          .content = "application/vnd.oasis.opendocument.spreadsheet" },
        { .name = "content.xml",
          .content = text_start(content),
          .n_content = content.n },
        { .name = "styles.xml",
          .content = text_start(styles),
          .n_content = styles.n },
    };
    struct package package;
    struct book *book;

    if (content.n == 0
        || !package_read(arena, "fuzz",
                         given_zip(arena, parts, styles.n > 0 ? 3 : 2,
                                   (struct given_end){ 0 }),
                         &package, diags))
        return;
    book = ods_read(&package);
    FUZZ_ANSWERED(book, diags);
    if (book != NULL && count_cells(book) <= CELLS)
        fuzz_book(arena, book);
}

FUZZ_TARGET(run)
