import { SpecLines } from './spec-lines.ts';

/** Where an item stands in the text form; lines count from 1. */
export interface ItemPlace {
  readonly heading: number;
  /** The first of its texts; the heading where it has none. */
  readonly text: number;
}

/** Places of the items that have an id, by that. Text that cannot be read as a specification has those that can be found. Pure. */
export function itemPlaces(text: string): ReadonlyMap<string, ItemPlace> {
  const { behaviour, structure } = new SpecLines(text);
  return new Map(
    [...behaviour, ...structure].flatMap(({ id, line, fields }) =>
      id === null ? [] : [[id, { heading: line, text: fields[0]?.line ?? line }] as const],
    ),
  );
}
