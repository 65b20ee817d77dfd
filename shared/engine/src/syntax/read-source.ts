import { readCsharp } from './csharp/read-csharp.ts';
import type { LanguageId } from './dialect.ts';
import { readGo } from './go/read-go.ts';
import { readJava } from './java/read-java.ts';
import { readJavascript } from './javascript/read-javascript.ts';
import { readKotlin } from './kotlin/read-kotlin.ts';
import { languageOfPath } from './language-of-path.ts';
import { readPhp } from './php/read-php.ts';
import { readPython } from './python/read-python.ts';
import type { Reader } from './reader.ts';
import { readRuby } from './ruby/read-ruby.ts';
import { readRust } from './rust/read-rust.ts';
import type { ReadSource } from './source-file.ts';
import { readSwift } from './swift/read-swift.ts';

const READERS: ReadonlyMap<LanguageId, Reader> = new Map([
  ['javascript', readJavascript],
  ['typescript', readJavascript],
  ['csharp', readCsharp],
  ['go', readGo],
  ['java', readJava],
  ['kotlin', readKotlin],
  ['php', readPhp],
  ['python', readPython],
  ['ruby', readRuby],
  ['rust', readRust],
  ['swift', readSwift],
]);

/** Read a file by the language that its name says. Never throws for bad source. */
export function readSource(path: string, text: string): ReadSource {
  const language = languageOfPath(path);
  const reader = language && READERS.get(language);
  if (!reader) return { ok: false, message: `No reader knows the language of ${path}.` };
  return reader(path, text);
}
