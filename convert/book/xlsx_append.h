/*
 * xlsx_append.h - a sheet added to a workbook being edited, behind the others.
 *
 * Errors   In edit->diags and edit->failed.
 */
#ifndef BOOK_XLSX_APPEND_H
#define BOOK_XLSX_APPEND_H

#include "book/xlsx_edit.h"

/* The name that is wanted, or with （2） … where the workbook has it. */
struct text xlsx_append_name(struct xlsx_edit *edit, struct text wanted);

/* 'part' is the whole sheet part. */
void xlsx_append_sheet(struct xlsx_edit *edit, struct text name,
                       struct text part);

#endif
