/* task_move.c - export and migrate. */
#include "base/digest.h"
#include "base/limits.h"
#include "submit/carry.h"
#include "task/task.h"

static bool
read_kept(struct task *task, struct text *bytes)
{
    return task_bytes(task, task->options.kept, LIMIT_TREE_BYTES, bytes);
}

static struct carry
begin(struct task *task, const struct template_rule *target)
{
    const struct juesuan_file *kept = task->options.kept;

    return (struct carry){ .arena = task->arena,
                           .set = task->mappings->set,
                           .diags = task->diags,
                           .name = task_name(task, task->file),
                           .kept_name = kept ? task_name(task, kept) : NULL,
                           .keeps = task->options.keep && !kept,
                           .lossy = task->options.lossy != 0,
                           .target = target };
}

/* The workbook, if it came to that. */
static enum juesuan_status
finish(struct task *task, const struct carry *carry, enum carry_end end)
{
    if (end == CARRY_LOST)
        return JUESUAN_LOST;
    return end == CARRY_DONE
                   && task_write_book(task, carry->made.book, carry->target)
               ? task_done(task)
               : task_failed(task);
}

enum juesuan_status
task_export(struct task *task)
{
    const struct template_rule *target;
    struct model *model;
    struct carry carry;
    struct text kept;

    if (!task_template(task, &target) || !(model = task_read_model(task))
        || (task->options.kept && !read_kept(task, &kept)))
        return task_failed(task);
    carry = begin(task, target);
    return finish(
        task, &carry,
        carry_model(&carry, model, task->options.kept ? &kept : NULL));
}

static enum juesuan_status
go_there(struct task *task, struct carry *carry, struct text digest)
{
    enum carry_end end = carry_there(carry, &task->made->filing);
    enum juesuan_status status;

    if (end == CARRY_DONE && carry->keeps)
        carry_bind(carry, digest);
    status = finish(task, carry, end);
    if (task->made->bytes.n && carry->keeps) {
        carry_written(carry, digest_of(task->arena, task->made->bytes));
        task_write_kept(task, carry->kept);
    }
    return status;
}

enum juesuan_status
task_migrate(struct task *task)
{
    struct filing_wish wish = { .book = true, .keeps = true };
    const struct template_rule *target;
    struct text bytes, digest;
    struct carry carry;

    if (!task_template(task, &target) || !task_given(task, &wish.given))
        return task_failed(task);
    if (!target) {
        task_refuse(task, "migrate needs the option 'template_id', the one to "
                          "migrate to");
        return JUESUAN_USAGE;
    }
    carry = begin(task, target);
    if (task->options.kept
        && (!read_kept(task, &bytes) || !carry_take_kept(&carry, bytes)))
        return task_failed(task);
    wish.template = carry.from;
    if (!task_read(task, task->file, &wish, &task->made->filing)
        || !task_bytes(task, task->file, LIMIT_FILE_BYTES, &bytes))
        return task_failed(task);
    digest = digest_of(task->arena, bytes);
    if (!carry.past)
        return go_there(task, &carry, digest);
    return finish(task, &carry,
                  carry_back(&carry, &task->made->filing, digest));
}
