/*
 * decimal.h - exact decimal numbers: units / 10^scale.
 *
 * Limits   |units| <= DECIMAL_MAX (18 digits), scale 0 to 18.  What does not
 *          fit is reported, never wrapped.  No double, no division.
 * Memory   None is taken but by decimal_text().
 * Errors   By the returned enum; callers add the diagnostic, since they know
 *          the cell.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

#define DECIMAL_MAX INT64_C(999999999999999999)
#define DECIMAL_SCALE_MAX 18
#define DECIMAL_TEXT_MAX 40 /* bytes decimal_show may write, NUL included */

struct decimal {
    int64_t units;
    uint8_t scale;
};

enum decimal_result { DECIMAL_OK, DECIMAL_NO_NUMBER, DECIMAL_OVERFLOW };

/*
 * Plain form only: optional sign, digits, optional point and digits; keeps
 * the scale as written, so that show(parse(t)) is t for canonical t
 * (no leading zeros, no plus, no "-0").
 */
enum decimal_result decimal_parse(struct text t, struct decimal *out);

/*
 * The text of a number cell, exponent form allowed: rounded half away from
 * zero to 15 significant digits as a spreadsheet shows it, trailing zeros
 * dropped.  Digits below 10^-18 are dropped as zero.
 */
enum decimal_result decimal_parse_cell(struct text t, struct decimal *out);

/* A number as spreadsheets and xsd:double write it: -12.50E+3. */
struct decimal_form {
    bool negative;
    struct text digits; /* at least one, at most one point before or among */
    size_t point;       /* digits before the point */
    int64_t exponent;   /* at most some 10^13 either way */
};

/* False if t, all of it, is none; points into t. */
bool decimal_lex(struct text t, struct decimal_form *out);

/*
 * A number that a person typed as text: thousands separators (in groups of
 * three), full-width digits and signs, blanks around, a leading ¥ are
 * accepted; keeps the scale as written.
 */
enum decimal_result decimal_parse_typed(struct text t, struct decimal *out);

/* Writes digits with exactly 'scale' decimals, NUL-terminated; returns n. */
int decimal_show(struct decimal d, char out[DECIMAL_TEXT_MAX]);
struct text decimal_text(struct arena *arena, struct decimal d);

struct decimal decimal_of(int64_t whole);
struct decimal decimal_normal(struct decimal d); /* no trailing zeros */
int decimal_digits(struct decimal d); /* decimals of the normal form */

enum decimal_result decimal_add(struct decimal a, struct decimal b,
                                struct decimal *out);
enum decimal_result decimal_subtract(struct decimal a, struct decimal b,
                                     struct decimal *out);
enum decimal_result decimal_multiply(struct decimal a, struct decimal b,
                                     struct decimal *out);
/* d * 10^places, exact; the result is normal. */
enum decimal_result decimal_shift(struct decimal d, int places,
                                  struct decimal *out);
/* Rounded half away from zero to 'scale' decimals; never grows the scale. */
struct decimal decimal_round(struct decimal d, int scale);

int decimal_compare(struct decimal a, struct decimal b); /* by value */
bool decimal_is_zero(struct decimal d);
struct decimal decimal_absolute(struct decimal d); /* without its sign */

#endif
