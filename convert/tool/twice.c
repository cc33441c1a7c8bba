/* twice.c - files of one run compared with each other. */
#include "tool/twice.h"

#include <string.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/pairs.h"
#include "store/facts.h"

/* A file; those of one office and year are a list. */
struct seen_file {
    const char *path;
    uint64_t tables; /* a bit for each by its number, forms left out */
    int next;        /* -1: none */
};

struct twice {
    struct arena *arena;
    struct pairs *contents; /* of equal length and figures: the first */
    struct pairs *offices;  /* the last file's number, below */
    struct pairs *forms;    /* (office, form) */
    int *last;              /* [n_offices] */
    int n_offices, last_capacity;
    struct seen_file *files;
    int n, capacity;
};

struct twice *
twice_new(struct arena *arena)
{
    struct twice *twice = ARENA_NEW(arena, struct twice);

    twice->arena = arena;
    twice->contents = pairs_new(arena);
    twice->offices = pairs_new(arena);
    twice->forms = pairs_new(arena);
    return twice;
}

/* ---- what a file is ---- */

static uint64_t
mix(uint64_t hash, uint64_t more)
{
    hash ^= more;
    hash *= UINT64_C(0xFF51AFD7ED558CCD);
    return hash ^ hash >> 32;
}

/* Of all that is in it: equal for equal files, seldom for others. */
static uint64_t
hash_model(const struct model *model)
{
    uint64_t hash = 0;

    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        hash = mix(hash, text_hash(text_of(table->schema->id)));
        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *fact = &table->facts[k];

            if (k == 0 || fact->item != fact[-1].item)
                hash = mix(hash, text_hash(*fact->item));
            hash = mix(hash, text_hash(fact->of->measure));
            hash = mix(hash, (uint64_t)model_value(fact).units);
            if (schema_is_text(fact->of->kind))
                hash = mix(hash, text_hash(fact->text));
        }
    }
    return hash;
}

/* Folded, it has no line ends. */
static void
put_folded(struct bytes *bytes, struct text t)
{
    bytes_add(bytes, text_fold(bytes->arena, t));
}

struct text
twice_say(struct arena *arena, const char *path, const struct mapping_set *set,
          const struct model *model)
{
    struct bytes bytes = { arena, NULL, 0, 0 };
    struct text department = facts_department(model);
    int year = facts_year(model);
    uint64_t tables = 0;
    struct stat st;

    if (stat(path, &st) != 0)
        st.st_size = 0;
    bytes_add(&bytes,
              text_printf(arena, "%lld %016llx\n", (long long)st.st_size,
                          (unsigned long long)hash_model(model)));
    if (department.n && year) {
        put_folded(&bytes, department);
        bytes_add(&bytes, text_printf(arena, "\t%d\t", year));
        put_folded(&bytes, model->region);
        bytes_char(&bytes, '\t');
        bytes_add(&bytes, mapping_family(set, model->template_id));
    }
    for (int i = 0; i < model->n_tables; i++) {
        const struct schema_table *schema = model->tables[i].schema;

        if (!schema->evaluation)
            tables |= UINT64_C(1) << schema->index % 64;
    }
    bytes_add(&bytes,
              text_printf(arena, "\n%016llx\n", (unsigned long long)tables));
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        if (!table->schema->evaluation)
            continue;
        bytes_add(&bytes, text_of(table->schema->id));
        bytes_char(&bytes, ' ');
        put_folded(&bytes, table->instance);
        bytes_char(&bytes, '\n');
    }
    bytes_char(&bytes, '\n');
    return bytes_text(&bytes);
}

/* ---- compared with the others ---- */

static struct text
next_line(struct text *bytes)
{
    size_t end = (size_t)text_find(*bytes, TEXT("\n"), 0);
    struct text line = text_slice(*bytes, 0, end);

    *bytes = text_slice(*bytes, end + 1, bytes->n);
    return line;
}

static bool
is_same_file(const char *a, const char *b)
{
    struct arena arena = { .budget = LIMIT_FILE_BYTES * 2 + (1 << 20) };
    struct diag_list unheard = diag_none(&arena);
    struct text x, y;
    bool same = file_read(&arena, a, LIMIT_FILE_BYTES, &x, &unheard)
                && file_read(&arena, b, LIMIT_FILE_BYTES, &y, &unheard)
                && text_equal(x, y);

    arena_release(&arena);
    return same;
}

static bool
check_file(struct twice *twice, struct text content, struct diag_list *diags)
{
    const char *path = twice->files[twice->n - 1].path;
    int before = pairs_find(twice->contents, content, TEXT_NONE);

    if (before < 0) {
        pairs_add(twice->contents, text_copy(twice->arena, content), TEXT_NONE,
                  twice->n - 1);
        return true;
    }
    if (!is_same_file(path, twice->files[before].path))
        return true;
    diag_hint(diags,
              diag_add(diags, DIAG_FILE_TWICE, PLACE_FILE(path), PLACE_NONE,
                       "this and %s are the same file: its figures are "
                       "written twice",
                       twice->files[before].path),
              "take one of them away, or put the right file in its place");
    return false;
}

static void
tell(struct twice *twice, int other, struct text office,
     struct diag_list *diags)
{
    long end = text_find(office, TEXT("\t"), 0);
    struct text rest = text_slice(office, (size_t)end + 1, office.n);
    struct diag *diag = diag_add(
        diags, DIAG_FILING_TWICE, PLACE_FILE(twice->files[twice->n - 1].path),
        PLACE_NONE,
        "this and %s are both of '%.*s' for %.*s: the figures of both are "
        "written",
        twice->files[other].path, (int)end, office.at,
        (int)text_find(rest, TEXT("\t"), 0), rest.at);

    diag_hint(diags, diag,
              "take the one that does not hold away; two offices of one name "
              "are told apart by --name '{region}/{*}'");
}

/* The first of those before it that has one of the same tables or forms. */
static int
find_other(struct twice *twice, int number, struct text forms)
{
    struct seen_file *file = &twice->files[twice->n - 1];
    int other = -1;

    for (int i = file->next; i >= 0; i = twice->files[i].next) {
        if (twice->files[i].tables & file->tables)
            other = i;
    }
    while (forms.n) {
        struct text line = next_line(&forms);
        struct text form
            = text_printf(twice->arena, "%d %.*s", number, TEXT_ARG(line));
        int before = pairs_add(twice->forms, form, TEXT_NONE, twice->n - 1);

        if (before >= 0 && (other < 0 || before < other))
            other = before;
    }
    return other;
}

static void
check_filing(struct twice *twice, struct text office, struct text forms,
             bool told, struct diag_list *diags)
{
    int number = pairs_find(twice->offices, office, TEXT_NONE), other;

    if (number < 0) {
        number = twice->n_offices;
        pairs_add(twice->offices, text_copy(twice->arena, office), TEXT_NONE,
                  number);
        ARENA_PUSH(twice->arena, twice->last, twice->n_offices,
                   twice->last_capacity, -1);
    }
    twice->files[twice->n - 1].next = twice->last[number];
    twice->last[number] = twice->n - 1;
    other = find_other(twice, number, forms);
    if (other >= 0 && !told)
        tell(twice, other, office, diags);
}

void
twice_add(struct twice *twice, struct text *bytes, const char *path,
          struct diag_list *diags)
{
    struct seen_file file = { .next = -1 };
    struct text content = next_line(bytes), office = next_line(bytes);
    struct text tables = next_line(bytes), forms = *bytes;
    bool told;

    while (next_line(bytes).n)
        ;
    forms.n -= bytes->n + 1;
    file.path = arena_copy(twice->arena, path, strlen(path));
    for (size_t i = 0; i < tables.n; i++)
        file.tables
            = file.tables << 4
              | (uint64_t)(tables.at[i] <= '9' ? tables.at[i] - '0'
                                               : tables.at[i] - 'a' + 10);
    ARENA_PUSH(twice->arena, twice->files, twice->n, twice->capacity, file);
    told = !check_file(twice, content, diags);
    if (office.n)
        check_filing(twice, office, forms, told, diags);
}
