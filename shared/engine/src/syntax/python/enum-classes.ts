import type { CstNode } from '../cst/cst-node.ts';

const ENUMS = /^(?:enum\.|models\.)?(?:Enum|IntEnum|StrEnum|Flag|IntFlag|TextChoices|IntegerChoices)$/;

/** Python's own enums, and Django's choices: assignments in their bodies are members. */
export function isEnumClass(node: CstNode): boolean {
  return (node.field('superclasses')?.named ?? []).some((each) => ENUMS.test(each.text));
}
