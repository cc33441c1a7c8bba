/*
 * xml.h - one part's XML, element by element; the caller asks for the next.
 *
 *     xml_open(&xml, &part, diags);
 *     while (xml_next(&xml) == EVENT_START)      children of the part
 *         if (xml_is(&xml, "row"))
 *             ...                                 its own xml_next loop
 *         else
 *             xml_skip(&xml);
 *
 * Parts are UTF-8; UTF-16 and ISO-8859-1 are made UTF-8 first (xml_utf8.h), and
 * a diagnostic counts the bytes of that.  A part that is not well-formed or has a
 * DOCTYPE is refused (ECMA-376 part 2, 9.1.1).  Namespaces are
 * sorted into the few that matter, strict and transitional ones alike.
 * mc:AlternateContent is resolved: we understand no extension, so its
 * Fallback's children take its place.
 *
 * Memory   Texts point into the part's bytes, which are decoded in place; the
 *          bytes must stay as long as the texts.
 * Errors   xml-invalid, dtd-forbidden, limit-reached, once; from then on every
 *          xml_next() is EVENT_WRONG.
 * Limits   LIMIT_XML_DEPTH, LIMIT_XML_ATTRIBUTES (namespaces in scope too).
 */
#ifndef BOOK_XML_H
#define BOOK_XML_H

#include <string.h>

#include "base/diag.h"
#include "base/limits.h"

enum xml_event {
    EVENT_START, /* an element begins: space, name, attributes are set */
    EVENT_END,   /* the element last begun and not ended ends */
    EVENT_DONE,  /* the part ended as it should */
    EVENT_WRONG, /* it did not; there is a diagnostic */
};

enum xml_space {
    SPACE_NONE,      /* no namespace */
    SPACE_MAIN,      /* spreadsheetml */
    SPACE_LINK,      /* officeDocument relationships (r:id) */
    SPACE_RELATIONS, /* package relationships */
    SPACE_TYPES,     /* package content types */
    SPACE_COMPAT,    /* markup compatibility (mc:) */
    SPACE_XML,       /* xml:space */
    SPACE_OTHER,
    SPACE_DOCUMENT, /* any of OpenDocument's */
};

struct xml_attribute {
    enum xml_space space;
    struct text name, value;
    struct text qualified; /* name as written */
    struct text uri;       /* of its namespace, where it has a prefix */
};

struct xml_level {
    struct text name; /* as written */
    int n_bindings;   /* namespaces in scope outside of it */
    uint8_t compat;   /* enum xml_compat of xml.c */
};

struct xml_binding {
    struct text prefix, uri;
    enum xml_space space;
};

/* A part as it was unpacked. */
struct xml_part {
    struct arena *arena;     /* for its text in UTF-8, where it is in another */
    const char *file, *name; /* for messages */
    char *bytes;             /* a NUL behind them; they will be changed */
    size_t n;
};

struct xml {
    enum xml_space space; /* of the element begun */
    struct text name;     /* without prefix */
    struct xml_attribute attributes[LIMIT_XML_ATTRIBUTES];
    int n_attributes;
    int depth; /* elements open */

    /* The rest is xml.c's. */
    struct diag_list *diags;
    struct xml_part part;
    char *start, *at, *end;
    bool wrong, closing, rooted;
    enum xml_space default_space;
    struct xml_level levels[LIMIT_XML_DEPTH];
    struct xml_binding bindings[LIMIT_XML_ATTRIBUTES];
    int n_bindings;
};

/* Keeps a copy of 'part'. */
void xml_open(struct xml *xml, const struct xml_part *part,
              struct diag_list *diags);

/*
 * A part may be shown piece by piece, cut between elements.  Where a piece is
 * read, xml_leave() lets go of its bytes and xml_go_on() begins the next, which
 * is looked at as xml_open() does; false where it is wrong.  The end of a piece
 * without another is the end of the part.
 */
void xml_leave(struct xml *xml);
bool xml_go_on(struct xml *xml, char *bytes, size_t n);

/* Text between elements is passed over. */
enum xml_event xml_next(struct xml *xml);
/* After EVENT_START: to behind its end; false if the part is wrong. */
bool xml_skip(struct xml *xml);
/* After EVENT_START: its text, without that of its children; behind its end. */
bool xml_text(struct xml *xml, struct text *out);
/* Inside of an element: the text up to the next tag, which xml_next() says
   then.  So texts with elements among them are read in order. */
bool xml_piece(struct xml *xml, struct text *out);
/* Joins two texts of one part; the first comes first in the part, too. */
struct text xml_join(struct text first, struct text second);

/* Is it the element begun?  Elements of no namespace count as SPACE_MAIN. */
static inline bool
xml_is(const struct xml *xml, const char *name)
{
    size_t n = strlen(name); /* folded away: names are literals */

    return xml->name.n == n && xml->space <= SPACE_MAIN
           && !memcmp(xml->name.at, name, n);
}

/* NULL if it has no such attribute. */
static inline const struct text *
xml_find(const struct xml *xml, enum xml_space space, const char *name)
{
    size_t n = strlen(name); /* as above */

    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (a->name.n == n && a->space == space && !memcmp(a->name.at, name, n))
            return &a->value;
    }
    return NULL;
}
/* A truth value as XML Schema has it; 'absent' where there is no attribute. */
bool xml_true(const struct xml *xml, const char *name, bool absent);

/* Without the white space that XML Schema collapses round numbers, truth values
   and the like. */
static inline struct text
xml_collapse(struct text t)
{
    static const char blank[] = " \t\r\n";

    while (t.n && (unsigned char)t.at[0] <= ' '
           && memchr(blank, t.at[0], sizeof blank - 1)) {
        t.at++;
        t.n--;
    }
    while (t.n && (unsigned char)t.at[t.n - 1] <= ' '
           && memchr(blank, t.at[t.n - 1], sizeof blank - 1))
        t.n--;
    return t;
}

#endif
