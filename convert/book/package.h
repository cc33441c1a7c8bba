/*
 * package.h - the parts of an Open Packaging container and their relations.
 *
 * Source   ECMA-376 part 2.
 * Memory   Everything in the package's arena.
 * Errors   Those of zip.h and xml.h; not-xlsx, part-missing, part-invalid.
 * Limits   LIMIT_RELATIONS.
 */
#ifndef BOOK_PACKAGE_H
#define BOOK_PACKAGE_H

#include "book/xml.h"
#include "book/zip.h"

struct package {
    struct arena *arena;
    const char *file;
    struct diag_list *diags;
    struct zip zip;
    /* Of tests, which hold all ways to read alike: */
    bool careful;  /* nothing is taken by its bytes or in windows */
    size_t window; /* bytes of a window, for all sheets; 0: as usual */
};

struct relation {
    struct text id;
    struct text type; /* behind the last slash: "worksheet" */
    struct text target;
    bool external;
};

struct relation_list {
    struct relation *items;
    int n, capacity;
    bool missing; /* there is no such part, so no relation */
};

/* The parts of a zip container, whatever they are. */
bool package_read(struct arena *arena, const char *file, struct text bytes,
                  struct package *out, struct diag_list *diags);
/* Does it hold what an Open Packaging container must? */
bool package_check(struct package *package);

/* The part that holds the relations of another. */
struct text package_relations_part(struct arena *arena, struct text part);
/* The relations of a part; of the package itself where 'part' is empty. */
bool package_relations(struct package *package, struct text part,
                       struct relation_list *out);
const struct relation *package_find(const struct relation_list *list,
                                    const char *type); /* or NULL */
/* The one of that id, or NULL; sheets are mostly in the order of their
   relations, so the search begins at *from, which is then behind it. */
const struct relation *package_find_id(const struct relation_list *list,
                                       struct text id, int *from);

/*
 * The name of the part that a relation of 'from' leads to: absolute, ., ..,
 * percent-encoded and backslashed targets are resolved.  False with
 * part-invalid when it leads out of the package or part-missing when there is
 * no such part.
 */
bool package_target(struct package *package, struct text from,
                    const struct relation *relation, struct text *out);
/* The same without a message. */
bool package_try_target(struct package *package, struct text from,
                        const struct relation *relation, struct text *out);
/* Would that be part-missing? */
bool package_lacks(struct package *package, struct text from,
                   const struct relation *relation);

/* Unpacks a part and reads up to its root element, at which 'xml' is then;
   false on failure. */
bool package_open(struct package *package, struct text part, struct xml *xml);

#endif
