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

type Seen = Pick<ParamFacts, 'uses' | 'members' | 'keys' | 'compared'>;

function usesIn(fn: NodeOf<'function'>, param: NodeOf<'param'>, file: SourceFile): Seen {
  const uses = new Set<Use>();
  const members = new Map<string, Set<Use>>();
  const keys = new Set<string>();
  const isPython = file.dialect.language === 'python';
  const compared = new Set<string>();
  const binding = file.bindings.of(param) ?? (param.name && file.bindings.of(param.name));
  for (const { node } of binding?.references ?? []) {
    if (node.start < fn.start || node.end > fn.end) continue;
    const use = useOf(node, isPython) ?? typeofUse(node);
    if (use) uses.add(use);
    for (const literal of comparedLiterals(node)) compared.add(file.text.slice(literal.start, literal.end));
    const member = node.parent;
    const key = isPython ? keyRead(node, file) : null;
    if (key !== null) keys.add(key);
    else if (member?.role === 'member' && member.object === node) {
      const found = members.get(member.property) ?? new Set<Use>();
      const next = useOf(member, isPython);
      if (next) found.add(next);
      members.set(member.property, found);
    }
  }
  return { uses, members, keys, compared: [...compared] };
}

/** `value['key']` and `value.get('key')`. */
function keyRead(node: SyntaxNode, { text }: SourceFile): string | null {
  const member = node.parent;
  if (member?.role !== 'member' || member.object !== node) return null;
  if (text[member.end - 1] === ']') return member.property;
  const call = member.parent;
  if (call?.role !== 'call' || call.callee !== member || !/^(get|pop|setdefault)$/.test(member.property)) return null;
  const first = call.args[0]?.value;
  return first?.role === 'literal' && typeof first.value === 'string' ? first.value : null;
}

/** `{ a, b: c = 1 }` names the members that are read. */
function patternUses(param: NodeOf<'param'>): Seen {
  const members = new Map<string, Set<Use>>();
  const [pattern] = param.children;
  const entries = pattern?.role === 'object' ? pattern.entries : [];
  for (const entry of entries) if (entry.role === 'entry' && entry.key !== null) members.set(entry.key, new Set());
  const uses = new Set<Use>(pattern?.role === 'object' ? ['object'] : ['array']);
  return { uses, members, keys: new Set(), compared: [] };
}

/** `x == 'a'`, and in Python `x in ('a', 'b')`. */
function comparedLiterals(node: SyntaxNode): readonly SyntaxNode[] {
  const parent = node.parent;
  if (parent?.role !== 'compare') return [];
  const other = parent.left === node ? parent.right : parent.left;
  const inner = other.role === 'group' ? other.inner : other;
  const items = inner.role === 'list' ? inner.items : [inner];
  return items.filter(({ role }) => role === 'literal');
}
