import { applyEdits } from '../../patch/apply-edits.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Links, Mark } from '../program.ts';
import { removeMarked } from '../remove-marked.ts';
import type { RewriteResult } from '../result.ts';
import { rootOf, walk } from '../work/walk.ts';

export interface Removed {
  readonly text: string;
  readonly result: RewriteResult;
}

const VALUES: Readonly<Record<string, boolean | string>> = { F: true, N: false, V: 'on' };

/**
 * Removes a flag from one file that asks for it in the plainest way: `F()` is true, `N()` false, `V()` is "on", `DEL()` goes, and
 * `SPREAD(...x)` is to become what can only be broken code. Names that the file does not export are known to be used in this file only.
 */
export function removeCalls(path: string, text: string, mode: 'safe' | 'parity' = 'safe'): Removed {
  const read = readSource(path, text);
  if (!read.ok) throw new Error(`The test's own source cannot be read: ${read.message}`);
  const { file } = read;
  const marks = new Map<SyntaxNode, Mark>();
  walk(file.root, (node) => {
    if (node.role !== 'call' || node.callee.role !== 'name') return;
    const { name } = node.callee;
    const value = VALUES[name];
    if (value !== undefined) marks.set(node, { kind: 'value', value, seed: name });
    const [first] = node.args;
    if (name === 'SPREAD' && first) marks.set(node, { kind: 'replace', by: [first], seed: name });
    if (name === 'DEL') marks.set(node, { kind: 'remove', seed: name });
  });
  const result = removeMarked({ files: new Map([[path, file]]), marks, mode, links: linksWithin(file) });
  const [change] = result.changes;
  if (change?.change === 'delete') return { text: '', result };
  return { text: change?.change === 'modify' ? applyEdits(text, change.edits) : text, result };
}

function linksWithin(file: SourceFile): Links {
  return {
    usesOf: (binding) => binding.references.map((use) => ({ ...use, file })),
    targetOf: (from, node) => {
      const binding = rootOf(node) === file.root ? from.bindings.of(node) : null;
      return binding && { file, binding };
    },
    open: (binding) => binding.exported,
    loadersOf: () => ({ statements: [], others: [] }),
  };
}
