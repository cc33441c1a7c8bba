// filing.js - one dropped workbook: what the program says of it and makes of it.

import { Cancelled } from "./engine.js";
import { language, t } from "./words.js";

/** @typedef {import("./engine.js").Result} Result */
/** @typedef {{side: number, file?: string, sheet: string, cell?: string, label: string, value: string | null, unit: string}} Term */
/** A complaint as the program's --diag json has it.
 * @typedef {{level: string, text: string, code?: string, file?: string, sheet?: string, cell?: string,
 *    rule?: string, by?: string, hint?: string, reason?: string, found?: string, want?: string,
 *    difference?: string, tolerance?: string, unit?: string, cells?: Term[], detail?: string[]}} Diag */
/** @typedef {{sheet: string, cell: string, item: string, measure: string, department: string}} Fact */
/** What every run shares: last year's files and the person's own mappings.
 * @typedef {{engine: import("./engine.js").Engine, last: Last[],
 *    mappings: {files: [string, Uint8Array][], words: string[]}}} Shared */
/** @typedef {{file: File, department?: string}} Last */

const utf8 = new TextDecoder();
const FEW = 12; /* files of last year that every run may read */

/** @param {string} text @returns {any[]}  an object a line; other lines are none */
export function objects(text) {
    return text.split("\n").filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line));
}

/** @param {Blob} file */
export async function bytesOf(file) {
    return new Uint8Array(await file.arrayBuffer());
}

/** A word that is no option and no standard input.
 * @param {string} name */
export const word = (name) => (name.startsWith("-") ? "./" : "") + name;

/** @param {string} text  CSV @returns {string[][]} */
export function rowsOf(text) {
    const rows = [[""]];
    let quoted = false;
    for (const [c] of text.replace(/^\ufeff/, "").matchAll(/""|[^]/gu)) {
        const row = rows[rows.length - 1];
        if (c === '""' && quoted)
            row[row.length - 1] += '"';
        else if (c === '"' || (c === '""' && !quoted))
            quoted = c === '"' ? !quoted : quoted;
        else if (c === "," && !quoted)
            row.push("");
        else if (c === "\n" && !quoted)
            rows.push([""]);
        else if (c !== "\r" || quoted)
            row[row.length - 1] += c;
    }
    return rows.filter((row) => row.length > 1);
}

/** @param {string[][]} rows */
export function csvOf(rows) {
    return "\ufeff" + rows.map((row) => row.map((cell) =>
        (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(",")).join("\n") + "\n";
}

let filings = 0;

export class Filing {
    /** @param {File} file @param {Shared} shared */
    constructor(file, shared) {
        this.id = ++filings;
        this.file = file;
        this.name = file.name;
        this.shared = shared;
        /** @type {"waiting" | "running" | "done" | "cancelled"} */
        this.state = "waiting";
        this.status = -1;
        this.fault = "";
        /** @type {Record<string, string>} */
        this.given = {};
        /** @type {Map<string, string>} */
        this.reasons = new Map(); /* by reasonKey */
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

    /** Whether a complaint is of this workbook, not of last year's.
     * @param {Diag} diag */
    owns(diag) {
        return !diag.file || diag.file === word(this.name);
    }

    /** @param {string} level */
    count(level) {
        return this.diags.filter((d) => d.level === level && !d.reason).length;
    }

    get stem() {
        return this.name.replace(/\.[^.]*$/, "");
    }

    /** @param {string[]} words  the command and what follows the workbook
     * @param {[string, Uint8Array][]} [more]  files beside it
     * @returns {Promise<Result>} */
    async run([command, ...words], more = []) {
        const { mappings, engine } = this.shared;
        const result = await engine.run(
            [command, word(this.name), ...words, "--lang", language, "--diag", "json", ...mappings.words,
                ...this.options(command)],
            [[this.name, await bytesOf(this.file)], ...mappings.files, ...more]);
        return result;
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
        try {
            this.forget();
            const facts = await this.run(["import", "-f", "jsonl"]);
            const tables = await this.run(["detect"]);
            this.facts = objects(utf8.decode(facts.out));
            this.tables = utf8.decode(tables.out).split("\n").map((line) => line.split("\t"))
                .filter((row) => row.length === 4)
                .map(([, sheet, template, table]) => ({ sheet, template, table }));
            const checked = await this.run(["check", ...this.reasonWords(),
                "--reasons-new", "new/reasons.csv", ...await this.lastWords()],
            [["new/.", new Uint8Array()], ...this.reasonFiles(), ...await this.lastFiles()]);
            this.take(checked);
        } catch (why) {
            this.state = why instanceof Cancelled ? "cancelled" : "done";
            this.status = 3;
            this.fault = why instanceof Cancelled ? "" : t("gone");
            return;
        }
        this.ms = performance.now() - begun;
        this.state = "done";
    }

    /** @param {Result} result  of check */
    take(result) {
        this.status = result.status;
        this.fault = result.fault;
        this.diags = objects(result.err);
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
            this.reasonRows = rowsOf(utf8.decode(rows));
    }

    /* ---- last year's */

    async lastFiles() {
        const { last } = this.shared;
        const department = this.facts[0]?.department;
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

    reasonWords() {
        return this.reasons.size ? ["--reasons", "given/reasons.csv"] : [];
    }

    /** @returns {[string, Uint8Array][]} */
    reasonFiles() {
        return this.reasons.size
            ? [["given/reasons.csv", new TextEncoder().encode(this.reasonsCsv())]] : [];
    }

    reasonsCsv() {
        return csvOf([["filing", "rule", "cell", "reason"],
            ...[...this.reasons].map(([key, reason]) =>
                [this.name, ...key.split("\t"), reason])]);
    }

    /** @param {string} text  as --reasons-new writes it */
    readReasons(text) {
        const [head, ...rows] = rowsOf(text);
        const column = (/** @type {string} */ name) => head?.indexOf(name) ?? -1;
        for (const row of rows) {
            const reason = row[column("reason")];
            if (reason && row[column("filing")] === this.name)
                this.reasons.set(Filing.reasonKey(row[column("rule")], row[column("cell")]), reason);
        }
    }

    /* ---- what is made of it: the run, and the name of the file that it made */

    async annotate() {
        const name = `${this.stem}.checked.xlsx`;
        const result = await this.run(["check", "--annotate", name, ...this.reasonWords(),
            ...await this.lastWords()], [...this.reasonFiles(), ...await this.lastFiles()]);
        return { result, name };
    }

    async report() {
        const name = `${this.stem}.html`;
        const result = await this.run(["check", "--report", name, ...this.reasonWords(),
            ...await this.lastWords()], [...this.reasonFiles(), ...await this.lastFiles()]);
        return { result, name };
    }

    /** @param {string} format  json, or facts for Excel */
    async data(format) {
        const name = this.stem + (format === "json" ? ".json" : ".facts.csv");
        const excel = format === "json" ? [] : ["--csv", "excel"];
        return { result: await this.run(["import", "-f", format, ...excel, "-o", name]), name };
    }

    /** @param {string} extension  .xlsx or .html */
    async explain(extension) {
        const name = `${this.stem}.explained${extension}`;
        return { result: await this.run(["explain", "-o", name]), name };
    }

    /** @param {string} template @param {string[]} agreed  --lossy, or --kept FILE */
    async migrate(template, agreed) {
        const name = `${this.stem}.${template}.xlsx`;
        return { result: await this.run(["migrate", "-t", template, "-o", name, ...agreed]), name };
    }

    /** @param {File} blank @param {string[]} agreed */
    async fill(blank, agreed) {
        const name = `${this.stem}.filled.xlsx`;
        const model = await this.run(["import", "-o", "model/model.json"], [["model/.", new Uint8Array()]]);
        const json = model.files.get("model/model.json");
        if (!json)
            return { result: model, name };
        const { mappings, engine } = this.shared;
        const path = `blank/${blank.name}`;
        const result = await engine.run(["fill", "model/model.json", path, "-o", name, ...agreed,
            "--lang", language, "--diag", "json", ...mappings.words],
        [["model/model.json", json], [path, await bytesOf(blank)], ...mappings.files]);
        return { result, name };
    }

    async cells() {
        const result = await this.run(["cells", "--json"]);
        return result.status === 3 ? [] : JSON.parse(utf8.decode(result.out)).sheets;
    }
}

/** What of last year's files says whose each is, for many.
 * @param {Shared} shared */
export async function knowLast(shared) {
    if (shared.last.length < 2)
        return;
    await Promise.all(shared.last.map(async (last) => {
        const facts = await new Filing(last.file, shared).run(["import", "-f", "jsonl"]);
        const line = utf8.decode(facts.out).split("\n", 1)[0];
        last.department = line ? JSON.parse(line).department : "";
    }));
}
