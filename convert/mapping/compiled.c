/* compiled.c - is the folder still what was compiled? */
#include "mapping/compiled.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As messages name the folder that mappings were compiled of. */
static const char nowhere[] = "mappings";

struct listing {
    struct arena *arena;
    struct compiled_file *files;
    int n, capacity;
    const struct timespec *before;
    bool young; /* one is younger than that */
};

static bool
is_mapping(const char *name)
{
    struct text t = text_of(name);

    return text_ends(t, TEXT(".yaml")) || text_ends(t, TEXT(".csv"));
}

static void
add_file(struct listing *list, const char *folder, const char *name,
         const struct stat *st)
{
    const struct timespec *age = list->before;
    struct compiled_file file
        = { arena_printf(list->arena, "%s/%s", folder, name), st->st_size };

    list->young |= age
                   && (st->st_mtim.tv_sec > age->tv_sec
                       || (st->st_mtim.tv_sec == age->tv_sec
                           && st->st_mtim.tv_nsec > age->tv_nsec));
    ARENA_PUSH(list->arena, list->files, list->n, list->capacity, file);
}

/* One folder of the folder: a template, codes or rules. */
static void
list_folder(struct listing *list, int above, const char *name)
{
    int at = openat(above, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = at < 0 ? NULL : fdopendir(at);
    const struct dirent *item;
    struct stat st;

    if (!dir) {
        if (at >= 0)
            close(at);
        return;
    }
    while ((item = readdir(dir))) {
        if (item->d_name[0] != '.' && is_mapping(item->d_name)
            && fstatat(at, item->d_name, &st, 0) == 0)
            add_file(list, name, item->d_name, &st);
    }
    closedir(dir);
}

static int
compare_files(const void *a, const void *b)
{
    const struct compiled_file *x = a, *y = b;

    return strcmp(x->name, y->name);
}

const struct compiled_file *
compiled_files(struct arena *arena, const char *folder,
               const struct timespec *before, int *n)
{
    struct listing list = { .arena = arena, .before = before };
    const struct dirent *item;
    DIR *dir = opendir(folder);

    *n = 0;
    if (!dir)
        return NULL;
    while ((item = readdir(dir))) {
        /* README.md and the like are no folders */
        if (item->d_name[0] != '.' && item->d_type != DT_REG)
            list_folder(&list, dirfd(dir), item->d_name);
    }
    closedir(dir);
    if (list.young || list.n == 0)
        return NULL;
    qsort(list.files, (size_t)list.n, sizeof *list.files, compare_files);
    *n = list.n;
    return list.files;
}

const struct mapping_set *
compiled_find(struct arena *arena, const char *folder, const char *program)
{
    const struct compiled *compiled = &compiled_mappings;
    const struct compiled_file *files;
    struct mapping_set *set;
    struct stat st;
    int n;

    if (!compiled || (folder && stat(program, &st) != 0))
        return NULL;
    files = folder ? compiled_files(arena, folder, &st.st_mtim, &n) : NULL;
    if (folder && (!files || n != compiled->n_files))
        return NULL;
    for (int i = 0; folder && i < n; i++) {
        if (strcmp(files[i].name, compiled->files[i].name) != 0
            || files[i].size != compiled->files[i].size)
            return NULL;
    }
    set = ARENA_NEW(arena, struct mapping_set);
    *set = *compiled->set;
    set->folder = folder ? folder : nowhere;
    return set;
}

bool
compiled_is_alone(const struct mapping_set *set)
{
    return set->folder == nowhere;
}

bool
compiled_is(const struct mapping_set *set)
{
    return &compiled_mappings
           && set->templates == compiled_mappings.set->templates;
}
