// authors.js - for those who write mappings: drafts, own mappings; and blanks.

import { at, fill, h, save } from "./dom.js";
import { objects } from "./csv.js";
import { choose } from "./files.js";
import { bytesOf, word } from "./filing.js";
import { hand } from "./made.js";
import { button, said, tell, templateSelect } from "./parts.js";
import { again } from "./queue.js";
import { draw, readTemplates, shared, state } from "./state.js";
import { language, t } from "./words.js";
import { unzipped, zipped } from "./zip.js";

/** Which folders -I names: a folder of mappings, or each that is one template.
 * @param {[string, Uint8Array][]} files */
function own(files) {
    const named = files.map(([path, bytes]) => /** @type {[string, Uint8Array]} */ ([`own/${path}`, bytes]));
    const roots = named.filter(([path]) => path.endsWith("/template.yaml"))
        .map(([path]) => path.slice(0, -"/template.yaml".length));
    const whole = named.find(([path]) => /\/vocabulary\//.test(path))?.[0].replace(/\/vocabulary\/.*/, "");
    return { files: named, words: (whole ? [whole] : roots).flatMap((root) => ["-I", root]) };
}

async function stopMappings() {
    shared.mappings = own([]);
    await readTemplates();
}

/** @param {import("./files.js").Found[]} files */
async function useMappings(files) {
    try {
        const read = files.length === 1 && /\.zip$/i.test(files[0].path)
            ? await unzipped(await bytesOf(files[0].file))
            : await Promise.all(files.map(async ({ file, path }) => /** @type {[string, Uint8Array]} */
                ([path, await bytesOf(file)])));
        shared.mappings = own(read);
        const { err, status } = await readTemplates();
        if (status !== 0 || (files.length > 0 && !shared.mappings.words.length)) {
            tell(t("mappingsWrong"), said(objects(err)));
            await stopMappings();
        }
    } catch (why) {
        tell(t("mappingsWrong"), h("p", null, String(why)));
        await stopMappings();
    }
    draw.all();
    again(state.filings);
}

/** @param {File} file */
async function draft(file) {
    const files = /** @type {[string, Uint8Array][]} */ ([[file.name, await bytesOf(file)], ...shared.mappings.files]);
    const words = ["--lang", language, "--diag", "json", ...shared.mappings.words];
    const name = file.name.replace(/\.[^.]*$/, "");
    const drafted = await shared.engine.run(["mappings", "draft", word(file.name), "-o", "draft", ...words], files);
    const explained = await shared.engine.run(["explain", word(file.name), "-o", "explained.html", ...words,
        ...(drafted.files.size ? ["-I", "draft"] : [])], [...files, ...drafted.files]);
    const made = [...drafted.files];
    tell(drafted.files.size ? t("said") : t("notMade"), said(objects(drafted.err)),
        h("pre", null, new TextDecoder().decode(drafted.out)),
        made.map(([path, bytes]) => h("details", null, h("summary", null, path),
            h("pre", null, new TextDecoder().decode(bytes)))),
        h("p.bar", null, made.length > 0 && h("button", { type: "button", id: "do-draftSave",
            onclick: () => save(`${name}.zip`, zipped(made)) }, `${t("downloads")} ${name}.zip`),
        explained.files.size > 0 && h("button", { type: "button", onclick: () => save(`${name}.explained.html`,
            explained.files.get("explained.html")) }, t("explain"))));
}

export function drawAuthors() {
    let blank = "", year = "";
    const n = shared.mappings.files.length;
    const unfolded = document.querySelector("#more details[open]") !== null;
    fill(at("more"),
        h("span.group", null, t("blank"), " ", templateSelect((id) => { blank = id; }), " ",
            h("label", null, t("year"), " ", h("input", { size: 5, inputmode: "numeric",
                oninput: (/** @type {any} */ event) => { year = event.target.value.trim(); } })), " ",
            button("blankDo", () => hand(async () => {
                const name = `${blank}${year && `-${year}`}.xlsx`;
                const result = await shared.engine.run(["blank", blank, "-o", name, "--lang", language,
                    "--diag", "json", ...(year ? ["--year", year] : []), ...shared.mappings.words],
                shared.mappings.files);
                return { name, result, made: [...result.files] };
            }))),
        h("details", { open: n > 0 || unfolded }, h("summary", null, t("authors")), h("p.bar", null,
            button("draft", () => choose(false, ".xlsx,.xlsm,.xls,.ods", ([{ file }]) => draft(file))),
            button("mappings", () => choose(false, ".zip", useMappings)),
            button("mappingsFolder", () => choose(true, "", useMappings, true)),
            n > 0 && [h("strong", null, t("mappingsHave", n)),
                button("mappingsDrop", () => useMappings([]))])),
        h("p.quiet", null, t("licences")));
}

