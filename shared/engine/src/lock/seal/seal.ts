/** What a sealed file is for. `golden`: snapshots and recorded results. */
export type SealedRole = 'test' | 'golden' | 'config';

/** What was true when behaviour was pinned. Everything in it has to be true after the edit as well. */
export interface Seal {
  readonly schema_version: 1;
  /** Tests, goldens and configuration, by path: SHA-256 of the bytes. */
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly role: SealedRole }[];
  readonly suites: readonly SealedSuite[];
}

export interface SealedSuite {
  readonly suite_id: string;
  /** The shell line that ran it. */
  readonly line: string;
  readonly collected: number;
  readonly skipped: number;
  /** Ids of tests that passed every time. */
  readonly steady: readonly string[];
}

const GOLDEN =
  /(^|\/)(__snapshots__|snapshots?|goldens?|__image_snapshots__|cassettes|approvals?)\/|\.(snap|golden|approved\.\w+)$/i;
const CONFIG =
  /(^|\/)(\.mocharc(\.\w+)?|mocha\.opts|jest\.config\.\w+|jest\.setup\.\w+|vitest\.(config|workspace|setup)\.\w+|vite\.config\.\w+|babel\.config\.\w+|\.babelrc(\.\w+)?|tsconfig(\.[\w-]+)?\.json|pytest\.ini|tox\.ini|setup\.cfg|conftest\.py|sitecustomize\.py|usercustomize\.py|pyproject\.toml|\.pytest\.ini|\.nycrc(\.\w+)?|\.c8rc(\.\w+)?|ava\.config\.\w+|karma\.conf\.\w+|\.taprc|\.npmrc|\.node-version|\.nvmrc)$/;
const TEST =
  /(^|\/)(__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|fixtures)\/|[._-](test|tests|spec|characterization)\.[cm]?[jt]sx?$|(^|\/)(test_[^/]+|[^/]+_test)\.(py|go)$|(^|\/)tests?\.[cm]?[jt]s$/i;

/** What a path is to the seal; null for everything else. `package.json` is looked at by its test lines instead. */
export function sealedRoleOf(path: string): SealedRole | null {
  if (/(^|\/)node_modules\//.test(path)) return null;
  if (CONFIG.test(path)) return 'config';
  if (GOLDEN.test(path)) return 'golden';
  return TEST.test(path) ? 'test' : null;
}
