/* compile.c - constants, each behind those it points to. */
#include "mapping/compile.h"

#include <stdlib.h>
#include <string.h>

#include "base/pairs.h"
#include "mapping/compiled.h"

/* What the files are named in places, wherever the folder is. */
#define FOLDER "mappings"

/* An object, or array of them, that was written: "a7", or "NULL" for none. */
struct name {
    int number; /* 0: NULL */
};

/* Where an object of the set went: element 'index' of array 'name'. */
struct written {
    const void *object;
    struct name name;
    int index;
};

struct compile {
    FILE *out;
    struct arena *arena;
    const char *folder;
    struct pairs *known; /* type and elements to number: equal ones are one */
    struct written *written;
    int n_written, written_capacity;
    int n;
};

/* The elements of an array, as text. */
struct buffer {
    struct arena *arena;
    char *at;
    size_t n, size;
};

static void
put(struct buffer *b, const char *bytes, size_t n)
{
    if (n > b->size - b->n) {
        size_t size = b->size < 256 ? 256 : b->size;
        char *at;

        while (size - b->n < n)
            size *= 2;
        at = arena_alloc(b->arena, size);
        if (b->n > 0)
            memcpy(at, b->at, b->n);
        b->at = at;
        b->size = size;
    }
    memcpy(b->at + b->n, bytes, n);
    b->n += n;
}

static void __attribute__((format(printf, 2, 3)))
say(struct buffer *b, const char *format, ...)
{
    va_list args;
    const char *made;

    va_start(args, format);
    made = arena_vprintf(b->arena, format, args);
    va_end(args);
    put(b, made, strlen(made));
}

/* ? is escaped for the sake of trigraphs. */
static void
say_string(struct buffer *b, struct text t)
{
    put(b, "\"", 1);
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.at[i];

        if (c < ' ' || c == 0x7f)
            say(b, "\\%03o", c);
        else if (c == '"' || c == '\\' || c == '?')
            say(b, "\\%c", c);
        else
            put(b, t.at + i, 1);
    }
    put(b, "\"", 1);
}

static void
say_text(struct buffer *b, struct text t)
{
    if (!t.at) {
        say(b, "{ 0, 0 }, ");
        return;
    }
    put(b, "T(", 2);
    say_string(b, t);
    put(b, "), ", 3);
}

static void
say_bool(struct buffer *b, bool value)
{
    say(b, value ? "true, " : "false, ");
}

static void
say_int(struct buffer *b, int value)
{
    say(b, "%d, ", value);
}

static void
say_file(struct compile *c, struct buffer *b, const char *file)
{
    size_t n = strlen(c->folder);

    if (!file) {
        say(b, "0, ");
        return;
    }
    if (strncmp(file, c->folder, n) == 0 && file[n] == '/')
        file = arena_printf(c->arena, FOLDER "%s", file + n);
    say_string(b, text_of(file));
    say(b, ", ");
}

static void
say_place(struct compile *c, struct buffer *b, struct place place)
{
    say(b, "{ ");
    say_file(c, b, place.file);
    say(b, "0, %d, %d }, ", place.row, place.col);
}

/* A pointer to an array, or to one object. */
static void
say_name(struct buffer *b, const char *type, struct name name)
{
    if (name.number == 0)
        say(b, "0, ");
    else
        say(b, "(%s *)a%d, ", type, name.number);
}

/* ---- arrays ---- */

static struct buffer
begin(struct compile *c)
{
    return (struct buffer){ .arena = c->arena };
}

static struct name
write_array(struct compile *c, const char *type, const struct buffer *b, int n)
{
    fprintf(c->out, "static const %s a%d[%d] = {\n%.*s};\n", type, ++c->n, n,
            (int)b->n, b->at);
    return (struct name){ c->n };
}

/* The array of these elements, which may be there already. */
static struct name
end(struct compile *c, const char *type, const struct buffer *b, int n)
{
    struct text body = { b->at, b->n };
    int before;

    if (n == 0)
        return (struct name){ 0 };
    before = pairs_add(c->known, text_of(type), body, c->n + 1);
    if (before >= 0)
        return (struct name){ before };
    return write_array(c, type, b, n);
}

static void
remember(struct compile *c, const void *object, struct name name, int index)
{
    struct written written = { object, name, index };

    ARENA_PUSH(c->arena, c->written, c->n_written, c->written_capacity,
               written);
}

/* Those that are pointed to were most often written just before. */
static const struct written *
find_written(const struct compile *c, const void *object)
{
    for (int i = c->n_written - 1; i >= 0; i--) {
        if (c->written[i].object == object)
            return &c->written[i];
    }
    return NULL;
}

static void
say_written(const struct compile *c, struct buffer *b, const void *object)
{
    const struct written *written = object ? find_written(c, object) : NULL;

    if (written)
        say(b, "&a%d[%d], ", written->name.number, written->index);
    else
        say(b, "0, ");
}

static struct name
write_texts(struct compile *c, const struct text *texts, int n)
{
    struct buffer b = begin(c);

    for (int i = 0; i < n; i++)
        say_text(&b, texts[i]);
    say(&b, "\n");
    return end(c, "struct text", &b, n);
}

static void
say_wording(struct compile *c, struct buffer *b, const struct wording *words)
{
    say(b, "{ ");
    say_name(b, "struct text", write_texts(c, words->shown, words->n));
    say_name(b, "struct text", write_texts(c, words->exact, words->n));
    say_name(b, "struct text", write_texts(c, words->key, words->n));
    say(b, "%d }, ", words->n);
}

static void
say_ticks(struct compile *c, struct buffer *b, const struct ticks *ticks)
{
    say(b, "{ ");
    say_name(b, "struct text", write_texts(c, ticks->shown, ticks->n));
    say_name(b, "struct text", write_texts(c, ticks->values, ticks->n));
    say_name(b, "struct text", write_texts(c, ticks->folded, ticks->n));
    say_int(b, ticks->n);
    say_bool(b, ticks->before);
    say_bool(b, ticks->apart);
    say(b, "}, ");
}

static struct name
write_pattern_parts(struct compile *c, const struct pattern *pattern)
{
    struct buffer b = begin(c);

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        say(&b, "{ ");
        say_bool(&b, part->literal);
        say_text(&b, part->text);
        say_text(&b, part->folded);
        say_int(&b, (int)part->field);
        say_text(&b, part->item);
        say_text(&b, part->measure);
        say_int(&b, (int)part->kind);
        say_text(&b, part->glob);
        say(&b, "},\n");
    }
    return end(c, "struct pattern_part", &b, pattern->n_parts);
}

static struct name
write_patterns(struct compile *c, const struct pattern *patterns, int n)
{
    struct buffer b = begin(c);

    for (int i = 0; i < n; i++) {
        const struct pattern *pattern = &patterns[i];

        say(&b, "{ ");
        say_text(&b, pattern->source);
        say_name(&b, "struct pattern_part", write_pattern_parts(c, pattern));
        say_int(&b, pattern->n_parts);
        say_place(c, &b, pattern->place);
        say(&b, "},\n");
    }
    return end(c, "struct pattern", &b, n);
}

/* ---- the parts of a table ---- */

static struct name
write_cells(struct compile *c, const struct part_rule *part)
{
    struct buffer b = begin(c);

    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        say(&b, "{ ");
        say_int(&b, (int)cell->kind);
        say_wording(c, &b, &cell->words);
        say_text(&b, cell->item);
        say_text(&b, cell->measure);
        say_int(&b, (int)cell->value);
        say_bool(&b, cell->sum);
        say_name(&b, "struct pattern",
                 write_patterns(c, cell->patterns, cell->n_patterns));
        say_int(&b, cell->n_patterns);
        say_ticks(c, &b, &cell->ticks);
        say_bool(&b, cell->optional);
        say_int(&b, cell->span);
        say_place(c, &b, cell->place);
        say(&b, "},\n");
    }
    return end(c, "struct line_cell", &b, part->n_cells);
}

static struct name
write_columns(struct compile *c, const struct column_rule *columns, int n)
{
    struct buffer b = begin(c);
    struct name name;

    for (int i = 0; i < n; i++) {
        const struct column_rule *column = &columns[i];

        say(&b, "{ ");
        say_int(&b, (int)column->role);
        say_wording(c, &b, &column->words);
        say_text(&b, column->codes);
        say_int(&b, (int)column->part);
        say_text(&b, column->item);
        say_text(&b, column->measure);
        say_bool(&b, column->sum);
        say_bool(&b, column->group);
        say_bool(&b, column->percent);
        say_bool(&b, column->optional);
        say_bool(&b, column->bare);
        say_ticks(c, &b, &column->ticks);
        say_int(&b, column->span);
        say_name(&b, "struct column_rule",
                 write_columns(c, column->children, column->n_children));
        say_int(&b, column->n_children);
        say_int(&b, column->leaf);
        say_place(c, &b, column->place);
        say(&b, "},\n");
    }
    name = end(c, "struct column_rule", &b, n);
    for (int i = 0; i < n; i++)
        remember(c, &columns[i], name, i);
    return name;
}

static struct name
write_leaves(struct compile *c, const struct block_rule *block)
{
    struct buffer b = begin(c);

    for (int i = 0; i < block->n_leaves; i++)
        say_written(c, &b, block->leaves[i]);
    say(&b, "\n");
    return end(c, "struct column_rule *const", &b, block->n_leaves);
}

static struct name
write_values(struct compile *c, const struct value_rule *values, int n)
{
    struct buffer b = begin(c);

    for (int i = 0; values && i < n; i++) {
        say(&b, "{ ");
        say_bool(&b, values[i].used);
        say_text(&b, values[i].item);
        say_text(&b, values[i].measure);
        say_int(&b, (int)values[i].kind);
        say_bool(&b, values[i].sum);
        say(&b, "},\n");
    }
    return end(c, "struct value_rule", &b, values ? n : 0);
}

static struct name
write_rows(struct compile *c, const struct block_rule *block)
{
    struct buffer b = begin(c);

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];

        say(&b, "{ ");
        say_int(&b, (int)row->kind);
        say_wording(c, &b, &row->label);
        say_text(&b, row->item);
        say_int(&b, row->line);
        say_int(&b, row->blank);
        say_bool(&b, row->sum);
        say_bool(&b, row->kept);
        say_bool(&b, row->optional);
        say_bool(&b, row->undrawn);
        say_bool(&b, row->foot);
        say_int(&b, row->from);
        say_text(&b, row->codes);
        say_bool(&b, row->catalogue);
        say_name(&b, "struct text", write_texts(c, row->under, row->n_under));
        say_int(&b, row->n_under);
        say_int(&b, row->min_rows);
        say_name(&b, "struct value_rule",
                 write_values(c, row->values, block->n_leaves));
        say_place(c, &b, row->place);
        say(&b, "},\n");
    }
    return end(c, "struct row_rule", &b, block->n_rows);
}

static struct name
write_blocks(struct compile *c, const struct part_rule *part)
{
    struct buffer b = begin(c);

    for (int i = 0; i < part->n_blocks; i++) {
        const struct block_rule *block = &part->blocks[i];

        say(&b, "{ ");
        say_name(&b, "struct column_rule",
                 write_columns(c, block->columns, block->n_columns));
        say_int(&b, block->n_columns);
        say_name(&b, "const struct column_rule *", write_leaves(c, block));
        say_int(&b, block->n_leaves);
        say_int(&b, block->depth);
        say_name(&b, "struct row_rule", write_rows(c, block));
        say_int(&b, block->n_rows);
        say_bool(&b, block->has_header);
        say(&b, "},\n");
    }
    return end(c, "struct block_rule", &b, part->n_blocks);
}

/* Parts that share one are told by it. */
static void
write_beside(struct compile *c, const struct beside_rule *beside)
{
    struct buffer b = begin(c);

    if (!beside || find_written(c, beside))
        return;
    say(&b, "{ ");
    say_wording(c, &b, &beside->words);
    say_int(&b, beside->span);
    say_place(c, &b, beside->place);
    say(&b, "},\n");
    remember(c, beside, write_array(c, "struct beside_rule", &b, 1), 0);
}

static struct name
write_parts(struct compile *c, const struct table_rule *table)
{
    struct buffer b = begin(c);

    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &table->parts[i];

        write_beside(c, part->beside);
        say(&b, "{ ");
        say_int(&b, (int)part->kind);
        say_bool(&b, part->optional);
        say_bool(&b, part->undrawn);
        say_written(c, &b, part->beside);
        say_name(&b, "struct line_cell", write_cells(c, part));
        say_int(&b, part->n_cells);
        say_name(&b, "struct block_rule", write_blocks(c, part));
        say_int(&b, part->n_blocks);
        say_bool(&b, part->has_ruler);
        say_wording(c, &b, &part->ruler);
        say_wording(c, &b, &part->ignored);
        say_place(c, &b, part->place);
        say(&b, "},\n");
    }
    return end(c, "struct part_rule", &b, table->n_parts);
}

/* ---- tables and templates ---- */

static void
say_pattern(struct compile *c, struct buffer *b, const struct pattern *pattern)
{
    say_name(b, "struct pattern", write_patterns(c, pattern, pattern ? 1 : 0));
}

static struct name
write_captions(struct compile *c, const struct table_rule *table)
{
    struct buffer b = begin(c);

    for (int i = 0; i < table->n_captions; i++) {
        say(&b, "{ ");
        say_pattern(c, &b, table->captions[i].left);
        say_pattern(c, &b, table->captions[i].center);
        say_pattern(c, &b, table->captions[i].right);
        say(&b, "},\n");
    }
    return end(c, "struct caption_rule", &b, table->n_captions);
}

/* Hexadecimal, which is exact. */
static struct name
write_widths(struct compile *c, const struct table_rule *table)
{
    struct buffer b = begin(c);

    for (int i = 0; i < table->n_widths; i++)
        say(&b, "%af, ", table->widths[i]);
    say(&b, "\n");
    return end(c, "float", &b, table->n_widths);
}

static void
write_table(struct compile *c, const struct table_rule *t)
{
    struct buffer b = begin(c);

    say(&b, "{ &schema_tables[%d], ", schema_index(t->schema));
    say_text(&b, t->template_id);
    say_file(c, &b, t->file);
    say_place(c, &b, t->place);
    say_name(&b, "struct pattern", write_patterns(c, t->titles, t->n_titles));
    say_int(&b, t->n_titles);
    say_wording(c, &b, &t->number);
    say_int(&b, t->unit_shift);
    say_int(&b, t->decimals);
    say_text(&b, t->evidence);
    say_text(&b, t->scope);
    say_bool(&b, t->has_instance);
    say_text(&b, t->instance_item);
    say_text(&b, t->instance_measure);
    say_name(&b, "struct caption_rule", write_captions(c, t));
    say_int(&b, t->n_captions);
    say_name(&b, "struct pattern",
             write_patterns(c, t->caption_patterns, t->n_caption_patterns));
    say_int(&b, t->n_caption_patterns);
    say_name(&b, "struct part_rule", write_parts(c, t));
    say_int(&b, t->n_parts);
    say_wording(c, &b, &t->notes);
    say_name(&b, "struct pattern",
             write_patterns(c, t->declared_empty, t->n_declared_empty));
    say_int(&b, t->n_declared_empty);
    say_bool(&b, t->landscape);
    say_int(&b, t->columns);
    say_name(&b, "float", write_widths(c, t));
    say_int(&b, t->n_widths);
    say(&b, "},\n");
    remember(c, t, write_array(c, "struct table_rule", &b, 1), 0);
}

static void
write_codes(struct compile *c, const struct code_list *list)
{
    struct buffer entries = begin(c), order = begin(c), b = begin(c);
    struct name name;

    if (!list || find_written(c, list))
        return;
    for (int i = 0; i < list->n_entries; i++) {
        say(&entries, "{ ");
        say_text(&entries, list->entries[i].code);
        say_text(&entries, list->entries[i].name);
        say(&entries, "%d },\n", list->entries[i].line);
    }
    name = end(c, "struct code_entry", &entries, list->n_entries);
    for (int i = 0; i < list->n_entries; i++)
        say(&order, "&a%d[%d],\n", name.number,
            (int)(list->by_code[i] - list->entries));
    say(&b, "{ ");
    say_text(&b, list->id);
    say_name(&b, "struct code_entry", name);
    say(&b, "%d, 0, ", list->n_entries);
    say_name(&b, "const struct code_entry *",
             end(c, "struct code_entry *const", &order, list->n_entries));
    say(&b, "},\n");
    remember(c, list, write_array(c, "struct code_list", &b, 1), 0);
}

static void
write_template(struct compile *c, const struct template_rule *t)
{
    struct buffer b = begin(c), tables = begin(c);

    write_codes(c, t->functional);
    write_codes(c, t->economic);
    for (int i = 0; i < t->n_tables; i++) {
        if (!find_written(c, t->tables[i]))
            write_table(c, t->tables[i]);
        say_written(c, &tables, t->tables[i]);
    }
    say(&b, "{ ");
    say_text(&b, t->id);
    say_text(&b, t->name);
    say_text(&b, t->region);
    say_text(&b, t->evidence);
    say_text(&b, t->extends);
    say(&b, "%d, %d, ", t->year_first, t->year_last);
    say_written(c, &b, t->functional);
    say_written(c, &b, t->economic);
    say_name(&b, "const struct table_rule *",
             end(c, "struct table_rule *const", &tables, t->n_tables));
    say(&b, "%d, 0, ", t->n_tables);
    say_place(c, &b, t->place);
    say(&b, "},\n");
    remember(c, t, write_array(c, "struct template_rule", &b, 1), 0);
}

static void
write_set(struct compile *c, const struct mapping_set *set)
{
    struct buffer b = begin(c);
    struct name templates;

    for (int i = 0; i < set->n_templates; i++)
        write_template(c, set->templates[i]);
    for (int i = 0; i < set->n_templates; i++)
        say_written(c, &b, set->templates[i]);
    say(&b, "\n");
    templates = end(c, "struct template_rule *const", &b, set->n_templates);
    b = begin(c);
    say_name(&b, "struct template_rule *", templates);
    fprintf(c->out,
            "static const struct mapping_set set = { \"\", %.*s%d, 0 };\n",
            (int)b.n, b.at, set->n_templates);
}

bool
compile_write(FILE *out, struct arena *arena, const struct mapping_set *set,
              struct diag_list *diags)
{
    struct compile c = { .out = out, .arena = arena, .folder = set->folder };
    const struct compiled_file *files;
    struct buffer b;
    int n;

    files = compiled_files(arena, set->folder, NULL, &n);
    if (!files) {
        diag_add(diags, DIAG_FILE_UNREADABLE, PLACE_FILE(set->folder),
                 PLACE_NONE, "there are no mappings in this folder");
        return false;
    }
    c.known = pairs_new(arena);
    fputs("/* Made from " FOLDER "/, when the program was built. */\n"
          "#include \"mapping/compiled.h\"\n\n"
          "#define T(literal) { literal, sizeof literal - 1 }\n",
          out);
    write_set(&c, set);
    b = begin(&c);
    for (int i = 0; i < n; i++) {
        say(&b, "{ ");
        say_string(&b, text_of(files[i].name));
        say(&b, ", %lld },\n", (long long)files[i].size);
    }
    fprintf(out,
            "const struct compiled compiled_mappings = { &set, a%d, %d };\n",
            write_array(&c, "struct compiled_file", &b, n).number, n);
    return true;
}
