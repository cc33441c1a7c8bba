/* locate_ruler.c - is a row the column numbers (栏次), or figures? */
#include "place/locate_ruler.h"

#include "mapping/wording.h"
#include "place/figures.h"

/* The number that a cell of the ruler says: 3, (3), ③ or 3=1+2; 0: none. */
static int
ruler_number(struct text folded)
{
    int value = 0;
    size_t i = 0;

    if (folded.n > 0 && folded.at[0] == '(')
        i++;
    else if (folded.n >= 3) {
        size_t pos = 0;
        uint32_t c = text_next(folded, &pos);

        if (c >= 0x2460 && c <= 0x2473) /* ① to ⑳ */
            return pos == folded.n ? (int)(c - 0x2460) + 1 : 0;
    }
    while (i < folded.n && folded.at[i] >= '0' && folded.at[i] <= '9'
           && value < 10000)
        value = value * 10 + (folded.at[i++] - '0');
    if (folded.n > 0 && folded.at[0] == '(') {
        if (i == folded.n || folded.at[i] != ')')
            return 0;
        i++;
    }
    return i == folded.n || folded.at[i] == '=' ? value : 0;
}

/* 甲 or A, as key columns are numbered. */
static bool
is_ruler_letter(struct text folded)
{
    static const char stems[] = "甲乙丙丁戊己庚辛壬癸";

    if (folded.n == 1)
        return (folded.at[0] >= 'A' && folded.at[0] <= 'Z')
               || (folded.at[0] >= 'a' && folded.at[0] <= 'z');
    return folded.n == 3 && text_find(TEXT(stems), folded, 0) >= 0;
}

/* What a row says that may be the ruler. */
struct ruler {
    int numbers, letters;
    int steps;   /* numbers that are one more than the one before */
    bool word;   /* 栏次 */
    bool only;   /* nothing but numbers and letters */
    bool rising; /* 1, 2, 3 … */
    bool twice;  /* a number again, or a larger one than columns are */
};

static struct ruler
measure_ruler(struct body *body, const struct cell *const *cells, int n)
{
    struct ruler ruler = { .only = true, .rising = true };
    uint64_t seen = 0;
    int last = 0;

    for (int i = 0; i < n; i++) {
        struct text folded = text_fold(body->site->arena, cells[i]->text);
        int value = ruler_number(folded);

        if (wording_match(&body->part->ruler, folded)) {
            ruler.word = true;
        } else if (value > 0) {
            ruler.numbers++;
            ruler.rising = ruler.rising && value == last + 1;
            ruler.steps += last > 0 && value == last + 1;
            ruler.twice |= value > 63 || (seen >> value & 1) != 0;
            seen |= value > 63 ? 0 : UINT64_C(1) << value;
            last = value;
        } else {
            bool letter = locate_body_is_key(body, cells[i]->col)
                          && is_ruler_letter(folded);

            ruler.letters += letter;
            ruler.only = ruler.only && letter;
        }
    }
    return ruler;
}

/* Is there a row of figures below it? */
static bool
heads_row(struct body *body, int row)
{
    int n;
    const struct cell *cells = grid_row(body->site->grid, row + 1, &n);
    struct decimal value;

    for (int i = 0; i < n; i++) {
        if (figures_parse(body->site->arena, &cells[i], &value))
            return true;
    }
    return false;
}

/* A row that could be figures, or the ruler, by its place alone. */
static bool
takes_any_row(const struct body *body)
{
    for (int b = 0; b < body->part->n_blocks; b++) {
        if (locate_body_find_rule(&body->blocks[b], ROW_ONE, TEXT_NONE) >= 0)
            return true;
    }
    return false;
}

/* Is it the ruler: by its word, in its order, or, where columns were moved or
   taken out, by what of the order is left? */
static bool
is_ruler(struct body *body, const struct ruler *ruler, int row)
{
    bool follows = 2 * ruler->steps > ruler->numbers - 1;

    if (ruler->numbers >= 3 && follows && (ruler->only || takes_any_row(body)))
        return true;
    if (body->ruler_seen)
        return false;
    return ruler->word
           || (ruler->only && ruler->rising && ruler->numbers > 0
               && ruler->numbers + ruler->letters >= 2)
           || (ruler->only && ruler->letters == 0 && ruler->numbers >= 3
               && !ruler->twice && body->part->ruler.n == 0
               && heads_row(body, row));
}

static void
report_ruler(struct body *body, const struct ruler *ruler,
             const struct cell *first)
{
    struct site *site = body->site;
    struct diag *d = diag_add(
        site->diags, DIAG_RULER_DIFFERS,
        locate_region_place(site, first->row, first->col), body->part->place,
        "%s",
        diag_say(
            site->diags,
            body->ruler_seen ? N_(
                "the column numbers stand here a second time; they are not read")
                             : N_("the column numbers do not run 1, 2, 3 …")));

    diag_hint(site->diags, d,
              ruler->word
                  ? N_("see whether columns were moved, added or removed")
                  : N_("see whether columns were moved, added or removed; "
                       "if these are figures, write the column numbers "
                       "1, 2, 3 … once, in a row above them"));
}

/* Figures that could be the ruler, on a sheet that has no other. */
static void
report_figures(struct body *body, const struct cell *first)
{
    struct site *site = body->site;
    struct diag *d = diag_add(
        site->diags, DIAG_RULER_DIFFERS,
        locate_region_place(site, first->row, first->col), body->part->place,
        "the numbers of this row could be column numbers (栏次), which stand "
        "nowhere else; they are read as figures");

    diag_hint(site->diags, d,
              "write the column numbers 1, 2, 3 … in a row above the figures");
}

bool
locate_ruler_claim(struct body *body, const struct cell *const *cells, int n)
{
    struct ruler ruler;

    if (!body->part->has_ruler || body->data_seen)
        return false;
    ruler = measure_ruler(body, cells, n);
    if (!is_ruler(body, &ruler, cells[0]->row)) {
        if (!body->ruler_seen && ruler.only && ruler.numbers >= 3
            && !ruler.twice && takes_any_row(body))
            report_figures(body, cells[0]);
        return false;
    }
    if (body->ruler_seen
        || (ruler.numbers > 0
            && (!ruler.rising || (!ruler.word && !ruler.only))))
        report_ruler(body, &ruler, cells[0]);
    for (int i = 0; i < n; i++) {
        locate_region_hear_unit(body->site, cells[i]);
        locate_region_claim(body->site, cells[i], CLAIM_LABEL);
    }
    body->ruler_seen = true;
    body->head_end = cells[0]->row + 1;
    body->last_row = cells[0]->row;
    return true;
}
