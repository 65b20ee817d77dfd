import type { Dice } from './dice.ts';
import type { Names, Scope } from './javascript-expressions.ts';

/** Expressions of Python around the flag and around nothing. */
export function pythonExpressionsOf(dice: Dice, names: Names) {
  const visible = (scope: Scope, kind: 'booleans' | 'numbers' | 'functions' | 'mutable'): readonly string[] => {
    const found = new Set<string>();
    for (let at: Scope | null = scope; at; at = at.outer) for (const name of at[kind]) found.add(name);
    return [...found];
  };
  const one = (list: readonly string[], otherwise: () => string): string =>
    list.length === 0 ? otherwise() : dice.pick(list);
  const plainFlag = (): string => "flags.is_enabled('stale')";
  const flag = (): string =>
    dice.make([
      plainFlag,
      plainFlag,
      plainFlag,
      () => `(${plainFlag()})`,
      () => `(not ${plainFlag()})`,
      () => `(${plainFlag()} is True)`,
      () => `(${plainFlag()} == False)`,
      () => `bool(${plainFlag()})`,
      () => `(${plainFlag()} is not False)`,
    ]);
  const traced = (): string => `t(${dice.below(90)})`;

  const boolean = (scope: Scope, depth: number): string => {
    const name = (): string => one(visible(scope, 'booleans'), traced);
    if (depth <= 0) return dice.make([flag, traced, name, () => dice.pick(['True', 'False'])]);
    const part = (): string => boolean(scope, depth - 1);
    return dice.make([
      flag,
      flag,
      traced,
      name,
      () => `(${part()} and ${part()})`,
      () => `(${part()} or ${part()})`,
      () => `(${flag()} and ${traced()} or not ${part()} and ${name()})`,
      () => `(not ${part()})`,
      () => `(${part()} if ${part()} else ${part()})`,
      () => `(${number(scope, depth - 1)} > ${number(scope, 0)})`,
      () => `(0 <= ${number(scope, depth - 1)} < 3)`,
      () => `flags.is_enabled('other${names.next % 2}')`,
      () => call(scope, depth),
      () => `(lambda: ${part()})()`,
    ]);
  };

  const call = (scope: Scope, depth: number): string => {
    const callee = visible(scope, 'functions');
    if (callee.length === 0) return traced();
    const second = dice.pick(['', `, ${boolean(scope, depth - 1)}`, `, q=${boolean(scope, 0)}`]);
    return `${dice.pick(callee)}(${boolean(scope, 0)}${second})`;
  };

  const number = (scope: Scope, depth: number): string => {
    const leaf = (): string => String(dice.below(5));
    if (depth <= 0) return dice.make([leaf, () => one(visible(scope, 'numbers'), leaf), () => `n(${dice.below(9)})`]);
    return dice.make([
      leaf,
      () => `n(${dice.below(9)})`,
      () => one(visible(scope, 'numbers'), leaf),
      () => `(${number(scope, depth - 1)} + ${number(scope, depth - 1)})`,
      () => `(${number(scope, depth - 1)} if ${boolean(scope, depth - 1)} else ${number(scope, 0)})`,
    ]);
  };

  return { visible, flag, plainFlag, boolean, number };
}
