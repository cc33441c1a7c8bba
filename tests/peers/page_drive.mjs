// page_drive.mjs - for the scripts of page.sh: the page in a real Chromium, driven
// as a person does, and what is counted of it.
//
//   node page_….mjs PAGE PROGRAM BROWSER MODULES WORK
//
// A line "ok WHAT" or "bad WHAT: WHY" a thing that must hold, "note …" what was
// measured; what was saved is in WORK/saved.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

export const [html, program, executablePath, modules, work] = process.argv.slice(2);
const { chromium } = createRequire(resolve(modules, "x.js"))("playwright-core");
export const samples = resolve("samples");
export const saved = join(work, "saved"), native = join(work, "native");
mkdirSync(saved, { recursive: true });
mkdirSync(native, { recursive: true });

let wrong = 0;
export function ok(what, good, why = "") {
    if (!good)
        wrong++;
    console.log(`${good ? "ok" : "bad"} ${what}${good ? "" : `: ${why}`}`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, offline: true,
    acceptDownloads: true, locale: "zh-CN" });
export const said = []; /* on the console */
const requests = [];
context.on("request", (request) => {
    if (!/^(file:.*juesuan\.html|blob:|data:)/.test(request.url()))
        requests.push(request.url().slice(0, 100));
});

/** before: what runs in the page before its own scripts. */
export async function opened(before) {
    const page = await context.newPage();
    page.on("console", (m) => said.push(m.text()));
    page.on("filechooser", () => {}); /* so that each is caught */
    page.on("pageerror", (e) => said.push(String(e)));
    if (before)
        await page.addInitScript(before);
    const begun = Date.now();
    await page.goto(`file://${html}`);
    await page.waitForSelector("body[data-ready], .fault", { timeout: 30000 });
    return { page, ms: Date.now() - begun };
}

export async function choose(page, button, files) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click(button)]);
    await chooser.setFiles(files);
}

/** Drops files and folders of the disk, as a file manager does. */
export async function drop(page, files) {
    const client = await page.context().newCDPSession(page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"])
        await client.send("Input.dispatchDragEvent", { type, x: 300, y: 60, data });
    await client.detach();
}

/** So many filings, and nothing more to do; what was clicked is drawn a frame later. */
export async function settled(page, n, timeout = 60000) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.waitForFunction((want) => document.querySelectorAll("#list tbody tr").length === want
        && !document.querySelector("#do-cancel")
        && ![...document.querySelectorAll("#list .state")].some((s) => /^(等待|核对中)/.test(s.textContent)),
    n, { timeout });
}

/** Clicks, waits for what is saved, keeps it; without bytes where nothing came. */
export async function download(page, button) {
    const [got] = await Promise.all([page.waitForEvent("download", { timeout: 20000 }).catch(() => null),
        page.click(button)]);
    if (!got)
        return { name: "", bytes: Buffer.alloc(0) };
    const path = join(saved, got.suggestedFilename());
    await got.saveAs(path);
    return { name: got.suggestedFilename(), bytes: readFileSync(path) };
}

/** What the program itself makes in a folder with the same names. */
export function made(name, words, cwd = native) {
    spawnSync(program, ["--lang", "zh", ...words], { cwd });
    return existsSync(join(cwd, name)) ? readFileSync(join(cwd, name)) : null;
}

export async function same(page, what, button, name, words, from = name, cwd = native) {
    const got = await download(page, button);
    ok(`${what} is saved as ${name}`, got.name === name, got.name || await page.textContent("#told"));
    ok(`${what} has the program's bytes`, made(from, words, cwd)?.equals(got.bytes) ?? false,
        `${got.bytes.length} bytes`);
}

/** The files of a zip that are stored as they are. */
export function unzipped(bytes) {
    const files = new Map();
    for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
        const size = bytes.readUInt32LE(at + 18), name = bytes.readUInt16LE(at + 26);
        const from = at + 30 + name;
        files.set(bytes.subarray(at + 30, from).toString(), bytes.subarray(from, from + size));
        at = from + size;
    }
    return files;
}

export const all = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    (entry.isDirectory() ? all(join(folder, entry.name)) : [join(folder, entry.name)]));

export async function finish() {
    ok("the console is clean", said.length === 0, said.slice(0, 3).join(" | "));
    ok("nothing was asked for", requests.length === 0, requests.join(" "));
    await browser.close();
    process.exitCode = wrong ? 1 : 0;
}
