/* folder.c - the templates of a mapping folder. */
#include "mapping/folder.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/change.h"
#include "mapping/compiled.h"
#include "mapping/near.h"
#include "mapping/words.h"

#define WORDS_FILE "vocabulary.yaml"

struct source
folder_source(struct folder_loader *loader, const struct folder *folder)
{
    struct source source = { .arena = loader->arena,
                             .diags = loader->diags,
                             .vocabulary = loader->words };

    if (folder) {
        source.functional = folder->rule->functional;
        source.economic = folder->rule->economic;
        source.caption = folder->caption;
    }
    return source;
}

/* --- files --- */

bool
folder_names(struct arena *arena, const char *path, const char ***out, int *n,
             struct diag_list *diags)
{
    const char **names = NULL;
    const struct dirent *item;
    DIR *dir = opendir(path);
    int capacity = 0;

    *out = NULL;
    *n = 0;
    if (!dir && errno != ENOENT) {
        diag_add(diags, DIAG_FILE_UNREADABLE, PLACE_FILE(path), PLACE_NONE,
                 "cannot read the folder: %s", diag_reason(diags, errno));
        return false;
    }
    if (!dir)
        return true;
    while ((item = readdir(dir))) {
        if (item->d_name[0] != '.')
            ARENA_PUSH(arena, names, *n, capacity,
                       arena_copy(arena, item->d_name, strlen(item->d_name)));
    }
    closedir(dir);
    file_sort_names(names, *n);
    *out = names;
    return true;
}

bool
folder_leaves_out(const char *path, struct diag_list *diags)
{
    if (!file_is_special(path))
        return false;
    diag_add_as(diags, DIAG_AS(DIAG_FILE_UNREADABLE, DIAG_WARNING),
                PLACE_FILE(path), PLACE_NONE,
                "this is a pipe or device; it is left out");
    return true;
}

static int
find_name(const struct load_more *more, const char *name)
{
    for (int i = 0; i < more->n; i++) {
        if (strcmp(more->names[i], name) == 0)
            return i;
    }
    return -1;
}

/* The names in a folder of the folder; "": in itself. */
static const char **
list_names(struct folder_loader *loader, const char *folder, int *n)
{
    const struct load_more *part;
    const char **names;

    if (loader->compiled) {
        part = load_more_find(loader->compiled, text_of(folder));
        *n = part ? part->n : 0;
        return part ? part->names : NULL;
    }
    loader->failed |= !folder_names(
        loader->arena,
        arena_printf(loader->arena, "%s/%s", loader->path, folder), &names, n,
        loader->diags);
    return names;
}

/* As messages and models name a file of the folder, wherever that is: they
   are the same on every machine. */
static const char *
shown(struct folder_loader *loader, const char *path)
{
    return arena_printf(loader->arena, "mappings%s",
                        path + strlen(loader->path));
}

/* The bytes of a file that is not on a disk; false: it is. */
static bool
more_bytes(const struct folder_loader *loader, const char *path,
           struct text *bytes)
{
    size_t above = strlen(loader->path) + 1;
    const char *file = strrchr(path, '/') + 1;
    const struct load_more *more;
    struct text folder;
    int at;

    if (file <= path + above)
        return false;
    folder = text_slice(text_of(path), above, (size_t)(file - path) - 1);
    more = load_more_find(loader->more, folder);
    if (!more)
        more = load_more_find(loader->compiled, folder);
    at = more ? find_name(more, file) : -1;
    if (at >= 0)
        *bytes = more->bytes[at];
    return at >= 0;
}

static bool
read_bytes(struct folder_loader *loader, const char *path, struct text *bytes)
{
    return more_bytes(loader, path, bytes)
           || file_read_regular(loader->arena, path, LIMIT_TREE_BYTES, bytes,
                                loader->diags);
}

struct node *
folder_read_yaml(struct folder_loader *loader, const char *path)
{
    struct text bytes;
    struct node *node = NULL;

    if (read_bytes(loader, path, &bytes))
        node = tree_read_yaml(loader->arena, shown(loader, path), bytes,
                              loader->diags);
    if (!node)
        loader->failed = true;
    return node;
}

static void
add_file(struct folder_loader *loader, struct folder *folder, const char *name)
{
    size_t n = strlen(name), tail = strlen(FOLDER_YAML);
    struct folder_file file = { .state = FOLDER_NEW };

    if (n <= tail || strcmp(name + n - tail, FOLDER_YAML) != 0
        || strcmp(name, FOLDER_TEMPLATE) == 0)
        return;
    if (strcmp(name, WORDS_FILE) == 0) {
        folder->words
            = arena_printf(loader->arena, "%s/%s", folder->path, name);
        return;
    }
    file.name = arena_copy(loader->arena, name, n - tail);
    file.path = arena_printf(loader->arena, "%s/%s", folder->path, name);
    if (!more_bytes(loader, file.path, &(struct text){ NULL, 0 })
        && folder_leaves_out(file.path, loader->diags))
        return;
    ARENA_PUSH(loader->arena, folder->files, folder->n_files,
               folder->files_capacity, file);
}

static void
push_folder(struct folder_loader *loader, const char *name,
            const char *const *names, int n)
{
    struct folder folder = { .name = name, .state = FOLDER_NEW };

    folder.path = arena_printf(loader->arena, "%s/%s", loader->path, name);
    folder.head
        = arena_printf(loader->arena, "%s/" FOLDER_TEMPLATE, folder.path);
    if (loader->n_folders == LIMIT_TEMPLATES) {
        diag_add(loader->diags, DIAG_LIMIT_REACHED, PLACE_FILE(folder.head),
                 PLACE_NONE, "more than %d templates", LIMIT_TEMPLATES);
        loader->failed = true;
        return;
    }
    for (int i = 0; i < n; i++)
        add_file(loader, &folder, names[i]);
    folder.rule = ARENA_NEW(loader->arena, struct template_rule);
    folder.rule->id = text_of(name);
    ARENA_PUSH(loader->arena, loader->folders, loader->n_folders,
               loader->folders_capacity, folder);
}

/* A folder with a template.yaml is a template. */
static void
add_folder(struct folder_loader *loader, const char *name)
{
    const char *path = arena_printf(loader->arena, "%s/%s", loader->path, name);
    const char **names;
    int n;

    if (load_more_find(loader->more, text_of(name))
        || access(arena_printf(loader->arena, "%s/" FOLDER_TEMPLATE, path),
                  F_OK)
               != 0)
        return;
    names = list_names(loader, name, &n);
    push_folder(loader, name, names, n);
}

static struct folder *
find_folder(struct folder_loader *loader, struct text name)
{
    for (int i = 0; i < loader->n_folders; i++) {
        if (text_equal(text_of(loader->folders[i].name), name))
            return &loader->folders[i];
    }
    return NULL;
}

/* One that is not on a disk, in its place by name; the first of a name counts. */
static void
add_more(struct folder_loader *loader, const struct load_more *more)
{
    int n = loader->n_folders, at;
    struct folder last;

    if (find_folder(loader, more->id))
        return;
    push_folder(loader, text_zero(loader->arena, more->id), more->names,
                more->n);
    if (loader->n_folders == n)
        return;
    last = loader->folders[n];
    for (at = n; at > 0 && strcmp(loader->folders[at - 1].name, last.name) > 0;
         at--)
        loader->folders[at] = loader->folders[at - 1];
    loader->folders[at] = last;
}

static struct diag *
unknown_name(struct source *source, const struct node *node, const char *what,
             const struct near *near)
{
    struct diag *diag
        = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                      "there is no %s '%.*s'", what, TEXT_ARG(near->word));

    if (near->found.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near->found));
    return diag;
}

struct folder *
folder_find(struct folder_loader *loader, struct source *source,
            const struct node *node, struct text name)
{
    struct folder *folder = find_folder(loader, name);
    struct near near = near_of(name);
    struct diag *diag;

    if (folder || !node)
        return folder;
    for (int i = 0; i < loader->n_folders; i++)
        near_try(&near, text_of(loader->folders[i].name));
    diag = unknown_name(source, node, "template", &near);
    if (!near.found.n)
        diag_hint(source->diags, diag,
                  "if it is in another folder, name that, too: -I DIR");
    return NULL;
}

struct folder_file *
folder_find_file(const struct folder *folder, struct text name)
{
    for (int i = 0; i < folder->n_files; i++) {
        if (text_equal(text_of(folder->files[i].name), name))
            return &folder->files[i];
    }
    return NULL;
}

struct folder_file *
folder_find_table(struct folder *folder, struct source *source,
                  const struct node *node, struct text name,
                  struct folder **owner)
{
    struct near near = near_of(name);

    for (struct folder *f = folder; f; f = f->base) {
        struct folder_file *file = folder_find_file(f, name);

        if (file) {
            *owner = f;
            return file;
        }
    }
    for (struct folder *f = folder; f; f = f->base) {
        for (int i = 0; i < f->n_files; i++)
            near_try(&near, text_of(f->files[i].name));
        if (f->lacks_base) { /* which is reported, and may have it */
            source->failed = true;
            return NULL;
        }
    }
    (void)unknown_name(source, node, "table", &near);
    return NULL;
}

/* --- template.yaml --- */

/* The list of that name, read when it is first named. */
static const struct code_list *
find_list(struct folder_loader *loader, struct source *source,
          const struct node *node)
{
    struct text id = source_text(source, node, "a code list"), bytes;
    const struct code_list *list;
    const char *path, **names;
    struct near near = near_of(id);
    int n;

    if (id.n == 0)
        return NULL;
    for (int i = 0; i < loader->n_lists; i++) {
        if (text_equal(loader->lists[i]->id, id))
            return loader->lists[i];
    }
    path = arena_printf(loader->arena, "%s/codes/%.*s.csv", loader->path,
                        TEXT_ARG(id));
    if (text_find(id, TEXT("/"), 0) >= 0
        || (!more_bytes(loader, path, &bytes) && access(path, F_OK) != 0)) {
        names = list_names(loader, "codes", &n);
        for (int i = 0; i < n; i++) {
            struct text name = text_of(names[i]);
            if (text_ends(name, TEXT(".csv")))
                near_try(&near, text_slice(name, 0, name.n - 4));
        }
        (void)unknown_name(source, node, "code list", &near);
        return NULL;
    }
    if (!read_bytes(loader, path, &bytes)
        || !(list = codes_read(loader->arena, shown(loader, path), id, bytes,
                               loader->diags))) {
        source->failed = true;
        return NULL;
    }
    ARENA_PUSH(loader->arena, loader->lists, loader->n_lists,
               loader->lists_capacity, list);
    return list;
}

static void
read_codes(struct folder_loader *loader, struct source *source,
           struct folder *folder)
{
    const struct node *codes = source_find(folder->node, "codes"), *node;
    struct template_rule *rule = folder->rule;

    if (folder->base) {
        rule->functional = folder->base->rule->functional;
        rule->economic = folder->base->rule->economic;
    }
    if (!codes || !source_map(source, codes, SOURCE_CODES))
        return;
    if ((node = source_find(codes, "functional")))
        rule->functional = find_list(loader, source, node);
    if ((node = source_find(codes, "economic")))
        rule->economic = find_list(loader, source, node);
}

static void
read_base(struct folder_loader *loader, struct source *source,
          struct folder *folder)
{
    const struct node *node = source_find(folder->node, "extends");
    struct text name;
    struct folder *base;

    if (!node)
        return;
    name = source_text(source, node, "'extends'");
    if (name.n == 0)
        return;
    base = folder_find(loader, source, node, name);
    folder->lacks_base = !base;
    if (!base)
        return;
    folder_resolve(loader, base);
    if (base->state == FOLDER_ACTIVE) {
        source_fail(source, DIAG_MAPPING_CYCLE, tree_place(node),
                    "template '%s' extends itself, by '%.*s'", folder->name,
                    TEXT_ARG(name));
        return;
    }
    folder->base = base;
    folder->rule->extends = base->rule->id;
}

static void
read_names(struct source *source, struct folder *folder)
{
    const struct node *map = folder->node;
    const struct node *id = source_need(source, map, "template", "a template");
    struct template_rule *rule = folder->rule;

    if (id && !text_equal(source_text(source, id, "'template'"), rule->id))
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(id),
                    "template '%.*s' stands in the folder '%s'",
                    TEXT_ARG(id->text), folder->name);
    if (source_need(source, map, "name", "a template"))
        rule->name = source_text_at(source, map, "name");
    if (source_need(source, map, "evidence", "a template"))
        rule->evidence = source_text_at(source, map, "evidence");
    rule->region = source_text_at(source, map, "region");
}

/* unmodelled: {政府采购情况表: why}, beside those of the base. */
static void
read_unmodelled(struct source *source, struct folder *folder)
{
    const struct node *map = source_find(folder->node, "unmodelled");
    struct template_rule *rule = folder->rule;

    if (folder->base) {
        const struct template_rule *base = folder->base->rule;

        for (int i = 0; i < base->n_unmodelled; i++)
            ARENA_PUSH(source->arena, rule->unmodelled, rule->n_unmodelled,
                       rule->unmodelled_capacity, base->unmodelled[i]);
    }
    if (!map)
        return;
    if (map->kind != NODE_MAP) {
        source_kind(source, map, "'unmodelled'",
                    N_("a map of sheets' names and reasons"));
        return;
    }
    for (const struct node *node = map->child; node; node = node->next) {
        struct text name = text_fold(source->arena, node->key);

        if (source_text(source, node, "a reason").n > 0)
            ARENA_PUSH(source->arena, rule->unmodelled, rule->n_unmodelled,
                       rule->unmodelled_capacity, name);
    }
}

/* What its template.yaml does not say, the one that it extends does. */
static void
take_over(struct folder *folder)
{
    const struct folder *base = folder->base;

    if (!base)
        return;
    folder->caption = folder->caption ? folder->caption : base->caption;
    folder->unit = folder->unit ? folder->unit : base->unit;
    folder->decimals = folder->decimals ? folder->decimals : base->decimals;
}

void
folder_resolve(struct folder_loader *loader, struct folder *folder)
{
    struct source source = folder_source(loader, folder);

    if (folder->state != FOLDER_NEW)
        return;
    folder->state = FOLDER_ACTIVE;
    folder->node = folder_read_yaml(loader, folder->head);
    if (folder->node && source_map(&source, folder->node, SOURCE_TEMPLATE)) {
        folder->rule->place = tree_place(folder->node);
        read_names(&source, folder);
        source_years(&source, folder->node, "a template",
                     &folder->rule->year_first, &folder->rule->year_last);
        read_base(loader, &source, folder);
        read_codes(loader, &source, folder);
        read_unmodelled(&source, folder);
        folder->caption = source_find(folder->node, "caption");
        folder->unit = source_find(folder->node, "unit");
        folder->decimals = source_find(folder->node, "decimals");
        take_over(folder);
        if (source_find(folder->node, "change"))
            folder->caption = change_caption(
                &source, folder->caption, source_find(folder->node, "change"));
    }
    loader->failed |= source.failed;
    folder->state = FOLDER_DONE;
}

bool
folder_read(struct folder_loader *loader)
{
    int n;
    const char **names = list_names(loader, "", &n);

    if (!names && !loader->compiled) {
        if (!loader->failed)
            diag_add(loader->diags, DIAG_FILE_UNREADABLE,
                     PLACE_FILE(loader->path), PLACE_NONE,
                     "there are no mappings in this folder");
        return false;
    }
    for (int i = 0; names && i < n; i++)
        add_folder(loader, names[i]);
    for (const struct load_more *more = loader->more; more; more = more->next)
        add_more(loader, more);
    for (const struct load_more *more = loader->compiled; more;
         more = more->next) {
        if (find_name(more, FOLDER_TEMPLATE) >= 0)
            add_more(loader, more);
    }
    return true;
}

/* ---- vocabulary ---- */

struct words_files {
    const struct node **nodes;
    int n, capacity;
};

static void
add_words(struct folder_loader *loader, struct words_files *files,
          const char *path)
{
    const struct node *node = NULL;

    if (more_bytes(loader, path, &(struct text){ NULL, 0 })
        || !folder_leaves_out(path, loader->diags))
        node = folder_read_yaml(loader, path);
    if (node)
        ARENA_PUSH(loader->arena, files->nodes, files->n, files->capacity,
                   node);
}

/* The words that templates share: the folder's, or, where it has none, those
   that the program has compiled in. */
static const struct vocabulary *
read_shared(struct folder_loader *loader, struct source *source)
{
    struct words_files files = { NULL, 0, 0 };
    const struct vocabulary *words = NULL;
    int n;
    const char **names = list_names(loader, "vocabulary", &n);

    for (int i = 0; i < n; i++) {
        if (text_ends(text_of(names[i]), TEXT(FOLDER_YAML)))
            add_words(loader, &files,
                      arena_printf(loader->arena, "%s/vocabulary/%s",
                                   loader->path, names[i]));
    }
    if (files.n > 0)
        return words_read(source, NULL, files.nodes, files.n);
    if (!loader->failed)
        words = compiled_words(loader->arena);
    if (!words && !loader->failed) {
        loader->failed = true;
        diag_hint(loader->diags,
                  diag_add(loader->diags, DIAG_FILE_UNREADABLE,
                           PLACE_FILE(loader->path), PLACE_NONE,
                           "there are no words in this folder of mappings"),
                  "copy the folder 'vocabulary' of the program's mappings "
                  "into it");
    }
    return words;
}

bool
folder_read_words(struct folder_loader *loader)
{
    struct words_files files = { NULL, 0, 0 };
    struct source source = folder_source(loader, NULL);

    loader->words = loader->shared = read_shared(loader, &source);
    for (int i = 0; i < loader->n_folders; i++) {
        if (loader->folders[i].words)
            add_words(loader, &files, loader->folders[i].words);
    }
    if (files.n > 0)
        loader->words
            = words_read(&source, loader->shared, files.nodes, files.n);
    for (int i = 0; i < loader->n_folders; i++)
        loader->folders[i].rule->words = loader->words;
    loader->failed |= source.failed;
    return !loader->failed;
}
