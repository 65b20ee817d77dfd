import type { Patch } from '@iama/contracts/patch/patch';

const CLASS = { '+': 'add', '-': 'del' } as const;

export function Diff({ patch }: { patch: Patch }) {
  return (
    <section aria-labelledby="diff">
      <h2 id="diff">
        Changes: {patch.files.length} {patch.files.length === 1 ? 'file' : 'files'},{' '}
        <span class="good">+{patch.lines_added}</span> <span class="bad">−{patch.lines_removed}</span>
      </h2>
      {patch.files.map((file) => (
        <details class="card" key={file.path} open={patch.files.length <= 10}>
          <summary>
            {file.path}
            {file.new_path === null ? '' : ` → ${file.new_path}`} <span class="quiet">{file.change}</span>
          </summary>
          {file.hunks.map((hunk) => (
            <div key={hunk.id}>
              <p class="quiet">
                {hunk.id}
                {hunk.because === null ? '' : ` · ${hunk.because}`}
              </p>
              <pre class="diff" tabIndex={0}>
                {hunk.lines.map((line, index) => (
                  <span key={index} class={CLASS[line.charAt(0) as '+' | '-'] ?? ''}>
                    {line || ' '}
                  </span>
                ))}
              </pre>
            </div>
          ))}
        </details>
      ))}
    </section>
  );
}
