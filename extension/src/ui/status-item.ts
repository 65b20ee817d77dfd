import { StatusBarAlignment, ThemeColor, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { mostUrgent } from '../core/jobs/countdown.ts';
import { attentionOf } from '../core/jobs/describe-job.ts';
import { statusText } from '../core/jobs/status-text.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { Ticker } from './ticker.ts';

/** The one item in the status bar. */
export function statusItem(center: JobCenter, { onTick }: Ticker): Disposable[] {
  const item = window.createStatusBarItem('iama.status', StatusBarAlignment.Left, 0);
  item.name = 'IAMA';
  item.command = 'iama.jobs.focus';
  const show = () => {
    const status = statusText(center.jobs().map(attentionOf), l10n.t, mostUrgent(center.jobs(), Date.now()));
    if (!status) {
      item.hide();
      return;
    }
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.backgroundColor = status.needs_you ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  return [item, center.onDidChange(show), onTick(show)];
}
