import type { Signature } from './inputs/callable.ts';
import type { CallPlan } from './observation.ts';

export interface PlannedMethod {
  readonly name: string;
  /** Null where its declaration was not found. */
  readonly signature: Signature | null;
  /** What it is called with, the ordinary one first. */
  readonly inputs: readonly (readonly string[])[];
  /** Its source. */
  readonly text: string;
}

/** How it shows that a method changes its instance. */
const CHANGES =
  /\bthis(?:\.[\w$#]+|\[[^\]]*\])*\s*(?:=(?![=>])|[-+*/|&]=|\+\+|--)|\bthis\.[\w$#.]+\.(?:set|add|push|unshift|delete|clear|splice|pop|shift|fill)\(|\bdelete this|(?:\+\+|--)this\b|\(this\b/;
const MOST_CHANGERS = 8;
/** Inputs of a method that come after each sequence. */
const AFTER = 2;

/**
 * Calls of methods on instances that nothing was done to, and on instances that other methods have changed before: one call, the same
 * with other values, two methods one after the other. Of `wanted` only, if it is given. Pure.
 */
export function methodCalls(
  path: readonly string[],
  methods: readonly PlannedMethod[],
  instances: readonly (readonly string[])[],
  wanted: string | null,
  most: number,
): readonly CallPlan[] {
  const [first = [], ...others] = instances;
  const changing = methods.filter(({ text, signature }) => CHANGES.test(text) && !signature?.is_async);
  const before = sequencesOf((changing.length > 0 ? changing : methods).slice(0, MOST_CHANGERS));
  return methods
    .filter(({ name }) => wanted === null || name === wanted)
    .flatMap(({ name, signature, inputs, text }): readonly CallPlan[] => {
      const names = signature?.params.map((param) => param.name ?? '') ?? [];
      const on = (made_with: readonly string[], args: readonly string[], setup: readonly string[] = []): CallPlan => {
        const plan = { id: '', form: 'method' as const, path, method: name, made_with, args, names };
        return setup.length === 0 ? plan : { ...plan, setup };
      };
      const asked = afterwards(inputs, text);
      const after = before.flatMap((setup, at) =>
        (at < MOST_CHANGERS ? asked : asked.slice(0, AFTER)).map((args) => on(first, args, setup)),
      );
      const plain = [
        ...inputs.map((args) => on(first, args)),
        ...others.flatMap((made) => inputs.slice(0, others.length > 3 ? 1 : 3).map((args) => on(made, args))),
      ];
      // Both in turn: where only some of them are made, it is some of each.
      return inTurn(plain, after.slice(0, Math.max(FEWEST_AFTER, Math.ceil(most / 2))));
    });
}

/** So many calls of a method come after others, however few calls there may be. */
const FEWEST_AFTER = 6;

function inTurn<T>(one: readonly T[], two: readonly T[]): readonly T[] {
  return Array.from({ length: Math.max(one.length, two.length) }, (_, at) => [
    ...one.slice(at, at + 1),
    ...two.slice(at, at + 1),
  ]).flat();
}

/** The ordinary inputs, and where arguments may be counted also fewer and more of them. */
function afterwards(inputs: readonly (readonly string[])[], text: string): readonly (readonly string[])[] {
  const [base = []] = inputs;
  const counts = /\barguments\b/.test(text) ? [1, 2, 3, 4, 5] : base.length > 2 ? [1, 2] : [];
  const padded = [...base, "'x'", '1', 'null', "'y'", '2'];
  return [
    ...new Map(
      [...inputs.slice(0, AFTER), ...counts.map((count) => padded.slice(0, count))].map((each) => [
        each.join('\u0000'),
        each,
      ]),
    ).values(),
  ];
}

/** Short ones first. Statements on `instance`, as they are written. */
function sequencesOf(changing: readonly PlannedMethod[]): readonly (readonly string[])[] {
  const call = ({ name, inputs }: PlannedMethod, at: number): string | null => {
    const args = inputs[at];
    return args === undefined ? null : `${memberOf(name)}(${args.join(', ')})`;
  };
  const once = changing.map((each) => [call(each, 0)]);
  const twice = changing.map((each) => [call(each, 0), call(each, 0)]);
  const other = changing.map((each) => [call(each, 0), call(each, 1), call(each, 2)]);
  const filled = changing.map((each) => [0, 1, 2, 3, 4].map((at) => call(each, at)));
  const mixed = changing.flatMap((one) =>
    changing.filter((two) => two !== one).map((two) => [call(one, 0), call(one, 1), call(two, 0)]),
  );
  return [...once, ...twice, ...other, ...filled, ...mixed]
    .map((lines) => lines.filter((line) => line !== null))
    .filter((lines) => lines.length > 0);
}

function memberOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `instance.${name}` : `instance[${JSON.stringify(name)}]`;
}
