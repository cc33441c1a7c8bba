/* cmd_blank.c - juesuan blank: an empty template, made to be filled in. */
#include <string.h>

#include "base/decimal.h"
#include "book/xlsx_write.h"
#include "submit/totals.h"
#include "tool/help.h"
#include "tool/target.h"
#include "tool/templates.h"

#define ROWS 30
#define ROWS_MAX 1000 /* each class looks through all rows for each row */

static bool
check_output(const char *output, struct diag_list *diags)
{
    if (output && strcmp(output, "-") != 0)
        return true;
    diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             output ? N_("a workbook cannot go to standard output: name a file "
                         "with -o")
                    : N_("blank needs -o OUT.xlsx"));
    return false;
}

/* --rows, ROWS where it is not given; 0 where it is wrong. */
static int
rows_wanted(const struct options *options, struct diag_list *diags)
{
    const char *rows = options->value[OPTION_ROWS];
    struct decimal n = decimal_of(ROWS);

    if (!rows
        || (decimal_parse(text_of(rows), &n) == DECIMAL_OK && n.scale == 0
            && n.units >= 1 && n.units <= ROWS_MAX))
        return (int)n.units;
    diag_add(diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             "--rows must be a whole number from 1 to %d, not '%s'", ROWS_MAX,
             rows);
    return 0;
}

static enum status
write_blank(struct tool *tool, const struct template_rule *template,
            const struct rule_set *rules, int rows, struct diag_list *diags)
{
    struct blank *blank = totals_blank(&tool->arena, template, rows,
                                       tool->given.year, rules, diags);

    return xlsx_write(&tool->arena, tool->options->value[OPTION_OUTPUT],
                      blank->book, text_zero(&tool->arena, template->id), diags)
               ? STATUS_DONE
               : STATUS_FAILED;
}

static enum status
run(struct tool *tool)
{
    const char *output = tool->options->value[OPTION_OUTPUT];
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    const struct template_rule *template;
    const struct mapping_set *set;
    const struct rule_set *rules;
    enum status status = STATUS_FAILED;
    struct target target;
    int rows = rows_wanted(tool->options, &diags);

    if (!check_output(output, &diags) || !rows)
        return help_fail(tool, &diags);
    target_open(&target, tool);
    if (!target_check(&target, output))
        return STATUS_USAGE;
    set = templates_load(tool);
    if (!set)
        return STATUS_FAILED;
    template = mapping_ask(set, text_of(tool->options->words[0]), PLACE_NONE,
                           &diags);
    if (!template)
        status = STATUS_USAGE;
    else if ((rules = rule_read_folder(&tool->arena, set->folder, set, &diags)))
        status = write_blank(tool, template, rules, rows, &diags);
    report_diags(&tool->report, &diags);
    return status;
}

const struct command cmd_blank = {
    .name = "blank",
    .arguments = N_("TEMPLATE -o OUT.xlsx [--year N] [--rows N]"),
    .summary = N_("write an empty template to fill in"),
    .help = N_(
        "All tables of the template, empty, as a workbook for Excel, WPS or\n"
        "LibreOffice. Cells to fill in are open, the others locked, without a password.\n"
        "Each says what goes there and in which unit, and refuses what cannot be: texts\n"
        "for amounts, more decimals than the table has. Codes may be picked from the\n"
        "year's list; one that is not in it is asked about and taken.\n"
        "\n"
        "Totals are formulas wherever the rules (juesuan mappings rules) say what they\n"
        "are the sum of, also between tables; a total of nothing is blank. Which rows\n"
        "will be a class and which its sections nobody knows before they are typed: of\n"
        "rows by code the total counts the uppermost of each class, and what stands in\n"
        "a row is typed, but for its sum across.\n"
        "\n"
        "Rows may be inserted between those for codes and list entries; copy the\n"
        "formulas of the row above. Each value has a name, income.total.total, for\n"
        "formulas and programs. The workbook says which template it is: detect and\n"
        "import need no -t; with --year it also says of which year it is. The filled\n"
        "workbook is an ordinary one for import and check; fill takes the blank, too.\n"
        "\n"
        "Examples\n"
        "  juesuan blank hubei-2022 --year 2022 -o blank.xlsx\n"
        "  juesuan blank hubei-2022 -o blank.xlsx --rows 100\n"),
    .options = OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_ROWS)
               | OPTION_BIT(OPTION_YEAR),
    .word = N_("a TEMPLATE"),
    .least = 1,
    .most = 1,
    .run = run,
};
