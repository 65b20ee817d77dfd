import type { FlagEvidence } from '@iama/contracts/flag/api';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Links } from '../../rewrite/program.ts';
import { spokenName } from './callee.ts';
import type { Callee } from './callee.ts';

/**
 * Whether the place itself says that a call belongs to a flag library: the receiver's name or type, or what the file imports.
 * A function that is imported by name has to come from such a package, or from a module that is called after flags.
 */
export function hasEvidence(
  file: SourceFile,
  callee: Callee,
  node: SyntaxNode,
  on: FlagEvidence | undefined,
  links: Links | null = null,
): boolean {
  if (on === undefined) return true;
  if (callee.receiver_text !== null && hasReceiver(callee, on.receivers)) return true;
  if (callee.receiver && on.types.some((type) => declares(file, callee.receiver!, type))) return true;
  if (callee.receiver && links && isMadeBy(links, file, callee.receiver, on)) return true;
  const source = callee.receiver_text === null ? importedFrom(file, node) : null;
  if (source !== null) {
    const module = source.replace(/^.*[/\\:.]/, '');
    return isBelow(source, on.imports) || (/^[.@~]/.test(source) && matches(module, on.receivers));
  }
  return importsOf(file).some((each) => isBelow(each, on.imports));
}

function hasReceiver(callee: Callee, receivers: readonly string[]): boolean {
  const text = callee.receiver_text ?? '';
  const spoken = callee.receiver ? spokenName(callee.receiver) : text.replace(/^.*(::|\.|\\)/, '');
  return (
    (spoken !== null && FLAG_OBJECT.test(plainName(spoken))) ||
    receivers.some((each) => text === each || text.endsWith(`.${each}`)) ||
    (spoken !== null && matches(spoken, receivers))
  );
}

/** Nobody calls anything else so, whichever library stands behind it. */
const FLAG_OBJECT = /(feature|flag|toggle)s?(client|service|manager|provider)$/;

/** Short names must be met exactly; a longer one may have something before it: `appFeatureFlags`. */
const LONG = 7;

function matches(name: string, receivers: readonly string[]): boolean {
  const plain = plainName(name).replace(/^get(?=.)/, '');
  return receivers.some((each) => {
    const wanted = plainName(each);
    return plain === wanted || (wanted.length >= LONG && plain.endsWith(wanted));
  });
}

function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function declares(file: SourceFile, receiver: SyntaxNode, type: string): boolean {
  const named = receiver.role === 'wrap' ? receiver.operand : receiver;
  if (named.role === 'name' && named.name === type) return true;
  const declaration = file.bindings.of(named)?.declaration;
  if (!declaration) return false;
  const around =
    declaration.role === 'binding' && declaration.parent?.role === 'declaration' ? declaration.parent : declaration;
  const words = file.text.slice(around.start, Math.min(around.end, around.start + 300));
  return new RegExp(String.raw`(?<![\w$])${type}(?![\w$])`).test(words);
}

/** A name, also an imported one, whose declaration calls the library or says its type. */
function isMadeBy(links: Links, file: SourceFile, receiver: SyntaxNode, on: FlagEvidence): boolean {
  const target = receiver.role === 'name' ? links.targetOf(file, receiver) : null;
  const declaration = target?.binding.declaration;
  if (!target || declaration?.role !== 'binding') return false;
  const made = declaration.initializer?.role === 'wrap' ? declaration.initializer.operand : declaration.initializer;
  const source = made?.role === 'call' ? importedFrom(target.file, made.callee) : null;
  if (source !== null) return isBelow(source, on.imports);
  return target.file !== file && on.types.some((type) => declares(target.file, declaration, type));
}

function importedFrom(file: SourceFile, callee: SyntaxNode): string | null {
  if (callee.role !== 'name') return null;
  const declaration = file.bindings.of(callee)?.declaration;
  const parent = declaration?.role === 'import_item' ? declaration.parent : null;
  return parent?.role === 'import' ? parent.source : null;
}

const known = new WeakMap<SourceFile, readonly string[]>();

/** Sources of the file's imports; for JavaScript also what it requires. */
function importsOf(file: SourceFile): readonly string[] {
  const before = known.get(file);
  if (before) return before;
  const sources = new Set<string>();
  const pending: SyntaxNode[] = [file.root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.role === 'import') sources.add(node.source);
    else if (node.role !== 'function') pending.push(...node.children);
  }
  for (const [, source = ''] of file.text.matchAll(/\brequire(?:_relative)?\s*\(?\s*['"]([^'"\n]+)['"]/g))
    sources.add(source);
  const all = [...sources];
  known.set(file, all);
  return all;
}

function isBelow(source: string, packages: readonly string[]): boolean {
  return packages.some((each) => source.startsWith(each) || source.includes(`/${each}`));
}
