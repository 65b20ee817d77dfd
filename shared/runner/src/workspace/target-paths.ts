import type { Target } from '@iama/contracts/workspace/target';

/** Whether a path belongs to what the person pointed at. */
export function isInTarget(target: Target, path: string): boolean {
  return (
    target.path === '.' || path === target.path || (target.kind === 'folder' && path.startsWith(`${target.path}/`))
  );
}
