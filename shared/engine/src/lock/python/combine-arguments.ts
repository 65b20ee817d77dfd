import type { ParamFacts, Signature } from '../inputs/callable.ts';
import { candidatesOfParam } from '../inputs/candidates-of-param.ts';
import type { InputContext } from '../inputs/candidates-of-param.ts';
import type { SurveyedParam } from '../observation.ts';

/** A parameter as the running program tells it, with what the source shows of it. */
interface Known {
  readonly facts: ParamFacts;
  readonly passed: SurveyedParam['passed'];
  readonly optional: boolean;
}

/**
 * Argument lists for one Python function, as source text: first those that callers write, then what has to be given, then each
 * parameter varied by itself and beside another. What may be left out is given by its name. Pure, at most `most`.
 */
export function combineArguments(
  params: readonly SurveyedParam[],
  signature: Signature | null,
  fromCallers: readonly (readonly string[])[],
  context: InputContext,
  most: number,
): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  const add = (args: readonly string[]): void => {
    const key = args.join('\u0000');
    if (found.size < most && !found.has(key)) found.set(key, args);
  };
  fromCallers.slice(0, Math.ceil(most * 0.75)).forEach(add);
  const of = signature ?? NO_SIGNATURE;
  const known = params.flatMap((each) => (each.passed === 'rest_by_name' ? [] : [knownOf(each, of)]));
  const pools = known.map(({ facts, passed }) => {
    const values = candidatesOfParam(facts, of, context);
    return passed === 'rest' ? values.slice(0, 3) : values;
  });
  const base = known.map(({ optional, passed }, at) =>
    optional && passed !== 'rest' ? null : (pools[at]?.[0] ?? null),
  );
  const put = (values: readonly (string | null)[]): void => {
    const args = written(known, values);
    if (args !== null) add(args);
  };
  put(base);
  const longest = Math.max(0, ...pools.map(({ length }) => length));
  for (let round = 0; round < longest; round += 1) {
    const varied = pools.flatMap((pool, at) =>
      pool[round] === undefined
        ? []
        : [{ at, args: base.map((each, place) => (place === at ? (pool[round] ?? each) : each)) }],
    );
    varied.forEach(({ args }) => put(args));
    if (pools.length === 1) continue;
    // The same with another value beside it, so that parameters meet.
    const beside = pools.map((each, place) => each[1 + (round % 2)] ?? base[place] ?? null);
    for (const { at, args: alone } of varied) {
      put(alone.map((each, place) => (place === at || each === null ? each : (beside[place] ?? each))));
      put(alone.map((each, place) => each ?? (place === (at + 1) % pools.length ? (beside[place] ?? null) : null)));
    }
  }
  return [...found.values()];
}

const NO_SIGNATURE: Signature = {
  name: null,
  kind: 'function',
  start: 0,
  end: 0,
  params: [],
  literals: [],
  is_async: false,
};

function knownOf(param: SurveyedParam, { params }: Signature): Known {
  const seen = params.find(({ name }) => name === param.name);
  const facts: ParamFacts = {
    name: param.name,
    type: seen?.type ?? param.type ?? typeOfDefault(param.default_code),
    default_code: seen?.default_code ?? param.default_code,
    rest: false,
    optional: param.optional,
    uses: param.passed === 'rest' ? new Set() : (seen?.uses ?? new Set()),
    members: seen?.members ?? new Map(),
    keys: seen?.keys ?? new Set(),
    compared: seen?.compared ?? [],
  };
  return { facts, passed: param.passed, optional: param.optional };
}

/** What it is without being given says what it may be. */
function typeOfDefault(code: string | null): string | null {
  if (code === null || code === 'None') return null;
  if (/^(True|False)$/.test(code)) return 'bool';
  if (/^-?\d+$/.test(code)) return 'int';
  if (/^-?[\d.]+(e[-+]?\d+)?$/.test(code)) return 'float';
  const [, type = null] = DEFAULTS.find(([pattern]) => pattern.test(code)) ?? [];
  return type;
}

const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [/^['"]/, 'str'],
  [/^b['"]/, 'bytes'],
  [/^\[/, 'list'],
  [/^\(/, 'tuple'],
  [/^\{(\}|[^:]+:)/, 'dict'],
  [/^\{|^set\(/, 'set'],
];

/** Null where a gap among those given by their place cannot be written. */
function written(known: readonly Known[], values: readonly (string | null)[]): readonly string[] | null {
  const args: string[] = [];
  let isByName = false;
  for (const [at, { facts, passed }] of known.entries()) {
    const value = values[at] ?? null;
    if (value === null) {
      if (passed !== 'by_name') isByName = true;
      continue;
    }
    if (passed === 'by_name' || (passed === 'either' && isByName)) args.push(`${facts.name}=${value}`);
    else if (isByName) {
      // `*rest` after something that was left out would take its place; it is left out as well.
      if (passed === 'rest') continue;
      return null;
    } else args.push(value);
  }
  return args;
}
