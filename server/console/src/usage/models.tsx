import type { ModelUse } from '@iama/contracts/usage/usage';
import { usd } from './usage-words.ts';

/** What each model was asked, and what it cost. */
export function Models({ models }: { models: readonly ModelUse[] }) {
  if (models.length === 0) return <p class="quiet">No model was asked: recipes cost nothing.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Models of this month">
      <table>
        <caption class="quiet">Models</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Calls</th>
            <th scope="col">Tokens in</th>
            <th scope="col">Tokens out</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {models.map((use) => (
            <tr key={`${use.model_class} ${use.alias} ${use.model}`}>
              <td>
                {use.model_class} {use.alias} <span class="quiet">{use.model}</span>
              </td>
              <td>
                {use.calls}
                {use.uncertain_calls > 0 && <span class="quiet"> and {use.uncertain_calls} that do not count</span>}
              </td>
              <td>
                {use.input_tokens} <span class="quiet">({use.cached_input_tokens} cached)</span>
              </td>
              <td>{use.output_tokens}</td>
              <td>
                {usd(use.cost_nano_usd)}
                {use.unpriced_calls > 0 && <span class="quiet">, {use.unpriced_calls} without a price</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
