/* cmd_export.c - juesuan export: a model into a template's workbook. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_write.h"
#include "move/export.h"
#include "store/json.h"
#include "store/model_file.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/target.h"
#include "tool/templates.h"

struct export
{
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: the model's */
    const char *output, *kept;
};

/* ---- what has no place ---- */

/* Is there nothing of this item (or measure) that found a place? */
static bool
is_whole(const struct model_table *of, const struct model_table *lost,
         struct text item, struct text measure)
{
    int n = 0;

    for (int i = 0; i < of->n_facts; i++)
        n += item.n ? text_equal(of->facts[i].item, item)
                    : text_equal(of->facts[i].measure, measure);
    for (int i = 0; i < lost->n_facts; i++)
        n -= item.n ? text_equal(lost->facts[i].item, item)
                    : text_equal(lost->facts[i].measure, measure);
    return n == 0;
}

static const char *
reason(const struct template_rule *template, const struct model *model,
       const struct model_table *lost, const struct fact *fact)
{
    const struct model_table *of
        = model_find_table(model, text_of(lost->schema->id), lost->instance);

    if (!mapping_table(template, lost->schema))
        return "the template has no such table";
    if (!of)
        return "its table is not drawn";
    if (is_whole(of, lost, TEXT_NONE, fact->measure))
        return "no column holds its measure";
    if (is_whole(of, lost, fact->item, TEXT_NONE))
        return "no row holds its item";
    return "its row and column have no cell for it";
}

static void
tell_lost(struct job *job, const struct template_rule *template,
          const struct model *model, const struct model_table *table,
          const struct fact *fact)
{
    struct diag_list *diags = &job->diags;
    struct place at = PLACE_FILE(job->path);
    struct text value = model_value_text(&job->arena, fact);
    struct text label = schema_label(table->schema, fact->item, fact->measure);
    struct diag *diag;

    /* Where it was read from; -1 where a model does not say. */
    if (table->sheet.n && fact->row >= 0)
        at = PLACE_CELL(model->file ? model->file : job->path,
                        text_zero(&job->arena, table->sheet), fact->row,
                        fact->col);
    diag = diag_add(diags, DIAG_FACT_NO_PLACE, at, template->place,
                    "%s %.*s %.*s = %.*s has no place in template '%.*s'",
                    table->schema->id, TEXT_ARG(fact->item),
                    TEXT_ARG(fact->measure), TEXT_ARG(value),
                    TEXT_ARG(template->id));
    diag_detail(diags, diag, "%s%s%.*s%s%.*s: %s", table->schema->title,
                table->instance.n ? "，" : "", TEXT_ARG(table->instance),
                label.n ? "，" : "", TEXT_ARG(label),
                reason(template, model, table, fact));
    diag->found = text_zero(&job->arena, value);
    diag->unit = schema_unit(fact->kind);
    if (job->tool->options->value[OPTION_LOSSY]) {
        diag->level = DIAG_WARNING;
        diags->n_level[DIAG_ERROR]--;
        diags->n_level[DIAG_WARNING]++;
    }
}

/* Returns how many there are; the first LIMIT_DIAGS are told one by one. */
static int
tell_all_lost(struct job *job, const struct template_rule *template,
              const struct model *model, const struct model *lost)
{
    enum diag_level level
        = job->tool->options->value[OPTION_LOSSY] ? DIAG_WARNING : DIAG_ERROR;
    int n = 0;

    for (int i = 0; i < lost->n_tables; i++) {
        for (int k = 0; k < lost->tables[i].n_facts; k++) {
            if (n++ < LIMIT_DIAGS)
                tell_lost(job, template, model, &lost->tables[i],
                          &lost->tables[i].facts[k]);
            else
                job->diags.n_level[level]++;
        }
    }
    return n;
}

/* ---- the model ---- */

static const struct template_rule *
template_of(const struct export *export, struct job *job,
            const struct model *model)
{
    struct diag *diag;

    if (export->template)
        return export->template;
    if (model->template_id.n)
        return templates_find(export->set, model->template_id,
                              PLACE_FILE(job->path), &job->diags);
    diag = diag_add(&job->diags, DIAG_TEMPLATE_UNKNOWN, PLACE_FILE(job->path),
                    PLACE_NONE, "the model does not say its template");
    diag_hint(&job->diags, diag, "name one with -t");
    return NULL;
}

/* False when there is a kept file and it is not of use. */
static bool
read_kept(const struct export *export, struct job *job,
          const struct template_rule *template, const struct kept **out)
{
    struct text bytes;

    *out = NULL;
    if (!export->kept)
        return true;
    if (!file_read(&job->arena, export->kept, LIMIT_TREE_BYTES, &bytes,
                   &job->diags))
        return false;
    *out = json_read_kept(&job->arena, export->kept, bytes, &job->diags);
    if (!*out)
        return false;
    if ((*out)->template_id.n
        && !text_equal((*out)->template_id, template->id)) {
        diag_add(&job->diags, DIAG_KEPT_OTHER, PLACE_FILE(export->kept),
                 PLACE_NONE,
                 "these sheets are of template '%.*s', not of '%.*s'",
                 TEXT_ARG((*out)->template_id), TEXT_ARG(template->id));
        return false;
    }
    return true;
}

static enum status
export_model(struct job *job)
{
    struct export *export = job->context;
    struct model *model = model_file_read(&job->arena, job->path, &job->diags);
    const struct template_rule *template;
    const struct kept *kept;
    struct exported exported;

    if (!model || !(template = template_of(export, job, model))
        || !read_kept(export, job, template, &kept))
        return STATUS_FAILED;
    exported = export_book(&job->arena, template, model, kept, &job->diags);
    if (tell_all_lost(job, template, model, exported.lost)
        && !job->tool->options->value[OPTION_LOSSY])
        return STATUS_LOST;
    return xlsx_write(&job->arena, export->output, exported.book,
                      text_zero(&job->arena, template->id), &job->diags)
               ? STATUS_DONE
               : STATUS_FAILED;
}

/* ---- the command ---- */

static bool
check_names(const struct export *export)
{
    struct diag_list diags = { .arena = &export->tool->arena };

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
    return batch_run(tool, export_model, NULL, &export, NULL);
}

const struct command cmd_export = {
    .name = "export",
    .arguments = "MODEL [-t TEMPLATE] -o OUT.xlsx [--kept FILE] [--lossy]",
    .summary = "write a model as a template's workbook",
    .help
    = "MODEL is what import wrote: a JSON model, a CSV package folder or a facts\n"
      "file. Without -t the workbook follows the template it was read by. With the\n"
      "--kept file that import wrote beside it, each sheet comes back as it stood,\n"
      "with the model's figures; without, sheets are drawn as published.\n"
      "\n"
      "A fact that the template has no place for is an error, nothing is written\n"
      "and the exit status is 4; with --lossy such facts are listed and left out.\n"
      "\n"
      "Examples\n"
      "  juesuan export 2022.json -o 2022.xlsx\n"
      "  juesuan export 2022.json --kept 2022.kept.json -o 2022.xlsx\n"
      "  juesuan export 2022 -t national-2022 -o national.xlsx\n",
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_OUTPUT)
               | OPTION_BIT(OPTION_KEPT) | OPTION_BIT(OPTION_LOSSY),
    .word = "a MODEL",
    .least = 1,
    .most = 1,
    .run = run,
};
