/*
 * cases_test.c - what the commands print, write and return.
 *
 * A case is a file of cases/: shell commands behind "$ ", below each what it
 * prints, then what it says on standard error behind "! ", then its exit
 * status behind "? " unless that is 0:
 *
 *     # A workbook that is none.
 *     $ echo no >no.xlsx; juesuan cells no.xlsx
 *     ! no.xlsx: error: the file is no zip container … [not-zip]
 *     ? 3
 *
 * Lines that begin with # and empty ones are for people; printed ones that
 * look so have "| " in front.  Commands run one
 * after another in an empty folder, with the workbooks of given/ (NAME.grid
 * becomes NAME.xlsx) and the mappings of mappings/.  "# root: no" skips a case
 * where permissions do not bind.  With ACCEPT set the files are written anew.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "book/xlsx_write.h"
#include "support/expect.h"
#include "support/gridtext_read.h"

#define FOLDER "tests/cli"
#define LIMIT (UINT64_C(1) << 20)

static const char *top, *build; /* absolute */

struct run {
    struct arena arena;
    struct diag_list diags;
    const char *folder; /* where the commands run */
    FILE *got;          /* the case as it went */
};

static struct text
read_text(struct run *run, const char *path)
{
    struct text bytes = TEXT_NONE;

    file_read(&run->arena, path, LIMIT, &bytes, &run->diags);
    return bytes;
}

/* ---- the folder ---- */

static int
is_grid(const struct dirent *item)
{
    size_t n = strlen(item->d_name);

    return n > 5 && strcmp(item->d_name + n - 5, ".grid") == 0;
}

/* The workbooks, written once, below the build. */
static bool
make_given(struct run *run)
{
    struct dirent **items;
    int n = scandir(FOLDER "/given", &items, is_grid, alphasort);
    bool good = n > 0;

    for (int i = 0; i < n; i++) {
        const char *name = items[i]->d_name;
        const char *path = arena_printf(&run->arena, FOLDER "/given/%s", name);
        struct book *book = gridtext_read(&run->arena, path,
                                          read_text(run, path), &run->diags);

        good = good && book
               && xlsx_write(&run->arena,
                             arena_printf(&run->arena, "%s/given/%.*s.xlsx",
                                          run->folder, (int)strlen(name) - 5,
                                          name),
                             book, NULL, &run->diags);
        free(items[i]);
    }
    if (n >= 0)
        free(items);
    return good;
}

/* ---- commands ---- */

/* A line that would be read as something else gets "| " in front. */
static void
put_line(struct run *run, struct text line, const char *mark, const char *end)
{
    if (!*mark && (line.n == 0 || strchr("#$!?|", line.at[0])))
        mark = "| ";
    fprintf(run->got, "%s%.*s%s\n", mark, TEXT_ARG(line), end);
}

static void
put_lines(struct run *run, struct text t, const char *mark)
{
    size_t from = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '\n')
            continue;
        put_line(run, text_slice(t, from, i), mark, "");
        from = i + 1;
    }
    if (from < t.n) /* it does not end with a line break */
        put_line(run, text_slice(t, from, t.n), mark, "\\");
}

static void
run_command(struct run *run, struct text command)
{
    const char *out = arena_printf(&run->arena, "%s.out", run->folder);
    const char *err = arena_printf(&run->arena, "%s.err", run->folder);
    int status;

    fprintf(run->got, "$ %.*s\n", TEXT_ARG(command));
    setenv("COMMAND", text_zero(&run->arena, command), 1);
    status = system(arena_printf(&run->arena,
                                 "cd '%s' && exec sh -c \"$COMMAND\" "
                                 ">'%s' 2>'%s' </dev/null",
                                 run->folder, out, err));
    put_lines(run, read_text(run, out), "");
    put_lines(run, read_text(run, err), "! ");
    if (WIFSIGNALED(status))
        fprintf(run->got, "? signal %d\n", WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        fprintf(run->got, "? %d\n", WEXITSTATUS(status));
}

static void
run_lines(struct run *run, struct text rest)
{
    while (rest.n > 0) {
        long end = text_find(rest, TEXT("\n"), 0);
        size_t n = end < 0 ? rest.n : (size_t)end;
        struct text line = text_slice(rest, 0, n);

        rest = text_slice(rest, end < 0 ? n : n + 1, rest.n);
        if (line.n == 0 || line.at[0] == '#')
            fprintf(run->got, "%.*s\n", TEXT_ARG(line));
        else if (text_starts(line, TEXT("$ ")))
            run_command(run, text_slice(line, 2, line.n));
    }
}

static void
run_case(const char *name)
{
    struct run run = { .diags = { .arena = NULL } };
    const char *path;
    struct text want;
    char *got;
    size_t n;

    run.diags.arena = &run.arena;
    expect_begin(name);
    path = arena_printf(&run.arena, FOLDER "/cases/%s", name);
    want = read_text(&run, path);
    if (geteuid() == 0 && text_find(want, TEXT("# root: no\n"), 0) >= 0) {
        expect_skip("permissions do not bind root");
        arena_release(&run.arena);
        return;
    }
    run.folder = arena_printf(&run.arena, "%s/cli/%s", build, name);
    (void)!system(arena_printf(&run.arena,
                               "chmod -R u+w '%s' 2>/dev/null; rm -rf '%s' && "
                               "cp -r '%s/cli/given' '%s'",
                               run.folder, run.folder, build, run.folder));
    run.got = open_memstream(&got, &n);
    run_lines(&run, want);
    fclose(run.got);
    if (getenv("ACCEPT")) {
        FILE *out = fopen(path, "w");

        if (out) {
            fwrite(got, 1, n, out);
            fclose(out);
        }
    } else {
        EXPECT_TEXT(text_zero(&run.arena, want), got);
    }
    free(got);
    arena_release(&run.arena);
}

/* ---- all of them ---- */

static const char *
absolute(struct arena *arena, const char *path)
{
    return path[0] == '/' ? path : arena_printf(arena, "%s/%s", top, path);
}

static bool
prepare(struct run *run)
{
    const char *program = getenv("PROGRAM");
    char *here = getcwd(NULL, 0);

    run->diags.arena = &run->arena;
    top = arena_copy(&run->arena, here, strlen(here));
    free(here);
    build = absolute(&run->arena, getenv("BUILD") ? getenv("BUILD") : "build");
    program = absolute(&run->arena, program ? program : "build/juesuan");
    run->folder = arena_printf(&run->arena, "%s/cli", build);
    mkdir(run->folder, 0777);
    mkdir(arena_printf(&run->arena, "%s/given", run->folder), 0777);
    setenv("PATH",
           arena_printf(&run->arena, "%.*s:%s",
                        (int)(strrchr(program, '/') - program), program,
                        getenv("PATH")),
           1);
    setenv("TOP", top, 1);
    setenv("JUESUAN_MAPPINGS",
           arena_printf(&run->arena, "%s/" FOLDER "/mappings", top), 1);
    setenv("LC_ALL", "C", 1);
    unsetenv("MAKEFLAGS");
    return make_given(run);
}

static int
is_case(const struct dirent *item)
{
    return item->d_name[0] != '.';
}

int
main(void)
{
    struct run run = { .diags = { .arena = NULL } };
    struct dirent **items;
    int n;

    expect_begin("the workbooks can be written");
    EXPECT(prepare(&run));
    EXPECT_TEXT("", run.diags.n ? run.diags.items[0]->text : "");
    n = scandir(FOLDER "/cases", &items, is_case, alphasort);
    expect_begin("the cases are there");
    EXPECT(n > 0);
    for (int i = 0; i < n; i++) {
        run_case(items[i]->d_name);
        free(items[i]);
    }
    if (n >= 0)
        free(items);
    arena_release(&run.arena);
    return expect_finish();
}
