/*
 * xlsx_comment.c - the comments part (ECMA-376 part 1, 18.7) and the boxes
 * (part 4, 19.1 and 19.4: VML, which Excel still wants for notes).
 */
#include "edit/xlsx_comment.h"

#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "edit/schema.h"
#include "edit/xlsx_related.h"

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
run(struct part *p, struct text text, const char *before)
{
    return part_xml(p, "<r><t xml:space=\"preserve\">%s%.*s</t></r>", before,
                    TEXT_ARG(markup_escape_cell(p->arena, text)));
}

/* The author's index; it is added where it is not among them. */
static int
author_index(struct part *p, const char *author)
{
    struct text name = markup_escape(p->arena, text_of(author));
    const struct part_element *list = part_find(p, NULL, "authors");
    const struct part_element *e = part_child(p, list, NULL);
    int n = 0;

    for (; e; e = part_sibling(p, e, NULL)) {
        if (!e->empty && text_equal(part_inside(p, e), name))
            return n;
        n++;
    }
    part_append(p, list, part_xml(p, "<author>%.*s</author>", TEXT_ARG(name)));
    return list ? n : 0;
}

static int
find_comment(const struct noting *t, int row, int col)
{
    const struct xlsx_comment *c = t->comments;
    int i;

    SORTED_FIND(i, 0, t->n,
                c[i].row < row || (c[i].row == row && c[i].col < col));
    return i < t->n && c[i].row == row && c[i].col == col ? i : -1;
}

/* Adds to the notes that cells have already. */
static void
join_texts(struct noting *t, struct part *p, const struct part_element *list)
{
    const struct part_element *e = part_child(p, list, "comment");

    for (; e; e = part_sibling(p, e, "comment")) {
        const struct part_element *text = part_find(p, e, "text");
        int row, col, i;

        if (!text || !cellref_parse(part_get(p, e, "ref"), &row, &col)
            || (i = find_comment(t, row, col)) < 0)
            continue;
        t->joined[i] = true;
        part_append(p, text,
                    run(p, t->comments[i].text, text->empty ? "" : "\n"));
    }
}

static struct text
comments_part(struct noting *t)
{
    struct text part = xlsx_related(t->edit, t->sheet, "comments");
    struct xlsx_related_part new
        = { .type = "comments", .content_type = COMMENTS_TYPE };

    if (part.n)
        return part;
    new.name = xlsx_related_name(t->edit, "xl/comments", ".xml");
    new.bytes = text_printf(t->arena,
                            "<?xml version=\"1.0\" encoding=\"UTF-8\" "
                            "standalone=\"yes\"?>\n<comments xmlns=\"%s\">"
                            "<authors></authors><commentList></commentList>"
                            "</comments>",
                            xlsx_edit_main(t->edit));
    xlsx_related_add(t->edit, t->sheet, &new);
    return new.name;
}

static void
add_texts(struct noting *t, const char *author)
{
    struct text name = comments_part(t);
    struct part *p = xlsx_edit_part(t->edit, name);
    const struct part_element *list = part_find(p, NULL, "commentList");
    struct bytes out = { .arena = t->arena };
    int index = author_index(p, author);

    if (!list) {
        xlsx_edit_wrong(t->edit, name, "has no list of comments");
        return;
    }
    join_texts(t, p, list);
    for (int i = 0; i < t->n; i++) {
        char ref[CELLREF_MAX];

        if (t->joined[i])
            continue;
        cellref_show(t->comments[i].row, t->comments[i].col, ref);
        bytes_add(&out,
                  part_xml(p,
                           "<comment ref=\"%s\" authorId=\"%d\"><text>%.*s"
                           "</text></comment>",
                           ref, index,
                           TEXT_ARG(run(p, t->comments[i].text, ""))));
    }
    part_append(p, list, bytes_text(&out));
    xlsx_edit_save(t->edit, name, p);
}

/* ---- boxes ---- */

/* An empty drawing, and the sheet's word that it has it; 'named': of one that
   is missing. */
static struct text
new_drawing(struct noting *t, const struct part_element *named)
{
    struct xlsx_related_part new = {
        .type = "vmlDrawing",
        .name = xlsx_related_name(t->edit, "xl/drawings/vmlDrawing", ".vml"),
        .bytes
        = text_printf(t->arena,
                      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
                      "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                      "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" "
                      "data=\"%d\"/></o:shapelayout></xml>",
                      t->number),
        .content_type = VML_TYPE,
        .extension = "vml"
    };
    struct part *sheet = xlsx_edit_part(t->edit, t->sheet);
    struct text id = xlsx_related_add(t->edit, t->sheet, &new);

    if (named)
        part_set(sheet, named, ":id", id);
    else
        part_insert(sheet, part_root(sheet), schema_worksheet, "legacyDrawing",
                    part_xml(sheet,
                             "<legacyDrawing xmlns:r=\"%s\" r:id=\"%.*s\"/>",
                             xlsx_edit_link(t->edit), TEXT_ARG(id)));
    xlsx_edit_save(t->edit, t->sheet, sheet);
    return new.name;
}

/* The drawing that the sheet's legacyDrawing names; others of that type are
   pictures in page headers. */
static struct text
find_drawing(struct noting *t)
{
    struct part *p = xlsx_edit_part(t->edit, t->sheet);
    const struct part_element *e = part_child(p, part_root(p), "legacyDrawing");
    struct text part, id = part_get(p, e, ":id");

    if (!e)
        return new_drawing(t, NULL);
    if (!id.at) {
        xlsx_edit_wrong(t->edit, t->sheet, "names no drawing of its notes");
        return TEXT_NONE;
    }
    part = xlsx_related_by_id(t->edit, t->sheet, id);
    return part.n ? part : new_drawing(t, e);
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

/* Boxes may hold HTML, whose elements are not all closed; so the drawing's end
   is looked for, not its root. */
static void
add_boxes(struct noting *t)
{
    struct text part = find_drawing(t), bytes;
    struct bytes out = { .arena = t->arena };
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
    bytes_add(&out, text_slice(bytes, 0, (size_t)end));
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
    bytes_add(&out, text_slice(bytes, (size_t)end, bytes.n));
    xlsx_edit_put(t->edit, part, bytes_text(&out));
}

/* ---- threads ([MS-XLSX] 2.6.205) ---- */

/* Somebody of that name; "" where there are no people at all. */
static struct text
person_id(struct noting *t, const char *author)
{
    struct text part = xlsx_related(t->edit, t->edit->workbook, "person");
    struct text id = TEXT("{6A756573-7561-4E00-8000-000000000000}");
    struct text name = markup_escape(t->arena, text_of(author));
    const struct part_element *list, *e;
    struct part *p;

    if (!part.n)
        return TEXT_NONE;
    p = xlsx_edit_part(t->edit, part);
    list = part_root(p);
    if (!list || list->empty)
        return TEXT_NONE;
    for (e = part_child(p, list, "person"); e;
         e = part_sibling(p, e, "person")) {
        if (text_equal(part_get(p, e, "id"), id))
            return id;
    }
    part_append(p, list,
                part_xml(p,
                         "<person displayName=\"%.*s\" id=\"%.*s\" "
                         "userId=\"%.*s\" providerId=\"None\"/>",
                         TEXT_ARG(name), TEXT_ARG(id), TEXT_ARG(name)));
    xlsx_edit_save(t->edit, part, p);
    return id;
}

/* Answer 'i' of the caller's to what a thread began with. */
static struct text
answer(const struct noting *t, struct part *p,
       const struct part_element *thread, struct text person, int i)
{
    struct text when = part_get(p, thread, "dT");

    return part_xml(
        p,
        "<threadedComment ref=\"%.*s\"%s%.*s%s "
        "personId=\"%.*s\" id=\"{6A756573-7561-4E%02X-%04X-%012X}\" "
        "parentId=\"%.*s\"><text>%.*s</text></threadedComment>",
        TEXT_ARG(part_get(p, thread, "ref")), when.n ? " dT=\"" : "",
        TEXT_ARG(when), when.n ? "\"" : "", TEXT_ARG(person), t->number & 0xFF,
        t->comments[i].col & 0xFFFF, t->comments[i].row,
        TEXT_ARG(part_get(p, thread, "id")),
        TEXT_ARG(markup_escape(t->arena, t->comments[i].text)));
}

/* An answer to the first that was said at each cell. */
static void
answer_threads(struct noting *t, const char *author)
{
    struct text part = xlsx_related(t->edit, t->sheet, "threadedComment");
    struct text person = TEXT_NONE;
    const struct part_element *e;
    struct part *p;

    if (!part.n)
        return;
    p = xlsx_edit_part(t->edit, part);
    for (e = part_child(p, part_root(p), "threadedComment"); e;
         e = part_sibling(p, e, "threadedComment")) {
        int row, col, i;

        if (part_get(p, e, "parentId").at
            || !cellref_parse(part_get(p, e, "ref"), &row, &col)
            || (i = find_comment(t, row, col)) < 0)
            continue;
        if (!person.n && !(person = person_id(t, author)).n)
            return;
        part_after(p, e, answer(t, p, e, person, i));
    }
    xlsx_edit_save(t->edit, part, p);
}

/* ---- taking out ---- */

/* The text of an element: all its t elements. */
static struct text
text_of_runs(struct part *p, const struct part_element *within)
{
    struct bytes out = { .arena = p->arena };

    for (int i = (int)(within - p->items) + 1; i < within->next; i++) {
        if (part_is(p, &p->items[i], "t"))
            bytes_add(&out, part_text(p, &p->items[i]));
    }
    return bytes_text(&out);
}

/* Takes out the runs of a note that are the caller's, *whole: the note, which
   holds nothing else; false where none is. */
static bool
remove_runs(struct part *p, const struct part_element *note,
            bool (*is_own)(struct text), bool *whole)
{
    const struct part_element *e = note + 1;
    bool some = false;

    *whole = is_own(text_of_runs(p, note));
    if (*whole) {
        part_remove(p, note);
        return true;
    }
    while (e < p->items + note->next) {
        bool is_run = part_is(p, e, "r");

        if (is_run && is_own(text_of_runs(p, e))) {
            part_remove(p, e);
            some = true;
        }
        e = is_run ? p->items + e->next : e + 1;
    }
    return some;
}

static int
number_in(struct part *p, const struct part_element *shape, const char *name)
{
    return markup_number(text_trim(part_inside(p, part_find(p, shape, name))));
}

static void
remove_boxes(struct noting *t, const struct xlsx_place *places, int n)
{
    struct part *p = xlsx_edit_part(t->edit, t->sheet);
    const struct part_element *e = part_child(p, part_root(p), "legacyDrawing");
    struct text part
        = xlsx_related_by_id(t->edit, t->sheet, part_get(p, e, ":id"));

    if (!e || !part.n)
        return;
    p = xlsx_edit_part(t->edit, part);
    for (e = part_find(p, NULL, "shape"); e; e = part_behind(p, e, "shape")) {
        int row = number_in(p, e, "Row"), col = number_in(p, e, "Column");

        for (int i = 0; i < n; i++) {
            if (places[i].row == row && places[i].col == col)
                part_remove(p, e);
        }
    }
    xlsx_edit_save(t->edit, part, p);
}

static void
remove_answers(struct noting *t, bool (*is_own)(struct text))
{
    struct text part = xlsx_related(t->edit, t->sheet, "threadedComment");
    const struct part_element *e;
    struct part *p;

    if (!part.n)
        return;
    p = xlsx_edit_part(t->edit, part);
    for (e = part_child(p, part_root(p), "threadedComment"); e;
         e = part_sibling(p, e, "threadedComment")) {
        const struct part_element *text = part_find(p, e, "text");

        if (text && part_get(p, e, "parentId").at && is_own(part_text(p, text)))
            part_remove(p, e);
    }
    xlsx_edit_save(t->edit, part, p);
}

struct xlsx_place *
xlsx_comment_remove(struct xlsx_edit *edit, int sheet,
                    bool (*is_own)(struct text), int *n)
{
    struct noting t = { .edit = edit,
                        .arena = edit->arena,
                        .sheet = xlsx_edit_sheet(edit, sheet),
                        .number = sheet + 1 };
    struct text part = xlsx_related(edit, t.sheet, "comments");
    struct xlsx_place *places = NULL, *gone = NULL;
    int capacity = 0, n_gone = 0, gone_capacity = 0;
    const struct part_element *e;
    struct part *p;

    *n = 0;
    if (!part.n)
        return NULL;
    p = xlsx_edit_part(edit, part);
    for (e = part_child(p, part_find(p, NULL, "commentList"), "comment"); e;
         e = part_sibling(p, e, "comment")) {
        struct xlsx_place place;
        bool whole;

        if (!cellref_parse(part_get(p, e, "ref"), &place.row, &place.col)
            || !remove_runs(p, e, is_own, &whole))
            continue;
        ARENA_PUSH(t.arena, places, *n, capacity, place);
        if (whole)
            ARENA_PUSH(t.arena, gone, n_gone, gone_capacity, place);
    }
    if (*n == 0)
        return NULL;
    xlsx_edit_save(edit, part, p);
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
