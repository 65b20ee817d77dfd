import ts from 'typescript6';
import type { Project } from '../typescript/compiler.ts';

/** The innermost node that spans exactly this text; null when there is none. */
export function nodeSpanning(project: Project, path: string, start: number, end: number): ts.Node | null {
  const file = project.sourceFile(path);
  if (!file) return null;
  let found: ts.Node | null = null;
  const visit = (node: ts.Node): void => {
    if (start < node.pos || end > node.end) return;
    if (node.end === end && node.getStart(file) === start) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `string`, `number`, `array`, the name of a class or interface (`Date`), or `unknown` where the compiler does not know. */
export function kindOf(project: Project, path: string, { start, end }: { start: number; end: number }): string {
  const node = nodeSpanning(project, path, start, end);
  if (!node) return 'unknown';
  const checker = project.program().getTypeChecker();
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const kinds = new Set((type.isUnion() ? type.types : [type]).map((each) => kindOfType(checker, each)));
  const [kind] = kinds;
  return kinds.size === 1 ? (kind ?? 'unknown') : 'unknown';
}

function kindOfType(checker: ts.TypeChecker, type: ts.Type): string {
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (checker.isArrayType(type) || checker.isTupleType(type)) return 'array';
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'unknown';
  return type.symbol?.name ?? 'unknown';
}
