/*
 * xlsx_flow.h - a sheet's part that goes by in a window, some rows at a time.
 *
 *     ... <row r="7">…</row><row r="8">…</row>|<row r="9">…
 *     what xml.h is shown                     | what it will be shown next
 *
 * A window ends behind a row, or what looks like the end of one: where that was
 * in a comment, or the part is odd in any other way, xml.h finds the part wrong
 * or a function here returns false.  Neither says anything of the part: who
 * gets it reads the part as a whole, which does.
 *
 * Memory   The window in the package's arena, again for the next part; texts
 *          hold until the next window is shown.
 * Errors   None are told.
 */
#ifndef BOOK_XLSX_FLOW_H
#define BOOK_XLSX_FLOW_H

#include "book/package.h"
#include "book/zip_flow.h"

struct xlsx_flow {
    struct zip_flow part;
    char *window; /* [size + 1] */
    size_t size, n;
    size_t shown; /* of the n bytes */
    char behind;  /* what the NUL behind these stands for */
};

/* As package_open(), up to the root element. */
bool xlsx_flow_open(struct xlsx_flow *flow, struct package *package,
                    const struct zip_entry *entry, struct xml *xml);
/* Is all that is shown read? */
static inline bool
xlsx_flow_is_read(const struct xlsx_flow *flow, const struct xml *xml)
{
    return xml->at == flow->window + flow->shown;
}
/* Shows the next rows. */
bool xlsx_flow_more(struct xlsx_flow *flow, struct xml *xml);
/* Once the root element has ended: was that all, and what it should be? */
static inline bool
xlsx_flow_is_whole(const struct xlsx_flow *flow)
{
    return flow->shown == flow->n && zip_flow_is_whole(&flow->part);
}
/* Does the text lie in the window? */
static inline bool
xlsx_flow_has(const struct xlsx_flow *flow, struct text t)
{
    return t.at >= flow->window && t.at <= flow->window + flow->size;
}

#endif
