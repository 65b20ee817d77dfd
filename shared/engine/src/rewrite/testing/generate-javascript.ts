/** A source of small numbers that gives the same row for the same seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const NAMES = ['a', 'b', 'c', 'd'];

interface Around {
  readonly depth: number;
  readonly loops: boolean;
  readonly switches: boolean;
  readonly label: string | null;
  readonly generator: boolean;
  readonly declared: Set<string>;
}

/**
 * A random program in JavaScript whose function `main` is to be run with `t` (logs its number, answers as the
 * input says), `F` (the flag, true) and `N` (its opposite). Names come from a pool of four, so that they shadow and clash.
 */
export function generateJavascript(seed: number): string {
  const below = randomFrom(seed);
  let effects = 0;
  let helpers = 0;
  const one = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const chance = (percent: number): boolean => below(100) < percent;
  const end = chance(30) ? '' : ';';
  const effect = (): string => `t(${(effects += 1)})`;
  const flag = (): string => (chance(55) ? 'F()' : 'N()');
  const name = (): string => one(NAMES);

  const atom = (): string => {
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
        return flag();
      case 3:
      case 4:
        return name();
      case 5:
      case 6:
        return effect();
      case 7:
        return one(['true', 'false', 'null', '0', '1', "'s'", "''"]);
      case 8:
        return `o.${one(['x', 'y'])}`;
      case 9:
        return one(['o?.x', 'n?.x', 'o.m()', 'n?.m()', 'o.x?.z']);
      case 10:
        return `${name()} === ${name()}`;
      default:
        return `typeof ${name()}`;
    }
  };
  const expression = (depth: number): string => {
    if (depth <= 0) return atom();
    const inner = (): string => expression(depth - 1);
    switch (below(16)) {
      case 0:
      case 1:
        return `(${inner()} && ${inner()})`;
      case 2:
      case 3:
        return `(${inner()} || ${inner()})`;
      case 4:
        return `(${inner()} ?? ${inner()})`;
      case 5:
        return `!${chance(50) ? `(${inner()})` : atom()}`;
      case 6:
      case 7:
        return `(${inner()} ? ${inner()} : ${inner()})`;
      case 8:
        return `(${inner()} ${one(['===', '!==', '==', '!='])} ${inner()})`;
      case 9:
        return `(${name()} ${one(['=', '=', '&&=', '||=', '??='])} ${inner()})`;
      case 10:
        return `(${inner()}, ${inner()})`;
      case 11:
        return `Boolean(${inner()})`;
      case 12:
        return `[${inner()}, ${inner()}][${below(2)}]`;
      case 13:
        return `\`\${${inner()}}\``;
      case 14:
        return `(() => ${chance(30) ? `({ k: ${inner()} }).k` : inner()})()`;
      default:
        return `${flag()} && ${atom()} || ${atom()}`;
    }
  };
  const test = (): string =>
    chance(60)
      ? one([flag(), `!${flag()}`, `${flag()} && ${atom()}`, `${atom()} || ${flag()}`, `${atom()} && ${flag()}`])
      : expression(2);
  const indent = (text: string): string => text.replaceAll(/^/gm, '  ');
  const block = (around: Around): string => {
    const declared = new Set<string>();
    const count = below(4);
    const lines = Array.from({ length: count }, () => statement({ ...around, depth: around.depth - 1, declared }));
    return lines.length === 0 ? '{}' : `{\n${indent(lines.join('\n'))}\n}`;
  };
  const body = (around: Around): string => (chance(75) ? block(around) : simple(around));
  const simple = (around: Around): string => {
    switch (below(9)) {
      case 0:
        return `${flag()} && ${effect()}${end}`;
      case 1:
        return `${effect()}${end}`;
      case 2:
        return `${name()} = ${expression(1)}${end}`;
      case 3:
        return around.loops && chance(60) ? `${one(['break', 'continue'])}${end}` : `${effect()}${end}`;
      case 4:
        return around.switches && chance(60) ? `break${end}` : `t(${name()})${end}`;
      case 5:
        return chance(40) ? `return ${expression(1)}${end}` : `t(${expression(1)})${end}`;
      case 6:
        return around.label && chance(70) ? `break ${around.label}${end}` : `${effect()}${end}`;
      case 7:
        return around.generator ? `yield ${expression(1)}${end}` : `t(${name()})${end}`;
      default:
        return chance(25) ? `throw ${atom()}${end}` : `${expression(2)}${end}`.replace(/^\{/, '0, {');
    }
  };
  const declaration = (around: Around): string => {
    const chosen = name();
    const kind = one(['let', 'const', 'var', 'var', 'const']);
    if (around.declared.has(chosen)) return simple(around);
    around.declared.add(chosen);
    if (chance(15))
      return `const { ${chosen} = ${atom()} } = ${chance(50) ? '{}' : `{ ${chosen}: ${expression(1)} }`}${end}`;
    return `${kind} ${chosen} = ${chance(50) ? one([flag(), `!${flag()}`]) : expression(2)}${end}`;
  };
  const counted = (loop: Around): string => {
    const index = `i${(helpers += 1)}`;
    const going = chance(40) ? ` && (${test()})` : '';
    return `for (${one(['let', 'var'])} ${index} = 0; ${index} < 2${going}; ${index} += 1) ${body(loop)}`;
  };
  const helper = (around: Around): string => {
    const called = `f${(helpers += 1)}`;
    const [first, second] = ['a', 'b'];
    const inside: Around = {
      ...around,
      depth: around.depth - 1,
      loops: false,
      switches: false,
      label: null,
      generator: false,
      declared: new Set(),
    };
    const generator = chance(15);
    const lines = [
      `function${generator ? '*' : ''} ${called}(${first}${chance(20) ? ` = ${atom()}` : ''}, ${second}) ${block({ ...inside, generator })}`,
    ];
    const call = `${called}(${one([flag(), atom()])}${chance(70) ? `, ${atom()}` : ''})`;
    const use = generator ? `t([...${call}].length)` : one([`t(${call})`, `if (${call}) ${effect()}`, call]);
    return chance(30) ? `${use}${end}\n${lines.join('\n')}` : `${lines.join('\n')}\n${use}${end}`;
  };
  const statement = (around: Around): string => {
    if (around.depth <= 0) return simple(around);
    const loop: Around = { ...around, loops: true, switches: false };
    switch (below(17)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return `if (${test()}) ${body(around)}${chance(50) ? ` else ${chance(40) ? `if (${test()}) ${block(around)}${chance(50) ? ` else ${block(around)}` : ''}` : block(around)}` : ''}`.replaceAll(
          /([^;}]) else/g,
          '$1\nelse',
        );
      case 4:
      case 5:
      case 6:
        return declaration(around);
      case 7:
        return counted(loop);
      case 8:
        return `for (const ${name()} of ${one(['[1, 2]', 'g(2)', '[F(), 0]'])}) ${body(loop)}`;
      case 9:
        return `do ${block(loop)} while (${one(['N()', 'N() && t(0)', `k() && (${test()})`])})${end}`;
      case 10:
        return `while (k() && (${test()})) ${body(loop)}`;
      case 11: {
        const inner: Around = { ...around, depth: around.depth - 1, switches: true, declared: new Set() };
        const arm = (label: string): string =>
          `${label}:\n${indent(`${statement(inner)}${chance(60) ? `\nbreak${end}` : ''}`)}`;
        return `switch (${one([flag(), atom(), 'V()'])}) {\n${indent([arm('case true'), arm("case 'on'"), arm(chance(50) ? 'default' : 'case false')].join('\n'))}\n}`;
      }
      case 12:
        return `try ${block(around)} catch (${name()}) ${block(around)}${chance(40) ? ` finally ${block(around)}` : ''}`;
      case 13:
        return helper(around);
      case 14: {
        const label = `l${(helpers += 1)}`;
        return `${label}: ${chance(50) ? `if (${test()}) ${block({ ...around, label })}` : block({ ...around, label })}`;
      }
      case 15:
        return block(around);
      default:
        return simple(around);
    }
  };
  const top: Around = { depth: 3, loops: false, switches: false, label: null, generator: false, declared: new Set() };
  const lines = Array.from({ length: 2 + below(4) }, () => statement(top));
  return `({ get x() { return 1; } });\nfunction main() {\n${indent(lines.join('\n'))}\n}\n`;
}
