import type { FlagSearch } from '@iama/contracts/flag/request';
import { languageOfPath } from '../../syntax/language-of-path.ts';

/** Why a file must stay as it is, in words; null for files that may change. */
export type WhyFixed = (path: string) => string | null;

/** Files outside of `scope`, and those that the person left out, are read and never changed. */
export function whyFixed(scope: string, { leave_out }: FlagSearch): WhyFixed {
  return (path) => {
    const language = languageOfPath(path);
    if (!isWithin(path, [scope])) return `It lies outside of ${scope}.`;
    if (isWithin(path, leave_out.paths)) return 'Its path was left out.';
    return language !== null && leave_out.languages.includes(language) ? `${language} was left out.` : null;
  };
}

function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => folder === '.' || path === folder || path.startsWith(`${folder}/`));
}
