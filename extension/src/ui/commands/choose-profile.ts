import type { ExecutionMode } from '@iama/contracts/job/job';
import { l10n, window } from 'vscode';
import type { Memento, QuickPickItem } from 'vscode';
import { executionIn } from '../../platform/execution-of-job.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';

const KEY = 'execution_profile';

/** What the setting says, or else what was answered in this workspace; null where nobody was asked yet. */
export function knownProfile(memory: Memento): ExecutionMode | null {
  const { execution_profile: profile } = readSettings();
  if (profile !== 'ask') return profile;
  const answered = memory.get(KEY);
  return answered === 'LOCAL_NATIVE' || answered === 'LOCAL_DOCKER' ? answered : null;
}

/**
 * Where tests run, with the risk in words. Asked once in each workspace: the setting says it for all of them, and the answer is
 * kept beside the workspace, because writing its settings would change a file of the person. Null when dismissed.
 */
export async function chooseProfile({
  memory,
  executor,
}: Pick<Parts, 'memory' | 'executor'>): Promise<ExecutionMode | null> {
  const known = knownProfile(memory);
  if (known) return known;
  const problem = await executor.call('container_problem', { execution: executionIn('LOCAL_DOCKER') });
  const native: QuickPickItem = {
    label: l10n.t('On this machine'),
    description: 'LOCAL_NATIVE',
    detail: l10n.t(
      'Tests run in a copy. Risk: where this system cannot hold them in, they have your rights, your files, your network.',
    ),
  };
  const docker: QuickPickItem = {
    label: `${problem ? '$(circle-slash) ' : ''}${l10n.t('In a container')}`,
    description: 'LOCAL_DOCKER',
    detail: problem
      ? problem.code === 'DOCKER_UNAVAILABLE'
        ? l10n.t('Not available: no Docker engine answers. Choose it to see what it said.')
        : l10n.t('Not available: its image is not on this machine. Choose it to see which.')
      : l10n.t('Tests run in a copy, without a network and without your other files. What needs either fails.'),
  };
  for (;;) {
    const placeHolder = l10n.t('Remembered for this workspace; the setting iama.executionProfile says it for all');
    const chosen = await window.showQuickPick([native, docker], {
      title: l10n.t('Where shall tests run?'),
      placeHolder,
    });
    if (!chosen) return null;
    if (chosen === docker && problem) {
      void window.showWarningMessage(`${problem.message} ${problem.next}`);
      continue;
    }
    const mode = chosen === docker ? 'LOCAL_DOCKER' : 'LOCAL_NATIVE';
    await memory.update(KEY, mode);
    return mode;
  }
}
