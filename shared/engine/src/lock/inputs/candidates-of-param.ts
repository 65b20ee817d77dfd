import type { ParamFacts, Signature, Use } from './callable.ts';
import { candidatesOfType } from './candidates-of-type.ts';
import type { TypeTexts } from './candidates-of-type.ts';
import { pythonObjects } from '../python/objects-of-uses.ts';
import { pythonValuesOfType } from '../python/values-of-type.ts';
import { NO_HINTS } from './module-hints.ts';
import type { ModuleHints } from './module-hints.ts';
import { isBuiltInMember } from './uses-of.ts';
import { JAVASCRIPT_POOLS, PYTHON_POOLS, useByName } from './value-pools.ts';
import type { Pools } from './value-pools.ts';

export interface InputContext {
  readonly language: 'javascript' | 'python';
  /** Types that the file and its neighbours declare. */
  readonly types: TypeTexts;
  /** What makes an instance of the target's own Python classes, by their names. */
  readonly made?: ReadonlyMap<string, readonly string[]>;
  /** Texts that its module knows. Only of Python. */
  readonly constants?: readonly string[];
  /** What its module tells apart. Only of JavaScript. */
  readonly hints?: ModuleHints;
}

const MOST = 16;
/** With what the module tells apart; how many of them are tried is for others to say. */
const MOST_HINTED = 240;

/** Values for one parameter as source text, the most telling first. Never empty. Pure. */
export function candidatesOfParam(param: ParamFacts, signature: Signature, context: InputContext): readonly string[] {
  const pools = context.language === 'python' ? PYTHON_POOLS : JAVASCRIPT_POOLS;
  const label = param.name ?? 'options';
  const typed =
    param.type === null
      ? []
      : context.language === 'python'
        ? pythonValuesOfType(param.type, label, context.made ?? new Map())
        : candidatesOfType(param.type, context.types, spyCode);
  const uses = [...param.uses];
  const byUse = interleave([...membersOf(param, pools, context), ...uses.map((use) => valuesOf(use, label, pools))]);
  const named = uses.length === 0 && param.members.size === 0 && param.name !== null ? useByName(param.name) : null;
  const byName = named === null ? [] : valuesOf(named, label, pools);
  const compared = param.compared.flatMap(around);
  const kinds = new Set([...typed.slice(0, 2), ...byUse.slice(0, 2), ...byName.slice(0, 2)].map(kindOf));
  // A literal of the body is worth trying where a value of its kind belongs.
  const fromBody = signature.literals.filter((each) => kinds.size === 0 || kinds.has(kindOf(each))).flatMap(around);
  const isDuration = typed.some((each) => each.startsWith('datetime.timedelta('));
  const durations = isDuration ? signature.literals.filter((each) => /^\d+$/.test(each)).map(durationCode) : [];
  const ordinary = [...typed, ...byUse, ...byName];
  const known = ordinary.length > 0 ? ordinary : pools.unknown;
  const mixed = [
    known[0] ?? 'undefined',
    ...compared,
    ...known.slice(1, 3),
    otherKind(known[0] ?? ''),
    ...known.slice(3, 4),
    ...fromBody.slice(0, 6),
    ...durations.slice(0, 6),
    ...(context.constants ?? []).filter((each) => kinds.has(kindOf(each))).slice(0, 4),
    ...known.slice(4),
  ];
  const hinted = hintsFor(known, typed.length === 0 && named === null && uses.length === 0, context.hints ?? NO_HINTS);
  const own = param.default_code === null || /[^\w'".\-[\]{}]/.test(param.default_code) ? [] : [param.default_code];
  const ordinaryOnes = [...new Set([...mixed.slice(0, MOST - 3), ...own, ...pools.edges])];
  // One of each in turn: a function that takes few of them sees both.
  return [...new Set(interleave([ordinaryOnes, hinted]))].slice(0, MOST_HINTED);
}

/** What the module tells apart, where values of its kind belong. */
function hintsFor(known: readonly string[], isOpen: boolean, hints: ModuleHints): readonly string[] {
  const kinds = new Set((isOpen ? known : known.slice(0, 2)).map(kindOf));
  return interleave([
    kinds.has('string') ? interleave([hints.samples, hints.words, hints.joined]) : [],
    kinds.has('[') ? hints.lists : [],
    kinds.has('number') ? hints.numbers.flatMap(around) : [],
  ]);
}

/** What a guard against the wrong type turns away. */
function otherKind(code: string): string {
  return kindOf(code) === 'number' ? "'12'" : '42';
}

/** What a body compares a duration with is a number of seconds, or of days where it is small. */
function durationCode(literal: string): string {
  return Number(literal) < 60
    ? `datetime.timedelta(days=${literal}, hours=1)`
    : `datetime.timedelta(seconds=${literal})`;
}

/** A function whose calls are recorded under this name. */
function spyCode(name: string): string {
  return `spy('${name}')`;
}

function valuesOf(use: Use, label: string, pools: Pools): readonly string[] {
  if (use !== 'function') return pools.of[use];
  const yes = pools === PYTHON_POOLS ? `spy('${label}', lambda *values: True)` : `spy('${label}', () => true)`;
  const order =
    pools === PYTHON_POOLS ? `spy('${label}', lambda *values: 1)` : `spy('${label}', (a, b) => (a > b ? 1 : -1))`;
  const nothing = pools === PYTHON_POOLS ? `spy('${label}', lambda *values: None)` : `spy('${label}', () => undefined)`;
  // What a member answers often decides by being there or not.
  return label.includes('.') ? [`spy('${label}')`, nothing, yes] : [`spy('${label}')`, yes, order, nothing];
}

/** An object that has what the body reads of it. */
function membersOf(
  param: ParamFacts,
  pools: Pools,
  { language, hints = NO_HINTS }: InputContext,
): readonly (readonly string[])[] {
  const names = [...param.members].filter(([name]) => name !== 'length');
  const isOwnType =
    names.some(([name]) => !isBuiltInMember(name, language === 'python')) ||
    (names.length > 0 && param.uses.size === 0);
  if (language === 'python') return pythonObjects(param, isOwnType ? names : [], valuesOf, pools);
  if (!isOwnType) return param.members.has('length') ? [pools.of.string, pools.of.array] : [];
  const variant = (at: number): string => {
    const entries = names.map(([name, uses]) => {
      const [use = useByName(name)] = uses;
      const values = use === null ? pools.unknown : valuesOf(use, `${param.name ?? 'options'}.${name}`, pools);
      return `${keyCode(name)}: ${values[at] ?? values[0]}`;
    });
    return `{ ${entries.join(', ')} }`;
  };
  return [[variant(0), variant(1), variant(2), '{}', ...singles(names, param, pools, hints)]];
}

/** What a member that shows nothing may be: what options are. */
const OF_OPTIONS = ['true', "'a'", "['a', 'b']", "{ a: 'b' }", '2', 'false', "{ a: ['b', 'c'] }"];

/** One member at a time: what the others make of a call does not hide it. */
function singles(
  names: readonly (readonly [string, ReadonlySet<Use>])[],
  param: ParamFacts,
  pools: Pools,
  hints: ModuleHints,
): readonly string[] {
  const lists = names.map(([name, uses]) => {
    const [use = useByName(name)] = uses;
    const ordinary = use === null ? OF_OPTIONS : valuesOf(use, `${param.name ?? 'options'}.${name}`, pools).slice(0, 4);
    const words = use === null || use === 'string' ? hints.words.filter((each) => each.length <= 8).slice(0, 10) : [];
    return interleave([ordinary, words]).map((value) => `{ ${keyCode(name)}: ${value} }`);
  });
  return interleave(lists);
}

function keyCode(name: string): string {
  return /^[\w$]+$/.test(name) ? name : `'${name}'`;
}

/** A number turns conditions at itself and beside itself. */
function around(literal: string): readonly string[] {
  if (!/^\d+$/.test(literal) || literal.length > 12) return [literal];
  const value = Number(literal);
  return [literal, String(value + 1), String(value - 1)];
}

function kindOf(code: string): string {
  if (/^-?\d|^NaN|^Infinity/.test(code)) return 'number';
  return /^['"`]/.test(code) ? 'string' : (code[0] ?? '');
}

function interleave(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map((each) => each.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((each) => each[at] ?? [])).flat();
}
