import type { Dice } from './dice.ts';

/** Names in reach, by what they hold. Lists grow while a scope's statements are made. */
export interface Scope {
  readonly booleans: string[];
  readonly numbers: string[];
  readonly functions: string[];
  readonly mutable: string[];
  readonly outer: Scope | null;
}

export interface Names {
  next: number;
}

/** Expressions of JavaScript and, with `typed`, of TypeScript, around the flag and around nothing. */
export function expressionsOf(dice: Dice, names: Names, typed: boolean) {
  const visible = (scope: Scope, kind: 'booleans' | 'numbers' | 'functions' | 'mutable'): readonly string[] => {
    const found = new Set<string>();
    for (let at: Scope | null = scope; at; at = at.outer) for (const name of at[kind]) found.add(name);
    return [...found];
  };
  const one = (list: readonly string[], otherwise: () => string): string =>
    list.length === 0 ? otherwise() : dice.pick(list);

  const ask = (): string => `flags.isEnabled('stale')`;
  const flag = (): string =>
    dice.make([
      ask,
      ask,
      ask,
      () => `!${ask()}`,
      () => `(${ask()})`,
      () => `${ask()} === true`,
      () => `${ask()} !== false`,
      () => `false === ${ask()}`,
      () => `!!${ask()}`,
      () => `!(${ask()} === false)`,
      () => (typed ? `(${ask()} as boolean)` : `Boolean(${ask()})`),
      () => (typed ? `${ask()}!` : ask()),
    ]);
  const traced = (): string => `t(${dice.below(90)})`;

  const boolean = (scope: Scope, depth: number): string => {
    if (depth <= 0) {
      return dice.make([
        flag,
        traced,
        () => one(visible(scope, 'booleans'), traced),
        () => dice.pick(['true', 'false']),
      ]);
    }
    const left = (): string => boolean(scope, depth - 1);
    return dice.make([
      flag,
      flag,
      traced,
      () => one(visible(scope, 'booleans'), traced),
      () => `${operand(left())} && ${operand(left())}`,
      () => `${operand(left())} || ${operand(left())}`,
      () => `${operand(left())} && ${operand(left())} && ${operand(left())}`,
      () => `(${left()} || ${left()}) && ${operand(left())}`,
      () => `!(${left()})`,
      () => `(${left()} ? ${left()} : ${left()})`,
      () => `${number(scope, depth - 1)} > ${number(scope, 0)}`,
      () => `(${operand(left())} ?? ${operand(left())})`,
      () => `(${traced()}, ${left()})`,
      () => call(scope, depth),
      () => `flags.isEnabled('other${names.next % 2}')`,
      () => `flags?.isEnabled('stale')`,
    ]);
  };

  const call = (scope: Scope, depth: number): string => {
    const callee = visible(scope, 'functions');
    if (callee.length === 0) return traced();
    const args = dice.chance(0.5) ? boolean(scope, depth - 1) : `${boolean(scope, 0)}, ${boolean(scope, depth - 1)}`;
    return `${dice.pick(callee)}(${args})`;
  };

  const number = (scope: Scope, depth: number): string => {
    const leaf = (): string => String(dice.below(5));
    if (depth <= 0) return dice.make([leaf, () => one(visible(scope, 'numbers'), leaf), () => `n(${dice.below(9)})`]);
    return dice.make([
      leaf,
      () => `n(${dice.below(9)})`,
      () => one(visible(scope, 'numbers'), leaf),
      () => `(${number(scope, depth - 1)} + ${number(scope, depth - 1)})`,
      () => `(${boolean(scope, depth - 1)} ? ${number(scope, depth - 1)} : ${number(scope, 0)})`,
      () => `(${flag()} ? ${number(scope, 0)} : ${number(scope, 0)})`,
    ]);
  };

  return { visible, flag, boolean, number };
}

/** `a ?: b` and `a ?? b` stand in parentheses already; what is left needs none beside `&&` and `||`. */
function operand(text: string): string {
  return text.includes('||') || text.includes('&&') ? `(${text})` : text;
}
