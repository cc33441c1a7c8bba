/* cmd_export.c - juesuan export: a model into a template's workbook. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_write.h"
#include "mapping/mix.h"
#include "remap/coverage.h"
#include "remap/migrate.h"
#include "remap/remainder.h"
#include "store/json.h"
#include "store/model_file.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/sheets.h"
#include "tool/target.h"
#include "tool/templates.h"

struct export
{
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: the model's */
    const char *output, *kept;
    struct sheets sheets;
};

/* ---- the model ---- */

static const struct template_rule *
template_of(const struct export *export, struct job *job,
            const struct model *model)
{
    struct diag *diag;

    if (export->template)
        return export->template;
    if (model->template_id.n)
        return mapping_ask(export->set, model->template_id,
                           PLACE_FILE(job->path), &job->diags);
    diag = diag_add(&job->diags, DIAG_TEMPLATE_UNKNOWN, PLACE_FILE(job->path),
                    PLACE_NONE, "the model does not say its template");
    diag_hint(&job->diags, diag, "name one with -t");
    return NULL;
}

/* False when there is a kept file and it is not of use.  The template gets the
   tables that the filing has of others. */
static bool
read_kept(const struct export *export, struct job *job,
          const struct model *model, const struct template_rule **mix,
          const struct kept **out)
{
    const struct template_rule *template = *mix;
    const struct model *was;
    struct text bytes;
    struct diag *diag;

    *out = NULL;
    *mix = mix_for(&job->arena, export->set, template, model, NULL);
    if (!export->kept)
        return true;
    if (!file_read(&job->arena, export->kept, LIMIT_TREE_BYTES, &bytes,
                   &job->diags))
        return false;
    *out = json_read_kept(&job->arena, export->set->words, export->kept, bytes,
                          &job->diags);
    if (!*out)
        return false;
    if ((*out)->template_id.n
        && !text_equal((*out)->template_id, template->id)) {
        diag = diag_add(&job->diags, DIAG_KEPT_OTHER, PLACE_FILE(export->kept),
                        PLACE_NONE,
                        "these sheets are of template '%.*s', not of '%.*s'",
                        TEXT_ARG((*out)->template_id), TEXT_ARG(template->id));
        diag_hint(&job->diags, diag, "say -t %.*s, or leave --kept out",
                  TEXT_ARG((*out)->template_id));
        return false;
    }
    *mix = mix_for(&job->arena, export->set, *mix, NULL, *out);
    was = migrate_kept_other(&job->arena, *out, *mix, model);
    if (was) {
        diag = diag_add(&job->diags, DIAG_KEPT_OTHER, PLACE_FILE(export->kept),
                        PLACE_NONE, "these sheets are of another filing");
        diag_detail(&job->diags, diag, "kept with   %.*s %d",
                    TEXT_ARG(was->department), was->fiscal_year);
        diag_detail(&job->diags, diag, "model       %.*s %d",
                    TEXT_ARG(model->department), model->fiscal_year);
        diag_hint(&job->diags, diag,
                  "give the file that --kept wrote for this model, or leave "
                  "--kept out");
        return false;
    }
    return true;
}

static bool
has_table(const struct template_rule *template, const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (mapping_table(template, model->tables[i].schema))
            return true;
    }
    return false;
}

LANGUAGE_FORMAT(3, 0)
static enum status
fail(struct job *job, const struct template_rule *template, const char *format)
{
    diag_add(&job->diags, DIAG_FACT_NO_PLACE, PLACE_FILE(job->path),
             template->place, format, TEXT_ARG(template->id));
    return STATUS_FAILED;
}

static enum status
export_model(struct job *job)
{
    struct export *export = job->context;
    bool lossy = job->tool->options->value[OPTION_LOSSY] != NULL;
    struct model *model;
    const struct template_rule *template;
    const struct kept *kept;
    struct written made;
    enum diag_level level = lossy ? DIAG_WARNING : DIAG_ERROR;
    struct tails tails;
    bool nothing;
    int n_lost;

    sheets_begin(&export->sheets, job, export->output);
    model = model_file_read(&job->arena, export->set->words, job->path,
                            &job->diags);
    if (!model || !(template = template_of(export, job, model))
        || !read_kept(export, job, model, &template, &kept))
        return STATUS_FAILED;
    if (!model->file)
        model->file = job->path;
    coverage_report_year(&job->arena, model, template, &job->diags);
    made = migrate_forward(&job->arena, model, kept, template, &job->diags);
    nothing = made.book->n_sheets == 0;
    if (nothing && !has_table(template, model))
        return fail(job, template, "%.*s has none of the model's tables");
    n_lost = remainder_report(&job->arena, &made.lost, template, level,
                              &job->diags)
             + migrate_report_filing(&job->arena, &made, template, level,
                                     &job->diags);
    if (model->unread > 0 && !kept) {
        diag_hint(&job->diags,
                  diag_add_as(&job->diags, DIAG_AS(DIAG_FIGURES_LEFT, level),
                              PLACE_FILE(model->file), PLACE_NONE,
                              "%d figures of the workbook are not in the model",
                              model->unread),
                  "keep them with --kept, as import writes it");
        n_lost += model->unread;
    }
    if (n_lost > 0 && !lossy)
        return STATUS_LOST;
    if (nothing) /* none that can be written */
        return fail(job, template, "%.*s has none of the model's figures");
    if (export->sheets.rounded)
        tails = migrate_round(&job->arena, &made, template);
    if (!sheets_finish(
            &export->sheets, job,
            &(struct sheets_drawn){ export->output, made.book, template,
                                    made.says->fiscal_year,
                                    export->sheets.rounded ? &tails : NULL }))
        return STATUS_FAILED;
    return xlsx_write(&job->arena, export->output, made.book,
                      text_zero(&job->arena, template->id), &job->diags)
               ? STATUS_DONE
               : STATUS_FAILED;
}

/* ---- the command ---- */

static bool
check_names(const struct export *export)
{
    struct diag_list diags
        = report_list(&export->tool->report, &export->tool->arena);

    if (!export->output)
        diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "export needs -o OUT.xlsx");
    else if (strcmp(export->output, "-") == 0)
        diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "a workbook cannot go to standard output: name a file with "
                 "-o");
    if (!diag_has_errors(&diags))
        return true;
    help_fail(export->tool, &diags);
    return false;
}

static enum status
run(struct tool *tool)
{
    struct export export = { .tool = tool };
    struct target target;
    enum status status;

    export.output = tool->options->value[OPTION_OUTPUT];
    export.kept = tool->options->value[OPTION_KEPT];
    if (!check_names(&export))
        return STATUS_USAGE;
    target_open(&target, tool);
    target_add_input(&target, tool->options->words[0]);
    if (export.kept)
        target_add_input(&target, export.kept);
    if (!target_check(&target, export.output))
        return STATUS_USAGE;
    export.set = templates_load(tool);
    if (!export.set)
        return STATUS_FAILED;
    status = templates_wanted(tool, export.set, &export.template);
    if (status != STATUS_DONE)
        return status;
    if (!sheets_open(&export.sheets, tool, export.set))
        return STATUS_FAILED;
    return batch_run(tool, export_model, NULL, &export, NULL);
}

const struct command cmd_export = {
    .name = "export",
    .arguments = N_("MODEL [-t TEMPLATE] -o OUT.xlsx [--kept FILE] [--lossy] "
                    "[--formulas] [--round]"),
    .summary = N_("write a model as a template's workbook"),
    .help = N_(
        "MODEL is what import wrote: a JSON model, a CSV package folder or a facts\n"
        "file. Without -t the workbook follows the template it was read by. With the\n"
        "--kept file that import wrote beside it, each sheet comes back as it stood,\n"
        "with the model's figures; without, sheets are drawn as published.\n"
        "\n"
        "A fact that the template has no place for is an error, nothing is written\n"
        "and the exit status is 4; with --lossy such facts are listed and left out.\n"
        "\n"
        "A cell holds the exact figure, whatever it shows. With --round it holds what\n"
        "it shows: the template's decimals in its unit, halves up. Each figure that is\n"
        "cut and each sum whose parts no longer add up is listed, a CSV line each:\n"
        "kind (tail or sum), sheet, cell, exact, written, tail, unit, rule, formula. Of\n"
        "a sum, exact is what its parts as written come to.\n"
        "\n"
        "With --formulas a sum is a formula with the figure as its result, where the\n"
        "rules (juesuan mappings rules) say of which cells, and they come to exactly\n"
        "that figure. Where they do not, the figure stands, and a hint says why.\n"
        "\n"
        "Examples\n"
        "  juesuan export 2022.json -o 2022.xlsx\n"
        "  juesuan export 2022.json --kept 2022.kept.json -o 2022.xlsx\n"
        "  juesuan export 2022 -t national-2022 -o national.xlsx\n"
        "  juesuan export yuan.json --formulas --round -o wanyuan.xlsx >tails.csv\n"),
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_OUTPUT)
               | OPTION_BIT(OPTION_KEPT) | OPTION_BIT(OPTION_LOSSY)
               | OPTION_BIT(OPTION_FORMULAS) | OPTION_BIT(OPTION_ROUND),
    .word = N_("a MODEL"),
    .least = 1,
    .most = 1,
    .run = run,
};
