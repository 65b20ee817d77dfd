import { StatusBarAlignment, ThemeColor, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { attentionOf } from '../core/jobs/describe-job.ts';
import { statusText } from '../core/jobs/status-text.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** The one item in the status bar. */
export function statusItem(center: JobCenter): Disposable[] {
  const item = window.createStatusBarItem('iama.status', StatusBarAlignment.Left, 0);
  item.name = 'IAMA';
  item.command = 'iama.jobs.focus';
  const listening = center.onDidChange(() => {
    const status = statusText(center.jobs().map(attentionOf), l10n.t);
    if (!status) {
      item.hide();
      return;
    }
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.backgroundColor = status.needs_you ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  });
  return [item, listening];
}
