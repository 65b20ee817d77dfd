import type { LogOutputChannel } from 'vscode';

export interface RecentLog {
  readonly log: LogOutputChannel;
  /** The newest lines, oldest first, whether or not the log shows their level. */
  lines(): readonly string[];
}

const MOST = 300;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

/** A log that also remembers its last lines: what an output channel was given cannot be read from it. */
export function recentLog(channel: LogOutputChannel): RecentLog {
  const lines: string[] = [];
  const levels: Partial<LogOutputChannel> = {};
  for (const level of LEVELS) {
    levels[level] = (message: string | Error, ...rest: unknown[]) => {
      lines.push(`${new Date().toISOString()} ${level} ${String(message)}`);
      lines.splice(0, Math.max(0, lines.length - MOST));
      channel[level](String(message), ...rest);
    };
  }
  const log = new Proxy(channel, {
    get(target, name) {
      const own = Reflect.get(levels, name) as unknown;
      if (own !== undefined) return own;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { log, lines: () => lines };
}
