/*
 * ods_text.h - the text of a paragraph of an OpenDocument file.
 *
 * Source   OpenDocument 1.3, part 3, 6.1.2 (white space) and 6.1.
 * Memory   In its part where it is plain, else in the arena.
 * Errors   Those of xml.h; limit-reached.
 */
#ifndef BOOK_ODS_TEXT_H
#define BOOK_ODS_TEXT_H

#include "book/ods_style.h"

/* After the start of a text:p element, to behind its end: its text.  'marked'
   becomes true where a part that can be seen is raised, lowered or struck
   out. */
bool ods_text_paragraph(struct xml *xml, struct ods_styles *styles,
                        struct arena *arena, struct text *out, bool *marked);

#endif
