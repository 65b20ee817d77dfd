import { findSecrets } from '@iama/engine/secrets/find-secrets';
import { maskStream } from '@iama/engine/secrets/mask-stream';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import { canaries } from '@iama/engine/secrets/testing/canaries';
import { figure } from './figure.ts';
import type { Figure } from './figure.ts';
import { generatedRepository } from './generated-repository.ts';
import { diceOf } from './trace/dice.ts';

const BYTES = 12_000_000;
const ROUNDS = 5;
const PIECE = 4096;

/** How much text a second is searched for secrets, whole and as a stream, and how many of fifty kinds get past. */
export function measureSecrets(seed: number, draws: number): readonly Figure[] {
  const dice = diceOf(seed);
  const texts = [...generatedRepository({ files: 2000, bytes: BYTES, files_with_flag: 0 }, seed).values()];
  const size = texts.reduce((sum, text) => sum + text.length, 0) / 1_000_000;
  const search = median(() => texts.map((text) => findSecrets(text).length));
  const false_alarms = texts.reduce((sum, text) => sum + findSecrets(text).length, 0);
  const lines = canaries((limit) => dice.below(limit)).map(({ line }) => line);
  // A secret of each kind in a quarter of the text, as output that prints them all would have it.
  const output = texts
    .slice(0, 500)
    .map((text, at) => `${text}\n${lines[at % lines.length]}\n`)
    .join('');
  const stream = median(() => {
    const masked = maskStream(secretGate(new Uint8Array(32)));
    for (let at = 0; at < output.length; at += PIECE) masked.push(output.slice(at, at + PIECE));
    return masked.end();
  });

  let planted = 0;
  const passed = new Map<string, number>();
  for (let draw = 0; draw < draws; draw += 1) {
    for (const { kind, secret, line } of canaries((limit) => dice.below(limit))) {
      planted += 1;
      const masked = secretGate(new Uint8Array(32)).mask(line);
      if (secret.split('\n').some((part) => masked.includes(part))) passed.set(kind, (passed.get(kind) ?? 0) + 1);
    }
  }
  const missed = [...passed.values()].reduce((sum, each) => sum + each, 0);
  for (const [kind, count] of passed) console.log(`        got past: ${kind} (${count})`);
  return [
    figure('text searched for secrets', (size / search) * 1000, { at_least: 10 }, 'MB/s'),
    figure('output masked as a stream', (output.length / 1_000_000 / stream) * 1000, { at_least: 10 }, 'MB/s'),
    figure(`secrets found in ${size.toFixed(0)} MB of source that has none`, false_alarms, { at_most: 0 }, 'places'),
    // Dice sometimes make a key without a digit in which upper and lower case hardly change.
    figure(`secrets of 50 kinds found, of ${planted}`, 100 - (100 * missed) / planted, { at_least: 99.9 }, '%'),
  ];
}

function median(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }).toSorted((a, b) => a - b);
  return times[Math.floor(ROUNDS / 2)] ?? 0;
}
