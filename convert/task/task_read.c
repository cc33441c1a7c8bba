/* task_read.c - detect, import, explain. */
#include "base/limits.h"
#include "base/stream.h"
#include "book/workbook.h"
#include "port/export.h"
#include "submit/explain_html.h"
#include "submit/explain_xlsx.h"
#include "task/task.h"

enum juesuan_status
task_detect(struct task *task)
{
    struct filing *filing = &task->made->filing;
    const char *name = task_name(task, task->file);
    struct book_given given;
    struct text bytes;
    struct book *book;

    if (!task_given(task, &given)
        || !task_bytes(task, task->file, LIMIT_FILE_BYTES, &bytes)
        || !(book = workbook_read_bytes(task->arena, name, bytes, task->diags)))
        return task_failed(task);
    book->given = given;
    filing->template
        = locate_template(task->arena, book, task->mappings->set, task->diags);
    return filing->template ? task_done(task) : task_failed(task);
}

enum juesuan_status
task_import(struct task *task)
{
    struct filing_wish wish = { .keeps = task->options.keep != 0 };
    struct filing *filing = &task->made->filing;

    if (!task_given(task, &wish.given) || !task_template(task, &wish.template)
        || !task_read(task, task->file, &wish, filing))
        return task_failed(task);
    if (task->options.keep && filing->located)
        task_write_kept(task, export_kept(task->arena, filing->located,
                                          filing->model, false));
    return task_done(task);
}

/* A workbook that no mapping knows: nothing of it is read. */
static bool
take_unknown(struct task *task, struct filing *filing)
{
    if (!filing->book)
        return false;
    if (!filing->located)
        filing->located = locate_nothing(task->arena, filing->book);
    filing->template = filing->located->template;
    filing->model = ARENA_NEW(task->arena, struct model);
    return true;
}

static bool
explain_copy(struct task *task, const struct explained *explained)
{
    struct xlsx_edit *edit;
    struct text bytes;

    return task_bytes(task, task->file, LIMIT_FILE_BYTES, &bytes)
           && (edit = xlsx_edit_open(task->arena, task_name(task, task->file),
                                     bytes, task->diags))
           && explain_xlsx(edit, explained)
           && xlsx_edit_finish(edit, edit->book, &task->made->bytes);
}

static bool
explain_page(struct task *task, const struct explained *explained)
{
    struct stream stream;
    bool good;

    stream_open(&stream, task->arena);
    good = explain_html(stream.out, explained, task->diags);
    stream_close(&stream, &task->made->bytes);
    if (!good)
        task->made->bytes = TEXT_NONE;
    return good;
}

enum juesuan_status
task_explain(struct task *task)
{
    struct filing *filing = &task->made->filing;
    struct filing_wish wish = { .book = true };
    struct explained explained;
    bool known;

    if (!task_given(task, &wish.given) || !task_template(task, &wish.template))
        return task_failed(task);
    known = task_read(task, task->file, &wish, filing);
    if (!known && !take_unknown(task, filing))
        return task_failed(task);
    explained = explain_filing(task->arena, filing, task->diags);
    if (!(task->options.page ? explain_page(task, &explained)
                             : explain_copy(task, &explained)))
        return task_failed(task);
    if (known)
        return task_done(task);
    filing->template = NULL;
    filing->model = NULL;
    return JUESUAN_FAILED;
}
