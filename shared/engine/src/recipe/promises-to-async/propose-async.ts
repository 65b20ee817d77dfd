import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../recipe.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { child, childNodes, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { enclosingName } from '../proposal/enclosing-name.ts';
import { NOTHING } from '../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal, Replacement } from '../proposal/proposal.ts';
import { whyOld } from '../proposal/why-old.ts';
import { namesIn, usesEval } from './choose-names.ts';
import { factsOf } from './file-facts.ts';
import type { FileFacts } from './file-facts.ts';
import { findSites } from './find-sites.ts';
import type { Site } from './find-sites.ts';
import { knownPromises } from './known-promise.ts';
import { mayBeAsync } from './may-be-async.ts';
import type { Asyncness } from './may-be-async.ts';
import { inlinedIn, planSteps } from './plan-steps.ts';
import type { PlannedSite } from './plan-steps.ts';
import { FUNCTION } from './read-chain.ts';
import { templatesIn } from './render-text.ts';
import { writeSite } from './write-site.ts';
import type { Writing } from './write-site.ts';

interface Work {
  readonly facts: FileFacts;
  readonly level: PlanLevel;
  readonly isPromise: (node: JsNode | null) => boolean;
  readonly holds: Hold[];
  /** New names, each given once in a file. */
  readonly issued: Set<string>;
}

/** The chains of a script that can be told with `await`, function by function. */
export function proposeAsync(tree: SourceTree, path: string, text: string, level: PlanLevel): FileOutcome {
  if (!/\.\s*(?:then|catch|finally)\s*\(/.test(text)) return NOTHING;
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok) return { skip: `it does not parse: ${parsed?.message ?? 'no text'}` };
  const facts = factsOf(parsed.module);
  const isOwn = facts.scopes.scopes.some(({ set }) => (set.get('Promise')?.defs.length ?? 0) > 0);
  const why =
    whyOld(tree, path, 8) ??
    (isOwn
      ? 'the file has a `Promise` of its own'
      : usesEval(parsed.module.program as unknown as JsNode)
        ? 'the file uses `eval`'
        : null);
  if (why !== null) return { proposals: [], holds: [{ symbol: null, at: 0, reason: `Its chains stay: ${why}.` }] };
  const work: Work = { facts, level, isPromise: knownPromises(facts), holds: [], issued: new Set() };
  const proposals = proposeFor(parsed.module.program as unknown as JsNode, work);
  return { proposals, holds: work.holds };
}

/** Proposals for a function and for the functions inside of it. `renames` are those of the functions around. */
function proposeFor(fn: JsNode, work: Work, renames: readonly Replacement[] = []): Proposal[] {
  const { facts } = work;
  const planned = planFunction(fn, work);
  const inlined = new Set(planned?.plans.flatMap(({ steps }) => inlinedIn(steps)) ?? []);
  const names = namesIn(fn, inlined, work.issued, facts);
  const variables = [...inlined].flatMap(
    (each) => facts.scopes.acquire(each as unknown as Parameters<FileFacts['scopes']['acquire']>[0])?.variables ?? [],
  );
  const settled = planned && names.settle(variables.filter(({ defs }) => defs.length > 0));
  if (planned && !settled)
    work.holds.push({
      symbol: symbolOf(fn, facts),
      at: fn.start,
      reason: 'A promise chain stays: a name in its callbacks clashes and cannot be changed.',
    });
  if (!planned || !settled) return functionsIn(fn, new Set()).flatMap((each) => proposeFor(each, work, renames));
  const all = [...renames, ...settled.edits];
  const nested = functionsIn(fn, inlined).flatMap((each) => proposeFor(each, work, all));
  const isInside = ({ start, end }: Replacement) =>
    planned.plans.some(({ site }) => start >= site.span.start && end <= site.span.end);
  const absorbed = nested.filter(({ edits }) => edits.some(isInside));
  const inner = absorbed.flatMap(({ edits }) => edits);
  // Rewrites inside have been written with these renames already.
  const own = all.filter(
    (edit) => !inner.some(({ start, end }) => edit.start >= start && edit.end <= end && start < end),
  );
  const writing: Writing = {
    facts,
    isPromise: work.isPromise,
    names,
    nameOf: settled.nameOf,
    edits: [...own, ...inner],
    templates: templatesIn(fn),
  };
  return [proposalOf(fn, planned, absorbed, writing), ...nested.filter((each) => !absorbed.includes(each))];
}

interface PlannedFunction {
  readonly plans: readonly PlannedSite[];
  readonly asyncness: Asyncness & { ok: true };
}

function planFunction(fn: JsNode, { facts, level, isPromise, holds }: Work): PlannedFunction | null {
  const { sites, left } = findSites(fn, facts);
  const hold = (node: JsNode, reason: string): void =>
    void holds.push({ symbol: symbolOf(fn, facts), at: node.start, reason: `A promise chain stays: ${reason}.` });
  for (const { node, reason } of left) hold(node, reason);
  const plans: PlannedSite[] = [];
  const isTold = (chain: Site['chain']) =>
    isWanted(chain, isPromise) && (level !== 'CONSERVATIVE' || isPromise(chain.head));
  for (const site of sites.filter(({ chain }) => isWanted(chain, isPromise))) {
    const steps = isTold(site.chain)
      ? planSteps(site.chain, site.use.type, { inLoop: site.inLoop, guarded: false, isTold }, facts)
      : 'what it waits for is not surely a promise, which the next level takes for granted';
    if (typeof steps === 'string') hold(site.chain.node, steps);
    else plans.push({ site, steps });
  }
  const [first] = plans;
  if (!first) return null;
  const asyncness = mayBeAsync(
    fn,
    plans.map(({ site }) => site),
    facts,
    isPromise,
  );
  if (!asyncness.ok) {
    hold(first.site.chain.node, asyncness.reason);
    return null;
  }
  if (!asyncness.exact && level !== 'COMPREHENSIVE') {
    hold(
      first.site.chain.node,
      'what its function throws at once today would come as a rejection, which only the highest level accepts',
    );
    return null;
  }
  return { plans, asyncness };
}

/** Other things have methods called `then` and `catch`: test drivers, schemas. */
function isWanted({ head, links }: Site['chain'], isPromise: (node: JsNode | null) => boolean): boolean {
  let root: JsNode | null = head;
  while (root && /^(?:CallExpression|MemberExpression)$/.test(root.type))
    root = child(root, root.type === 'CallExpression' ? 'callee' : 'object');
  if (nameOf(root) === 'cy') return false;
  return links.some(({ method }) => method === 'then') || isPromise(head);
}

/** The functions directly below a node; those whose code moves count as part of it. */
function functionsIn(root: JsNode, inlined: ReadonlySet<JsNode>): JsNode[] {
  return childNodes(root).flatMap((each) =>
    FUNCTION.test(each.type) && !inlined.has(each) ? [each] : functionsIn(each, inlined),
  );
}

function proposalOf(
  fn: JsNode,
  { plans, asyncness }: PlannedFunction,
  absorbed: readonly Proposal[],
  writing: Writing,
): Proposal {
  const { facts } = writing;
  const written = plans.map((each) => writeSite(each, writing));
  const word: Replacement[] =
    asyncness.insertAt === null ? [] : [{ start: asyncness.insertAt, end: asyncness.insertAt, replacement: 'async ' }];
  const heads = plans.map(({ site }) =>
    facts.text.slice(site.chain.head.start, site.chain.head.end).replace(/\s+/g, ' '),
  );
  const count = plans.reduce((sum, { site }) => sum + site.chain.links.length, 0);
  const also =
    absorbed.length > 0
      ? `, ${absorbed.length === 1 ? 'one more function' : `${absorbed.length} more functions`} inside`
      : '';
  const difference = asyncness.exact ? '' : ' What it throws at once today will come as a rejection.';
  return {
    kind: asyncness.exact ? 'promise_chain' : 'promise_chain_late_throw',
    symbol: symbolOf(fn, facts),
    at: plans[0]?.site.span.start ?? fn.start,
    key: (heads[0] ?? '').slice(0, 60),
    message: `A chain of ${count} ${count === 1 ? 'link' : 'links'} behind \`${(heads[0] ?? '').slice(0, 60)}\` can be told with \`await\`${also}.${difference}`,
    edits: [...word, ...written].toSorted((a, b) => a.start - b.start),
  };
}

function symbolOf(fn: JsNode, { parentOf }: FileFacts): string | null {
  const above: JsNode[] = [fn];
  for (let at = parentOf(fn); at; at = parentOf(at)) above.unshift(at);
  return enclosingName(above);
}
