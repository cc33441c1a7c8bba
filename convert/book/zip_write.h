/*
 * zip_write.h - a zip container written again with some of its parts changed.
 *
 * Parts that do not change keep their compressed bytes, their order and the
 * time they carry; a changed part is deflated anew in its old place, new ones
 * follow behind the others.  The same input gives the same bytes.
 *
 * Written here and not by a library: the container is in memory and its
 * directory is read and proven by zip.h already, and an archive library would
 * stamp what it writes with the time of day.
 *
 * Memory   The result in the arena given.
 * Errors   limit-reached where the result would need 64-bit sizes.
 */
#ifndef BOOK_ZIP_WRITE_H
#define BOOK_ZIP_WRITE_H

#include "book/zip.h"

struct zip_write_part {
    struct text name;
    struct text bytes; /* .at NULL: the part goes away */
};

/* The parts that change and new ones, by name as zip_find() compares. */
bool zip_write(struct arena *arena, const struct zip *zip,
               const struct zip_write_part *parts, int n, struct text *out,
               struct diag_list *diags);

#endif
