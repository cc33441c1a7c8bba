// queue.js - the work on the filings: some at a time, until all are done or the
// person cancels; then, which of them are parts of one filing.

import { free, workbooksOf } from "./files.js";
import { Filing } from "./filing.js";
import { draw, shared, state } from "./state.js";

const AT_A_TIME = 4;
let ids = 0;
let atWork = 0;
let joining = false;
let heldBack = false; /* the person cancelled */

export const busy = () => joining || state.filings.some((f) => f.state === "waiting" || f.state === "running");

/** @param {import("./files.js").Found[]} found */
export function add(found) {
    const { books, left } = workbooksOf(found);
    state.left = left;
    const made = books.map(({ file, path }) =>
        new Filing([{ id: ++ids, file, path: free(path, state.paths) }], shared));
    state.filings.push(...made);
    if (!state.open && made.length)
        show(made[0]);
    work();
}

/** @param {Filing | null} filing */
export function show(filing) {
    state.open = filing;
    draw.list();
    draw.filing();
}

export function work() {
    heldBack = false;
    goOn();
}

function goOn() {
    while (!heldBack && !joining && atWork < AT_A_TIME) {
        const next = state.filings.find((f) => f.state === "waiting");
        if (!next)
            break;
        atWork++;
        next.check().then(() => {
            atWork--;
            if (next.stale && next.state === "done")
                next.state = "waiting";
            next.stale = false;
            if (next === state.open)
                draw.filing();
            goOn();
        });
    }
    if (!atWork && !joining && !heldBack)
        join();
    draw.list();
}

/** When all are checked: tables that are one a file become one filing. */
async function join() {
    const parts = state.together.parts(state.filings, shared.mappings.words.join(" "));
    if (!parts.length)
        return;
    joining = true;
    const before = state.filings;
    try {
        for (const part of parts)
            replace(part, await state.together.of(part));
    } catch { /* cancelled, or a file is gone: they stay what they are */
        state.together.asked = "";
        heldBack = true;
    }
    joining = false;
    if (before.length && !state.filings.includes(state.open))
        show(state.filings.find((f) => f.books.some((b) => state.open?.books.includes(b))) ?? state.filings[0] ?? null);
    else
        draw.filing();
    goOn();
}

/** @param {Filing[]} parts @param {Filing[]} filings  that they are */
function replace(parts, filings) {
    const here = parts.filter((f) => state.filings.includes(f));
    if (here.length < parts.length) /* taken away meanwhile */
        return;
    state.filings = state.filings.flatMap((f) => (parts.includes(f)
        ? filings.filter((made) => made.books.some((b) => f.books.includes(b))
            && f === parts.find((part) => made.books.some((b) => part.books.includes(b)))) : [f]));
}

export function cancel() {
    heldBack = true;
    shared.engine.cancel();
    for (const filing of state.filings)
        if (filing.state === "waiting")
            filing.state = "cancelled";
    draw.list();
}

/** @param {Filing[]} which */
export function again(which) {
    for (const filing of which) {
        if (filing.state === "running")
            filing.stale = true;
        else
            filing.state = "waiting";
    }
    work();
}

export function clear() {
    cancel();
    state.filings = [];
    state.paths.clear();
    state.left = 0;
    state.together.asked = "";
    show(null);
}
