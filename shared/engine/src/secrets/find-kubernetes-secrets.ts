import type { Secret } from './secret.ts';

const KIND = /^[ \t]*kind:[ \t]*["']?secret["']?[ \t]*$/im;
const DATA = /^([ \t]*)(?:data|stringData):[ \t]*$/gim;
const ENTRY = /^[ \t]+[\w.-]+:[ \t]*(?:(?:\||>)[-+]?\s+)?["']?([A-Za-z0-9+/]{10,}={0,3})["']?[ \t]*$/gm;

/** The values of a Kubernetes `Secret`, document by document: base64 is no protection. */
export function* findKubernetesSecrets(text: string): Iterable<Secret> {
  if (!/kind:[ \t]*["']?secret/i.test(text)) return;
  let offset = 0;
  for (const part of text.split(/^---/m)) {
    if (KIND.test(part)) yield* valuesOf(part, offset);
    offset += part.length + 3;
  }
}

function* valuesOf(part: string, offset: number): Iterable<Secret> {
  for (const data of part.matchAll(DATA)) {
    const from = data.index + data[0].length;
    // The block ends where a line stands no deeper than `data:` itself.
    const rest = part.slice(from);
    const end = rest.search(new RegExp(`\\n[ \\t]{0,${data[1]?.length ?? 0}}[^\\s#]`));
    const block = end === -1 ? rest : rest.slice(0, end);
    for (const entry of block.matchAll(ENTRY)) {
      const value = entry[1] ?? '';
      const start = offset + from + entry.index + entry[0].lastIndexOf(value);
      yield { start, end: start + value.length, type: 'KUBERNETES_SECRET' };
    }
  }
}
