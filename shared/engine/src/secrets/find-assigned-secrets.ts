import { entropyOf } from './entropy-of.ts';
import { isFiller } from './is-filler.ts';
import type { Secret } from './secret.ts';

/** Words in a name that say that its value is secret. */
const WORD =
  /passw(?:or)?d|passphrase|secret|token|credential|creds|api[_.-]?key|apikey|auth|access|private[_.-]?key|key|pwd|api/gi;

/**
 * From the word to the value: the rest of the name, how it is closed, what assigns, how the value is opened. Only after a name
 * in quotes a comma assigns.
 */
const TO_VALUE =
  /[\w.-]{0,40}(?:(?:["'`]|\\")\]?[ \t]*(?:=>|:=|[:=,>])|[ \t]*(?:=>|:=|::|\?=|\|\|=?|[:=>])|\()[ \t]*(?:[a-zA-Z]{1,2}(?=["'`]))?(["'`]|\\")?/y;
const QUOTED = /[^\s"'`\\<>{}]{8,200}/y;
const BARE = /[\w.=+/~@%!#$^&*-]{10,200}/y;

/** Names that hold such a word and mean something else, and names of what is public. */
const HARMLESS_NAME =
  /access(?:ibilit|or)|access[_.-]?(?:id|level|type|mode|time|control)|random[_.-]?access|api[_.-]?(?:id|name|version|url|base|host|path|endpoint)|rapid|capital|author(?!iz)|authentication[_-]results|auth[_.-]?(?:source|type|url|domain|endpoint|provider)|credentials?[_.-]?(?:id|url|name|provider)|withcredentials|(?:bucket|cache|foreign|hot|idx|natural|partition|primary|pub(?:lic)?|query|schema|sequence|sort|storage|unique|react)[_.-]?keys?|public[_.-]?token|turkey|monkey|keyboard|keying|issuerkeyhash|key[_.-]?(?:alias|board|chars?|code|down|frame|id|left|length|mesh|name|pair|path|press|right|ring|selector|signature|size|stone|store|str|tag|type|up|vault|word)|(?:kms|vault)[_.-]?key[_.-]?(?:id|name)|secrets?[_.-]?(?:id|length|name|ref|size|store|type|arn|manager|key[_.-]?ref)|usersecretsid|tostoresecrets|csrf[_.-]?token|token[_.-]?(?:audience|count|endpoint|expir|file|kind|length|limit|name|size|type|uri?l)|tokeniz|(?:key|keytab|keystore|token)[_.-]?file|(?:max|min|total|input|output|prompt)[_.-]?tokens?|_?ur[il]$/i;
/** A call that hands out a secret is not given one. */
const ASKS = /(?:^|\.)(?:get|find|fetch|has|is|load|read|verify|decode|parse)/i;
const PASSWORD = /passw|passphrase|pwd/i;
const URL_OR_PATH =
  /^(?:https?:\/\/|file:|\.{0,2}\/|[A-Za-z]:[\\/]|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|local|js|ts|py|pem|crt|cer|p12|jks|json|ya?ml|properties|snapshot)(?:$|[:/]))|-snapshot$/i;

/** Values of names that say that they are secret, if they look made by dice and not by a programmer. */
export function* findAssignedSecrets(text: string): Iterable<Secret> {
  WORD.lastIndex = 0;
  for (let hit = WORD.exec(text); hit !== null; hit = WORD.exec(text)) {
    TO_VALUE.lastIndex = hit.index;
    const before = TO_VALUE.exec(text);
    if (before === null) continue;
    const start = TO_VALUE.lastIndex;
    const value = before[1] === undefined ? bareValue(text, start) : quotedValue(text, start);
    if (value === null) continue;
    const name = nameAround(text, hit.index, start);
    if (before[0].includes('(') && ASKS.test(name)) continue;
    if (HARMLESS_NAME.test(name) || !looksSecret(value, before[1] !== undefined, PASSWORD.test(name))) continue;
    WORD.lastIndex = start + value.length;
    yield { start, end: start + value.length, type: PASSWORD.test(name) ? 'PASSWORD' : 'SECRET' };
  }
}

function quotedValue(text: string, start: number): string | null {
  QUOTED.lastIndex = start;
  const value = QUOTED.exec(text)?.[0];
  // A quote that is not closed after it, or words with spaces between, are prose.
  return value !== undefined && /["'`\\]/.test(text[start + value.length] ?? '') ? value : null;
}

function bareValue(text: string, start: number): string | null {
  BARE.lastIndex = start;
  const value = BARE.exec(text)?.[0];
  // A call, an index or a generic type is code.
  return value === undefined || /[([<{]/.test(text[start + value.length] ?? '') ? null : value;
}

/** The whole name that the word stands in, with what assigns. */
function nameAround(text: string, at: number, end: number): string {
  let from = at;
  while (from > 0 && at - from < 40 && /[\w.-]/.test(text[from - 1] ?? '')) from -= 1;
  return (/^[\w.-]+/.exec(text.slice(from, end))?.[0] ?? '').replace(/[.-]+$/, '');
}

function looksSecret(value: string, quoted: boolean, password: boolean): boolean {
  // Slack's say themselves what they are, and many that begin alike are made up for manuals.
  if (/^xox[a-z]-/.test(value)) return false;
  if (isFiller(value) || URL_OR_PATH.test(value) || /^(?:[$%@]|process\.env|os\.environ)/.test(value)) return false;
  if (
    !/\d/.test(value) &&
    !(value.length >= 20 && isScrambled(value)) &&
    !(quoted && password && /[^\w.-]/.test(value))
  )
    return false;
  if (!/[A-Za-z]/.test(value) && value.length < 16) return false;
  // People make passwords of words; whoever names one a password and writes it in quotes means it.
  if (!(quoted && password && !/passw|pwd/i.test(value)) && isCode(value)) return false;
  return entropyOf(value) >= (value.length >= 20 ? 3.3 : value.length >= 12 ? 2.9 : 2.5);
}

/** `X25519.KeyPair`, `kVK_Return.u16`, `rc0.15.0`, `prod5-cmk`: words with a number at the end, joined by dots and dashes. */
function isCode(value: string): boolean {
  if ((value.match(/\d+/g)?.length ?? 0) > 5) return false;
  const parts = value.split(/[.:/+=-]+|_(?=[A-Za-z])/).filter((part) => part !== '');
  return parts.every((part) => /^[A-Za-z_$]+\d{0,3}[A-Za-z_]{0,24}$|^\d{1,3}$/.test(part) && !isScrambled(part));
}

/** Upper and lower case change more often than words do. */
function isScrambled(part: string): boolean {
  if (part.length < 8) return false;
  let changes = 0;
  for (let at = 1; at < part.length; at += 1) if (isUpper(part, at) !== isUpper(part, at - 1)) changes += 1;
  return changes / part.length > 0.34;
}

function isUpper(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
}
