/*
 * cases_test.c - mappings that load, and mappings that must not.
 *
 * ok_X.yaml loads and passes lint; bad_X.yaml does not, and bad_X.diag is what
 * is said, exactly.  A case is one table of the template 'base' in base/; one
 * with lines '#=== PATH' is a whole folder, made of what stands behind each.
 *
 * With ACCEPT set in the environment the .diag files are written anew.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "mapping/lint.h"
#include "mapping/load.h"
#include "support/expect.h"

#define FOLDER "tests/mappings"
#define LIMIT (UINT64_C(1) << 20)

struct run {
    struct arena arena;
    struct diag_list diags;
    const char *name; /* bad_unit */
    struct text bytes;
};

static const char *
path_of(struct run *run, const char *tail)
{
    return arena_printf(&run->arena, FOLDER "/%s%s", run->name, tail);
}

static void
make_folders(const char *path)
{
    char part[512];

    for (size_t i = 1; path[i] && i < sizeof part; i++) {
        if (path[i] != '/')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        mkdir(part, 0777);
    }
}

static void
write_file(const char *path, struct text bytes)
{
    FILE *out;

    make_folders(path);
    out = fopen(path, "w");
    if (!out)
        return;
    fwrite(bytes.at, 1, bytes.n, out);
    fclose(out);
}

/* The words of the top folder, where the case says none. */
static void
link_words(struct run *run, const char *folder)
{
    char *path = realpath("mappings/vocabulary", NULL);
    const char *link = arena_printf(&run->arena, "%svocabulary", folder);

    unlink(link);
    if (text_find(run->bytes, TEXT("#=== vocabulary/"), 0) < 0)
        EXPECT(path && symlink(path, link) == 0);
    free(path);
}

/* Everything a folder's case holds, below BUILD; its path, ending in '/'. */
static const char *
unpack(struct run *run)
{
    const char *build = getenv("BUILD");
    const char *folder = arena_printf(&run->arena, "%s/mapping_cases/%s/",
                                      build ? build : "build", run->name);
    struct text rest = run->bytes, mark = TEXT("#=== ");

    make_folders(folder);
    link_words(run, folder);
    while (text_starts(rest, mark)) {
        long line = text_find(rest, TEXT("\n"), 0), end;
        struct text name = text_slice(rest, mark.n, (size_t)line);

        rest = text_slice(rest, (size_t)line + 1, rest.n);
        end = text_starts(rest, mark) ? 0 : text_find(rest, TEXT("\n#=== "), 0);
        end = end < 0 ? (long)rest.n : end + 1;
        write_file(arena_printf(&run->arena, "%s%.*s", folder, TEXT_ARG(name)),
                   text_slice(rest, 0, (size_t)end));
        rest = text_slice(rest, (size_t)end, rest.n);
    }
    return folder;
}

static bool
load(struct run *run, const char **folder)
{
    const struct template_rule *template;
    const struct mapping_set *set;

    *folder = NULL;
    if (text_starts(run->bytes, TEXT("#=== "))) {
        *folder = unpack(run);
        set = load_folder(&run->arena,
                          arena_copy(&run->arena, *folder, strlen(*folder) - 1),
                          &run->diags);
        return set && lint_set(&run->arena, set, &run->diags);
    }
    template = load_text_in(&run->arena, FOLDER "/base", TEXT("base"),
                            arena_printf(&run->arena, "%s.yaml", run->name),
                            run->bytes, &run->diags);
    return template
           && lint_table(&run->arena, template->tables[0], &run->diags);
}

/* What was said, without the name of the made-up folder. */
static const char *
said(struct run *run, const char *folder)
{
    char *bytes, *at;
    size_t n;
    FILE *out = open_memstream(&bytes, &n);
    const char *text;

    for (int i = 0; i < run->diags.n; i++)
        diag_write_text(out, run->diags.items[i]);
    fclose(out);
    while (folder && (at = strstr(bytes, folder)))
        memmove(at, at + strlen(folder), strlen(at + strlen(folder)) + 1);
    text = arena_copy(&run->arena, bytes, strlen(bytes));
    free(bytes);
    return text;
}

static void
run_case(const char *name)
{
    struct run run = { .diags = { .arena = NULL }, .name = name };
    const char *folder, *got, *path;
    struct text want = TEXT_NONE;
    bool ok;

    run.diags.arena = &run.arena;
    expect_begin(name);
    if (!EXPECT(file_read(&run.arena, path_of(&run, ".yaml"), LIMIT, &run.bytes,
                          &run.diags)))
        return;
    ok = load(&run, &folder);
    got = said(&run, folder);
    if (strncmp(name, "ok_", 3) == 0) {
        EXPECT(ok);
        EXPECT_TEXT("", got);
    } else {
        EXPECT(!ok);
        path = path_of(&run, ".diag");
        if (getenv("ACCEPT"))
            write_file(path, text_of(got));
        file_read(&run.arena, path, LIMIT, &want, &run.diags);
        EXPECT_TEXT(text_zero(&run.arena, want), got);
    }
    arena_release(&run.arena);
}

static int
is_case(const struct dirent *item)
{
    const char *name = item->d_name;
    size_t n = strlen(name);

    return (strncmp(name, "ok_", 3) == 0 || strncmp(name, "bad_", 4) == 0)
           && n > 5 && strcmp(name + n - 5, ".yaml") == 0;
}

int
main(void)
{
    struct dirent **items;
    int n = scandir(FOLDER, &items, is_case, alphasort);

    expect_begin("the cases are there");
    EXPECT(n > 30);
    for (int i = 0; i < n; i++) {
        items[i]->d_name[strlen(items[i]->d_name) - 5] = '\0';
        run_case(items[i]->d_name);
        free(items[i]);
    }
    if (n >= 0)
        free(items);
    return expect_finish();
}
