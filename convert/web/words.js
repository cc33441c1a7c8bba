// words.js - the page's own words; what the program says comes in its language.

/** @type {Record<string, [string, string]>} */
const WORDS = {
    title: ["部门决算核对", "Final accounts: check and convert"],
    sub: ["本页在本机运行，不联网，不上传，不保存任何数据", "Runs on this computer: nothing is sent, nothing is kept"],
    other: ["English", "中文"],
    drop: ["把决算表拖到这里，或", "Drop workbooks here, or"],
    choose: ["选择文件…", "choose files…"],
    folder: ["选择文件夹…", "choose a folder…"],
    kinds: [".xlsx .xls .et .ods .xlsm，可一次放很多个", ".xlsx .xls .et .ods .xlsm, many at once"],
    loading: ["正在准备…", "Getting ready…"],
    old: ["这个浏览器太旧，不能运行本页：请用 Chromium 86 以上内核的浏览器（Chrome、Edge、360、奇安信、统信）或 Firefox 115 以上打开。",
        "This browser is too old for this page: use one of Chromium 86 or newer (Chrome, Edge), or Firefox 115 or newer."],
    files: ["文件", "Files"], file: ["文件", "File"], template: ["模板", "Template"],
    tables: ["表", "Tables"], errors: ["错误", "Errors"], warnings: ["警告", "Warnings"],
    hints: ["提示", "Hints"], state: ["结果", "Result"],
    waiting: ["等待", "waiting"], running: ["核对中…", "checking…"], cancelled: ["已取消", "cancelled"],
    status0: ["完整，未发现问题", "whole, nothing found"],
    status0Warned: ["完整，有警告", "whole, with warnings"],
    status1: ["有问题或存疑", "wrong or in doubt"], status3: ["读不了", "cannot be read"],
    faulty: ["程序出错", "the program failed"],
    fault: ["程序在 {0} 上出错（{1}），没有结果；其他文件不受影响。办法：用 WPS 或 Excel 打开它，另存为新的 .xlsx 再拖进来；仍然出错的，请把这一行字和该文件（或去掉数字的副本）交给提供本页的人。",
        "The program failed on {0} ({1}) and has no result; the others go on. Open it in Excel or WPS, save it as a new .xlsx and drop that; if it fails again, hand this line and the file to whoever gave you this page."],
    faultMemory: ["处理 {0} 时内存不够（{1}），没有结果；其他文件不受影响。办法：关掉别的网页和程序后重新核对；仍然不够的，把这个工作簿的表分存成几个文件一起拖进来。",
        "There was no memory left for {0} ({1}); the others go on. Close other pages and programs and check again; if that is not enough, save its tables as several workbooks and drop these together."],
    progress: ["已核对 {0} / {1}", "{0} of {1} checked"], cancel: ["取消", "Cancel"],
    again: ["继续核对", "Go on"], remove: ["移除", "Remove"], clear: ["全部移除", "Remove all"],
    last: ["上年决算（可选）…", "Last year's (optional)…"], lastHave: ["上年：{0}", "Last year: {0}"],
    lastMany: ["上年：{0} 个文件", "Last year: {0} files"],
    lastNone: ["{0} 个上年文件中没有这个部门的", "none of the {0} files of last year is of this department"],
    given: ["表上没有写明的", "What no sheet says"], year: ["年度", "Year"],
    department: ["部门", "Department"], unit: ["金额单位", "Unit"], region: ["地区", "Region"],
    detected: ["自动识别", "detect"], apply: ["重新核对", "Check again"],
    findings: ["问题", "Findings"], found: ["读到的表", "Tables found"],
    whole: ["整份文件", "The whole file"], none: ["没有发现问题。", "Nothing was found."],
    held: ["核对 {0} 处相符，{1} 处不符，{2} 处无法核对", "{0} hold, {1} do not, {2} could not be judged"],
    values: ["读出 {0} 个数值和文字", "{0} values were read"],
    sheetNone: ["没有模板认识这个工作表", "no template knows this sheet"],
    error: ["错误", "error"], doubt: ["存疑", "doubt"], warning: ["警告", "warning"], hint: ["提示", "hint"], note: ["说明", "note"],
    explained: ["已说明", "explained"], equals: ["应等于", "should be"],
    difference: ["{0} 与 {1}：相差 {2}，允许尾差 {3} {4}", "{0} and {1}: difference {2}, tolerance {3} {4}"],
    zeros: ["另有 {0} 个单元格", "{0} more cells"], reason: ["说明理由：", "Why it stays:"],
    reasonHint: ["例如：系统取数口径不同，已核实", "e.g. checked against the books"],
    reasonsUse: ["按理由重新核对", "Check with the reasons"], reasonsSave: ["下载理由表", "Save the reasons"],
    reasonsLoad: ["读入理由表…", "Read reasons…"],
    author: ["模板作者的说明", "for the mapping's author"],
    back: ["回到问题", "Back to the finding"], freeze: ["冻结表头", "Freeze headings"],
    rows: ["第 {0}–{1} 行，共 {2} 行", "rows {0}–{1} of {2}"], columns: ["{0}–{1} 列，共 {2} 列", "columns {0}–{1} of {2}"],
    before: ["前面", "before"], after: ["后面", "after"],
    noCells: ["没有可显示的工作表。", "There is no sheet to show."], sheet: ["工作表", "Sheet"],
    downloads: ["下载", "Save"], annotated: ["批注后的工作簿", "Workbook with notes"],
    report: ["核对报告（网页，可打印）", "Report (a page to print)"], facts: ["明细 CSV（Excel 打开）", "Facts as CSV for Excel"],
    json: ["JSON 数据", "JSON"], explain: ["读取说明", "How it was read"], print: ["打印本页问题", "Print the findings"],
    convert: ["转换成别的模板", "In another template"], convertDo: ["转换", "Convert"],
    fill: ["填入下发的空表…", "Fill an official blank…"], blank: ["空白模板", "Empty blank"], blankDo: ["下载空表", "Save a blank"],
    lost: ["转换会丢掉下面这些内容，还没有写文件：", "This would be lost; nothing is written yet:"],
    lossy: ["同意丢掉，下载", "Agree and save"], keep: ["下载，并把放不下的另存一个文件", "Save, with what has no place in a second file"],
    saved: ["已下载 {0}", "{0} is saved"], notMade: ["没有写出文件", "Nothing was written"],
    working: ["正在处理…", "working…"], all: ["全部文件：", "All files:"], allAnnotated: ["批注副本 zip", "Notes, as a zip"],
    allReport: ["报告 zip", "Reports, as a zip"], allFacts: ["明细 CSV", "Facts CSV"], said: ["程序的说明", "What the program says"],
    books: ["{0} 个文件合为一套", "{0} files, one filing"],
    left: ["{0} 个文件不是工作簿，没有放入", "{0} files are no workbooks and were left out"],
    folderNone: ["拖进来的文件夹读不了：请用“选择文件夹…”", "The folder cannot be read when it is dropped: use “choose a folder…”"],
    saveNone: ["{0} 份没有写出：", "Nothing was written of {0}: "],
    applyAll: ["年度、单位、地区用于全部文件", "Year, unit and region for all files"],
    reasonsNone: ["{0} 不是理由表：第一行要有 filing、rule、cell、reason", "{0} is no table of reasons: its first row must have filing, rule, cell and reason"],
    mappingsWrong: ["自己的模板没有读入，仍用内置的模板", "The own mappings were not read; those inside are used"],
    authors: ["模板作者", "For authors of mappings"], draft: ["为空表起草模板…", "Draft a template of a blank…"],
    mappings: ["使用自己的模板文件…（zip 或文件夹）", "Own mapping files… (a zip or folder)"], mappingsFolder: ["文件夹…", "folder…"],
    mappingsHave: ["正在使用自己的模板：{0} 个文件", "Own mappings: {0} files"], mappingsDrop: ["停用", "Stop using"],
    gone: ["{0} 读不出来：改动过、已移走或正被别的程序占用，请关闭它后重新拖入", "{0} cannot be read: it was changed or moved, or another program holds it; close it and drop it again"],
    licences: ["内含：libxlsxwriter、zlib、libdeflate、libyaml、libcsv、libmd、wasi-libc、browser_wasi_shim（MIT 或 Apache-2.0）",
        "Inside: libxlsxwriter, zlib, libdeflate, libyaml, libcsv, libmd, wasi-libc, browser_wasi_shim (MIT or Apache-2.0)"],
};

const KEY = "juesuan.language";
/** @returns {"zh" | "en"} */
function remembered() {
    try {
        return localStorage.getItem(KEY) === "en" ? "en" : "zh";
    } catch {
        return "zh"; /* a page from a file may have no storage */
    }
}

/** @type {"zh" | "en"} */
export let language = remembered();

/** @param {"zh" | "en"} to */
export function speak(to) {
    language = to;
    try {
        localStorage.setItem(KEY, to);
    } catch { /* then only this page knows it */ }
}

/** @param {string} key @param {...(string | number)} values */
export function t(key, ...values) {
    return WORDS[key][language === "zh" ? 0 : 1]
        .replace(/\{(\d)\}/g, (_, i) => String(values[+i]));
}
