/* task_write.c - facts as bytes, blanks and blanks filled. */
#include "base/limits.h"
#include "base/stream.h"
#include "store/csv_package.h"
#include "store/facts.h"
#include "store/json.h"
#include "submit/fill_forms.h"
#include "submit/totals.h"
#include "task/task.h"

#define BLANK_ROWS 30
#define BLANK_ROWS_MAX 1000

static enum diag_level
lost_level(const struct task *task)
{
    return task->options.lossy ? DIAG_WARNING : DIAG_ERROR;
}

static enum juesuan_status
finish_fill(struct task *task, struct xlsx_edit *edit,
            const struct template_rule *template,
            const struct fill_result *filled)
{
    enum diag_level level = lost_level(task);
    struct fact_set lost;
    int n = stale_report(task->arena, &filled->stale, edit->file, edit->book,
                         level, task->diags);

    n += fill_forms_report(filled, level, &lost, task->diags);
    n += remainder_report(task->arena, &lost, template, level, task->diags);
    if (n > 0 && !task->options.lossy)
        return JUESUAN_LOST;
    return xlsx_edit_finish(edit, filled->sheets.book, &task->made->bytes)
               ? task_done(task)
               : task_failed(task);
}

enum juesuan_status
task_fill(struct task *task)
{
    const struct template_rule *template;
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct model *model;
    struct text bytes;

    if (!task_template(task, &template) || !(model = task_read_model(task))
        || !task_bytes(task, task->blank, LIMIT_FILE_BYTES, &bytes)
        || !(edit = xlsx_edit_open(task->arena, task_name(task, task->blank),
                                   bytes, task->diags)))
        return task_failed(task);
    if (!template)
        template = locate_template(task->arena, edit->book, task->mappings->set,
                                   task->diags);
    if (!template
        || !fill_book(edit, template, model, false, &filled, task->diags))
        return task_failed(task);
    return finish_fill(task, edit, template, &filled);
}

enum juesuan_status
task_blank(struct task *task)
{
    int rows = task->options.rows ? task->options.rows : BLANK_ROWS;
    const struct template_rule *template;
    struct book_given given;
    struct blank *drawn;

    if (!task_given(task, &given) || !task_template(task, &template)
        || !task_rules(task))
        return task_failed(task);
    if (!template || rows < 1 || rows > BLANK_ROWS_MAX) {
        task_refuse(task, template
                              ? N_("the option 'rows' is from 1 to 1000")
                              : N_("blank needs the option 'template_id'"));
        return JUESUAN_USAGE;
    }
    drawn = totals_blank(task->arena, template, rows, given.year,
                         task->mappings->rules, task->diags);
    return task_write_book(task, drawn->book, template) ? task_done(task)
                                                        : task_failed(task);
}

static void
write_facts(FILE *out, const struct task *task)
{
    enum csv_text_style style
        = task->format == JUESUAN_EXCEL ? CSV_TEXT_GUARDED : CSV_TEXT_PLAIN;

    if (task->format == JUESUAN_JSON) {
        json_write_model(out, task->facts);
    } else if (task->format == JUESUAN_JSONL) {
        facts_write_jsonl(out, task->facts);
    } else {
        facts_write_header(out, style);
        facts_write_csv(out, task->facts, style);
    }
}

enum juesuan_status
task_facts(struct task *task)
{
    struct stream stream;

    if (!task->facts) {
        task_refuse(task, "the result has no facts");
        return JUESUAN_USAGE;
    }
    if ((unsigned)task->format > JUESUAN_PACKAGE) {
        task_refuse(task, "there is no such format of facts");
        return JUESUAN_USAGE;
    }
    if (task->format == JUESUAN_PACKAGE)
        return csv_package_pack(task->arena, task->facts, CSV_TEXT_GUARDED,
                                &task->made->bytes, task->diags)
                   ? JUESUAN_DONE
                   : JUESUAN_FAILED;
    stream_open(&stream, task->arena);
    write_facts(stream.out, task);
    stream_close(&stream, &task->made->bytes);
    return JUESUAN_DONE;
}
