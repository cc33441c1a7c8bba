/* cmd_cells.c - juesuan cells: every cell as it stands. */
#include "book/cells.h"

#include "base/file.h"
#include "book/xlsx_read.h"
#include "store/csv_text.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/target.h"

static enum status
list_cells(struct job *job)
{
    const struct options *options = job->tool->options;
    struct file_out *out = job->context;
    struct book *book = xlsx_read(&job->arena, job->path, &job->diags);

    /* A list that lacks a cell must not look whole. */
    if (!book || diag_has_errors(&job->diags))
        return STATUS_FAILED;
    cells_warn(book, &job->diags);
    if (!file_out_open(&job->arena, out, options->value[OPTION_OUTPUT],
                       &job->diags))
        return STATUS_FAILED;
    if (options_is(options, OPTION_CSV, "excel"))
        csv_text_write_mark(out->stream, CSV_TEXT_GUARDED);
    if (options->value[OPTION_JSON])
        cells_write_json(out->stream, book);
    else
        cells_write_csv(out->stream, book,
                        !options_is(options, OPTION_CSV, "plain"));
    return file_out_close(out, &job->diags) ? STATUS_DONE : STATUS_FAILED;
}

static void
undo(struct job *job)
{
    file_out_discard(job->context);
}

static bool
check_csv(struct tool *tool)
{
    struct diag_list diags = { .arena = &tool->arena };

    if (!tool->options->value[OPTION_JSON] || !tool->options->value[OPTION_CSV])
        return true;
    diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             "--csv is for CSV, not for --json");
    help_fail(tool, &diags);
    return false;
}

static enum status
run(struct tool *tool)
{
    struct file_out out = { .stream = NULL };
    struct target target;

    if (!check_csv(tool))
        return STATUS_USAGE;
    target_open(&target, tool);
    target_add_input(&target, tool->options->words[0]);
    if (!target_check(&target, tool->options->value[OPTION_OUTPUT]))
        return STATUS_USAGE;
    return batch_run(tool, list_cells, undo, &out, NULL);
}

const struct command cmd_cells = {
    .name = "cells",
    .arguments = "WORKBOOK [--json] [--csv FOR] [-o OUT]",
    .summary = "list every cell of a workbook as it stands, without a mapping",
    .help
    = "CSV with the columns sheet, state, cell, type, value, format. Types are\n"
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
      "Examples\n"
      "  juesuan cells 2022.xlsx | grep ',C9,'\n"
      "  juesuan cells --csv excel 2022.xlsx -o cells.csv\n"
      "  juesuan cells --json 2022.xlsx -o cells.json\n",
    .options = OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_CSV)
               | OPTION_BIT(OPTION_OUTPUT),
    .word = "a WORKBOOK",
    .least = 1,
    .most = 1,
    .run = run,
};
