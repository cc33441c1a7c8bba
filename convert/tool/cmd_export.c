/* cmd_export.c - juesuan export: a model into a template's workbook. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_write.h"
#include "store/model_file.h"
#include "submit/carry.h"
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

static bool
write_book(struct export *export, struct job *job, struct carry *carry)
{
    struct tails tails;

    if (export->sheets.rounded)
        tails = migrate_round(&job->arena, &carry->made);
    return sheets_finish(&export->sheets, job,
                         &(struct sheets_drawn){
                             export->output, carry->made.book, carry->target,
                             carry->made.says->fiscal_year,
                             export->sheets.rounded ? &tails : NULL })
           && xlsx_write(&job->arena, export->output, carry->made.book,
                         text_zero(&job->arena, carry->target->id),
                         &job->diags);
}

static enum status
export_model(struct job *job)
{
    struct export *export = job->context;
    struct carry carry
        = { .arena = &job->arena,
            .set = export->set,
            .diags = &job->diags,
            .name = job->path,
            .kept_name = export->kept,
            .lossy = job->tool->options->value[OPTION_LOSSY] != NULL,
            .hints = true,
            .target = export->template };
    struct model *model;
    struct text kept;
    enum carry_end end;

    sheets_begin(&export->sheets, job, export->output);
    model = model_file_read(&job->arena, export->set->words, job->path,
                            &job->diags);
    if (!model
        || (export->kept
            && !file_read(&job->arena, export->kept, LIMIT_TREE_BYTES, &kept,
                          &job->diags)))
        return STATUS_FAILED;
    end = carry_model(&carry, model, export->kept ? &kept : NULL);
    if (end == CARRY_DONE && !write_book(export, job, &carry))
        end = CARRY_FAILED;
    return end == CARRY_DONE   ? STATUS_DONE
           : end == CARRY_LOST ? STATUS_LOST
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
