/*
 * limits.h - how much of anything the program takes from a file, and why.
 *
 * Every size that comes from input is compared with one of these before it is
 * used.  The largest honest workbook seen: inflate ratio 299, 469 entries,
 * 60 MB unpacked.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stdint.h>

#define LIMIT_FILE_BYTES (UINT64_C(256) << 20)  /* a workbook, packed */
#define LIMIT_ENTRIES 10000                     /* parts in a package */
#define LIMIT_ENTRY_NAME 4096                   /* bytes of a part's name */
#define LIMIT_PART_BYTES (UINT64_C(512) << 20)  /* one part, unpacked */
#define LIMIT_BOOK_BYTES (UINT64_C(1) << 30)    /* all parts together */
#define LIMIT_RATIO 1100     /* DEFLATE cannot pass 1032; more is a lie */
#define LIMIT_XML_DEPTH 256  /* OOXML stays under 40 */
#define LIMIT_XML_ATTRIBUTES 128 /* an element; also namespaces in scope */
#define LIMIT_SHEETS 10000
#define LIMIT_SHEET_NAME 1024 /* bytes; a program allows 31 characters */
#define LIMIT_RELATIONS 100000 /* a part; each hyperlink is one */
#define LIMIT_ROWS 1048576   /* ECMA-376: the last row a reference can name */
#define LIMIT_COLS 16384
#define LIMIT_CELLS 20000000 /* about 700 MB of cells */
#define LIMIT_MERGES 1000000
#define LIMIT_STRINGS 10000000
#define LIMIT_TEXT_BYTES 131068 /* 32,767 characters of up to 4 bytes */
#define LIMIT_BOOK_TEXT (UINT64_C(1) << 30) /* texts of all cells, as listed */
#define LIMIT_STYLES 65535
#define LIMIT_PATTERN_TEXT 4096 /* bytes of a text that a pattern with several
                                   placeholders is tried on: time may grow
                                   with the square */
#define LIMIT_LIST_GAP 1000 /* numbers that a list may leave out: each is an
                               empty row when it is drawn */
#define LIMIT_TREE_BYTES (UINT64_C(256) << 20)
#define LIMIT_TREE_NODES 20000000
#define LIMIT_TREE_DEPTH 64
#define LIMIT_TREE_ALIASED 100000 /* nodes that aliases stand for */
#define LIMIT_DIAGS 200       /* a file; the rest is counted */
#define LIMIT_TEMPLATES 1000
#define LIMIT_ARENA_BYTES ((size_t)2 << 30) /* one document */

#endif
