/* xlsx.c - any bytes as a workbook: a book, or an error. */
#include "book/gridtext.h"
#include "book/xlsx_read.h"
#include "support/fuzz.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct book *book = xlsx_read_bytes(arena, "fuzz", in, diags);

    FUZZ_ANSWERED(book, diags);
    if (book != NULL)
        gridtext_show(arena, book);
}

FUZZ_TARGET(run)
