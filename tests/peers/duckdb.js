// duckdb.js WORK - for duckdb.sh: the readings in WORK agree with each other and with SQLite.
const {DuckDBInstance} = require("@duckdb/node-api");
const {readFileSync} = require("fs");
const {createHash} = require("crypto");

const work = process.argv[2];
let passed = 0, failed = 0;

function is(name, want, got) {
    if (want === got) {
        passed++;
    } else {
        failed++;
        console.log(`${name}: want ${want}\n  got ${got}`);
    }
}

// A fact's value is a number but for texts; as VARCHAR no digit of it is lost.
const sums = source => `
    SELECT unit, COUNT(*), SUM(CASE WHEN unit <> 'text'
           THEN CAST(value AS DECIMAL(38, 18)) END)
      FROM ${source}
     WHERE unit = 'text' OR length(split_part(value, '.', 2)) <= 4
     GROUP BY unit ORDER BY unit`;

const readings = {
    csv: `read_csv('${work}/facts.csv', all_varchar = false,
          types = {'value': 'VARCHAR', 'cell': 'VARCHAR'})`,
    jsonl: `read_json('${work}/facts.jsonl', format = 'newline_delimited',
          columns = {department: 'VARCHAR', fiscal_year: 'INTEGER', template: 'VARCHAR',
          "table": 'VARCHAR', instance: 'VARCHAR', item: 'VARCHAR', measure: 'VARCHAR',
          value: 'VARCHAR', unit: 'VARCHAR', decimals: 'INTEGER', role: 'VARCHAR',
          sheet: 'VARCHAR', cell: 'VARCHAR'})`,
    "partitioned csv": `read_csv('${work}/csv/*/*/*.csv', hive_partitioning = true,
          types = {'value': 'VARCHAR', 'instance': 'VARCHAR'}, union_by_name = true)`,
    "partitioned jsonl": `read_json('${work}/jsonl/*/*/*.jsonl',
          hive_partitioning = true, format = 'newline_delimited',
          columns = {fiscal_year: 'INTEGER', template: 'VARCHAR', instance: 'VARCHAR',
          item: 'VARCHAR', measure: 'VARCHAR', value: 'VARCHAR', unit: 'VARCHAR',
          decimals: 'INTEGER', role: 'VARCHAR', sheet: 'VARCHAR', cell: 'VARCHAR',
          fact_key: 'VARCHAR'})`,
};

async function main() {
    const base = await (await DuckDBInstance.create(":memory:")).connect();
    const rows = async sql => (await base.runAndReadAll(sql)).getRowsJson();
    // SQLite counts in 10^-4.
    const wanted = readFileSync(`${work}/sqlite`, "utf8").trim().split("\n").map(line => {
        const [unit, n, units] = line.split("|");
        return [unit, n, units === "" ? null : BigInt(units)];
    });

    for (const [name, source] of Object.entries(readings)) {
        const got = await rows(sums(source));

        is(`${name}: sums`, String(wanted), String(got.map(([unit, n, sum]) =>
            [unit, n, sum === null ? null
                : BigInt(sum.replace(".", "").slice(0, -14))])));
        const types = Object.fromEntries((await rows(`DESCRIBE SELECT * FROM ${source}`))
            .map(row => [row[0], row[1]]));

        is(`${name}: year is a number`, true, /^(BIGINT|INTEGER)$/.test(types.fiscal_year));
        is(`${name}: decimals are`, true, /^(BIGINT|INTEGER)$/.test(types.decimals));
        is(`${name}: names are text`, "VARCHAR VARCHAR VARCHAR",
            [types.department, types.item, types.cell].join(" "));
    }

    const keys = name => rows(`SELECT fact_key FROM ${readings[name]} ORDER BY 1`);
    const one = await keys("partitioned csv"), other = await keys("partitioned jsonl");

    is("keys of either partitioning", String(one), String(other));
    is("no key twice", one.length, new Set(one.map(String)).size);
    is("fiscal_year of a partition", "2022", String((await rows(`SELECT DISTINCT fiscal_year
        FROM ${readings["partitioned csv"]} WHERE template = 'hubei-2022'`))[0]));
    is("a department in a folder's name", "1", String(await rows(`SELECT COUNT(DISTINCT department)
        FROM ${readings["partitioned jsonl"]} WHERE department = '随州市曾都区医疗保障服务中心'`)));

    for (const kind of ["csv", "jsonl"]) {
        const manifest = JSON.parse(readFileSync(`${work}/${kind}/manifest.json`, "utf8"));
        const digest = path => createHash("sha256").update(readFileSync(path)).digest("hex");
        const wrong = [
            ...manifest.inputs.filter(f => digest(f.path) !== f.sha256),
            ...manifest.outputs.filter(f => digest(`${work}/${kind}/${f.path}`) !== f.sha256),
        ];

        is(`${kind}: digests of the manifest`, "[]", JSON.stringify(wrong));
        is(`${kind}: rows of the manifest`, one.length,
            manifest.outputs.reduce((n, f) => n + f.rows, 0));
        is(`${kind}: facts of the inputs`, manifest.facts,
            manifest.inputs.reduce((n, f) => n + f.facts, 0));
    }
    is("a package's table", "5823600", String((await rows(`SELECT total FROM
        read_csv('${work}/packages/hubei-2022/income.csv', types = {'item': 'VARCHAR'})
        WHERE item = 'total'`))[0]));
    console.log(`duckdb: ${passed} passed, ${failed} failed`);
}

main().catch(error => {
    console.log(error);
    console.log(`duckdb: ${passed} passed, ${failed + 1} failed`);
});
