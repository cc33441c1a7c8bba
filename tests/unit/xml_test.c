/* xml_test.c - parts as events; the scanner and expat agree. */
#include "book/xml.h"

#include <string.h>

#include "support/expect.h"
#include "support/xml_expat.h"

#define M "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define S "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"

/* Events: <space:name attribute=value …> text-of-t </> ; 't' is read by
   xml_text, 'skip' by xml_skip. */
static const struct xml_case {
    const char *name, *part, *want; /* want: events, or the word */
} cases[] = {
    { "the plainest part", "<a/>", "<0:a></>" },
    { "a declaration", "<?xml version='1.0' encoding='utf-8'?>\n<a></a>\n",
      "<0:a></>" },
    { "a byte order mark", "\xef\xbb\xbf<a/>", "<0:a></>" },
    { "namespaces: main, strict, prefixed, foreign",
      "<a xmlns='" M "'><b xmlns='" S "'/><x:c xmlns:x='" M
      "'/><y:d xmlns:y='u'/><e xmlns=''/><f/></a>",
      "<1:a><1:b></><1:c></><7:d></><0:e></><1:f></></>" },
    { "attributes", "<a b='1' c=\"2'\" d = '&lt;&#20013;&#x4E2D;'/>",
      "<0:a b=1 c=2' d=<中中></>" },
    { "white space in attributes is a blank", "<a b='1\n\t2\r\n3&#10;'/>",
      "<0:a b=1  2 3\n></>" },
    { "attributes with prefixes",
      "<a xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"
      "relationships' r:id='7' id='8' xml:space='preserve'/>",
      "<0:a id=7 id=8 space=preserve></>" },
    { "text with references, CDATA, comments and instructions",
      "<t>a&amp;b<![CDATA[<&c]]><!-- x -->d<?p q?>e&#13;\r\nf\rg</t>",
      "<0:t>[a&b<&cde\r\nf\ng]" },
    { "text without its children's", "<t>a<b>x<t>y</t></b>c</t>", "<0:t>[ac]" },
    { "a text of nothing", "<a><t/><t></t></a>", "<0:a><0:t>[]<0:t>[]</>" },
    { "text between elements is passed over", "<a> x <b/> &amp; ]] </a>",
      "<0:a><0:b></></>" },
    { "a skipped element", "<a><skip><b><c/></b>t</skip><d/></a>",
      "<0:a><0:skip>-<0:d></></>" },
    { "the fallback stands for what nobody understands",
      "<a xmlns:m='" MC "'><m:AlternateContent><m:Choice Requires='x'><b/>"
      "</m:Choice><m:Fallback><c/></m:Fallback></m:AlternateContent><d/></a>",
      "<0:a><0:c></><0:d></></>" },
    { "an alternative without fallback is nothing",
      "<a xmlns:m='" MC "'><m:AlternateContent><m:Choice Requires='x'><b/>"
      "</m:Choice></m:AlternateContent></a>",
      "<0:a></>" },
    { "comments and instructions around the root",
      "<!-- - --><?x?><a/><!----><?y z?>", "<0:a></>" },
    { "latin-1", "<?xml version='1.0' encoding='iso-8859-1'?><t>\xe9</t>",
      "<0:t>[é]" },
    { "a declaration that stands alone",
      "<?xml version='1.0' encoding='us-ascii' standalone='yes' ?><a/>",
      "<0:a></>" },
    { "an instruction with signs in it", "<a><?x ?y>z?\?></a>", "<0:a></>" },
    { "the prefix xml bound to what it is",
      "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:b='1'/>",
      "<0:a b=1></>" },
    { "attributes in latin-1",
      "<?xml version='1.0' encoding='iso-8859-1'?><a b='&quot;&#9;&#10;&#13;&lt;&amp;\xe9'/>",
      "<0:a b=\"\t\n\r<&é></>" },
    { "texts in latin-1",
      "<?xml version='1.0' encoding='iso-8859-1'?><t>a&gt;b&#13;c]]&gt;</t>",
      "<0:t>[a>b\rc]]>]" },
    /* what is wrong */
    { "xml bound to another namespace", "<a xmlns:xml='u'/>", "xml-invalid" },
    { "a prefix bound to the namespace of xml",
      "<a xmlns:x='http://www.w3.org/XML/1998/namespace'/>", "xml-invalid" },
    { "xmlns as a prefix", "<a xmlns:xmlns='u'/>", "xml-invalid" },
    { "a prefix bound to the namespace of xmlns",
      "<a xmlns:x='http://www.w3.org/2000/xmlns/'/>", "xml-invalid" },
    { "the default namespace bound to that of xml",
      "<a xmlns='http://www.w3.org/XML/1998/namespace'/>", "xml-invalid" },
    { "a prefix bound to nothing", "<a xmlns:x=''/>", "xml-invalid" },
    { "an attribute's prefix that is not bound", "<a x:b='1'/>",
      "xml-invalid" },
    { "an element's prefix that is not bound", "<x:a/>", "xml-invalid" },
    { "a name that ends in a colon", "<a:/>", "xml-invalid" },
    { "a name that begins with a colon", "<:a/>", "xml-invalid" },
    { "a name with two colons", "<a:b:c xmlns:a='u'/>", "xml-invalid" },
    { "an attribute with two colons", "<a xmlns:x='u' x:y:z='1'/>",
      "xml-invalid" },
    { "an attribute twice, by two prefixes",
      "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "xml-invalid" },
    { "an instruction named xml", "<a><?xml x?></a>", "xml-invalid" },
    { "an instruction without a name", "<a><? x?></a>", "xml-invalid" },
    { "an instruction cut off", "<a><?x y", "xml-invalid" },
    { "an instruction that ends in one sign", "<a><?x?y</a>", "xml-invalid" },
    { "a tag that ends in a slash", "<a/ >", "xml-invalid" },
    { "a declaration that may be alone",
      "<?xml version='1.0' standalone='maybe'?><a/>", "xml-invalid" },
    { "a declaration with more", "<?xml version='1.0' x?><a/>", "xml-invalid" },
    { "a declaration without quotes",
      "<?xml version='1.0' encoding=utf-8?><a/>", "xml-invalid" },
    { "a declaration without a version", "<?xml encoding='utf-8'?><a/>",
      "xml-invalid" },
    { "latin-1 that is wrong", "<?xml version='1.0' encoding='iso-8859-1'?><a>",
      "xml-invalid" },
    { "a DOCTYPE in latin-1",
      "<?xml version='1.0' encoding='iso-8859-1'?><!DOCTYPE a><a/>",
      "dtd-forbidden" },
    { "nothing", "", "xml-invalid" },
    { "only white space", " \n", "xml-invalid" },
    { "no end", "<a>", "xml-invalid" },
    { "no end of a tag", "<a", "xml-invalid" },
    { "no end of a value", "<a b='", "xml-invalid" },
    { "no end of a text", "<t>abc", "xml-invalid" },
    { "crossed tags", "<a><b></a></b>", "xml-invalid" },
    { "a longer end tag", "<a></ab>", "xml-invalid" },
    { "a shorter end tag", "<ab></a>", "xml-invalid" },
    { "two roots", "<a/><b/>", "xml-invalid" },
    { "text behind the root", "<a/>x", "xml-invalid" },
    { "text before the root", "x<a/>", "xml-invalid" },
    { "a reference outside of the root", "<a/>&amp;", "xml-invalid" },
    { "CDATA outside of the root", "<a/><![CDATA[]]>", "xml-invalid" },
    { "an end tag first", "</a>", "xml-invalid" },
    { "an unknown entity", "<a>&nbsp;</a>", "xml-invalid" },
    { "an unknown entity in a value", "<a b='&nbsp;'/>", "xml-invalid" },
    { "a lone ampersand", "<a>a & b</a>", "xml-invalid" },
    { "a reference without semicolon", "<a>&#65 </a>", "xml-invalid" },
    { "a reference to nothing", "<a>&#;</a>", "xml-invalid" },
    { "a reference to NUL", "<a>&#0;</a>", "xml-invalid" },
    { "a reference to a surrogate", "<a>&#xD800;</a>", "xml-invalid" },
    { "a reference beyond Unicode", "<a>&#99999999999;</a>", "xml-invalid" },
    { "< in a value", "<a b='<'/>", "xml-invalid" },
    { "an attribute twice", "<a b='1' b='1'/>", "xml-invalid" },
    { "an attribute twice by namespace",
      "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "xml-invalid" },
    { "attributes run together", "<a b='1'c='2'/>", "xml-invalid" },
    { "an attribute without value", "<a b/>", "xml-invalid" },
    { "an attribute without its =", "<a b\"1\"/>", "xml-invalid" },
    { "an attribute without quotes", "<a b=1/>", "xml-invalid" },
    { "a blank before the name", "< a/>", "xml-invalid" },
    { "a blank in the end of a tag", "<a/ >", "xml-invalid" },
    { "a name that begins with a digit", "<1a/>", "xml-invalid" },
    { "]]> in text", "<a>]]></a>", "xml-invalid" },
    { "]]> in a text that is read", "<t>]]></t>", "xml-invalid" },
    { "-- in a comment", "<a><!-- -- --></a>", "xml-invalid" },
    { "a comment without end", "<a><!-- </a>", "xml-invalid" },
    { "CDATA without end", "<t><![CDATA[ </t>", "xml-invalid" },
    { "an instruction without end", "<a><? </a>", "xml-invalid" },
    { "a second declaration", "<a/><?xml version='1.0'?>", "xml-invalid" },
    { "a declaration behind a blank", " <?xml version='1.0'?><a/>",
      "xml-invalid" },
    { "a declaration without version", "<?xml encoding='utf-8'?><a/>",
      "xml-invalid" },
    { "a control character", "<a>\x01</a>", "xml-invalid" },
    { "a byte that is no UTF-8", "<a>\xff</a>", "xml-invalid" },
    { "half a character", "<a>\xe4\xb8</a>", "xml-invalid" },
    { "an overlong character", "<a>\xc0\xaf</a>", "xml-invalid" },
    { "a surrogate", "<a>\xed\xa0\x80</a>", "xml-invalid" },
    { "a noncharacter", "<a>\xef\xbf\xbf</a>", "xml-invalid" },
    { "a DOCTYPE", "<!DOCTYPE a><a/>", "dtd-forbidden" },
    { "an encoding nobody reads",
      "<?xml version='1.0' encoding='GB18030'?><a/>", "xml-invalid" },
    { "an encoding that is not so",
      "<?xml version='1.0' encoding='UTF-16'?><a/>", "xml-invalid" },
};

struct output {
    struct arena *arena;
    struct text text;
};

static void
say(struct output *out, const char *what, struct text t)
{
    out->text = text_printf(out->arena, "%.*s%s%.*s", TEXT_ARG(out->text), what,
                            TEXT_ARG(t));
}

/* The whole part as text. */
static const char *
events(struct arena *arena, char *bytes, size_t n, struct diag_list *diags)
{
    struct xml *xml = ARENA_NEW(arena, struct xml);
    struct output out = { arena, TEXT_NONE };
    enum xml_event event;

    xml_open(xml, &(struct xml_part){ arena, "t.xlsx", "t.xml", bytes, n },
             diags);
    while ((event = xml_next(xml)) == EVENT_START || event == EVENT_END) {
        struct text t;

        if (event == EVENT_END) {
            say(&out, "</>", TEXT_NONE);
            continue;
        }
        say(&out, arena_printf(arena, "<%d:", xml->space), xml->name);
        for (int i = 0; i < xml->n_attributes; i++) {
            say(&out, " ", xml->attributes[i].name);
            say(&out, "=", xml->attributes[i].value);
        }
        say(&out, ">", TEXT_NONE);
        if (text_equal(xml->name, TEXT("t"))) {
            if (!xml_text(xml, &t))
                continue;
            say(&out, "[", t);
            say(&out, "]", TEXT_NONE);
        } else if (text_equal(xml->name, TEXT("skip"))) {
            xml_skip(xml);
            say(&out, "-", TEXT_NONE);
        }
    }
    EXPECT(xml_next(xml) == event);
    if (event == EVENT_WRONG)
        return diags->n == 1 ? diag_word(diags->items[0]->code)
                             : "no single error";
    return diags->n ? "done with errors" : text_zero(arena, out.text);
}

/* The part as UTF-16 behind a mark. */
static char *
wide(struct arena *arena, struct text part, bool big, size_t *n)
{
    unsigned char *out = arena_alloc(arena, part.n * 2 + 3);
    uint32_t units[2] = { 0xfeff };

    *n = 0;
    for (size_t pos = 0, n_units = 1;; n_units = 1) {
        for (size_t i = 0; i < n_units; i++, *n += 2) {
            out[*n + !big] = (unsigned char)(units[i] >> 8);
            out[*n + big] = (unsigned char)units[i];
        }
        if (pos == part.n)
            return (char *)out;
        units[0] = text_next(part, &pos);
        if (units[0] >= 0x10000) {
            units[1] = 0xdc00 + (units[0] & 0x3ff);
            units[0] = 0xd800 + ((units[0] - 0x10000) >> 10);
            n_units = 2;
        }
    }
}

/* In UTF-16 it says the same. */
static void
run_wide(struct arena *arena, const struct xml_case *c)
{
    struct text part = text_of(c->part);

    if (!text_is_utf8(part) || strstr(c->part, "encoding=")
        || text_starts(part, TEXT("\xef\xbb\xbf")))
        return;
    expect_begin(c->name);
    for (int big = 0; big < 2; big++) {
        struct diag_list diags = { .arena = arena };
        size_t n;
        char *bytes = wide(arena, part, big, &n);

        EXPECT_TEXT(c->want, events(arena, bytes, n, &diags));
        if (part.n) {
            diags.n = 0;
            EXPECT_TEXT(c->want, events(arena, bytes + 2, n - 2, &diags));
        }
    }
}

static const struct {
    const char *name, *bytes;
    size_t n;
    const char *want; /* events, or what is wrong */
} wides[] = {
    { "UTF-16 that says so",
      "<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0001\0.\0000\0'\0 \0e\0n\0c"
      "\0o\0d\0i\0n\0g\0=\0'\0U\0T\0F\0-\0001\0006\0'\0?\0>\0<\0a\0/\0>\0",
      86, "<0:a></>" },
    { "UTF-16 that says something else",
      "<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0001\0.\0000\0'\0 \0e\0n\0c"
      "\0o\0d\0i\0n\0g\0=\0'\0U\0T\0F\0-\0008\0'\0?\0>\0<\0a\0/\0>\0",
      84,
      "part 't.xml' byte 38: an encoding that is not read, or not this "
      "part's" },
    { "a pair", "\xff\xfe<\0a\0 \0b\0=\0'\0\x42\xd8\xb7\xdf'\0/\0>\0", 24,
      "<0:a b=\xf0\xa0\xae\xb7></>" },
    { "a first half alone", "\xff\xfe<\0t\0>\0\x42\xd8<\0/\0t\0>\0", 18,
      "part 't.xml' byte 8: half a character of UTF-16" },
    { "a second half alone", "\xfe\xff\0<\0t\0>\xdf\xb7\0<\0/\0t\0>", 18,
      "part 't.xml' byte 8: half a character of UTF-16" },
    { "a first half at the end", "\xff\xfe<\0t\0>\0\x42\xd8", 10,
      "part 't.xml' byte 8: half a character of UTF-16" },
    { "a byte at the end", "\0<\0a\0/\0>\0", 9,
      "part 't.xml' byte 8: half a character of UTF-16" },
    { "half a mark", "\xff", 1,
      "part 't.xml' byte 0: half a character of UTF-16" },
    { "a NUL", "<\0a\0/\0>\0\0\0", 10,
      "part 't.xml' byte 4: a control character" },
};

static void
test_wide(struct arena *arena)
{
    for (int i = 0; i < ARRAY_LEN(wides); i++) {
        struct diag_list diags = { .arena = arena };
        const char *got;

        expect_begin(wides[i].name);
        got = events(arena, arena_copy(arena, wides[i].bytes, wides[i].n),
                     wides[i].n, &diags);
        EXPECT_TEXT(wides[i].want, diags.n ? diags.items[0]->text : got);
    }
}

static void
run_case(struct arena *arena, const struct xml_case *c)
{
    struct diag_list diags = { .arena = arena }, again = diags;
    size_t n = strlen(c->part), n_utf8;
    char *bytes = arena_copy(arena, c->part, n);
    char *utf8
        = xml_expat_utf8(arena, "t.xlsx", "t.xml", bytes, n, &n_utf8, &again);

    expect_begin(c->name);
    EXPECT_TEXT(c->want, events(arena, bytes, n, &diags));
    /* expat knows no namespaces here, so what it lets pass may still fail. */
    if (utf8)
        EXPECT_TEXT(c->want, events(arena, utf8, n_utf8, &again));
    else
        EXPECT_TEXT(c->want, diag_word(again.items[0]->code));
}

static void
test_depth(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    int n = 257;
    char *bytes = arena_alloc(arena, 8 * 257 + 1);

    for (int i = 0; i < n; i++) {
        memcpy(bytes + 3 * i, "<a>", 3);
        memcpy(bytes + 3 * n + 4 * i, "</a>", 4);
    }
    expect_begin("257 levels are too many");
    EXPECT_TEXT(
        "limit-reached",
        events(arena, arena_copy(arena, bytes, 7 * 257), 7 * 257, &diags));
    expect_begin("256 are not");
    diags.n = 0;
    EXPECT(bytes[3 * 257 - 1] == '>'
           && strncmp(events(arena, arena_copy(arena, bytes + 3, 7 * 257 - 7),
                             7 * 257 - 7, &diags),
                      "<0:a>", 5)
                  == 0);
}

static void
test_attributes(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    struct text part = TEXT("<a");

    for (int i = 0; i < 129; i++)
        part = text_printf(arena, "%.*s a%d='x'", TEXT_ARG(part), i);
    part = text_printf(arena, "%.*s/>", TEXT_ARG(part));
    expect_begin("129 attributes are too many");
    EXPECT_TEXT(
        "limit-reached",
        events(arena, arena_copy(arena, part.at, part.n), part.n, &diags));
}

static void
test_namespaces(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    struct text part = TEXT("");

    for (int i = 0; i < 129; i++)
        part = text_printf(arena, "%.*s<a xmlns:n%d='u'>", TEXT_ARG(part), i);
    expect_begin("129 namespaces in scope are too many");
    EXPECT_TEXT(
        "limit-reached",
        events(arena, arena_copy(arena, part.at, part.n), part.n, &diags));
}

static void
test_latin1_depth(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    struct text part = TEXT("<?xml version='1.0' encoding='iso-8859-1'?>");

    for (int i = 0; i < 257; i++)
        part = text_printf(arena, "%.*s<a>", TEXT_ARG(part));
    expect_begin("257 levels in latin-1 are too many");
    EXPECT_TEXT(
        "limit-reached",
        events(arena, arena_copy(arena, part.at, part.n), part.n, &diags));
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        run_case(&arena, &cases[i]);
        run_wide(&arena, &cases[i]);
    }
    test_depth(&arena);
    test_attributes(&arena);
    test_namespaces(&arena);
    test_latin1_depth(&arena);
    test_wide(&arena);
    arena_release(&arena);
    return expect_finish();
}
