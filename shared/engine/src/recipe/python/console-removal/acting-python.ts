import type { SgNode } from '@ast-grep/napi';

/** Built-ins and methods that only look at a value or make a text of it. */
const LOOKS =
  /^(?:str|repr|len|type|id|int|float|bool|list|tuple|dict|set|sorted|sum|min|max|round|abs|hex|oct|bin|ord|chr|format|ascii|vars|dir|isinstance|issubclass|hasattr|getattr|callable|range|enumerate|zip|time\.time|json\.dumps|os\.getcwd|datetime\.now|datetime\.datetime\.now)$/;
const TEXT_METHODS =
  /\.(?:format|join|upper|lower|strip|lstrip|rstrip|title|capitalize|center|ljust|rjust|zfill|replace|split|items|keys|values|copy|isoformat|strftime|hexdigest|decode|encode|get|count|index|__class__|__name__)$/;

/** Whether evaluating an expression does more than reading and making texts. Operators and attribute reads count as reading. */
export function actingPython(node: SgNode): boolean {
  const kind = String(node.kind());
  if (/^(?:await|yield|named_expression)$/.test(kind)) return true;
  if (kind === 'lambda') return false;
  if (kind === 'call') {
    const callee = node.field('function');
    const name = callee?.text() ?? '';
    const looks =
      LOOKS.test(name) || (callee?.kind() === 'attribute' && TEXT_METHODS.test(name) && !actingPython(callee));
    return !looks || (node.field('arguments')?.children() ?? []).some(actingPython);
  }
  return node.children().some(actingPython);
}
