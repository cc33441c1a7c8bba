// list.js - the filings, a row each, and how far the work is.

import { at, fill, h } from "./dom.js";
import { saveAll, saveFacts } from "./made.js";
import { button } from "./parts.js";
import { again, busy, cancel, clear, show } from "./queue.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./filing.js").Filing} Filing */

const WORDED = new Set(["file", "template", "state"]); /* columns that hold no numbers */

/** @param {Filing} filing */
export function outcome(filing) {
    if (filing.state !== "done")
        return t(filing.state);
    if (filing.fault)
        return t("faulty");
    if (filing.status === 0)
        return t(filing.count("warning") ? "status0Warned" : "status0");
    return t(filing.status === 1 ? "status1" : "status3");
}

let drawing = 0;
let pressed = false; /* a button that is pressed must be there when it is let go */
document.addEventListener("pointerdown", () => { pressed = true; });
for (const name of ["pointerup", "pointercancel"])
    document.addEventListener(name, () => setTimeout(() => {
        pressed = false;
        drawList();
    }));

export function drawList() {
    if (!drawing && !pressed) /* once a frame, however many filings end in it */
        drawing = requestAnimationFrame(() => {
            drawing = 0;
            if (!pressed)
                drawListNow();
        });
}

function drawListNow() {
    const { filings } = state;
    const ready = filings.filter((f) => f.state === "done").length;
    const works = busy();
    const cancelled = filings.filter((f) => f.state === "cancelled");
    const focus = document.activeElement?.id;
    at("list").hidden = !filings.length && !state.left;
    const bar = /** @type {HTMLProgressElement} */ (h("progress", { max: filings.length, value: ready }));
    fill(at("list"),
        h("div.bar", null,
            h("span", { role: "status", id: "progress" }, t("progress", ready, filings.length)), works && bar,
            works && button("cancel", cancel),
            cancelled.length > 0 && !works && button("again", () => again(cancelled)),
            !works && filings.length > 1 && [h("span.quiet", null, t("all")),
                button("allAnnotated", () => saveAll("annotate", "checked.zip")),
                button("allReport", () => saveAll("report", "reports.zip")),
                button("allFacts", saveFacts)],
            h("span.space"), button("clear", clear)),
        state.left > 0 && h("p.quiet", null, t("left", state.left)),
        h("div.rows", null, h("table.filings", null,
            h("thead", null, h("tr", null, ["file", "template", "tables", "errors", "warnings", "hints", "state"]
                .map((key) => h(`th${WORDED.has(key) ? "" : ".count"}`, { scope: "col" }, t(key))))),
            h("tbody", null, filings.map(listRow)))));
    if (focus)
        at(focus)?.focus({ preventScroll: true });
}

/** @param {Filing} f */
function listRow(f) {
    const known = f.tables.filter((table) => table.table !== "-");
    const ended = f.state === "done" && f.status !== 3;
    const count = (/** @type {string} */ level, /** @type {number} */ n) =>
        h(`td.count${n ? `.is-${level}` : ""}`, null, ended ? n : "");
    return h(`tr${f === state.open ? ".open" : ""}`, null,
        h("td", null, h("button.link", { type: "button", id: `filing-${f.id}`, "aria-current": String(f === state.open),
            title: f.many ? f.books.map(({ path }) => path).join("\n") : null,
            onclick: () => show(f) }, f.name)),
        h("td", null, [...new Set(known.map((table) => table.template))].join(" ")),
        h("td.count", null, ended ? new Set(known.map((table) => table.sheet)).size : ""),
        count("error", f.count("error")), count("warning", f.count("warning") + f.count("doubt")),
        count("hint", f.count("hint")),
        h(`td.state.status-${f.state === "done" ? f.status : "none"}`, null, outcome(f)));
}

