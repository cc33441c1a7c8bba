/* task.c - what all calls ask for, and how they end. */
#include "task/task.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/stream.h"
#include "book/xlsx_write.h"
#include "canon/unit.h"
#include "store/json.h"

enum juesuan_status
task_failed(const struct task *task)
{
    for (int i = 0; i < task->diags->n; i++) {
        enum diag_code code = task->diags->items[i]->code;

        if (code == DIAG_USAGE || code == DIAG_TEMPLATE_UNKNOWN)
            return JUESUAN_USAGE;
    }
    return JUESUAN_FAILED;
}

enum juesuan_status
task_done(const struct task *task)
{
    bool strict
        = task->options.strict && task->diags->n_level[DIAG_WARNING] > 0;

    return strict || diag_is_open(task->diags) ? JUESUAN_OPEN : JUESUAN_DONE;
}

bool
task_bytes(struct task *task, const struct juesuan_file *file, uint64_t limit,
           struct text *out)
{
    const char *name = file->name ? file->name : "";

    if (!file->bytes && !*name)
        return task_refuse(task, "no file is given: neither a name nor bytes");
    if (!file->bytes)
        return file_read(task->arena, name, limit, out, task->diags);
    if (file->n_bytes > limit) {
        diag_add(task->diags, DIAG_FILE_TOO_LARGE, PLACE_FILE(name), PLACE_NONE,
                 "the file is larger than %llu bytes",
                 (unsigned long long)limit);
        return false;
    }
    /* Readers want a NUL behind, and texts of theirs outlive the call. */
    *out = (struct text){ arena_copy(task->arena, file->bytes, file->n_bytes),
                          file->n_bytes };
    return true;
}

const char *
task_name(struct task *task, const struct juesuan_file *file)
{
    return file->name ? arena_copy(task->arena, file->name, strlen(file->name))
                      : "";
}

bool
task_template(struct task *task, const struct template_rule **out)
{
    const char *id = task->options.template_id;

    *out = NULL;
    if (!id || !*id)
        return true;
    *out = mapping_ask(task->mappings->set, text_of(id), PLACE_NONE,
                       task->diags);
    return *out != NULL;
}

static struct text
keep_text(struct task *task, const char *text)
{
    return text
               ? text_trim(text_of(arena_copy(task->arena, text, strlen(text))))
               : TEXT_NONE;
}

bool
task_refuse(struct task *task, const char *what)
{
    diag_add(task->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE, what);
    return false;
}

bool
task_given(struct task *task, struct book_given *given)
{
    const struct juesuan_options *options = &task->options;

    *given = (struct book_given){ .year = options->year,
                                  .department
                                  = keep_text(task, options->department),
                                  .region = keep_text(task, options->region),
                                  .unit_by = "unit",
                                  .year_by = "year",
                                  .department_by = "department" };
    if (options->year
        && (options->year < PATHNAME_YEAR_FIRST
            || options->year > PATHNAME_YEAR_LAST))
        return task_refuse(task, "the option 'year' is no year");
    if (options->unit && *options->unit)
        given->unit = unit_parse(text_fold(task->arena, text_of(options->unit)),
                                 &given->unit_shift);
    return !options->unit || !*options->unit || given->unit
           || task_refuse(
               task, "the option 'unit' is no unit of amounts: 元, 万元 …");
}

/* A file is read once, whatever else of it is wanted: it may be a pipe, or
   another one by then. */
static void
hold_file(struct task *task, const char *name, struct text bytes)
{
    struct juesuan_file *held = ARENA_NEW(task->arena, struct juesuan_file);

    *held = (struct juesuan_file){ name, bytes.at, bytes.n };
    task->file = held;
}

bool
task_read(struct task *task, const struct juesuan_file *file,
          struct filing_wish *wish, struct filing *out)
{
    const char *name = task_name(task, file);
    struct text bytes;

    wish->set = task->mappings->set;
    if (!file->bytes && file_is_folder(name)) /* a CSV package */
        return filing_read(task->arena, name, wish, out, task->diags);
    if (!task_bytes(task, file, LIMIT_FILE_BYTES, &bytes))
        return false;
    if (file == task->file)
        hold_file(task, name, bytes);
    wish->bytes = &bytes;
    return filing_read(task->arena, name, wish, out, task->diags);
}

void
task_rules_read(struct task_mappings *m)
{
    m->rules
        = rule_read_folder(&m->arena, m->set->folder, m->set, &m->rules_said);
}

bool
task_rules(struct task *task)
{
    struct task_mappings *m = task->mappings;

    if (!m->rules && m->rules_said.n == 0)
        task_rules_read(m);
    diag_move(task->diags, &m->rules_said);
    return m->rules != NULL;
}

bool
task_write_book(struct task *task, const struct book *book,
                const struct template_rule *template)
{
    return xlsx_write_bytes(task->arena, "", book,
                            text_zero(task->arena, template->id),
                            &task->made->bytes, task->diags);
}

void
task_write_kept(struct task *task, const struct kept *kept)
{
    struct stream stream;

    stream_open(&stream, task->arena);
    json_write_kept(stream.out, kept);
    stream_close(&stream, &task->made->kept);
}

struct model *
task_read_model(struct task *task)
{
    struct filing_wish wish = { .set = NULL };
    struct filing *filing = &task->made->filing;

    if (!task_read(task, task->file, &wish, filing))
        return NULL;
    if (filing->located)
        filing->model->template_id = filing->template->id;
    if (!filing->model->file)
        filing->model->file = task_name(task, task->file);
    return filing->model;
}
