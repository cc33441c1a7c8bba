/* diag.c - codes, and what is added to a list of messages. */
#include "base/diag.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/limits.h"

#define TEXT_MOST 2000 /* bytes of a line */

static const struct {
    const char *word, *meaning;
    enum diag_level level;
    bool doubt;
} codes[] = {
#define DIAG(name, word, level, meaning) { (word), (meaning), (level), false },
#define DOUBT(name, word, meaning) { (word), (meaning), DIAG_WARNING, true },
#include "base/diag_codes.def"
#undef DIAG
};

const char *
diag_word(enum diag_code code)
{
    return codes[code].word;
}

const char *
diag_meaning(enum diag_code code)
{
    return codes[code].meaning;
}

enum diag_level
diag_level(enum diag_code code)
{
    return codes[code].level;
}

bool
diag_is_doubt(enum diag_code code)
{
    return codes[code].doubt;
}

const char *
diag_level_word(enum diag_level level)
{
    static const char *const words[]
        = { N_("hint"), N_("warning"), N_("error") };

    return words[level];
}

const char *
diag_standing(enum diag_code code, enum diag_level level)
{
    return level == DIAG_WARNING && codes[code].doubt ? N_("doubt")
                                                      : diag_level_word(level);
}

/* Each level has its own limit, so that hints cannot crowd out errors. */
static bool
is_full(const struct diag_list *diags, enum diag_level level)
{
    return diags->n_level[level] >= LIMIT_DIAGS;
}

const char *
diag_say(const struct diag_list *diags, const char *english)
{
    return language_say(diags->language, english);
}

const char *
diag_reason(const struct diag_list *diags, int error)
{
    switch (error) {
#define ERROR(name, text)                                                      \
    case name:                                                                 \
        return diag_say(diags, text);
#include "base/errors.def"
#undef ERROR
    default:
        return strerror(error);
    }
}

/* One conversion of a format as its text; '*at' is behind its '%'. */
static const char *
show_argument(struct arena *arena, const char **at, va_list *args)
{
    char one[16] = "%";
    size_t n = 1 + strspn(*at, "-+ #0123456789.*hlzj");
    bool is_cut = memchr(*at, '*', n) != NULL;
    int most = is_cut ? va_arg(*args, int) : 0;

    assert(n + 2 <= sizeof one);
    memcpy(one + 1, *at, n);
    *at += n;
    switch (one[n]) {
    case 's':
        return is_cut ? arena_printf(arena, "%.*s", most,
                                     va_arg(*args, const char *))
                      : arena_printf(arena, "%s", va_arg(*args, const char *));
    case 'c':
        return arena_printf(arena, "%c", va_arg(*args, int));
    default:
        assert(strchr("diux", one[n]) && !is_cut);
        /* A long, a size and a 64-bit number are passed alike. */
        if (strpbrk(one, "lzj"))
            return arena_printf(arena, "%" PRId64, va_arg(*args, int64_t));
        return one[n] == 'x'
                   ? arena_printf(arena, "%x", va_arg(*args, unsigned))
                   : arena_printf(arena, "%d", va_arg(*args, int));
    }
}

/* The arguments of a message, by the names that the catalogue has. */
static void
keep_arguments(struct diag_list *diags, struct diag *diag, const char *format,
               va_list passed)
{
    struct text names = text_of(language_arguments(format));
    struct diag_argument argument;
    struct diag_argument *kept = NULL;
    int n_kept = 0, capacity = 0;
    va_list args;

    va_copy(args, passed);
    while (names.n > 0 && (format = strchr(format, '%')) != NULL) {
        long blank = text_find(names, TEXT(" "), 0);
        size_t n = blank < 0 ? names.n : (size_t)blank;

        if (*++format == '%') {
            format++;
            continue;
        }
        argument.name = arena_copy(diags->arena, names.at, n);
        argument.value = show_argument(diags->arena, &format, &args);
        ARENA_PUSH(diags->arena, kept, n_kept, capacity, argument);
        names = text_slice(names, blank < 0 ? n : n + 1, names.n);
    }
    va_end(args);
    diag->arguments = kept;
    diag->n_arguments = n_kept;
}

/* Contents of files are quoted, but not a million letters of them. */
static const char *
say(struct diag_list *diags, const char *format, va_list args)
{
    static const char more[] = "…";
    char *text = arena_vprintf(diags->arena, diag_say(diags, format), args);
    size_t n = strlen(text);

    if (n < TEXT_MOST + sizeof more) /* what is cut makes room for it */
        return text;
    n = TEXT_MOST;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    memcpy(text + n, more, sizeof more);
    return text;
}

/* In place of a message that is not kept; what is added to it is lost. */
static struct diag *
spare(struct diag_list *diags, struct diag_as as)
{
    if (!diags->spare)
        diags->spare = ARENA_NEW(diags->arena, struct diag);
    *diags->spare = (struct diag){
        .code = as.code,
        .level = as.level,
        .text = "",
    };
    return diags->spare;
}

static bool
is_open(struct diag_as as)
{
    return as.level == DIAG_ERROR
           || (as.level == DIAG_WARNING && diag_is_doubt(as.code));
}

/* A sheet without a file is one of the workbook being made. */
static void
name_made(const struct diag_list *diags, struct diag *diag)
{
    if (diag->at.file == NULL && diag->at.sheet != NULL)
        diag->at.file = diags->made;
}

static bool
is_unwanted(const struct diag_list *diags, enum diag_code code)
{
    const enum diag_code *at = diags->unwanted;

    while (at && *at != DIAG_N_CODES && *at != code)
        at++;
    return at && *at == code;
}

struct diag_list
diag_none(struct arena *arena)
{
    return (struct diag_list){ .arena = arena };
}

struct diag_list
diag_apart(const struct diag_list *diags, struct arena *arena)
{
    return (struct diag_list){ .arena = arena,
                               .language = diags->language,
                               .unwanted = diags->unwanted,
                               .with_arguments = diags->with_arguments };
}

static struct diag *
add(struct diag_list *diags, struct diag_as as, struct place at,
    struct place by, const char *format, va_list args)
{
    struct diag *diag;

    assert(as.code < DIAG_N_CODES);
    if (is_unwanted(diags, as.code))
        return spare(diags, as);
    diags->n_open += is_open(as);
    if (is_full(diags, as.level)) {
        diags->n_level[as.level]++;
        return spare(diags, as);
    }
    diag = ARENA_NEW(diags->arena, struct diag);
    diag->code = as.code;
    diag->level = as.level;
    diag->at = at;
    name_made(diags, diag);
    diag->by = by;
    diag->language = diags->language;
    if (diags->with_arguments)
        keep_arguments(diags, diag, format, args);
    diag->text = say(diags, format, args);
    ARENA_PUSH(diags->arena, diags->items, diags->n, diags->capacity, diag);
    diags->n_level[as.level]++;
    return diag;
}

struct diag *
diag_add(struct diag_list *diags, enum diag_code code, struct place at,
         struct place by, const char *format, ...)
{
    struct diag *diag;
    va_list args;

    va_start(args, format);
    diag = diag_add_v(diags, code, at, by, format, args);
    va_end(args);
    return diag;
}

struct diag *
diag_add_as(struct diag_list *diags, struct diag_as as, struct place at,
            struct place by, const char *format, ...)
{
    struct diag *diag;
    va_list args;

    va_start(args, format);
    diag = add(diags, as, at, by, format, args);
    va_end(args);
    return diag;
}

struct diag *
diag_add_v(struct diag_list *diags, enum diag_code code, struct place at,
           struct place by, const char *format, va_list args)
{
    return add(diags, DIAG_AS(code, codes[code].level), at, by, format, args);
}

void
diag_detail(struct diag_list *diags, struct diag *diag, const char *format, ...)
{
    const char *line;
    va_list args;

    if (diag == diags->spare)
        return;
    va_start(args, format);
    line = say(diags, format, args);
    va_end(args);
    ARENA_PUSH(diags->arena, diag->detail, diag->n_detail,
               diag->detail_capacity, line);
}

void
diag_hint(struct diag_list *diags, struct diag *diag, const char *format, ...)
{
    va_list args;

    if (diag == diags->spare)
        return;
    va_start(args, format);
    diag->hint = say(diags, format, args);
    va_end(args);
}

void
diag_move(struct diag_list *to, const struct diag_list *from)
{
    int before[ARRAY_LEN(from->n_level)];

    memcpy(before, to->n_level, sizeof before);
    for (int i = 0; i < from->n; i++) {
        struct diag *diag = from->items[i];

        name_made(to, diag);
        if (is_full(to, diag->level))
            continue;
        ARENA_PUSH(to->arena, to->items, to->n, to->capacity, diag);
        to->n_level[diag->level]++;
    }
    for (int i = 0; i < ARRAY_LEN(before); i++)
        to->n_level[i] = before[i] + from->n_level[i];
    to->n_open += from->n_open;
}

void
diag_withdraw(struct diag_list *diags, enum diag_code code, const char *sheet,
              int row)
{
    int n = 0;

    for (int i = 0; i < diags->n; i++) {
        struct diag *diag = diags->items[i];

        if (diag->code == code && diag->at.sheet != NULL
            && strcmp(diag->at.sheet, sheet) == 0 && diag->at.row >= row) {
            diags->n_level[diag->level]--;
            diags->n_open -= is_open(DIAG_AS(diag->code, diag->level));
        } else {
            diags->items[n++] = diag;
        }
    }
    diags->n = n;
}

bool
diag_move_code(struct diag_list *to, const struct diag_list *from,
               enum diag_code code)
{
    bool some = false;

    for (int i = 0; i < from->n; i++) {
        struct diag *diag = from->items[i];
        struct diag_list one
            = { .items = &from->items[i], .n = 1, .n_level = { 0 } };

        if (diag->code != code)
            continue;
        one.n_level[diag->level] = 1;
        one.n_open = is_open(DIAG_AS(code, diag->level));
        diag_move(to, &one);
        some = true;
    }
    return some;
}

void
diag_explain(struct diag_list *diags, struct diag *diag, struct text reason)
{
    if (!diag->reason && diag->level == DIAG_WARNING) {
        diags->n_open -= is_open(DIAG_AS(diag->code, diag->level));
        diags->n_explained++;
    }
    diag->reason = text_zero(diags->arena, reason);
}

void
diag_leave_open(struct diag_list *diags)
{
    diags->n_open++;
}

bool
diag_has_errors(const struct diag_list *diags)
{
    return diags->n_level[DIAG_ERROR] > 0;
}

bool
diag_is_open(const struct diag_list *diags)
{
    return diags->n_open > 0;
}
