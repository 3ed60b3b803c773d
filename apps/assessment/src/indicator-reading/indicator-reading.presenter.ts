import type { IndicatorReading as IndicatorReadingValue } from '@bangfu/assessment-domain';
import { presentPeriod, presentSource } from '@bangfu/graphql';
import { isSynthetic } from '@bangfu/kernel';
import { IndicatorReading } from './indicator-reading.graphql';

/** A reading as the graph shows it. */
export const presentReading = ({
  id,
  indicatorId,
  subjectKind,
  subjectId,
  period,
  value,
  source,
}: IndicatorReadingValue): IndicatorReading =>
  Object.assign(new IndicatorReading(), {
    id,
    indicatorId,
    subjectKind,
    subjectId,
    period: presentPeriod(period),
    value,
    source: presentSource(source),
    synthetic: isSynthetic(source),
  });
