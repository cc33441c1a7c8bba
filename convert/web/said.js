// said.js - what the person says: reasons, and what no sheet does.

import { rowsOf } from "./csv.js";
import { h } from "./dom.js";
import { choose } from "./files.js";
import { Filing, bytesOf } from "./filing.js";
import { hand } from "./made.js";
import { button, tell, templateSelect } from "./parts.js";
import { again } from "./queue.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @typedef {import("./filing.js").Diag} Diag */

/** @param {Filing} f @param {Diag} diag */
export function reasonInput(f, diag) {
    const key = Filing.reasonKey(diag.rule, f.reasonPlace(diag));
    const input = /** @type {HTMLInputElement} */ (h("input.reason", { type: "text", placeholder: t("reasonHint"),
        value: f.reasons.get(key) ?? diag.reason ?? "", oninput: () => {
            if (input.value.trim())
                f.reasons.set(key, input.value.trim());
            else
                f.reasons.delete(key);
        } }));
    return h("label.why", null, t("reason"), input);
}

/** @param {Filing} f */
export function reasonTools(f) {
    if (!f.diags.some((diag) => diag.rule && diag.level !== "hint") && !f.reasons.size)
        return null;
    return h("p.bar", null, button("reasonsUse", () => again([f])),
        button("reasonsSave", () => hand(() => f.reasonTable())),
        button("reasonsLoad", () => choose(false, ".csv", async ([{ file }]) => {
            const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytesOf(file));
            const head = rowsOf(text)[0] ?? [];
            if (!["filing", "rule", "cell", "reason"].every((name) => head.includes(name)))
                return tell(t("reasonsNone", file.name));
            for (const filing of state.filings)
                filing.readReasons(text);
            again(state.filings.filter((filing) => filing.reasons.size));
        })));
}

/** @param {Filing} f */
export function givenForm(f) {
    const field = (/** @type {string} */ key) => h("label", null, t(key), " ", h("input", { type: "text",
        name: key, size: key === "department" ? 24 : 8, value: f.given[key] ?? "",
        oninput: (/** @type {any} */ event) => { f.given[key] = event.target.value.trim(); } }));
    return h("form.given", { onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        again([f]);
    } }, h("h3", null, t("given")), field("year"), field("department"), field("region"), field("unit"),
    h("label", null, t("template"), " ", templateSelect((id) => { f.given.template = id; }, f.given.template, "detected")),
    h("button", { type: "submit", id: "do-apply" }, t("apply")),
    state.filings.length > 1 && button("applyAll", () => {
        for (const filing of state.filings)
            filing.given = { ...filing.given, ...Object.fromEntries(Object.entries(f.given)
                .filter(([key]) => key !== "department" && key !== "template")) };
        again(state.filings);
    }));
}

