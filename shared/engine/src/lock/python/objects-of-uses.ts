import type { ParamFacts, Use } from '../inputs/callable.ts';
import { useByName } from '../inputs/value-pools.ts';
import type { Pools } from '../inputs/value-pools.ts';

type Values = (use: Use, label: string, pools: Pools) => readonly string[];
type Seen = ReadonlyMap<string, ReadonlySet<Use>>;

/** Dicts with the keys that the body reads, and objects with the attributes, their methods as spies. Pure. */
export function pythonObjects(
  { name, keys }: ParamFacts,
  attributes: Iterable<readonly [string, ReadonlySet<Use>]>,
  valuesOf: Values,
  pools: Pools,
): readonly (readonly string[])[] {
  const label = name ?? 'options';
  const written = (seen: Seen, at: number, entry: (key: string, value: string) => string): string =>
    [...seen]
      .map(([key, uses]) => {
        const [use = useByName(key)] = uses;
        const values = use === null ? pools.unknown : valuesOf(use, `${label}.${key}`, pools);
        return entry(key, values[at] ?? values[0] ?? 'None');
      })
      .join(', ');
  const own = new Map(attributes);
  const read = new Map([...keys].map((key) => [key, new Set<Use>()] as const));
  const dict = (at: number): string => `{${written(read, at, (key, value) => `${quoted(key)}: ${value}`)}}`;
  const object = (at: number): string => `SimpleNamespace(${written(own, at, (key, value) => `${key}=${value}`)})`;
  return [
    ...(read.size > 0 ? [[dict(0), dict(1), dict(2), '{}']] : []),
    ...(own.size > 0 ? [[object(0), object(1), object(2)]] : []),
  ];
}

function quoted(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`)}'`;
}
