/* numfmt.c - number format codes, read as far as forms need them. */
#include "book/numfmt.h"

#include "base/decimal.h"
#include "book/numfmt_token.h"
#include "book/serial.h"

static bool
is_general(struct text format)
{
    return !format.n || numfmt_token_general(format);
}

/* AM/PM and A/P are no letters of a date by themselves. */
static bool
is_date_letter(char c)
{
    return c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's';
}

bool
numfmt_is_date(struct text format)
{
    size_t pos = 0;

    if (is_general(format))
        return false;
    for (;;) {
        struct text rest = text_slice(format, pos, format.n);
        struct numfmt_token t;

        if (numfmt_token_general(rest)) { /* behind [DBNum1], say */
            pos += numfmt_token_general(rest);
            continue;
        }
        t = numfmt_token_next(format, &pos);
        if (t.kind == TOKEN_END)
            return false;
        if (t.kind == TOKEN_ELAPSED
            || (t.kind == TOKEN_LETTER
                && (is_date_letter(t.letter)
                    || (t.letter == 'e' && t.text.n <= 2)
                    || (t.letter == 'a' && t.text.n >= 3))))
            return true;
    }
}

bool
numfmt_has_time(struct text format)
{
    for (size_t pos = 0;;) {
        struct numfmt_token t = numfmt_token_next(format, &pos);

        if (t.kind == TOKEN_END)
            return false;
        if (t.kind == TOKEN_ELAPSED
            || (t.kind == TOKEN_LETTER && (t.letter == 'h' || t.letter == 's')))
            return true;
    }
}

bool
numfmt_is_percent(struct text format)
{
    size_t pos = 0;

    for (;;) {
        struct numfmt_token t = numfmt_token_next(format, &pos);

        if (t.kind == TOKEN_END || (t.kind == TOKEN_MARK && t.letter == ';'))
            return false;
        if (t.kind == TOKEN_MARK && t.letter == '%')
            return true;
    }
}

/* What the first section of a number format asks for. */
struct shape {
    int decimals;      /* -1: as many as there are */
    int thousands_off; /* trailing commas: shown in thousands, millions … */
    bool percent, grouped, exponent, fraction, general;
    size_t first, end; /* of the digits in the format */
};

static struct shape
shape_of(struct text format)
{
    struct shape s = { -1, 0, false, false, false, false, false, 0, 0 };
    bool digits = false, point = false;
    int commas = 0, decimals = 0;
    size_t pos = 0;

    if (is_general(format) || numfmt_is_date(format)) {
        s.general = true;
        return s;
    }
    for (;;) {
        size_t from = pos;
        struct numfmt_token t = numfmt_token_next(format, &pos);

        if (t.kind == TOKEN_END || (t.kind == TOKEN_MARK && t.letter == ';'))
            break;
        if (t.kind != TOKEN_MARK)
            continue;
        if (t.letter == '0' || t.letter == '#' || t.letter == '?') {
            if (!digits)
                s.first = from;
            s.end = pos;
            digits = true;
            s.grouped |= commas > 0 && !point;
            commas = 0;
            if (point && !s.exponent)
                decimals++;
        } else if (t.letter == '.') {
            if (!digits)
                s.first = from;
            s.end = pos;
            point = digits = true;
        } else if (t.letter == ',' && digits) {
            commas++;
            s.end = pos;
        } else if (t.letter == '%') {
            s.percent = true;
        } else if (t.letter == 'e') {
            s.exponent = true;
        } else if (t.letter == '/' && digits) {
            s.fraction = true;
        }
    }
    s.thousands_off = commas;
    if (digits && !s.fraction)
        s.decimals = decimals;
    else
        s.general = true;
    return s;
}

int
numfmt_places(struct text format)
{
    struct shape s = shape_of(format);

    if (s.decimals < 0 || s.thousands_off || s.exponent)
        return -1;
    return s.decimals + (s.percent ? 2 : 0);
}

/* 18.8.30; 27-36 and 50-58 as zh-cn has them. */
static const struct {
    int id;
    const char *code;
} builtin[] = {
    { 0, "General" },
    { 1, "0" },
    { 2, "0.00" },
    { 3, "#,##0" },
    { 4, "#,##0.00" },
    { 5, "\"¥\"#,##0;\"¥\"\\-#,##0" },
    { 6, "\"¥\"#,##0;[Red]\"¥\"\\-#,##0" },
    { 7, "\"¥\"#,##0.00;\"¥\"\\-#,##0.00" },
    { 8, "\"¥\"#,##0.00;[Red]\"¥\"\\-#,##0.00" },
    { 9, "0%" },
    { 10, "0.00%" },
    { 11, "0.00E+00" },
    { 12, "# ?/?" },
    { 13, "# ?\?/?\?" },
    { 14, "mm-dd-yy" },
    { 15, "d-mmm-yy" },
    { 16, "d-mmm" },
    { 17, "mmm-yy" },
    { 18, "h:mm AM/PM" },
    { 19, "h:mm:ss AM/PM" },
    { 20, "h:mm" },
    { 21, "h:mm:ss" },
    { 22, "m/d/yy h:mm" },
    { 27, "yyyy\"年\"m\"月\"" },
    { 28, "m\"月\"d\"日\"" },
    { 29, "m\"月\"d\"日\"" },
    { 30, "m-d-yy" },
    { 31, "yyyy\"年\"m\"月\"d\"日\"" },
    { 32, "h\"时\"mm\"分\"" },
    { 33, "h\"时\"mm\"分\"ss\"秒\"" },
    { 34, "上午/下午h\"时\"mm\"分\"" },
    { 35, "上午/下午h\"时\"mm\"分\"ss\"秒\"" },
    { 36, "yyyy\"年\"m\"月\"" },
    { 37, "#,##0 ;(#,##0)" },
    { 38, "#,##0 ;[Red](#,##0)" },
    { 39, "#,##0.00;(#,##0.00)" },
    { 40, "#,##0.00;[Red](#,##0.00)" },
    { 41, "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ " },
    { 42, "_ \"¥\"* #,##0_ ;_ \"¥\"* \\-#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ " },
    { 43, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ " },
    { 44, "_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ \"¥\"* \"-\"?\?_ ;"
          "_ @_ " },
    { 45, "mm:ss" },
    { 46, "[h]:mm:ss" },
    { 47, "mmss.0" },
    { 48, "##0.0E+0" },
    { 49, "@" },
    { 50, "yyyy\"年\"m\"月\"" },
    { 51, "m\"月\"d\"日\"" },
    { 52, "yyyy\"年\"m\"月\"" },
    { 53, "m\"月\"d\"日\"" },
    { 54, "m\"月\"d\"日\"" },
    { 55, "上午/下午h\"时\"mm\"分\"" },
    { 56, "上午/下午h\"时\"mm\"分\"ss\"秒\"" },
    { 57, "yyyy\"年\"m\"月\"" },
    { 58, "m\"月\"d\"日\"" },
};

struct text
numfmt_builtin(int id)
{
    for (int i = 0; i < ARRAY_LEN(builtin); i++)
        if (builtin[i].id == id)
            return text_of(builtin[i].code);
    return TEXT_NONE;
}

struct text
numfmt_fixed(struct arena *arena, int decimals, bool percent)
{
    char code[DECIMAL_SCALE_MAX + 4];
    int n = 0;

    code[n++] = '0';
    if (decimals > 0) {
        code[n++] = '.';
        for (int i = 0; i < decimals && i < DECIMAL_SCALE_MAX; i++)
            code[n++] = '0';
    }
    if (percent)
        code[n++] = '%';
    return text_copy(arena, (struct text){ code, (size_t)n });
}

struct text
numfmt_count(struct arena *arena, int decimals)
{
    return text_printf(arena, "#,##%.*s",
                       TEXT_ARG(numfmt_fixed(arena, decimals, false)));
}

/* ---- numbers ---- */

/* Digits with commas in groups of three and zeros up to 'decimals'. */
static struct text
grouped(struct arena *arena, struct decimal d, int decimals, bool group)
{
    char digits[DECIMAL_TEXT_MAX], out[2 * DECIMAL_TEXT_MAX + 32];
    int n = decimal_show(d, digits), n_out = 0, whole = 0, i = 0;

    if (digits[0] == '-')
        out[n_out++] = digits[i++];
    while (i + whole < n && digits[i + whole] != '.')
        whole++;
    for (; whole > 0; whole--) {
        out[n_out++] = digits[i++];
        if (group && whole > 1 && (whole - 1) % 3 == 0)
            out[n_out++] = ',';
    }
    for (; i < n; i++)
        out[n_out++] = digits[i];
    if (decimals > DECIMAL_SCALE_MAX)
        decimals = DECIMAL_SCALE_MAX;
    if (decimals > d.scale && d.scale == 0)
        out[n_out++] = '.';
    for (int k = d.scale; k < decimals; k++)
        out[n_out++] = '0';
    return text_copy(arena, (struct text){ out, (size_t)n_out });
}

/* Literals of the first section before or behind its digits. */
static struct text
literals(struct arena *arena, struct text format, size_t from, size_t end,
         bool dash)
{
    struct text out = TEXT_NONE;
    size_t pos = from;

    while (pos < end) {
        struct numfmt_token t = numfmt_token_next(format, &pos);

        if (t.kind == TOKEN_END || (t.kind == TOKEN_MARK && t.letter == ';'))
            break;
        if (t.kind == TOKEN_LITERAL
            || (t.kind == TOKEN_MARK
                && (t.letter == '%' || t.letter == '$'
                    || (unsigned char)t.letter >= 0x80
                    || (dash && t.letter == '-'))))
            out = text_printf(arena, "%.*s%.*s", TEXT_ARG(out),
                              TEXT_ARG(t.text));
    }
    return out;
}

static struct text
show_number(struct arena *arena, struct text format, struct text number)
{
    struct shape s = shape_of(format);
    struct text head, tail, digits;
    struct decimal d;

    if (decimal_parse_cell(number, &d) != DECIMAL_OK)
        return number;
    if (s.general || s.exponent)
        return decimal_text(arena, decimal_normal(d));
    if ((s.percent || s.thousands_off)
        && decimal_shift(d, (s.percent ? 2 : 0) - 3 * s.thousands_off, &d)
               != DECIMAL_OK)
        return number;
    d = decimal_round(d, s.decimals);
    digits = grouped(arena, d, s.decimals, s.grouped);
    head = literals(arena, format, 0, s.first, false);
    tail = literals(arena, format, s.end, format.n, false);
    if (!head.n && !tail.n)
        return digits;
    if (head.n && digits.at[0] == '-')
        return text_printf(arena, "-%.*s%.*s%.*s", TEXT_ARG(head),
                           (int)digits.n - 1, digits.at + 1, TEXT_ARG(tail));
    return text_printf(arena, "%.*s%.*s%.*s", TEXT_ARG(head), TEXT_ARG(digits),
                       TEXT_ARG(tail));
}

/* ---- dates ---- */

/* Is the m at 'pos' a minute: behind an hour, or before a second? */
static bool
before_second(struct text format, size_t pos)
{
    for (;;) {
        struct numfmt_token t = numfmt_token_next(format, &pos);

        if (t.kind == TOKEN_END)
            return false;
        if (t.kind == TOKEN_LETTER)
            return t.letter == 's';
    }
}

/* Follows the format's letters; TEXT_NONE where it names months or halves. */
static struct text
follow(struct arena *arena, struct text format, const struct moment *m)
{
    struct text out = TEXT_NONE;
    char last = 0;
    size_t pos = 0;

    for (;;) {
        struct numfmt_token t = numfmt_token_next(format, &pos);
        int value = 0, width = t.text.n > 1 ? 2 : 1;

        if (t.kind == TOKEN_END || (t.kind == TOKEN_MARK && t.letter == ';'))
            return out;
        if (t.kind == TOKEN_ELAPSED)
            return TEXT_NONE;
        if (t.kind == TOKEN_LETTER) {
            bool minute = t.letter == 'm'
                          && (last == 'h' || before_second(format, pos));

            last = t.letter;
            if ((t.text.n > 2 && t.letter != 'y') || !is_date_letter(t.letter))
                return TEXT_NONE;
            if (t.letter == 'y') {
                value = t.text.n > 2 ? m->year : m->year % 100;
                width = t.text.n > 2 ? 4 : 2;
            } else if (t.letter == 'm') {
                value = minute ? m->minute : m->month;
            } else {
                value = t.letter == 'd'   ? m->day
                        : t.letter == 'h' ? m->hour
                                          : m->second;
            }
            out = text_printf(arena, "%.*s%0*d", TEXT_ARG(out), width, value);
        } else if (t.kind == TOKEN_LITERAL
                   || (t.kind == TOKEN_MARK && t.letter != '@')) {
            out = text_printf(arena, "%.*s%.*s", TEXT_ARG(out),
                              TEXT_ARG(t.text));
        }
    }
}

static struct text
show_date(struct arena *arena, struct text format, bool date1904,
          struct text serial)
{
    struct text out = TEXT_NONE;
    struct moment m;

    if (!serial_read(serial, date1904, &m))
        return serial;
    if (text_find(format, TEXT("年"), 0) >= 0
        || text_find(format, TEXT("月"), 0) >= 0
        || text_find(format, TEXT("yyyy"), 0) >= 0)
        out = follow(arena, format, &m);
    if (out.n)
        return out;
    if (m.hour || m.minute || m.second)
        return text_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d", m.year,
                           m.month, m.day, m.hour, m.minute, m.second);
    return text_printf(arena, "%04d-%02d-%02d", m.year, m.month, m.day);
}

struct text
numfmt_show(struct arena *arena, const struct book *book,
            const struct cell *cell)
{
    struct text format = book->styles[cell->style].format;

    if (cell->flags & CELL_NO_RESULT)
        return cell->text;
    switch (cell->type) {
    case CELL_NUMBER:
        return show_number(arena, format, cell->text);
    case CELL_DATE:
        return show_date(arena, format, book->date1904, cell->text);
    case CELL_BOOL:
        return text_equal(cell->text, TEXT("1")) ? TEXT("TRUE") : TEXT("FALSE");
    default:
        return cell->text;
    }
}
