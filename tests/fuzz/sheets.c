/*
 * sheets.c - sheets as text, read by the mappings of the house: workbook to
 * model to workbook, there and back again.
 *
 *   reading      a book that is shown and read again is the same
 *   claims       every cell that holds something is claimed, a cell that is
 *                named was named to somebody
 *   GetPut       export(import(g)) = g, cell for cell
 *   migration    what another template does not say is lost or kept, and
 *                comes back
 *
 * Every diagnostic on the way is shown in both forms.
 *
 * The first line may name the template to read by and the one to go to.  Under
 * clang's fuzzer rows are cut off, taken out and put behind those of another
 * input, and columns taken out: bytes alone seldom leave a sheet that ends
 * early but is a sheet.
 */
#include <string.h>

#include "book/gridtext.h"
#include "book/xlsx_settle.h"
#include "place/locate.h"
#include "remap/coverage.h"
#include "remap/left_behind.h"
#include "remap/migrate.h"
#include "remap/remainder.h"
#include "support/fuzz.h"
#include "support/gridtext_read.h"
#include "support/show.h"

static void
expect_same_text(struct arena *arena, const struct book *book)
{
    struct diag_list diags = { .arena = arena };
    struct text shown = gridtext_show(arena, book);
    const struct book *again = gridtext_read(arena, "again", shown, &diags);

    FUZZ_HOLDS(again != NULL);
    FUZZ_EQUAL(shown, gridtext_show(arena, again));
}

/* What a file can hold is settled already. */
static void
expect_settled(struct arena *arena, const struct book *book)
{
    struct diag_list diags = { .arena = arena };
    const struct book *once = xlsx_settle(arena, book, &diags), *twice;

    FUZZ_ANSWERED(once, &diags);
    if (once == NULL)
        return;
    twice = xlsx_settle(arena, once, &diags);
    FUZZ_HOLDS(twice != NULL);
    FUZZ_EQUAL(gridtext_show(arena, once), gridtext_show(arena, twice));
}

static void
expect_laws(struct given_reading *r)
{
    FUZZ_EQUAL(TEXT(""), text_of(show_broken_laws(r)));
}

/* A ▶ B ▶ A restores what A said. */
static void
expect_return(struct given_reading *r, const struct template_rule *to)
{
    struct arena *arena = r->arena;
    struct diag_list diags = { .arena = arena };
    struct kept *kept = export_kept(arena, r->located, r->model, true);
    struct written there = migrate_forward(arena, r->model, kept, to, &diags),
                   back;
    struct migrate_past past;
    struct model *now = import_book(
                     arena, locate_book(arena, there.book, to, &diags), &diags),
                 *again;
    const char *why;

    kept->lost = fact_set_pick(arena, &there.lost);
    past = migrate_recall(arena, kept, r->template, to);
    back = migrate_back(arena, &past, now, &diags);
    again = import_book(
        arena, locate_book(arena, back.book, r->template, &diags), &diags);
    remainder_report(arena, &there.lost, to, DIAG_ERROR, &diags);
    left_behind_report(arena, r->located, NULL, to, DIAG_ERROR, &diags);
    coverage_report(arena, r->model, r->template, to, &diags);
    fuzz_show(&diags);
    why = model_differs(arena, LANGUAGE_EN, r->model, again);
    FUZZ_EQUAL(TEXT(""), text_of(why ? why : ""));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    const struct mapping_set *set = fuzz_mappings();
    struct given_reading r = { .arena = arena, .diags = { .arena = arena } };
    const struct template_rule *to = NULL;

    if (text_starts(in, TEXT("% "))) {
        struct text line = fuzz_line(&in);
        long blank = text_find(line, TEXT(" "), 2);
        size_t end = blank < 0 ? line.n : (size_t)blank;

        r.template = mapping_find(set, text_slice(line, 2, end));
        to = mapping_find(
            set, text_slice(line, end < line.n ? end + 1 : end, line.n));
    }
    r.book = gridtext_read(arena, "given", in, diags);
    FUZZ_ANSWERED(r.book, diags);
    if (r.book == NULL)
        return;
    expect_same_text(arena, r.book);
    expect_settled(arena, r.book);
    if (r.template == NULL)
        r.template = locate_template(arena, r.book, set, diags);
    FUZZ_ANSWERED(r.template, diags);
    if (r.template == NULL)
        return;
    r.located = locate_book(arena, r.book, r.template, &r.diags);
    r.model = import_book(arena, r.located, &r.diags);
    fuzz_show(&r.diags);
    if (to != NULL)
        expect_return(&r, to);
    expect_laws(&r);
}

FUZZ_TARGET(run)

/* ---- changes by rows and columns, of clang's fuzzer ---- */

/* Of the fuzzer; without it nobody calls what follows. */
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t n, size_t most)
    __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most,
                               unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t n_a, const uint8_t *b,
                                 size_t n_b, uint8_t *out, size_t most,
                                 unsigned seed);

/* Behind one of the line breaks, by a number. */
static size_t
line_start(const uint8_t *bytes, size_t n, unsigned number)
{
    size_t breaks = 0;

    for (size_t i = 0; i < n; i++)
        breaks += bytes[i] == '\n';
    number = breaks > 0 ? number % (unsigned)breaks : 0;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\n' && number-- == 0)
            return i + 1;
    }
    return n;
}

static size_t
line_end(const uint8_t *bytes, size_t n, size_t from)
{
    while (from < n && bytes[from] != '\n')
        from++;
    return from < n ? from + 1 : n;
}

static size_t
take_out(uint8_t *bytes, size_t n, size_t from, size_t end)
{
    memmove(bytes + from, bytes + end, n - end);
    return n - (end - from);
}

/* The cell behind bar number 'col' of each line, up to the next bar. */
static size_t
cut_column(uint8_t *bytes, size_t n, unsigned col)
{
    size_t out = 0;
    unsigned bars = 0;

    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\n')
            bars = 0;
        bars += bytes[i] == '|';
        if (bars != col + 1 || bytes[i] == '\n')
            bytes[out++] = bytes[i];
    }
    return out;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned seed)
{
    size_t from = line_start(bytes, n, seed / 8);

    switch (seed % 8) {
    case 0: /* nothing below */
        return from;
    case 1: /* nothing above */
        return take_out(bytes, n, 0, from);
    case 2: /* not this row */
        return take_out(bytes, n, from, line_end(bytes, n, from));
    case 3:
        return cut_column(bytes, n, seed / 8 % 16);
    default:
        return LLVMFuzzerMutate(bytes, n, most);
    }
}

/* The upper rows of one, the lower rows of the other. */
size_t
LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t n_a, const uint8_t *b,
                          size_t n_b, uint8_t *out, size_t most, unsigned seed)
{
    size_t n = line_start(a, n_a, seed % 64);
    size_t from = line_start(b, n_b, seed / 64);
    size_t rest = n_b - from;

    n = n < most ? n : most;
    rest = rest < most - n ? rest : most - n;
    memcpy(out, a, n);
    memcpy(out + n, b + from, rest);
    return n + rest;
}
