/*
 * validation.h - what cells of a blank let people type, and say of it.
 *
 * Each opens its cells, which may be merged, gives them a number format, and
 * adds a test with a title, a hint and, where the test fails, a message.
 *
 * Memory   In the arena given.
 */
#ifndef SUBMIT_VALIDATION_H
#define SUBMIT_VALIDATION_H

#include "place/placement.h"

/* The sheet whose cells are asked for. */
struct ask {
    struct arena *arena;
    struct book *book;
    struct grid *grid;
    const struct template_rule *template;
    int decimals; /* of its amounts */
};

/* What a cell, or a column of rows, holds. */
struct validation_value {
    enum value_kind kind;
    bool percent; /* the heading says % */
    bool in_list; /* one text of many, short: no date, no number */
    int shift;    /* of an amount */
    struct text title;
};

void validation_value(struct ask *a, const struct validation_value *want,
                      struct span cells);
/* Any text. */
void validation_note(struct ask *a, struct text title, struct text hint,
                     struct span cells);
/* 'why' in a sentence, or ""; where rows can be inserted the cell is open, and
   who writes over it is asked. */
void validation_formula(struct ask *a, const struct validation_value *want,
                        struct text why, bool open, struct span cells);
/* One of the lines with a choice ticked; several by hand, after a question. */
void validation_ticks(struct ask *a, const struct slot *slot, struct text title,
                      struct span cells);
/* Choices in cells of their own. */
void validation_apart(struct ask *a, const struct slot *slot,
                      struct text title);
/* A text in which the pattern's words stay; a date where it looks so. */
void validation_pattern(struct ask *a, const struct pattern *pattern,
                        struct text title, struct span span);
/* Codes of the year's list, which the name codes.functional or codes.economic
   is of; others after a question, as no list is whole. */
void validation_code(struct ask *a, const struct row_run *run,
                     const struct column_rule *leaf, struct span span);

#endif
