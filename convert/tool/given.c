/* given.c - options and paths as what the person says. */
#include "tool/given.h"

#include "canon/unit.h"

#include <string.h>

#include "base/decimal.h"
#include "mapping/pattern.h"

#define YEAR_FIRST 1949
#define YEAR_LAST 9999
#define SHIFTS 19          /* powers of ten that a unit may be */
#define REGION_ITEM "path" /* {region} is read as a value, {path.region} */

/* --name, its parts from the last to the first. */
struct given_name {
    struct pattern *parts;
    int n, capacity;
};

/* ---- the options ---- */

static struct diag *
refuse(struct diag_list *diags, const char *option, const char *value)
{
    return diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                    "%s cannot be '%s'", option, value);
}

static int
year_of(struct text t)
{
    struct decimal n;

    return decimal_parse(t, &n) == DECIMAL_OK && n.scale == 0
                   && n.units >= YEAR_FIRST && n.units <= YEAR_LAST
               ? (int)n.units
               : 0;
}

static bool
read_year(struct tool *tool, struct diag_list *diags)
{
    const char *year = tool->options->value[OPTION_YEAR];

    if (!year)
        return true;
    tool->given.year = year_of(text_of(year));
    tool->given.year_by = "--year";
    if (tool->given.year)
        return true;
    diag_hint(diags, refuse(diags, "--year", year),
              "it is a year from %d to %d", YEAR_FIRST, YEAR_LAST);
    return false;
}

static bool
read_unit(struct tool *tool, struct diag_list *diags)
{
    const char *unit = tool->options->value[OPTION_UNIT];
    struct text choices = TEXT_NONE;

    if (!unit)
        return true;
    tool->given.unit = unit_parse(text_fold(&tool->arena, text_of(unit)),
                                  &tool->given.unit_shift);
    if (tool->given.unit)
        return true;
    for (int shift = 0; shift < SHIFTS; shift++) {
        struct text word = text_of(unit_word(shift));

        if (word.n)
            choices = text_printf(&tool->arena, "%.*s%s%.*s", TEXT_ARG(choices),
                                  choices.n ? " " : "", TEXT_ARG(word));
    }
    diag_hint(diags, refuse(diags, "--unit", unit), "it is one of: %.*s",
              TEXT_ARG(choices));
    return false;
}

static bool
read_words(struct tool *tool, struct diag_list *diags)
{
    const char *department = tool->options->value[OPTION_DEPARTMENT];
    const char *region = tool->options->value[OPTION_REGION];

    tool->given.department = text_trim(text_of(department));
    tool->given.department_by = "--department";
    tool->given.region = text_trim(text_of(region));
    if (department && tool->given.department.n == 0)
        refuse(diags, "--department", department);
    else if (region && tool->given.region.n == 0)
        refuse(diags, "--region", region);
    else
        return true;
    return false;
}

/* ---- --name ---- */

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
read_part(struct tool *tool, struct text t, struct diag_list *wrong)
{
    struct source source = { .arena = &tool->arena, .diags = wrong };
    struct node node = { .kind = NODE_SCALAR,
                         .file = "--name",
                         .text = sans_region(&tool->arena, t) };
    struct pattern pattern = { .n_parts = 0 };

    if (!pattern_read(&source, &node, &pattern))
        return;
    for (int i = 0; i < pattern.n_parts; i++) {
        if (!is_asked(&pattern.parts[i]))
            diag_add(wrong, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                     "a path says {year}, {department} and {region} only");
    }
    ARENA_PUSH(&tool->arena, tool->name->parts, tool->name->n,
               tool->name->capacity, pattern);
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

static bool
read_name(struct tool *tool, struct diag_list *diags)
{
    const char *name = tool->options->value[OPTION_NAME];
    struct diag_list wrong = { .arena = &tool->arena };
    struct text rest = text_of(name), part;
    struct diag *diag;

    if (!name)
        return true;
    tool->name = ARENA_NEW(&tool->arena, struct given_name);
    while ((part = last_part(&rest)).n)
        read_part(tool, part, &wrong);
    if (wrong.n == 0 && tool->name->n)
        return true;
    diag = refuse(diags, "--name", name);
    if (wrong.n)
        diag_detail(diags, diag, "%s", wrong.items[0]->text);
    diag_hint(diags, diag,
              "its placeholders are {year} {department} {region} and {*}, with "
              "a word between two of them");
    return false;
}

/* Two options must not say one thing. */
static bool
check_twice(const struct tool *tool, struct diag_list *diags)
{
    static const struct {
        enum option option;
        const char *name;
        enum field_kind field;
    } said[] = { { OPTION_YEAR, "--year", FIELD_YEAR },
                 { OPTION_DEPARTMENT, "--department", FIELD_DEPARTMENT },
                 { OPTION_REGION, "--region", FIELD_VALUE } };
    bool good = true;

    for (int i = 0; i < ARRAY_LEN(said); i++) {
        int n = tool->options->value[said[i].option] != NULL;

        for (int k = 0; tool->name && k < tool->name->n; k++) {
            const struct pattern *pattern = &tool->name->parts[k];

            for (int p = 0; p < pattern->n_parts; p++)
                n += !pattern->parts[p].literal
                     && pattern->parts[p].field == said[i].field;
        }
        if (n < 2)
            continue;
        diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "the %s is said twice, by %s or --name", said[i].name + 2,
                 said[i].name);
        good = false;
    }
    return good;
}

bool
given_read(struct tool *tool, struct diag_list *diags)
{
    bool good = read_year(tool, diags) & read_unit(tool, diags)
                & read_words(tool, diags) & read_name(tool, diags);

    return good && check_twice(tool, diags);
}

/* ---- a path ---- */

/* False where it cannot be. */
static bool
take(const struct pattern_part *part, struct text taken, struct book_given *out)
{
    if (part->literal || part->field == FIELD_ANY)
        return true;
    if (part->field == FIELD_YEAR) {
        out->year = year_of(taken);
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
given_of_path(struct arena *arena, const struct tool *tool, const char *path,
              struct book_given *out, struct diag_list *diags)
{
    struct text rest = text_of(arena_copy(arena, path, strlen(path)));
    struct diag *diag;
    bool good = true;

    *out = tool->given;
    for (int i = 0; good && tool->name && i < tool->name->n; i++)
        good = take_part(arena, &tool->name->parts[i], last_part(&rest), out);
    if (good)
        return true;
    diag = diag_add(diags, DIAG_FILE_UNNAMED, PLACE_FILE(path), PLACE_NONE,
                    "the path does not end as --name '%s' says",
                    tool->options->value[OPTION_NAME]);
    diag_hint(diags, diag, "rename the file, or give it without --name");
    return false;
}
