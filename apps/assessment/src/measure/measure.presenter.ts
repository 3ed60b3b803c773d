import type { Measure as MeasureValue } from '@bangfu/assessment-domain';
import { presentSource } from '@bangfu/graphql';
import { Measure } from './measure.graphql';

/** A measure as the graph shows it. */
export const presentMeasure = ({
  id,
  clauseId,
  documentId,
  title,
  summary,
  responsibleUnits,
  openEnded,
  source,
}: MeasureValue): Measure =>
  Object.assign(new Measure(), {
    id,
    clauseId,
    documentId,
    title,
    summary,
    responsibleUnits: [...responsibleUnits],
    openEnded,
    source: presentSource(source),
  });
