/* fuzz.c - laws of targets, asserted and shown. */
#include "support/fuzz.h"

#include <setjmp.h>
#include <stdlib.h>

#include "base/tree.h"
#include "mapping/load.h"

/* ASan makes memory dear; no honest input of a fuzzer comes near. */
#define BUDGET ((size_t)256 << 20)

struct guarded {
    jmp_buf end;
    struct arena arena;
};

static void
leave(void *context)
{
    longjmp(((struct guarded *)context)->end, 1);
}

static void
run_guarded(struct guarded *g, fuzz_run_fn run, struct text in)
{
    struct diag_list diags = { .arena = &g->arena };

    if (setjmp(g->end) != 0)
        return;
    run(&g->arena, in, &diags);
    fuzz_show(&diags);
}

void
fuzz_run(fuzz_run_fn run, const uint8_t *bytes, size_t n)
{
    struct guarded g
        = { .arena = { .budget = BUDGET, .exhausted = leave, .context = &g } };

    run_guarded(&g, run, (struct text){ n > 0 ? (const char *)bytes : "", n });
    FUZZ_HOLDS(g.arena.used <= BUDGET);
    arena_release(&g.arena);
}

void
fuzz_broken(const char *law, const char *file, int line)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, law);
    abort();
}

void
fuzz_equal(struct text want, struct text got, const char *file, int line)
{
    if (text_equal(want, got))
        return;
    fprintf(stderr, "wanted: %.*s\ngot:    %.*s\n", TEXT_ARG(want),
            TEXT_ARG(got));
    fuzz_broken("texts differ", file, line);
}

void
fuzz_unsaid(const struct diag_list *diags, enum diag_code code)
{
    for (int i = 0; i < diags->n; i++) {
        if (diags->items[i]->code == code) {
            diag_write_text(stderr, diags->items[i]);
            fuzz_broken(diag_word(code), __FILE__, __LINE__);
        }
    }
}

/* A place that is none is met where it is shown, and nowhere before. */
void
fuzz_show(const struct diag_list *diags)
{
    struct diag_list none = { .arena = diags->arena };

    for (int i = 0; i < diags->n; i++) {
        const struct diag *diag = diags->items[i];
        FILE *stream = fuzz_stream();
        struct text line;

        diag_write_text(stream, diag);
        fuzz_written(diags->arena, stream);
        (void)diag_place(diags->arena, diag->at);
        (void)diag_place(diags->arena, diag->by);
        stream = fuzz_stream();
        diag_write_json(stream, diag);
        line = fuzz_written(diags->arena, stream);
        FUZZ_HOLDS(text_find(line, TEXT("\n"), 0) == (long)line.n - 1);
        FUZZ_HOLDS(tree_read_json(diags->arena, "line", line, &none) != NULL);
    }
}

const struct mapping_set *
fuzz_mappings(void)
{
    static struct arena arena;
    static const struct mapping_set *set;
    struct diag_list diags = { .arena = &arena };

    if (set == NULL)
        set = load_folder(&arena, "mappings", &diags);
    FUZZ_HOLDS(set != NULL);
    return set;
}

struct text
fuzz_line(struct text *rest)
{
    long at = text_find(*rest, TEXT("\n"), 0);
    size_t end = at < 0 ? rest->n : (size_t)at;
    struct text line = text_slice(*rest, 0, end);

    *rest = text_slice(*rest, at < 0 ? end : end + 1, rest->n);
    return line;
}

int
fuzz_below(struct text *choices, int n)
{
    int choice;

    if (choices->n == 0)
        return 0;
    choice = (unsigned char)choices->at[0] % n;
    *choices = text_slice(*choices, 1, choices->n);
    return choice;
}

/* One at a time is enough. */
static char *written;
static size_t n_written;

FILE *
fuzz_stream(void)
{
    FILE *stream = open_memstream(&written, &n_written);

    FUZZ_HOLDS(stream != NULL);
    return stream;
}

struct text
fuzz_written(struct arena *arena, FILE *stream)
{
    char *copy;

    FUZZ_HOLDS(fclose(stream) == 0);
    copy = arena_copy(arena, written, n_written);
    free(written);
    return (struct text){ copy, n_written };
}
