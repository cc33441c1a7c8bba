#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".juesuan-"
#define SUFFIX_RANDOM 6 /* characters behind it */
#define BASE_KEPT 200   /* bytes of the name that a temporary name repeats */
#define FIRST_READ ((size_t)64 << 10) /* of a pipe, whose size nobody knows */

static struct diag *
failed(struct diag_list *diags, enum diag_code code, const char *path,
       const char *what)
{
    const char *why = strerror(errno);

    return diag_add(diags, code, PLACE_FILE(path), PLACE_NONE, "%s: %s", what,
                    why);
}

static void
too_large(struct diag_list *diags, const char *path, uint64_t limit)
{
    diag_add(diags, DIAG_FILE_TOO_LARGE, PLACE_FILE(path), PLACE_NONE,
             "the file is larger than %llu bytes", (unsigned long long)limit);
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
    char *bytes = arena_alloc(arena, capacity + 1);

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
        bytes = memcpy(arena_alloc(arena, capacity + 1), bytes, n);
    }
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
    bytes = arena_alloc(arena, (size_t)st.st_size + 1);
    got = read_some(fd, bytes, (size_t)st.st_size);
    if (got < 0) {
        failed(diags, DIAG_FILE_UNREADABLE, path, "cannot read the file");
        return false;
    }
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

/* Six characters that name a file; only their being unused matters. */
static void
random_name(char out[SUFFIX_RANDOM])
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    unsigned char bytes[SUFFIX_RANDOM] = { 0 };

    if (getrandom(bytes, sizeof bytes, GRND_NONBLOCK) < 0)
        memcpy(bytes, &(pid_t){ getpid() }, sizeof(pid_t));
    for (int i = 0; i < SUFFIX_RANDOM; i++)
        out[i] = letters[bytes[i] % (sizeof letters - 1)];
}

/* Not mkstemp(): that makes files that only their owner can read. */
static int
open_temporary(struct arena *arena, const char *path, const char **name,
               struct diag_list *diags)
{
    const char *target = resolve(arena, path);
    struct text whole = text_of(target), folder = folder_of(whole), base;
    struct stat st;
    char *made;
    int fd = -1;

    if (stat(target, &st) == 0 && !S_ISREG(st.st_mode)) {
        diag_add(diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(path), PLACE_NONE,
                 "cannot write the file: it is %s",
                 S_ISDIR(st.st_mode) ? "a folder" : "a device or pipe");
        return -1;
    }
    base = text_slice(whole, folder.n, whole.n);
    if (base.n > BASE_KEPT) {
        base.n = BASE_KEPT;
        while (base.n && ((unsigned char)base.at[base.n] & 0xC0) == 0x80)
            base.n--;
    }
    made = arena_printf(arena, "%.*s.%.*s" SUFFIX "%*s", TEXT_ARG(folder),
                        TEXT_ARG(base), SUFFIX_RANDOM, "");
    for (int tries = 0; tries < 100 && fd < 0; tries++) {
        random_name(made + strlen(made) - SUFFIX_RANDOM);
        fd = open(made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0)
        failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot make the file");
    *name = made;
    return fd;
}

const char *
file_temporary(struct arena *arena, const char *path, struct diag_list *diags)
{
    const char *name;
    int fd = open_temporary(arena, path, &name, diags);

    if (fd < 0)
        return NULL;
    close(fd);
    return name;
}

static bool
is_device(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

bool
file_out_open(struct arena *arena, struct file_out *out, const char *path,
              struct diag_list *diags)
{
    int fd;

    *out = (struct file_out){ NULL, NULL, NULL };
    if (!path || strcmp(path, "-") == 0) {
        out->stream = stdout;
        return true;
    }
    if (is_device(path)) {
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (fd < 0)
            failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot open the file");
    } else {
        fd = open_temporary(arena, path, &out->temporary, diags);
    }
    if (fd < 0)
        return false;
    out->path = path;
    out->stream = fdopen(fd, "w");
    if (!out->stream) {
        failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot open the file");
        close(fd);
        if (out->temporary)
            unlink(out->temporary);
        return false;
    }
    return true;
}

bool
file_out_close(struct file_out *out, struct diag_list *diags)
{
    const char *path = out->path ? out->path : "standard output";
    bool failed_before = ferror(out->stream) != 0;
    bool written;

    errno = 0;
    written = fflush(out->stream) == 0 && !failed_before;
    if (out->path && fclose(out->stream) != 0)
        written = false;
    out->stream = NULL;
    if (!written) {
        if (errno == 0) /* an earlier write failed and nobody kept why */
            errno = EIO;
        failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot write the file");
        if (out->temporary)
            unlink(out->temporary);
        return false;
    }
    if (!out->path || !out->temporary)
        return true;
    return file_commit(diags->arena, out->temporary, out->path, diags);
}

void
file_out_discard(struct file_out *out)
{
    if (out->path && out->stream)
        fclose(out->stream);
    if (out->temporary)
        unlink(out->temporary);
    out->stream = NULL;
}

/* Some file systems have nothing to sync and say so with EINVAL. */
static bool
sync_path(const char *path, int flags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    bool synced;

    if (fd < 0)
        return false;
    synced = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
    close(fd);
    return synced;
}

bool
file_commit(struct arena *arena, const char *temporary, const char *path,
            struct diag_list *diags)
{
    const char *target = resolve(arena, path);
    struct text folder = folder_of(text_of(target));
    struct stat st;

    /* A file that is replaced keeps its permissions. */
    if (stat(target, &st) == 0)
        (void)!chmod(temporary, st.st_mode & 0777);
    if (!sync_path(temporary, 0) || rename(temporary, target) != 0) {
        failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot write the file");
        unlink(temporary);
        return false;
    }
    if (!sync_path(folder.n ? text_zero(arena, folder) : ".", O_DIRECTORY)) {
        failed(diags, DIAG_FILE_UNWRITABLE, path, "cannot sync the folder");
        return false;
    }
    return true;
}

bool
file_same(const char *a, const char *b)
{
    struct stat sa, sb;

    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev
           && sa.st_ino == sb.st_ino;
}
