/*
 * limits.h - how much of anything the program takes from a file, and why.
 *
 * Every size that comes from input is compared with one of these before it is
 * used.  Those of limits.def can be raised for a run (--limit NAME=NUMBER);
 * those below follow from a format or are sizes of arrays, and are set when the
 * program is built.
 *
 * Memory   One static table, which main owns: limits_set() changes it while
 *          options are read, and nothing does later.
 * Errors   limit-reached, which names the limit and how to raise it.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stdint.h>

#include "base/diag.h"

enum limits {
#define LIMIT(name, word, value, of, why) LIMITS_##name,
#include "base/limits.def"
#undef LIMIT
    LIMITS_N
};

extern int64_t limits_value[LIMITS_N];

#define LIMIT_FILE_BYTES ((uint64_t)limits_value[LIMITS_FILE_BYTES])
#define LIMIT_ENTRIES ((uint64_t)limits_value[LIMITS_ENTRIES])
#define LIMIT_PART_BYTES ((uint64_t)limits_value[LIMITS_PART_BYTES])
#define LIMIT_BOOK_BYTES ((uint64_t)limits_value[LIMITS_BOOK_BYTES])
#define LIMIT_SHEETS ((int)limits_value[LIMITS_SHEETS])
#define LIMIT_SHEET_NAME ((size_t)limits_value[LIMITS_SHEET_NAME])
#define LIMIT_RELATIONS ((int)limits_value[LIMITS_RELATIONS])
#define LIMIT_CELLS ((int)limits_value[LIMITS_CELLS])
#define LIMIT_MERGES ((int)limits_value[LIMITS_MERGES])
#define LIMIT_STRINGS ((int)limits_value[LIMITS_STRINGS])
#define LIMIT_TEXT_BYTES ((size_t)limits_value[LIMITS_TEXT_BYTES])
#define LIMIT_BOOK_TEXT ((uint64_t)limits_value[LIMITS_BOOK_TEXT])
#define LIMIT_STYLES ((int)limits_value[LIMITS_STYLES])
#define LIMIT_TREE_BYTES ((uint64_t)limits_value[LIMITS_TREE_BYTES])
#define LIMIT_TREE_NODES ((int)limits_value[LIMITS_TREE_NODES])
#define LIMIT_TREE_ALIASED ((int)limits_value[LIMITS_TREE_ALIASED])
#define LIMIT_TEMPLATES ((int)limits_value[LIMITS_TEMPLATES])
#define LIMIT_TITLE_BYTES ((size_t)limits_value[LIMITS_TITLE_BYTES])
#define LIMIT_HEADER_SEARCH (limits_value[LIMITS_HEADER_SEARCH])
#define LIMIT_HEADER_ROWS (limits_value[LIMITS_HEADER_ROWS])
#define LIMIT_NOTES ((int)limits_value[LIMITS_NOTES])
#define LIMIT_PAGE_CELLS ((int)limits_value[LIMITS_PAGE_CELLS])
#define LIMIT_DIAGS ((int)limits_value[LIMITS_DIAGS])
#define LIMIT_ARENA_BYTES ((size_t)limits_value[LIMITS_ARENA_BYTES])

/* ECMA-376: the last row and column that a reference can name. */
#define LIMIT_ROWS 1048576
#define LIMIT_COLS 16384
/* Bytes of a document's properties. */
#define LIMIT_PROPERTIES 65536
/* DEFLATE cannot pass 1032; more is a lie. */
#define LIMIT_RATIO 1100
/* Bytes of a part's name, or of a path. */
#ifndef LIMIT_ENTRY_NAME
#define LIMIT_ENTRY_NAME 4096
#endif
/* Elements within elements; OOXML stays under 40. */
#ifndef LIMIT_XML_DEPTH
#define LIMIT_XML_DEPTH 256
#endif
/* Attributes of an element; also namespaces in scope. */
#ifndef LIMIT_XML_ATTRIBUTES
#define LIMIT_XML_ATTRIBUTES 128
#endif
/* Levels of JSON and YAML; a model has 6. */
#ifndef LIMIT_TREE_DEPTH
#define LIMIT_TREE_DEPTH 64
#endif
/* Bytes of a pattern, and of a text that one with several placeholders is
   tried on: time may grow with the square. */
#ifndef LIMIT_PATTERN_TEXT
#define LIMIT_PATTERN_TEXT 4096
#endif
/* Numbers that a list may leave out: each is an empty row when it is drawn. */
#ifndef LIMIT_LIST_GAP
#define LIMIT_LIST_GAP 1000
#endif
/* Cells looked at for the results of formulas: sums of long columns grow with
   the square. */
#define LIMIT_RECALC 20000000

/* "entries=20000", or with K, M or G after the number; false for a limit that
   does not exist or a number that it cannot have. */
bool limits_set(struct text setting);

/* Reports limit-reached, with the limit after the words given.  False. */
LANGUAGE_FORMAT(4, 5)
bool limits_reached(struct diag_list *diags, enum limits limit, struct place at,
                    const char *format, ...);

/* The table, for people. */
void limits_write(FILE *out, enum language language);

#endif
