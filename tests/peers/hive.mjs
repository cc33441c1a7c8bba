// hive.mjs WORK - for dialects.sh: the grammars of Hive and of Spark read our schema.
import {existsSync, readFileSync, statSync} from "fs";
import {register} from "module";
import {fileURLToPath} from "url";

// The package names folders and files as bundlers do; node wants whole names.
export async function resolve(name, context, next) {
    if (name.startsWith(".") && context.parentURL?.includes("/node_modules/")) {
        const url = new URL(name, context.parentURL), path = fileURLToPath(url);

        if (existsSync(path) && statSync(path).isDirectory())
            return next(`${url.href}/index.js`, context);
        if (!existsSync(path) && existsSync(`${path}.js`))
            return next(`${url.href}.js`, context);
    }
    return next(name, context);
}

if (process.argv[2]) {
    register(import.meta.url);
    const parsers = await import(`file://${process.argv[3]}/dt-sql-parser/dist/index.js`);
    const sql = readFileSync(`${process.argv[2]}/hive.sql`, "utf8");

    for (const name of ["HiveSQL", "SparkSQL"]) {
        const parser = new parsers[name]();

        console.log(`${name}: ${parser.validate(sql).length} errors,`,
            `${parser.validate(sql.replace("CREATE TABLE", "CREATE TABEL")).length > 0}`);
    }
}
