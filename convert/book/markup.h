/*
 * markup.h - a part's XML as bytes: where its tags are, and changes to some of
 * them that leave every other byte as it is.
 *
 * For parts that are edited.  xml.h reads what a part says; this finds where it
 * says it.  A part must have been read as well-formed XML before; otherwise the
 * scan ends early.
 *
 * Memory   Tags point into the bytes, which stay as they are; texts that are
 *          made live in the arena named.
 * Errors   None.
 */
#ifndef BOOK_MARKUP_H
#define BOOK_MARKUP_H

#include "base/text.h"

enum markup_kind { MARKUP_OPEN, MARKUP_CLOSE, MARKUP_EMPTY };

struct markup_tag {
    enum markup_kind kind;
    size_t top, end; /* of the tag in the bytes, < and > included */
    struct text prefix, name;
    struct text attributes; /* the rest of the tag */
};

struct markup {
    struct text bytes;
    size_t at; /* where the next tag is looked for */
};

/* The next tag; texts, comments, processing instructions are passed over. */
bool markup_next(struct markup *m, struct markup_tag *tag);
/* By its name without prefix. */
bool markup_is(const struct markup_tag *tag, const char *name);
/*
 * To behind the end of the element that 'open' begins; *close is its closing
 * tag, or 'open' itself where it is empty.
 */
bool markup_skip(struct markup *m, const struct markup_tag *open,
                 struct markup_tag *close);
/* The first tag of that name from m->at on that opens or is empty. */
bool markup_to(struct markup *m, const char *name, struct markup_tag *tag);

/*
 * An attribute's value as written; .at is NULL where there is none.  "r:id"
 * is found by that very name, ":id" with whatever prefix.
 */
struct text markup_find(const struct markup_tag *tag, const char *name);
/* At most 9 plain digits, with or without white space round them; -1 for
   anything else. */
int markup_number(struct text t);

/* The name as written, with its prefix. */
struct text markup_name(const struct markup_tag *tag);
/* "x:" where the part's root is written so, else "": for new elements, which
   are of the root's namespace with that prefix anywhere in the part. */
struct text markup_prefix(struct arena *arena, struct text bytes);

/* The prefixes of the namespace of a part's root: its own need not be that of
   its children.  An element without a namespace belongs to it, too (xml_is()). */
struct markup_family {
    struct text *prefixes;
    int n, capacity;
};

struct markup_family markup_family(struct arena *arena, struct text bytes);
bool markup_akin(const struct markup_family *family,
                 const struct markup_tag *tag);

struct text markup_decode(struct arena *arena, struct text raw);
/* For texts and attributes; control characters must not be in it. */
struct text markup_escape(struct arena *arena, struct text t);
/* A cell's text: what XML cannot hold as _xHHHH_ (ST_Xstring). */
struct text markup_escape_cell(struct arena *arena, struct text t);

/* Bytes [from, to) and what replaces them. */
struct markup_patch {
    size_t from, to;
    struct text with;
    int order;
};

struct markup_patches {
    struct arena *arena;
    struct markup_patch *items;
    int n, capacity;
};

/* They may be added in any order and must not overlap; several insertions at
   one place stay in the order they were added in. */
void markup_patch(struct markup_patches *patches, size_t from, size_t to,
                  struct text with);
/* Exactly the attribute's value, which markup_find() gave. */
void markup_patch_value(struct markup_patches *patches, struct text bytes,
                        struct text value, struct text with);
/* An attribute by its qualified name: changed or added; .at NULL: taken out. */
void markup_patch_attribute(struct markup_patches *patches, struct text bytes,
                            const struct markup_tag *tag, const char *name,
                            struct text value);
/* Puts something into an element that is empty: <x/> becomes <x>inside</x>. */
void markup_fill(struct markup_patches *patches, const struct markup_tag *tag,
                 struct text inside);
struct text markup_apply(struct markup_patches *patches, struct text bytes);

#endif
