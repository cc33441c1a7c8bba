/* checkbox.c - choices and their marks. */
#include "mapping/checkbox.h"

enum token_kind { TOKEN_TICKED, TOKEN_OPEN, TOKEN_CHOICE };

struct token {
    enum token_kind kind;
    int choice;       /* TOKEN_CHOICE: index, or -1 for other words */
    struct text text; /* TOKEN_CHOICE: as written */
    size_t from, end; /* bytes in the text */
};

struct tokens {
    struct token *items;
    int n, capacity;
};

/* A mark, or not one: R and £ are marks only where no letter follows. */
static bool
mark_kind(uint32_t c, enum token_kind *kind)
{
    switch (c) {
    case 0x2611: /* ☑ */
    case 0x2612: /* ☒ */
    case 0x2713: /* ✓ */
    case 0x2714: /* ✔ */
    case 0x221A: /* √ */
    case 0x25A0: /* ■ */
    case 0x25CF: /* ● */
    case 0x1F5F9:
    case 0xF052:
    case 0xF0FE:
    case 0xF0FC:
    case 'R':
        *kind = TOKEN_TICKED;
        return true;
    case 0x25A1: /* □ */
    case 0x2610: /* ☐ */
    case 0x25CB: /* ○ */
    case 0x25EF: /* ◯ */
    case 0xF0A3:
    case 0xF0A8:
    case 0xF06F:
    case 0xA3: /* £ */
        *kind = TOKEN_OPEN;
        return true;
    default:
        return false;
    }
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The bracket that ends one, or 0. */
static uint32_t
closing(uint32_t c)
{
    switch (c) {
    case '(':
        return ')';
    case '[':
        return ']';
    case 0xFF08: /* （ */
        return 0xFF09;
    case 0x3010: /* 【 */
        return 0x3011;
    default:
        return 0;
    }
}

/* A mark in brackets, or brackets left empty: （√） （ ） [x]. */
static bool
bracketed_mark(struct text t, size_t from, struct token *token)
{
    uint32_t shut = closing(text_next(t, &from)), c;
    bool marked = false;

    token->kind = TOKEN_OPEN;
    while (shut != 0 && from < t.n) {
        c = text_next(t, &from);
        if (c == shut) {
            token->end = from;
            return true;
        }
        if (text_is_space(c))
            continue;
        if (marked)
            return false;
        if (c == 'x' || c == 'X' || c == 'v' || c == 'V')
            token->kind = TOKEN_TICKED;
        else if (!mark_kind(c, &token->kind))
            return false;
        marked = true;
    }
    return false;
}

/* The choice that a text is, without its number; -1: none of them. */
static int
choice_of(struct arena *arena, const struct ticks *ticks, struct text t)
{
    struct text folded = text_sans_ordinal(text_fold(arena, t));

    for (int i = 0; i < ticks->n; i++) {
        if (text_equal(ticks->folded[i], folded))
            return i;
    }
    return -1;
}

static void
push_words(struct arena *arena, const struct ticks *ticks,
           struct tokens *tokens, struct text t, size_t from, size_t end)
{
    struct text words = text_trim(text_slice(t, from, end));
    struct token token = { TOKEN_CHOICE, -1, words, from, end };

    if (words.n == 0)
        return;
    token.from = (size_t)(words.at - t.at);
    token.end = token.from + words.n;
    token.choice = choice_of(arena, ticks, words);
    ARENA_PUSH(arena, tokens->items, tokens->n, tokens->capacity, token);
}

/*
 * Words between marks; where only the ticked one has a mark, a run holds
 * several choices with blanks between them.
 */
static void
push_run(struct arena *arena, const struct ticks *ticks, struct tokens *tokens,
         struct text t, size_t from, size_t end)
{
    size_t start = from;
    struct text run = text_slice(t, from, end);

    if (choice_of(arena, ticks, run) >= 0 || ticks->n == 0) {
        push_words(arena, ticks, tokens, t, from, end);
        return;
    }
    for (size_t pos = from; pos < end;) {
        size_t at = pos;
        bool space = text_is_space(text_next(t, &pos));

        if (space && choice_of(arena, ticks, text_slice(t, start, at)) >= 0) {
            push_words(arena, ticks, tokens, t, start, at);
            start = pos;
        }
    }
    push_words(arena, ticks, tokens, t, start, end);
}

static struct tokens
tokenise(struct arena *arena, const struct ticks *ticks, struct text t)
{
    struct tokens tokens = { 0 };
    size_t from = 0;
    uint32_t last = 0;

    for (size_t pos = 0; pos < t.n;) {
        size_t at = pos, ahead;
        uint32_t c = text_next(t, &pos), next = 0;
        struct token token = { .choice = -1, .from = at, .end = pos };

        ahead = pos;
        if (ahead < t.n)
            next = text_next(t, &ahead);
        if (bracketed_mark(t, at, &token)) {
            pos = token.end;
        } else if (!mark_kind(c, &token.kind)
                   || (c == 'R' && (is_letter(last) || is_letter(next)))) {
            last = c;
            continue;
        }
        push_run(arena, ticks, &tokens, t, from, at);
        /* □√ is one box, ticked beside it. */
        if (tokens.n > 0 && tokens.items[tokens.n - 1].kind != TOKEN_CHOICE
            && tokens.items[tokens.n - 1].kind != token.kind
            && tokens.items[tokens.n - 1].end == at) {
            tokens.items[tokens.n - 1].kind = TOKEN_TICKED;
            tokens.items[tokens.n - 1].end = pos;
        } else {
            ARENA_PUSH(arena, tokens.items, tokens.n, tokens.capacity, token);
        }
        from = pos;
        last = c;
    }
    push_run(arena, ticks, &tokens, t, from, t.n);
    return tokens;
}

/* Are marks before their choices? */
static bool
marks_before(const struct tokens *tokens, const struct ticks *ticks)
{
    int first = -1, last = -1;

    for (int i = 0; i < tokens->n; i++) {
        if (tokens->items[i].kind == TOKEN_CHOICE)
            continue;
        if (first < 0)
            first = i;
        last = i;
    }
    if (first == 0)
        return true;
    if (last == tokens->n - 1)
        return false;
    /* 优 √良 中: glued to which side? */
    if (first > 0 && tokens->items[first - 1].end == tokens->items[first].from)
        return false;
    if (tokens->items[first + 1].from == tokens->items[first].end)
        return true;
    return ticks->before;
}

struct text
checkbox_read(struct arena *arena, const struct ticks *ticks, struct text t,
              bool *unknown)
{
    struct tokens tokens = tokenise(arena, ticks, t);
    struct text value = TEXT_NONE;
    bool before = marks_before(&tokens, ticks), astray = false;

    *unknown = false;
    for (int i = 0; i < tokens.n; i++) {
        int k = before ? i + 1 : i - 1;
        const struct token *choice;
        struct text words;

        if (tokens.items[i].kind != TOKEN_TICKED)
            continue;
        choice = k < 0 || k >= tokens.n ? NULL : &tokens.items[k];
        if (choice == NULL || choice->kind != TOKEN_CHOICE) {
            astray = true;
            continue;
        }
        words = choice->choice >= 0 ? ticks->values[choice->choice]
                                    : choice->text;
        *unknown = *unknown || choice->choice < 0;
        value = value.n == 0 ? words
                             : text_printf(arena, "%.*s、%.*s", TEXT_ARG(value),
                                           TEXT_ARG(words));
    }
    /* A tick beside no choice: which one it ticks is not known. */
    if (astray) {
        *unknown = true;
        return value.n > 0 ? value : text_trim(t);
    }
    /* A bare choice without any mark is what the department typed. */
    if (value.n == 0 && tokens.n == 1 && tokens.items[0].kind == TOKEN_CHOICE) {
        *unknown = tokens.items[0].choice < 0;
        return *unknown ? tokens.items[0].text
                        : ticks->values[tokens.items[0].choice];
    }
    return value;
}

/* Is the choice the value, or among those joined in it? */
static bool
is_ticked(const struct ticks *ticks, int choice, struct text value)
{
    bool ticked = text_equal(ticks->values[choice], value);

    for (long at = 0; !ticked && value.n > 0;) {
        long end = text_find(value, TEXT("、"), (size_t)at);
        size_t stop = end < 0 ? value.n : (size_t)end;

        ticked = text_equal(text_slice(value, (size_t)at, stop),
                            ticks->values[choice]);
        if (end < 0)
            break;
        at = end + (long)TEXT("、").n;
    }
    return ticked;
}

int
checkbox_choice(struct arena *arena, const struct ticks *ticks, struct text t)
{
    struct tokens tokens = tokenise(arena, ticks, t);
    int choice = -1;

    for (int i = 0; i < tokens.n; i++) {
        if (tokens.items[i].kind != TOKEN_CHOICE)
            continue;
        if (choice >= 0 || tokens.items[i].choice < 0)
            return -1;
        choice = tokens.items[i].choice;
    }
    return choice;
}

struct text
checkbox_show_one(struct arena *arena, const struct ticks *ticks, int choice,
                  struct text value)
{
    const char *mark = is_ticked(ticks, choice, value) ? "√" : "";

    return text_printf(arena, "%s%.*s%s", ticks->before ? mark : "",
                       TEXT_ARG(ticks->shown[choice]),
                       ticks->before ? "" : mark);
}

bool
checkbox_has(const struct ticks *ticks, struct text value)
{
    bool any = value.n == 0;

    for (int i = 0; i < ticks->n; i++)
        any = any || is_ticked(ticks, i, value);
    return any;
}

struct text
checkbox_show(struct arena *arena, const struct ticks *ticks, struct text value)
{
    struct text line = TEXT_NONE;
    bool any = false;

    for (int i = 0; i < ticks->n; i++) {
        const char *mark;
        bool ticked = is_ticked(ticks, i, value);

        any = any || ticked;
        mark = ticked ? "☑" : "□";
        line
            = text_printf(arena, "%.*s%s%s%.*s%s", TEXT_ARG(line),
                          line.n > 0 ? " " : "", ticks->before ? mark : "",
                          TEXT_ARG(ticks->shown[i]), ticks->before ? "" : mark);
    }
    /* A value that is none of the choices is written as another one. */
    if (!any && value.n > 0)
        line = text_printf(arena, "%.*s%s%s%.*s%s", TEXT_ARG(line),
                           line.n > 0 ? " " : "", ticks->before ? "☑" : "",
                           TEXT_ARG(value), ticks->before ? "" : "☑");
    return line;
}
