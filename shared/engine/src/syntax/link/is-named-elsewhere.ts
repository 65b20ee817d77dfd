import type { Use } from '../../rewrite/program.ts';
import { languageOfPath } from '../language-of-path.ts';
import type { Span, SyntaxNode } from '../node.ts';
import type { Binding, SourceFile } from '../source-file.ts';
import { memberOwner } from './member-owner.ts';
import { placesOf } from './word-search.ts';
import type { WordSearch } from './word-search.ts';

/**
 * Whether the name of a binding stands anywhere in the tree where it is not known to mean this binding: in files that nobody
 * read, in strings, on objects whose type nobody knows. `uses` are all that is known; `files` are the program's files in
 * the languages that may use the binding. Code in other languages does not count, templates and settings do.
 */
export function isNamedElsewhere(
  file: SourceFile,
  binding: Binding,
  uses: readonly Use[],
  files: ReadonlyMap<string, SourceFile>,
  words: WordSearch,
): boolean {
  const word = binding.name.replace(/^[#@$]+/, '');
  const explained = new Map<string, Span[]>([[file.path, ownPlaces(binding)]]);
  for (const use of uses) {
    const known = explained.get(use.file.path);
    if (known) known.push(placeOf(use.node));
    else explained.set(use.file.path, [placeOf(use.node)]);
  }
  const languages = new Set([...files.values()].map((each) => each.dialect.language));
  return words.filesWith(word).some((path) => {
    const read = files.get(path);
    if (!read) {
      const language = languageOfPath(path);
      return language === null || languages.has(language);
    }
    const known = [...(explained.get(path) ?? []), ...placesOfOthers(read, file, binding)];
    return placesOf(read, word).some((at) => !known.some((span) => span.start <= at && at < span.end));
  });
}

/**
 * Where the name certainly means something else: a local variable of its own, or a member of a class that cannot be an heir
 * or an ancestor.
 */
function placesOfOthers(read: SourceFile, file: SourceFile, binding: Binding): Span[] {
  return read.bindings.all
    .filter((other) => other !== binding && other.name === binding.name && !other.unsure)
    .filter((other) => isLocal(other) || (standsAlone(file, binding) && standsAlone(read, other)))
    .flatMap((other) => [...nameOf(other), ...other.references.map(({ node }) => placeOf(node))]);
}

function isLocal({ kind, exported }: Binding): boolean {
  return !exported && (kind === 'variable' || kind === 'param');
}

function standsAlone(file: SourceFile, binding: Binding): boolean {
  const owner = memberOwner(file, binding)?.declaration;
  return owner?.role === 'class' && owner.kind === 'class' && owner.supers.length === 0;
}

/** The part of a use that is its name. An import says the name and what it is called here. */
function placeOf(node: SyntaxNode): Span {
  if (node.role === 'member') return node.property_span;
  return node.parent?.role === 'import_item' ? node.parent : node;
}

/** A constant may say its name once more as its value. What a function or class says of itself is a use like others. */
function ownPlaces(binding: Binding): Span[] {
  const { declaration } = binding;
  const { role } = declaration;
  if (role === 'binding' || role === 'entry' || role === 'enum_member') return [declaration];
  return nameOf(binding);
}

function nameOf({ declaration }: Binding): Span[] {
  const name = 'name' in declaration && typeof declaration.name === 'object' ? declaration.name : null;
  return name ? [name] : [];
}
