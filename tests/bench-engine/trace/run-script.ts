import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Answers, Traces } from './traced-program.ts';

/** Run programs by a script of their own language, which reads them as JSON and prints their traces. Throws when it fails. */
export async function runScript(
  command: string,
  script: string,
  sources: readonly string[],
  answers: readonly Answers[],
): Promise<Traces> {
  const child = spawn(command, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const printed = text(child.stdout);
  child.stdin.end(JSON.stringify({ sources, answers }));
  const [code, output] = await Promise.all([ended, printed]);
  if (code !== 0) throw new Error(`${command} ${script} ended with ${code}.`);
  return JSON.parse(output) as Traces;
}
