// page.js - juesuan.html: workbooks dropped, checked, shown, and handed back.

import { at, fill, h, save } from "./dom.js";
import { Cancelled, Engine } from "./engine.js";
import { Filing, bytesOf, csvOf, knowLast, objects, rowsOf, word } from "./filing.js";
import { SheetView } from "./sheet.js";
import { language, speak, t } from "./words.js";
import { unzipped, zipped } from "./zip.js";

/** @typedef {import("./filing.js").Diag} Diag */
/** @typedef {import("./run.js").Result} Result */
/** @typedef {{template: string, name: string, tables: {table: string, title: string}[]}} Template */

const LEVELS = ["error", "doubt", "warning", "hint", "note"];
const WORKBOOK = /\.(xlsx|xlsm|xls|et|ods)$/i;
const WORDED = new Set(["file", "template", "state"]); /* columns that hold no numbers */
const FEW_TERMS = 8; /* of a finding, before the others are folded */

/** @type {import("./filing.js").Shared} */
const shared = { engine: /** @type {any} */ (null), last: [], mappings: { files: [], words: [] } };
/** @type {Filing[]} */
let filings = [];
/** @type {Filing | null} */
let open = null;
/** @type {Template[]} */
let templates = [];
/** @type {SheetView} */
let view;
let heldBack = false; /* the person cancelled */

// ---- choosing files

/** @param {boolean} many @param {string} accept @param {(files: File[]) => void} take @param {boolean} [folder] */
function choose(many, accept, take, folder) {
    document.querySelectorAll("input[type=file]").forEach((old) => old.remove());
    const input = /** @type {HTMLInputElement} */ (h("input", { type: "file", accept: accept || null,
        multiple: many, webkitdirectory: folder, hidden: true }));
    input.addEventListener("change", () => {
        take([...input.files]);
        input.remove();
    });
    document.body.append(input);
    input.click();
}

/** A file dropped, or all of a folder. @param {any} entry @returns {Promise<File[]>} */
async function within(entry) {
    if (entry.isFile)
        return [await new Promise((done, failed) => entry.file(done, failed))];
    const files = [], reader = entry.createReader();
    for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length)
            return files;
        for (const inner of some)
            files.push(...await within(inner));
    }
}

/** @param {DragEvent} event */
async function dropped(event) {
    const items = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!items.length)
        return [...event.dataTransfer.files];
    return (await Promise.all(items.map(within))).flat();
}

// ---- the list, and the work on it

/** @param {File[]} files */
function add(files) {
    const found = files.filter((file) => WORKBOOK.test(file.name) || files.length === 1);
    const made = found.filter((file) => !file.name.startsWith("~$"))
        .map((file) => new Filing(file, shared));
    filings.push(...made);
    if (!open && made.length)
        choice(made[0]);
    work();
}

let atWork = 0;
async function work() {
    heldBack = false;
    drawList();
    while (!heldBack && atWork < 4) {
        const next = filings.find((f) => f.state === "waiting");
        if (!next)
            break;
        atWork++;
        next.check().then(() => {
            atWork--;
            if (next === open)
                drawFiling();
            if (!heldBack)
                work();
            drawList();
        });
    }
    drawList();
}

function cancel() {
    heldBack = true;
    shared.engine.cancel();
    for (const filing of filings)
        if (filing.state === "waiting")
            filing.state = "cancelled";
    drawList();
}

/** @param {Filing[]} which */
function again(which) {
    for (const filing of which)
        filing.state = "waiting";
    work();
}

/** @param {Filing} filing */
function outcome(filing) {
    if (filing.state !== "done")
        return t(filing.state);
    if (filing.fault)
        return t("fault");
    if (filing.status === 0)
        return t(filing.count("warning") ? "status0Warned" : "status0");
    return t(filing.status === 1 ? "status1" : "status3");
}

let drawing = 0;
function drawList() {
    if (!drawing) /* once a frame, however many filings end in it */
        drawing = requestAnimationFrame(() => {
            drawing = 0;
            drawListNow();
        });
}

function drawListNow() {
    const ready = filings.filter((f) => f.state === "done").length;
    const busy = filings.some((f) => f.state === "waiting" || f.state === "running");
    const cancelled = filings.filter((f) => f.state === "cancelled");
    const focus = document.activeElement?.id;
    at("list").hidden = !filings.length;
    const bar = /** @type {HTMLProgressElement} */ (h("progress", { max: filings.length, value: ready }));
    fill(at("list"), 
        h("div.bar", null,
            h("span", { role: "status", id: "progress" }, t("progress", ready, filings.length)), busy && bar,
            busy && button("cancel", cancel),
            cancelled.length > 0 && !busy && button("again", () => again(cancelled)),
            !busy && filings.length > 1 && [h("span.quiet", null, t("all")),
                button("allAnnotated", () => saveAll("annotate", "checked.zip")),
                button("allReport", () => saveAll("report", "reports.zip")),
                button("allFacts", saveFacts)],
            h("span.space"), button("clear", () => {
                cancel();
                filings = [];
                choice(null);
                drawList();
            })),
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
    return h(`tr${f === open ? ".open" : ""}`, null,
        h("td", null, h("button.link", { type: "button", id: `filing-${f.id}`, "aria-current": String(f === open),
            onclick: () => choice(f) }, f.name)),
        h("td", null, [...new Set(known.map((table) => table.template))].join(" ")),
        h("td.count", null, ended ? new Set(known.map((table) => table.sheet)).size : ""),
        count("error", f.count("error")), count("warning", f.count("warning") + f.count("doubt")),
        count("hint", f.count("hint")),
        h(`td.state.status-${f.state === "done" ? f.status : "none"}`, null, outcome(f)));
}

/** @param {string} key @param {() => void} act @param {Record<string, any>} [more] */
function button(key, act, more) {
    return h("button", { type: "button", id: `do-${key}`, onclick: act, ...more }, t(key));
}

// ---- one filing

/** @param {Filing | null} filing */
async function choice(filing) {
    open = filing;
    drawList();
    drawFiling();
}

async function drawFiling() {
    const f = open;
    at("filing").hidden = !f;
    if (!f)
        return;
    fill(at("filing"), 
        h("h2", null, f.name, " ", h("span.quiet", null, [...new Set(f.facts.map((x) => x.department))].join(" "))),
        f.state === "done" ? h("div.actions", null, actions(f)) : h("p.quiet", { role: "status" }, outcome(f)),
        h("div.panes", null, h("section.findings", { "aria-label": t("findings") }, findings(f)),
            h("section.sheets", { "aria-label": t("sheet"), id: "sheets" })));
    view = new SheetView(at("sheets"), (diag) => goFinding(diag));
    if (f.state !== "done" || f.fault)
        return;
    const cells = await f.cells().catch(() => []);
    if (f === open)
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
            mark(diag.sheet, diag.cell.split(":")[0], level, i);
        for (const term of diag.cells ?? [])
            if (term.cell && !term.file && diag.level !== "hint")
                mark(term.sheet, term.cell, level, i);
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
        const sheet = f.owns(diag) ? diag.sheet ?? "" : `${diag.file} ${diag.sheet ?? ""}`;
        groups.set(sheet, [...(groups.get(sheet) ?? []), i]);
    });
    const rank = (/** @type {number} */ i) => LEVELS.indexOf(f.diags[i].reason ? "hint" : f.diags[i].level);
    const worst = (/** @type {number[]} */ list) => Math.min(...list.map(rank));
    const titles = new Map(templates.flatMap((x) => x.tables.map(({ table, title }) => [table, title])));
    const notes = f.diags.filter((diag) => diag.level === "note" && !diag.sheet);
    return [
        f.fault && h("p.fault", null, t("fault"), " ", h("span.quiet", null, f.fault)),
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
            diag.cell && f.owns(diag) && [h("button.cell", { type: "button", onclick: () => goCell(i, diag.sheet, diag.cell) },
                diag.cell), " "], diag.text),
        diag.cells && terms(i, diag),
        diag.difference && h("p.difference", null, t("difference", diag.found, diag.want, diag.difference,
            diag.tolerance ?? "0", diag.unit ?? "")),
        !diag.cells && diag.detail && h("pre", null, diag.detail.join("\n")),
        diag.hint && h("p.advice", null, diag.hint),
        diag.rule && diag.level !== "hint" && reasonInput(f, diag));
}

/** Both sides of a sum, each cell a way to the sheet.
 * @param {number} i @param {Diag} diag */
function terms(i, diag) {
    const row = (/** @type {import("./filing.js").Term} */ term, /** @type {number} */ k,
        /** @type {import("./filing.js").Term[]} */ all) => h("tr", null,
        h("td.sign", null, term.side && (k === 0 || !all[k - 1].side) ? t("equals") : ""),
        h("td", null, term.cell && !term.file ? h("button.cell", { type: "button", title: term.sheet,
            onclick: () => goCell(i, term.sheet, term.cell) },
        term.sheet === diag.sheet ? term.cell : `${term.sheet}!${term.cell}`)
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

// ---- reasons, and what no sheet says

/** @param {Filing} f @param {Diag} diag */
function reasonInput(f, diag) {
    const cell = `${diag.sheet ?? ""}!${diag.cell ?? ""}`;
    const row = f.reasonRows.find(([, rule, where]) => rule === diag.rule && where === cell);
    const key = Filing.reasonKey(diag.rule, row?.[2] ?? cell);
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
function reasonTools(f) {
    if (!f.diags.some((diag) => diag.rule && diag.level !== "hint") && !f.reasons.size)
        return null;
    return h("p.bar", null, button("reasonsUse", () => again([f])),
        button("reasonsSave", () => {
            const head = ["filing", "rule", "cell", "reason", "level", "finding"];
            save(`${f.stem}.reasons.csv`, csvOf([head, ...f.reasonRows.slice(1).map((row) =>
                [...row.slice(0, 3), f.reasons.get(Filing.reasonKey(row[1], row[2])) ?? row[3], ...row.slice(4)])]));
        }),
        button("reasonsLoad", () => choose(false, ".csv", async ([file]) => {
            const text = new TextDecoder().decode(await bytesOf(file));
            const head = rowsOf(text)[0] ?? [];
            if (!["filing", "rule", "cell", "reason"].every((name) => head.includes(name)))
                return tell(t("reasonsLoad"), t("notMade"));
            for (const filing of filings)
                filing.readReasons(text);
            again(filings.filter((filing) => filing.reasons.size));
        })));
}

/** @param {Filing} f */
function givenForm(f) {
    const field = (/** @type {string} */ key) => h("label", null, t(key), " ", h("input", { type: "text",
        name: key, size: key === "department" ? 24 : 8, value: f.given[key] ?? "",
        oninput: (/** @type {any} */ event) => { f.given[key] = event.target.value.trim(); } }));
    return h("form.given", { onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        again([f]);
    } }, h("h3", null, t("given")), field("year"), field("department"), field("region"), field("unit"),
    h("label", null, t("template"), " ", templateSelect((id) => { f.given.template = id; }, f.given.template, "detected")),
    h("button", { type: "submit", id: "do-apply" }, t("apply")));
}

/** @param {(id: string) => void} take @param {string} [chosen] @param {string} [none] */
function templateSelect(take, chosen, none) {
    const select = /** @type {HTMLSelectElement} */ (h("select", { onchange: () => take(select.value) },
        none && h("option", { value: "" }, t(none)),
        templates.map(({ template, name }) => h("option", { value: template }, name))));
    select.value = chosen ?? (none ? "" : templates[0]?.template ?? "");
    take(select.value);
    return select;
}

// ---- what is made

/** @param {string} title @param {...any} inside */
function tell(title, ...inside) {
    at("told").hidden = false;
    fill(at("told"), h("div.bar", null, h("strong", { role: "status" }, title), h("span.space"),
        h("button", { type: "button", "aria-label": "×", onclick: () => { at("told").hidden = true; } }, "×")), ...inside);
}

/** What the program said, worst first. @param {Diag[]} diags */
function said(diags) {
    const list = diags.filter((diag) => diag.level !== "note")
        .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    return h("ul.said", null, list.slice(0, 200).map((diag) => h(`li.is-${diag.level}`, null,
        h("span.level", null, t(diag.level)), " ",
        [diag.sheet, diag.cell].filter(Boolean).join("!"), " ", diag.text,
        diag.hint && h("span.advice", null, " ", diag.hint),
        diag.cells && h("span.quiet", null, " ", diag.cells.slice(0, 12)
            .map((term) => `${term.cell ?? ""} ${term.label ?? ""} ${term.value ?? ""}`).join("；"),
        diag.cells.length > 12 ? ` … ${t("zeros", diag.cells.length - 12)}` : ""))),
    list.length > 200 && h("li", null, `… ${list.length - 200}`));
}

/** Runs something and saves what it made, or says why it made nothing.
 * @param {() => Promise<{result: Result, name: string}>} make
 * @param {(result: Result, name: string) => Node[]} [agree]  what may be agreed to at status 4 */
async function hand(make, agree) {
    tell(t("working"));
    try {
        const { result, name } = await make();
        const made = [...result.files].filter(([path]) => !/^(new|last|given|model)\/|^\./.test(path));
        const diags = objects(result.err);
        if (result.status === 4 && agree)
            tell(t("lost"), said(diags), h("p.bar", null, agree(result, name)));
        else if (!made.length)
            tell(`${t("notMade")}${result.fault ? `：${t("fault")}` : ""}`, said(diags));
        else {
            const several = made.length > 1;
            const saved = several ? name.replace(/\.[^.]*$/, ".zip") : name;
            save(saved, several ? zipped(made) : made[0][1]);
            tell(t("saved", saved), diags.some((diag) => diag.level !== "note") ? said(diags) : "");
        }
    } catch (why) {
        if (!(why instanceof Cancelled))
            tell(t("notMade"), h("p", null, t("gone")));
    }
}

/** With what would be lost shown first.
 * @param {(agreed: string[]) => Promise<{result: Result, name: string}>} make */
function handLossy(make) {
    return hand(() => make([]), (_, name) => [
        button("lossy", () => hand(() => make(["--lossy"]))),
        button("keep", () => hand(() => make(["--kept", `${name.replace(/\.xlsx$/, "")}.kept.json`])))]);
}

/** @param {Filing} f */
function actions(f) {
    let target = "";
    return [h("span.quiet", null, t("downloads")),
        button("annotated", () => hand(() => f.annotate())), button("report", () => hand(() => f.report())),
        button("facts", () => hand(() => f.data("facts"))), button("json", () => hand(() => f.data("json"))),
        button("explain", () => hand(() => f.explain(/\.(xlsx|xlsm)$/i.test(f.name) ? ".xlsx" : ".html"))),
        button("print", () => print()),
        h("span.group", null, t("convert"), " ", templateSelect((id) => { target = id; }), " ",
            button("convertDo", () => handLossy((agreed) => f.migrate(target, agreed)))),
        button("fill", () => choose(false, ".xlsx,.xlsm", ([blank]) => handLossy((agreed) => f.fill(blank, agreed))))];
}

/** @param {"annotate" | "report"} what @param {string} name */
async function saveAll(what, name) {
    const files = [], taken = new Set();
    let left = 0;
    const ready = filings.filter((f) => f.state === "done" && f.status !== 3);
    for (const f of ready) {
        tell(`${t("working")} ${++left} / ${ready.length}`);
        const made = await f[what]().catch(() => null);
        const bytes = made?.result.files.get(made.name);
        if (bytes)
            files.push(/** @type {[string, Uint8Array]} */ ([free(made.name, taken), bytes]));
    }
    save(name, zipped(files));
    tell(t("saved", name));
}

/** A name that nobody has in this zip. @param {string} name @param {Set<string>} taken */
function free(name, taken) {
    let found = name;
    for (let n = 2; taken.has(found); n++)
        found = name.replace(/(\.[^.]*)$/, ` ${n}$1`);
    taken.add(found);
    return found;
}

async function saveFacts() {
    const parts = [];
    for (const f of filings.filter((x) => x.state === "done" && x.status !== 3)) {
        const { result, name } = await f.data("facts");
        const bytes = result.files.get(name);
        if (bytes) /* one head, the first one's */
            parts.push(parts.length ? bytes.subarray(bytes.indexOf(10) + 1) : bytes);
    }
    save("facts.csv", /** @type {any} */ (new Blob(parts)));
    tell(t("saved", "facts.csv"));
}

// ---- for authors, and blanks

/** Which folders -I names: a folder of mappings, or each that is one template.
 * @param {[string, Uint8Array][]} files */
function own(files) {
    const named = files.map(([path, bytes]) => /** @type {[string, Uint8Array]} */ ([`own/${path}`, bytes]));
    const roots = named.filter(([path]) => path.endsWith("/template.yaml"))
        .map(([path]) => path.slice(0, -"/template.yaml".length));
    const whole = named.find(([path]) => /\/vocabulary\//.test(path))?.[0].replace(/\/vocabulary\/.*/, "");
    return { files: named, words: (whole ? [whole] : roots).flatMap((root) => ["-I", root]) };
}

/** @param {File[]} files */
async function useMappings(files) {
    try {
        const read = files.length === 1 && /\.zip$/i.test(files[0].name)
            ? await unzipped(await bytesOf(files[0]))
            : await Promise.all(files.map(async (file) => /** @type {[string, Uint8Array]} */
                ([/** @type {any} */ (file).webkitRelativePath || file.name, await bytesOf(file)])));
        shared.mappings = own(read);
        await readTemplates();
    } catch (why) {
        shared.mappings = own([]);
        tell(t("notMade"), h("p", null, String(why)));
    }
    draw();
    again(filings);
}

async function readTemplates() {
    const result = await shared.engine.run(["mappings", "list", "--json", "--lang", language, "--diag", "json",
        ...shared.mappings.words], shared.mappings.files);
    templates = objects(new TextDecoder().decode(result.out));
    if (result.status !== 0)
        tell(t("said"), said(objects(result.err)));
}

/** @param {File} file */
async function draft(file) {
    const files = /** @type {[string, Uint8Array][]} */ ([[file.name, await bytesOf(file)], ...shared.mappings.files]);
    const words = ["--lang", language, "--diag", "json", ...shared.mappings.words];
    const name = file.name.replace(/\.[^.]*$/, "");
    const drafted = await shared.engine.run(["mappings", "draft", word(file.name), "-o", "draft", ...words], files);
    const explained = await shared.engine.run(["explain", word(file.name), "-o", "explained.html", ...words,
        ...(drafted.files.size ? ["-I", "draft"] : [])], [...files, ...drafted.files]);
    const made = [...drafted.files];
    tell(drafted.files.size ? t("said") : t("notMade"), said(objects(drafted.err)),
        h("pre", null, new TextDecoder().decode(drafted.out)),
        made.map(([path, bytes]) => h("details", null, h("summary", null, path),
            h("pre", null, new TextDecoder().decode(bytes)))),
        h("p.bar", null, made.length > 0 && h("button", { type: "button", id: "do-draftSave",
            onclick: () => save(`${name}.zip`, zipped(made)) }, `${t("downloads")} ${name}.zip`),
        explained.files.size > 0 && h("button", { type: "button", onclick: () => save(`${name}.explained.html`,
            explained.files.get("explained.html")) }, t("explain"))));
}

function drawAuthors() {
    let blank = "", year = "";
    const n = shared.mappings.files.length;
    fill(at("more"), 
        h("span.group", null, t("blank"), " ", templateSelect((id) => { blank = id; }), " ",
            h("label", null, t("year"), " ", h("input", { size: 5, inputmode: "numeric",
                oninput: (/** @type {any} */ event) => { year = event.target.value.trim(); } })), " ",
            button("blankDo", () => hand(async () => {
                const name = `${blank}${year && `-${year}`}.xlsx`;
                return { name, result: await shared.engine.run(["blank", blank, "-o", name, "--lang", language,
                    "--diag", "json", ...(year ? ["--year", year] : []), ...shared.mappings.words],
                shared.mappings.files) };
            }))),
        h("details", { open: n > 0 }, h("summary", null, t("authors")), h("p.bar", null,
            button("draft", () => choose(false, ".xlsx,.xlsm,.xls,.ods", ([file]) => draft(file))),
            button("mappings", () => choose(false, ".zip", useMappings)),
            button("mappingsFolder", () => choose(true, "", useMappings, true)),
            n > 0 && [h("strong", null, t("mappingsHave", n)),
                button("mappingsDrop", () => useMappings([]))])),
        h("p.quiet", null, t("licences")));
}

// ---- the page

function drawTop() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = t("title");
    fill(at("top"), h("h1", null, t("title")), h("span.quiet", null, t("sub")), h("span.space"),
        button("other", async () => {
            speak(language === "zh" ? "en" : "zh");
            await readTemplates();
            draw();
            again(filings.filter((f) => f.state === "done"));
        }));
    const { last } = shared;
    fill(at("drop"), h("span", null, t("drop")), " ",
        button("choose", () => choose(true, ".xlsx,.xlsm,.xls,.et,.ods", add)),
        button("folder", () => choose(true, "", add, true)),
        h("span.quiet", null, t("kinds")), h("span.space"),
        last.length > 0 && h("strong", null, last.length === 1 ? t("lastHave", last[0].file.name)
            : t("lastMany", last.length)),
        button("last", () => choose(true, ".xlsx,.xlsm,.xls,.et,.ods,.json", lastYear)),
        last.length > 0 && button("remove", () => lastYear([])));
}

/** @param {File[]} files */
async function lastYear(files) {
    shared.last = files.map((file) => ({ file }));
    drawTop();
    await knowLast(shared);
    again(filings);
}

function draw() {
    drawTop();
    drawList();
    drawFiling();
    drawAuthors();
}

/** The page allows eval() only where nothing less lets a module be compiled:
 *  Chromium before 97.  Elsewhere that is taken away before anything is read. */
function tighten() {
    const version = Number(/Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 97);
    const policy = document.querySelector("meta[http-equiv]").getAttribute("content");
    if (version >= 97)
        document.head.append(h("meta", { "http-equiv": "Content-Security-Policy",
            content: policy.replace("'unsafe-eval' ", "") }));
}

async function begin() {
    tighten();
    fill(at("drop"), t("loading"));
    try {
        shared.engine = await Engine.start(/** @type {any} */ (globalThis).WORKER);
    } catch (why) {
        fill(at("drop"), h("p.fault", null, t("old"), " ", String(why)));
        return;
    }
    await readTemplates();
    for (const name of ["dragover", "drop"])
        document.addEventListener(name, (event) => event.preventDefault());
    document.addEventListener("dragenter", () => at("drop").classList.add("over"));
    document.addEventListener("dragleave", (event) => {
        if (!event.relatedTarget)
            at("drop").classList.remove("over");
    });
    document.addEventListener("drop", async (event) => {
        at("drop").classList.remove("over");
        add(await dropped(event));
    });
    draw();
    document.body.dataset.ready = "yes";
}

begin();
