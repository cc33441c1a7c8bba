/*
 * xlsx_append.h - a sheet added to a workbook being edited, before the others.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_APPEND_H
#define EDIT_XLSX_APPEND_H

#include "edit/xlsx_edit.h"

/* The name that is wanted, or with （2） … where the workbook has it. */
struct text xlsx_append_name(struct xlsx_edit *edit, struct text wanted);

/* 'part' is the whole sheet part. */
void xlsx_append_first(struct xlsx_edit *edit, struct text name,
                       struct text part);

/* The workbook opens with that sheet, -1: with the one that is to be the
   first; its own part must say tabSelected. */
void xlsx_append_show(struct xlsx_edit *edit, int sheet);

#endif
