/* codes.c - code lists from CSV. */
#include "mapping/codes.h"

#include <assert.h>
#include <stdlib.h>

#include "base/csv_text.h"
#include "base/sorted.h"
#include "canon/item.h"

/* Of the header row. */
static int
find_column(const struct csv_text_table *csv, const char *name)
{
    for (int i = 0; csv->n && i < csv->rows[0].n; i++) {
        if (text_equal(text_trim(csv->rows[0].fields[i]), text_of(name)))
            return i;
    }
    return -1;
}

static struct text
field_at(const struct csv_text_row *row, int i)
{
    return i < row->n ? text_trim(row->fields[i]) : TEXT_NONE;
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
    const struct code_entry **sorted
        = ARENA_ARRAY(arena, const struct code_entry *, n + 1);

    for (int i = 0; i < n; i++)
        sorted[i] = &list->entries[i];
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
    for (int i = 0; i < n; i++) {
        const struct code_entry *a = i ? sorted[i - 1] : NULL, *b = sorted[i];
        struct place at = { file, NULL, b->line, 1 };

        list->entries[i].by_code = (int)(b - list->entries);
        if (!a || !text_equal(a->code, b->code))
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
    struct code_list *list = ARENA_NEW(arena, struct code_list);
    struct csv_text_table csv;
    int code, name;
    bool ok = true;

    if (!csv_text_read(arena, file, bytes, DIAG_MAPPING_WRONG_VALUE, &csv,
                       diags))
        return NULL;
    code = find_column(&csv, "code");
    name = find_column(&csv, "name");
    if (code < 0 || name < 0) {
        diag_add(diags, DIAG_MAPPING_MISSING_KEY,
                 (struct place){ file, NULL, 1, 1 }, PLACE_NONE,
                 "a code list has no column '%s'", code < 0 ? "code" : "name");
        return NULL;
    }
    list->id = id;
    for (int i = 1; i < csv.n; i++) {
        const struct csv_text_row *row = &csv.rows[i];
        struct code_entry entry
            = { field_at(row, code), field_at(row, name), row->line, 0 };

        if (row->n == 1 && !field_at(row, 0).n)
            continue;
        if (take_word(list, arena, &entry))
            continue;
        if (!item_is_code(entry.code) || entry.name.n == 0) {
            diag_add(diags, DIAG_MAPPING_WRONG_VALUE,
                     (struct place){ file, NULL, row->line, 1 }, PLACE_NONE,
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

const struct code_entry *
codes_entries(const struct code_list *list)
{
    const struct code_entry *entries
        = list->entries ? list->entries : image_get(&list->entries_later);

    assert(entries || list->n_entries == 0);
    return entries;
}

int
codes_find(const struct code_list *list, struct text code)
{
    const struct code_entry *entries = codes_entries(list);
    int at, found;

    SORTED_FIND(at, 0, list->n_entries,
                text_compare(entries[entries[at].by_code].code, code) < 0);
    if (at == list->n_entries)
        return -1;
    found = entries[at].by_code;
    return text_equal(entries[found].code, code) ? found : -1;
}

struct text
codes_name(const struct code_list *list, struct text code)
{
    int i = codes_find(list, code);

    return i < 0 ? TEXT_NONE : codes_entries(list)[i].name;
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
