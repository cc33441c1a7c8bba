/* given.c - options and paths as what the person says. */
#include "tool/given.h"

#include "canon/unit.h"
#include "mapping/mapping.h"

#define SHIFTS 19 /* powers of ten that a unit may be */

/* ---- the options ---- */

static struct diag *
refuse(struct diag_list *diags, const char *option, const char *value)
{
    return diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                    "%s cannot be '%s'", option, value);
}

static bool
read_year(struct tool *tool, struct diag_list *diags)
{
    const char *year = tool->options->value[OPTION_YEAR];

    if (!year)
        return true;
    tool->given.year = pathname_year(text_of(year));
    tool->given.year_by = "--year";
    if (tool->given.year)
        return true;
    diag_hint(diags, refuse(diags, "--year", year),
              "it is a year from %d to %d", PATHNAME_YEAR_FIRST,
              PATHNAME_YEAR_LAST);
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
    tool->given.unit_by = "--unit";
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

static bool
read_name(struct tool *tool, struct diag_list *diags)
{
    const char *name = tool->options->value[OPTION_NAME];
    struct diag_list wrong = report_list(&tool->report, &tool->arena);
    struct diag *diag;

    if (!name)
        return true;
    tool->name = pathname_parse(&tool->arena, name, &wrong);
    if (tool->name)
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

bool
given_of_path(struct arena *arena, const struct tool *tool, const char *path,
              struct book_given *out, struct diag_list *diags)
{
    *out = tool->given;
    return !tool->name || pathname_match(arena, tool->name, path, out, diags);
}
