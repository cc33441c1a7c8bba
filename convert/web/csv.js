// csv.js - tables and objects as lines of text, in and out.

/** @param {string} text @returns {any[]}  an object a line; other lines are none */
export function objects(text) {
    return text.split("\n").filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line));
}

/** @param {string} text  CSV @returns {string[][]} */
export function rowsOf(text) {
    const rows = [[""]];
    let quoted = false;
    const put = (/** @type {string} */ c) => {
        const row = rows[rows.length - 1];
        row[row.length - 1] += c;
    };
    for (let i = text.startsWith("\ufeff") ? 1 : 0; i < text.length; i++) {
        const c = text[i];
        if (quoted && c === '"' && text[i + 1] === '"')
            put(text[i++]);
        else if (c === '"')
            quoted = !quoted;
        else if (quoted)
            put(c);
        else if (c === ",")
            rows[rows.length - 1].push("");
        else if (c === "\n")
            rows.push([""]);
        else if (c !== "\r")
            put(c);
    }
    const guarded = (/** @type {string} */ cell) =>
        text.startsWith("\ufeff") && cell.startsWith("'") && RUN.test(cell.slice(1));
    return rows.filter((row) => row.length > 1)
        .map((row) => row.map((cell) => (guarded(cell) ? cell.slice(1) : cell)));
}

/* What a spreadsheet would run has a ' before it in a table that begins with a
   byte order mark, as base/csv_guard.h has it. */
const RUN = /^[ "',;]*[\t\r\n=+\-@|\uff1d\uff0b\uff0d\uff20]/;

/** @param {string[][]} rows */
export function csvOf(rows) {
    return "\ufeff" + rows.map((row) => row.map((cell) => (RUN.test(cell) ? `'${cell}` : cell))
        .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(","))
        .join("\n") + "\n";
}
