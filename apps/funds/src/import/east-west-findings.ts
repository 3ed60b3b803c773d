import { eastWestMeasures, policyDocuments } from '@bangfu/documents';
import type { ImportFinding } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';
import { EAST_WEST_DEADLINES } from './printed-readings';

/** I-34: a deadline of the East-West key points that had passed, or came, when they were issued. */
export function eastWestFindings(): readonly ImportFinding[] {
  const document = policyDocuments().find(({ id }) => id === 'E');
  const issuedOn = document?.issuedOn;
  invariant(issuedOn, 'the East-West key points carry a date');
  return EAST_WEST_DEADLINES.filter(({ dueOn }) => dueOn <= issuedOn).map(({ requirementId, measureId, dueOn }) => {
    const measure = eastWestMeasures().find(({ id }) => id === measureId);
    invariant(measure, `${measureId} is a measure of the East-West key points`);
    return {
      caseId: 'I-34',
      subjectKind: 'Requirement',
      subjectId: requirementId,
      subjectLabel: measure.titleZh,
      requirementIds: [requirementId],
      readings: [
        { value: `期限${dueOn}`, source: requirementId },
        { value: `印发日期${issuedOn}`, source: document.number ?? 'E-0' },
      ],
      suggestion: `${dueOn < issuedOn ? '发文前已到期' : '发文当日到期'}，经人工确认前不计逾期`,
      owner: '广东省乡村振兴局',
    };
  });
}
