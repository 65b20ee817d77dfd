import type { Proposal, ProposalSet } from '@iama/contracts/job/proposal';
import { PlanLevel } from '@iama/contracts/recipe';
import type { LockSettings } from '@iama/contracts/test-run/lock';
import type { PlanAnalysis } from '@iama/contracts/recipe';
import { judgeFastTrack } from './fast-track.ts';
import { professionalFields } from './professional-fields.ts';
import type { ProfessionalFacts } from './professional-fields.ts';

type LockCost = Pick<LockSettings, 'runs' | 'budget_ms' | 'mode'> & { readonly tests_by_model?: boolean };

interface ProposalExtras {
  /** For the plans that have technical figures. */
  readonly professional?: ProfessionalFacts | null;
  /** Whose plans they are, of a recipe: what fast track takes. Left out, nothing is said of it. */
  readonly tier?: string;
}

/** Exactly three proposals, least to most, from what the analysis found. A deterministic recipe costs nothing, a goal its `price`; `professional` where the plan has such fields. */
export function buildProposals(
  analysis: { readonly plans: readonly PlanAnalysis[] },
  lock?: LockCost,
  price: Proposal['price'] = { credits_min: 0, credits_max: 0 },
  { professional = null, tier }: ProposalExtras = {},
): ProposalSet {
  const proposals = PlanLevel.options.map((level) => {
    const { complexity = null, ...plan } = planOf(level, analysis.plans);
    const proposal = proposalOf(plan, lock, price);
    return {
      ...proposal,
      ...(professional && { professional: professionalFields({ ...plan, complexity }, professional) }),
      ...(tier && proposal.selectable && { fast_track: judgeFastTrack(proposal, true, tier) }),
    };
  });
  return { proposals, recommended: recommend(proposals) };
}

function planOf(level: PlanLevel, plans: readonly PlanAnalysis[]): PlanAnalysis {
  const plan = plans.find((candidate) => candidate.level === level);
  if (plan === undefined) throw new Error(`the analysis has no plan for ${level}`);
  return plan;
}

function proposalOf(
  plan: Omit<PlanAnalysis, 'complexity'>,
  lock: LockCost | undefined,
  price: Proposal['price'],
): Proposal {
  return {
    ...plan,
    undo: undoSentence(plan),
    price,
    ...(lock && { lock: { runs: lock.runs, ...pinningOf(lock, plan), ...byModel(lock) } }),
    selectable: plan.finding_count > 0 && plan.files.length > 0,
  };
}

/** Programs are asked whatever the plan changes. */
function pinningOf({ mode, budget_ms }: LockCost, plan: PlanAnalysis): Pick<LockSettings, 'mode' | 'budget_ms'> {
  if (mode === 'black_box') return { mode, budget_ms };
  return { budget_ms: canBePinned(plan) ? budget_ms : 0 };
}

function byModel({ tests_by_model = false }: LockCost): { readonly tests_by_model?: true } {
  return tests_by_model ? { tests_by_model } : {};
}

/** Tests are written for JavaScript, TypeScript and Python that stays where it is. */
function canBePinned({ files }: Pick<PlanAnalysis, 'files'>): boolean {
  return files.some(({ path, change }) => change === 'modify' && /(?<!\.d)\.[cm]?[jt]sx?$|\.py$/.test(path));
}

function undoSentence({ files }: Pick<PlanAnalysis, 'files'>): string {
  if (files.length === 0) return 'There is nothing to take back: this plan changes nothing.';
  const which = files.length === 1 ? 'the one changed file' : `all ${files.length} changed files`;
  return (
    `A copy of ${which} is kept before anything is written; \`iama revert\` brings ${files.length === 1 ? 'it' : 'them'} ` +
    'back byte for byte, unless you have edited them since: then you get a reverse patch instead.'
  );
}

/**
 * The middle way where it is sound: not risky, and either reached by tests or low in risk. Otherwise the least that does
 * something, because nothing would show if more of it went wrong.
 */
function recommend(proposals: readonly Proposal[]): PlanLevel | null {
  const choices = proposals.filter(({ selectable }) => selectable);
  const standard = choices.find(({ level }) => level === 'STANDARD');
  if (standard !== undefined && isSound(standard)) return standard.level;
  return choices[0]?.level ?? null;
}

function isSound({ risk, tests_reaching }: Proposal): boolean {
  return risk === 'low' || (risk === 'medium' && tests_reaching > 0);
}
