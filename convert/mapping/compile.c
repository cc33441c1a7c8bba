/* compile.c - mappings as constants. */
#include "mapping/compile.h"

#include "mapping/compiled.h"

static void
say_wording(struct emit *e, struct emit_buffer *b, const struct wording *words)
{
    emit_say(b, "{ ");
    emit_name(b, "struct text", emit_texts(e, words->shown, words->n));
    emit_name(b, "struct text", emit_texts(e, words->exact, words->n));
    emit_name(b, "struct text", emit_texts(e, words->key, words->n));
    emit_say(b, "%d }, ", words->n);
}

static void
say_ticks(struct emit *e, struct emit_buffer *b, const struct ticks *ticks)
{
    emit_say(b, "{ ");
    emit_name(b, "struct text", emit_texts(e, ticks->shown, ticks->n));
    emit_name(b, "struct text", emit_texts(e, ticks->values, ticks->n));
    emit_name(b, "struct text", emit_texts(e, ticks->folded, ticks->n));
    emit_int(b, ticks->n);
    emit_bool(b, ticks->before);
    emit_bool(b, ticks->apart);
    emit_say(b, "}, ");
}

static struct emit_name
write_pattern_parts(struct emit *e, const struct pattern *pattern)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        emit_say(&b, "{ ");
        emit_bool(&b, part->literal);
        emit_text(&b, part->text);
        emit_text(&b, part->folded);
        emit_int(&b, (int)part->field);
        emit_text(&b, part->item);
        emit_text(&b, part->measure);
        emit_int(&b, (int)part->kind);
        emit_text(&b, part->glob);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct pattern_part", &b, pattern->n_parts);
}

static struct emit_name
write_patterns(struct emit *e, const struct pattern *patterns, int n)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < n; i++) {
        const struct pattern *pattern = &patterns[i];

        emit_say(&b, "{ ");
        emit_text(&b, pattern->source);
        emit_name(&b, "struct pattern_part", write_pattern_parts(e, pattern));
        emit_int(&b, pattern->n_parts);
        emit_place(e, &b, pattern->place);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct pattern", &b, n);
}

/* ---- the parts of a table ---- */

static struct emit_name
write_cells(struct emit *e, const struct part_rule *part)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];

        emit_say(&b, "{ ");
        emit_int(&b, (int)cell->kind);
        say_wording(e, &b, &cell->words);
        emit_text(&b, cell->item);
        emit_text(&b, cell->measure);
        emit_int(&b, (int)cell->value);
        emit_bool(&b, cell->sum);
        emit_name(&b, "struct pattern",
                  write_patterns(e, cell->patterns, cell->n_patterns));
        emit_int(&b, cell->n_patterns);
        say_ticks(e, &b, &cell->ticks);
        emit_bool(&b, cell->optional);
        emit_bool(&b, cell->unmodelled);
        emit_int(&b, cell->span);
        emit_place(e, &b, cell->place);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct line_cell", &b, part->n_cells);
}

static struct emit_name
write_columns(struct emit *e, const struct column_rule *columns, int n)
{
    struct emit_buffer b = emit_begin(e);
    struct emit_name name;

    for (int i = 0; i < n; i++) {
        const struct column_rule *column = &columns[i];

        emit_say(&b, "{ ");
        emit_int(&b, (int)column->role);
        say_wording(e, &b, &column->words);
        emit_text(&b, column->codes);
        emit_int(&b, (int)column->part);
        emit_text(&b, column->item);
        emit_text(&b, column->measure);
        emit_bool(&b, column->sum);
        emit_bool(&b, column->group);
        emit_bool(&b, column->optional);
        emit_bool(&b, column->bare);
        emit_bool(&b, column->unmodelled);
        say_ticks(e, &b, &column->ticks);
        emit_int(&b, column->span);
        emit_name(&b, "struct column_rule",
                  write_columns(e, column->children, column->n_children));
        emit_int(&b, column->n_children);
        emit_int(&b, column->leaf);
        emit_place(e, &b, column->place);
        emit_say(&b, "},\n");
    }
    name = emit_end(e, "struct column_rule", &b, n);
    for (int i = 0; i < n; i++)
        emit_remember(e, &columns[i], name, i);
    return name;
}

static struct emit_name
write_leaves(struct emit *e, const struct block_rule *block)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < block->n_leaves; i++)
        emit_written(e, &b, block->leaves[i]);
    emit_say(&b, "\n");
    return emit_end(e, "struct column_rule *const", &b, block->n_leaves);
}

static struct emit_name
write_values(struct emit *e, const struct value_rule *values, int n)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; values && i < n; i++) {
        emit_say(&b, "{ ");
        emit_bool(&b, values[i].used);
        emit_text(&b, values[i].item);
        emit_text(&b, values[i].measure);
        emit_int(&b, (int)values[i].kind);
        emit_bool(&b, values[i].sum);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct value_rule", &b, values ? n : 0);
}

static struct emit_name
write_rows(struct emit *e, const struct block_rule *block)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];

        emit_say(&b, "{ ");
        emit_int(&b, (int)row->kind);
        say_wording(e, &b, &row->label);
        emit_text(&b, row->item);
        emit_int(&b, row->line);
        emit_int(&b, row->blank);
        emit_bool(&b, row->sum);
        emit_bool(&b, row->kept);
        emit_bool(&b, row->unmodelled);
        emit_bool(&b, row->optional);
        emit_bool(&b, row->undrawn);
        emit_bool(&b, row->foot);
        emit_int(&b, row->from);
        emit_text(&b, row->codes);
        emit_bool(&b, row->catalogue);
        emit_name(&b, "struct text", emit_texts(e, row->under, row->n_under));
        emit_int(&b, row->n_under);
        emit_int(&b, row->min_rows);
        emit_name(&b, "struct value_rule",
                  write_values(e, row->values, block->n_leaves));
        emit_place(e, &b, row->place);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct row_rule", &b, block->n_rows);
}

static struct emit_name
write_blocks(struct emit *e, const struct part_rule *part)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < part->n_blocks; i++) {
        const struct block_rule *block = &part->blocks[i];

        emit_say(&b, "{ ");
        emit_name(&b, "struct column_rule",
                  write_columns(e, block->columns, block->n_columns));
        emit_int(&b, block->n_columns);
        emit_name(&b, "const struct column_rule *", write_leaves(e, block));
        emit_int(&b, block->n_leaves);
        emit_int(&b, block->depth);
        emit_name(&b, "struct row_rule", write_rows(e, block));
        emit_int(&b, block->n_rows);
        emit_bool(&b, block->has_header);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct block_rule", &b, part->n_blocks);
}

/* Parts that share one are told by it. */
static void
write_beside(struct emit *e, const struct beside_rule *beside)
{
    struct emit_buffer b = emit_begin(e);

    if (!beside || emit_find(e, beside))
        return;
    emit_say(&b, "{ ");
    say_wording(e, &b, &beside->words);
    emit_int(&b, beside->span);
    emit_place(e, &b, beside->place);
    emit_say(&b, "},\n");
    emit_remember(e, beside, emit_array(e, "struct beside_rule", &b, 1), 0);
}

static struct emit_name
write_parts(struct emit *e, const struct table_rule *table)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &table->parts[i];

        write_beside(e, part->beside);
        emit_say(&b, "{ ");
        emit_int(&b, (int)part->kind);
        emit_bool(&b, part->optional);
        emit_bool(&b, part->undrawn);
        emit_written(e, &b, part->beside);
        emit_name(&b, "struct line_cell", write_cells(e, part));
        emit_int(&b, part->n_cells);
        emit_name(&b, "struct block_rule", write_blocks(e, part));
        emit_int(&b, part->n_blocks);
        emit_bool(&b, part->has_ruler);
        say_wording(e, &b, &part->ruler);
        say_wording(e, &b, &part->ignored);
        emit_place(e, &b, part->place);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct part_rule", &b, table->n_parts);
}

/* ---- tables and templates ---- */

static void
say_pattern(struct emit *e, struct emit_buffer *b,
            const struct pattern *pattern)
{
    emit_name(b, "struct pattern", write_patterns(e, pattern, pattern ? 1 : 0));
}

static struct emit_name
write_captions(struct emit *e, const struct table_rule *table)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < table->n_captions; i++) {
        emit_say(&b, "{ ");
        say_pattern(e, &b, table->captions[i].left);
        say_pattern(e, &b, table->captions[i].center);
        say_pattern(e, &b, table->captions[i].right);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct caption_rule", &b, table->n_captions);
}

/* Hexadecimal, which is exact. */
static struct emit_name
write_widths(struct emit *e, const struct table_rule *table)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < table->n_widths; i++)
        emit_say(&b, "%af, ", table->widths[i]);
    emit_say(&b, "\n");
    return emit_end(e, "float", &b, table->n_widths);
}

static void
write_table(struct emit *e, const struct table_rule *t)
{
    struct emit_buffer b = emit_begin(e);

    emit_say(&b, "{ &schema_tables[%d], ", schema_index(t->schema));
    emit_text(&b, t->template_id);
    emit_file(e, &b, t->file);
    emit_place(e, &b, t->place);
    emit_name(&b, "struct pattern", write_patterns(e, t->titles, t->n_titles));
    emit_int(&b, t->n_titles);
    say_wording(e, &b, &t->number);
    emit_int(&b, t->unit_shift);
    emit_int(&b, t->decimals);
    emit_text(&b, t->evidence);
    emit_text(&b, t->scope);
    emit_text(&b, t->unit_implied);
    emit_bool(&b, t->has_instance);
    emit_text(&b, t->instance_item);
    emit_text(&b, t->instance_measure);
    emit_name(&b, "struct caption_rule", write_captions(e, t));
    emit_int(&b, t->n_captions);
    emit_name(&b, "struct pattern",
              write_patterns(e, t->caption_patterns, t->n_caption_patterns));
    emit_int(&b, t->n_caption_patterns);
    emit_name(&b, "struct part_rule", write_parts(e, t));
    emit_int(&b, t->n_parts);
    say_wording(e, &b, &t->notes);
    emit_name(&b, "struct pattern",
              write_patterns(e, t->declared_empty, t->n_declared_empty));
    emit_int(&b, t->n_declared_empty);
    emit_bool(&b, t->landscape);
    emit_int(&b, t->columns);
    emit_name(&b, "float", write_widths(e, t));
    emit_int(&b, t->n_widths);
    emit_say(&b, "},\n");
    emit_remember(e, t, emit_array(e, "struct table_rule", &b, 1), 0);
}

static void
write_codes(struct emit *e, const struct code_list *list)
{
    struct emit_buffer entries = emit_begin(e), order = emit_begin(e),
                       b = emit_begin(e);
    struct emit_name name;

    if (!list || emit_find(e, list))
        return;
    for (int i = 0; i < list->n_entries; i++) {
        emit_say(&entries, "{ ");
        emit_text(&entries, list->entries[i].code);
        emit_text(&entries, list->entries[i].name);
        emit_say(&entries, "%d },\n", list->entries[i].line);
    }
    name = emit_end(e, "struct code_entry", &entries, list->n_entries);
    for (int i = 0; i < list->n_entries; i++)
        emit_say(&order, "&a%d[%d],\n", name.number,
                 (int)(list->by_code[i] - list->entries));
    emit_say(&b, "{ ");
    emit_text(&b, list->id);
    emit_name(&b, "struct code_entry", name);
    emit_say(&b, "%d, 0, ", list->n_entries);
    emit_name(&b, "const struct code_entry *",
              emit_end(e, "struct code_entry *const", &order, list->n_entries));
    emit_text(&b, list->complete);
    emit_name(&b, "struct text", emit_texts(e, list->endings, list->n_endings));
    emit_say(&b, "%d, 0 },\n", list->n_endings);
    emit_remember(e, list, emit_array(e, "struct code_list", &b, 1), 0);
}

static void
write_template(struct emit *e, const struct template_rule *t)
{
    struct emit_buffer b = emit_begin(e), tables = emit_begin(e),
                       sets = emit_begin(e);

    write_codes(e, t->functional);
    write_codes(e, t->economic);
    for (int i = 0; i < t->n_tables; i++) {
        if (!emit_find(e, t->tables[i]))
            write_table(e, t->tables[i]);
        emit_written(e, &tables, t->tables[i]);
        emit_say(&sets, "%d, ", t->sets[i]);
    }
    emit_say(&sets, "\n");
    emit_say(&b, "{ ");
    emit_text(&b, t->id);
    emit_text(&b, t->name);
    emit_text(&b, t->region);
    emit_text(&b, t->evidence);
    emit_text(&b, t->extends);
    emit_say(&b, "%d, %d, ", t->year_first, t->year_last);
    emit_written(e, &b, t->functional);
    emit_written(e, &b, t->economic);
    emit_name(&b, "const struct table_rule *",
              emit_end(e, "struct table_rule *const", &tables, t->n_tables));
    emit_say(&b, "%d, 0, ", t->n_tables);
    emit_name(&b, "struct text", emit_texts(e, t->unmodelled, t->n_unmodelled));
    emit_say(&b, "%d, 0, ", t->n_unmodelled);
    emit_name(&b, "int", emit_end(e, "int", &sets, t->n_tables));
    emit_place(e, &b, t->place);
    emit_say(&b, "},\n");
    emit_remember(e, t, emit_array(e, "struct template_rule", &b, 1), 0);
}

static void
write_set(struct emit *e, const struct mapping_set *set)
{
    struct emit_buffer b = emit_begin(e);
    struct emit_name templates;

    for (int i = 0; i < set->n_templates; i++)
        write_template(e, set->templates[i]);
    for (int i = 0; i < set->n_templates; i++)
        emit_written(e, &b, set->templates[i]);
    emit_say(&b, "\n");
    templates
        = emit_end(e, "struct template_rule *const", &b, set->n_templates);
    b = emit_begin(e);
    emit_name(&b, "struct template_rule *", templates);
    fprintf(e->out,
            "static const struct mapping_set set = { \"\", %.*s%d, 0 };\n",
            (int)b.n, b.at, set->n_templates);
}

bool
compile_write(struct emit *e, const struct mapping_set *set,
              struct diag_list *diags)
{
    const struct compiled_file *files;
    struct emit_buffer b = emit_begin(e);
    int n;

    files = compiled_files(e->arena, set->folder, NULL, &n);
    if (!files) {
        diag_add(diags, DIAG_FILE_UNREADABLE, PLACE_FILE(set->folder),
                 PLACE_NONE, "there are no mappings in this folder");
        return false;
    }
    fputs("/* Made from " EMIT_FOLDER "/, when the program was built. */\n"
          "#include \"mapping/compiled.h\"\n\n"
          "#define T(literal) { literal, sizeof literal - 1 }\n",
          e->out);
    write_set(e, set);
    for (int i = 0; i < n; i++) {
        emit_say(&b, "{ ");
        emit_string(&b, text_of(files[i].name));
        emit_say(&b, ", %lld },\n", (long long)files[i].size);
    }
    fprintf(e->out,
            "const struct compiled compiled_mappings = { &set, a%d, %d };\n",
            emit_array(e, "struct compiled_file", &b, n).number, n);
    return true;
}
