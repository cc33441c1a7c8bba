/* csv_package.c - a model written as a folder of CSV tables. */
#include "store/csv_package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/ending.h"
#include "base/file.h"
#include "base/json_out.h"
#include "base/stream.h"
#include "book/zip_write.h"
#include "store/csv_package_read.h"
#include "store/entry.h"
#include "store/facts.h"
#include "store/json.h"
#include "store/package_table.h"

#define TRIES 100  /* temporary names that may be taken */
#define EXCHANGE 2 /* the kernel's RENAME_EXCHANGE */

/* Titles of the columns of facts, by enum entry_column. */
static const char *const titles[ENTRY_N] = {
    "部门", "年度", "模板", "表",   "实例",   "项目",   "指标",
    "值",   "单位", "精度", "性质", "工作表", "单元格",
};

/* What is written. */
struct content {
    const struct model *model;
    const struct package_table *tables;
    int n; /* tables */
    enum csv_text_style style;
};

/* A folder that is being written, and the one that it will be. */
struct folder {
    const char *path, *temporary, *parent;
    const char *aside;  /* a name for the old one, for a moment */
    const char **paths; /* [n] of its files, under 'temporary': descriptor,
                           facts, tables */
    int n, n_made;
};

static void
put_field(FILE *out, const char *before, struct text name, const char *type,
          struct text title)
{
    struct json_out field = { out, false };

    fputs(before, out);
    json_out_text(&field, "name", name);
    json_out_word(&field, "type", type);
    json_out_text(&field, "title", title);
    json_out_end(&field);
}

static void
put_key(FILE *out, const char *const *names, int n)
{
    fputs("\"primaryKey\":", out);
    for (int i = 0; i < n; i++)
        fprintf(out, "%c\"%s\"", i ? ',' : '[', names[i]);
    putc(']', out);
}

/* A resource up to its fields. */
static void
begin_resource(FILE *out, struct text name, struct text title)
{
    struct json_out resource = { out, false };

    json_out_text(&resource, "name", name);
    json_out_name(&resource, "path");
    fprintf(out, "\"%.*s.csv\"", TEXT_ARG(name));
    json_out_word(&resource, "profile", "tabular-data-resource");
    json_out_text(&resource, "title", title);
    json_out_word(&resource, "format", "csv");
    json_out_word(&resource, "mediatype", "text/csv");
    json_out_word(&resource, "encoding", "utf-8");
    json_out_name(&resource, "dialect");
    fputs("{\"delimiter\":\",\",\"doubleQuote\":true,\"quoteChar\":\"\\\"\","
          "\"lineTerminator\":\"\\n\",\"skipInitialSpace\":false,"
          "\"header\":true}",
          out);
    json_out_name(&resource, "schema");
    fputs("{\"fields\":[", out);
}

static void
put_facts_resource(FILE *out)
{
    static const char *const key[] = { "table", "instance", "item", "measure" };

    begin_resource(out, TEXT("facts"), TEXT("所有数据"));
    for (int i = 0; i < ENTRY_N; i++)
        put_field(out, i ? ",\n  " : "\n  ",
                  text_of(entry_name((enum entry_column)i)),
                  i == ENTRY_FISCAL_YEAR || i == ENTRY_DECIMALS ? "integer"
                                                                : "string",
                  text_of(titles[i]));
    fputs("],\n  ", out);
    put_key(out, key, ARRAY_LEN(key));
    fputs("}}", out);
}

static void
put_table_resource(FILE *out, const struct package_table *table)
{
    static const char *const key[] = { "instance", "item" };

    begin_resource(out, table->name, table->title);
    for (int i = 0; i < table->n_columns; i++)
        put_field(out, i ? ",\n  " : "\n  ", table->columns[i].name,
                  table->columns[i].number ? "number" : "string",
                  table->columns[i].title);
    fputs("],\n  ", out);
    put_key(out, key, ARRAY_LEN(key));
    fputs("}}", out);
}

static void
put_descriptor(FILE *out, const struct model *model,
               const struct package_table *tables, int n)
{
    struct json_out package = { out, false };
    int year = facts_year(model);

    json_out_word(&package, "juesuan", CSV_PACKAGE_VERSION);
    json_out_word(&package, "profile", "tabular-data-package");
    json_out_name(&package, "name");
    if (year)
        fprintf(out, "\"juesuan-%d\"", year);
    else
        fputs("\"juesuan\"", out);
    json_out_word(&package, "title", "部门决算");
    json_out_text(&package, "description", facts_department(model));
    json_out_name(&package, "model");
    putc('\n', out);
    json_write_frame(out, model);
    json_out_name(&package, "resources");
    fputs("[\n ", out);
    put_facts_resource(out);
    for (int i = 0; i < n; i++) {
        fputs(",\n ", out);
        put_table_resource(out, &tables[i]);
    }
    putc(']', out);
    json_out_end(&package);
    putc('\n', out);
}

static void
put_table(FILE *out, const struct package_table *table,
          enum csv_text_style style)
{
    csv_text_write_mark(out, style);
    for (int i = 0; i < table->n_columns; i++) {
        if (i)
            putc(',', out);
        csv_text_write(out, table->columns[i].name, style);
    }
    putc('\n', out);
    for (int i = 0; i < table->n_rows * table->n_columns; i++) {
        int column = i % table->n_columns;

        if (column)
            putc(',', out);
        if (table->columns[column].number)
            text_write(out, table->cells[i]);
        else
            csv_text_write(out, table->cells[i], style);
        if (column == table->n_columns - 1)
            putc('\n', out);
    }
}

/* File i: the descriptor, the facts, or a table. */
static void
put_file(FILE *out, int i, const struct content *content)
{
    if (i == 0) {
        put_descriptor(out, content->model, content->tables, content->n);
    } else if (i == 1) {
        facts_write_header(out, content->style);
        facts_write_csv(out, content->model, content->style);
    } else {
        put_table(out, &content->tables[i - 2], content->style);
    }
}

static bool
write_file(struct folder *folder, int i, const struct content *content,
           struct diag_list *diags)
{
    FILE *out = fopen(folder->paths[i], "wxe");
    bool written;

    if (!out)
        return file_out_failed(diags, folder->path,
                               "cannot make a file of the folder");
    folder->n_made = i + 1;
    put_file(out, i, content);
    errno = 0;
    written = !ferror(out) && fflush(out) == 0 && fsync(fileno(out)) == 0;
    if (fclose(out) != 0)
        written = false;
    if (written)
        return true;
    if (errno == 0) /* an earlier write failed, and why is lost */
        errno = EIO;
    return file_out_failed(diags, folder->path, "cannot write the folder");
}

static bool
sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced;

    if (fd < 0)
        return false;
    synced = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
    close(fd);
    return synced;
}

static void
remove_files(const char *folder, const char *const *paths, int n)
{
    for (int i = 0; i < n; i++)
        unlink(paths[i]);
    rmdir(folder);
}

static bool
is_listed(const struct node *const *resources, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (text_equal(resources[i]->text, text_of(name)))
            return true;
    return strcmp(name, CSV_PACKAGE_DESCRIPTOR) == 0;
}

/* What a folder that is to be replaced holds. */
struct old_folder {
    bool there;
    const char **paths; /* [n] its files, as they are called after the
                           exchange */
    int n, capacity;
};

/* Lists what is in the folder; false where it holds what is not ours. */
static bool
list_old(struct arena *arena, DIR *dir, const struct folder *folder,
         struct old_folder *old)
{
    struct diag_list unread = diag_none(arena);
    const struct node **resources = NULL;
    const struct node *root = NULL;
    const struct dirent *entry;
    int n = 0;

    for (errno = 0; (entry = readdir(dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (!root) {
            root = csv_package_read_descriptor(arena, folder->path, &unread);
            if (!root
                || !csv_package_read_resources(arena, root, &resources, &n,
                                               &unread))
                return false;
        }
        if (!is_listed(resources, n, entry->d_name))
            return false;
        ARENA_PUSH(
            arena, old->paths, old->n, old->capacity,
            arena_printf(arena, "%s/%s", folder->temporary, entry->d_name));
    }
    return errno == 0;
}

static bool
check_old(struct arena *arena, const struct folder *folder,
          struct old_folder *old, struct diag_list *diags)
{
    struct stat st;
    DIR *dir;
    bool ours;

    if (lstat(folder->path, &st) != 0) {
        if (errno == ENOENT)
            return true;
        return file_out_failed(diags, folder->path, "cannot make the folder");
    }
    old->there = true;
    if (!S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        return file_out_failed(diags, folder->path, "cannot make the folder");
    }
    dir = opendir(folder->path);
    if (!dir)
        return file_out_failed(diags, folder->path, "cannot read the folder");
    ours = list_old(arena, dir, folder, old);
    closedir(dir);
    if (ours)
        return true;
    diag_hint(diags,
              diag_add(diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(folder->path),
                       PLACE_NONE,
                       "the folder holds something else than a CSV package"),
              "name another folder");
    return false;
}

/* Puts the temporary folder in its place; the old one gets its name. */
static bool
put_in_place(const struct folder *folder, const struct old_folder *old)
{
    if (!old->there)
        return rename(folder->temporary, folder->path) == 0;
    /* Not every C library has a function for it. */
    if (syscall(SYS_renameat2, AT_FDCWD, folder->temporary, AT_FDCWD,
                folder->path, EXCHANGE)
        == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    /* A file system that cannot exchange two names. */
    if (rename(folder->path, folder->aside) != 0)
        return false;
    if (rename(folder->temporary, folder->path) != 0) {
        int why = errno;

        (void)!rename(folder->aside, folder->path);
        errno = why;
        return false;
    }
    return rename(folder->aside, folder->temporary) == 0;
}

static const char *
file_name(struct arena *arena, const struct content *content, int i)
{
    return i == 0   ? CSV_PACKAGE_DESCRIPTOR
           : i == 1 ? CSV_PACKAGE_FACTS
                    : arena_printf(arena, "%.*s.csv",
                                   TEXT_ARG(content->tables[i - 2].name));
}

/* 'path' without slashes at its end, what is before its last part, and a name
   beside it that is free. */
static void
name_folder(struct arena *arena, const char *path, struct folder *folder)
{
    struct text whole = text_of(path);
    size_t base, n;
    struct stat st;

    while (whole.n > 1 && whole.at[whole.n - 1] == '/')
        whole.n--;
    for (base = whole.n; base > 0 && whole.at[base - 1] != '/'; base--)
        ;
    n = whole.n - base > 200 ? 200 : whole.n - base;
    folder->path = text_zero(arena, whole);
    folder->parent = base ? text_zero(arena, text_slice(whole, 0, base)) : ".";
    for (int i = 0; i < TRIES; i++) {
        folder->temporary = arena_printf(arena, "%.*s.%.*s.juesuan-%ld-%d",
                                         (int)base, whole.at, (int)n,
                                         whole.at + base, (long)getpid(), i);
        if (lstat(folder->temporary, &st) != 0)
            break;
    }
}

static void
name_files(struct arena *arena, struct folder *folder,
           const struct content *content)
{
    folder->n = content->n + 2;
    folder->paths = ARENA_ARRAY(arena, const char *, folder->n);
    for (int i = 0; i < folder->n; i++)
        folder->paths[i] = arena_printf(arena, "%s/%s", folder->temporary,
                                        file_name(arena, content, i));
}

/*
 * All memory is taken before the folder is made: an arena that is spent then
 * leaves nothing behind.
 */
static bool
write_folder(struct folder *folder, const struct old_folder *old,
             const struct content *content, struct diag_list *diags)
{
    if (mkdir(folder->temporary, 0777) != 0)
        return file_out_failed(diags, folder->path, "cannot make the folder");
    for (int i = 0; i < folder->n; i++)
        if (!write_file(folder, i, content, diags)) {
            remove_files(folder->temporary, folder->paths, folder->n_made);
            return false;
        }
    if (!sync_folder(folder->temporary) || !put_in_place(folder, old)) {
        file_out_failed(diags, folder->path, "cannot make the folder");
        remove_files(folder->temporary, folder->paths, folder->n);
        return false;
    }
    if (old->there)
        remove_files(folder->temporary, old->paths, old->n);
    /* Should this fail, a crash leaves the old package or the new one. */
    (void)sync_folder(folder->parent);
    return true;
}

bool
csv_package_write(struct arena *arena, const char *path,
                  const struct model *model, enum csv_text_style style,
                  struct diag_list *diags)
{
    struct folder folder = { .n_made = 0 };
    struct old_folder old = { .there = false };
    struct content content = { .model = model, .style = style };
    sigset_t was;
    bool good;

    content.tables = package_table_list(arena, model, &content.n);
    name_folder(arena, path, &folder);
    folder.aside = arena_printf(arena, "%s-old", folder.temporary);
    name_files(arena, &folder, &content);
    if (!check_old(arena, &folder, &old, diags))
        return false;
    ending_hold(&was);
    good = write_folder(&folder, &old, &content, diags);
    ending_release(&was);
    return good;
}

bool
csv_package_pack(struct arena *arena, const struct model *model,
                 enum csv_text_style style, struct text *zip,
                 struct diag_list *diags)
{
    struct content content = { .model = model, .style = style };
    const struct zip none = { .n_entries = 0 };
    struct zip_write_part *parts;

    content.tables = package_table_list(arena, model, &content.n);
    parts = ARENA_ARRAY(arena, struct zip_write_part, content.n + 2);
    for (int i = 0; i < content.n + 2; i++) {
        struct stream stream;

        parts[i].name = text_of(file_name(arena, &content, i));
        stream_open(&stream, arena);
        put_file(stream.out, i, &content);
        stream_close(&stream, &parts[i].bytes);
    }
    return zip_write(arena, &none, parts, content.n + 2, zip, diags);
}
