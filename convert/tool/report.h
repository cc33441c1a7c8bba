/*
 * report.h - what a person reads on standard error, and what came of it.
 *
 * Complaints in text or as JSON lines; with 'quiet' only errors; with 'strict'
 * warnings are errors.  Notes are not complaints: which template was found.
 *
 * Memory   None of its own; what is reported stays where it is.
 */
#ifndef TOOL_REPORT_H
#define TOOL_REPORT_H

#include "base/diag.h"
#include "tool/progress.h"

/* How a run ends; scripts depend on the numbers. */
enum status {
    STATUS_DONE,   /* 0 */
    STATUS_WRONG,  /* 1: done, but something in the data is wrong, in doubt
                      or left out */
    STATUS_USAGE,  /* 2: the command line is */
    STATUS_FAILED, /* 3: could not be done */
    STATUS_LOST    /* 4: something would be lost without consent */
};

struct report {
    bool json, strict, quiet, verbose;
    enum language language;
    bool many;  /* of many files: less is written of each */
    bool wrong; /* an error or a doubt was reported */
    struct progress progress;
};

/* Standard error is written in blocks, one a call of these functions. */
void report_open(struct report *report);

/* A list of messages that will be reported. */
struct diag_list report_list(const struct report *report, struct arena *arena);

/* All that the list kept, then how many more there were. */
void report_diags(struct report *report, const struct diag_list *diags);
LANGUAGE_FORMAT(3, 4)
void report_note(struct report *report, const char *file, const char *format,
                 ...);
/* Messages of another process, as they are. */
void report_copy(struct report *report, struct text said);
/* Memory for a file (NULL: for the command) is used up. */
void report_exhausted(struct report *report, const char *file);

#endif
