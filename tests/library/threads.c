/* threads.c - 8 threads, each with a handle: the same facts and bytes in all. */
#include <juesuan.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 8

static struct juesuan_file file;
static const char *template_id;
static int filings;

struct sum {
    unsigned long facts, bytes;
};

static unsigned long
add(unsigned long sum, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < n; i++)
        sum = sum * 31 + at[i];
    return sum;
}

static void *
work(void *context)
{
    struct sum *sum = context;
    struct juesuan *j = juesuan_open(NULL);
    struct juesuan_options to = JUESUAN_OPTIONS_NEW;

    to.template_id = template_id;
    to.lossy = 1;
    for (int i = 0; i < filings; i++) {
        struct juesuan_result *r = juesuan_check(j, &file, NULL);
        struct juesuan_cursor at = JUESUAN_FIRST;
        struct juesuan_fact fact;
        const void *bytes;
        size_t n;

        while (juesuan_next_fact(r, &at, &fact))
            sum->facts++;
        juesuan_free(r);
        if (i % 10 == 0) {
            r = juesuan_migrate(j, &file, &to);
            bytes = juesuan_bytes(r, &n);
            sum->bytes = add(sum->bytes, bytes, n);
            juesuan_free(r);
        }
    }
    juesuan_close(j);
    return NULL;
}

int
main(int argc, char **argv)
{
    pthread_t threads[THREADS];
    struct sum sums[THREADS] = { { 0, 0 } };

    file.name = argv[1];
    template_id = argv[2];
    filings = argc > 3 ? atoi(argv[3]) : 1000;
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, &sums[i]) != 0)
            return 1;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++)
        if (sums[i].facts == 0 || sums[i].facts != sums[0].facts
            || sums[i].bytes != sums[0].bytes)
            return printf("thread %d: %lu facts, not %lu\n", i, sums[i].facts,
                          sums[0].facts),
                   1;
    printf("%d threads, %d filings each\n", THREADS, filings);
    return 0;
}
