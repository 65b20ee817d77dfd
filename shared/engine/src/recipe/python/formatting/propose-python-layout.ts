import picomatch from 'picomatch';
import type { SgNode } from '@ast-grep/napi';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../../recipe.ts';
import { lineHunks } from '../../formatting/line-hunks.ts';
import { layoutProposals } from '../../formatting/propose-layout.ts';
import { NOTHING } from '../../proposal/proposal.ts';
import type { FileOutcome } from '../../proposal/proposal.ts';
import { projectOf, tableAt } from '../ruff/project-settings.ts';
import type { PythonProject } from '../ruff/project-settings.ts';
import { targetOf } from '../ruff/lint-python.ts';
import { ruffFormat } from '../ruff/ruff-host.ts';
import type { RuffSettings } from '../ruff/ruff-host.ts';
import { pythonTree, spanOf } from '../python-tree.ts';
import type { PythonSpan } from '../python-tree.ts';

const STATEMENTS = (
  'expression_statement return_statement if_statement elif_clause else_clause for_statement while_statement try_statement except_clause finally_clause ' +
  'with_statement import_statement import_from_statement future_import_statement assert_statement raise_statement delete_statement global_statement ' +
  'nonlocal_statement match_statement function_definition class_definition decorated_definition'
).split(' ');

/** The lines of a Python file that ruff's formatter would lay out differently, by the repository's settings. */
export async function proposePythonLayout(
  tree: SourceTree,
  path: string,
  text: string,
  level: PlanLevel,
): Promise<FileOutcome> {
  const project = projectOf(tree, path);
  const usesBlack = Object.keys(project.black).length > 0;
  if (!project.usesRuff && !usesBlack && level === 'CONSERVATIVE')
    return { skip: 'no formatter’s settings say how the code should look' };
  if (isExcluded(project, path)) return { skip: 'the repository’s settings leave it out of formatting' };
  if (text.trim() === '') return NOTHING;
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  const code = await formatted(project, text);
  if (code === null) return { skip: 'it does not parse' };
  if (code === text) return NOTHING;
  const spans = statementSpans(parsed.root).toSorted((a, b) => a.start - b.start || b.end - a.end);
  return { proposals: layoutProposals(text, lineHunks(text, code), spans, level), holds: [] };
}

/** One call into the parser's own search: walking the tree from here takes some five times as long. */
function statementSpans(root: SgNode): PythonSpan[] {
  return root.findAll({ rule: { any: STATEMENTS.map((kind) => ({ kind })) } }).map(spanOf);
}

async function formatted(project: PythonProject, text: string): Promise<string | null> {
  const settings = settingsOf(project);
  try {
    return await ruffFormat(settings, text);
  } catch {
    return await ruffFormat({ 'target-version': targetOf(project) }, text);
  }
}

function settingsOf(project: PythonProject): RuffSettings {
  const { ruff, black } = project;
  const width = ruff['line-length'] ?? black['line-length'];
  const format = {
    ...(black['skip-string-normalization'] === true ? { 'quote-style': 'preserve' } : {}),
    ...tableAt(ruff, 'format'),
  };
  const plain = Object.fromEntries(Object.entries(format).filter(([key]) => key !== 'exclude' && key !== 'preview'));
  return {
    'target-version': targetOf(project),
    ...(typeof width === 'number' ? { 'line-length': width } : {}),
    ...(typeof ruff['indent-width'] === 'number' ? { 'indent-width': ruff['indent-width'] } : {}),
    ...(Object.keys(plain).length > 0 ? { format: plain } : {}),
  };
}

function isExcluded({ directory, ruff, black }: PythonProject, path: string): boolean {
  const own = directory === '.' ? path : path.slice(directory.length + 1);
  const globs = [ruff['exclude'], ruff['extend-exclude'], tableAt(ruff, 'format')['exclude']].flatMap((each) =>
    Array.isArray(each) ? each : [],
  );
  const isListed = globs.some(
    (each) =>
      typeof each === 'string' &&
      (picomatch.isMatch(own, each, { basename: !each.includes('/'), dot: true }) ||
        own.startsWith(`${each.replace(/\/(?:\*\*)?$/, '')}/`) ||
        own.split('/').includes(each)),
  );
  const pattern = [black['exclude'], black['extend-exclude'], black['force-exclude']].find(
    (each) => typeof each === 'string',
  );
  try {
    return (
      isListed || (typeof pattern === 'string' && new RegExp(pattern.replaceAll(/\s+|\(\?x\)/g, '')).test(`/${own}`))
    );
  } catch {
    return isListed;
  }
}
