/** The documents held, by the prefix of their clause ids. K and E are enclosed with the notice KE. */
export const DOCUMENT_IDS = ['P', 'KE', 'K', 'E', 'X', 'D'] as const;
export type DocumentId = (typeof DOCUMENT_IDS)[number];

/** The document that a clause id belongs to: `PA-N1` and `P-2.1c` to P, `XA-1` to X; null when its prefix is no document's. */
export function documentOf(id: string): DocumentId | null {
  const prefix = id.split('-')[0]?.replace(/^([PX])A$/, '$1');
  return DOCUMENT_IDS.find((known) => known === prefix) ?? null;
}
