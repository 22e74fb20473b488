import * as generated from './app/graph/documents.ts';

/** Texts of all that the dashboard asks, as it sends them. */
export const ownDocuments: readonly string[] = Object.entries(generated)
  .filter(([name, document]) => name.endsWith('Document') && document instanceof generated.TypedDocumentString)
  .map(([, document]) => String(document));
