/* main.c - the program: finds the command, runs it, says how it went. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/ending.h"
#include "base/exhaustion.h"
#include "base/file.h"
#include "base/limits.h"
#include "tool/command.h"
#include "tool/given.h"
#include "tool/help.h"
#include "tool/workers.h"

struct run {
    int argc;
    char **argv;
    struct tool tool;
    enum status status;
};

/* A file opened later must not become a standard stream that was closed. */
static void
hold_standard_streams(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && fd <= 2);
    if (fd > 2)
        close(fd);
}

static bool
check_jobs(const struct options *options, struct diag_list *diags)
{
    const char *jobs = options->value[OPTION_JOBS];
    struct decimal n;

    if (!jobs
        || (decimal_parse(text_of(jobs), &n) == DECIMAL_OK && n.scale == 0
            && n.units >= 1 && n.units <= WORKERS_MAX))
        return true;
    diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             "-j must be a whole number from 1 to %d, not '%s'", WORKERS_MAX,
             jobs);
    return false;
}

static bool
set_limits(const char *settings, struct diag_list *diags)
{
    struct text rest = text_of(settings);

    while (rest.n) {
        long comma = text_find(rest, TEXT(","), 0);
        size_t n = comma < 0 ? rest.n : (size_t)comma;
        struct text setting = text_slice(rest, 0, n);

        if (!limits_set(setting)) {
            struct diag *diag
                = diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                           "--limit cannot be '%.*s'", TEXT_ARG(setting));

            diag_hint(diags, diag, "'juesuan --limit help' lists them");
            return false;
        }
        rest = text_slice(rest, comma < 0 ? n : n + 1, rest.n);
    }
    return true;
}

static bool
check_words(const struct command *command, const struct options *options,
            struct diag_list *diags)
{
    int n = options->n_words;

    if (!check_jobs(options, diags))
        return false;
    if (n < command->least
        && !(command->lists && options->value[OPTION_FROM_FILE])) {
        diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, "%s needs %s",
                 command->name, diag_say(diags, command->word));
        return false;
    }
    for (int i = 0; i < n && !command->raw; i++) {
        if (command->most && i >= command->most)
            diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                     "%s takes %s and no more: what is '%s'?", command->name,
                     diag_say(diags, command->word), options->words[i]);
        else if (strcmp(options->words[i], "-") == 0 && !command->lists)
            diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                     "%s does not read standard input: name %s", command->name,
                     diag_say(diags, command->word));
        else if (!*options->words[i])
            diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                     "a name is empty");
        else
            continue;
        return false;
    }
    return true;
}

/* Takes the command's name from the words; "help" asks about the next one. */
static bool
find_command(struct tool *tool, struct options *options, bool *help,
             struct diag_list *diags)
{
    const char *name;
    struct text near;

    *help = options->value[OPTION_HELP] != NULL;
    if (options->n_words && strcmp(options->words[0], "help") == 0) {
        options->words++;
        options->n_words--;
        *help = true;
    }
    if (options->n_words == 0) {
        if (!*help)
            diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                     "no command is given");
        return *help;
    }
    name = *options->words++;
    options->n_words--;
    tool->command = help_find(name, &near);
    if (tool->command)
        return true;
    diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             near.n ? N_("there is no command '%s'; did you mean '%.*s'?")
                    : N_("there is no command '%s'"),
             name, TEXT_ARG(near));
    return false;
}

static enum status
run_tool(struct run *run)
{
    struct tool *tool = &run->tool;
    struct options *options = ARENA_NEW(&tool->arena, struct options);
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    bool good
        = options_read(&tool->arena, run->argc, run->argv, options, &diags);
    enum status status;
    bool help;

    tool->options = options;
    tool->report.json = options_is(options, OPTION_DIAG, "json");
    diags.with_arguments = tool->report.json;
    tool->report.strict = options->value[OPTION_STRICT] != NULL;
    tool->report.quiet = options->value[OPTION_QUIET] != NULL;
    tool->report.verbose = options->value[OPTION_VERBOSE] != NULL;
    if (good && options->value[OPTION_VERSION])
        return help_write_version(tool);
    if (good && options_is(options, OPTION_LIMIT, "help"))
        return help_write_limits(tool);
    if (good && options->value[OPTION_LIMIT])
        good = set_limits(options->value[OPTION_LIMIT], &diags);
    if (!good && options->n_words == 0)
        return help_fail(tool, &diags);
    good &= find_command(tool, options, &help, &diags);
    if (good && help)
        return help_write(tool, tool->command);
    if (tool->command)
        good &= options_check(options, tool->command->options | OPTION_COMMON,
                              tool->command->name, &diags);
    if (!good || !check_words(tool->command, options, &diags)
        || !given_read(tool, &diags))
        return help_fail(tool, &diags);
    status = tool->command->run(tool);
    /* Who has seen enough does not ask how it went. */
    return status == STATUS_WRONG && file_gone(stdout) ? STATUS_DONE : status;
}

static void
run_guarded(void *context)
{
    struct run *run = context;

    run->status = run_tool(run);
}

int
main(int argc, char **argv)
{
    static struct run run;

    hold_standard_streams();
    /* A reader that goes away is a failed write like any other. */
    signal(SIGPIPE, SIG_IGN);
    /* So is a file that would grow past what the user is allowed. */
    signal(SIGXFSZ, SIG_IGN);
    ending_begin();
    run.argc = argc;
    run.argv = argv;
    run.tool.arena.budget = LIMIT_ARENA_BYTES;
    report_open(&run.tool.report);
    run.tool.report.language = options_language(argv + (argc > 0));
    if (!exhaustion_catch(&run.tool.arena, run_guarded, &run)) {
        report_exhausted(&run.tool.report, NULL);
        /* Streams may be in the middle of what the jump left: no flush. */
        _exit(STATUS_FAILED);
    }
    arena_release(&run.tool.arena);
    return (int)run.status;
}
