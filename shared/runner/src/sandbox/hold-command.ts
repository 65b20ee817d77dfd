import type { TestFramework } from '@iama/contracts/test-run/suite';
import { confineLine } from './confine-line.ts';
import type { Confinement } from './confinement.ts';
import { clientEnvironment } from './docker/ask-docker.ts';
import { containerLine } from './docker/container-line.ts';
import { imageOf } from './docker/images.ts';
import { removeContainer } from './docker/remove-containers.ts';
import { placesOf } from './find-confinement.ts';

export interface CommandToHold {
  readonly line: string;
  readonly framework: TestFramework;
  readonly cwd: string;
  /** Of a native run all of its environment; of a container what it has beyond its image's. */
  readonly env: Readonly<Record<string, string>>;
  /** The only place that stays writable, with everything below it. */
  readonly writable: string;
  /** What a container has besides, to be read. Native runs read what the person may. */
  readonly readable: readonly string[];
  /** `NAME=value` of the run's folder. */
  readonly mark: string;
  /** Tells runs of one folder apart. */
  readonly index: number;
}

export interface HeldCommand {
  readonly line: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends what is not below the shell, and waits for it. */
  readonly stop?: () => Promise<void>;
}

/** How a line has to be started so that it is held in. Pure but for `stop`. */
export function holdCommand(wanted: CommandToHold, confinement: Confinement | undefined): HeldCommand {
  const { line, framework, cwd, env, writable, readable, mark, index } = wanted;
  if (!confinement) return { line, env };
  const places = placesOf([writable]);
  if (confinement.level !== 'container') return { line: confineLine(line, confinement, places), env };
  const run_id = mark.slice(mark.indexOf('=') + 1);
  const name = `iama-${run_id}-${index}`;
  const image = imageOf(confinement.images, framework);
  const run = { line, image, name, run_id, cwd, env, readable, ...places };
  return {
    line: containerLine(run, confinement),
    env: clientEnvironment(process.env),
    stop: () => removeContainer(confinement.program, name),
  };
}
