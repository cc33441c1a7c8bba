/* compiled.c - see compiled.h. */
#include "mapping/compiled.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
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

static void
add_file(struct listing *list, const char *folder, const char *name,
         const struct stat *st)
{
    const struct timespec *age = list->before;
    struct mapping_file file
        = { text_printf(list->arena, "%s/%s", folder, name),
            { NULL, (size_t)st->st_size } };

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

const struct mapping_set *
compiled_find(struct arena *arena, const char *folder, const char *program)
{
    struct listing list = { .arena = arena };
    struct text image = compiled_image();
    const struct mapping_set *set;
    struct stat st;

    if (!image.n)
        return NULL;
    if (!folder)
        return compiled_read(arena, image, NULL);
    if (stat(program, &st) != 0)
        return NULL;
    list.before = &st.st_mtim;
    if (!list_files(&list, folder))
        return NULL;
    set = compiled_read(arena, image, folder);
    return set && is_made_of(set, &list) ? set : NULL;
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
