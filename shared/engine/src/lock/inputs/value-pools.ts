import type { Use } from './callable.ts';

/** Values as source text, the most ordinary first. A boundary stands early: most calls take only a few. */
export interface Pools {
  readonly of: Readonly<Record<Use, readonly string[]>>;
  /** For a parameter that shows nothing. */
  readonly unknown: readonly string[];
  /** What callers pass by mistake. */
  readonly edges: readonly string[];
}

export const JAVASCRIPT_POOLS: Pools = {
  of: {
    string: [
      "'Hello World'",
      "''",
      "'foo-bar_baz 42'",
      "'a'",
      "'  padded  '",
      "'Ünïcode ☃ ß'",
      "'1,234.50'",
      "'https://example.com/a/b?c=d&e=f#g'",
    ],
    number: ['3', '0', '-1', '1', '2.5', '10', '1234567.891', 'NaN', 'Infinity'],
    array: [
      '[3, 1, 2]',
      '[]',
      "['b', 'a', 'b']",
      "[{ id: 1, name: 'x' }, { id: 2, name: 'y' }]",
      '[[1, 2], [3, [4]]]',
      "[0, '', null, undefined, NaN, false]",
    ],
    function: [],
    regexp: ['/o/g', '/^(\\w+) (\\d+)$/i'],
    duration: [],
    bytes: ['new Uint8Array([1, 2, 255])'],
    date: ['new Date(Date.UTC(2020, 1, 29, 12, 30, 45, 678))', 'new Date(0)', 'new Date(NaN)'],
    boolean: ['true', 'false'],
    object: [
      "{ a: 1, b: { c: 'x', d: [1, 2] } }",
      '{}',
      "{ id: 7, name: 'Ada', tags: ['x'], active: false, none: null }",
    ],
    iterable: ['[1, 2]', "new Set(['a', 'b'])", "new Map([['k', 1]])"],
  },
  unknown: ["'Hello World'", '3', '[3, 1, 2]', "{ a: 1, b: { c: 'x', d: [1, 2] } }", 'true', "''", '0', '[]', '{}'],
  edges: ['undefined', 'null'],
};

export const PYTHON_POOLS: Pools = {
  of: {
    string: [
      "'Hello World'",
      "''",
      "'foo-bar_baz 42'",
      "'a'",
      "'  padded  '",
      "'Ünïcode ☃ ß'",
      "'1,234.50'",
      "'https://example.com/a/b?c=d&e=f#g'",
    ],
    number: ['3', '0', '-1', '1', '2.5', '10', '1234567.891'],
    array: [
      '[3, 1, 2]',
      '[]',
      "['b', 'a', 'b']",
      "[{'id': 1, 'name': 'x'}, {'id': 2, 'name': 'y'}]",
      '[[1, 2], [3, [4]]]',
    ],
    function: [],
    regexp: ["'o'"],
    date: ['datetime.datetime(2020, 2, 29, 12, 30, 45)', 'datetime.date(2020, 2, 29)'],
    duration: ['datetime.timedelta(days=1, seconds=30)', 'datetime.timedelta(0)', 'datetime.timedelta(seconds=-5)'],
    bytes: ["b'Hello World'", "b''"],
    boolean: ['True', 'False'],
    object: [
      "{'a': 1, 'b': {'c': 'x', 'd': [1, 2]}}",
      '{}',
      "{'id': 7, 'name': 'Ada', 'tags': ['x'], 'active': False}",
    ],
    iterable: ['[1, 2]', "('a', 'b')", "{'k': 1}"],
  },
  unknown: ["'Hello World'", '3', '[3, 1, 2]', "{'a': 1, 'b': {'c': 'x'}}", 'True', "''", '0', '[]', '{}', '2.5'],
  edges: ['None'],
};

const BY_NAME: readonly (readonly [RegExp, Use])[] = [
  [
    /(^|[a-z_])(callback|cb|fn|func|iteratee|predicate|comparator|compare|handler|listener|done|next|transform|mapper|reducer)$/i,
    'function',
  ],
  [/^(is|has|should|use|enable|allow)[A-Z_]|^(strict|force|deep|reverse|silent|verbose)$/, 'boolean'],
  [/(regexp?|pattern)$/i, 'regexp'],
  [/(date|time|when|now)$/i, 'date'],
  [/(arr|array|list|items|values|xs|collection|elements|rows|nodes|entries|args)$/i, 'array'],
  [
    /(opts|options|config|settings|obj|object|props|params|data|dict|attrs|attributes|context|target|source)$/i,
    'object',
  ],
  [
    /(num|number|count|len|length|size|index|idx|min|max|limit|start|end|width|height|amount|total|depth|year|month|day|hours?|minutes?|seconds?|ms|from|step|precision|digits|offset)$|^(to|n|i|x|y)$/i,
    'number',
  ],
  [
    /(str|string|text|name|key|word|path|url|uri|prefix|suffix|sep|separator|delimiter|char|id|title|label|type|format|input|line|message|msg|html|css|tag|email|slug|version|query|json)$|^s$/i,
    'string',
  ],
];

/** What a parameter's name promises; null when it promises nothing. */
export function useByName(name: string): Use | null {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
