"""
Runs inside the repository's own test framework, in the copy: makes calls and writes down what each did, one JSON line at a
time, so that what is known survives a call that never ends. Must run on every Python from 3.8 on that a repository may use.
"""

import asyncio
import builtins
import contextlib
import dataclasses
import datetime
import decimal
import dis
import enum
import faulthandler
import fractions
import inspect
import io
import itertools
import json
import keyword
import os
import pathlib
import re
import sys
import threading
import types
import uuid

READABLE = 600
LARGEST = 8000
SETTLE_S = 1
HANG_S = 4
MOST_ITEMS = 200
NOTHING = open(os.devnull, 'w')
HERE = os.getcwd()
SPECIAL = (
    '__add__ __and__ __bool__ __call__ __contains__ __eq__ __float__ __floordiv__ __ge__ __getitem__ __gt__ __int__ __iter__ '
    '__le__ __len__ __lt__ __mod__ __mul__ __neg__ __or__ __radd__ __repr__ __rmul__ __rsub__ __setitem__ __delitem__ __str__ __sub__ '
    '__truediv__'
).split()


def survey(module, out, literals):
    """What a module offers: its public names, and the public members of its classes."""
    offered = getattr(module, '__all__', None)
    names = list(offered) if isinstance(offered, (list, tuple)) else [each for each in vars(module) if not each.startswith('_')]
    found = []
    for name in names[:400]:
        value = attempt(lambda: getattr(module, name))
        if isinstance(value, types.ModuleType) or value is None and name not in vars(module):
            continue
        if isinstance(value, type):
            found.extend(survey_class(name, value))
        elif inspect.isroutine(value) or hasattr(value, '__wrapped__'):
            found.append(entry([name], 'function', value, params_of(value)))
        else:
            found.append({**entry([name], 'value', value, None), 'value': seen(value, literals)})
    append(out, {'survey': found})


def survey_class(name, value):
    members, statics = [], []
    for each in dir(value):
        own = next((vars(kind)[each] for kind in value.__mro__ if each in vars(kind)), None)
        is_foreign = next((kind.__module__ for kind in value.__mro__ if each in vars(kind)), '') != value.__module__
        if each.startswith('_') and each not in SPECIAL or is_foreign or is_made_by_dataclass(value, each):
            continue
        if isinstance(own, (staticmethod, classmethod)):
            statics.append(entry([name, each], 'function', value, params_of(getattr(value, each))))
        elif isinstance(own, property) or type(own).__name__ == 'cached_property':
            members.append({'name': each, 'kind': 'property', 'params': []})
        elif inspect.isroutine(own) or hasattr(own, '__wrapped__'):
            members.append({'name': each, 'kind': 'method', 'params': params_of(own, True) or []})
    is_enum = issubclass(value, enum.Enum)
    cannot_be_made = is_enum or inspect.isabstract(value) or getattr(value, '_is_protocol', False)
    constants = [f'{name}.{each.name}' for each in value] if is_enum else []
    made = entry([name], 'class', value, None if cannot_be_made else params_of(value), constants)
    made['methods'] = [each['name'] for each in members]
    made['python']['members'] = [] if cannot_be_made else members
    return [made, *statics]


def is_made_by_dataclass(value, name):
    return dataclasses.is_dataclass(value) and name in ('__eq__', '__repr__', '__lt__', '__le__', '__gt__', '__ge__')


def entry(path, kind, value, params, constants=()):
    python = {'params': params, 'members': [], 'constants': list(constants)}
    name = getattr(value, '__name__', '')
    return {'path': path, 'kind': kind, 'name': name if isinstance(name, str) else '', 'arity': 0, 'source': '',
            'methods': [], 'value': None, 'python': python}


PASSED = {'POSITIONAL_ONLY': 'by_position', 'POSITIONAL_OR_KEYWORD': 'either', 'KEYWORD_ONLY': 'by_name',
          'VAR_POSITIONAL': 'rest', 'VAR_KEYWORD': 'rest_by_name'}


def params_of(value, has_receiver=False):
    signature = attempt(lambda: inspect.signature(value))
    if signature is None:
        return None
    params = list(signature.parameters.values())[1 if has_receiver else 0:]
    return [{'name': each.name, 'passed': PASSED[each.kind.name], 'optional': each.default is not each.empty,
             'type': type_text(each), 'default_code': default_text(each)} for each in params]


def type_text(param):
    kind = param.annotation
    if kind is param.empty:
        return None
    return kind if isinstance(kind, str) else inspect.formatannotation(kind)


def default_text(param):
    text = attempt(lambda: repr(param.default))
    return None if param.default is param.empty or text is None or ' at 0x' in text else text


def observe_all(calls, out, helpers, package, module):
    """`calls`: id and a function of `spy` that gives arguments, instance and the call itself."""
    names = {name: value for name, value in vars(module).items() if not name.startswith('_')}
    literals = Literals(helpers, names)
    world = World(helpers, package)
    for call_id, make in calls:
        append(out, {'began': call_id})
        # A thread of C: it works while a call holds the interpreter.
        faulthandler.dump_traceback_later(HANG_S, exit=True, file=NOTHING)
        append(out, observe_one(call_id, make, world, literals))
    faulthandler.cancel_dump_traceback_later()
    append(out, {'ended': True})


def observe_one(call_id, make, world, literals):
    state_of, shape_of = world.helpers['state_of'], literals.shape_of
    record = {'id': call_id, 'outcome': 'returned', 'value': None, 'error': None, 'changed': [], 'receiver': None, 'seen': []}
    spy, instance, was_instance, args, before = world.helpers['Spies'](), None, None, [], []
    with world.entered() as (effects, used, out, err):
        try:
            form, args, make_instance, invoke = make(spy)
            before = [shape_of(each) for each in args]
            try:
                instance = make_instance()
            except BaseException:
                effects.add('no_instance')
                raise
            was_instance = None if instance is None else shape_of(state_of(instance))
            spy.seen.clear()
            value = invoke(args, instance)
            if inspect.isawaitable(value):
                record['outcome'] = 'resolved'
                value = asyncio.run(settled(value, effects))
            if is_lazy(value):
                record['iterated'] = True
                value = list(itertools.islice(value, MOST_ITEMS + 1))
                if len(value) > MOST_ITEMS:
                    effects.add('too_large')
            record['value'] = seen(state_of(value) if form == 'construct' else value, literals)
        except BaseException as error:
            record['outcome'] = 'rejected' if record['outcome'] == 'resolved' else 'threw'
            record['error'] = seen_error(error, literals.names)
        record['changed'] = [
            None if attempt(lambda: shape_of(each)) == was else seen(each, literals) for each, was in zip(args, before)
        ]
        if instance is not None and shape_of(state_of(instance)) != was_instance:
            record['receiver'] = seen(state_of(instance), literals)
    printed = [[name, stream.getvalue()] for name, stream in (('stdout', out), ('stderr', err)) if stream.getvalue()]
    record.update(seen=[*spy.seen, *printed], uses_clock='clock' in used, uses_random='random' in used)
    written = json.dumps(record)
    if len(written) > LARGEST:
        effects.add('too_large')
    if os.path.dirname(os.environ['IAMA_RESULTS_DIR']) in written:
        effects.add('names_place')
    record['effects'] = sorted(effects)
    return {**record, 'value': None, 'changed': [], 'receiver': None, 'seen': []} if effects else record


async def settled(value, effects):
    try:
        return await asyncio.wait_for(value, SETTLE_S)
    except asyncio.TimeoutError:
        effects.add('never_settles')


def is_lazy(value):
    """Generators, `map`, `zip` and what `itertools` makes: what they hold is told only by asking for it."""
    if isinstance(value, types.GeneratorType):
        return True
    kind = type(value)
    return kind.__module__ in ('builtins', 'itertools') and hasattr(kind, '__next__') and hasattr(kind, '__iter__')


class World:
    """The clock and the dice pinned, and everything refused that reaches out of the process."""

    def __init__(self, helpers, package):
        self.helpers, self.package, self.effects = helpers, package, None
        # Loaded lazily by asyncio and others, which may not be done while calls are watched.
        attempt(lambda: asyncio.run(asyncio.sleep(0)))
        sys.addaudithook(self.audit)

    @contextlib.contextmanager
    def entered(self):
        effects, used, out, err = set(), set(), io.StringIO(), io.StringIO()
        threads, ending = set(threading.enumerate()), os._exit
        with self.helpers['pinned'](self.package, used):
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                os._exit = self.refuse_exit
                self.effects = effects
                try:
                    yield effects, used, out, err
                finally:
                    self.effects = None
                    os._exit = ending
        if any(each.is_alive() for each in set(threading.enumerate()) - threads):
            effects.add('leaves_thread')

    def refuse_exit(self, *_):
        self.refuse('ends_process')

    def audit(self, event, args):
        if self.effects is None:
            return
        effect = effect_of(event, args)
        if effect is not None:
            self.refuse(effect)

    def refuse(self, effect):
        self.effects.add(effect)
        raise PermissionError(f'not allowed while behaviour is recorded: {effect}')


WRITES = re.compile(r'os\.(mkdir|remove|rename|rmdir|link|symlink|chmod|chown|truncate|utime|unlink|setxattr)$|shutil\.|tempfile\.|sqlite3\.connect$')
STARTS = re.compile(r'subprocess\.Popen$|os\.(system|exec|fork|forkpty|posix_spawn|spawn|startfile)$|pty\.spawn$')
REACHES = re.compile(r'socket\.(connect|bind|getaddrinfo|gethostbyname|gethostbyaddr|sendto)$|urllib\.Request$|http\.client\.connect$')


def effect_of(event, args):
    if event == 'open':
        path, _, flags = args
        wants = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        return 'writes_files' if wants and path != os.devnull else None
    if event in ('os.kill', 'os.killpg'):
        return 'ends_process'
    if WRITES.match(event):
        return 'writes_files'
    if STARTS.match(event):
        return 'starts_process'
    return 'network' if REACHES.match(event) else None


def seen(value, literals):
    shape = str(attempt(lambda: literals.shape_of(value)))
    if len(shape) > READABLE:
        return {'literal': None, 'shape': str(attempt(lambda: literals.digest_of(value)))}
    literal = attempt(lambda: literals.of(value))
    return {'literal': literal if literal is not None and len(literal) <= 2 * READABLE else None, 'shape': shape}


def seen_error(error, names):
    kind, message = type(error), attempt(lambda: str(error))
    is_named = kind in (getattr(builtins, kind.__name__, None), names.get(kind.__name__))
    caught_as = kind.__name__ if is_named else 'Exception' if isinstance(error, Exception) else 'BaseException'
    return {'name': kind.__name__, 'message': message or '', 'is_error': True, 'shape': f'{kind.__name__}: {message}',
            'is_own': is_own(error), 'caught_as': caught_as}


def is_own(error):
    """Raised by a `raise` of the repository's own code; the interpreter's words change from version to version."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace is not None else None
    if code is None or not code.co_filename.startswith(HERE) or '/site-packages/' in code.co_filename:
        return False
    return dis.opname[code.co_code[trace.tb_lasti]] == 'RAISE_VARARGS'


class Literals:
    """Source text that makes the same value again."""

    def __init__(self, helpers, names):
        modules = {'datetime': datetime, 'decimal': decimal, 'fractions': fractions, 'uuid': uuid, 'pathlib': pathlib, 're': re}
        self.shape_of, self.digest_of = helpers['shape_of'], helpers['digest_of']
        self.names = {**names, **modules}

    def of(self, value):
        """None where there is none, or where the text would not be equal to the value."""
        code = self.code(value, 0)
        if code is None:
            return None
        again = eval(code, dict(self.names))
        return code if again == value and self.shape_of(again) == self.shape_of(value) else None

    def code(self, value, depth):
        kind = type(value)
        if depth > 8:
            return None
        if value is None or value is Ellipsis or kind in (bool, int, str, bytes, complex, range):
            return repr(value)
        if kind is float:
            return f"float('{value}')" if value in (float('inf'), float('-inf')) else repr(value) if value == value else None
        if kind in (list, tuple, set, frozenset):
            return self.many(kind, [self.code(each, depth + 1) for each in value])
        if kind is dict:
            pairs = [(self.code(key, depth + 1), self.code(each, depth + 1)) for key, each in value.items()]
            if any(None in pair for pair in pairs):
                return None
            return '{' + ', '.join(f'{key}: {each}' for key, each in pairs) + '}'
        if isinstance(value, enum.Enum):
            return f'{kind.__name__}.{value.name}' if self.names.get(kind.__name__) is kind and value.name else None
        if kind.__module__ == 'datetime':
            return repr(value)
        if kind in (decimal.Decimal, fractions.Fraction, uuid.UUID) or isinstance(value, pathlib.PurePath):
            return f'{kind.__module__.split(".")[0]}.{value!r}'
        if isinstance(value, re.Pattern):
            return repr(value)
        return self.record(value, kind, depth)

    @staticmethod
    def many(kind, items):
        if None in items:
            return None
        inner = ', '.join(sorted(items) if kind in (set, frozenset) else items)
        if kind is list:
            return f'[{inner}]'
        if kind is tuple:
            return f'({inner}{"," if len(items) == 1 else ""})'
        if kind is set:
            return '{' + inner + '}' if items else 'set()'
        return 'frozenset({' + inner + '})' if items else 'frozenset()'

    def record(self, value, kind, depth):
        """Named tuples and data classes of the target itself."""
        if self.names.get(kind.__name__) is not kind or keyword.iskeyword(kind.__name__):
            return None
        if isinstance(value, tuple) and hasattr(kind, '_fields'):
            fields = kind._fields
        elif dataclasses.is_dataclass(value):
            fields = [each.name for each in dataclasses.fields(value) if each.init]
        else:
            return None
        items = [(name, self.code(getattr(value, name), depth + 1)) for name in fields]
        if any(code is None for _, code in items):
            return None
        return f'{kind.__name__}(' + ', '.join(f'{name}={code}' for name, code in items) + ')'


def append(out, record):
    # Not by `open`: what a call has done to it, or a hook that is still watching, must not be in the way.
    handle = os.open(out, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(record) + '\n').encode())
    finally:
        os.close(handle)


def attempt(run):
    try:
        return run()
    except Exception:
        return None
