import type { PinnedCall } from '../pinned-call.ts';
import { pythonCall, pythonSubject } from './call-code.ts';

const LONGEST = 70;

/** `test_slug_a_b_returns_a_b`: of letters and digits of any script, unique in the file. */
export function testName({ plan, observation }: PinnedCall, mask: (text: string) => string, used: Set<string>): string {
  const call =
    plan.form === 'value'
      ? pythonSubject(plan)
      : `${pythonSubject(plan)} ${pythonCall({ ...plan, form: 'function', path: [] }, plan.args)}`;
  const came = observation.value
    ? (observation.value.literal ?? observation.value.shape)
    : (observation.error?.name ?? '');
  const does =
    plan.form === 'value' ? 'is' : observation.error ? 'raises' : plan.form === 'construct' ? 'makes' : 'returns';
  const later = plan.setup ? ' later' : '';
  const words = mask(`${call}${later} ${does} ${plan.form === 'construct' && !observation.error ? '' : came}`)
    .replaceAll(/(?<!\w)-(?=\d)/g, 'minus ')
    .replaceAll(/(\d)\.(?=\d)/g, '$1 point ')
    .replaceAll(/\b(?:spy|lambda|SimpleNamespace)\b/g, ' ')
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/[^\w\p{ID_Continue}]/gu, '')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase();
  const cut = words.length > LONGEST ? words.slice(0, LONGEST).replace(/_[^_]*$/, '') : words;
  const name = `test_${cut}`.normalize('NFKC');
  let unique = name;
  for (let number = 2; used.has(unique); number += 1) unique = `${name}_${number}`;
  used.add(unique);
  return unique;
}
