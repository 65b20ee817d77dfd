import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { child } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { enclosingName } from '../proposal/enclosing-name.ts';
import { NOTHING } from '../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../proposal/proposal.ts';
import { takeOutStatement } from '../proposal/take-out-lines.ts';
import { findConsoleUses } from './find-calls.ts';
import type { ConsoleUse } from './find-calls.ts';
import { acts } from './kept-arguments.ts';
import { siblingsOf, takeOutCall } from './take-out-call.ts';
import type { TakenOut } from './take-out-call.ts';
import { declaresConsole, whyKept } from './why-kept.ts';

/** Output to the console in one script, and how it would go. `purpose` says why printing is what the file is for. */
export function proposeConsole(path: string, text: string, level: PlanLevel, purpose: string | null): FileOutcome {
  if (!text.includes('console')) return NOTHING;
  const parsed = parseModule(path, text);
  if (!parsed.ok) return { skip: `it does not parse: ${parsed.message}` };
  const { uses, unresolved } = findConsoleUses(parsed.module, level);
  const debug = uses.filter(({ isDebug }) => isDebug);
  const first = debug[0];
  if (!first) return NOTHING;
  const why = purpose ?? (declaresConsole(parsed.module) ? 'a comment tells the linter that the file prints' : null);
  if (why !== null) {
    const reason = `Its output stays: ${why}.`;
    return { proposals: [], holds: [{ symbol: null, at: first.node.start, reason }] };
  }
  const holds: Hold[] = [];
  const taken: { use: ConsoleUse; out: TakenOut }[] = [];
  for (const use of debug) {
    const out = whyKept(parsed.module, use, level) ?? takeOutCall(parsed.module, use, unresolved);
    if (typeof out !== 'string') taken.push({ use, out });
    else
      holds.push({
        symbol: enclosingName(use.ancestors),
        at: use.node.start,
        reason: `\`console.${use.method}\` stays: ${out}.`,
      });
  }
  return { proposals: proposalsOf(parsed.module, taken, unresolved), holds };
}

function proposalsOf(
  module: ParsedModule,
  taken: readonly { use: ConsoleUse; out: TakenOut }[],
  unresolved: ReadonlySet<number>,
): Proposal[] {
  const gone = new Set(taken.flatMap(({ out }) => (out.statement ? [out.statement] : [])));
  const proposals: Proposal[] = [];
  const whole = new Map<JsNode, ConsoleUse[]>();
  for (const { use, out } of taken) {
    const condition = conditionOf(module, use, out, gone, unresolved);
    if (condition) whole.set(condition, [...(whole.get(condition) ?? []), use]);
    else proposals.push(proposalOf(module, [use], out.edit, out.kept));
  }
  for (const [condition, uses] of whole)
    proposals.push(proposalOf(module, uses, takeOutStatement(module, condition), []));
  return proposals;
}

/** The `if` that would be left with an empty body and a test that does nothing: it goes as a whole. */
function conditionOf(
  module: ParsedModule,
  { ancestors }: ConsoleUse,
  out: TakenOut,
  gone: ReadonlySet<JsNode>,
  unresolved: ReadonlySet<number>,
): JsNode | null {
  const at = out.statement ? ancestors.indexOf(out.statement) : -1;
  if (at < 1) return null;
  const holder = ancestors[at - 1];
  const isBlock = holder?.type === 'BlockStatement';
  const condition = isBlock ? ancestors[at - 2] : holder;
  const list = isBlock ? ancestors[at - 3] : ancestors[at - 2];
  if (condition?.type !== 'IfStatement' || child(condition, 'alternate') || !list) return null;
  if (!/^(?:BlockStatement|Program|StaticBlock)$/.test(list.type)) return null;
  const test = child(condition, 'test');
  if (!test || acts(test, unresolved)) return null;
  if (isBlock && !siblingsOf(holder).every((each) => gone.has(each))) return null;
  const inside = module.comments.some(({ start, end }) => start >= condition.start && end <= condition.end);
  return inside ? null : condition;
}

function proposalOf(
  { text }: ParsedModule,
  uses: readonly ConsoleUse[],
  edit: Proposal['edits'][number],
  kept: readonly JsNode[],
): Proposal {
  const [use] = uses;
  const written = use ? text.slice(use.node.start, use.node.end).replace(/\s+/g, ' ') : '';
  const shown = written.length > 60 ? `${written.slice(0, 57)}…` : written;
  const more = uses.length > 1 ? ` and ${uses.length - 1} more in the same condition` : '';
  const stays = kept.map((each) => `\`${text.slice(each.start, each.end).replace(/\s+/g, ' ').slice(0, 60)}\``);
  return {
    kind: 'console_output',
    symbol: use ? enclosingName(use.ancestors) : null,
    at: use?.node.start ?? edit.start,
    key: written.slice(0, 80),
    message: `\`${shown}\`${more} prints for debugging.${stays.length > 0 ? ` ${stays.join(', ')} still runs.` : ''}`,
    edits: [edit],
  };
}
