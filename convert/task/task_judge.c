/* task_judge.c - check, annotate, report. */
#include "base/limits.h"
#include "base/stream.h"
#include "submit/annotate.h"
#include "submit/judged.h"
#include "submit/tallies.h"
#include "task/task.h"

/* Last year's filing is read for its figures; what is to be said of it is said
   when it is checked itself. */
static bool
read_last(struct task *task, struct judging *how)
{
    struct diag_list unheard = diag_apart(task->diags, task->arena);
    struct task quiet = *task;
    struct filing_wish wish = { .set = NULL };
    struct filing last;

    quiet.diags = &unheard;
    if (!task->options.last)
        return true;
    if (task_read(&quiet, task->options.last, &wish, &last)) {
        how->last = last.model;
        return true;
    }
    diag_move(task->diags, &unheard);
    return false;
}

static bool
read_reasons(struct task *task, struct judging *how)
{
    const struct juesuan_file *file = task->options.reasons;
    struct text bytes;

    if (!file)
        return true;
    if (!task_bytes(task, file, LIMIT_FILE_BYTES, &bytes))
        return false;
    how->reasons = reasons_read_bytes(task->arena, task_name(task, file), bytes,
                                      task->diags);
    return how->reasons != NULL;
}

/* False where it cannot be read. */
static bool
judge(struct task *task, struct judging *how, struct judged *judged)
{
    struct filing *filing = &task->made->filing;
    struct filing_wish wish = { .set = NULL };

    if (!task_given(task, &wish.given) || !task_template(task, &wish.template)
        || !task_rules(task) || !read_last(task, how)
        || !read_reasons(task, how)
        || !task_read(task, task->file, &wish, filing))
        return false;
    how->rules = task->mappings->rules;
    how->name = text_of(task_name(task, task->file));
    how->n_read = task->diags->n;
    *judged = judged_filing(task->arena, filing, how, task->mappings->set,
                            task->diags);
    return true;
}

enum juesuan_status
task_check(struct task *task)
{
    struct judging how = { .last = NULL };
    struct judged judged;

    return judge(task, &how, &judged) ? task_done(task) : task_failed(task);
}

enum juesuan_status
task_annotate(struct task *task)
{
    struct judging how = { .last = NULL };
    struct annotated marks;
    struct xlsx_edit *edit;
    struct judged judged;
    struct text bytes;

    if (!judge(task, &how, &judged)
        || !task_bytes(task, task->file, LIMIT_FILE_BYTES, &bytes)
        || !(edit = xlsx_edit_open(task->arena, task_name(task, task->file),
                                   bytes, task->diags))
        || !annotate_workbook(edit, &judged.findings, task->diags,
                              judged.n_told, &marks)
        || !xlsx_edit_finish(edit, edit->book, &task->made->bytes))
        return task_failed(task);
    return task_done(task);
}

enum juesuan_status
task_report(struct task *task)
{
    const char *name = task_name(task, task->file);
    struct judging how = { .last = NULL };
    struct task_made *made = task->made;
    struct judged judged;
    const struct review_about *about;
    struct tallies tallies;
    struct stream stream;
    struct review review;

    if (!judge(task, &how, &judged))
        return task_failed(task);
    about = judged_about(task->arena, &made->filing, &judged, task->diags);
    review = (struct review){ .set = task->mappings->set,
                              .template = made->filing.template,
                              .chosen = task->options.template_id != NULL,
                              .is_workbook = made->filing.located != NULL,
                              .model = made->filing.model,
                              .last = how.last,
                              .files = &name,
                              .n_files = 1,
                              .rules = task->mappings->rules,
                              .findings = &judged.findings,
                              .said = task->diags,
                              .about = about };
    tallies = tallies_new(task->arena, task->mappings->set->words);
    tallies_count(&tallies, &judged.findings, task->diags, about);
    tallies_sum(&tallies, review.n);
    stream_open(&stream, task->arena);
    review_write(stream.out, &review);
    stream_close(&stream, &made->bytes);
    return task_done(task);
}
