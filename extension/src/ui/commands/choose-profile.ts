import type { ExecutionMode } from '@iama/contracts/job/job';
import { l10n, window } from 'vscode';
import type { Memento, QuickPickItem } from 'vscode';
import { readSettings } from '../../platform/settings.ts';

const KEY = 'execution_profile';

/**
 * Where tests run, with the risk in words. Asked once in each workspace: the setting says it for all of them, and the answer is
 * kept beside the workspace, because writing its settings would change a file of the person. Null when dismissed.
 */
export async function chooseProfile(memory: Memento): Promise<ExecutionMode | null> {
  if (readSettings().execution_profile === 'LOCAL_NATIVE' || memory.get(KEY) === 'LOCAL_NATIVE') return 'LOCAL_NATIVE';
  const native: QuickPickItem = {
    label: l10n.t('On this machine'),
    description: 'LOCAL_NATIVE',
    detail: l10n.t('Risk: tests run in a copy, but with your rights, your files, your network.'),
  };
  const docker: QuickPickItem = {
    label: `$(circle-slash) ${l10n.t('In a container')}`,
    description: 'LOCAL_DOCKER',
    detail: l10n.t('Not available: this version cannot run tests in a container, and does not pretend to.'),
  };
  for (;;) {
    const placeHolder = l10n.t('Remembered for this workspace; the setting iama.executionProfile says it for all');
    const chosen = await window.showQuickPick([native, docker], {
      title: l10n.t('Where shall tests run?'),
      placeHolder,
    });
    if (!chosen) return null;
    if (chosen === native) break;
  }
  await memory.update(KEY, 'LOCAL_NATIVE');
  return 'LOCAL_NATIVE';
}
