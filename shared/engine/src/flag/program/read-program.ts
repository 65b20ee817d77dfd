import type { FlagSearch } from '@iama/contracts/flag/request';
import type { FlagSkippedFile } from '@iama/contracts/flag/report';
import { languageOfPath } from '../../syntax/language-of-path.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { FlagInput } from './flag-input.ts';
import { machineMade } from '../text/text-kind.ts';

export interface ReadProgram {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Code that names the flag and could not be worked on. */
  readonly skipped: readonly FlagSkippedFile[];
}

/** Parses what is code and may be changed. */
export function readProgram({ texts, scope, cache }: FlagInput, leaveOut: FlagSearch['leave_out']): ReadProgram {
  const files = new Map<string, SourceFile>();
  const skipped: FlagSkippedFile[] = [];
  for (const [path, text] of texts) {
    const language = languageOfPath(path);
    const skip = (why: FlagSkippedFile['why'], reason: string): void => void skipped.push({ path, why, reason });
    if (language === null) continue;
    if (isWithin(path, leaveOut.paths)) skip('left_out', 'Its path was left out.');
    else if (!isWithin(path, [scope])) skip('left_out', `It lies outside of ${scope}.`);
    else if (leaveOut.languages.includes(language)) skip('left_out', `${language} was left out.`);
    else {
      const made = machineMade(path, text);
      if (made === 'minified') skip(made, 'It is minified: change what it is made from.');
      else if (made === 'generated') skip(made, 'It is generated: change what it is made from.');
      else {
        const read = cache.get(path) ?? readSource(path, text);
        cache.set(path, read);
        if (read.ok) files.set(path, read.file);
        else skip(/^(No reader|There is no)/.test(read.message) ? 'language' : 'broken', read.message);
      }
    }
  }
  return { files, skipped };
}

export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => folder === '.' || path === folder || path.startsWith(`${folder}/`));
}
