import type { FlagElement } from '@iama/contracts/flag/api';
import { resolveKey } from '../keys/resolve-key.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { marked, staying } from '../mark/followed.ts';
import type { Followed } from '../mark/followed.ts';
import type { ApiIndex } from './api-index.ts';
import type { FlagQuery } from './flag-query.ts';
import { hasEvidence } from './has-evidence.ts';
import type { Site } from './site.ts';
import { isWanted } from './is-wanted.ts';

/** A component that shows its content for a flag: `<Feature name="x" fallback={<Old />}><New /></Feature>`. */
export function findElement(query: FlagQuery, index: ApiIndex, file: SourceFile, node: NodeOf<'element'>): Site | null {
  for (const { id, api } of index.elements.get(node.name) ?? []) {
    const callee = { name: node.name, receiver: null, receiver_text: null };
    if (!hasEvidence(file, callee, node, api.on)) continue;
    const attribute = node.attributes.find(({ name }) => name !== null && api.key.includes(name));
    if (!attribute) continue;
    const key = resolveKey(file, attribute.value, query);
    const wanted = isWanted(key, query.key, index.constants);
    if (wanted.is === 'no') continue;
    const base = { file, node, api: id, key };
    if (wanted.is === 'perhaps') return { ...base, kind: 'dynamic', marks: [], left: wanted.reason };
    return { ...base, kind: 'element', ...markElement(query, file, node, api) };
  }
  return null;
}

function markElement(query: FlagQuery, file: SourceFile, node: NodeOf<'element'>, api: FlagElement): Followed {
  if (api.shows === 'value') return staying('It shows the flag’s value as text; write the text in its place.');
  if (typeof query.value !== 'boolean')
    return staying('It asks whether the flag is on, and the surviving value is another.');
  if (node.attributes.some(({ spread }) => spread)) return staying('Its attributes are not all written down here.');
  const inverted = invertedBy(node, api);
  if (inverted === null) return staying('Whether it is turned round is decided at run time.');
  const shown = query.value !== (inverted !== api.negated);
  const content = node.content.filter((child) => !isBlank(file, child));
  if (content.some(isRenderFunction)) return staying('Its content is a function that is given the value.');
  if (content.length === 0) return staying('It has no content; it may be something else than a gate.');
  if (shown) return marked(node, { kind: 'replace', by: content });
  const fallback = node.attributes.find(({ name }) => name !== null && name === api.fallback)?.value;
  const inner = fallback?.role === 'embed' ? fallback.expression : fallback;
  return marked(node, { kind: 'replace', by: inner && !isNothing(inner) ? [inner] : [] });
}

/** `inverted`, `inverted={true}`: null when it cannot be said. */
function invertedBy(node: NodeOf<'element'>, api: FlagElement): boolean | null {
  const attribute = node.attributes.find(({ name }) => name !== null && name === api.inverted);
  if (!attribute) return false;
  const value = attribute.value.role === 'embed' ? attribute.value.expression : attribute.value;
  if (value?.role === 'literal') return value.value !== false && value.value !== 'false';
  return value === null || attribute.value.start === attribute.start ? true : null;
}

function isBlank(file: SourceFile, node: SyntaxNode): boolean {
  return node.role === 'embed' ? node.expression === null : file.text.slice(node.start, node.end).trim() === '';
}

function isRenderFunction(node: SyntaxNode): boolean {
  const inner = node.role === 'embed' ? node.expression : node;
  return inner?.role === 'function';
}

function isNothing(node: SyntaxNode): boolean {
  return node.role === 'literal' && (node.value === null || node.value === false);
}
