import type { AnyStateNode } from 'xstate';
import type { JobState } from '@iama/contracts/job/state';
import type { Effect } from '../job/lifecycle.ts';
import { newContext, RECIPE_HEALING } from './context.ts';
import type { RefactorContext } from './context.ts';
import { refactorMachine } from './refactor.machine.ts';
import { canonicalOf } from './state-path.ts';

/** The statechart as data to draw: read from the machine, so that no picture can differ from what runs. */

export interface Move {
  /** Path of the node the move stands on: a group's, a canonical state's or a step's. */
  readonly from: string;
  readonly event: string;
  /** Path of the target; null for a move that stays. `<history>` leads back to the step that was left. */
  readonly to: string | null;
}

export interface Timer {
  readonly name: string;
  readonly delay_ms: number;
}

export const HISTORY_TARGET = '<history>';

/** Every node that can be active, parents before children. */
export function chartNodes(): readonly AnyStateNode[] {
  return below(refactorMachine.root);
}

function below(node: AnyStateNode): readonly AnyStateNode[] {
  if (node.type === 'history') return [];
  return [node, ...Object.values(node.states).flatMap((child) => below(child))];
}

export function pathOfNode(node: AnyStateNode): string {
  return node.path.join('.');
}

/** Moves that stand on this node itself. */
export function movesOn(node: AnyStateNode): readonly Move[] {
  const moves = [...node.transitions.values()].flat().map(({ eventType, target }) => ({
    from: pathOfNode(node),
    event: eventType,
    to: targetPath(target?.[0]),
  }));
  const seen = new Map(moves.map((move) => [`${move.event} ${move.to}`, move]));
  return [...seen.values()];
}

function targetPath(target: AnyStateNode | undefined): string | null {
  if (target === undefined) return null;
  return target.type === 'history' ? HISTORY_TARGET : pathOfNode(target);
}

/** The node and everything that surrounds it, innermost first. */
export function withParents(node: AnyStateNode): readonly AnyStateNode[] {
  return node.parent === undefined ? [node] : [node, ...withParents(node.parent)];
}

/** Timers that run while this node is active, as a job with ordinary settings has them. */
export function timersOf(node: AnyStateNode): readonly Timer[] {
  return effectsOnEntry(node, ORDINARY).flatMap((effect) =>
    effect.type === 'start_timer' ? [{ name: effect.timer, delay_ms: effect.delay_ms }] : [],
  );
}

/** What is asked for when this node is entered, in a job of a recipe and in one of a goal. */
export function workOf(node: AnyStateNode): readonly string[] {
  const effects = [ORDINARY, OF_A_GOAL].flatMap((context) => effectsOnEntry(node, context));
  return effects.flatMap((effect) => {
    if (effect.type === 'request_task') return [effect.kind];
    return effect.type === 'run_activity' ? [effect.activity] : [];
  });
}

function effectsOnEntry(node: AnyStateNode, context: RefactorContext): readonly Effect[] {
  const actions: readonly unknown[] = node.entry;
  return actions.filter(isEffectAction).map(({ params }) => params({ context, event: { type: 'start' } }));
}

interface EffectAction {
  readonly type: 'effect';
  readonly params: (args: { context: RefactorContext; event: { type: 'start' } }) => Effect;
}

function isEffectAction(action: unknown): action is EffectAction {
  return typeof action === 'object' && action !== null && 'type' in action && action.type === 'effect';
}

const ORDINARY: RefactorContext = {
  ...newContext({
    job_id: '<id>',
    recipe_id: 'unused-code',
    target: { kind: 'folder', path: '.' },
    execution_mode: 'LOCAL_NATIVE',
    allow_unverified: false,
    test_timeout_ms: 300_000,
    enterprise_report: false,
    healing: RECIPE_HEALING,
  }),
  level: 'STANDARD',
  recovery: { work: 'run_recipe', count: 1 },
};

const OF_A_GOAL: RefactorContext = { ...ORDINARY, recipe_id: 'goal', goal: '<goal>' };

/** The canonical state a node is or belongs to; null for a group. */
export function canonicalOfNode(node: AnyStateNode): JobState | null {
  return canonicalOf(pathOfNode(node));
}
