import type { Spec } from '@iama/contracts/job/spec';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import { wishWithin } from '@iama/engine/spec/wish-within';
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
    const { content, left } = wishWithin(wished, spec);
    if (left.length > 0)
      terminal.remark(`The new plan does not change ${left.join(', ')}, which the specification allowed.`);
    return content;
  };
}
