import type { CallPlan } from '../observation.ts';

const INFIX: Readonly<Record<string, string>> = {
  __add__: '+',
  __and__: '&',
  __eq__: '==',
  __floordiv__: '//',
  __ge__: '>=',
  __gt__: '>',
  __le__: '<=',
  __lt__: '<',
  __mod__: '%',
  __mul__: '*',
  __or__: '|',
  __sub__: '-',
  __truediv__: '/',
};
const SWAPPED: Readonly<Record<string, string>> = { __radd__: '+', __rmul__: '*', __rsub__: '-' };
const ASKED: Readonly<Record<string, string>> = {
  __bool__: 'bool',
  __float__: 'float',
  __int__: 'int',
  __iter__: 'list',
  __len__: 'len',
  __repr__: 'repr',
  __str__: 'str',
};

/** The call as source text, special methods as they are used. `args` are what stands between the parentheses. */
export function pythonCall(plan: CallPlan, args: readonly string[]): string {
  const subject = plan.path.join('.');
  if (plan.form === 'value') return subject;
  if (plan.form === 'method') return methodCall(plan.method ?? '', args);
  return `${subject}(${args.join(', ')})`;
}

export function pythonInstance(plan: CallPlan): string {
  return `${plan.path.join('.')}(${plan.made_with.join(', ')})`;
}

function methodCall(method: string, args: readonly string[]): string {
  const [first] = args;
  const asked = ASKED[method];
  const infix = INFIX[method];
  const swapped = SWAPPED[method];
  if (method === '__call__') return `instance(${args.join(', ')})`;
  if (args.length === 0 && asked !== undefined) return `${asked}(instance)`;
  if (args.length === 0 && method === '__neg__') return '(-instance)';
  if (args.length === 1 && first !== undefined && !/^\w+=(?!=)/.test(first)) {
    if (infix !== undefined) return `(instance ${infix} ${first})`;
    if (swapped !== undefined) return `(${first} ${swapped} instance)`;
    if (method === '__contains__') return `(${first} in instance)`;
    if (method === '__getitem__') return `instance[${first}]`;
  }
  return `instance.${method}(${args.join(', ')})`;
}

/** What a group of tests is about: `slug`, `Cart.add`. */
export function pythonSubject({ path, form, method }: CallPlan): string {
  return form === 'method' ? `${path.join('.')}.${method}` : path.join('.');
}
