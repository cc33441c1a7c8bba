# old.sh - for the scripts that hold databases of older versions: what is in them.
#
# old_inputs makes older, newer, other and kindred.csv in $work; old_load loads
# all but the last into a database, as the dumps of tests/cli/old were.
old_inputs() {
    cat >"$work/older.csv" <<'C'
department,fiscal_year,template,table,item,measure,value,unit,role,sheet,cell
甲局,2022,hubei-2022,income,2101550,other,50000,CNY,leaf,收入决算表,I8
甲局,2022,hubei-2022,income,total,other,60000,CNY,sum,收入决算表,I7
甲局,2022,hubei-2022,income,total,total,60000,CNY,sum,收入决算表,C7
C
    sed 's/60000/50000/' "$work/older.csv" >"$work/newer.csv"
    sed 's/hubei/national/; s/50000,CNY,leaf/52000,CNY,leaf/' "$work/newer.csv" \
        >"$work/kindred.csv"
    cat >"$work/other.csv" <<'C'
department,fiscal_year,template,table,item,measure,value,unit,role,sheet,cell
乙 局,2022,national-2022,income,2101550,other,70000.5,CNY,leaf,收入决算表,I8
乙 局,2022,national-2022,income,total,other,70000.5,CNY,sum,收入决算表,I7
乙 局,2022,national-2022,general_budget_expenditure_detail,2101501,30101,12.5,CNY,leaf,,
C
}

old_load() {
    for file in "$work/older.csv" "$work/newer.csv" "$work/other.csv" \
        tests/cli/old/model-1.json; do
        "$PROGRAM" load -q "$file" --db "$1" 2>>"$work/told"
    done
}
