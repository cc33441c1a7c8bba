/*
 * xlsx_style.h - cell formats (cellXfs) of a workbook being edited.
 *
 *     styles = xlsx_style_open(edit);
 *     format = xlsx_style_add(styles, format, look);      as often as it takes
 *     xlsx_style_close(styles);
 *
 * Each call costs the same however many formats there are: the part is taken
 * apart once, and written once.
 *
 * Memory   In edit->arena; points into the part's bytes.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_STYLE_H
#define EDIT_XLSX_STYLE_H

#include "edit/xlsx_edit.h"

/* The number format codes of all cell formats, *n of them. */
struct text *xlsx_style_codes(struct xlsx_edit *edit, int *n);

struct xlsx_style;

struct xlsx_style *xlsx_style_open(struct xlsx_edit *edit);
/* Puts what was added into the part, which is made where there is none. */
void xlsx_style_close(struct xlsx_style *styles);

/* What a new format has otherwise than the one it is made of; NULL: the same. */
struct xlsx_look {
    const char *fill; /* "FFFFC7CE": solid, alpha first */
    const char *font; /* the inner XML of a font element */
    bool wrap;        /* lines are broken, text at the top */
};

/* A new format like 'format' but for the look; returns its index. 'format'
   itself where the workbook has as many as Excel opens. */
int xlsx_style_add(struct xlsx_style *styles, int format,
                   struct xlsx_look look);
/* Has it as many, so that no new one is made? */
bool xlsx_style_full(const struct xlsx_style *styles);
/* A format that is like 'format', which one of these fills was added to, but
   without it; 'format' where it has none of them.  The fills are the same in
   every call. */
int xlsx_style_without(struct xlsx_style *styles, int format,
                       const char *const *fills, int n_fills);

#endif
