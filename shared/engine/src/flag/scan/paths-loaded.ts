import { directoryOf, joinPath } from '../../js/paths.ts';

const LOADING = /\b(?:from|import|require|\w*[mM]ock)\s*\(?\s*(['"])(\.{1,2}(?:\/[^'"\n]*)?)\1/g;

/** What a JavaScript file is called by paths to it: without its extension, and by its folder if it is an `index`. */
export function modulePath(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '').replace(/(?:^|\/)index$/, '');
}

/** Relative paths that a text of any kind loads, from the root of the workspace, as `modulePath` says them. */
export function pathsLoaded(from: string, text: string): readonly string[] {
  return [...text.matchAll(LOADING)].flatMap((match) => {
    const path = joinPath(directoryOf(from), match[2]!);
    return path === null ? [] : [modulePath(path === '.' ? '' : path)];
  });
}
