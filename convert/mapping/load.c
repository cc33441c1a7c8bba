/* load.c - mapping folders into a mapping set. */
#include "mapping/load.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/compiled.h"
#include "mapping/extend.h"
#include "mapping/folder.h"
#include "mapping/graft.h"
#include "mapping/table.h"

static void read_file(struct folder_loader *loader, struct folder *folder,
                      struct folder_file *file);

/* The base of 'extends: TEMPLATE/TABLE', or NULL, and reported. */
static struct node *
find_base(struct folder_loader *loader, struct source *source,
          const struct node *node)
{
    struct text name = source_text(source, node, "'extends'");
    long slash = text_find(name, TEXT("/"), 0);
    struct folder *folder, *owner;
    struct folder_file *file;

    if (slash < 0) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'extends' of a table names TEMPLATE/TABLE, not '%.*s'",
                    TEXT_ARG(name));
        return NULL;
    }
    folder
        = folder_find(loader, source, node, text_slice(name, 0, (size_t)slash));
    if (!folder)
        return NULL;
    folder_resolve(loader, folder);
    name = text_slice(name, (size_t)slash + 1, name.n);
    file = folder_find_table(folder, source, node, name, &owner);
    if (!file)
        return NULL;
    read_file(loader, owner, file);
    if (file->state == FOLDER_ACTIVE) {
        source_fail(source, DIAG_MAPPING_CYCLE, tree_place(node),
                    "table '%.*s' extends itself", TEXT_ARG(name));
        return NULL;
    }
    return file->node;
}

/* The file's tree with what it extends. */
static struct node *
extend(struct folder_loader *loader, struct source *source, struct node *own)
{
    const struct node *extends = NULL, *change = NULL;
    struct node *base;

    if (!own)
        return NULL;
    if (own->kind == NODE_MAP) {
        extends = source_find(own, "extends");
        change = source_find(own, "change");
    }
    if (!extends && change)
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_key_place(change),
                    "'change' without 'extends'");
    if (!extends)
        return own;
    base = find_base(loader, source, extends);
    return base ? extend_table(source, base, own) : NULL;
}

/* What a template says for all of its tables into one that does not. */
static void
share(struct folder_loader *loader, const struct node *said,
      const struct node *own, struct node *table)
{
    if (said && table->kind == NODE_MAP && !(own && tree_find(own, said->key)))
        graft_set(table, graft_copy(loader->arena, said), false);
}

/* The same of its unit and decimals; 'own' is what the table's file says. */
static void
share_all(struct folder_loader *loader, const struct folder *folder,
          const struct node *own, struct node *table)
{
    if (own->kind != NODE_MAP)
        return;
    share(loader, folder->unit, own, table);
    share(loader, folder->decimals, own, table);
}

static void
read_file(struct folder_loader *loader, struct folder *folder,
          struct folder_file *file)
{
    struct source source = folder_source(loader, folder);
    struct node *own;

    if (file->state != FOLDER_NEW)
        return;
    file->state = FOLDER_ACTIVE;
    own = folder_read_yaml(loader, file->path);
    file->node = extend(loader, &source, own);
    if (source.failed)
        file->node = NULL;
    if (file->node)
        share_all(loader, folder, own, file->node);
    loader->failed |= source.failed;
    file->state = FOLDER_DONE;
}

/* The rule of a table as 'user' sees it: the owner's, unless that one wrote
   out codes or a caption which 'user' has others of, or 'user' says the unit or
   the decimals for all that it takes over. */
static const struct table_rule *
compile(struct folder_loader *loader, struct folder *owner,
        struct folder_file *file, const struct folder *user)
{
    struct source source = folder_source(loader, owner);
    const struct table_rule *rule;
    struct node *node;

    read_file(loader, owner, file);
    if (!file->node)
        return NULL;
    if (!file->compiled) {
        file->compiled = true;
        file->rule = table_read(&source, file->node, owner->rule->id);
        file->uses_codes = source.uses_codes;
        file->uses_caption = source.uses_caption;
        loader->failed |= source.failed;
    }
    if (user == owner
        || ((!file->uses_codes
             || (user->rule->functional == owner->rule->functional
                 && user->rule->economic == owner->rule->economic))
            && (!file->uses_caption || user->caption == owner->caption)
            && user->unit == owner->unit && user->decimals == owner->decimals))
        return file->rule;
    source = folder_source(loader, user);
    node = file->node;
    if (user->unit != owner->unit || user->decimals != owner->decimals)
        node = graft_copy(loader->arena, node);
    if (user->unit != owner->unit)
        share(loader, user->unit, NULL, node);
    if (user->decimals != owner->decimals)
        share(loader, user->decimals, NULL, node);
    rule = table_read(&source, node, owner->rule->id);
    loader->failed |= source.failed;
    return rule;
}

static bool
has_entry(const struct folder *folder, const struct folder_file *file)
{
    for (int i = 0; i < folder->n_entries; i++) {
        if (folder->entries[i].file == file)
            return true;
    }
    return false;
}

static void
add_entry(struct folder_loader *loader, struct folder *folder,
          struct folder_file *file, struct folder *owner)
{
    struct folder_entry entry = { file, owner };

    ARENA_PUSH(loader->arena, folder->entries, folder->n_entries,
               folder->entries_capacity, entry);
}

/* The key 'tables': names of files, in the order of the sheets. */
static void
read_entries(struct folder_loader *loader, struct source *source,
             struct folder *folder, const struct node *list)
{
    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'tables'", N_("a list"));
        return;
    }
    for (const struct node *node = list->child; node; node = node->next) {
        struct text name = source_text(source, node, "a table");
        struct folder *owner;
        struct folder_file *file;

        if (name.n == 0)
            continue;
        file = folder_find_table(folder, source, node, name, &owner);
        if (!file)
            continue;
        if (has_entry(folder, file))
            source_fail(source, DIAG_MAPPING_TWICE, tree_place(node),
                        "table '%.*s' is listed twice", TEXT_ARG(name));
        else
            add_entry(loader, folder, file, owner);
    }
    for (int i = 0; i < folder->n_files; i++) {
        if (!has_entry(folder, &folder->files[i]))
            source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(list),
                        "'tables' does not list %s%s", folder->files[i].name,
                        FOLDER_YAML);
    }
}

/* Without 'tables': those of the base, then the own ones it does not have. */
static void
inherit_entries(struct folder_loader *loader, struct folder *folder)
{
    for (int i = 0; folder->base && i < folder->base->n_entries; i++) {
        struct folder_entry entry = folder->base->entries[i];
        struct folder_file *own
            = folder_find_file(folder, text_of(entry.file->name));

        add_entry(loader, folder, own ? own : entry.file,
                  own ? folder : entry.owner);
    }
    for (int i = 0; i < folder->n_files; i++) {
        if (!has_entry(folder, &folder->files[i]))
            add_entry(loader, folder, &folder->files[i], folder);
    }
}

/* The key 'sets', the template's own or of the one it takes over; or NULL. */
static const struct node *
find_sets(const struct folder *folder)
{
    const struct node *sets = NULL;

    for (; folder && !sets; folder = folder->base) {
        if (folder->node && folder->node->kind == NODE_MAP)
            sets = source_find(folder->node, "sets");
    }
    return sets;
}

/* A set's tables get its number.  A template need not have all tables of the
   one whose sets it takes over. */
static void
read_set(struct source *source, const struct folder *folder,
         const struct node *list, bool own, int number, int *sets)
{
    if (list->kind != NODE_LIST) {
        if (own)
            source_kind(source, list, "a set", N_("a list"));
        return;
    }
    for (const struct node *node = list->child; node; node = node->next) {
        struct text name = source_text(source, node, "a table");
        bool any = false;

        for (int i = 0; i < folder->n_entries; i++) {
            if (!text_equal(text_of(folder->entries[i].file->name), name))
                continue;
            if (own && sets[i])
                source_fail(source, DIAG_MAPPING_TWICE, tree_place(node),
                            "table '%.*s' is in two sets", TEXT_ARG(name));
            sets[i] = number;
            any = true;
        }
        if (own && name.n && !any)
            source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                        "the template has no table '%.*s'", TEXT_ARG(name));
    }
}

/* Without 'sets' the tables that a filing has once make one. */
static int *
read_sets(struct folder_loader *loader, struct source *source,
          const struct folder *folder)
{
    int *sets = ARENA_ARRAY(loader->arena, int, folder->n_entries + 1);
    const struct node *list = find_sets(folder);
    bool own = list && list == source_find(folder->node, "sets");
    int number = 0;

    for (int i = 0; !list && i < folder->n_entries; i++) {
        const struct node *table = folder->entries[i].file->node;

        sets[i] = !(table && source_find(table, "instance"));
    }
    if (list && list->kind != NODE_LIST && own)
        source_kind(source, list, "'sets'", N_("a list"));
    if (list && list->kind == NODE_LIST) {
        for (const struct node *node = list->child; node; node = node->next)
            read_set(source, folder, node, own, ++number, sets);
    }
    return sets;
}

static void
read_tables(struct folder_loader *loader, struct folder *folder)
{
    struct source source = folder_source(loader, folder);
    struct template_rule *rule = folder->rule;
    const struct node *list;

    if (!folder->node || folder->node->kind != NODE_MAP || folder->has_tables)
        return;
    folder->has_tables = true;
    if (folder->base)
        read_tables(loader, folder->base);
    list = source_find(folder->node, "tables");
    if (list)
        read_entries(loader, &source, folder, list);
    else
        inherit_entries(loader, folder);
    loader->failed |= source.failed;
    for (int i = 0; i < folder->n_entries; i++) {
        const struct folder_entry *entry = &folder->entries[i];
        const struct table_rule *table
            = compile(loader, entry->owner, entry->file, folder);

        if (table)
            ARENA_PUSH(loader->arena, rule->tables, rule->n_tables,
                       rule->tables_capacity, table);
    }
    rule->sets = read_sets(loader, &source, folder);
    loader->failed |= source.failed;
}

struct mapping_set *
load_folder(struct arena *arena, const char *path, struct diag_list *diags)
{
    return load_folder_with(arena, path, NULL, diags);
}

bool
load_is_template(struct arena *arena, const char *folder)
{
    return access(arena_printf(arena, "%s/" FOLDER_TEMPLATE, folder), F_OK)
           == 0;
}

void
load_more_add(struct arena *arena, struct load_more *out, const char *name,
              struct text bytes)
{
    int n_bytes = out->n;

    ARENA_PUSH(arena, out->bytes, n_bytes, out->bytes_capacity, bytes);
    ARENA_PUSH(arena, out->names, out->n, out->names_capacity, name);
}

/* The folder's files that end so. */
static bool
read_files(struct arena *arena, const char *folder, struct text ending,
           struct load_more *out, struct diag_list *diags)
{
    const char **names;
    int n;
    bool good = folder_names(arena, folder, &names, &n, diags);

    for (int i = 0; i < n; i++) {
        const char *path = arena_printf(arena, "%s/%s", folder, names[i]);
        struct text bytes;

        if (!text_ends(text_of(names[i]), ending)
            || folder_leaves_out(path, diags))
            continue;
        if (file_read_regular(arena, path, LIMIT_TREE_BYTES, &bytes, diags))
            load_more_add(arena, out, names[i], bytes);
        else
            good = false;
    }
    return good;
}

const struct load_more *
load_more_find(const struct load_more *more, struct text id)
{
    while (more && !text_equal(more->id, id))
        more = more->next;
    return more;
}

bool
load_more_read(struct arena *arena, const char *folder, struct load_more *out,
               struct diag_list *diags)
{
    struct text name = text_of(folder);

    while (name.n && name.at[name.n - 1] == '/')
        name.n--;
    for (long slash; (slash = text_find(name, TEXT("/"), 0)) >= 0;)
        name = text_slice(name, (size_t)slash + 1, name.n);
    *out = (struct load_more){ .id = name, .path = folder };
    return read_files(arena, folder, TEXT(FOLDER_YAML), out, diags);
}

bool
load_part(struct arena *arena, const char *folder, const char *part,
          struct text ending, struct load_more *out, struct diag_list *diags)
{
    const struct load_more *compiled
        = folder ? NULL : load_more_find(compiled_files(arena), text_of(part));

    *out = (struct load_more){ .id = text_of(part) };
    for (int i = 0; compiled && i < compiled->n; i++) {
        if (text_ends(text_of(compiled->names[i]), ending))
            load_more_add(arena, out, compiled->names[i], compiled->bytes[i]);
    }
    return !folder
           || read_files(arena, arena_printf(arena, "%s/%s", folder, part),
                         ending, out, diags);
}

struct mapping_set *
load_folder_with(struct arena *arena, const char *path,
                 const struct load_more *more, struct diag_list *diags)
{
    struct folder_loader loader = { .arena = arena,
                                    .diags = diags,
                                    .path = path ? path : IMAGE_FOLDER,
                                    .more = more };
    struct mapping_set *set = ARENA_NEW(arena, struct mapping_set);

    if (!path)
        loader.compiled = compiled_files(arena);
    if (!folder_read(&loader) || !folder_read_words(&loader))
        return NULL;
    set->words = loader.words;
    set->shared = loader.shared;
    set->folder = path ? arena_copy(arena, path, strlen(path)) : NULL;
    set->more = more;
    for (int i = 0; i < loader.n_folders; i++)
        folder_resolve(&loader, &loader.folders[i]);
    for (int i = 0; i < loader.n_folders; i++)
        read_tables(&loader, &loader.folders[i]);
    for (int i = 0; i < loader.n_folders; i++) {
        if (loader.folders[i].has_tables)
            ARENA_PUSH(arena, set->templates, set->n_templates,
                       set->templates_capacity, loader.folders[i].rule);
    }
    return loader.failed ? NULL : set;
}

const struct vocabulary *
load_words(struct arena *arena, const char *path, struct diag_list *diags)
{
    struct folder_loader loader
        = { .arena = arena, .diags = diags, .path = path };

    return folder_read(&loader) && folder_read_words(&loader) ? loader.words
                                                              : NULL;
}

/* The one table of a text as a template of its own. */
static const struct template_rule *
read_text(struct folder_loader *loader, struct folder *folder, const char *file,
          struct text yaml)
{
    struct source source = folder_source(loader, folder);
    struct template_rule *rule = ARENA_NEW(loader->arena, struct template_rule);
    struct node *node
        = tree_read_yaml(loader->arena, file, yaml, loader->diags);
    struct node *own;
    const struct table_rule *table;

    own = node;
    node = extend(loader, &source, own);
    if (!node || source.failed || loader->failed)
        return NULL;
    if (folder) {
        share_all(loader, folder, own, node);
        *rule = *folder->rule;
    } else {
        rule->id = TEXT("text");
        rule->words = loader->words;
    }
    rule->place = tree_place(node);
    rule->tables = NULL;
    rule->sets = NULL;
    rule->n_tables = rule->tables_capacity = 0;
    table = table_read(&source, node, rule->id);
    if (!table)
        return NULL;
    ARENA_PUSH(loader->arena, rule->tables, rule->n_tables,
               rule->tables_capacity, table);
    return rule;
}

const struct template_rule *
load_text(struct arena *arena, const struct vocabulary *words, const char *file,
          struct text yaml, struct diag_list *diags)
{
    struct folder_loader loader
        = { .arena = arena, .diags = diags, .words = words };

    return read_text(&loader, NULL, file, yaml);
}

const struct template_rule *
load_text_in(struct arena *arena, const char *path, struct text template_id,
             const char *file, struct text yaml, struct diag_list *diags)
{
    struct folder_loader loader
        = { .arena = arena, .diags = diags, .path = path };
    struct folder *folder;

    if (!folder_read(&loader) || !folder_read_words(&loader))
        return NULL;
    folder = folder_find(&loader, NULL, NULL, template_id);
    if (!folder) {
        diag_add(diags, DIAG_TEMPLATE_UNKNOWN, PLACE_FILE(path), PLACE_NONE,
                 "there is no template '%.*s'", TEXT_ARG(template_id));
        return NULL;
    }
    folder_resolve(&loader, folder);
    return read_text(&loader, folder, file, yaml);
}
