/** True when failures repeat without progress: A-A-A, or A-B-A-B. `fingerprints` are one tier's, oldest first. */
export function isStuck(fingerprints: readonly string[]): boolean {
  const [fourth, third, second, last] = [-4, -3, -2, -1].map((index) => fingerprints.at(index));
  if (third !== undefined && third === last) {
    if (second === last) return true;
    return fourth !== undefined && fourth === second;
  }
  return false;
}
