import { ModelGrant } from '../../core/editor-model/model-grant.ts';
import type { KeptValues } from '../kept-values.ts';

/** Which job may ask which model of the editor, and how often it did. Kept beside the workspace, for the window that comes next. */
export interface ModelGrants {
  /** As it is on disk: another window may have counted since. */
  of(job_id: string): Promise<ModelGrant | null>;
  /** As it was last seen; looked up once for whoever asks first, who then learns of it by `onChange`. */
  known(job_id: string): ModelGrant | null;
  /** Resolves when it is on disk. */
  give(job_id: string, grant: ModelGrant): Promise<void>;
  /** One more request: on disk before it is sent, so that none goes uncounted, whatever ends the editor. */
  count(job_id: string): Promise<void>;
}

export function modelGrants(kept: KeptValues, onChange: () => void): ModelGrants {
  const seen = new Map<string, ModelGrant | null>();

  async function of(job_id: string): Promise<ModelGrant | null> {
    const value = await kept.read(keyOf(job_id));
    const read = value === undefined ? null : (ModelGrant().safeParse(value).data ?? null);
    see(job_id, read);
    return read;
  }

  function see(job_id: string, grant: ModelGrant | null): void {
    const before = seen.get(job_id);
    seen.set(job_id, grant);
    if (grant && (before?.used !== grant.used || before.model_id !== grant.model_id)) onChange();
  }

  async function give(job_id: string, grant: ModelGrant): Promise<void> {
    await kept.write(keyOf(job_id), grant);
    see(job_id, grant);
  }

  return {
    of,
    known(job_id) {
      const known = seen.get(job_id);
      if (known !== undefined) return known;
      seen.set(job_id, null);
      void of(job_id);
      return null;
    },
    give,
    async count(job_id) {
      const grant = await of(job_id);
      if (grant) await give(job_id, { ...grant, used: grant.used + 1 });
    },
  };
}

/** A word of its own, so that it goes with whatever else is kept of the job. */
const keyOf = (job_id: string) => `editor_model ${job_id}`;
