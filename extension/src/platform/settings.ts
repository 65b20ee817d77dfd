import type { ExecutionMode } from '@iama/contracts/job/job';
import { LockMode, LockSettings } from '@iama/contracts/test-run/lock';
import { workspace } from 'vscode';

export interface Settings {
  /** Address of a control plane; empty to use one that runs on this machine. */
  readonly control_plane_url: string;
  /** Where tests run; `ask`: whatever the person answered in this workspace. */
  readonly execution_profile: 'ask' | ExecutionMode;
  /** What tests run in, in a container; null for the default image of each language. */
  readonly docker_image: string | null;
  /** Tests on this machine may use the network and write wherever the person may. */
  readonly unconfined: boolean;
  /** How long one test suite may take, milliseconds. */
  readonly test_timeout_ms: number;
  /** How long a job may write and measure tests before it edits, milliseconds. */
  readonly lock_budget_ms: number;
  /** Requests that one job may make to a model of this editor. */
  readonly editor_model_most: number;
  /** The family of models that is offered first; empty for none. */
  readonly editor_model_family: string;
  /** What is pinned before an edit; undefined: as the code of the target allows. */
  readonly lock_mode: LockMode | undefined;
  /** Who writes tests of a goal's specification; undefined: as the control plane has it. */
  readonly tests_by: LockSettings['tests_by'];
}

export function readSettings(): Settings {
  const section = workspace.getConfiguration('iama');
  return {
    control_plane_url: section.get('controlPlane.url', ''),
    execution_profile: profileOf(section.get('executionProfile')),
    docker_image: section.get('docker.image', '').trim() || null,
    unconfined: section.get('tests.unconfined', false),
    test_timeout_ms: section.get('tests.timeoutSeconds', 300) * 1000,
    lock_budget_ms: section.get('lock.budgetSeconds', 6) * 1000,
    editor_model_most: section.get('editorModel.maxRequestsPerJob', 30),
    editor_model_family: section.get('editorModel.family', ''),
    lock_mode: LockMode.safeParse(section.get('lock.mode')).data,
    tests_by: LockSettings.shape.tests_by.safeParse(section.get('lock.testsBy')).data,
  };
}

/** Whatever else may stand there is asked about. */
function profileOf(value: unknown): Settings['execution_profile'] {
  return value === 'LOCAL_NATIVE' || value === 'LOCAL_DOCKER' ? value : 'ask';
}
