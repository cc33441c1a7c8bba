/*
 * pattern.c - two lines as titles with placeholders, the rest as a text.
 *
 *   matching   by the glob and by two patterns having that text in common is
 *              the same thing
 *   overlap    is the same both ways, and what it names both match
 */
#include "mapping/pattern.h"

#include "base/tree.h"
#include "mapping/overlap.h"
#include "mapping/wording.h"
#include "support/fuzz.h"

#define NUL ((struct text){ "\0", 1 })

static bool
read_pattern(struct arena *arena, struct text line, struct pattern *out,
             struct diag_list *diags)
{
    struct source source = { .arena = arena, .diags = diags };
    struct node node = { .kind = NODE_SCALAR,
                         .quoted = true,
                         .line = 1,
                         .col = 1,
                         .text = line,
                         .file = "fuzz" };
    bool ok = pattern_read(&source, &node, out);

    FUZZ_HOLDS(ok ? diags->n == 0 : diag_has_errors(diags));
    return ok;
}

static void
check_glob(struct arena *arena, const struct pattern *pattern, struct text t)
{
    struct text glob = pattern_glob(arena, pattern);

    FUZZ_HOLDS(!text_glob(glob, t) || t.n + 1 >= glob.n / 4);
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct diag_list again = { .arena = arena };
    struct text one = fuzz_line(&in), two = fuzz_line(&in), both;
    struct text folded = text_fold(arena, in);
    struct wording words = { NULL, NULL, NULL, 0 };
    struct pattern a, b;

    if (text_find(one, NUL, 0) >= 0 || text_find(two, NUL, 0) >= 0)
        return; /* no YAML text holds one */
    wording_add(arena, &words, one);
    wording_add(arena, &words, two);
    wording_add(arena, &words, one);
    FUZZ_HOLDS(words.n == 1 || words.n == 2);
    if (!text_is_utf8(one) || !text_is_utf8(two)
        || !read_pattern(arena, one, &a, diags)
        || !read_pattern(arena, two, &b, &again))
        return;
    check_glob(arena, &a, folded);
    both = overlap_of(arena, &a, &b);
    FUZZ_EQUAL(both, overlap_of(arena, &b, &a));
    if (both.at != NULL) {
        FUZZ_HOLDS(text_glob(pattern_glob(arena, &a), both));
        FUZZ_HOLDS(text_glob(pattern_glob(arena, &b), both));
    }
}

FUZZ_TARGET(run)
