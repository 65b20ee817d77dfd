import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { contains, walk } from '../../rewrite/work/walk.ts';
import { indexApis } from './api-index.ts';
import type { ApiIndex } from './api-index.ts';
import { findAnnotation } from './find-annotation.ts';
import { findCall } from './find-call.ts';
import { findElement } from './find-element.ts';
import { findMember } from './find-member.ts';
import { findPattern } from './find-pattern.ts';
import { findWrapper } from './find-wrapper.ts';
import type { FlagQuery } from './flag-query.ts';
import type { Site } from './site.ts';

/** Every place where the program asks for the flag (or for any, without a key), with what follows from it. */
export function findSites(query: FlagQuery): readonly Site[] {
  const index = indexApis(query.apis, query.key);
  const sites: Site[] = [];
  for (const file of query.files.values()) {
    walk(file.root, (node) => {
      const site = siteAt(query, index, file, node);
      if (site) sites.push(site);
      return !site || !goesWhole(site);
    });
  }
  return sites;
}

/** Nothing that stands inside what goes needs a decision of its own. */
function goesWhole({ marks, node }: Site): boolean {
  return [...marks].some(([marked, mark]) => mark.kind === 'remove' && contains(marked, node));
}

function siteAt(query: FlagQuery, index: ApiIndex, file: SourceFile, node: SyntaxNode): Site | null {
  switch (node.role) {
    case 'call':
      return findCall(query, index, file, node) ?? findWrapper(query, index, file, node);
    case 'member':
    case 'index':
    case 'compare':
      return findMember(query, index, file, node);
    case 'binding':
      return findPattern(query, index, file, node);
    case 'element':
      return findElement(query, index, file, node);
    case 'annotation':
      return findAnnotation(query, index, file, node);
    default:
      return null;
  }
}
