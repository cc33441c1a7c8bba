/* cmd_migrate.c - juesuan migrate: a workbook in another template, and back. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_write.h"
#include "mapping/mix.h"
#include "remap/coverage.h"
#include "remap/left_behind.h"
#include "remap/migrate.h"
#include "remap/remainder.h"
#include "store/json.h"
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
    /* Of the workbook at hand. */
    const struct template_rule
        *target; /* asked, with what is there of others */
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

/* Both are bound to the workbook that they are made from: of several versions
   of it each has its own kept file, though they may be written alike. */
static bool
bind_source(struct job *job, struct book *book, struct kept *kept)
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
    book->source = kept->source = digest_end(&job->arena, digest);
    return true;
}

/* The kept file, bound to the bytes of the workbook. */
static bool
write_kept(struct migrate *migrate, struct job *job, struct kept *kept)
{
    struct text bytes;

    if (!file_read(&job->arena, file_out_name(&migrate->workbook),
                   LIMIT_FILE_BYTES, &bytes, &job->diags))
        return false;
    kept->digest = digest_of(&job->arena, bytes);
    kept->written_as = migrate->target->id;
    if (!file_out_open(&job->arena, &migrate->kept_file, migrate->kept,
                       &job->diags))
        return false;
    json_write_kept(migrate->kept_file.stream, kept);
    return file_out_close(&migrate->kept_file, &job->diags);
}

/*
 * The kept file gets its name first: it does no harm without the workbook,
 * but the workbook without it has lost what is in it.  'kept' may be NULL.
 */
static enum status
write_files(struct migrate *migrate, struct job *job, const struct book *book,
            struct kept *kept)
{
    bool written;

    if (!xlsx_write_open(&job->arena, &migrate->workbook, migrate->output, book,
                         text_zero(&job->arena, migrate->target->id),
                         &job->diags))
        return STATUS_FAILED;
    written = !kept || write_kept(migrate, job, kept);
    if (!written)
        file_out_discard(&migrate->workbook);
    else if (!(written = file_out_close(&migrate->workbook, &job->diags))
             && kept)
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
finish_sheets(struct migrate *migrate, struct job *job,
              struct written *migrated)
{
    struct tails tails;

    if (migrate->sheets.rounded)
        tails = migrate_round(&job->arena, migrated, migrate->target);
    return sheets_finish(
        &migrate->sheets, job,
        &(struct sheets_drawn){ migrate->output, migrated->book,
                                migrate->target, migrated->says->fiscal_year,
                                migrate->sheets.rounded ? &tails : NULL });
}

/* ---- there ---- */

/*
 * False when facts or other figures are lost without consent.  'from'
 * is the workbook, NULL where all of its cells come along; 'drawn' what of it
 * its template draws.
 */
static bool
accept_lost(struct job *job, const struct written *migrated,
            const struct located *from, const struct book *drawn,
            const struct template_rule *target)
{
    bool lossy = job->tool->options->value[OPTION_LOSSY] != NULL;
    enum diag_level level = lossy ? DIAG_WARNING : DIAG_ERROR;
    int n = remainder_report(&job->arena, &migrated->lost, target, level,
                             &job->diags)
            + migrate_report_filing(&job->arena, migrated, target, level,
                                    &job->diags);

    if (from)
        n += left_behind_report(&job->arena, from, drawn, target, level,
                                &job->diags);
    return n == 0 || lossy;
}

static enum status
go_there(struct migrate *migrate, struct job *job, const struct filing *filing)
{
    const struct template_rule *target = migrate->target;
    struct kept *kept
        = export_kept(&job->arena, filing->located, filing->model, true);
    struct written there = migrate_forward(&job->arena, filing->model, kept,
                                           target, &job->diags);

    if (there.book->n_sheets == 0) {
        diag_add(&job->diags, DIAG_FACT_NO_PLACE, PLACE_FILE(job->path),
                 target->place, "%.*s has none of the workbook's tables",
                 TEXT_ARG(target->id));
        return STATUS_FAILED;
    }
    coverage_report(&job->arena, filing->model, filing->template, target,
                    &job->diags);
    if (migrate->kept) {
        report_note(&job->tool->report, job->path,
                    "%d of %d facts have no place in %.*s; they are kept in %s",
                    fact_set_count(&there.lost),
                    model_count_facts(filing->model), TEXT_ARG(target->id),
                    migrate->kept);
        if (!finish_sheets(migrate, job, &there)
            || !bind_source(job, there.book, kept))
            return STATUS_FAILED;
        kept->lost = fact_set_pick(&job->arena, &there.lost);
        kept->rounded = migrate->sheets.rounded;
        return write_files(migrate, job, there.book, kept);
    }
    if (!accept_lost(job, &there,
                     filing->template != target ? filing->located : NULL, NULL,
                     target))
        return STATUS_LOST;
    if (!finish_sheets(migrate, job, &there))
        return STATUS_FAILED;
    return write_files(migrate, job, there.book, NULL);
}

/* ---- and back ---- */

LANGUAGE_FORMAT(3, 4)
static struct diag *
refuse(struct migrate *migrate, struct job *job, const char *format, ...)
{
    struct diag *diag;
    va_list args;

    va_start(args, format);
    diag = diag_add_v(&job->diags, DIAG_KEPT_OTHER, PLACE_FILE(migrate->kept),
                      PLACE_NONE, format, args);
    va_end(args);
    return diag;
}

static struct kept *
read_kept(struct migrate *migrate, struct job *job)
{
    struct text bytes;
    struct kept *kept;
    struct diag *d;

    if (!file_read(&job->arena, migrate->kept, LIMIT_TREE_BYTES, &bytes,
                   &job->diags))
        return NULL;
    kept = json_read_kept(&job->arena, migrate->set->words, migrate->kept,
                          bytes, &job->diags);
    if (!kept)
        return NULL;
    if (!migrate_is_kept(kept)) {
        refuse(migrate, job,
               "this file was kept by an import; only that of a migration "
               "leads back");
        return NULL;
    }
    if (text_equal(kept->template_id, migrate->target->id))
        return kept;
    d = refuse(migrate, job, "this file leads back to template '%.*s' only",
               TEXT_ARG(kept->template_id));
    diag_hint(&job->diags, d,
              "name a file that is not there to keep what this migration "
              "leaves behind");
    return NULL;
}

/* Is it the workbook that was written with the kept file, as it was or
   changed since? */
static bool
check_bound(struct migrate *migrate, struct job *job,
            const struct migrate_past *past, const struct filing *filing)
{
    struct text source = filing->located->book->source, bytes;
    const struct kept *kept = past->kept;
    struct diag *d;
    bool same;

    if (!file_read(&job->arena, job->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags))
        return false;
    same = text_equal(digest_of(&job->arena, bytes), kept->digest);
    if (!same && !migrate_is_of(&job->arena, past, filing->model)) {
        d = refuse(migrate, job, "this file belongs to another workbook");
        diag_detail(&job->diags, d, "kept with   %.*s %d",
                    TEXT_ARG(past->then.says->department),
                    past->then.says->fiscal_year);
        diag_detail(&job->diags, d, "workbook    %.*s %d",
                    TEXT_ARG(filing->model->department),
                    filing->model->fiscal_year);
        return false;
    }
    if (source.n > 0 && kept->source.n > 0
        && !text_equal(source, kept->source)) {
        d = refuse(migrate, job,
                   "this file was kept of another version of the workbook");
        diag_hint(&job->diags, d,
                  "name the one that was written beside the workbook");
        return false;
    }
    if (!same)
        diag_add(&job->diags, DIAG_KEPT_CHANGED, PLACE_FILE(job->path),
                 PLACE_FILE(migrate->kept),
                 "the workbook was changed since it was migrated; its figures "
                 "count");
    return true;
}

static enum status
go_back(struct migrate *migrate, struct job *job, const struct kept *kept,
        const struct filing *filing)
{
    struct migrate_past past
        = migrate_recall(&job->arena, kept, migrate->target, filing->template);
    struct written back;

    if (!check_bound(migrate, job, &past, filing))
        return STATUS_FAILED;
    back = migrate_back(&job->arena, &past, filing->model, &job->diags);
    if (!accept_lost(job, &back, filing->located, past.then.book,
                     migrate->target))
        return STATUS_LOST;
    if (!finish_sheets(migrate, job, &back))
        return STATUS_FAILED;
    return write_files(migrate, job, back.book, NULL);
}

static enum status
migrate_workbook(struct job *job)
{
    struct migrate *migrate = job->context;
    const struct template_rule *from = migrate->from;
    struct kept *kept = NULL;
    struct filing_wish wish;
    struct filing filing;

    migrate->target = migrate->asked;
    name_files(migrate, &job->arena, job->below);
    sheets_begin(&migrate->sheets, job, migrate->output);
    migrate->workbook = migrate->kept_file = (struct file_out){ .path = NULL };
    if (migrate->back && !(kept = read_kept(migrate, job)))
        return STATUS_FAILED;
    if (kept)
        migrate->target
            = mix_for(&job->arena, migrate->set, migrate->asked, NULL, kept);
    if (kept && !from)
        from = mapping_find(migrate->set, kept->written_as);
    if (kept && from)
        from = mix_for(&job->arena, migrate->set, from, NULL, kept);
    wish = reading_wish(job->tool, migrate->set, from);
    wish.book = true;
    wish.keeps = true; /* or it is figures-left */
    job->last |= kept != NULL;
    if (!reading_job(job, &wish, &filing))
        return STATUS_FAILED;
    if (job->waits.n)
        return STATUS_DONE;
    if (!kept && text_equal(filing.template->id, migrate->asked->id))
        migrate->target = filing.template;
    return kept ? go_back(migrate, job, kept, &filing)
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
