"""language.py PROGRAM COMMANDS WORDS [CASES] - English words where Chinese is asked for.

Runs the program with JUESUAN_LANG=zh: every --help and the lines of COMMANDS,
of which all that is printed is looked at, and the commands of CASES (a
CASES.tsv) where it is there, of which standard error is.  There is no English
word but those of WORDS (with blanks between, # begins a comment) and what is no
word: commands, paths, [codes], options, cells, names with _ or - in them.
Prints 'WORD: the line it stands in' once for each word.
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

# In this order: what is no word goes before what is left is looked at.
NO_WORDS = [
    r'^依据  .*',  # why a mapping says so, which is written in one language
    r' \(.*\)(?=；|$)',  # the source of a rule, or the template of a table
    r'^[^：]*![^：]*(?=：)',  # a place with its sheet
    r'^merge .*|^[0-9]+\|.*',  # a sheet as text
    r'juesuan [ -~]*',  # a command
    r'\[[a-z0-9-]+(?:, [a-z0-9.-]+)*\]',  # [code], [code, rule]
    r'“[a-z_: …{}<>-]+”',  # a key of a mapping, an id
    r'\S*[/\\]\S*',  # a path
    r'^[a-z]+(?= +(?:错误|存疑|警告|提示) )',  # a code in their list
    r'(?<!\w)[A-Za-z0-9{}*][A-Za-z0-9_{}*]*(?:[._-][A-Za-z0-9_{}*]+)+',  # a_b
    r'--?[a-z][a-z-]*',  # an option
    r'\{[^}]*\}|<[^>]*>',
    r'\b[A-Z]{1,3}[0-9]*\b',  # a cell or column
    r'\b[a-z]*[0-9][A-Za-z0-9]*\b',
]


def words_of(line):
    for pattern in NO_WORDS:
        line = re.sub(pattern, ' ', line)
    return re.findall(r"[A-Za-z]{2,}", line)


def run(job):
    name, command, wants_out, program = job
    with tempfile.TemporaryDirectory() as folder:
        command = command.replace('{out}', os.path.join(folder, 'made'))
        env = dict(os.environ, JUESUAN_LANG='zh', LC_ALL='C.UTF-8',
                   PATH=os.path.dirname(program) + ':' + os.environ['PATH'])
        done = subprocess.run(['bash', '-c', command], cwd=folder, env=env,
                              capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=120)
    text = done.stderr + (done.stdout if wants_out else b'')
    return name, text.decode('utf-8', 'replace')


def lines_of(path):
    with open(path, encoding='utf-8') as lines:
        return [line.rstrip('\n') for line in lines
                if line.strip() and not line.startswith('#')]


def jobs(commands, cases):
    samples = os.path.abspath('samples')
    yield 'help', 'juesuan --help', True
    for line in lines_of('convert/tool/commands.def'):
        for command in re.findall(r'COMMAND\((\w+)\)', line):
            yield 'help', f'juesuan {command} --help', True
    for line in lines_of(commands):
        yield 'samples', line.replace('{samples}', samples), True
    if os.path.exists(cases):
        here = os.path.dirname(os.path.abspath(cases))
        for line in lines_of(cases):
            name, file, command = line.split('\t')[:3]
            # Sanitizers want more room than any limit leaves.
            command = re.sub(r'ulimit -v \d+; *', '', command)
            command = command.replace('{dir}', here).replace(
                '{in}', shlex.quote(os.path.join(here, file)))
            yield name, command, False


def main(program, commands, words, cases=''):
    program = os.path.abspath(program)
    allowed = set()
    for line in lines_of(words):
        allowed.update(line.split('#')[0].split())
    seen = set()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        work = [(n, c, o, program)
                for n, c, o in jobs(commands, cases)]
        for name, text in pool.map(run, work):
            for line in text.splitlines():
                for word in words_of(line):
                    if word not in allowed and word not in seen:
                        seen.add(word)
                        print(f'{word}: ({name}) {line.strip()}')
    return 1 if seen else 0


sys.exit(main(*sys.argv[1:]))
