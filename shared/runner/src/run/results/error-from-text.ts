import type { RawCase } from './raw-case.ts';

/** An error told as text: `Name: message`, then the stack. */
export function errorFromText(text: string): NonNullable<RawCase['error']> {
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').trim();
  const first = plain.split('\n')[0] ?? '';
  const named =
    /^(?:Uncaught )?([A-Za-z_][\w.]*(?:Error|Exception|Failure|Exit|Interrupt|Warning))(?: \[[^\]]*\])?(?::\s|$)/.exec(
      first,
    );
  const name = named?.[1] ?? /^panic: /m.exec(plain)?.[0].slice(0, 5) ?? null;
  return { name: name?.slice(name.lastIndexOf('.') + 1) ?? null, message: first, stack: plain };
}
