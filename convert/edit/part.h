/*
 * part.h - a part of a package as its elements, read once, and changes to some
 * of them that leave every other byte as it is.
 *
 *     <sheetData>  <row r="1">  <c r="A1">  <v>5</v>  </c>  </row>  <row/>
 *     0            1            2           3                      4
 *
 * Elements are in the order of the part, so what is within one follows it up
 * to 'next'.  Texts, comments, CDATA sections and processing instructions are
 * none and stay.  A part must have been read as well-formed XML before; in
 * another an element that is never closed reaches to the end of the bytes.
 *
 * Changes may be made in any order and must not overlap; what is inserted at
 * one place stays in the order it was inserted in.  They are seen in
 * part_bytes() alone: elements, attributes and texts are as they were read.
 *
 * Memory   In the arena; texts point into the bytes, which stay as they are.
 * Errors   None.  NULL is an element that is not there: it has no attributes
 *          and nothing in it, and changes to it do nothing.
 * Limits   Bytes below 4 GB (LIMIT_PART_BYTES).
 */
#ifndef EDIT_PART_H
#define EDIT_PART_H

#include "base/text.h"
#include "book/markup.h"

struct part_element {
    uint32_t top, inside; /* its opening tag's bytes */
    uint32_t close, end;  /* its closing tag's; of <x/> both are 'inside' */
    uint32_t prefix_n, name_n;
    int parent, next; /* indices: -1, the root's; what follows all within */
    bool empty;       /* <x/> */
    bool filled;      /* <x/> that something was put into */
    bool closed;
};

struct part {
    struct arena *arena;
    struct text bytes;
    struct part_element *items;
    int n;
    struct text prefix; /* "x:" where the root is written so, else "" */
    struct markup_family family; /* of part_akin(), when it was asked */
    struct part_change *changes;
    int n_changes, changes_capacity;
};

struct part *part_read(struct arena *arena, struct text bytes);

/* NULL where there is none. */
const struct part_element *part_root(const struct part *p);
/* The first element within another (NULL: of the part) of that name without
   prefix, however deep. */
const struct part_element *part_find(const struct part *p,
                                     const struct part_element *within,
                                     const char *name);
/* The next one of that name behind all of 'e', in whatever element. */
const struct part_element *part_behind(const struct part *p,
                                       const struct part_element *e,
                                       const char *name);
/* The first one right within 'parent', and the next one beside it; 'name' NULL:
   of any name. */
const struct part_element *part_child(const struct part *p,
                                      const struct part_element *parent,
                                      const char *name);
const struct part_element *part_sibling(const struct part *p,
                                        const struct part_element *e,
                                        const char *name);
/* NULL for the root. */
const struct part_element *part_parent(const struct part *p,
                                       const struct part_element *e);
bool part_is(const struct part *p, const struct part_element *e,
             const char *name);
/* As written, with its prefix. */
struct text part_name(const struct part *p, const struct part_element *e);
/* Is it of the namespace of the part's root? */
bool part_akin(struct part *p, const struct part_element *e);

/* An attribute's value as written, see markup_find(); as a number, see
   markup_number(). */
struct text part_get(const struct part *p, const struct part_element *e,
                     const char *name);
int part_number(const struct part *p, const struct part_element *e,
                const char *name);
/* "1" or "true" */
bool part_yes(const struct part *p, const struct part_element *e,
              const char *name);
/* Bytes: of all of it; between its tags.  Its text, decoded, without that of
   its children, as xml_text() reads it. */
struct text part_span(const struct part *p, const struct part_element *e);
struct text part_inside(const struct part *p, const struct part_element *e);
struct text part_text(const struct part *p, const struct part_element *e);

/* New elements: each name in the format, behind < and </, gets the prefix. */
struct text part_xml(const struct part *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same of elements without anything to put in. */
struct text part_prefixed(const struct part *p, const char *elements);

/* An attribute by its qualified name (":id": one that is there, see
   markup_find()): changed or added; .at NULL: taken out. */
void part_set(struct part *p, const struct part_element *e, const char *name,
              struct text value);
void part_set_number(struct part *p, const struct part_element *e,
                     const char *name, int value);
/* What is between the tags of an element that has any. */
void part_put(struct part *p, const struct part_element *e, struct text inside);
/* In front of all within it, or behind; <x/> becomes <x>…</x>. */
void part_prepend(struct part *p, const struct part_element *e,
                  struct text xml);
void part_append(struct part *p, const struct part_element *e, struct text xml);
void part_before(struct part *p, const struct part_element *e, struct text xml);
void part_after(struct part *p, const struct part_element *e, struct text xml);
void part_replace(struct part *p, const struct part_element *e,
                  struct text xml);
void part_remove(struct part *p, const struct part_element *e);

/* Adds a child of that name where the schema wants it: behind the last that
   comes before it in 'order' (schema.h), or as the first. */
void part_insert(struct part *p, const struct part_element *parent,
                 const char *const *order, const char *name, struct text xml);

/* With all changes; the very bytes where there are none. */
struct text part_bytes(struct part *p);

#endif
