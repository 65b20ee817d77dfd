import type { SgNode } from '@ast-grep/napi';
import type { RecipeRequest, SourceTree } from '../../recipe.ts';
import { NOTHING } from '../../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../../proposal/proposal.ts';
import { pythonTree, spanOf } from '../python-tree.ts';
import { lintPython } from '../ruff/lint-python.ts';
import { UNMISTAKABLE_MODULES } from '../standard-modules.ts';
import { moduleName, offersIn } from './module-index.ts';

/** Names that everybody takes from one place. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    typing:
      'Any Optional Union Callable Iterable Iterator Mapping Sequence TypeVar TYPE_CHECKING NamedTuple Protocol ClassVar',
    dataclasses: 'dataclass asdict astuple',
    collections: 'defaultdict OrderedDict namedtuple',
    pathlib: 'Path PurePath',
    functools: 'lru_cache partial wraps cached_property',
    contextlib: 'contextmanager suppress',
    abc: 'ABC abstractmethod',
    enum: 'Enum IntEnum',
    decimal: 'Decimal',
  }).flatMap(([module, names]) => names.split(' ').map((name) => [name, module] as const)),
);

/** Imports of names that one Python file uses and nothing defines, where exactly one place offers them. */
export async function proposePythonImports(
  { tree, level }: RecipeRequest,
  path: string,
  text: string,
): Promise<FileOutcome> {
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  const found = (await lintPython(tree, path, text, ['F821'])).filter(({ code }) => code !== null);
  if (found.length === 0) return NOTHING;
  if (/\bexec\s*\(|\bglobals\(\)\s*[[.]|\bsetattr\(\s*sys\.modules/.test(text))
    return { skip: 'it makes names while it runs' };
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  const at = insertionPoint(parsed.root, text);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  for (const [name, uses] of Map.groupBy(found, ({ message }) => /`([^`]+)`/.exec(message)?.[1] ?? '')) {
    const [first] = uses;
    if (!first) continue;
    const isModule = uses.every(({ start }) => text.slice(start, start + name.length + 1) === `${name}.`);
    const outcome = text.startsWith(name, first.start)
      ? choose(tree, path, name, isModule, level)
      : 'it is named in a text that only type checkers read';
    if (typeof outcome === 'string')
      holds.push({ symbol: name, at: first.start, reason: `\`${name}\` stays without an import: ${outcome}.` });
    else
      proposals.push({
        kind: 'missing_import',
        symbol: name,
        at: first.start,
        key: outcome.line,
        message: `\`${name}\` comes from \`${outcome.module}\`.`,
        edits: [
          { start: at, end: at, replacement: `${at > 0 && text[at - 1] !== '\n' ? eol : ''}${outcome.line}${eol}` },
        ],
      });
  }
  return { proposals, holds };
}

function choose(
  tree: SourceTree,
  path: string,
  name: string,
  isModule: boolean,
  level: RecipeRequest['level'],
): { line: string; module: string } | string {
  // A short common word is the same in two places by chance.
  const isTelling = level === 'COMPREHENSIVE' || (name.length > 4 && /[A-Z_]/.test(name));
  const offers = isTelling ? (offersIn(tree).get(name) ?? []).filter((each) => each.path !== path) : [];
  const known = WELL_KNOWN.get(name);
  const isStandard = isModule && UNMISTAKABLE_MODULES.has(name);
  const modules = [
    ...offers.map(({ module }) => module),
    ...(isStandard ? [name] : []),
    ...(known !== undefined && level !== 'CONSERVATIVE' ? [known] : []),
  ];
  if (modules.length === 0) return 'nothing in the repository defines it';
  if (modules.length > 1) return `${modules.map((each) => `\`${each}\``).join(' and ')} both offer it`;
  const [offer] = offers;
  const [module = ''] = modules;
  if (!offer) return { line: isStandard ? `import ${name}` : `from ${module} import ${name}`, module };
  const own = moduleName(tree, path);
  if (own !== null && leadsTo(tree, offer.path, path, new Set()))
    return `\`${module}\` imports this file, and the two would wait for each other`;
  return { line: `from ${module} import ${name}`, module };
}

/** Whether loading one file loads another, as far as the text of its imports tells. */
function leadsTo(tree: SourceTree, from: string, to: string, seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const words = new Set(
    [...(tree.files.get(from) ?? '').matchAll(/^\s*(?:from|import)\s+([^\n#]+)/gm)].flatMap(
      ([, rest = '']) => rest.match(/\w+/g) ?? [],
    ),
  );
  const next = [...tree.files.keys()].filter(
    (each) =>
      each.endsWith('.py') &&
      words.has(
        each
          .replace(/\/__init__\.py$|\.py$/, '')
          .split('/')
          .at(-1) ?? '',
      ),
  );
  return next.some((each) => leadsTo(tree, each, to, seen));
}

/** Behind the last import of the head of the file; without one, behind its documentation and comments. */
function insertionPoint(root: SgNode, text: string): number {
  let at = 0;
  for (const each of root.children()) {
    const isHead = /^(?:import_statement|import_from_statement|future_import_statement|comment)$/.test(
      String(each.kind()),
    );
    const isDocumentation = at === 0 && each.kind() === 'expression_statement' && each.child(0)?.kind() === 'string';
    if (!isHead && !isDocumentation) break;
    // A comment that stands right above code is about the code.
    if (each.kind() === 'comment' && !/^#!|coding|^#\s*(?:copyright|spdx|licen)/i.test(each.text())) continue;
    const newline = text.indexOf('\n', spanOf(each).end);
    at = newline === -1 ? text.length : newline + 1;
  }
  return at;
}
