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
own_file(struct arena *arena)
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
guess(struct arena *arena, const char *program, bool *installed)
{
    struct text root = parent(parent(text_of(program)));
    const char *path;

    *installed = true;
    if (root.n) {
        path
            = arena_printf(arena, "%.*s/share/juesuan/" FOLDER, TEXT_ARG(root));
        if (file_is_folder(path))
            return path;
    }
    *installed = false;
    /* build/juesuan, build/san/juesuan */
    for (int depth = 0; depth < 2 && root.n; depth++) {
        path = arena_printf(arena, "%.*s/" FOLDER, TEXT_ARG(root));
        if (file_is_folder(path))
            return file_same(path, FOLDER) ? FOLDER : path;
        root = parent(root);
    }
    *installed = file_is_folder(JUESUAN_DATADIR "/" FOLDER);
    return *installed ? JUESUAN_DATADIR "/" FOLDER : NULL;
}

/* What somebody asked for, by -I and JUESUAN_MAPPINGS. */
struct asked {
    const char *folder;            /* of mappings, or NULL */
    const struct load_more *first; /* single templates beside them, or NULL */
    struct load_more *last;
};

/* A folder that is one template is one more beside the others. */
static bool
add_template(struct tool *tool, struct asked *asked, const char *path,
             struct diag_list *diags)
{
    struct load_more *more = ARENA_NEW(&tool->arena, struct load_more);

    for (const struct load_more *m = asked->first; m; m = m->next) {
        if (file_same(m->path, path))
            return true;
    }
    if (!load_more_read(&tool->arena, path, more, diags))
        return false;
    for (const struct load_more *m = asked->first; m; m = m->next) {
        if (!text_equal(m->id, more->id))
            continue;
        diag_hint(diags,
                  diag_add(diags, DIAG_USAGE, PLACE_FILE(path), PLACE_NONE,
                           "this template and that in %s have one name",
                           m->path),
                  "name one of them with -I, or rename a folder");
        return false;
    }
    if (asked->last)
        asked->last->next = more;
    else
        asked->first = more;
    asked->last = more;
    return true;
}

static bool
add_asked(struct tool *tool, struct asked *asked, const char *path,
          struct diag_list *diags)
{
    if (load_is_template(&tool->arena, path))
        return add_template(tool, asked, path, diags);
    if (!asked->folder) {
        asked->folder = path;
        return true;
    }
    diag_hint(diags,
              diag_add(diags, DIAG_USAGE, PLACE_FILE(path), PLACE_NONE,
                       "this and %s are two folders of mappings",
                       asked->folder),
              "name one of them with -I, and single templates of the other, "
              "each with -I");
    return false;
}

static bool
read_asked(struct tool *tool, struct asked *asked, struct diag_list *diags)
{
    const struct options *options = tool->options;
    const char *all = getenv("JUESUAN_MAPPINGS");

    for (int i = 0; i < options->n_mappings; i++) {
        if (!add_asked(tool, asked, options->mappings[i], diags))
            return false;
    }
    return asked->folder || !all || !*all || add_asked(tool, asked, all, diags);
}

/* Models and messages name mapping files alike on every machine: mappings/… */
static bool
names_files(const struct diag_list *diags, struct text beginning)
{
    for (int i = 0; i < diags->n; i++) {
        if (diags->items[i]->at.file
            && text_starts(text_of(diags->items[i]->at.file), beginning))
            return true;
    }
    return false;
}

static void
say_folders(struct tool *tool, const struct asked *asked, const char *folder,
            const struct diag_list *diags)
{
    bool beside = false;

    for (const struct load_more *m = asked->first; m; m = m->next) {
        struct text name
            = text_printf(&tool->arena, FOLDER "/%.*s", TEXT_ARG(m->id));

        if (!names_files(diags,
                         text_printf(&tool->arena, "%.*s/", TEXT_ARG(name))))
            continue;
        beside = true;
        report_note(&tool->report, m->path,
                    "this folder is what is called %.*s above", TEXT_ARG(name));
    }
    if (!beside && folder && names_files(diags, TEXT(FOLDER "/"))
        && strcmp(folder, FOLDER) != 0)
        report_note(&tool->report, folder,
                    "this folder is what is called %s above", FOLDER);
}

const struct mapping_set *
templates_load(struct tool *tool)
{
    return templates_load_or(tool, false);
}

const struct mapping_set *
templates_load_or(struct tool *tool, bool none)
{
    struct asked asked = { .folder = NULL };
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    const struct mapping_set *set = NULL;
    const char *folder = NULL, *program = own_file(&tool->arena);
    bool installed = false;

    if (read_asked(tool, &asked, &diags)) {
        folder = asked.folder ? asked.folder
                              : guess(&tool->arena, program, &installed);
        if (!asked.folder && !asked.first
            && (set = compiled_find(&tool->arena, folder, program, installed)))
            return set;
        if (folder || compiled_image().n)
            set = load_folder_with(&tool->arena, folder, asked.first, &diags);
        else
            diag_hint(
                &diags,
                diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                         "there is no folder of mappings beside the program"),
                "name one with -I DIR or JUESUAN_MAPPINGS");
    }
    if (set && set->n_templates == 0 && !none) {
        diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_FILE(folder), PLACE_NONE,
                 "there are no mappings in this folder");
        set = NULL;
    }
    report_diags(&tool->report, &diags);
    if (folder || asked.first)
        say_folders(tool, &asked, folder, &diags);
    return set;
}

void
templates_say_source(struct tool *tool, const struct mapping_set *set)
{
    if (!set->folder)
        report_note(&tool->report, NULL,
                    "mappings: those that were compiled into the program");
    else if (tool->report.verbose)
        report_note(&tool->report, NULL, "mappings: %s", set->folder);
}

const char *
templates_file(struct arena *arena, const struct mapping_set *set,
               const char *file)
{
    for (const struct load_more *m = set->more; m; m = m->next) {
        struct text name = text_printf(arena, FOLDER "/%.*s/", TEXT_ARG(m->id));

        if (m->path && text_starts(text_of(file), name))
            return arena_printf(arena, "%s/%s", m->path, file + name.n);
    }
    return file;
}

static enum status
find_asked(struct tool *tool, const struct mapping_set *set, enum option option,
           const struct template_rule **out)
{
    const char *id = tool->options->value[option];
    struct diag_list diags = report_list(&tool->report, &tool->arena);

    *out = NULL;
    if (!id)
        return STATUS_DONE;
    *out = mapping_ask(set, text_of(id), PLACE_NONE, &diags);
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
