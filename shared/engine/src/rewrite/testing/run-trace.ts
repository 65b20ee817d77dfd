import { runInThisContext } from 'node:vm';

/** How the values that a program is given get into it. */
const GIVEN = 'givenToTheTracedProgram';

/** What a program did: the calls of `t` with their arguments, and how it ended. */
export function runTrace(source: string, input: number): string {
  const log: string[] = [];
  let steps = 0;
  const t = (value: unknown): unknown => {
    steps += 1;
    if (steps > 300) throw new RangeError('too many steps');
    log.push(show(value));
    return [true, 0, 's', null, 1, '', undefined][(steps * 7 + input) % 7];
  };
  const k = (): boolean => {
    steps += 1;
    return steps < 60 && (steps + input) % 4 !== 0;
  };
  const o = {
    get x() {
      t('get x');
      return { z: 1 };
    },
    y: 2,
    m: () => t('m'),
  };
  function* g(count: number): Generator<number> {
    for (let index = 0; index < count; index += 1) {
      t(`g${index}`);
      yield index;
    }
  }
  const answer = (value: unknown) => () => value;
  try {
    const given = {
      t,
      F: answer(true),
      N: answer(false),
      V: answer('on'),
      k,
      g,
      o,
      n: null,
      a: 1,
      b: '',
      c: true,
      d: null,
    };
    Object.assign(globalThis, { [GIVEN]: Object.values(given) });
    const wrapped = `(function (${Object.keys(given).join(', ')}) {\n${source}\nreturn main();\n})(...${GIVEN})`;
    const result: unknown = runInThisContext(wrapped, { timeout: 2000 });
    log.push(`returns ${show(result)}`);
  } catch (error) {
    log.push(`throws ${nameOf(error)}`);
  }
  return log.join(' ');
}

function show(value: unknown): string {
  if (typeof value === 'function') return 'function';
  return JSON.stringify(value) ?? 'undefined';
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : show(error);
}
