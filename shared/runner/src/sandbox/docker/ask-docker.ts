import { execFile } from 'node:child_process';

export interface DockerAnswer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** It did not answer in time. */
  readonly late: boolean;
}

/** What the docker program needs to find its engine, and what its containers never see. */
const CLIENT = /^(PATH|HOME|USERPROFILE|XDG_\w+|TMPDIR|DOCKER_\w+|SSH_AUTH_SOCK)$/;
const ANSWER_MS = 10_000;

/** Run the docker program for an answer. Never throws. */
export async function askDocker(program: string, args: readonly string[]): Promise<DockerAnswer> {
  return await new Promise((resolve) => {
    const options = { timeout: ANSWER_MS, env: clientEnvironment(process.env), maxBuffer: 16 * 1024 * 1024 };
    execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ ok: error === null, stdout, stderr, late: error?.killed === true }),
    );
  });
}

/** Pure. */
export function clientEnvironment(parent: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parent).filter((each): each is [string, string] => each[1] !== undefined && CLIENT.test(each[0])),
  );
}
