/*
 * listing.h - a sheet of texts before the others of a workbook being edited.
 *
 *     struct listing list = listing_open(&paint, columns, n_columns);
 *
 *     listing_begin_row(&list);
 *     listing_text(&list, 0, text, list.wrapped);
 *     listing_place(&list, 1, (struct listing_place){ sheet, row, col });
 *     listing_end_row(&list);
 *     listing_close(&list, TEXT("检查结果"));
 *
 * The first row has the columns' headings and stays in sight; the sheet prints
 * one page wide.
 *
 * Memory   In the arena of the edit.
 * Errors   Those of xlsx_edit.h.
 */
#ifndef SUBMIT_LISTING_H
#define SUBMIT_LISTING_H

#include "base/bytes.h"
#include "submit/paint.h"

struct listing_column {
    const char *heading;
    int width; /* characters */
};

struct listing {
    struct paint *paint;
    struct arena *arena;
    const struct listing_column *columns; /* [n_columns] */
    int n_columns;
    struct bytes cells, rows, links;
    int row;                      /* the next one, from 0 */
    int lines;                    /* of the fullest cell in it */
    int wrapped, linked, heading; /* formats */
};

/* Is the sheet such a list of ours, as its name begins and its headings say? */
bool listing_is(const struct grid *sheet, struct text name,
                const struct listing_column *columns, int n_columns);

struct listing listing_open(struct paint *paint,
                            const struct listing_column *columns,
                            int n_columns);
void listing_begin_row(struct listing *list);
void listing_end_row(struct listing *list);
void listing_text(struct listing *list, int col, struct text t, int format);

/* A cell of the book; a sheet where row is -1; nothing where sheet is. */
struct listing_place {
    int sheet, row, col;
};
/* A link to it, or a dash. */
void listing_place(struct listing *list, int col, struct listing_place place);

/* In place of edit->rewritten, the list of an earlier run, or before the other
   sheets under that name; the workbook opens with it. */
void listing_close(struct listing *list, struct text name);

#endif
