/*
 * xlsx_text.h - string items: plain, rich, with phonetic runs, escaped.
 *
 * Source   ECMA-376 part 1, 18.4.8 (si), 18.3.1.53 (is), 22.9.2.19 (ST_Xstring).
 * Memory   Texts are decoded and joined in place, in the bytes of the part.
 */
#ifndef BOOK_XLSX_TEXT_H
#define BOOK_XLSX_TEXT_H

#include "book/xml.h"

/* The runs of one item, a list used again for the next. */
struct xlsx_text_runs {
    struct text *items;
    int n, capacity;
};

/* How a text looks: as its cell says, or as all its runs say themselves. */
enum xlsx_text_look { LOOK_OF_CELL, LOOK_PLAIN, LOOK_MARKED };

/* A text and whether a part of it is raised, lowered or struck out. */
struct xlsx_text {
    struct text text;
    enum xlsx_text_look look;
};

/*
 * After the start of an si or is element: the text of its runs without the
 * phonetic ones; behind its end.  False if the part is wrong.
 */
bool xlsx_text_item(struct arena *arena, struct xml *xml,
                    struct xlsx_text_runs *runs, struct xlsx_text *out);

/* After the start of a font or rPr element: does it raise, lower or strike out
   (18.4.10, 18.8.36)?  Behind its end; false if the part is wrong. */
bool xlsx_text_font(struct xml *xml, bool *marked);

/* _xHHHH_ decoded once; a surrogate without its other half stays as it is. */
struct text xlsx_text_decode(struct text t);

#endif
