/* cmd_migrate.c - juesuan migrate: a workbook in another template, and back. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_frames.h"
#include "book/xlsx_write.h"
#include "store/json.h"
#include "submit/carry.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/reading.h"
#include "tool/sheets.h"
#include "tool/target.h"
#include "tool/templates.h"
#include "tool/together.h"

struct migrate {
    struct tool *tool;
    const struct mapping_set *set;
    const struct template_rule *asked;
    const struct template_rule *from; /* NULL: the workbook's */
    bool many;                        /* -o and --kept are folders */
    struct target names;
    struct sheets sheets;
    struct xlsx_frames *frames; /* of the workbooks; NULL: there is one */
    /* Of the workbook at hand. */
    struct carry carry;
    const char *output;
    const char *kept; /* NULL: none */
    bool back;        /* the kept file is there */
    /* While files are written. */
    struct file_out workbook; /* without its name yet */
    struct file_out kept_file;
};

/* Before a workbook: where it goes. */
static void
name_files(struct migrate *migrate, struct arena *arena, const char *below)
{
    const struct options *options = migrate->tool->options;
    struct stat st;

    migrate->output = options->value[OPTION_OUTPUT];
    migrate->kept = options->value[OPTION_KEPT];
    if (migrate->many) {
        migrate->output = target_name(arena, migrate->output, below, ".xlsx");
        if (migrate->kept)
            migrate->kept
                = target_name(arena, migrate->kept, below, ".kept.json");
    }
    /* What cannot be looked at is taken for there: it must not be replaced. */
    migrate->back
        = migrate->kept && (stat(migrate->kept, &st) == 0 || errno != ENOENT);
}

/* ---- writing ---- */

static bool
bind_source(struct migrate *migrate, struct job *job)
{
    struct digest *digest = digest_new(&job->arena);
    struct text bytes;

    for (int i = 0; i < (job->files ? job->files->n : 1); i++) {
        if (!file_read(&job->arena,
                       job->files ? job->files->paths[i] : job->path,
                       LIMIT_FILE_BYTES, &bytes, &job->diags))
            return false;
        digest_add(digest, bytes);
    }
    carry_bind(&migrate->carry, digest_end(&job->arena, digest));
    return true;
}

/* The kept file, bound to the bytes of the workbook. */
static bool
write_kept(struct migrate *migrate, struct job *job)
{
    struct text bytes;

    if (!file_read(&job->arena, file_out_name(&migrate->workbook),
                   LIMIT_FILE_BYTES, &bytes, &job->diags))
        return false;
    carry_written(&migrate->carry, digest_of(&job->arena, bytes));
    if (!file_out_open(&job->arena, &migrate->kept_file, migrate->kept,
                       &job->diags))
        return false;
    json_write_kept(migrate->kept_file.stream, migrate->carry.kept);
    return file_out_close(&migrate->kept_file, &job->diags);
}

/*
 * The kept file, if there is to be one, gets its name first: it does no harm
 * without the workbook, but the workbook without it has lost what is in it.
 */
static enum status
write_files(struct migrate *migrate, struct job *job, bool keeps)
{
    const struct carry *carry = &migrate->carry;
    bool written;

    if (!xlsx_write_open(&job->arena, &migrate->workbook, migrate->output,
                         carry->made.book,
                         text_zero(&job->arena, carry->target->id),
                         migrate->frames, &job->diags))
        return STATUS_FAILED;
    written = !keeps || write_kept(migrate, job);
    if (!written)
        file_out_discard(&migrate->workbook);
    else if (!(written = file_out_close(&migrate->workbook, &job->diags))
             && keeps)
        unlink(migrate->kept);
    return written ? STATUS_DONE : STATUS_FAILED;
}

static void
undo(struct job *job)
{
    struct migrate *migrate = job->context;

    file_out_discard(&migrate->workbook);
    file_out_discard(&migrate->kept_file);
}

/* --round and --formulas. */
static bool
finish_sheets(struct migrate *migrate, struct job *job)
{
    struct carry *carry = &migrate->carry;
    struct tails tails;

    if (migrate->sheets.rounded)
        tails = migrate_round(&job->arena, &carry->made);
    return sheets_finish(
        &migrate->sheets, job,
        &(struct sheets_drawn){ migrate->output, carry->made.book,
                                carry->target, carry->made.says->fiscal_year,
                                migrate->sheets.rounded ? &tails : NULL });
}

/* ---- a workbook ---- */

static enum status
go_there(struct migrate *migrate, struct job *job, const struct filing *filing)
{
    struct carry *carry = &migrate->carry;
    enum carry_end end = carry_there(carry, filing);

    if (end != CARRY_DONE)
        return end == CARRY_LOST ? STATUS_LOST : STATUS_FAILED;
    if (carry->keeps)
        report_note(&job->tool->report, job->path,
                    "%d of %d facts have no place in %.*s; they are kept in %s",
                    fact_set_count(&carry->made.lost),
                    model_count_facts(filing->model),
                    TEXT_ARG(carry->target->id), migrate->kept);
    if (!finish_sheets(migrate, job)
        || (carry->keeps && !bind_source(migrate, job)))
        return STATUS_FAILED;
    if (carry->keeps)
        carry->kept->rounded = migrate->sheets.rounded;
    return write_files(migrate, job, carry->keeps);
}

static enum status
go_back(struct migrate *migrate, struct job *job, const struct filing *filing)
{
    enum carry_end end;
    struct text bytes;

    if (!file_read(&job->arena, job->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags))
        return STATUS_FAILED;
    end = carry_back(&migrate->carry, filing, digest_of(&job->arena, bytes));
    if (end != CARRY_DONE)
        return end == CARRY_LOST ? STATUS_LOST : STATUS_FAILED;
    if (!finish_sheets(migrate, job))
        return STATUS_FAILED;
    return write_files(migrate, job, false);
}

static bool
read_kept(struct migrate *migrate, struct job *job)
{
    struct text bytes;

    return file_read(&job->arena, migrate->kept, LIMIT_TREE_BYTES, &bytes,
                     &job->diags)
           && carry_take_kept(&migrate->carry, bytes);
}

static enum status
migrate_workbook(struct job *job)
{
    struct migrate *migrate = job->context;
    struct carry *carry = &migrate->carry;
    struct filing_wish wish;
    struct filing filing;

    name_files(migrate, &job->arena, job->below);
    *carry = (struct carry){ .arena = &job->arena,
                             .set = migrate->set,
                             .diags = &job->diags,
                             .name = job->path,
                             .kept_name = migrate->kept,
                             .keeps = migrate->kept && !migrate->back,
                             .lossy
                             = job->tool->options->value[OPTION_LOSSY] != NULL,
                             .hints = true,
                             .target = migrate->asked,
                             .from = migrate->from };
    sheets_begin(&migrate->sheets, job, migrate->output);
    migrate->workbook = migrate->kept_file = (struct file_out){ .path = NULL };
    if (migrate->back && !read_kept(migrate, job))
        return STATUS_FAILED;
    wish = reading_wish(job->tool, migrate->set, carry->from);
    wish.book = true;
    wish.keeps = true; /* or it is figures-left */
    job->last |= carry->past != NULL;
    if (!reading_job(job, &wish, &filing))
        return STATUS_FAILED;
    if (job->waits.n)
        return STATUS_DONE;
    return carry->past ? go_back(migrate, job, &filing)
                       : go_there(migrate, job, &filing);
}

/* ---- the command ---- */

static bool
check_names(const struct migrate *migrate)
{
    const struct options *options = migrate->tool->options;
    const char *output = options->value[OPTION_OUTPUT];
    const char *kept = options->value[OPTION_KEPT];
    const char *wrong = NULL;

    if (!migrate->tool->options->value[OPTION_TEMPLATE])
        wrong = N_("migrate needs -t TEMPLATE, the one to migrate to");
    else if (!output)
        wrong = N_("migrate needs -o OUT.xlsx");
    else if (strcmp(output, "-") == 0)
        wrong = N_(
            "a workbook cannot go to standard output: name a file with -o");
    else if (kept && strcmp(kept, "-") == 0)
        wrong = N_("--kept needs a name of its own");
    else if (migrate->many && target_is_workbook(output))
        wrong = N_("several workbooks go to a folder: name one with -o");
    else if (migrate->many && options->value[OPTION_ROUND])
        wrong = N_("--round lists what it cuts off: give it one workbook");
    if (!wrong)
        return true;
    help_refuse(migrate->tool, wrong, NULL);
    return false;
}

static bool
check_targets(struct migrate *migrate)
{
    const struct options *options = migrate->tool->options;
    struct target *names = &migrate->names;

    target_open(names, migrate->tool);
    if (migrate->many)
        return target_folder(names, options->value[OPTION_OUTPUT])
               && (!options->value[OPTION_KEPT]
                   || target_folder(names, options->value[OPTION_KEPT]));
    name_files(migrate, &migrate->tool->arena, "");
    target_add_input(names, options->words[0]);
    if (migrate->back)
        target_add_input(names, migrate->kept);
    return target_check(names, migrate->output)
           && (migrate->back || target_check(names, migrate->kept));
}

/* One of many. */
static bool
admit(struct job *job)
{
    struct migrate *migrate = job->context;

    if (!migrate->many)
        return true;
    name_files(migrate, &job->arena, job->below);
    target_add_input(&migrate->names, job->path);
    if (migrate->back)
        target_add_input(&migrate->names, migrate->kept);
    return target_admit(&migrate->names, migrate->output, &job->diags)
           && (migrate->back
               || target_admit(&migrate->names, migrate->kept, &job->diags));
}

static enum status
run(struct tool *tool)
{
    struct migrate migrate = { .tool = tool };
    struct batch batch = { .work = migrate_workbook,
                           .undo = undo,
                           .admit = admit,
                           .joins = true,
                           .context = &migrate };
    enum status status;

    migrate.many = inputs_many(tool->options, false);
    if (!check_names(&migrate) || !check_targets(&migrate))
        return STATUS_USAGE;
    migrate.set = templates_load(tool);
    if (!migrate.set)
        return STATUS_FAILED;
    status = templates_wanted(tool, migrate.set, &migrate.asked);
    if (status == STATUS_DONE)
        status = templates_from(tool, migrate.set, &migrate.from);
    if (status != STATUS_DONE)
        return status;
    if (!sheets_open(&migrate.sheets, tool, migrate.set))
        return STATUS_FAILED;
    if (migrate.many)
        migrate.frames = xlsx_frames_new(&tool->arena);
    return batch_spread(tool, &batch);
}

const struct command cmd_migrate = {
    .name = "migrate",
    .arguments
    = N_("WORKBOOK|DIR|-... -t TEMPLATE -o OUT [--kept FILE] [--lossy] "
         "[-j N]"),
    .summary = N_("write a workbook in another template, and bring it back"),
    .help = N_(
        "Reads WORKBOOK by its template and writes OUT.xlsx in another one. What\n"
        "OUT.xlsx has no place for goes to the --kept file, with the sheets as they\n"
        "stand. With that file, OUT.xlsx migrates back to the workbook it came from:\n"
        "cell for cell, or with the figures that were changed in it since.\n"
        "\n"
        "  --kept FILE, which is not there    it is written beside OUT.xlsx\n"
        "  --kept FILE, which is there        WORKBOOK goes back by it\n"
        "  no --kept                          each fact without a place is an error,\n"
        "                                     and figures that are in no table are;\n"
        "                                     nothing is written and the exit status\n"
        "                                     is 4; with --lossy it is a warning\n"
        "\n"
        "What TEMPLATE asks for and WORKBOOK does not hold is told and left blank.\n"
        "Codes get the names of TEMPLATE's year; figures under the same words but of\n"
        "another scope are told. --formulas and --round are those of export; what\n"
        "rounding cuts off is kept, too, and comes back.\n"
        "\n"
        "Of several workbooks, or a folder of them, OUT and FILE are folders and get a\n"
        "NAME.xlsx and a NAME.kept.json a workbook; those that hold the tables of one\n"
        "filing between them (see import) become one, named for the first.\n"
        "\n"
        "Examples\n"
        "  juesuan migrate hubei.xlsx -t zhejiang-2022 -o zj.xlsx --kept hubei.kept.json\n"
        "  juesuan migrate zj.xlsx -t hubei-2022 -o again.xlsx --kept hubei.kept.json\n"
        "  juesuan migrate --lossy hubei.xlsx -t national-2022 -o national.xlsx\n"
        "  juesuan migrate 2022 -t zhejiang-2022 -o zj --kept kept\n"),
    .options = OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_FROM)
               | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_KEPT)
               | OPTION_BIT(OPTION_LOSSY) | OPTION_BIT(OPTION_FORMULAS)
               | OPTION_BIT(OPTION_ROUND) | OPTION_GIVEN | OPTION_MANY,
    .word = N_("a WORKBOOK"),
    .least = 1,
    .lists = true,
    .run = run,
};
