import ts from 'typescript6';

/** What a function only passes on to: `this.next(a, b)`, `next(a, b)`; null when it does anything else. */
export function delegateOf(declaration: ts.Node): string | null {
  if (ts.isVariableDeclaration(declaration)) {
    const { initializer } = declaration;
    if (!initializer) return null;
    if (ts.isIdentifier(initializer)) return initializer.text;
    return ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ? passedOn(initializer) : null;
  }
  return ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) ? passedOn(declaration) : null;
}

function passedOn(fn: ts.FunctionLikeDeclaration): string | null {
  const isPlain = !fn.asteriskToken && !fn.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const call = fn.body && isPlain ? onlyCall(fn.body) : null;
  if (!call || call.questionDotToken) return null;
  const parameters = fn.parameters.map(({ name, initializer, dotDotDotToken }) =>
    ts.isIdentifier(name) && !initializer ? `${dotDotDotToken ? '...' : ''}${name.text}` : null,
  );
  const given = call.arguments.map((each) => {
    if (ts.isIdentifier(each)) return each.text;
    return ts.isSpreadElement(each) && ts.isIdentifier(each.expression) ? `...${each.expression.text}` : null;
  });
  const same =
    parameters.length === given.length && parameters.every((each, index) => each !== null && each === given[index]);
  if (!same) return null;
  const { expression } = call;
  if (ts.isMethodDeclaration(fn)) {
    const isOwn = ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword;
    return isOwn && ts.isIdentifier(expression.name) ? expression.name.text : null;
  }
  return ts.isIdentifier(expression) ? expression.text : null;
}

function onlyCall(body: ts.ConciseBody): ts.CallExpression | null {
  if (!ts.isBlock(body)) return ts.isCallExpression(body) ? body : null;
  const [statement] = body.statements;
  // Without `return`, what the other gives would be given as well.
  const value =
    body.statements.length === 1 && statement && ts.isReturnStatement(statement) ? statement.expression : undefined;
  return value && ts.isCallExpression(value) ? value : null;
}
