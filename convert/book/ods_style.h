/*
 * ods_style.h - the styles of an OpenDocument file, as far as cells need them:
 * number formats, what is hidden, and what is raised, lowered or struck out.
 *
 * Number formats are made format codes of .xlsx, so that all that asks what a
 * cell shows asks the same.
 *
 * Source   OpenDocument 1.3, part 3, 16 and 17.
 * Memory   In the arena.
 * Errors   Those of xml.h.
 */
#ifndef BOOK_ODS_STYLE_H
#define BOOK_ODS_STYLE_H

#include "book/grid.h"
#include "book/xml.h"

struct ods_styles;

struct ods_styles *ods_style_new(struct arena *arena, struct book *book);
/* After the start of an element that holds styles: to behind its end. */
bool ods_style_read(struct ods_styles *styles, struct xml *xml);
/* The style of book->styles that a cell of that style has; 0 for none.  Is it
   'marked' (CELL_MARKED)? */
uint16_t ods_style_of_cell(struct ods_styles *styles, struct text name,
                           bool *marked);
/* Does a style of texts raise, lower or strike out? */
bool ods_style_is_marked(struct ods_styles *styles, struct text name);
/* Is a table, a row or a column of that style not shown? */
bool ods_style_is_hidden(struct ods_styles *styles, struct text name);

/* The value of an attribute, whatever its prefix: part 3 has no two of one
   local name on an element that is read here.  At NULL: it is not there. */
struct text ods_style_said(const struct xml *xml, const char *name);

#endif
