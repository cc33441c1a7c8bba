/* juesuan.c - the front door: each call in an arena of its own, from which
   running out of memory jumps back here. */
#include "juesuan.h"

#include <string.h>

#include "base/exhaustion.h"
#include "base/limits.h"
#include "base/version.h"
#include "book/zip.h"
#include "mapping/compiled.h"
#include "store/facts.h"
#include "task/task.h"

struct juesuan {
    struct arena arena;
    struct task_mappings *mappings; /* NULL: not read yet */
    const char *folder;             /* NULL: those compiled in */
    enum language language;
    size_t memory;
};

struct juesuan_result {
    struct arena arena;
    enum juesuan_status status;
    struct diag_list diags;
    struct juesuan_diagnostic *told; /* [diags.n] */
    struct task_mappings *mappings;
    struct task_made made;
    struct juesuan_fact *facts; /* NULL: nobody asked yet */
    int n_facts;
    const char *template_id, *department; /* NULL: not known */
};

struct call {
    struct juesuan *juesuan;
    struct juesuan_result *result;
    enum juesuan_status (*work)(struct task *task);
    struct task task;
};

int
juesuan_api_version(void)
{
    return JUESUAN_API_VERSION;
}

const char *
juesuan_version(void)
{
    return VERSION;
}

/* ---- handles ---- */

/* What is released holds the arena itself. */
static void
release(const struct arena *held)
{
    struct arena arena = *held;

    arena_release(&arena);
}

static void
let_go(struct task_mappings *mappings)
{
    if (mappings && --mappings->n_users == 0)
        release(&mappings->arena);
}

/* An object that holds the arena it is in; NULL when memory is out. */
struct making {
    struct arena arena;
    size_t size;
    void *made;
};

static void
make_object(void *context)
{
    struct making *making = context;

    making->made = arena_alloc(&making->arena, making->size);
}

/* The arena is its first member. */
static void *
make(size_t size, size_t budget)
{
    struct making making = { .arena = { .budget = budget }, .size = size };

    if (!exhaustion_catch(&making.arena, make_object, &making)) {
        arena_release(&making.arena);
        return NULL;
    }
    memcpy(making.made, &making.arena, sizeof making.arena);
    return making.made;
}

struct opening {
    const struct juesuan *juesuan;
    struct task_mappings *mappings;
};

static void
read_mappings(void *context)
{
    const struct opening *opening = context;
    const char *folder = opening->juesuan->folder;
    struct task_mappings *m = opening->mappings;
    struct arena *arena = &m->arena;

    m->said = (struct diag_list){ .arena = arena,
                                  .language = opening->juesuan->language };
    m->set
        = folder ? load_folder_with(
              arena, arena_copy(arena, folder, strlen(folder)), NULL, &m->said)
                 : compiled_find(arena, NULL, "", false);
    if (!folder && !m->set)
        diag_add(&m->said, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                 "no mappings are compiled in");
    /* A folder may be another one, or gone, by the time they are asked for. */
    m->rules_said = diag_apart(&m->said, arena);
    if (folder && m->set)
        task_rules_read(m);
}

/* False when memory is out. */
static bool
have_mappings(struct juesuan *j)
{
    struct opening opening = { .juesuan = j };

    if (j->mappings)
        return true;
    opening.mappings = make(sizeof *opening.mappings, 0);
    if (!opening.mappings)
        return false;
    opening.mappings->n_users = 1;
    if (exhaustion_catch(&opening.mappings->arena, read_mappings, &opening))
        j->mappings = opening.mappings;
    else
        let_go(opening.mappings);
    return j->mappings != NULL;
}

struct naming {
    struct juesuan *juesuan;
    const char *folder;
};

static void
take_folder(void *context)
{
    struct naming *naming = context;

    naming->juesuan->folder = arena_copy(
        &naming->juesuan->arena, naming->folder, strlen(naming->folder));
}

struct juesuan *
juesuan_open(const struct juesuan_settings *settings)
{
    struct juesuan_settings with = { .size = 0 };
    struct juesuan *j = make(sizeof *j, 0);
    struct naming naming = { .juesuan = j };

    if (!j)
        return NULL;
    if (settings)
        memcpy(&with, settings,
               settings->size < sizeof with ? settings->size : sizeof with);
    j->language = with.language && strcmp(with.language, "zh") == 0
                      ? LANGUAGE_ZH
                      : LANGUAGE_EN;
    j->memory = with.memory ? with.memory : (size_t)LIMIT_ARENA_BYTES;
    naming.folder = with.mappings && *with.mappings ? with.mappings : NULL;
    if (!naming.folder || exhaustion_catch(&j->arena, take_folder, &naming))
        return j;
    release(&j->arena);
    return NULL;
}

void
juesuan_close(struct juesuan *juesuan)
{
    if (!juesuan)
        return;
    let_go(juesuan->mappings);
    release(&juesuan->arena);
}

/* ---- calls ---- */

static void
tell_filing(struct juesuan_result *result)
{
    const struct filing *filing = &result->made.filing;

    if (filing->model)
        result->department
            = text_zero(&result->arena, facts_department(filing->model));
    if (filing->template)
        result->template_id = text_zero(&result->arena, filing->template->id);
}

static void
work(void *context)
{
    struct call *call = context;
    struct juesuan_result *result = call->result;
    struct task_mappings *mappings = result->mappings;

    mappings->arena.exhausted = result->arena.exhausted;
    mappings->arena.context = result->arena.context;
    result->diags = (struct diag_list){ .arena = &result->arena,
                                        .language = call->juesuan->language };
    if (mappings->set) {
        result->status = call->work(&call->task);
    } else {
        diag_move(&result->diags, &mappings->said);
        result->status = JUESUAN_FAILED;
    }
    result->told = task_told(&result->arena, &result->diags);
    tell_filing(result);
}

static struct juesuan_result *
run(struct call *call, const struct juesuan_options *options)
{
    struct juesuan *j = call->juesuan;
    struct task *task = &call->task;
    struct juesuan_result *result;
    bool good;

    if (!j || !have_mappings(j))
        return NULL;
    call->result = result = make(sizeof *result, j->memory);
    if (!result)
        return NULL;
    if (options)
        memcpy(&task->options, options,
               options->size < sizeof *options ? options->size
                                               : sizeof *options);
    task->arena = &result->arena;
    task->diags = &result->diags;
    task->made = &result->made;
    task->mappings = result->mappings = j->mappings;
    result->mappings->n_users++;
    good = exhaustion_catch(&result->arena, work, call);
    zip_let_go();
    /* What is read of the mappings on the way may not be had, either. */
    result->mappings->arena.exhausted = NULL;
    if (good)
        return result;
    juesuan_free(result);
    /* What of them was half read is read anew. */
    let_go(j->mappings);
    j->mappings = NULL;
    return NULL;
}

/* ---- the calls ---- */

static const struct juesuan_file no_file;

#define CALL(name)                                                             \
    struct juesuan_result *juesuan_##name(                                     \
        struct juesuan *juesuan, const struct juesuan_file *file,              \
        const struct juesuan_options *options)                                 \
    {                                                                          \
        struct call call = { .juesuan = juesuan,                               \
                             .work = task_##name,                              \
                             .task.file = file ? file : &no_file };            \
        return run(&call, options);                                            \
    }
CALL(detect)
CALL(import)
CALL(check)
CALL(annotate)
CALL(report)
CALL(explain)
CALL(export)
CALL(migrate)
#undef CALL

struct juesuan_result *
juesuan_fill(struct juesuan *juesuan, const struct juesuan_file *model,
             const struct juesuan_file *blank_file,
             const struct juesuan_options *options)
{
    struct call call
        = { .juesuan = juesuan,
            .work = task_fill,
            .task = { .file = model ? model : &no_file,
                      .blank = blank_file ? blank_file : &no_file } };

    return run(&call, options);
}

struct juesuan_result *
juesuan_blank(struct juesuan *juesuan, const struct juesuan_options *options)
{
    struct call call = { .juesuan = juesuan, .work = task_blank };

    return run(&call, options);
}

struct juesuan_result *
juesuan_write(struct juesuan *juesuan, const struct juesuan_result *facts,
              enum juesuan_format format)
{
    struct call call
        = { .juesuan = juesuan, .work = task_facts, .task.format = format };

    if (!facts) /* there was no memory for it */
        return NULL;
    call.task.facts = facts->made.filing.model;
    return run(&call, NULL);
}

/* ---- results ---- */

void
juesuan_free(struct juesuan_result *result)
{
    if (!result)
        return;
    let_go(result->mappings);
    release(&result->arena);
}

enum juesuan_status
juesuan_status(const struct juesuan_result *result)
{
    return result ? result->status : JUESUAN_NO_MEMORY;
}

static const void *
give(struct text t, size_t *n_bytes)
{
    if (n_bytes)
        *n_bytes = t.n;
    return t.n ? t.at : NULL;
}

const void *
juesuan_bytes(const struct juesuan_result *result, size_t *n_bytes)
{
    return give(result ? result->made.bytes : TEXT_NONE, n_bytes);
}

const void *
juesuan_kept(const struct juesuan_result *result, size_t *n_bytes)
{
    return give(result ? result->made.kept : TEXT_NONE, n_bytes);
}

int
juesuan_n_diagnostics(const struct juesuan_result *result)
{
    return result ? result->diags.n : 0;
}

const struct juesuan_diagnostic *
juesuan_diagnostic(const struct juesuan_result *result, int number)
{
    return result && number >= 0 && number < result->diags.n
               ? &result->told[number]
               : NULL;
}

const char *
juesuan_template(const struct juesuan_result *result)
{
    return result && result->template_id ? result->template_id : "";
}

const char *
juesuan_department(const struct juesuan_result *result)
{
    return result && result->department ? result->department : "";
}

int
juesuan_year(const struct juesuan_result *result)
{
    return result && result->made.filing.model
               ? facts_year(result->made.filing.model)
               : 0;
}

/* ---- facts ---- */

static void
show_facts(void *context)
{
    struct juesuan_result *result = context;

    result->facts = task_shown(&result->arena, result->made.filing.model,
                               &result->n_facts);
}

int
juesuan_next_fact(struct juesuan_result *result, struct juesuan_cursor *cursor,
                  struct juesuan_fact *fact)
{
    if (!result || !result->made.filing.model)
        return 0;
    if (!result->facts
        && !exhaustion_catch(&result->arena, show_facts, result)) {
        result->status = JUESUAN_NO_MEMORY;
        return 0;
    }
    if (cursor->next < 0 || cursor->next >= result->n_facts)
        return 0;
    *fact = result->facts[cursor->next++];
    return 1;
}
