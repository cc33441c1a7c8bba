/* file_test.c - files read whole, and written whole or not at all. */
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/expect.h"

static struct arena arena;
static struct diag_list diags;
static char folder[] = "/tmp/file_test-XXXXXX";

static const char *
in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

/* Files in the folder, temporary ones too. */
static int
count_files(void)
{
    DIR *dir = opendir(folder);
    int n = 0;

    while (dir && readdir(dir))
        n++;
    if (dir)
        closedir(dir);
    return n - 2; /* . and .. */
}

static void
begin(const char *name)
{
    expect_begin(name);
    diags = (struct diag_list){ .arena = &arena };
}

/* The one diagnostic there must be, as text; paths without the folder. */
static const char *
message(void)
{
    const struct diag *d;
    const char *file;

    if (diags.n != 1)
        return diags.n ? "several" : "none";
    d = diags.items[0];
    file = d->at.file ? d->at.file : "";
    if (strncmp(file, folder, strlen(folder)) == 0
        && file[strlen(folder)] == '/')
        file += strlen(folder) + 1;
    return arena_printf(&arena, "%s: %s [%s]", file, d->text,
                        diag_word(d->code));
}

static bool
put(const char *path, const char *bytes)
{
    struct file_out out;

    if (!file_out_open(&arena, &out, path, &diags))
        return false;
    fputs(bytes, out.stream);
    return file_out_close(&out, &diags);
}

static void
expect_content(const char *want, const char *path)
{
    struct text got = TEXT_NONE;

    EXPECT(file_read(&arena, path, 1000, &got, &diags));
    EXPECT_BYTES(want, got);
    EXPECT(got.at && got.at[got.n] == '\0');
}

static void
run_write(void)
{
    const char *path = in_folder("a.txt"), *link = in_folder("link");
    struct file_out out;
    struct stat st;
    mode_t mask = umask(022);

    begin("a new file");
    EXPECT(put(path, "收入\n"));
    expect_content("收入\n", path);
    EXPECT(stat(path, &st) == 0 && (st.st_mode & 0777) == 0644);
    EXPECT_INT(1, count_files());

    begin("a file replaced keeps its permissions");
    EXPECT(chmod(path, 0600) == 0);
    EXPECT(put(path, "支出\n"));
    expect_content("支出\n", path);
    EXPECT(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);

    begin("the old file stands until the new one is whole");
    EXPECT(file_out_open(&arena, &out, path, &diags));
    fputs("half", out.stream);
    fflush(out.stream);
    expect_content("支出\n", path);
    EXPECT_INT(out.named ? 2 : 1, count_files());
    expect_content("half", file_out_name(&out));
    file_out_discard(&out);
    expect_content("支出\n", path);
    EXPECT_INT(1, count_files());

    begin("a folder beside it is gone with what others left in it");
    EXPECT(file_out_open(&arena, &out, path, &diags));
    EXPECT(file_out_scratch(&arena, &out, NULL, &diags));
    EXPECT(text_starts(text_of(out.scratch), text_of(folder)));
    EXPECT(put(arena_printf(&arena, "%s/tmp.1", out.scratch), "x"));
    EXPECT(put(arena_printf(&arena, "%s/tmp.2", out.scratch), "x"));
    fputs("支出\n", out.stream);
    EXPECT(file_out_close(&out, &diags));
    expect_content("支出\n", path);
    EXPECT_INT(1, count_files());
    EXPECT(file_out_open(&arena, &out, path, &diags));
    EXPECT(file_out_scratch(&arena, &out, NULL, &diags));
    EXPECT(put(arena_printf(&arena, "%s/tmp.1", out.scratch), "x"));
    file_out_discard(&out);
    EXPECT_INT(1, count_files());

    begin("so is one in another folder, which others cannot read");
    EXPECT(mkdir(in_folder("other"), 0777) == 0);
    EXPECT(file_out_open(&arena, &out, path, &diags));
    EXPECT(file_out_scratch(&arena, &out, in_folder("other"), &diags));
    EXPECT(stat(out.scratch, &st) == 0 && (st.st_mode & 0777) == 0700);
    EXPECT(put(arena_printf(&arena, "%s/tmp.1", out.scratch), "x"));
    file_out_discard(&out);
    EXPECT(rmdir(in_folder("other")) == 0);

    begin("a link is followed, not replaced");
    EXPECT(symlink("a.txt", link) == 0);
    EXPECT(put(link, "through\n"));
    expect_content("through\n", path);
    EXPECT(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
    EXPECT(file_same(path, link));
    EXPECT(!file_same(path, folder));
    EXPECT(!file_same(path, in_folder("none")));

    begin("a name as long as a name may be");
    EXPECT(put(in_folder(arena_printf(&arena, "%0255d", 1)), "x"));
    EXPECT(put(in_folder(arena_printf(&arena, "%s%0251d", "收", 1)), "x"));
    umask(mask);
}

static void
run_refused(void)
{
    struct file_out out;
    FILE *full;

    begin("a folder is no file to write");
    EXPECT(!put(folder, "x"));
    EXPECT_TEXT(arena_printf(&arena,
                             "%s: cannot write the file: it is a "
                             "folder [file-unwritable]",
                             folder),
                message());

    begin("a folder that is not there");
    EXPECT(!put(in_folder("no/a.txt"), "x"));
    EXPECT_TEXT("no/a.txt: cannot make the file: No such file or directory "
                "[file-unwritable]",
                message());

    begin("a device is written, not replaced");
    EXPECT(put("/dev/null", "x"));
    EXPECT(file_out_open(&arena, &out, "/dev/null", &diags));
    EXPECT(!out.target);
    file_out_discard(&out);

    begin("a full disk is an error");
    EXPECT(!put("/dev/full", "x"));
    EXPECT_TEXT("/dev/full: cannot write the file: No space left on device "
                "[file-unwritable]",
                message());

    begin("a write that failed earlier is not forgotten");
    EXPECT(file_out_open(&arena, &out, in_folder("b.txt"), &diags));
    full = freopen("/dev/full", "w", out.stream);
    EXPECT(full != NULL);
    setvbuf(out.stream, NULL, _IONBF, 0);
    fputs("x", out.stream);
    EXPECT(!file_out_close(&out, &diags));
    EXPECT_INT(1, diags.n_level[DIAG_ERROR]);
    EXPECT(access(in_folder("b.txt"), F_OK) != 0);
    EXPECT(access(out.temporary, F_OK) != 0);

    begin("a folder that is gone meanwhile");
    EXPECT(mkdir(in_folder("d"), 0777) == 0);
    EXPECT(file_out_open(&arena, &out, in_folder("d/c"), &diags));
    EXPECT(rename(in_folder("d"), in_folder("e")) == 0);
    EXPECT(!file_out_close(&out, &diags));
    EXPECT_TEXT("d/c: cannot write the file: No such file or directory "
                "[file-unwritable]",
                message());
}

static void
run_read(void)
{
    const char *path = in_folder("r.txt");
    struct text got;
    int pipe_ends[2];

    begin("at the limit, and one over it");
    EXPECT(put(path, "12345"));
    EXPECT(file_read(&arena, path, 5, &got, &diags));
    EXPECT(!file_read(&arena, path, 4, &got, &diags));
    EXPECT_TEXT("r.txt: the file is larger than 4 bytes [file-too-large]",
                message());

    begin("an empty file");
    EXPECT(put(path, ""));
    expect_content("", path);

    begin("a pipe, longer than the first read");
    EXPECT(pipe(pipe_ends) == 0);
    if (fork() == 0) {
        static char bytes[200000];
        memset(bytes, 'x', sizeof bytes);
        _exit(write(pipe_ends[1], bytes, sizeof bytes) < 0);
    }
    close(pipe_ends[1]);
    path = arena_printf(&arena, "/proc/self/fd/%d", pipe_ends[0]);
    EXPECT(file_read(&arena, path, 1000000, &got, &diags));
    EXPECT_INT(200000, got.n);
    close(pipe_ends[0]);

    begin("a stream is held to the limit");
    EXPECT(!file_read(&arena, "/dev/zero", 100000, &got, &diags));
    EXPECT_TEXT("/dev/zero: the file is larger than 100000 bytes "
                "[file-too-large]",
                message());

    begin("a file that is not there");
    EXPECT(!file_read(&arena, in_folder("none"), 10, &got, &diags));
    EXPECT_TEXT("none: cannot open the file: No such file or directory "
                "[file-unreadable]",
                message());

    begin("a folder is no file to read");
    EXPECT(!file_read(&arena, folder, 10, &got, &diags));
    EXPECT_TEXT(arena_printf(&arena,
                             "%s: cannot read the file: Is a "
                             "directory [file-unreadable]",
                             folder),
                message());
}

int
main(void)
{
    if (!mkdtemp(folder))
        return 1;
    run_write();
    run_refused();
    run_read();
    arena_release(&arena);
    if (system(arena_printf(&arena, "rm -rf %s", folder)) != 0)
        return 1;
    arena_release(&arena);
    return expect_finish();
}
