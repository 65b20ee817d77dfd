import type { SandboxReport } from '@iama/runner/sandbox/prove-sandbox';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

const LEVELS = {
  container: 'Tests run in a container without a network, on a copy, with your installed packages to be read.',
  namespaces: 'Tests run on this machine, in a copy, in namespaces of their own.',
  limits: 'Tests run on this machine, in a copy, with limits only: they can write elsewhere and reach the network.',
} as const;

/** What was tried and seen, and the level that is reached. */
export function showSandbox(terminal: Terminal, { confinement, docker, mode, proofs }: SandboxReport): void {
  const { paint, width } = terminal;
  for (const { held, detail } of proofs)
    terminal.line((held ? paint.green : paint.red)(bullet(held ? '+' : '-', detail, width)));
  terminal.line();
  terminal.line(`${paint.bold(mode)}  ${LEVELS[confinement.level]}`);
  if (mode === 'LOCAL_DOCKER') return;
  terminal.line(
    docker.available
      ? `LOCAL_DOCKER  The Docker engine ${docker.version ?? ''} answers: \`iama doctor --execution-mode LOCAL_DOCKER\` tries it.`
      : `LOCAL_DOCKER  not available: ${docker.reason ?? ''}`,
  );
}
