/* compiled.c - see compiled.h. */
#include "mapping/compiled.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"

#define IMAGE_TYPES
#include "mapping/codes.def"
#include "mapping/mapping.def"

/* ---- the files of a folder ---- */

struct listing {
    struct arena *arena;
    struct mapping_file *files;
    int n, capacity;
    const struct timespec *before; /* NULL: of any age */
    bool young;                    /* one is younger than that */
};

static bool
is_mapping(const char *name)
{
    struct text t = text_of(name);

    return text_ends(t, TEXT(".yaml")) || text_ends(t, TEXT(".csv"));
}

/* -1: older, 0: of one age, 1: younger. */
static int
compare_age(const struct stat *st, const struct timespec *than)
{
    const struct timespec *age = &st->st_mtim;

    if (age->tv_sec != than->tv_sec)
        return age->tv_sec < than->tv_sec ? -1 : 1;
    return (age->tv_nsec > than->tv_nsec) - (age->tv_nsec < than->tv_nsec);
}

static void
add_file(struct listing *list, const char *folder, const char *name,
         const struct stat *st)
{
    struct mapping_file file
        = { text_printf(list->arena, "%s/%s", folder, name),
            { NULL, (size_t)st->st_size } };

    list->young |= list->before && compare_age(st, list->before) > 0;
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
    const struct mapping_file *x = a, *y = b;

    return text_compare(x->name, y->name);
}

/* By name; false when it cannot be read, has none, or has a young one. */
static bool
list_files(struct listing *list, const char *folder)
{
    const struct dirent *item;
    DIR *dir = opendir(folder);

    if (!dir)
        return false;
    while ((item = readdir(dir))) {
        /* README.md and the like are no folders */
        if (item->d_name[0] != '.' && item->d_type != DT_REG)
            list_folder(list, dirfd(dir), item->d_name);
    }
    closedir(dir);
    if (list->young || list->n == 0)
        return false;
    qsort(list->files, (size_t)list->n, sizeof *list->files, compare_files);
    return true;
}

/* ---- what they hold ---- */

static bool
read_files(struct listing *list, const char *folder, struct diag_list *diags)
{
    bool good = true;

    for (int i = 0; i < list->n && good; i++) {
        struct mapping_file *file = &list->files[i];

        good = file_read(
            list->arena,
            arena_printf(list->arena, "%s/%.*s", folder, TEXT_ARG(file->name)),
            LIMIT_TREE_BYTES, &file->bytes, diags);
    }
    return good;
}

static void
digest_file(struct digest *digest, struct arena *arena, struct text name,
            struct text bytes)
{
    digest_add(digest,
               text_printf(arena, "%.*s %zu\n", TEXT_ARG(name), bytes.n));
    digest_add(digest, bytes);
}

const char *
compiled_digest(struct arena *arena, const struct mapping_set *set,
                struct diag_list *diags)
{
    struct listing list
        = { .arena = arena, .files = set->files, .n = set->n_files };
    struct digest *digest = digest_new(arena);

    if (!compiled_is(set) && set->folder && list_files(&list, set->folder)
        && !read_files(&list, set->folder, diags))
        return NULL;
    for (int i = 0; i < list.n; i++)
        digest_file(digest, arena, list.files[i].name, list.files[i].bytes);
    for (const struct load_more *more = set->more; more; more = more->next) {
        for (int i = 0; i < more->n; i++)
            digest_file(digest, arena,
                        text_printf(arena, "%.*s/%s", TEXT_ARG(more->id),
                                    more->names[i]),
                        more->bytes[i]);
    }
    return text_zero(arena, digest_end(arena, digest));
}

/* ---- the image ---- */

struct text
compiled_image(void)
{
    return &compiled_n_bytes
               ? (struct text){ (const char *)compiled_bytes, compiled_n_bytes }
               : TEXT_NONE;
}

/* As a folder says, or else an image. */
static const struct vocabulary *
shared_of(const struct vocabulary *words, struct image_reader *image)
{
    const struct shared_words *shared
        = words || !image ? NULL : image_root(image, image_of_shared_words());

    return shared ? shared->words : words;
}

bool
compiled_add(struct image_writer *image, struct arena *arena,
             const struct mapping_set *set, struct diag_list *diags)
{
    struct listing list = { .arena = arena };
    struct mapping_set copy = *set;
    const struct shared_words shared = { shared_of(set->shared, set->image) };

    if (!list_files(&list, set->folder)) {
        diag_add(diags, DIAG_FILE_UNREADABLE, PLACE_FILE(set->folder),
                 PLACE_NONE, "there are no mappings in this folder");
        return false;
    }
    if (!read_files(&list, set->folder, diags))
        return false;
    copy.files = list.files;
    copy.n_files = list.n;
    image_add(image, image_of_mapping_set(), &copy);
    image_add(image, image_of_shared_words(), &shared);
    return true;
}

struct mapping_set *
compiled_read(struct arena *arena, struct text image, const char *folder)
{
    struct image_reader *reader = image_open(arena, image);
    struct mapping_set *set
        = reader ? image_root(reader, image_of_mapping_set()) : NULL;

    if (!set)
        return NULL;
    set->folder = folder;
    set->image = reader;
    return set;
}

const struct vocabulary *
compiled_words(struct arena *arena)
{
    struct text image = compiled_image();

    return shared_of(NULL, image.n ? image_open(arena, image) : NULL);
}

/* Are those its files? */
static bool
is_made_of(const struct mapping_set *set, const struct listing *list)
{
    bool same = set->n_files == list->n;

    for (int i = 0; same && i < list->n; i++) {
        same = text_equal(set->files[i].name, list->files[i].name)
               && set->files[i].bytes.n == list->files[i].bytes.n;
    }
    return same;
}

/* Has a folder in the folder no other files, and these as they are in the set?
   One that is as young as the program may have got one. */
static bool
is_folder_same(int above, const struct mapping_set *set, int first, int end,
               const struct timespec *made)
{
    struct text name = set->files[first].name;
    char folder[NAME_MAX + 1];
    size_t n = (size_t)text_find(name, TEXT("/"), 0);
    struct stat st;

    if (n >= sizeof folder)
        return false;
    memcpy(folder, name.at, n);
    folder[n] = '\0';
    if (fstatat(above, folder, &st, 0) != 0 || !S_ISDIR(st.st_mode)
        || compare_age(&st, made) >= 0)
        return false;
    for (int i = first; i < end; i++) {
        const struct mapping_file *file = &set->files[i];

        if (fstatat(above, file->name.at, &st, 0) != 0
            || compare_age(&st, made) > 0
            || (size_t)st.st_size != file->bytes.n)
            return false;
    }
    return true;
}

/* Behind the files that are in one folder with the first. */
static int
folder_end(const struct mapping_set *set, int first)
{
    struct text name = set->files[first].name;
    struct text folder
        = text_slice(name, 0, (size_t)text_find(name, TEXT("/"), 0) + 1);
    int end = first + 1;

    while (end < set->n_files && text_starts(set->files[end].name, folder))
        end++;
    return end;
}

/*
 * Is the folder that was opened the set's, as far as can be seen without
 * listing it?  What came or went made a folder younger than the program; one
 * that had no mappings then is counted by the link that its '..' is.
 */
static bool
is_same(int folder, const struct mapping_set *set, const struct timespec *made,
        bool installed)
{
    struct stat st;
    nlink_t n_links = 2;
    int age;

    if (fstat(folder, &st) != 0)
        return false;
    age = compare_age(&st, made);
    if (installed || age >= 0)
        return age < 0 || (installed && age == 0);
    for (int i = 0, end; i < set->n_files; i = end, n_links++) {
        end = folder_end(set, i);
        if (!is_folder_same(folder, set, i, end, made))
            return false;
    }
    return st.st_nlink == n_links;
}

const struct mapping_set *
compiled_find(struct arena *arena, const char *folder, const char *program,
              bool installed)
{
    struct listing list = { .arena = arena };
    struct text image = compiled_image();
    const struct mapping_set *set;
    struct stat st;
    bool same;
    int at;

    if (!image.n)
        return NULL;
    if (!folder)
        return compiled_read(arena, image, NULL);
    if (stat(program, &st) != 0)
        return NULL;
    at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return NULL;
    set = compiled_read(arena, image, folder);
    same = set && is_same(at, set, &st.st_mtim, installed);
    close(at);
    if (same)
        return set;
    list.before = &st.st_mtim;
    return set && list_files(&list, folder) && is_made_of(set, &list) ? set
                                                                      : NULL;
}

bool
compiled_is(const struct mapping_set *set)
{
    return set->n_files > 0;
}

const struct load_more *
compiled_files(struct arena *arena)
{
    struct text image = compiled_image();
    const struct mapping_set *set
        = image.n ? compiled_read(arena, image, NULL) : NULL;
    const struct load_more *first = NULL, **end = &first;
    struct load_more *last = NULL;

    for (int i = 0; set && i < set->n_files; i++) {
        const struct mapping_file *file = &set->files[i];
        size_t n = (size_t)text_find(file->name, TEXT("/"), 0);
        struct text folder = text_slice(file->name, 0, n);

        if (!last || !text_equal(last->id, folder)) {
            last = ARENA_NEW(arena, struct load_more);
            last->id = folder;
            *end = last;
            end = &last->next;
        }
        load_more_add(
            arena, last,
            text_zero(arena, text_slice(file->name, n + 1, file->name.n)),
            file->bytes);
    }
    return first;
}
