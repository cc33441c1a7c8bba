/*
 * markup.h - a part's XML as bytes: where its tags are, and how texts are
 * written in it.
 *
 * xml.h reads what a part says; this finds where it says it, for edit/part.
 * A part must have been read as well-formed XML before; otherwise the scan
 * ends early.
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

/*
 * The value of one of a tag's attributes as written; .at is NULL where there is
 * none.  "r:id" is found by that very name, ":id" with whatever prefix.
 */
struct text markup_find(struct text attributes, const char *name);
/* At most 9 plain digits, with or without white space round them; -1 for
   anything else. */
int markup_number(struct text t);

/* The prefixes of the namespace of a part's root: its own need not be that of
   its children.  An element without a namespace belongs to it, too (xml_is()). */
struct markup_family {
    struct text *prefixes;
    int n, capacity;
};

struct markup_family markup_family(struct arena *arena, struct text bytes);
bool markup_akin(const struct markup_family *family, struct text prefix);

/* What is between tags, or an attribute's value, as a text. */
struct text markup_decode(struct arena *arena, struct text raw);
/* For texts and attributes; control characters must not be in it. */
struct text markup_escape(struct arena *arena, struct text t);
/* What XML cannot hold as _xHHHH_, and what looks so already; without
   'controls' that alone. */
struct text markup_escape_odd(struct arena *arena, struct text t,
                              bool controls);
/* A cell's text: both (ST_Xstring). */
struct text markup_escape_cell(struct arena *arena, struct text t);

#endif
