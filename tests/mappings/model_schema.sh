# model_schema.sh - mappings/model.schema.json is what `juesuan mappings words
# --json` says today, and what is imported is of it.  ACCEPT=1 writes it.
. tests/support/tally.sh
schema=mappings/model.schema.json
"$PROGRAM" -q mappings words --json >"$work/schema"
[ -z "${ACCEPT-}" ] || cp "$work/schema" $schema
if diff "$work/schema" $schema >"$work/said"; then
    good
else
    bad "$schema: $(head -n 5 "$work/said")"
fi
if ! python3 -c 'import jsonschema' 2>/dev/null; then
    leave model_schema "no jsonschema"
fi
for book in samples/hubei-2022.xlsx samples/zhejiang-2022-selfeval.xlsx; do
    "$PROGRAM" -q import "$book" -f json -o "$work/model.json"
    if python3 - $schema "$work/model.json" <<'P' >"$work/said" 2>&1; then
import json, sys, jsonschema
schema, model = (json.load(open(p)) for p in sys.argv[1:])
jsonschema.validate(model, schema)
fact = next(f for t in model["tables"] for f in t.get("facts", []))
fact["measure"] = "nothing"
try:
    jsonschema.validate(model, schema)
except jsonschema.ValidationError:
    sys.exit()
sys.exit("a measure that no table has is of the schema, too")
P
        good
    else
        bad "$book: $(tail -n 12 "$work/said")"
    fi
done
tally model_schema
