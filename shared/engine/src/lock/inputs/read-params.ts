import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { ParamFacts, Use } from './callable.ts';
import { typeofUse, useOf } from './uses-of.ts';

/** What each parameter of a function shows about the values it takes. `docs` are types by name, from a doc comment. */
export function readParams(
  fn: NodeOf<'function'>,
  file: SourceFile,
  docs: ReadonlyMap<string, string>,
): readonly ParamFacts[] {
  return fn.params
    .filter((param) => !isReceiver(param, fn))
    .map((param) => {
      const written = file.text.slice(param.start, param.end);
      const annotated = annotationOf(param, file);
      const name = param.name?.name ?? null;
      const seen = param.name ? usesIn(fn, param, file) : patternUses(param);
      return {
        name,
        type: annotated ?? (name === null ? null : (docs.get(name) ?? null)),
        default_code: param.default_value ? file.text.slice(param.default_value.start, param.default_value.end) : null,
        rest: param.rest,
        optional: param.default_value !== null || /^[\w$]+\?/.test(written),
        ...seen,
      };
    });
}

/** `self` and `cls` are given by the call. */
function isReceiver(param: NodeOf<'param'>, fn: NodeOf<'function'>): boolean {
  const name = param.name?.name ?? '';
  return fn.params[0] === param && /^(self|cls|this)$/.test(name);
}

function annotationOf(param: NodeOf<'param'>, file: SourceFile): string | null {
  const node = param.children.find((each) => each.role === 'other' && /^(TSTypeAnnotation|type)$/.test(each.grammar));
  return node ? file.text.slice(node.start, node.end).replace(/^:\s*/, '') : null;
}

type Seen = Pick<ParamFacts, 'uses' | 'members' | 'compared'>;

function usesIn(fn: NodeOf<'function'>, param: NodeOf<'param'>, file: SourceFile): Seen {
  const uses = new Set<Use>();
  const members = new Map<string, Set<Use>>();
  const compared = new Set<string>();
  const binding = file.bindings.of(param) ?? (param.name && file.bindings.of(param.name));
  for (const { node } of binding?.references ?? []) {
    if (node.start < fn.start || node.end > fn.end) continue;
    const use = useOf(node) ?? typeofUse(node);
    if (use) uses.add(use);
    const literal = comparedLiteral(node);
    if (literal) compared.add(file.text.slice(literal.start, literal.end));
    const member = node.parent;
    if (member?.role === 'member' && member.object === node) {
      const found = members.get(member.property) ?? new Set<Use>();
      const next = useOf(member);
      if (next) found.add(next);
      members.set(member.property, found);
    }
  }
  return { uses, members, compared: [...compared] };
}

/** `{ a, b: c = 1 }` names the members that are read. */
function patternUses(param: NodeOf<'param'>): Seen {
  const members = new Map<string, Set<Use>>();
  const [pattern] = param.children;
  const entries = pattern?.role === 'object' ? pattern.entries : [];
  for (const entry of entries) if (entry.role === 'entry' && entry.key !== null) members.set(entry.key, new Set());
  const uses = new Set<Use>(pattern?.role === 'object' ? ['object'] : ['array']);
  return { uses, members, compared: [] };
}

function comparedLiteral(node: SyntaxNode): SyntaxNode | null {
  const parent = node.parent;
  if (parent?.role === 'arm') return null;
  if (parent?.role !== 'compare') return null;
  const other = parent.left === node ? parent.right : parent.left;
  return other.role === 'literal' ? other : null;
}
