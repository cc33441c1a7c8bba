// state.js - what the page's parts share: filings, templates, and how all is drawn again.

import { objects } from "./csv.js";
import { Filing } from "./filing.js";
import { Together } from "./together.js";
import { language } from "./words.js";

/** @typedef {{template: string, name: string, tables: {table: string, title: string}[]}} Template */

export const LEVELS = ["error", "doubt", "warning", "hint", "note"];

/** @type {import("./filing.js").Shared} */
export const shared = { engine: /** @type {any} */ (null), last: [], mappings: { files: [], words: [] } };

export const state = {
    /** @type {Filing[]} */
    filings: [],
    /** @type {Filing | null} */
    open: null, /* the one that is shown */
    /** @type {Set<string>} */
    paths: new Set(), /* of all workbooks */
    left: 0, /* of the files dropped last, those that are no workbooks */
    /** @type {Template[]} */
    templates: [],
    together: new Together(),
};

/** What page.js draws with. */
export const draw = { list: () => {}, filing: () => {}, all: () => {} };

/** @returns {Promise<import("./run.js").Result>} */
export async function readTemplates() {
    const result = await shared.engine.run(["mappings", "list", "--json", "--lang", language, "--diag", "json",
        ...shared.mappings.words], shared.mappings.files);
    state.templates = objects(new TextDecoder().decode(result.out));
    return result;
}
