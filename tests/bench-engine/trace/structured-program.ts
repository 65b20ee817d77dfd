import type { Dice } from './dice.ts';

/** A program of what Java, Go and Ruby have in common. Each language prints it in its own way. */
export interface Program {
  readonly functions: readonly FunctionShape[];
  readonly body: readonly Statement[];
}

export interface FunctionShape {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: readonly Statement[];
}

export type Expression =
  | { readonly kind: 'flag' | 'not_flag' | 'flag_is_true' | 'flag_is_false' }
  | { readonly kind: 'other' | 't' | 'n' | 'number'; readonly label: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or' | 'greater' | 'plus'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'choose'; readonly test: Expression; readonly chosen: Expression; readonly otherwise: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

export type Statement =
  | {
      readonly kind: 'declare';
      readonly name: string;
      readonly type: 'boolean' | 'int';
      readonly value: Expression;
      readonly constant: boolean;
    }
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'log' | 'run' | 'return'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly arms: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[] | null;
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      readonly times: number;
      readonly while: Expression | null;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'switch';
      readonly subject: Expression;
      readonly arms: readonly (readonly Statement[])[];
      readonly otherwise: readonly Statement[] | null;
    }
  | {
      readonly kind: 'try';
      readonly label: number;
      readonly body: readonly Statement[];
      readonly handler: readonly Statement[];
      readonly finalizer: readonly Statement[] | null;
    }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'break' | 'continue' }
  | { readonly kind: 'comment'; readonly text: string };

interface Scope {
  readonly booleans: readonly string[];
  readonly numbers: readonly string[];
  readonly mutable: readonly string[];
  readonly loop: boolean;
}

const DEEPEST = 4;

/** A program that ends whatever it is answered. Nothing follows a jump in one list: some compilers refuse that. */
export function structuredProgram(dice: Dice): Program {
  let next = 0;
  const functions: FunctionShape[] = [];
  const fresh = (prefix: string): string => `${prefix}${(next += 1)}`;

  const expression = (scope: Scope, depth: number): Expression => {
    const part = (): Expression => expression(scope, depth - 1);
    const leaves: (() => Expression)[] = [
      () => ({ kind: dice.pick(['flag', 'flag', 'not_flag', 'flag_is_true', 'flag_is_false']) }),
      () => ({ kind: 't', label: dice.below(90) }),
      () => (scope.booleans.length > 0 ? { kind: 'name', name: dice.pick(scope.booleans) } : { kind: 't', label: 3 }),
      () => ({ kind: 'truth', value: dice.chance(0.5) }),
    ];
    if (depth <= 0) return dice.make(leaves);
    return dice.make<Expression>([
      ...leaves,
      () => ({ kind: 'flag' }),
      () => ({ kind: 'and', left: part(), right: part() }),
      () => ({ kind: 'or', left: part(), right: part() }),
      () => ({ kind: 'not', operand: part() }),
      () => ({ kind: 'choose', test: part(), chosen: part(), otherwise: part() }),
      () => ({ kind: 'greater', left: number(scope, depth - 1), right: number(scope, 0) }),
      () => ({ kind: 'other', label: dice.below(2) }),
      () => (functions.length > 0 ? { kind: 'call', name: dice.pick(functions).name, args: [part(), part()] } : part()),
    ]);
  };
  const number = (scope: Scope, depth: number): Expression => {
    const leaf = (): Expression => ({ kind: 'number', label: dice.below(5) });
    return dice.make<Expression>([
      leaf,
      () => ({ kind: 'n', label: dice.below(9) }),
      () => (scope.numbers.length > 0 ? { kind: 'name', name: dice.pick(scope.numbers) } : leaf()),
      () => (depth <= 0 ? leaf() : { kind: 'plus', left: number(scope, depth - 1), right: number(scope, depth - 1) }),
    ]);
  };

  const statements = (outer: Scope, depth: number): Statement[] => {
    let scope = outer;
    const list: Statement[] = [];
    for (let left = 1 + dice.below(depth === 0 ? 6 : 4); left > 0; left -= 1) {
      if (dice.chance(0.08))
        list.push({ kind: 'comment', text: `${dice.pick(['why', 'the flag', 'keep this'])} ${next}` });
      const made = statement(scope, depth);
      list.push(made);
      if (leaves(made)) break;
      if (made.kind === 'declare') {
        const kind = made.type === 'boolean' ? 'booleans' : 'numbers';
        scope = { ...scope, [kind]: [...scope[kind], made.name] };
        if (!made.constant) scope = { ...scope, mutable: [...scope.mutable, made.name] };
      }
    }
    return list;
  };

  const simple = (scope: Scope): Statement =>
    dice.make<Statement>([
      () => ({ kind: 'log', value: expression(scope, 2) }),
      () => ({ kind: 'log', value: number(scope, 1) }),
      () => ({ kind: 'run', value: { kind: 't', label: dice.below(90) } }),
      () => assignment(scope),
      () => (scope.loop ? { kind: dice.pick(['break', 'continue']) } : { kind: 'return', value: expression(scope, 1) }),
    ]);
  const assignment = (scope: Scope): Statement => {
    if (scope.mutable.length === 0) return { kind: 'log', value: expression(scope, 1) };
    const name = dice.pick(scope.mutable);
    return { kind: 'assign', name, value: scope.numbers.includes(name) ? number(scope, 1) : expression(scope, 2) };
  };

  const statement = (scope: Scope, depth: number): Statement => {
    if (depth >= DEEPEST) return simple(scope);
    const body = (where: Scope = scope): Statement[] => statements(where, depth + 1);
    const arm = () => ({ test: expression(scope, 3), body: body() });
    return dice.make<Statement>([
      () => ({
        kind: 'declare',
        name: fresh('b'),
        type: 'boolean',
        value: expression(scope, 3),
        constant: dice.chance(0.5),
      }),
      () => ({ kind: 'declare', name: fresh('c'), type: 'int', value: number(scope, 2), constant: dice.chance(0.5) }),
      () => ({
        kind: 'if',
        arms: [arm(), ...(dice.chance(0.3) ? [arm()] : [])],
        otherwise: dice.chance(0.5) ? body() : null,
      }),
      () => ({
        kind: 'if',
        arms: [{ test: { kind: dice.pick(['flag', 'not_flag']) }, body: body() }],
        otherwise: dice.chance(0.5) ? body() : null,
      }),
      () => simple(scope),
      () => assignment(scope),
      () => {
        const name = fresh('i');
        const inner = { ...scope, loop: true, numbers: [...scope.numbers, name] };
        return {
          kind: 'for',
          name,
          times: 1 + dice.below(3),
          while: dice.chance(0.3) ? expression(scope, 2) : null,
          body: body(inner),
        };
      },
      () => ({
        kind: 'switch',
        subject: number(scope, 1),
        arms: Array.from({ length: 1 + dice.below(3) }, () => body({ ...scope, loop: false })),
        otherwise: dice.chance(0.5) ? body({ ...scope, loop: false }) : null,
      }),
      () => ({
        kind: 'try',
        label: dice.below(90),
        body: body(),
        handler: body(),
        finalizer: dice.chance(0.3) ? [{ kind: 'log', value: expression(scope, 1) }] : null,
      }),
      () => ({ kind: 'block', body: body() }),
    ]);
  };

  for (let left = dice.below(3); left > 0; left -= 1) {
    const params = ['p', 'q'];
    const scope: Scope = { booleans: params, numbers: [], mutable: [], loop: false };
    const body = dice.chance(0.3) ? [] : statements(scope, 2);
    const value = dice.chance(0.4) ? { kind: 'flag' as const } : expression(scope, 2);
    functions.push({ name: fresh('f'), params, body: ended(body, value) });
  }
  const scope: Scope = { booleans: [], numbers: [], mutable: [], loop: false };
  return { functions, body: ended(statements(scope, 0), expression(scope, 2)) };
}

function ended(body: readonly Statement[], value: Expression): Statement[] {
  const last = body.at(-1);
  return last && leaves(last) ? [...body] : [...body, { kind: 'return', value }];
}

/** Nothing can run after it, by the strictest compiler's rules. */
export function leaves(statement: Statement): boolean {
  const all = (list: readonly Statement[]): boolean => {
    const last = list.at(-1);
    return last !== undefined && leaves(last);
  };
  switch (statement.kind) {
    case 'return':
    case 'break':
    case 'continue':
      return true;
    case 'if':
      return statement.otherwise !== null && all(statement.otherwise) && statement.arms.every(({ body }) => all(body));
    case 'block':
      return all(statement.body);
    case 'switch':
      return statement.otherwise !== null && all(statement.otherwise) && statement.arms.every(all);
    case 'try':
      return all(statement.body) && all(statement.handler);
    default:
      return false;
  }
}
