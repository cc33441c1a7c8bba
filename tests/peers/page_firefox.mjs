// page_firefox.mjs PAGE FIREFOX MODULES WORK WORKBOOK - the page opened by Firefox, and
// a workbook checked in it, through WebDriver BiDi.  77: it cannot be driven here.

import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [html, firefox, modules, work, workbook] = process.argv.slice(2);
const Socket = globalThis.WebSocket
    ?? createRequire(resolve(modules, "x.js"))("playwright-core/lib/utilsBundle").ws;
mkdirSync(join(work, "firefox"), { recursive: true });
const child = spawn(firefox, ["--headless", "--no-remote", "--profile", join(work, "firefox"),
    "--remote-debugging-port", "0"], { env: { ...process.env, HOME: work } });

function leave(code, why) {
    console.log(why);
    child.kill("SIGKILL");
    process.exit(code);
}

const address = await new Promise((done) => {
    let said = "";
    child.stderr.on("data", (bytes) => {
        said += bytes;
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
        if (found)
            done(found[1]);
    });
    child.on("error", () => leave(77, "it does not start"));
    setTimeout(() => leave(77, `it says no address: ${said.slice(-200)}`), 30000).unref();
});
const socket = new Socket(`${address}/session`);
await new Promise((done, failed) => {
    socket.onopen = done;
    socket.onerror = failed;
}).catch(() => leave(77, "its address is not answered"));
let ids = 0;
const waiting = new Map();
socket.onmessage = ({ data }) => {
    const answer = JSON.parse(data);
    waiting.get(answer.id)?.(answer);
};
const ask = (method, params) => new Promise((done) => {
    waiting.set(++ids, done);
    socket.send(JSON.stringify({ id: ids, method, params }));
}).then((answer) => (answer.error ? leave(77, `${method}: ${answer.message}`) : answer.result));

await ask("session.new", { capabilities: {} });
const { contexts: [{ context }] } = await ask("browsingContext.getTree", {});
await ask("browsingContext.navigate", { context, url: `file://${html}`, wait: "complete" });
const evaluate = async (expression) => (await ask("script.evaluate",
    { expression, awaitPromise: true, target: { context } })).result;
async function until(expression, what) {
    for (let i = 0; i < 100; i++) {
        if ((await evaluate(expression)).value)
            return;
        await new Promise((done) => setTimeout(done, 300));
    }
    leave(1, `${what}: ${(await evaluate("document.body.innerText")).value?.slice(0, 300)}`);
}
await until("document.body.dataset.ready === 'yes'", "it does not start");
await evaluate("document.querySelector('#do-choose').click()");
const element = await evaluate("document.querySelector('input[type=file]')");
await ask("input.setFiles", { context, element: { sharedId: element.sharedId }, files: [workbook] });
await until("/547.09 与 587.09/.test(document.querySelector('.findings')?.textContent ?? '')",
    "no findings");
await until("document.querySelectorAll('table.sheet td').length > 20", "no sheet");
leave(0, "ok");
