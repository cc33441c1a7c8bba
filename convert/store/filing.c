/* filing.c - located, imported, and what is left out counted. */
#include "store/filing.h"

#include "base/file.h"
#include "base/limits.h"
#include "book/join.h"
#include "book/kind.h"
#include "book/workbook.h"
#include "port/import.h"
#include "port/import_filing.h"
#include "store/model_file.h"
#include "store/uncalculated.h"

/* What could not be read: errors, and formulas that nobody has worked out. */
static int
count_unread(const struct diag_list *diags)
{
    int n = diags->n_level[DIAG_ERROR];

    for (int i = 0; i < diags->n; i++)
        n += diags->items[i]->code == DIAG_CELL_NO_RESULT;
    return n;
}

static bool
find_given(struct arena *arena, const char *path,
           const struct filing_wish *wish, struct book_given *given,
           struct diag_list *diags)
{
    *given = wish->given;
    return !wish->name || pathname_match(arena, wish->name, path, given, diags);
}

static struct book *
open_book(struct arena *arena, const char *path, const struct text *given,
          struct diag_list *diags)
{
    struct book *book;
    struct text bytes;

    if (given)
        bytes = *given;
    else if (!file_read(arena, path, LIMIT_FILE_BYTES, &bytes, diags))
        return NULL;
    book = workbook_read_bytes(arena, path, bytes, diags);
    if (book)
        uncalculated_check(arena, bytes, book, diags);
    return book;
}

/* The book of one workbook, or of several; NULL, and reported. */
static struct book *
open_books(struct arena *arena, const char *const *paths, int n,
           const struct text *bytes, struct diag_list *diags)
{
    const struct book **books = ARENA_ARRAY(arena, const struct book *, n);
    struct book *book = NULL;
    int n_styles = 0;

    for (int i = 0; i < n; i++) {
        books[i] = book = open_book(arena, paths[i], bytes, diags);
        if (!book)
            return NULL;
        n_styles += book->n_styles;
    }
    if (n == 1)
        return book;
    if (n_styles > LIMIT_STYLES) {
        limits_reached(diags, LIMITS_STYLES, PLACE_FILE(paths[0]),
                       "this and the workbooks it is one filing with have too "
                       "many formats");
        return NULL;
    }
    return join_books(arena, books, n);
}

bool
filing_read_all(struct arena *arena, const char *const *paths, int n,
                const struct filing_wish *wish, struct filing *out,
                struct diag_list *diags)
{
    const char *path = paths[0];
    struct book *book = open_books(arena, paths, n, wish->bytes, diags);
    struct diag *diag;

    *out = (struct filing){ .template = NULL };
    if (!book || !find_given(arena, path, wish, &book->given, diags))
        return false;
    out->book = book;
    out->located = wish->template
                       ? locate_book(arena, book, wish->template, diags)
                       : locate_best(arena, book, wish->set, diags);
    if (!out->located)
        return false;
    out->template = out->located->template;
    out->located->keeps = wish->keeps;
    if (!wish->keeps) /* else they are kept as they are */
        locate_others(arena, out->located, wish->set, diags);
    if (!locate_has_table(out->located)) {
        diag = diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(path),
                        out->template->place,
                        "no sheet holds a table of template '%.*s'",
                        TEXT_ARG(out->template->id));
        diag_hint(diags, diag, "'juesuan detect' tries all templates");
        return false;
    }
    out->model = import_book(arena, out->located, diags);
    if (out->model->unread == 0)
        out->model->unread = count_unread(diags);
    return true;
}

bool
filing_read(struct arena *arena, const char *path,
            const struct filing_wish *wish, struct filing *out,
            struct diag_list *diags)
{
    struct book_given given;

    if (wish->book
        || (wish->bytes ? !kind_is_plain(*wish->bytes)
                        : model_file_is_workbook(path)))
        return filing_read_all(arena, &path, 1, wish, out, diags);
    *out = (struct filing){
        .model = wish->bytes
                     ? model_file_read_bytes(arena, wish->set->words, path,
                                             *wish->bytes, diags)
                     : model_file_read(arena, wish->set->words, path, diags)
    };
    if (!out->model || !find_given(arena, path, wish, &given, diags))
        return false;
    import_filing_given(arena, out->model, &given, path, diags);
    return true;
}
