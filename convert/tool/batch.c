/* batch.c - see batch.h. */
#include "tool/batch.h"

#include "base/limits.h"
#include "tool/guard.h"

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
run_job(struct job *job, enum status (*work)(struct job *job),
        void (*undo)(struct job *job))
{
    struct guarded guarded = { job, work };
    bool whole;

    job->arena = (struct arena){ .budget = LIMIT_ARENA_BYTES };
    job->diags = (struct diag_list){ .arena = &job->arena };
    job->status = STATUS_FAILED;
    whole = guard_run(&job->arena, run_guarded, &guarded);
    report_diags(&job->tool->report, &job->diags);
    if (!whole) {
        job->status = STATUS_FAILED;
        report_exhausted(&job->tool->report, job->path);
        if (undo)
            undo(job);
    }
    arena_release(&job->arena);
}

enum status
batch_run(struct tool *tool, enum status (*work)(struct job *job),
          void (*undo)(struct job *job), void *context, const bool *stop)
{
    struct job job = { .tool = tool, .context = context };
    struct progress *progress = &tool->report.progress;
    int n = tool->options->n_words, n_status[STATUS_LOST + 1] = { 0 };

    progress_begin(progress, !tool->report.quiet && !tool->report.json, n);
    for (int i = 0; i < n && !(stop && *stop); i++) {
        job.path = tool->options->words[i];
        progress_step(progress, i, job.path);
        run_job(&job, work, undo);
        n_status[job.status]++;
    }
    progress_clear(progress);
    if (stop && *stop)
        return STATUS_FAILED;
    if (n_status[STATUS_LOST])
        return STATUS_LOST;
    if (n_status[STATUS_USAGE])
        return STATUS_USAGE;
    if (n_status[STATUS_FAILED] == n)
        return STATUS_FAILED;
    return n_status[STATUS_FAILED] || tool->report.wrong ? STATUS_WRONG
                                                         : STATUS_DONE;
}
