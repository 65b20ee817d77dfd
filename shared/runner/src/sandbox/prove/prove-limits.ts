import { createHash } from 'node:crypto';
import { tryLine } from './proof.ts';
import type { Proof, ProofPlace } from './proof.ts';

const SMALL_KIB = 1024 * 1024;
const HOG =
  'const held = []; for (let i = 0; i < 24; i += 1) held.push(Buffer.alloc(64 * 2 ** 20, 1)); console.log("all " + held.length)';
const OUTPUT_BYTES = 4 * 2 ** 20;

/** A run tries to take 1.5 GiB where 1 GiB is allowed. */
export async function proveMemory(place: ProofPlace): Promise<Proof> {
  const property = 'memory_is_limited';
  if (place.confinement.memory_kib === null)
    return { property, held: false, detail: 'This system has no memory limit for a process that a shell could set.' };
  const small = await tryLine(place, `"$IAMA_NODE" -e 'console.log("small")'`, { memory_kib: SMALL_KIB });
  const large = await tryLine(place, `"$IAMA_NODE" -e '${HOG}'`, { memory_kib: SMALL_KIB });
  const held = small.stdout.includes('small') && !large.stdout.includes('all 24') && large.exit_code !== 0;
  const gib = place.confinement.memory_kib / 1024 / 1024;
  const detail = held
    ? `A process that took more than it may was stopped; runs get ${gib} GiB per process.`
    : `A process could take more than its limit (exit code ${large.exit_code}).`;
  return { property, held, detail };
}

/** A secret of the person’s environment is looked for from inside. */
export async function proveEnvironment(place: ProofPlace): Promise<Proof> {
  const parent = { ...process.env, IAMA_PROOF_TOKEN: 'a-secret-of-the-person' };
  const { stdout } = await tryLine(place, 'env', { parent });
  const held = stdout.includes('PATH=') && !stdout.includes('a-secret-of-the-person');
  const names = stdout.split('\n').filter((line) => /^\w+=/.test(line)).length;
  const detail = held
    ? `A run sees ${names} variables of the allow-list and no token.`
    : 'A run could read a token from the environment.';
  return { property: 'environment_is_reduced', held, detail };
}

/**
 * 4 MiB on one stream, and as much with a last word on the other, have to arrive whole from programs that end at once. One after the
 * other: which of two streams is read first is up to whoever carries them.
 */
export async function proveOutput(place: ProofPlace): Promise<Proof> {
  const { stdout, exit_code } = await tryLine(place, `"$IAMA_NODE" -e '${printing('stdout', '')}'`);
  const errors = await tryLine(place, `"$IAMA_NODE" -e '${printing('stderr', 'the last word')}'`);
  const isWhole = hash(stdout) === hash(expected());
  const held = isWhole && exit_code === 3 && errors.output_tail.includes('the last word') && errors.exit_code === 3;
  const detail = held
    ? `${OUTPUT_BYTES / 2 ** 20} MiB of output, the last word on the error stream and the exit code came through unchanged.`
    : `Output was lost or changed: ${stdout.length} of ${OUTPUT_BYTES} characters${isWhole ? '' : ', not as they were'}, exit codes ${exit_code} and ${errors.exit_code}.`;
  return { property: 'output_is_intact', held, detail };
}

function printing(stream: 'stdout' | 'stderr', last: string): string {
  return `let s = ""; for (let i = 0; s.length < ${OUTPUT_BYTES}; i += 1) s += i + "\\n"; process.${stream}.write(s.slice(0, ${OUTPUT_BYTES}) + "${last}", () => process.exit(3))`;
}

function expected(): string {
  let text = '';
  for (let at = 0; text.length < OUTPUT_BYTES; at += 1) text += `${at}\n`;
  return text.slice(0, OUTPUT_BYTES);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
