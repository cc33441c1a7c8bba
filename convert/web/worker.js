// worker.js - runs of the program beside the page: one after another, as they come.

import { run } from "./run.js";

/** @type {WebAssembly.Module} */
let module;

self.onmessage = ({ data }) => {
    if (data.module)
        module = data.module;
    else
        self.postMessage(run(module, data.words, data.files));
};
