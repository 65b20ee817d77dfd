import type { Spec } from '@iama/contracts/job/spec';

/** What was agreed on, as a model reads it. */
export function showSpec({ bdd, sdd, allowed_files }: Pick<Spec, 'bdd' | 'sdd' | 'allowed_files'>): string {
  const changes = sdd.filter(({ kind }) => kind === 'change').map(({ statement }) => `- ${statement}`);
  const keeps = sdd.filter(({ kind }) => kind === 'keep').map(({ statement }) => `- ${statement}`);
  const behaviours = bdd.map(({ given, when, then }) => `- Given ${given}, when ${when}, then ${then}.`);
  return [
    '# The specification that the person approved',
    ...section('What changes', changes),
    ...section('What stays', keeps),
    ...section('Behaviour', behaviours),
    ...section(
      'The only files that may change',
      allowed_files.map((path) => `- ${path}`),
    ),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}\n${lines.join('\n')}`];
}
