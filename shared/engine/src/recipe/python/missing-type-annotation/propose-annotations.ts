import type { SgNode } from '@ast-grep/napi';
import type { RecipeRequest } from '../../recipe.ts';
import { NOTHING } from '../../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../../proposal/proposal.ts';
import { pythonSymbol, pythonTree, statementsOf } from '../python-tree.ts';
import { lintPython } from '../ruff/lint-python.ts';
import { shareInsertions } from '../share-insertions.ts';

const PLAIN = /^ -> (?:None|str|int|bool|float|bytes|complex)(?: \| (?:None|str|int|bool|float|bytes|complex))*$/;
const CALM_DECORATORS =
  /^@(?:staticmethod|classmethod|property|(?:functools\.)?(?:wraps|cache|lru_cache)\b|override|typing\.override|final)/;

/** Return types that follow from what a Python function returns. */
export async function proposeAnnotations(
  { tree, level }: RecipeRequest,
  path: string,
  text: string,
): Promise<FileOutcome> {
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  const found = (await lintPython(tree, path, text, ['ANN201', 'ANN202', 'ANN204', 'ANN205', 'ANN206'])).filter(
    ({ fix }) => fix.length > 0,
  );
  if (found.length === 0) return NOTHING;
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  for (const each of found) {
    const fn = functionAt(parsed.root, each.start);
    const type = each.fix.find(({ replacement }) => replacement.startsWith(' -> '))?.replacement;
    if (!fn || type === undefined) continue;
    const reason = whyKept(fn, type, each.code === 'ANN204');
    const name = [pythonSymbol(fn), fn.field('name')?.text()]
      .filter((part) => part !== null && part !== undefined)
      .join('.');
    if (reason !== null)
      holds.push({ symbol: name, at: each.start, reason: `\`${name}\` stays without a type: ${reason}.` });
    else
      proposals.push({
        kind: 'missing_return_type',
        symbol: name,
        at: each.start,
        key: type,
        message: `\`${name}\` returns \`${type.slice(4)}\`.`,
        edits: each.fix,
      });
  }
  return { proposals: shareInsertions(proposals), holds };

  function whyKept(fn: SgNode, type: string, isSpecial: boolean): string | null {
    const decorators =
      fn.parent()?.kind() === 'decorated_definition'
        ? (fn
            .parent()
            ?.children()
            .filter((each) => each.kind() === 'decorator') ?? [])
        : [];
    const foreign = decorators.find((each) => !CALM_DECORATORS.test(each.text()));
    if (foreign) return `\`${foreign.text()}\` may read the types of what it decorates`;
    const body = fn.field('body');
    const isEmpty = body !== null && statementsOf(body).every(saysNothing);
    if (isEmpty && !isSpecial) return 'its body is empty, and what overrides it may return something';
    if (!PLAIN.test(type) && level !== 'COMPREHENSIVE') return 'its type is not a plain one';
    return level === 'CONSERVATIVE' && !isSpecial && type !== ' -> None'
      ? `\`${type.slice(4)}\` is for the next level`
      : null;
  }
}

function saysNothing(statement: SgNode): boolean {
  const inner =
    statement.kind() === 'expression_statement' ? String(statement.child(0)?.kind()) : String(statement.kind());
  return /^(?:pass_statement|raise_statement|string|ellipsis)$/.test(inner);
}

function functionAt(root: SgNode, at: number): SgNode | null {
  let found: SgNode | null = null;
  for (let node: SgNode | null = root; node;) {
    if (node.kind() === 'function_definition') found = node;
    node = node.children().find((each) => each.range().start.index <= at && each.range().end.index > at) ?? null;
  }
  return found;
}
