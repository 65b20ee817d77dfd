import { PYTHON_POOLS } from '../inputs/value-pools.ts';

const { of } = PYTHON_POOLS;
const DEEPEST = 4;

const PLAIN: Readonly<Record<string, readonly string[]>> = {
  str: of.string,
  AnyStr: of.string,
  Text: of.string,
  int: ['3', '0', '-1', '1', '10', '255', '1234567'],
  float: ['2.5', '0.0', '-1.5', '3', '1234567.891'],
  complex: ['(1+2j)', '0j'],
  Number: of.number,
  bool: of.boolean,
  bytes: ["b'Hello World'", "b''", String.raw`b'\x00\xff'`],
  bytearray: ["bytearray(b'abc')"],
  None: ['None'],
  object: PYTHON_POOLS.unknown,
  Any: PYTHON_POOLS.unknown,
  datetime: ['datetime.datetime(2020, 2, 29, 12, 30, 45)', 'datetime.datetime(1999, 12, 31, 23, 59, 59)'],
  date: ['datetime.date(2020, 2, 29)', 'datetime.date(1999, 12, 31)'],
  time: ['datetime.time(12, 30, 45)', 'datetime.time(0, 0)'],
  timedelta: ['datetime.timedelta(days=1, seconds=30)', 'datetime.timedelta(0)', 'datetime.timedelta(seconds=-5)'],
  Decimal: ["decimal.Decimal('1.50')", "decimal.Decimal('0')", "decimal.Decimal('-3')"],
  Fraction: ['fractions.Fraction(1, 3)', 'fractions.Fraction(0, 1)'],
  UUID: ["uuid.UUID('12345678-1234-5678-1234-567812345678')"],
  Path: ["pathlib.PurePosixPath('a/b.txt')"],
  PurePath: ["pathlib.PurePosixPath('a/b.txt')"],
  Pattern: [String.raw`re.compile('(\\w+) (\\w+)')`, "re.compile('o')"],
  list: of.array,
  dict: of.object,
  set: ['{1, 2}', 'set()'],
  tuple: ["(1, 'a')", '()'],
  Exception: ["ValueError('bad')"],
  BaseException: ["ValueError('bad')"],
};
const LISTS =
  /^(list|List|Sequence|Iterable|Iterator|Collection|MutableSequence|Container|Reversible|Generator|deque|Deque)$/;
const DICTS = /^(dict|Dict|Mapping|MutableMapping|defaultdict|DefaultDict|OrderedDict|TypedDict)$/;
const SETS = /^(set|Set|MutableSet|AbstractSet|frozenset|FrozenSet)$/;
const WRAPS = /^(Optional|Annotated|Final|ClassVar|Required|NotRequired|ReadOnly)$/;

/** Values of an annotation, as source text; empty where it says nothing. `made`: how instances of own classes are made. Pure. */
export function pythonValuesOfType(
  type: string,
  label: string,
  made: ReadonlyMap<string, readonly string[]>,
  depth = 0,
): readonly string[] {
  const inner = (each: string | undefined): readonly string[] =>
    each === undefined ? [] : pythonValuesOfType(each, label, made, depth + 1);
  const text = type
    .trim()
    .replace(/^(['"])(.*)\1$/s, '$2')
    .trim();
  if (depth > DEEPEST || text === '') return [];
  const union = split(text, '|');
  if (union.length > 1) return together(union.map(inner));
  const [, dotted = '', args] = /^([\w.]+)\s*(?:\[([\s\S]*)\])?$/.exec(text) ?? [];
  const name = dotted.slice(dotted.lastIndexOf('.') + 1);
  const params = args === undefined ? [] : split(args, ',');
  if (name === 'Literal') return params;
  if (name === 'Union') return together(params.map(inner));
  if (WRAPS.test(name)) return together([inner(params[0]), ...(name === 'Optional' ? [['None']] : [])]);
  if (/^(Callable|Coroutine|Awaitable)$/.test(name)) return name === 'Callable' ? spies(label) : [];
  if (/^(Type|type)$/.test(name)) return ['int', 'str'];
  if (/^[tT]uple$/.test(name)) return params.length === 0 ? (PLAIN['tuple'] ?? []) : tuples(params, inner);
  if (LISTS.test(name)) return params.length === 0 ? of.array : lists(inner(params[0]));
  if (DICTS.test(name)) return params.length < 2 ? of.object : dicts(inner(params[0]), inner(params[1]));
  if (SETS.test(name)) return sets(inner(params[0]), name);
  return made.get(name) ?? PLAIN[name] ?? [];
}

function spies(label: string): readonly string[] {
  return [
    `spy('${label}')`,
    `spy('${label}', lambda *values: True)`,
    `spy('${label}', lambda *values: None)`,
    `spy('${label}', lambda *values: 1)`,
  ];
}

function lists(values: readonly string[]): readonly string[] {
  const [a, b = a, c = b] = values;
  return a === undefined ? of.array : [`[${[a, b, c].join(', ')}]`, '[]', `[${a}]`, `[${[c, a, a].join(', ')}]`];
}

function tuples(params: readonly string[], inner: (type: string) => readonly string[]): readonly string[] {
  if (params[1]?.trim() === '...') {
    const [a = '1', b = a] = inner(params[0] ?? '');
    return [`(${a}, ${b})`, '()', `(${b},)`];
  }
  const pools = params.map(inner);
  const at = (index: number): string => pools.map((pool) => pool[index] ?? pool[0] ?? 'None').join(', ');
  const close = params.length === 1 ? ',)' : ')';
  return [...new Set([0, 1, 2].map((index) => `(${at(index)}${close}`))];
}

function dicts(keys: readonly string[], values: readonly string[]): readonly string[] {
  const [a = "'a'", b = "'b'"] = keys.filter((each) => !/^[[{]/.test(each));
  const [x = '1', y = x] = values;
  return [`{${a}: ${x}, ${b}: ${y}}`, '{}', `{${b}: ${x}}`];
}

function sets(values: readonly string[], name: string): readonly string[] {
  const [a = '1', b = a] = values.filter((each) => !/^[[{]/.test(each));
  const written = [`{${a === b ? a : `${a}, ${b}`}}`, 'set()'];
  return /^f/i.test(name) ? written.map((each) => `frozenset(${each === 'set()' ? '' : each})`) : written;
}

/** At the top level only: not inside brackets or quotes. */
function split(text: string, mark: ',' | '|'): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === "'" || char === '"') quote = char;
    else if ('[({'.includes(char)) depth += 1;
    else if ('])}'.includes(char)) depth -= 1;
    else if (char === mark && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()].filter((part) => part !== '');
}

function together(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return [...new Set(Array.from({ length: longest }, (_, at) => lists.flatMap((each) => each[at] ?? [])).flat())];
}
