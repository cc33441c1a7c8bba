// filing.js - one filing: its workbooks, what the program says of it and makes of it.
//
// Mostly that is one workbook; tables one a file are several (together.js).

import { csvOf, objects, rowsOf } from "./csv.js";
import { Cancelled } from "./engine.js";
import { language, t } from "./words.js";

/** @typedef {import("./engine.js").Result} Result */
/** @typedef {{side: number, file?: string, sheet: string, cell?: string, label: string, value: string | null, unit: string}} Term */
/** A complaint as the program's --diag json has it.
 * @typedef {{level: string, text: string, code?: string, file?: string, line?: number, sheet?: string, cell?: string,
 *    rule?: string, by?: string, hint?: string, reason?: string, found?: string, want?: string,
 *    difference?: string, tolerance?: string, unit?: string, cells?: Term[], detail?: string[]}} Diag */
/** @typedef {{sheet: string, cell: string, item: string, measure: string, department: string}} Fact */
/** What every run shares: last year's files and the person's own mappings.
 * @typedef {{engine: import("./engine.js").Engine, last: Last[],
 *    mappings: {files: [string, Uint8Array][], words: string[]}}} Shared */
/** @typedef {{file: File, department?: string}} Last */
/** A workbook, and the path that the program gets of it.
 * @typedef {{id: number, file: File, path: string}} Book */
/** What a run made, under the names to save it by; agreed: what was left out.
 * @typedef {{result: Result, name: string, made: [string, Uint8Array][]}} Made */

const utf8 = new TextDecoder();
const FEW = 12; /* files of last year that every run may read */

/** @param {Blob} file */
export async function bytesOf(file) {
    return new Uint8Array(await file.arrayBuffer());
}

/** A word that is no option and no standard input.
 * @param {string} name */
export const word = (name) => (name.startsWith("-") ? "./" : "") + name;

/** @param {string} path */
export const baseOf = (path) => path.slice(path.lastIndexOf("/") + 1);

/** @param {string} path  without the last part's extension */
const stemOf = (path) => path.replace(/\.[^./]*$/, "");

/** @param {string} path  in a folder that was named, without that */
const belowOf = (path) => path.slice(path.indexOf("/") + 1);

let filings = 0;

export class Filing {
    /** @param {Book[]} books @param {Shared} shared */
    constructor(books, shared) {
        this.id = ++filings;
        this.books = [...books].sort((a, b) => (a.path < b.path ? -1 : 1));
        this.shared = shared;
        /** @type {"waiting" | "running" | "done" | "cancelled"} */
        this.state = "waiting";
        this.stale = false; /* what it runs with has changed meanwhile */
        this.status = -1;
        this.fault = "";
        /** @type {Record<string, string>} */
        this.given = {};
        /** @type {Map<string, string>} */
        this.reasons = new Map(); /* by reasonKey */
        /** Others of its department that hold a table of it, and what is said of that.
         * @type {{books: Book[], diags: Diag[]} | null} */
        this.twice = null;
        this.forget();
    }

    forget() {
        /** @type {{sheet: string, template: string, table: string}[]} */
        this.tables = [];
        /** @type {Diag[]} */
        this.diags = [];
        /** @type {Fact[]} */
        this.facts = [];
        /** @type {string[][]} */
        this.reasonRows = [];
        this.held = this.mismatched = this.unjudged = 0;
        this.ms = 0;
        this.lastNone = 0;
    }

    get many() {
        return this.books.length > 1;
    }

    get path() {
        return this.books[0].path;
    }

    get department() {
        return this.facts.find((fact) => fact.department)?.department ?? "";
    }

    /** As a person calls it. */
    get name() {
        return this.many ? `${this.department || this.path} (${t("books", this.books.length)})` : this.path;
    }

    /** What is made of it is named by that. */
    get stem() {
        return stemOf(baseOf(this.path));
    }

    /** As tables of reasons call it. */
    get below() {
        return this.many ? belowOf(this.path) : baseOf(this.path);
    }

    /** Whether a complaint is of this filing, not of last year's.
     * @param {Diag} diag */
    owns(diag) {
        return !diag.file || this.books.some(({ path }) => diag.file === word(path));
    }

    /** A sheet's name in the filing: of several workbooks with its file, as
     *  base/sheetref.h has it.
     * @param {string | undefined} file @param {string} sheet */
    sheetOf(file, sheet) {
        if (!this.many || sheet.startsWith("["))
            return sheet;
        const of = file ?? this.path;
        const folder = (/** @type {string} */ path) => path.slice(0, path.lastIndexOf("/") + 1);
        const shown = folder(of) === folder(this.path) ? baseOf(of)
            : (of.includes("/") ? "" : "./") + of;
        return `[${shown}]${sheet}`;
    }

    /** @param {string} level */
    count(level) {
        return this.diags.filter((d) => d.level === level && !d.reason).length;
    }

    /** The words that name workbooks: of several, the folders that they are in.
     * @param {Book[]} books */
    static wordsOf(books) {
        return books.length === 1 ? [word(books[0].path)]
            : [...new Set(books.map(({ path }) => path.split("/")[0]))].sort().map(word);
    }

    /** @param {string[]} words  the command and what follows the workbook
     * @param {[string, Uint8Array][]} [more]  files beside it
     * @param {Book[]} [books]
     * @returns {Promise<Result>} */
    async run([command, ...words], more = [], books = this.books) {
        const { mappings, engine } = this.shared;
        const files = await Promise.all(books.map(async ({ file, path }) =>
            /** @type {[string, Uint8Array]} */ ([path, await bytesOf(file)])));
        return engine.run([command, ...Filing.wordsOf(books), ...words, "--lang", language, "--diag", "json",
            ...mappings.words, ...this.options(command)], [...files, ...mappings.files, ...more]);
    }

    /** What the person said of it, for the commands that ask.
     * @param {string} command */
    options(command) {
        const takes = { cells: [], detect: ["year", "department", "unit", "region"] }[command]
            ?? ["year", "department", "unit", "region", "template"];
        const from = command === "migrate" ? "--from" : "-t";
        return Object.entries(this.given).filter(([key, value]) => value && takes.includes(key))
            .flatMap(([key, value]) => [key === "template" ? from : `--${key}`, value]);
    }

    /** Everything the page shows of it but the sheets. */
    async check() {
        const begun = performance.now();
        this.state = "running";
        this.fault = "";
        try {
            this.forget();
            const facts = await this.run(["import", "-f", "jsonl"]);
            const tables = await this.run(["detect"]);
            this.facts = objects(utf8.decode(facts.out));
            this.tables = utf8.decode(tables.out).split("\n").map((line) => line.split("\t"))
                .filter((row) => row.length === 4)
                .map(([file, sheet, template, table]) => ({ sheet: this.sheetOf(file, sheet), template, table }));
            this.take(await this.run(["check", ...this.reasonWords(),
                "--reasons-new", "new/reasons.csv", ...await this.lastWords()], await this.beside()));
        } catch (why) {
            this.state = why instanceof Cancelled ? "cancelled" : "done";
            this.status = 3;
            this.fault = why instanceof Cancelled ? "" : String(why);
            return;
        }
        this.ms = performance.now() - begun;
        this.state = "done";
    }

    /** @param {Result} result  of check */
    take(result) {
        this.status = result.status;
        this.fault = result.fault;
        this.diags = objects(result.err).filter((diag) => diag.file || diag.level !== "note");
        this.tellTwice(this.twice);
        for (const rule of objects(utf8.decode(result.out))) {
            if (!rule.rule)
                continue;
            this.held += rule.held + rule.proved + rule.rounding;
            this.mismatched += rule.mismatched;
            for (const n of Object.values(rule.unjudged))
                this.unjudged += /** @type {number} */ (n);
        }
        const rows = result.files.get("new/reasons.csv");
        if (rows)
            this.reasonRows = rowsOf(new TextDecoder("utf-8", { ignoreBOM: true }).decode(rows));
    }

    /** @param {Filing["twice"]} twice */
    tellTwice(twice) {
        this.diags = [...twice?.diags ?? [], ...this.diags.filter((diag) => !this.twice?.diags.includes(diag))];
        this.twice = twice;
        if (twice && this.status === 0)
            this.status = 1;
    }

    /* ---- last year's */

    async lastFiles() {
        const { last } = this.shared;
        const { department } = this;
        let chosen = last.length > 1 && department
            ? last.filter((l) => l.department === department) : last;
        if (!chosen.length && last.length <= FEW)
            chosen = last;
        this.lastNone = chosen.length ? 0 : last.length;
        return Promise.all(chosen.map(async ({ file }) =>
            /** @type {[string, Uint8Array]} */ ([`last/${file.name}`, await bytesOf(file)])));
    }

    async lastWords() {
        const files = await this.lastFiles();
        return files.length ? ["--last", files.length === 1 ? files[0][0] : "last"] : [];
    }

    /* ---- reasons */

    /** @param {string} rule @param {string} cell  with its sheet */
    static reasonKey(rule, cell) {
        return `${rule}\t${cell}`;
    }

    /** As a table of reasons has the place. @param {Diag} diag */
    reasonPlace(diag) {
        const cell = `${this.sheetOf(diag.file, diag.sheet ?? "")}!${diag.cell ?? ""}`;
        return this.reasonRows.find(([, rule, where]) => rule === diag.rule && where === cell)?.[2] ?? cell;
    }

    reasonWords() {
        return this.reasons.size ? ["--reasons", "given/reasons.csv"] : [];
    }

    /** What a check is given beside the workbooks.
     * @returns {Promise<[string, Uint8Array][]>} */
    async beside() {
        return [["new/.", new Uint8Array()], ...await this.lastFiles(),
            .../** @type {[string, Uint8Array][]} */ (this.reasons.size
                ? [["given/reasons.csv", new TextEncoder().encode(this.reasonsCsv())]] : [])];
    }

    reasonsCsv() {
        return csvOf([["filing", "rule", "cell", "reason"],
            ...[...this.reasons].map(([key, reason]) => [this.below, ...key.split("\t"), reason])]);
    }

    /** @param {string} text  as --reasons-new writes it */
    readReasons(text) {
        const [head, ...rows] = rowsOf(text);
        const column = (/** @type {string} */ name) => head?.indexOf(name) ?? -1;
        for (const row of rows) {
            const reason = row[column("reason")];
            if (reason && [this.below, belowOf(this.path), this.path].includes(row[column("filing")]))
                this.reasons.set(Filing.reasonKey(row[column("rule")], row[column("cell")]), reason);
        }
    }

    /* ---- what is made of it: the run, and what it made by the names to save it by */

    /** A check that writes something; with the workbooks that it is not read with,
     *  where those are of its department.
     * @param {string} option @param {string} out  of one workbook; of several a folder
     * @returns {Promise<Result>} */
    async checkedInto(option, out) {
        const books = this.twice?.books ?? this.books;
        return this.run(["check", option, books.length > 1 ? "out" : out, ...this.reasonWords(),
            ...await this.lastWords()], await this.beside(), books);
    }

    /** Of several workbooks each is made in a folder. @param {Result} result @param {string} path
     * @param {string} name @returns {[string, Uint8Array][]} */
    static taken(result, path, name) {
        const bytes = result.files.get(path);
        return bytes ? [[name, bytes]] : [];
    }

    /** @returns {Promise<Made>} */
    async annotate() {
        const kind = (/** @type {string} */ path) => /\.xlsm$/i.exec(path)?.[0] ?? ".xlsx";
        const alone = `${this.stem}.checked${kind(this.path)}`;
        const result = await this.checkedInto("--annotate", alone);
        const made = this.books.flatMap(({ path }) => [
            ...Filing.taken(result, `out/${belowOf(path)}`, `${stemOf(path)}.checked${kind(path)}`),
            ...Filing.taken(result, alone, `${stemOf(path)}.checked${kind(path)}`)]);
        return { result, name: this.many ? `${this.stem}.checked.zip` : alone, made };
    }

    /** @returns {Promise<Made>} */
    async report() {
        const name = `${this.stem}.html`;
        const result = await this.checkedInto("--report", name);
        return { result, name, made: [...Filing.taken(result, name, name),
            ...Filing.taken(result, `out/filings/${belowOf(this.path)}.html`, name)] };
    }

    /** The findings, for people to say why those that are right stay.
     * @returns {Promise<Made>} */
    async reasonTable() {
        const name = `${this.stem}.reasons.csv`;
        const result = await this.run(["check", ...this.reasonWords(), "--reasons-new", name,
            ...await this.lastWords()], await this.beside());
        return { result, name, made: Filing.taken(result, name, name) };
    }

    /** @param {string} format  json, or facts for Excel @returns {Promise<Made>} */
    async data(format) {
        const name = this.stem + (format === "json" ? ".json" : ".facts.csv");
        const excel = format === "json" ? [] : ["--csv", "excel"];
        const into = this.many && format === "json" ? "out" : name;
        const result = await this.run(["import", "-f", format, ...excel, "-o", into]);
        return { result, name, made: [...result.files].map(([, bytes]) => [name, bytes]) };
    }

    /** @returns {Promise<Made>} */
    async explain() {
        const kind = (/** @type {string} */ path) => (/\.xls[xm]$/i.test(path) ? ".xlsx" : ".html");
        const each = await Promise.all(this.books.map((book) => this.run(["explain", "-o",
            `explained${kind(book.path)}`], [], [book])));
        const made = this.books.flatMap(({ path }, i) => Filing.taken(each[i], `explained${kind(path)}`,
            `${this.many ? stemOf(path) : this.stem}.explained${kind(path)}`));
        return { result: each.find(({ status }) => status !== 0) ?? each[0], made,
            name: this.many ? `${this.stem}.explained.zip` : `${this.stem}.explained${kind(this.path)}` };
    }

    /** @param {string} template @param {string[]} agreed  --lossy, or --kept @returns {Promise<Made>} */
    async migrate(template, agreed) {
        const name = `${this.stem}.${template}`;
        const kept = (/** @type {string} */ path) => agreed.map((w) => (w === "--kept" ? [w, path] : w)).flat();
        const result = await this.run(["migrate", "-t", template, "-o",
            ...(this.many ? ["out", ...kept("kept")] : [`${name}.xlsx`, ...kept(`${name}.kept.json`)])]);
        return { result, name: `${name}.xlsx`, made: [...result.files].map(([path, bytes]) =>
            [name + (path.endsWith(".json") ? ".kept.json" : ".xlsx"), bytes]) };
    }

    /** @param {File} blank @param {string[]} agreed @returns {Promise<Made>} */
    async fill(blank, agreed) {
        const name = `${this.stem}.filled${/\.xlsm$/i.test(blank.name) ? ".xlsm" : ".xlsx"}`;
        const kept = agreed.map((w) => (w === "--kept" ? [w, `${this.stem}.filled.kept.json`] : w)).flat();
        const model = await this.run(["import", "-f", "json", "-o", this.many ? "model" : "model/model.json"],
            [["model/.", new Uint8Array()]]);
        const json = [...model.files.values()][0];
        if (!json)
            return { result: model, name, made: [] };
        const { mappings, engine } = this.shared;
        const path = `blank/${blank.name}`;
        const result = await engine.run(["fill", "model/model.json", path, "-o", name, ...kept,
            "--lang", language, "--diag", "json", ...mappings.words],
        [["model/model.json", json], [path, await bytesOf(blank)], ...mappings.files]);
        return { result, name, made: [...result.files] };
    }

    /** @returns {Promise<import("./sheet.js").Cells[]>} */
    async cells() {
        const each = await Promise.all(this.books.map((book) => this.run(["cells", "--json"], [], [book])));
        return each.flatMap((result, i) => (result.status === 3 ? [] : JSON.parse(utf8.decode(result.out)).sheets
            .map((/** @type {import("./sheet.js").Cells} */ sheet) =>
                ({ ...sheet, name: this.sheetOf(this.books[i].path, sheet.name) }))));
    }
}

/** What of last year's files says whose each is, for many.
 * @param {Shared} shared */
export async function knowLast(shared) {
    if (shared.last.length < 2)
        return;
    await Promise.all(shared.last.map(async (last) => {
        const facts = await new Filing([{ id: 0, file: last.file, path: last.file.name }], shared)
            .run(["import", "-f", "jsonl"]);
        const line = utf8.decode(facts.out).split("\n", 1)[0];
        last.department = line ? JSON.parse(line).department : "";
    }));
}
