/*
 * cut_files_test.c - the commands on workbooks that end early.
 *
 * Samples with all of their sheets cut, as files.  Each command ends with a
 * status of its own, says so in lines that are JSON, and no worker fails.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tree.h"
#include "book/workbook.h"
#include "book/xlsx_write.h"
#include "support/expect.h"
#include "support/given_cut.h"

#define LIMIT (UINT64_C(16) << 20)

static const struct {
    const char *sample;
    struct given_cut cut;
} files[] = {
    { "hubei-2022", { -1, GIVEN_ROWS_BELOW, 10 } },
    { "hubei-2022", { -1, GIVEN_COLS_RIGHT, 4 } },
    { "jiangxi-2022-selfeval", { -1, GIVEN_ROWS_BELOW, 12 } },
    { "sichuan-2023-selfeval", { -1, GIVEN_ROWS_BELOW, 8 } },
    { "zhejiang-2019-report", { -1, GIVEN_ROWS_BELOW, 15 } },
    { "zhejiang-2022-selfeval", { -1, GIVEN_ROWS_BELOW, 16 } },
    { "zhejiang-2022-report", { -1, GIVEN_ROWS_ABOVE, 2 } },
};

/* In a folder with cut.xlsx and whole.xlsx; what is given to one is made by
   those before it, or is not there. */
static const char *const commands[] = {
    "detect cut.xlsx",
    "cells cut.xlsx",
    "import -f facts cut.xlsx",
    "import cut.xlsx -o m.json --kept k.json",
    "import cut.xlsx -f csv -o package",
    "export m.json --kept k.json -o back.xlsx --lossy",
    "check cut.xlsx",
    "check m.json",
    "check cut.xlsx --annotate noted.xlsx",
    "migrate cut.xlsx -t shanghai-2024 -o there.xlsx",
    "migrate cut.xlsx -t shanghai-2024 -o lossy.xlsx --lossy",
    "migrate cut.xlsx -t zhejiang-2022 -o other.xlsx --kept other.json",
    "fill m.json whole.xlsx -o filled.xlsx --lossy",
    "fill m.json cut.xlsx -o refilled.xlsx --lossy",
    "diff cut.xlsx whole.xlsx",
    "load cut.xlsx --db sqlite:all.db",
    "import -f facts cut.xlsx whole.xlsx cut.xlsx -j 2",
};

struct run {
    struct arena arena;
    struct diag_list diags;
    const char *folder, *program;
};

/* Every line an object. */
static const char *
odd_line(struct run *run, struct text said)
{
    struct diag_list bad = { .arena = &run->arena };

    while (said.n > 0) {
        long end = text_find(said, TEXT("\n"), 0);
        size_t n = end < 0 ? said.n : (size_t)end + 1;
        struct text line = text_slice(said, 0, n);

        said = text_slice(said, n, said.n);
        if (!tree_read_json(&run->arena, "line", line, &bad)
            || text_find(line, TEXT("\"code\":\"fault\""), 0) >= 0)
            return text_zero(&run->arena, line);
    }
    return "";
}

static void
run_command(struct run *run, const char *name, const char *command)
{
    struct text said = TEXT_NONE;
    int status;

    expect_begin(arena_printf(&run->arena, "%s: %s", name, command));
    status = system(arena_printf(
        &run->arena, "cd '%s' && '%s' %s --diag json >out 2>err </dev/null",
        run->folder, run->program, command));
    EXPECT(WIFEXITED(status));
    EXPECT(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 1
           || WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 4);
    EXPECT(file_read(&run->arena,
                     arena_printf(&run->arena, "%s/err", run->folder), LIMIT,
                     &said, &run->diags));
    EXPECT_TEXT("", odd_line(run, said));
}

static bool
make_files(struct run *run, int i, const struct book **whole)
{
    const char *path
        = arena_printf(&run->arena, "samples/%s.xlsx", files[i].sample);
    struct book *book = workbook_read(&run->arena, path, &run->diags);

    *whole = book;
    (void)!system(arena_printf(&run->arena,
                               "rm -rf '%s' && mkdir -p '%s' && "
                               "cp %s '%s/whole.xlsx'",
                               run->folder, run->folder, path, run->folder));
    return book
           && xlsx_write(&run->arena,
                         arena_printf(&run->arena, "%s/cut.xlsx", run->folder),
                         given_cut(&run->arena, book, files[i].cut), NULL,
                         &run->diags);
}

static const char *
absolute(struct arena *arena, const char *path, const char *otherwise)
{
    char *here = getcwd(NULL, 0);
    const char *name = path ? path : otherwise;
    const char *all
        = name[0] == '/' ? name : arena_printf(arena, "%s/%s", here, name);

    free(here);
    return all;
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(files); i++) {
        struct run run = { .program = NULL };
        const struct book *whole;
        const char *name;

        run.diags.arena = &run.arena;
        run.program = absolute(&run.arena, getenv("PROGRAM"), "build/juesuan");
        run.folder
            = arena_printf(&run.arena, "%s/cut_files/%d",
                           absolute(&run.arena, getenv("BUILD"), "build"), i);
        expect_begin(files[i].sample);
        if (EXPECT(make_files(&run, i, &whole))) {
            name
                = arena_printf(&run.arena, "%s, %s", files[i].sample,
                               given_cut_name(&run.arena, whole, files[i].cut));
            for (int k = 0; k < ARRAY_LEN(commands); k++)
                run_command(&run, name, commands[k]);
        }
        arena_release(&run.arena);
    }
    return expect_finish();
}
