import { indicatorTargetText } from '@bangfu/assessment-domain';
import type { Indicator as IndicatorValue } from '@bangfu/assessment-domain';
import { presentSource } from '@bangfu/graphql';
import { DerivedTotal, Indicator, IndicatorTarget } from './indicator.graphql';

/** An indicator as the graph shows it. */
export const presentIndicator = (indicator: IndicatorValue): Indicator =>
  Object.assign(new Indicator(), {
    id: indicator.id,
    clauseId: indicator.clauseId,
    requirementId: indicator.requirementId,
    nameZh: indicator.nameZh,
    nameEn: indicator.nameEn,
    subjectKind: indicator.subjectKind,
    subjectWords: indicator.subjectWords,
    target: Object.assign(new IndicatorTarget(), { ...indicator.target, text: indicatorTargetText(indicator) }),
    printedQuantity: indicator.printedQuantity,
    unit: indicator.unit,
    periodKind: indicator.periodKind,
    printedPeriod: indicator.printedPeriod,
    dueYear: indicator.dueYear,
    strength: indicator.strength,
    responsible: [...indicator.responsible],
    scopeCount: indicator.scopeCount,
    derivedTotal: indicator.derivedTotal && Object.assign(new DerivedTotal(), indicator.derivedTotal),
    jurisdictionCode: indicator.jurisdiction,
    validFrom: indicator.validFrom,
    validTo: indicator.validTo,
    dataSource: indicator.dataSource,
    dataOwner: indicator.dataOwner,
    note: indicator.note,
    source: presentSource(indicator.source),
  });
