import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Vscode } from './start-vscode.ts';

const Manifest = z.object({
  name: z.string(),
  publisher: z.string(),
  contributes: z.object({
    commands: z.array(
      z.object({
        command: z.string(),
        title: z.string(),
        category: z.string().optional(),
        enablement: z.string().optional(),
      }),
    ),
    menus: z
      .object({ commandPalette: z.array(z.object({ command: z.string(), when: z.string().optional() })).default([]) })
      .default({ commandPalette: [] }),
  }),
});
const Texts = z.record(z.string(), z.union([z.string(), z.object({ message: z.string() })]));

/** A command as the palette shows it. */
export interface PaletteCommand {
  readonly id: string;
  /** With its category: `IAMA: Cancel Job`. */
  readonly title: string;
  /** Never, always, or only in a state that the test would have to make. */
  readonly shown: 'always' | 'never' | 'sometimes';
}

export interface InstalledExtension {
  readonly id: string;
  readonly commands: readonly PaletteCommand[];
}

/** What the one extension that a test installed says about itself, in English. */
export async function readManifest({ extensions_dir }: Pick<Vscode, 'extensions_dir'>): Promise<InstalledExtension> {
  const folders = (await readdir(extensions_dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const [folder, ...others] = folders;
  if (!folder || others.length > 0) throw new Error(`${extensions_dir} has ${folders.length} extensions, not one.`);
  const place = join(extensions_dir, folder.name);
  const manifest = Manifest.parse(JSON.parse(await readFile(join(place, 'package.json'), 'utf8')));
  const texts = Texts.parse(JSON.parse(await readFile(join(place, 'package.nls.json'), 'utf8').catch(() => '{}')));
  const { commands, menus } = manifest.contributes;
  return {
    id: `${manifest.publisher}.${manifest.name}`,
    commands: commands.map(({ command, title, category, enablement }) => ({
      id: command,
      title: [category, title].flatMap((text) => (text === undefined ? [] : [localised(text, texts)])).join(': '),
      shown: whenShown([
        enablement,
        ...menus.commandPalette.flatMap((item) => (item.command === command ? [item.when] : [])),
      ]),
    })),
  };
}

/** `%command.cancel%` stands for a text of package.nls.json. */
function localised(text: string, texts: z.infer<typeof Texts>): string {
  const key = /^%(.+)%$/.exec(text)?.[1];
  if (key === undefined) return text;
  const found = texts[key];
  if (found === undefined) throw new Error(`package.nls.json has no ${key}.`);
  return typeof found === 'string' ? found : found.message;
}

function whenShown(conditions: readonly (string | undefined)[]): PaletteCommand['shown'] {
  const stated = conditions.filter((when) => when !== undefined);
  if (stated.includes('false')) return 'never';
  return stated.length === 0 ? 'always' : 'sometimes';
}
