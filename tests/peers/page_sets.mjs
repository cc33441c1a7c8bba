// page_sets.mjs - workbooks that are one filing, tables one a file: as the program
// has them for the same files.  See page.sh, page_books.py, page_drive.mjs.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { choose, download, drop, finish, made, native, ok, opened, program, same, settled, unzipped, work }
    from "./page_drive.mjs";

execFileSync("cp", ["-r", join(work, "set"), join(work, "twice"), join(work, "sheet1"), native]);
const rows = (page) => page.locator("#list tbody tr");

/** The messages of the program for these words, by the file that they are of. */
function told(words) {
    const { stderr } = spawnSync(program, ["check", "--lang", "zh", "--diag", "json", ...words],
        { cwd: native, maxBuffer: 1e8 });
    return stderr.toString().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line))
        .filter(({ level, file }) => level !== "note" && file);
}
/** Sheet, cell and text of each finding that is shown, in order of the alphabet. */
const shown = (page) => page.evaluate(() => [...document.querySelectorAll(".finding")].map((finding) =>
    [finding.parentElement.querySelector("h3").textContent, finding.querySelector(".what .cell")?.textContent ?? "",
        finding.querySelector(".what").lastChild.textContent].join(" | ")).sort());
const wanted = (diags, one) => diags.map(({ file, sheet, cell, text }) => [sheet
    ? (one ? sheet : `[${file.replace(/.*\//, "")}]${sheet}`) : "整份文件", cell ?? "", text].join(" | ")).sort();
const equal = (what, a, b) => ok(what, JSON.stringify(a) === JSON.stringify(b),
    `${JSON.stringify(a).slice(0, 400)} -- ${JSON.stringify(b).slice(0, 400)}`);

async function yearOfAll(page, n) {
    await page.fill(".given [name=year]", "2022");
    await page.click("#do-applyAll");
    await settled(page, n);
}

// ---- a folder with a folder a department, dropped
const { page } = await opened();
await drop(page, [join(work, "set")]);
await settled(page, 16); /* two of each department say their year */
await yearOfAll(page, 2);
ok("a folder's tables are a filing each department", await rows(page).count() === 2, await page.textContent("#list"));
ok("its files are named", /set\/2022\/A\/01 .*、09/.test(await page.textContent("#filing h2")), await page.textContent("#filing h2"));
const set = told(["set", "--year", "2022"]);
equal("its findings are the program's, by table and file", await shown(page), wanted(set.filter(({ file }) => /A/.test(file))));
await page.click("#list tbody tr:nth-child(2) button");
await page.waitForSelector(".tab");
equal("and the other's", await shown(page), wanted(set.filter(({ file }) => /B/.test(file))));
await page.click("#list tbody tr:nth-child(1) button");
await page.waitForSelector("table.sheet td.marked");
await page.click(".finding:has-text('总表的本年收入合计等于') .terms tr:nth-child(2) .cell");
ok("a term in another file turns to its sheet", await page.evaluate(() =>
    document.querySelector(".tab[aria-selected=true]").textContent.startsWith("[02 收入决算表.xlsx]")
    && document.activeElement.textContent === "622.36"));
made("ann/x", ["check", "set", "--year", "2022", "--annotate", "ann"]);
const notes = unzipped((await download(page, "#do-annotated")).bytes);
equal("the copies with notes are one each", [...notes.keys()], readdirSync(join(native, "set/2022/A")).sort()
    .map((name) => `set/2022/A/${name.replace(".xlsx", ".checked.xlsx")}`));
for (const [name, bytes] of notes)
    ok(`${name} has the program's bytes`, readFileSync(join(native, name.replace(/^set/, "ann")
        .replace(".checked", ""))).equals(bytes), `${bytes.length}`);
await same(page, "the report of several", "#do-report", "01 收入支出决算总表.html", ["check", "set", "--year", "2022",
    "--report", "rep"], "rep/filings/2022/A/01 收入支出决算总表.xlsx.html");
const alone = join(native, "alone");
execFileSync("sh", ["-c", `mkdir -p '${alone}/set/2022' && cp -r '${native}/set/2022/A' '${alone}/set/2022'`]);
await same(page, "the facts of several", "#do-facts", "01 收入支出决算总表.facts.csv", ["import", "-f", "facts", "--csv",
    "excel", "-o", "f.csv", "--year", "2022", "set"], "f.csv", alone);
await same(page, "the JSON of several", "#do-json", "01 收入支出决算总表.json", ["import", "-f", "json",
    "-o", "m", "--year", "2022", "set"], "m/2022/A/01 收入支出决算总表.json", alone);
await page.selectOption(".actions select", "zhejiang-2022");
await page.click("#do-convertDo");
await page.waitForSelector("#do-lossy, #told:has-text('已下载')", { timeout: 20000 });
const explained = unzipped((await download(page, "#do-explain")).bytes);
ok("each is explained", explained.size === 9, [...explained.keys()].join(" "));
await page.locator(".finding.is-error .reason").first().fill("=已核实,\"口径\"不同");
await page.click("#do-reasonsUse");
await page.waitForSelector(".finding.is-explained", { timeout: 20000 }).catch(() => null);
await settled(page, 2);
ok("a reason of several is taken", await page.locator(".finding.is-explained").count() === 1,
    await page.textContent(".findings"));
const reasons = await download(page, "#do-reasonsSave");
ok("it is saved so that no spreadsheet runs it", /"'=已核实,""口径""不同"/.test(reasons.bytes), reasons.bytes.toString());
const copies = unzipped((await download(page, "#do-allAnnotated")).bytes);
ok("all copies are in one zip, by folders", copies.size === 18 && copies.has("set/2022/B/09 财政拨款“三公”经费支出决算表.checked.xlsx"),
    [...copies.keys()].join(" "));
await page.click("#do-other");
await settled(page, 2);
ok("they stay one in another language", await rows(page).count() === 2);
await page.click("#do-other");
await settled(page, 2);
ok("and their reasons", await page.locator(".finding.is-explained").count() === 1);
await page.close();

// ---- files that come one after another; sheets all of one name
{
    const { page: p } = await opened();
    const files = readdirSync(join(work, "sheet1")).sort().map((name) => join(work, "sheet1", name));
    await choose(p, "#do-choose", files.slice(0, 4));
    await settled(p, 4);
    await choose(p, "#do-choose", files.slice(4));
    await settled(p, 8);
    await yearOfAll(p, 1);
    const names = files.map((file) => file.replace(/.*\//, ""));
    execFileSync("sh", ["-c", `cp ${work}/sheet1/* ${native}`]);
    equal("sheets of one name are told apart", await shown(p), wanted(told([...names, "--year", "2022"])));
    await p.waitForSelector(".tab >> nth=8");
    ok("each is a tab", await p.locator(".tab").count() === 9);
    await p.locator(".finding.is-error .what .cell").first().click();
    ok("and turned to", await p.evaluate(() => document.activeElement.textContent === "622.36"));

    // a table that another file holds, too: none is read with others
    await choose(p, "#do-choose", [join(work, "twice", "收入决算表 副本.xlsx")]);
    await settled(p, 2);
    await p.evaluate(() => document.querySelector("#list tbody tr:last-child button").click());
    await p.fill(".given [name=year]", "2022");
    await p.click("#do-apply");
    await settled(p, 10);
    ok("a second copy of a table parts them", await rows(p).count() === 10, await p.textContent("#list"));
    ok("and is told", /收入决算表 副本\.xlsx|02 收入决算表\.xlsx/.test(await p.textContent(".findings"))
        && /没有与同部门/.test(await p.textContent(".findings")), await p.textContent(".findings"));
    await p.close();
}
{
    const { page: p } = await opened();
    await drop(p, [join(work, "twice")]);
    await settled(p, 4);
    await yearOfAll(p, 4);
    const diags = told(["twice", "--year", "2022"]);
    const files = readdirSync(join(work, "twice"));
    made("annt/x", ["check", "twice", "--year", "2022", "--annotate", "annt"]);
    for (const file of files) {
        await p.click(`#list button:text-is("twice/${file}")`);
        await p.waitForSelector(".tab");
        equal(`${file}: findings of files that are not one filing`, await shown(p),
            wanted(diags.filter((diag) => diag.file === `twice/${file}`), true));
        const copy = await download(p, "#do-annotated");
        ok(`${file}: its copy has the program's bytes`, readFileSync(join(native, "annt", file)).equals(copy.bytes),
            String(copy.bytes.length));
    }
    await p.close();
}
await finish();
