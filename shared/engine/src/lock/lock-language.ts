/** Languages whose behaviour can be pinned. */
export type LockLanguage = 'script' | 'python';

/** Of source code only: declarations, and stubs of Python, do nothing. Null for everything else. Pure. */
export function lockLanguageOf(path: string): LockLanguage | null {
  if (/(?<!\.d)\.[cm]?[jt]sx?$/.test(path)) return 'script';
  return path.endsWith('.py') ? 'python' : null;
}
