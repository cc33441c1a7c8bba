// made.js - what is made of a filing, or of all, and saved.

import { h, safe, save } from "./dom.js";
import { objects } from "./csv.js";
import { Cancelled } from "./engine.js";
import { choose, free } from "./files.js";
import { button, faultText, said, tell, templateSelect } from "./parts.js";
import { state } from "./state.js";
import { t } from "./words.js";
import { zipped } from "./zip.js";

/** @typedef {import("./filing.js").Filing} Filing */
/** @typedef {import("./filing.js").Made} Made */

/** Runs something and saves what it made, or says why it made nothing.
 * @param {() => Promise<Made>} make
 * @param {() => Node[]} [agree]  what may be agreed to at status 4 */
export async function hand(make, agree) {
    tell(t("working"));
    try {
        const { result, name, made } = await make();
        const diags = objects(result.err);
        if (result.status === 4 && agree)
            tell(t("lost"), said(diags), h("p.bar", null, agree()));
        else if (!made.length)
            tell(t("notMade"), result.fault ? h("p.fault", null, faultText(name, result.fault)) : "", said(diags));
        else {
            const several = made.length > 1 || name.endsWith(".zip");
            const saved = several ? name.replace(/\.[^.]*$/, ".zip") : name;
            save(saved, several ? zipped(sorted(made)) : made[0][1]);
            tell(t("saved", safe(saved)), diags.some((diag) => diag.level !== "note") ? said(diags) : "");
        }
    } catch (why) {
        if (!(why instanceof Cancelled))
            tell(t("notMade"), h("p.fault", null, faultText("", String(why))));
    }
}

/** As a zip has them, whatever run made which first.
 * @param {[string, Uint8Array][]} files */
const sorted = (files) => files.map(([path, bytes]) => /** @type {[string, Uint8Array]} */ ([safe(path), bytes]))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** With what would be lost shown first.
 * @param {(agreed: string[]) => Promise<Made>} make */
function handLossy(make) {
    return hand(() => make([]), () => [button("lossy", () => hand(() => make(["--lossy"]))),
        button("keep", () => hand(() => make(["--kept"])))]);
}

/** @param {Filing} f */
export function actions(f) {
    let target = "";
    return [h("span.quiet", null, t("downloads")),
        button("annotated", () => hand(() => f.annotate())), button("report", () => hand(() => f.report())),
        button("facts", () => hand(() => f.data("facts"))), button("json", () => hand(() => f.data("json"))),
        button("explain", () => hand(() => f.explain())),
        button("print", () => print()),
        h("span.group", null, t("convert"), " ", templateSelect((id) => { target = id; }), " ",
            button("convertDo", () => handLossy((agreed) => f.migrate(target, agreed)))),
        button("fill", () => choose(false, ".xlsx,.xlsm", ([{ file }]) => handLossy((agreed) => f.fill(file, agreed))))];
}

/** @param {"annotate" | "report"} what @param {string} name */
export async function saveAll(what, name) {
    const files = [], taken = new Set(), none = [];
    let left = 0;
    const ready = state.filings.filter((f) => f.state === "done" && f.status !== 3);
    for (const f of ready) {
        tell(`${t("working")} ${++left} / ${ready.length}`);
        const made = (await f[what]().catch(() => /** @type {Made} */ (null)))?.made ?? [];
        const folder = f.path.slice(0, f.path.lastIndexOf("/") + 1);
        for (const [path, bytes] of made)
            files.push(/** @type {[string, Uint8Array]} */ ([free(safe(path.includes("/") ? path : folder + path), taken), bytes]));
        if (!made.length)
            none.push(f.name);
    }
    save(name, zipped(files));
    tell(t("saved", name), none.length > 0 && h("p.is-warning", null, t("saveNone", none.length), none.join("、")));
}

export async function saveFacts() {
    const parts = [], none = [];
    for (const f of state.filings.filter((x) => x.state === "done" && x.status !== 3)) {
        const bytes = (await f.data("facts").catch(() => /** @type {Made} */ (null)))?.made[0]?.[1];
        if (!bytes)
            none.push(f.name);
        else /* one head, the first one's */
            parts.push(parts.length ? bytes.subarray(bytes.indexOf(10) + 1) : bytes);
    }
    save("facts.csv", new Blob(/** @type {any[]} */ (parts)));
    tell(t("saved", "facts.csv"), none.length > 0 && h("p.is-warning", null, t("saveNone", none.length), none.join("、")));
}

