/*
 * load.h - mapping folders into a mapping set.
 *
 * A folder holds one folder a template (template.yaml and a .yaml a table),
 * codes/ and rules/.
 *
 * Memory   Everything is in 'arena'.
 * Errors   yaml-* and mapping-* codes, each with line and column; NULL then.
 *          All complaints of all files in one run.
 */
#ifndef MAPPING_LOAD_H
#define MAPPING_LOAD_H

#include "mapping/mapping.h"

/* All templates of the folder. */
struct mapping_set *load_folder(struct arena *arena, const char *folder,
                                struct diag_list *diags);
/* The vocabulary alone. */
const struct vocabulary *load_words(struct arena *arena, const char *folder,
                                    struct diag_list *diags);
/* The files of one more template, which need be in no folder yet, and of those
   behind it, of which the first of a name counts; one of such a name in the
   folder does not. */
struct load_more {
    struct text id;   /* its folder's name */
    const char *path; /* the folder; NULL: it is not one yet */
    const char **names;
    struct text *bytes;
    int n, names_capacity, bytes_capacity;
    const struct load_more *next; /* or NULL */
};
void load_more_add(struct arena *arena, struct load_more *more,
                   const char *name, struct text bytes);
/* The one of that name, or NULL. */
const struct load_more *load_more_find(const struct load_more *more,
                                       struct text id);

/* The set remembers 'more', which may be NULL.  Without a folder (NULL) what was
   compiled into the program is read in its place. */
struct mapping_set *load_folder_with(struct arena *arena, const char *folder,
                                     const struct load_more *more,
                                     struct diag_list *diags);
/* A folder that is one template: "mine/yunnan-2021"; it is the last. */
bool load_more_read(struct arena *arena, const char *folder,
                    struct load_more *out, struct diag_list *diags);
/* The files of the folder's codes or rules that end so; none where it has no
   such folder. */
bool load_part(struct arena *arena, const char *folder, const char *part,
               struct text ending, struct load_more *out,
               struct diag_list *diags);
bool load_is_template(struct arena *arena, const char *folder);
/* One table from a text, in a made-up template without code lists, caption
   and other templates; for tests. */
const struct template_rule *load_text(struct arena *arena,
                                      const struct vocabulary *words,
                                      const char *file, struct text yaml,
                                      struct diag_list *diags);
/* The same as if it were one more file of a template of the folder. */
const struct template_rule *load_text_in(struct arena *arena,
                                         const char *folder,
                                         struct text template_id,
                                         const char *file, struct text yaml,
                                         struct diag_list *diags);

#endif
