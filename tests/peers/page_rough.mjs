// page_rough.mjs - what goes wrong around the page: old browsers, workers that die,
// runs that are cancelled, odd names and files, drops in mid-run.  See page.sh,
// page_books.py, page_drive.mjs.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { all, choose, download, drop, finish, ok, opened, said, samples, saved, settled, unzipped, work }
    from "./page_drive.mjs";

const sample = join(samples, "hubei-2022.xlsx");

// ---- browsers
for (const [what, without] of [["DecompressionStream", () => delete globalThis.DecompressionStream],
    ["Worker", () => delete globalThis.Worker], ["WebAssembly", () => delete globalThis.WebAssembly]]) {
    const { page } = await opened(without);
    ok(`without ${what} the page says what to open it with`, new RegExp(`太旧.*Chromium 86.*Firefox 115.*${what}`)
        .test(await page.textContent("#drop")), await page.textContent("#drop"));
    await page.close();
}
{
    const { page } = await opened(() => { /* what Chromium got after 86 */
        for (const name of ["at", "findLast", "findLastIndex", "toSorted", "toSpliced", "toReversed", "with"])
            for (const type of [Array, Uint8Array, String])
                delete type.prototype[name];
        for (const name of ["isWellFormed", "toWellFormed"])
            delete String.prototype[name];
        for (const [type, names] of [[Object, ["hasOwn", "groupBy"]], [Map, ["groupBy"]], [Promise, ["withResolvers", "try"]],
            [Array, ["fromAsync"]], [AbortSignal, ["timeout", "any"]], [globalThis, ["structuredClone"]],
            [Iterator, ["from"]], [Iterator.prototype, ["map", "filter", "flatMap", "toArray", "some", "find", "take"]],
            [Set.prototype, ["union", "difference", "intersection"]], [Blob.prototype, ["bytes"]],
            [Element.prototype, ["checkVisibility", "setHTML"]], [Crypto.prototype, ["randomUUID"]]])
            for (const name of names)
                delete type[name];
        const Stream = DecompressionStream;
        globalThis.DecompressionStream = class {
            constructor(kind) {
                if (!["gzip", "deflate"].includes(kind))
                    throw new TypeError(kind);
                return new Stream(kind);
            }
        };
    });
    await choose(page, "#do-choose", [sample]);
    await settled(page, 1);
    ok("it works without what came after Chromium 86", /547\.09 与 587\.09/.test(await page.textContent(".findings")));
    // two zips of mappings, one after the other
    execFileSync("sh", ["-c", `cd '${work}' && rm -rf z && mkdir -p z/one z/two`]);
    await page.click("#more summary");
    await choose(page, "#do-draft", [join(samples, "zhejiang-2022-report.xlsx")]);
    await page.waitForSelector("#do-draftSave", { timeout: 30000 });
    const files = unzipped((await download(page, "#do-draftSave")).bytes);
    for (const name of ["one", "two"])
        for (const [path, bytes] of files) {
            const to = join(work, "z", name, path.replace(/^draft/, ""));
            execFileSync("mkdir", ["-p", to.replace(/[^/]*$/, "")]);
            writeFileSync(to, bytes.toString().replace(/\bdraft\b/, name));
        }
    const zip = "import os, sys, zipfile\nz = zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED)\n"
        + "for d, _, fs in os.walk(sys.argv[1]):\n for f in fs: z.write(os.path.join(d, f), os.path.relpath(os.path.join(d, f), sys.argv[1] + '/..'))\n";
    for (const name of ["one", "two"]) {
        execFileSync("python3", ["-c", zip, join(work, "z", name), join(work, `${name}.zip`)]);
        await choose(page, "#do-mappings", [join(work, `${name}.zip`)]);
        await page.waitForSelector(`#more select option[value='${name}']`, { state: "attached", timeout: 20000 })
            .catch(() => null);
        ok(`a zip of mappings, packed, is read: ${name}`, await page.locator(`#more select option[value='${name}']`).count() === 1,
            await page.textContent("#told"));
        await settled(page, 1);
    }
    ok("the second is instead of the first", await page.locator("#more select option[value='one']").count() === 0);
    writeFileSync(join(work, "z", "one", "template.yaml"), "template: [\n");
    execFileSync("python3", ["-c", zip, join(work, "z", "one"), join(work, "wrong.zip")]);
    await choose(page, "#do-mappings", [join(work, "wrong.zip")]);
    await page.waitForSelector("#told:has-text('自己的模板没有读入')", { timeout: 20000 }).catch(() => null);
    ok("a mapping that is wrong is told by its line", /template\.yaml/.test(await page.textContent("#told")),
        await page.textContent("#told"));
    await settled(page, 1);
    ok("and those inside are used", /hubei-2022/.test(await page.textContent("#list tbody")), await page.textContent("#list tbody"));
    writeFileSync(join(work, "none.zip"), "no zip");
    await choose(page, "#do-mappings", [join(work, "none.zip")]);
    await page.waitForSelector("#told:has-text('自己的模板没有读入')", { timeout: 20000 });
    await settled(page, 1);
    // a zip of copies, twice
    await choose(page, "#do-choose", [join(samples, "zhejiang-2022-report.xlsx")]);
    await settled(page, 2);
    const [a, b] = [await download(page, "#do-allAnnotated"), await download(page, "#do-allAnnotated")];
    ok("two zips in a row are the same", a.bytes.length > 1000 && a.bytes.equals(b.bytes) && unzipped(a.bytes).size === 2,
        `${a.bytes.length} ${b.bytes.length}`);
    await page.close();
}

// ---- a worker that dies, a run that has no memory
for (const [why, message] of [["Uncaught RangeError: Array buffer allocation failed", /处理 dies\.xlsx 时内存不够.*办法/],
    ["Uncaught RuntimeError: unreachable", /程序在 dies\.xlsx 上出错.*办法/]]) {
    const { page } = await opened(`globalThis.WHY = ${JSON.stringify(why)};
        globalThis.Worker = class extends Worker {
            postMessage(data, ...more) {
                if (data.words && data.words.includes("dies.xlsx"))
                    this.dispatchEvent(new ErrorEvent("error", { message: WHY, cancelable: true }));
                else
                    super.postMessage(data, ...more);
            }
        };`);
    execFileSync("cp", [sample, join(work, "dies.xlsx")]);
    await choose(page, "#do-choose", [join(work, "dies.xlsx"), sample, join(samples, "zhejiang-2022-report.xlsx")]);
    await settled(page, 3);
    ok("a worker that dies takes no other filing along", /547\.09 与 587\.09/.test(await page.evaluate(() => {
        document.querySelector("#list tbody tr:nth-child(2) button").click();
        return document.querySelector(".findings").textContent;
    })), await page.textContent("#list"));
    await page.click("#list tbody tr:nth-child(1) button");
    ok(`the file is named, and what to do: ${why}`, message.test(await page.textContent(".findings .fault")),
        await page.textContent(".findings"));
    await page.close();
}

// ---- a long run is cancelled, and gone on with; drops and languages in mid-run
{
    const { page } = await opened();
    const files = all(join(work, "filings")).slice(0, 60);
    await choose(page, "#do-choose", files);
    await page.waitForFunction(() => /[1-9]\d* \/ 60/.test(document.querySelector("#progress")?.textContent ?? ""));
    const [x, y] = await page.evaluate(() => {
        const { x: left, y: top } = document.querySelector("#do-cancel").getBoundingClientRect();
        return [left + 9, top + 9];
    });
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.waitForTimeout(400); /* filings end meanwhile */
    await page.mouse.up();
    await page.waitForSelector("#do-again", { timeout: 5000 });
    const states = await page.evaluate(() => [...document.querySelectorAll("#list .state")].map((s) => s.textContent));
    const left = states.filter((s) => s === "已取消").length;
    ok("a run is cancelled at once", left > 0 && left < 60, states.join(" "));
    await page.waitForTimeout(500);
    ok("and stays so", await page.evaluate(() => [...document.querySelectorAll("#list .state")]
        .filter((s) => s.textContent === "已取消").length) === left);
    await page.click("#do-again");
    await choose(page, "#do-choose", [sample]);
    await page.click("#do-other");
    await page.waitForFunction(() => document.querySelector("#do-other").textContent === "中文");
    await page.waitForTimeout(300);
    await page.click("#do-other");
    await settled(page, 61);
    ok("it is gone on with, files are added and the language is changed in mid-run",
        await page.locator("#list .status-0, #list .status-1").count() === 61, await page.textContent("#list"));
    ok("all is in one language", await page.evaluate(async () => {
        for (const button of document.querySelectorAll("#list tbody button")) {
            button.click();
            if (/tolerance|should be|hold, /.test(document.querySelector(".findings").textContent)
                || [...document.querySelectorAll(".what")].some((what) => /[a-z]{3,} [a-z]{2,} [a-z]{3,}/.test(what.textContent)))
                return false;
        }
        return true;
    }));
    await page.click("#do-clear");
    await settled(page, 0);
    ok("all are taken away", await page.locator("#list tbody tr").count() === 0);
    await page.close();
}

// ---- odd names and files
{
    const { page } = await opened();
    await choose(page, "#do-folder", [join(work, "odd")]);
    await settled(page, 4);
    const list = await page.textContent("#list");
    ok("texts stay texts", await page.evaluate(() => window.broken === undefined
        && !document.querySelector("#list b, #filing b, img")) && list.includes("<b>&amp;\"'"), list);
    ok("files of one name in two folders are two", list.includes("odd/a/表") && list.includes("odd/b/表"), list);
    ok("what is no workbook is counted", /3 个文件不是工作簿/.test(list), list);
    ok("empty and false workbooks are told", await page.locator("#list .status-3").count() === 2, list);
    await page.click("#list button:has-text('odd/a/')");
    await page.waitForSelector("table.sheet td.marked");
    const reports = await download(page, "#do-report");
    ok("its report is saved under a name that Windows takes", /^[^<>:"/\\|?*]+\.html$/.test(reports.name), reports.name);
    const copies = unzipped((await download(page, "#do-allAnnotated")).bytes);
    ok("and its copies in a zip", copies.size === 2
        && [...copies.keys()].every((name) => /^odd\/[ab]\/[^<>:"/\\|?*]+\.xlsx$/.test(name)), [...copies.keys()].join(" "));
    await page.locator(".finding .reason").first().fill("'=cmd|'/c calc'!A1 \"引号\",<b>");
    await page.click("#do-reasonsUse");
    await settled(page, 4);
    ok("a reason may be anything", await page.locator(".finding.is-explained .reason").first().inputValue()
        === "'=cmd|'/c calc'!A1 \"引号\",<b>", await page.textContent(".findings"));
    const table = await download(page, "#do-reasonsSave");
    writeFileSync(join(work, "reasons.csv"), table.bytes);
    const asked = new Promise((done) => page.once("dialog", (dialog) => {
        done(dialog.type());
        dialog.accept();
    }));
    await page.reload();
    ok("leaving with reasons is asked first", await Promise.race([asked, page.waitForTimeout(1000)]) === "beforeunload");
    await page.waitForSelector("body[data-ready]");
    await choose(page, "#do-folder", [join(work, "odd")]);
    await settled(page, 4);
    await page.click("#list button:has-text('odd/a/')");
    await choose(page, "#do-reasonsLoad", [join(work, "reasons.csv")]);
    await page.waitForSelector(".finding.is-explained", { timeout: 20000 }).catch(() => null);
    ok("and is read again", await page.locator(".finding.is-explained .reason").first().inputValue()
        === "'=cmd|'/c calc'!A1 \"引号\",<b>");
    await choose(page, "#do-reasonsLoad", [join(work, "odd", "figures.csv")]);
    await page.waitForSelector("#told:has-text('figures.csv')");
    ok("another table is none of reasons", /figures\.csv 不是理由表/.test(await page.textContent("#told")));
    await page.close();
}
for (const name of ["scan.pdf", "new.zip", "figures.csv", "empty.xlsx"]) {
    const { page } = await opened();
    await drop(page, [join(work, "odd", name)]);
    await settled(page, 1);
    ok(`${name} alone is told what it is not`, await page.locator("#list .status-3").count() === 1
        && await page.locator(".finding.is-error").count() > 0, await page.textContent("#filing"));
    await page.close();
}
{
    const { page } = await opened();
    await choose(page, "#do-choose", [sample]);
    await settled(page, 1);
    await choose(page, "#do-last", [sample]);
    await settled(page, 1);
    ok("last year's that is this year's is told", /上年|年度/.test(await page.textContent(".findings")), await page.textContent(".findings"));
    await page.close();
}
await finish();
