import { ApiError } from '@iama/client/api-error';
import { commands, l10n, window } from 'vscode';
import { refusalWords } from '../core/plan-usage/refusal-words.ts';
import type { Usage } from '../core/usage/usage-event.ts';
import { ConnectionError } from '../platform/control-plane-access.ts';
import { ExecutorError } from '../platform/executor-process.ts';

/** Runs what a command does; whatever goes wrong becomes one sentence with what to do next. */
export async function explained(log: (line: string) => void, work: () => Promise<void>, usage?: Usage): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExecutorError && error.code === 'CANCELLED') return;
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    usage?.note({ name: 'command_failed', code: partsOf(error).code });
    await show(error);
  }
}

async function show(error: unknown): Promise<void> {
  const { message, next, code } = partsOf(error);
  const actions = ACTIONS[code] ?? [];
  const titles = actions.map(([title]) => title());
  const chosen = await window.showErrorMessage(
    [message, next].filter(Boolean).join(' '),
    ...titles,
    l10n.t('Show Log'),
  );
  const action = actions.find(([title]) => title() === chosen);
  if (action) await commands.executeCommand(...action[1]);
  else if (chosen !== undefined) await commands.executeCommand('iama.showLog');
}

function partsOf(error: unknown): { message: string; next: string; code: string } {
  if (error instanceof ApiError && error.code === 'QUOTA_EXCEEDED') {
    return { ...refusalWords(error.problem?.resets_at, Date.now(), l10n.t), code: error.code };
  }
  if (error instanceof ApiError || error instanceof ExecutorError || error instanceof ConnectionError) {
    return { message: error.message, next: error.next, code: error.code };
  }
  return { message: error instanceof Error ? error.message : String(error), next: '', code: 'INTERNAL' };
}

type Action = readonly [title: () => string, command: [string, ...string[]]];

const SIGN_IN: Action = [() => l10n.t('Sign In'), ['iama.signIn']];
const SHOW_USAGE: Action = [() => l10n.t('Show Usage'), ['iama.showUsage']];
const SET_ADDRESS: Action = [
  () => l10n.t('Set Address'),
  ['workbench.action.openSettings', '@ext:iama.extension controlPlane'],
];

const ACTIONS: Readonly<Record<string, readonly Action[]>> = {
  NO_CONTROL_PLANE: [SET_ADDRESS],
  SERVER_UNREACHABLE: [SET_ADDRESS],
  NOT_SIGNED_IN: [SIGN_IN],
  QUOTA_EXCEEDED: [SHOW_USAGE],
};
