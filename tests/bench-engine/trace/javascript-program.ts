import type { Dice } from './dice.ts';
import { expressionsOf } from './javascript-expressions.ts';
import type { Names, Scope } from './javascript-expressions.ts';

/** Statements nest this deep at most; programs stay readable when one of them fails. */
const DEEPEST = 4;

/**
 * A program that asks for the flag in many ways. It uses `flags.isEnabled(name)`, `t(n)` (logs, gives a boolean),
 * `n(k)` (logs, gives a number) and `log(value)`, and defines `main()`, which ends whatever they answer.
 */
export function javascriptProgram(dice: Dice, typed: boolean): string {
  const maker = statementsOf(dice, typed);
  const scope: Scope = { booleans: [], numbers: [], functions: [], mutable: [], outer: null };
  const top = Array.from({ length: dice.below(3) }, () => maker.helper(scope));
  const body = maker.body(scope, 0, { loop: false, label: null, generator: false, async: dice.chance(0.2) });
  const opening = body.async ? 'async function main() {' : 'function main() {';
  return `${top.join('\n')}\n${opening}\n${body.text}\n  return ${maker.value(scope)};\n}\n`;
}

interface Place {
  readonly loop: boolean;
  readonly label: string | null;
  readonly generator: boolean;
  readonly async: boolean;
}

function statementsOf(dice: Dice, typed: boolean) {
  const names: Names = { next: 0 };
  const e = expressionsOf(dice, names, typed);
  const fresh = (prefix: string): string => `${prefix}${(names.next += 1)}`;
  const inside = (scope: Scope): Scope => ({ booleans: [], numbers: [], functions: [], mutable: [], outer: scope });
  const pad = (depth: number): string => '  '.repeat(depth + 1);
  const type = (name: string): string => (typed ? `: ${name}` : '');

  const block = (scope: Scope, depth: number, place: Place): string => {
    if (dice.chance(0.06)) return '{}';
    return `{\n${statements(inside(scope), depth + 1, place)}\n${pad(depth)}}`;
  };
  const bodyOf = (scope: Scope, depth: number, place: Place): string =>
    dice.chance(0.15) ? simple(scope, place) : block(scope, depth, place);

  const statements = (scope: Scope, depth: number, place: Place): string => {
    const lines: string[] = [];
    for (let left = 1 + dice.below(depth === 0 ? 6 : 4); left > 0; left -= 1) {
      if (dice.chance(0.08)) lines.push(`${pad(depth)}// ${dice.pick(['why', 'the flag', 'keep this'])} ${names.next}`);
      lines.push(pad(depth) + statement(scope, depth, place, lines.length === 0));
    }
    return lines.join('\n');
  };

  const simple = (scope: Scope, place: Place): string =>
    dice.make([
      () => `log(${e.boolean(scope, 2)});`,
      () => `t(${dice.below(90)});`,
      () => `log(${e.number(scope, 2)});`,
      () => assignment(scope),
      () => (place.loop ? dice.pick(['break;', 'continue;']) : `return ${e.boolean(scope, 1)};`),
      () => `if (t(${dice.below(90)})) throw new Error('e${dice.below(9)}');`,
    ]);

  const assignment = (scope: Scope): string => {
    const target = e.visible(scope, 'mutable');
    if (target.length === 0) return `log(${e.boolean(scope, 1)});`;
    const name = dice.pick(target);
    if (name.startsWith('c')) return `${name} ${dice.pick(['=', '+='])} ${e.number(scope, 1)};`;
    return `${name} ${dice.pick(['=', '=', '&&=', '||='])} ${e.boolean(scope, 2)};`;
  };

  const declaration = (scope: Scope, first: boolean): string => {
    const keyword = dice.pick(['const', 'let', 'let', 'var']);
    // Now and then a name of an outer scope again, but only where nothing could have used it before.
    const shadowed =
      first && scope.outer && keyword !== 'var' && dice.chance(0.4) ? dice.pick([...outerNames(scope), '']) : '';
    if (dice.chance(0.25)) {
      const name = fresh('c');
      const text = `${keyword} ${name}${type('number')} = ${e.number(scope, 2)};`;
      scope.numbers.push(name);
      if (keyword !== 'const') scope.mutable.push(name);
      return text;
    }
    const name = shadowed === '' ? fresh('b') : shadowed;
    // An initialiser must not read the name that it is about to declare.
    const value = shadowed === '' ? e.boolean(scope, 3) : `t(${dice.below(90)}) && ${e.flag()}`;
    if (scope.booleans.includes(name)) return `log(${value});`;
    scope.booleans.push(name);
    if (keyword !== 'const') scope.mutable.push(name);
    return `${keyword} ${name}${type('boolean')} = ${value};`;
  };

  const outerNames = (scope: Scope): readonly string[] =>
    scope.outer ? scope.outer.booleans.filter((name) => !scope.booleans.includes(name)) : [];

  const helper = (scope: Scope): string => {
    const name = fresh('f');
    const inner = inside(scope);
    inner.booleans.push('p', 'q');
    inner.mutable.push('p');
    const place: Place = { loop: false, label: null, generator: false, async: false };
    const params = `p${type('boolean')}, q${type('boolean')} = ${e.boolean(scope, 1)}`;
    const text = dice.make([
      () => `function ${name}(${params}) {\n${statements(inner, 1, place)}\n  return ${e.boolean(inner, 2)};\n}`,
      () => `const ${name} = (${params}) => ${e.boolean(inner, 2)};`,
      () => `const ${name} = (${params}) => {\n${statements(inner, 1, place)}\n  return p;\n};`,
      () => `function ${name}(${params}) {\n  return ${e.flag()};\n}`,
    ]);
    scope.functions.push(name);
    return text;
  };

  const condition = (scope: Scope, depth: number, place: Place): string => {
    let text = `if (${e.boolean(scope, 3)}) ${bodyOf(scope, depth, place)}`;
    while (dice.chance(0.3)) text += ` else if (${e.boolean(scope, 2)}) ${bodyOf(scope, depth, place)}`;
    return dice.chance(0.5) ? `${text} else ${bodyOf(scope, depth, place)}` : text;
  };

  const loop = (scope: Scope, depth: number, place: Place): string => {
    const i = fresh('i');
    const label = dice.chance(0.2) ? fresh('l') : null;
    const inner = { ...place, loop: true, label };
    const own = inside(scope);
    own.numbers.push(i);
    const text = dice.make([
      () => `for (let ${i} = 0; ${i} < ${1 + dice.below(3)}; ${i} += 1) ${block(own, depth, inner)}`,
      () => `for (const ${i} of [1, 2, ${e.number(scope, 1)}]) ${block(own, depth, inner)}`,
      () => `for (let ${i} = 0; ${i} < 3 && (${e.boolean(scope, 2)}); ${i} += 1) ${block(own, depth, inner)}`,
      () => `for (let ${i} = 3; ${i}-- > 0; ) ${block(own, depth, inner)}`,
    ]);
    return label === null ? text : `${label}: ${text}`;
  };

  const choice = (scope: Scope, depth: number, place: Place): string => {
    const subject = dice.make([() => e.number(scope, 1), () => e.boolean(scope, 2), () => 'true']);
    const labels = subject === 'true' || dice.chance(0.5) ? null : ['0', '1', '2'];
    const arms = Array.from({ length: 1 + dice.below(3) }, (_, index) => {
      const label = labels?.[index] ?? dice.make([() => 'true', () => 'false', () => e.flag(), () => `t(${index})`]);
      const lines = statements(inside(scope), depth + 2, { ...place, loop: false });
      const braces = dice.chance(0.7);
      const own = braces ? `{\n${lines}\n${pad(depth + 1)}}` : `\n${pad(depth + 2)}log(${e.boolean(scope, 1)});`;
      return `${pad(depth + 1)}case ${label}: ${own}${dice.chance(0.6) ? `\n${pad(depth + 2)}break;` : ''}`;
    });
    if (dice.chance(0.5))
      arms.push(`${pad(depth + 1)}default:\n${pad(depth + 2)}${simple(scope, { ...place, loop: false })}`);
    return `switch (${subject}) {\n${arms.join('\n')}\n${pad(depth)}}`;
  };

  const attempt = (scope: Scope, depth: number, place: Place): string => {
    const handler = ` catch (error) ${block(scope, depth, place)}`;
    const finalizer = ` finally ${block(scope, depth, { ...place, loop: false })}`;
    const tail = dice.pick([handler, finalizer, handler + finalizer]);
    return `try ${block(scope, depth, place)}${tail}`;
  };

  const special = (scope: Scope, depth: number): string => {
    const name = fresh('s');
    return dice.make([
      () => {
        const text = `const { ${name} = ${e.flag()} } = t(${dice.below(9)}) ? {} : { ${name}: ${e.boolean(scope, 1)} };`;
        scope.booleans.push(name);
        return text;
      },
      () => {
        const text = `const [${name}, , ] = [${e.boolean(scope, 2)}, t(1)];`;
        scope.booleans.push(name);
        return text;
      },
      () =>
        `class ${name} {\n${pad(depth + 1)}on = ${e.boolean(scope, 1)};\n${pad(depth + 1)}#own = ${e.flag()};\n${pad(depth + 1)}get both() { return this.on && this.#own; }\n${pad(depth + 1)}ask() { if (this.#own) { return t(7); } return this.on; }\n${pad(depth)}}\n${pad(depth)}log(new ${name}().both, new ${name}().ask());`,
      () =>
        `function* ${name}() {\n${pad(depth + 1)}yield ${e.boolean(scope, 2)};\n${pad(depth + 1)}if (${e.boolean(scope, 2)}) yield t(5);\n${pad(depth)}}\n${pad(depth)}log([...${name}()].join());`,
      () =>
        `const ${name} = { ask: () => ${e.boolean(scope, 2)}, on: ${e.flag()} };\n${pad(depth)}log(${name}?.ask?.(), ${name}.on);`,
      () =>
        `const ${name} = [1, 2].map((x) => ${e.boolean(scope, 2)} ? x : ${e.number(scope, 1)});\n${pad(depth)}log(${name}.join());`,
      () =>
        `log(${name}());\n${pad(depth)}function ${name}() { return ${e.boolean({ ...scope, booleans: [], outer: null }, 2)}; }`,
      () => `if (${e.flag()}) { var ${name} = t(3); }\n${pad(depth)}log(${name});`,
      () => `log(\`\${${e.boolean(scope, 2)}} and \${${e.flag()} ? 'on' : 'off'}\`);`,
      () => `void (t(1), ${e.flag()}, ${e.boolean(scope, 1)});`,
    ]);
  };

  const statement = (scope: Scope, depth: number, place: Place, first: boolean): string => {
    if (depth >= DEEPEST) return simple(scope, place);
    const jump =
      place.label !== null && dice.chance(0.08)
        ? `if (${e.boolean(scope, 1)}) ${dice.pick(['break', 'continue'])} ${place.label};`
        : null;
    if (jump !== null) return jump;
    return dice.make([
      () => declaration(scope, first),
      () => declaration(scope, first),
      () => condition(scope, depth, place),
      () => condition(scope, depth, place),
      () => `if (${dice.pick(['', '!'])}${e.flag()}) ${bodyOf(scope, depth, place)}`,
      () => simple(scope, place),
      () => assignment(scope),
      () => loop(scope, depth, place),
      () => choice(scope, depth, place),
      () => attempt(scope, depth, place),
      () => block(scope, depth, place),
      () => special(scope, depth),
      () =>
        place.async
          ? `log(await ${e.boolean(scope, 2)});`
          : `log(${e.boolean(scope, 3)} ? ${e.number(scope, 1)} : t(2));`,
    ]);
  };

  return {
    helper,
    value: (scope: Scope) => e.boolean(scope, 2),
    body: (scope: Scope, depth: number, place: Place) => ({
      text: statements(scope, depth, place),
      async: place.async,
    }),
  };
}
