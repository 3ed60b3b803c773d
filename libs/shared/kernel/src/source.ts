import type { Vocabulary } from './vocabulary';

/** 来源类型. */
export const SOURCE_KIND = {
  REGISTER: { zh: '区划登记', en: 'The register of divisions.' },
  DOCUMENT: { zh: '政策文件', en: 'A policy document.' },
  ENTERED: { zh: '人工录入', en: 'Entered by a person.' },
  SYNTHETIC: { zh: '模拟数据', en: 'Invented for demonstration; not real.' },
} as const satisfies Vocabulary<string>;
export type SourceKind = keyof typeof SOURCE_KIND;

/** Where a record comes from. `requirementId` only for a document. A record is synthetic when its source is. */
export interface Source {
  readonly kind: SourceKind;
  readonly reference: string;
  readonly requirementId: string | null;
}

/** A record that a policy document prints. */
export const fromDocument = (requirementId: string, reference: string): Source => ({
  kind: 'DOCUMENT',
  reference,
  requirementId,
});

/** A record of the synthetic set: invented, and says so. */
export const SYNTHETIC_SOURCE: Source = { kind: 'SYNTHETIC', reference: 'synthetic set', requirementId: null };

/** Whether a record was invented for demonstration. */
export const isSynthetic = ({ kind }: Source): boolean => kind === 'SYNTHETIC';
