/* together.c - workbooks that wait, by office. */
#include "tool/together.h"

#include <string.h>

#include "base/pairs.h"
#include "reconcile/whole.h"
#include "store/facts.h"

/* Files of one department, year and region. */
struct office {
    struct together_files files;
    int capacity, below_capacity;
    const char *twice[2]; /* two that hold one table, or NULL */
};

struct together {
    struct arena *arena;
    struct pairs *offices; /* what is said of them, to their numbers */
    struct pairs *tables;  /* (office, table) to the file's number there */
    struct office *items;
    int n, capacity;
    struct pairs *paths; /* first paths, to numbers of 'filings' */
    struct together_files *filings;
    int n_filings, filings_capacity;
};

struct together *
together_new(struct arena *arena)
{
    struct together *together = ARENA_NEW(arena, struct together);

    together->arena = arena;
    together->offices = pairs_new(arena);
    together->tables = pairs_new(arena);
    together->paths = pairs_new(arena);
    return together;
}

/* ---- what a file is ---- */

static bool
lacks_tables(struct arena *arena, const struct filing *filing)
{
    struct diag_list none = diag_none(arena);
    bool *there = whole_none(arena);

    whole_add(there, filing->model);
    return !whole_tell(PLACE_NONE, filing->template, there, WHOLE_OF_LOAD,
                       &none);
}

/* The office in a line, then a line a table.  Dates of two systems are not put
   together. */
struct text
together_waits(struct arena *arena, const struct filing *filing)
{
    const struct model *model = filing->model;
    struct text department = text_fold(arena, facts_department(model));
    struct text said;

    if (!filing->located || department.n == 0 || facts_year(model) == 0
        || !lacks_tables(arena, filing))
        return TEXT_NONE;
    said = text_printf(arena, "%.*s\t%d\t%.*s\t%d\n", TEXT_ARG(department),
                       facts_year(model),
                       TEXT_ARG(text_fold(arena, model->region)),
                       filing->located->book->date1904);
    for (int i = 0; i < model->n_tables; i++)
        said = text_printf(
            arena, "%.*s%s\t%.*s\n", TEXT_ARG(said),
            model->tables[i].schema->id,
            TEXT_ARG(text_fold(arena, model->tables[i].instance)));
    return said;
}

/* ---- those of one office ---- */

static struct text
next_line(struct text *rest)
{
    size_t end = (size_t)text_find(*rest, TEXT("\n"), 0);
    struct text line = text_slice(*rest, 0, end);

    *rest = text_slice(*rest, end + 1, rest->n);
    return line;
}

static struct office *
office_of(struct together *t, struct text said, int *number)
{
    *number = pairs_add(t->offices, text_copy(t->arena, said), TEXT_NONE, t->n);
    if (*number < 0) {
        *number = t->n;
        ARENA_PUSH(t->arena, t->items, t->n, t->capacity,
                   (struct office){ .capacity = 0 });
    }
    return &t->items[*number];
}

void
together_add(struct together *t, struct text said, const char *path,
             const char *below)
{
    struct text rest = said;
    int number;
    struct office *office = office_of(t, next_line(&rest), &number);
    struct together_files *files = &office->files;
    const char *own = arena_copy(t->arena, path, strlen(path));
    int n = files->n;

    while (rest.n > 0) {
        struct text line = next_line(&rest);
        struct text table
            = text_printf(t->arena, "%d\t%.*s", number, TEXT_ARG(line));
        int other = pairs_add(t->tables, table, TEXT_NONE, n);

        if (other >= 0 && other != n && !office->twice[0]) {
            office->twice[0] = files->paths[other];
            office->twice[1] = own;
        }
    }
    ARENA_PUSH(t->arena, files->paths, files->n, office->capacity, own);
    ARENA_PUSH(t->arena, files->below, n, office->below_capacity,
               own + (below - path));
}

static void
add_filing(struct together *t, struct together_files files)
{
    pairs_add(t->paths, text_of(files.paths[0]), TEXT_NONE, t->n_filings);
    ARENA_PUSH(t->arena, t->filings, t->n_filings, t->filings_capacity, files);
}

int
together_close(struct together *t)
{
    for (int i = 0; i < t->n; i++) {
        const struct office *office = &t->items[i];

        if (!office->twice[0])
            add_filing(t, office->files);
        for (int k = 0; office->twice[0] && k < office->files.n; k++) {
            const char **path = &office->files.paths[k];

            add_filing(t, (struct together_files){
                              path, &office->files.below[k], 1,
                              office->twice[*path == office->twice[0]] });
        }
    }
    return t->n_filings;
}

const struct together_files *
together_at(const struct together *t, int i)
{
    return &t->filings[i];
}

const struct together_files *
together_find(const struct together *t, const char *path)
{
    int i = pairs_find(t->paths, text_of(path), TEXT_NONE);

    return i < 0 ? NULL : &t->filings[i];
}

void
together_tell(const struct together_files *files, struct diag_list *diags)
{
    struct diag *diag;

    if (!files || !files->other)
        return;
    diag = diag_add(diags, DIAG_FILING_TWICE, PLACE_FILE(files->paths[0]),
                    PLACE_NONE,
                    "this is not read with other files of its department and "
                    "year: %s and another of them hold the same table",
                    files->other);
    diag_hint(diags, diag, "take the one that does not hold away");
}
