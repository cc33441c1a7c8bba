"""wrong.py WORKBOOK MAPPINGS OUT - what callers of the library get wrong."""
import ctypes
import io
import os
import shutil
import sys
import threading
import zipfile

import juesuan

workbook, mappings, out = sys.argv[1:]
NOTHING, EMPTY = None, ctypes.byref(juesuan._File(None, None, 0))
FILE = ctypes.byref(juesuan._file(workbook))


def end(result):
    """Status and codes of a result, which is freed."""
    got = (juesuan._call('status', result),
           [juesuan._call('diagnostic', result, i).contents.code.decode()
            for i in range(juesuan._call('n_diagnostics', result))])
    juesuan._call('free', result)
    return got


def other():
    """A workbook that no mapping knows."""
    main = 'http://schemas.openxmlformats.org/%s/2006/%s'
    sheet, part = main % ('spreadsheetml', 'main'), 'application/vnd.openxml' \
        'formats-officedocument.spreadsheetml.%s+xml'
    links = main % ('package', 'relationships')
    kind = main % ('officeDocument', 'relationships')
    held = io.BytesIO()
    with zipfile.ZipFile(held, 'w') as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="%s">'
                   '<Default Extension="rels" ContentType="application/vnd.'
                   'openxmlformats-package.relationships+xml"/>'
                   '<Override PartName="/a.xml" ContentType="%s"/>'
                   '<Override PartName="/b.xml" ContentType="%s"/></Types>'
                   % (main % ('package', 'content-types'), part % 'sheet.main',
                      part % 'worksheet'))
        for name, to, what in (('_rels/.rels', 'a.xml', 'officeDocument'),
                               ('_rels/a.xml.rels', 'b.xml', 'worksheet')):
            z.writestr(name, '<Relationships xmlns="%s"><Relationship Id="r1" '
                       'Type="%s/%s" Target="%s"/></Relationships>'
                       % (links, kind, what, to))
        z.writestr('a.xml', '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet '
                   'name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
                   % (sheet, kind))
        z.writestr('b.xml', '<worksheet xmlns="%s"><sheetData><row r="1">'
                   '<c r="A1"><v>1</v></c></row></sheetData></worksheet>' % sheet)
    return held.getvalue()


def codes(result):
    return result.status, [d.code for d in result.diagnostics]


def fails(status, work, *given, **options):
    try:
        work(*given, **options)
    except juesuan.Error as error:
        assert error.status == status and error.diagnostics, error
        return error
    raise AssertionError(given)


with juesuan.open() as j:
    # No file at all.
    options = juesuan._Options(ctypes.sizeof(juesuan._Options))
    options.template_id = b'hubei-2022'
    for name in ('detect', 'import', 'check', 'annotate', 'report', 'explain',
                 'export', 'migrate'):
        for given in (NOTHING, EMPTY):
            got = end(juesuan._call(name, j._at, given, ctypes.byref(options)))
            assert got == (juesuan.USAGE, ['usage']), (name, got)
    for model, blank in ((NOTHING, FILE), (FILE, NOTHING), (FILE, EMPTY)):
        got = end(juesuan._call('fill', j._at, model, blank, None))
        assert got == (juesuan.USAGE, ['usage']), got

    # A format that there is not, and a result without facts.
    filing = j.import_(workbook)
    for number in (-1, 5, 99):
        got = end(juesuan._call('write', j._at, filing._at, number))
        assert got == (juesuan.USAGE, ['usage']), got
    drawn = j.blank('hubei-2022')
    assert end(juesuan._call('write', j._at, drawn._at, 0))[0] == juesuan.USAGE

    # What is in no mapping is explained, and has neither template nor facts.
    unknown = juesuan._file(('other.xlsx', other()))
    shown = juesuan._call('explain', j._at, ctypes.byref(unknown), None)
    assert juesuan._call('status', shown) == juesuan.FAILED
    assert juesuan._call('bytes', shown, None)
    assert juesuan._call('template', shown) == b''
    assert end(juesuan._call('write', j._at, shown, 0))[0] == juesuan.USAGE
    juesuan._call('free', shown)

    # Messages name the options of the library, not of the program.
    said = j.import_(workbook, unit='亿元', year=2021).diagnostics
    assert any('unit says 亿元' in d.text for d in said), said
    assert not any('--' in d.text for d in said), said
    checked = codes(j.check(workbook))

    # A file that can be read once alone.
    with open(workbook, 'rb') as f:
        given = f.read()
    there = j.migrate(('a', given), 'national-2022', lossy=1).bytes
    for work, want in ((j.annotate, j.annotate(('a', given)).bytes),
                       (j.explain, j.explain(('a', given)).bytes),
                       (lambda file: j.migrate(file, 'national-2022', lossy=1),
                        there)):
        inlet, outlet = os.pipe()
        with os.fdopen(outlet, 'wb') as f:
            writing = threading.Thread(target=lambda f=f: (f.write(given), f.close()))
            writing.start()
            assert work('/dev/fd/%d' % inlet).bytes == want, work
            writing.join()
        os.close(inlet)

# Of mappings that go away the rules are read with the rest.
shutil.copytree(mappings, out + '/gone')
with juesuan.open(out + '/gone') as j:
    j.detect(workbook)
    shutil.rmtree(out + '/gone')
    for _ in range(2):
        assert codes(j.check(workbook)) == checked
# Rules that cannot be read: each check says so, and nothing else does.
shutil.copytree(mappings, out + '/broken')
with open(out + '/broken/rules/last_year.yaml', 'w', encoding='utf-8') as f:
    f.write('- [')
with juesuan.open(out + '/broken') as j:
    assert codes(j.import_(workbook)) == (juesuan.DONE, [])
    for _ in range(2):
        fails(juesuan.FAILED, j.check, workbook)
# A folder of no name is none.
j = juesuan._call('open', ctypes.byref(juesuan._Settings(
    ctypes.sizeof(juesuan._Settings), b'')))
assert end(juesuan._call('import', j, FILE, None)) == (juesuan.DONE, [])
juesuan._call('close', j)
print('nothing wrong')
