/*
 * xlsx_quick.h - cells and shared strings in the very form that spreadsheet
 * programs write, passed at once.
 *
 *     <c r="C7" s="4"><v>582.36</v></c>            <si><t>text</t></si>
 *
 * A sheet is hardly anything else.  What is written in any other way, or may be
 * wrong, is not passed and nothing of it is changed: xml.h reads it.  So these
 * complain of nothing, and what they say is what xml_next() would.
 *
 * Memory   Texts point into the part's bytes, as those of xml.h do.
 */
#ifndef BOOK_XLSX_QUICK_H
#define BOOK_XLSX_QUICK_H

#include "book/xml.h"

/* The number of the row being read, as its cells repeat it. */
struct xlsx_quick_row {
    char digits[12];
    size_t n; /* 0: nothing is passed */
};

enum xlsx_quick_kind {
    QUICK_BLANK,  /* holds nothing */
    QUICK_NUMBER, /* 'text', which xlsx_value_is_plain() */
    QUICK_SHARED, /* the shared string 'index' */
    QUICK_INLINE, /* 'text', not empty, not yet xlsx_text_decode()d */
};

struct xlsx_quick_cell {
    int col;
    int style; /* of cell formats; -1: none is named */
    int index;
    enum xlsx_quick_kind kind;
    bool has_formula; /* without attributes; NUMBER only */
    struct text text;
};

/* For the children of the row begun; 'row' counts from 0. */
void xlsx_quick_begin(const struct xml *xml, int row,
                      struct xlsx_quick_row *out);
/* Passes the cell that is next; false if it is no such cell. */
bool xlsx_quick_cell(struct xml *xml, const struct xlsx_quick_row *row,
                     struct xlsx_quick_cell *out);
/* The same of an si element that is one t of plain text. */
bool xlsx_quick_item(struct xml *xml, struct text *out);

#endif
