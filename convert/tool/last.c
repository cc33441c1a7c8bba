/* last.c - filings of the year before, by office. */
#include "tool/last.h"

#include <stdlib.h>
#include <string.h>

#include "base/pairs.h"
#include "mapping/near.h"
#include "store/facts.h"
#include "tool/inputs.h"
#include "tool/reading.h"
#include "tool/together.h"

/* A filing of LAST. */
struct filed {
    struct text department, region; /* as they stand there */
    int year;                       /* 0: not known */
    const char **paths;
    int n_paths;
    int twice; /* another of the same office and year; -1: there is none */
    bool used;
};

struct last {
    struct tool *tool;
    struct filing_wish wish;
    struct pairs *offices; /* (department, year and region) to entries */
    struct filed *entries;
    int n, capacity;
    bool alone; /* one file against one file */
    bool many;  /* several are checked: some may be missing among them */
    int *years; /* of those that are checked */
    int n_years, years_capacity;
};

/* ---- LAST is read ---- */

static struct text
year_and_region(struct arena *arena, int year, struct text region)
{
    return text_printf(arena, "%d\t%.*s", year,
                       TEXT_ARG(text_fold(arena, region)));
}

/* Year, region and department, a line each. */
static enum status
read_entry(struct job *job)
{
    const struct last *last = job->context;
    struct filing filing;

    if (!reading_job(job, &last->wish, &filing))
        return STATUS_FAILED;
    if (job->waits.n)
        return STATUS_DONE;
    fprintf(job->out, "%d\n%.*s\n%.*s", facts_year(filing.model),
            TEXT_ARG(filing.model->region),
            TEXT_ARG(facts_department(filing.model)));
    return STATUS_DONE;
}

static struct text
next_line(struct text *rest)
{
    long end = text_find(*rest, TEXT("\n"), 0);
    size_t n = end < 0 ? rest->n : (size_t)end;
    struct text line = text_slice(*rest, 0, n);

    *rest = text_slice(*rest, end < 0 ? n : n + 1, rest->n);
    return line;
}

static void
add_paths(struct arena *arena, const struct job *job, struct filed *entry)
{
    int n = job->files ? job->files->n : 1;

    entry->paths = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++) {
        const char *path = job->files ? job->files->paths[i] : job->path;

        entry->paths[entry->n_paths++] = arena_copy(arena, path, strlen(path));
    }
}

static bool
take_entry(struct job *job, struct text bytes)
{
    struct last *last = job->context;
    struct arena *arena = &last->tool->arena;
    struct filed entry = { .twice = -1 };
    int other;

    if (bytes.n == 0)
        return true;
    entry.year = (int)strtol(text_zero(arena, next_line(&bytes)), NULL, 10);
    entry.region = text_copy(arena, next_line(&bytes));
    entry.department = text_copy(arena, bytes);
    add_paths(arena, job, &entry);
    other
        = pairs_add(last->offices, text_fold(arena, entry.department),
                    year_and_region(arena, entry.year, entry.region), last->n);
    if (other >= 0) {
        last->entries[other].twice = last->n;
        entry.twice = other;
    }
    ARENA_PUSH(arena, last->entries, last->n, last->capacity, entry);
    return true;
}

struct last *
last_read(struct tool *tool, const struct mapping_set *set, enum status *status)
{
    struct last *last = ARENA_NEW(&tool->arena, struct last);
    const struct options *given = tool->options;
    struct options options = *given;
    struct batch batch = {
        .work = read_entry, .take = take_entry, .joins = true, .context = last
    };

    last->tool = tool;
    last->wish = reading_wish(tool, set, NULL);
    if (last->wish.given.year)
        last->wish.given.year--;
    last->offices = pairs_new(&tool->arena);
    options.words = &options.value[OPTION_LAST];
    options.n_words = 1;
    options.value[OPTION_FROM_FILE] = NULL;
    last->many = inputs_many(given, true);
    last->alone = !last->many && !inputs_many(&options, true);
    tool->options = &options;
    *status = batch_spread(tool, &batch);
    tool->options = given;
    if (*status == STATUS_WRONG)
        *status = STATUS_DONE; /* the report knows */
    return last;
}

/* ---- a filing's own ---- */

/* The name of LAST that is nearest, of the same year and region. */
static struct text
nearest(const struct last *last, struct text department, int year,
        struct text region)
{
    struct near near = near_of(department);

    for (int i = 0; i < last->n; i++) {
        const struct filed *entry = &last->entries[i];

        if (entry->year == year && text_equal(entry->region, region))
            near_try(&near, entry->department);
    }
    return near.found;
}

static void
tell_missing(const struct last *last, struct job *job,
             const struct model *model)
{
    struct text department = facts_department(model), near;
    int year = facts_year(model) - 1;
    struct diag *diag;

    if (year < 0 || department.n == 0) {
        diag_add(&job->diags, DIAG_LAST_MISSING, PLACE_FILE(job->path),
                 PLACE_NONE,
                 "not held against last year's: nothing says whose filing it "
                 "is, or of which year");
        return;
    }
    diag = diag_add(&job->diags, DIAG_LAST_MISSING, PLACE_FILE(job->path),
                    PLACE_NONE,
                    "not held against last year's: --last has no filing of "
                    "'%.*s' for %d",
                    TEXT_ARG(department), year);
    near = nearest(last, department, year, model->region);
    if (near.n)
        diag_hint(&job->diags, diag,
                  "if it was called '%.*s' then, check this file alone and "
                  "name that one's file with --last",
                  TEXT_ARG(near));
    else
        diag_hint(&job->diags, diag,
                  "name the file with --last, this one alone before it; or "
                  "say why there is none, with --reasons");
}

/* The person says that it is. */
static const struct filed *
find_alone(const struct last *last, struct job *job, const struct model *model)
{
    const struct filed *entry = last->entries;
    struct text department = facts_department(model);
    int year = facts_year(model);

    if (year && entry->year && entry->year != year - 1) {
        struct diag *diag = diag_add(
            &job->diags, DIAG_LAST_MISSING, PLACE_FILE(job->path), PLACE_NONE,
            "not held against last year's: %s is the filing for %d, "
            "and this one is for %d",
            entry->paths[0], entry->year, year);

        diag_hint(&job->diags, diag, "name the filing for %d with --last",
                  year - 1);
        return NULL;
    }
    if (department.n && entry->department.n
        && !text_equal(text_fold(&job->arena, department),
                       text_fold(&job->arena, entry->department)))
        diag_add(
            &job->diags, DIAG_DEPARTMENT_RENAMED, PLACE_FILE(job->path),
            PLACE_NONE, "this filing is of '%.*s', last year's (%s) of '%.*s'",
            TEXT_ARG(department), entry->paths[0], TEXT_ARG(entry->department));
    return entry;
}

static const struct filed *
find_entry(const struct last *last, struct job *job, const struct model *model)
{
    const struct filed *entry;
    struct diag *diag;
    int at;

    if (last->alone && last->n == 1)
        return find_alone(last, job, model);
    at = pairs_find(
        last->offices, text_fold(&job->arena, facts_department(model)),
        year_and_region(&job->arena, facts_year(model) - 1, model->region));
    if (at < 0 || facts_year(model) == 0 || facts_department(model).n == 0) {
        tell_missing(last, job, model);
        return NULL;
    }
    entry = &last->entries[at];
    if (entry->twice < 0)
        return entry;
    diag = diag_add(&job->diags, DIAG_FILING_TWICE, PLACE_FILE(job->path),
                    PLACE_NONE,
                    "not held against last year's: %s and %s are both of "
                    "'%.*s' for %d",
                    entry->paths[0], last->entries[entry->twice].paths[0],
                    TEXT_ARG(entry->department), entry->year);
    diag_hint(&job->diags, diag, "take the one that does not hold away");
    return NULL;
}

struct model *
last_find(const struct last *last, struct job *job, const struct model *model,
          int *number)
{
    const struct filed *entry = find_entry(last, job, model);
    struct diag_list told = diag_none(&job->arena); /* while LAST was read */
    struct filing filing;
    bool good;

    *number = -1;
    if (!entry)
        return NULL;
    good = entry->n_paths > 1
               ? filing_read_all(&job->arena, entry->paths, entry->n_paths,
                                 &last->wish, &filing, &told)
               : filing_read(&job->arena, entry->paths[0], &last->wish, &filing,
                             &told);
    if (!good) {
        diag_add(&job->diags, DIAG_FILE_UNREADABLE, PLACE_FILE(entry->paths[0]),
                 PLACE_NONE, "this file changed while it was being read");
        return NULL;
    }
    *number = (int)(entry - last->entries);
    /* A model names the workbook that it was made of, which may have this
       year's name. */
    if (entry->n_paths == 1)
        filing.model->file = entry->paths[0];
    return filing.model;
}

void
last_take(struct last *last, int number, int year)
{
    if (number >= 0)
        last->entries[number].used = true;
    for (int i = 0; i < last->n_years; i++) {
        if (last->years[i] == year)
            return;
    }
    if (year)
        ARENA_PUSH(&last->tool->arena, last->years, last->n_years,
                   last->years_capacity, year);
}

/* ---- those that are not there ---- */

static bool
is_awaited(const struct last *last, const struct filed *entry)
{
    for (int i = 0; i < last->n_years; i++) {
        if (last->years[i] == entry->year + 1)
            return !entry->used && entry->twice < 0;
    }
    return false;
}

void
last_tell(const struct last *last, struct diag_list *diags)
{
    for (int i = 0; last->many && i < last->n; i++) {
        const struct filed *entry = &last->entries[i];

        if (!is_awaited(last, entry))
            continue;
        diag_hint(diags,
                  diag_add(diags, DIAG_LAST_GONE, PLACE_FILE(entry->paths[0]),
                           PLACE_NONE,
                           "'%.*s' filed for %d, and none of the filings "
                           "checked is its for %d",
                           TEXT_ARG(entry->department), entry->year,
                           entry->year + 1),
                  "add its filing; or say what became of it, with --reasons");
    }
}
