/*
 * schema.h - the order that the schemas give the children of a part's root.
 *
 * Memory   Constants; a list ends with NULL.
 * Errors   None.
 */
#ifndef EDIT_SCHEMA_H
#define EDIT_SCHEMA_H

extern const char *const schema_worksheet[]; /* 18.3.1.99 */
extern const char *const schema_workbook[];  /* 18.2.27 */
extern const char *const schema_styles[];    /* 18.8.39 */

#endif
