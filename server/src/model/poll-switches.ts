import type { SwitchWatch } from '../app/ports/switch-watch.ts';
import type { KillSwitch } from '../domain/kill-switch/kill-scope.ts';

type FindSwitch = (switches: readonly KillSwitch[], call: Parameters<SwitchWatch['begin']>[0]) => KillSwitch | null;

interface Options {
  readonly read: () => Promise<readonly KillSwitch[]>;
  readonly find: FindSwitch;
  readonly every_ms: number;
  /** A look failed; the next one comes. */
  readonly onFailure: (error: unknown) => void;
}

/** One look for all calls of this process, and none while nothing is called. */
export function pollSwitches({ read, find, every_ms, onFailure }: Options): SwitchWatch {
  const watched = new Set<(switches: readonly KillSwitch[]) => void>();
  let timer: NodeJS.Timeout | null = null;

  const again = (): void => {
    if (timer !== null || watched.size === 0) return;
    timer = setTimeout(() => {
      void read()
        .then((switches) => {
          for (const look of watched) look(switches);
        }, onFailure)
        .finally(() => {
          timer = null;
          again();
        });
    }, every_ms);
    timer.unref();
  };

  return {
    async begin(call) {
      const abort = new AbortController();
      let off = find(await read(), call);
      const look = (switches: readonly KillSwitch[]): void => {
        off ??= find(switches, call);
        if (off !== null) abort.abort();
      };
      look([]);
      watched.add(look);
      again();
      return { signal: abort.signal, off: () => off, done: () => void watched.delete(look) };
    },
  };
}
