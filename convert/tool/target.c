/* target.c - names of outputs made, and checked. */
#include "tool/target.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static struct text
inode(struct arena *arena, const struct stat *st)
{
    return text_printf(arena, "%llu:%llu", (unsigned long long)st->st_dev,
                       (unsigned long long)st->st_ino);
}

void
target_open(struct target *target, struct tool *tool)
{
    *target = (struct target){ .tool = tool };
    target->inputs = pairs_new(&tool->arena);
    target->taken = pairs_new(&tool->arena);
}

static void
add_inode(struct target *target, const char *path)
{
    struct arena *arena = &target->tool->arena;
    struct stat st;

    if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
        pairs_add(target->inputs, inode(arena, &st), TEXT_NONE,
                  target->n_inputs++);
}

void
target_add_input(struct target *target, const char *path)
{
    struct arena *arena = &target->tool->arena;
    DIR *dir = opendir(path);
    const struct dirent *item;

    add_inode(target, path);
    /* A package is read file by file. */
    while (dir && (item = readdir(dir)))
        add_inode(target, arena_printf(arena, "%s/%s", path, item->d_name));
    if (dir)
        closedir(dir);
}

/* A name that need not be there yet: the folder's inode, and what is behind. */
static int
take(struct target *target, const char *path)
{
    struct arena *arena = &target->tool->arena;
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *folder
        = slash ? arena_copy(arena, path, (size_t)(slash + 1 - path)) : ".";
    struct stat st;

    if (stat(folder, &st) != 0)
        return pairs_add(target->taken, text_of(path), TEXT_NONE,
                         target->n_taken++);
    return pairs_add(target->taken, inode(arena, &st), text_of(base),
                     target->n_taken++);
}

static bool
check(struct target *target, const char *path, struct diag_list *diags)
{
    struct arena *arena = &target->tool->arena;
    struct stat st;

    if (!path || strcmp(path, "-") == 0)
        return true;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode)
        && pairs_find(target->inputs, inode(arena, &st), TEXT_NONE) >= 0)
        diag_add(diags, DIAG_FILE_IS_INPUT, PLACE_FILE(path), PLACE_NONE,
                 "this file is read and cannot be written too");
    else if (take(target, path) >= 0)
        diag_add(diags, DIAG_USAGE, PLACE_FILE(path), PLACE_NONE,
                 "two results would be written to this name");
    return !diag_has_errors(diags);
}

bool
target_check(struct target *target, const char *path)
{
    struct diag_list diags
        = report_list(&target->tool->report, &target->tool->arena);
    bool good = check(target, path, &diags);

    report_diags(&target->tool->report, &diags);
    return good;
}

bool
target_admit(struct target *target, const char *path, struct diag_list *diags)
{
    char *above;

    if (!path)
        return true;
    path = arena_copy(&target->tool->arena, path, strlen(path));
    above = arena_copy(diags->arena, path, strlen(path));
    for (char *at = strchr(above + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        if (mkdir(above, 0777) != 0 && errno != EEXIST) {
            diag_add(diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(above), PLACE_NONE,
                     "cannot make the folder: %s", diag_reason(diags, errno));
            return false;
        }
        *at = '/';
    }
    return check(target, path, diags);
}

const char *
target_name(struct arena *arena, const char *folder, const char *input,
            const char *suffix)
{
    const char *slash = strrchr(input, '/');
    const char *base = slash && slash[1] ? slash + 1 : input;
    const char *dot = strrchr(base, '.');
    size_t n = dot && dot != base ? (size_t)(dot - input) : strlen(input);
    size_t f = strlen(folder);

    while (f > 1 && folder[f - 1] == '/')
        f--;
    return arena_printf(arena, "%.*s/%.*s%s", (int)f, folder, (int)n, input,
                        suffix);
}

bool
target_is_workbook(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot && strcasecmp(dot, ".xlsx") == 0;
}

bool
target_folder(struct target *target, const char *path)
{
    struct diag_list diags
        = report_list(&target->tool->report, &target->tool->arena);
    struct stat st;

    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST && stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return true;
        errno = ENOTDIR;
    }
    diag_add(&diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(path), PLACE_NONE,
             "cannot make the folder: %s", diag_reason(&diags, errno));
    report_diags(&target->tool->report, &diags);
    return false;
}
