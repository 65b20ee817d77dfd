import type { ArgumentNode, CallNode, ParamNode } from '../../syntax/node.ts';

/**
 * The argument that a call gives to a parameter, by label or by place; null when it leaves it to the default, undefined when
 * that cannot be said (spread arguments, a label nobody declares).
 */
export function givenTo(call: CallNode, params: readonly ParamNode[], index: number): ArgumentNode | null | undefined {
  const param = params[index]!;
  if (call.args.some((argument) => argument.spread) || params.some((other) => other.rest && other !== params.at(-1))) {
    return undefined;
  }
  const labelled = call.args.find((argument) => argument.name !== null && argument.name === param.label);
  if (labelled) return labelled;
  const trailing = call.args.find((argument) => argument.trailing);
  if (trailing) return index === params.length - 1 ? trailing : byPlace(call, params, index, trailing);
  return byPlace(call, params, index, null);
}

function byPlace(
  call: CallNode,
  params: readonly ParamNode[],
  index: number,
  except: ArgumentNode | null,
): ArgumentNode | null | undefined {
  const positional = call.args.filter((argument) => argument !== except && argument.name === null);
  const labelledBefore = params
    .slice(0, index)
    .some((param) => call.args.some((one) => one.name !== null && one.name === param.label));
  if (!labelledBefore) return positional[index] ?? null;
  return positional.length === 0 ? null : undefined;
}
