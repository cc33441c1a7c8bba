/*
 * cmd_completion.c - juesuan completion: shells complete what is typed.
 *
 * A shell's script is short: it asks this program for the words that may stand
 * where the cursor is.  They are found in what teaches people: the table of
 * options, the commands and their usage, the lines of help.
 */
#include <string.h>

#include "base/file.h"
#include "tool/help.h"
#include "tool/templates.h"

static const char bash[]
    = "_juesuan() {\n"
      "    local i word words=()\n"
      "    for ((i = 1; i <= COMP_CWORD; i++)); do\n"
      "        word=${COMP_WORDS[i]}\n"
      "        if [ \"$word\" != = ]; then words+=(\"$word\")\n"
      "        elif [ $i = $COMP_CWORD ]; then words+=(''); fi\n"
      "    done\n"
      "    local IFS=$'\\n'\n"
      "    COMPREPLY=($(\"$1\" completion words -- \"${words[@]}\" 2>/dev/null |\n"
      "        cut -f 1))\n"
      "}\n"
      "complete -o default -F _juesuan juesuan\n";

static const char zsh[]
    = "#compdef juesuan\n"
      "_juesuan() {\n"
      "    local -a found\n"
      "    found=(${(f)\"$(${~words[1]} completion words -- \\\n"
      "        \"${(@Q)words[2,CURRENT]}\" 2>/dev/null)\"})\n"
      "    found=(\"${(@)found/$'\\t'/:}\")\n"
      "    if (( $#found )); then _describe -V juesuan found; return; fi\n"
      "    [[ $PREFIX != --*=* ]] || compset -P '*='\n"
      "    _files\n"
      "}\n"
      "if [ \"$funcstack[1]\" = _juesuan ]; then _juesuan \"$@\"\n"
      "else compdef _juesuan juesuan; fi\n";

static const char fish[]
    = "function __juesuan\n"
      "    set -l words (commandline -opc)\n"
      "    set -l word (commandline -ct)\n"
      "    set -l program $words[1]\n"
      "    set -e words[1]\n"
      "    set -l found ($program completion words -- $words \"$word\" "
      "2>/dev/null)\n"
      "    if set -q found[1]\n"
      "        printf '%s\\n' $found\n"
      "    else\n"
      "        __fish_complete_path \"$word\"\n"
      "    end\n"
      "end\n"
      "complete -c juesuan -f -a '(__juesuan)'\n";

static const struct {
    const char *name, *script;
} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

/* What stands before the word that is completed, and the word. */
struct typed {
    struct tool *tool;
    FILE *out;
    struct text lead, word; /* "--format=" and what is behind it */
    const struct command *command;
    const struct options_row *open; /* an option that waits for its value */
    bool help, ended;               /* "help" or "--" was among the words */
    bool unknown;                   /* or what is no command */
    const char *first;              /* of the command's own words */
    int n_words;                    /* that the command has */
};

/* Lines as one: a break between Chinese letters is none. */
static void
write_joined(FILE *out, struct text t)
{
    bool blank = false, broken = false;
    char last = ' ';

    t = text_trim(t);
    for (size_t i = 0; i < t.n; i++) {
        char c = t.at[i];

        blank |= c == ' ';
        broken |= c == '\n';
        if (c == ' ' || c == '\n')
            continue;
        if (broken ? !(last & c & 0x80) : blank)
            putc(' ', out);
        putc(c, out);
        blank = broken = false;
        last = c;
    }
}

static void
offer(const struct typed *typed, struct text word, struct text meaning)
{
    if (!text_starts(word, typed->word))
        return;
    text_write(typed->out, typed->lead);
    text_write(typed->out, word);
    putc('\t', typed->out);
    write_joined(typed->out, meaning);
    putc('\n', typed->out);
}

static const char *
say(const struct typed *typed, const char *english)
{
    return language_say(typed->tool->report.language, english);
}

/* Of a help text the line that begins with 'head', which ends with a blank, and
   those behind it that stand further in: from that blank on. */
static struct text
find_entry(const char *help, const char *head)
{
    size_t n = strlen(head), in = strspn(head, " ") + 1, end;
    const char *at = help;

    while (at && strncmp(at, head, n) != 0) {
        at = strchr(at, '\n');
        at += at != NULL;
    }
    if (!at)
        return TEXT_NONE;
    end = strcspn(at, "\n");
    while (at[end] && strspn(at + end + 1, " ") >= in)
        end += 1 + strcspn(at + end + 1, "\n");
    return (struct text){ at + n - 1, end - n + 1 };
}

/* What is said of an entry: behind two blanks, or on the next line. */
static struct text
meaning_of(struct text entry)
{
    long at = text_find(entry, TEXT("  "), 0);

    return at < 0 ? TEXT_NONE : text_slice(entry, (size_t)at, entry.n);
}

static void
offer_templates(const struct typed *typed)
{
    const struct mapping_set *set = templates_load_or(typed->tool, true);

    for (int i = 0; set && i < set->n_templates; i++)
        offer(typed, set->templates[i]->id, set->templates[i]->name);
}

/* Words of small letters with "|" or a blank between, each with what the help
   says in the line that begins with 'lead' and it. */
static void
offer_choices(const struct typed *typed, const char *choices, const char *help,
              const char *lead)
{
    struct arena *arena = &typed->tool->arena;

    while (*choices >= 'a') {
        size_t n = strcspn(choices, "| ");
        const char *head
            = arena_printf(arena, "%s%.*s ", lead, (int)n, choices);

        offer(typed, (struct text){ choices, n },
              meaning_of(find_entry(say(typed, help), head)));
        choices += n + (choices[n] != '\0');
    }
}

static void
offer_values(const struct typed *typed)
{
    const struct options_row *row = typed->open;

    if (strcmp(row->argument, "TEMPLATE") == 0)
        offer_templates(typed);
    if (row->choices)
        offer_choices(typed, row->choices, row->help, "");
}

static void
offer_options(const struct typed *typed)
{
    struct arena *arena = &typed->tool->arena;
    uint64_t bits
        = OPTION_COMMON | (typed->command ? typed->command->options : 0);

    for (int i = 0; i < OPTION_N; i++) {
        const struct options_row *row = options_row((enum option)i);
        struct text help = text_of(say(typed, row->help));

        if (!(bits & OPTION_BIT(i)))
            continue;
        /* A line for each choice is said of the choices. */
        if (row->choices && text_find(help, TEXT("  "), 0) >= 0)
            help = text_of(row->choices);
        offer(typed, text_printf(arena, "--%s", row->name), help);
        if (row->letter)
            offer(typed, text_printf(arena, "-%s", row->letter), help);
    }
}

static void
offer_commands(const struct typed *typed)
{
#define COMMAND(stem)                                                          \
    offer(typed, text_of(cmd_##stem.name),                                     \
          text_of(say(typed, cmd_##stem.summary)));
#include "tool/commands.def"
#undef COMMAND
}

/* The n-th word of a usage; of "[TEMPLATE]..." there are any number. */
static struct text
usage_word(struct text usage, int n)
{
    for (;;) {
        long blank;
        struct text word;

        usage = text_trim(usage);
        blank = text_find(usage, TEXT(" "), 0);
        word = blank < 0 ? usage : text_slice(usage, 0, (size_t)blank);
        if (n-- == 0 || text_ends(word, TEXT("...")))
            return word;
        usage = text_slice(usage, word.n, usage.n);
    }
}

/* Words of a command.  One whose usage begins with a choice of words (it is in
   small letters) has a line of help for each, which says what is behind it. */
static void
offer_words(const struct typed *typed)
{
    const struct command *command = typed->command;
    struct arena *arena = &typed->tool->arena;
    const char *lead = arena_printf(arena, "  %s ", command->name);
    struct text usage = text_of(command->arguments);
    bool chooses = usage.n && usage.at[0] >= 'a';

    if (chooses && typed->n_words == 0) {
        offer_choices(typed, command->arguments, command->help, lead);
        return;
    }
    if (chooses)
        usage = find_entry(command->help,
                           arena_printf(arena, "%s%s ", lead, typed->first));
    if (text_find(usage_word(usage, typed->n_words - chooses), TEXT("TEMPLATE"),
                  0)
        >= 0)
        offer_templates(typed);
}

/* The option that a word is and whose value is the next word. */
static const struct options_row *
find_open(const char *word)
{
    for (int i = 0; i < OPTION_N; i++) {
        const struct options_row *row = options_row((enum option)i);

        if (row->argument
            && (word[1] == '-'
                    ? strcmp(word + 2, row->name) == 0
                    : row->letter && !word[2] && word[1] == *row->letter))
            return row;
    }
    return NULL;
}

static void
pass_word(struct typed *typed, const char *word)
{
    struct text near;

    if (typed->open) {
        typed->open = NULL;
    } else if (!typed->ended && word[0] == '-' && word[1]) {
        typed->ended = strcmp(word, "--") == 0;
        typed->open = find_open(word);
    } else if (typed->command) {
        if (typed->n_words++ == 0)
            typed->first = word;
    } else if (strcmp(word, "help") == 0) {
        typed->help = true;
    } else {
        typed->command = help_find(word, &near);
        typed->unknown |= !typed->command;
    }
}

static void
complete(struct typed *typed, const char *word)
{
    const char *equals = strncmp(word, "--", 2) ? NULL : strchr(word, '=');

    typed->word = text_of(word);
    if (equals && !typed->open && !typed->ended) {
        size_t n = (size_t)(equals - word);

        typed->open = find_open(arena_copy(&typed->tool->arena, word, n));
        typed->lead = (struct text){ word, n + 1 };
        typed->word = text_of(equals + 1);
    }
    if (typed->open)
        offer_values(typed);
    else if (*word == '-' && !typed->ended)
        offer_options(typed);
    else if (typed->command && !typed->help)
        offer_words(typed);
    else if (!typed->command && !typed->unknown)
        offer_commands(typed);
}

static void
write_words(struct tool *tool, FILE *out)
{
    const char *const *words = tool->options->words;
    struct typed typed = { .tool = tool, .out = out };

    for (int i = 1; i < tool->options->n_words - 1; i++)
        pass_word(&typed, words[i]);
    if (tool->options->n_words > 1)
        complete(&typed, words[tool->options->n_words - 1]);
}

static enum status
run(struct tool *tool)
{
    struct file_out out = { .stream = stdout };
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    const char *name = tool->options->words[0], *script = NULL;

    for (int i = 0; i < ARRAY_LEN(shells); i++) {
        if (strcmp(name, shells[i].name) == 0)
            script = shells[i].script;
    }
    if (script && tool->options->n_words == 1) {
        fputs(script, out.stream);
    } else if (strcmp(name, "words") == 0) {
        write_words(tool, out.stream);
    } else {
        struct diag *diag = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                                     "%s cannot be '%s'", tool->command->name,
                                     script ? tool->options->words[1] : name);

        diag_hint(&diags, diag, "it is one of: %s", "bash zsh fish");
        return help_fail(tool, &diags);
    }
    if (file_out_close(&out, &diags))
        return STATUS_DONE;
    report_diags(&tool->report, &diags);
    return STATUS_FAILED;
}

const struct command cmd_completion = {
    .name = "completion",
    .arguments = N_("bash|zsh|fish|words [-- WORD...]"),
    .summary = N_("let the shell complete commands, options and templates"),
    .help = N_(
        "  completion bash                   the script that bash reads\n"
        "  completion zsh                    that of zsh\n"
        "  completion fish                   that of fish\n"
        "  completion words -- WORD...       what the last WORD may become, a line each\n"
        "                                    with what it means behind a tab; the\n"
        "                                    scripts ask this\n"
        "\n"
        "With the script read, the tab key completes commands, options, what they may\n"
        "be and the ids of templates, zsh and fish with what each means, in the language\n"
        "of the messages. Where none of these can stand it completes names of files.\n"
        "\n"
        "Examples\n"
        "  source <(juesuan completion bash)              now; or in ~/.bashrc\n"
        "  source <(juesuan completion zsh)               in ~/.zshrc, behind compinit\n"
        "  juesuan completion fish | source               in config.fish\n"),
    .options = 0,
    .word = N_("one of bash, zsh, fish, words"),
    .least = 1,
    .raw = true,
    .run = run,
};
