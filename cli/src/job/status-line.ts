import type { Terminal } from '../terminal/terminal.ts';

/** The one line at the bottom: what goes on, for how long, and the last thing the work said. */
export interface StatusLine {
  /** A new thing goes on; null when nothing does. */
  begin(what: string | null): void;
  note(detail: string): void;
}

export function createStatusLine(terminal: Terminal): StatusLine {
  let what: string | null = null;
  let detail = '';
  let began = 0;
  let ticking: NodeJS.Timeout | null = null;
  const draw = (): void => {
    if (what === null) return;
    const elapsed = Math.round((performance.now() - began) / 1000);
    terminal.status(`· ${what}${elapsed > 0 ? `  ${elapsed} s` : ''}${detail === '' ? '' : `  ${detail}`}`);
  };
  return {
    begin(next) {
      if (next !== what) began = performance.now();
      what = next;
      detail = '';
      if (ticking) clearInterval(ticking);
      ticking = null;
      if (next === null) terminal.status(null);
      else {
        draw();
        ticking = setInterval(draw, 1000);
        ticking.unref();
      }
    },
    note(text) {
      detail = text;
      draw();
    },
  };
}
