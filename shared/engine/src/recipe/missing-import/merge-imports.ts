import type { Proposal } from '../proposal/proposal.ts';

interface Named extends Proposal {
  readonly name: string;
  readonly candidate: { readonly specifier: string };
}

/** A new statement with one name in braces: `import { a } from './b';`, `const { a } = require('./b');`. */
const BRACES = /^(\s*(?:import(?: type)?|const) )\{ ([^}]*?) \}( (?:from|=) [^]*)$/;

/** Names that new statements take from the same module go into one statement, as a person would write it. */
export function mergeImports(proposals: readonly Named[]): Proposal[] {
  const groups = Map.groupBy(proposals, (each) => {
    const [edit] = each.edits;
    const parts = each.edits.length === 1 && edit?.start === edit?.end ? BRACES.exec(edit?.replacement ?? '') : null;
    return parts ? `${edit?.start} ${parts[1]?.trim()} ${parts[3]}` : `${each.name} alone`;
  });
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (!first) throw new Error('A group has a member.');
    const { name: _name, candidate, ...plain } = first;
    const [edit] = first.edits;
    const parts = group.length > 1 ? BRACES.exec(edit?.replacement ?? '') : null;
    if (!parts || !edit) return plain;
    const names = group.map(({ edits }) => BRACES.exec(edits[0]?.replacement ?? '')?.[2] ?? '').toSorted();
    return {
      ...plain,
      symbol: names.join(', '),
      message: `Import ${names.map((each) => `\`${each}\``).join(', ')} from '${candidate.specifier}'.`,
      edits: [{ ...edit, replacement: `${parts[1]}{ ${names.join(', ')} }${parts[3]}` }],
    };
  });
}
