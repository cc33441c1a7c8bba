/*
 * failing.c - every allocation fails in turn: a result, no crash, nothing left.
 *
 *     failing WORKBOOK TEMPLATE [STEP]
 *
 * Linked with --wrap of malloc, calloc, realloc, free and open_memstream, so that those of the
 * library and of what is in it are counted.
 */
#include <juesuan.h>
#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *old);
FILE *__real_open_memstream(char **at, size_t *n);

static long asked, fails, held;

static void *
count(void *made)
{
    held += made != NULL;
    return made;
}

void *
__wrap_malloc(size_t size)
{
    return ++asked == fails ? NULL : count(__real_malloc(size));
}

void *
__wrap_calloc(size_t n, size_t size)
{
    return ++asked == fails ? NULL : count(__real_calloc(n, size));
}

void *
__wrap_realloc(void *old, size_t size)
{
    if (++asked == fails)
        return NULL;
    return old ? __real_realloc(old, size) : count(__real_realloc(old, size));
}

void
__wrap_free(void *old)
{
    held -= old != NULL;
    __real_free(old);
}

/* Its buffer comes from the C library, and is freed by its owner. */
FILE *
__wrap_open_memstream(char **at, size_t *n)
{
    return ++asked == fails ? NULL : count(__real_open_memstream(at, n));
}

/* Import, check, annotate, migrate, a package; false where something is wrong. */
static int
use(struct juesuan_file file, const char *template_id, int *short_of)
{
    struct juesuan_options to = JUESUAN_OPTIONS_NEW;
    struct juesuan *j = juesuan_open(NULL);
    struct juesuan_result *r[5];
    struct juesuan_cursor at = JUESUAN_FIRST;
    struct juesuan_fact fact;
    int good = 1;

    to.template_id = template_id;
    to.keep = 1;
    r[0] = juesuan_import(j, &file, NULL);
    while (juesuan_next_fact(r[0], &at, &fact))
        good &= fact.value != NULL;
    r[1] = juesuan_check(j, &file, NULL);
    r[2] = juesuan_annotate(j, &file, NULL);
    r[3] = juesuan_migrate(j, &file, &to);
    r[4] = juesuan_write(j, r[0], JUESUAN_PACKAGE);
    *short_of = j == NULL;
    for (int i = 0; i < 5; i++) {
        enum juesuan_status status = juesuan_status(r[i]);

        *short_of |= status == JUESUAN_NO_MEMORY;
        good &= status <= JUESUAN_OPEN || status == JUESUAN_NO_MEMORY;
        juesuan_free(r[i]);
    }
    juesuan_close(j);
    return good;
}

int
main(int argc, char **argv)
{
    struct juesuan_file file = { argv[1], NULL, 0 };
    long step = argc > 3 ? atol(argv[3]) : 1, tried = 0, total;
    int short_of;

    if (!use(file, argv[2], &short_of) || short_of || held != 0)
        return printf("without a failure: %ld held\n", held), 1;
    total = asked;
    for (long k = 1; k <= total; k += step, tried++) {
        asked = 0;
        fails = k;
        if (!use(file, argv[2], &short_of) || !short_of || held != 0) {
            printf("allocation %ld of %ld: %s, %ld held\n", k, total,
                   short_of ? "told" : "not told", held);
            return 1;
        }
    }
    printf("%ld of %ld allocations failed, each a result\n", tried, total);
    return 0;
}
