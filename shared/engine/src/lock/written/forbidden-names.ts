import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** What reaches out of a test: other processes, the network, the disk, the run itself, or code made at run time. */
const SCRIPT =
  /^(?:process|fetch|XMLHttpRequest|WebSocket|EventSource|eval|Function|globalThis|global|window|Worker|WebAssembly|Deno|Bun|jest|vi|module|exports)$/;
const PYTHON =
  /^(?:eval|exec|compile|open|globals|locals|vars|getattr|setattr|delattr|breakpoint|input|exit|quit|help|(?!__name__$)__\w+__)$/;
/** Ways to get at the same by a property. */
const PROPERTY =
  /^(?:constructor|mainModule|__proto__|prototype|__\w+__|importActual|importMock|requireActual|requireMock|getfixturevalue|tb_frame|cr_frame|gi_frame|ag_frame|f_(?:back|globals|builtins|locals)|_sys|bltns|builtins)$/;

/** Names that a test has no use for, each once. A name of its own may be called like one of them. Pure. */
export function forbiddenNames({ root, bindings, dialect }: SourceFile): readonly string[] {
  const names = dialect.language === 'python' ? PYTHON : SCRIPT;
  const found = new Set(bindings.free.map(({ name }) => name).filter((name) => names.test(name)));
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'member' && PROPERTY.test(node.property)) found.add(node.property);
    node.children.forEach(visit);
  };
  visit(root);
  return [...found].toSorted();
}
