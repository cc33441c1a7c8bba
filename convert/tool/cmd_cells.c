/* cmd_cells.c - juesuan cells: every cell as it is. */
#include <string.h>

#include "store/cells.h"

#include "base/csv_text.h"
#include "base/file.h"
#include "book/workbook.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/target.h"

struct list {
    struct tool *tool;
    bool many; /* -o is a folder */
    struct target names;
    struct file_out out;
};

static const char *
name_of(const struct list *list, struct arena *arena, const char *below)
{
    const struct options *options = list->tool->options;
    const char *output = options->value[OPTION_OUTPUT];

    return list->many
               ? target_name(arena, output, below,
                             options->value[OPTION_JSON] ? ".json" : ".csv")
               : output;
}

static enum status
list_cells(struct job *job)
{
    const struct options *options = job->tool->options;
    struct list *list = job->context;
    struct file_out *out = &list->out;
    struct book *book;

    *out = (struct file_out){ .stream = NULL };
    book = workbook_read(&job->arena, job->path, &job->diags);
    /* A list that lacks a cell must not look whole. */
    if (!book || diag_has_errors(&job->diags))
        return STATUS_FAILED;
    cells_warn(book, &job->diags);
    if (!file_out_open(&job->arena, out, name_of(list, &job->arena, job->below),
                       &job->diags))
        return STATUS_FAILED;
    if (options_is(options, OPTION_CSV, "excel"))
        csv_text_write_mark(out->stream, CSV_TEXT_GUARDED);
    if (options->value[OPTION_JSON])
        cells_write_json(out->stream, book);
    else
        cells_write_csv(&job->arena, out->stream, book,
                        options_is(options, OPTION_CSV, "plain")
                            ? CSV_TEXT_PLAIN
                            : CSV_TEXT_GUARDED);
    return file_out_close(out, &job->diags) ? STATUS_DONE : STATUS_FAILED;
}

static void
undo(struct job *job)
{
    struct list *list = job->context;

    file_out_discard(&list->out);
}

/* One of many. */
static bool
admit(struct job *job)
{
    struct list *list = job->context;

    if (!list->many)
        return true;
    target_add_input(&list->names, job->path);
    return target_admit(&list->names, name_of(list, &job->arena, job->below),
                        &job->diags);
}

static bool
check_options(struct list *list)
{
    const struct options *options = list->tool->options;
    const char *output = options->value[OPTION_OUTPUT], *wrong = NULL;

    if (options->value[OPTION_JSON] && options->value[OPTION_CSV])
        wrong = N_("--csv is for CSV, not for --json");
    else if (list->many && (!output || strcmp(output, "-") == 0))
        wrong
            = N_("several lists are several files: name a folder for them with "
                 "-o");
    if (wrong) {
        help_refuse(list->tool, wrong, NULL);
        return false;
    }
    target_open(&list->names, list->tool);
    if (list->many)
        return target_folder(&list->names, output);
    target_add_input(&list->names, options->words[0]);
    return target_check(&list->names, output);
}

static enum status
run(struct tool *tool)
{
    struct list list = { .tool = tool };
    struct batch batch = {
        .work = list_cells, .undo = undo, .admit = admit, .context = &list
    };

    list.many = inputs_many(tool->options, false);
    if (!check_options(&list))
        return STATUS_USAGE;
    return batch_spread(tool, &batch);
}

const struct command cmd_cells = {
    .name = "cells",
    .arguments = N_("WORKBOOK|DIR|-... [--json] [--csv FOR] [-o OUT] [-j N]"),
    .summary
    = N_("list every cell of a workbook as it stands, without a mapping"),
    .help = N_(
        "CSV with the columns sheet, state, cell, type, value, format. Types are\n"
        "n number (as the file has it), d number shown as a date (its serial), D ISO\n"
        "date, s text, b boolean, e error. Blank cells are left out. With --json one\n"
        "object, with the merged cells of each sheet; a cell is [cell, type, value],\n"
        "with the format behind it where a number (n) has another than General.\n"
        "\n"
        "In CSV a text that a spreadsheet would run as a formula (it begins with = + -\n"
        "or @, also behind blanks and quotes) has a ' in front; numbers never have.\n"
        "--csv plain leaves it out, --csv excel adds the mark by which Excel knows\n"
        "UTF-8.\n"
        "\n"
        "Of several workbooks, or a folder of them, OUT is a folder and gets a NAME.csv\n"
        "(NAME.json) a workbook.\n"
        "\n"
        "Examples\n"
        "  juesuan cells 2022.xlsx | grep ',C9,'\n"
        "  juesuan cells --csv excel 2022.xlsx -o cells.csv\n"
        "  juesuan cells --json 2022.xlsx -o cells.json\n"),
    .options = OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_CSV)
               | OPTION_BIT(OPTION_OUTPUT) | OPTION_MANY,
    .word = N_("a WORKBOOK"),
    .least = 1,
    .lists = true,
    .run = run,
};
