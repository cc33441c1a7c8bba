/*
 * xlsx_property.h - properties of the document that a workbook being edited is
 * known by.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_PROPERTY_H
#define EDIT_XLSX_PROPERTY_H

#include "edit/xlsx_edit.h"

/* A custom property as a text; nothing where the value is "" or the workbook
   has no custom properties. */
void xlsx_property_set(struct xlsx_edit *edit, const char *name,
                       struct text value);

#endif
