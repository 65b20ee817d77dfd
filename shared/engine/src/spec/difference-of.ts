import type { Spec } from '@iama/contracts/job/spec';
import type { SpecDifference } from '@iama/contracts/job/spec-revision';
import { differingFields, same } from './same.ts';
import { BDD_FIELDS, SDD_FIELDS } from './spec-content.ts';

type Content = Pick<Spec, 'bdd' | 'sdd' | 'allowed_files'>;

/** What happened to a specification between two of its revisions. */
export function differenceOf(before: Content, after: Content): SpecDifference {
  return {
    bdd: ofItems(BDD_FIELDS, before.bdd, after.bdd),
    sdd: ofItems(SDD_FIELDS, before.sdd, after.sdd),
    allowed_files: {
      added: without(after.allowed_files, before.allowed_files),
      removed: without(before.allowed_files, after.allowed_files),
    },
  };
}

export function isEmpty({ bdd, sdd, allowed_files }: SpecDifference): boolean {
  const still = ({ added, removed, changed, reordered }: SpecDifference['bdd'] | SpecDifference['sdd']): boolean =>
    added.length + removed.length + changed.length === 0 && !reordered;
  return still(bdd) && still(sdd) && allowed_files.added.length + allowed_files.removed.length === 0;
}

function ofItems<Item extends { readonly id: string }>(
  fields: readonly (keyof Item & string)[],
  before: readonly Item[],
  after: readonly Item[],
) {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((item) => {
    const was = old.get(item.id);
    const differing = was ? differingFields(fields, was, item) : [];
    return was && differing.length > 0 ? [{ id: item.id, fields: [...differing], before: was, after: item }] : [];
  });
  const common = (items: readonly Item[]) => items.map(({ id }) => id).filter((id) => old.has(id) && now.has(id));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !now.has(id)),
    changed,
    reordered: !same(common(before), common(after)),
  };
}

function without(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}
