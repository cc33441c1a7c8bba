// run.js - one run of the program: words and files in, status, texts and files out.
//
// Each run is a fresh instance over files in memory: what goes wrong ends that
// run alone, and nothing of one is seen by the next.

import { Directory, File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";

/** Of a run; fault: why it ended where the program did not end it, or "".
 * @typedef {{status: number, out: Uint8Array, err: string, fault: string,
 *    files: Map<string, Uint8Array>}} Result */

/** A file whose room doubles: the layer's own is copied at each write. */
class Growing extends File {
    constructor() {
        super([]);
        this.n = 0;
    }
    get size() {
        return BigInt(this.n);
    }
    /** @param {number} n */
    room(n) {
        if (n > this.data.length) {
            const old = this.data;
            this.data = new Uint8Array(Math.max(n, old.length * 2, 1 << 16));
            this.data.set(old);
        }
    }
    bytes() {
        return this.data.subarray(0, this.n);
    }
    path_open(/** @type {number} */ oflags) {
        if (oflags & 8) /* truncate */
            this.n = 0;
        return { ret: 0, fd_obj: new OpenGrowing(this) };
    }
}

class OpenGrowing extends OpenFile {
    /** @param {Growing} file */
    constructor(file) {
        super(file);
        this.grows = file;
    }
    at() {
        return Number(this.file_pos);
    }
    fd_read(/** @type {number} */ size) {
        const read = this.fd_pread(size, this.file_pos);
        this.file_pos += BigInt(read.data.length);
        return read;
    }
    fd_pread(/** @type {number} */ size, /** @type {bigint} */ from) {
        const at = Number(from);
        return { ret: 0, data: this.grows.bytes().slice(at, at + size) };
    }
    fd_seek(/** @type {bigint} */ offset, /** @type {number} */ whence) {
        const from = [0n, this.file_pos, this.file.size][whence] + offset;
        if (from < 0n)
            return { ret: 28, offset: 0n }; /* EINVAL */
        this.file_pos = from;
        return { ret: 0, offset: from };
    }
    fd_write(/** @type {Uint8Array} */ data) {
        const done = this.fd_pwrite(data, this.file_pos);
        this.file_pos += BigInt(data.length);
        return done;
    }
    fd_pwrite(/** @type {Uint8Array} */ data, /** @type {bigint} */ to) {
        const at = Number(to), end = at + data.length;
        this.grows.room(end);
        this.grows.data.set(data, at);
        this.grows.n = Math.max(this.grows.n, end);
        return { ret: 0, nwritten: data.length };
    }
    fd_filestat_set_size(/** @type {bigint} */ size) {
        this.grows.room(Number(size));
        this.grows.data.fill(0, this.grows.n);
        this.grows.n = Number(size);
        return 0;
    }
}

/** The layer makes plain files; those made in these folders grow. */
class Folder extends Directory {
    create_entry_for_path(/** @type {string} */ path, /** @type {boolean} */ folder) {
        const made = super.create_entry_for_path(path, folder);
        if (!made.entry)
            return made;
        const parts = path.split("/").filter((part) => part && part !== ".");
        const name = parts.pop();
        const entry = folder ? new Folder(new Map()) : new Growing();
        let above = /** @type {Directory} */ (this);
        for (const part of parts)
            above = /** @type {Directory} */ (above.contents.get(part));
        above.contents.set(name, entry);
        return { ret: 0, entry };
    }
}

/** @param {Folder} root @param {string} path @param {Uint8Array} bytes */
function put(root, path, bytes) {
    const parts = path.split("/").filter(Boolean);
    const name = parts.pop();
    let at = root;
    for (const part of parts) {
        if (!at.contents.has(part))
            at.contents.set(part, new Folder(new Map()));
        at = /** @type {Folder} */ (at.contents.get(part));
    }
    if (name === ".") /* the folder alone */
        return;
    const file = new File([], { readonly: true });
    file.data = bytes; /* not a copy */
    at.contents.set(name, file);
}

/** @param {Directory} folder @param {string} path @param {Map<string, Uint8Array>} found */
function made(folder, path, found) {
    for (const [name, entry] of folder.contents) {
        if (entry instanceof Directory)
            made(entry, path + name + "/", found);
        else if (entry instanceof Growing)
            found.set(path + name, entry.bytes());
    }
    return found;
}

/**
 * @param {WebAssembly.Module} module
 * @param {string[]} words  the command and what follows it
 * @param {Iterable<[string, Uint8Array]>} files  by path
 * @returns {Result}  files: those that the run made
 */
export function run(module, words, files) {
    const root = new PreopenDirectory("/", new Map());
    root.dir = new Folder(new Map());
    for (const [path, bytes] of files)
        put(root.dir, path, bytes);
    const [input, out, err] = [new Growing(), new Growing(), new Growing()];
    const wasi = new WASI(["juesuan", ...words], [],
        [new OpenGrowing(input), new OpenGrowing(out), new OpenGrowing(err), root],
        { debug: false });
    const sizes = wasi.args.map((each) => new TextEncoder().encode(each).length + 1);
    /* The layer's own counts characters, and words are written as bytes: behind
       their room, where a file's name is Chinese. */
    wasi.wasiImport.args_sizes_get = (/** @type {number} */ count, /** @type {number} */ size) => {
        const view = new DataView(wasi.inst.exports.memory.buffer);
        view.setUint32(count, sizes.length, true);
        view.setUint32(size, sizes.reduce((n, each) => n + each, 0), true);
        return 0;
    };
    let status = 3, fault = "";
    try {
        status = wasi.start(/** @type {any} */ (new WebAssembly.Instance(module,
            { wasi_snapshot_preview1: wasi.wasiImport })));
    } catch (e) {
        fault = String(e);
    }
    const text = new TextDecoder().decode(err.bytes());
    return { status, out: out.bytes(), err: text, fault, files: made(root.dir, "", new Map()) };
}
