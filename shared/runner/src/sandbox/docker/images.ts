import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { Images } from '../confinement.ts';

/** Official images, with the Debian under them named, so that one name stays one system. None is ever pulled by us. */
export const DEFAULT_IMAGES: Images = {
  node: 'node:24-bookworm-slim',
  python: 'python:3.13-slim-bookworm',
  go: 'golang:1.25-bookworm',
};

/** `chosen` is used for everything; without it each language has its own. Pure. */
export function imagesFor(chosen: string | null): Images {
  return chosen === null ? DEFAULT_IMAGES : { node: chosen, python: chosen, go: chosen };
}

export function imageOf(images: Images, framework: TestFramework): string {
  if (framework === 'pytest') return images.python;
  return framework === 'go_test' ? images.go : images.node;
}
