/* json_schema.c - what is the same for all tables, then a definition a table. */
#include "store/json_schema.h"

#include <string.h>

#include "base/json_out.h"
#include "store/json.h"

/* Members that are in every model, table and fact. */
static const char head[]
    = "{\n"
      "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
      "  \"title\": \"juesuan " JSON_MODEL "\",\n"
      "  \"description\": \"a filing as 'juesuan import -f json' writes it; "
      "made by 'juesuan mappings words --json'\",\n"
      "  \"type\": \"object\",\n"
      "  \"properties\": {\n"
      "    \"juesuan\": {\"const\": \"" JSON_MODEL "\"},\n"
      "    \"template\": {\"type\": \"string\"},\n"
      "    \"department\": {\"type\": \"string\"},\n"
      "    \"fiscal_year\": {\"type\": \"integer\"},\n"
      "    \"region\": {\"type\": \"string\"},\n"
      "    \"file\": {\"type\": \"string\"},\n"
      "    \"saved\": {\"type\": \"string\"},\n"
      "    \"unread\": {\"type\": \"integer\", \"minimum\": 0},\n"
      "    \"tables\": {\"type\": \"array\", \"items\": {\"$ref\": "
      "\"#/definitions/table\"}}\n"
      "  },\n"
      "  \"required\": [\"juesuan\"],\n"
      "  \"additionalProperties\": false,\n"
      "  \"definitions\": {\n"
      "    \"table\": {\n"
      "      \"type\": \"object\",\n"
      "      \"properties\": {\n"
      "        \"table\": {\"type\": \"string\"},\n"
      "        \"instance\": {\"type\": \"string\"},\n"
      "        \"title\": {\"type\": \"string\"},\n"
      "        \"template\": {\"type\": \"string\"},\n"
      "        \"department\": {\"type\": \"string\"},\n"
      "        \"fiscal_year\": {\"type\": \"integer\"},\n"
      "        \"sheet\": {\"type\": \"string\"},\n"
      "        \"unit\": {\"type\": \"string\"},\n"
      "        \"decimals\": {\"type\": \"integer\"},\n"
      "        \"scope\": {\"type\": \"string\"},\n"
      "        \"declared_empty\": {\"type\": \"string\"},\n"
      "        \"names\": {\"type\": \"object\", \"additionalProperties\": "
      "{\"type\": \"string\"}},\n"
      "        \"facts\": {\"type\": \"array\", \"items\": {\"$ref\": "
      "\"#/definitions/fact\"}}\n"
      "      },\n"
      "      \"required\": [\"table\"],\n"
      "      \"additionalProperties\": false,\n"
      "      \"oneOf\": [";
static const char fact[]
    = "\n      ]\n"
      "    },\n"
      "    \"fact\": {\n"
      "      \"type\": \"object\",\n"
      "      \"properties\": {\n"
      "        \"item\": {\"type\": \"string\"},\n"
      "        \"measure\": {\"type\": \"string\"},\n"
      "        \"value\": {\"type\": [\"number\", \"string\"]},\n"
      "        \"unit\": {\"type\": \"string\"},\n"
      "        \"decimals\": {\"type\": \"integer\"},\n"
      "        \"role\": {\"enum\": [\"leaf\", \"sum\"]},\n"
      "        \"sheet\": {\"type\": \"string\"},\n"
      "        \"cell\": {\"type\": \"string\"},\n"
      "        \"found\": {\"type\": \"string\"},\n"
      "        \"by\": {\"type\": \"string\"}\n"
      "      },\n"
      "      \"required\": [\"item\", \"measure\", \"value\"],\n"
      "      \"additionalProperties\": false\n"
      "    }";

#define NUMBER "[1-9][0-9]{0,5}"

/* {"const": "total", "title": "合计"} */
static void
put_const(FILE *out, struct text id, const char *label)
{
    fputs("{\"const\": ", out);
    json_out_string(out, id);
    if (label) {
        fputs(", \"title\": ", out);
        json_out_string(out, text_of(label));
    }
    putc('}', out);
}

/* In a regular expression, in a string. */
static void
put_escaped(FILE *out, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (strchr(".()+", t.at[i]))
            fputs("\\\\", out);
        putc(t.at[i], out);
    }
}

static void
put_item(FILE *out, const struct schema_item *item)
{
    if (item->kind == ITEM_FIXED) {
        put_const(out, item->word, item->label);
        return;
    }
    fputs("{\"pattern\": \"^", out);
    put_escaped(out, item->word);
    if (item->kind == ITEM_NUMBERED)
        fputs(NUMBER, out);
    else
        fprintf(out, "[0-9]{3}([0-9]{2}){0,%d}%s", (item->digits - 3) / 2,
                item->lists ? "(\\\\." NUMBER ")?" : "");
    fputs("$\"}", out);
}

/* The items of one section. */
static void
put_items(FILE *out, const struct schema_table *table, int section)
{
    const struct schema_item *item;
    bool begun = false;

    fputs("{\"anyOf\": [", out);
    for (int i = 0; (item = schema_item_at(table, i)); i++) {
        if (item->section != section)
            continue;
        fputs(begun ? ",\n          " : "\n          ", out);
        put_item(out, item);
        begun = true;
    }
    fputs("\n        ]}", out);
}

/* The section's measures of one kind, if any, as what a fact may be. */
static void
put_measures(FILE *out, const struct schema_table *table, int section,
             enum value_kind kind, bool *begun)
{
    const struct schema_section *s = schema_section_at(table, section);
    const struct schema_measure *measure;
    bool codes = s->codes && kind == VALUE_AMOUNT, any = false;

    for (int i = 0; (measure = schema_measure_at(s, i)); i++)
        any |= measure->kind == kind;
    if (!any && !codes)
        return;
    fputs(*begun ? ",\n        " : "\n        ", out);
    *begun = true;
    fputs("{\"properties\": {\"item\": {\"$ref\": ", out);
    fprintf(out, "\"#/definitions/items_%d_%d\"}, \"measure\": {\"anyOf\": [",
            table->index, section);
    any = false;
    for (int i = 0; (measure = schema_measure_at(s, i)); i++) {
        if (measure->kind != kind)
            continue;
        fputs(any ? ",\n          " : "\n          ", out);
        put_const(out, text_of(measure->word), measure->label);
        any = true;
    }
    if (codes)
        fprintf(out, "%s\n          {\"pattern\": \"^[0-9]{3}([0-9]{2})?$\"}",
                any ? "," : "");
    fprintf(
        out,
        "]}, \"value\": {\"type\": \"%s\"%s}, \"unit\": {\"const\": \"%s\"}}}",
        schema_is_text(kind) ? "string" : "number",
        kind == VALUE_DATE
            ? ", \"pattern\": \"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$\""
            : "",
        schema_unit(kind));
}

static void
put_table(FILE *out, const struct schema_table *table)
{
    bool begun = false;

    fprintf(out, ",\n    \"fact_%d\": {\n      \"anyOf\": [", table->index);
    for (int s = 0; s < table->n_sections; s++) {
        for (int kind = 0; kind < VALUE_KINDS; kind++)
            put_measures(out, table, s, (enum value_kind)kind, &begun);
    }
    fputs("\n      ]\n    }", out);
    for (int s = 0; s < table->n_sections; s++) {
        fprintf(out, ",\n    \"items_%d_%d\": ", table->index, s);
        put_items(out, table, s);
    }
}

void
json_schema_write(FILE *out, const struct vocabulary *words)
{
    fputs(head, out);
    for (int i = 0; i < words->n_tables; i++) {
        const struct schema_table *table = &words->tables[i];

        fputs(i ? ",\n        " : "\n        ", out);
        fputs("{\"properties\": {\"table\": ", out);
        put_const(out, text_of(table->id), table->title);
        fprintf(out,
                ", \"facts\": {\"items\": {\"$ref\": "
                "\"#/definitions/fact_%d\"}}}}",
                i);
    }
    fputs(fact, out);
    for (int i = 0; i < words->n_tables; i++)
        put_table(out, &words->tables[i]);
    fputs("\n  }\n}\n", out);
}
