import type { Signature } from './callable.ts';
import { candidatesOfParam } from './candidates-of-param.ts';
import type { InputContext } from './candidates-of-param.ts';

/** The part of the calls in which one parameter at a time is another one. */
const ALONE_SHARE = 0.55;
/** How far apart the values are that stand beside a value. */
const BESIDE = [1, 5];
/** So many of a parameter's first values are such. */
const MOST_BESIDE = 12;

function besideOf(pool: readonly string[], at: number): string | undefined {
  return pool[1 + (at % Math.max(1, Math.min(MOST_BESIDE, pool.length - 1)))];
}

/**
 * Argument lists for one function, as source text: first those that callers really write, then the ordinary one, each
 * parameter varied by itself, several at once, and fewer arguments than there are. Pure, at most `most`.
 */
export function combineInputs(
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
  if (signature === null) {
    [[], ["'Hello World'"], ['3'], ['[3, 1, 2]']].forEach(add);
    return [...found.values()];
  }
  const plain = signature.params.filter(({ rest }) => !rest);
  const rest = signature.params.find((each) => each.rest);
  const pools = plain.map((param) => candidatesOfParam(param, signature, context));
  const extra = rest ? candidatesOfParam({ ...rest, type: null }, signature, context).slice(0, 2) : [];
  const base = [...pools.map(([first]) => first ?? 'undefined'), ...extra];
  add(base);
  const required = plain.findLastIndex(({ optional }) => !optional) + 1;
  if (required < base.length) add(base.slice(0, required));
  const longest = Math.max(0, ...pools.map((each) => each.length));
  const together: (readonly string[])[] = [];
  const roomFor = most * ALONE_SHARE;
  for (let at = 1; at < longest; at += 1) {
    for (const [index, pool] of pools.entries()) {
      const value = pool[at];
      if (value === undefined) continue;
      const alone = base.map((each, place) => (place === index ? value : each));
      if (found.size < roomFor) add(alone);
      else together.push(alone);
      // The same with other values beside it, so that parameters meet.
      for (const step of pools.length > 1 ? BESIDE : [])
        together.push(
          base.map((each, place) =>
            place === index ? value : (besideOf(pools[place] ?? [], at * step + index) ?? each),
          ),
        );
    }
  }
  if (plain.length > 0) add([]);
  together.forEach(add);
  return [...found.values()];
}
