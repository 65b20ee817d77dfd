import { access } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Uri, workspace } from 'vscode';
import type { ChosenTarget } from './commands/choose-target.ts';
import type { Parts } from './parts.ts';

/**
 * What a tool was pointed at: a path in one of the open folders, in the order in which they are open. Throws what the executor
 * says about a path that none of them has.
 */
export async function toolTarget(
  { executor }: Parts,
  { path, symbol }: { readonly path: string; readonly symbol?: string | undefined },
): Promise<ChosenTarget> {
  const found = await placeOf(path);
  const place = found ?? path;
  const [folder] = workspace.workspaceFolders ?? [];
  const opened = await executor.call('open_workspace', { path: found ?? folder?.uri.fsPath ?? path });
  return {
    workspace: opened,
    target: await executor.call('resolve_target', { workspace: opened, place, symbol: symbol ?? null }),
  };
}

/** Absolute, and in an open folder: an agent does not lead out of what the person has opened. */
async function placeOf(path: string): Promise<string | null> {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const place = isAbsolute(path) ? path : join(uri.fsPath, path);
    if (workspace.getWorkspaceFolder(Uri.file(place)) && (await exists(place))) return place;
  }
  return null;
}

function exists(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  );
}
