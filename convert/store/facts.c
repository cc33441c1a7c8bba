/* facts.c - rows of facts written, and read. */
#include "store/facts.h"

#include <assert.h>
#include <string.h>

#include "base/json_out.h"
#include "base/pairs.h"
#include "store/facts_lines.h"

struct text
facts_department(const struct model *model)
{
    struct text department = model->department;

    for (int i = 0; department.n == 0 && i < model->n_tables; i++)
        department = model->tables[i].department;
    return department;
}

int
facts_year(const struct model *model)
{
    int year = model->fiscal_year;

    for (int i = 0; year == 0 && i < model->n_tables; i++)
        year = model->tables[i].year;
    return year;
}

static struct text
template_of(const struct model *model, const struct model_table *table)
{
    return table->template_id.n > 0 ? table->template_id : model->template_id;
}

void
facts_write_header(FILE *out, enum csv_text_style style)
{
    csv_text_write_mark(out, style);
    for (int i = 0; i < ENTRY_N; i++)
        fprintf(out, "%s%s", i ? "," : "", entry_name((enum entry_column)i));
    putc_unlocked('\n', out);
}

static struct text
show_number(struct decimal d, char digits[DECIMAL_TEXT_MAX])
{
    return (struct text){ digits, (size_t)decimal_show(d, digits) };
}

void
facts_row_model(struct facts_row *row, const struct model *model)
{
    int year = facts_year(model);

    row->model = model;
    memset(row->text, 0, sizeof row->text);
    memset(row->number, 0, sizeof row->number);
    row->number[ENTRY_FISCAL_YEAR] = row->number[ENTRY_DECIMALS] = true;
    row->text[ENTRY_DEPARTMENT] = facts_department(model);
    if (year)
        row->text[ENTRY_FISCAL_YEAR] = show_number(decimal_of(year), row->year);
}

void
facts_row_table(struct facts_row *row, const struct model_table *table)
{
    row->table = table;
    row->text[ENTRY_TEMPLATE] = template_of(row->model, table);
    row->text[ENTRY_TABLE] = text_of(table->schema->id);
    row->text[ENTRY_INSTANCE] = table->instance;
}

void
facts_row_fact(struct facts_row *row, const struct fact *fact)
{
    bool number = !schema_is_text(fact->of->kind);
    struct text *text = row->text;

    text[ENTRY_ITEM] = *fact->item;
    text[ENTRY_MEASURE] = fact->of->measure;
    row->number[ENTRY_VALUE] = number;
    text[ENTRY_VALUE]
        = number ? show_number(fact->value, row->value) : model_text(fact);
    text[ENTRY_UNIT] = text_of(schema_unit(fact->of->kind));
    text[ENTRY_DECIMALS]
        = number ? show_number(decimal_of(fact->decimals), row->decimals)
                 : TEXT_NONE;
    text[ENTRY_ROLE] = fact->role == ROLE_SUM ? TEXT("sum") : TEXT("leaf");
    text[ENTRY_SHEET] = model_sheet(row->table, fact);
    row->cell[0] = '\0';
    if (fact->row >= 0)
        cellref_show(fact->row, fact->col, row->cell);
    text[ENTRY_CELL] = text_of(row->cell);
}

static void
write_json_row(FILE *out, const struct facts_row *row)
{
    struct json_out object = { out, false };

    for (int i = 0; i < ENTRY_N; i++) {
        json_out_name(&object, entry_name((enum entry_column)i));
        if (row->number[i])
            text_write(out, row->text[i].n ? row->text[i] : TEXT("null"));
        else
            json_out_string(out, row->text[i]);
    }
    json_out_end(&object);
    putc_unlocked('\n', out);
}

void
facts_write_csv(FILE *out, const struct model *model, enum csv_text_style style)
{
    facts_lines_write(out, model, style);
}

void
facts_write_jsonl(FILE *out, const struct model *model)
{
    struct facts_row row;

    facts_row_model(&row, model);
    for (int i = 0; i < model->n_tables; i++) {
        facts_row_table(&row, &model->tables[i]);
        for (int k = 0; k < model->tables[i].n_facts; k++) {
            facts_row_fact(&row, &model->tables[i].facts[k]);
            write_json_row(out, &row);
        }
    }
}

/* What has been read so far. */
struct reader {
    struct arena *arena;
    struct diag_list *diags;
    const struct vocabulary *words;
    struct model *model;
    bool given; /* department, year and tables came with the model */
    struct text department;
    int year;
    struct pairs *tables; /* (table, instance) to index of model->tables */
    struct pairs **seen;  /* [n_seen] (item, measure) of each table */
    int n_seen, seen_capacity;
    bool begun; /* a row was read */
};

LANGUAGE_FORMAT(3, 0)
static bool
wrong(const struct reader *reader, struct place at, const char *text)
{
    diag_add(reader->diags, DIAG_MODEL_INVALID, at, PLACE_NONE, text);
    return false;
}

/* Makes known the tables that the model has. */
static void
index_tables(struct reader *reader)
{
    reader->tables = pairs_new(reader->arena);
    for (int i = 0; i < reader->model->n_tables; i++) {
        const struct model_table *table = &reader->model->tables[i];

        pairs_add(reader->tables, text_of(table->schema->id), table->instance,
                  i);
        ARENA_PUSH(reader->arena, reader->seen, reader->n_seen,
                   reader->seen_capacity, NULL);
    }
}

/* The first row says whose filing it is; the others must agree. */
static bool
take_filing(struct reader *reader, const struct entry *entry)
{
    struct text department = entry->text[ENTRY_DEPARTMENT];
    int year = 0;

    if (!entry_int(entry, ENTRY_FISCAL_YEAR, 1, 9999, &year, reader->diags))
        return false;
    if (!reader->begun && !reader->given) {
        reader->department = reader->model->department = department;
        reader->year = reader->model->fiscal_year = year;
        reader->model->template_id = entry->text[ENTRY_TEMPLATE];
    }
    reader->begun = true;
    if (text_equal(reader->department, department) && reader->year == year)
        return true;
    diag_add(reader->diags, DIAG_MODEL_INVALID, entry->whole, PLACE_NONE,
             "a filing of '%.*s' for %d among those of '%.*s' for %d",
             TEXT_ARG(department), year, TEXT_ARG(reader->department),
             reader->year);
    return false;
}

/* A table's rows must come from one template; its sheet is that of the first,
   unless a package has given it. */
static bool
take_source(const struct reader *reader, const struct entry *entry,
            struct model_table *table, bool first)
{
    struct text template_id = entry->text[ENTRY_TEMPLATE];

    if (first && !reader->given) {
        table->template_id = template_id;
        table->sheet = entry->text[ENTRY_SHEET];
    }
    return text_equal(template_of(reader->model, table), template_id)
           || wrong(reader, entry->whole,
                    "the template is not that of the table's other facts");
}

/* Index of the row's table, which is added where it is new; -1 after an
   error. */
static int
take_table(struct reader *reader, const struct entry *entry)
{
    struct text name = entry->text[ENTRY_TABLE];
    struct text instance = entry->text[ENTRY_INSTANCE];
    const struct schema_table *schema;
    int index = reader->model->n_tables;
    int known;

    if (name.n == 0) {
        wrong(reader, entry->whole, "a fact without 'table'");
        return -1;
    }
    schema = entry_table(reader->words, name, entry->at[ENTRY_TABLE],
                         reader->diags);
    if (!schema)
        return -1;
    known = pairs_add(reader->tables, text_of(schema->id), instance, index);
    if (known >= 0)
        index = known;
    else if (reader->given) {
        wrong(reader, entry->whole, "a fact of a table that is not listed");
        return -1;
    } else {
        model_add_table(reader->arena, reader->model, schema, instance);
        ARENA_PUSH(reader->arena, reader->seen, reader->n_seen,
                   reader->seen_capacity, NULL);
    }
    return take_source(reader, entry, &reader->model->tables[index], known < 0)
               ? index
               : -1;
}

static bool
take_row(struct reader *reader, const struct entry *entry)
{
    struct model_table *table;
    const struct fact *fact;
    int index;

    if (!take_filing(reader, entry))
        return false;
    index = take_table(reader, entry);
    if (index < 0)
        return false;
    table = &reader->model->tables[index];
    fact = entry_add(reader->arena, table, entry, reader->diags);
    if (!fact)
        return false;
    assert(reader->seen != NULL);
    if (!reader->seen[index])
        reader->seen[index] = pairs_new(reader->arena);
    if (pairs_add(reader->seen[index], *fact->item, fact->of->measure,
                  table->n_facts)
        < 0)
        return true;
    diag_add(reader->diags, DIAG_MODEL_INVALID, entry->whole, PLACE_NONE,
             "'%.*s' of '%.*s' occurs twice in '%s'",
             TEXT_ARG(fact->of->measure), TEXT_ARG(*fact->item),
             table->schema->id);
    return false;
}

/* Sets columns[i] to the column of field i. */
static bool
take_header(const struct reader *reader, const char *file,
            const struct csv_text_row *row, int columns[ENTRY_N])
{
    static const enum entry_column needed[]
        = { ENTRY_TABLE, ENTRY_ITEM, ENTRY_MEASURE, ENTRY_VALUE };
    struct place at = { file, NULL, row->line, 0 };
    unsigned seen = 0;

    for (int i = 0; i < row->n; i++) {
        int column = entry_find(text_trim(row->fields[i]));

        if (column < 0 || seen & 1u << column) {
            diag_add(reader->diags, DIAG_MODEL_INVALID, at, PLACE_NONE,
                     column < 0 ? N_("unknown column '%.*s'")
                                : N_("a second column '%.*s'"),
                     TEXT_ARG(row->fields[i]));
            return false;
        }
        seen |= 1u << column;
        columns[i] = column;
    }
    for (int i = 0; i < ARRAY_LEN(needed); i++)
        if (!(seen & 1u << needed[i])) {
            diag_add(reader->diags, DIAG_MODEL_INVALID, at, PLACE_NONE,
                     "no column '%s'", entry_name(needed[i]));
            return false;
        }
    return true;
}

static bool
read_rows(struct reader *reader, const char *file,
          const struct csv_text_table *csv)
{
    int columns[ENTRY_N];
    bool right = true;

    if (csv->n == 0)
        return wrong(reader, PLACE_FILE(file),
                     "a facts table without a header");
    if (!take_header(reader, file, &csv->rows[0], columns))
        return false;
    for (int i = 1; i < csv->n; i++) {
        const struct csv_text_row *row = &csv->rows[i];
        struct place at = { file, NULL, row->line, 0 };
        struct entry entry = { .whole = at, .value = ENTRY_ANY };

        if (row->n != csv->rows[0].n) {
            diag_add(reader->diags, DIAG_MODEL_INVALID, at, PLACE_NONE,
                     "%d fields where the header has %d", row->n,
                     csv->rows[0].n);
            right = false;
            continue;
        }
        for (int j = 0; j < row->n; j++) {
            entry.text[columns[j]] = row->fields[j];
            entry.at[columns[j]] = at;
        }
        right &= take_row(reader, &entry);
    }
    return right;
}

struct model *
facts_read_csv(struct arena *arena, const struct vocabulary *words,
               const char *file, struct text bytes, struct diag_list *diags)
{
    struct model *model = ARENA_NEW(arena, struct model);
    struct reader reader
        = { .arena = arena, .diags = diags, .words = words, .model = model };
    struct csv_text_table csv;

    model->file = file;
    model->bare = true;
    index_tables(&reader);
    if (!csv_text_read(arena, file, bytes, DIAG_MODEL_INVALID, &csv, diags)
        || !read_rows(&reader, file, &csv))
        return NULL;
    return model;
}

bool
facts_read_into(struct arena *arena, const struct vocabulary *words,
                const char *file, struct text bytes, struct model *model,
                struct diag_list *diags)
{
    struct reader reader = {
        .arena = arena,
        .diags = diags,
        .words = words,
        .model = model,
        .given = true,
        .department = facts_department(model),
        .year = facts_year(model),
    };
    struct csv_text_table csv;

    index_tables(&reader);
    return csv_text_read(arena, file, bytes, DIAG_MODEL_INVALID, &csv, diags)
           && read_rows(&reader, file, &csv);
}

/* The tree counts lines from the text that it was given. */
static void
move_place(struct place *at, int lines)
{
    if (at->row > 0)
        at->row += lines;
}

static bool
read_line(struct reader *reader, const char *file, struct text line, int number)
{
    static const unsigned all = (1u << ENTRY_N) - 1;
    int n_before = reader->diags->n;
    struct node *node
        = tree_read_json(reader->arena, file, line, reader->diags);
    struct entry entry;
    bool right = node && entry_read(node, all, NULL, 0, &entry, reader->diags)
                 && take_row(reader, &entry);

    for (int i = n_before; i < reader->diags->n; i++)
        move_place(&reader->diags->items[i]->at, number - 1);
    return right;
}

struct model *
facts_read_jsonl(struct arena *arena, const struct vocabulary *words,
                 const char *file, struct text bytes, struct diag_list *diags)
{
    struct model *model = ARENA_NEW(arena, struct model);
    struct reader reader
        = { .arena = arena, .diags = diags, .words = words, .model = model };
    int number = 0;
    bool right = true;

    model->file = file;
    model->bare = true;
    if (text_starts(bytes, TEXT("\xEF\xBB\xBF")))
        bytes = text_slice(bytes, 3, bytes.n);
    index_tables(&reader);
    for (size_t pos = 0; pos < bytes.n;) {
        const char *end = memchr(bytes.at + pos, '\n', bytes.n - pos);
        size_t next = end ? (size_t)(end - bytes.at) + 1 : bytes.n;
        struct text line = text_slice(bytes, pos, next);

        number++;
        pos = next;
        if (!text_is_blank(line))
            right &= read_line(&reader, file, line, number);
    }
    return right ? model : NULL;
}
