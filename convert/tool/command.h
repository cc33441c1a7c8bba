/*
 * command.h - what a command is, and what it is given.
 *
 * A command is one cmd_*.c that defines cmd_NAME, and one line in
 * commands.def.
 *
 * Memory   tool->arena lasts for the whole run; main releases it.
 */
#ifndef TOOL_COMMAND_H
#define TOOL_COMMAND_H

#include "book/grid.h"
#include "mapping/pathname.h"
#include "tool/options.h"
#include "tool/report.h"

struct tool {
    const struct command *command;
    const struct options *options; /* words: without the command's name */
    struct arena arena;            /* of the whole run, the mapping set too */
    struct report report;
    struct book_given given;     /* by --unit, --year, --department, --region */
    const struct pathname *name; /* --name; NULL: not given */
};

struct command {
    const char *name;
    const char *arguments; /* as the usage line has them, behind the name */
    const char *summary;   /* a line in the list of commands */
    const char *help;      /* paragraphs and examples */
    uint64_t options;      /* OPTION_BITs, the common ones left out */
    const char *word;      /* what a first word is: "a WORKBOOK" */
    int least, most;       /* words; most 0: any number */
    bool raw;              /* words may be anything, "" too */
    bool lists;            /* words may be folders or -, see inputs.h */
    bool models;           /* and models are wanted, too */
    enum status (*run)(struct tool *tool);
};

#define COMMAND(name) extern const struct command cmd_##name;
#include "tool/commands.def"
#undef COMMAND

#endif
