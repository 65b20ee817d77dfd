import type { EditSpec, SddDraft } from '@iama/contracts/job/spec-edit';
import { SPEC_LINKS_MAX, SPEC_TEXT_MAX } from '@iama/contracts/job/spec';
import type { Spec } from '@iama/contracts/job/spec';

/** Longer ids cannot be links. */
const TEST_ID_MAX = 2000;

/** The revision with a sentence of the person as one more promise, linked to the tests that it is about. */
export function addClause(spec: Spec, sentence: string, test_ids: readonly string[]): EditSpec {
  const clause: SddDraft = {
    id: null,
    kind: 'keep',
    statement: sentence.trim().slice(0, SPEC_TEXT_MAX),
    paths: [],
    symbols: [],
    test_ids: test_ids.filter((id) => id.length <= TEST_ID_MAX).slice(0, SPEC_LINKS_MAX),
  };
  return { revision_token: spec.revision_token, sdd: [...spec.sdd, clause] };
}
