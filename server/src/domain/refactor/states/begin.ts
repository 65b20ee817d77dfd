import type { RefactorContext } from '../context.ts';
import type { RefactorEventOf } from '../events.ts';
import { audit, beginWork, endWork, fail, rest } from '../effects.ts';
import { keepArtifact, newRevision } from '../memory.ts';
import { refactorSetup, rememberFrom, tell } from '../refactor-setup.ts';
import { startWait, stopTimer } from '../timers.ts';

/** Everything before the specification is agreed on. */

export const pending = refactorSetup.createStateConfig({
  entry: [startWait('start_timeout')],
  exit: [stopTimer('start_timeout')],
  on: {
    start: { target: '#refactor.live.busy.attended.ANALYZING', actions: [audit('start')] },
    start_timeout: { target: '#refactor.FAILED', actions: [fail('START_TIMEOUT')] },
  },
});

export const analyzing = refactorSetup.createStateConfig({
  initial: 'collecting',
  states: {
    collecting: {
      entry: beginWork('collect_context'),
      exit: endWork(),
      on: {
        context_collected: {
          target: 'proposing',
          actions: [rememberFrom('context_collected', contextKept)],
        },
      },
    },
    proposing: {
      entry: beginWork('build_proposals'),
      exit: endWork(),
      on: {
        proposals_built: [
          {
            guard: ({ event }) => event.selectable.length === 0,
            target: '#refactor.FAILED',
            actions: [keepProposals(), fail('NOTHING_TO_CHANGE')],
          },
          {
            guard: ({ context }) => context.enterprise_report,
            target: '#refactor.live.busy.GENERATING_ANALYSIS_REPORT',
            actions: [keepProposals()],
          },
          { target: '#refactor.live.WAITING_STRATEGY', actions: [keepProposals()] },
        ],
      },
    },
  },
});

function contextKept(event: RefactorEventOf<'context_collected'>, context: RefactorContext): Partial<RefactorContext> {
  const { artifact_id, context_artifact_id, confidence } = event;
  const kept = { ...keepArtifact('analysis', artifact_id, context), ...(confidence && { confidence }) };
  if (context_artifact_id === undefined) return kept;
  return { ...kept, artifacts: { ...context.artifacts, analysis: artifact_id, context: context_artifact_id } };
}

function keepProposals() {
  return rememberFrom('proposals_built', (event, context) => ({
    ...keepArtifact('proposals', event.artifact_id, context),
    selectable: event.selectable,
  }));
}

export const generatingAnalysisReport = refactorSetup.createStateConfig({
  initial: 'reporting',
  states: {
    reporting: {
      entry: beginWork('build_analysis_report'),
      exit: endWork(),
      on: {
        analysis_report_built: {
          target: '#refactor.live.WAITING_STRATEGY',
          actions: [
            rememberFrom('analysis_report_built', (event, context) =>
              keepArtifact('analysis_report', event.artifact_id, context),
            ),
          ],
        },
      },
    },
  },
});

export const waitingStrategy = refactorSetup.createStateConfig({
  entry: [startWait('decision_timeout'), rest('WAITING_STRATEGY')],
  exit: [stopTimer('decision_timeout')],
  on: {
    select_proposal: {
      guard: ({ context, event }) => context.selectable.includes(event.level),
      target: '#refactor.live.WAITING_SPEC_APPROVAL',
      actions: [
        rememberFrom('select_proposal', (event, context) => ({
          ...newRevision(event, context),
          level: event.level,
          ...(event.quote && { quote: event.quote }),
        })),
        audit('select_proposal'),
      ],
    },
    decision_timeout: { target: '#refactor.FAILED', actions: [fail('DECISION_TIMEOUT')] },
  },
});

export const waitingSpecApproval = refactorSetup.createStateConfig({
  entry: [startWait('decision_timeout'), tellSpec(false), rest('WAITING_SPEC_APPROVAL')],
  exit: [stopTimer('decision_timeout')],
  on: {
    approve_spec: {
      guard: ({ context, event }) => event.revision === context.spec_revision && isRead(context, event),
      target: '#refactor.live.busy.attended.agreed.GENERATING_TESTS',
      actions: [audit('approve_spec'), rememberFrom('approve_spec', approved), tellSpec(true)],
    },
    edit_spec: {
      guard: ({ context, event }) => event.revision > context.spec_revision,
      actions: [rememberFrom('edit_spec', newRevision), audit('edit_spec'), tellSpec(false)],
    },
    spec_updated: {
      guard: ({ context, event }) => event.revision > context.spec_revision,
      actions: [rememberFrom('spec_updated', newRevision), tellSpec(false)],
    },
    decision_timeout: { target: '#refactor.FAILED', actions: [fail('DECISION_TIMEOUT')] },
  },
});

/** Nobody goes on above a black box without having said that its lists were read. */
function isRead({ black_box }: RefactorContext, event: RefactorEventOf<'approve_spec'>): boolean {
  if (!black_box || black_box.is_accepted) return true;
  return event.accept_black_box === black_box.baseline_run_id;
}

function approved(_event: RefactorEventOf<'approve_spec'>, { black_box }: RefactorContext): Partial<RefactorContext> {
  return { spec_approved: true, ...(black_box && { black_box: { ...black_box, is_accepted: true } }) };
}

function tellSpec(approved: boolean) {
  return tell((context) => ({
    type: 'spec_updated',
    level: 'info',
    data: { revision: context.spec_revision, approved },
  }));
}
