/*
 * xml.c - any bytes as XML, by three readers that must agree.
 *
 *   scanner and expat   read the same
 *   xml and markup      tags found by their bytes are the elements begun
 *   escaping            what is escaped decodes to what it was
 */
#include <string.h>

#include "base/bytes.h"
#include "book/markup.h"
#include "book/xlsx_text.h"
#include "book/xml.h"
#include "support/fuzz.h"
#include "support/xml_expat.h"

/* ---- the part as text ---- */

struct reading {
    struct bytes said;
    bool well_formed;
    int n_started;
};

static void
say(struct bytes *out, char kind, struct text t)
{
    bytes_char(out, kind);
    bytes_int(out, (long long)t.n);
    bytes_char(out, ' ');
    bytes_add(out, t);
}

static void
say_start(struct reading *r, const struct xml *xml)
{
    say(&r->said, '<', xml->name);
    bytes_int(&r->said, xml->space);
    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        bytes_int(&r->said, a->space);
        say(&r->said, 'a', a->name);
        say(&r->said, '=', a->value);
    }
    r->n_started++;
}

/* Which elements are asked for their text depends on their names alone. */
static void
read_events(struct reading *r, struct xml *xml)
{
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START || event == EVENT_END) {
        struct text t;

        if (event == EVENT_END) {
            bytes_char(&r->said, '>');
            continue;
        }
        say_start(r, xml);
        if (xml->name.n % 2 == 0 || xml->name.at[0] == 't') {
            if (xml_text(xml, &t))
                say(&r->said, 't', t);
        } else if (xml->name.at[0] == 's') {
            xml_skip(xml);
        }
    }
    FUZZ_HOLDS(xml_next(xml) == event);
    r->well_formed = event == EVENT_DONE;
}

static struct xml *
open_part(struct arena *arena, struct text part, struct diag_list *diags)
{
    struct xml *xml = ARENA_NEW(arena, struct xml);

    xml_open(xml,
             &(struct xml_part){ arena, "f", "p",
                                 arena_copy(arena, part.at, part.n), part.n },
             diags);
    return xml;
}

static struct reading
read_part(struct arena *arena, struct text part, struct diag_list *diags)
{
    struct reading r = { .said = { .arena = arena } };

    read_events(&r, open_part(arena, part, diags));
    FUZZ_HOLDS(r.well_formed ? diags->n == 0 : diags->n == 1);
    return r;
}

/* ---- the laws ---- */

/* And not two bytes a character. */
static bool
is_ascii(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '\0' || (unsigned char)t.at[i] >= 0x80)
            return false;
    }
    return true;
}

static bool
complains(const struct diag_list *said, const char *of)
{
    return said->n > 0 && strstr(said->items[0]->text, of) != NULL;
}

/*
 * What both read must be the same.  Which letters beyond ASCII make names the
 * scanner does not ask; in ASCII neither reads what the other does not.
 */
static void
check_expat(struct arena *arena, struct text in, const struct reading *own,
            const struct diag_list *said)
{
    struct diag_list diags = { .arena = arena };
    struct reading other = { .well_formed = false };
    struct text utf8;

    utf8.at = xml_expat_utf8(arena, "f", "p", in.at, in.n, &utf8.n, &diags);
    FUZZ_ANSWERED(utf8.at, &diags);
    if (utf8.at)
        other = read_part(arena, utf8, &diags);
    /* Expat knows no namespaces, so it lets colons in instructions pass, and
       any number of the version; it does not know "utf8", which files say. */
    if (is_ascii(in) && !complains(said, "XML declaration")
        && !complains(said, "instruction")
        && !complains(&diags, "unknown encoding"))
        FUZZ_HOLDS(own->well_formed == other.well_formed);
    if (own->well_formed && other.well_formed)
        FUZZ_EQUAL(bytes_text(&own->said), bytes_text(&other.said));
}

/* All elements, with none passed over. */
static int
count_starts(struct arena *arena, struct text in)
{
    struct diag_list diags = { .arena = arena };
    struct xml *xml = open_part(arena, in, &diags);
    enum xml_event event;
    int n = 0;

    while ((event = xml_next(xml)) == EVENT_START || event == EVENT_END)
        n += event == EVENT_START;
    return event == EVENT_DONE ? n : -1;
}

static void
check_markup(struct arena *arena, struct text in)
{
    struct markup m = { .bytes = in };
    struct markup_tag tag;
    int n = count_starts(arena, in), tags = 0;

    while (markup_next(&m, &tag)) {
        FUZZ_HOLDS(tag.top < tag.end && tag.end <= in.n);
        tags += tag.kind != MARKUP_CLOSE;
    }
    /* What a Choice holds is no event, but a tag. */
    if (n >= 0 && text_find(in, TEXT("AlternateContent"), 0) < 0)
        FUZZ_HOLDS(n == tags);
}

static bool
has_control(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if ((unsigned char)t.at[i] < ' ')
            return true;
    }
    return false;
}

static void
check_escapes(struct arena *arena, struct text in)
{
    struct text escaped;

    if (!text_is_utf8(in))
        return;
    if (!has_control(in))
        FUZZ_EQUAL(in, markup_decode(arena, markup_escape(arena, in)));
    escaped = markup_decode(arena, markup_escape_cell(arena, in));
    FUZZ_EQUAL(in, xlsx_text_decode(text_copy(arena, escaped)));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct reading own = read_part(arena, in, diags);

    check_expat(arena, in, &own, diags);
    if (own.well_formed && text_is_utf8(in)
        && memchr(in.at, '\0', in.n) == NULL)
        check_markup(arena, in);
    check_escapes(arena, in);
}

FUZZ_TARGET(run)
