const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Text as UTF-8 bytes, with the BOM it had when it was read. */
export function encodeText(text: string, bom: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  return bom ? Buffer.concat([BOM, bytes]) : bytes;
}
