"""juesuan.py - final accounts of departments, from Python, by libjuesuan.

    import juesuan
    with juesuan.open() as j:
        filing = j.import_('某局.xlsx')
        for fact in filing.facts():
            print(fact.table, fact.item, fact.measure, fact.value, fact.unit)

A workbook is a path, or (name, bytes).  To pandas:

    with juesuan.open() as j:
        facts = j.import_('某局.xlsx').facts()
        frame = pandas.DataFrame([fact._asdict() for fact in facts])

What is done whole has status DONE; OPEN is done, but something is wrong, in
doubt or left out, which 'diagnostics' of the result say.  What could not be
done is an Error that carries them.  Values are Decimal where they are numbers.

No build step: this file and libjuesuan.so.0 (`make install-library`); the
variable LIBJUESUAN names it where it is elsewhere.
"""
import collections
import ctypes
import os
from decimal import Decimal

DONE, OPEN, USAGE, FAILED, LOST, NO_MEMORY = range(6)
LEVELS = ('hint', 'warning', 'error')

Diagnostic = collections.namedtuple(
    'Diagnostic', 'code level open file sheet row column text hint rule evidence')
Fact = collections.namedtuple(
    'Fact', 'table instance item measure value unit decimals is_sum sheet row '
    'column found by')


class Error(Exception):
    """What could not be done; 'status', and 'diagnostics' say why."""

    def __init__(self, status, diagnostics):
        self.status, self.diagnostics = status, diagnostics
        super().__init__('\n'.join(d.text for d in diagnostics
                                   if d.level == 'error')
                         or ('out of memory' if status == NO_MEMORY
                             else 'status %d' % status))


class _File(ctypes.Structure):
    _fields_ = [('name', ctypes.c_char_p), ('bytes', ctypes.c_char_p),
                ('n_bytes', ctypes.c_size_t)]


class _Settings(ctypes.Structure):
    _fields_ = [('size', ctypes.c_size_t), ('mappings', ctypes.c_char_p),
                ('language', ctypes.c_char_p), ('memory', ctypes.c_size_t)]


class _Options(ctypes.Structure):
    _fields_ = [('size', ctypes.c_size_t), ('template_id', ctypes.c_char_p),
                ('year', ctypes.c_int), ('department', ctypes.c_char_p),
                ('region', ctypes.c_char_p), ('unit', ctypes.c_char_p),
                ('lossy', ctypes.c_int), ('strict', ctypes.c_int),
                ('rows', ctypes.c_int), ('page', ctypes.c_int),
                ('keep', ctypes.c_int), ('last', ctypes.POINTER(_File)),
                ('reasons', ctypes.POINTER(_File)),
                ('kept', ctypes.POINTER(_File))]


class _Diagnostic(ctypes.Structure):
    _fields_ = [('code', ctypes.c_char_p), ('level', ctypes.c_int),
                ('open', ctypes.c_int), ('file', ctypes.c_char_p),
                ('sheet', ctypes.c_char_p), ('row', ctypes.c_int),
                ('column', ctypes.c_int), ('text', ctypes.c_char_p),
                ('hint', ctypes.c_char_p), ('rule', ctypes.c_char_p),
                ('evidence', ctypes.POINTER(ctypes.c_char_p)),
                ('n_evidence', ctypes.c_int)]


class _Fact(ctypes.Structure):
    _fields_ = [('table', ctypes.c_char_p), ('instance', ctypes.c_char_p),
                ('item', ctypes.c_char_p), ('measure', ctypes.c_char_p),
                ('value', ctypes.c_char_p), ('unit', ctypes.c_char_p),
                ('is_number', ctypes.c_int), ('decimals', ctypes.c_int), ('is_sum', ctypes.c_int),
                ('sheet', ctypes.c_char_p), ('row', ctypes.c_int),
                ('column', ctypes.c_int), ('found', ctypes.c_char_p),
                ('by', ctypes.c_char_p)]


def _load():
    lib = ctypes.CDLL(os.environ.get('LIBJUESUAN', 'libjuesuan.so.0'))
    pointer, text, size = (ctypes.c_void_p, ctypes.c_char_p,
                           ctypes.POINTER(ctypes.c_size_t))
    one = [pointer, ctypes.POINTER(_File), ctypes.POINTER(_Options)]
    for name, result, arguments in [
            ('open', pointer, [ctypes.POINTER(_Settings)]),
            ('close', None, [pointer]), ('free', None, [pointer]),
            ('status', ctypes.c_int, [pointer]), ('year', ctypes.c_int, [pointer]),
            ('template', text, [pointer]), ('department', text, [pointer]),
            ('version', text, []), ('bytes', pointer, [pointer, size]),
            ('kept', pointer, [pointer, size]),
            ('n_diagnostics', ctypes.c_int, [pointer]),
            ('diagnostic', ctypes.POINTER(_Diagnostic), [pointer, ctypes.c_int]),
            ('next_fact', ctypes.c_int,
             [pointer, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(_Fact)]),
            ('write', pointer, [pointer, pointer, ctypes.c_int]),
            ('fill', pointer, one[:2] + one[1:]),
            ('blank', pointer, [pointer, one[2]]),
            *((name, pointer, one) for name in (
                'detect', 'import', 'check', 'annotate', 'report', 'explain',
                'export', 'migrate'))]:
        function = getattr(lib, 'juesuan_' + name)
        function.restype, function.argtypes = result, arguments
    return lib


_lib = _load()
version = _lib.juesuan_version().decode()


def _call(name, *arguments):
    return getattr(_lib, 'juesuan_' + name)(*arguments)


def _text(value):
    return value.encode() if isinstance(value, str) else value


def _file(given):
    if isinstance(given, (str, os.PathLike)):
        return _File(os.fsencode(given), None, 0)
    name, data = given
    return _File(_text(name), data, len(data))


def _say(value):
    return value.decode('utf-8', 'replace') if value is not None else None


class Result:
    """How a call went: status, diagnostics, bytes, kept, facts()."""

    def __init__(self, juesuan, at):
        self._juesuan, self._at = juesuan, at
        self.status = _call('status', at)
        self.diagnostics = [self._diagnostic(i)
                            for i in range(_call('n_diagnostics', at))]
        if self.status not in (DONE, OPEN):
            error = Error(self.status, self.diagnostics)
            self.close()
            raise error
        self.template = _say(_call('template', at))
        self.department = _say(_call('department', at))
        self.year = _call('year', at)
        self.bytes, self.kept = self._given('bytes'), self._given('kept')

    def _diagnostic(self, number):
        d = _call('diagnostic', self._at, number).contents
        return Diagnostic(_say(d.code), LEVELS[d.level], bool(d.open),
                          _say(d.file), _say(d.sheet), d.row, d.column,
                          _say(d.text), _say(d.hint), _say(d.rule),
                          [_say(d.evidence[i]) for i in range(d.n_evidence)])

    def _given(self, name):
        n = ctypes.c_size_t()
        at = _call(name, self._at, ctypes.byref(n))
        return ctypes.string_at(at, n.value) if at else b''

    def facts(self):
        """Each fact in the order of the tables."""
        cursor, fact = ctypes.c_int(0), _Fact()
        while _call('next_fact', self._at, ctypes.byref(cursor),
                    ctypes.byref(fact)):
            value = _say(fact.value)
            yield Fact(_say(fact.table), _say(fact.instance), _say(fact.item),
                       _say(fact.measure),
                       Decimal(value) if fact.is_number else value, _say(fact.unit),
                       fact.decimals, bool(fact.is_sum), _say(fact.sheet),
                       fact.row, fact.column, _say(fact.found), _say(fact.by))
        if _call('status', self._at) == NO_MEMORY:
            raise Error(NO_MEMORY, [])

    def write(self, format='json'):
        """The facts as bytes: json, facts (CSV), excel (CSV), jsonl; package,
        the CSV package as a zip."""
        number = ('json', 'facts', 'excel', 'jsonl', 'package').index(format)
        return Result(self._juesuan,
                      _call('write', self._juesuan._at, self._at, number)).bytes

    def close(self):
        """Gives the memory back."""
        _call('free', self._at)
        self._at = None

    def __del__(self):
        if self._at:
            self.close()


class Juesuan:
    """Mappings and a language; for one thread at a time."""

    def __init__(self, mappings=None, language='en', memory=0):
        settings = _Settings(ctypes.sizeof(_Settings),
                             os.fsencode(mappings) if mappings else None,
                             language.encode(), memory)
        self._at = _call('open', ctypes.byref(settings))
        if not self._at:
            raise Error(NO_MEMORY, [])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Gives the memory back; results stay."""
        _call('close', self._at)
        self._at = None

    def _run(self, name, files, options):
        held = [_file(f) for f in files]
        given = _Options(ctypes.sizeof(_Options))
        for key, value in options.items():
            if key in ('last', 'reasons', 'kept') and value is not None:
                held.append(_file(value))
                value = ctypes.pointer(held[-1])
            setattr(given, key, _text(value))
        return Result(self, _call(name, self._at,
                                  *(ctypes.byref(f) for f in held[:len(files)]),
                                  ctypes.byref(given)))

    def detect(self, workbook, **options):
        return self._run('detect', [workbook], options)

    def import_(self, file, **options):
        return self._run('import', [file], options)

    def check(self, file, **options):
        return self._run('check', [file], options)

    def annotate(self, workbook, **options):
        return self._run('annotate', [workbook], options)

    def report(self, file, **options):
        return self._run('report', [file], options)

    def explain(self, workbook, **options):
        return self._run('explain', [workbook], options)

    def export(self, model, **options):
        return self._run('export', [model], options)

    def migrate(self, workbook, template, **options):
        return self._run('migrate', [workbook],
                         dict(options, template_id=template))

    def fill(self, model, blank, **options):
        return self._run('fill', [model, blank], options)

    def blank(self, template, **options):
        return self._run('blank', [], dict(options, template_id=template))


def open(mappings=None, language='en', memory=0):
    """A handle, which is closed at the end of `with`."""
    return Juesuan(mappings, language, memory)
