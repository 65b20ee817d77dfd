import { EventEmitter } from 'vscode';
import type { Disposable, Event } from 'vscode';
import { tickMs } from '../core/jobs/countdown.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** Says when a row or the status bar shows an old time. */
export interface Ticker extends Disposable {
  readonly onTick: Event<void>;
}

/** The only timer of the interface. It runs while a job does, and each second only while one counts down. */
export function ticker(center: JobCenter): Ticker {
  const ticked = new EventEmitter<void>();
  let timer: NodeJS.Timeout | null = null;
  let pace: number | null = null;

  function set(): void {
    const wanted = tickMs(center.jobs(), Date.now());
    if (wanted === pace) return;
    stop();
    pace = wanted;
    if (wanted !== null) timer = setInterval(() => tick(), wanted);
  }

  function tick(): void {
    ticked.fire();
    set();
  }

  function stop(): void {
    if (timer) clearInterval(timer);
    timer = null;
  }

  const listening = center.onDidChange(set);
  return {
    onTick: ticked.event,
    dispose() {
      stop();
      listening.dispose();
      ticked.dispose();
    },
  };
}
