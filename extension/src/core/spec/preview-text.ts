import type { SpecPreview } from '@iama/contracts/job/spec-preview';
import type { Spec } from '@iama/contracts/job/spec';
import { printSpec } from '@iama/engine/spec/print-spec';
import type { Translate } from '../translate.ts';

/** A specification as a model would write it, before anybody has taken it over. */
export interface PreviewedSpec {
  /** As the document would say it: it carries the revision that it was made from, so that saving it merges what came since. */
  readonly text: string;
  /** What is different, in the model's sentence, and what asking cost. */
  readonly note: string;
  /** The first line that is different, from 0: an editor that shows the difference begins there. */
  readonly line: number;
}

/** Null where the words change nothing. */
export function previewSpec(spec: Spec, preview: SpecPreview, t: Translate): PreviewedSpec | null {
  const { revision, revision_token, allowed_files } = spec;
  const text = printSpec({ revision, revision_token, allowed_files, bdd: preview.bdd, sdd: preview.sdd });
  const lines = text.split('\n');
  const before = printSpec(spec).split('\n');
  const line = lines.findIndex((each, index) => each !== before[index]);
  if (line < 0 && lines.length === before.length) return null;
  const said = preview.note.replaceAll(/\s+/g, ' ').trim();
  const nano_usd = preview.receipts.reduce((sum, { cost_nano_usd }) => sum + (cost_nano_usd ?? 0), 0);
  const cost = nano_usd === 0 ? null : t('{0} US dollars', (nano_usd / 1e9).toFixed(4));
  return { text, note: [said, cost].filter(Boolean).join(' · '), line: line < 0 ? lines.length - 1 : line };
}
