import type { Measure, PolicyClause, PolicyDocument } from '@bangfu/assessment-domain';
import { documentOf, eastWestMeasures, keyPointMeasures, policyClauses, policyDocuments } from '@bangfu/documents';
import { clauseIdOf } from '@bangfu/policy';
import { fromDocument, invariant } from '@bangfu/kernel';

/** The documents held and the stubs of those they cite, with everything as printed. */
export function documentRecords(): readonly PolicyDocument[] {
  return policyDocuments().map(({ partOf, basedOn, citedIn, notes, ...row }, index) => {
    const [firstCitation] = citedIn;
    invariant(firstCitation, `document ${row.id} says where it is cited`);
    return {
      ...row,
      place: index + 1,
      partOfId: partOf,
      basedOnIds: basedOn,
      citedIn,
      note: notes,
      source: fromDocument(firstCitation, row.number ?? row.title ?? row.id),
    };
  });
}

/** The 130 clauses: number and title. Their wording is not held. */
export function clauseRecords(): readonly PolicyClause[] {
  return policyClauses().map(({ id, documentId, documentNumber, documentTitle, ref, title }, index) => ({
    id,
    place: index + 1,
    documentId,
    ref,
    title,
    text: null,
    source: fromDocument(id, documentNumber ?? documentTitle),
  }));
}

/** The 50 measures of 2021, each set by the clause whose id it has. */
export function measureRecords(): readonly Measure[] {
  return [...keyPointMeasures(), ...eastWestMeasures()].map(
    ({ id, titleZh, summaryEn, responsibleUnits, openEnded }, index) => {
      const documentId = documentOf(id);
      invariant(documentId, `measure ${id} belongs to a document held`);
      return {
        id,
        place: index + 1,
        clauseId: clauseIdOf(id),
        documentId,
        title: titleZh,
        summary: summaryEn,
        responsibleUnits,
        openEnded,
        source: fromDocument(id, documentNumber(documentId)),
      };
    },
  );
}

function documentNumber(documentId: string): string {
  const document = policyDocuments().find(({ id }) => id === documentId);
  return document?.number ?? documentId;
}
