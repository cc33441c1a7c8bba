// sheet.js - a workbook's sheets as tables: marked cells, frozen headings, and
// of long and wide sheets a part at a time.

import { fill, h } from "./dom.js";
import { t } from "./words.js";

const ROWS = 400, COLUMNS = 100; /* shown at a time */
const FROZEN_ROWS = 9, FROZEN_COLUMNS = 3; /* at most */

/** @typedef {{name: string, state: string, merged: string[], cells: [string, string, string, string?][]}} Cells */
/** @typedef {{level: string, diag: number}} Mark  of a cell; diag: the first finding */

/** @param {string} cell  "C9" @returns {[number, number]}  row and column, from 0 */
export function place(cell) {
    const [, letters, digits] = /^([A-Z]+)(\d+)/.exec(cell) ?? ["", "A", "1"];
    let column = 0;
    for (const letter of letters)
        column = column * 26 + letter.charCodeAt(0) - 64;
    return [Number(digits) - 1, column - 1];
}

/** @param {number} column */
export function letters(column) {
    let name = "";
    for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
        name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
    return name;
}

/** As the sheet shows it, but no digit is hidden.
 * @param {[string, string, string, string?]} cell */
export function shown([, type, value, format = ""]) {
    if (type === "d") {
        const day = new Date(Date.UTC(1899, 11, 30) + Number(value) * 864e5);
        return Number.isNaN(+day) ? value : day.toISOString().slice(0, 10);
    }
    if (type !== "n" || !/^-?\d+(\.\d*)?$/.test(value))
        return value;
    if (format.includes("%"))
        return `${parseFloat((Number(value) * 100).toPrecision(15))}%`;
    let [whole, part = ""] = value.split(".");
    part = part.padEnd(/0\.(0+)/.exec(format)?.[1].length ?? 0, "0");
    if (format.includes("#,##0"))
        whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return part ? `${whole}.${part}` : whole;
}

/** @param {string} text  width in halves of a Chinese character */
const width = (text) => [...text].reduce((n, c) => n + (c > "\u2e7f" ? 2 : 1), 0);

export class SheetView {
    /** @param {HTMLElement} host @param {(diag: number) => void} chosen  a marked cell was */
    constructor(host, chosen) {
        this.host = host;
        this.chosen = chosen;
        this.frozen = true;
        this.top = this.left = 0;
        this.sheet = "";
        /** @type {Map<string, HTMLElement>} */
        this.shownCells = new Map();
        this.set([], new Map(), []);
    }

    /** @param {Cells[]} sheets @param {Map<string, Map<string, Mark>>} marks  by sheet and cell
     * @param {{sheet: string, cell: string}[]} facts */
    set(sheets, marks, facts) {
        this.sheets = sheets.filter((s) => s.state === "visible" || s.cells.length);
        this.marks = marks;
        /** @type {Map<string, Set<string>>} */
        this.facts = new Map();
        for (const { sheet, cell } of facts) {
            if (!this.facts.has(sheet))
                this.facts.set(sheet, new Set());
            this.facts.get(sheet).add(cell);
        }
        const marked = this.sheets.find((s) => marks.has(s.name)) ?? this.sheets[0];
        this.open(marked?.name ?? "");
    }

    /** @param {string} name */
    open(name) {
        this.sheet = name;
        this.top = this.left = 0;
        this.measure();
        this.draw();
    }

    /** What of the sheet is where. */
    measure() {
        const sheet = this.sheets.find((s) => s.name === this.sheet);
        const marks = this.marks.get(this.sheet) ?? new Map();
        const facts = [...(this.facts.get(this.sheet) ?? [])].map(place);
        /** @type {Map<number, Map<number, [string, string, string, string?]>>} */
        this.grid = new Map();
        this.rows = this.columns = 0;
        for (const cell of [...(sheet?.cells ?? []), ...[...marks.keys()].map((a1) =>
            /** @type {[string, string, string]} */ ([a1, "s", ""]))]) {
            const [row, column] = place(cell[0]);
            if (!this.grid.has(row))
                this.grid.set(row, new Map());
            if (!this.grid.get(row).has(column))
                this.grid.get(row).set(column, cell);
            this.rows = Math.max(this.rows, row + 1);
            this.columns = Math.max(this.columns, column + 1);
        }
        this.merged = (sheet?.merged ?? []).map((range) => {
            const [from, to] = range.split(":");
            const [top, left] = place(from), [bottom, right] = place(to ?? from);
            return { top, left, end: bottom + 1, right: right + 1 };
        });
        this.headRows = Math.min(FROZEN_ROWS, facts.length ? Math.min(...facts.map(([row]) => row)) : 0);
        this.headColumns = Math.min(FROZEN_COLUMNS,
            facts.length ? Math.min(...facts.map(([, column]) => column)) : 0);
        this.widths = this.columnWidths();
    }

    columnWidths() {
        const widths = Array(this.columns).fill(6);
        const wide = new Set(this.merged.filter((m) => m.right - m.left > 1)
            .map((m) => `${m.top} ${m.left}`));
        let rows = 0;
        for (const [row, cells] of this.grid) {
            if (rows++ > 1000)
                break;
            for (const [column, cell] of cells)
                if (!wide.has(`${row} ${column}`))
                    widths[column] = Math.min(30, Math.max(widths[column], width(shown(cell))));
        }
        return widths.map((n) => n * 7.5 + 16);
    }

    draw() {
        this.shownCells.clear();
        const tabs = h("div.tabs", { role: "tablist" }, this.sheets.map((s) => {
            const marks = this.marks.get(s.name);
            const worst = marks && ["error", "doubt", "warning", "hint"]
                .find((level) => [...marks.values()].some((m) => m.level === level));
            return h(`button.tab${worst ? `.has-${worst}` : ""}`, { role: "tab", type: "button",
                "aria-selected": String(s.name === this.sheet), onclick: () => this.open(s.name) }, s.name);
        }));
        if (!this.sheets.length) {
            fill(this.host, h("p.quiet", null, t("noCells")));
            return;
        }
        fill(this.host, tabs, this.tools(), h("div.scroll", { tabindex: "0" }, this.table()));
    }

    tools() {
        const turn = (/** @type {string} */ key, /** @type {number} */ from, /** @type {number} */ step,
            /** @type {number} */ n, /** @type {(to: number) => void} */ go) => n > step && h("span", null,
            t(key, key === "columns" ? letters(from) : from + 1,
                key === "columns" ? letters(Math.min(from + step, n) - 1) : Math.min(from + step, n), n), " ",
            h("button", { type: "button", disabled: from === 0,
                onclick: () => go(Math.max(0, from - step)) }, t("before")), " ",
            h("button", { type: "button", disabled: from + step >= n,
                onclick: () => go(from + step) }, t("after")));
        const freeze = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", onchange: () => {
            this.frozen = freeze.checked;
            this.draw();
        } }));
        freeze.checked = this.frozen;
        return h("div.tools", null, h("label", null, freeze, " ", t("freeze")),
            turn("rows", this.top, ROWS, this.rows, (to) => { this.top = to; this.draw(); }),
            turn("columns", this.left, COLUMNS, this.columns, (to) => { this.left = to; this.draw(); }));
    }

    table() {
        const headRows = this.frozen ? this.headRows : 0;
        const headColumns = this.frozen ? this.headColumns : 0;
        const span = (/** @type {number} */ from, /** @type {number} */ n, /** @type {number} */ first) =>
            Array.from({ length: Math.max(0, n) }, (_, i) => from + i).filter((i) => i >= first);
        const columns = [...span(0, headColumns, 0),
            ...span(this.left, Math.min(COLUMNS, this.columns - this.left), headColumns)];
        const body = span(this.top, Math.min(ROWS, this.rows - this.top), headRows);
        const offsets = [44];
        for (const column of columns)
            offsets.push(offsets[offsets.length - 1] + this.widths[column]);
        const line = (/** @type {number[]} */ rows) => rows.map((row) => h("tr", null,
            h("th.number", { scope: "row" }, row + 1), this.line(row, rows, columns, headColumns, offsets)));
        const group = h("colgroup", null, [44, ...columns.map((c) => this.widths[c])].map((px) => {
            const col = h("col");
            col.style.width = `${px}px`;
            return col;
        }));
        const table = h("table.sheet", null, group,
            h("thead", null, h("tr.letters", null, h("th.number"), columns.map((column, i) =>
                this.stick(h("th", { scope: "col" }, letters(column)), i < headColumns, offsets[i]))),
            line(span(0, headRows, 0))), h("tbody", null, line(body)));
        table.style.width = `${offsets[offsets.length - 1]}px`;
        return table;
    }

    /** @param {HTMLElement} cell @param {boolean} sticks @param {number} left */
    stick(cell, sticks, left) {
        if (sticks) {
            cell.classList.add("stuck");
            cell.style.left = `${left}px`;
        }
        return cell;
    }

    /** The cells of a row; what is merged is cut where the part ends.
     * @param {number} row @param {number[]} rows @param {number[]} columns
     * @param {number} headColumns @param {number[]} offsets */
    line(row, rows, columns, headColumns, offsets) {
        const cells = [];
        const merges = this.merged.filter((m) => m.top <= row && row < m.end);
        for (let i = 0; i < columns.length; i++) {
            const column = columns[i];
            const merge = merges.find((m) => m.left <= column && column < m.right);
            const n = merge ? columns.slice(i).filter((c) => c < merge.right).length : 1;
            if (merge && row !== rows.find((r) => r >= merge.top)) {
                i += n - 1;
                continue;
            }
            const down = merge ? rows.filter((r) => r >= row && r < merge.end).length : 1;
            const made = merge ? this.cell(merge.top, merge.left) : this.cell(row, column);
            if (n > 1)
                made.setAttribute("colspan", String(n));
            if (down > 1)
                made.setAttribute("rowspan", String(down));
            cells.push(this.stick(made, i + n <= headColumns, offsets[i]));
            i += n - 1;
        }
        return cells;
    }

    /** @param {number} row @param {number} column */
    cell(row, column) {
        const a1 = letters(column) + (row + 1);
        const cell = this.grid.get(row)?.get(column);
        const mark = this.marks.get(this.sheet)?.get(a1);
        const text = cell ? shown(cell) : "";
        const made = h("td", { tabindex: mark ? "0" : "-1", title: cell && text !== cell[2] ? cell[2] : null });
        made.textContent = text;
        if (cell?.[1] === "n")
            made.classList.add("figure");
        if (this.facts.get(this.sheet)?.has(a1))
            made.classList.add("fact");
        if (mark) {
            made.classList.add("marked", `is-${mark.level}`);
            made.addEventListener("click", () => this.chosen(mark.diag));
            made.addEventListener("keydown", (event) => {
                if (event.key === "Enter")
                    this.chosen(mark.diag);
            });
        }
        this.shownCells.set(a1, made);
        return made;
    }

    /** Turns to a cell and puts the focus there.
     * @param {string} sheet @param {string} a1 */
    go(sheet, a1) {
        const [row, column] = place(a1);
        if (sheet !== this.sheet)
            this.open(sheet);
        if (!this.shownCells.has(a1)) {
            this.top = Math.floor(row / ROWS) * ROWS;
            this.left = Math.floor(column / COLUMNS) * COLUMNS;
            this.draw();
        }
        const merge = this.merged.find((m) => m.top <= row && row < m.end
            && m.left <= column && column < m.right);
        const cell = this.shownCells.get(merge ? letters(merge.left) + (merge.top + 1) : a1);
        this.host.querySelector(".here")?.classList.remove("here");
        cell?.classList.add("here");
        cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
        cell?.focus({ preventScroll: true });
    }
}
