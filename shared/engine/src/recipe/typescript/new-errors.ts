import ts from 'typescript6';
import type { Problem } from '../gate/problem.ts';
import type { SourceTree } from '../recipe.ts';
import { compilerOf } from './compiler.ts';
import type { Compiler } from './compiler.ts';
import { toCompilerPath } from './tree-paths.ts';

interface Known {
  readonly key: string;
  readonly problem: Problem;
}

const baseErrors = new WeakMap<SourceTree, Map<string, readonly string[]>>();

/** Errors of `affected` files that are there with `texts` and not without. */
export function newErrors(
  tree: SourceTree,
  texts: ReadonlyMap<string, string | null>,
  affected: readonly string[],
): Problem[] {
  const compiler = compilerOf(tree);
  const after = compiler.withTexts(texts, () => affected.map((path) => ({ path, errors: errorsOf(compiler, path) })));
  const known = baseErrors.get(tree) ?? new Map<string, readonly string[]>();
  baseErrors.set(tree, known);
  return after.flatMap(({ path, errors }) => {
    if (errors.length === 0) return [];
    const before = known.get(path) ?? (tree.files.has(path) ? errorsOf(compiler, path).map(({ key }) => key) : []);
    known.set(path, before);
    const left = [...before];
    return errors.flatMap(({ key, problem }) => {
      const at = left.indexOf(key);
      if (at === -1) return [problem];
      left.splice(at, 1);
      return [];
    });
  });
}

function errorsOf(compiler: Compiler, path: string): Known[] {
  const project = compiler.projectOf(path);
  if (!project?.sourceFile(path)) return [];
  const fileName = toCompilerPath(path);
  const found = [
    ...project.service.getSyntacticDiagnostics(fileName),
    ...project.service.getSemanticDiagnostics(fileName),
  ];
  return found
    .filter(({ category }) => category === ts.DiagnosticCategory.Error)
    .map(({ code, messageText, start }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(toCompilerPath(''), '');
      return {
        key: errorKey(code, typeof messageText === 'string' ? messageText : messageText.messageText),
        problem: { path, at: start ?? null, message: `${message.replace(/\.$/, '')} (TS${code})` },
      };
    });
}

/**
 * What makes two errors the same. The compiler names the members of a union in the order in which it came upon them, which
 * another file may change, and gives one of them as its reason: so the words of the first sentence count, not their order.
 */
export function errorKey(code: number, message: string): string {
  return `${code} ${(message.match(/[\w$]+/g) ?? []).toSorted().join(' ')}`;
}
