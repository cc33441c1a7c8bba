/* wording.c - headings and labels: read from a mapping, found on a sheet. */
#include "mapping/wording.h"

#include <string.h>

#include "canon/counter.h"
#include "canon/unit.h"

/* What a folded text is compared by where it is none of the words exactly:
   without its number, the brackets that end it, and its colon. */
static struct text
key_of(struct text folded)
{
    return text_sans_tail(text_sans_ordinal(folded));
}

static struct text *
longer(struct arena *arena, const struct text *old, int n)
{
    struct text *items = ARENA_ARRAY(arena, struct text, n + 1);

    if (n)
        memcpy(items, old, (size_t)n * sizeof *items);
    return items;
}

void
wording_add(struct arena *arena, struct wording *words, struct text shown)
{
    struct text exact = text_fold(arena, shown), key;
    int n = words->n;

    for (int i = 0; i < n; i++) {
        if (text_equal(words->exact[i], exact))
            return;
    }
    key = key_of(exact);
    words->shown = longer(arena, words->shown, n);
    words->exact = longer(arena, words->exact, n);
    words->key = longer(arena, words->key, n);
    words->shown[n] = shown;
    words->exact[n] = exact;
    words->key[n] = key.n ? key : exact;
    words->n = n + 1;
}

bool
wording_is_plain(struct source *source, const struct node *node)
{
    if (text_find(node->text, TEXT("{"), 0) < 0)
        return true;
    source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                "a label holds no placeholder: '%.*s'", TEXT_ARG(node->text));
    return false;
}

void
wording_read(struct source *source, const struct node *node, const char *what,
             struct wording *out)
{
    int n;
    const struct node **each = source_each(source, node, &n);

    for (int i = 0; i < n; i++) {
        struct text t = source_text(source, each[i], what);

        if (each[i]->kind != NODE_SCALAR || tree_is_null(each[i]))
            continue;
        if (t.n == 0)
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(each[i]),
                        "%s is empty", what);
        else if (wording_is_plain(source, each[i]))
            wording_add(source->arena, out, t);
    }
}

void
wording_read_also(struct source *source, const struct node *map,
                  struct wording *out)
{
    const struct node *also = source_find(map, "also");

    if (also)
        wording_read(source, also, "'also'", out);
}

/* Most others of the length end otherwise. */
static inline bool
is_same(const struct text *word, struct text t)
{
    return word->n == t.n && t.n > 0 && word->at[t.n - 1] == t.at[t.n - 1]
           && memcmp(word->at, t.at, t.n) == 0;
}

static inline bool
is_among(const struct text *texts, int n, struct text t)
{
    for (int i = 0; i < n; i++) {
        if (is_same(&texts[i], t))
            return true;
    }
    return false;
}

int
wording_match_keyed(const struct wording *words, struct text folded,
                    struct text *key)
{
    if (words->n == 0 || folded.n == 0)
        return 0;
    if (is_among(words->exact, words->n, folded))
        return 2;
    if (key->at == NULL)
        *key = key_of(folded);
    return is_among(words->key, words->n, *key)
           || (words->parted
               && is_among(words->key, words->n, text_sans_ordinal(folded)));
}

void
wording_part(struct wording *a, struct wording *b, bool rows)
{
    for (int i = 0; i < a->n; i++) {
        for (int j = 0; j < b->n; j++) {
            struct text x = text_sans_ordinal(a->exact[i]);
            struct text y = text_sans_ordinal(b->exact[j]);

            if (!text_equal(text_sans_tail(x), text_sans_tail(y))
                || text_equal(a->exact[i], b->exact[j])
                || (rows && text_equal(x, y)))
                continue;
            a->key[i] = rows ? x : a->exact[i];
            b->key[j] = rows ? y : b->exact[j];
            a->parted = b->parted = rows;
        }
    }
}

int
wording_match(const struct wording *words, struct text folded)
{
    struct text key = TEXT_NONE;

    return wording_match_keyed(words, folded, &key);
}

/* (B/A), (20分), (%): letters, figures and signs, which say no other figure;
   but (2021) and (budget) may. */
static bool
is_formula(struct text t)
{
    int letters = 0, digits = 0;

    for (size_t i = 0; i < t.n;) {
        struct text rest = text_slice(t, i, t.n);
        char c = t.at[i];

        letters = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? letters + 1 : 0;
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (letters > 2 || digits > 3)
            return false;
        if (text_starts(rest, TEXT("分")) || text_starts(rest, TEXT("×"))
            || text_starts(rest, TEXT("÷")))
            i += text_starts(rest, TEXT("分")) ? 3 : 2;
        else if ((unsigned char)c < 0x80)
            i++;
        else
            return false;
    }
    return true;
}

static bool
is_worded(const struct wording *words, struct text inside)
{
    for (int i = 0; i < words->n; i++) {
        if (text_find(words->exact[i], inside, 0) >= 0)
            return true;
    }
    return false;
}

struct text
wording_extra(const struct wording *words, struct text folded)
{
    if (wording_match(words, folded) == 2)
        return TEXT_NONE;
    for (;;) {
        struct text bare = text_sans_tail(folded), inside;

        if (bare.n == folded.n)
            return TEXT_NONE;
        inside = text_slice(folded, bare.n, folded.n);
        if (text_ends(inside, TEXT(":")))
            inside.n--;
        /* Group by group, the innermost tail first. */
        while (inside.n > 0 && inside.at[inside.n - 1] == ')') {
            size_t open = inside.n - 1;

            for (int depth = 1; open > 0 && depth > 0;) {
                open--;
                depth += inside.at[open] == ')';
                depth -= inside.at[open] == '(';
            }
            if (inside.n - open > 2) {
                struct text group = text_slice(inside, open + 1, inside.n - 1);

                if (!is_formula(group) && !is_worded(words, group)
                    && !unit_is_renminbi(group)
                    && !counter_in_brackets(text_slice(inside, open, inside.n))
                    && unit_of_brackets(text_slice(inside, open, inside.n)).kind
                           == UNIT_NONE)
                    return group;
            }
            inside.n = open;
        }
        folded = bare;
    }
}
