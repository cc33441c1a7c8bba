/* progress.c - the bar drawn and taken away. */
#include "tool/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

#define SECOND INT64_C(1000000000)
#define FIRST_DRAWN (SECOND / 2)
#define REDRAWN (SECOND / 10)
#define BAR 20
#define NAME_WIDTH 36 /* columns */

static int64_t
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

void
progress_begin(struct progress *progress, enum language language, bool wanted,
               int total)
{
    *progress = (struct progress){ .language = language, .total = total };
    progress->wanted
        = wanted && (total > 1 || total < 0) && isatty(STDERR_FILENO);
    if (progress->wanted)
        progress->begun = progress->shown = now();
}

/* The end of a name that fits, without control characters. */
static void
draw_name(const char *name)
{
    struct text t = text_of(name);

    while (text_width(t) > NAME_WIDTH) {
        size_t pos = 0;

        (void)text_next(t, &pos);
        t = text_slice(t, pos, t.n);
    }
    for (size_t i = 0; i < t.n; i++) {
        if ((unsigned char)t.at[i] >= 0x20 && t.at[i] != 0x7F)
            putc(t.at[i], stderr);
    }
}

static void
draw_bar(const struct progress *progress, int done, int64_t time, int64_t rate)
{
    int filled = (int)((int64_t)BAR * done / progress->total);
    int64_t left = 0;

    putc('[', stderr);
    for (int i = 0; i < BAR; i++)
        putc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %d/%d  %lld/s  ", done, progress->total,
            (long long)rate);
    if (done == 0)
        return;
    left = (progress->total - done) * (time / done) / SECOND;
    if (left >= 3600)
        fprintf(
            stderr, language_say(progress->language, "%lld:%02d:%02d left  "),
            (long long)(left / 3600), (int)(left / 60 % 60), (int)(left % 60));
    else
        fprintf(stderr, language_say(progress->language, "%d:%02d left  "),
                (int)(left / 60), (int)(left % 60));
}

static void
draw(struct progress *progress, int64_t t)
{
    int64_t time = t - progress->begun;
    int64_t rate = progress->done * SECOND / (time ? time : 1);

    progress->shown = t;
    progress->drawn = true;
    fputs("\r\033[K", stderr);
    if (progress->total > 0)
        draw_bar(progress, progress->done, time, rate);
    else
        fprintf(stderr, "%d  %lld/s  ", progress->done, (long long)rate);
    draw_name(progress->name);
    fflush(stderr);
}

void
progress_step(struct progress *progress, int done, const char *name)
{
    size_t n = strlen(name);
    size_t before
        = n < sizeof progress->name ? 0 : n - sizeof progress->name + 1;
    int64_t t;

    if (!progress->wanted)
        return;
    progress->done = done;
    memcpy(progress->name, name + before, n - before + 1);
    t = now();
    if (t - progress->begun < FIRST_DRAWN || t - progress->shown < REDRAWN)
        return;
    progress->begun_drawing = true;
    draw(progress, t);
}

void
progress_clear(struct progress *progress)
{
    if (!progress->drawn)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->drawn = false;
}

void
progress_redraw(struct progress *progress)
{
    if (progress->wanted && progress->begun_drawing && !progress->drawn)
        draw(progress, now());
}

void
progress_end(struct progress *progress)
{
    progress_clear(progress);
    progress->wanted = false;
}
