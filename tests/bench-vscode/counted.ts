import { figure } from '../bench-engine/figure.ts';
import type { Figure } from '../bench-engine/figure.ts';

/** A figure over `samples` tries. Without a try nothing is claimed: then it is missed. */
export function counted(
  name: string,
  value: number,
  at_most: number,
  unit: string,
  { samples, detail = '' }: { readonly samples: number; readonly detail?: string },
): Figure {
  if (samples === 0 || !Number.isFinite(value)) return { name, ok: false, line: 'nothing was measured' };
  return figure(name, value, { at_most }, unit, [`${samples} samples`, detail].filter(Boolean).join('; '));
}
