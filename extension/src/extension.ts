import type { ExtensionContext } from 'vscode';
import { compose } from './compose.ts';

/** Starts what the editor shows; all work begins with the first command or a job that is under way. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(...compose(context));
}
