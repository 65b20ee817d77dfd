import type { SgNode } from '@ast-grep/napi';
import { parseGrammar } from '../grammars.ts';

/** Syntax newer than the grammar, by text of the same length that the grammar reads as the same kind of thing. */
const NEWER: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/\bnonisolated\(unsafe\)/g, () => '@nonisolated_unsafe'],
  [/@unchecked(?= +\w)/g, blank],
  [/(?<=[:>] *)(?:sending|consuming|borrowing)(?= +[\w(@[])/g, blank],
  [/(?<=\bthrows)\([\w.]+\)/g, blank],
  [/(?<=\()copy(?= +\w)|(?<=: *)copy(?= +\w)/g, blank],
  [/`[^`\n]*[^`\n\w][^`\n]*`/g, (name) => `\`${name.slice(1, -1).replaceAll(/[^\w]/g, '_')}\``],
];

/** What Swift's grammar is given to read: newer syntax replaced, and `#if` between the members of a class left out. */
export function disguiseSwift(text: string): string {
  const disguised = NEWER.reduce((result, [pattern, replace]) => result.replace(pattern, replace), text);
  return /^[ \t]*#if\b/m.test(disguised) ? hideMemberDirectives(disguised) : disguised;
}

function blank(found: string): string {
  return ' '.repeat(found.length);
}

const DIRECTIVES = /^[ \t]*#(?:if|elseif|else|endif)\b.*$/gm;

/**
 * The grammar knows `#if` among statements only. Between members the lines are left out for it, so that the members of all
 * branches are there; where a line stood anywhere else it stays.
 */
function hideMemberDirectives(text: string): string {
  if (!hasErrors(text)) return text;
  const root = parseGrammar('swift', text.replaceAll(DIRECTIVES, blank));
  if (root === null) return text;
  return text.replaceAll(DIRECTIVES, (line, offset: number) => {
    const at = offset + line.length - line.trimStart().length;
    return BODIES.has(String(innermost(root, at).kind())) ? blank(line) : line;
  });
}

const BODIES = new Set(['class_body', 'enum_class_body', 'protocol_body']);

function hasErrors(text: string): boolean {
  return parseGrammar('swift', text)?.has({ rule: { kind: 'ERROR' } }) ?? false;
}

function innermost(root: SgNode, offset: number): SgNode {
  for (let node = root; ;) {
    const inside = node.children().find((child) => {
      const range = child.range();
      return range.start.index <= offset && offset < range.end.index;
    });
    if (!inside) return node;
    node = inside;
  }
}
