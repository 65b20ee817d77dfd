import type { Target } from '@iama/contracts/workspace/target';

export function targetWords(target: Target): string {
  if (target.kind === 'symbol') return `${target.path}#${target.symbol}`;
  return target.path === '.' ? 'the whole repository' : target.path;
}
