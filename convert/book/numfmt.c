/* numfmt.c - number format codes, read as far as forms need them. */
#include "book/numfmt.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "book/serial.h"

/* The code's letters outside of quotes, brackets and escapes. */
enum token_kind {
    TOKEN_END,
    TOKEN_LITERAL, /* text to be shown */
    TOKEN_LETTER,  /* a run of one letter: yyyy, mm … */
    TOKEN_MARK,    /* one of 0 # ? . , % / @ E ; and what else there is */
    TOKEN_ELAPSED, /* [h], [mm], [s] */
    TOKEN_NOTHING, /* colours, conditions, paddings */
};

struct token {
    enum token_kind kind;
    struct text text;
    char letter; /* of LETTER and MARK, small */
};

static char
small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static struct token
bracket(struct text format, size_t *pos)
{
    size_t from = ++*pos;
    struct token t = { TOKEN_NOTHING, TEXT_NONE, 0 };

    while (*pos < format.n && format.at[*pos] != ']')
        ++*pos;
    t.text = text_slice(format, from, *pos);
    if (*pos < format.n)
        ++*pos;
    if (t.text.n) {
        size_t i = 0;

        t.letter = small(t.text.at[0]);
        while (i < t.text.n && small(t.text.at[i]) == t.letter)
            i++;
        if (i == t.text.n && strchr("hms", t.letter))
            t.kind = TOKEN_ELAPSED;
    }
    return t;
}

static struct token
next_token(struct text format, size_t *pos)
{
    struct token t = { TOKEN_END, TEXT_NONE, 0 };
    size_t from = *pos, i;
    char c;

    if (from >= format.n)
        return t;
    c = format.at[from];
    if (c == '[')
        return bracket(format, pos);
    if (c == '"') {
        for (i = from + 1; i < format.n && format.at[i] != '"';)
            i++;
        *pos = i < format.n ? i + 1 : i;
        t.kind = TOKEN_LITERAL;
        t.text = text_slice(format, from + 1, i);
        return t;
    }
    /* Excel writes ! for \ where it is set to Chinese. */
    if ((c == '\\' || c == '!' || c == '_' || c == '*')
        && from + 1 < format.n) {
        ++*pos;
        text_next(format, pos);
        t.kind = c == '\\' || c == '!' ? TOKEN_LITERAL : TOKEN_NOTHING;
        t.text = text_slice(format, from + 1, *pos);
        return t;
    }
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
        t.letter = small(c);
        t.kind = TOKEN_LETTER;
        if (t.letter == 'e' && from + 1 < format.n
            && (format.at[from + 1] == '+' || format.at[from + 1] == '-')) {
            t.kind = TOKEN_MARK;
            *pos = from + 2;
        } else {
            for (i = from; i < format.n && small(format.at[i]) == t.letter;)
                i++;
            *pos = i;
        }
        t.text = text_slice(format, from, *pos);
        return t;
    }
    text_next(format, pos);
    t.kind = TOKEN_MARK;
    t.letter = c;
    t.text = text_slice(format, from, *pos);
    return t;
}

/* Bytes of the word General that a format begins with; 0 where it does not.
   Chinese Excel writes it in its own words. */
static size_t
general_word(struct text format)
{
    static const char word[] = "general";
    const struct text chinese = TEXT("G/通用格式");

    if (text_starts(format, chinese))
        return chinese.n;
    if (format.n < sizeof word - 1)
        return 0;
    for (size_t i = 0; i < sizeof word - 1; i++)
        if (small(format.at[i]) != word[i])
            return 0;
    return sizeof word - 1;
}

static bool
is_general(struct text format)
{
    return !format.n || general_word(format);
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
        struct token t;

        if (general_word(rest)) { /* behind [DBNum1], say */
            pos += general_word(rest);
            continue;
        }
        t = next_token(format, &pos);
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
numfmt_is_percent(struct text format)
{
    size_t pos = 0;

    for (;;) {
        struct token t = next_token(format, &pos);

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
        struct token t = next_token(format, &pos);

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

/* ---- what a number looks like ---- */

/* The end of the section that begins at 'from': its ';' or the format's end. */
static size_t
section_end(struct text format, size_t from)
{
    size_t pos = from;

    for (;;) {
        size_t at = pos;
        struct token t = next_token(format, &pos);

        if (t.kind == TOKEN_END || (t.kind == TOKEN_MARK && t.letter == ';'))
            return at;
    }
}

/* The section for numbers of a sign; *own where it is for that sign alone. */
static struct text
section_of(struct text format, int sign, bool *own)
{
    struct text sections[3];
    int n = 0;

    for (size_t from = 0; from <= format.n && n < 3;) {
        size_t end = section_end(format, from);

        sections[n++] = text_slice(format, from, end);
        from = end + 1;
    }
    *own = true;
    if (sign < 0 && n >= 2)
        return sections[1];
    if (sign == 0 && n >= 3)
        return sections[2];
    *own = n >= 2 && sign > 0;
    return n > 0 ? sections[0] : TEXT_NONE;
}

struct looking {
    struct arena *arena;
    struct numfmt_look look;
    bool digits, point, literal_point, minus, color;
    int after, commas; /* digits behind a point; commas behind digits */
};

static void
look_at_words(struct looking *l, struct text words)
{
    struct text *to = l->digits ? &l->look.tail : &l->look.head;

    if (text_equal(words, TEXT("-")) || text_equal(words, TEXT("("))
        || text_equal(words, TEXT(")"))) {
        l->minus = true;
        return;
    }
    if (text_equal(words, TEXT(".")) && l->digits && !l->point) {
        l->literal_point = l->point = true;
        return;
    }
    for (size_t i = 0; i < words.n; i++)
        l->look.odd |= text_is_digit(words.at[i]);
    if (text_find(words, TEXT("%"), 0) >= 0
        || text_find(words, TEXT("％"), 0) >= 0) {
        l->look.hundredths = true;
        return;
    }
    *to = text_printf(l->arena, "%.*s%.*s", TEXT_ARG(*to),
                      TEXT_ARG(text_trim(words)));
}

/* [$USD-409] is a currency, [>100] a condition, [Red] a colour. */
static void
look_at_bracket(struct looking *l, struct text inside)
{
    if (inside.n > 0 && inside.at[0] == '$') {
        long dash = text_find(inside, TEXT("-"), 1);

        look_at_words(
            l, text_slice(inside, 1, dash < 0 ? inside.n : (size_t)dash));
    } else if (inside.n > 0
               && (inside.at[0] == '<' || inside.at[0] == '>'
                   || inside.at[0] == '=')) {
        l->look.odd = true;
    } else { /* a red number is a negative one */
        l->color |= text_starts(inside, TEXT("Red"))
                    || text_starts(inside, TEXT("红"));
    }
}

static void
look_at_mark(struct looking *l, struct token t)
{
    switch (t.letter) {
    case '0':
    case '#':
    case '?':
        /* Words among the digits: 58万2360. */
        l->look.odd |= l->look.tail.n > 0;
        l->digits = true;
        l->after += l->point;
        l->commas = 0;
        break;
    case '.':
        l->look.odd |= l->literal_point;
        l->point = l->digits = true;
        break;
    case ',':
        l->commas += l->digits;
        break;
    case '%':
        l->look.percent = true;
        break;
    case '-':
    case '(':
    case ')':
        l->minus = true;
        break;
    case 'e':
    case '/':
    case '@':
    case ' ':
    case '+':
    case ':':
        break;
    default:
        look_at_words(l, t.text);
        break;
    }
}

struct numfmt_look
numfmt_look(struct arena *arena, struct text format, int sign)
{
    struct looking l = { .arena = arena, .look = { .decimals = -1 } };
    bool own, general;
    struct text section = section_of(format, sign, &own);
    struct shape shape = shape_of(section);
    size_t pos = 0;

    general = is_general(section) && (section.n > 0 || format.n == 0);
    l.digits = general;
    for (;;) {
        size_t word = general_word(text_slice(section, pos, section.n));
        struct token t;

        if (word > 0) {
            l.digits = true;
            pos += word;
            continue;
        }
        t = next_token(section, &pos);
        if (t.kind == TOKEN_END)
            break;
        if (t.kind == TOKEN_NOTHING && section.at[pos - 1] == ']')
            look_at_bracket(&l, t.text);
        else if (t.kind == TOKEN_LITERAL)
            look_at_words(&l, t.text);
        else if (t.kind == TOKEN_MARK)
            look_at_mark(&l, t);
    }
    if (text_find(section, TEXT("@"), 0) >= 0)
        l.digits = true;
    l.look.hidden = !l.digits;
    l.look.off = l.literal_point ? l.after : 0;
    l.look.off += shape.general || shape.exponent ? 0 : 3 * l.commas;
    if (!general && !shape.general)
        l.look.decimals = l.literal_point ? l.after : shape.decimals;
    if (l.look.hidden) /* as precise as other numbers */
        l.look.decimals = shape_of(format).decimals;
    /* The sign must be seen, and none that is not there. */
    if (sign < 0 && own && !l.minus && !l.color)
        l.look.odd = true;
    if (sign > 0 && l.minus)
        l.look.odd = true;
    return l.look;
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
        struct token t = next_token(format, &pos);

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
        struct token t = next_token(format, &pos);

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
        struct token t = next_token(format, &pos);
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
