/* draft_words.c - what headings and labels mean in the mappings. */
#include "remap/draft_words.h"

#include "mapping/near.h"
#include "mapping/wording.h"
#include "place/aside.h"

struct text
draft_words_key(struct text folded)
{
    return text_sans_tail(text_sans_ordinal(folded));
}

static struct text
key_of(const struct wording *words)
{
    return words->n ? words->key[0] : TEXT_NONE;
}

static void
add(struct draft_words *w, struct draft_word word)
{
    if (word.words->n)
        ARENA_PUSH(w->arena, w->items, w->n, w->capacity, word);
}

/* What a heading says that the one above it does not. */
static struct text
own(struct text word, struct text above)
{
    return text_equal(word, above) ? TEXT_NONE : word;
}

static void
add_columns(struct draft_words *w, struct draft_word word,
            const struct column_rule *columns, int n,
            const struct column_rule *above)
{
    for (int i = 0; i < n; i++) {
        const struct column_rule *c = &columns[i];

        word.role = DRAFT_HEADING;
        word.column = c;
        word.words = &c->words;
        if (above)
            word.above = key_of(&above->words);
        word.item = above ? own(c->item, above->item) : c->item;
        word.measure = above ? own(c->measure, above->measure) : c->measure;
        add(w, word);
        if (c->n_children)
            add_columns(w, word, c->children, c->n_children, c);
    }
}

static void
add_block(struct draft_words *w, struct draft_word word,
          const struct block_rule *block)
{
    struct text sum = TEXT_NONE;

    word.block = block;
    add_columns(w, word, block->columns, block->n_columns, NULL);
    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *row = &block->rows[i];

        if (row->kind != ROW_ITEM || row->kept)
            continue;
        word.role = DRAFT_ROW;
        word.row = row;
        word.words = &row->by_label.words;
        word.item = row->item;
        word.measure = TEXT_NONE;
        word.above = sum;
        add(w, word);
        if (row->sum)
            sum = key_of(&row->by_label.words);
    }
}

static void
add_line(struct draft_words *w, struct draft_word word,
         const struct part_rule *part)
{
    int at = 0;

    for (int i = 0; i + 1 < part->n_cells; i++) {
        const struct line_cell *cell = &part->cells[i];
        const struct line_cell *next = cell + 1;

        if (cell->kind != LINE_LABEL || next->kind == LINE_LABEL)
            continue;
        word.role = DRAFT_FIELD;
        word.at = at++;
        word.words = &cell->words;
        word.field = next;
        if (next->kind == LINE_FIELD) {
            word.item = next->field.item;
            word.measure = next->field.measure;
        }
        add(w, word);
    }
}

static void
add_table(struct draft_words *w, const struct table_rule *table)
{
    const struct part_rule *parts = mapping_parts(table);

    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &parts[i];
        struct draft_word word = { .table = table, .schema = table->schema };

        if (part->beside) {
            word.role = DRAFT_BESIDE;
            word.words = &part->beside->words;
            add(w, word);
            word.above = key_of(&part->beside->words);
        }
        if (part->kind == PART_LINE)
            add_line(w, word, part);
        for (int k = 0; k < part->n_blocks; k++)
            add_block(w, word, &part->blocks[k]);
    }
}

static void
read_lists(struct draft_words *w, const struct mapping_set *set)
{
    int year = 0;

    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *t = set->templates[i];

        if (t->year_last <= year || !t->functional || !t->economic)
            continue;
        year = t->year_last;
        w->functional = t->functional;
        w->economic = t->economic;
    }
}

struct text
draft_words_code(const struct code_list *list, struct text folded,
                 struct text under, size_t digits)
{
    const struct code_entry *entries = list ? codes_entries(list) : NULL;
    struct text found = TEXT_NONE;

    for (int i = 0; list && i < list->n_entries; i++) {
        struct text code = entries[i].code, name = entries[i].name;
        struct arena none = { 0 };

        if (code.n != digits || !text_starts(code, under))
            continue;
        if (text_same_words(&none, name, folded)) {
            arena_release(&none);
            return code;
        }
        if (!found.n
            && text_equal(draft_words_key(text_fold(&none, name)),
                          draft_words_key(folded)))
            found = code;
        arena_release(&none);
    }
    return found;
}

/* --- the vocabulary --- */

static void
add_name(struct draft_words *w, struct draft_word word, const char *name)
{
    struct wording *words = ARENA_NEW(w->arena, struct wording);

    if (!name)
        return;
    wording_add(w->arena, words, text_of(name));
    word.words = word.named = words;
    add(w, word);
}

/* The names of a kind of table's items and measures; a measure that only one
   item has, as in the head of a form, is that item's. */
static void
add_schema(struct draft_words *w, const struct schema_table *schema)
{
    const struct schema_item *item;
    const struct schema_section *section;
    const struct schema_measure *m;

    for (int i = 0; (item = schema_item_at(schema, i)); i++) {
        struct draft_word word = { .role = DRAFT_ROW, .schema = schema };

        word.item = item->pattern;
        if (item->kind == ITEM_FIXED)
            add_name(w, word, item->label);
        for (int k = 0; k < item->n_names; k++) {
            word.item = text_printf(w->arena, "%.*s%.*s", TEXT_ARG(item->word),
                                    TEXT_ARG(item->names[k].code));
            add_name(w, word, item->names[k].label);
        }
    }
    for (int i = 0; (section = schema_section_at(schema, i)); i++) {
        const struct schema_item *only = NULL;
        int n = 0;

        for (int k = 0; (item = schema_item_at(schema, k)); k++) {
            if (item->section == i) {
                only = item;
                n++;
            }
        }
        for (int k = 0; (m = schema_measure_at(section, k)); k++) {
            struct draft_word word
                = { .role = DRAFT_HEADING, .schema = schema };
            struct line_cell *field = ARENA_NEW(w->arena, struct line_cell);

            word.measure = text_of(m->word);
            if (n != 1 || only->kind != ITEM_FIXED) {
                add_name(w, word, m->label);
                continue;
            }
            word.role = DRAFT_FIELD;
            word.item = only->pattern;
            *field = (struct line_cell){ .kind = LINE_FIELD };
            field->field = (struct line_field){ word.item, word.measure,
                                                m->kind, false };
            word.field = field;
            add_name(w, word, m->label);
        }
    }
}

/* Names of one kind of table that are equal but for brackets, 总分（得分） and
   总分（分值）, are compared exactly. */
static void
part_names(struct draft_words *w, int from)
{
    for (int i = from; i < w->n; i++) {
        for (int k = from; k < w->n; k++) {
            struct wording *a = w->items[i].named;
            const struct wording *b = w->items[k].words;

            if (text_equal(a->key[0], b->key[0])
                && !text_equal(a->exact[0], b->exact[0]))
                a->key[0] = a->exact[0];
        }
    }
}

const struct draft_words *
draft_words_of(struct arena *arena, const struct mapping_set *set)
{
    struct draft_words *w = ARENA_NEW(arena, struct draft_words);

    w->arena = arena;
    w->vocabulary = set->words;
    read_lists(w, set);
    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];

        for (int k = 0; k < template->n_tables; k++) {
            const struct table_rule *table = template->tables[k];
            bool known = false;

            for (int m = 0; m < w->n_tables && !known; m++)
                known = w->tables[m] == table;
            if (known)
                continue;
            ARENA_PUSH(arena, w->tables, w->n_tables, w->tables_capacity,
                       table);
            add_table(w, table);
        }
    }
    for (int i = 0; i < set->words->n_tables; i++) {
        int from = w->n;

        add_schema(w, &set->words->tables[i]);
        part_names(w, from);
    }
    return w;
}

/* Has the kind of table such words at all? */
static bool
is_possible(const struct draft_word *word, const struct schema_table *schema)
{
    const struct schema_section *section;
    const struct schema_measure *m;
    enum value_kind value;
    enum item_kind kind;

    if (word->item.n && word->measure.n)
        return schema_value(schema, word->item, word->measure, &value);
    if (word->item.n)
        return schema_item(schema, word->item, &kind);
    if (!word->measure.n)
        return true;
    for (int i = 0; (section = schema_section_at(schema, i)); i++) {
        for (int k = 0; (m = schema_measure_at(section, k)); k++) {
            if (text_equal(text_of(m->word), word->measure))
                return true;
        }
    }
    return false;
}

/* Words that say only where codes, names and labels are mean so anywhere. */
static bool
is_structure(const struct draft_word *word)
{
    return word->column && word->column->role != COLUMN_VALUE
           && word->column->role != COLUMN_KEPT && !word->item.n
           && !word->measure.n;
}

static int
rate(const struct draft_word *word, const struct draft_ask *ask)
{
    int match = wording_match(word->words, ask->text);
    int rating = 4 * match;

    if (!match || (word->role == DRAFT_FIELD && ask->role != DRAFT_FIELD)
        || (ask->taken && word->role == DRAFT_ROW && word->item.n
            && pairs_find(ask->taken, TEXT("item"), word->item) >= 0)
        /* Of what it is the sum in a table of its own, nothing says. */
        || (ask->role == DRAFT_HEADING && !ask->schema
            && aside_is_sum(ask->text) && word->above.n
            && !text_equal(word->above, ask->above)))
        return 0;
    if (ask->base && word->table == ask->base
        && (!ask->schema || ask->schema == ask->base->schema))
        rating += 64;
    else if (ask->schema && word->schema == ask->schema)
        rating += word->table ? 32 : 24;
    else if (!ask->schema && word->schema->evaluation
             && !(ask->base && ask->base->schema->evaluation))
        return 0;
    else if (!is_structure(word)
             && (ask->schema
                     ? !is_possible(word, ask->schema)
                     : wording_match(word->words, text_sans_ordinal(ask->text))
                           < 2))
        return 0; /* a table of its own takes words that are just so */
    if (word->role == ask->role)
        rating += 16;
    if (ask->block && word->block == ask->block)
        rating += 8;
    if (text_equal(word->above, ask->above))
        rating += 3;
    if (word->at == ask->at)
        rating += 2;
    return rating;
}

const struct draft_word *
draft_words_find(const struct draft_words *words, const struct draft_ask *ask)
{
    const struct draft_word *best = NULL;
    int most = 0;

    for (int i = 0; i < words->n; i++) {
        int rating = rate(&words->items[i], ask);

        if (rating > most) {
            most = rating;
            best = &words->items[i];
        }
    }
    return best;
}

const struct column_rule *
draft_words_column(const struct draft_words *words, struct text folded,
                   struct text measure)
{
    for (int i = 0; i < words->n; i++) {
        if (words->items[i].column
            && text_equal(words->items[i].measure, measure)
            && wording_match(words->items[i].words, folded))
            return words->items[i].column;
    }
    return NULL;
}

bool
draft_words_known(const struct draft_words *words, enum draft_role role,
                  struct text folded)
{
    for (int i = 0; i < words->n; i++) {
        if (words->items[i].role == role
            && wording_match(words->items[i].words, folded))
            return true;
    }
    return false;
}

struct text
draft_words_near(const struct draft_words *words,
                 const struct schema_table *schema, struct text folded)
{
    struct near near = near_of(folded);
    const struct draft_word *found = NULL;

    for (int i = 0; i < words->n; i++) {
        const struct draft_word *word = &words->items[i];
        struct text before = near.found;

        if ((!word->item.n && !word->measure.n)
            || (schema && !is_possible(word, schema)))
            continue;
        near_try(&near, word->words->key[0]);
        if (!text_equal(before, near.found))
            found = word;
    }
    if (!found)
        return TEXT_NONE;
    return text_printf(words->arena, "%.*s (%.*s%s%.*s)",
                       TEXT_ARG(found->words->shown[0]), TEXT_ARG(found->item),
                       found->item.n && found->measure.n ? ", " : "",
                       TEXT_ARG(found->measure));
}
