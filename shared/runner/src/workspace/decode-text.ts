/** Bytes as text, or why they are not text. The BOM is taken off and remembered. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly bom: boolean }
  | { readonly ok: false; readonly reason: string };

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 or nothing: a file in another encoding would be damaged by writing it back. */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'LE' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'BE' : null;
  if (wide !== null) return { ok: false, reason: `It is UTF-16${wide}; convert it to UTF-8 to have it read.` };
  if (bytes.includes(0)) return { ok: false, reason: 'It is binary or not UTF-8 (it contains NUL bytes).' };
  try {
    const text = UTF8.decode(bytes);
    return text.startsWith('\uFEFF') ? { ok: true, text: text.slice(1), bom: true } : { ok: true, text, bom: false };
  } catch {
    return { ok: false, reason: 'It is not valid UTF-8; convert it to UTF-8 to have it read.' };
  }
}
