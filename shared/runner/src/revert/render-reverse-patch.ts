import type { Patch } from '@iama/contracts/patch/patch';
import { renderUnifiedDiff } from '@iama/engine/patch/render-unified-diff';
import { reversePatch } from '@iama/engine/patch/reverse-patch';
import type { ObjectStore } from '../snapshot/object-store.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { encodeText } from '../workspace/encode-text.ts';

/** The applied patches backwards, newest first, as text for `git apply` or for reading. */
export async function renderReversePatch(store: ObjectStore, patches: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const hash of patches.toReversed()) {
    const patch = JSON.parse(Buffer.from(await store.get(hash)).toString('utf8')) as Patch;
    const texts = new Map<string, { text: string; bom: boolean }>();
    for (const file of patch.files) {
      if (file.base_sha256 === null) continue;
      const decoded = decodeText(await store.get(file.base_sha256));
      if (decoded.ok) texts.set(file.path, decoded);
    }
    const reversed = reversePatch(
      patch,
      (path) => texts.get(path)?.text ?? null,
      (path, text) => encodeText(text, texts.get(path)?.bom ?? false),
    );
    parts.push(renderUnifiedDiff(reversed));
  }
  return parts.join('');
}
