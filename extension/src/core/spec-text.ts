import type { Spec } from '@iama/contracts/job/spec';
import type { Translate } from './translate.ts';

/** A specification as Markdown, for reading. */
export function specText(spec: Spec, t: Translate): string {
  const keep = spec.sdd.filter((item) => item.kind === 'keep');
  const change = spec.sdd.filter((item) => item.kind === 'change');
  return [
    `# ${t('Specification, revision {0}', spec.revision)}`,
    '',
    spec.approved_at === null ? t('Not approved yet. Nothing was touched.') : t('Approved {0}.', spec.approved_at),
    ...section(
      t('Will change'),
      change.map((item) => item.statement),
    ),
    ...section(
      t('Stays as it is'),
      keep.map((item) => item.statement),
    ),
    ...section(
      t('Behaviour'),
      spec.bdd.map((item) => `**Given** ${item.given} **when** ${item.when} **then** ${item.then}`),
    ),
    ...section(
      t('Files that may change'),
      spec.allowed_files.map((path) => `\`${path}\``),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines.map((line) => `- ${line}`)];
}
