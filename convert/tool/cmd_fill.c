/* cmd_fill.c - juesuan fill: a model into a blank that an office hands out. */
#include <string.h>
#include <strings.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "remap/remainder.h"
#include "store/json.h"
#include "store/model_file.h"
#include "submit/fill_forms.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/sheets.h"
#include "tool/target.h"
#include "tool/templates.h"

struct fill {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: the blank's */
    const char *model, *blank, *output, *kept;
    struct file_out kept_file;
    struct sheets sheets;
};

static const struct template_rule *
template_of(struct fill *fill, struct job *job, const struct book *blank)
{
    const struct template_rule *template = fill->template;

    if (template)
        return template;
    template = locate_template(&job->arena, blank, fill->set, &job->diags);
    if (template)
        report_note(&job->tool->report, fill->blank, "template %.*s (%.*s)",
                    TEXT_ARG(template->id), TEXT_ARG(template->name));
    return template;
}

/* The facts without a place, and what the kept file is bound to. */
static bool
write_kept(struct fill *fill, struct job *job, const struct fill_result *filled,
           const struct template_rule *template, struct text bytes)
{
    const struct written *written = &filled->written;
    struct kept kept = { .template_id = written->source->template_id,
                         .digest = digest_of(&job->arena, bytes),
                         .written_as = template->id,
                         .lost = fact_set_pick(&job->arena, &written->lost) };

    if (!file_out_open(&job->arena, &fill->kept_file, fill->kept, &job->diags))
        return false;
    json_write_kept(fill->kept_file.stream, &kept);
    return file_out_close(&fill->kept_file, &job->diags);
}

/* Programs refuse macros and templates under another ending. */
static void
tell_ending(struct fill *fill)
{
    const char *had = strrchr(fill->blank, '.');
    const char *has = strrchr(fill->output, '.');

    if (had && strcasecmp(had, ".xlsx") != 0
        && (!has || strcasecmp(had, has) != 0))
        report_note(&fill->tool->report, fill->output,
                    "made from a %s: programs open it only under a name that "
                    "ends so",
                    had);
}

static void
tell_done(struct fill *fill, const struct fill_result *filled)
{
    struct report *report = &fill->tool->report;

    tell_ending(fill);

    report_note(report, fill->output, "%d cells filled, %d rows inserted",
                filled->n_cells, filled->n_rows);
    if (filled->n_unchecked)
        report_note(report, fill->output,
                    "%d of %d formulas with a result are too involved to be "
                    "checked",
                    filled->n_unchecked, filled->n_formulas);
    if (filled->n_open)
        report_note(report, fill->output,
                    "%d other formulas have no result until a program "
                    "calculates them",
                    filled->n_open);
}

static enum status
finish(struct fill *fill, struct job *job, const struct template_rule *template,
       struct xlsx_edit *edit, const struct fill_result *filled)
{
    bool lossy = fill->tool->options->value[OPTION_LOSSY] != NULL;
    enum diag_level level = lossy || fill->kept ? DIAG_WARNING : DIAG_ERROR;
    struct fact_set lost;
    struct text bytes;
    int n_mixed
        = stale_report(&job->arena, &filled->stale, fill->blank, edit->book,
                       lossy ? DIAG_WARNING : DIAG_ERROR, &job->diags);
    int n_lost = fill_forms_report(filled, level, &lost, &job->diags);

    n_lost
        += remainder_report(&job->arena, &lost, template, level, &job->diags);

    if (!lossy && (n_mixed > 0 || (n_lost > 0 && !fill->kept)))
        return STATUS_LOST;
    if (!xlsx_edit_finish(edit, filled->sheets.book, &bytes)
        || !sheets_finish(&fill->sheets, job,
                          &(struct sheets_drawn){
                              fill->output, filled->sheets.book, template,
                              filled->written.says->fiscal_year,
                              fill->sheets.rounded ? &filled->tails : NULL }))
        return STATUS_FAILED;
    /* First the kept file: it does no harm without the workbook. */
    if ((fill->kept && !write_kept(fill, job, filled, template, bytes))
        || !xlsx_edit_write(edit, fill->output, bytes))
        return STATUS_FAILED;
    tell_done(fill, filled);
    return STATUS_DONE;
}

static enum status
fill_blank(struct job *job)
{
    struct fill *fill = job->context;
    const struct template_rule *template;
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct model *model;
    struct text bytes;

    sheets_begin(&fill->sheets, job, fill->output);
    fill->kept_file = (struct file_out){ .path = NULL };
    model = model_file_read(&job->arena, fill->set->words, fill->model,
                            &job->diags);
    if (!model
        || !file_read(&job->arena, fill->blank, LIMIT_FILE_BYTES, &bytes,
                      &job->diags)
        || !(edit
             = xlsx_edit_open(&job->arena, fill->blank, bytes, &job->diags))
        || !(template = template_of(fill, job, edit->book)))
        return STATUS_FAILED;
    if (!model->file)
        model->file = fill->model;
    edit->made = fill->output;
    if (!fill_book(edit, template, model, fill->sheets.rounded, &filled,
                   &job->diags))
        return STATUS_FAILED;
    return finish(fill, job, template, edit, &filled);
}

static void
undo(struct job *job)
{
    struct fill *fill = job->context;

    file_out_discard(&fill->kept_file);
}

/* ---- the command ---- */

static bool
check_names(const struct fill *fill)
{
    const char *wrong = NULL;

    if (!fill->output)
        wrong = N_("fill needs -o OUT.xlsx");
    else if (strcmp(fill->output, "-") == 0)
        wrong = N_(
            "a workbook cannot go to standard output: name a file with -o");
    else if (fill->kept && strcmp(fill->kept, "-") == 0)
        wrong = N_("--kept needs a name of its own");
    if (!wrong)
        return true;
    help_refuse(fill->tool, wrong, NULL);
    return false;
}

static enum status
run(struct tool *tool)
{
    struct options options = *tool->options;
    struct fill fill = { .tool = tool };
    struct target target;
    enum status status;

    fill.model = options.words[0];
    fill.blank = options.words[1];
    fill.output = options.value[OPTION_OUTPUT];
    fill.kept = options.value[OPTION_KEPT];
    if (!check_names(&fill))
        return STATUS_USAGE;
    target_open(&target, tool);
    target_add_input(&target, fill.model);
    target_add_input(&target, fill.blank);
    if (!target_check(&target, fill.output)
        || (fill.kept && !target_check(&target, fill.kept)))
        return STATUS_USAGE;
    fill.set = templates_load(tool);
    if (!fill.set)
        return STATUS_FAILED;
    status = templates_wanted(tool, fill.set, &fill.template);
    if (status != STATUS_DONE)
        return status;
    if (!sheets_open(&fill.sheets, tool, fill.set))
        return STATUS_FAILED;
    /* Both words are one job. */
    options.n_words = 1;
    tool->options = &options;
    status = batch_run(tool, fill_blank, undo, &fill, NULL);
    return status;
}

const struct command cmd_fill = {
    .name = "fill",
    .arguments
    = N_("MODEL BLANK.xlsx [-t TEMPLATE] -o OUT.xlsx [--kept FILE] [--lossy] "
         "[--round]"),
    .summary
    = N_("write a model into the very workbook that an office hands out"),
    .help = N_(
        "Finds the tables of BLANK.xlsx and writes the figures of MODEL (what import\n"
        "wrote) into their cells. OUT.xlsx is BLANK.xlsx in everything else: styles,\n"
        "widths, formulas, validation, protection, names, print set-up, pictures and\n"
        "other sheets. BLANK.xlsx itself is never changed.\n"
        "\n"
        "Codes and list entries go into empty rows of their table; when there are no\n"
        "more, rows are inserted, and what is below moves down with all that refers to\n"
        "it. Indicators go to the groups that are printed. A formula stays and gets the\n"
        "model's figure as its result; one that comes to something else is told\n"
        "(formula-differs). Formulas that depend on it get their new results, on other\n"
        "sheets too. In a blank that 'juesuan blank' made, where the formulas are not an\n"
        "office's, one that comes to something else gives way to the figure.\n"
        "\n"
        "A cell holds the exact figure, whatever its format shows. --round, as export\n"
        "has it, writes what is shown and lists what that cuts off.\n"
        "\n"
        "What BLANK.xlsx holds of another filing is told: figures, rows of codes that\n"
        "MODEL does not have, XX局 and ……. Where it would stand beside MODEL's own\n"
        "(another department or year, tables that MODEL does not have) nothing is\n"
        "written and the exit status is 4, unless --lossy agrees.\n"
        "\n"
        "A fact that BLANK.xlsx has no place for is an error, nothing is written and\n"
        "the exit status is 4; with --lossy such facts are listed and left out, with\n"
        "--kept they are also written to FILE.\n"
        "\n"
        "Examples\n"
        "  juesuan fill 2022.json blank.xlsx -o 2022.xlsx\n"
        "  juesuan fill 2022.json blank.xlsx -o 2022.xlsx --kept 2022.rest.json\n"),
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_OUTPUT)
               | OPTION_BIT(OPTION_KEPT) | OPTION_BIT(OPTION_LOSSY)
               | OPTION_BIT(OPTION_ROUND),
    .word = N_("a MODEL and a BLANK.xlsx"),
    .least = 2,
    .most = 2,
    .run = run,
};
