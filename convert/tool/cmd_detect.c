/* cmd_detect.c - juesuan detect: which template, which table on which sheet. */
#include <string.h>

#include "base/csv_text.h"
#include "base/file.h"
#include "book/workbook.h"
#include "place/locate.h"
#include "tool/batch.h"
#include "tool/given.h"
#include "tool/templates.h"

struct detect {
    const struct mapping_set *set;
};

static void
write_line(FILE *out, const char *file, struct text sheet, struct text template,
           const char *table)
{
    csv_text_write_tab(out, text_of(file), '\t');
    csv_text_write_tab(out, sheet, '\t');
    csv_text_write_tab(out, template.n ? template : TEXT("-"), '\t');
    csv_text_write_tab(out, text_of(table), '\n');
}

static void
write_book(FILE *out, const char *path, const struct book *book,
           const struct located *located)
{
    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *grid = &book->sheets[i];
        int n = located ? located->sheets[i].n_tables : 0;

        for (int k = 0; k < n; k++)
            write_line(out, path, grid->name,
                       located->sheets[i].tables[k]->template->id,
                       located->sheets[i].tables[k]->table->schema->id);
        if (n == 0)
            write_line(out, path, grid->name, TEXT_NONE, "-");
    }
}

static enum status
detect_workbook(struct job *job)
{
    const struct detect *detect = job->context;
    struct book *book = workbook_read(&job->arena, job->path, &job->diags);
    struct located *located;

    if (!book
        || !given_of_path(&job->arena, job->tool, job->path, &book->given,
                          &job->diags))
        return STATUS_FAILED;
    located = locate_best(&job->arena, book, detect->set, &job->diags);
    if (located)
        locate_others(&job->arena, located, detect->set, &job->diags);
    write_book(job->out, job->path, book, located);
    for (int i = 0; located && i < book->n_sheets; i++)
        job->tally.tables += located->sheets[i].n_tables;
    return located ? STATUS_DONE : STATUS_FAILED;
}

static enum status
run(struct tool *tool)
{
    struct file_out out = { .stream = stdout };
    struct detect detect;
    struct batch batch
        = { .work = detect_workbook, .out = stdout, .context = &detect };
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    enum status status;

    detect.set = templates_load(tool);
    if (!detect.set)
        return STATUS_FAILED;
    status = batch_spread(tool, &batch);
    if (file_out_close(&out, &diags))
        return status;
    report_diags(&tool->report, &diags);
    return STATUS_FAILED;
}

const struct command cmd_detect = {
    .name = "detect",
    .arguments = N_("WORKBOOK|DIR|-... [--from-file LIST] [-j N]"),
    .summary
    = N_("say which template a workbook follows, and where its tables are"),
    .help = N_(
        "Prints a line a table: file, sheet, template and table, with tabs between.\n"
        "A sheet without a table of the template has - for both. What does not fit\n"
        "the template is told on standard error, as import would. A workbook that\n"
        "'juesuan blank' drew names its template itself. A workbook of several that\n"
        "cannot be read, or has no table, is named, and the exit status is 1.\n"
        "\n"
        "Examples\n"
        "  juesuan detect 2022.xlsx\n"
        "  juesuan detect -q 2023/*.xlsx | cut -f 1,3 | sort -u\n"
        "\n"
        "  2022.xlsx  收入决算表  hubei-2022  income\n"),
    .options = OPTION_GIVEN | OPTION_MANY,
    .word = N_("a WORKBOOK"),
    .least = 1,
    .lists = true,
    .run = run,
};
