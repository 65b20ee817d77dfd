import type { Spec } from '@iama/contracts/job/spec';
import type { BddDraft, SddDraft } from '@iama/contracts/job/spec-edit';
import { normalizeText } from './normalize-text.ts';

/** What a person may change of a specification. An item whose id is null is new. */
export interface SpecContent {
  readonly bdd: readonly BddDraft[];
  readonly sdd: readonly SddDraft[];
  readonly allowed_files: readonly string[];
}

export type SpecItem = BddDraft | SddDraft;

/** The fields of an item beside its id, in the order in which they are read. */
export const BDD_FIELDS = ['given', 'when', 'then', 'paths', 'symbols', 'test_ids'] as const;
export const SDD_FIELDS = ['kind', 'statement', 'paths', 'symbols', 'test_ids'] as const;

/** The content of a revision, with its texts as the text form would give them back: so unchanged items stay equal. */
export function contentOf({ bdd, sdd, allowed_files }: Pick<Spec, 'bdd' | 'sdd' | 'allowed_files'>): SpecContent {
  return normalizeContent({ bdd, sdd, allowed_files });
}

export function normalizeContent({ bdd, sdd, allowed_files }: SpecContent): SpecContent {
  return {
    bdd: bdd.map((item) => ({
      ...item,
      given: normalizeText(item.given),
      when: normalizeText(item.when),
      then: normalizeText(item.then),
    })),
    sdd: sdd.map((item) => ({ ...item, statement: normalizeText(item.statement) })),
    allowed_files,
  };
}
