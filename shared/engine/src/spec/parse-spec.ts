import { readItem } from './read-item.ts';
import type { ItemBlock, SpecTextError } from './read-item.ts';
import type { SpecDocument } from './print-spec.ts';
import type { BddDraft, SddDraft } from '@iama/contracts/job/spec-edit';
import { readName } from './quoted-name.ts';
import { SpecLines } from './spec-lines.ts';

export type ParsedSpec =
  | { readonly ok: true; readonly document: SpecDocument }
  /** In the order of the lines, at most 20. */
  | { readonly ok: false; readonly errors: readonly SpecTextError[] };

const MOST_ERRORS = 20;

/** Reads the text form. Everything that is wrong is named with its line; nothing is guessed. */
export function parseSpec(text: string): ParsedSpec {
  const lines = new SpecLines(text);
  const { errors } = lines;
  const bdd = lines.behaviour.flatMap((block) => (readItem('bdd', block, errors) as BddDraft | null) ?? []);
  const sdd = lines.structure.flatMap((block) => (readItem('sdd', block, errors) as SddDraft | null) ?? []);
  const allowed_files = lines.files.flatMap(({ line, text: written }) => {
    const name = readName(written);
    if (name !== null) return [name];
    errors.push({ line, message: 'This is not the path of a file.' });
    return [];
  });
  sayTwice([...lines.behaviour, ...lines.structure], errors);
  const { head } = lines;
  if (head.revision === null || head.token === null) {
    const what = head.revision === null ? '`# Specification, revision N`' : 'the comment with `revision_token`';
    errors.push({ line: 1, message: `The text must begin with ${what}, as it was printed.` });
  }
  if (errors.length > 0 || head.revision === null || head.token === null) {
    return { ok: false, errors: errors.toSorted((a, b) => a.line - b.line).slice(0, MOST_ERRORS) };
  }
  return { ok: true, document: { revision: head.revision, revision_token: head.token, bdd, sdd, allowed_files } };
}

function sayTwice(blocks: readonly ItemBlock[], errors: SpecTextError[]): void {
  const first = new Map<string, number>();
  for (const { id, line } of blocks) {
    if (id === null) continue;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, line);
    else errors.push({ line, message: `The id ${id} is in line ${earlier} already; head a new item with "### new".` });
  }
}
