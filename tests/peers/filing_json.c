/*
 * filing_json.c - a made-up filing whose figures agree, as JSON.
 *
 *   filing_json MAPPINGS TEMPLATE SEED
 */
#include <stdio.h>
#include <stdlib.h>

#include "mapping/load.h"
#include "store/json.h"
#include "support/given_filing.h"

int
main(int argc, char **argv)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct template_rule *template = NULL;
    const struct mapping_set *set;
    struct model *model;

    if (argc != 4)
        return 2;
    set = load_folder(&arena, argv[1], &diags);
    if (set)
        template = mapping_find(set, text_of(argv[2]));
    if (!template)
        return 1;
    model = given_filing(&arena, template, strtoull(argv[3], NULL, 10));
    given_filing_items(&arena, model);
    json_write_model(stdout, model);
    return 0;
}
