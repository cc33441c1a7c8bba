/*
 * pattern.c - two lines as titles with placeholders, the rest as a text.
 *
 * Whether there is a text that both match does not depend on which is first,
 * and what is named both do match.
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
check_overlap(struct arena *arena, const struct pattern *a,
              const struct pattern *b)
{
    struct text both = overlap_of(arena, a, b);

    FUZZ_HOLDS(both.at == NULL || text_glob(pattern_glob(arena, a), both));
    FUZZ_HOLDS(both.at == NULL || text_glob(pattern_glob(arena, b), both));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct diag_list again = { .arena = arena };
    struct text one = fuzz_line(&in), two = fuzz_line(&in);
    struct text folded = text_fold(arena, in);
    struct wording words = { .n = 0 };
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
    check_overlap(arena, &a, &b);
    check_overlap(arena, &b, &a);
    FUZZ_HOLDS((overlap_of(arena, &a, &b).at != NULL)
               == (overlap_of(arena, &b, &a).at != NULL));
}

FUZZ_TARGET(run)
