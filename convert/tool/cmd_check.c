/* cmd_check.c - juesuan check: figures checked by the rules. */
#include <string.h>

#include "base/file.h"
#include "store/facts.h"
#include "submit/judged.h"
#include "submit/tallies.h"
#include "tool/handed.h"
#include "tool/help.h"
#include "tool/last.h"
#include "tool/reading.h"
#include "tool/templates.h"
#include "tool/together.h"

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
    struct handed handed;
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

    return reading_job(job, &wish, out);
}

/* What a worker reports of one file beside what it says; its department
   follows. */
struct outcome {
    int last, year; /* which of last year's it was held against, -1; its own */
    size_t department;
    bool open; /* is something wrong, in doubt or left out? */
};

/* The outcome; the number of each rule that says something, its tally and its
   example's text; and how many rules there are. */
static void
write_outcome(FILE *out, const struct check *check, struct outcome *outcome,
              const struct model *model, const struct findings *findings)
{
    static const struct rule_tally nothing;
    int n = check->rules->n;

    outcome->year = facts_year(model);
    outcome->department = model->department.n;
    fwrite(outcome, sizeof *outcome, 1, out);
    text_write(out, model->department);
    for (int i = 0; i < n; i++) {
        struct rule_tally tally = findings->tallies[i];
        const char *example = tally.example ? tally.example : "";

        tally.example = NULL;
        if (memcmp(&tally, &nothing, sizeof tally) == 0)
            continue;
        fwrite(&i, sizeof i, 1, out);
        fwrite(&tally, sizeof tally, 1, out);
        fwrite(example, strlen(example) + 1, 1, out);
    }
    fwrite(&n, sizeof n, 1, out);
}

static bool
admit(struct job *job)
{
    struct check *check = job->context;

    if (check->handed.many && check->new_reasons.stream)
        target_add_input(&check->handed.target, job->path);
    return handed_admit(&check->handed, job);
}

static void
undo(struct job *job)
{
    struct check *check = job->context;

    handed_undo(&check->handed);
}

/* Of a filing, before it was judged. */
static struct review
review_of(const struct check *check, struct job *job,
          const struct filing *filing)
{
    return (struct review){
        .set = check->set,
        .template = filing->template,
        .chosen = check->template != NULL,
        .is_workbook = filing->located != NULL,
        .model = filing->model,
        .files = job->files ? job->files->paths : &job->path,
        .n_files = job->files ? job->files->n : 1,
        .rules = check->rules,
        .said = &job->diags,
    };
}

static enum status
check_file(struct job *job)
{
    struct check *check = job->context;
    struct judging how = { .rules = check->rules,
                           .wanted = check->wanted,
                           .some = check->tool->options->value[OPTION_ONLY],
                           .reasons = check->reasons,
                           .name = text_of(job->below) };
    struct outcome outcome = { .last = -1 };
    struct tallies tallies;
    struct judged judged;
    struct review review;
    struct filing filing;
    bool annotated;

    check->handed.copy.stream = check->handed.page.stream = NULL;
    if (!read_filing(check, job, &filing))
        return STATUS_FAILED;
    if (job->waits.n)
        return STATUS_DONE;
    how.n_read = job->diags.n;
    if (check->last)
        how.last = last_find(check->last, job, filing.model, &outcome.last);
    judged = judged_filing(&job->arena, &filing, &how, check->set, &job->diags);
    job->tally.tables += judged.n_tables;
    annotated
        = handed_annotate(&check->handed, job, &judged.findings, judged.n_told);
    review = review_of(check, job, &filing);
    review.last = how.last;
    review.findings = &judged.findings;
    review.about = judged_about(&job->arena, &filing, &judged, &job->diags);
    for (int i = 0; i < filing.model->n_tables; i++)
        job->tally.facts += filing.model->tables[i].n_facts;
    job->tally.findings += judged.findings.n;
    outcome.open = diag_is_open(&job->diags);
    write_outcome(job->out, check, &outcome, filing.model, &judged.findings);
    tallies = tallies_new(&job->arena, check->set->words);
    tallies_count(&tallies, &judged.findings, &job->diags, review.about);
    tallies_sum(&tallies, review.n);
    tallies_write_told(job->out, &tallies);
    if (check->new_reasons.stream)
        reasons_write(job->out, text_of(job->below), &job->diags, how.n_read);
    return annotated && handed_report(&check->handed, job, &review)
               ? STATUS_DONE
               : STATUS_FAILED;
}

/* The tallies by rule, and their examples. */
static void
take_tallies(struct check *check, struct text *bytes)
{
    struct arena *arena = &check->tool->arena;
    int i;

    for (;;) {
        struct rule_tally *to, from;
        const char *example;
        size_t n;

        memcpy(&i, bytes->at, sizeof i);
        if (i == check->rules->n)
            break;
        memcpy(&from, bytes->at + sizeof i, sizeof from);
        example = bytes->at + sizeof i + sizeof from;
        n = strlen(example);
        *bytes = text_slice(*bytes, sizeof i + sizeof from + n + 1, bytes->n);
        to = &check->tallies[i];
        tallies_add(to, &from);
        if (!to->example && n)
            to->example = arena_copy(arena, example, n);
    }
    *bytes = text_slice(*bytes, sizeof i, bytes->n);
}

static bool
take_outcome(struct job *job, struct text bytes)
{
    struct check *check = job->context;
    struct review_row row = { .state = REVIEW_UNREAD };
    struct outcome outcome;

    if (bytes.n == 0) {
        if (job->status == STATUS_FAILED)
            handed_take(&check->handed, job, &row);
        return true;
    }
    check->n_files++;
    memcpy(&outcome, bytes.at, sizeof outcome);
    row.department = text_slice(bytes, sizeof outcome,
                                sizeof outcome + outcome.department);
    row.year = outcome.year;
    row.state = job->status == STATUS_FAILED ? REVIEW_UNWRITTEN
                : outcome.open               ? REVIEW_OPEN
                                             : REVIEW_WHOLE;
    bytes = text_slice(bytes, sizeof outcome + outcome.department, bytes.n);
    if (check->last)
        last_take(check->last, outcome.last, outcome.year);
    take_tallies(check, &bytes);
    tallies_read_told(&check->told, &bytes, row.n);
    handed_take(&check->handed, job, &row);
    if (check->reasons)
        reasons_take(check->reasons, text_of(job->below));
    if (check->new_reasons.stream)
        file_put(check->new_reasons.stream, bytes);
    return true;
}

/* ---- the command ---- */

/* What was found, once all is; where nothing could be done, or the name is a
   filing's, what stood there stays. */
static bool
give_reasons(struct check *check, enum status status, struct diag_list *diags)
{
    const char *const *value = check->tool->options->value;

    if (value[OPTION_LAST])
        target_add_input(&check->handed.target, value[OPTION_LAST]);
    if (status == STATUS_FAILED
        || !target_check(&check->handed.target, value[OPTION_REASONS_NEW])) {
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

/* What can only be said, or written, when all files are done. */
static enum status
finish(struct check *check, enum status status, struct file_out *out)
{
    struct tool *tool = check->tool;
    struct diag_list diags = report_list(&tool->report, &tool->arena);

    if (check->last)
        last_tell(check->last, &diags);
    if (check->reasons)
        reasons_tell(check->reasons, &diags);
    if (check->new_reasons.stream && !give_reasons(check, status, &diags))
        status = STATUS_FAILED;
    if (status == STATUS_DONE && diag_is_open(&diags))
        status = STATUS_WRONG;
    if (!file_out_close(out, &diags))
        status = STATUS_FAILED;
    if (!handed_close(&check->handed, status, check->rules, check->tallies,
                      &diags))
        status = STATUS_FAILED;
    report_diags(&tool->report, &diags);
    return status;
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

    if (!handed_open(&check.handed, tool))
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
    check.told = tallies_new(&tool->arena, check.set->words);
    if (!open_reasons(&check, &diags) || !handed_begin(&check.handed, &diags)) {
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
    return finish(&check, status, &out);
}

const struct command cmd_check = {
    .name = "check",
    .arguments = N_(
        "WORKBOOK|MODEL|DIR|-... [--only RULES] [--skip RULES]\n"
        "           [--last LAST] [--reasons FILE.csv] [--reasons-new FILE.csv]\n"
        "           [--annotate OUT] [--report OUT]"),
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
        "as notes on its cells, coloured, and a sheet Findings before the others\n"
        "that links to them; everything else in it is as it was. Of several\n"
        "workbooks, or a folder of them, OUT is a folder and gets a copy of each.\n"
        "\n"
        "With --report OUT.html all of that is one page for a reviewer, to read in a\n"
        "browser or to print on A4: what was read, what is missing, findings by table\n"
        "with their cells, what is explained, what was not judged and why, and pictures\n"
        "of income, expenditure and balances. Of several filings OUT is a\n"
        "folder: index.html has a row each and the findings by rule.\n"
        "\n"
        "Examples\n"
        "  juesuan check 2022.xlsx\n"
        "  juesuan check 2022.xlsx --annotate 2022.checked.xlsx\n"
        "  juesuan check filings --annotate checked\n"
        "  juesuan check 2022.xlsx --last 2021.xlsx --report 2022.html\n"
        "  juesuan check --only income-across,code-tree 2022.xlsx\n"
        "  juesuan check --skip target-missed --strict models/*.json\n"
        "  juesuan check --diag json -j 8 filings >rules.jsonl 2>findings.jsonl\n"),
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_ONLY)
               | OPTION_BIT(OPTION_SKIP) | OPTION_BIT(OPTION_ANNOTATE)
               | OPTION_BIT(OPTION_REPORT) | OPTION_BIT(OPTION_LAST)
               | OPTION_BIT(OPTION_REASONS) | OPTION_BIT(OPTION_REASONS_NEW)
               | OPTION_GIVEN | OPTION_MANY,
    .word = N_("a WORKBOOK or MODEL"),
    .least = 1,
    .lists = true,
    .models = true,
    .run = run,
};
