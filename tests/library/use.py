"""use.py WORKBOOK TEMPLATE OUT - the library from Python; facts as CSV."""
import csv
import io
import sys
import zipfile

import juesuan

workbook, template, out = sys.argv[1:]
with juesuan.open() as j:
    filing = j.import_(workbook)
    with open(out + '/facts.py.csv', 'w', newline='', encoding='utf-8') as f:
        rows = csv.writer(f, lineterminator='\n')
        for fact in filing.facts():
            rows.writerow([fact.table, fact.item, fact.measure, fact.value])
    with zipfile.ZipFile(io.BytesIO(filing.write('package'))) as package:
        package.extractall(out + '/package.py')
    packed = j.import_(out + '/package.py')
    assert [f.value for f in packed.facts()] == [f.value for f in filing.facts()]
    checked = j.annotate(('some.xlsx', open(workbook, 'rb').read()))
    assert checked.bytes[:2] == b'PK' and checked.diagnostics
    assert all(d.text and d.sheet and d.row for d in checked.diagnostics)
    there = j.migrate(workbook, template, keep=1)
    back = j.migrate(('there.xlsx', there.bytes), filing.template,
                     kept=('kept.json', there.kept))
    again = j.import_(('again.xlsx', back.bytes))
    assert [f.value for f in again.facts()] == [f.value for f in filing.facts()]
    for wrong, status in [(('a.xlsx', b'no workbook'), juesuan.FAILED),
                          ('there is none.xlsx', juesuan.FAILED)]:
        try:
            j.check(wrong)
        except juesuan.Error as error:
            assert error.status == status and error.diagnostics, error
        else:
            raise AssertionError(wrong)
    try:
        j.migrate(workbook, 'hubei-2O22')
    except juesuan.Error as error:
        assert error.status == juesuan.USAGE
        assert 'hubei-2022' in error.diagnostics[0].hint
    with juesuan.open(language='zh') as chinese:
        try:
            chinese.import_('没有.xlsx')
        except juesuan.Error as error:
            assert '打不开' in str(error) or '不能' in str(error), error
print(juesuan.version, len(list(filing.facts())), 'facts')
