/* xlsx_inside.c - a thread's locale and memory, lent to the library. */
#include "book/xlsx_inside.h"

#ifdef XLSXWRITER_INSIDE

#include <locale.h>

#include "book/xlsx_memory.h"

struct lent {
    struct xlsx_memory memory;
    locale_t was;
    struct arena_closer closer;
};

static void
take_back(void *context)
{
    struct lent *lent = context;

    xlsx_memory_end(&lent->memory);
    uselocale(lent->was);
}

/* The library prints numbers by the locale.  "C" whole is there already and
   takes no memory. */
static void
lend(struct lent *lent, struct arena *arena)
{
    *lent = (struct lent){ .closer = { .close = take_back, .what = lent } };
    lent->was = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
    xlsx_memory_begin(&lent->memory, arena);
    arena_hold(arena, &lent->closer);
}

bool
xlsx_inside_draw(struct arena *arena, const struct draw_job *job,
                 const char *path, struct text *bytes, struct diag_list *diags)
{
    struct draw_library library = { .find = NULL };
    struct lent lent;
    struct diag *d;
    bool done;

    lend(&lent, arena);
    xlsx_draw_settle(arena, job->book);
    done = xlsx_draw_book(job, &library);
    arena_let_go(&lent.closer);
    take_back(&lent);
    *bytes = lent.memory.made;
    if (done)
        return true;
    d = diag_add(diags, DIAG_WRITE_FAILED, PLACE_FILE(path), PLACE_NONE,
                 "the workbook could not be written");
    diag_detail(diags, d, "%s: %s", library.what, library.why);
    return false;
}

#endif
