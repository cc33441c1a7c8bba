/*
 * language.h - what people read, in the language they read.
 *
 * The English text stands in the source and is the key; zh_CN.po beside this
 * file has the Chinese, and is compiled into the program.  A text that has no
 * translation stays English.  Data (ids, codes, words of sheets, CSV, JSON)
 * has no language.
 *
 * What is translated is found in the sources (tests/support/messages.sh): the
 * arguments of functions marked LANGUAGE_FORMAT or LANGUAGE_TEXT, and texts
 * marked N_ where they stand in a table or behind a '?'.
 *
 * Memory   Texts are constant and last as long as the program.
 */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGE_N };

/* Before a function's declaration: argument n is a text as printf takes it,
   and its arguments begin at m, or are not there (0). */
#define LANGUAGE_FORMAT(n, m) __attribute__((format(printf, n, m)))
/* Argument n is a text that is returned in another language. */
#define LANGUAGE_TEXT(n) __attribute__((format_arg(n)))
/* A text that is translated where it is used. */
#define N_(text) text

LANGUAGE_TEXT(2)
const char *language_say(enum language language, const char *english);

/* The names of a text's arguments in order, with blanks between; "" where it
   has none or is not in the catalogue. */
const char *language_arguments(const char *english);

#endif
