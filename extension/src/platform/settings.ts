import { workspace } from 'vscode';

export interface Settings {
  /** Address of a control plane; empty to use one that runs on this machine. */
  readonly control_plane_url: string;
  /** Where tests run; `ask`: whatever the person answered in this workspace. */
  readonly execution_profile: 'ask' | 'LOCAL_NATIVE';
  /** How long one test suite may take, milliseconds. */
  readonly test_timeout_ms: number;
  /** How long a job may write and measure tests before it edits, milliseconds. */
  readonly lock_budget_ms: number;
}

export function readSettings(): Settings {
  const section = workspace.getConfiguration('iama');
  return {
    control_plane_url: section.get('controlPlane.url', ''),
    // Everything else that may stand there is not available, and asked about.
    execution_profile: section.get('executionProfile') === 'LOCAL_NATIVE' ? 'LOCAL_NATIVE' : 'ask',
    test_timeout_ms: section.get('tests.timeoutSeconds', 300) * 1000,
    lock_budget_ms: section.get('lock.budgetSeconds', 6) * 1000,
  };
}
