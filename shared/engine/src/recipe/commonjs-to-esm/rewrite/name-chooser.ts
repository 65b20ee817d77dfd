import { allNames } from '../facts/source-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { isReserved } from '../facts/exported-names.ts';

/** Gives out top-level names that mean nothing else anywhere in the file. */
export interface NameChooser {
  /** `wanted` itself, or something close to it. The name is taken from then on. */
  take(wanted: string, whenTaken?: (name: string) => string): string;
  isFree(name: string): boolean;
  reserve(name: string): void;
}

export function chooseNames(facts: ModuleFacts): NameChooser {
  const taken = allNames(facts);
  const isFree = (name: string): boolean => !taken.has(name) && !isReserved(name);
  return {
    isFree,
    reserve: (name) => void taken.add(name),
    take(wanted, whenTaken = (name) => `${name}Module`) {
      let name = isFree(wanted) ? wanted : whenTaken(wanted);
      for (let count = 2; !isFree(name); count += 1) name = `${whenTaken(wanted)}${count}`;
      taken.add(name);
      return name;
    },
  };
}

/** A variable name for a module: `./lib/foo-bar.js` → fooBar, `@scope/name` → name, `../` → what `fallback` says. */
export function nameForModule(specifier: string, fallback: string): string {
  const segments = specifier
    .replace(/^node:/, '')
    .replace(/\.([cm]?js|json|node)$/, '')
    .split('/')
    .filter((part) => part !== '' && !/^\.+$/.test(part));
  let last = segments.at(-1) ?? fallback;
  if (last === 'index') last = segments.at(-2) ?? fallback;
  const name = last.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '');
  return /^[A-Za-z_$]/.test(name) ? name : `_${name}`;
}

export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
