/*
 * given_zip.h - zip containers and small workbooks made in memory, entry by
 * entry, each of whose fields can be made to lie.
 *
 * Memory   In the arena given.
 */
#ifndef SUPPORT_GIVEN_ZIP_H
#define SUPPORT_GIVEN_ZIP_H

#include <stdint.h>

#include "base/text.h"

/* One entry, stored; zero is the honest value of every field. */
struct given_part {
    const char *name;
    const char *content;
    size_t n_name, n_content; /* 0: up to the NUL */
    const char *local_name;   /* NULL: as name */
    uint16_t method, flags;   /* method 8: content is already deflated */
    int32_t size_off;         /* added to the size unpacked */
    int32_t local_size_off;   /* the same, in the local header only */
    uint32_t crc_xor;
    uint32_t crc;        /* with method 8: of the content unpacked */
    uint32_t n_unpacked; /* with method 8 */
    uint32_t top;        /* not 0: the offset the directory claims */
};

struct given_end {
    int count_off; /* added to the number of entries */
    uint16_t disk;
    const char *comment; /* NULL: none */
    size_t n_comment;
};

struct text given_zip(struct arena *arena, const struct given_part *parts,
                      int n, struct given_end end);

/* A workbook whose parts are given or, where NULL, the plainest there are. */
struct given_workbook {
    const char *types, *root, *workbook, *relations;
    const char *sheet;            /* the whole part */
    const char *data;             /* or only what is in sheetData */
    const char *styles, *strings; /* NULL: no such part */
    const char *second;           /* a second sheet part, NULL: none */
    struct given_part extra;      /* name NULL: none */
};

#define GIVEN_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define GIVEN_LINK                                                             \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define GIVEN_RELATIONS                                                        \
    "http://schemas.openxmlformats.org/package/2006/relationships"

struct text given_workbook(struct arena *arena, struct given_workbook book);

#endif
