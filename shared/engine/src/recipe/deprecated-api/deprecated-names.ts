import type { ParsedModule } from '../../js/parse.ts';
import { nameOf, walk } from '../../js/walk.ts';
import type { Project } from '../typescript/compiler.ts';

/** Behind a comment with `@deprecated`: modifiers, then the declared name. */
const DECLARED =
  /@deprecated\b(?:(?!\*\/)[^])*\*\/\s*(?:(?:export|declare|default|public|protected|private|static|readonly|abstract|override|async|get|set|function|const|let|var|class|interface|type|enum|namespace)\s+|\*\s*)*["'`]?([\w$]+)/g;

const names = new WeakMap<Project, ReadonlySet<string>>();

/**
 * Names that something in a project's programs calls deprecated. The browser's types are left out: they deprecate `name` and
 * `event`, and to ask about each of these would mean to check every file of every repository.
 */
export function deprecatedNames(project: Project): ReadonlySet<string> {
  const known = names.get(project);
  if (known) return known;
  const found = new Set<string>();
  for (const { fileName, text } of project.program().getSourceFiles()) {
    if (/\/lib\.(?:dom|webworker|scripthost)[^/]*\.d\.ts$/.test(fileName) || !text.includes('@deprecated')) continue;
    for (const [, name = ''] of text.matchAll(DECLARED)) found.add(name);
  }
  names.set(project, found);
  return found;
}

/** Whether a file uses any of these names, in whatever meaning. */
export function usesAny({ program }: ParsedModule, wanted: ReadonlySet<string>): boolean {
  let found = false;
  walk(program, (node) => {
    if (found) return 'skip';
    if (node.type.endsWith('Identifier')) found = wanted.has(nameOf(node) ?? '');
    return undefined;
  });
  return found;
}
