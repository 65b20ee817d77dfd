import { PlanLevel } from '@iama/contracts/recipe';
import { Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import type { DecisionFlags } from './job/decide-by-flags.ts';
import { parseLevel } from './parse-arguments.ts';

const DecisionOptions = z.object({
  yes: z.boolean(),
  level: PlanLevel.optional(),
  allowUntested: z.boolean(),
  quarantineFailing: z.boolean(),
  acceptWeakLock: z.boolean(),
  acceptBlackBox: z.boolean(),
  fastTrack: z.boolean().default(false),
});

/** For commands in which a plan is chosen. */
export function addFastTrack(onto: Command): Command {
  return onto.option('--fast-track', 'agree to the specification of a small change with its plan (plan PRO)', false);
}

/** What a person decides beforehand, so that nobody has to ask. */
export function addDecisionOptions(onto: Command): Command {
  return onto
    .option('-y, --yes', 'take the recommended plan (or --level) and its specification, and cautions', false)
    .addOption(new Option('--level <level>', 'the plan to take').choices(PlanLevel.options).argParser(parseLevel))
    .option('--allow-untested', 'go on without tests; the evidence then says `unverified`', false)
    .addOption(new Option('--allow-unverified').implies({ allowUntested: true }).hideHelp())
    .option('--quarantine-failing', 'leave tests that fail beforehand out of the comparison, by name', false)
    .option('--accept-weak-lock', 'go on above tests that notice too few faults; the evidence says so', false)
    .option('--accept-black-box', 'agree to what probes of programs cover, and to what they do not', false);
}

export function decisionsFrom(options: unknown): DecisionFlags {
  const flags = DecisionOptions.parse(options);
  return {
    yes: flags.yes,
    level: flags.level ?? null,
    allow_untested: flags.allowUntested,
    quarantine_failing: flags.quarantineFailing,
    accept_weak_lock: flags.acceptWeakLock,
    accept_black_box: flags.acceptBlackBox,
    fast_track: flags.fastTrack,
  };
}
