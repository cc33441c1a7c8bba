// page.mjs - one filing, many, and hostile ones: see page.sh, page_drive.mjs.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { all, choose, download, finish, html, made, native, ok, opened, said, same, samples, saved, settled, work }
    from "./page_drive.mjs";

// ---- one filing, all that is made of it
const { page, ms } = await opened();
console.log(`note start ${ms} ms, page ${readFileSync(html).length} bytes`);
const sample = "hubei-2022.xlsx";
for (const file of readdirSync(samples).filter((name) => name.endsWith(".xlsx")))
    execFileSync("cp", [join(samples, file), native]);
await choose(page, "#do-choose", [join(samples, sample)]);
await settled(page, 1);
await page.waitForSelector("table.sheet");
const found = await page.textContent(".findings");
ok("findings have cells, both sides and the difference",
    /547\.09 与 587\.09：相差 -40\.00/.test(found) && /应等于/.test(found), found.slice(0, 300));
ok("the tables are named", (await page.textContent("table.found")).includes("支出决算表"));
ok("the row has template and tables", /hubei-2022.*11/.test(await page.textContent("#list tbody tr")));
await same(page, "the copy with notes", "#do-annotated", "hubei-2022.checked.xlsx",
    ["check", sample, "--annotate", "hubei-2022.checked.xlsx"]);
await same(page, "the report", "#do-report", "hubei-2022.html", ["check", sample, "--report", "hubei-2022.html"]);
await same(page, "the facts", "#do-facts", "hubei-2022.facts.csv",
    ["import", "-f", "facts", "--csv", "excel", "-o", "hubei-2022.facts.csv", sample]);
await same(page, "the JSON", "#do-json", "hubei-2022.json", ["import", "-f", "json", "-o", "hubei-2022.json", sample]);
await same(page, "how it was read", "#do-explain", "hubei-2022.explained.xlsx",
    ["explain", sample, "-o", "hubei-2022.explained.xlsx"]);
await page.selectOption(".actions select", "zhejiang-2022");
await page.click("#do-convertDo");
await page.waitForSelector("#do-lossy", { timeout: 20000 });
ok("what would be lost is shown before", /没有/.test(await page.textContent("#told .said")));
await same(page, "another province's sheet", "#do-lossy", "hubei-2022.zhejiang-2022.xlsx",
    ["migrate", sample, "-t", "zhejiang-2022", "-o", "hubei-2022.zhejiang-2022.xlsx", "--lossy"]);
await page.click("#do-convertDo");
await page.waitForSelector("#do-keep");
const kept = await download(page, "#do-keep");
ok("with what has no place in a second file", kept.name.endsWith(".zip") && kept.bytes.includes("kept.json"), kept.name);
await page.selectOption("#more select", "hubei-2022");
await same(page, "an empty blank", "#do-blankDo", "hubei-2022.xlsx", ["blank", "hubei-2022", "-o", "hubei-2022.xlsx"]);
execFileSync("cp", [join(saved, sample), join(work, "blank.xlsx")]);
execFileSync("cp", [join(samples, sample), native]);
execFileSync("sh", ["-c", `mkdir -p ${native}/blank ${native}/model && cp ${work}/blank.xlsx ${native}/blank`]);
made("model/model.json", ["import", sample, "-o", "model/model.json"]);
const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#do-fill")]);
const filled = page.waitForEvent("download", { timeout: 20000 }).catch(() => null);
await chooser.setFiles([join(work, "blank.xlsx")]);
const fill = await filled;
if (fill)
    await fill.saveAs(join(saved, fill.suggestedFilename()));
ok("a blank filled has the program's bytes", fill && made("hubei-2022.filled.xlsx",
    ["fill", "model/model.json", "blank/blank.xlsx", "-o", "hubei-2022.filled.xlsx"])
    ?.equals(readFileSync(join(saved, "hubei-2022.filled.xlsx"))), await page.textContent("#told"));

// ---- reasons and last year's
const reason = page.locator(".finding.is-warning .reason").first();
await reason.fill("已核实，口径不同");
await page.click("#do-reasonsUse");
await page.waitForSelector(".finding.is-explained", { timeout: 20000 });
ok("a reason makes a finding explained", await page.locator(".finding.is-explained").count() === 1);
const reasons = await download(page, "#do-reasonsSave");
ok("reasons are saved", reasons.bytes.includes("已核实，口径不同"), reasons.bytes.toString().slice(0, 200));
const model = JSON.parse(readFileSync(join(native, "hubei-2022.json"), "utf8"));
ok("a model has a year", JSON.stringify(model).includes("\"fiscal_year\":2022"));
writeFileSync(join(work, "2021.json"), JSON.stringify(model).replaceAll("\"fiscal_year\":2022", "\"fiscal_year\":2021"));
await choose(page, "#do-last", [join(work, "2021.json")]);
await page.waitForFunction(() => /上年/.test(document.querySelector(".findings")?.textContent ?? "")
    && !document.querySelector("#do-cancel"), null, { timeout: 20000 });
ok("last year's stands beside", /2021\.json/.test(await page.textContent(".findings")));
await page.click("#do-remove");
await settled(page, 1);

// ---- cells: there and back, by keyboard
await page.waitForSelector("table.sheet");
await page.focus(".finding .cell");
await page.keyboard.press("Enter");
ok("a finding's cell gets the focus", await page.evaluate(() => document.activeElement.matches("td.here.marked")));
ok("it is seen", await page.evaluate(() => {
    const cell = document.activeElement.getBoundingClientRect();
    return cell.top >= 0 && cell.bottom <= innerHeight && cell.right <= innerWidth;
}));
await page.keyboard.press("Enter");
ok("a cell's finding gets the focus", await page.evaluate(() => document.activeElement.matches("article.finding")));
await page.focus(".finding .cell");
await page.keyboard.press("Enter");
await page.keyboard.press("Escape");
ok("Escape goes back", await page.evaluate(() => document.activeElement.matches("article.finding")));
await page.evaluate(() => document.activeElement.blur());
const wanted = ["do-other", "do-choose", "do-last", "filing-1", "do-annotated", "do-convertDo", "cell", "reason"];
const reached = new Set();
for (let i = 0; i < 150 && !wanted.every((id) => reached.has(id)); i++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
}
for (const id of wanted)
    ok(`Tab reaches ${id}`, reached.has(id), [...reached].join(" "));
await page.focus("#do-choose");
const [byKey] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
await byKey.setFiles([join(samples, "zhejiang-2022-report.xlsx")]);
await settled(page, 2);
await page.focus("#filing-2, [id^=filing-]:not(#filing-1)");
await page.keyboard.press("Enter");
await page.waitForFunction(() => document.querySelector("#filing h2")?.textContent.includes("zhejiang-2022-report"));
ok("a filing is opened by keyboard", true);

// ---- language, size, print, long sheets
await page.click("#do-other");
await settled(page, 2);
ok("English", /Final accounts/.test(await page.title()) && /should be/.test(await page.textContent(".findings")));
await page.click("#do-other");
await settled(page, 2);
for (const [width, height] of [[1093, 614], [1366, 768], [1920, 1080]]) {
    await page.setViewportSize({ width, height });
    ok(`nothing is beside the page at ${width}`, await page.evaluate(() =>
        document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await page.screenshot({ path: join(work, `page-${width}.png`) });
}
ok("it prints", (await page.pdf({ format: "A4" })).length > 5000);
if (existsSync(join(work, "long.xlsx"))) {
    await choose(page, "#do-choose", [join(work, "long.xlsx")]);
    await settled(page, 3);
    await page.click("#list tbody tr:last-child button");
    await page.waitForSelector("table.sheet");
    await page.click(".tab:has-text('支出决算表') >> nth=0");
    await page.evaluate(() => {
        document.querySelector(".scroll").scrollTop = 4000;
    });
    ok("300 rows by code, and their headings stay", await page.evaluate(() => {
        const head = document.querySelector(".sheet thead").getBoundingClientRect();
        const box = document.querySelector(".scroll").getBoundingClientRect();
        return document.querySelectorAll(".sheet tbody tr").length >= 300 && Math.abs(head.top - box.top) < 3;
    }));
    await page.screenshot({ path: join(work, "page-long.png") });
}

// ---- for authors
await page.click("#more summary");
await choose(page, "#do-draft", [join(samples, "zhejiang-2022-report.xlsx")]);
await page.waitForSelector("#do-draftSave", { timeout: 30000 });
ok("a template is drafted", (await page.textContent("#told")).includes("template.yaml"));
const drafted = await download(page, "#do-draftSave");
await choose(page, "#do-mappings", [join(saved, drafted.name)]);
await page.waitForSelector("#do-mappingsDrop", { timeout: 30000 });
ok("own mappings are read", (await page.textContent("#more")).includes("自己的模板"));
ok("and are among the templates", await page.locator("#more select option[value='draft']").count() === 1,
    await page.textContent("#told"));
await page.close();

// ---- texts stay texts; nothing is run but the page's own
{
    const { page: p } = await opened();
    const before = said.length;
    await p.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.broken = true";
        document.head.append(script);
        setTimeout("window.broken = true", 0);
    });
    await p.waitForTimeout(100);
    ok("no other script and no eval runs", await p.evaluate(() => window.broken) === undefined);
    ok("nothing can be fetched", await p.evaluate(() => fetch("data:,x").then(() => false, () => true)));
    said.length = before;
    await p.close();
}

// ---- many
async function many(what, files, seconds) {
    const { page: p } = await opened();
    const begun = Date.now();
    await choose(p, "#do-choose", files);
    await p.waitForSelector("progress", { timeout: 10000 }).catch(() => null);
    await settled(p, files.length, seconds * 1000).catch((why) => ok(what, false, String(why)));
    const time = Date.now() - begun;
    const memory = await p.evaluate(() => performance.memory?.usedJSHeapSize);
    console.log(`note ${what}: ${time} ms, ${Math.round(memory / 1e6)} MB of the page's heap`);
    ok(`${what}: the page lives`, /已核对/.test(await p.textContent("#list")));
    return p;
}
const filings = all(join(work, "filings"));
const p200 = await many("200 filings", filings, 120);
ok("each of the 200 was read", await p200.locator("#list .status-0, #list .status-1").count() === filings.length);
const zip = await download(p200, "#do-allFacts");
ok("the facts of all in one", zip.bytes.length > 1e6, String(zip.bytes.length));
await p200.click("#do-clear");
await p200.close();
const hostile = join(work, "hostile", "files");
if (existsSync(hostile)) {
    const files = all(hostile).filter((file) => /\.(xlsx|xlsm|xls|et|ods)$/.test(file));
    const p = await many(`${files.length} hostile workbooks`, files, 150);
    ok("no run of them is a fault of the program", !/程序在这个文件上出错/.test(await p.textContent("#list")),
        await p.evaluate(() => [...document.querySelectorAll("#list tbody tr")]
            .filter((row) => /出错/.test(row.textContent)).map((row) => row.textContent).join(" ")));
    await p.close();
}
await finish();
