/* batch.c - the work on each file, here or in workers. */
#include "tool/batch.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/exhaustion.h"
#include "base/file.h"
#include "base/limits.h"
#include "tool/inputs.h"
#include "tool/together.h"
#include "tool/workers.h"

struct guarded {
    struct job *job;
    enum status (*work)(struct job *job);
};

static void
run_guarded(void *context)
{
    struct guarded *guarded = context;

    guarded->job->status = guarded->work(guarded->job);
}

static void
run_job(struct job *job, const struct batch *batch)
{
    struct guarded guarded = { job, batch->work };
    bool whole;

    job->arena = arena_beside(&job->tool->arena);
    job->diags = report_list(&job->tool->report, &job->arena);
    job->status = STATUS_FAILED;
    job->tally = (struct batch_tally){ .tables = 0 };
    job->waits = TEXT_NONE;
    together_tell(job->files, &job->diags);
    whole = exhaustion_catch(&job->arena, run_guarded, &guarded);
    if (whole && job->waits.n) /* all is said when it is read again */
        job->waits = text_copy(&job->tool->arena, job->waits);
    else
        report_diags(&job->tool->report, &job->diags);
    if (!whole) {
        job->status = STATUS_FAILED;
        job->waits = TEXT_NONE;
        report_exhausted(&job->tool->report, job->path);
        if (batch->undo)
            batch->undo(job);
    }
    arena_release(&job->arena);
}

/* ---- all files of a run ---- */

struct run {
    struct tool *tool;
    const struct batch *batch;
    struct inputs *inputs; /* NULL: the words as they are */
    int word;
    struct together *together; /* NULL: no file waits */
    int n_filings, filing;     /* of those that waited; the next one */
    int64_t begun;             /* nanoseconds of a clock */
    int n, n_status[STATUS_LOST + 1];
    struct batch_tally tally;
    bool stopped;
};

static int64_t
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Nobody reads what is printed any more. */
static bool
is_left(const struct run *run)
{
    return run->stopped && file_gone(stdout);
}

static bool
next(struct run *run, struct input *input)
{
    const struct options *options = run->tool->options;
    const struct together_files *files;

    if (run->n_filings > 0) {
        if (run->filing == run->n_filings)
            return false;
        files = together_at(run->together, run->filing++);
        *input = (struct input){ files->paths[0], files->below[0] };
        return true;
    }
    if (run->inputs)
        return inputs_next(run->inputs, input);
    if (run->word == options->n_words)
        return false;
    input->path = input->below = options->words[run->word++];
    return true;
}

/* Messages of a file may be written later: its path is kept with them. */
static bool
admit(const struct run *run, struct job *job, const struct input *input)
{
    const struct batch *batch = run->batch;
    char *path;

    job->arena = arena_beside(&job->tool->arena);
    job->diags = report_list(&job->tool->report, &job->arena);
    path = arena_copy(&job->arena, input->path, strlen(input->path));
    job->path = path;
    job->below = path + (input->below - input->path);
    /* What waited was admitted when it came first. */
    return !batch->admit || run->n_filings > 0 || batch->admit(job);
}

/* How the job is to be done; in a worker too, which knows of all that waited
   before it was made. */
static void
prepare(const struct run *run, struct job *job)
{
    job->last = run->together == NULL || run->n_filings > 0;
    job->files
        = run->n_filings > 0 ? together_find(run->together, job->path) : NULL;
}

static void
count(struct run *run, const struct job *job)
{
    int n = job->files ? job->files->n : 1;

    run->n += n;
    run->n_status[job->status] += n;
    run->tally.tables += job->tally.tables;
    run->tally.facts += job->tally.facts;
    run->tally.findings += job->tally.findings;
    run->tally.skipped += job->tally.skipped;
    run->tally.refused += job->tally.refused;
}

/* What came of a file when all could be taken before it. */
static void
take(struct run *run, struct job *job, struct text bytes)
{
    const struct batch *batch = run->batch;

    if (run->stopped)
        ; /* as below */
    else if (batch->take)
        run->stopped = !batch->take(job, bytes);
    else if (batch->out && bytes.n)
        run->stopped
            = fwrite_unlocked(bytes.at, 1, bytes.n, batch->out) != bytes.n;
    if (run->stopped) {
        job->status = STATUS_FAILED;
        job->tally = (struct batch_tally){ .tables = 0 };
    }
}

/* Bytes of one file, kept until they are taken. */
struct kept {
    struct arena arena;
    struct bytes bytes;
    struct text more;
};

static void
add_more(void *context)
{
    struct kept *kept = context;

    bytes_add(&kept->bytes, kept->more);
}

/* A jump out of here would leave the stream in the middle of a write. */
static ssize_t
keep(void *cookie, const char *bytes, size_t n)
{
    struct kept *kept = cookie;

    kept->more = (struct text){ bytes, n };
    if (!exhaustion_catch(&kept->arena, add_more, kept)) {
        errno = ENOMEM;
        return -1;
    }
    return (ssize_t)n;
}

static void
run_here(struct run *run, const bool *stop)
{
    const struct batch *batch = run->batch;
    struct job job = { .tool = run->tool, .context = batch->context };
    struct progress *progress = &run->tool->report.progress;
    struct kept kept = { .bytes = { .arena = &kept.arena } };
    struct input input;

    job.out = batch->out;
    if (batch->take && !batch->direct) {
        job.out
            = fopencookie(&kept, "w", (cookie_io_functions_t){ .write = keep });
        if (!job.out)
            arena_exhaust(&run->tool->arena);
    }
    while (!run->stopped && next(run, &input)) {
        progress_step(progress, run->n, input.path);
        job.status = STATUS_FAILED;
        job.tally = (struct batch_tally){ .tables = 0 };
        if (!admit(run, &job, &input)) {
            report_diags(&run->tool->report, &job.diags);
            arena_release(&job.arena);
            job.path = input.path;
            job.below = input.below;
            take(run, &job, TEXT_NONE);
        } else {
            arena_release(&job.arena);
            job.path = input.path;
            job.below = input.below;
            prepare(run, &job);
            run_job(&job, batch);
            if (job.waits.n) {
                together_add(run->together, job.waits, input.path, input.below);
                continue;
            }
            if (batch->take) {
                if (job.out && (fflush(job.out) != 0 || ferror(job.out)))
                    report_exhausted(&run->tool->report, job.path);
                else
                    take(run, &job,
                         (struct text){ kept.bytes.at, (size_t)kept.bytes.n });
                bytes_clear(&kept.bytes);
            }
            if (job.out && ferror(job.out))
                run->stopped = true;
        }
        count(run, &job);
        run->stopped |= stop && *stop;
    }
    if (job.out && job.out != batch->out)
        fclose(job.out);
    arena_release(&kept.arena);
}

/* ---- what workers.c asks for ---- */

#define WAITS (STATUS_LOST + 1) /* the status of such a file */

struct spread {
    struct run *run;
    struct job job; /* one that is prepared, or taken */
};

static enum workers_next
spread_next(void *context, struct workers_file *file)
{
    struct spread *spread = context;
    struct job *job = &spread->job;
    struct input input;
    bool good;

    if (spread->run->stopped || !next(spread->run, &input))
        return WORKERS_END;
    good = admit(spread->run, job, &input);
    file->path = job->path;
    file->below = job->below;
    file->arena = job->arena;
    file->diags = job->diags;
    job->arena = arena_beside(&job->tool->arena);
    return good ? WORKERS_FILE : WORKERS_REFUSED;
}

static void
spread_work(void *context, struct workers_file *file, FILE *out)
{
    struct spread *spread = context;
    struct job *job = &spread->job;

    job->path = file->path;
    job->below = file->below;
    job->out = out;
    job->tool->report.wrong = false;
    prepare(spread->run, job);
    run_job(job, spread->run->batch);
    file->status = (int)job->status;
    if (job->waits.n) {
        file_put(out, job->waits);
        file->status = WAITS;
    }
    file->wrong = job->tool->report.wrong;
    file->tally = job->tally;
}

static bool
spread_take(void *context, struct workers_file *file, struct text bytes)
{
    struct spread *spread = context;
    struct run *run = spread->run;
    struct job *job = &spread->job;

    job->path = file->path;
    job->below = file->below;
    if (file->status == WAITS) {
        together_add(run->together, bytes, file->path, file->below);
        return !is_left(run);
    }
    prepare(run, job);
    job->status = (enum status)file->status;
    job->tally = file->tally;
    run->tool->report.wrong |= file->wrong;
    take(run, job, bytes);
    count(run, job);
    progress_step(&run->tool->report.progress, run->n, file->path);
    return !is_left(run);
}

static bool
spread_begin(void *context)
{
    struct spread *spread = context;
    const struct batch *batch = spread->run->batch;

    if (batch->begin && !batch->begin(batch->context))
        spread->run->stopped = true;
    return !spread->run->stopped;
}

static void
run_workers(struct run *run, int n)
{
    struct spread spread = { .run = run };
    struct workers workers = {
        .tool = run->tool,
        .n = n,
        .context = &spread,
        .begin = spread_begin,
        .next = spread_next,
        .work = spread_work,
        .take = spread_take,
    };

    spread.job.tool = run->tool;
    spread.job.context = run->batch->context;
    workers_run(&workers);
}

/* ---- the run ---- */

static void
summarise(struct run *run)
{
    int64_t time = now() - run->begun;
    enum language language = run->tool->report.language;
    char more[256];
    int n = 0;

    more[0] = '\0';
    if (run->tally.tables)
        n += snprintf(more, sizeof more,
                      language_say(language, N_(", %lld tables, %lld facts")),
                      (long long)run->tally.tables,
                      (long long)run->tally.facts);
    if (run->tally.findings)
        n += snprintf(more + n, sizeof more - (size_t)n,
                      language_say(language, N_(", %lld findings")),
                      (long long)run->tally.findings);
    if (run->tally.skipped)
        n += snprintf(more + n, sizeof more - (size_t)n,
                      language_say(language, N_(", %lld skipped")),
                      (long long)run->tally.skipped);
    if (run->tally.refused)
        snprintf(more + n, sizeof more - (size_t)n,
                 language_say(language, N_(", %lld refused")),
                 (long long)run->tally.refused);
    report_note(&run->tool->report, NULL,
                "%d files%s, %d failed; %lld.%lld s, %lld files/s", run->n,
                more, run->n_status[STATUS_FAILED] + run->n_status[STATUS_LOST],
                (long long)(time / 1000000000),
                (long long)(time / 100000000 % 10),
                (long long)(time ? run->n * INT64_C(1000000000) / time : 0));
}

static enum status
outcome(const struct run *run)
{
    if (run->stopped)
        return is_left(run) ? STATUS_DONE : STATUS_FAILED;
    if (run->n_status[STATUS_LOST])
        return STATUS_LOST;
    if (run->n_status[STATUS_USAGE])
        return STATUS_USAGE;
    if (run->n_status[STATUS_FAILED] == run->n)
        return STATUS_FAILED;
    return run->n_status[STATUS_FAILED] || run->tool->report.wrong
               ? STATUS_WRONG
               : STATUS_DONE;
}

static void
say_empty(struct run *run)
{
    struct diag_list diags = report_list(&run->tool->report, &run->tool->arena);

    if (inputs_failed(run->inputs) == 0)
        diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                 "there is no file to read in what was named");
    report_diags(&run->tool->report, &diags);
}

static void
end(struct run *run)
{
    struct batch_tally undone = { .tables = 0 };
    int n = run->batch->end(run->batch->context, &undone);

    run->stopped |= n > 0;
    run->n_status[STATUS_FAILED] += n;
    run->tally.tables -= undone.tables;
    run->tally.facts -= undone.facts;
    run->tally.findings -= undone.findings;
}

static void
run_round(struct run *run, int n, const bool *stop)
{
    const struct batch *batch = run->batch;

    if (n > 1)
        run_workers(run, n);
    else if (!batch->begin || batch->begin(batch->context))
        run_here(run, stop);
    else
        run->stopped = true;
}

static enum status
run_all(struct tool *tool, const struct batch *batch, bool spread,
        const bool *stop)
{
    struct report *report = &tool->report;
    struct run run = { .tool = tool, .batch = batch, .begun = now() };
    bool lists = tool->command->lists, models = tool->command->models;
    bool many = lists && inputs_many(tool->options, models);
    bool drawn = !report->quiet && !report->json && isatty(STDERR_FILENO);
    int total = !many ? tool->options->n_words : -1;
    int n = spread && many ? workers_count(tool) : 1;

    if (many && drawn)
        total = inputs_count(tool, models);
    if (lists && !(run.inputs = inputs_open(tool, models)))
        return STATUS_FAILED;
    progress_begin(&report->progress, report->language, drawn, total);
    report->many = many;
    if (many)
        arena_reuse();
    if (many && batch->joins)
        run.together = together_new(&tool->arena);
    run_round(&run, n, stop);
    if (run.together && !run.stopped) {
        run.n_filings = together_close(run.together);
        if (run.n_filings > 0)
            run_round(&run, run.n_filings < n ? run.n_filings : n, stop);
    }
    progress_end(&report->progress);
    if (batch->end)
        end(&run);
    if (run.inputs) {
        many = many && run.n;
        run.n_status[STATUS_FAILED] += inputs_failed(run.inputs);
        run.n += inputs_failed(run.inputs);
        if (run.n == 0 && !run.stopped)
            say_empty(&run);
        inputs_close(run.inputs);
    }
    if (many && run.n && !is_left(&run))
        summarise(&run);
    return outcome(&run);
}

enum status
batch_spread(struct tool *tool, const struct batch *batch)
{
    return run_all(tool, batch, true, NULL);
}

enum status
batch_run(struct tool *tool, enum status (*work)(struct job *job),
          void (*undo)(struct job *job), void *context, const bool *stop)
{
    struct batch batch = { .work = work, .undo = undo, .context = context };

    return run_all(tool, &batch, false, stop);
}
