/*
 * csv_package.h - a model as a folder of CSV tables with datapackage.json, a
 * Frictionless Data Package (v1, tabular).
 *
 *   out/datapackage.json   what is in the folder, with the schema of each
 *                          table; its member "model" holds what facts do not
 *                          say: captions, units, printed names
 *   out/facts.csv          every fact with its cell, decimals and role
 *   out/income.csv …       one a canonical table; see package_table.h
 *
 * Reading goes by datapackage.json and facts.csv; a table CSV that says
 * otherwise is an error at its line, one that is not listed in
 * datapackage.json is not looked at.  What a fact was found as and the mapping
 * line that claimed it are not in a package.
 *
 * The CSVs are guarded where people will open them in Excel or WPS; see
 * csv_text.h.
 *
 * The folder appears whole or not at all: it is made under a temporary name
 * beside 'folder', synced, and renamed, or exchanged with what is there.  Only
 * an empty folder or a package of ours with nothing else in it is replaced.
 *
 * Memory   A read model lives in the arena.
 * Errors   file-unreadable, file-unwritable, json-syntax, model-invalid; a zip's
 *          are those of zip_write.h.
 */
#ifndef STORE_CSV_PACKAGE_H
#define STORE_CSV_PACKAGE_H

#include "base/csv_text.h"
#include "canon/model.h"

#define CSV_PACKAGE_VERSION "package/1"
#define CSV_PACKAGE_DESCRIPTOR "datapackage.json"
#define CSV_PACKAGE_FACTS "facts.csv"

bool csv_package_write(struct arena *arena, const char *folder,
                       const struct model *model, enum csv_text_style style,
                       struct diag_list *diags);
/* The same files as one zip. */
bool csv_package_pack(struct arena *arena, const struct model *model,
                      enum csv_text_style style, struct text *zip,
                      struct diag_list *diags);
struct model *csv_package_read(struct arena *arena,
                               const struct vocabulary *words,
                               const char *folder, struct diag_list *diags);

#endif
