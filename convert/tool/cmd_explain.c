/* cmd_explain.c - juesuan explain: which cell is read as what. */
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/limits.h"
#include "submit/explain_html.h"
#include "submit/explain_xlsx.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/reading.h"
#include "tool/target.h"
#include "tool/templates.h"

struct explain {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: the workbook's */
    const char *output;
    bool page; /* it is HTML */
    struct file_out out;
};

static bool
write_copy(struct job *job, const struct explained *explained,
           struct file_out *out)
{
    struct xlsx_edit *edit;
    struct text bytes;

    if (!file_read(&job->arena, job->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags)
        || !(edit = xlsx_edit_open(&job->arena, job->path, bytes, &job->diags))
        || !explain_xlsx(edit, explained)
        || !xlsx_edit_finish(edit, edit->book, &bytes))
        return false;
    file_put(out->stream, bytes);
    return true;
}

/* A workbook that no mapping knows, or not the one asked for: nothing of it is
   read.  False where it is no workbook at all. */
static bool
take_unknown(struct job *job, struct filing *filing)
{
    if (!filing->book)
        return false;
    if (!filing->located)
        filing->located = locate_nothing(&job->arena, filing->book);
    filing->template = filing->located->template;
    filing->model = ARENA_NEW(&job->arena, struct model);
    return true;
}

static enum status
explain_workbook(struct job *job)
{
    struct explain *explain = job->context;
    struct filing_wish wish
        = reading_wish(job->tool, explain->set, explain->template);
    struct explained explained;
    struct filing filing;
    bool known;

    explain->out = (struct file_out){ .stream = NULL };
    wish.book = true;
    known = reading_file(&job->arena, job->tool, job->path, &wish, &filing,
                         &job->diags);
    if (!known && !take_unknown(job, &filing))
        return STATUS_FAILED;
    explained = explain_filing(&job->arena, &filing, &job->diags);
    if (!file_out_open(&job->arena, &explain->out, explain->output,
                       &job->diags))
        return STATUS_FAILED;
    if (!(explain->page
              ? explain_html(explain->out.stream, &explained, &job->diags)
              : write_copy(job, &explained, &explain->out))) {
        file_out_discard(&explain->out);
        return STATUS_FAILED;
    }
    if (!file_out_close(&explain->out, &job->diags))
        return STATUS_FAILED;
    report_note(&job->tool->report, explain->output,
                "%d values, %d labels, %d kept, %d unmodelled, %d unread",
                explained.n[EXPLAIN_FACT], explained.n[EXPLAIN_LABEL],
                explained.n[EXPLAIN_KEPT], explained.n[EXPLAIN_UNMODELLED],
                explained.n[EXPLAIN_UNREAD]);
    return known ? STATUS_DONE : STATUS_FAILED;
}

static void
undo(struct job *job)
{
    struct explain *explain = job->context;

    file_out_discard(&explain->out);
}

/* ---- the command ---- */

static bool
ends_in(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);

    return n >= m && strcasecmp(path + n - m, ending) == 0;
}

static bool
check_output(struct explain *explain)
{
    const char *input = explain->tool->options->words[0];
    const char *output = explain->output, *wrong = NULL;

    if (!output)
        wrong = N_("explain needs -o OUT.xlsx or -o OUT.html");
    else if (strcmp(output, "-") == 0 || ends_in(output, ".html")
             || ends_in(output, ".htm"))
        explain->page = true;
    else if (!ends_in(output, ".xlsx") && !ends_in(output, ".xlsm"))
        wrong = N_("-o must name a copy (OUT.xlsx) or a page (OUT.html)");
    else if (ends_in(input, ".xlsm") != ends_in(output, ".xlsm"))
        wrong = N_("the copy must be named as the workbook is, .xlsx or .xlsm: "
                   "programs do not open it otherwise");
    if (!wrong)
        return true;
    help_refuse(explain->tool, wrong, NULL);
    return false;
}

static enum status
run(struct tool *tool)
{
    struct explain explain = { .tool = tool };
    struct target target;
    enum status status;

    explain.output = tool->options->value[OPTION_OUTPUT];
    if (!check_output(&explain))
        return STATUS_USAGE;
    target_open(&target, tool);
    target_add_input(&target, tool->options->words[0]);
    if (!target_check(&target, explain.output))
        return STATUS_USAGE;
    explain.set = templates_load(tool);
    if (!explain.set)
        return STATUS_FAILED;
    status = templates_wanted(tool, explain.set, &explain.template);
    if (status != STATUS_DONE)
        return status;
    return batch_run(tool, explain_workbook, undo, &explain, NULL);
}

const struct command cmd_explain = {
    .name = "explain",
    .arguments = N_("WORKBOOK [-t TEMPLATE] -o OUT.xlsx|OUT.html"),
    .summary = N_("show which cell is read as what, and by which mapping line"),
    .help = N_(
        "Colours each cell by what it was taken for: a value of the model, a place of\n"
        "a value that is blank or says that there is none, a label, kept (not in the\n"
        "model), unmodelled (the mapping says why), or unread: a figure that is in no\n"
        "value, or a cell that was complained of. Values and unread cells say item,\n"
        "measure, amount, unit and mapping line.\n"
        "\n"
        "OUT.xlsx is the workbook itself, with the colours, with notes on its cells and\n"
        "with a sheet 读取说明 before the others: what the colours mean, all messages\n"
        "and all that is unread, with links. Everything else in it is as it was.\n"
        "OUT.html is one page for any browser, offline, also of an .xls or .ods; a cell\n"
        "is explained when it is pointed at or selected. - is the page on standard\n"
        "output.\n"
        "\n"
        "Nothing is left out: a workbook with more cells than a program can open so is\n"
        "refused (--limit notes=, page-cells=). The exit status is that of import: 0\n"
        "where every figure was read and nothing is in doubt, 3 where no mapping knows\n"
        "the workbook, all of which is shown as kept or unread then.\n"
        "\n"
        "Examples\n"
        "  juesuan explain 2022.xlsx -o 2022.explained.xlsx\n"
        "  juesuan explain 2022.xlsx -o 2022.html\n"
        "  juesuan explain -I mappings -t my-county-2023 blank.xlsx -o blank.html\n"),
    .options
    = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_OUTPUT) | OPTION_GIVEN,
    .word = N_("a WORKBOOK"),
    .least = 1,
    .most = 1,
    .run = run,
};
