/* xls.c - any bytes as an old workbook: in a container, or records alone. */
#include "book/xls_read.h"
#include "support/fuzz_book.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct book *book = xls_read(arena, "fuzz", in, diags);

    FUZZ_ANSWERED(book, diags);
    if (book != NULL)
        fuzz_book(arena, book);
}

FUZZ_TARGET(run)
