/* rule_compile.c - rules as constants. */
#include "reconcile/rule_compile.h"

static void
say_table(struct emit_buffer *b, const struct schema_table *table)
{
    if (table)
        emit_say(b, "&schema_tables[%d], ", schema_index(table));
    else
        emit_say(b, "0, ");
}

static void
say_texts(struct emit *e, struct emit_buffer *b, const struct text *texts,
          int n)
{
    emit_name(b, "struct text", emit_texts(e, texts, n));
}

static void
say_decimal(struct emit_buffer *b, struct decimal d)
{
    emit_say(b, "{ INT64_C(%lld), %d }, ", (long long)d.units, d.scale);
}

static void
say_word(struct emit_buffer *b, struct rule_word word)
{
    emit_say(b, "{ %d, ", (int)word.kind);
    emit_text(b, word.text);
    emit_say(b, "}, ");
}

static struct emit_name
write_terms(struct emit *e, const struct rule_side *side)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < side->n; i++) {
        const struct rule_term *term = &side->terms[i];

        emit_say(&b, "{ %d, ", (int)term->kind);
        say_decimal(&b, term->number);
        say_table(&b, term->table);
        say_word(&b, term->item);
        say_word(&b, term->measure);
        emit_text(&b, term->unit);
        emit_text(&b, term->where_measure);
        say_texts(e, &b, term->where, term->n_where);
        emit_int(&b, term->n_where);
        emit_text(&b, term->zero_measure);
        say_texts(e, &b, term->zero, term->n_zero);
        emit_int(&b, term->n_zero);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct rule_term", &b, side->n);
}

static struct emit_name
write_bodies(struct emit *e, const struct rule *rule)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < rule->n_bodies; i++) {
        emit_say(&b, "{ ");
        say_table(&b, rule->bodies[i].table);
        emit_say(&b, "{ ");
        for (int k = 0; k < RULE_SIDES; k++) {
            const struct rule_side *side = &rule->bodies[i].sides[k];

            emit_say(&b, "{ ");
            emit_name(&b, "struct rule_term", write_terms(e, side));
            emit_say(&b, "%d, 0, ", side->n);
            emit_place(e, &b, side->place);
            emit_say(&b, "}, ");
        }
        emit_say(&b, "} },\n");
    }
    return emit_end(e, "struct rule_body", &b, rule->n_bodies);
}

static struct emit_name
write_grades(struct emit *e, const struct rule *rule)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < rule->n_grades; i++) {
        emit_say(&b, "{ ");
        emit_text(&b, rule->grades[i].word);
        say_decimal(&b, rule->grades[i].least);
        emit_say(&b, "},\n");
    }
    return emit_end(e, "struct rule_grade", &b, rule->n_grades);
}

static void
say_conditions(struct emit *e, struct emit_buffer *b, const struct rule *rule)
{
    emit_say(b, "{ ");
    for (int i = 0; i < ARRAY_LEN(rule->where); i++) {
        const struct rule_where *where = &rule->where[i];

        emit_say(b, "{ ");
        say_texts(e, b, where->texts, where->n);
        emit_say(b, "%d }, ", where->n);
    }
    emit_say(b, "}, %d, ", rule->n_where);
}

static void
say_rule(struct emit *e, struct emit_buffer *b, const struct rule *rule)
{
    emit_say(b, "{ ");
    emit_text(b, rule->id);
    emit_text(b, rule->zh);
    emit_text(b, rule->en);
    emit_int(b, (int)rule->level);
    emit_text(b, rule->source);
    say_texts(e, b, rule->families, rule->n_families);
    say_texts(e, b, rule->except, rule->n_except);
    emit_int(b, rule->n_families);
    emit_int(b, rule->n_except);
    emit_int(b, rule->year_first);
    emit_int(b, rule->year_last);
    emit_int(b, (int)rule->each);
    emit_int(b, (int)rule->kind);
    emit_name(b, "struct rule_body", write_bodies(e, rule));
    emit_say(b, "%d, 0, ", rule->n_bodies);
    emit_name(b, "struct rule_grade", write_grades(e, rule));
    emit_int(b, rule->n_grades);
    say_conditions(e, b, rule);
    say_table(b, rule->needed);
    emit_text(b, rule->by);
    say_texts(e, b, rule->only, rule->n_only);
    emit_int(b, rule->n_only);
    emit_place(e, b, rule->place);
    emit_say(b, "},\n");
}

void
rule_compile(struct emit *e, const struct rule_set *rules)
{
    struct emit_buffer b = emit_begin(e), pointer = emit_begin(e);

    fputs("#include \"reconcile/rule_compile.h\"\n\n", e->out);
    for (int i = 0; i < rules->n; i++)
        say_rule(e, &b, &rules->items[i]);
    emit_name(&pointer, "struct rule",
              emit_end(e, "struct rule", &b, rules->n));
    fprintf(e->out,
            "const struct rule_set compiled_rules = { %.*s%d, 0, 0 };\n",
            (int)pointer.n, pointer.at, rules->n);
}
