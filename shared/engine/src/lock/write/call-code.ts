import type { CallPlan } from '../observation.ts';

/** The call as source text. `args` are what stands between the parentheses, `target` the module's name. */
export function callCode(plan: CallPlan, target: string, args: readonly string[]): string {
  const subject = accessCode(target, plan.path);
  const given = args.join(', ');
  switch (plan.form) {
    case 'value':
      return subject;
    case 'function':
      return `${subject}(${given})`;
    case 'construct':
      return `new ${subject}(${given})`;
    case 'method':
      return `${memberCode('instance', plan.method ?? '')}(${given})`;
  }
}

export function instanceCode(plan: CallPlan, target: string): string {
  return `new ${accessCode(target, plan.path)}(${plan.made_with.join(', ')})`;
}

/** What a group of tests is called: `slug`, `slug.parse`, `Cart#add`. */
export function subjectWords(plan: CallPlan, target: string): string {
  const [first, ...rest] = plan.path;
  const owner = first === undefined || first === 'default' ? [target, ...rest].join('.') : [first, ...rest].join('.');
  return plan.form === 'method' ? `${owner}#${plan.method}` : plan.form === 'construct' ? `new ${owner}` : owner;
}

function accessCode(target: string, path: readonly string[]): string {
  return path.reduce(memberCode, target);
}

function memberCode(owner: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${owner}.${name}` : `${owner}[${JSON.stringify(name)}]`;
}
