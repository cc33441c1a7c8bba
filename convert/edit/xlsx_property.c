/* xlsx_property.c - ECMA-376 part 1, 22.3. */
#include "edit/xlsx_property.h"

#include "edit/xlsx_related.h"

#define FORMAT_ID "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
#define VARIANTS                                                               \
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"

/* Replaces the property, or adds it with a number that none has. */
static void
put_property(struct part *p, struct text name, struct text value)
{
    const struct part_element *e = part_child(p, part_root(p), "property");
    const struct part_element *was = NULL;
    int most = 1, number;
    struct text xml;

    for (; e; e = part_sibling(p, e, "property")) {
        number = part_number(p, e, "pid");
        most = number > most ? number : most;
        if (text_equal(markup_decode(p->arena, part_get(p, e, "name")), name))
            was = e;
    }
    number = was ? part_number(p, was, "pid") : most + 1;
    xml = text_printf(
        p->arena,
        "<%.*sproperty fmtid=\"" FORMAT_ID
        "\" pid=\"%d\" name=\"%.*s\"><v:lpwstr xmlns:v=\"" VARIANTS
        "\">%.*s</v:lpwstr></%.*sproperty>",
        TEXT_ARG(p->prefix), number, TEXT_ARG(name),
        TEXT_ARG(markup_escape(p->arena, value)), TEXT_ARG(p->prefix));
    if (was)
        part_replace(p, was, xml);
    else
        part_append(p, part_root(p), xml);
}

void
xlsx_property_set(struct xlsx_edit *edit, const char *name, struct text value)
{
    struct text part = xlsx_related(edit, TEXT(""), "custom-properties");
    struct part *p;

    if (part.n == 0 || value.n == 0)
        return;
    p = xlsx_edit_part(edit, part);
    put_property(p, text_of(name), value);
    xlsx_edit_save(edit, part, p);
}
