// parts.js - what several parts of the page have: buttons, a choice of templates,
// what the program said.

import { at, fill, h } from "./dom.js";
import { LEVELS, state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./filing.js").Diag} Diag */

/** @param {string} key @param {() => void} act @param {Record<string, any>} [more] */
export function button(key, act, more) {
    return h("button", { type: "button", id: `do-${key}`, onclick: act, ...more }, t(key));
}

/** @param {(id: string) => void} take @param {string} [chosen] @param {string} [none] */
export function templateSelect(take, chosen, none) {
    const select = /** @type {HTMLSelectElement} */ (h("select", { onchange: () => take(select.value) },
        none && h("option", { value: "" }, t(none)),
        state.templates.map(({ template, name }) => h("option", { value: template }, name))));
    select.value = chosen ?? (none ? "" : state.templates[0]?.template ?? "");
    take(select.value);
    return select;
}

/** What to do where the program ended without saying why.
 * @param {string} file @param {string} why */
export const faultText = (file, why) => t(/^Not(Readable|Found)Error/.test(why) ? "gone"
    : /memory|alloc|RangeError|stack/i.test(why) ? "faultMemory" : "fault", file, why);

/** @param {string} title @param {...any} inside */
export function tell(title, ...inside) {
    at("told").hidden = false;
    fill(at("told"), h("div.bar", null, h("strong", { role: "status" }, title), h("span.space"),
        h("button", { type: "button", "aria-label": "×", onclick: () => { at("told").hidden = true; } }, "×")), ...inside);
}

/** What the program said, worst first. @param {Diag[]} diags */
export function said(diags) {
    const list = diags.filter((diag) => diag.level !== "note")
        .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    return h("ul.said", null, list.slice(0, 200).map((diag) => h(`li.is-${diag.level}`, null,
        h("span.level", null, t(diag.level)), " ",
        [diag.line && `${diag.file}:${diag.line}`, diag.sheet, diag.cell].filter(Boolean).join("!"), " ", diag.text,
        diag.hint && h("span.advice", null, " ", diag.hint),
        diag.cells && h("span.quiet", null, " ", diag.cells.slice(0, 12)
            .map((term) => `${term.cell ?? ""} ${term.label ?? ""} ${term.value ?? ""}`).join("；"),
        diag.cells.length > 12 ? ` … ${t("zeros", diag.cells.length - 12)}` : ""))),
    list.length > 200 && h("li", null, `… ${list.length - 200}`));
}

