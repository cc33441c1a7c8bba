/*
 * xml_utf8.h - a part in UTF-16 or ISO-8859-1 as UTF-8.
 *
 * Memory   The bytes, a NUL behind them, in the arena.
 */
#ifndef BOOK_XML_UTF8_H
#define BOOK_XML_UTF8_H

#include "base/text.h"

struct arena;

/*
 * Either end first, with or without a mark, which is left out.  At a surrogate
 * without its other half, or a byte alone at the end, NULL and where it is.
 */
char *xml_utf8_of_utf16(struct arena *arena, struct text in, size_t *n,
                        size_t *bad);
char *xml_utf8_of_latin1(struct arena *arena, struct text in, size_t *n);

#endif
