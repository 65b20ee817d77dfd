import type { Spec } from '@iama/contracts/job/spec';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Wants a specification to say this, the first time it is asked about. Files that the new plan does not change cannot be in it,
 * and the person is told.
 */
export function wishOnce(terminal: Pick<Terminal, 'remark'>, wished: SpecContent): (spec: Spec) => SpecContent | null {
  let open = true;
  return (spec) => {
    if (!open) return null;
    open = false;
    const planned = new Set(spec.allowed_files);
    const within = wished.allowed_files.filter((path) => planned.has(path));
    const left = wished.allowed_files.filter((path) => !planned.has(path));
    if (left.length > 0)
      terminal.remark(`The new plan does not change ${left.join(', ')}, which the specification allowed.`);
    // Nothing in common: then the files are those of the plan, and the words are still the person's.
    return { ...wished, allowed_files: within.length > 0 ? within : spec.allowed_files };
  };
}
