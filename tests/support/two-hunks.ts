import assert from 'node:assert/strict';
import { GOOD, patchOutcome } from './scripted-client.ts';
import type { Answers } from './scripted-client.ts';

export const OTHER = 'src/a.js#other';

/** Answers of a workspace where a recipe changes one file, with a hunk for each of two findings. */
export const TWO: Answers = {
  ...GOOD,
  run_recipe: () => {
    const outcome = patchOutcome(['src/a.js']);
    assert.ok(outcome.status === 'completed' && outcome.result.kind === 'run_recipe');
    const [file] = outcome.result.patch.files;
    const [hunk] = file?.hunks ?? [];
    assert.ok(file && hunk);
    file.edits.push({ start: 90, end: 100, replacement: '', finding_id: OTHER });
    file.hunks.push({ ...hunk, id: 'h-other', edits: [1], old_start: 20, new_start: 17, finding_ids: [OTHER] });
    outcome.result.patch.lines_removed *= 2;
    return outcome;
  },
};
