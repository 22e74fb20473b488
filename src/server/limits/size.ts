import { type DefinitionNode, type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { type Limits, within } from './limits.ts';

interface Size {
  selections: number;
  depth: number;
  aliases: number;
}

const nothing: Size = { selections: 0, depth: 0, aliases: 0 };

/**
 * Measures a document as it stands, before it is validated: comparing overlapping fields takes time that grows with the
 * square of their number. Each fragment is measured once, so nesting fragments cannot make this slow.
 */
export function assertSize(document: DocumentNode, limits: Limits): void {
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  }
  const measured = new Map<string, Size>();

  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing); // a fragment within itself: validation refuses it
    const set = fragments.get(name);
    const size = set ? measure(set) : nothing;
    measured.set(name, size);
    return size;
  };

  const measure = ({ selections }: SelectionSetNode): Size => {
    const total = { ...nothing };
    for (const node of selections) {
      let inner = nothing;
      if (node.kind === Kind.FRAGMENT_SPREAD) inner = ofFragment(node.name.value);
      else if (node.selectionSet) inner = measure(node.selectionSet);
      const isField = node.kind === Kind.FIELD;
      // Introspection nests deep by itself; graphql-js limits it with a rule of its own.
      const isIntrospection = isField && /^__(schema|type)$/.test(node.name.value);
      total.selections += 1 + inner.selections;
      total.aliases += (isField && node.alias ? 1 : 0) + inner.aliases;
      total.depth = Math.max(total.depth, (isField ? 1 : 0) + (isIntrospection ? 0 : inner.depth));
    }
    return total;
  };

  for (const node of document.definitions) {
    if (!('selectionSet' in node)) continue;
    const size = measure(node.selectionSet);
    within(size.depth, limits.depth, 'QUERY_TOO_DEEP');
    within(size.aliases, limits.aliases, 'TOO_MANY_ALIASES');
    within(size.selections, limits.selections, 'QUERY_TOO_LONG');
  }
  within(directivesIn(document.definitions), limits.directives, 'QUERY_TOO_LONG');
}

function directivesIn(definitions: readonly DefinitionNode[]): number {
  let count = 0;
  for (const node of definitions) {
    visit(node, {
      Directive() {
        count += 1;
      },
    });
  }
  return count;
}
