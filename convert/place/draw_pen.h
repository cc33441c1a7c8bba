/*
 * draw_pen.h - a table while it is drawn: cells put, styles, slots.
 *
 * For draw.c and the files beside it that draw one kind of part each.
 *
 * Memory   In the canvas's arena.
 */
#ifndef PLACE_DRAW_PEN_H
#define PLACE_DRAW_PEN_H

#include "place/placement.h"

enum drawn_style {
    STYLE_TITLE,
    STYLE_PLAIN_LEFT,
    STYLE_PLAIN_CENTER,
    STYLE_PLAIN_RIGHT,
    STYLE_HEADING,
    STYLE_LABEL,
    STYLE_LABEL_CENTER,
    STYLE_CODE,
    STYLE_NUMBER,
    STYLE_CENTER,
    STYLE_TEXT,
    STYLE_DATE,
    STYLE_KEPT, /* no part of the model; whoever fills a blank may write there */
    STYLE_N
};

struct draw_pen_lookup;

struct canvas {
    struct arena *arena;
    struct book *book;
    struct grid *grid;
    const struct template_rule *template;
    const struct table_rule *table;
    const struct model *model;
    const struct model_table *data; /* NULL: a blank is drawn */
    struct draw_pen_lookup *lookup;
    struct placement *placement;
    int n_cols;     /* sheet columns of the whole table */
    int row;        /* next row to draw */
    int room;       /* rows drawn to type into, where they are found by code
                       or are records without number; 0: none */
    int beside_end; /* where the beside label of the part being drawn ends
                       before the part does; 0: with it */
    uint16_t style[STYLE_N];
};

/* Adds the styles to the book. */
void draw_pen_open(struct canvas *c);

/* The data's fact, or the name that a code was printed with. */
const struct fact *draw_pen_fact(const struct canvas *c, struct text item,
                                 struct text measure);
struct text draw_pen_name(const struct canvas *c, struct text code);

struct span draw_pen_row(int row, int left, int end_col);
enum drawn_style draw_pen_style(enum value_kind kind);
/* A cell over a span, merged where that is more than one. */
void draw_pen_put(struct canvas *c, struct span span, enum drawn_style style,
                  struct text text);
/* A cell that a pattern fills, and its slots. */
void draw_pen_pattern(struct canvas *c, struct span span,
                      enum drawn_style style, const struct pattern *pattern,
                      const struct ticks *ticks);

/* Sheet columns of a leaf, of a label beside parts, of all labels beside a
   part, of a table. */
int draw_pen_leaf(const struct column_rule *leaf);
int draw_pen_label(const struct beside_rule *beside);
int draw_pen_beside(const struct part_rule *part);
int draw_pen_columns(const struct table_rule *table);
/* What a label beside parts says, and those left of it. */
struct heading_says draw_pen_beside_says(const struct beside_rule *beside);
/* Indices of a heading's first and last leaf. */
int draw_pen_first_leaf(const struct column_rule *node);
int draw_pen_last_leaf(const struct column_rule *node);

#endif
