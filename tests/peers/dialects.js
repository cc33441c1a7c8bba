// dialects.js WORK - for dialects.sh: fills the schemas of DuckDB and ClickHouse, and prints their views.
const {readFileSync, readdirSync, writeFileSync} = require("fs");

const work = process.argv[2];
const schema = name => readFileSync(`${work}/${name}.sql`, "utf8");
const tables = readdirSync(`${work}/star`).map(name => name.replace(".csv", ""));
const lines = (view, names, rows) =>
    [[view, "#", ...names], ...rows.map(row => [view, ...row])]
        .map(row => JSON.stringify(row)).join("\n") + "\n";

async function duckdb() {
    const {DuckDBInstance} = require("@duckdb/node-api");
    const base = await (await DuckDBInstance.create(":memory:")).connect();
    const rows = async sql => (await base.runAndReadAll(sql)).getRowsJson();
    let out = "";

    await base.run(schema("duckdb"));
    for (const table of tables)
        await base.run(`INSERT INTO ${table} SELECT * FROM read_csv('${work}/star/${table}.csv',
            header = true, all_varchar = true, quote = '"', escape = '"', delim = ',',
            nullstr = '\\N', allow_quoted_nulls = false)`);
    const views = await rows(`SELECT view_name FROM duckdb_views() WHERE NOT internal`);

    for (const [view] of views) {
        const names = (await rows(`DESCRIBE ${view}`)).map(row => row[0]);
        const all = names.map(name => `CAST("${name}" AS VARCHAR)`).join(", ");

        out += lines(view, names, await rows(`SELECT ${all} FROM ${view}`));
    }
    writeFileSync(`${work}/duckdb.json`, out);
}

function clickhouse() {
    const {Session} = require("chdb");
    const base = new Session(`${work}/chdb`);
    const rows = sql => base.query(sql, "JSONCompactStringsEachRow").trim().split("\n")
        .filter(line => line).map(line => JSON.parse(line));
    let out = "";

    for (const statement of schema("clickhouse").split(";\n"))
        if (statement.replace(/--.*\n/g, "").trim())
            base.query(statement);
    for (const table of tables) {
        const columns = rows(`SELECT name, type FROM system.columns WHERE table = '${table}'
            AND database = currentDatabase() ORDER BY position`);

        base.query(`INSERT INTO ${table} SELECT * FROM file('${work}/star/${table}.csv',
            'CSVWithNames', '${columns.map(column => column.join(" ")).join(", ")}')
            SETTINGS date_time_input_format = 'best_effort'`);
    }
    for (const [view] of rows("SELECT name FROM system.tables WHERE engine = 'View'"
            + " AND database = currentDatabase()")) {
        const names = rows(`DESCRIBE ${view}`).map(row => row[0]);
        const all = names.map(name => `CAST("${name}" AS Nullable(String))`).join(", ");

        out += lines(view, names, base.query(`SELECT ${all} FROM ${view}`, "JSONCompactEachRow")
            .trim().split("\n").filter(line => line).map(line => JSON.parse(line)));
    }
    base.cleanup();
    writeFileSync(`${work}/clickhouse.json`, out);
}

duckdb().then(clickhouse);
