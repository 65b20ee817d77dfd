import type { FlagGiven } from '@iama/contracts/flag/api';
import type { FlagValue } from '@iama/contracts/flag/request';
import type { Constant } from '../../rewrite/program.ts';

/** What a call gives from now on, or why that cannot be said. */
export type DecidedGiven =
  | { readonly ok: true; readonly value: Constant }
  | { readonly ok: false; readonly reason: string };

/** The surviving value as this call says it. `switch` is decided where it is compared, not here. */
export function decideGiven(value: FlagValue, { gives, type, spelling }: FlagGiven): DecidedGiven {
  if (gives === 'negation') {
    return typeof value === 'boolean' ? { ok: true, value: !value } : refuse('It asks whether the flag is off', value);
  }
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? { ok: true, value } : refuse('It asks whether the flag is on', value);
    case 'number':
      return typeof value === 'number' ? { ok: true, value } : refuse('It gives a number', value);
    case 'string':
      if (typeof value === 'string') return { ok: true, value };
      return typeof value === 'boolean' && spelling
        ? { ok: true, value: spelling[value ? 'true' : 'false'] }
        : refuse('It gives a text', value);
    case 'any':
    case 'switch':
      return { ok: true, value: typeof value === 'boolean' && spelling ? spelling[value ? 'true' : 'false'] : value };
  }
}

function refuse(what: string, value: FlagValue): DecidedGiven {
  return { ok: false, reason: `${what}, and the surviving value is ${JSON.stringify(value)}.` };
}
