import type { NativeConfinement } from './confinement.ts';
import { quote } from './quote.ts';

export interface ConfinedPlaces {
  /** Absolute paths that stay writable, and everything below them. */
  readonly writable: readonly string[];
  readonly uid: number;
  readonly gid: number;
}

/**
 * A shell line that runs `line` held in. Exit codes pass through. Pure.
 *
 * Two user namespaces: the outer one may arrange mounts; the inner one, where the line runs as the person, owns neither
 * mounts nor network of the outer one and so cannot undo what was arranged, not even as root.
 */
export function confineLine(line: string, confinement: NativeConfinement, places: ConfinedPlaces): string {
  const limited = confinement.memory_kib === null ? line : `ulimit -d ${confinement.memory_kib} && { ${line}\n}`;
  if (confinement.level === 'limits') return limited;
  const { uid, gid } = places;
  const inner = `unshare --user --map-user=${uid} --map-group=${gid} -- /bin/sh -c ${quote(limited)}`;
  // Not `exec`: the shell stays as process 1, which has to reap orphans and must not be the test tool itself.
  const script = [...arrange(places.writable), inner, 'exit $?'].join('\n');
  return `exec unshare --user --map-root-user --net --mount --ipc --pid --fork --kill-child -- /bin/sh -c ${quote(script)}`;
}

/** What makes everything but the writable places read-only. A step that fails ends the run before the line is reached. */
function arrange(writable: readonly string[]): readonly string[] {
  const own = writable.map((place) => `mount --bind ${quote(place)} ${quote(place)} || exit 125`);
  const spared = ['/proc', ...writable].map((place) => `${escapePattern(place)}|${escapePattern(place)}/*`).join('|');
  return [
    'mount --make-rprivate / || exit 125',
    'ip link set lo up || exit 125',
    ...own,
    'mount -t proc proc /proc 2>/dev/null',
    // Sockets of daemons (Docker, D-Bus, agents) are a way out that neither mounts nor the network close.
    `case ${quote(writable.join('\n'))} in /run/*|*'\n/run/'*) ;; *) mount -t tmpfs -o mode=755 tmpfs /run 2>/dev/null ;; esac`,
    // Flags that a mount has must be repeated: the kernel does not let go of them here.
    'while read -r _ _ _ _ point options _; do',
    // No program is started for any of it: a machine may have hundreds of mounts, and each run comes through here.
    String.raw`  case $point in *\\*) point=$(printf %b "$point") ;; esac`,
    `  case $point in ${spared}) continue ;; esac`,
    '  keep=',
    `  IFS=,; for flag in $options; do case $flag in nosuid|nodev|noexec|noatime|nodiratime|relatime) keep="$keep$flag," ;; esac; done; unset IFS`,
    '  mount -o "remount,bind,${keep}ro" "$point" 2>/dev/null',
    'done < /proc/self/mountinfo',
    'mount -t tmpfs -o mode=1777 tmpfs /dev/shm 2>/dev/null',
    'cd "$PWD" || exit 125',
  ];
}

function escapePattern(path: string): string {
  return path.replaceAll(/[^\w/.-]/g, String.raw`\$&`);
}
