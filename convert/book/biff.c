/* biff.c - records of an id, a length and a body; long texts in several. */
#include "book/biff.h"

#include "base/octets.h"
#include "book/codepage.h"

enum { WIDE = 1, SPOKEN = 4, RICH = 8 }; /* flags of a text */

bool
biff_wrong(struct biff *b, const char *what)
{
    if (!b->wrong) {
        struct diag *d = diag_add(b->diags, DIAG_BIFF_INVALID,
                                  b->sheet ? PLACE_SHEET(b->file, b->sheet)
                                           : PLACE_FILE(b->file),
                                  PLACE_NONE, "%s (at byte %zu of its stream)",
                                  diag_say(b->diags, what),
                                  (size_t)(text_start(b->body) - b->stream.at));

        diag_hint(b->diags, d,
                  "open the workbook in a spreadsheet program, see whether it "
                  "is whole, and save it as .xlsx");
    }
    b->wrong = true;
    return false;
}

int
biff_peek(const struct biff *b)
{
    return b->at + 4 <= b->stream.n ? (int)octets_16(b->stream, b->at) : -1;
}

bool
biff_next(struct biff *b)
{
    size_t n;

    if (b->wrong || biff_peek(b) < 0)
        return false;
    b->id = biff_peek(b);
    n = octets_16(b->stream, b->at + 2);
    b->body = text_slice(b->stream, b->at + 4, b->at + 4 + n);
    b->pos = 0;
    if (b->body.n < n)
        return biff_wrong(b, "the workbook is cut off in one of its records");
    b->at += 4 + n;
    return true;
}

bool
biff_has_more(struct biff *b)
{
    while (b->pos >= b->body.n) {
        if (biff_peek(b) != BIFF_CONTINUE || !biff_next(b))
            return false;
    }
    return true;
}

static bool
take_byte(struct biff *b, uint32_t *out)
{
    if (!biff_has_more(b))
        return false;
    *out = octets_8(b->body, b->pos++);
    return true;
}

static bool
take_number(struct biff *b, int bytes, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < bytes; i++) {
        uint32_t byte;

        if (!take_byte(b, &byte))
            return false;
        *out |= byte << 8 * i;
    }
    return true;
}

/* Passes n bytes, which may be in several records, and gives those of the
   first; false: they are not there. */
static bool
pass(struct biff *b, uint64_t n, struct text *first)
{
    *first = TEXT_NONE;
    while (n > 0) {
        size_t here;

        if (!biff_has_more(b))
            return false;
        here = b->body.n - b->pos < n ? b->body.n - b->pos : (size_t)n;
        if (first->n == 0)
            *first = text_slice(b->body, b->pos, b->pos + here);
        b->pos += here;
        n -= here;
    }
    return true;
}

/* The characters of a text, n of them; at each Continue a byte says anew
   whether they are of one byte or of two. */
static bool
take_characters(struct biff *b, uint32_t n, bool wide, struct biff_text *out)
{
    struct codepage_text to = { .n = 0 };
    struct text here_all = text_slice(b->body, b->pos, b->pos + n);

    if (!wide && here_all.n == n && codepage_is_ascii(here_all)) {
        b->pos += n;
        out->text = here_all;
        return true;
    }
    while (n > 0) {
        size_t size = wide ? 2 : 1, here;

        if (b->pos >= b->body.n) {
            uint32_t flags;

            if (!take_byte(b, &flags))
                return false;
            wide = flags & WIDE;
            continue;
        }
        here = (b->body.n - b->pos) / size;
        if (here < n && (b->body.n - b->pos) % size != 0)
            return false; /* half a character */
        here = here < n ? here : n;
        if (to.at == NULL)
            to.at = arena_alloc(b->arena, (size_t)n * CODEPAGE_MOST);
        codepage_add(&to, text_slice(b->body, b->pos, b->pos + here * size),
                     wide);
        b->pos += here * size;
        n -= (uint32_t)here;
    }
    out->text = (struct text){ to.at, to.n };
    out->sound = codepage_end(&to);
    return true;
}

/* Version 5: bytes of the workbook's code page. */
static bool
take_bytes(struct biff *b, uint32_t n, struct biff_text *out)
{
    struct text bytes;

    if (b->body.n - b->pos < n)
        return false;
    bytes = text_slice(b->body, b->pos, b->pos + n);
    b->pos += n;
    out->sound = codepage_decode(b->arena, b->codepage, bytes, &out->text);
    return true;
}

/* What is behind the characters of a rich text is not needed for the text. */
static bool
take_rich(struct biff *b, uint32_t n, uint32_t flags, struct biff_text *out)
{
    uint32_t runs = 0, spoken = 0;
    struct text unused;

    if (((flags & RICH) && !take_number(b, 2, &runs))
        || ((flags & SPOKEN) && !take_number(b, 4, &spoken))
        || !take_characters(b, n, flags & WIDE, out))
        return false;
    return pass(b, (uint64_t)runs * 4, &out->runs) && pass(b, spoken, &unused);
}

bool
biff_take_text(struct biff *b, int bytes, struct biff_text *out)
{
    uint32_t n, flags;

    *out = (struct biff_text){ .sound = true };
    if (b->body.n < b->pos + (size_t)bytes)
        return false;
    (void)take_number(b, bytes, &n);
    if (b->version < 8)
        return take_bytes(b, n, out);
    if (n == 0 && b->pos >= b->body.n)
        return true;
    return take_byte(b, &flags) && take_rich(b, n, flags, out);
}

bool
biff_take_shared(struct biff *b, struct biff_text *out)
{
    uint32_t n, flags;

    *out = (struct biff_text){ .sound = true };
    return take_number(b, 2, &n) && take_number(b, 1, &flags)
           && take_rich(b, n, flags, out);
}
