// findings.js - the filing that is shown: its findings, beside its sheets.

import { at, fill, h } from "./dom.js";
import { baseOf } from "./filing.js";
import { actions } from "./made.js";
import { outcome } from "./list.js";
import { faultText } from "./parts.js";
import { givenForm, reasonInput, reasonTools } from "./said.js";
import { SheetView } from "./sheet.js";
import { LEVELS, state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./filing.js").Filing} Filing */
/** @typedef {import("./filing.js").Diag} Diag */

const FEW_TERMS = 8; /* of a finding, before the others are folded */

/** @type {SheetView} */
let view;

export async function drawFiling() {
    const f = state.open;
    at("filing").hidden = !f;
    if (!f)
        return;
    const folder = f.path.slice(0, f.path.lastIndexOf("/") + 1);
    fill(at("filing"),
        h("h2", null, f.name, " ", h("span.quiet", null, f.many && folder), h("span.quiet", null,
            f.many ? f.books.map(({ path }) => (path.startsWith(folder) ? baseOf(path) : path)).join("、")
                : [...new Set(f.facts.map((x) => x.department))].join(" "))),
        f.state === "done" ? h("div.actions", null, actions(f)) : h("p.quiet", { role: "status" }, outcome(f)),
        h("div.panes", null, h("section.findings", { "aria-label": t("findings") }, findings(f)),
            h("section.sheets", { "aria-label": t("sheet"), id: "sheets" })));
    view = new SheetView(at("sheets"), (diag) => goFinding(diag));
    if (f.state !== "done" || f.fault)
        return;
    const cells = await f.cells().catch(() => /** @type {import("./sheet.js").Cells[]} */ ([]));
    if (f === state.open)
        view.set(cells, marks(f), f.facts);
}

/** Of each sheet, which cell is in which finding first.
 * @param {Filing} f */
function marks(f) {
    /** @type {Map<string, Map<string, import("./sheet.js").Mark>>} */
    const marked = new Map();
    const mark = (/** @type {string} */ sheet, /** @type {string} */ cell, /** @type {string} */ level,
        /** @type {number} */ diag) => {
        if (!marked.has(sheet))
            marked.set(sheet, new Map());
        const before = marked.get(sheet).get(cell);
        if (!before || LEVELS.indexOf(level) < LEVELS.indexOf(before.level))
            marked.get(sheet).set(cell, { level, diag });
    };
    f.diags.forEach((diag, i) => {
        const level = diag.reason ? "hint" : diag.level;
        if (!f.owns(diag))
            return;
        if (diag.sheet && diag.cell)
            mark(f.sheetOf(diag.file, diag.sheet), diag.cell.split(":")[0], level, i);
        for (const term of diag.cells ?? [])
            if (term.cell && !term.file && diag.level !== "hint")
                mark(f.sheetOf(diag.file, term.sheet), term.cell, level, i);
    });
    return marked;
}

/** @param {Filing} f */
function findings(f) {
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    f.diags.forEach((diag, i) => {
        if (diag.level === "note" && !diag.sheet)
            return;
        const sheet = !f.owns(diag) ? `${diag.file} ${diag.sheet ?? ""}`
            : diag.sheet ? f.sheetOf(diag.file, diag.sheet) : "";
        groups.set(sheet, [...(groups.get(sheet) ?? []), i]);
    });
    const rank = (/** @type {number} */ i) => LEVELS.indexOf(f.diags[i].reason ? "hint" : f.diags[i].level);
    const worst = (/** @type {number[]} */ list) => Math.min(...list.map(rank));
    const titles = new Map(state.templates.flatMap((x) => x.tables.map(({ table, title }) => [table, title])));
    const notes = f.diags.filter((diag) => diag.level === "note" && !diag.sheet
        && !(f.many && f.owns(diag))); /* the heading says which files it is */
    return [
        f.fault && h("p.fault", null, faultText(f.path, f.fault)),
        notes.map((note) => h("p.quiet", null, !f.owns(note) && `${note.file}：`, note.text)),
        f.state === "done" && h("p", null, t("held", f.held, f.mismatched, f.unjudged), "；",
            t("values", f.facts.length)),
        f.lastNone > 0 && h("p.is-warning", null, t("lastNone", f.lastNone)),
        f.tables.length > 0 && h("details", null, h("summary", null, t("found")),
            h("table.found", null, f.tables.map(({ sheet, table }) => h("tr", null, h("td", null,
                h("button.link", { type: "button", onclick: () => view.go(sheet, "A1") }, sheet)),
            h("td", null, table === "-" ? h("span.quiet", null, t("sheetNone")) : titles.get(table) ?? table))))),
        f.state === "done" && !f.fault && !groups.size && h("p.good", null, t("none")),
        [...groups].sort(([, a], [, b]) => worst(a) - worst(b)).map(([sheet, list]) => h("section", null,
            h("h3", null, sheet || t("whole")),
            list.sort((a, b) => rank(a) - rank(b)).map((i) => finding(f, i)))),
        reasonTools(f), givenForm(f)];
}

/** @param {Filing} f @param {number} i */
function finding(f, i) {
    const diag = f.diags[i];
    const level = diag.reason ? "explained" : diag.level;
    return h(`article.finding.is-${level}`, { id: `finding-${i}`, tabindex: "-1" },
        h("p.what", null, h("span.level", null, t(level === "warning" ? "warning" : level)), " ",
            diag.cell && f.owns(diag) && [h("button.cell", { type: "button",
                onclick: () => goCell(i, f.sheetOf(diag.file, diag.sheet), diag.cell) }, diag.cell), " "], diag.text),
        diag.cells && terms(f, i, diag),
        diag.difference && h("p.difference", null, t("difference", diag.found, diag.want, diag.difference,
            diag.tolerance ?? "0", diag.unit ?? "")),
        !diag.cells && diag.detail && h("pre", null, diag.detail.join("\n")),
        diag.hint && h("p.advice", null, diag.hint),
        diag.rule && diag.level !== "hint" && reasonInput(f, diag));
}

/** Both sides of a sum, each cell a way to the sheet.
 * @param {Filing} f @param {number} i @param {Diag} diag */
function terms(f, i, diag) {
    const own = f.sheetOf(diag.file, diag.sheet ?? "");
    const row = (/** @type {import("./filing.js").Term} */ term, /** @type {number} */ k,
        /** @type {import("./filing.js").Term[]} */ all) => h("tr", null,
        h("td.sign", null, term.side && (k === 0 || !all[k - 1].side) ? t("equals") : ""),
        h("td", null, term.cell && !term.file ? h("button.cell", { type: "button", title: term.sheet,
            onclick: () => goCell(i, f.sheetOf(diag.file, term.sheet), term.cell) },
        [own, diag.sheet].includes(term.sheet) ? term.cell : `${term.sheet}!${term.cell}`)
            : [term.file, term.sheet, term.cell].filter(Boolean).join("!")),
        h("td", null, term.label), h("td.figure", null, `${term.value ?? ""} ${term.unit ?? ""}`));
    const isZero = (/** @type {import("./filing.js").Term} */ term) => term.side && /^-?[0.]*$/.test(term.value ?? "");
    const many = diag.cells.length > FEW_TERMS;
    const first = diag.cells.filter((term) => !many || !isZero(term)).slice(0, 40);
    const rest = diag.cells.filter((term) => !first.includes(term));
    return [h("table.terms", null, first.map(row)),
        rest.length > 0 && h("details", null, h("summary", null, t("zeros", rest.length)),
            h("table.terms", null, rest.slice(0, 500).map((term) => row(term, 0, [term]))))];
}

/** @param {number} i @param {string} sheet @param {string} cell */
function goCell(i, sheet, cell) {
    view.go(sheet, cell.split(":")[0]);
    at("back")?.remove();
    at("sheets").prepend(h("button", { type: "button", id: "back", onclick: () => goFinding(i) }, `← ${t("back")}`));
    at("sheets").onkeydown = (event) => {
        if (event.key === "Escape")
            goFinding(i);
    };
}

/** @param {number} i */
function goFinding(i) {
    const article = at(`finding-${i}`);
    document.querySelector(".finding.here")?.classList.remove("here");
    article?.classList.add("here");
    article?.scrollIntoView({ block: "center" });
    article?.focus({ preventScroll: true });
}

