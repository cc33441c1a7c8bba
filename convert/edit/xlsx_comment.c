/*
 * xlsx_comment.c - the comments part (ECMA-376 part 1, 18.7) and the boxes
 * (part 4, 19.1 and 19.4: VML, which Excel still wants for notes).
 */
#include "edit/xlsx_comment.h"

#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "book/markup.h"

#define COMMENTS_TYPE                                                          \
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
#define VML_TYPE "application/vnd.openxmlformats-officedocument.vmlDrawing"
#define SHAPES 1024 /* ids of one drawing: number * 1024 and up */

struct noting {
    struct xlsx_edit *edit;
    struct arena *arena;
    struct text sheet; /* its part */
    int number;        /* of the sheet, from 1 */
    const struct xlsx_comment *comments;
    int n;
    bool *joined; /* [n] the cell had a note, and so a box */
};

/* ---- texts ---- */

static struct text
run(struct noting *t, struct text p, struct text text, const char *before)
{
    return text_printf(t->arena,
                       "<%.*sr><%.*st xml:space=\"preserve\">%s%.*s</%.*st>"
                       "</%.*sr>",
                       TEXT_ARG(p), TEXT_ARG(p), before,
                       TEXT_ARG(markup_escape_cell(t->arena, text)),
                       TEXT_ARG(p), TEXT_ARG(p));
}

/* The author's index; it is added where it is not among them. */
static int
author_index(struct noting *t, struct text bytes,
             struct markup_patches *patches, struct text p, const char *author)
{
    struct markup m = { bytes, 0 };
    struct markup_tag list, open, close;
    struct text name = markup_escape(t->arena, text_of(author));
    int n = 0;

    if (!markup_to(&m, "authors", &list))
        return 0;
    if (list.kind == MARKUP_EMPTY) {
        markup_fill(patches, &list,
                    text_printf(t->arena, "<%.*sauthor>%.*s</%.*sauthor>",
                                TEXT_ARG(p), TEXT_ARG(name), TEXT_ARG(p)));
        return 0;
    }
    while (markup_next(&m, &open) && open.kind != MARKUP_CLOSE) {
        if (!markup_skip(&m, &open, &close))
            break;
        if (open.kind == MARKUP_OPEN
            && text_equal(text_slice(bytes, open.end, close.top), name))
            return n;
        n++;
    }
    markup_patch(patches, open.top, open.top,
                 text_printf(t->arena, "<%.*sauthor>%.*s</%.*sauthor>",
                             TEXT_ARG(p), TEXT_ARG(name), TEXT_ARG(p)));
    return n;
}

static int
find_comment(const struct noting *t, int row, int col)
{
    for (int i = 0; i < t->n; i++) {
        if (t->comments[i].row == row && t->comments[i].col == col)
            return i;
    }
    return -1;
}

/* Adds to the notes that cells have already. */
static void
join_texts(struct noting *t, struct text bytes, struct markup_patches *patches,
           struct text p)
{
    struct markup m = { bytes, 0 };
    struct markup_tag note, open, close;

    while (markup_to(&m, "comment", &note)) {
        struct markup probe = m;
        int row, col, i;

        if (note.kind != MARKUP_OPEN
            || !cellref_parse(markup_find(&note, "ref"), &row, &col))
            continue;
        i = find_comment(t, row, col);
        if (i < 0 || !markup_to(&probe, "text", &open))
            continue;
        t->joined[i] = true;
        if (open.kind == MARKUP_EMPTY)
            markup_fill(patches, &open, run(t, p, t->comments[i].text, ""));
        else if (markup_skip(&probe, &open, &close))
            markup_patch(patches, close.top, close.top,
                         run(t, p, t->comments[i].text, "\n"));
    }
}

static struct text
comments_part(struct noting *t)
{
    struct text part = xlsx_edit_related(t->edit, t->sheet, "comments", NULL);

    if (part.n)
        return part;
    part = xlsx_edit_new_part(t->edit, "xl/comments", ".xml");
    xlsx_edit_put(t->edit, part,
                  text_printf(t->arena,
                              "<?xml version=\"1.0\" encoding=\"UTF-8\" "
                              "standalone=\"yes\"?>\n<comments xmlns=\"%s\">"
                              "<authors></authors><commentList></commentList>"
                              "</comments>",
                              xlsx_edit_main(t->edit)));
    xlsx_edit_relate(t->edit, t->sheet, "comments", part);
    xlsx_edit_type(t->edit, part, NULL, COMMENTS_TYPE);
    return part;
}

static void
add_texts(struct noting *t, const char *author)
{
    struct text part = comments_part(t);
    struct text bytes = xlsx_edit_bytes(t->edit, part);
    struct text p = markup_prefix(t->arena, bytes);
    struct markup_patches patches = { .arena = t->arena };
    struct bytes out = { .arena = t->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag list, close;
    int index = author_index(t, bytes, &patches, p, author);

    join_texts(t, bytes, &patches, p);
    for (int i = 0; i < t->n; i++) {
        char ref[CELLREF_MAX];

        if (t->joined[i])
            continue;
        cellref_show(t->comments[i].row, t->comments[i].col, ref);
        bytes_printf(&out, "<%.*scomment ref=\"%s\" authorId=\"%d\"><%.*stext>",
                     TEXT_ARG(p), ref, index, TEXT_ARG(p));
        bytes_add(&out, run(t, p, t->comments[i].text, ""));
        bytes_printf(&out, "</%.*stext></%.*scomment>", TEXT_ARG(p),
                     TEXT_ARG(p));
    }
    if (!markup_to(&m, "commentList", &list)) {
        xlsx_edit_wrong(t->edit, part, "has no list of comments");
        return;
    }
    if (list.kind == MARKUP_EMPTY)
        markup_fill(&patches, &list, bytes_text(&out));
    else if (markup_skip(&m, &list, &close))
        markup_patch(&patches, close.top, close.top, bytes_text(&out));
    xlsx_edit_put(t->edit, part, markup_apply(&patches, bytes));
}

/* ---- boxes ---- */

/* Where legacyDrawing goes: before the first element that must follow it. */
static size_t
drawing_place(struct text bytes)
{
    static const char *const behind[]
        = { "legacyDrawingHF", "drawingHF", "picture",
            "oleObjects",      "controls",  "webPublishItems",
            "tableParts",      "extLst",    "AlternateContent" };
    struct markup m = { bytes, 0 };
    struct markup_tag root, open, close;

    if (!markup_next(&m, &root))
        return bytes.n;
    while (markup_next(&m, &open)) {
        if (open.kind == MARKUP_CLOSE)
            return open.top;
        for (int i = 0; i < ARRAY_LEN(behind); i++) {
            if (markup_is(&open, behind[i]))
                return open.top;
        }
        if (!markup_skip(&m, &open, &close))
            break;
    }
    return bytes.n;
}

/* An empty drawing, and the sheet's word that it has it; 'named': of one that
   is missing. */
static struct text
new_drawing(struct noting *t, struct text named)
{
    struct text part
        = xlsx_edit_new_part(t->edit, "xl/drawings/vmlDrawing", ".vml");
    struct text bytes = xlsx_edit_bytes(t->edit, t->sheet);
    struct text p = markup_prefix(t->arena, bytes), id;
    struct markup_patches patches = { .arena = t->arena };
    size_t at = drawing_place(bytes);

    xlsx_edit_put(
        t->edit, part,
        text_printf(t->arena,
                    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
                    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                    "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" "
                    "data=\"%d\"/></o:shapelayout></xml>",
                    t->number));
    xlsx_edit_type(t->edit, part, "vml", VML_TYPE);
    id = xlsx_edit_relate(t->edit, t->sheet, "vmlDrawing", part);
    if (named.at)
        markup_patch_value(&patches, bytes, named, id);
    else
        markup_patch(&patches, at, at,
                     text_printf(t->arena,
                                 "<%.*slegacyDrawing xmlns:r=\"%s\" "
                                 "r:id=\"%.*s\"/>",
                                 TEXT_ARG(p), xlsx_edit_link(t->edit),
                                 TEXT_ARG(id)));
    xlsx_edit_put(t->edit, t->sheet, markup_apply(&patches, bytes));
    return part;
}

/* The drawing that the sheet's legacyDrawing names; others of that type are
   pictures in page headers. */
static struct text
find_drawing(struct noting *t)
{
    struct markup m = { xlsx_edit_bytes(t->edit, t->sheet), 0 };
    struct markup_tag tag;
    struct text part, id;

    if (!markup_to(&m, "legacyDrawing", &tag))
        return new_drawing(t, TEXT_NONE);
    id = markup_find(&tag, ":id");
    if (!id.at) {
        xlsx_edit_wrong(t->edit, t->sheet, "names no drawing of its notes");
        return TEXT_NONE;
    }
    part = xlsx_edit_by_id(t->edit, t->sheet, id);
    return part.n ? part : new_drawing(t, id);
}

/* One more than the largest "_x0000_s1025" there is. */
static int
next_shape(struct text bytes, int number)
{
    struct text mark = TEXT("_x0000_s");
    int most = number * SHAPES;

    for (long at = text_find(bytes, mark, 0); at >= 0;
         at = text_find(bytes, mark, (size_t)at + 1)) {
        size_t from = (size_t)at + mark.n;
        int id
            = markup_number(text_slice(bytes, from, text_digits(bytes, from)));

        most = id > most ? id : most;
    }
    return most + 1;
}

/* How many rows a box needs to show its text. */
static int
box_rows(struct text t)
{
    int rows = 2;
    size_t from = 0;

    for (size_t i = 0; i <= t.n; i++) {
        if (i < t.n && t.at[i] != '\n')
            continue;
        rows += 1 + text_width(text_slice(t, from, i)) / 44;
        from = i + 1;
    }
    return rows < 30 ? rows : 30;
}

static int
least(int a, int b)
{
    return a < b ? a : b;
}

static void
put_box(struct bytes *out, const struct xlsx_comment *c, int id)
{
    int top = c->row > 0 ? c->row - 1 : 0;

    bytes_printf(
        out,
        "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        "xmlns:x=\"urn:schemas-microsoft-com:office:excel\" "
        "id=\"_x0000_s%d\" type=\"#_x0000_t202\" "
        "style=\"position:absolute;margin-left:60pt;margin-top:2pt;"
        "width:280pt;height:%dpt;z-index:1;visibility:hidden\" "
        "fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
        "<v:fill color2=\"#ffffe1\"/><v:shadow color=\"black\" "
        "obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
        "<v:textbox style=\"mso-direction-alt:auto\"><div "
        "style=\"text-align:left\"></div></v:textbox>"
        "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>"
        "<x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 31, %d, 4</x:Anchor>"
        "<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
        "<x:Column>%d</x:Column></x:ClientData></v:shape>",
        id, box_rows(c->text) * 15, least(c->col + 1, LIMIT_COLS - 1), top,
        least(c->col + 5, LIMIT_COLS - 1),
        least(top + box_rows(c->text), LIMIT_ROWS - 1), c->row, c->col);
}

static void
add_boxes(struct noting *t)
{
    struct text part = find_drawing(t), bytes;
    struct bytes out = { .arena = t->arena };
    struct markup_patches patches = { .arena = t->arena };
    long end = -1;
    int id;

    if (t->edit->failed)
        return;
    bytes = xlsx_edit_bytes(t->edit, part);
    for (long at = text_find(bytes, TEXT("</xml>"), 0); at >= 0;
         at = text_find(bytes, TEXT("</xml>"), (size_t)at + 1))
        end = at;
    if (end < 0) {
        xlsx_edit_wrong(t->edit, part, "is no drawing of notes");
        return;
    }
    if (text_find(bytes, TEXT("id=\"_x0000_t202\""), 0) < 0)
        bytes_add(&out,
                  TEXT("<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:"
                       "vml\" xmlns:o=\"urn:schemas-microsoft-com:office:"
                       "office\" id=\"_x0000_t202\" coordsize=\"21600,"
                       "21600\" o:spt=\"202\" path=\"m,l,21600r21600,"
                       "l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path "
                       "gradientshapeok=\"t\" o:connecttype=\"rect\"/>"
                       "</v:shapetype>"));
    id = next_shape(bytes, t->number);
    for (int i = 0; i < t->n; i++) {
        if (!t->joined[i])
            put_box(&out, &t->comments[i], id++);
    }
    markup_patch(&patches, (size_t)end, (size_t)end, bytes_text(&out));
    xlsx_edit_put(t->edit, part, markup_apply(&patches, bytes));
}

/* ---- threads ([MS-XLSX] 2.6.205) ---- */

/* Somebody of that name; "" where there are no people at all. */
static struct text
person_id(struct noting *t, const char *author)
{
    struct text part
        = xlsx_edit_related(t->edit, t->edit->workbook, "person", NULL);
    struct text bytes, p, id = TEXT("{6A756573-7561-4E00-8000-000000000000}");
    struct text name = markup_escape(t->arena, text_of(author));
    struct markup_patches patches = { .arena = t->arena };
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag list, tag, close;

    if (!part.n)
        return TEXT_NONE;
    m.bytes = bytes = xlsx_edit_bytes(t->edit, part);
    if (!markup_next(&m, &list) || list.kind != MARKUP_OPEN)
        return TEXT_NONE;
    while (markup_to(&m, "person", &tag)) {
        if (text_equal(markup_find(&tag, "id"), id))
            return id;
    }
    p = markup_prefix(t->arena, bytes);
    m = (struct markup){ bytes, list.end };
    if (!markup_skip(&m, &list, &close))
        return TEXT_NONE;
    markup_patch(&patches, close.top, close.top,
                 text_printf(t->arena,
                             "<%.*sperson displayName=\"%.*s\" id=\"%.*s\" "
                             "userId=\"%.*s\" providerId=\"None\"/>",
                             TEXT_ARG(p), TEXT_ARG(name), TEXT_ARG(id),
                             TEXT_ARG(name)));
    xlsx_edit_put(t->edit, part, markup_apply(&patches, bytes));
    return id;
}

/* An answer to the first that was said at each cell. */
static void
answer_threads(struct noting *t, const char *author)
{
    struct text part
        = xlsx_edit_related(t->edit, t->sheet, "threadedComment", NULL);
    struct text bytes, p, person = TEXT_NONE;
    struct markup_patches patches = { .arena = t->arena };
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag tag, close;

    if (!part.n)
        return;
    m.bytes = bytes = xlsx_edit_bytes(t->edit, part);
    p = markup_prefix(t->arena, bytes);
    while (markup_to(&m, "threadedComment", &tag)) {
        struct text when = markup_find(&tag, "dT");
        int row, col, i;

        if (markup_find(&tag, "parentId").at
            || !cellref_parse(markup_find(&tag, "ref"), &row, &col)
            || (i = find_comment(t, row, col)) < 0
            || !markup_skip(&m, &tag, &close))
            continue;
        if (!person.n && !(person = person_id(t, author)).n)
            return;
        markup_patch(
            &patches, close.end, close.end,
            text_printf(t->arena,
                        "<%.*sthreadedComment ref=\"%.*s\"%s%.*s%s "
                        "personId=\"%.*s\" "
                        "id=\"{6A756573-7561-4E%02X-%04X-%012X}\" "
                        "parentId=\"%.*s\"><%.*stext>%.*s</%.*stext>"
                        "</%.*sthreadedComment>",
                        TEXT_ARG(p), TEXT_ARG(markup_find(&tag, "ref")),
                        when.n ? " dT=\"" : "", TEXT_ARG(when),
                        when.n ? "\"" : "", TEXT_ARG(person), t->number & 0xFF,
                        col & 0xFFFF, row, TEXT_ARG(markup_find(&tag, "id")),
                        TEXT_ARG(p),
                        TEXT_ARG(markup_escape(t->arena, t->comments[i].text)),
                        TEXT_ARG(p), TEXT_ARG(p)));
    }
    xlsx_edit_put(t->edit, part, markup_apply(&patches, bytes));
}

/* ---- taking out ---- */

/* The text of the element between the tags: all its t elements. */
static struct text
text_between(struct arena *arena, struct text bytes)
{
    struct bytes out = { .arena = arena };
    struct markup m = { bytes, 0 };
    struct markup_tag open, close;

    while (markup_to(&m, "t", &open)) {
        if (markup_skip(&m, &open, &close) && open.kind == MARKUP_OPEN)
            bytes_add(&out, markup_decode(
                                arena, text_slice(bytes, open.end, close.top)));
    }
    return bytes_text(&out);
}

/* The runs of a note that are the caller's; whether it is nothing else. */
static bool
remove_runs(struct noting *t, struct text bytes, const struct markup_tag *note,
            const struct markup_tag *end, bool (*is_own)(struct text),
            struct markup_patches *patches)
{
    struct text inside = text_slice(bytes, note->end, end->top);
    struct markup m = { inside, 0 };
    struct markup_tag open, close;
    int n_before = patches->n;

    if (is_own(text_between(t->arena, inside))) {
        markup_patch(patches, note->top, end->end, TEXT_NONE);
        return true;
    }
    while (markup_to(&m, "r", &open)) {
        if (!markup_skip(&m, &open, &close))
            break;
        if (is_own(text_between(t->arena,
                                text_slice(inside, open.top, close.end))))
            markup_patch(patches, note->end + open.top, note->end + close.end,
                         TEXT_NONE);
    }
    return patches->n > n_before;
}

static void
remove_boxes(struct noting *t, const struct xlsx_place *places, int n)
{
    struct markup m = { xlsx_edit_bytes(t->edit, t->sheet), 0 };
    struct markup_patches patches = { .arena = t->arena };
    struct markup_tag open, close, tag, end;
    struct text part, bytes;

    if (!markup_to(&m, "legacyDrawing", &tag))
        return;
    part = xlsx_edit_by_id(t->edit, t->sheet, markup_find(&tag, ":id"));
    if (!part.n)
        return;
    bytes = xlsx_edit_bytes(t->edit, part);
    m = (struct markup){ bytes, 0 };
    while (markup_to(&m, "shape", &open)) {
        struct markup inside;
        int at[2] = { -1, -1 };
        static const char *const names[] = { "Row", "Column" };

        if (!markup_skip(&m, &open, &close))
            break;
        for (int i = 0; i < 2; i++) {
            inside
                = (struct markup){ text_slice(bytes, open.end, close.top), 0 };
            if (markup_to(&inside, names[i], &tag)
                && markup_skip(&inside, &tag, &end))
                at[i] = markup_number(
                    text_trim(text_slice(inside.bytes, tag.end, end.top)));
        }
        for (int i = 0; i < n; i++) {
            if (places[i].row == at[0] && places[i].col == at[1])
                markup_patch(&patches, open.top, close.end, TEXT_NONE);
        }
    }
    xlsx_edit_put(t->edit, part, markup_apply(&patches, bytes));
}

static void
remove_answers(struct noting *t, bool (*is_own)(struct text))
{
    struct text part
        = xlsx_edit_related(t->edit, t->sheet, "threadedComment", NULL);
    struct markup_patches patches = { .arena = t->arena };
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag open, close;
    struct text bytes;

    if (!part.n)
        return;
    m.bytes = bytes = xlsx_edit_bytes(t->edit, part);
    while (markup_to(&m, "threadedComment", &open)) {
        struct markup inside = m;
        struct markup_tag text, end;

        if (!markup_skip(&m, &open, &close)
            || !markup_to(&inside, "text", &text) || text.top > close.top
            || !markup_skip(&inside, &text, &end))
            continue;
        if (markup_find(&open, "parentId").at
            && is_own(
                markup_decode(t->arena, text_slice(bytes, text.end, end.top))))
            markup_patch(&patches, open.top, close.end, TEXT_NONE);
    }
    xlsx_edit_put(t->edit, part, markup_apply(&patches, bytes));
}

struct xlsx_place *
xlsx_comment_remove(struct xlsx_edit *edit, int sheet,
                    bool (*is_own)(struct text), int *n)
{
    struct noting t = { .edit = edit,
                        .arena = edit->arena,
                        .sheet = xlsx_edit_sheet(edit, sheet),
                        .number = sheet + 1 };
    struct text part = xlsx_edit_related(edit, t.sheet, "comments", NULL);
    struct markup_patches patches = { .arena = t.arena };
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag note, end;
    struct xlsx_place *places = NULL, *gone = NULL;
    int capacity = 0, n_gone = 0, gone_capacity = 0;
    struct text bytes;

    *n = 0;
    if (!part.n)
        return NULL;
    m.bytes = bytes = xlsx_edit_bytes(edit, part);
    while (markup_to(&m, "comment", &note)) {
        int n_before = patches.n;
        struct xlsx_place place;

        if (!markup_skip(&m, &note, &end)
            || !cellref_parse(markup_find(&note, "ref"), &place.row, &place.col)
            || !remove_runs(&t, bytes, &note, &end, is_own, &patches))
            continue;
        ARENA_PUSH(t.arena, places, *n, capacity, place);
        if (patches.items[n_before].from == note.top)
            ARENA_PUSH(t.arena, gone, n_gone, gone_capacity, place);
    }
    if (*n == 0)
        return NULL;
    xlsx_edit_put(edit, part, markup_apply(&patches, bytes));
    remove_boxes(&t, gone, n_gone);
    remove_answers(&t, is_own);
    return places;
}

void
xlsx_comment_add(struct xlsx_edit *edit, int sheet, const char *author,
                 const struct xlsx_comment *comments, int n)
{
    struct noting t = { .edit = edit,
                        .arena = edit->arena,
                        .sheet = xlsx_edit_sheet(edit, sheet),
                        .number = edit->n_before + sheet + 1,
                        .comments = comments,
                        .n = n };
    int n_new = 0;

    if (n == 0)
        return;
    t.joined = ARENA_ARRAY(edit->arena, bool, n);
    add_texts(&t, author);
    for (int i = 0; i < n; i++)
        n_new += !t.joined[i];
    if (n_new && !edit->failed)
        add_boxes(&t);
    answer_threads(&t, author);
}
