import type { Finding, Kept } from '@iama/contracts/recipe';
import { directoryOf, isInside, joinPath } from '../../js/paths.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { readCompilerSettings } from '../../js/path-mapping.ts';
import type { CompilerSettings } from '../../js/path-mapping.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, nameOf, parentsOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { FileChange } from '../../patch/file-change.ts';
import type { RecipeRequest, SourceTree } from '../recipe.ts';
import { lineAt } from './facts/source-facts.ts';

interface Outcome {
  readonly findings: readonly Finding[];
  readonly changes: readonly FileChange[];
  readonly kept: readonly Kept[];
}

/**
 * `import x = require('y')` of TypeScript sources as an ES import. The compiler goes on writing what it wrote, so nobody
 * else notices, and each file stands for itself.
 */
export function runTypescript({ tree, target }: RecipeRequest): Outcome {
  const settings = readCompilerSettings(tree);
  const findings: Finding[] = [];
  const changes: FileChange[] = [];
  const kept: Kept[] = [];
  for (const path of tree.files.keys()) {
    if (
      !/\.[cm]?tsx?$/.test(path) ||
      /\.d\.[cm]?ts$/.test(path) ||
      path.includes('node_modules/') ||
      !isInside(path, target.path)
    )
      continue;
    const parsed = parsesOf(tree).get(path);
    if (!parsed?.ok) continue;
    const { module } = parsed;
    const finding_id = `commonjs-to-esm:import_equals:${path}`;
    const edits = [];
    const body = module.program.body as unknown as readonly JsNode[];
    for (const statement of body) {
      const specifier = requiredBy(statement);
      if (specifier === null) continue;
      const name = nameOf(child(statement, 'id')) ?? '';
      const clause = clauseFor(tree, settings, path, specifier, usesOf(module, statement));
      if (clause === null) {
        kept.push({
          path,
          symbol: name,
          line: lineAt(module.text, statement.start),
          reason: `import ${name} = require() stays: ${whyNot(settings, path)}`,
        });
        continue;
      }
      const text = module.text.slice(statement.start, statement.end);
      const literal = /require\s*\(\s*(['"][^'"]*['"])\s*\)/.exec(text)?.[1] ?? '';
      const replacement = `import ${clause === 'default' ? name : `* as ${name}`} from ${literal}${text.endsWith(';') ? ';' : ''}`;
      edits.push({ start: statement.start, end: statement.end, replacement, finding_id });
    }
    const first = edits[0];
    if (!first) continue;
    const message = `${edits.length} import = require() written as ES ${edits.length === 1 ? 'import' : 'imports'}`;
    findings.push({
      id: finding_id,
      kind: 'import_equals',
      path,
      symbol: null,
      line: lineAt(module.text, first.start),
      message,
      group: null,
    });
    changes.push({ change: 'modify', path, edits });
  }
  return { findings, changes, kept };
}

function requiredBy(statement: JsNode): string | null {
  if (statement.type !== 'TSImportEqualsDeclaration' || statement['importKind'] === 'type') return null;
  const reference = child(statement, 'moduleReference');
  return reference?.type === 'TSExternalModuleReference' ? stringOf(child(reference, 'expression')) : null;
}

/** Whether the binding is called, constructed, extended or passed on: then it must be the module's value itself. */
function usesOf(module: Parameters<typeof analyzeScopes>[0], statement: JsNode): boolean {
  const parents = parentsOf(module.program);
  const id = child(statement, 'id');
  for (const scope of analyzeScopes(module).scopes) {
    const variable = scope.variables.find((each) => each.identifiers.some((one) => (one as unknown as JsNode) === id));
    if (!variable) continue;
    return variable.references.some((reference) => {
      const node = reference.identifier as unknown as JsNode;
      const parent = parents.get(node);
      const isMember =
        (parent?.type === 'MemberExpression' && child(parent, 'object') === node) ||
        (parent?.type === 'TSQualifiedName' && child(parent, 'left') === node);
      return !isMember;
    });
  }
  return true;
}

function clauseFor(
  tree: SourceTree,
  settings: CompilerSettings,
  path: string,
  specifier: string,
  whole: boolean,
): 'default' | 'namespace' | null {
  if (settings.option(path, 'verbatimModuleSyntax') === true) return null;
  if (specifier.startsWith('.')) {
    const local = localSource(tree, path, specifier);
    if (local === null) return null;
    const assigns = /^\s*export\s*=/m.test(local);
    if (!assigns) return whole ? null : 'namespace';
  }
  if (interop(settings, path)) return 'default';
  return whole ? null : 'namespace';
}

function interop(settings: CompilerSettings, path: string): boolean {
  const explicit = settings.option(path, 'esModuleInterop');
  if (typeof explicit === 'boolean') return explicit;
  const module = settings.option(path, 'module');
  return typeof module === 'string' && /^(node16|node18|node20|nodenext|preserve)$/i.test(module);
}

function whyNot(settings: CompilerSettings, path: string): string {
  if (settings.option(path, 'verbatimModuleSyntax') === true) return 'verbatimModuleSyntax demands this form';
  return 'the module is used as one value, and without esModuleInterop or a source in the repository an import may not give that';
}

function localSource(tree: SourceTree, path: string, specifier: string): string | null {
  const at = joinPath(directoryOf(path), specifier.replace(/\.js$/, ''));
  if (at === null) return null;
  for (const suffix of ['.ts', '.tsx', '.d.ts', '/index.ts', '/index.d.ts']) {
    const text = tree.files.get(at + suffix);
    if (text !== undefined) return text;
  }
  return null;
}
