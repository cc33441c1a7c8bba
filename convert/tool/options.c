/* options.c - the table of options, and reading by it. */
#include "tool/options.h"

#include <stdlib.h>
#include <string.h>

#include "mapping/near.h"

static const struct options_row table[OPTION_N] = {
    [OPTION_TEMPLATE]
    = { "t", "template", N_("TEMPLATE"), NULL,
        N_("the template, as 'juesuan mappings list' names them") },
    [OPTION_FROM]
    = { NULL, "from", N_("TEMPLATE"), NULL,
        N_("the template that WORKBOOK is in (default: detected)") },
    [OPTION_EXTENDS]
    = { NULL, "extends", N_("TEMPLATE"), NULL,
        N_("the template whose tables are taken where they are alike") },
    [OPTION_UNIT] = { NULL, "unit", N_("UNIT"), NULL,
                      N_("元, 万元 …: of amounts where no sheet says it") },
    [OPTION_YEAR] = { NULL, "year", N_("YEAR"), NULL,
                      N_("the fiscal year, where no sheet says it") },
    [OPTION_DEPARTMENT] = { NULL, "department", N_("NAME"), NULL,
                            N_("whose filing it is, where no sheet says it") },
    [OPTION_REGION] = { NULL, "region", N_("NAME"), NULL,
                        N_("the province, city or county that it belongs to") },
    [OPTION_NAME]
    = { NULL, "name", N_("PATTERN"), NULL,
        N_("what the end of the path says: '{year}/{department}.xlsx'") },
    [OPTION_FORMAT]
    = { "f", "format", N_("FORMAT"), "json csv facts jsonl",
        N_("json   the model, one file a workbook (default)\n"
           "csv    a folder with a CSV a table and "
           "datapackage.json\n"
           "facts  one CSV row a value, with its cell\n"
           "jsonl  the same as facts, one JSON object a line") },
    [OPTION_CSV]
    = { NULL, "csv", N_("FOR"), "excel plain",
        N_("excel  CSV for people: a byte order mark, so that it opens as UTF-8,\n"
           "       and a ' before texts that would be run as formulas, which\n"
           "       reading takes away\n"
           "plain  CSV for programs: texts as they are") },
    [OPTION_OUTPUT]
    = { "o", "output", N_("OUT"), NULL,
        N_("the file or folder to write; - is standard output") },
    [OPTION_KEPT]
    = { NULL, "kept", N_("FILE"), NULL,
        N_("what the sheets hold beside the model (notes, labels,\n"
           "unknown columns), to write them back as they stood") },
    [OPTION_LOSSY]
    = { NULL, "lossy", NULL, NULL,
        N_("agree to lose what has no place; it is still listed") },
    [OPTION_FORMULAS]
    = { NULL, "formulas", NULL, NULL,
        N_("sums as formulas with their results, where the rules make\n"
           "the formula certain and it comes to the very figure") },
    [OPTION_ROUND]
    = { NULL, "round", NULL, NULL,
        N_("figures as they are shown, in the template's decimals; the\n"
           "tails (尾数) are listed on standard output") },
    [OPTION_ROWS]
    = { NULL, "rows", N_("N"), NULL,
        N_("rows to type into where they are by code (default 30)") },
    [OPTION_JSON] = { NULL, "json", NULL, NULL, N_("JSON instead of CSV") },
    [OPTION_SEED] = { NULL, "seed", N_("NUMBER"), NULL,
                      N_("which models to try the laws on (default 1)") },
    [OPTION_ONLY] = { NULL, "only", N_("RULES"), NULL,
                      N_("these rules alone, ids with commas between") },
    [OPTION_SKIP]
    = { NULL, "skip", N_("RULES"), NULL, N_("all rules but these") },
    [OPTION_ANNOTATE]
    = { NULL, "annotate", N_("OUT"), NULL,
        N_("the workbook itself, with the findings as notes on "
           "its\ncells and a sheet that lists them") },
    [OPTION_REPORT]
    = { NULL, "report", N_("OUT"), NULL,
        N_("a page to read and print: what was read, found and left "
           "open,\nwith pictures; of several filings a folder of them") },
    [OPTION_LAST] = { NULL, "last", N_("LAST"), NULL,
                      N_("last year's filing, or a folder of them") },
    [OPTION_REASONS] = { NULL, "reasons", N_("FILE.csv"), NULL,
                         N_("why findings stay: filing, rule, cell, reason") },
    [OPTION_REASONS_NEW]
    = { NULL, "reasons-new", N_("FILE.csv"), NULL,
        N_("the findings as such a file, to fill in their reasons") },
    [OPTION_FROM_FILE]
    = { NULL, "from-file", N_("LIST"), NULL,
        N_("names of files or folders, a line each or each with a NUL\n"
           "behind it; - is standard input") },
    [OPTION_JOBS] = { "j", "jobs", N_("N"), NULL,
                      N_("how many files at a time (default: all cores)") },
    [OPTION_DB] = { NULL, "db", N_("DATABASE"), NULL,
                    N_("sqlite:FILE or postgresql://...") },
    [OPTION_PARTIAL]
    = { NULL, "partial", NULL, NULL,
        N_("load filings of which a figure could not be read, marked so") },
    [OPTION_SCHEMA]
    = { NULL, "schema", NULL, NULL,
        N_("print the tables and views as SQL, and load nothing") },
    [OPTION_PARTITION]
    = { NULL, "partition", N_("COLUMNS"), NULL,
        N_("folders below OUT by these columns of the facts, with commas\n"
           "between: department fiscal_year template table") },
    [OPTION_MAPPINGS]
    = { "I", "mappings", N_("DIR"), NULL,
        N_("the folder of mappings; else $JUESUAN_MAPPINGS, else the\n"
           "folder installed with the program, else those inside it.\n"
           "One that is a single template is read beside those; it may\n"
           "be given again for another") },
    [OPTION_LIMIT]
    = { NULL, "limit", N_("NAME=NUMBER"), NULL,
        N_("another limit of what is taken from a file (K, M, G may stand\n"
           "behind it), several with commas between; 'help' lists them") },
    [OPTION_DIAG] = { NULL, "diag", N_("FORMAT"), "text json",
                      N_("how complaints are written to standard error: text,\n"
                         "or json, one object a line") },
    [OPTION_LANG]
    = { NULL, "lang", N_("LANGUAGE"), "zh en",
        N_("of messages and help: zh is Chinese, en English; else\n"
           "$JUESUAN_LANG says it, else the locale") },
    [OPTION_STRICT] = { NULL, "strict", NULL, NULL, N_("warnings are errors") },
    [OPTION_QUIET]
    = { "q", "quiet", NULL, NULL,
        N_("only errors on standard error; standard output is the same.\n"
           "Doubts are not shown then, and make the exit status 1 all the\n"
           "same: without -q they are") },
    [OPTION_VERBOSE]
    = { "v", "verbose", NULL, NULL,
        N_("also which template was found, the author's side of messages,\n"
           "and all figures of sums that are right within rounding") },
    [OPTION_HELP] = { "h", "help", NULL, NULL, N_("this help") },
    [OPTION_VERSION] = { NULL, "version", NULL, NULL, N_("the version") },
};

const struct options_row *
options_row(enum option option)
{
    return &table[option];
}

struct reading {
    struct arena *arena;
    struct diag_list *diags;
    struct options *out;
    int words_capacity, mappings_capacity;
    char **next; /* the next word of argv; NULL ends it */
    bool failed;
};

LANGUAGE_FORMAT(2, 3)
static struct diag *
complain(struct reading *r, const char *format, ...)
{
    struct diag *diag;
    va_list args;

    r->failed = true;
    va_start(args, format);
    diag = diag_add_v(r->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, format,
                      args);
    va_end(args);
    return diag;
}

/* "-o" or "--kept" */
static const char *
shown(struct arena *arena, enum option option)
{
    return table[option].letter
               ? arena_printf(arena, "-%s", table[option].letter)
               : arena_printf(arena, "--%s", table[option].name);
}

static bool
has_word(const char *list, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = list; n && (at = strstr(at, word)); at += n) {
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    }
    return false;
}

/* The word of a list that is nearest. */
static struct text
nearest(const char *list, const char *word)
{
    struct near near = near_of(text_of(word));
    struct text rest = text_of(list);

    while (rest.n) {
        long blank = text_find(rest, TEXT(" "), 0);
        size_t n = blank < 0 ? rest.n : (size_t)blank;

        near_try(&near, text_slice(rest, 0, n));
        rest = text_slice(rest, blank < 0 ? n : n + 1, rest.n);
    }
    return near.found;
}

static void
set(struct reading *r, enum option option, const char *value)
{
    const char *name = shown(r->arena, option);

    if (option == OPTION_MAPPINGS)
        ARENA_PUSH(r->arena, r->out->mappings, r->out->n_mappings,
                   r->mappings_capacity, value);
    else if (r->out->value[option] && table[option].argument) {
        complain(r, "%s is given twice", name);
        return;
    }
    if (table[option].choices && !has_word(table[option].choices, value)) {
        struct text near = nearest(table[option].choices, value);
        struct diag *diag = complain(r, "%s cannot be '%s'", name, value);

        if (near.n)
            diag_hint(r->diags, diag, "did you mean '%.*s'?", TEXT_ARG(near));
        else
            diag_hint(r->diags, diag, "it is one of: %s",
                      table[option].choices);
        return;
    }
    r->out->value[option] = value;
}

/* The word behind an option that needs one. */
static void
set_next(struct reading *r, enum option option)
{
    const char *value = *r->next;

    /* What looks like an option is one: "-o --kept" forgot a name. */
    if (!value || !*value || (value[0] == '-' && value[1])) {
        complain(r, "%s needs %s behind it", shown(r->arena, option),
                 diag_say(r->diags, table[option].argument));
        if (value && !*value)
            r->next++;
        return;
    }
    r->next++;
    set(r, option, value);
}

static void
read_long(struct reading *r, const char *word)
{
    const char *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    struct text name = { word, n };
    struct near near = near_of(name);

    for (int i = 0; i < OPTION_N; i++) {
        near_try(&near, text_of(table[i].name));
        if (!text_equal(name, text_of(table[i].name)))
            continue;
        if (!table[i].argument && equals)
            complain(r, "--%s takes no value", table[i].name);
        else if (!table[i].argument)
            set(r, (enum option)i, "");
        else if (equals && !equals[1])
            complain(r, "--%s= has no value", table[i].name);
        else if (equals)
            set(r, (enum option)i, equals + 1);
        else
            set_next(r, (enum option)i);
        return;
    }
    if (near.found.n)
        complain(r, "unknown option '--%.*s'; did you mean '--%.*s'?",
                 TEXT_ARG(name), TEXT_ARG(near.found));
    else
        complain(r, "unknown option '--%s'", arena_copy(r->arena, word, n));
}

/* -q, -qh, -o OUT, -oOUT */
static void
read_letters(struct reading *r, const char *letters)
{
    for (; *letters; letters++) {
        int i = 0;

        while (i < OPTION_N
               && (!table[i].letter || *table[i].letter != *letters))
            i++;
        if (i == OPTION_N) {
            size_t pos = 0;

            (void)text_next(text_of(letters), &pos);
            complain(r, "unknown option '-%s'",
                     arena_copy(r->arena, letters, pos));
            return;
        }
        if (!table[i].argument) {
            set(r, (enum option)i, "");
        } else if (letters[1]) {
            set(r, (enum option)i, letters + 1);
            return;
        } else {
            set_next(r, (enum option)i);
        }
    }
}

static void
add_word(struct reading *r, const char *word)
{
    ARENA_PUSH(r->arena, r->out->words, r->out->n_words, r->words_capacity,
               word);
}

bool
options_read(struct arena *arena, int argc, char **argv, struct options *out,
             struct diag_list *diags)
{
    struct reading r = { .arena = arena, .diags = diags, .out = out };
    bool ended = false;

    *out = (struct options){ .n_words = 0 };
    r.next = argv + (argc > 0);
    while (*r.next) {
        const char *word = *r.next++;

        if (ended || word[0] != '-' || !word[1])
            add_word(&r, word);
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            read_long(&r, word + 2);
        else
            read_letters(&r, word + 1);
    }
    return !r.failed;
}

bool
options_check(const struct options *options, uint64_t bits, const char *command,
              struct diag_list *diags)
{
    bool good = true;

    for (int i = 0; i < OPTION_N; i++) {
        if (!options->value[i] || bits & OPTION_BIT(i))
            continue;
        diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "'%s' does not take %s", command,
                 shown(diags->arena, (enum option)i));
        good = false;
    }
    return good;
}

bool
options_is(const struct options *options, enum option option, const char *value)
{
    return options->value[option] && strcmp(options->value[option], value) == 0;
}

static bool
begins_zh(const char *name)
{
    return strncmp(name, "zh", 2) == 0;
}

enum language
options_language(char **argv)
{
    static const char *const names[]
        = { "JUESUAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *chosen = NULL;

    for (; *argv && strcmp(*argv, "--") != 0; argv++) {
        if (strncmp(*argv, "--lang=", 7) == 0)
            chosen = *argv + 7;
        else if (strcmp(*argv, "--lang") == 0 && argv[1])
            chosen = argv[1];
    }
    for (int i = 0; i < ARRAY_LEN(names) && !(chosen && *chosen); i++)
        chosen = getenv(names[i]);
    return chosen && begins_zh(chosen) ? LANGUAGE_ZH : LANGUAGE_EN;
}

#define HELP_COLUMN 24 /* where an option's help begins */

/* Returns how many columns it takes. */
static int
put_argument(FILE *out, const char *argument)
{
    fprintf(out, " %s", argument);
    return 1 + text_width(text_of(argument));
}

static void
write_option(FILE *out, int i, enum language language)
{
    const char *line = language_say(language, table[i].help);
    int n = 0;

    if (table[i].letter)
        n += fprintf(out, "  -%s, --%s", table[i].letter, table[i].name);
    else
        n += fprintf(out, "      --%s", table[i].name);
    if (table[i].argument)
        n += put_argument(out, language_say(language, table[i].argument));
    if (n >= HELP_COLUMN - 1) {
        putc('\n', out);
        n = 0;
    }
    while (*line) {
        size_t length = strcspn(line, "\n");

        fprintf(out, "%*s%.*s\n", HELP_COLUMN - n, "", (int)length, line);
        line += length + (line[length] == '\n');
        n = 0;
    }
}

void
options_write_help(FILE *out, uint64_t bits, enum language language)
{
    for (int i = 0; i < OPTION_N; i++) {
        if (bits & OPTION_BIT(i))
            write_option(out, i, language);
    }
}
