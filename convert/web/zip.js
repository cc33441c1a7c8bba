// zip.js - several files as one to save, stored as they are; and one read.

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++)
        n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes)
        crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
}

/** Little endian: pairs of a number and how many bytes it has.
 * @param {number[]} pairs */
function record(...pairs) {
    const bytes = [];
    for (let i = 0; i < pairs.length; i += 2)
        for (let k = 0; k < pairs[i + 1]; k++)
            bytes.push((pairs[i] / 256 ** k) & 255);
    return Uint8Array.from(bytes);
}

/** @param {Iterable<[string, Uint8Array]>} files @returns {Blob} */
export function zipped(files) {
    const parts = [], list = [];
    let at = 0, n = 0, listed = 0;
    for (const [path, bytes] of files) {
        const name = new TextEncoder().encode(path);
        /* version, names are UTF-8, stored, 1980-01-01 */
        const head = [20, 2, 0x800, 2, 0, 2, 0, 2, 0x21, 2, crc32(bytes), 4,
            bytes.length, 4, bytes.length, 4, name.length, 2, 0, 2];
        const local = record(0x04034b50, 4, ...head);
        const entry = record(0x02014b50, 4, 20, 2, ...head, 0, 2, 0, 2, 0, 2, 0, 4, at, 4);
        parts.push(local, name, bytes);
        list.push(entry, name);
        at += local.length + name.length + bytes.length;
        listed += entry.length + name.length;
        n++;
    }
    const end = record(0x06054b50, 4, 0, 4, n, 2, n, 2, listed, 4, at, 4, 0, 2);
    return new Blob(/** @type {any[]} */ ([...parts, ...list, end]), { type: "application/zip" });
}

/** As the one file of a gzip: browsers that inflate nothing else are still about.
 * @param {Uint8Array} packed @param {Uint8Array} check @param {Uint8Array} size */
async function inflated(packed, check, size) {
    const stream = new Blob(/** @type {any[]} */ ([record(0x8b1f, 2, 8, 8), packed, check, size])).stream()
        .pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The files of a zip, by path; throws where it is none or uses what is rare.
 * @param {Uint8Array} bytes @returns {Promise<[string, Uint8Array][]>} */
export async function unzipped(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50)
        end--;
    if (end < 0)
        throw new Error("zip?");
    const files = [];
    let at = view.getUint32(end + 16, true);
    for (let n = view.getUint16(end + 10, true); n > 0; n--) {
        const name = view.getUint16(at + 28, true);
        const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name));
        const method = view.getUint16(at + 10, true), size = view.getUint32(at + 20, true);
        const check = bytes.slice(at + 16, at + 20), local = view.getUint32(at + 42, true);
        const from = local + 30 + view.getUint16(local + 26, true)
            + view.getUint16(local + 28, true);
        const packed = bytes.slice(from, from + size);
        const whole = bytes.slice(at + 24, at + 28);
        at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
        if (path.endsWith("/"))
            continue;
        files.push(/** @type {[string, Uint8Array]} */ ([path, method === 0 ? packed
            : await inflated(packed, check, whole)]));
    }
    return files;
}
