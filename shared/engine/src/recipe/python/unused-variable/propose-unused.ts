import type { SgNode } from '@ast-grep/napi';
import type { RecipeRequest } from '../../recipe.ts';
import { baseNameOf } from '../../../js/paths.ts';
import { NOTHING } from '../../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../../proposal/proposal.ts';
import { pythonSymbol, pythonTree, spanOf, statementsOf } from '../python-tree.ts';
import { lintPython } from '../ruff/lint-python.ts';
import type { RuffDiagnostic } from '../ruff/ruff-host.ts';
import { takeOutPython } from '../take-out-statements.ts';
import { cutItems, importItems } from './import-items.ts';
import { STANDARD_MODULES } from '../standard-modules.ts';

interface Doomed {
  readonly found: RuffDiagnostic;
  readonly statement: SgNode;
  readonly name: string;
}

/** Imports and local variables of one Python file that nothing reads. */
export async function proposeUnused({ tree, level }: RecipeRequest, path: string, text: string): Promise<FileOutcome> {
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  const found = await lintPython(tree, path, text, ['F401', 'F841']);
  if (found.length === 0) return NOTHING;
  const holds: Hold[] = [];
  const doomed: Doomed[] = [];
  for (const each of found) {
    const statement = statementAt(parsed.root, each.start);
    const name = /`([^`]+)`/.exec(each.message)?.[1] ?? '';
    if (each.code === null || !statement) continue;
    const reason = each.code === 'F401' ? whyImported(each, statement, name) : whyAssigned(each, statement);
    if (reason === null) doomed.push({ found: each, statement, name });
    else holds.push({ symbol: pythonSymbol(statement), at: each.start, reason: `\`${name}\` stays: ${reason}.` });
  }
  const importers = importersOf(tree.files, path);
  const wholes = new Set<number>();
  const proposals: Proposal[] = [];
  const byStatement = Map.groupBy(doomed, ({ statement }) => spanOf(statement).start);
  const cuts: (() => void)[] = [];
  for (const [start, all] of byStatement) {
    const [first] = all;
    if (!first) continue;
    const { statement } = first;
    const isImport = String(statement.kind()).startsWith('import');
    const names = isImport ? importItems(statement) : [];
    const gone = names.filter(
      ({ start: at, local }) =>
        all.some(({ found: each }) => each.start === at) &&
        !importers.some((other) => new RegExp(`\\b${local}\\b`).test(other)),
    );
    if (isImport && gone.length < all.length)
      holds.push({
        symbol: null,
        at: start,
        reason: 'An import stays: another module of the repository may take it from here.',
      });
    if (isImport && gone.length === 0) continue;
    const isWhole = isImport ? gone.length === names.length : all.length === 1 && removesAll(first, text);
    if (isWhole) wholes.add(start);
    cuts.push(() => {
      const edits = isWhole
        ? [takeOutPython(text, statement, wholes)]
        : isImport
          ? cutItems(names, new Set(gone)).map((cut) => ({ ...cut, replacement: '' }))
          : all.flatMap(({ found: each }) => each.fix);
      const shown = isImport ? gone.map(({ local }) => local) : all.map(({ name }) => name);
      const keeps = !isImport && !isWhole && statement.kind() === 'expression_statement';
      proposals.push({
        kind: isImport ? 'unused_import' : keeps ? 'unused_result' : 'unused_variable',
        symbol: [pythonSymbol(statement), shown.join(', ')].filter((part) => part !== null).join('.'),
        at: start,
        key: shown.join(','),
        message: `Nothing reads ${shown.map((each) => `\`${each}\``).join(', ')}.${keeps ? ' What gives the value still runs.' : ''}`,
        edits,
      });
    });
  }
  for (const cut of cuts) cut();
  return { proposals, holds };

  function whyImported(each: RuffDiagnostic, statement: SgNode, name: string): string | null {
    if (baseNameOf(path) === '__init__.py' || path.endsWith('.pyi'))
      return 'the file hands names on to whoever imports the package';
    const around = statement.ancestors().map((node) => String(node.kind()));
    if (around.includes('try_statement')) return 'it is imported in a `try`, which asks whether the module exists';
    const module = statement.field('module_name')?.text() ?? name.split('.')[0] ?? '';
    const isStandard =
      STANDARD_MODULES.has(module.split('.')[0] ?? '') &&
      !/^(?:readline|rlcompleter|this|antigravity|site|idlelib)$/.test(module);
    if (/#/.test(lineOf(text, each.start)) && !/#\s*type:/.test(lineOf(text, each.start)))
      return 'a comment on its line may say why it is there';
    if (isStandard) return null;
    if (level === 'CONSERVATIVE') return 'loading a module that is not of the standard library may do something';
    const isBare = statement.kind() === 'import_statement';
    return isBare && level !== 'COMPREHENSIVE' ? 'a module may be imported for what loading it does' : null;
  }

  function whyAssigned(each: RuffDiagnostic, statement: SgNode): string | null {
    if (each.fix.length === 0) return 'taking it out is not simple';
    if (each.fix.some(({ replacement }) => /^_\w*$/.test(replacement)))
      return 'it is one of several that are unpacked together';
    const value = statement.child(0)?.field('right');
    const isPlain =
      value &&
      /^(?:integer|float|string|true|false|none|identifier|list|dictionary|tuple)$/.test(String(value.kind())) &&
      !/[([.]/.test(value.text().replace(/^[[({]/, ''));
    const isStatement = statement.kind() === 'expression_statement';
    if (level === 'CONSERVATIVE' && isStatement && !isPlain) return 'its value is computed';
    return null;
  }
}

function removesAll({ found, statement }: Doomed, text: string): boolean {
  const { start, end } = spanOf(statement);
  const { fix } = found;
  return (
    statement.kind() === 'expression_statement' &&
    fix.length === 1 &&
    fix.every(
      (each) =>
        each.start <= start &&
        text.slice(each.start, start).trim() === '' &&
        each.end >= end &&
        /^(?:pass)?$/.test(each.replacement.trim()),
    )
  );
}

function statementAt(root: SgNode, at: number): SgNode | null {
  let found: SgNode | null = null;
  for (let node: SgNode | null = root; node;) {
    const below: SgNode | undefined = node
      .children()
      .find((each) => each.range().start.index <= at && each.range().end.index > at);
    if (
      below &&
      node.kind() !== 'expression_statement' &&
      statementsOf(node).some((each) => each.id() === below.id()) &&
      /^(?:module|block)$/.test(String(node.kind()))
    )
      found = below;
    node = below ?? null;
  }
  return found;
}

/** Texts of the modules that may import from this one. */
function importersOf(files: ReadonlyMap<string, string>, path: string): string[] {
  const module = baseNameOf(path).replace(/\.pyi?$/, '');
  const pattern = new RegExp(
    `^\\s*(?:from\\s+[\\w.]*\\b${module}\\s+import|import\\s+[\\w., ]*\\b${module}\\b|from\\s+\\.+\\w*\\s+import\\s+[^\\n]*\\b${module}\\b)`,
    'm',
  );
  return [...files].flatMap(([other, text]) =>
    other !== path && /\.pyi?$/.test(other) && pattern.test(text) ? [text] : [],
  );
}

function lineOf(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end === -1 ? text.length : end);
}
