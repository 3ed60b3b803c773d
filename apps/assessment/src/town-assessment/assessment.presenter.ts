import type {
  AssessedIndicator as AssessedIndicatorValue,
  OutcomeCounts as OutcomeCountsValue,
} from '@bangfu/assessment-domain';
import { presentPeriod } from '@bangfu/graphql';
import { presentReading } from '../indicator-reading/indicator-reading.presenter';
import { presentIndicator } from '../indicator/indicator.presenter';
import { presentVerdict } from '../verdict.graphql';
import { AssessedIndicator, OutcomeCounts } from './assessment.graphql';

/** An assessed indicator as the graph shows it. */
export const presentAssessed = ({ indicator, period, reading, verdict }: AssessedIndicatorValue): AssessedIndicator =>
  Object.assign(new AssessedIndicator(), {
    indicatorId: indicator.id,
    indicator: presentIndicator(indicator),
    period: presentPeriod(period),
    reading: reading && presentReading(reading),
    verdict: presentVerdict(verdict),
  });

/** The counts of outcomes as the graph shows them. */
export const presentCounts = (counts: OutcomeCountsValue): OutcomeCounts =>
  Object.assign(new OutcomeCounts(), {
    met: counts.MET,
    unmet: counts.UNMET,
    notApplicable: counts.NOT_APPLICABLE,
    noData: counts.NO_DATA,
    noBaseline: counts.NO_BASELINE,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  });
