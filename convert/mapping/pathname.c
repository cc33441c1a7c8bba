/* pathname.c - the parts of a path, by the patterns of mappings. */
#include "mapping/pathname.h"

#include <string.h>

#include "base/decimal.h"
#include "mapping/pattern.h"

#define REGION_ITEM "path" /* {region} is read as a value, {path.region} */

int
pathname_year(struct text t)
{
    struct decimal n;

    return decimal_parse(t, &n) == DECIMAL_OK && n.scale == 0
                   && n.units >= PATHNAME_YEAR_FIRST
                   && n.units <= PATHNAME_YEAR_LAST
               ? (int)n.units
               : 0;
}

/* {region} is not a placeholder of mappings. */
static struct text
sans_region(struct arena *arena, struct text t)
{
    struct text word = TEXT("{region}");
    long at = text_find(t, word, 0);
    struct text rest;

    if (at < 0)
        return t;
    rest = text_slice(t, (size_t)at + word.n, t.n);
    return text_printf(arena, "%.*s{" REGION_ITEM ".region}%.*s",
                       TEXT_ARG(text_slice(t, 0, (size_t)at)), TEXT_ARG(rest));
}

static bool
is_asked(const struct pattern_part *part)
{
    return part->literal
           || (part->field != FIELD_UNIT
               && (part->field != FIELD_VALUE
                   || text_equal(part->item, TEXT(REGION_ITEM))));
}

/* One part of the path; what is wrong with it goes to 'wrong'. */
static void
parse_part(struct arena *arena, struct pathname *name, struct text t,
           struct diag_list *wrong)
{
    struct source source = { .arena = arena, .diags = wrong };
    struct node node = { .kind = NODE_SCALAR,
                         .file = "--name",
                         .text = sans_region(arena, t) };
    struct pattern pattern = { .n_parts = 0 };

    if (!pattern_read(&source, &node, &pattern))
        return;
    for (int i = 0; i < pattern.n_parts; i++) {
        if (!is_asked(&pattern.parts[i]))
            diag_add(wrong, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                     "a path says {year}, {department} and {region} only");
    }
    ARENA_PUSH(arena, name->parts, name->n, name->capacity, pattern);
}

/* The last part of a path, which is cut off it; "." is none. */
static struct text
last_part(struct text *path)
{
    struct text part = TEXT_NONE;

    while (path->n && (part.n == 0 || text_equal(part, TEXT(".")))) {
        size_t n = path->n;

        while (n && path->at[n - 1] != '/')
            n--;
        part = text_slice(*path, n, path->n);
        *path = text_slice(*path, 0, n ? n - 1 : 0);
    }
    return text_equal(part, TEXT(".")) ? TEXT_NONE : part;
}

struct pathname *
pathname_parse(struct arena *arena, const char *written,
               struct diag_list *diags)
{
    struct pathname *name = ARENA_NEW(arena, struct pathname);
    struct text rest = text_of(written), part;
    int before = diags->n;

    name->written = written;
    while ((part = last_part(&rest)).n)
        parse_part(arena, name, part, diags);
    return diags->n == before && name->n > 0 ? name : NULL;
}

/* False where it cannot be. */
static bool
take(const struct pattern_part *part, struct text taken, struct book_given *out)
{
    if (part->literal || part->field == FIELD_ANY)
        return true;
    if (part->field == FIELD_YEAR) {
        out->year = pathname_year(taken);
        out->year_by = "--name";
        return out->year != 0;
    }
    if (part->field == FIELD_DEPARTMENT) {
        out->department = taken;
        out->department_by = "--name";
    } else {
        out->region = taken;
    }
    return true;
}

static bool
take_part(struct arena *arena, const struct pattern *pattern, struct text t,
          struct book_given *out)
{
    struct text *spans = ARENA_ARRAY(arena, struct text, pattern->n_parts + 1);

    if (!pattern_match_filled(arena, pattern, t, spans))
        return false;
    for (int i = 0; i < pattern->n_parts; i++) {
        if (!take(&pattern->parts[i], spans[i], out))
            return false;
    }
    return true;
}

bool
pathname_match(struct arena *arena, const struct pathname *name,
               const char *path, struct book_given *out,
               struct diag_list *diags)
{
    struct text rest = text_of(arena_copy(arena, path, strlen(path)));
    struct diag *diag;
    bool good = true;

    for (int i = 0; good && i < name->n; i++)
        good = take_part(arena, &name->parts[i], last_part(&rest), out);
    if (good)
        return true;
    diag = diag_add(diags, DIAG_FILE_UNNAMED, PLACE_FILE(path), PLACE_NONE,
                    "the path does not end as --name '%s' says", name->written);
    diag_hint(diags, diag, "rename the file, or give it without --name");
    return false;
}
