/* templates.c - where the mappings are, and which template is asked for. */
#include "tool/templates.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/file.h"
#include "mapping/compiled.h"
#include "mapping/load.h"
#include "mapping/near.h"

#define FOLDER "mappings"

/* Where `make install` put data; only asked when the program was moved. */
#ifndef JUESUAN_DATADIR
#define JUESUAN_DATADIR "/usr/local/share/juesuan"
#endif

/* Without its last part; "" when nothing is left. */
static struct text
parent(struct text path)
{
    while (path.n && path.at[path.n - 1] != '/')
        path.n--;
    while (path.n && path.at[path.n - 1] == '/')
        path.n--;
    return path;
}

/* The program's own file, "" where that is unknown; what the kernel was
   asked to run where there is no /proc. */
static const char *
program(struct arena *arena)
{
    char exe[PATH_MAX + 1];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe);
    const char *asked = (const char *)getauxval(AT_EXECFN);

    if (n > 0 && (size_t)n < sizeof exe)
        return arena_copy(arena, exe, (size_t)n);
    return asked && realpath(asked, exe) ? arena_copy(arena, exe, strlen(exe))
                                         : "";
}

/* Beside the program: installed, or built in a folder of the source tree. */
static const char *
guess(struct arena *arena)
{
    struct text root = parent(parent(text_of(program(arena))));
    const char *path;

    if (root.n) {
        path
            = arena_printf(arena, "%.*s/share/juesuan/" FOLDER, TEXT_ARG(root));
        if (file_is_folder(path))
            return path;
    }
    /* build/juesuan, build/san/juesuan */
    for (int depth = 0; depth < 2 && root.n; depth++) {
        path = arena_printf(arena, "%.*s/" FOLDER, TEXT_ARG(root));
        if (file_is_folder(path))
            return file_same(path, FOLDER) ? FOLDER : path;
        root = parent(root);
    }
    return file_is_folder(JUESUAN_DATADIR "/" FOLDER) ? JUESUAN_DATADIR
               "/" FOLDER
                                                      : NULL;
}

/* The folder that somebody asked for, or NULL. */
static const char *
named(const struct tool *tool)
{
    const char *folder = tool->options->value[OPTION_MAPPINGS];

    if (!folder)
        folder = getenv("JUESUAN_MAPPINGS");
    return folder && *folder ? folder : NULL;
}

/* Models and messages name mapping files alike on every machine: mappings/… */
static bool
names_files(const struct diag_list *diags)
{
    for (int i = 0; i < diags->n; i++) {
        if (diags->items[i]->at.file
            && text_starts(text_of(diags->items[i]->at.file), TEXT(FOLDER "/")))
            return true;
    }
    return false;
}

/* A folder that is one template is one more beside the others. */
static const struct mapping_set *
load_asked(struct tool *tool, const char *folder, struct diag_list *diags)
{
    struct arena *arena = &tool->arena;
    const char *all = getenv("JUESUAN_MAPPINGS");
    struct load_more more;

    if (!load_is_template(arena, folder))
        return load_folder(arena, folder, diags);
    if (!all || !*all || file_same(all, folder))
        all = guess(arena);
    if (!all) {
        diag_add(diags, DIAG_FILE_UNREADABLE, PLACE_FILE(folder), PLACE_NONE,
                 "this is one template, and there is no folder of the others "
                 "that it could be read with");
        return NULL;
    }
    return load_more_read(arena, folder, &more, diags)
               ? load_folder_with(arena, all, &more, diags)
               : NULL;
}

const struct mapping_set *
templates_load(struct tool *tool)
{
    return templates_load_or(tool, false);
}

const struct mapping_set *
templates_load_or(struct tool *tool, bool none)
{
    const char *asked = named(tool);
    const char *folder = asked ? asked : guess(&tool->arena);
    struct diag_list diags = { .arena = &tool->arena };
    const struct mapping_set *set = NULL;

    if (!asked
        && (set = compiled_find(&tool->arena, folder, program(&tool->arena))))
        return set;
    if (!folder) {
        diag_hint(&diags,
                  diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                           "there is no folder of mappings beside the program"),
                  "name one with -I DIR or JUESUAN_MAPPINGS");
        report_diags(&tool->report, &diags);
        return NULL;
    }
    set = load_asked(tool, folder, &diags);
    if (set && set->n_templates == 0 && !none) {
        diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_FILE(folder), PLACE_NONE,
                 "there are no mappings in this folder");
        set = NULL;
    }
    report_diags(&tool->report, &diags);
    if (names_files(&diags) && strcmp(folder, FOLDER) != 0)
        report_note(&tool->report, folder,
                    "this folder is what is called " FOLDER " above");
    return set;
}

void
templates_say_source(struct tool *tool, const struct mapping_set *set)
{
    if (compiled_is_alone(set))
        report_note(&tool->report, NULL,
                    "mappings: those that were compiled into the program");
    else if (tool->report.verbose)
        report_note(&tool->report, NULL, "mappings: %s", set->folder);
}

const struct template_rule *
templates_find(const struct mapping_set *set, struct text id, struct place at,
               struct diag_list *diags)
{
    const struct template_rule *found = mapping_find(set, id);
    struct near near = near_of(id);
    struct diag *diag;

    if (found)
        return found;
    for (int i = 0; i < set->n_templates; i++)
        near_try(&near, set->templates[i]->id);
    diag = diag_add(diags, DIAG_TEMPLATE_UNKNOWN, at, PLACE_FILE(FOLDER),
                    "there is no template '%.*s'", TEXT_ARG(id));
    if (near.found.n)
        diag_hint(diags, diag, "did you mean '%.*s'?", TEXT_ARG(near.found));
    else
        diag_hint(diags, diag, "'juesuan mappings list' names them all");
    return NULL;
}

static enum status
find_asked(struct tool *tool, const struct mapping_set *set, enum option option,
           const struct template_rule **out)
{
    const char *id = tool->options->value[option];
    struct diag_list diags = { .arena = &tool->arena };

    *out = NULL;
    if (!id)
        return STATUS_DONE;
    *out = templates_find(set, text_of(id), PLACE_NONE, &diags);
    report_diags(&tool->report, &diags);
    return *out ? STATUS_DONE : STATUS_USAGE;
}

enum status
templates_wanted(struct tool *tool, const struct mapping_set *set,
                 const struct template_rule **out)
{
    return find_asked(tool, set, OPTION_TEMPLATE, out);
}

enum status
templates_from(struct tool *tool, const struct mapping_set *set,
               const struct template_rule **out)
{
    return find_asked(tool, set, OPTION_FROM, out);
}
