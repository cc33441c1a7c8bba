// dom.js - elements made of names, properties and texts; texts stay texts.

/**
 * @param {string} name  "div.class"
 * @param {Record<string, any> | null} [properties]  on…: a listener; else an
 *     attribute, left out where it is false or null
 * @param {...(Node | string | number | null | undefined | false | any[])} inside
 * @returns {HTMLElement}
 */
export function h(name, properties, ...inside) {
    const [tag, ...classes] = name.split(".");
    const made = document.createElement(tag);
    if (classes.length)
        made.className = classes.join(" ");
    for (const [key, value] of Object.entries(properties ?? {})) {
        if (value === false || value === null || value === undefined)
            continue;
        if (key.startsWith("on"))
            made.addEventListener(key.slice(2), value);
        else if (key === "value")
            /** @type {any} */ (made).value = value;
        else
            made.setAttribute(key, value === true ? "" : String(value));
    }
    return fill(made, ...inside);
}

/** Puts other nodes and texts into an element.
 * @param {HTMLElement} element @param {...any} inside */
export function fill(element, ...inside) {
    element.textContent = "";
    element.append(.../** @type {any[]} */ (inside).flat(3)
        .filter((part) => part !== null && part !== undefined && part !== false)
        .map((part) => (part instanceof Node ? part : String(part))));
    return element;
}

/** @param {string} id */
export const at = (id) => document.getElementById(id);

/** A path without what Windows takes for no name of a file.
 * @param {string} path */
export const safe = (path) => path.split("/").map((part) => part.replace(/[\x00-\x1f<>:"\\|?*\u202a-\u202e\u2066-\u2069]/g, "_")
    .replace(/[. ]+$/, "_")).join("/");

/** @param {string} name @param {Blob | Uint8Array} bytes */
export function save(name, bytes) {
    const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)]));
    const link = h("a", { href: url, download: safe(name) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
}
