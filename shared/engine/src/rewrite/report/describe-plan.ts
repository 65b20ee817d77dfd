import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { spellConstant } from '../emit/spell-constant.ts';
import type { Plan } from '../plan/plan.ts';
import type { DeedKind } from '../result.ts';
import type { Reason, Work } from '../work/work.ts';

export interface Description {
  readonly kind: DeedKind;
  readonly message: string;
  /** A name for people and for ids: what was declared, or a piece of the code. */
  readonly symbol: string;
}

/** What a plan does, in words. */
export function describePlan(work: Work, file: SourceFile, node: SyntaxNode, plan: Plan): Description {
  const symbol = symbolOf(file, node);
  switch (plan.kind) {
    case 'literal':
      return {
        kind: 'inlined_value',
        message: `\`${symbol}\` is always ${spellConstant(file.dialect, plan.value) ?? 'one value'}.`,
        symbol,
      };
    case 'stand_in':
    case 'else':
    case 'condition':
      return { kind: 'folded_condition', message: `The condition in \`${symbol}\` is decided.`, symbol };
    case 'contents':
      return { kind: 'folded_condition', message: `What \`${symbol}\` decides on always runs.`, symbol };
    case 'sequence':
      return { kind: 'replaced_by_content', message: `\`${symbol}\` became what stands inside it.`, symbol };
    case 'gone':
      return describeRemoval(work, node, symbol);
  }
}

function describeRemoval(work: Work, node: SyntaxNode, symbol: string): Description {
  const reason = work.removals.get(node)?.reason ?? null;
  const because = BECAUSE[reason ?? 'dead'];
  switch (node.role) {
    case 'import':
    case 'import_item':
      return { kind: 'removed_import', message: `The import of \`${symbol}\` ${because}.`, symbol };
    case 'declaration':
    case 'binding':
    case 'entry':
      return { kind: 'removed_variable', message: `\`${symbol}\` ${because}.`, symbol };
    case 'function':
      return {
        kind: reason === 'test' ? 'removed_test' : 'removed_function',
        message: `\`${symbol}\` ${because}.`,
        symbol,
      };
    case 'class':
      return { kind: 'removed_class', message: `\`${symbol}\` ${because}.`, symbol };
    case 'param':
    case 'argument':
      return { kind: 'removed_parameter', message: `\`${symbol}\` ${because}.`, symbol };
    case 'if':
    case 'loop':
    case 'switch':
    case 'arm':
      return { kind: 'removed_branch', message: `\`${symbol}\` never runs.`, symbol };
    default:
      if (reason === 'test') return { kind: 'removed_test', message: `The test \`${symbol}\` ${because}.`, symbol };
      return reason === null
        ? { kind: 'removed_dead_code', message: `\`${symbol}\` never runs, or does nothing.`, symbol }
        : { kind: 'removed_statement', message: `\`${symbol}\` ${because}.`, symbol };
  }
}

const BECAUSE: Readonly<Record<Reason, string>> = {
  mark: 'goes with the flag',
  unused: 'is not used any more',
  dead: 'is never reached',
  emptied: 'has nothing left in it',
  test: 'has nothing left to test',
};

function symbolOf(file: SourceFile, node: SyntaxNode): string {
  switch (node.role) {
    case 'function':
    case 'class':
    case 'param':
    case 'binding':
      if (node.name) return node.name.name;
      break;
    case 'declaration':
      if (node.bindings[0]?.name) return node.bindings.map((binding) => binding.name?.name ?? '…').join(', ');
      break;
    case 'import':
      return node.source;
    case 'import_item':
      return node.local_name;
    default:
  }
  const text = file.text.slice(node.start, Math.min(node.end, node.start + 200));
  const line = text.split(/\r?\n/, 1)[0]!.trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
