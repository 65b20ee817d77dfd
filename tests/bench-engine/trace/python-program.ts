import type { Dice } from './dice.ts';
import type { Names, Scope } from './javascript-expressions.ts';
import { pythonExpressionsOf } from './python-expressions.ts';

const DEEPEST = 4;

interface Place {
  readonly loop: boolean;
  readonly generator: boolean;
  /** Local names of the functions around this one, which `nonlocal` may name. */
  readonly closed: readonly string[];
}

/**
 * A program that asks for the flag in many ways. It uses `flags.is_enabled(name)`, `t(n)`, `n(k)` and `log(*values)`, and
 * defines `main()`, which ends whatever they answer.
 */
export function pythonProgram(dice: Dice): string {
  const maker = statementsOf(dice);
  const scope: Scope = { booleans: [], numbers: [], functions: [], mutable: [], outer: null };
  const top = Array.from({ length: dice.below(3) }, () => maker.helper(scope, 0));
  if (dice.chance(0.3)) {
    top.push(`SHARED = ${maker.flag()}`);
    scope.booleans.push('SHARED');
  }
  const own: Scope = { booleans: [], numbers: [], functions: [], mutable: [], outer: scope };
  const body = maker.statements(own, 1, { loop: false, generator: false, closed: [] });
  return `${top.join('\n')}\n\ndef main():\n${body}\n    return ${maker.value(own)}\n`;
}

function statementsOf(dice: Dice) {
  const names: Names = { next: 0 };
  const e = pythonExpressionsOf(dice, names);
  const fresh = (prefix: string): string => `${prefix}${(names.next += 1)}`;
  const pad = (depth: number): string => '    '.repeat(depth);
  /** A block is no scope of its own, but a name made in it may not exist after it. */
  const inside = (scope: Scope): Scope => ({ booleans: [], numbers: [], functions: [], mutable: [], outer: scope });

  const suite = (scope: Scope, depth: number, place: Place): string =>
    dice.chance(0.1) ? ` ${simple(scope, place)}` : `\n${statements(inside(scope), depth + 1, place)}`;

  const statements = (scope: Scope, depth: number, place: Place): string => {
    const lines: string[] = [];
    for (let left = 1 + dice.below(depth === 1 ? 6 : 4); left > 0; left -= 1) {
      if (dice.chance(0.08)) lines.push(`${pad(depth)}# ${dice.pick(['why', 'the flag', 'keep this'])} ${names.next}`);
      lines.push(pad(depth) + statement(scope, depth, place));
    }
    return lines.join('\n');
  };

  const simple = (scope: Scope, place: Place): string =>
    dice.make([
      () => `log(${e.boolean(scope, 2)})`,
      () => `t(${dice.below(90)})`,
      () => `log(${e.number(scope, 2)})`,
      () => assignment(scope),
      () =>
        place.loop ? dice.pick(['break', 'continue']) : place.generator ? 'return' : `return ${e.boolean(scope, 1)}`,
      () => 'pass',
      () => `t(1); log(${e.flag()})`,
    ]);

  const assignment = (scope: Scope): string => {
    const target = e.visible(scope, 'mutable');
    if (target.length === 0) return `log(${e.boolean(scope, 1)})`;
    const name = dice.pick(target);
    if (name.startsWith('c')) return `${name} ${dice.pick(['=', '+='])} ${e.number(scope, 1)}`;
    return `${name} = ${e.boolean(scope, 2)}`;
  };

  const declaration = (scope: Scope): string => {
    const isNumber = dice.chance(0.25);
    const name = fresh(isNumber ? 'c' : 'b');
    const value = isNumber ? e.number(scope, 2) : e.boolean(scope, 3);
    (isNumber ? scope.numbers : scope.booleans).push(name);
    scope.mutable.push(name);
    return dice.chance(0.15) ? `${name}: ${isNumber ? 'int' : 'bool'} = ${value}` : `${name} = ${value}`;
  };

  const helper = (scope: Scope, depth: number): string => {
    const name = fresh('f');
    const inner: Scope = {
      booleans: ['p', 'q'],
      numbers: [],
      functions: [],
      mutable: ['p'],
      outer: { ...scope, mutable: [], outer: readOnly(scope.outer) },
    };
    const head = `def ${name}(p, q=${e.boolean(scope, 1)}):`;
    const shared = depth === 0 ? [] : scope.mutable.filter((each) => each.startsWith('b'));
    const nonlocal = shared.length > 0 && dice.chance(0.4) ? dice.pick(shared) : null;
    if (nonlocal !== null) inner.mutable.push(nonlocal);
    const opening = nonlocal === null ? '' : `\n${pad(depth + 1)}nonlocal ${nonlocal}`;
    const place: Place = { loop: false, generator: false, closed: shared };
    const text = dice.make([
      () => `${head}${opening}\n${statements(inner, depth + 1, place)}\n${pad(depth + 1)}return ${e.boolean(inner, 2)}`,
      () => `${head}\n${pad(depth + 1)}"""What it does."""\n${pad(depth + 1)}return ${e.flag()}`,
      () => `${name} = lambda p, q=${e.boolean(scope, 1)}: ${e.boolean(inner, 2)}`,
    ]);
    scope.functions.push(name);
    return text;
  };

  const condition = (scope: Scope, depth: number, place: Place): string => {
    let text = `if ${e.boolean(scope, 3)}:${suite(scope, depth, place)}`;
    while (dice.chance(0.3)) text += `\n${pad(depth)}elif ${e.boolean(scope, 2)}:${suite(scope, depth, place)}`;
    return dice.chance(0.5) ? `${text}\n${pad(depth)}else:${suite(scope, depth, place)}` : text;
  };

  const loop = (scope: Scope, depth: number, place: Place): string => {
    const i = fresh('i');
    const own = inside(scope);
    own.numbers.push(i);
    const inner = { ...place, loop: true };
    const text = dice.make([
      () => `for ${i} in range(${1 + dice.below(3)}):${suite(own, depth, inner)}`,
      () => `for ${i} in [1, ${e.number(scope, 1)}]:${suite(own, depth, inner)}`,
      () =>
        `${i} = 0\n${pad(depth)}while ${i} < 3 and (${e.boolean(scope, 2)}):\n${pad(depth + 1)}${i} += 1\n${statements(own, depth + 1, inner)}`,
    ]);
    return dice.chance(0.25) ? `${text}\n${pad(depth)}else:${suite(scope, depth, place)}` : text;
  };

  const attempt = (scope: Scope, depth: number, place: Place): string => {
    const part = (head: string, where: Place = place): string => `\n${pad(depth)}${head}:${suite(scope, depth, where)}`;
    const handler = part('except ValueError as error') + (dice.chance(0.3) ? part('else') : '');
    const finalizer = part('finally', { ...place, loop: false });
    return `try:\n${pad(depth + 1)}if t(${dice.below(90)}): raise ValueError('e')\n${statements(inside(scope), depth + 1, place)}${dice.pick([handler, finalizer, handler + finalizer])}`;
  };

  const choice = (scope: Scope, depth: number, place: Place): string => {
    const subject = dice.make([() => e.number(scope, 1), () => e.flag(), () => e.boolean(scope, 1)]);
    const patterns = dice.pick([['0', '1', '2'], ['True', 'False'], ['True']]);
    const arms = patterns.map((pattern) => {
      const guard = dice.chance(0.2) ? ` if ${e.boolean(scope, 1)}` : '';
      return `${pad(depth + 1)}case ${pattern}${guard}:${suite(scope, depth + 1, place)}`;
    });
    if (dice.chance(0.5)) arms.push(`${pad(depth + 1)}case _:${suite(scope, depth + 1, place)}`);
    return `match ${subject}:\n${arms.join('\n')}`;
  };

  const special = (scope: Scope, depth: number, place: Place): string => {
    const name = fresh('s');
    const next = pad(depth + 1);
    const far = pad(depth + 2);
    return dice.make([
      () => `log([x for x in [0, 1, 2] if ${e.boolean(scope, 2)}])`,
      () => `log({x: ${e.boolean(scope, 1)} for x in [0, 1]}, sum(1 for x in [1] if ${e.flag()}))`,
      () =>
        `class ${name}:\n${next}on = ${e.boolean(scope, 1)}\n${next}def __init__(self):\n${far}self.own = ${e.flag()}\n${next}@property\n${next}def both(self):\n${far}return self.on and self.own\n${next}def ask(self):\n${far}if self.own:\n${far}    return t(7)\n${far}return self.on\n${pad(depth)}log(${name}().both, ${name}().ask())`,
      () =>
        `def ${name}():\n${next}yield ${e.boolean(readOnlyOf(scope), 2)}\n${next}if ${e.boolean(readOnlyOf(scope), 2)}:\n${far}yield t(5)\n${pad(depth)}log(list(${name}()))`,
      () => `log(f"{${e.plainFlag()}} and {'on' if ${e.plainFlag()} else 'off'}")`,
      () => {
        const text = `if (${name} := ${e.boolean(scope, 1)}):\n${next}log(${name})`;
        scope.booleans.push(name);
        return text;
      },
      () => {
        const text = `${name}, _ = ${e.boolean(scope, 1)}, t(1)`;
        scope.booleans.push(name);
        return text;
      },
      () => `log("""two\n  lines""", ${e.boolean(scope, 1)})`,
      () => `assert t(1) or ${e.boolean(scope, 1)} or True`,
      () => `log(dict(a=${e.flag()}, b=${e.boolean(scope, 1)}))`,
      () => helper(scope, depth),
      () =>
        `if ${e.flag()}:\n${next}${name} = t(3)\n${pad(depth)}else:\n${next}${name} = ${e.boolean(scope, 1)}\n${pad(depth)}log(${name})`,
      () => (place.loop ? 'log(1)' : `if not ${e.flag()}:\n${next}return ${place.generator ? '' : 'False'}`),
    ]);
  };

  const statement = (scope: Scope, depth: number, place: Place): string =>
    depth >= DEEPEST
      ? simple(scope, place)
      : dice.make([
          () => declaration(scope),
          () => declaration(scope),
          () => condition(scope, depth, place),
          () => condition(scope, depth, place),
          () => `if ${dice.pick(['', 'not '])}${e.flag()}:${suite(scope, depth, place)}`,
          () => simple(scope, place),
          () => assignment(scope),
          () => loop(scope, depth, place),
          () => choice(scope, depth, place),
          () => attempt(scope, depth, place),
          () => special(scope, depth, place),
          () => `log(${e.number(scope, 1)} if ${e.boolean(scope, 2)} else t(2))`,
        ]);

  return { helper, statements, flag: e.flag, value: (scope: Scope) => e.boolean(scope, 2) };
}

/** A nested function may read the names around it; assigning to one would make it another name. */
function readOnly(scope: Scope | null): Scope | null {
  return scope && readOnlyOf(scope);
}

function readOnlyOf(scope: Scope): Scope {
  return { ...scope, mutable: [], outer: readOnly(scope.outer) };
}
