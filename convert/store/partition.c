/* partition.c - rows of facts sorted into files by their columns. */
#include "store/partition.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/ending.h"
#include "base/file.h"
#include "base/json_out.h"
#include "base/pairs.h"
#include "store/entry.h"
#include "store/facts.h"

#define OPEN_MAX_FILES 200 /* at a time; a process may have 1024 */
#define NOWHERE "__HIVE_DEFAULT_PARTITION__"
#define MANIFEST "manifest.json"
#define MANIFEST_VERSION "manifest/1"
#define DEPTH 4 /* columns that can be in folders */

/* One partition's file. */
struct part {
    const char *name; /* below the folder */
    FILE *stream;     /* NULL: not open now */
    struct digest *digest;
    long long rows, bytes;
};

struct partition {
    struct arena *arena;
    const char *folder, *temporary;
    enum entry_column columns[DEPTH];
    int n_columns;
    bool json_lines;
    struct part *parts;
    int n_parts, parts_capacity, n_open;
    struct pairs *by_name;
    FILE *manifest; /* its inputs are written as they come */
    long long inputs, facts;
};

/* ---- opening ---- */

static bool
read_columns(struct partition *partition, struct text list,
             struct diag_list *diags)
{
    while (list.n) {
        long comma = text_find(list, TEXT(","), 0);
        size_t n = comma < 0 ? list.n : (size_t)comma;
        struct text name = text_slice(list, 0, n);
        int column = entry_find(name);
        bool twice = false;

        for (int i = 0; i < partition->n_columns; i++)
            twice |= (int)partition->columns[i] == column;
        if (twice
            || (column != ENTRY_DEPARTMENT && column != ENTRY_FISCAL_YEAR
                && column != ENTRY_TEMPLATE && column != ENTRY_TABLE)) {
            diag_hint(diags,
                      diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                               twice ? N_("--partition names '%.*s' twice")
                                     : N_("--partition cannot be by '%.*s'"),
                               TEXT_ARG(name)),
                      "its columns are department, fiscal_year, template and "
                      "table, with commas between");
            return false;
        }
        partition->columns[partition->n_columns++] = (enum entry_column)column;
        list = text_slice(list, comma < 0 ? n : n + 1, list.n);
    }
    return true;
}

bool
partition_check(struct arena *arena, const char *columns,
                struct diag_list *diags)
{
    return read_columns(ARENA_NEW(arena, struct partition), text_of(columns),
                        diags);
}

static bool
is_free(const char *folder, struct diag_list *diags)
{
    if (rmdir(folder) == 0 || errno == ENOENT)
        return true;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return file_out_failed(diags, folder, "cannot make the folder");
    diag_hint(diags,
              diag_add(diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(folder),
                       PLACE_NONE, "the folder is not empty"),
              "name a new one, or remove it first");
    return false;
}

static const char *
sans_slash(struct arena *arena, const char *path)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_copy(arena, path, n);
}

static void
begin_manifest(struct partition *partition)
{
    FILE *out = partition->manifest;

    fprintf(out,
            "{\"juesuan\":\"" MANIFEST_VERSION "\",\"format\":\"%s\",\n"
            "\"partition\":[",
            partition->json_lines ? "jsonl" : "csv");
    for (int i = 0; i < partition->n_columns; i++)
        fprintf(out, "%s\"%s\"", i ? "," : "",
                entry_name(partition->columns[i]));
    fputs("],\n\"inputs\":[", out);
}

struct partition *
partition_open(struct arena *arena, const char *folder, const char *columns,
               bool json_lines, struct diag_list *diags)
{
    struct partition *partition = ARENA_NEW(arena, struct partition);

    partition->arena = arena;
    partition->folder = sans_slash(arena, folder);
    partition->json_lines = json_lines;
    partition->by_name = pairs_new(arena);
    if (!read_columns(partition, text_of(columns), diags)
        || !is_free(partition->folder, diags))
        return NULL;
    partition->temporary = arena_printf(arena, "%s.juesuan-%ld",
                                        partition->folder, (long)getpid());
    if (mkdir(partition->temporary, 0777) != 0) {
        file_out_failed(diags, partition->folder, "cannot make the folder");
        return NULL;
    }
    ending_add(partition->temporary);
    partition->manifest = fopen(
        arena_printf(arena, "%s/" MANIFEST, partition->temporary), "we");
    if (!partition->manifest) {
        file_out_failed(diags, partition->folder, "cannot make the manifest");
        partition_discard(partition);
        return NULL;
    }
    begin_manifest(partition);
    return partition;
}

/* ---- a model's rows ---- */

static struct text
key_of(struct arena *arena, const struct facts_row *row)
{
    const struct text *text = row->text;
    struct text whole = text_printf(
        arena, "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s",
        TEXT_ARG(text[ENTRY_DEPARTMENT]), TEXT_ARG(text[ENTRY_FISCAL_YEAR]),
        TEXT_ARG(text[ENTRY_TEMPLATE]), TEXT_ARG(text[ENTRY_TABLE]),
        TEXT_ARG(text[ENTRY_INSTANCE]));

    return text_slice(digest_of(arena, whole), 0, 32);
}

/* Is the column in the folders' names, and not in the rows? */
static bool
is_folder(const struct partition *partition, int column)
{
    for (int i = 0; i < partition->n_columns; i++) {
        if ((int)partition->columns[i] == column)
            return true;
    }
    return false;
}

static void
add_value(struct bytes *rows, const struct facts_row *row, int column,
          bool json)
{
    struct text text = row->text[column];

    if (!json)
        csv_text_add(rows, text, CSV_TEXT_PLAIN);
    else if (row->number[column])
        bytes_add(rows, text.n ? text : TEXT("null"));
    else
        json_out_add(rows, text);
    bytes_char(rows, ',');
}

static void
add_row(struct bytes *rows, const struct partition *partition,
        const struct facts_row *row, struct text key)
{
    bool json = partition->json_lines;

    if (json)
        bytes_char(rows, '{');
    for (int i = 0; i < ENTRY_N; i++) {
        if (is_folder(partition, i))
            continue;
        if (json) {
            bytes_char(rows, '"');
            bytes_add(rows, text_of(entry_name((enum entry_column)i)));
            bytes_add(rows, TEXT("\":"));
        }
        add_value(rows, row, i, json);
    }
    if (json)
        bytes_add(rows, TEXT("\"fact_key\":\""));
    bytes_add(rows, key);
    bytes_char(rows, '/');
    bytes_add(rows, row->text[ENTRY_ITEM]);
    bytes_char(rows, '/');
    bytes_add(rows, row->text[ENTRY_MEASURE]);
    bytes_add(rows, json ? TEXT("\"}\n") : TEXT("\n"));
}

/* A folder's name; Hive escapes what file systems and it have uses for. */
static void
put_folder(struct bytes *name, enum entry_column column, struct text value)
{
    bytes_add(name, text_of(entry_name(column)));
    bytes_char(name, '=');
    if (value.n == 0)
        bytes_add(name, TEXT(NOWHERE));
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.at[i];

        if (c < 0x20 || c == 0x7F || strchr("\"#%'*/:=?\\{[]^", c)) {
            char escaped[4];

            snprintf(escaped, sizeof escaped, "%%%02X", c);
            bytes_add(name, text_of(escaped));
        } else {
            bytes_char(name, (char)c);
        }
    }
    bytes_char(name, '/');
}

/* Not every text can be the name of a folder; reported before anything is
   written. */
static bool
check_folder(struct arena *arena, const struct partition *partition,
             const struct model *model, const char *path,
             struct diag_list *diags)
{
    struct bytes name = { .arena = arena };
    int own = (int)strlen(entry_name(ENTRY_DEPARTMENT)) + 1; /* department= */
    struct text department = facts_department(model);
    struct place at = model->named_at;
    struct diag *diag;

    put_folder(&name, ENTRY_DEPARTMENT, department);
    if (!is_folder(partition, ENTRY_DEPARTMENT) || name.n - 1 <= NAME_MAX)
        return true;
    diag = diag_add(diags, DIAG_FILE_UNWRITABLE,
                    at.file ? at : PLACE_FILE(path), PLACE_NONE,
                    "its department is too long for the name of a folder, "
                    "which takes %d bytes (%d Chinese characters) and would "
                    "take %d: '%.*s'",
                    NAME_MAX - own, (NAME_MAX - own) / 3, (int)name.n - 1 - own,
                    TEXT_ARG(department));
    diag_hint(diags, diag,
              "shorten it on the sheets, or partition by other columns");
    return false;
}

bool
partition_write(struct arena *arena, FILE *out,
                const struct partition *partition,
                const struct partition_input *input, struct diag_list *diags)
{
    const struct model *model = input->model;
    struct facts_row row;

    if (!check_folder(arena, partition, model, input->path, diags))
        return false;
    fprintf(out, "%.*s\n", TEXT_ARG(input->digest));
    facts_row_model(&row, model);
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];
        struct bytes rows = { .arena = arena }, name = { .arena = arena };
        struct text key;

        facts_row_table(&row, table);
        key = key_of(arena, &row);
        for (int k = 0; k < partition->n_columns; k++)
            put_folder(&name, partition->columns[k],
                       row.text[partition->columns[k]]);
        for (int k = 0; k < table->n_facts; k++) {
            facts_row_fact(&row, &table->facts[k]);
            add_row(&rows, partition, &row, key);
        }
        if (rows.n)
            fprintf(out, "%d %d %d %.*s", table->n_facts, rows.n, name.n,
                    name.n, name.at ? name.at : "");
        file_put(out, bytes_text(&rows));
    }
    return true;
}

/* ---- their files ---- */

static void
put_header(struct bytes *header, const struct partition *partition)
{
    for (int i = 0; i < ENTRY_N; i++) {
        if (is_folder(partition, i))
            continue;
        bytes_add(header, text_of(entry_name((enum entry_column)i)));
        bytes_char(header, ',');
    }
    bytes_add(header, TEXT("fact_key\n"));
}

static bool
make_folders(struct arena *arena, const char *root, struct text name)
{
    for (size_t i = 0; i < name.n; i++) {
        const char *path;

        if (name.at[i] != '/')
            continue;
        path = arena_printf(arena, "%s/%.*s", root, (int)i, name.at);
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

static bool
add_bytes(struct part *part, struct text bytes)
{
    digest_add(part->digest, bytes);
    part->bytes += (long long)bytes.n;
    return fwrite_unlocked(bytes.at, 1, bytes.n, part->stream) == bytes.n;
}

static bool
close_all(struct partition *partition)
{
    bool good = true;

    for (int i = 0; i < partition->n_parts; i++) {
        struct part *part = &partition->parts[i];

        if (part->stream)
            good &= fclose(part->stream) == 0;
        part->stream = NULL;
    }
    partition->n_open = 0;
    return good;
}

/* The file of a partition, open; NULL where that cannot be. */
static struct part *
open_part(struct partition *partition, struct text name)
{
    struct arena *arena = partition->arena;
    int known = pairs_find(partition->by_name, name, TEXT_NONE);
    bool made = known < 0;
    struct part *part;

    if (made) {
        struct part new = { .digest = digest_new(arena) };

        name = text_copy(arena, name);
        new.name = arena_printf(arena, "%.*spart-0.%s", TEXT_ARG(name),
                                partition->json_lines ? "jsonl" : "csv");
        known = partition->n_parts;
        pairs_add(partition->by_name, name, TEXT_NONE, known);
        ARENA_PUSH(arena, partition->parts, partition->n_parts,
                   partition->parts_capacity, new);
        if (!make_folders(arena, partition->temporary, name))
            return NULL;
    }
    part = &partition->parts[known];
    if (part->stream)
        return part;
    if (partition->n_open == OPEN_MAX_FILES && !close_all(partition))
        return NULL;
    part->stream = fopen(
        arena_printf(arena, "%s/%s", partition->temporary, part->name), "ae");
    partition->n_open++;
    if (part->stream && made && !partition->json_lines) {
        struct bytes header = { arena, NULL, 0, 0 };

        put_header(&header, partition);
        if (!add_bytes(part, bytes_text(&header)))
            return NULL;
    }
    return part->stream ? part : NULL;
}

/* The number at *pos, and the blank behind it. */
static size_t
number(struct text bytes, size_t *pos)
{
    size_t n = 0;

    while (*pos < bytes.n && bytes.at[*pos] != ' ')
        n = n * 10 + (size_t)(bytes.at[(*pos)++] - '0');
    (*pos)++;
    return n;
}

static void
put_input(struct partition *partition, const char *path, struct text digest,
          bool good, long long facts)
{
    FILE *out = partition->manifest;
    struct json_out input = { out, false };

    fputs(partition->inputs++ ? ",\n  " : "\n  ", out);
    json_out_word(&input, "path", path);
    if (good) {
        json_out_text(&input, "sha256", digest);
        json_out_name(&input, "facts");
        fprintf(out, "%lld", facts);
    } else {
        json_out_word(&input, "status", "failed");
    }
    json_out_end(&input);
}

bool
partition_take(struct partition *partition, const char *path, bool good,
               struct text bytes, struct diag_list *diags)
{
    long line = text_find(bytes, TEXT("\n"), 0);
    long long facts = 0;
    size_t pos = (size_t)(line + 1);

    while (good && pos < bytes.n) {
        size_t rows = number(bytes, &pos), n = number(bytes, &pos);
        size_t n_name = number(bytes, &pos);
        struct part *part
            = open_part(partition, text_slice(bytes, pos, pos + n_name));

        pos += n_name;
        if (!part || !add_bytes(part, text_slice(bytes, pos, pos + n)))
            return file_out_failed(diags, partition->folder,
                                   "cannot write the rows");
        part->rows += (long long)rows;
        facts += (long long)rows;
        pos += n;
    }
    put_input(partition, path, text_slice(bytes, 0, (size_t)line), good, facts);
    partition->facts += facts;
    return true;
}

/* ---- the end ---- */

static bool
sync_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

    if (fd >= 0)
        close(fd);
    return synced;
}

static void
end_manifest(struct partition *partition)
{
    FILE *out = partition->manifest;

    fputs("\n],\n\"outputs\":[", out);
    for (int i = 0; i < partition->n_parts; i++) {
        struct part *part = &partition->parts[i];
        struct json_out output = { out, false };

        fputs(i ? ",\n  " : "\n  ", out);
        json_out_word(&output, "path", part->name);
        json_out_text(&output, "sha256",
                      digest_end(partition->arena, part->digest));
        json_out_name(&output, "rows");
        fprintf(out, "%lld", part->rows);
        json_out_name(&output, "bytes");
        fprintf(out, "%lld", part->bytes);
        json_out_end(&output);
    }
    fprintf(out, "\n],\n\"facts\":%lld}\n", partition->facts);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

void
partition_discard(struct partition *partition)
{
    close_all(partition);
    if (partition->manifest)
        fclose(partition->manifest);
    partition->manifest = NULL;
    nftw(partition->temporary, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    ending_drop(partition->temporary);
}

bool
partition_close(struct partition *partition, bool whole,
                struct diag_list *diags)
{
    const char *manifest;
    bool good;
    int why;

    if (!whole) {
        partition_discard(partition);
        return true;
    }
    manifest
        = arena_printf(partition->arena, "%s/" MANIFEST, partition->temporary);
    good = close_all(partition);
    end_manifest(partition);
    good &= !ferror(partition->manifest);
    good &= fclose(partition->manifest) == 0;
    partition->manifest = NULL;
    for (int i = 0; good && i < partition->n_parts; i++)
        good = sync_file(arena_printf(partition->arena, "%s/%s",
                                      partition->temporary,
                                      partition->parts[i].name));
    if (good && sync_file(manifest)
        && rename(partition->temporary, partition->folder) == 0) {
        ending_drop(partition->temporary);
        return true;
    }
    why = errno;
    partition_discard(partition);
    errno = why;
    file_out_failed(diags, partition->folder, "cannot write the folder");
    return false;
}
