import type { Preflight, PreflightReason } from '@iama/contracts/workspace/preflight';
import { l10n, window } from 'vscode';

/** What a person said before a job is made. */
export interface Agreement {
  /** Codes of the cautions that they accept. */
  readonly acknowledged: readonly string[];
  /** Dearer models may go on with a repair without asking them. */
  readonly pre_authorize_escalation: boolean;
}

export interface Question {
  /** What they should know beside the reasons of the preflight, a sentence each. */
  readonly notes?: readonly string[];
  /** Stronger models can be allowed beforehand. */
  readonly offers_escalation?: boolean;
}

/** The last question before a job; null when it must not start. Each reason comes with what to do about it. */
export async function acknowledge({ verdict, reasons }: Preflight, question: Question = {}): Promise<Agreement | null> {
  const { notes = [], offers_escalation = false } = question;
  const blocking = reasons.filter((reason) => reason.severity === 'blocked');
  if (verdict === 'blocked') {
    const detail = blocking.map(sentence).join('\n\n');
    await window.showErrorMessage(l10n.t('This workspace is not ready for a job.'), { modal: true, detail });
    return null;
  }
  const cautions = reasons.filter((reason) => reason.severity === 'caution');
  const go = l10n.t('Start the Job');
  const go_allowed = l10n.t('Start, Stronger Models Allowed');
  const ready = cautions.length === 0;
  // The sentence for a workspace that is ready says this one itself.
  const isSaid = (code: string): boolean => ready && (code === 'NATIVE_EXECUTION' || code === 'CONTAINER_EXECUTION');
  const infos = reasons.filter(({ severity, code }) => severity === 'info' && !isSaid(code));
  const escalation = l10n.t(
    '“{0}”: where the first model does not get it right, stronger ones of your plan go on without asking you. They cost more, all together never more than the cap that each plan names before you choose it. With “{1}”, each of them waits for your consent.',
    go_allowed,
    go,
  );
  const told = [...cautions, ...infos].map(sentence);
  const detail = [...told, ...notes, ...(offers_escalation ? [escalation] : [])].join('\n\n');
  const options = { modal: true, detail };
  const buttons = offers_escalation ? [go, go_allowed] : [go];
  const answer = await (ready
    ? window.showInformationMessage(
        reasons.some(({ code }) => code === 'CONTAINER_EXECUTION')
          ? l10n.t('Ready. Tests run in a container without a network, in a copy of the repository.')
          : l10n.t(
              'Ready. Tests run on this machine, in a copy of the repository, without a network and with no way to write elsewhere.',
            ),
        options,
        ...buttons,
      )
    : window.showWarningMessage(l10n.t('Go on in spite of this?'), options, ...buttons));
  if (answer === undefined) return null;
  return { acknowledged: cautions.map(({ code }) => code), pre_authorize_escalation: answer === go_allowed };
}

function sentence({ message, next }: PreflightReason): string {
  return `${message} ${next}`;
}
