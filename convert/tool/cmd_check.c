/* cmd_check.c - juesuan check: figures checked by the rules. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/near.h"
#include "reconcile/blanks.h"
#include "reconcile/check.h"
#include "reconcile/codecheck.h"
#include "reconcile/likely.h"
#include "reconcile/whole.h"
#include "store/facts.h"
#include "store/model_file.h"
#include "submit/annotate.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/last.h"
#include "tool/reading.h"
#include "tool/reasons.h"
#include "tool/tallies.h"
#include "tool/target.h"
#include "tool/templates.h"
#include "tool/together.h"

static const char no_copy[] = N_("--annotate wants a workbook, not a model");

struct check {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: by each workbook */
    const struct rule_set *rules;
    bool *wanted;               /* [rules->n] */
    struct rule_tally *tallies; /* of all files */
    struct tallies told;        /* of all files, by table */
    int n_files;
    struct last *last;           /* NULL: not asked for */
    struct reasons *reasons;     /* NULL: none are given */
    struct file_out new_reasons; /* no stream: not asked for */
    const char *annotated;       /* NULL: no such copy is wanted */
    bool many;                   /* it is a folder of copies */
    struct target target;
    struct file_out copy;   /* open until all else is done; or no stream */
    struct annotated marks; /* of the copy */
};

/* ---- --only, --skip ---- */

static bool
choose_rule(struct check *check, struct text id, bool wanted,
            struct diag_list *diags)
{
    struct text near;
    const struct rule *rule = rule_find(check->rules, id, &near);

    if (rule) {
        check->wanted[rule - check->rules->items] = wanted;
        return true;
    }
    diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             near.n ? N_("there is no rule '%.*s'; did you mean '%.*s'?")
                    : N_("there is no rule '%.*s'"),
             TEXT_ARG(id), TEXT_ARG(near));
    return false;
}

/* Ids with commas between. */
static bool
choose_rules(struct check *check, enum option option, bool wanted,
             struct diag_list *diags)
{
    const char *value = check->tool->options->value[option];
    struct text rest = text_of(value);
    bool good = true, any = false;

    while (rest.n) {
        long comma = text_find(rest, TEXT(","), 0);
        size_t n = comma < 0 ? rest.n : (size_t)comma;
        struct text id = text_trim(text_slice(rest, 0, n));

        any |= id.n > 0;
        if (id.n)
            good &= choose_rule(check, id, wanted, diags);
        rest = text_slice(rest, comma < 0 ? n : n + 1, rest.n);
    }
    if (value && !any)
        diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "--%s names no rule", wanted ? "only" : "skip");
    return good && (any || !value);
}

static bool
choose(struct check *check)
{
    struct tool *tool = check->tool;
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    bool only = tool->options->value[OPTION_ONLY] != NULL;

    check->wanted = ARENA_ARRAY(&tool->arena, bool, check->rules->n + 1);
    check->tallies
        = ARENA_ARRAY(&tool->arena, struct rule_tally, check->rules->n + 1);
    for (int i = 0; i < check->rules->n; i++)
        check->wanted[i] = !only;
    if (choose_rules(check, OPTION_ONLY, true, &diags)
        & choose_rules(check, OPTION_SKIP, false, &diags))
        return true;
    help_fail(tool, &diags);
    return false;
}

/* ---- a file ---- */

/* A model has no sheets: out->located is NULL then. */
static bool
read_filing(struct check *check, struct job *job, struct filing *out)
{
    struct filing_wish wish
        = reading_wish(job->tool, check->set, check->template);

    if (!reading_job(job, &wish, out))
        return false;
    if (!out->located)
        out->template = ledger_template(&job->arena, out->model, check->set);
    return true;
}

/* Messages about a filing that no rule asks for; not where some rules alone are
   asked for. */
static void
tell_filing(struct check *check, struct job *job, const struct filing *filing,
            const bool *there)
{
    const struct model *model = filing->model;

    if (check->tool->options->value[OPTION_ONLY])
        return;
    if (filing->template)
        (void)whole_tell(PLACE_FILE(model->file), filing->template, there,
                         filing->located ? WHOLE_OF_BOOK : WHOLE_OF_MODEL,
                         &job->diags);
    codecheck_model(&job->arena, model, filing->template, filing->located,
                    &job->diags);
}

/* The rules, and which tables are there. */
static struct findings
check_figures(struct check *check, struct job *job, const struct filing *filing,
              struct model *last, const bool **there)
{
    struct model *model = filing->model;
    struct check_wish wish = { check->rules, check->wanted, last, true };
    struct findings findings = { .n = 0 };
    int n_tables = model->n_tables;

    *there
        = whole_check(&job->arena, &wish, model, filing->template, &findings);
    blanks_find(&job->arena, model, filing->located, &findings);
    blanks_forget(&job->arena, &job->diags, &findings);
    job->tally.tables += n_tables;
    return findings;
}

/* What a worker reports of one file beside what it says. */
struct outcome {
    int last, year; /* which of last year's it was held against, -1; its own */
};

/* The outcome, the tallies, and the examples' texts. */
static void
write_outcome(FILE *out, const struct check *check,
              const struct outcome *outcome, const struct findings *findings)
{
    fwrite(outcome, sizeof *outcome, 1, out);
    for (int i = 0; i < check->rules->n; i++) {
        struct rule_tally tally = findings->tallies[i];
        const char *example = tally.example ? tally.example : "";

        tally.example = NULL;
        fwrite(&tally, sizeof tally, 1, out);
        fwrite(example, strlen(example) + 1, 1, out);
    }
}

/* Of many a copy in the folder, named as its workbook is. */
static const char *
copy_name(const struct check *check, struct arena *arena, const char *below)
{
    const char *slash = strrchr(below, '/');
    const char *dot = strrchr(slash ? slash : below, '.');

    return check->many ? target_name(arena, check->annotated, below,
                                     dot ? dot : ".xlsx")
                       : check->annotated;
}

/* One of many: where its copy goes. */
static bool
admit(struct job *job)
{
    struct check *check = job->context;

    bool copied = check->many && check->annotated;

    if (copied || check->new_reasons.stream)
        target_add_input(&check->target, job->path);
    if (!copied)
        return true;
    return target_admit(&check->target,
                        copy_name(check, &job->arena, job->below), &job->diags);
}

/* A workbook itself, with what was found in it, and the first n_told of the
   messages. */
static bool
write_copy(struct check *check, struct job *job, const struct input *input,
           const struct findings *findings, int n_told)
{
    struct xlsx_edit *edit;
    struct text bytes;

    if (!file_read(&job->arena, input->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags)
        || !(edit
             = xlsx_edit_open(&job->arena, input->path, bytes, &job->diags))
        || !annotate_workbook(edit, findings,
                              (const struct diag *const *)job->diags.items,
                              n_told, &check->marks)
        || !xlsx_edit_finish(edit, edit->book, &bytes)
        || !file_out_open(
            check->many ? &job->arena : &check->tool->arena, &check->copy,
            copy_name(check, &job->arena, input->below), &job->diags))
        return false;
    (void)fwrite(bytes.at, 1, bytes.n, check->copy.stream);
    return !check->many || file_out_close(&check->copy, &job->diags);
}

/* Each workbook of the filing. */
static bool
write_annotated(struct check *check, struct job *job,
                const struct findings *findings, int n_told)
{
    const struct input alone = { job->path, job->below };
    bool good = job->files || write_copy(check, job, &alone, findings, n_told);

    for (int i = 0; job->files && i < job->files->n && good; i++) {
        const struct input input
            = { job->files->paths[i], job->files->below[i] };

        good = write_copy(check, job, &input, findings, n_told);
    }
    return good;
}

static void
undo(struct job *job)
{
    struct check *check = job->context;

    file_out_discard(&check->copy);
}

/* With their reasons, as all that was said since n_read. */
static void
tell_findings(struct check *check, struct job *job, const struct model *model,
              struct findings *findings, int n_read)
{
    struct diag **told
        = ARENA_ARRAY(&job->arena, struct diag *, findings->n + 1);

    for (int i = 0; i < findings->n; i++)
        told[i] = finding_diag(model, &findings->items[i], &job->diags);
    for (int i = 0; i < findings->likely.n; i++)
        likely_diag(model, findings, &findings->likely.items[i], &job->diags);
    if (check->reasons)
        reasons_explain(check->reasons, text_of(job->below), &job->diags,
                        n_read);
    for (int i = 0; i < findings->n; i++)
        findings->items[i].reason
            = told[i] == job->diags.spare ? NULL : told[i]->reason;
}

static enum status
check_file(struct job *job)
{
    struct check *check = job->context;
    const bool *there;
    struct findings findings;
    struct filing filing;
    struct model *model, *last = NULL;
    struct outcome outcome = { .last = -1 };
    int n_told, n_read;

    check->copy = (struct file_out){ .stream = NULL };
    if (!read_filing(check, job, &filing))
        return STATUS_FAILED;
    if (job->waits.n)
        return STATUS_DONE;
    model = filing.model;
    n_read = job->diags.n;
    /* Which codes there are and what last year was depends on it. */
    if (model->fiscal_year == 0)
        diag_leave_open(&job->diags);
    outcome.year = facts_year(model);
    if (check->last)
        last = last_find(check->last, job, model, &outcome.last);
    findings = check_figures(check, job, &filing, last, &there);
    tell_filing(check, job, &filing, there);
    for (int i = 0; i < findings.scales.n; i++)
        scale_diag(model, &findings.scales.items[i], &job->diags);
    n_told = job->diags.n;
    tell_findings(check, job, model, &findings, n_read);
    for (int i = 0; i < model->n_tables; i++)
        job->tally.facts += model->tables[i].n_facts;
    job->tally.findings += findings.n;
    write_outcome(job->out, check, &outcome, &findings);
    tallies_write_told(job->out, &findings, &job->diags, n_told);
    if (check->new_reasons.stream)
        reasons_write(job->out, text_of(job->below), &job->diags, n_read);
    if (check->annotated && !model_file_is_workbook(job->path))
        diag_add(&job->diags, DIAG_USAGE, PLACE_FILE(job->path), PLACE_NONE,
                 "%s", diag_say(&job->diags, no_copy));
    else if (check->annotated
             && !write_annotated(check, job, &findings, n_told))
        return STATUS_FAILED;
    return STATUS_DONE;
}

static bool
take_outcome(struct job *job, struct text bytes)
{
    struct check *check = job->context;
    struct arena *arena = &check->tool->arena;
    struct outcome outcome;
    size_t at;

    if (bytes.n == 0)
        return true;
    check->n_files++;
    memcpy(&outcome, bytes.at, sizeof outcome);
    bytes = text_slice(bytes, sizeof outcome, bytes.n);
    if (check->last)
        last_take(check->last, outcome.last, outcome.year);
    for (int i = 0; i < check->rules->n; i++) {
        struct rule_tally *to = &check->tallies[i], from;
        const char *example = bytes.at + sizeof from;
        size_t n = strlen(example);

        memcpy(&from, bytes.at, sizeof from);
        bytes = text_slice(bytes, sizeof from + n + 1, bytes.n);
        tallies_add(to, &from);
        if (!to->example && n)
            to->example = arena_copy(arena, example, n);
    }
    at = 0;
    tallies_read_told(arena, &check->told, bytes, &at);
    bytes = text_slice(bytes, at, bytes.n);
    if (check->reasons)
        reasons_take(check->reasons, text_of(job->below));
    if (check->new_reasons.stream)
        (void)fwrite(bytes.at, 1, bytes.n, check->new_reasons.stream);
    return true;
}

/* ---- the command ---- */

static bool
has_macros(const char *path)
{
    struct text t = text_of(path);

    return text_ends(t, TEXT(".xlsm")) || text_ends(t, TEXT(".XLSM"));
}

/* A copy is never over its workbook. */
static bool
check_annotated(struct check *check)
{
    struct tool *tool = check->tool;
    const char *wrong = NULL;

    check->annotated = tool->options->value[OPTION_ANNOTATE];
    check->many = inputs_many(tool->options, true);
    target_open(&check->target, tool);
    if (!check->annotated)
        return true;
    if (check->many && target_is_workbook(check->annotated))
        wrong = N_("copies of several workbooks go to a folder: name one with "
                   "--annotate");
    else if (strcmp(check->annotated, "-") == 0)
        wrong = N_("a workbook cannot go to standard output: name a file with "
                   "--annotate");
    else if (check->many)
        wrong = NULL;
    else if (!model_file_is_workbook(tool->options->words[0]))
        wrong = no_copy;
    else if (has_macros(tool->options->words[0])
             != has_macros(check->annotated))
        wrong = N_("the copy must be named as the workbook is, .xlsx or .xlsm: "
                   "programs do not open it otherwise");
    if (wrong) {
        help_refuse(tool, wrong, NULL);
        return false;
    }
    if (check->many)
        return target_folder(&check->target, check->annotated);
    target_add_input(&check->target, tool->options->words[0]);
    return target_check(&check->target, check->annotated);
}

/* The copy gets its name when nothing else can fail any more. */
static bool
give_copy(struct check *check, enum status status, struct diag_list *diags)
{
    if (status == STATUS_FAILED) {
        file_out_discard(&check->copy);
        return false;
    }
    if (!file_out_close(&check->copy, diags))
        return false;
    report_note(&check->tool->report, check->annotated,
                "%d findings on %d cells", check->marks.n_entries,
                check->marks.n_cells);
    return true;
}

/* What was found, once all is; where nothing could be done, or the name is a
   filing's, what stood there stays. */
static bool
give_reasons(struct check *check, enum status status, struct diag_list *diags)
{
    const char *const *value = check->tool->options->value;

    if (value[OPTION_LAST])
        target_add_input(&check->target, value[OPTION_LAST]);
    if (status == STATUS_FAILED
        || !target_check(&check->target, value[OPTION_REASONS_NEW])) {
        file_out_discard(&check->new_reasons);
        return false;
    }
    if (check->reasons)
        reasons_write_left(check->new_reasons.stream, check->reasons);
    return file_out_close(&check->new_reasons, diags);
}

/* --reasons, --reasons-new, which may be one file. */
static bool
open_reasons(struct check *check, struct diag_list *diags)
{
    struct arena *arena = &check->tool->arena;
    const char *given = check->tool->options->value[OPTION_REASONS];
    const char *wanted = check->tool->options->value[OPTION_REASONS_NEW];

    if (given && !(check->reasons = reasons_read(arena, given, diags)))
        return false;
    if (!wanted)
        return true;
    if (!file_out_open(arena, &check->new_reasons, wanted, diags))
        return false;
    reasons_write_head(check->new_reasons.stream);
    return true;
}

static enum status
run(struct tool *tool)
{
    struct check check = { .tool = tool };
    struct batch batch = { .work = check_file,
                           .undo = undo,
                           .admit = admit,
                           .take = take_outcome,
                           .joins = true,
                           .context = &check };
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    struct file_out out = { .stream = stdout };
    enum status status;

    if (!check_annotated(&check))
        return STATUS_USAGE;
    if (text_equal(text_of(tool->options->value[OPTION_REASONS_NEW]),
                   TEXT("-")))
        return help_refuse(tool, "--reasons-new needs a name of its own", NULL);
    check.set = templates_load(tool);
    if (!check.set)
        return STATUS_FAILED;
    check.rules
        = rule_read_folder(&tool->arena, check.set->folder, check.set, &diags);
    report_diags(&tool->report, &diags);
    if (!check.rules)
        return STATUS_FAILED;
    if (!choose(&check))
        return STATUS_USAGE;
    status = templates_wanted(tool, check.set, &check.template);
    if (status != STATUS_DONE)
        return status;
    if (tool->options->value[OPTION_LAST])
        check.last = last_read(tool, check.set, &status);
    if (status != STATUS_DONE)
        return status;
    if (!open_reasons(&check, &diags)) {
        report_diags(&tool->report, &diags);
        return STATUS_FAILED;
    }
    status = batch_spread(tool, &batch);
    if (check.n_files && (tool->report.json || tool->report.verbose))
        tallies_write(stdout, tool->report.language, check.rules, check.tallies,
                      tool->report.json);
    else if (check.n_files)
        tallies_write_tables(stdout, tool->report.language, &check.told,
                             check.rules, check.tallies);
    diags = report_list(&tool->report, &tool->arena);
    if (check.last)
        last_tell(check.last, &diags);
    if (check.reasons)
        reasons_tell(check.reasons, &diags);
    if (check.new_reasons.stream && !give_reasons(&check, status, &diags))
        status = STATUS_FAILED;
    if (status == STATUS_DONE && diag_is_open(&diags))
        status = STATUS_WRONG;
    if (!file_out_close(&out, &diags))
        status = STATUS_FAILED;
    if (check.copy.stream && !give_copy(&check, status, &diags))
        status = STATUS_FAILED;
    report_diags(&tool->report, &diags);
    return status;
}

const struct command cmd_check = {
    .name = "check",
    .arguments = N_(
        "WORKBOOK|MODEL|DIR|-... [--only RULES] [--skip RULES]\n"
        "           [--last LAST] [--reasons FILE.csv] [--reasons-new FILE.csv]\n"
        "           [--annotate OUT]"),
    .summary = N_("hold figures against the rules (勾稽关系)"),
    .help = N_(
        "Sums, identities between tables, balances, parts and wholes, rates, weights\n"
        "and scores, targets: the rules are in mappings/rules. What does not hold is\n"
        "told on standard error, with every cell that entered; a summary by table\n"
        "goes to standard output, with -v one by rule.\n"
        "\n"
        "A sum may differ by half a unit of the last place shown, for each of its\n"
        "terms and for itself: such a difference is a hint, a larger one an error\n"
        "(exit status 1). A blank is unknown: a rule that meets one is not judged,\n"
        "unless other figures prove it zero, or prove that it is none.\n"
        "\n"
        "Workbooks of one department, year and region with different tables, none of\n"
        "them whole, are one filing, in any order of several files or in a folder.\n"
        "\n"
        "With --last LAST, last year's filing or a folder of them, each filing is\n"
        "also held against its office's for the year before: opening against closing\n"
        "balances, growth, codes that are new or gone. Of several, department, region\n"
        "and year say which; one file against one file is taken for the same office.\n"
        "LAST may be of another template, and a model. What has no partner is told.\n"
        "\n"
        "--reasons-new FILE.csv writes the findings, a row each, for people to say why\n"
        "those that are right stay; with --reasons FILE.csv these are shown as\n"
        "explained, and a doubt no longer makes the status 1. An error does.\n"
        "\n"
        "Missing are told, too: tables of a set that has others, totals whose parts\n"
        "have figures, what a sum lacks that only a blank could hold; and codes that\n"
        "have no code above them, no name of theirs or no place in the year's list.\n"
        "\n"
        "With --annotate OUT.xlsx the workbook is handed back with all that was said\n"
        "as notes on its cells, coloured, and a sheet 检查结果 before the others\n"
        "that links to them; everything else in it is as it was. Of several\n"
        "workbooks, or a folder of them, OUT is a folder and gets a copy of each.\n"
        "\n"
        "Examples\n"
        "  juesuan check 2022.xlsx\n"
        "  juesuan check 2022.xlsx --annotate 2022.checked.xlsx\n"
        "  juesuan check filings --annotate checked\n"
        "  juesuan check 2022.xlsx --last 2021.xlsx\n"
        "  juesuan check --only income-across,code-tree 2022.xlsx\n"
        "  juesuan check --skip target-missed --strict models/*.json\n"
        "  juesuan check --diag json -j 8 filings >rules.jsonl 2>findings.jsonl\n"),
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_ONLY)
               | OPTION_BIT(OPTION_SKIP) | OPTION_BIT(OPTION_ANNOTATE)
               | OPTION_BIT(OPTION_LAST) | OPTION_BIT(OPTION_REASONS)
               | OPTION_BIT(OPTION_REASONS_NEW) | OPTION_GIVEN | OPTION_MANY,
    .word = N_("a WORKBOOK or MODEL"),
    .least = 1,
    .lists = true,
    .models = true,
    .run = run,
};
