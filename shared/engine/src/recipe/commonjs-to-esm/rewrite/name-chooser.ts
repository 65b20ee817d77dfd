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

export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
