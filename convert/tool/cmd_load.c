/* cmd_load.c - juesuan load: filings into a database. */
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/version.h"
#include "mapping/compiled.h"
#include "reconcile/blanks.h"
#include "reconcile/ledger.h"
#include "store/csv_package.h"
#include "store/star.h"
#include "store/warehouse.h"
#include "submit/reasons.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/reading.h"
#include "tool/templates.h"

struct load {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: by each workbook */
    const struct rule_set *rules;
    struct reasons *reasons; /* NULL: none are given */
    const struct database_kind *kind;
    const char *where;
    struct warehouse *warehouse; /* NULL: not open yet */
    pid_t owner;                 /* of the warehouse */
    /* In a worker. */
    struct text reading; /* as warehouse.h has it */
    struct warehouse_told *told;
    struct database reader;
    bool asked, reads; /* reader was opened; it can be asked */
    /* Filings that are taken and not safe in the database yet. */
    struct batch_tally pending;
    int n_pending;
};

/* ---- a file ---- */

/* A package is what its two files are. */
static bool
digest_package(struct job *job, struct text *out)
{
    static const char *const names[]
        = { CSV_PACKAGE_DESCRIPTOR, CSV_PACKAGE_FACTS };
    struct digest *digest = digest_new(&job->arena);
    struct text bytes;

    for (int i = 0; i < ARRAY_LEN(names); i++) {
        if (!file_read(&job->arena,
                       arena_printf(&job->arena, "%s/%s", job->path, names[i]),
                       LIMIT_TREE_BYTES, &bytes, &job->diags))
            return false;
        digest_add(digest, bytes);
    }
    *out = digest_end(&job->arena, digest);
    return true;
}

static bool
digest_file(struct job *job, struct text *out)
{
    struct text bytes;

    if (access(
            arena_printf(&job->arena, "%s/" CSV_PACKAGE_DESCRIPTOR, job->path),
            F_OK)
        == 0)
        return digest_package(job, out);
    if (!file_read(&job->arena, job->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags))
        return false;
    *out = digest_of(&job->arena, bytes);
    return true;
}

/*
 * The warehouse's own connection belongs to the process that opened it.  A
 * worker asks with one of its own, which it can have only where that process
 * had none yet when the worker was made.
 */
static bool
is_known(struct load *load, struct job *job, struct text digest)
{
    struct diag_list unheard = diag_none(&job->arena);

    if (load->warehouse && load->owner == getpid())
        return warehouse_knows(warehouse_database(load->warehouse), &job->arena,
                               digest, load->reading);
    if (!load->asked && !load->warehouse) {
        load->reader.kind = load->kind;
        load->reader.arena = &load->tool->arena;
        load->reads
            = load->kind->open(&load->reader, load->where, true, &unheard);
    }
    load->asked = true;
    return load->reads
           && warehouse_knows(&load->reader, &job->arena, digest,
                              load->reading);
}

/* What the options say now may not have been said when the file was loaded. */
static bool
is_given(const struct tool *tool)
{
    static const enum option options[]
        = { OPTION_UNIT, OPTION_YEAR, OPTION_DEPARTMENT, OPTION_REGION,
            OPTION_NAME };

    for (int i = 0; i < ARRAY_LEN(options); i++) {
        if (tool->options->value[options[i]])
            return true;
    }
    return false;
}

/* A filing is whole, or the person says that it need not be.  What contradicts
   an option counts as well. */
static bool
check_whole(struct job *job, struct model *model)
{
    struct diag *diag;

    if (model->unread == 0)
        model->unread = job->diags.n_level[DIAG_ERROR];
    if (model->unread == 0 || job->tool->options->value[OPTION_PARTIAL])
        return true;
    diag = diag_add(&job->diags, DIAG_FILING_PARTIAL, PLACE_FILE(job->path),
                    PLACE_NONE,
                    "of the filing %d figures were not read, or are in "
                    "doubt; it is not loaded",
                    model->unread);
    diag_hint(&job->diags, diag,
              "mend what is named above and load it again, or load it as it "
              "is with --partial");
    return false;
}

static enum status
load_file(struct job *job)
{
    struct load *load = job->context;
    struct findings findings = { .n = 0 };
    struct warehouse_filing filing = { .set = load->set,
                                       .findings = &findings,
                                       .reading = load->reading,
                                       .file = job->path };
    struct filing_wish wish
        = reading_wish(job->tool, load->set, load->template);
    struct filing read;
    struct model *model;

    if (!digest_file(job, &filing.digest))
        return STATUS_FAILED;
    filing.explained
        = load->reasons && reasons_name(load->reasons, text_of(job->below));
    filing.alone = filing.explained && !is_given(job->tool);
    if (!filing.explained && !is_given(job->tool)
        && is_known(load, job, filing.digest)) {
        warehouse_write_known(job->out, filing.digest);
        return STATUS_DONE;
    }
    if (!reading_file(&job->arena, job->tool, job->path, &wish, &read,
                      &job->diags))
        return STATUS_FAILED;
    filing.model = model = read.model;
    if (!check_whole(job, model)) {
        job->tally.refused = 1;
        return STATUS_WRONG;
    }
    job->tally.tables = model->n_tables;
    filing.there = whole_check(
        &job->arena, &(struct check_wish){ .rules = load->rules }, model,
        ledger_template(&job->arena, model, load->set), &findings);
    blanks_find(&job->arena, model, read.located, &findings);
    blanks_forget(&job->arena, &job->diags, &findings);
    if (filing.explained)
        reasons_give(load->reasons, text_of(job->below), model, load->rules,
                     &findings, &job->diags);
    if (!load->told)
        load->told = warehouse_write_told(&load->tool->arena);
    if (!warehouse_write(&job->arena, job->out, load->kind, &filing, load->told,
                         &job->diags))
        return STATUS_FAILED;
    job->tally.facts = model_count_facts(model);
    job->tally.findings = findings.n;
    return STATUS_DONE;
}

/* ---- in the order of the files ---- */

static bool
begin(void *context)
{
    struct load *load = context;
    struct diag_list diags
        = report_list(&load->tool->report, &load->tool->arena);

    load->warehouse = warehouse_open(&load->tool->arena, load->kind,
                                     load->where, load->set, &diags);
    load->owner = getpid();
    report_diags(&load->tool->report, &diags);
    return load->warehouse != NULL;
}

static void
add_tally(struct batch_tally *to, const struct batch_tally *from)
{
    to->tables += from->tables;
    to->facts += from->facts;
    to->findings += from->findings;
}

static bool
take(struct job *job, struct text bytes)
{
    struct load *load = job->context;
    struct report *report = &load->tool->report;
    struct arena arena = arena_beside(&load->tool->arena);
    struct diag_list diags = report_list(report, &arena);
    enum warehouse_outcome outcome;
    int before = warehouse_pending(load->warehouse);
    struct text as;

    if (job->status == STATUS_FAILED || bytes.n == 0)
        return true;
    if (load->reasons)
        reasons_take(load->reasons, text_of(job->below));
    outcome = warehouse_take(load->warehouse, &arena, bytes, job->path, &as,
                             &diags);
    report_diags(report, &diags);
    if (outcome == WAREHOUSE_KNOWN || outcome == WAREHOUSE_OLD) {
        job->tally = (struct batch_tally){ .skipped = 1 };
        if (outcome == WAREHOUSE_OLD)
            report_note(report, job->path,
                        "skipped: a corrected filing has replaced it");
        else if (text_equal(as, text_of(job->path)))
            report_note(report, job->path, "skipped: it is loaded already");
        else
            report_note(report, job->path,
                        "skipped: it is loaded already, as %.*s", TEXT_ARG(as));
    } else if (outcome == WAREHOUSE_EXPLAINED) {
        job->tally = (struct batch_tally){ .skipped = 1 };
        report_note(report, job->path,
                    "it is loaded already; the reasons of its findings are "
                    "other ones now");
    } else if (outcome == WAREHOUSE_REPLACED) {
        report_note(report, job->path, "replaces an older filing");
    } else if (outcome == WAREHOUSE_AGAIN) {
        report_note(report, job->path,
                    "read again: it says something else now than when it was "
                    "loaded");
    } else if (outcome == WAREHOUSE_REFUSED) {
        job->status = STATUS_FAILED;
        job->tally = (struct batch_tally){ .tables = 0 };
    }
    arena_release(&arena);
    if (warehouse_pending(load->warehouse) == 0) {
        load->pending = (struct batch_tally){ .tables = 0 };
        load->n_pending = 0;
    } else if (outcome != WAREHOUSE_FAILED
               && warehouse_pending(load->warehouse) > before) {
        add_tally(&load->pending, &job->tally);
        load->n_pending++;
    }
    return outcome != WAREHOUSE_FAILED;
}

/* What a database that went away did not get is not loaded. */
static int
end(void *context, struct batch_tally *undone)
{
    struct load *load = context;
    struct tool *tool = load->tool;
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    bool closed;

    if (!load->warehouse)
        return 0;
    closed = warehouse_close(load->warehouse, &diags);
    if (!closed && load->n_pending > 0) {
        *undone = load->pending;
        diag_hint(&diags,
                  diag_add(&diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE,
                           "filings that were read last and are not in the "
                           "database: %d",
                           load->n_pending),
                  "give the same command again");
    }
    report_diags(&tool->report, &diags);
    return closed ? 0 : load->n_pending;
}

/* ---- the command ---- */

/* load --schema [DIALECT] */
static enum status
print_schema(struct load *load)
{
    struct tool *tool = load->tool;
    struct file_out out = { .stream = stdout };
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    enum star_dialect dialect = STAR_SQLITE;
    struct text sql;

    if (tool->options->n_words > 1
        || (tool->options->n_words == 1
            && !star_dialect(text_of(tool->options->words[0]), &dialect)))
        return help_refuse(
            tool, "--schema wants the name of one dialect",
            arena_printf(&tool->arena, "it is one of: %s", star_dialects()));
    if (tool->options->n_words == 0 && load->kind)
        star_dialect(text_of(load->kind->name), &dialect);
    load->set = templates_load(tool);
    if (!load->set)
        return STATUS_FAILED;
    sql = star_schema(&tool->arena, dialect, load->set);
    file_put(stdout, sql);
    if (file_out_close(&out, &diags))
        return STATUS_DONE;
    report_diags(&tool->report, &diags);
    return STATUS_FAILED;
}

/* The program, its mappings and -t are what a filing is read with; its file and
   what is said of it are not part of it. */
static bool
name_reading(struct load *load, struct diag_list *diags)
{
    struct arena *arena = &load->tool->arena;
    const char *mappings = compiled_digest(arena, load->set, diags);

    if (!mappings)
        return false;
    load->reading = digest_of(
        arena,
        text_printf(arena, "%s %s %.*s", VERSION, mappings,
                    TEXT_ARG(load->template ? load->template->id : TEXT_NONE)));
    return true;
}

static enum status
run_load(struct load *load)
{
    struct tool *tool = load->tool;
    struct batch batch = { .work = load_file,
                           .begin = begin,
                           .take = take,
                           .end = end,
                           .context = load };
    const char *path = tool->options->value[OPTION_REASONS];
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    enum status status;

    load->set = templates_load(tool);
    if (!load->set)
        return STATUS_FAILED;
    status = templates_wanted(tool, load->set, &load->template);
    if (status != STATUS_DONE)
        return status;
    load->rules
        = rule_read_folder(&tool->arena, load->set->folder, load->set, &diags);
    if (load->rules && !name_reading(load, &diags))
        load->rules = NULL;
    if (load->rules && path
        && !(load->reasons = reasons_read(&tool->arena, path, &diags)))
        load->rules = NULL;
    report_diags(&tool->report, &diags);
    if (!load->rules)
        return STATUS_FAILED;
    status = batch_spread(tool, &batch);
    diags = report_list(&tool->report, &tool->arena);
    if (load->reasons)
        reasons_tell(load->reasons, &diags);
    report_diags(&tool->report, &diags);
    return status;
}

static enum status
run(struct tool *tool)
{
    struct load load = { .tool = tool };
    const struct options *options = tool->options;
    struct diag_list diags = report_list(&tool->report, &tool->arena);

    if (options->value[OPTION_DB]
        && !database_named(options->value[OPTION_DB], &load.kind, &load.where,
                           &diags))
        return help_fail(tool, &diags);
    if (options->value[OPTION_SCHEMA])
        return print_schema(&load);
    if (!load.kind)
        return help_refuse(tool, "load needs --db",
                           N_("write --db sqlite:FILE or --db "
                              "postgresql://USER@HOST/DATABASE"));
    if (options->n_words == 0 && !options->value[OPTION_FROM_FILE])
        return help_refuse(tool, "load needs a WORKBOOK, MODEL or folder",
                           NULL);
    return run_load(&load);
}

const struct command cmd_load = {
    .name = "load",
    .arguments = N_(
        "WORKBOOK|MODEL|DIR|-... --db DATABASE [-t TEMPLATE]\n"
        "                    [--region NAME] [--partial] [--reasons FILE.csv] [-j N]\n"
        "       juesuan load --schema "
        "[sqlite|postgresql|duckdb|clickhouse|hive]"),
    .summary = N_("put workbooks or models into SQLite or PostgreSQL"),
    .help = N_(
        "Makes the tables and views where they are not there, or brings them up to\n"
        "date, and adds each file as a filing: facts, tables, and what the rules find.\n"
        "A file that is there already (by its SHA-256) is skipped, unless more is said\n"
        "of it now (--region and the like), or the program or a mapping is another now:\n"
        "then it is read again, and replaced where it says something else. A load that\n"
        "was stopped leaves whole filings: give the same command again.\n"
        "\n"
        "A filing is of a department, year and, where it is given, region. Of two that\n"
        "hold one table, whatever their names and templates of one family, one\n"
        "replaces the other, which stays in 'filings' without facts: the one that was\n"
        "saved later holds, as its workbook says; one that does not say when counts as\n"
        "the older; where that does not tell, the one of the later load; in one load,\n"
        "one of the two, always the same. What holds does not depend on the order of\n"
        "files. Two in one load are told, as is one that comes and is older (exit\n"
        "status 1); as an error, two that have hardly a figure in common: are they two\n"
        "offices of one name? Load each with its --region.\n"
        "\n"
        "The files that hold for one department and year must have all tables of the\n"
        "sets that they begin, here and from earlier loads; a table that is missing is\n"
        "told, and the rest is loaded (exit status 1).\n"
        "\n"
        "A filing of which figures could not be read, or that contradicts an option,\n"
        "is not loaded (exit status 1). With --partial it is, and 'unread' of filings\n"
        "and 'incomplete' of the views say so.\n"
        "\n"
        "With --reasons FILE.csv, as check has it, findings get the reasons why they\n"
        "stay, also of files that are there already: 'reason' of findings, counted as\n"
        "'explained'. Of a filing that FILE has no row of, and where a file is read\n"
        "again or replaced without --reasons, a finding that is the same keeps its\n"
        "reason; a reason that is lost is told.\n"
        "\n"
        "Amounts are exact: NUMERIC in PostgreSQL; in SQLite units / 10^scale, which\n"
        "the views show in yuan. Views: facts_yuan, leaf_facts, code_tree,\n"
        "findings_by_department, and a wide_TABLE with one column a measure for each\n"
        "table.\n"
        "\n"
        "Examples\n"
        "  juesuan load 2022 2023 --db sqlite:accounts.db\n"
        "  find /data -name '*.xlsx' -print0 | juesuan load - --db sqlite:accounts.db\n"
        "  juesuan load -q /data --db postgresql://loader@db.example/accounts\n"
        "  juesuan load --schema postgresql\n"),
    .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_PARTIAL)
               | OPTION_BIT(OPTION_SCHEMA) | OPTION_BIT(OPTION_TEMPLATE)
               | OPTION_BIT(OPTION_REASONS) | OPTION_GIVEN | OPTION_MANY,
    .word = N_("a WORKBOOK, MODEL or folder"),
    .least = 0,
    .lists = true,
    .models = true,
    .run = run,
};
