// files.js - files chosen or dropped, each with the path that the program gets.

import { h } from "./dom.js";

/** A file and its path, with the folders that it came in.
 * @typedef {{file: File, path: string}} Found */

/* As the program takes them of a folder (tool/inputs.h). */
const WORKBOOK = /\.(xls[xmb]?|xlt[xm]?|ett?|o[dt]s)$/i;
export const WORKBOOKS = ".xlsx,.xlsm,.xls,.et,.ods,.xltx,.xltm,.xlt,.ett,.ots";
/* Folders of what a run is given beside the workbooks, and of what it makes. */
const OURS = ["last", "new", "own", "given", "model", "blank", "out", "draft"];

/** @param {boolean} many @param {string} accept @param {(files: Found[]) => void} take @param {boolean} [folder] */
export function choose(many, accept, take, folder) {
    document.querySelectorAll("input[type=file]").forEach((old) => old.remove());
    const input = /** @type {HTMLInputElement} */ (h("input", { type: "file", accept: accept || null,
        multiple: many, webkitdirectory: folder, hidden: true }));
    input.addEventListener("change", () => {
        take([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
        input.remove();
    });
    document.body.append(input);
    input.click();
}

/** All files of a folder. @param {any} handle @param {string} path @returns {Promise<Found[]>} */
async function withinHandle(handle, path) {
    const files = [];
    for await (const inner of handle.values())
        files.push(...inner.kind === "file" ? [{ file: await inner.getFile(), path: `${path}/${inner.name}` }]
            : await withinHandle(inner, `${path}/${inner.name}`));
    return files;
}

/** The same the older way. @param {any} entry @returns {Promise<Found[]>} */
async function withinEntry(entry) {
    if (entry.isFile)
        return [{ file: await new Promise((done, failed) => entry.file(done, failed)),
            path: entry.fullPath.replace(/^\//, "") }];
    const files = [], reader = entry.createReader();
    for (;;) { /* some at a time */
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length)
            return files;
        for (const inner of some)
            files.push(...await withinEntry(inner));
    }
}

/** Files dropped, and all of folders.  Entries cannot be read by a page from a file
 *  in Chromium, which has handles; Firefox has entries alone.
 * @param {DragEvent} event @returns {Promise<Found[]>} */
export async function dropped(event) {
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === "file")
        .map((/** @type {any} */ item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry?.(),
            handle: item.webkitGetAsEntry?.()?.isDirectory ? item.getAsFileSystemHandle?.() : null }));
    return (await Promise.all(items.map(async ({ file, entry, handle }) => (!entry?.isDirectory
        ? [{ file, path: file.name }]
        : handle ? withinHandle(await handle, entry.name) : withinEntry(entry))))).flat();
}

/** Workbooks, in the order of their paths, and how many files are none; a file alone
 *  is taken whatever it is, so that it is told what it is not.
 * @param {Found[]} found */
export function workbooksOf(found) {
    const own = found.filter(({ file }) => !/^(~\$|\.)/.test(file.name))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    const books = own.length === 1 && !own[0].path.includes("/") ? own
        : own.filter(({ file }) => WORKBOOK.test(file.name));
    return { books, left: own.length - books.length };
}

/** A path that no other has: "a (2).xlsx".
 * @param {string} path @param {Set<string>} taken */
export function free(path, taken) {
    const [top, ...rest] = path.split("/");
    const first = [OURS.includes(top) ? `${top} (2)` : top, ...rest].join("/");
    let found = first;
    for (let n = 2; taken.has(found); n++)
        found = /\.[^./]*$/.test(first) ? first.replace(/(\.[^./]*)$/, ` (${n})$1`) : `${first} (${n})`;
    taken.add(found);
    return found;
}
