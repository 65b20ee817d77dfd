import type { Signature } from './callable.ts';
import { candidatesOfParam } from './candidates-of-param.ts';
import type { InputContext } from './candidates-of-param.ts';

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
  for (let at = 1; at < longest; at += 1) {
    for (const [index, pool] of pools.entries()) {
      const value = pool[at];
      if (value === undefined) continue;
      add(base.map((each, place) => (place === index ? value : each)));
      // The same with a second value beside it, so that parameters meet.
      if (pools.length > 1)
        add(base.map((each, place) => (place === index ? value : (pools[place]?.[1 + (at % 2)] ?? each))));
    }
  }
  if (plain.length > 0) add([]);
  return [...found.values()];
}
