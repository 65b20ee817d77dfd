/**
 * Helpers as they stand in a generated Python test file. They are text because they run where the repository's tests run. The
 * observer uses the very same, so that what is recorded and what is checked cannot differ. Python 3.8 and newer.
 */

/** `shape_of(value)`: a description of a value that has no literal (instances, functions, cycles). */
export const SHAPE_OF = String.raw`def shape_of(value, seen=()):
    """A description of a value that cannot be written down: instances, functions, cycles."""
    kind = type(value)
    if id(value) in seen or len(seen) > 6:
        return '<circular>' if id(value) in seen else '<deep>'

    def inner(each):
        return shape_of(each, (*seen, id(value)))

    def named(items):
        return ', '.join(f'{name}: {inner(each)}' for name, each in items)

    if isinstance(value, type(enum)) or callable(value) and hasattr(value, '__name__'):
        sort = 'class' if isinstance(value, type) else 'function' if callable(value) else 'module'
        return f'<{sort} {value.__name__}>'
    if isinstance(value, BaseException):
        return f'{kind.__name__}: {value}'
    if isinstance(value, enum.Enum):
        return f'{kind.__name__}.{value.name}'
    head = '' if kind in (dict, list, set, tuple) else kind.__name__
    if isinstance(value, dict):
        return head + '{' + ', '.join(f'{inner(key)}: {inner(each)}' for key, each in value.items()) + '}'
    if isinstance(value, (set, frozenset)):
        return head + '{' + ', '.join(sorted(map(inner, value))) + '}'
    if isinstance(value, tuple):
        return f'{head}({"".join(inner(each) + ", " for each in value)})'
    if isinstance(value, (list, collections.deque)):
        return f'{head}[{", ".join(map(inner, value))}]'
    if hasattr(value, '__dict__') or hasattr(kind, '__slots__'):
        slots = [name for each in kind.__mro__ for name in getattr(each, '__slots__', ()) if isinstance(name, str)]
        items = {**{name: getattr(value, name) for name in slots if hasattr(value, name)}, **getattr(value, '__dict__', {})}
        public = [(name, items[name]) for name in sorted(items) if not str(name).startswith('_')]
        if public or kind.__repr__ is object.__repr__:
            return kind.__name__ + '{' + named(public) + '}'
    text = repr(value)
    return f'<{kind.__name__}>' if ' at 0x' in text else text`;

/** `state_of(instance)`: what an instance shows without being told to do anything. Needs `shape_of`. */
export const STATE_OF = String.raw`def state_of(instance):
    """What an instance shows: public attributes and properties, its length and its text."""
    kind = type(instance)
    if isinstance(instance, (str, bytes, int, float, dict, list, set, frozenset, tuple, BaseException)):
        return shape_of(instance)
    state = {}
    for name in dir(instance):
        if name.startswith('_') or isinstance(getattr(kind, name, None), (staticmethod, classmethod)):
            continue
        try:
            value = getattr(instance, name)
        except Exception as error:
            value = type(error)
        if not callable(value):
            state[name] = value
    for name, read in (('__len__', len), ('__str__', str), ('__repr__', repr)):
        if getattr(kind, name, None) in (None, getattr(object, name, None)):
            continue
        try:
            value = read(instance)
        except Exception as error:
            value = type(error)
        if ' at 0x' not in str(value):
            state[read.__name__ + '()'] = value
    return state`;

/** `Spies()`: makes functions that note the calls to them, in order. Needs `shape_of`. */
export const SPIES = String.raw`class Spies:
    """Makes functions that note what they are called with, in order."""

    def __init__(self):
        self.seen = []

    def __call__(self, name, answer=None):
        def spy(*values, **named):
            given = [shape_of(each) for each in values] + [f'{key}={shape_of(each)}' for key, each in named.items()]
            self.seen.append([name, *given])
            if answer is not None:
                return answer(*values)
            return values[0] if values else None

        spy.__name__ = name
        return spy`;

/** `pinned(package)`: the clock stands still and the dice fall the same every time, for the package's modules too. */
export const PINNED = String.raw`@contextlib.contextmanager
def pinned(package, used=None):
    """The clock stands still at 2020-01-31 12:34:56.789 UTC, and the dice fall the same every time."""
    used = set() if used is None else used
    moment = 1580474096.789
    moment_utc = datetime.datetime(2020, 1, 31, 12, 34, 56, 789000)
    dice = random.Random(42)
    undo = []

    def put(owner, name, value):
        if name in vars(owner):
            undo.append((owner, name, getattr(owner, name)))
            setattr(owner, name, value)

    def noting(what, answer):
        def read(*values, **named):
            used.add(what)
            return answer(*values, **named)

        return read

    def still(real, **answers):
        class Still(type):
            def __instancecheck__(cls, each):
                return isinstance(each, real)

            def __subclasscheck__(cls, each):
                return issubclass(each, real)

            def __getattr__(cls, name):
                return getattr(real, name)

        def new(cls, *values, **named):
            return real(*values, **named)

        answers = {name: staticmethod(noting('clock', answer)) for name, answer in answers.items()}
        return Still(real.__name__, (), {'__new__': new, '__module__': real.__module__, **answers})

    def now(tz=None):
        return moment_utc if tz is None else moment_utc.replace(tzinfo=datetime.timezone.utc).astimezone(tz)

    at = {
        'time': lambda: moment,
        'time_ns': lambda: 1580474096789000000,
        'localtime': lambda seconds=None: gmtime(moment) if seconds is None else localtime(seconds),
        'gmtime': lambda seconds=None: gmtime(moment if seconds is None else seconds),
        'strftime': lambda form, given=None: strftime(form, gmtime(moment) if given is None else given),
        'ctime': lambda seconds=None: ctime(moment) if seconds is None else ctime(seconds),
    }
    gmtime, localtime, strftime, ctime = time.gmtime, time.localtime, time.strftime, time.ctime
    elapsed = {name: lambda: 1000.0 for name in ('monotonic', 'perf_counter', 'process_time')}
    elapsed.update({f'{name}_ns': lambda: 10**12 for name in list(elapsed)}, sleep=lambda seconds: None)
    new_clock = {name: noting('clock', answer) for name, answer in {**at, **elapsed}.items()}
    new_datetime = still(datetime.datetime, now=now, utcnow=lambda: moment_utc, today=lambda: moment_utc)
    new_date = still(datetime.date, today=moment_utc.date)
    getpid = noting('random', lambda: 42)
    new = {id(getattr(time, name)): answer for name, answer in new_clock.items()}
    new.update({id(datetime.datetime): new_datetime, id(datetime.date): new_date, id(os.getpid): getpid})
    modules = {name: each for name, each in sys.modules.items() if f'{name}.'.startswith(f'{package}.')}
    for module in (each for name, each in modules.items() if name != __name__):
        for name, value in list(vars(module).items()):
            if id(value) in new:
                put(module, name, new[id(value)])
            elif value is time:
                put(module, name, types.SimpleNamespace(**{**vars(time), **new_clock}))
            elif value is random.SystemRandom:
                put(module, name, random.Random)
    for name in at:
        put(time, name, new_clock[name])
    put(datetime, 'datetime', new_datetime)
    put(datetime, 'date', new_date)
    urandom = noting('random', lambda size: bytes(dice.getrandbits(8) for _ in range(size)))
    put(os, 'urandom', urandom)
    put(os, 'getpid', getpid)
    put(random, '_urandom', urandom)
    if 'uuid' in sys.modules:
        for name, value in (('_generate_time_safe', None), ('_last_timestamp', None), ('getnode', lambda: 42)):
            put(sys.modules['uuid'], name, value)
    state = random.getstate()
    random.seed(42)
    fresh = random.getstate()
    try:
        yield
    finally:
        if random.getstate() != fresh:
            used.add('random')
        random.setstate(state)
        for owner, name, value in reversed(undo):
            setattr(owner, name, value)`;

/** `digest_of(value)`: stands for a value that is too long to be written down. Needs `shape_of`. */
export const DIGEST_OF = String.raw`def digest_of(value):
    """Stands for a value that is too long to be written down."""
    return 'sha256 ' + hashlib.sha256(shape_of(value).encode('utf-8', 'backslashreplace')).hexdigest()[:16]`;

/** Modules that the helpers use, by the helper. */
export const HELPER_IMPORTS: Readonly<
  Record<'shape_of' | 'digest_of' | 'state_of' | 'Spies' | 'pinned', readonly string[]>
> = {
  shape_of: ['collections', 'enum'],
  digest_of: ['hashlib'],
  state_of: [],
  Spies: [],
  pinned: ['contextlib', 'datetime', 'os', 'random', 'sys', 'time', 'types'],
};
