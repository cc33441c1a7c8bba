/*
 * csv_text.h - CSV as RFC 4180 has it: commas, double quotes, lines.
 *
 * A table is either for programs (plain) or for people who open it in a
 * spreadsheet (guarded).  A guarded table begins with a byte order mark, so
 * that Excel and WPS take it for UTF-8, and its texts are csv_guard.h's.  Reading
 * gives every text as it was; numbers are never touched.  A file says by its
 * byte order mark that it is guarded.
 *
 * Memory   In the arena; nothing points into what was read from.
 * Errors   One of the code that the caller names, at its line; false then.
 */
#ifndef BASE_CSV_TEXT_H
#define BASE_CSV_TEXT_H

#include <stdio.h>

#include "base/bytes.h"
#include "base/diag.h"

enum csv_text_style { CSV_TEXT_PLAIN, CSV_TEXT_GUARDED };

/* One record. */
struct csv_text_row {
    int line; /* of its first field, from 1 */
    struct text *fields;
    int n;
};

struct csv_text_table {
    struct csv_text_row *rows; /* empty lines left out */
    int n;
};

/* Accepts a byte order mark, and lines that end in LF, CR LF or CR. */
bool csv_text_read(struct arena *arena, const char *file, struct text bytes,
                   enum diag_code wrong, struct csv_text_table *out,
                   struct diag_list *diags);

/* The byte order mark of a guarded table, before anything else. */
void csv_text_write_mark(FILE *out, enum csv_text_style style);
/* A text as a field, quoted where it must be. */
void csv_text_write(FILE *out, struct text t, enum csv_text_style style);
/* The same into memory, where csv_text_room() bytes fit; behind it. */
char *csv_text_put(char *to, struct text t, enum csv_text_style style);
static inline size_t
csv_text_room(struct text t)
{
    return 2 * t.n + 3; /* quotes around it and a mark; each a quote */
}
/* The same behind other bytes. */
void csv_text_add(struct bytes *bytes, struct text t,
                  enum csv_text_style style);
/* A field of a line whose fields are separated by tabs, then 'end'; tabs and
   line breaks within the field become blanks. */
void csv_text_write_tab(FILE *out, struct text t, char end);

#endif
