import { child, childNodes } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { FileFacts } from './file-facts.ts';
import { findSites } from './find-sites.ts';
import type { Site } from './find-sites.ts';
import { readCallback } from './read-callback.ts';
import type { Callback } from './read-callback.ts';
import { readChain, walkOwn } from './read-chain.ts';
import type { Chain } from './read-chain.ts';

/** What becomes of the value of a step. */
export type SinkType = 'return' | 'drop' | 'bind';

/** A chain whose links can all be told in statements. */
export interface Steps {
  /** What is waited for: code, or the name of what has been kept of it. */
  readonly head: JsNode | string;
  readonly links: readonly Step[];
}

export type Step =
  | { readonly type: 'then'; readonly done: Action; readonly failed: Action | null }
  | { readonly type: 'catch'; readonly failed: Action }
  | { readonly type: 'finally'; readonly last: Action };

/** A callback, the chain that its value is, where it is one, and the chains among its statements. */
export interface Action {
  readonly callback: Callback;
  readonly inner: Steps | null;
  readonly sites: readonly PlannedSite[];
}

export interface PlannedSite {
  readonly site: Site;
  readonly steps: Steps;
}

/** What the code around a chain means for the code of its callbacks. */
export interface Around {
  readonly inLoop: boolean;
  /** A `try` has to see the failure of what is returned. */
  readonly guarded: boolean;
  /** Whether a chain among the callbacks is to be told too, as far as its head is concerned. */
  readonly isTold: (chain: Chain) => boolean;
}

class Refused extends Error {}

/** The steps of a chain whose value goes to a sink, or why it must stay a chain. `canLeave`: early returns may leave the function. */
export function planSteps(chain: Chain, sink: SinkType, around: Around, facts: FileFacts): Steps | string {
  try {
    return steps(chain, sink, around, facts);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

function steps({ head, links, node }: Chain, sink: SinkType, around: Around, facts: FileFacts): Steps {
  const planned = links.map(({ method, callbacks }, index): Step => {
    const isLast = index === links.length - 1;
    // What follows a `finally` or a `catch` still gets the value of the step before.
    const own: SinkType = isLast
      ? sink
      : links.slice(index + 1).every((each) => each.method !== 'then')
        ? sink
        : 'bind';
    const guarded = around.guarded || links.slice(index + 1).some((each) => each.method !== 'then');
    const here: Around = { ...around, guarded };
    const [first, second] = callbacks;
    if (
      !first ||
      callbacks.length > (method === 'then' ? 2 : 1) ||
      callbacks.some(({ type }) => type === 'SpreadElement')
    )
      throw new Refused('a link has no callback, or more than it takes');
    if (method === 'finally') {
      const last = action(first, 'drop', here, facts);
      if (last.callback.shape !== 'call' && last.callback.param)
        throw new Refused('a `finally` callback has a parameter');
      return { type: 'finally', last };
    }
    if (method === 'catch') return { type: 'catch', failed: action(first, own, here, facts) };
    if (second && own !== 'return')
      throw new Refused('a `then` with two callbacks stands where its value is still needed');
    return {
      type: 'then',
      done: action(first, own, here, facts),
      failed: second ? action(second, own, here, facts) : null,
    };
  });
  const inside = new Set(links.flatMap(({ callbacks }) => callbacks));
  const stray = facts.module.comments.some(
    ({ start, end }) =>
      start > head.end && end < node.end && ![...inside].some((each) => start >= each.start && end <= each.end),
  );
  if (stray) throw new Refused('a comment stands between its links');
  return { head, links: planned };
}

function action(node: JsNode, sink: SinkType, around: Around, facts: FileFacts): Action {
  const callback = readCallback(node, facts);
  if ('refused' in callback) throw new Refused(callback.refused);
  if (callback.shape === 'call') return { callback, inner: null, sites: [] };
  if (callback.shape === 'block' && callback.early) {
    if (sink !== 'return') throw new Refused('a callback returns early, and code of the chain follows');
    if (around.guarded && returnsFromTry(callback.body))
      throw new Refused('a callback returns from a `try` that would see more failures');
  }
  const hasVar = callback.variables.some(
    ({ defs }) => (defs[0]?.parent as unknown as JsNode | null)?.['kind'] === 'var',
  );
  if (around.inLoop && hasVar) throw new Refused('a callback in a loop declares a `var`, which all rounds would share');
  const result = callback.shape === 'block' ? callback.result : null;
  const chain = readChain(callback.shape === 'value' ? callback.value : result && child(result, 'argument'));
  // A chain that cannot be told in statements is a value like any other.
  const planned = chain && around.isTold(chain) && planSteps(chain, sink, around, facts);
  const inner = typeof planned === 'object' ? planned : null;
  if (callback.shape === 'value') return { callback, inner, sites: [] };
  const sites = findSites(node, facts).sites.flatMap((site) => {
    if (site.span === result || !around.isTold(site.chain)) return [];
    const inLoop = around.inLoop || site.inLoop;
    const guarded = around.guarded && site.use.type === 'return';
    const own = planSteps(site.chain, site.use.type, { ...around, inLoop, guarded }, facts);
    return typeof own === 'string' ? [] : [{ site, steps: own }];
  });
  return { callback, inner, sites };
}

function returnsFromTry(body: JsNode): boolean {
  let found = false;
  walkOwn(
    body,
    (node, ancestors) =>
      void (found ||= node.type === 'ReturnStatement' && ancestors.some(({ type }) => type === 'TryStatement')),
    childNodes,
  );
  return found;
}

/** The functions whose code moves. */
export function inlinedIn({ links }: Steps): JsNode[] {
  const of = ({ callback, inner, sites }: Action): JsNode[] => [
    ...(callback.shape === 'call' ? [] : [callback.node]),
    ...(inner ? inlinedIn(inner) : []),
    ...sites.flatMap((each) => inlinedIn(each.steps)),
  ];
  return links.flatMap((step) =>
    step.type === 'then'
      ? [...of(step.done), ...(step.failed ? of(step.failed) : [])]
      : of(step.type === 'catch' ? step.failed : step.last),
  );
}
