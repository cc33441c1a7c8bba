/*
 * diag.h - everything a person may ever read about what is wrong.
 *
 *   教育局.xlsx!收入决算表!C9: error: what is wrong [stable-word]
 *       evidence
 *     asked for by mappings/hubei-2022/income.yaml:33
 *     hint: an action
 *
 * Memory   Lists and their texts live in the list's arena.
 * Limits   LIMIT_DIAGS of each level are kept; further ones are only counted.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/language.h"
#include "base/text.h"

enum diag_level { DIAG_HINT, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define DIAG(name, word, level, meaning) DIAG_##name,
#include "base/diag_codes.def"
#undef DIAG
    DIAG_N_CODES
};

/* With a sheet: zero-based cell.  Without: row is a line, col a byte column,
   both from 1, 0 for none. */
struct place {
    const char *file;  /* NULL: nowhere */
    const char *sheet; /* NULL: a text file */
    int row, col;      /* -1 of a whole file or sheet */
};

#define PLACE_NONE ((struct place){ NULL, NULL, -1, -1 })
#define PLACE_FILE(f) ((struct place){ (f), NULL, 0, 0 })
#define PLACE_SHEET(f, s) ((struct place){ (f), (s), -1, -1 })
/* A cell; the whole sheet where row and column are beyond any sheet. */
#define PLACE_CELL(f, s, r, c) diag_place_cell((f), (s), (r), (c))

struct place diag_place_cell(const char *file, const char *sheet, int row,
                             int col);

/* An argument of a message, as it stands in the text, for JSON. */
struct diag_argument {
    const char *name, *value;
};

/* A value that the message is about, for JSON. */
struct diag_cell {
    const char *file; /* another one than the message's; or NULL */
    const char *sheet;
    int row, col; /* zero-based; row -1: no cell is known */
    int side;     /* of a comparison: 0 left, 1 right */
    const char *item, *measure, *label;
    const char *value;   /* as the sheet shows it; NULL: blank */
    const char *unit;    /* of it, or NULL */
    const char *zero_by; /* a blank that a rule proves zero: which; or NULL */
};

struct diag {
    enum diag_code code;
    enum diag_level level;
    enum language language; /* of its texts */
    struct place at;        /* the data that is wrong */
    struct place by;        /* the mapping or rule line that asked for more */
    const char *text;
    const char **detail; /* lines of evidence */
    int n_detail, detail_capacity;
    const char *hint;   /* one action, or NULL */
    const char *reason; /* why it stays, or NULL */
    const char *rule;   /* of mappings/rules, shown beside the code; or NULL */
    /* For JSON; NULL where they say nothing. */
    const char *found, *want, *difference, *tolerance, *unit;
    const struct diag_cell *cells; /* [n_cells], in order */
    int n_cells;
    const struct diag_argument *arguments; /* [n_arguments], of the text */
    int n_arguments;
};

struct diag_list {
    struct arena *arena;
    enum language language; /* of all texts that are added */
    bool with_arguments;    /* messages keep them by name */
    struct diag **items;
    int n, capacity;
    int n_level[3];     /* by level, also those not kept */
    int n_open;         /* errors and doubts, also those not kept */
    int n_explained;    /* warnings with a reason */
    struct diag *spare; /* given out for those */
    /* Codes that are left out, since the caller deals with what they warn of;
       ended by DIAG_N_CODES; NULL: none. */
    const enum diag_code *unwanted;
    /* The workbook that is being made: the file of every message that has a
       sheet and no file, when it is added or moved here; NULL: not named. */
    const char *made;
};

/* A list whose messages nobody reads, for something that is only tried. */
struct diag_list diag_none(struct arena *arena);
/* An empty list that takes what another does, in its language. */
struct diag_list diag_apart(const struct diag_list *diags, struct arena *arena);

/* A code with the level it has in one case. */
struct diag_as {
    enum diag_code code;
    enum diag_level level;
};

#define DIAG_AS(c, l) ((struct diag_as){ (c), (l) })

/* Level and word come from diag_codes.def.  Never returns NULL. */
LANGUAGE_FORMAT(5, 6)
struct diag *diag_add(struct diag_list *diags, enum diag_code code,
                      struct place at, struct place by, const char *format,
                      ...);
/* At another level than the code's own: an error that somebody agreed to. */
LANGUAGE_FORMAT(5, 6)
struct diag *diag_add_as(struct diag_list *diags, struct diag_as as,
                         struct place at, struct place by, const char *format,
                         ...);
/* For functions that take a message as diag_add() does. */
LANGUAGE_FORMAT(5, 0)
struct diag *diag_add_v(struct diag_list *diags, enum diag_code code,
                        struct place at, struct place by, const char *format,
                        va_list args);
LANGUAGE_FORMAT(3, 4)
void diag_detail(struct diag_list *diags, struct diag *diag, const char *format,
                 ...);
LANGUAGE_FORMAT(3, 4)
void diag_hint(struct diag_list *diags, struct diag *diag, const char *format,
               ...);
/* A part of a message, in the list's language. */
LANGUAGE_TEXT(2)
const char *diag_say(const struct diag_list *diags, const char *english);
/* What an errno means. */
const char *diag_reason(const struct diag_list *diags, int error);
/* Appends all of 'from' to 'to' (arenas must outlive both). */
void diag_move(struct diag_list *to, const struct diag_list *from);
/* Removes those of one code on a sheet, from a row on. */
void diag_withdraw(struct diag_list *diags, enum diag_code code,
                   const char *sheet, int row);
/* Appends those of one code alone; false where there is none. */
bool diag_move_code(struct diag_list *to, const struct diag_list *from,
                    enum diag_code code);

/* Somebody says why it stays: a doubt no longer leaves anything open. */
void diag_explain(struct diag_list *diags, struct diag *diag,
                  struct text reason);
/* Counts something as open whose message is in another list. */
void diag_leave_open(struct diag_list *diags);
bool diag_has_errors(const struct diag_list *diags);
/* Is something wrong, in doubt or left out?  Then the work is not whole. */
bool diag_is_open(const struct diag_list *diags);
const char *diag_word(enum diag_code code);
const char *diag_meaning(enum diag_code code);
enum diag_level diag_level(enum diag_code code);
/* A warning that leaves something open: the exit status is not 0. */
bool diag_is_doubt(enum diag_code code);
const char *diag_level_word(enum diag_level level);
/* The same, but "doubt" for a warning that is one. */
const char *diag_standing(enum diag_code code, enum diag_level level);

/* "file!sheet!C9", "file!sheet", "file:line:col", "file". */
const char *diag_place(struct arena *arena, struct place at);
void diag_write_text(FILE *out, const struct diag *diag);
void diag_write_json(FILE *out, const struct diag *diag); /* one line */

#endif
