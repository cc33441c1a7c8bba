/*
 * json.h - models and kept files as JSON.
 *
 *   {"juesuan":"model/1","template":…,"department":…,"fiscal_year":2022,
 *    "region":…,"file":…,"saved":"2024-03-05T07:08:09Z","unread":2,"tables":[
 *    {"table":"income","instance":…,"title":…,"template":…,"department":…,
 *     "fiscal_year":…,"sheet":…,"unit":"万元","decimals":2,"scope":…,
 *     "declared_empty":…,"names":{"210":"卫生健康支出"},"facts":[
 *     {"item":"210","measure":"total","value":5823600,"unit":"CNY",
 *      "decimals":-2,"role":"sum","sheet":…,"cell":"C7","found":"582.36",
 *      "by":"mappings/hubei-2022/income.yaml:12"}]}]}
 *
 *   {"juesuan":"kept/1","template":…,"digest":…,"written_as":…,"date1904":true,
 *    "rounded":true,"sheets":[
 *    {"name":…,"state":"hidden","table":…,"instance":…,"unit":"元",
 *     "whole":true,"cells":[["A1","s","text","format"]],"merged":["A1:B2"]}],
 *    "lost":{"template":…,"tables":…}}
 *
 * What is empty is left out, as a fact's sheet is where it is the table's.
 * Numbers are exact: written as decimal digits,
 * read as text.  "title" is for people; reading passes over it.  A cell has
 * three or four texts: place, type (n d D s b e as `cells` prints, "" for a
 * blank one), value and, unless it is General, number format.
 *
 * Reading refuses unknown members, values of the wrong kind, items and
 * measures that the schema does not have, and whatever occurs twice.  A fact
 * may leave out what entry.h can supply.
 *
 * Units    Values in yuan; "unit" and "decimals" of a table say how its sheet
 *          shows amounts.
 * Memory   What is read lives in the arena; its texts may point into 'bytes'.
 * Errors   json-syntax, model-invalid, with line and column; NULL then.  A
 *          stream's errors are for its closer to find.
 */
#ifndef STORE_JSON_H
#define STORE_JSON_H

#include <stdio.h>

#include "base/tree.h"
#include "canon/kept.h"

/* What the two kinds of files say they are. */
#define JSON_MODEL "model/1"
#define JSON_KEPT "kept/1"

void json_write_model(FILE *out, const struct model *model);
struct model *json_read_model(struct arena *arena,
                              const struct vocabulary *words, const char *file,
                              struct text bytes, struct diag_list *diags);
void json_write_kept(FILE *out, const struct kept *kept);
struct kept *json_read_kept(struct arena *arena, const struct vocabulary *words,
                            const char *file, struct text bytes,
                            struct diag_list *diags);

/* A model without its facts, as the value of a member, for stores that hold
   the facts elsewhere. */
void json_write_frame(FILE *out, const struct model *model);
struct model *json_read_frame(struct arena *arena,
                              const struct vocabulary *words,
                              const struct node *node, struct diag_list *diags);

#endif
