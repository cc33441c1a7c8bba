// together.js - which workbooks are one filing, tables one a file.
//
// The program decides, as it does for the same files on its command line
// (tool/together.h): those that lack tables of their set are read in one run,
// and what it says of them is taken.

import { objects } from "./csv.js";
import { Filing, baseOf, word } from "./filing.js";
import { language } from "./words.js";

/** @typedef {import("./filing.js").Book} Book */
/** @typedef {import("./filing.js").Diag} Diag */

/** Whether others may hold what it lacks. @param {Filing} f */
const lacks = (f) => f.state === "done" && f.status !== 3 && !f.fault
    && (f.many || f.twice !== null || f.diags.some(({ code }) => code === "table-missing"));

/** The other workbooks that a note names: "is one filing with b.xlsx, c.xlsx".
 * @param {string} text @param {Book[]} books */
function namedIn(text, books) {
    let rest = text.replace(/^(与 |is one filing with )/, "").replace(/ 合为一套决算$/, "");
    const found = [];
    for (;;) {
        const next = books.filter(({ path }) => rest === word(path) || rest.startsWith(`${word(path)}, `))
            .sort((a, b) => b.path.length - a.path.length)[0];
        if (!next)
            return found;
        found.push(next);
        rest = rest.slice(word(next.path).length + 2);
    }
}

export class Together {
    constructor() {
        this.asked = ""; /* of which workbooks, and how */
    }

    /** Those of the filings that may be parts of others, by what the person said of
     *  them; none where nothing has changed.
     * @param {Filing[]} filings @param {string} how  beside the language */
    parts(filings, how) {
        /** @type {Map<string, Filing[]>} */
        const alike = new Map();
        for (const f of filings.filter(lacks)) {
            const given = JSON.stringify(Object.entries(f.given).filter(([, value]) => value).sort());
            alike.set(given, [...alike.get(given) ?? [], f]);
        }
        const several = [...alike].filter(([, list]) => list.length > 1 || list[0].many || list[0].twice);
        const asked = JSON.stringify([language, how, several.map(([given, list]) =>
            [given, list.flatMap((f) => f.books.map(({ id }) => id)).sort()])]);
        if (asked === this.asked)
            return [];
        this.asked = asked;
        return several.map(([, list]) => list);
    }

    /** The filings that these are, in their order; those that stay what they were
     *  are the same.
     * @param {Filing[]} parts  as parts() has them @returns {Promise<Filing[]>} */
    async of(parts) {
        const { shared, given } = parts[0];
        const all = new Filing(parts.flatMap((f) => f.books), shared);
        all.given = given;
        const said = /** @type {Diag[]} */ (objects((await all.run(["import", "-f", "jsonl"])).err));
        const notes = said.filter(({ level, code, file }) => level === "note" && !code && file);
        const groups = notes.map((note) => [...all.books.filter(({ path }) => word(path) === note.file),
            ...namedIn(note.text, all.books)]).filter((group) => group.length > 1);
        const joined = new Set(groups.flat());
        for (const book of all.books)
            if (!joined.has(book))
                groups.push([book]);
        const twice = said.filter(({ code }) => code === "filing-twice");
        const rivals = all.books.filter(({ path }) => twice.some(({ file }) => file === word(path)));
        return groups.map((books) => {
            const was = parts.find((f) => f.books.length === books.length && f.books.every((b) => books.includes(b)));
            const filing = was ?? this.made(books, parts);
            const diags = twice.filter((diag) => filing.owns(diag));
            filing.tellTwice(diags.length ? { books: rivals, diags } : null);
            return filing;
        }).sort((a, b) => place(parts, a) - place(parts, b));
    }

    /** @param {Book[]} books @param {Filing[]} parts */
    made(books, parts) {
        const made = new Filing(books, parts[0].shared);
        made.given = { ...parts[0].given };
        for (const part of parts.filter((f) => f.books.some((b) => books.includes(b))))
            for (const [key, reason] of part.reasons) {
                const [rule, cell] = key.split("\t");
                made.reasons.set(Filing.reasonKey(rule, part.many === made.many ? cell
                    : made.many ? made.sheetOf(part.path, cell) : cell.replace(`[${baseOf(made.path)}]`, "")), reason);
            }
        return made;
    }
}

/** @param {Filing[]} parts @param {Filing} filing */
const place = (parts, filing) => parts.findIndex((f) => f.books.some((b) => filing.books.includes(b)));
