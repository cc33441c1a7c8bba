/* drafted.c - mappings draft: workbooks in, a template's folder out. */
#include "tool/drafted.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "book/workbook.h"
#include "mapping/lint.h"
#include "place/census.h"
#include "port/import.h"
#include "remap/draft.h"
#include "tool/target.h"
#include "tool/templates.h"

static struct diag_list
list(struct tool *tool)
{
    return report_list(&tool->report, &tool->arena);
}

/* The last part of a path, without slashes behind it. */
static struct text
last_part(struct text path)
{
    size_t at;

    while (path.n && path.at[path.n - 1] == '/')
        path.n--;
    for (at = path.n; at > 0 && path.at[at - 1] != '/'; at--)
        ;
    return text_slice(path, at, path.n);
}

static bool
read_wish(struct tool *tool, const struct mapping_set *set,
          struct draft_wish *wish, struct diag_list *diags)
{
    const struct options *o = tool->options;
    const char *year = o->value[OPTION_YEAR], *out = o->value[OPTION_OUTPUT];

    if (!out || strcmp(out, "-") == 0) {
        diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "say with -o DIR which folder the template is to be in");
        return false;
    }
    *wish = (struct draft_wish){ .set = set,
                                 .id = last_part(text_of(out)),
                                 .year = year ? atoi(year) : 0 };
    wish->extends = text_of(o->value[OPTION_EXTENDS]);
    if (o->value[OPTION_TEMPLATE])
        wish->id = text_of(o->value[OPTION_TEMPLATE]);
    return !wish->extends.n
           || mapping_ask(set, wish->extends, PLACE_NONE, diags);
}

static bool
read_books(struct tool *tool, const char *const *paths, int n,
           struct draft_wish *wish, struct diag_list *diags)
{
    struct book **books = ARENA_ARRAY(&tool->arena, struct book *, n + 1);

    for (int i = 0; i < n; i++) {
        books[i] = workbook_read(&tool->arena, paths[i], diags);
        if (!books[i])
            return false;
    }
    wish->books = books;
    wish->n_books = n;
    return true;
}

static bool
write_file(struct tool *tool, struct target *target, const char *path,
           struct text bytes)
{
    struct diag_list diags = list(tool);
    struct file_out out;
    bool good = target_check(target, path)
                && file_out_open(&tool->arena, &out, path, &diags);

    if (good) {
        text_write(out.stream, bytes);
        good = file_out_close(&out, &diags);
    }
    report_diags(&tool->report, &diags);
    return good;
}

/* The folder, and those above it. */
static bool
make_folders(struct target *target, const char *folder)
{
    for (const char *c = folder + 1; *c; c++) {
        if (*c == '/'
            && !target_folder(target, arena_copy(&target->tool->arena, folder,
                                                 (size_t)(c - folder))))
            return false;
    }
    return target_folder(target, folder);
}

static bool
write_folder(struct tool *tool, const char *folder, const struct draft *draft,
             const char *const *paths, int n)
{
    struct target target;

    target_open(&target, tool);
    for (int i = 0; i < n; i++)
        target_add_input(&target, paths[i]);
    if (!make_folders(&target, folder))
        return false;
    for (int i = 0; i < draft->files.n; i++) {
        const char *path = arena_printf(&tool->arena, "%s/%s", folder,
                                        draft->files.names[i]);

        if (!write_file(tool, &target, path, draft->files.bytes[i]))
            return false;
    }
    return true;
}

LANGUAGE_FORMAT(2, 3)
static void
print_text(enum language language, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vprintf(language_say(language, format), args);
    va_end(args);
}

static void
print_line(enum language language, const struct draft_line *line)
{
    static const char *const how[] = {
        [DRAFT_TAKEN] = N_("  %s: as %s; %d known, %d mechanical, %d open\n"),
        [DRAFT_CHANGED]
        = N_("  %s: changes %s; %d known, %d mechanical, %d open\n"),
    };

    if (line->how < DRAFT_WHOLE)
        print_text(language, how[line->how], line->file, line->base,
                   line->known, line->mechanical, line->open);
    else if (line->how == DRAFT_WHOLE)
        print_text(language, "  %s: whole; %d known, %d mechanical, %d open\n",
                   line->file, line->known, line->mechanical, line->open);
    else
        print_text(language,
                   "  %s: not understood; %d known, %d mechanical, %d open\n",
                   line->file, line->known, line->mechanical, line->open);
}

/* How what was written is read. */
static void
print_next(struct tool *tool, const char *folder, const char *book)
{
    const struct options *options = tool->options;
    const char *beside = "";

    for (int i = 0; i < options->n_mappings; i++)
        beside = arena_printf(&tool->arena, "%s -I %s", beside,
                              options->mappings[i]);
    print_text(tool->report.language, "try it: juesuan import%s -I %s %s\n",
               beside, folder, book);
}

static void
print(enum language language, const struct draft *draft, const char *folder)
{
    int known = 0, mechanical = 0, open = 0, taken = 0;

    if (draft->extends)
        print_text(language, "%s: %d tables, extends %s\n", folder,
                   draft->n_lines, draft->extends);
    else
        print_text(language, "%s: %d tables\n", folder, draft->n_lines);
    for (int i = 0; i < draft->n_lines; i++) {
        const struct draft_line *line = &draft->lines[i];

        print_line(language, line);
        known += line->known;
        mechanical += line->mechanical;
        open += line->open;
        taken += line->how == DRAFT_TAKEN;
    }
    print_text(language,
               open ? N_("headings and labels: %d known, %d mechanical, %d "
                         "open: see the lines marked 'review'\n")
                    : N_("headings and labels: %d known, %d mechanical, %d "
                         "open\n"),
               known, mechanical, open);
    if (taken == draft->n_lines)
        print_text(language, "no difference from %s\n", draft->extends);
}

/* What the workbooks hold that the draft does not read. */
static void
say_unread(struct tool *tool, const struct draft *draft,
           const struct draft_wish *wish)
{
    static const enum diag_code unwanted[]
        = { DIAG_DEPARTMENT_UNKNOWN, DIAG_YEAR_UNKNOWN, DIAG_N_CODES };
    const struct template_rule *template = mapping_find(draft->set, wish->id);
    struct diag_list diags = list(tool);

    diags.unwanted = unwanted; /* of a blank that is as it should be */
    for (int i = 0; template && i < template->n_tables; i++)
        lint_table(&tool->arena, template->tables[i], &diags);
    for (int i = 0; template && i < wish->n_books; i++) {
        struct located *located
            = locate_book(&tool->arena, wish->books[i], template, &diags);

        (void)import_book(&tool->arena, located, &diags);
    }
    report_diags(&tool->report, &diags);
}

/* DIR, or a folder of the template's name in it. */
static const char *
folder_of(struct tool *tool, const struct draft_wish *wish)
{
    const char *out = tool->options->value[OPTION_OUTPUT];

    return text_equal(last_part(text_of(out)), wish->id)
               ? out
               : arena_printf(&tool->arena, "%s/%.*s", out, TEXT_ARG(wish->id));
}

/* What somebody may have reviewed is not written over. */
static bool
is_new(struct tool *tool, const struct mapping_set *set,
       const struct draft_wish *wish, const char *folder,
       struct diag_list *diags)
{
    const char *what = NULL;

    if (load_is_template(&tool->arena, folder))
        what = N_("this folder has a template already");
    else if (mapping_find(set, wish->id))
        what = N_("there is a template of that name already");
    if (what)
        diag_hint(diags,
                  diag_add(diags, DIAG_USAGE, PLACE_FILE(folder), PLACE_NONE,
                           "%s", diag_say(diags, what)),
                  "write to another folder, or remove that one");
    return !what;
}

enum status
drafted_run(struct tool *tool, const struct mapping_set *set,
            const char *const *paths, int n)
{
    struct diag_list diags = list(tool);
    struct draft_wish wish;
    const struct draft *draft;
    const char *folder;

    if (!read_wish(tool, set, &wish, &diags)) {
        report_diags(&tool->report, &diags);
        return STATUS_USAGE;
    }
    folder = folder_of(tool, &wish);
    if (!is_new(tool, set, &wish, folder, &diags)) {
        report_diags(&tool->report, &diags);
        return STATUS_USAGE;
    }
    draft = read_books(tool, paths, n, &wish, &diags)
                ? draft_make(&tool->arena, &wish, &diags)
                : NULL;
    report_diags(&tool->report, &diags);
    if (!draft || !write_folder(tool, folder, draft, paths, n))
        return STATUS_FAILED;
    print(tool->report.language, draft, folder);
    print_next(tool, folder, paths[0]);
    say_unread(tool, draft, &wish);
    return STATUS_DONE;
}
