/*
 * xml_expat.h - a part as expat reads it, written down as plain UTF-8.
 *
 * What comes out has no declaration, comments, instructions and CDATA.  It is
 * what the scanner of book/xml.c is held to: both have to say the same of
 * every part.
 *
 * Memory   The bytes, a NUL behind them, in the arena.
 * Errors   xml-invalid, dtd-forbidden, limit-reached; NULL then.
 * Limits   LIMIT_XML_DEPTH, twice LIMIT_PART_BYTES.
 */
#ifndef SUPPORT_XML_EXPAT_H
#define SUPPORT_XML_EXPAT_H

#include "base/diag.h"

char *xml_expat_utf8(struct arena *arena, const char *file, const char *part,
                     const char *bytes, size_t n, size_t *n_out,
                     struct diag_list *diags);

#endif
