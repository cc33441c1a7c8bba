/* cell_number.c - amounts, ratios, scores and counts as cells hold them. */
#include "port/cell_number.h"

#include "book/cell_state.h"
#include "book/numfmt.h"
#include "book/numfmt_look.h"
#include "canon/unit.h"

#define RATIO_LARGE 2 /* more than budgets are exceeded by */

/* What the format of the cell shows of the number. */
static const struct numfmt_look *
look_of(struct cell_reading *r, struct decimal value)
{
    int style = r->cell->style;
    const struct numfmt_look **known = NULL;
    struct numfmt_look *look;

    if (style < r->reader->n_formats) /* else added since */
        known = &r->reader->formats[style]
                     .looks[(value.units > 0) - (value.units < 0) + 1];
    if (known != NULL && *known != NULL && !(*known)->conditional)
        return *known;
    look = ARENA_NEW(r->arena, struct numfmt_look);
    *look = numfmt_look(r->arena, r->book->styles[style].format, value);
    if (known != NULL)
        *known = look;
    return look;
}

static const char *
kind_word(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return N_("an amount");
    case VALUE_RATIO:
        return N_("a ratio");
    case VALUE_SCORE:
        return N_("a score");
    case VALUE_COUNT:
        return N_("a count");
    case VALUE_DATE:
        return N_("a date");
    case VALUE_TEXT:
        break;
    }
    return N_("a text");
}

/* Numbers with blanks or line breaks between them. */
static bool
are_several(struct cell_reading *r)
{
    struct text t = text_trim(r->cell->text);
    int n = 0;

    for (size_t pos = 0, from = 0; pos <= t.n;) {
        size_t at = pos;
        bool end = pos == t.n;
        struct decimal value;

        if (!end && !text_is_space(text_next(t, &pos)))
            continue;
        if (at > from
            && decimal_parse_typed(text_fold(r->arena, text_slice(t, from, at)),
                                   &value)
                   != DECIMAL_OK)
            return false;
        n += at > from;
        from = pos;
        if (end)
            break;
    }
    return n > 1;
}

/* What a person does about a cell that is no number. */
static const char *
number_hint(struct cell_reading *r)
{
    struct text folded = text_fold(r->arena, r->cell->text);

    if (r->cell->type != CELL_TEXT)
        return N_("type the figure in a plain format (0.00)");
    if (text_equal(folded, TEXT("O")) || text_equal(folded, TEXT("o")))
        return N_("O is a letter: type the figure 0, or leave the cell blank");
    if (are_several(r))
        return N_("there is more than one figure in the cell: leave one");
    if (!text_has_digit(folded))
        return N_("type the figure, 0 where there is none, or leave the cell "
                  "blank");
    return N_(
        "type the figure alone, as 1234.50, and a negative one as -1234.50");
}

static enum cell_result
no_number(struct cell_reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = cell_reading_complain(
        r, DIAG_VALUE_NO_NUMBER, "'%.*s' is not %s (%.*s)", TEXT_ARG(shown),
        diag_say(r->diags, kind_word(r->slot->kind)),
        TEXT_ARG(cell_reading_words(r)));

    d->found = text_zero(r->arena, shown);
    diag_hint(r->diags, d, "%s", diag_say(r->diags, number_hint(r)));
    return CELL_READ_BAD;
}

enum cell_result
cell_number_marked(struct cell_reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = cell_reading_complain(
        r, DIAG_VALUE_NO_NUMBER,
        "a part of '%.*s' is struck out, raised or lowered, so it "
        "is not taken for %s (%.*s)",
        TEXT_ARG(shown), diag_say(r->diags, kind_word(r->slot->kind)),
        TEXT_ARG(cell_reading_words(r)));

    d->found = text_zero(r->arena, shown);
    diag_hint(r->diags, d,
              "leave in the cell the figure alone, in plain type; notes go "
              "below the table");
    return CELL_READ_BAD;
}

static enum cell_result
too_large(struct cell_reading *r)
{
    cell_reading_complain(r, DIAG_VALUE_OVERFLOW,
                          "'%.*s' has more digits than can be kept exactly",
                          TEXT_ARG(r->cell->text));
    return CELL_READ_BAD;
}

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool
is_line_break(uint32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Blanks between digits are separators of thousands, or part two numbers; on
   two lines stand two. */
static struct text
mark_blanks(struct arena *arena, struct text t)
{
    char *bytes = ARENA_ARRAY(arena, char, t.n + 1);
    size_t n = 0;
    bool digit = false, blank = false, line = false;

    for (size_t pos = 0; pos < t.n;) {
        size_t from = pos;
        uint32_t c = text_next(t, &pos);

        if (text_is_space(c)) {
            blank = true;
            line |= is_line_break(c);
            continue;
        }
        if (blank && digit && is_digit(c))
            bytes[n++] = line ? '|' : ',';
        for (size_t i = from; i < pos; i++)
            bytes[n++] = t.at[i];
        digit = is_digit(c);
        blank = line = false;
    }
    return (struct text){ bytes, n };
}

/* A figure as it is read off the sheet. */
struct figure {
    struct decimal value;
    int places;            /* shown behind the point; -1: those there are */
    bool hundredths;       /* of a ratio */
    bool percent;          /* it is shown, or said to be, in per cent */
    struct unit_said unit; /* that the cell itself says */
};

static enum cell_result
shown_otherwise(struct cell_reading *r)
{
    struct diag *d = cell_reading_complain(
        r, DIAG_VALUE_SHOWN,
        "the cell holds %.*s, but its format %.*s shows something "
        "else",
        TEXT_ARG(r->cell->text),
        TEXT_ARG(r->book->styles[r->cell->style].format));

    diag_hint(r->diags, d,
              "type the figure as it is to be read, in a plain format (0.00)");
    d->found = text_zero(r->arena, r->cell->text);
    return CELL_READ_BAD;
}

/* May a format show 0 in these words: —, 无? */
static bool
says_none(struct text words)
{
    return cell_state_is_absent(words) || text_equal(words, TEXT("无"))
           || text_equal(words, TEXT("零"));
}

/* May a format put these words beside a number of no money?  What is counted
   may be called anything but what makes another number of it: 3 万人. */
static bool
is_plain_unit(enum value_kind kind, struct text words)
{
    static const char *const more[]
        = { "十", "百", "千", "万", "亿", "拾", "佰",   "仟", "萬",
            "億", "‰",  "‱",  "元", "倍", "折", "分之", "打", "k" };

    if (kind == VALUE_SCORE)
        return text_equal(words, TEXT("分"));
    if (kind == VALUE_RATIO)
        return text_equal(words, TEXT("%"));
    for (int i = 0; i < ARRAY_LEN(more); i++) {
        if (text_find(words, text_of(more[i]), 0) >= 0)
            return false;
    }
    return true;
}

/* The words that a format puts around a number: nothing, what is counted, ¥ or
   a unit of money. */
static bool
take_words(struct cell_reading *r, const struct numfmt_look *look,
           struct figure *figure)
{
    struct text words;

    if (look->head.n + look->tail.n == 0)
        return true;
    words = text_fold(r->arena,
                      text_printf(r->arena, "%.*s%.*s", TEXT_ARG(look->head),
                                  TEXT_ARG(look->tail)));
    if (words.n == 0)
        return true;
    if (look->hidden)
        return says_none(words);
    if (r->slot->kind != VALUE_AMOUNT)
        return look->off == 0 && is_plain_unit(r->slot->kind, words);
    if (unit_is_renminbi(words))
        return true;
    figure->unit = unit_of_word(words);
    return figure->unit.kind == UNIT_KNOWN;
}

/* What a number cell shows: by its format more or less than it holds. */
static enum cell_result
take_number(struct cell_reading *r, struct figure *figure)
{
    const struct numfmt_look *look;
    enum decimal_result result
        = decimal_parse_cell(r->cell->text, &figure->value);
    bool ratio = r->slot->kind == VALUE_RATIO;

    if (result == DECIMAL_NO_NUMBER)
        return no_number(r);
    if (result == DECIMAL_OVERFLOW)
        return too_large(r);
    look = look_of(r, figure->value);
    /* A percentage cell already holds the ratio; 5000% of what? */
    if ((look->percent || look->hundredths) && !ratio)
        return no_number(r);
    if ((look->hidden && !decimal_is_zero(figure->value)) || look->odd
        || !take_words(r, look, figure))
        return shown_otherwise(r);
    if (look->off != 0
        && decimal_shift(figure->value, -look->off, &figure->value)
               != DECIMAL_OK)
        return too_large(r);
    figure->places = look->decimals;
    if (look->percent && look->decimals >= 0)
        figure->places += 2;
    figure->hundredths
        = ratio && !look->percent && (look->hundredths || r->slot->percent);
    figure->percent = look->percent || figure->hundredths;
    if (decimal_digits(figure->value) > figure->places)
        figure->places = decimal_digits(figure->value);
    return CELL_READ_FACT;
}

/* A number with the words that its kind allows behind it. */
static enum cell_result
take_typed(struct cell_reading *r, struct figure *figure)
{
    const int64_t most = INT64_C(1000000000000000);
    struct text t = text_fold(r->arena, mark_blanks(r->arena, r->cell->text));
    enum decimal_result result;
    struct decimal normal;

    figure->hundredths = r->slot->kind == VALUE_RATIO && r->slot->percent;
    if (r->slot->kind == VALUE_AMOUNT)
        t = unit_strip(t, &figure->unit);
    if (r->slot->kind == VALUE_SCORE && text_ends(t, TEXT("分")))
        t = text_slice(t, 0, t.n - TEXT("分").n);
    if (r->slot->kind == VALUE_RATIO && text_ends(t, TEXT("%"))) {
        t = text_slice(t, 0, t.n - 1);
        figure->hundredths = true;
    }
    figure->percent = figure->hundredths;
    result = decimal_parse_typed(t, &figure->value);
    if (result == DECIMAL_NO_NUMBER)
        return no_number(r);
    if (result == DECIMAL_OVERFLOW)
        return too_large(r);
    normal = decimal_normal(figure->value);
    /* A workbook that it is written to would keep 15 of the digits. */
    if (normal.units >= most || normal.units <= -most)
        return too_large(r);
    figure->places = figure->value.scale;
    return CELL_READ_FACT;
}

/* By how many powers of ten the figure is larger than the fact. */
static enum cell_result
figure_shift(struct cell_reading *r, const struct figure *figure, int *shift)
{
    struct diag *d;

    if (r->slot->kind != VALUE_AMOUNT) {
        *shift = figure->hundredths ? -2 : 0;
        return CELL_READ_FACT;
    }
    if (r->slot->shift == SLOT_NO_UNIT) /* that was reported */
        return CELL_READ_BAD;
    *shift = r->slot->shift;
    if (figure->unit.kind == UNIT_NONE || figure->unit.shift == *shift)
        return CELL_READ_FACT;
    if (r->slot->assumed) {
        *shift = figure->unit.shift;
        return CELL_READ_FACT;
    }
    d = cell_reading_complain(r, DIAG_VALUE_UNIT,
                              "the cell says %s, but the amounts of its table "
                              "or column are in %s",
                              unit_word(figure->unit.shift), unit_word(*shift));
    diag_hint(r->diags, d, "write the figure alone, in %s", unit_word(*shift));
    return CELL_READ_BAD;
}

/* 95 in a cell of rates: is it 95 times the whole, or per cent? */
static void
check_ratio(struct cell_reading *r, const struct figure *figure)
{
    struct diag *d;

    if (r->slot->kind != VALUE_RATIO || figure->percent
        || decimal_compare(figure->value, decimal_of(RATIO_LARGE)) < 0)
        return;
    d = cell_reading_complain(r, DIAG_RATIO_LARGE,
                              "'%.*s' has no percent sign and is read as so "
                              "many times the whole",
                              TEXT_ARG(text_trim(r->cell->text)));
    diag_hint(r->diags, d, "if per cent is meant, write the sign: %.*s%%",
              TEXT_ARG(text_trim(r->cell->text)));
}

/* Is the figure asked for as one that may be below zero, 增减 or 变动? */
static bool
is_difference(struct text words)
{
    return text_find(words, TEXT("增减"), 0) >= 0
           || text_find(words, TEXT("变动"), 0) >= 0;
}

/* Half a person: an amount in the wrong row?  Less than nobody: a sign too
   many? */
static void
check_count(struct cell_reading *r, struct decimal value)
{
    struct diag *d;

    if (r->slot->kind != VALUE_COUNT)
        return;
    if (value.units < 0 && !is_difference(cell_reading_words(r))) {
        d = cell_reading_complain(r, DIAG_COUNT_NEGATIVE,
                                  "'%.*s' is less than none (%.*s)",
                                  TEXT_ARG(text_trim(r->cell->text)),
                                  TEXT_ARG(cell_reading_words(r)));
        diag_hint(r->diags, d, "see whether the sign was typed by mistake");
    }
    if (decimal_digits(value) == 0)
        return;
    d = cell_reading_complain(
        r, DIAG_COUNT_FRACTION, "'%.*s' is no whole number (%.*s)",
        TEXT_ARG(text_trim(r->cell->text)), TEXT_ARG(cell_reading_words(r)));
    diag_hint(r->diags, d, "see whether an amount of money was typed there");
}

enum cell_result
cell_number_read(struct cell_reading *r, struct fact *fact)
{
    struct figure figure = { .places = -1 };
    enum cell_result result;
    int shift;

    if (r->cell->type == CELL_NUMBER)
        result = take_number(r, &figure);
    else if (r->cell->type == CELL_TEXT)
        result = take_typed(r, &figure);
    else
        result = no_number(r);
    if (result != CELL_READ_FACT)
        return result;
    result = figure_shift(r, &figure, &shift);
    if (result != CELL_READ_FACT)
        return result;
    if (decimal_shift(figure.value, shift, &fact->value) != DECIMAL_OK)
        return too_large(r);
    fact->decimals = (int8_t)(figure.places - shift);
    if (r->slot->kind == VALUE_COUNT) /* 46.00 among amounts is 46 */
        fact->decimals = (int8_t)decimal_digits(fact->value);
    check_ratio(r, &figure);
    check_count(r, fact->value);
    return CELL_READ_FACT;
}
