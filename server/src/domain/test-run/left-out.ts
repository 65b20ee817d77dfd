/** Which cases the person has left out: by the case's id, or by its suite's. */
export function leftOut(quarantined: readonly string[]): (suite_id: string, test_id?: string) => boolean {
  const ids = new Set(quarantined);
  return (suite_id, test_id) => ids.has(suite_id) || (test_id !== undefined && ids.has(test_id));
}
