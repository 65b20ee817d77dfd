import { execFile } from 'node:child_process';

/** Whether LOCAL_DOCKER can be had. `reason` says for people why not; null when it can. */
export interface DockerEngine {
  readonly available: boolean;
  readonly version: string | null;
  readonly reason: string | null;
}

const ANSWER_MS = 5000;

/** Asks the engine itself: a `docker` on PATH says nothing about one that runs. */
export async function findDocker(path: string | undefined = process.env['PATH']): Promise<DockerEngine> {
  const args = ['version', '--format', '{{.Server.Version}}'];
  return await new Promise((resolve) => {
    execFile('docker', args, { timeout: ANSWER_MS, env: { ...process.env, PATH: path } }, (error, stdout, stderr) => {
      const version = stdout.trim();
      if (!error && version !== '') resolve({ available: true, version, reason: null });
      else resolve({ available: false, version: null, reason: reasonOf(error, stderr) });
    });
  });
}

function reasonOf(error: (Error & { code?: unknown; killed?: boolean }) | null, stderr: string): string {
  if (error?.code === 'ENOENT') return 'There is no docker on PATH.';
  if (error?.killed === true) return `The Docker engine did not answer within ${ANSWER_MS / 1000} s.`;
  const [first] = stderr.split('\n').filter((line) => line.trim() !== '');
  return `The Docker engine does not answer: ${first ?? 'no message'}`;
}
