// build.mjs - puts the module, the scripts and the style into one page:
//
//   node build.mjs MODULES JUESUAN.WASM OUT.html
//
// MODULES is a node_modules folder with esbuild and the WASI layer.  The same
// inputs give the same page.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [modules, wasm, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const esbuild = createRequire(resolve(modules, "x.js"))("esbuild");

/** @param {string} name @param {Record<string, string>} [define] */
function bundled(name, define) {
    const made = esbuild.buildSync({
        entryPoints: [join(here, name)], bundle: true, write: false, format: "iife", minify: true,
        charset: "utf8", target: ["chrome86", "firefox115"], nodePaths: [resolve(modules)], define, legalComments: "none",
    });
    return made.outputFiles[0].text.replaceAll("</script", "<\\/script");
}

/** @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const script = bundled("page.js",
    { "globalThis.WORKER": JSON.stringify(bundled("worker.js")) });
const style = readFileSync(join(here, "page.css"), "utf8");
const parts = {
    // page.js takes 'unsafe-eval' away where it can: see tighten().
    POLICY: `default-src 'none'; script-src ${hash(script)} 'unsafe-eval' 'wasm-unsafe-eval'; `
        + `style-src ${hash(style)}; worker-src blob:; base-uri 'none'; form-action 'none'`,
    STYLE: style,
    PROGRAM: gzipSync(readFileSync(wasm), { level: 9 }).toString("base64"),
    SCRIPT: script,
};
const page = readFileSync(join(here, "page.html"), "utf8")
    .replace(/\{(POLICY|STYLE|PROGRAM|SCRIPT)\}/g, (_, name) => parts[name]);
writeFileSync(out, page);
