/* tree_test.c - YAML and JSON read into trees, and refused. */
#include "base/tree.h"

#include <setjmp.h>
#include <string.h>

#include "base/limits.h"
#include "support/expect.h"

#define UNCLOSED                                                               \
    "a quoted text is not closed, or goes on in a line not indented\n"
#define SWALLOWED                                                              \
    "a key under a text; the text lacks its ': ' or the indentation is wrong\n"

struct tree_case {
    const char *name, *bytes, *want;
};

/* Trees are shown as lines: place, depth as blanks, key, value. */
static const struct tree_case yamls[] = {
    { "a map, a list, scalars as written",
      "table: income\n"
      "digits: [3, 05, 7.0]\n"
      "number: 公开02表   # comment\n",
      "1:1 {\n"
      "1:8  table = income\n"
      "2:9  digits [\n"
      "2:10   3\n"
      "2:13   05\n"
      "2:17   7.0\n"
      "3:9  number = 公开02表\n" },
    { "columns count bytes", "项目: {合计: a}\n",
      "1:1 {\n"
      "1:9  项目 {\n"
      "1:18   合计 = a\n" },
    { "quoted texts are marked, and are not null",
      "a: 'x'\nb: \"\\u4e00\\n\"\nc: ''\nd: '~'\n",
      "1:1 {\n"
      "1:4  a = \"x\"\n"
      "2:4  b = \"一\\n\"\n"
      "3:4  c = \"\"\n"
      "4:4  d = \"~\"\n" },
    { "three ways to say nothing", "a:\nb: ~\nc: null\n",
      "1:1 {\n"
      "1:1  a = null\n"
      "2:4  b = null\n"
      "3:4  c = null\n" },
    { "block texts", "a: |\n  x\n  y\nb: >\n  x\n  y\n",
      "1:1 {\n"
      "2:1  a = \"x\\ny\\n\"\n"
      "5:1  b = \"x y\\n\"\n" },
    { "an alias is a copy that stays where it was written",
      "a: &x {m: total}\nb: *x\n",
      "1:1 {\n"
      "1:7  a {\n"
      "1:11   m = total\n"
      "1:7  b {\n"
      "1:11   m = total\n" },
    { "the later of two anchors counts", "- &x a\n- &x b\n- *x\n",
      "1:1 [\n"
      "1:6  a\n"
      "2:6  b\n"
      "2:6  b\n" },
    { "an alias as a key", "- &x a\n- {*x : 1}\n",
      "1:1 [\n"
      "1:6  a\n"
      "2:3  {\n"
      "2:9   a = 1\n" },
    { "a merge gives way to keys that are there, in its place",
      "- &x {a: 1, b: 2}\n- c: 3\n  <<: *x\n  b: 4\n",
      "1:1 [\n"
      "1:6  {\n"
      "1:10   a = 1\n"
      "1:16   b = 2\n"
      "2:3  {\n"
      "2:6   c = 3\n"
      "1:10   a = 1\n"
      "4:6   b = 4\n" },
    { "a merge of several, the first wins",
      "- &x {a: 1}\n- &y {a: 2, b: 2}\n- <<: [*x, *y]\n",
      "1:1 [\n"
      "1:6  {\n"
      "1:10   a = 1\n"
      "2:6  {\n"
      "2:10   a = 2\n"
      "2:16   b = 2\n"
      "3:3  {\n"
      "1:10   a = 1\n"
      "2:16   b = 2\n" },
    { "full-width punctuation is welcome in texts",
      "- {label: 其中：专项，收入}\n- 注：1.本表\n",
      "1:1 [\n"
      "1:3  {\n"
      "1:11   label = 其中：专项，收入\n"
      "2:3  注：1.本表\n" },
    { "a byte order mark",
      "\xEF\xBB\xBF"
      "a: b\n",
      "1:1 {\n1:4  a = b\n" },
    { "line ends of two bytes", "a: b\r\nc: d\r\n",
      "1:1 {\n1:4  a = b\n2:4  c = d\n" },
    { "a version and a document start", "%YAML 1.2\n---\na: b\n",
      "3:1 {\n3:4  a = b\n" },
    { "nothing is null", "", "1:1 null\n" },
    { "only a comment is null", "# nothing\n", "1:1 null\n" },
    { "a key twice", "a: 1\nb: {c: 1, c: 2}\na: 3\n",
      "2:11 yaml-duplicate: key 'c' occurs twice in one map\n"
      "    first in line 2\n" },
    { "a key twice, in either quotes", "a: 1\n\"a\": 2\n",
      "2:1 yaml-duplicate: key 'a' occurs twice in one map\n"
      "    first in line 1\n" },
    { "a tab in the indentation", "a:\n\tb: c\n",
      "2:1 mapping-character: a tab in the indentation\n" },
    { "a full-width blank as indentation", "a: b\n　c: d\n",
      "2:1 mapping-character: a text starts with a blank that is no ASCII "
      "blank\n" },
    { "a full-width blank before the first key", "　a: b\n",
      "1:1 mapping-character: a text starts with a blank that is no ASCII "
      "blank\n" },
    { "a full-width colon took a key away",
      "table: income\ntitle：收入\nnumber: x\n",
      "2:6 mapping-character: full-width '：' in the syntax of YAML\n"
      "    a text that is neither a key nor in the value above it\n"
      "  hint: write ': ', or put the text in quotes\n" },
    { "a full-width comma", "- {item: total，label: 合计}\n",
      "1:15 mapping-character: full-width '，' in the syntax of YAML\n"
      "    did not find expected ',' or '}' while parsing a flow mapping from "
      "line 1\n"
      "  hint: write ', ', or put the text in quotes\n" },
    { "a full-width brace", "rows:\n  - ｛item: total, label: 合计}\n",
      "2:5 mapping-character: full-width '｛' in the syntax of YAML\n"
      "    a second ': ' in one line; put the text in quotes\n"
      "  hint: write '{', or put the text in quotes\n" },
    { "full-width punctuation in quotes is not to blame",
      "a: ['：', b: c: d]\n",
      "1:16 yaml-syntax: did not find expected ',' or ']' while parsing a flow "
      "sequence from line 1\n" },
    { "two colons in a line", "a: b: c\n",
      "1:5 yaml-syntax: a second ': ' in one line; put the text in quotes\n" },
    { "a colon without its blank", "a:b\nc: d\n",
      "1:1 yaml-syntax: a key under a text; the text lacks its ': ' or the "
      "indentation is wrong\n" },
    { "an indentation nobody has", "a:\n  b: c\n d: e\n",
      "3:2 yaml-syntax: did not find expected key while parsing a block "
      "mapping from line 1\n" },
    { "a list element out of line", "a:\n  - b\n - c\n",
      "3:2 yaml-syntax: did not find expected key while parsing a block "
      "mapping from line 1\n" },
    { "a bracket never closed", "a: [1, 2\n",
      "2:1 yaml-syntax: did not find expected ',' or ']' while parsing a flow "
      "sequence from line 1\n" },
    { "a quote never closed", "a: \"x\n", "1:4 yaml-syntax: " UNCLOSED },
    { "a quote never closed, at the end of the file", "a: 'x",
      "1:4 yaml-syntax: " UNCLOSED },
    { "a quote that swallows a key", "a:\n  b: \"x\n  c: y\"\n",
      "2:6 yaml-syntax: " UNCLOSED },
    { "a quoted text that goes on", "a: \"x\n\n  y\"\nb: ['c\n  d']\n",
      "1:1 {\n"
      "1:4  a = \"x\\ny\"\n"
      "4:4  b [\n"
      "4:5   \"c d\"\n" },
    { "a key under a text of a list", "- a\n  b: c\n",
      "1:3 yaml-syntax: " SWALLOWED },
    { "a key under the value of a key", "x: y\na: b\n  c: d\n",
      "2:4 yaml-syntax: " SWALLOWED },
    { "a full-width colon took the first key away", "title：收入\nnumber: x\n",
      "1:6 mapping-character: full-width '：' in the syntax of YAML\n"
      "    " SWALLOWED "  hint: write ': ', or put the text in quotes\n" },
    { "a text between keys", "a: b\nc\nd: e\n",
      "2:1 yaml-syntax: a text that is neither a key nor in the value above "
      "it\n" },
    { "a text behind the value", "[a] b\n",
      "1:5 yaml-syntax: something stands behind the value\n" },
    { "a text that starts with a sign", "a: @x\n",
      "1:4 yaml-syntax: a text that starts with this character must be in "
      "quotes\n" },
    { "a tab behind a dash", "-\ta\n",
      "1:2 yaml-syntax: a tab where only a space can stand\n" },
    { "a line break that is none", "a: b\nc: x\u2028y\n",
      "2:5 mapping-character: a line break that editors do not show\n" },
    { "a character that is none", "a: b\nc: 收\x7f\n",
      "2:7 yaml-syntax: control characters are not allowed\n" },
    { "an escape that is none", "a: \"x\\q\"\n",
      "1:6 yaml-syntax: found unknown escape character while parsing a quoted "
      "scalar from line 1\n" },
    { "an escape that is none, in a later line", "a: \"x\n  \\q\"\n",
      "2:3 yaml-syntax: found unknown escape character while parsing a quoted "
      "scalar from line 1\n" },
    { "a version of tomorrow", "%YAML 2.0\n---\na: b\n",
      "1:1 yaml-syntax: found incompatible YAML document\n" },
    { "a list of nothing", "-\n- &x\n- *x\n",
      "1:1 [\n"
      "1:2  null\n"
      "2:3  null\n"
      "2:3  null\n" },
    { "anchors before values of each kind",
      "- &a # why\n  b: c\n- &d\n  - e\n- &f\n\n  'g'\n- &h |\n  i\n",
      "1:1 [\n"
      "2:3  {\n"
      "2:6   b = c\n"
      "4:3  [\n"
      "4:5   e\n"
      "7:3  \"g\"\n"
      "9:1  \"i\\n\"\n" },
    { "line ends of one byte that is no LF", "a: b\rc: d\r",
      "1:1 {\n1:4  a = b\n2:4  c = d\n" },
    { "an alias to nothing", "a: *x\n",
      "1:5 yaml-syntax: no anchor 'x' stands whole before this alias\n" },
    { "an alias to what it is in", "a: &x [*x]\n",
      "1:9 yaml-syntax: no anchor 'x' stands whole before this alias\n" },
    { "a merge of a text", "<<: 5\n",
      "1:5 yaml-syntax: '<<' takes a map or a list of maps\n" },
    { "a list as a key", "? [a]\n: b\n",
      "1:3 yaml-syntax: a key must be a text, not a list or map\n" },
    { "tags", "a: !!int 5\n", "1:10 yaml-syntax: tags ('!…') are not read\n" },
    { "a second document", "a: b\n---\nc: d\n",
      "3:1 yaml-syntax: a second document starts here\n" },
    { "not UTF-8", "a: b\nc: \xFF\n",
      "2:4 yaml-syntax: the text is not "
      "UTF-8\n" },
    { "a laugh a billion times over",
      "- &a [x, x, x, x, x, x, x, x, x, x]\n"
      "- &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
      "- &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
      "- &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
      "- &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
      "5:36 limit-reached: aliases stand for too much\n" },
};

static const struct tree_case jsons[] = {
    { "an object, an array, values as written",
      "{\"a\": [1, -0.50, 1E+2],\n \"b\": {\"c\": true}, \"d\": null}",
      "1:1 {\n"
      "1:7  a [\n"
      "1:8   1\n"
      "1:11   -0.50\n"
      "1:18   1E+2\n"
      "2:7  b {\n"
      "2:13   c = true\n"
      "2:25  d = null\n" },
    { "escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u6536\\ud842\\udfb7x\"]",
      "1:1 [\n1:2  \"\"\\/\b\f\\n\r\t收𠮷x\"\n" },
    { "an escaped quote at the end", "\"a\\\"\"", "1:1 \"a\"\"\n" },
    { "empty ones", "{\"a\":{},\"b\":[],\"\":\"\"}",
      "1:1 {\n1:6  a {\n1:13  b [\n1:19   = \"\"\n" },
    { "a string of null is no null", "\"null\"", "1:1 \"null\"\n" },
    { "blanks of all four kinds", " \t\r\n[ ]\n", "2:1 [\n" },
    { "a byte order mark", "\xEF\xBB\xBF[]", "1:1 [\n" },
    { "nothing", "", "1:1 json-syntax: the file ends too soon\n" },
    { "a key twice", "{\"a\":1,\n\"a\":2}",
      "2:1 json-syntax: key 'a' occurs twice in one map\n"
      "    first in line 1\n" },
    { "a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}",
      "1:8 json-syntax: key 'a' occurs twice in one map\n"
      "    first in line 1\n" },
    { "more than one value", "[] []",
      "1:4 json-syntax: something stands behind the value\n" },
    { "a comma too many", "[1,]", "1:4 json-syntax: a value was expected\n" },
    { "a comma too many in an object", "{\"a\":1,}",
      "1:8 json-syntax: a key in quotes was expected\n" },
    { "a comma too few", "[1 2]",
      "1:4 json-syntax: ',' or ']' was expected\n" },
    { "a colon too few", "{\"a\" 1}", "1:6 json-syntax: ':' was expected\n" },
    { "a key without quotes", "{a: 1}",
      "1:2 json-syntax: a key in quotes was expected\n" },
    { "never closed", "[1, [2]", "1:8 json-syntax: ',' or ']' was expected\n" },
    { "a string never closed", "[\"a",
      "1:4 json-syntax: a string is not closed\n" },
    { "a string that ends in a backslash", "\"a\\",
      "1:3 json-syntax: no such escape in a string\n" },
    { "a line break in a string", "\"a\nb\"",
      "1:3 json-syntax: a control character in a string\n" },
    { "a line break in a string with an escape", "\"\\ta\nb\"",
      "1:5 json-syntax: a control character in a string\n" },
    { "an escape that is none", "\"\\x\"",
      "1:2 json-syntax: no such escape in a string\n" },
    { "half a pair", "\"\\ud842\"",
      "1:2 json-syntax: no such escape in a string\n" },
    { "the other half", "\"\\udfb7\"",
      "1:2 json-syntax: no such escape in a string\n" },
    { "a pair of no pair", "\"\\ud842\\u0041\"",
      "1:2 json-syntax: no such escape in a string\n" },
    { "an escape cut short", "\"\\u12\"",
      "1:2 json-syntax: no such escape in a string\n" },
    { "a leading zero", "[01]", "1:2 json-syntax: a value was expected\n" },
    { "a plus", "[+1]", "1:2 json-syntax: a value was expected\n" },
    { "a point without digits", "[1.]",
      "1:2 json-syntax: a value was "
      "expected\n" },
    { "an exponent without digits", "[1e]",
      "1:2 json-syntax: a value was "
      "expected\n" },
    { "a minus alone", "-", "1:1 json-syntax: a value was expected\n" },
    { "a word run on", "[nullx]", "1:2 json-syntax: a value was expected\n" },
    { "a word cut short", "[tru", "1:2 json-syntax: a value was expected\n" },
    { "not a number", "[NaN]", "1:2 json-syntax: a value was expected\n" },
    { "a comment", "[1] // x",
      "1:5 json-syntax: something stands behind the "
      "value\n" },
    { "a byte of nothing", "[1\x01]",
      "1:2 json-syntax: a value was "
      "expected\n" },
    { "not UTF-8", "[\"\xE4\xB8\"]",
      "1:3 json-syntax: the text is not UTF-8\n" },
};

static void
show_node(FILE *out, const struct node *node, int depth)
{
    fprintf(out, "%d:%d %*s", node->line, node->col, depth, "");
    if (node->key.at && node->key.n)
        fprintf(out, "%.*s ", TEXT_ARG(node->key));
    else if (node->key.at && node->key_line)
        fputs(" ", out);
    if (node->kind == NODE_SCALAR && node->key_line)
        fputs("= ", out);
    if (node->kind != NODE_SCALAR)
        putc(node->kind == NODE_MAP ? '{' : '[', out);
    else if (tree_is_null(node))
        fputs("null", out);
    else if (!node->quoted)
        fprintf(out, "%.*s", TEXT_ARG(node->text));
    else {
        putc('"', out);
        for (size_t i = 0; i < node->text.n; i++) {
            if (node->text.at[i] == '\n')
                fputs("\\n", out);
            else
                putc(node->text.at[i], out);
        }
        putc('"', out);
    }
    putc('\n', out);
    for (const struct node *i = node->child; i; i = i->next)
        show_node(out, i, depth + 1);
}

static void
show_diags(FILE *out, const struct diag_list *diags)
{
    for (int i = 0; i < diags->n; i++) {
        const struct diag *d = diags->items[i];
        fprintf(out, "%d:%d %s: %s\n", d->at.row, d->at.col, diag_word(d->code),
                d->text);
        for (int j = 0; j < d->n_detail; j++)
            fprintf(out, "    %s\n", d->detail[j]);
        if (d->hint)
            fprintf(out, "  hint: %s\n", d->hint);
    }
}

typedef struct node *(*read_fn)(struct arena *arena, const char *file,
                                struct text bytes, struct diag_list *diags);

static void
run_case(const struct tree_case *c, read_fn read)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    static char shown[10000];
    FILE *out = fmemopen(shown, sizeof shown, "w");
    const struct node *node;

    expect_begin(c->name);
    node = read(&arena, "t", text_of(c->bytes), &diags);
    if (node)
        show_node(out, node, 0);
    else
        show_diags(out, &diags);
    fclose(out);
    EXPECT_TEXT(c->want, shown);
    EXPECT(node ? diags.n == 0 : diag_has_errors(&diags));
    arena_release(&arena);
}

/* Cut anywhere, a text is read or refused, and nothing else happens. */
static void
run_cuts(const struct tree_case *c, read_fn read)
{
    struct text whole = text_of(c->bytes);

    expect_begin(c->name);
    for (size_t n = 0; n <= whole.n; n++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        const char *copy = arena_copy(&arena, whole.at, n);
        const struct node *node
            = read(&arena, "t", (struct text){ copy, n }, &diags);
        EXPECT(node ? diags.n == 0 : diag_has_errors(&diags));
        arena_release(&arena);
    }
}

static void
jump_back(void *context)
{
    longjmp(*(jmp_buf *)context, 1);
}

/* Whether the arena's budget was enough to read it. */
static bool
fits(const char *bytes, size_t budget)
{
    jmp_buf back;
    struct arena arena
        = { .budget = budget, .exhausted = jump_back, .context = &back };
    struct diag_list diags = { .arena = &arena };
    volatile bool done = false;

    if (setjmp(back) == 0) {
        tree_read_yaml(&arena, "t", text_of(bytes), &diags);
        done = true;
    }
    EXPECT(arena.exhausted == jump_back);
    arena_release(&arena);
    return done;
}

/* Wherever memory ends nothing is left behind; the sanitizer looks. */
static void
run_budgets(const struct tree_case *c)
{
    size_t budget = 1;

    expect_begin(c->name);
    while (!fits(c->bytes, budget))
        budget += budget / 8 + 1;
}

/* n times "open", x, n times "close". */
static const char *
nested(struct arena *arena, int n, const char *open, const char *close)
{
    const char *made = "1";

    while (n-- > 0)
        made = arena_printf(arena, "%s%s%s", open, made, close);
    return made;
}

static void
run_limits(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const char *deep = nested(&arena, LIMIT_TREE_DEPTH, "[", "]");
    const char *deeper = nested(&arena, LIMIT_TREE_DEPTH + 1, "[", "]");
    struct node *map;
    char *many = arena_alloc(&arena, 200000);
    size_t n = 0;

    expect_begin("as deep as may be, and deeper");
    EXPECT(tree_read_json(&arena, "t", text_of(deep), &diags));
    EXPECT(tree_read_yaml(&arena, "t", text_of(deep), &diags));
    EXPECT(!diags.n);
    EXPECT(!tree_read_json(&arena, "t", text_of(deeper), &diags));
    EXPECT(!tree_read_yaml(&arena, "t", text_of(deeper), &diags));
    EXPECT_INT(2, diags.n);

    expect_begin("many keys, and the last of them twice");
    many[n++] = '{';
    for (int i = 0; i < 10000; i++)
        n += (size_t)sprintf(many + n, "\"k%d\":%d,", i, i);
    n += (size_t)sprintf(many + n, "\"last\":1}");
    diags.n = 0;
    map = tree_read_json(&arena, "t", (struct text){ many, n }, &diags);
    EXPECT(map && map->n == 10001);
    EXPECT(map && tree_find(map, TEXT("k9999")));
    EXPECT(map && !tree_find(map, TEXT("k10000")));
    n += (size_t)sprintf(many + n - 1, ",\"k5000\":2}") - 1;
    EXPECT(!tree_read_json(&arena, "t", (struct text){ many, n }, &diags));
    EXPECT_INT(1, diags.n);
    EXPECT_TEXT("key 'k5000' occurs twice in one map", diags.items[0]->text);
    arena_release(&arena);
}

static void
run_places(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct node *map
        = tree_read_yaml(&arena, "t.yaml", TEXT("a:\n  b: c\n"), &diags);
    struct node *b = tree_find(tree_find(map, TEXT("a")), TEXT("b"));

    expect_begin("places of keys and values");
    EXPECT(b != NULL);
    EXPECT_TEXT("t.yaml:2:6", diag_place(&arena, tree_place(b)));
    EXPECT_TEXT("t.yaml:2:3", diag_place(&arena, tree_key_place(b)));
    EXPECT_TEXT("t.yaml:1:1", diag_place(&arena, tree_key_place(map)));
    EXPECT(!tree_find(b, TEXT("x")));
    EXPECT(!tree_find(NULL, TEXT("x")));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(yamls); i++) {
        run_case(&yamls[i], tree_read_yaml);
        run_cuts(&yamls[i], tree_read_yaml);
        run_budgets(&yamls[i]);
    }
    for (int i = 0; i < ARRAY_LEN(jsons); i++) {
        run_case(&jsons[i], tree_read_json);
        run_cuts(&jsons[i], tree_read_json);
    }
    run_limits();
    run_places();
    return expect_finish();
}
