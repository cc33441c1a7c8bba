/*
 * xml.c - XML 1.0 (5th edition) and Namespaces 1.0 without DTDs.
 *
 * The part is checked for legal UTF-8 and legal characters once, before the
 * first element, so that the scanner need look at markup only, and a NUL marks
 * the end.
 */
#include "book/xml.h"

#include <inttypes.h>
#include <string.h>

#include "book/xml_utf8.h"

/* What an open element is to markup compatibility (ECMA-376 part 3). */
enum xml_compat { COMPAT_NO, COMPAT_ALTERNATE, COMPAT_FALLBACK };

#define BLOCK 64 /* bytes looked at together */

/* Character classes of the scanner. */
enum {
    NAME_START = 1, /* may begin a name */
    NAME = 2,       /* may continue one */
    BLANK = 4,
    TEXT_STOP = 8,   /* ends a plain run of text: NUL < & CR ] */
    VALUE_STOP = 16, /* of an attribute value: NUL < & " ' tab LF CR */
    LOCAL = 32,      /* as NAME, but no colon */
};

#define LETTER (NAME_START | NAME | LOCAL)
#define L4(c) [c] = LETTER, [c + 1] = LETTER, [c + 2] = LETTER, [c + 3] = LETTER
#define L16(c) L4(c), L4(c + 4), L4(c + 8), L4(c + 12)

static const uint8_t classes[256] = {
    [0] = TEXT_STOP | VALUE_STOP,
    ['\t'] = BLANK | VALUE_STOP,
    ['\n'] = BLANK | VALUE_STOP,
    ['\r'] = BLANK | TEXT_STOP | VALUE_STOP,
    [' '] = BLANK,
    ['"'] = VALUE_STOP,
    ['\''] = VALUE_STOP,
    ['&'] = TEXT_STOP | VALUE_STOP,
    ['<'] = TEXT_STOP | VALUE_STOP,
    [']'] = TEXT_STOP,
    ['-'] = NAME | LOCAL,
    ['.'] = NAME | LOCAL,
    ['0'] = NAME | LOCAL,
    ['1'] = NAME | LOCAL,
    ['2'] = NAME | LOCAL,
    ['3'] = NAME | LOCAL,
    ['4'] = NAME | LOCAL,
    ['5'] = NAME | LOCAL,
    ['6'] = NAME | LOCAL,
    ['7'] = NAME | LOCAL,
    ['8'] = NAME | LOCAL,
    ['9'] = NAME | LOCAL,
    [':'] = NAME_START | NAME,
    ['_'] = LETTER,
    L4('A'),
    L4('E'),
    L4('I'),
    L4('M'),
    L4('Q'),
    L4('U'),
    ['Y'] = LETTER,
    ['Z'] = LETTER,
    L4('a'),
    L4('e'),
    L4('i'),
    L4('m'),
    L4('q'),
    L4('u'),
    ['y'] = LETTER,
    ['z'] = LETTER,
    /* Any character beyond ASCII may be in a name. */
    L16(0x80),
    L16(0x90),
    L16(0xa0),
    L16(0xb0),
    L16(0xc0),
    L16(0xd0),
    L16(0xe0),
    L16(0xf0),
};

static inline bool
is_a(char c, int class)
{
    return (classes[(unsigned char)c] & class) != 0;
}

static bool
wrong_as(struct xml *xml, enum diag_code code, const char *what)
{
    if (!xml->wrong)
        diag_add(xml->diags, code, PLACE_FILE(xml->part.file), PLACE_NONE,
                 "part '%s' byte %zu: %s", xml->part.name,
                 (size_t)(xml->at - xml->start), what);
    xml->wrong = true;
    xml->n_attributes = 0;
    return false;
}

static bool
wrong(struct xml *xml, const char *what)
{
    return wrong_as(xml, DIAG_XML_INVALID, what);
}

static enum xml_event
wrong_event(struct xml *xml, const char *what)
{
    wrong(xml, what);
    return EVENT_WRONG;
}

/* ---- characters ---- */

/* Is it a Char of XML 1.0, production 2? */
static bool
is_char(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c < 0xd800
           || (c >= 0xe000 && c <= 0x10ffff && c != 0xfffe && c != 0xffff);
}

/* The length of the multi-byte character at p; 0 if there is none. */
static int
char_length(const unsigned char *p)
{
    uint32_t c;

    if (p[0] >= 0xc2 && p[0] < 0xe0)
        return (p[1] & 0xc0) == 0x80 ? 2 : 0;
    if (p[0] >= 0xe0 && p[0] < 0xf0) {
        if ((p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
            return 0;
        c = (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6
            | (p[2] & 0x3f);
        return c >= 0x800 && is_char(c) ? 3 : 0;
    }
    if (p[0] >= 0xf0 && p[0] < 0xf5) {
        if ((p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80
            || (p[3] & 0xc0) != 0x80)
            return 0;
        c = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12
            | (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
        return c >= 0x10000 && is_char(c) ? 4 : 0;
    }
    return 0;
}

/* One of U+1000 to U+CFFF, as most characters of three bytes are. */
static inline bool
is_ideograph(const unsigned char *p)
{
    return p[0] >= 0xe1 && p[0] <= 0xec && (p[1] & 0xc0) == 0x80
           && (p[2] & 0xc0) == 0x80;
}

/* Is a block nothing but ASCII of 0x20 and more?  The compiler makes vectors of
   it. */
static inline bool
is_printable(const char *block)
{
    unsigned char odd = 0;

    for (int i = 0; i < BLOCK; i++)
        odd |= (unsigned char)((signed char)block[i] < 0x20);
    return !odd;
}

/* The first byte that is no legal UTF-8 or character, or NULL. */
static char *
illegal(char *bytes, const char *end)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    char *p = bytes;

    while (p < end) {
        unsigned char c;

        while (end - p >= BLOCK && is_printable(p))
            p += BLOCK;
        while (end - p >= 8) {
            uint64_t w;

            memcpy(&w, p, 8);
            /* Any byte of 0x80 or more, or below a blank? */
            if ((w | ((w - ones * 0x20) & ~w)) & (ones * 0x80))
                break;
            p += 8;
        }
        if (p == end)
            break;
        c = (unsigned char)*p;
        if (c < 0x80) {
            if (!is_char(c))
                return p;
            p++;
            continue;
        }
        /* Three bytes may be looked at beyond the end: the NUL stops it. */
        do {
            const unsigned char *at = (unsigned char *)p;
            int n = is_ideograph(at) ? 3 : char_length(at);

            if (!n)
                return p;
            p += n;
        } while ((unsigned char)*p >= 0x80);
    }
    return NULL;
}

/* ---- references ---- */

static const struct {
    const char *name;
    size_t n;
    char c;
} entities[] = {
    { "&lt;", 4, '<' },   { "&gt;", 4, '>' },    { "&amp;", 5, '&' },
    { "&quot;", 6, '"' }, { "&apos;", 6, '\'' },
};

/* Decodes the reference at *from to *to; never longer than it was. */
static bool
decode(struct xml *xml, char **from, char **to)
{
    char *p = *from;
    uint32_t c = 0;
    int n = 0;

    if (p[1] != '#') {
        for (int i = 0; i < ARRAY_LEN(entities); i++)
            if (!strncmp(p, entities[i].name, entities[i].n)) {
                *from += entities[i].n;
                *(*to)++ = entities[i].c;
                return true;
            }
        xml->at = p;
        return wrong(xml, "an entity that XML does not know");
    }
    p += 2;
    if (*p == 'x') {
        for (p++;; p++, n++) {
            uint32_t digit;

            if (text_is_digit(*p))
                digit = (uint32_t)(*p - '0');
            else if ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'f')
                digit = (uint32_t)((*p | 0x20) - 'a' + 10);
            else
                break;
            c = c > 0x10ffff ? c : c * 16 + digit;
        }
    } else {
        for (; text_is_digit(*p); p++, n++)
            c = c > 0x10ffff ? c : c * 10 + (uint32_t)(*p - '0');
    }
    if (!n || *p != ';' || !is_char(c)) {
        xml->at = *from;
        return wrong(xml, "a character reference that is none");
    }
    *from = p + 1;
    *to += text_put(*to, c);
    return true;
}

/* ---- namespaces ---- */

static const struct {
    const char *uri;
    enum xml_space space;
} spaces[] = {
    { "http://schemas.openxmlformats.org/spreadsheetml/2006/main", SPACE_MAIN },
    { "http://purl.oclc.org/ooxml/spreadsheetml/main", SPACE_MAIN },
    { "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      SPACE_LINK },
    { "http://purl.oclc.org/ooxml/officeDocument/relationships", SPACE_LINK },
    { "http://schemas.openxmlformats.org/package/2006/relationships",
      SPACE_RELATIONS },
    { "http://schemas.openxmlformats.org/package/2006/content-types",
      SPACE_TYPES },
    { "http://schemas.openxmlformats.org/markup-compatibility/2006",
      SPACE_COMPAT },
    { "http://www.w3.org/XML/1998/namespace", SPACE_XML },
};

static bool
is_text(struct text t, const char *s)
{
    return strlen(s) == t.n && !memcmp(t.at, s, t.n);
}

static enum xml_space
space_of(struct text uri)
{
    if (!uri.n)
        return SPACE_NONE;
    for (int i = 0; i < ARRAY_LEN(spaces); i++)
        if (is_text(uri, spaces[i].uri))
            return spaces[i].space;
    return text_starts(uri, TEXT("urn:oasis:names:tc:opendocument:"))
               ? SPACE_DOCUMENT
               : SPACE_OTHER;
}

static const struct xml_binding *
find_binding(const struct xml *xml, struct text prefix)
{
    for (int i = xml->n_bindings - 1; i >= 0; i--) {
        struct text known = xml->bindings[i].prefix;

        if (known.n == prefix.n
            && (known.n == 0
                || (known.at[0] == prefix.at[0]
                    && !memcmp(known.at, prefix.at, known.n))))
            return &xml->bindings[i];
    }
    return NULL;
}

static bool
bind(struct xml *xml, struct text prefix, struct text uri)
{
    enum xml_space space = space_of(uri);

    if (is_text(prefix, "xml") ? space != SPACE_XML : space == SPACE_XML)
        return wrong(xml, "the prefix xml bound to another namespace");
    if (is_text(prefix, "xmlns")
        || is_text(uri, "http://www.w3.org/2000/xmlns/")
        || (prefix.n && !uri.n))
        return wrong(xml, "a namespace prefix that cannot be bound so");
    if (xml->n_bindings == LIMIT_XML_ATTRIBUTES)
        return wrong_as(xml, DIAG_LIMIT_REACHED,
                        "more than 128 namespaces in scope");
    xml->bindings[xml->n_bindings++]
        = (struct xml_binding){ prefix, uri, space };
    if (!prefix.n)
        xml->default_space = space;
    return true;
}

/* Splits a name as written at its colon; false if it has two or an end. */
static bool
split(struct text written, struct text *prefix, struct text *local)
{
    const char *colon = memchr(written.at, ':', written.n);
    size_t n = colon ? (size_t)(colon - written.at) : 0;

    *prefix = text_slice(written, 0, n);
    *local = colon ? text_slice(written, n + 1, written.n) : written;
    return !colon
           || (n > 0 && local->n > 0 && !memchr(local->at, ':', local->n)
               && is_a(local->at[0], NAME_START));
}

/* ---- tags ---- */

static char *
skip_blanks(char *p)
{
    while (is_a(*p, BLANK))
        p++;
    return p;
}

static char *
name_end(char *p)
{
    if (!is_a(*p, NAME_START))
        return p;
    while (is_a(*p, NAME))
        p++;
    return p;
}

/* The same; also says whether a colon is in it. */
static inline char *
qualified_end(char *p, bool *colon)
{
    if (!is_a(*p, NAME_START))
        return p;
    while (is_a(*p, LOCAL))
        p++;
    if (*p != ':')
        return p;
    *colon = true;
    while (is_a(*p, NAME))
        p++;
    return p;
}

/* The value behind the quote at *at, decoded in place. */
static bool
attribute_value(struct xml *xml, char **at, struct text *value)
{
    char quote = **at, *from = *at + 1, *to;

    value->at = from;
    for (;;) {
        while (!is_a(*from, VALUE_STOP))
            from++;
        if (*from != '"' && *from != '\'')
            break;
        if (*from == quote) {
            value->n = (size_t)(from - value->at);
            *at = from + 1;
            return true;
        }
        from++;
    }
    for (to = from; *from != quote;) {
        switch (*from) {
        case '&':
            if (!decode(xml, &from, &to))
                return false;
            break;
        case '\r':
            from += from[1] == '\n';
            /* fall through */
        case '\t':
        case '\n':
            *to++ = ' ';
            from++;
            break;
        case '<':
        case '\0':
            xml->at = from;
            return wrong(xml, *from ? "< in an attribute"
                                    : "the part ends in a tag");
        default:
            *to++ = *from++;
        }
    }
    value->n = (size_t)(to - value->at);
    *at = from + 1;
    return true;
}

static bool
is_twice(const struct xml *xml, struct text qualified)
{
    for (int i = 0; i < xml->n_attributes; i++) {
        struct text other = xml->attributes[i].qualified;

        if (other.n == qualified.n && other.at[0] == qualified.at[0]
            && !memcmp(other.at, qualified.at, other.n))
            return true;
    }
    return false;
}

/* The attributes of a tag, up to its > or />; namespaces are bound. */
static bool
read_attributes(struct xml *xml, char *p, bool *prefixed)
{
    xml->n_attributes = 0;
    for (;;) {
        char *name = skip_blanks(p), *end;
        struct xml_attribute *a;
        bool colon = false;

        if (*name == '>' || *name == '/') {
            xml->at = name;
            return true;
        }
        end = qualified_end(name, &colon);
        xml->at = name;
        if (name == p || end == name)
            return wrong(xml, *name ? "a tag that is no tag"
                                    : "the part ends in a tag");
        if (xml->n_attributes == LIMIT_XML_ATTRIBUTES)
            return wrong_as(xml, DIAG_LIMIT_REACHED,
                            "more than 128 attributes in one tag");
        a = &xml->attributes[xml->n_attributes];
        a->qualified = a->name = (struct text){ name, (size_t)(end - name) };
        a->space = SPACE_NONE;
        p = *end == '=' ? end : skip_blanks(end);
        if (*p == '=')
            p = p[1] == '"' ? p + 1 : skip_blanks(p + 1);
        else
            p = xml->end;
        if (*p != '"' && *p != '\'')
            return wrong(xml, "an attribute without a quoted value");
        if (!attribute_value(xml, &p, &a->value))
            return false;
        if (xml->n_attributes && is_twice(xml, a->qualified))
            return wrong(xml, "an attribute twice in one tag");
        xml->n_attributes++;
        if (colon || (a->name.n == 5 && !memcmp(name, "xmlns", 5)))
            *prefixed = true;
    }
}

/* xmlns, or xmlns:x */
static bool
is_binding(struct text qualified)
{
    return text_starts(qualified, TEXT("xmlns"))
           && (qualified.n == 5 || qualified.at[5] == ':');
}

/* Binds what xmlns attributes say and drops them. */
static bool
bind_namespaces(struct xml *xml)
{
    int n = 0;

    for (int i = 0; i < xml->n_attributes; i++) {
        struct xml_attribute a = xml->attributes[i];
        struct text prefix, local;

        if (!is_binding(a.qualified)) {
            xml->attributes[n++] = a;
            continue;
        }
        if (!split(a.qualified, &prefix, &local))
            return wrong(xml, "a name with a misplaced colon");
        if (!bind(xml, prefix.n ? local : TEXT_NONE, a.value))
            return false;
    }
    xml->n_attributes = n;
    return true;
}

static bool
resolve_attributes(struct xml *xml)
{
    for (int i = 0; i < xml->n_attributes; i++) {
        struct xml_attribute *a = &xml->attributes[i];
        const struct xml_binding *b;
        struct text prefix;

        if (!split(a->qualified, &prefix, &a->name))
            return wrong(xml, "a name with a misplaced colon");
        if (!prefix.n)
            continue;
        b = find_binding(xml, prefix);
        if (!b)
            return wrong(xml, "a prefix that is bound to no namespace");
        a->space = b->space;
        a->uri = b->uri;
        for (int j = 0; j < i; j++)
            if (xml->attributes[j].space == a->space
                && text_equal(xml->attributes[j].name, a->name)
                && text_equal(xml->attributes[j].uri, a->uri))
                return wrong(xml, "an attribute twice in one tag");
    }
    return true;
}

/* At the < of a start tag. */
static enum xml_event
start_tag(struct xml *xml)
{
    bool prefixed = false, colon = false;
    char *name = xml->at + 1, *end = qualified_end(name, &colon);
    struct text written = { name, (size_t)(end - name) };
    struct xml_level *level;

    if (!written.n)
        return wrong_event(xml, "< that begins no tag");
    if (!xml->depth && xml->rooted)
        return wrong_event(xml, "a second element after the root");
    if (xml->depth == LIMIT_XML_DEPTH) {
        wrong_as(xml, DIAG_LIMIT_REACHED, "elements nest deeper than 256");
        return EVENT_WRONG;
    }
    level = &xml->levels[xml->depth];
    level->name = written;
    level->n_bindings = xml->n_bindings;
    level->compat = COMPAT_NO;
    if (*end == '>') {
        xml->n_attributes = 0;
        xml->at = end;
    } else if (!read_attributes(xml, end, &prefixed)) {
        return EVENT_WRONG;
    }
    if (prefixed && (!bind_namespaces(xml) || !resolve_attributes(xml)))
        return EVENT_WRONG;
    if (colon) {
        const struct xml_binding *b;
        struct text prefix;

        if (!split(written, &prefix, &xml->name))
            return wrong_event(xml, "a name with a misplaced colon");
        b = find_binding(xml, prefix);
        if (!b)
            return wrong_event(xml, "a prefix that is bound to no namespace");
        xml->space = b->space;
    } else {
        xml->name = written;
        xml->space = xml->default_space;
    }
    if (*xml->at == '/') {
        if (xml->at[1] != '>')
            return wrong_event(xml, "a tag that is no tag");
        xml->at++;
        xml->closing = true;
    }
    xml->at++;
    xml->depth++;
    xml->rooted = true;
    return EVENT_START;
}

static enum xml_event
pop(struct xml *xml)
{
    const struct xml_level *level = &xml->levels[--xml->depth];

    xml->closing = false;
    if (xml->n_bindings != level->n_bindings) {
        const struct xml_binding *b;

        xml->n_bindings = level->n_bindings;
        b = find_binding(xml, TEXT_NONE);
        xml->default_space = b ? b->space : SPACE_NONE;
    }
    return EVENT_END;
}

/* At the < of an end tag. */
static enum xml_event
end_tag(struct xml *xml)
{
    char *p = xml->at + 2;
    struct text name;

    if (!xml->depth)
        return wrong_event(xml, "an end tag without its start");
    name = xml->levels[xml->depth - 1].name;
    if (strncmp(p, name.at, name.n) != 0 || is_a(p[name.n], NAME))
        return wrong_event(xml, "an end tag that does not fit its start");
    p = skip_blanks(p + name.n);
    if (*p != '>')
        return wrong_event(xml, "a tag that is no tag");
    xml->at = p + 1;
    return pop(xml);
}

/* ---- comments, instructions, CDATA ---- */

static bool
skip_comment(struct xml *xml)
{
    char *p = xml->at + 4;

    for (;;) {
        p = memchr(p, '-', (size_t)(xml->end - p));
        if (!p)
            return wrong(xml, "a comment without end");
        if (p[1] == '-')
            break;
        p++;
    }
    if (p[2] != '>')
        return wrong(xml, "-- in a comment");
    xml->at = p + 3;
    return true;
}

static bool
skip_instruction(struct xml *xml)
{
    char *name = xml->at + 2, *p = name_end(name);

    if (p == name || memchr(name, ':', (size_t)(p - name))
        || (*p != '?' && !is_a(*p, BLANK))
        || (p - name == 3 && (name[0] | 0x20) == 'x' && (name[1] | 0x20) == 'm'
            && (name[2] | 0x20) == 'l'))
        return wrong(xml, "a processing instruction that is none");
    if (*p == '?' && p[1] != '>')
        return wrong(xml, "a processing instruction that is none");
    for (;;) {
        p = memchr(p, '?', (size_t)(xml->end - p));
        if (!p)
            return wrong(xml, "a processing instruction without end");
        if (p[1] == '>')
            break;
        p++;
    }
    xml->at = p + 2;
    return true;
}

/* At <![CDATA[: its end, the content between content and *end. */
static char *
cdata(struct xml *xml, char **end)
{
    char *content = xml->at + 9, *p = content;

    for (;;) {
        p = memchr(p, ']', (size_t)(xml->end - p));
        if (!p) {
            wrong(xml, "CDATA without end");
            return NULL;
        }
        if (p[1] == ']' && p[2] == '>')
            break;
        p++;
    }
    *end = p;
    xml->at = p + 3;
    return content;
}

/* At <! or <?, but not CDATA. */
static bool
skip_markup(struct xml *xml)
{
    if (xml->at[1] == '?')
        return skip_instruction(xml);
    if (!strncmp(xml->at, "<!--", 4))
        return skip_comment(xml);
    if (!strncmp(xml->at, "<!DOCTYPE", 9))
        return wrong_as(xml, DIAG_DTD_FORBIDDEN,
                        "a DOCTYPE, which workbooks must not have");
    return wrong(xml, "<! that begins nothing");
}

static bool
is_cdata(const char *p)
{
    return p[1] == '!' && !strncmp(p, "<![CDATA[", 9);
}

/* The next tag, mc elements too; text before it is checked and dropped. */
static enum xml_event
step(struct xml *xml)
{
    if (xml->closing)
        return pop(xml);
    if (xml->wrong)
        return EVENT_WRONG;
    for (;;) {
        char *p = xml->at;

        if (*p != '<') {
            while (!is_a(*p, TEXT_STOP)) {
                if (!xml->depth && !is_a(*p, BLANK)) {
                    xml->at = p;
                    return wrong_event(xml, "text outside of the root element");
                }
                p++;
            }
            xml->at = p;
        }
        if (*p == '<') {
            if (p[1] == '/')
                return end_tag(xml);
            if (p[1] != '!' && p[1] != '?')
                return start_tag(xml);
            if (xml->depth && is_cdata(p)) {
                if (!cdata(xml, &p))
                    return EVENT_WRONG;
            } else if (!skip_markup(xml)) {
                return EVENT_WRONG;
            }
            continue;
        }
        if (!*p) {
            if (xml->depth)
                return wrong_event(xml, "the part ends inside an element");
            if (!xml->rooted)
                return wrong_event(xml, "the part is empty");
            return EVENT_DONE;
        }
        if (*p == '&') {
            char out[4], *to = out;

            if (!xml->depth)
                return wrong_event(xml, "text outside of the root element");
            if (!decode(xml, &p, &to))
                return EVENT_WRONG;
            xml->at = p;
            continue;
        }
        if (*p == ']' && (!xml->depth || (p[1] == ']' && p[2] == '>')))
            return wrong_event(xml, "]]> outside of CDATA");
        xml->at++; /* CR or ] */
    }
}

enum xml_event
xml_next(struct xml *xml)
{
    for (;;) {
        enum xml_event event = step(xml);

        if (event == EVENT_END) {
            if (xml->levels[xml->depth].compat == COMPAT_NO)
                return event;
            continue;
        }
        if (event != EVENT_START || xml->space != SPACE_COMPAT)
            return event;
        if (is_text(xml->name, "AlternateContent"))
            xml->levels[xml->depth - 1].compat = COMPAT_ALTERNATE;
        else if (is_text(xml->name, "Fallback") && xml->depth > 1
                 && xml->levels[xml->depth - 2].compat == COMPAT_ALTERNATE)
            xml->levels[xml->depth - 1].compat = COMPAT_FALLBACK;
        else if (is_text(xml->name, "Choice") && xml->depth > 1
                 && xml->levels[xml->depth - 2].compat == COMPAT_ALTERNATE) {
            if (!xml_skip(xml))
                return EVENT_WRONG;
        } else {
            return event;
        }
    }
}

bool
xml_skip(struct xml *xml)
{
    int depth = xml->depth - 1;

    while (xml->depth > depth)
        if (step(xml) >= EVENT_DONE)
            return false;
    return !xml->wrong;
}

/* CDATA at xml->at, its line ends made one, to 'to'; NULL where it is wrong. */
static char *
take_cdata(struct xml *xml, char *to)
{
    char *end, *p = cdata(xml, &end);

    if (!p)
        return NULL;
    for (; p < end; p++) {
        if (*p == '\r') {
            *to++ = '\n';
            p += p + 1 < end && p[1] == '\n';
        } else {
            *to++ = *p;
        }
    }
    return to;
}

/* Text up to the next tag, decoded to 'to'; NULL where it is wrong. */
static char *
take_text(struct xml *xml, char *to)
{
    for (;;) {
        char *p = xml->at;

        switch (*p) {
        case '&':
            if (!decode(xml, &p, &to))
                return NULL;
            xml->at = p;
            break;
        case '\r':
            *to++ = '\n';
            xml->at += p[1] == '\n' ? 2 : 1;
            break;
        case '<':
            if (is_cdata(p)) {
                to = take_cdata(xml, to);
                if (!to)
                    return NULL;
                break;
            }
            if (p[1] != '!' && p[1] != '?')
                return to;
            if (!skip_markup(xml))
                return NULL;
            break;
        case '\0':
            wrong(xml, "the part ends inside an element");
            return NULL;
        case ']':
            if (p[1] == ']' && p[2] == '>') {
                wrong(xml, "]]> outside of CDATA");
                return NULL;
            }
            /* fall through */
        default:
            *to++ = *p;
            xml->at++;
        }
    }
}

/* The rest of an element's text, from the first byte that is not plain. */
static bool
odd_text(struct xml *xml, struct text *out, char *to)
{
    int depth = xml->depth - 1;

    for (;;) {
        enum xml_event event;

        to = take_text(xml, to);
        if (!to)
            return false;
        event = step(xml);
        if (event == EVENT_START)
            event = xml_skip(xml) ? event : EVENT_WRONG;
        if (event >= EVENT_DONE)
            return false;
        if (xml->depth == depth) {
            out->n = (size_t)(to - out->at);
            return true;
        }
    }
}

/* Text that is plain: behind it. */
static char *
plain_end(char *p)
{
    while (!is_a(*p, TEXT_STOP))
        p++;
    return p;
}

bool
xml_text(struct xml *xml, struct text *out)
{
    char *p = xml->at;

    *out = (struct text){ p, 0 };
    if (xml->closing) {
        pop(xml);
        return true;
    }
    if (xml->wrong)
        return false;
    p = plain_end(p);
    xml->at = p;
    if (p[0] == '<' && p[1] == '/') {
        out->n = (size_t)(p - out->at);
        return end_tag(xml) == EVENT_END;
    }
    return odd_text(xml, out, p);
}

bool
xml_piece(struct xml *xml, struct text *out)
{
    char *p = xml->at;

    *out = (struct text){ p, 0 };
    if (xml->closing)
        return true;
    if (xml->wrong)
        return false;
    xml->at = plain_end(p);
    p = take_text(xml, xml->at);
    if (p)
        out->n = (size_t)(p - out->at);
    return p != NULL;
}

struct text
xml_join(struct text first, struct text second)
{
    if (!first.n)
        return second;
    /* Both lie in the part's bytes, which xml_open() was given to change. */
    if (second.n)
        memmove((char *)(uintptr_t)first.at + first.n, second.at, second.n);
    first.n += second.n;
    return first;
}

bool
xml_true(const struct xml *xml, const char *name, bool absent)
{
    const struct text *value = xml_find(xml, SPACE_NONE, name);
    struct text t = value ? xml_collapse(*value) : TEXT_NONE;

    return value ? text_equal(t, TEXT("1")) || text_equal(t, TEXT("true"))
                 : absent;
}

/* ---- opening ---- */

/* One name="value" of an XML declaration at *p. */
static bool
declared(char **p, const char *name, struct text *value)
{
    size_t n = strlen(name);
    char *at = skip_blanks(*p), quote;

    if (at == *p || strncmp(at, name, n) != 0)
        return false;
    at = skip_blanks(at + n);
    if (*at != '=')
        return false;
    at = skip_blanks(at + 1);
    quote = *at;
    if (quote != '"' && quote != '\'')
        return false;
    value->at = ++at;
    while (*at && *at != quote && *at != '<')
        at++;
    if (*at != quote)
        return false;
    value->n = (size_t)(at - value->at);
    *p = at + 1;
    return true;
}

/* Passes the declaration, if there is one; the encoding that it names, or
   nothing. */
static bool
read_declaration(struct xml *xml, struct text *encoding)
{
    struct text version, standalone = TEXT("no");
    char *p = xml->at + 5;

    *encoding = TEXT_NONE;
    if (strncmp(xml->at, "<?xml", 5) != 0 || !is_a(*p, BLANK))
        return true;
    if (!declared(&p, "version", &version) || version.n != 3
        || memcmp(version.at, "1.", 2) != 0 || version.at[2] < '0'
        || version.at[2] > '9')
        return wrong(xml, "an XML declaration that is none");
    declared(&p, "encoding", encoding);
    declared(&p, "standalone", &standalone);
    p = skip_blanks(p);
    if ((!is_text(standalone, "yes") && !is_text(standalone, "no"))
        || p[0] != '?' || p[1] != '>')
        return wrong(xml, "an XML declaration that is none");
    xml->at = p + 2;
    return true;
}

/* Are its characters of two bytes? */
static bool
is_wide(const struct xml *xml)
{
    return (unsigned char)xml->at[0] >= 0xfe
           || (xml->end - xml->at > 1 && (!xml->at[0] || !xml->at[1]));
}

/* What is read from here on. */
static void
read_from(struct xml *xml, char *utf8, size_t n)
{
    xml->start = xml->at = utf8;
    xml->end = utf8 + n;
}

static bool
read_wide(struct xml *xml)
{
    struct text in = { xml->at, (size_t)(xml->end - xml->at) };
    size_t n, bad;
    char *utf8 = xml_utf8_of_utf16(xml->part.arena, in, &n, &bad);

    if (!utf8) {
        xml->at += bad;
        return wrong(xml, "half a character of UTF-16");
    }
    read_from(xml, utf8, n);
    return true;
}

/* Passes over what says the encoding; from then on the part is UTF-8. */
static void
read_encoding(struct xml *xml)
{
    bool wide = is_wide(xml), right;
    struct text encoding;

    if (wide && !read_wide(xml))
        return;
    if (!wide && !strncmp(xml->at, "\xef\xbb\xbf", 3))
        xml->at += 3;
    if (!read_declaration(xml, &encoding))
        return;
    if (text_same_letters(encoding, TEXT("iso-8859-1")) && !wide) {
        struct text in = { xml->at, (size_t)(xml->end - xml->at) };
        size_t n;
        char *utf8 = xml_utf8_of_latin1(xml->part.arena, in, &n);

        read_from(xml, utf8, n);
        return;
    }
    right = wide ? text_same_letters(text_slice(encoding, 0, 6), TEXT("utf-16"))
                 : text_same_letters(encoding, TEXT("utf-8"))
                       || text_same_letters(encoding, TEXT("utf8"))
                       || text_same_letters(encoding, TEXT("us-ascii"));
    if (encoding.at && !right)
        wrong(xml, "an encoding that is not read, or not this part's");
}

/* From where the scanner is on, so that it need look at markup only. */
static bool
check_characters(struct xml *xml)
{
    char *bad = illegal(xml->at, xml->end);

    if (!bad)
        return true;
    xml->at = bad;
    return wrong(xml, (unsigned char)*bad < 0x20
                          ? "a control character"
                          : "bytes that are no UTF-8 or no character");
}

/* A text that must outlive the bytes that are read. */
static struct text
kept(const struct xml *xml, struct text t)
{
    return t.n && t.at >= xml->start && t.at <= xml->end
               ? text_copy(xml->part.arena, t)
               : t;
}

void
xml_leave(struct xml *xml)
{
    for (int i = 0; i < xml->depth; i++)
        xml->levels[i].name = kept(xml, xml->levels[i].name);
    for (int i = 0; i < xml->n_bindings; i++) {
        struct xml_binding *b = &xml->bindings[i];

        b->prefix = kept(xml, b->prefix);
        b->uri = kept(xml, b->uri);
    }
    xml->n_attributes = 0;
}

bool
xml_go_on(struct xml *xml, char *bytes, size_t n)
{
    read_from(xml, bytes, n);
    return check_characters(xml);
}

void
xml_open(struct xml *xml, const struct xml_part *part, struct diag_list *diags)
{
    static const struct xml_binding xml_prefix = {
        { "xml", 3 }, { "http://www.w3.org/XML/1998/namespace", 36 }, SPACE_XML
    };

    xml->n_attributes = xml->depth = 0;
    xml->wrong = xml->closing = xml->rooted = false;
    xml->diags = diags;
    xml->part = *part;
    read_from(xml, part->bytes, part->n);
    xml->default_space = SPACE_NONE;
    xml->bindings[0] = xml_prefix;
    xml->n_bindings = 1;
    read_encoding(xml);
    if (!xml->wrong)
        check_characters(xml);
}
