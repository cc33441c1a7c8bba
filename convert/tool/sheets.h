/*
 * sheets.h - what --round and --formulas do to sheets before they are written.
 *
 * Figures are rounded first.  The tails go to standard output as CSV:
 *
 *     kind,sheet,cell,exact,written,tail,unit,rule,formula
 *     tail,收入决算表,C9,582.3649,582.36,0.0049,万元,,
 *     sum,收入决算表,C7,904.51,904.50,0.01,万元,income-across,SUM(D7:I7)
 *
 * of a cell what it held, holds and lost; of a sum the sum of its parts as
 * written, what is written, and the difference.
 *
 * Memory   Rules in the tool's arena, all else in the job's.
 */
#ifndef TOOL_SHEETS_H
#define TOOL_SHEETS_H

#include "port/rounding.h"
#include "reconcile/rule.h"
#include "tool/batch.h"

struct sheets {
    bool rounded, formulas;
    const struct rule_set *rules; /* NULL where neither is asked for */
};

/* By the options; false, and reported, where the rules are wrong. */
bool sheets_open(struct sheets *sheets, struct tool *tool,
                 const struct mapping_set *set);

/* 'output' is begun: messages about its sheets name it, and digits that are
   about to be rounded are not hidden. */
void sheets_begin(const struct sheets *sheets, struct job *job,
                  const char *output);

/* What was drawn, or filled in. */
struct sheets_drawn {
    const char *output; /* its file's name */
    struct book *book;
    const struct template_rule *template;
    int year;                  /* of the figures */
    const struct tails *tails; /* NULL unless --round */
};

/* Lists the tails, makes the formulas, and notes both under the output's name.
   False where standard output failed. */
bool sheets_finish(const struct sheets *sheets, struct job *job,
                   const struct sheets_drawn *drawn);

#endif
