/* cmd_load.c - juesuan load: filings into a database. */
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "reconcile/check.h"
#include "store/star.h"
#include "store/warehouse.h"
#include "tool/batch.h"
#include "tool/filing.h"
#include "tool/help.h"
#include "tool/templates.h"

struct load {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: by each workbook */
    const struct rule_set *rules;
    const struct database_kind *kind;
    const char *where;
    struct warehouse *warehouse; /* NULL: not open yet */
    pid_t owner;                 /* of the warehouse */
    /* In a worker. */
    struct warehouse_told *told;
    struct database reader;
    bool asked, reads; /* reader was opened; it can be asked */
    int n_replaced;
};

/* ---- a file ---- */

/* A package is what its two files are. */
static bool
digest_package(struct job *job, struct text *out)
{
    static const char *const names[] = { "datapackage.json", "facts.csv" };
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

    if (access(arena_printf(&job->arena, "%s/datapackage.json", job->path),
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
    struct diag_list unheard = { .arena = &job->arena };

    if (load->warehouse && load->owner == getpid())
        return warehouse_knows(warehouse_database(load->warehouse), &job->arena,
                               digest);
    if (!load->asked && !load->warehouse) {
        load->reader.kind = load->kind;
        load->reader.arena = &load->tool->arena;
        load->reads
            = load->kind->open(&load->reader, load->where, true, &unheard);
    }
    load->asked = true;
    return load->reads && warehouse_knows(&load->reader, &job->arena, digest);
}

static enum status
load_file(struct job *job)
{
    struct load *load = job->context;
    struct findings findings = { .n = 0 };
    struct warehouse_filing filing
        = { .set = load->set, .findings = &findings, .file = job->path };

    if (!digest_file(job, &filing.digest))
        return STATUS_FAILED;
    if (is_known(load, job, filing.digest)) {
        warehouse_write_known(job->out, filing.digest);
        return STATUS_DONE;
    }
    filing.model = filing_read_model(&job->arena, job->tool, job->path,
                                     load->set, load->template, &job->diags);
    if (!filing.model)
        return STATUS_FAILED;
    check_model(&job->arena, load->rules, NULL, filing.model, &findings);
    if (!load->told)
        load->told = warehouse_write_told(&load->tool->arena);
    if (!warehouse_write(&job->arena, job->out, load->kind, &filing, load->told,
                         &job->diags))
        return STATUS_FAILED;
    job->tally.tables = filing.model->n_tables;
    for (int i = 0; i < filing.model->n_tables; i++)
        job->tally.facts += filing.model->tables[i].n_facts;
    job->tally.findings = findings.n;
    return STATUS_DONE;
}

/* ---- in the order of the files ---- */

static bool
begin(void *context)
{
    struct load *load = context;
    struct diag_list diags = { .arena = &load->tool->arena };

    load->warehouse = warehouse_open(&load->tool->arena, load->kind,
                                     load->where, load->set, &diags);
    load->owner = getpid();
    report_diags(&load->tool->report, &diags);
    return load->warehouse != NULL;
}

static bool
take(struct job *job, struct text bytes)
{
    struct load *load = job->context;
    struct arena arena = arena_beside(&load->tool->arena);
    struct diag_list diags = { .arena = &arena };
    enum warehouse_outcome outcome;

    if (job->status == STATUS_FAILED || bytes.n == 0)
        return true;
    outcome = warehouse_take(load->warehouse, bytes, job->path, &diags);
    report_diags(&load->tool->report, &diags);
    arena_release(&arena);
    if (outcome == WAREHOUSE_KNOWN || outcome == WAREHOUSE_OLD) {
        job->tally = (struct batch_tally){ .skipped = 1 };
        report_note(&load->tool->report, job->path, "%s",
                    outcome == WAREHOUSE_KNOWN
                        ? "skipped: it is loaded already"
                        : "skipped: a corrected filing has replaced it");
    } else if (outcome == WAREHOUSE_REPLACED) {
        report_note(&load->tool->report, job->path, "replaces an older filing");
    }
    return outcome != WAREHOUSE_FAILED;
}

/* ---- the command ---- */

static enum status
fail(struct tool *tool, const char *text, const char *hint)
{
    struct diag_list diags = { .arena = &tool->arena };
    struct diag *diag
        = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, "%s", text);

    if (hint)
        diag_hint(&diags, diag, "%s", hint);
    return help_fail(tool, &diags);
}

/* load --schema [DIALECT] */
static enum status
print_schema(struct load *load)
{
    struct tool *tool = load->tool;
    struct file_out out = { .stream = stdout };
    struct diag_list diags = { .arena = &tool->arena };
    enum star_dialect dialect = STAR_SQLITE;
    struct text sql;

    if (tool->options->n_words > 1
        || (tool->options->n_words == 1
            && !star_dialect(text_of(tool->options->words[0]), &dialect)))
        return fail(
            tool, "--schema wants the name of one dialect",
            arena_printf(&tool->arena, "it is one of: %s", star_dialects()));
    if (tool->options->n_words == 0 && load->kind)
        star_dialect(text_of(load->kind->name), &dialect);
    load->set = templates_load(tool);
    if (!load->set)
        return STATUS_FAILED;
    sql = star_schema(&tool->arena, dialect, load->set);
    fwrite(sql.at, 1, sql.n, stdout);
    if (file_out_close(&out, &diags))
        return STATUS_DONE;
    report_diags(&tool->report, &diags);
    return STATUS_FAILED;
}

static enum status
run_load(struct load *load)
{
    struct tool *tool = load->tool;
    struct batch batch
        = { .work = load_file, .begin = begin, .take = take, .context = load };
    struct diag_list diags = { .arena = &tool->arena };
    enum status status;

    load->set = templates_load(tool);
    if (!load->set)
        return STATUS_FAILED;
    status = templates_wanted(tool, load->set, &load->template);
    if (status != STATUS_DONE)
        return status;
    load->rules
        = rule_read_folder(&tool->arena, load->set->folder, load->set, &diags);
    report_diags(&tool->report, &diags);
    if (!load->rules)
        return STATUS_FAILED;
    status = batch_spread(tool, &batch);
    diags = (struct diag_list){ .arena = &tool->arena };
    if (load->warehouse && !warehouse_close(load->warehouse, &diags))
        status = STATUS_FAILED;
    report_diags(&tool->report, &diags);
    return status;
}

static enum status
run(struct tool *tool)
{
    struct load load = { .tool = tool };
    const struct options *options = tool->options;
    struct diag_list diags = { .arena = &tool->arena };

    if (options->value[OPTION_DB]
        && !database_named(options->value[OPTION_DB], &load.kind, &load.where,
                           &diags))
        return help_fail(tool, &diags);
    if (options->value[OPTION_SCHEMA])
        return print_schema(&load);
    if (!load.kind)
        return fail(tool, "load needs --db",
                    "write --db sqlite:FILE or --db "
                    "postgresql://USER@HOST/DATABASE");
    if (options->n_words == 0 && !options->value[OPTION_FROM_FILE])
        return fail(tool, "load needs a WORKBOOK, MODEL or folder", NULL);
    return run_load(&load);
}

const struct command cmd_load = {
    .name = "load",
    .arguments = "WORKBOOK|MODEL|DIR|-... --db DATABASE [-t TEMPLATE] [-j N]\n"
                 "       juesuan load --schema "
                 "[sqlite|postgresql|duckdb|clickhouse|hive]",
    .summary = "put workbooks or models into SQLite or PostgreSQL",
    .help
    = "Makes the tables and views where they are not there, and adds each file as\n"
      "a filing: facts, tables, and what the rules find. A file that is there\n"
      "already (by its SHA-256) is skipped. A corrected file of the same department,\n"
      "year and template replaces the older one; the older stays in 'filings'. A\n"
      "load that was stopped leaves whole filings: give the same command again.\n"
      "\n"
      "Amounts are exact: NUMERIC in PostgreSQL; in SQLite units / 10^scale, which\n"
      "the views show in yuan. Views: leaf_facts, code_tree, findings_by_department,\n"
      "and a wide_TABLE with one column a measure for each table.\n"
      "\n"
      "Examples\n"
      "  juesuan load 2022 2023 --db sqlite:accounts.db\n"
      "  find /data -name '*.xlsx' -print0 | juesuan load - --db sqlite:accounts.db\n"
      "  juesuan load -q /data --db postgresql://loader@db.example/accounts\n"
      "  juesuan load --schema postgresql\n",
    .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_SCHEMA)
               | OPTION_BIT(OPTION_TEMPLATE) | OPTION_GIVEN | OPTION_MANY,
    .word = "a WORKBOOK, MODEL or folder",
    .least = 0,
    .lists = true,
    .models = true,
    .run = run,
};
