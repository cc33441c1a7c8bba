/* file.c - files read whole, and written under no name until they are whole. */
#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/ending.h"

#define SUFFIX ".juesuan-"
#define SUFFIX_RANDOM 6 /* characters behind it */
#define BASE_KEPT 200   /* bytes of the name that a temporary name repeats */
#define TRIES 100       /* to find a name that nobody has */
#define AHEAD (8 << 20) /* bytes of a file, before it is written out */
#define FIRST_READ ((size_t)64 << 10) /* of a pipe, whose size nobody knows */

LANGUAGE_FORMAT(4, 0)
static struct diag *
failed(struct diag_list *diags, enum diag_code code, const char *path,
       const char *what)
{
    const char *why = diag_reason(diags, errno ? errno : EIO);

    return diag_add(diags, code, PLACE_FILE(path), PLACE_NONE, "%s: %s",
                    diag_say(diags, what), why);
}

static void
too_large(struct diag_list *diags, const char *path, uint64_t limit)
{
    struct diag *diag = diag_add(
        diags, DIAG_FILE_TOO_LARGE, PLACE_FILE(path), PLACE_NONE,
        "the file is larger than %llu bytes", (unsigned long long)limit);

    diag_hint(diags, diag, "'--limit help' says how to raise it");
}

/* Reads until 'n' bytes are there or the file ends; -1: errno says why. */
static ssize_t
read_some(int fd, char *into, size_t n)
{
    size_t got = 0;

    while (got < n) {
        ssize_t r = read(fd, into + got, n - got);
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0)
            return -1;
        if (r == 0)
            break;
        got += (size_t)r;
    }
    return (ssize_t)got;
}

/* What is left of a stream whose size is not known. */
static bool
read_stream(struct arena *arena, int fd, const char *path, uint64_t limit,
            struct text *out, struct diag_list *diags)
{
    size_t capacity = FIRST_READ, n = 0;
    char *bytes = arena_bytes(arena, capacity + 1);

    for (;;) {
        ssize_t got = read_some(fd, bytes + n, capacity - n);
        if (got < 0) {
            failed(diags, DIAG_FILE_UNREADABLE, path, "cannot read the file");
            return false;
        }
        n += (size_t)got;
        if (n > limit) {
            too_large(diags, path, limit);
            return false;
        }
        if (n < capacity)
            break;
        capacity *= 2;
        bytes = memcpy(arena_bytes(arena, capacity + 1), bytes, n);
    }
    bytes[n] = '\0';
    *out = (struct text){ bytes, n };
    return true;
}

static bool
read_open(struct arena *arena, int fd, const char *path, uint64_t limit,
          struct text *out, struct diag_list *diags)
{
    struct stat st;
    char *bytes;
    ssize_t got;

    if (fstat(fd, &st) != 0) {
        failed(diags, DIAG_FILE_UNREADABLE, path, "cannot read the file");
        return false;
    }
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        failed(diags, DIAG_FILE_UNREADABLE, path, "cannot read the file");
        return false;
    }
    /* Files of /proc say 0 and hold something. */
    if (!S_ISREG(st.st_mode) || st.st_size == 0)
        return read_stream(arena, fd, path, limit, out, diags);
    if ((uint64_t)st.st_size > limit) {
        too_large(diags, path, limit);
        return false;
    }
    bytes = arena_bytes(arena, (size_t)st.st_size + 1);
    got = read_some(fd, bytes, (size_t)st.st_size);
    if (got < 0) {
        failed(diags, DIAG_FILE_UNREADABLE, path, "cannot read the file");
        return false;
    }
    bytes[got] = '\0';
    *out = (struct text){ bytes, (size_t)got };
    return true;
}

bool
file_read(struct arena *arena, const char *path, uint64_t limit,
          struct text *out, struct diag_list *diags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    bool done;

    if (fd < 0) {
        failed(diags, DIAG_FILE_UNREADABLE, path, "cannot open the file");
        return false;
    }
    done = read_open(arena, fd, path, limit, out, diags);
    close(fd);
    return done;
}

bool
file_is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

void
file_sort_names(const char **names, int n)
{
    if (n > 0)
        qsort(names, (size_t)n, sizeof *names, compare_names);
}

bool
file_is_special(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

bool
file_read_regular(struct arena *arena, const char *path, uint64_t limit,
                  struct text *out, struct diag_list *diags)
{
    if (!file_is_special(path))
        return file_read(arena, path, limit, out, diags);
    diag_add(diags, DIAG_FILE_UNREADABLE, PLACE_FILE(path), PLACE_NONE,
             "this is a pipe or device, where a file must be");
    return false;
}

static struct text
folder_of(struct text path)
{
    size_t n = path.n;

    while (n > 0 && path.at[n - 1] != '/')
        n--;
    return text_slice(path, 0, n);
}

/* The file behind symbolic links: a rename must not replace the link. */
static const char *
resolve(struct arena *arena, const char *path)
{
    for (int hops = 0; hops < 40; hops++) {
        struct text folder = folder_of(text_of(path));
        char target[4096];
        ssize_t n = readlink(path, target, sizeof target);

        if (n <= 0 || (size_t)n >= sizeof target)
            return path;
        if (target[0] == '/')
            folder.n = 0;
        path
            = arena_printf(arena, "%.*s%.*s", TEXT_ARG(folder), (int)n, target);
    }
    return path;
}

/* Six characters at the end of the name; only their being unused matters. */
static void
random_name(char *name)
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    unsigned char bytes[SUFFIX_RANDOM] = { 0 };
    char *end = name + strlen(name) - SUFFIX_RANDOM;

    if (getrandom(bytes, sizeof bytes, GRND_NONBLOCK) < 0)
        memcpy(bytes, &(pid_t){ getpid() }, sizeof(pid_t));
    for (int i = 0; i < SUFFIX_RANDOM; i++)
        end[i] = letters[bytes[i] % (sizeof letters - 1)];
}

const char *
file_out_name(const struct file_out *out)
{
    return out->named ? out->temporary : out->unnamed;
}

/* Removes the file under its temporary name. */
static void
remove_named(struct file_out *out)
{
    assert(!out->named || out->temporary);
    if (out->named)
        unlink(out->temporary);
    ending_drop(out->temporary);
    out->named = false;
}

/* A file without a name, where the folder's file system has such: whatever
   ends the run before it is whole, nothing is left.  -1: it has none. */
static int
open_unnamed(struct file_out *out)
{
    int fd = open(out->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);

    snprintf(out->unnamed, sizeof out->unnamed, "/proc/self/fd/%d", fd);
    /* Without /proc it could not be given a name later. */
    if (fd >= 0 && access(out->unnamed, F_OK) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* Not mkstemp(): that makes files that only their owner can read. */
static int
open_named(struct file_out *out)
{
    sigset_t was;
    int fd = -1;

    ending_hold(&was);
    for (int tries = 0; tries < TRIES && fd < 0; tries++) {
        random_name(out->temporary);
        fd = open(out->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    out->named = fd >= 0;
    if (out->named)
        ending_add(out->temporary);
    ending_release(&was);
    return fd;
}

/* The names that are needed until the file has its own: memory may be out by
   then. */
static void
name_target(struct arena *arena, struct file_out *out)
{
    const char *target = resolve(arena, out->path);
    struct text whole = text_of(target), folder = folder_of(whole), base;

    base = text_slice(whole, folder.n, whole.n);
    if (base.n > BASE_KEPT) {
        base.n = BASE_KEPT;
        while (base.n && ((unsigned char)base.at[base.n] & 0xC0) == 0x80)
            base.n--;
    }
    out->target = target;
    out->folder = folder.n ? text_zero(arena, folder) : ".";
    out->temporary
        = arena_printf(arena, "%.*s.%.*s" SUFFIX "%*s", TEXT_ARG(folder),
                       TEXT_ARG(base), SUFFIX_RANDOM, "");
}

static int
open_temporary(struct arena *arena, struct file_out *out,
               struct diag_list *diags)
{
    struct stat st;
    int fd;

    name_target(arena, out);
    if (stat(out->target, &st) == 0 && !S_ISREG(st.st_mode)) {
        diag_add(diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(out->path), PLACE_NONE,
                 "cannot write the file: it is a folder");
        return -1;
    }
    fd = open_unnamed(out);
    if (fd < 0)
        fd = open_named(out);
    if (fd < 0)
        failed(diags, DIAG_FILE_UNWRITABLE, out->path, "cannot make the file");
    return fd;
}

bool
file_out_open(struct arena *arena, struct file_out *out, const char *path,
              struct diag_list *diags)
{
    int fd;

    *out = (struct file_out){ .stream = NULL };
    if (!path || strcmp(path, "-") == 0) {
        out->stream = stdout;
        return true;
    }
    out->path = path;
    if (file_is_special(path)) {
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (fd < 0)
            failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot open the file");
    } else {
        fd = open_temporary(arena, out, diags);
    }
    if (fd < 0)
        return false;
    out->stream = fdopen(fd, "w");
    if (!out->stream) {
        failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot open the file");
        close(fd);
        remove_named(out);
        return false;
    }
    return true;
}

void
file_put(FILE *stream, struct text bytes)
{
    if (bytes.n)
        fwrite(bytes.at, 1, bytes.n, stream);
}

void
file_out_ahead(struct file_out *out)
{
    off_t at = out->target ? ftello(out->stream) : 0;

    if (at - out->ahead < AHEAD)
        return;
    /* Only a wish: what it cannot do, syncing does. */
    (void)!sync_file_range(fileno(out->stream), out->ahead, at - out->ahead,
                           SYNC_FILE_RANGE_WRITE);
    out->ahead = at;
}

/* Some file systems have nothing to sync and say so with EINVAL. */
static bool
sync_fd(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
}

/* Gives the unnamed file its temporary name. */
static bool
link_temporary(struct file_out *out)
{
    for (int tries = 0; tries < TRIES; tries++) {
        random_name(out->temporary);
        if (linkat(AT_FDCWD, out->unnamed, AT_FDCWD, out->temporary,
                   AT_SYMLINK_FOLLOW)
            == 0) {
            out->named = true;
            return true;
        }
        if (errno != EEXIST)
            break;
    }
    return false;
}

bool
file_out_scratch(struct arena *arena, struct file_out *out, const char *folder,
                 struct diag_list *diags)
{
    char *name = arena_printf(arena, "%s%s", folder ? folder : out->temporary,
                              folder ? "/" SUFFIX "123456" : "");
    char *left = arena_printf(arena, "%s/left", name);
    sigset_t was;

    ending_hold(&was);
    for (int tries = 0; tries < TRIES && !out->scratch; tries++) {
        random_name(name);
        if (mkdir(name, 0700) == 0)
            out->scratch = name;
        else if (errno != EEXIST)
            break;
    }
    if (out->scratch)
        ending_add(out->scratch);
    ending_release(&was);
    if (out->scratch) {
        memcpy(left, name, strlen(name));
        out->left = left;
        return true;
    }
    failed(diags, DIAG_FILE_UNWRITABLE, out->path, "cannot make a folder");
    return false;
}

/* Memory may be out: opendir() would need some.  What cannot be unlinked is
   heaped on one name, over which the file itself can go on its way. */
static void
empty_scratch(struct file_out *out)
{
    _Alignas(struct dirent64) char buffer[4096];
    int fd = open(out->scratch, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ssize_t n;

    while (fd >= 0 && (n = getdents64(fd, (void *)buffer, sizeof buffer)) > 0) {
        for (ssize_t at = 0; at < n;) {
            const struct dirent64 *entry = (const void *)(buffer + at);

            at += entry->d_reclen;
            if (strcmp(entry->d_name, ".") != 0
                && strcmp(entry->d_name, "..") != 0
                && strcmp(entry->d_name, "left") != 0
                && unlinkat(fd, entry->d_name, 0) != 0
                && renameat(fd, entry->d_name, AT_FDCWD, out->left) == 0)
                out->is_left = true;
        }
    }
    if (fd >= 0)
        close(fd);
}

static void
close_scratch(struct file_out *out)
{
    if (!out->scratch)
        return;
    if (out->is_left)
        unlink(out->left);
    rmdir(out->scratch);
    ending_drop(out->scratch);
    out->scratch = NULL;
}

/* What is left still has to go with the file. */
void
file_out_sweep(struct file_out *out)
{
    if (out->scratch && rmdir(out->scratch) != 0)
        empty_scratch(out);
    if (!out->is_left)
        close_scratch(out);
}

/* From the temporary name to the target's. */
static bool
rename_temporary(struct file_out *out)
{
    if (!out->is_left)
        return rename(out->temporary, out->target) == 0;
    if (rename(out->temporary, out->left) != 0)
        return false;
    out->named = false;
    if (rename(out->left, out->target) != 0)
        return false;
    out->is_left = false;
    return true;
}

/* The folder is opened before anything changes its place: what can fail,
   fails while the old file is there. */
static bool
commit(struct file_out *out, struct diag_list *diags)
{
    int folder = open(out->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat st;
    bool done;

    if (folder < 0)
        return false;
    /* A file that is replaced keeps its permissions. */
    if (stat(out->target, &st) == 0)
        (void)!fchmod(fileno(out->stream), st.st_mode & 0777);
    done = sync_fd(fileno(out->stream)) && (out->named || link_temporary(out))
           && rename_temporary(out);
    if (done && !sync_fd(folder))
        failed(diags, DIAG_FILE_UNSYNCED, out->path,
               "written, but a power cut may still undo it");
    out->named = out->named && !done;
    (void)!close(folder);
    return done;
}

bool
file_gone(FILE *stream)
{
    struct pollfd end = { .fd = fileno(stream), .events = POLLOUT };

    return ferror(stream) && poll(&end, 1, 0) == 1
           && (end.revents & (POLLERR | POLLHUP));
}

bool
file_out_failed(struct diag_list *diags, const char *path, const char *what)
{
    failed(diags, DIAG_FILE_UNWRITABLE, path, what);
    return false;
}

/* Why an earlier write failed was not kept; but a full disk is still full. */
static int
why_failed(int fd)
{
    struct statvfs disk;
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode)
                   && fstatvfs(fd, &disk) == 0 && disk.f_bavail == 0
               ? ENOSPC
               : EIO;
}

bool
file_out_close(struct file_out *out, struct diag_list *diags)
{
    const char *path
        = out->path ? out->path : diag_say(diags, "standard output");
    bool failed_before = ferror(out->stream) != 0;
    bool written;
    sigset_t was;
    int why;

    file_out_sweep(out);
    errno = 0;
    written = fflush(out->stream) == 0 && !failed_before;
    ending_hold(&was);
    if (written && out->temporary)
        written = commit(out, diags);
    why = errno ? errno : why_failed(fileno(out->stream));
    remove_named(out);
    ending_release(&was);
    if (!written && !out->temporary && file_gone(out->stream))
        written = true;
    close_scratch(out);
    /* What is synced does not depend on its close. */
    if (out->path && fclose(out->stream) != 0 && !out->temporary) {
        why = errno;
        written = false;
    }
    out->stream = NULL;
    if (written)
        return true;
    errno = why;
    return file_out_failed(diags, path, "cannot write the file");
}

void
file_out_discard(struct file_out *out)
{
    if (out->path && out->stream)
        fclose(out->stream);
    remove_named(out);
    if (out->scratch)
        empty_scratch(out);
    close_scratch(out);
    out->stream = NULL;
}

bool
file_same(const char *a, const char *b)
{
    struct stat sa, sb;

    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev
           && sa.st_ino == sb.st_ino;
}
