import type { PatchFile } from '@iama/contracts/patch/patch';
import type { Translate } from '../translate.ts';

/** Both sides of a file's change as far as the patch itself shows them: the file may be another one by now, and a bundle has none. */
export function excerptTexts(file: PatchFile, t: Translate): { before: string; after: string } {
  const sides = file.hunks.map(({ old_start, new_start, lines }) => ({
    before: [t('Line {0}', old_start), ...side(lines, '+')],
    after: [t('Line {0}', new_start), ...side(lines, '-')],
  }));
  const join = (parts: readonly (readonly string[])[]): string =>
    `${parts.map((each) => each.join('\n')).join('\n\n')}\n`;
  return {
    before: file.change === 'create' ? '' : join(sides.map(({ before }) => before)),
    after: file.change === 'delete' ? '' : join(sides.map(({ after }) => after)),
  };
}

function side(lines: readonly string[], without: '+' | '-'): string[] {
  return lines.filter((line) => line[0] !== without && line[0] !== '\\').map((line) => line.slice(1));
}
