import type { ContextIndex } from './context-index.ts';
import { findDeclaration } from './find-declaration.ts';
import type { Found } from './find-declaration.ts';
import { importedNames } from './imported-names.ts';
import { outlineOf, withoutBodies } from './outline.ts';
import type { Omission, WantedSlice } from './slice.ts';
import { lineAt } from './line-at.ts';

export interface WantedDependencies {
  readonly slices: readonly WantedSlice[];
  readonly omitted: readonly Omission[];
  /** Names taken from files of the workspace, and those of them whose declaration was found. */
  readonly asked: number;
  readonly found: number;
}

/** Types that types name, so far: what stands further away rarely decides an edit. */
const MOST_DISTANCE = 3;

/**
 * What the target takes from other files: each declaration without its bodies, and the types that stand in it. `used` is the
 * text that counts: of a symbol's file only what the symbol names.
 */
export function wantDependencies(index: ContextIndex, path: string, used: string): WantedDependencies {
  const slices = new Map<string, WantedSlice>();
  const omitted = new Map<string, Omission>();
  let asked = 0;
  let found = 0;

  const take = (from: string, specifier: string, name: string | null, distance: number): boolean | null => {
    const files = index.resolve(from, specifier);
    if (files.length === 0) return null;
    const [file = ''] = files;
    if (index.textOf(file) === null) {
      omitted.set(file, { path: file, symbol: name, reason: index.whyUnread(file) });
      return false;
    }
    if (name === null) return takeModule(file, from, distance);
    const place = findDeclaration(index, file, name);
    if (place === null) return false;
    add(place, from, distance);
    return true;
  };

  const takeModule = (file: string, from: string, distance: number): boolean => {
    const text = index.textOf(file) ?? '';
    const outline = outlineOf(file, text);
    const key = `${file}\0`;
    if (outline === null || slices.has(key)) return outline !== null;
    const signature = withoutBodies(file, text, { start: 0, end: text.length }, outline.bodies);
    const reason = `${from} imports the module as a whole.`;
    slices.set(key, {
      path: file,
      symbol: null,
      role: 'dependency',
      distance,
      line: 1,
      reason,
      whole: signature ?? text,
      signature: null,
    });
    return true;
  };

  const add = ({ path: file, text, outline, declaration, by_way_of }: Found, from: string, distance: number): void => {
    const key = `${file}\0${declaration.name}`;
    if (slices.has(key) || file === path) return;
    // Bodies of dependencies are never wanted: what they promise is in the signature.
    const whole =
      withoutBodies(file, text, declaration, outline.bodies) ?? text.slice(declaration.start, declaration.end);
    const way = by_way_of.length > 0 ? ` by way of ${by_way_of.join(' and ')}` : '';
    const role = distance > 1 ? 'type' : 'dependency';
    const reason = distance > 1 ? `A type that ${from} names${way}.` : `${from} imports it${way}.`;
    slices.set(key, {
      path: file,
      symbol: declaration.name,
      role,
      distance,
      line: lineAt(text, declaration.start),
      reason,
      whole,
      signature: null,
    });
    if (distance < MOST_DISTANCE) followTypes(file, text, outline, whole, distance + 1);
  };

  const followTypes = (
    file: string,
    text: string,
    outline: Found['outline'],
    shown: string,
    distance: number,
  ): void => {
    const words = new Set(shown.match(/\b[A-Z]\w*\b/g));
    for (const declaration of outline.declarations) {
      if (words.has(declaration.name)) add({ path: file, text, outline, declaration, by_way_of: [] }, file, distance);
    }
    for (const each of importedNames(file, text)) {
      if (words.has(each.local) && each.name !== null) take(file, each.specifier, each.name, distance);
    }
  };

  const locals = new Map<string, boolean>();
  for (const { specifier, name, local } of importedNames(path, index.textOf(path) ?? '')) {
    if (!new RegExp(`(?<![\\w$])${local.replaceAll('$', String.raw`\$`)}(?![\\w$])`).test(used)) continue;
    const outcome = take(path, specifier, name, 1);
    if (outcome !== null) locals.set(local, (locals.get(local) ?? false) || outcome);
  }
  for (const outcome of locals.values()) {
    asked += 1;
    if (outcome) found += 1;
  }
  return { slices: [...slices.values()], omitted: [...omitted.values()], asked, found };
}
