/*
 * folder.h - the templates of a mapping folder, before their tables are read.
 *
 *     mappings/codes/functional-2022.csv
 *     mappings/hubei-2022/template.yaml       extends: national-2022
 *     mappings/hubei-2022/project_self_evaluation.yaml
 *
 * Memory   In the loader's arena.
 * Errors   yaml-*, mapping-*, file-*; loader->failed is set.
 */
#ifndef MAPPING_FOLDER_H
#define MAPPING_FOLDER_H

#include "mapping/load.h"
#include "mapping/source.h"

#define FOLDER_YAML ".yaml"
#define FOLDER_TEMPLATE "template.yaml"

enum folder_state { FOLDER_NEW, FOLDER_ACTIVE, FOLDER_DONE };

/* One table file of a template's folder. */
struct folder_file {
    const char *name; /* without .yaml */
    const char *path;
    enum folder_state state;
    struct node *node; /* after extends and change; NULL: failed */
    bool compiled;
    const struct table_rule *rule; /* by its own template; NULL: failed */
    bool uses_codes, uses_caption;
};

/* A table of a template, its own or one taken over. */
struct folder_entry {
    struct folder_file *file;
    struct folder *owner;
};

/* One template's folder. */
struct folder {
    const char *name, *path;
    const char *head;  /* path of its template.yaml */
    const char *words; /* path of its vocabulary.yaml; or NULL */
    struct template_rule *rule;
    struct node *node; /* template.yaml; NULL: failed, or not yet read */
    enum folder_state state;
    struct folder *base; /* or NULL */
    bool lacks_base;     /* it extends one that is not there */
    const struct node *caption;
    /* What its tables are in, unless their own files say otherwise; NULL: as
       they say, or those that they extend. */
    const struct node *unit, *decimals;
    struct folder_file *files; /* by name */
    int n_files, files_capacity;
    struct folder_entry *entries; /* in the order of the sheets */
    int n_entries, entries_capacity;
    bool has_tables; /* entries and the rule's tables are there */
};

struct folder_loader {
    struct arena *arena;
    struct diag_list *diags;
    const char *path;                        /* NULL: no folder */
    const struct load_more *more;            /* templates beside, or NULL */
    const struct load_more *compiled;        /* what is read in place of path,
                                                or NULL */
    const struct vocabulary *words, *shared; /* shared: without own ones */
    struct folder *folders;                  /* by name */
    int n_folders, folders_capacity;
    const struct code_list **lists;
    int n_lists, lists_capacity;
    bool failed;
};

/* The names of what is in a folder, sorted; hidden ones left out.  There are
   none where there is no such folder; false where it cannot be read. */
bool folder_names(struct arena *arena, const char *path, const char ***out,
                  int *n, struct diag_list *diags);
/* A pipe or a device is not read, with a warning. */
bool folder_leaves_out(const char *path, struct diag_list *diags);

/* The names of the templates below loader->path and of their files; false,
   and reported, when there is no such folder. */
bool folder_read(struct folder_loader *loader);
/* All words of the folder into loader->words; false, and reported, where it
   has none that can be used. */
bool folder_read_words(struct folder_loader *loader);
/* Reads a template.yaml and those it extends, once; all but its tables.
   What it lacks is in loader->failed. */
void folder_resolve(struct folder_loader *loader, struct folder *folder);
/* A YAML file's tree, NULL when it has none. */
struct node *folder_read_yaml(struct folder_loader *loader, const char *path);
/* What the files of a folder are read with; NULL: of none. */
struct source folder_source(struct folder_loader *loader,
                            const struct folder *folder);

/* NULL, and reported at 'node', when there is none; 'node' may be NULL. */
struct folder *folder_find(struct folder_loader *loader, struct source *source,
                           const struct node *node, struct text name);
/* A table's file in the folder, or in those that it extends; the same. */
struct folder_file *folder_find_table(struct folder *folder,
                                      struct source *source,
                                      const struct node *node, struct text name,
                                      struct folder **owner);
/* A table's file in this folder alone, or NULL. */
struct folder_file *folder_find_file(const struct folder *folder,
                                     struct text name);

#endif
