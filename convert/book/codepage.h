/*
 * codepage.h - texts of old workbooks as UTF-8.
 *
 * Source   [MS-XLS] 2.4.52 for the numbers of code pages.
 * Memory   In the arena; what is ASCII already is not copied.
 * Errors   False for bytes that are no text of that code page: a character is
 *          never replaced by another.
 */
#ifndef BOOK_CODEPAGE_H
#define BOOK_CODEPAGE_H

#include "base/text.h"

bool codepage_is_ascii(struct text t);
/* Bytes of a code page; 0 is that of western Europe. */
bool codepage_decode(struct arena *arena, int codepage, struct text bytes,
                     struct text *out);

/* A text in pieces, of one byte a character (the first 256 of Unicode) or of
   two (UTF-16LE), joined: characters may have their halves in two pieces. */
struct codepage_text {
    char *at; /* room for what is still to come */
    size_t n;
    uint32_t high; /* the first half of a pair, not yet met its second; or 0 */
    bool wrong;    /* half a pair stood alone */
};
/* Bytes of UTF-8 that so many characters need at most. */
#define CODEPAGE_MOST 3
void codepage_add(struct codepage_text *to, struct text piece, bool wide);
bool codepage_end(const struct codepage_text *text);

#endif
