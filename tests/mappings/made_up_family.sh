# made_up_family.sh - a region that nobody has heard of is added by files only.
#
# Its 收入决算表 has another title, other words, its columns in another order,
# the total last, and amounts in 元; a self-evaluation sheet is its own.
. tests/support/tally.sh

is() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        good
    else
        echo "$name"
        cat "$work/said"
        bad
    fi
}

cp -r mappings "$work/mappings"
family=$work/mappings/made-up-2030
mkdir "$family"
cat >"$family/template.yaml" <<'Y'
template: made-up-2030
name: 某地部门决算（2030 年度）
region: 某地
years: 2030
extends: national-2022
evidence: "inferred: made up for a test"
tables: [income, project_self_evaluation]
Y
cat >"$family/income.yaml" <<'Y'
table: income
title: 各项收入情况表
unit: 元
decimals: 2
evidence: "inferred: made up"
header:
  - 编码: {code: functional}
  - 名称: {name: functional}
  - 其他: {measure: other}
  - 拨款: {measure: fiscal_appropriation}
  - 总额: {measure: total, sum: true}
rows:
  - {each: code, tree: functional}
  - {item: total, label: 总计, sum: true}
Y
cat >"$family/project_self_evaluation.yaml" <<'Y'
table: project_self_evaluation
title: 项目自查表
instance: header.project_name
unit: 元
decimals: 2
evidence: "inferred: made up"
form:
  - [项目, {header: project_name}]
  - header: [指标: {measure: level3}, 完成: {measure: actual}, 得分: {measure: score}]
    rows:
      - {each: record, item: "indicator.{n}"}
      - {item: result, label: 合计得分, measures: {score: total_score}}
Y
cat >"$work/facts.csv" <<'C'
department,fiscal_year,template,table,instance,item,measure,value,unit,decimals,role,sheet,cell
某局,2030,made-up-2030,income,,205,other,3.05,CNY,2,sum,各项收入情况表,C4
某局,2030,made-up-2030,income,,205,fiscal_appropriation,1234567.89,CNY,2,sum,各项收入情况表,D4
某局,2030,made-up-2030,income,,205,total,1234570.94,CNY,2,sum,各项收入情况表,E4
某局,2030,made-up-2030,income,,20501,fiscal_appropriation,1234567.89,CNY,2,leaf,各项收入情况表,D5
某局,2030,made-up-2030,income,,total,total,1234570.94,CNY,2,sum,各项收入情况表,E6
某局,2030,made-up-2030,project_self_evaluation,修路,header,project_name,修路,text,,leaf,修路,B2
某局,2030,made-up-2030,project_self_evaluation,修路,indicator.1,level3,里程,text,,leaf,修路,A4
某局,2030,made-up-2030,project_self_evaluation,修路,indicator.1,actual,12 公里,text,,leaf,修路,B4
某局,2030,made-up-2030,project_self_evaluation,修路,indicator.1,score,9.5,score,1,leaf,修路,C4
某局,2030,made-up-2030,project_self_evaluation,修路,result,total_score,9.5,score,1,leaf,修路,C5
C
is "its mappings are without fault" \
    "$PROGRAM" -I "$work/mappings" mappings lint made-up-2030
is "its laws hold" "$PROGRAM" -I "$work/mappings" mappings laws made-up-2030
is "its sheets are drawn" "$PROGRAM" -I "$work/mappings" export \
    "$work/facts.csv" -t made-up-2030 -o "$work/book.xlsx"
is "they are known again, and read" "$PROGRAM" -I "$work/mappings" import \
    --strict -f facts --year 2030 "$work/book.xlsx" -o "$work/read.csv"
cut -d, -f2-10 "$work/facts.csv" | sort >"$work/want"
cut -d, -f2-10 "$work/read.csv" | sort >"$work/got"
is "to the same facts" diff "$work/want" "$work/got"
is "and move to the national template" "$PROGRAM" -I "$work/mappings" migrate \
    --year 2030 "$work/book.xlsx" -t national-2022 -o "$work/national.xlsx" \
    --kept "$work/kept.json"
is "and back" "$PROGRAM" -I "$work/mappings" migrate "$work/national.xlsx" \
    --year 2030 -t made-up-2030 -o "$work/back.xlsx" --kept "$work/kept.json"
for how in "" --json; do
    "$PROGRAM" cells $how "$work/book.xlsx" >"$work/cells"
    "$PROGRAM" cells $how "$work/back.xlsx" >"$work/back"
    is "cell for cell $how" diff "$work/cells" "$work/back"
done

# What the pictures of tests/families show of the language is drawn as it is
# found, too.
for picture in tests/families/*/mapping.yaml; do
    id=$(basename "$(dirname "$picture")")
    table=$(sed -n 's/^table: //p' "$picture")
    mkdir "$work/mappings/$id"
    cp "$picture" "$work/mappings/$id/$table.yaml"
    cat >"$work/mappings/$id/template.yaml" <<Y
template: $id
name: $id
region: 某地
years: 2030
extends: $(tr -d '!' <"$(dirname "$picture")/template")
evidence: "inferred: made up for a test"
tables: [$table]
Y
    is "$id: no fault" "$PROGRAM" -I "$work/mappings" mappings lint "$id"
    is "$id: its laws" "$PROGRAM" -I "$work/mappings" mappings laws "$id"
done
tally made_up_family
