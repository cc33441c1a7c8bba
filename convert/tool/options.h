/*
 * options.h - the words of a command line, by what they are.
 *
 * One table in options.c holds every option there is; a command says which of
 * them it takes.  Options may be anywhere; "--" ends them.
 *
 * Memory   Words and values point into argv.
 * Errors   usage, each with the nearest right word; false then.
 */
#ifndef TOOL_OPTIONS_H
#define TOOL_OPTIONS_H

#include "base/diag.h"

/* In the order of the help. */
enum option {
    OPTION_TEMPLATE,
    OPTION_FROM,
    OPTION_EXTENDS,
    OPTION_UNIT,
    OPTION_YEAR,
    OPTION_DEPARTMENT,
    OPTION_REGION,
    OPTION_NAME,
    OPTION_FORMAT,
    OPTION_CSV,
    OPTION_OUTPUT,
    OPTION_KEPT,
    OPTION_LOSSY,
    OPTION_FORMULAS,
    OPTION_ROUND,
    OPTION_ROWS,
    OPTION_JSON,
    OPTION_SEED,
    OPTION_ONLY,
    OPTION_SKIP,
    OPTION_ANNOTATE,
    OPTION_REPORT,
    OPTION_LAST,
    OPTION_REASONS,
    OPTION_REASONS_NEW,
    OPTION_FROM_FILE,
    OPTION_JOBS,
    OPTION_DB,
    OPTION_PARTIAL,
    OPTION_SCHEMA,
    OPTION_PARTITION,
    OPTION_MAPPINGS, /* this one and those behind it: every command */
    OPTION_LIMIT,
    OPTION_DIAG,
    OPTION_LANG,
    OPTION_STRICT,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_N
};

/* What commands that read workbooks take: what the person says of them. */
#define OPTION_GIVEN                                                           \
    (OPTION_BIT(OPTION_UNIT) | OPTION_BIT(OPTION_YEAR)                         \
     | OPTION_BIT(OPTION_DEPARTMENT) | OPTION_BIT(OPTION_REGION)               \
     | OPTION_BIT(OPTION_NAME))

/* What commands of many files take. */
#define OPTION_MANY (OPTION_BIT(OPTION_FROM_FILE) | OPTION_BIT(OPTION_JOBS))

#define OPTION_BIT(option) (UINT64_C(1) << (option))
#define OPTION_COMMON (~(OPTION_BIT(OPTION_MAPPINGS) - 1u))

/* What is known of one. */
struct options_row {
    const char *letter; /* NULL: none */
    const char *name;
    const char *argument; /* NULL: none */
    const char *choices;  /* words with blanks between, or NULL: any */
    const char *help;     /* lines, in English */
};

struct options {
    const char *value[OPTION_N]; /* NULL: not given; "" for a bare option */
    const char **words;          /* those that are not options, in order */
    int n_words;
    const char **mappings; /* of OPTION_MAPPINGS, which may be given again */
    int n_mappings;
};

const struct options_row *options_row(enum option option);

/* All of argv behind the program's name.  After a failure 'out' still holds
   what could be understood, so that it is reported in the way asked. */
bool options_read(struct arena *arena, int argc, char **argv,
                  struct options *out, struct diag_list *diags);

/* Are all options given among those of the bits? */
bool options_check(const struct options *options, uint64_t bits,
                   const char *command, struct diag_list *diags);

bool options_is(const struct options *options, enum option option,
                const char *value);

/* The language of messages and help: --lang, which is looked for before all is
   read, $JUESUAN_LANG, or that of the locale. */
enum language options_language(char **argv);

/* Lines for a help text, of the options in the bits. */
void options_write_help(FILE *out, uint64_t bits, enum language language);

#endif
