/*
 * changed_test.c - files that people write and programs send, with one place
 * changed, for each place of each file.
 *
 * Every scalar, every key and every list or map in brackets is replaced by
 * what does not belong there.  Whatever is read:
 *
 *   errors   it is refused if and only if an error says why
 *   places   each message names the file, and most the line
 *
 * Mappings are the examples of their manual and all ok_*.yaml, templates those
 * of tests/, rules the examples of their manual, models and kept files made up.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/tree.h"
#include "mapping/lint.h"
#include "mapping/load.h"
#include "reconcile/rule.h"
#include "store/json.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_model.h"
#include "support/show_store.h"

/* A file's text and how it is read; false: refused. */
struct document {
    const char *name;
    struct text text;
    bool (*read)(struct arena *arena, struct text text,
                 struct diag_list *diags);
    struct node *(*tree)(struct arena *arena, const char *file,
                         struct text text, struct diag_list *diags);
};

/* Bytes that are replaced. */
struct piece {
    size_t from, end;
};

struct pieces {
    struct arena *arena;
    struct text text;
    struct piece *items;
    int n, capacity;
};

static struct arena kept;  /* of what all cases share */
static const char *folder; /* of a template */

/* ---- places ---- */

static size_t
offset(struct text text, int line, int col)
{
    size_t at = 0;

    while (--line > 0) {
        while (at < text.n && text.at[at] != '\n')
            at++;
        at++;
    }
    return at + (size_t)col - 1;
}

/* Behind the bracket or quote that closes what opens at 'from'; 0: nothing
   opens there. */
static size_t
closed(struct text text, size_t from)
{
    int depth = 0;

    for (size_t at = from; at < text.n; at++) {
        if (text.at[at] == '"') {
            while (++at < text.n && text.at[at] != '"')
                at += text.at[at] == '\\';
        } else if (strchr("[{", text.at[at])) {
            depth++;
        } else if (strchr("]}", text.at[at])) {
            depth--;
        } else if (depth == 0) {
            return 0;
        }
        if (depth == 0)
            return at + 1;
    }
    return 0;
}

static void
add(struct pieces *pieces, size_t from, struct text plain)
{
    struct text text = pieces->text;
    struct piece piece = { from, from + plain.n };

    if (from >= text.n)
        return;
    if (plain.n == 0 || !text_starts(text_slice(text, from, text.n), plain))
        piece.end = closed(text, from);
    for (int i = 0; i < pieces->n; i++) {
        if (pieces->items[i].from == from)
            return; /* an alias stands where the original does */
    }
    if (piece.end > from && piece.end <= text.n)
        ARENA_PUSH(pieces->arena, pieces->items, pieces->n, pieces->capacity,
                   piece);
}

static void
collect(struct pieces *pieces, const struct node *node)
{
    if (node->key.n)
        add(pieces, offset(pieces->text, node->key_line, node->key_col),
            node->key);
    add(pieces, offset(pieces->text, node->line, node->col), node->text);
    for (const struct node *at = node->child; at; at = at->next)
        collect(pieces, at);
}

/* ---- changes ---- */

static const char *
show_text(struct arena *arena, struct text t)
{
    return arena_printf(arena, "%.*s", TEXT_ARG(t));
}

/* What is wrong with the answer; NULL: nothing. */
static const char *
judge(struct arena *arena, bool read, const struct diag_list *diags)
{
    for (int i = 0; i < diags->n; i++) {
        const struct diag *d = diags->items[i];

        if (!d->at.file || d->at.row < 0 || !*d->text)
            return arena_printf(arena, "no place: %s", d->text);
    }
    if (read && diag_has_errors(diags))
        return arena_printf(arena, "read in spite of: %s",
                            diags->items[0]->text);
    if (!read && !diag_has_errors(diags))
        return "refused without a reason";
    return NULL;
}

static void
run_change(const struct document *doc, struct piece piece, const char *with)
{
    struct arena arena = { .budget = LIMIT_ARENA_BYTES };
    struct diag_list diags = { .arena = &arena };
    struct text t = doc->text;
    struct text changed = text_printf(
        &arena, "%.*s%s%.*s", TEXT_ARG(text_slice(t, 0, piece.from)), with,
        TEXT_ARG(text_slice(t, piece.end, t.n)));
    const char *wrong
        = judge(&arena, doc->read(&arena, changed, &diags), &diags);

    if (wrong)
        EXPECT_TEXT("",
                    arena_printf(
                        &arena, "%s: '%s' for '%s' at %zu: %s", doc->name, with,
                        show_text(&arena, text_slice(t, piece.from, piece.end)),
                        piece.from, wrong));
    arena_release(&arena);
}

static void
run_document(const struct document *doc)
{
    static const char *const changes[] = { "~",
                                           "x",
                                           "\"\"",
                                           "-1",
                                           "[]",
                                           "[x, x]",
                                           "{}",
                                           "{\"x\": [1]}",
                                           "99999999999999999999" };
    struct arena arena = { .budget = LIMIT_ARENA_BYTES };
    struct diag_list diags = { .arena = &arena };
    struct pieces pieces = { .arena = &arena, .text = doc->text };
    const struct node *tree = doc->tree(&arena, doc->name, doc->text, &diags);

    expect_begin(doc->name);
    if (!EXPECT(tree != NULL) || !EXPECT(doc->read(&arena, doc->text, &diags)))
        return;
    collect(&pieces, tree);
    EXPECT(pieces.n > 0);
    for (int i = 0; i < pieces.n; i++) {
        for (int k = 0; k < ARRAY_LEN(changes); k++)
            run_change(doc, pieces.items[i], changes[k]);
    }
    arena_release(&arena);
}

/* ---- what is read ---- */

static struct text
read_file(const char *path)
{
    struct diag_list diags = { .arena = &kept };
    struct text bytes = TEXT_NONE;

    EXPECT(file_read(&kept, path, LIMIT_TREE_BYTES, &bytes, &diags));
    return bytes;
}

static bool
read_mapping(struct arena *arena, struct text text, struct diag_list *diags)
{
    const struct template_rule *template = load_text_in(
        arena, "tests/mappings/base", TEXT("base"), "changed", text, diags);

    return template && lint_table(arena, template->tables[0], diags);
}

/* An example of the manual. */
static bool
read_example(struct arena *arena, struct text text, struct diag_list *diags)
{
    const struct template_rule *template = load_text_in(
        arena, "mappings", TEXT("national-2022"), "changed", text, diags);

    return template && lint_table(arena, template->tables[0], diags);
}

static bool
read_template(struct arena *arena, struct text text, struct diag_list *diags)
{
    FILE *out = fopen(arena_printf(arena, "%s/a/template.yaml", folder), "w");

    if (!EXPECT(out != NULL))
        return false;
    fwrite(text.at, 1, text.n, out);
    fclose(out);
    return load_folder(arena, folder, diags) != NULL;
}

static bool
read_rules(struct arena *arena, struct text text, struct diag_list *diags)
{
    return rule_read_text(arena, "changed", text, given_no_templates(), diags)
           != NULL;
}

static bool
read_model(struct arena *arena, struct text text, struct diag_list *diags)
{
    return json_read_model(arena, given_words(), "changed", text, diags)
           != NULL;
}

static bool
read_kept(struct arena *arena, struct text text, struct diag_list *diags)
{
    return json_read_kept(arena, given_words(), "changed", text, diags) != NULL;
}

static int
is_ok_mapping(const struct dirent *item)
{
    return strncmp(item->d_name, "ok_", 3) == 0;
}

static void
run_mappings(void)
{
    struct dirent **items;
    int n = scandir("tests/mappings", &items, is_ok_mapping, alphasort);

    expect_begin("mappings are there");
    EXPECT(n > 0);
    for (int i = 0; i < n; i++) {
        struct document doc = { .read = read_mapping, .tree = tree_read_yaml };

        doc.name = arena_printf(&kept, "tests/mappings/%s", items[i]->d_name);
        doc.text = read_file(doc.name);
        /* "#=== PATH" begins a whole folder. */
        if (!text_starts(doc.text, TEXT("#=== ")))
            run_document(&doc);
        free(items[i]);
    }
    if (n >= 0)
        free(items);
}

/* A template whose tables are those of another folder. */
static void
run_template(void)
{
    const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
    struct document doc = {
        "a template",
        TEXT(
            "template: a\nname: 甲\nregion: 省\nyears: [2021, 2022]\n"
            "evidence: made up\nextends: base\n"
            "codes: {functional: functional, economic: economic}\n"
            "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n"
            "tables: [three_public, income]\n"),
        read_template, tree_read_yaml
    };

    folder = arena_printf(&kept, "%s/changed", build);
    mkdir(folder, 0777);
    mkdir(arena_printf(&kept, "%s/a", folder), 0777);
    for (int i = 0; i < 3; i++) {
        static const char *const names[] = { "base", "codes", "vocabulary" };
        const char *name = names[i];
        char *path = realpath(
            arena_printf(&kept, "tests/mappings/base/%s", name), NULL);
        const char *link = arena_printf(&kept, "%s/%s", folder, name);

        unlink(link);
        EXPECT(path && symlink(path, link) == 0);
        free(path);
    }
    run_document(&doc);
}

/* Examples of a manual, the fenced blocks that begin so. */
static void
run_manual(const char *path, const char *begin, struct document doc)
{
    struct text all = read_file(path);
    long open = 0, shut;

    while ((open = text_find(all, TEXT("\n```yaml\n"), (size_t)open)) >= 0) {
        open += 9;
        shut = text_find(all, TEXT("\n```"), (size_t)open);
        if (shut < 0)
            break;
        doc.text = text_slice(all, (size_t)open, (size_t)shut + 1);
        doc.name = arena_printf(&kept, "%s, byte %ld", path, open);
        if (text_starts(doc.text, text_of(begin)))
            run_document(&doc);
        open = shut;
    }
}

int
main(void)
{
    static const char *const tables[] = { "income", "project_self_evaluation" };
    struct document model = { .read = read_model, .tree = tree_read_json };
    struct document book = { .name = "a kept file",
                             .text = show_kept(&kept, given_kept(&kept, 4)),
                             .read = read_kept,
                             .tree = tree_read_json };

    run_mappings();
    run_manual(
        "mappings/README.md", "table:",
        (struct document){ .read = read_example, .tree = tree_read_yaml });
    run_template();
    run_manual("mappings/rules/README.md", "rules:",
               (struct document){ .read = read_rules, .tree = tree_read_yaml });
    for (int i = 0; i < ARRAY_LEN(tables); i++) {
        struct given_model_options options
            = { .seed = 4, .rows = 1, .table = tables[i] };

        model.name = arena_printf(&kept, "a model of %s", tables[i]);
        model.text = show_json(&kept, given_model(&kept, &options));
        run_document(&model);
    }
    run_document(&book);
    arena_release(&kept);
    return expect_finish();
}
