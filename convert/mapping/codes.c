/* codes.c - code lists from CSV. */
#include "mapping/codes.h"

#include <stdlib.h>
#include <string.h>

/* More columns than anybody would add to a list. */
#define FIELDS_MAX 16

struct table {
    struct arena *arena;
    const char *file;
    struct text bytes;
    size_t at;
    int line;
    struct text fields[FIELDS_MAX];
    int n;
};

/* A field in quotes, which may hold commas, line breaks and doubled quotes. */
static struct text
read_quoted(struct table *t)
{
    char *out = ARENA_ARRAY(t->arena, char, t->bytes.n - t->at + 1);
    size_t n = 0;

    t->at++;
    while (t->at < t->bytes.n) {
        char c = t->bytes.at[t->at++];

        if (c == '"') {
            if (t->at == t->bytes.n || t->bytes.at[t->at] != '"')
                break;
            t->at++;
        }
        t->line += c == '\n';
        out[n++] = c;
    }
    return (struct text){ out, n };
}

static struct text
read_field(struct table *t)
{
    size_t from = t->at;

    if (from < t->bytes.n && t->bytes.at[from] == '"')
        return read_quoted(t);
    while (t->at < t->bytes.n && !strchr(",\r\n", t->bytes.at[t->at]))
        t->at++;
    return text_trim(text_slice(t->bytes, from, t->at));
}

/* The next line's fields; false at the end. */
static bool
read_line(struct table *t)
{
    t->n = 0;
    if (t->at >= t->bytes.n)
        return false;
    t->line++;
    for (;;) {
        struct text field = read_field(t);

        if (t->n < FIELDS_MAX)
            t->fields[t->n++] = field;
        if (t->at >= t->bytes.n || t->bytes.at[t->at] != ',')
            break;
        t->at++;
    }
    while (t->at < t->bytes.n && t->bytes.at[t->at++] != '\n')
        ;
    return true;
}

static int
find_column(const struct table *t, const char *name)
{
    for (int i = 0; i < t->n; i++) {
        if (text_equal(t->fields[i], text_of(name)))
            return i;
    }
    return -1;
}

bool
codes_is_code(struct text t)
{
    return (t.n == 3 || t.n == 5 || t.n == 7) && text_is_digits(t);
}

/* A line that is about the whole list. */
static bool
take_word(struct code_list *list, struct arena *arena,
          const struct code_entry *entry)
{
    if (entry->name.n && text_equal(entry->code, TEXT("complete")))
        list->complete = entry->name;
    else if (entry->name.n && text_equal(entry->code, TEXT("ending")))
        ARENA_PUSH(arena, list->endings, list->n_endings,
                   list->endings_capacity, text_fold(arena, entry->name));
    else
        return false;
    return true;
}

static int
compare(const void *a, const void *b)
{
    const struct code_entry *const *x = a, *const *y = b;
    int order = text_compare((*x)->code, (*y)->code);

    return order ? order : (*x)->line - (*y)->line;
}

static bool
sort(struct code_list *list, struct arena *arena, const char *file,
     struct diag_list *diags)
{
    bool ok = true;
    int n = list->n_entries;

    list->by_code = ARENA_ARRAY(arena, const struct code_entry *, n + 1);
    for (int i = 0; i < n; i++)
        list->by_code[i] = &list->entries[i];
    qsort(list->by_code, (size_t)n, sizeof(const struct code_entry *), compare);
    for (int i = 1; i < n; i++) {
        const struct code_entry *a = list->by_code[i - 1];
        const struct code_entry *b = list->by_code[i];
        struct place at = { file, NULL, b->line, 1 };

        if (!text_equal(a->code, b->code))
            continue;
        diag_add(diags, DIAG_MAPPING_TWICE, at, PLACE_NONE,
                 "code %.*s stands also in line %d", TEXT_ARG(b->code),
                 a->line);
        ok = false;
    }
    return ok;
}

const struct code_list *
codes_read(struct arena *arena, const char *file, struct text id,
           struct text bytes, struct diag_list *diags)
{
    struct table t = { .arena = arena, .file = file, .bytes = bytes };
    struct code_list *list = ARENA_NEW(arena, struct code_list);
    int code, name;
    bool ok = true;

    if (text_starts(bytes, TEXT("\xEF\xBB\xBF")))
        t.at = 3;
    (void)read_line(&t);
    code = find_column(&t, "code");
    name = find_column(&t, "name");
    if (code < 0 || name < 0) {
        diag_add(diags, DIAG_MAPPING_MISSING_KEY,
                 (struct place){ file, NULL, 1, 1 }, PLACE_NONE,
                 "a code list has no column '%s'", code < 0 ? "code" : "name");
        return NULL;
    }
    list->id = id;
    while (read_line(&t)) {
        struct code_entry entry = { .line = t.line };

        if (t.n == 1 && t.fields[0].n == 0)
            continue;
        if (t.n > code)
            entry.code = t.fields[code];
        if (t.n > name)
            entry.name = t.fields[name];
        if (take_word(list, arena, &entry))
            continue;
        if (!codes_is_code(entry.code) || entry.name.n == 0) {
            diag_add(diags, DIAG_MAPPING_WRONG_VALUE,
                     (struct place){ file, NULL, t.line, 1 }, PLACE_NONE,
                     "'%.*s', '%.*s' is no code of 3, 5 or 7 digits and its "
                     "name",
                     TEXT_ARG(entry.code), TEXT_ARG(entry.name));
            ok = false;
            continue;
        }
        ARENA_PUSH(arena, list->entries, list->n_entries,
                   list->entries_capacity, entry);
    }
    return sort(list, arena, file, diags) && ok ? list : NULL;
}

int
codes_find(const struct code_list *list, struct text code)
{
    int low = 0, high = list->n_entries;

    while (low < high) {
        int middle = low + (high - low) / 2;
        int order = text_compare(list->by_code[middle]->code, code);

        if (order == 0)
            return (int)(list->by_code[middle] - list->entries);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

struct text
codes_name(const struct code_list *list, struct text code)
{
    int i = codes_find(list, code);

    return i < 0 ? TEXT_NONE : list->entries[i].name;
}

struct text
codes_key(struct arena *arena, const struct code_list *list, struct text name)
{
    struct text key = text_sans_tail(text_sans_ordinal(text_fold(arena, name)));

    for (int i = 0; i < list->n_endings; i++) {
        if (key.n > list->endings[i].n && text_ends(key, list->endings[i]))
            return text_slice(key, 0, key.n - list->endings[i].n);
    }
    return key;
}
