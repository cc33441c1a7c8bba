// engine.js - runs of the program, some at a time, that the page waits for.
//
// They are in workers, so that the page stays alive and can end them.

const AT_A_TIME = Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));

/** @typedef {import("./run.js").Result} Result */
/** @typedef {{words: string[], files: [string, Uint8Array][],
 *    done: (result: Result) => void, failed: (why: Error) => void}} Job */

/** @param {string} id  of the element whose text is it, packed */
async function unpack(id) {
    const packed = atob(document.getElementById(id).textContent.trim());
    const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

export class Cancelled extends Error {}

export class Engine {
    /** @param {WebAssembly.Module} module @param {string} source  of worker.js */
    constructor(module, source) {
        this.module = module;
        this.url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
        /** @type {Job[]} */
        this.waiting = [];
        /** @type {Map<Worker, Job | null>} */
        this.workers = new Map();
    }

    /** @param {string} source */
    static async start(source) {
        return new Engine(await WebAssembly.compile(await unpack("program")), source);
    }

    /** @param {string[]} words @param {[string, Uint8Array][]} files @returns {Promise<Result>} */
    run(words, files) {
        return new Promise((done, failed) => {
            this.waiting.push({ words, files, done, failed });
            this.next();
        });
    }

    /** Ends what is running and forgets what waits. */
    cancel() {
        for (const [worker, job] of this.workers) {
            worker.terminate();
            job?.failed(new Cancelled());
        }
        this.workers.clear();
        for (const job of this.waiting.splice(0))
            job.failed(new Cancelled());
    }

    next() {
        if (!this.waiting.length)
            return;
        const idle = [...this.workers].find(([, job]) => !job)?.[0]
            ?? (this.workers.size < AT_A_TIME ? this.hire() : null);
        if (!idle)
            return;
        const job = this.waiting.shift();
        this.workers.set(idle, job);
        try {
            idle.postMessage({ words: job.words, files: job.files });
        } catch (why) { /* no memory for another copy */
            this.workers.set(idle, null);
            job.done(failed(String(why)));
        }
    }

    hire() {
        const worker = new Worker(this.url);
        const ended = (/** @type {Result} */ result) => {
            const job = this.workers.get(worker);
            this.workers.set(worker, null);
            job?.done(result);
            this.next();
        };
        worker.postMessage({ module: this.module });
        worker.onmessage = ({ data }) => ended(data);
        worker.onerror = (event) => { /* it is gone, with what it ran */
            event.preventDefault();
            const job = this.workers.get(worker);
            worker.terminate();
            this.workers.delete(worker);
            job?.done(failed(event.message));
            this.next();
        };
        this.workers.set(worker, null);
        return worker;
    }
}

/** @param {string} why @returns {Result} */
const failed = (why) => ({ status: 3, out: new Uint8Array(), err: "", fault: why || "Worker", files: new Map() });
