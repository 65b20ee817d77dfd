import { SymbolKind, commands } from 'vscode';
import type { DocumentSymbol, Uri } from 'vscode';
import type { OutlineSymbol } from '../../core/target/symbols-in.ts';

/** What the editor's language service knows of a file; empty when there is none for it. */
export async function outlineOf(uri: Uri): Promise<readonly OutlineSymbol[]> {
  const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return (found ?? []).flatMap(asOutline);
}

/** Some languages answer with places without a range, which cannot be compared with a selection. */
function asOutline(symbol: DocumentSymbol): OutlineSymbol[] {
  if (!symbol.range || !NAMED.has(symbol.kind)) return [];
  const members = symbol.kind === SymbolKind.Class ? symbol.children.flatMap(asOutline) : [];
  return [{ name: symbol.name, start: symbol.range.start, end: symbol.range.end, members }];
}

const NAMED: ReadonlySet<SymbolKind> = new Set([
  SymbolKind.Function,
  SymbolKind.Class,
  SymbolKind.Method,
  SymbolKind.Interface,
  SymbolKind.Variable,
  SymbolKind.Constant,
]);
