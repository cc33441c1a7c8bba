/* expect.c - cases counted, failures printed. */
#include "support/expect.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static struct {
    char name[200]; /* a copy: callers make names in arenas */
    bool open, failed, skipped;
    int n_expected; /* EXPECTs of the case */
    int n_passed, n_failed, n_skipped;
    char note[200];
} state;

static void
end_case(void)
{
    if (!state.open)
        return;
    if (!state.failed && !state.skipped && state.n_expected == 0) {
        state.failed = true;
        printf("failed: %s\n    nothing was expected of it\n", state.name);
    }
    state.n_expected = 0;
    if (state.failed)
        state.n_failed++;
    else if (state.skipped)
        state.n_skipped++;
    else
        state.n_passed++;
    state.open = state.failed = state.skipped = false;
}

void
expect_begin(const char *name)
{
    end_case();
    state.open = true;
    snprintf(state.name, sizeof state.name, "%s", name);
}

void
expect_skip(const char *why)
{
    state.skipped = true;
    printf("skipped: %s: %s\n", state.name, why);
}

void
expect_note(const char *measured)
{
    snprintf(state.note, sizeof state.note, " (%s)", measured);
}

int
expect_finish(void)
{
    end_case();
    printf("%s%s: %d passed, %d failed", program_invocation_short_name,
           state.note, state.n_passed, state.n_failed);
    if (state.n_skipped)
        printf(", %d skipped", state.n_skipped);
    printf("\n");
    return state.n_failed > 0;
}

/* Flushed at once: the next thing the test does may be to crash. */
static void
fail(const char *file, int line)
{
    if (!state.open)
        expect_begin("(outside any case)");
    state.failed = true;
    printf("%s:%d: failed: %s\n", file, line, state.name);
    fflush(stdout);
}

bool
expect_true(bool holds, const char *condition, const char *file, int line)
{
    state.n_expected++;
    if (holds)
        return true;
    fail(file, line);
    printf("    not so: %s\n", condition);
    return false;
}

bool
expect_int(int64_t want, int64_t got, const char *file, int line)
{
    state.n_expected++;
    if (want == got)
        return true;
    fail(file, line);
    printf("    want: %" PRId64 "\n    got:  %" PRId64 "\n", want, got);
    return false;
}

/* End of the line that starts at s, behind its line break. */
static const char *
line_end(const char *s, const char *end)
{
    const char *stop = memchr(s, '\n', (size_t)(end - s));

    return stop ? stop + 1 : end;
}

static void
print_lines(char mark, const char *s, const char *end)
{
    while (s < end) {
        const char *next = line_end(s, end);
        int n = (int)(next - s);
        if (next[-1] == '\n')
            n--;
        printf("    %c %.*s\n", mark, n, s);
        s = next;
    }
}

/* Start of the line that ends at 'end'; s < end. */
static const char *
line_start(const char *s, const char *end)
{
    end--;
    while (end > s && end[-1] != '\n')
        end--;
    return end;
}

static bool
same(const char *a, const char *a_end, const char *b, const char *b_end)
{
    return a_end - a == b_end - b && memcmp(a, b, (size_t)(a_end - a)) == 0;
}

/* Prints what is left without the lines that both begin and end with. */
static void
print_difference(const char *want, size_t n_want, const char *got, size_t n_got)
{
    const char *want_end = want + n_want, *got_end = got + n_got;

    while (want < want_end && got < got_end) {
        const char *w = line_end(want, want_end), *g = line_end(got, got_end);
        if (!same(want, w, got, g))
            break;
        want = w;
        got = g;
    }
    while (want < want_end && got < got_end) {
        const char *w = line_start(want, want_end);
        const char *g = line_start(got, got_end);
        if (!same(w, want_end, g, got_end))
            break;
        want_end = w;
        got_end = g;
    }
    print_lines('-', want, want_end);
    print_lines('+', got, got_end);
}

bool
expect_bytes(const char *want, const char *got, size_t n, const char *file,
             int line)
{
    state.n_expected++;
    if (want && strlen(want) == n && (n == 0 || memcmp(want, got, n) == 0))
        return true;
    if (!want && !got)
        return true;
    fail(file, line);
    if (!want || !got)
        printf("    want: %s\n    got:  %s\n", want ? want : "(null)",
               got ? got : "(null)");
    else
        print_difference(want, strlen(want), got, n);
    return false;
}

bool
expect_text(const char *want, const char *got, const char *file, int line)
{
    if (want && !got) {
        state.n_expected++;
        fail(file, line);
        printf("    want: %s\n    got:  (null)\n", want);
        return false;
    }
    return expect_bytes(want, got, got ? strlen(got) : 0, file, line);
}
