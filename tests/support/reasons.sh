# reasons.sh - for the scripts that load: reasons of findings come into a database, stay there, and are told when they go.
#
# reasons_held DATABASE ASK -- ASK is a command: what SQL says, with bars
# between. The database is empty at first. Sourced with is(), run() and $work.

reasons_held() {
    database=$1 ask=$2
    mkdir -p "$work/why"
    cat >"$work/why/a.csv" <<'C'
department,fiscal_year,template,table,item,measure,value,unit,role,sheet,cell
甲局,2022,hubei-2022,income,2101550,other,50000,CNY,leaf,收入决算表,I8
甲局,2022,hubei-2022,income,total,other,60000,CNY,sum,收入决算表,I7
甲局,2022,hubei-2022,income,total,total,70000,CNY,sum,收入决算表,C7
C
    # One finding less, and one of other figures.
    sed '3,4s/60000/50000/; s/70000/71000/' "$work/why/a.csv" >"$work/why/c.csv"
    file=$work/why/a.csv
    run check -q "$file" --reasons-new "$work/why/new.csv" >/dev/null
    # As given, with a tab and a backslash; less one; of another filing.
    sed 's/\(C8,\),/\1待补\t\\N,/; s/\(C7,\),/\1含上年,/; s/\(I7,\),/\1更正中,/
        s/\(table-missing,,\),/\1另报,/' "$work/why/new.csv" >"$work/why/all.csv"
    sed 's/更正中//' "$work/why/all.csv" >"$work/why/less.csv"
    sed 's/^a\.csv/b.csv/' "$work/why/all.csv" >"$work/why/b.csv"
    says() {
        echo $($ask "SELECT cell, reason FROM findings ORDER BY finding_no")
    }
    into() {
        run load "$@" --db "$database" >"$work/status"
        says
    }
    tab=$(printf '\t')
    all="收入决算表!C8|待补 \N 收入决算表!C7|含上年 收入决算表!I7|更正中"
    none="收入决算表!C8| 收入决算表!C7| 收入决算表!I7|"

    is "findings without reasons" "$none" "$(into "$file")"
    content=$($ask "SELECT digest, content FROM filings")
    is "reasons come to findings that are there" "$all" "$(into "$file" --reasons "$work/why/all.csv")"
    is "and it is said" 1 "$(grep -c 'the reasons of its findings are other ones now' "$work/said")"
    is "those that are for no such finding are counted" 1 \
        "$(grep -c "reasons for a.csv that are not in the database, .*: 1 \[reason-gone\]" "$work/said")"
    is "as they were given" "待补$tab\N" "$($ask "SELECT reason FROM findings WHERE cell LIKE '%C8'")"
    is "a filing says the same with and without" "$content" "$($ask "SELECT digest, content FROM filings")"
    is "a view counts them" "1|1 1|1 1|1" "$(echo $($ask 'SELECT findings, explained FROM findings_by_department'))"
    is "they stay without the file" "$all" "$(into "$file")"
    is "nothing is said of them" 0 "$(grep -c reason "$work/said")"
    is "the same reasons again" "$all 1" "$(into "$file" --reasons "$work/why/all.csv") $(grep -c 'skipped: it is loaded already$' "$work/said")"
    is "a file for another filing leaves them" "$all 4" "$(into "$file" --reasons "$work/why/b.csv") $(grep -c "'b.csv' is none of the filings" "$work/said")"

    # Another program or mappings read the file: what it says anew, or otherwise.
    $ask "UPDATE filings SET reading = 'older', content = 'other'"
    is "a file that is read again keeps them" "$all 1" "$(into "$file") $(grep -c 'read again: ' "$work/said")"
    $ask "UPDATE filings SET reading = 'older', content = 'other'"
    $ask "UPDATE findings SET cell = '收入决算表!J7' WHERE cell LIKE '%I7'"
    is "but those of findings that are no more" "${all%更正中}" "$(into "$file")"
    is "which are told" 1 "$(grep -c 'a.csv: hint: the database no longer has the reason for code-tree at 收入决算表!J7: 更正中 \[reason-gone\]' "$work/said")"
    is "a filing that comes with reasons" "$all" "$(
        $ask "UPDATE filings SET reading = 'older', content = 'other'"
        into "$file" --reasons "$work/why/all.csv")"

    is "the file is what holds for its filing" "${all%更正中}" "$(into "$file" --reasons "$work/why/less.csv")"
    is "a reason that is taken back is told" 1 "$(grep -c 'no longer has the reason for code-tree at 收入决算表!I7: 更正中' "$work/said")"
    into "$file" --reasons "$work/why/all.csv" >/dev/null
    is "a corrected filing has those of findings that are the same" "${all% *}" "$(into "$work/why/c.csv")"
    is "the others are told" 1 "$(grep -c 'c.csv: hint: the database no longer has the reason for code-tree at 收入决算表!I7: 更正中' "$work/said")"

    # Nothing else is said of a file when its reasons come.
    is "a file of a region" "${none#* 收入决算表!C7| }" "$(
        sed 's/甲局/乙局/' "$file" >"$work/why/d.csv"
        into "$work/why/d.csv" --region 某区 >/dev/null
        echo $($ask "SELECT n.cell, n.reason FROM findings n JOIN filings g
            ON g.filing_id = n.filing_id WHERE g.department = '乙局' AND n.rule = 'code-tree'"))"
    is "gets its reasons without the region" "1|某区|更正中" "$(
        sed 's/^a\.csv/d.csv/' "$work/why/all.csv" >"$work/why/d.all.csv"
        into "$work/why/d.csv" --reasons "$work/why/d.all.csv" >/dev/null
        $ask "SELECT COUNT(DISTINCT g.filing_id), MIN(g.given_region), MIN(n.reason) FROM findings n
            JOIN filings g ON g.filing_id = n.filing_id WHERE g.department = '乙局' AND n.rule = 'code-tree'")"
}
