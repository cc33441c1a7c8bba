/*
 * reasons.h - why findings stay (出错说明), from one file into the next.
 *
 *     filing,rule,cell,reason
 *     某局.xlsx,last-class-growth,支出决算表!C8,新增民生项目
 *
 * A finding is known by its filing (the path below the folder that was named,
 * else the last part of it), its rule or its code, and its cell.  One with a
 * reason is shown as explained; a doubt with a reason leaves nothing open, an
 * error stays one.  Columns may come in any order, others are left out; a row
 * without a reason says nothing.
 *
 * Memory   In the arena given.
 * Errors   model-invalid at the line; reason-gone for what explains nothing.
 */
#ifndef SUBMIT_REASONS_H
#define SUBMIT_REASONS_H

#include "base/diag.h"
#include "reconcile/check.h"

struct reasons;

/* NULL, and said, where the file is none. */
struct reasons *reasons_read(struct arena *arena, const char *path,
                             struct diag_list *diags);
/* The same of a file in memory. */
struct reasons *reasons_read_bytes(struct arena *arena, const char *path,
                                   struct text bytes, struct diag_list *diags);
/* Gives each message of the list from 'first' on its reason, then says which
   reasons of the filing are for none of them. */
void reasons_explain(struct reasons *reasons, struct text filing,
                     struct diag_list *diags, int first);
/* The same for findings that are not told as messages, by the rules; how many
   reasons are for anything else is said. */
void reasons_give(const struct reasons *reasons, struct text filing,
                  const struct model *model, const struct rule_set *rules,
                  struct findings *findings, struct diag_list *diags);
/* Has the file a row of the filing, with a reason or without? */
bool reasons_name(const struct reasons *reasons, struct text filing);
/* The filing was checked; its reasons were asked for elsewhere. */
void reasons_take(struct reasons *reasons, struct text filing);
/* Says which reasons are for filings that were not checked. */
void reasons_tell(const struct reasons *reasons, struct diag_list *diags);

/* The head of such a file; a row for each message from 'first' on, with the
   reason that it has. */
void reasons_write_head(FILE *out);
void reasons_write(FILE *out, struct text filing, const struct diag_list *diags,
                   int first);
/* A row for each reason of a filing that was not checked, so that it is not
   lost where the file is the one that it came from. */
void reasons_write_left(FILE *out, const struct reasons *reasons);

#endif
