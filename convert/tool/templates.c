/* templates.c - see templates.h. */
#include "tool/templates.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "mapping/load.h"
#include "mapping/near.h"

#define FOLDER "mappings"

/* Where `make install` put data; only asked when the program was moved. */
#ifndef JUESUAN_DATADIR
#define JUESUAN_DATADIR "/usr/local/share/juesuan"
#endif

static bool
is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

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

/* Beside the program: installed, or built in a folder of the source tree. */
static const char *
guess(struct arena *arena)
{
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe);
    struct text root = { exe, n > 0 && (size_t)n < sizeof exe ? (size_t)n : 0 };
    const char *path;

    root = parent(parent(root));
    if (root.n) {
        path
            = arena_printf(arena, "%.*s/share/juesuan/" FOLDER, TEXT_ARG(root));
        if (is_folder(path))
            return path;
    }
    /* build/juesuan, build/san/juesuan */
    for (int depth = 0; depth < 2 && root.n; depth++) {
        path = arena_printf(arena, "%.*s/" FOLDER, TEXT_ARG(root));
        if (is_folder(path))
            return file_same(path, FOLDER) ? FOLDER : path;
        root = parent(root);
    }
    return is_folder(JUESUAN_DATADIR "/" FOLDER) ? JUESUAN_DATADIR "/" FOLDER
                                                 : NULL;
}

const char *
templates_folder(struct tool *tool)
{
    const char *folder = tool->options->value[OPTION_MAPPINGS];
    struct diag_list diags = { .arena = &tool->arena };
    struct diag *diag;

    if (!folder) {
        folder = getenv("JUESUAN_MAPPINGS");
        if (folder && !*folder)
            folder = NULL;
    }
    if (!folder)
        folder = guess(&tool->arena);
    if (!folder) {
        diag = diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                        "there is no folder of mappings beside the program");
        diag_hint(&diags, diag, "name one with -I DIR or JUESUAN_MAPPINGS");
        report_diags(&tool->report, &diags);
    }
    return folder;
}

const struct mapping_set *
templates_load(struct tool *tool)
{
    const char *folder = templates_folder(tool);
    struct diag_list diags = { .arena = &tool->arena };
    struct mapping_set *set = NULL;

    if (!folder)
        return NULL;
    set = load_folder(&tool->arena, folder, &diags);
    if (set && set->n_templates == 0) {
        diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_FILE(folder), PLACE_NONE,
                 "there are no mappings in this folder");
        set = NULL;
    }
    report_diags(&tool->report, &diags);
    return set;
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
    diag = diag_add(diags, DIAG_TEMPLATE_UNKNOWN, at, PLACE_FILE(set->folder),
                    "there is no template '%.*s'", TEXT_ARG(id));
    if (near.found.n)
        diag_hint(diags, diag, "did you mean '%.*s'?", TEXT_ARG(near.found));
    else
        diag_hint(diags, diag, "'juesuan mappings list' names them all");
    return NULL;
}

enum status
templates_wanted(struct tool *tool, const struct mapping_set *set,
                 const struct template_rule **out)
{
    const char *id = tool->options->value[OPTION_TEMPLATE];
    struct diag_list diags = { .arena = &tool->arena };

    *out = NULL;
    if (!id)
        return STATUS_DONE;
    *out = templates_find(set, text_of(id), PLACE_NONE, &diags);
    report_diags(&tool->report, &diags);
    return *out ? STATUS_DONE : STATUS_USAGE;
}
