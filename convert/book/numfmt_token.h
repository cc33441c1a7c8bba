/*
 * numfmt_token.h - a number format's code, piece by piece.
 *
 * Memory   Tokens point into the format.
 */
#ifndef BOOK_NUMFMT_TOKEN_H
#define BOOK_NUMFMT_TOKEN_H

#include "base/text.h"

/* The code's letters outside of quotes, brackets and escapes. */
enum numfmt_token_kind {
    TOKEN_END,
    TOKEN_LITERAL, /* text to be shown */
    TOKEN_LETTER,  /* a run of one letter: yyyy, mm … */
    TOKEN_MARK,    /* one of 0 # ? . , % / @ E ; and what else there is */
    TOKEN_ELAPSED, /* [h], [mm], [s] */
    TOKEN_NOTHING, /* colours, conditions, paddings */
};

struct numfmt_token {
    enum numfmt_token_kind kind;
    struct text text;
    char letter; /* of LETTER and MARK, small */
};

/* The one at 'pos', which goes behind it. */
struct numfmt_token numfmt_token_next(struct text format, size_t *pos);

/* Bytes of the word General that a format begins with; 0 where it does not.
   Chinese Excel writes it in its own words. */
size_t numfmt_token_general(struct text format);

#endif
