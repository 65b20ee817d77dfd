import { collectSlices } from '@iama/runner/context/collect-slices';
import { ContextFiles } from '@iama/runner/context/context-files';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import { resolve } from 'node:path';
import { showContext, showContextText } from '../views/context.ts';
import type { App } from './app.ts';

export interface ContextOptions {
  readonly symbol: string | undefined;
  /** Tokens. */
  readonly budget: number;
  /** The pieces themselves, as they would leave this machine. */
  readonly text: boolean;
}

/** What a model would be shown of a target, and why. Writes nothing, asks no server. */
export async function context(app: App, path: string, options: ContextOptions): Promise<void> {
  const { terminal, folders } = app;
  const signal = app.takeInterrupts();
  const start = resolve(app.cwd, path);
  const workspace = await openFolder(start.replace(/#[^/\\]*$/, ''), app.cwd);
  const target = await resolveTarget(workspace, start, {
    from: app.cwd,
    ...(options.symbol === undefined ? {} : { symbol: options.symbol }),
  });
  const files = new ContextFiles(workspace);
  const collected = await collectSlices({
    workspace,
    files,
    data_dir: folders.data,
    target,
    budget: options.budget,
    signal,
  });
  terminal.record(collected);
  if (options.text) showContextText(terminal, collected);
  else showContext(terminal, collected);
}
