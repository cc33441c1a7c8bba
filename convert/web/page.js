// page.js - juesuan.html: workbooks dropped, checked, shown, and handed back.

import { drawAuthors } from "./authors.js";
import { at, fill, h } from "./dom.js";
import { Engine } from "./engine.js";
import { WORKBOOKS, choose, dropped } from "./files.js";
import { knowLast } from "./filing.js";
import { drawFiling } from "./findings.js";
import { drawList } from "./list.js";
import { button, tell } from "./parts.js";
import { add, again } from "./queue.js";
import { draw, readTemplates, shared, state } from "./state.js";
import { language, speak, t } from "./words.js";

function drawTop() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = t("title");
    fill(at("top"), h("h1", null, t("title")), h("span.quiet", null, t("sub")), h("span.space"),
        button("other", async () => {
            speak(language === "zh" ? "en" : "zh");
            await readTemplates();
            draw.all();
            again(state.filings.filter((f) => f.state !== "cancelled"));
        }));
    const { last } = shared;
    fill(at("drop"), h("span", null, t("drop")), " ",
        button("choose", () => choose(true, WORKBOOKS, add)),
        button("folder", () => choose(true, "", add, true)),
        h("span.quiet", null, t("kinds")), h("span.space"),
        last.length > 0 && h("strong", null, last.length === 1 ? t("lastHave", last[0].file.name)
            : t("lastMany", last.length)),
        button("last", () => choose(true, `${WORKBOOKS},.json`, lastYear)),
        last.length > 0 && button("remove", () => lastYear([])));
}

/** @param {import("./files.js").Found[]} files */
async function lastYear(files) {
    shared.last = files.map(({ file }) => ({ file }));
    drawTop();
    await knowLast(shared);
    again(state.filings);
}

draw.list = drawList;
draw.filing = drawFiling;
draw.all = () => {
    drawTop();
    drawList();
    drawFiling();
    drawAuthors();
};

/** The page allows eval() only where nothing less lets a module be compiled:
 *  Chromium before 97.  Elsewhere that is taken away before anything is read. */
function tighten() {
    const version = Number(/Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 97);
    const policy = document.querySelector("meta[http-equiv]").getAttribute("content");
    if (version >= 97)
        document.head.append(h("meta", { "http-equiv": "Content-Security-Policy",
            content: policy.replace("'unsafe-eval' ", "") }));
}

/** What the page cannot do without, and this browser has not. */
function missing() {
    const pass = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 126, 1, 126, 3, 2, 1, 0,
        7, 5, 1, 1, 97, 0, 0, 10, 6, 1, 4, 0, 32, 0, 11); /* (i64) -> i64, as "a" */
    /** @type {[string, () => any][]} */
    const needs = [["Worker", () => Worker], ["DecompressionStream", () => new DecompressionStream("gzip")],
        ["Blob", () => Blob.prototype.arrayBuffer.call && Blob.prototype.stream.call],
        ["WebAssembly", () => { /* with numbers of 64 bits */
            const made = new WebAssembly.Instance(new WebAssembly.Module(pass));
            /** @type {any} */ (made.exports).a(BigInt(1));
        }]];
    return needs.filter(([, has]) => {
        try {
            has();
            return false;
        } catch {
            return true;
        }
    }).map(([name]) => name);
}

/** @param {string} why */
function tooOld(why) {
    fill(at("drop"), h("p.fault", null, t("old"), " ", h("span.quiet", null, `(${why})`)));
}

async function begin() {
    tighten();
    const lacks = missing();
    if (lacks.length)
        return tooOld(lacks.join(" "));
    fill(at("drop"), t("loading"));
    try {
        shared.engine = await Engine.start(/** @type {any} */ (globalThis).WORKER);
        const { fault } = await readTemplates();
        if (fault)
            return tooOld(fault);
    } catch (why) {
        return tooOld(String(why));
    }
    for (const name of ["dragover", "drop"])
        document.addEventListener(name, (event) => event.preventDefault());
    document.addEventListener("dragenter", () => at("drop").classList.add("over"));
    document.addEventListener("dragleave", (event) => {
        if (!event.relatedTarget)
            at("drop").classList.remove("over");
    });
    document.addEventListener("drop", async (event) => {
        at("drop").classList.remove("over");
        await dropped(event).then(add, (why) => tell(t("folderNone"), h("p.quiet", null, String(why))));
    });
    window.addEventListener("beforeunload", (event) => { /* what was typed is kept nowhere */
        if (state.filings.some(({ reasons }) => reasons.size))
            event.preventDefault();
    });
    draw.all();
    document.body.dataset.ready = "yes";
}

begin();
