/* xlsx_readback.c - sheets, formulas, names and locks, compared one by one. */
#include "book/xlsx_readback.h"

#include "book/package.h"
#include "book/xlsx_read.h"
#include "book/xlsx_same.h"

struct readback {
    struct arena *arena; /* scratch */
    const char *path;
    const struct book *book;
    struct book *got;
    bool more; /* than readers give */
    struct package package;
    struct diag_list *diags;
};

/* The library writes an error value as a formula that gives it. */
static void
restore_errors(const struct grid *wrote, struct grid *got)
{
    int n = 0;

    for (int i = 0; i < got->n_formulas; i++) {
        const struct grid_formula *formula = &got->formulas[i];
        const struct cell *was = grid_at(wrote, formula->row, formula->col);
        struct cell *cell = grid_cell(got, formula->row, formula->col);

        if (was && was->type == CELL_ERROR && cell && cell->type == CELL_TEXT)
            cell->type = CELL_ERROR;
        if (!was || was->type != CELL_ERROR || (was->flags & CELL_FORMULA))
            got->formulas[n++] = *formula;
    }
    got->n_formulas = n;
}

/* ---- what readers pass over ---- */

static int
count(struct text bytes, const char *tag)
{
    int n = 0;
    long at = 0;

    while ((at = text_find(bytes, text_of(tag), (size_t)at)) >= 0) {
        n++;
        at++;
    }
    return n;
}

/* A part as the library names it; "" where it is not there. */
static struct text
part_of(struct readback *r, const char *name)
{
    struct diag_list none = diag_none(r->arena);
    struct zip *zip = &r->package.zip;
    const struct zip_entry *entry = zip_find(zip, text_of(name));
    const char *bytes = entry ? zip_unpack(r->arena, zip, entry, &none) : NULL;

    return bytes ? (struct text){ bytes, (size_t)entry->n_unpacked }
                 : TEXT_NONE;
}

static bool
same_number(struct readback *r, struct place place, const char *what, int want,
            int found)
{
    if (want == found)
        return true;
    diag_add(r->diags, DIAG_WRITE_DIFFERS, place, PLACE_NONE,
             "there are %d %s in what was written, where %d were given", found,
             what, want);
    return false;
}

/* Input tests and the lock, by their number. */
static bool
same_inputs(struct readback *r, int index)
{
    const struct grid *grid = &r->book->sheets[index];
    struct place place
        = PLACE_SHEET(r->path, text_zero(r->diags->arena, grid->name));
    struct text bytes = part_of(
        r, arena_printf(r->arena, "xl/worksheets/sheet%d.xml", index + 1));

    return same_number(r, place, "tests of cells", grid->n_inputs,
                       count(bytes, "<dataValidation "))
           && same_number(r, place, "locks of sheets", grid->locked,
                          count(bytes, "<sheetProtection "));
}

static bool
same_names(struct readback *r)
{
    int n = r->book->n_names;

    /* What is repeated on each page is a name, too. */
    for (int i = 0; i < r->book->n_sheets; i++) {
        const struct grid *grid = &r->book->sheets[i];

        n += grid->repeat_end > grid->repeat_top || grid->repeat_cols > 0;
    }
    return same_number(r, PLACE_FILE(r->path), "names", n,
                       count(part_of(r, "xl/workbook.xml"), "<definedName "));
}

static bool
same_properties(const struct readback *r)
{
    const struct book *want = r->book, *got = r->got;
    const char *what;

    if (!text_equal(got->template_id, want->template_id))
        what = N_("the template reads back otherwise");
    else if (!text_equal(got->department, want->department)
             || !text_equal(got->source, want->source)
             || got->year != want->year)
        what = N_("the document's properties read back otherwise");
    else
        return true;
    diag_add(r->diags, DIAG_WRITE_DIFFERS, PLACE_FILE(r->path), PLACE_NONE,
             what);
    return false;
}

/* Is there more than readers give? */
static bool
has_more(const struct book *book)
{
    for (int i = 0; i < book->n_sheets; i++)
        if (book->sheets[i].n_inputs > 0 || book->sheets[i].locked)
            return true;
    return book->n_names > 0;
}

/* Readers go to the end of these, so that they are whole where they are right.
 */
static bool
is_read(struct text part)
{
    return text_starts(part, TEXT("xl/worksheets/"))
           || text_equal(part, TEXT("xl/sharedStrings.xml"));
}

/* Is every part there to its end?  On a full disk the library may cut one that
   no reader asks for, which spreadsheet programs do ask for. */
static bool
is_whole(struct readback *r, struct text bytes, struct diag_list *found)
{
    struct package *package = &r->package;
    struct xml *xml = ARENA_NEW(r->arena, struct xml);

    if (!package_read(r->arena, r->path, bytes, package, found))
        return false;
    for (int i = 0; i < package->zip.n_entries; i++) {
        struct text part = package->zip.entries[i].name;

        if (!is_read(part)
            && (!package_open(package, part, xml) || !xml_skip(xml)
                || xml_next(xml) != EVENT_DONE))
            return false;
    }
    return true;
}

static bool
read_again(struct readback *r, struct text bytes)
{
    struct diag_list found = diag_apart(r->diags, r->arena);
    bool read = (r->got = xlsx_read_bytes(r->arena, r->path, bytes, &found))
                && is_whole(r, bytes, &found);
    struct diag *d;

    if (read && r->got->n_sheets == r->book->n_sheets && !r->got->date1904)
        return true;
    d = diag_add(r->diags, DIAG_WRITE_FAILED, PLACE_FILE(r->path), PLACE_NONE,
                 read ? N_("what was written has other sheets")
                      : N_("what was written cannot be read"));
    if (!read && found.n)
        diag_detail(r->diags, d, "%s", found.items[0]->text);
    return false;
}

bool
xlsx_readback(struct arena *scratch, struct text bytes, const struct book *book,
              const char *path, struct diag_list *diags)
{
    struct readback r = { .arena = scratch,
                          .path = path,
                          .book = book,
                          .more = has_more(book),
                          .diags = diags };
    struct xlsx_same same = { .path = path, .want = book, .diags = diags };

    if (!read_again(&r, bytes))
        return false;
    same.got = r.got;
    for (int i = 0; i < book->n_sheets; i++) {
        restore_errors(&book->sheets[i], &r.got->sheets[i]);
        if (!xlsx_same_sheet(&same, &book->sheets[i], &r.got->sheets[i])
            || (r.more && !same_inputs(&r, i)))
            return false;
    }
    return same_properties(&r) && (!r.more || same_names(&r));
}
