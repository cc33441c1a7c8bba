/* wasi.c - the modules that a browser cannot have, and two of the C library. */
#include "web/wasi.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/ending.h"
#include "base/exhaustion.h"
#include "store/database.h"
#include "tool/workers.h"

#undef qsort
#undef iconv_open

/* ---- the C library */

static void
merge(char *into, const char *a, size_t na, const char *b, size_t nb,
      size_t size, int (*compare)(const void *, const void *))
{
    while (na && nb) {
        if (compare(a, b) <= 0) {
            memcpy(into, a, size);
            a += size;
            na--;
        } else {
            memcpy(into, b, size);
            b += size;
            nb--;
        }
        into += size;
    }
    memcpy(into, na ? a : b, (na + nb) * size);
}

static void
sort_into(char *base, size_t n, size_t size,
          int (*compare)(const void *, const void *), char *room)
{
    size_t half = n / 2;

    if (n < 2)
        return;
    sort_into(base, half, size, compare, room);
    sort_into(base + half * size, n - half, size, compare, room);
    merge(room, base, half, base + half * size, n - half, size, compare);
    memcpy(base, room, n * size);
}

void
wasi_sort(void *base, size_t n, size_t size,
          int (*compare)(const void *, const void *))
{
    struct arena room = { .exhausted = NULL };

    if (n > 1)
        sort_into(base, n, size, compare, arena_alloc(&room, n * size));
    arena_release(&room);
}

iconv_t
wasi_codepage(const char *to, const char *from)
{
    iconv_t found = iconv_open(to, from);

    return found == (iconv_t)-1 && strcmp(from, "CP936") == 0
               ? iconv_open(to, "GBK")
               : found;
}

/* ---- signals: nobody sends any */

void
ending_begin(void)
{
}

void
ending_add(const char *path)
{
    (void)path;
}

void
ending_drop(const char *path)
{
    (void)path;
}

void
ending_hold(sigset_t *was)
{
    (void)was;
}

void
ending_release(const sigset_t *was)
{
    (void)was;
}

/* ---- memory that ends: nothing can be jumped out of, so the run ends with its
   message, and nothing is left of the instance */

static struct report *said; /* of the run, whose arena is caught first */

_Noreturn static void
end_run(void *context)
{
    (void)context;
    report_exhausted(said, NULL);
    _exit(STATUS_FAILED);
}

bool
exhaustion_catch(struct arena *arena, void (*work)(void *context),
                 void *context)
{
    struct arena was = arena_beside(arena);

    if (!said)
        said = &((struct tool *)(void *)((char *)arena
                                         - offsetof(struct tool, arena)))
                    ->report;
    arena->exhausted = end_run;
    work(context);
    arena->exhausted = was.exhausted;
    return true;
}

/* ---- processes: there is one */

int
workers_count(const struct tool *tool)
{
    (void)tool;
    return 1;
}

void
workers_run(struct workers *workers)
{
    (void)workers;
    abort(); /* no one asks for more than one */
}

/* ---- databases */

static bool
open_none(struct database *database, const char *where, bool reader,
          struct diag_list *diags)
{
    (void)database;
    (void)reader;
    diag_hint(diags,
              diag_add(diags, DIAG_DATABASE, PLACE_FILE(where), PLACE_NONE,
                       "there are no databases in a page"),
              "save the facts as CSV, or use the program itself");
    return false;
}

const struct database_kind sqlite_kind
    = { .name = "sqlite", .open = open_none };
const struct database_kind postgres_kind
    = { .name = "postgresql", .open = open_none };
