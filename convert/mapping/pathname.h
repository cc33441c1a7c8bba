/*
 * pathname.h - what the end of a file's path says of its filing.
 *
 *     {year}/{department}.xlsx
 *
 * It is compared with the end of a path, part by part, with the patterns of
 * mappings; {*} is anything.
 *
 * Memory   In the arena; points into the text that was parsed, and into a copy
 *          of the path.
 * Errors   usage, of a name that is none; file-unnamed, of a path.
 */
#ifndef MAPPING_PATHNAME_H
#define MAPPING_PATHNAME_H

#include "base/diag.h"
#include "book/grid.h"

#define PATHNAME_YEAR_FIRST 1949
#define PATHNAME_YEAR_LAST 9999

struct pathname {
    const char *written;
    struct pattern *parts; /* [n] from the last to the first */
    int n, capacity;
};

/* NULL, and reported, where it is none; of no place where it has no part. */
struct pathname *pathname_parse(struct arena *arena, const char *written,
                                struct diag_list *diags);

/* Adds to 'out' what the path says; false, and reported, where it ends
   otherwise. */
bool pathname_match(struct arena *arena, const struct pathname *name,
                    const char *path, struct book_given *out,
                    struct diag_list *diags);

/* The year that a text is, 0: none. */
int pathname_year(struct text t);

#endif
