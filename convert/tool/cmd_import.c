/* cmd_import.c - juesuan import: workbooks into models, tables and facts. */
#include <string.h>

#include <sys/stat.h>

#include "base/digest.h"
#include "base/exhaustion.h"
#include "base/file.h"
#include "base/limits.h"
#include "port/export.h"
#include "store/csv_package.h"
#include "store/facts.h"
#include "store/json.h"
#include "store/partition.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/reading.h"
#include "tool/target.h"
#include "tool/templates.h"
#include "tool/twice.h"

enum format { FORMAT_JSON, FORMAT_CSV, FORMAT_FACTS, FORMAT_JSONL };

struct import {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *template; /* NULL: by each workbook */
    enum format format;
    enum csv_text_style style;
    const char *output, *kept, *partition;
    bool many;    /* output and kept are folders, unless rows go to one file */
    bool checked; /* the targets of all workbooks are */
    struct target target;
    struct file_out rows;         /* facts and lines, of all workbooks */
    bool begun;                   /* something was written there */
    struct partition *partitions; /* NULL: rows go to one file */
    struct twice *twice;          /* what all rows are of */
    struct file_out model_file, kept_file; /* of the workbook at hand */
    enum status status;
};

/* ---- before the first workbook ---- */

static bool
is_rows(const struct import *import)
{
    return import->format == FORMAT_FACTS || import->format == FORMAT_JSONL;
}

static enum format
format_of(const struct options *options)
{
    if (options_is(options, OPTION_FORMAT, "csv"))
        return FORMAT_CSV;
    if (options_is(options, OPTION_FORMAT, "facts"))
        return FORMAT_FACTS;
    if (options_is(options, OPTION_FORMAT, "jsonl"))
        return FORMAT_JSONL;
    return FORMAT_JSON;
}

/* What is made for Excel is guarded unless asked otherwise. */
static enum csv_text_style
style_of(const struct options *options, enum format format)
{
    if (options_is(options, OPTION_CSV, "excel"))
        return CSV_TEXT_GUARDED;
    return format == FORMAT_CSV && !options_is(options, OPTION_CSV, "plain")
               ? CSV_TEXT_GUARDED
               : CSV_TEXT_PLAIN;
}

static bool
is_stdout(const char *path)
{
    return !path || strcmp(path, "-") == 0;
}

/* What the formats ask of the names on the command line. */
static bool
check_names(const struct import *import)
{
    const struct options *options = import->tool->options;
    struct diag_list diags
        = report_list(&import->tool->report, &import->tool->arena);
    struct diag *diag = NULL;

    if (import->partition && (!is_rows(import) || is_stdout(import->output))) {
        diag = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                        "--partition wants -f facts or -f jsonl, and a folder "
                        "named with -o");
    } else if (options->value[OPTION_CSV]
               && (import->partition
                   || (import->format != FORMAT_CSV
                       && import->format != FORMAT_FACTS))) {
        diag
            = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                       "--csv is for -f csv and -f facts, without --partition");
    } else if (import->format == FORMAT_CSV && is_stdout(import->output)) {
        diag = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                        "-f csv writes a folder: name it with -o");
    } else if (import->many && !is_rows(import) && is_stdout(import->output)) {
        diag = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                        "several models are several files: name a folder for "
                        "them with -o");
        diag_hint(&diags, diag,
                  "-f facts and -f jsonl write all workbooks to one file");
    } else if (import->kept && is_stdout(import->kept)
               && (import->many || is_stdout(import->output))) {
        diag = diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                        "--kept needs a name of its own");
    }
    if (!diag && import->partition)
        partition_check(&import->tool->arena, import->partition, &diags);
    if (!diag_has_errors(&diags))
        return true;
    help_fail(import->tool, &diags);
    return false;
}

static const char *
model_name(const struct import *import, struct arena *arena, const char *below)
{
    if (!import->many || is_rows(import))
        return import->output;
    return target_name(arena, import->output, below,
                       import->format == FORMAT_CSV ? "" : ".json");
}

static const char *
kept_name(const struct import *import, struct arena *arena, const char *below)
{
    if (!import->kept || !import->many)
        return import->kept;
    return target_name(arena, import->kept, below, ".kept.json");
}

static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash && slash[1] ? slash + 1 : path;
}

/* Are all inputs named on the command line?  Then what is written is checked
   before anything is; else with each file. */
static bool
are_words(const struct options *options)
{
    struct stat st;

    for (int i = 0; i < options->n_words; i++) {
        if (strcmp(options->words[i], "-") == 0
            || (stat(options->words[i], &st) == 0 && S_ISDIR(st.st_mode)))
            return false;
    }
    return !options->value[OPTION_FROM_FILE];
}

static bool
check_targets(struct import *import)
{
    struct tool *tool = import->tool;
    bool good = true;

    target_open(&import->target, tool);
    import->checked = are_words(tool->options);
    if (!import->checked)
        return true;
    for (int i = 0; i < tool->options->n_words; i++)
        target_add_input(&import->target, tool->options->words[i]);
    if (is_rows(import))
        good &= target_check(&import->target, import->output);
    for (int i = 0; i < tool->options->n_words; i++) {
        const char *path = tool->options->words[i];

        if (!is_rows(import))
            good &= target_check(
                &import->target,
                model_name(import, &tool->arena, last_part(path)));
        good &= target_check(&import->target,
                             kept_name(import, &tool->arena, last_part(path)));
    }
    return good;
}

/* The folders of many results, and the one file of rows. */
static bool
open_targets(struct import *import)
{
    struct diag_list diags
        = report_list(&import->tool->report, &import->tool->arena);

    if (import->many && !is_rows(import)
        && !target_folder(&import->target, import->output))
        return false;
    if (import->many && import->kept
        && !target_folder(&import->target, import->kept))
        return false;
    if (import->partition) {
        import->partitions = partition_open(
            &import->tool->arena, import->output, import->partition,
            import->format == FORMAT_JSONL, &diags);
        report_diags(&import->tool->report, &diags);
        return import->partitions != NULL;
    }
    if (is_rows(import)
        && !file_out_open(&import->tool->arena, &import->rows, import->output,
                          &diags)) {
        report_diags(&import->tool->report, &diags);
        return false;
    }
    return true;
}

/* ---- a workbook ---- */

/* The stream of all rows, behind their header. */
static FILE *
rows_stream(struct import *import)
{
    if (!import->begun && import->format == FORMAT_FACTS)
        facts_write_header(import->rows.stream, import->style);
    import->begun = true;
    return import->rows.stream;
}

/* Nothing of a workbook that fails is written: this comes last and asks for no
   memory, unless the rows are kept until they are taken. */
static bool
write_rows(struct import *import, struct job *job, const struct model *model)
{
    struct text said = twice_say(&job->arena, job->path, import->set, model);
    struct text bytes;
    FILE *out = job->out;

    if (out) {
        file_put(out, said);
    } else {
        twice_add(import->twice, &said, job->path, &job->diags);
        out = rows_stream(import);
    }

    if (import->partitions) {
        if (!file_read(&job->arena, job->path, LIMIT_FILE_BYTES, &bytes,
                       &job->diags))
            return false;
        return partition_write(
            &job->arena, out, import->partitions,
            &(struct partition_input){ job->path, digest_of(&job->arena, bytes),
                                       model },
            &job->diags);
    }
    if (import->format == FORMAT_JSONL)
        facts_write_jsonl(out, model);
    else
        facts_write_csv(out, model, import->style);
    return true;
}

static bool
write_model(struct import *import, struct job *job, const struct model *model)
{
    const char *path = model_name(import, &job->arena, job->below);

    switch (import->format) {
    case FORMAT_FACTS:
    case FORMAT_JSONL:
        return write_rows(import, job, model);
    case FORMAT_CSV:
        return csv_package_write(&job->arena, path, model, import->style,
                                 &job->diags);
    case FORMAT_JSON:
        break;
    }
    if (!file_out_open(&job->arena, &import->model_file, path, &job->diags))
        return false;
    json_write_model(import->model_file.stream, model);
    return file_out_close(&import->model_file, &job->diags);
}

static enum status
import_workbook(struct job *job)
{
    struct import *import = job->context;
    struct filing_wish wish
        = reading_wish(job->tool, import->set, import->template);
    struct filing filing;

    import->model_file = import->kept_file = (struct file_out){ .path = NULL };
    wish.book = true;
    wish.keeps = import->kept != NULL;
    if (!reading_job(job, &wish, &filing))
        return STATUS_FAILED;
    if (job->waits.n)
        return STATUS_DONE;
    job->tally.tables = filing.model->n_tables;
    job->tally.facts = model_count_facts(filing.model);
    if (import->kept) {
        const struct kept *kept
            = export_kept(&job->arena, filing.located, filing.model, false);

        if (!file_out_open(&job->arena, &import->kept_file,
                           kept_name(import, &job->arena, job->below),
                           &job->diags))
            return STATUS_FAILED;
        json_write_kept(import->kept_file.stream, kept);
        if (!file_out_close(&import->kept_file, &job->diags))
            return STATUS_FAILED;
    }
    return write_model(import, job, filing.model) ? STATUS_DONE : STATUS_FAILED;
}

static void
undo(struct job *job)
{
    struct import *import = job->context;

    file_out_discard(&import->model_file);
    file_out_discard(&import->kept_file);
}

/* ---- in the order of the workbooks ---- */

/* Names that were not known before the walk came to them. */
static bool
admit(struct job *job)
{
    struct import *import = job->context;
    const char *model = model_name(import, &job->arena, job->below);

    if (import->checked)
        return true;
    if (is_rows(import)) {
        if (!is_stdout(import->output)
            && file_same(job->path, import->output)) {
            diag_add(&job->diags, DIAG_FILE_IS_INPUT, PLACE_FILE(job->path),
                     PLACE_NONE,
                     "this file is to be written and cannot be read too");
            return false;
        }
        return true;
    }
    target_add_input(&import->target, job->path);
    return target_admit(&import->target, model, &job->diags)
           && target_admit(&import->target,
                           kept_name(import, &job->arena, job->below),
                           &job->diags);
}

static bool
take(struct job *job, struct text bytes)
{
    struct import *import = job->context;
    struct arena arena = arena_beside(&import->tool->arena);
    struct diag_list diags = report_list(&import->tool->report, &arena);
    FILE *out;
    bool good = true;

    if (!is_rows(import))
        return true;
    if (job->status != STATUS_FAILED && bytes.n)
        twice_add(import->twice, &bytes, job->path, &diags);
    if (import->partitions)
        good = partition_take(import->partitions, job->path,
                              job->status != STATUS_FAILED, bytes, &diags);
    report_diags(&job->tool->report, &diags);
    arena_release(&arena);
    if (import->partitions || job->status == STATUS_FAILED)
        return good;
    out = rows_stream(import);
    if (bytes.n)
        fwrite_unlocked(bytes.at, 1, bytes.n, out);
    file_out_ahead(&import->rows);
    return !ferror(out);
}

/* ---- the command ---- */

static void
spread(void *context)
{
    struct import *import = context;
    struct batch batch = { .work = import_workbook,
                           .undo = undo,
                           .admit = admit,
                           .take = take,
                           .direct = is_rows(import) && !import->partitions,
                           .joins = !import->partitions,
                           .context = import };

    import->status = batch_spread(import->tool, &batch);
}

/* What is written over all workbooks must not stay when memory is out. */
static void
discard_rows(struct import *import)
{
    file_out_discard(&import->rows);
    if (import->partitions)
        partition_discard(import->partitions);
}

static enum status
close_rows(struct import *import, enum status status)
{
    struct diag_list diags
        = report_list(&import->tool->report, &import->tool->arena);

    if (!is_rows(import))
        return status;
    if (import->partitions) {
        bool closed = partition_close(import->partitions,
                                      status != STATUS_FAILED, &diags);

        report_diags(&import->tool->report, &diags);
        return closed ? status : STATUS_FAILED;
    }
    /* Rows of some workbooks must not look like those of all; a failed write
       is reported when it is closed. */
    if (!import->begun
        || (status == STATUS_FAILED && !ferror(import->rows.stream))) {
        file_out_discard(&import->rows);
        return status;
    }
    if (file_out_close(&import->rows, &diags))
        return status;
    report_diags(&import->tool->report, &diags);
    return STATUS_FAILED;
}

static enum status
run(struct tool *tool)
{
    struct import import = { .tool = tool, .twice = twice_new(&tool->arena) };
    enum status status;

    import.format = format_of(tool->options);
    import.style = style_of(tool->options, import.format);
    import.output = tool->options->value[OPTION_OUTPUT];
    import.kept = tool->options->value[OPTION_KEPT];
    import.partition = tool->options->value[OPTION_PARTITION];
    import.many = inputs_many(tool->options, false);
    if (!check_names(&import) || !check_targets(&import))
        return STATUS_USAGE;
    import.set = templates_load(tool);
    if (!import.set)
        return STATUS_FAILED;
    status = templates_wanted(tool, import.set, &import.template);
    if (status != STATUS_DONE)
        return status;
    if (!open_targets(&import))
        return STATUS_FAILED;
    if (!exhaustion_catch(&tool->arena, spread, &import)) {
        discard_rows(&import);
        arena_exhaust(&tool->arena);
    }
    return close_rows(&import, import.status);
}

const struct command cmd_import = {
    .name = "import",
    .arguments = N_(
        "WORKBOOK|DIR|-... [-t TEMPLATE] [-f FORMAT] [-o OUT]\n"
        "                      [--kept FILE] [--csv FOR] [--partition COLUMNS] "
        "[-j N]"),
    .summary = N_("read workbooks into the model: JSON, CSV or facts"),
    .help = N_(
        "Finds each table of a template by its title (收入决算表), its columns and\n"
        "rows by their words, and writes what stands there as exact figures in yuan.\n"
        "Every value knows its sheet and cell. All bad cells of a workbook are told\n"
        "in one run; what could be read is written all the same (exit status 1).\n"
        "\n"
        "Without -t the template that fits best is taken, and named on standard\n"
        "error; of several workbooks with -v alone. A table that only another one\n"
        "has is read by that, which is said. -f facts and -f jsonl write the\n"
        "rows of all one after another under one header; for -f json and -f csv, OUT\n"
        "is a folder and gets a NAME.json, or a folder NAME, a workbook. --kept is a\n"
        "folder then too. A workbook that cannot be read does not stop the others\n"
        "(exit status 1; 3 if none can be read). Folders are walked, and - is a list\n"
        "of names on standard input. Results stand in the order of the inputs, however\n"
        "many are read at a time (-j).\n"
        "\n"
        "Workbooks of one department, year and region that each lack tables of their\n"
        "set, and hold none twice, are one filing: its result is named for the first,\n"
        "its sheets are [b.xlsx]Sheet1, and it stands behind the other files.\n"
        "\n"
        "With --partition the rows go to folders below OUT as Hive, Spark and DuckDB\n"
        "read them (fiscal_year=2022/template=hubei-2022/part-0.csv), each with a\n"
        "fact_key, beside a manifest.json of inputs and outputs with their SHA-256.\n"
        "\n"
        "Rows of two files of one department and year, or of one file under two\n"
        "names, are all written, and it is said (exit status 1): figures would be\n"
        "counted twice. --name '{region}/{*}' tells offices of one name apart.\n"
        "\n"
        "-f csv is for Excel and -f facts for programs, unless --csv says otherwise.\n"
        "\n"
        "Examples\n"
        "  juesuan import -f facts 2022.xlsx >facts.csv\n"
        "  juesuan import -f facts --csv excel -o facts.csv 2022.xlsx\n"
        "  juesuan import -f facts 2023/*.xlsx -o all.csv\n"
        "  juesuan import -f facts --year 2023 --department 某局 2023.xlsx\n"
        "  juesuan import -f facts --name '{year}/{department}.xlsx' -o all.csv filings\n"
        "  juesuan import -o 2022.json --kept 2022.kept.json 2022.xlsx\n"
        "  juesuan import -f csv -o 2022 2022.xlsx         then open 2022/income.csv\n"
        "  juesuan import -t hubei-2022 --strict -o models 2023/*.xlsx\n"
        "  find . -name '*.xlsx' -print0 | juesuan import -f facts -j 8 - >all.csv\n"
        "  juesuan import -f facts --partition fiscal_year,template -o facts 2022 2023\n"),
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_FORMAT)
               | OPTION_BIT(OPTION_CSV) | OPTION_BIT(OPTION_OUTPUT)
               | OPTION_BIT(OPTION_KEPT) | OPTION_BIT(OPTION_PARTITION)
               | OPTION_GIVEN | OPTION_MANY,
    .word = N_("a WORKBOOK"),
    .least = 1,
    .lists = true,
    .run = run,
};
