/* cmd_mappings.c - juesuan mappings: what is known of templates. */
#include <string.h>

#include "base/file.h"
#include "base/json_out.h"
#include "mapping/lint.h"
#include "mapping/near.h"
#include "port/laws.h"
#include "reconcile/rule.h"
#include "store/json_schema.h"
#include "tool/drafted.h"
#include "tool/help.h"
#include "tool/summary.h"
#include "tool/templates.h"
#include "tool/vocabulary.h"

/* A sub-command's words are those behind its own name. */
struct asked {
    struct tool *tool;
    const struct mapping_set *set;
    const char *const *words;
    int n_words;
    struct diag_list diags;
    FILE *out;
};

static const struct template_rule *
find_template(struct asked *asked, const char *name)
{
    return mapping_ask(asked->set, text_of(name), PLACE_NONE, &asked->diags);
}

/* ---- list ---- */

static void
put_column(FILE *out, struct text t, int width)
{
    text_write_padded(out, t, width);
    fputs("  ", out);
}

static void
list_as_json(FILE *out, const struct template_rule *t)
{
    struct json_out object = { out, false };

    json_out_text(&object, "template", t->id);
    json_out_text(&object, "name", t->name);
    json_out_int(&object, "year_first", t->year_first);
    json_out_int(&object, "year_last", t->year_last);
    json_out_name(&object, "tables");
    for (int i = 0; i < t->n_tables; i++) {
        struct json_out table = { out, false };

        putc(i ? ',' : '[', out);
        json_out_word(&table, "table", t->tables[i]->schema->id);
        json_out_word(&table, "title", t->tables[i]->schema->title);
        json_out_end(&table);
    }
    fputs(t->n_tables ? "]" : "[]", out);
    json_out_end(&object);
    putc('\n', out);
}

static enum status
list(struct asked *asked)
{
    struct arena *arena = &asked->tool->arena;
    int id = 8, name = 4;

    if (asked->tool->options->value[OPTION_JSON]) {
        for (int i = 0; i < asked->set->n_templates; i++)
            list_as_json(asked->out, asked->set->templates[i]);
        return STATUS_DONE;
    }
    for (int i = 0; i < asked->set->n_templates; i++) {
        const struct template_rule *t = asked->set->templates[i];

        id = text_width(t->id) > id ? text_width(t->id) : id;
        name = text_width(t->name) > name ? text_width(t->name) : name;
    }
    put_column(asked->out, text_of(diag_say(&asked->diags, "template")), id);
    put_column(asked->out, text_of(diag_say(&asked->diags, "years")), 9);
    put_column(asked->out, text_of(diag_say(&asked->diags, "name")), name);
    fputs(diag_say(&asked->diags, "tables  evidence\n"), asked->out);
    for (int i = 0; i < asked->set->n_templates; i++) {
        const struct template_rule *t = asked->set->templates[i];

        put_column(asked->out, t->id, id);
        put_column(asked->out,
                   text_of(mapping_years(arena, t->year_first, t->year_last)),
                   9);
        put_column(asked->out, t->name, name);
        fprintf(asked->out, "%6d  %.*s", t->n_tables,
                TEXT_ARG(summary_evidence(asked->diags.language, t->evidence)));
        if (t->extends.n)
            fprintf(asked->out,
                    diag_say(&asked->diags, "; %d of its own, the others %.*s"),
                    summary_own_tables(t), TEXT_ARG(t->extends));
        putc('\n', asked->out);
    }
    return STATUS_DONE;
}

/* ---- show ---- */

static const struct table_rule *
find_table(struct asked *asked, const struct template_rule *template,
           const char *name)
{
    struct near near = near_of(text_of(name));
    struct diag *diag;

    for (int i = 0; i < template->n_tables; i++) {
        const struct table_rule *table = template->tables[i];

        if (strcmp(table->schema->id, name) == 0
            || strcmp(table->schema->title, name) == 0)
            return table;
        near_try(&near, text_of(table->schema->id));
    }
    diag = diag_add(&asked->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                    "template '%.*s' has no table '%s'", TEXT_ARG(template->id),
                    name);
    if (near.found.n)
        diag_hint(&asked->diags, diag, "did you mean '%.*s'?",
                  TEXT_ARG(near.found));
    else
        diag_hint(&asked->diags, diag, "'juesuan mappings show %.*s' has all",
                  TEXT_ARG(template->id));
    return NULL;
}

static enum status
show(struct asked *asked)
{
    const struct template_rule *template
        = find_template(asked, asked->words[0]);
    const struct table_rule *table;

    if (!template)
        return STATUS_USAGE;
    if (asked->n_words == 1) {
        summary_write_template(asked->out, asked->diags.language,
                               &asked->tool->arena, template);
        return STATUS_DONE;
    }
    table = find_table(asked, template, asked->words[1]);
    if (!table)
        return STATUS_USAGE;
    summary_write_table(
        asked->out, asked->diags.language, &asked->tool->arena, template, table,
        templates_file(&asked->tool->arena, asked->set, table->file));
    return STATUS_DONE;
}

/* ---- lint ---- */

static enum status
lint(struct asked *asked)
{
    struct arena *arena = &asked->tool->arena;
    const struct rule_set *rules = rule_read_folder(arena, asked->set->folder,
                                                    asked->set, &asked->diags);
    int n_tables = 0, n_templates = asked->n_words;

    for (int i = 0; i < asked->n_words; i++) {
        const struct template_rule *template
            = find_template(asked, asked->words[i]);

        if (!template)
            return STATUS_USAGE;
        for (int k = 0; k < template->n_tables; k++)
            lint_table(arena, template->tables[k], &asked->diags);
        n_tables += template->n_tables;
    }
    if (asked->n_words == 0) {
        lint_set(arena, asked->set, &asked->diags);
        n_templates = asked->set->n_templates;
        for (int i = 0; i < n_templates; i++)
            n_tables += asked->set->templates[i]->n_tables;
    }
    fprintf(
        asked->out,
        diag_say(&asked->diags,
                 "%d templates, %d tables, %d rules: %d errors, %d warnings\n"),
        n_templates, n_tables, rules ? rules->n : 0,
        asked->diags.n_level[DIAG_ERROR], asked->diags.n_level[DIAG_WARNING]);
    return STATUS_DONE;
}

/* ---- laws ---- */

static const char *
verdict_word(enum laws_kind kind)
{
    static const char *const words[] = {
        [LAWS_LOSSLESS] = N_("lossless"),
        [LAWS_KEPT] = N_("lossless with kept"),
        [LAWS_LOSES] = N_("loses"),
    };

    return words[kind];
}

static bool
try_laws(struct asked *asked, const struct template_rule *template,
         uint64_t seed)
{
    struct arena scratch = asked->tool->arena;
    struct laws_verdict *verdicts;
    bool good;
    int n;

    scratch.chunk = NULL;
    scratch.used = 0;
    good = laws_template(&scratch, asked->diags.language, template, seed,
                         &verdicts, &n);
    for (int i = 0; i < n; i++) {
        put_column(asked->out, template->id, 16);
        put_column(asked->out, text_of(verdicts[i].table->schema->id), 32);
        put_column(
            asked->out,
            text_of(diag_say(&asked->diags, verdict_word(verdicts[i].kind))),
            verdicts[i].kind == LAWS_LOSSLESS ? 0 : 18);
        fputs(verdicts[i].why, asked->out);
        putc('\n', asked->out);
    }
    arena_release(&scratch);
    return good;
}

static bool
read_seed(struct asked *asked, uint64_t *seed)
{
    const char *value = asked->tool->options->value[OPTION_SEED];
    struct decimal d;

    *seed = 1;
    if (!value)
        return true;
    if (decimal_parse(text_of(value), &d) != DECIMAL_OK || d.scale
        || d.units < 1) {
        diag_add(&asked->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "--seed wants a whole number from 1, not '%s'", value);
        return false;
    }
    *seed = (uint64_t)d.units;
    return true;
}

static enum status
laws(struct asked *asked)
{
    const struct mapping_set *set = asked->set;
    int n = asked->n_words ? asked->n_words : set->n_templates;
    bool good = true;
    uint64_t seed;

    if (!read_seed(asked, &seed))
        return STATUS_USAGE;
    for (int i = 0; i < asked->n_words; i++) {
        if (!find_template(asked, asked->words[i]))
            return STATUS_USAGE;
    }
    for (int i = 0; i < n; i++)
        good &= try_laws(asked,
                         asked->n_words ? find_template(asked, asked->words[i])
                                        : set->templates[i],
                         seed);
    return good ? STATUS_DONE : STATUS_WRONG;
}

/* ---- rules ---- */

static void
write_families(FILE *out, const char *what, const struct text *families, int n)
{
    for (int i = 0; i < n; i++)
        fprintf(out, "%s %.*s", i ? "," : what, TEXT_ARG(families[i]));
}

static enum status
rules(struct asked *asked)
{
    const struct rule_set *set = rule_read_folder(
        &asked->tool->arena, asked->set->folder, asked->set, &asked->diags);
    int id = 4;

    if (!set)
        return STATUS_FAILED;
    for (int i = 0; i < set->n; i++)
        id = text_width(set->items[i].id) > id ? text_width(set->items[i].id)
                                               : id;
    for (int i = 0; i < set->n; i++) {
        const struct rule *rule = &set->items[i];

        put_column(asked->out, rule->id, id);
        put_column(
            asked->out,
            text_of(diag_say(&asked->diags, diag_level_word(rule->level))), 7);
        fprintf(asked->out, "%.*s (%.*s)",
                TEXT_ARG(asked->diags.language == LANGUAGE_ZH ? rule->zh
                                                              : rule->en),
                TEXT_ARG(rule->source));
        write_families(asked->out, diag_say(&asked->diags, "; only"),
                       rule->families, rule->n_families);
        write_families(asked->out, diag_say(&asked->diags, "; not"),
                       rule->except, rule->n_except);
        if (rule->year_first)
            fprintf(asked->out, "; %s",
                    mapping_years(&asked->tool->arena, rule->year_first,
                                  rule->year_last));
        putc('\n', asked->out);
    }
    return STATUS_DONE;
}

/* ---- words ---- */

/* By its id or name. */
static const struct schema_table *
find_word(struct asked *asked, struct text name)
{
    const struct vocabulary *words = asked->set->words;
    struct text near = near_table(words, name);
    struct diag *diag;

    for (int i = 0; i < words->n_tables; i++) {
        if (text_equal(text_of(words->tables[i].id), name)
            || text_equal(text_of(words->tables[i].title), name))
            return &words->tables[i];
    }
    diag = diag_add(&asked->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                    "there is no table '%.*s'", TEXT_ARG(name));
    if (near.n)
        diag_hint(&asked->diags, diag, "did you mean '%.*s'?", TEXT_ARG(near));
    else
        diag_hint(&asked->diags, diag, "'juesuan mappings words' has all");
    return NULL;
}

static enum status
words(struct asked *asked)
{
    const struct schema_table *table;

    if (asked->tool->options->value[OPTION_JSON]) {
        json_schema_write(asked->out, asked->set->words);
        return STATUS_DONE;
    }
    if (asked->n_words == 0) {
        vocabulary_write(asked->out, asked->diags.language, &asked->tool->arena,
                         asked->set);
        return STATUS_DONE;
    }
    table = find_word(asked, text_of(asked->words[0]));
    if (!table)
        return STATUS_USAGE;
    vocabulary_write_table(asked->out, asked->diags.language,
                           &asked->tool->arena, asked->set, table);
    return STATUS_DONE;
}

/* ---- codes ---- */

static enum status
codes(struct asked *asked)
{
    for (int i = 0; i < DIAG_N_CODES; i++) {
        enum diag_code code = (enum diag_code)i;

        put_column(asked->out, text_of(diag_word(code)), 22);
        put_column(asked->out,
                   text_of(diag_say(&asked->diags,
                                    diag_standing(code, diag_level(code)))),
                   7);
        fprintf(asked->out, "%s\n",
                diag_say(&asked->diags, diag_meaning(code)));
    }
    return STATUS_DONE;
}

/* ---- draft ---- */

static enum status
draft(struct asked *asked)
{
    return drafted_run(asked->tool, asked->set, asked->words, asked->n_words);
}

/* ---- the command ---- */

static const struct part {
    const char *name, *arguments;
    int least, most; /* words; most -1: any number */
    bool needs_set;
    uint64_t options;
    enum status (*run)(struct asked *asked);
} parts[] = {
    { "list", " [--json]", 0, 0, true, OPTION_BIT(OPTION_JSON), list },
    { "show", N_(" TEMPLATE [TABLE]"), 1, 2, true, 0, show },
    { "lint", N_(" [TEMPLATE]..."), 0, -1, true, 0, lint },
    { "laws", N_(" [TEMPLATE]... [--seed NUMBER]"), 0, -1, true,
      OPTION_BIT(OPTION_SEED), laws },
    { "rules", "", 0, 0, true, 0, rules },
    { "codes", "", 0, 0, false, 0, codes },
    { "words", N_(" [TABLE] | --json"), 0, 1, true, OPTION_BIT(OPTION_JSON),
      words },
    { "draft", N_(" WORKBOOK... [--template ID] [--extends TEMPLATE] -o DIR"),
      1, -1, true,
      OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_EXTENDS)
          | OPTION_BIT(OPTION_YEAR) | OPTION_BIT(OPTION_OUTPUT),
      draft },
};

static const struct part *
find_part(struct asked *asked, const char *name)
{
    struct near near = near_of(text_of(name));

    for (int i = 0; i < ARRAY_LEN(parts); i++) {
        if (strcmp(parts[i].name, name) == 0)
            return &parts[i];
        near_try(&near, text_of(parts[i].name));
    }
    diag_add(&asked->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             near.found.n
                 ? N_("there is no 'mappings %s'; did you mean '%.*s'?")
                 : N_("there is no 'mappings %s'"),
             name, TEXT_ARG(near.found));
    return NULL;
}

static const struct part *
check_part(struct asked *asked)
{
    const struct part *part = find_part(asked, asked->words[0]);

    asked->words++;
    asked->n_words--;
    if (!part)
        return NULL;
    if (asked->n_words < part->least
        || (part->most >= 0 && asked->n_words > part->most)) {
        diag_add(&asked->diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
                 "it is 'juesuan mappings %s%s'", part->name,
                 *part->arguments ? diag_say(&asked->diags, part->arguments)
                                  : "");
        return NULL;
    }
    if (!options_check(
            asked->tool->options, part->options | OPTION_COMMON,
            arena_printf(&asked->tool->arena, "mappings %s", part->name),
            &asked->diags))
        return NULL;
    return part;
}

static enum status
run(struct tool *tool)
{
    struct asked asked = { .tool = tool,
                           .words = tool->options->words,
                           .n_words = tool->options->n_words,
                           .diags = report_list(&tool->report, &tool->arena),
                           .out = stdout };
    struct file_out out = { .stream = stdout };
    const struct part *part = check_part(&asked);
    enum status status = STATUS_USAGE;

    if (part && part->needs_set) {
        asked.set = templates_load_or(tool, part->run == draft);
        /* What lint is asked for is just that the mappings are wrong. */
        if (!asked.set)
            return part->run == lint && tool->report.wrong ? STATUS_WRONG
                                                           : STATUS_FAILED;
        templates_say_source(tool, asked.set);
    }
    if (part)
        status = part->run(&asked);
    else
        return help_fail(tool, &asked.diags);
    if (!file_out_close(&out, &asked.diags))
        status = STATUS_FAILED;
    report_diags(&tool->report, &asked.diags);
    return status == STATUS_DONE && tool->report.wrong ? STATUS_WRONG : status;
}

const struct command cmd_mappings = {
    .name = "mappings",
    .arguments
    = N_("list|show|lint|laws|rules|codes|words|draft [TEMPLATE]..."),
    .summary
    = N_("list, show and check the mappings: what templates look like"),
    .help = N_(
        "  mappings list                     the templates there are; --json: an\n"
        "                                    object a line, with their tables\n"
        "  mappings show TEMPLATE            its tables\n"
        "  mappings show TEMPLATE TABLE      its headings, rows and fields, what each\n"
        "                                    means, and the blank sheet as text\n"
        "  mappings lint [TEMPLATE]...       prove that no cell can be claimed twice\n"
        "                                    and none is without meaning; read the rules\n"
        "  mappings laws [TEMPLATE]...       draw generated models, read them back, and\n"
        "                                    say of each table whether anything is lost\n"
        "  mappings rules                    what must hold between figures, by check\n"
        "  mappings codes                    every [word] of a complaint, its level and\n"
        "                                    what it means\n"
        "  mappings words [TABLE]            the tables of the model, or the measures and\n"
        "                                    items of one, and which templates use them;\n"
        "                                    --json: as a JSON Schema of -f json\n"
        "  mappings draft WORKBOOK... -o DIR write a template for blank or filled\n"
        "                                    workbooks: the tables of the one that is\n"
        "                                    nearest, or of --extends, and what differs\n"
        "\n"
        "A template is a folder of YAML files, one a table; mappings/README.md is the\n"
        "manual. Write your own folder and name it with -I or JUESUAN_MAPPINGS.\n"
        "\n"
        "Examples\n"
        "  juesuan mappings show hubei-2022 three_public\n"
        "  juesuan mappings lint -I my-mappings\n"
        "  juesuan mappings laws hubei-2022 --seed 7\n"
        "  juesuan mappings draft 空表.xlsx --year 2024 -o mappings/yunnan-2024\n"),
    .options = OPTION_BIT(OPTION_SEED) | OPTION_BIT(OPTION_JSON)
               | OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_EXTENDS)
               | OPTION_BIT(OPTION_YEAR) | OPTION_BIT(OPTION_OUTPUT),
    .word = N_("one of list, show, lint, laws, rules, codes, words, draft"),
    .least = 1,
    .run = run,
};
