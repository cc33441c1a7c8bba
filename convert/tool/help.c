/* help.c - the texts that belong to no single command. */
#include "tool/help.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/version.h"
#include "mapping/near.h"

static const struct command *const commands[] = {
#define COMMAND(name) &cmd_##name,
#include "tool/commands.def"
#undef COMMAND
};

static const char head[] = N_(
    "juesuan - final accounts of departments (部门决算) between the Excel\n"
    "templates of different regions, one canonical model, JSON, CSV and facts\n"
    "\n"
    "Usage: juesuan COMMAND [OPTION]... [FILE]...\n"
    "\n"
    "Commands\n");

static const char start[] = N_(
    "\n"
    "Start here\n"
    "  juesuan detect 2022.xlsx                        which template is it?\n"
    "  juesuan import -f facts 2022.xlsx >facts.csv    every figure, with its cell\n"
    "  juesuan import -o 2022.json 2022.xlsx           the model, to keep\n"
    "  juesuan export 2022.json -o again.xlsx          and back to a workbook\n"
    "  juesuan help migrate                            into another template\n"
    "  juesuan explain 2022.xlsx -o 2022.html          which cell is read as what\n"
    "  juesuan diff old.xlsx new.xlsx                  what changed, and where\n"
    "  juesuan mappings show hubei-2022 income         how 收入决算表 is read\n"
    "  juesuan COMMAND --help                          more, with examples\n"
    "\n"
    "Options of every command\n");

static const char foot[] = N_(
    "\n"
    "Results go to standard output or OUT, everything else to standard error.\n"
    "A complaint names the cell, what is wrong and the mapping line that asked:\n"
    "  教育局.xlsx!收入决算表!C9: error: … [row-unclaimed]\n"
    "A doubt makes the exit status 1, as an error does; a warning or a hint does\n"
    "not. 'juesuan mappings codes' says what each [word] means.\n"
    "\n"
    "Exit status\n"
    "  0  done, and whole: every figure is in the result and nothing is in doubt\n"
    "  1  done, but something in the data is wrong, in doubt or left out, or some\n"
    "     of several files could not be read (--strict: any warning, too)\n"
    "  2  the command line is wrong\n"
    "  3  could not be done: unreadable, unrecognised, not writable, over a limit\n"
    "  4  something would be lost and nobody agreed to it\n"
    "\n"
    "What no sheet says only you can know: --year, --department, --region, --unit,\n"
    "or --name for what the path says of each file. A sheet that says otherwise is\n"
    "an error.\n");

static void
write_program(FILE *out, enum language language)
{
    fputs(language_say(language, head), out);
    for (int i = 0; i < ARRAY_LEN(commands); i++)
        fprintf(out, "  %-11s %s\n", commands[i]->name,
                language_say(language, commands[i]->summary));
    fputs(language_say(language, start), out);
    options_write_help(out, OPTION_COMMON, language);
    fputs(language_say(language, foot), out);
}

static void
write_command(FILE *out, const struct command *command, enum language language)
{
    fprintf(out, language_say(language, "Usage: juesuan %s %s\n\n%s"),
            command->name, language_say(language, command->arguments),
            language_say(language, command->help));
    if (command->options)
        fputs(language_say(language, "\nOptions\n"), out);
    options_write_help(out, command->options, language);
    fputs(language_say(language, "\nOptions of every command\n"), out);
    options_write_help(out, OPTION_COMMON, language);
}

/* Text on standard output fails like any other output. */
static enum status
finish(struct tool *tool, struct file_out *out)
{
    struct diag_list diags = report_list(&tool->report, &tool->arena);

    if (file_out_close(out, &diags))
        return STATUS_DONE;
    report_diags(&tool->report, &diags);
    return STATUS_FAILED;
}

enum status
help_write(struct tool *tool, const struct command *command)
{
    struct file_out out = { .stream = stdout };

    if (command)
        write_command(out.stream, command, tool->report.language);
    else
        write_program(out.stream, tool->report.language);
    return finish(tool, &out);
}

enum status
help_write_version(struct tool *tool)
{
    struct file_out out = { .stream = stdout };

    fputs("juesuan " VERSION "\n", out.stream);
    return finish(tool, &out);
}

enum status
help_write_limits(struct tool *tool)
{
    struct file_out out = { .stream = stdout };

    limits_write(stdout, tool->report.language);
    return finish(tool, &out);
}

const struct command *
help_find(const char *name, struct text *near)
{
    struct near found = near_of(text_of(name));

    for (int i = 0; i < ARRAY_LEN(commands); i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
        near_try(&found, text_of(commands[i]->name));
    }
    *near = found.found;
    return NULL;
}

enum status
help_fail(struct tool *tool, struct diag_list *diags)
{
    struct diag *last = diags->n ? diags->items[diags->n - 1] : NULL;

    if (last && !last->hint)
        diag_hint(diags, last, "see 'juesuan %s%s--help'",
                  tool->command ? tool->command->name : "",
                  tool->command ? " " : "");
    report_diags(&tool->report, diags);
    return STATUS_USAGE;
}

enum status
help_refuse(struct tool *tool, const char *text, const char *hint)
{
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    struct diag *diag
        = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, text);

    if (hint)
        diag_hint(&diags, diag, "%s", diag_say(&diags, hint));
    return help_fail(tool, &diags);
}
