import { commands, l10n, window, workspace } from 'vscode';

/**
 * Tests of a workspace are programs, and a change is written to its files: both only where the person trusts it. False after
 * they have been told so.
 */
export async function mayWork(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const message = l10n.t(
    'This workspace is not trusted. IAMA shows jobs and evidence here, and runs, writes and answers nothing.',
  );
  if ((await window.showWarningMessage(message, manage)) === manage)
    await commands.executeCommand('workbench.trust.manage');
  return false;
}
