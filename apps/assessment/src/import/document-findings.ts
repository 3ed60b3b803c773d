import { DISCLOSURE_LEVEL } from '@bangfu/assessment-domain';
import type { PolicyClause, PolicyDocument } from '@bangfu/assessment-domain';
import type { ImportFinding } from '@bangfu/kernel';

/** What the findings about documents are computed from. */
export interface DocumentFacts {
  readonly documents: readonly PolicyDocument[];
  readonly clauses: readonly PolicyClause[];
}

const PROVINCE = '广东省乡村振兴局';
const SHORT_FORM = '组结对帮扶';
const FULL_FORM = '组团结对';

/** The measure that demands a document, and the document that is it (K-14a). */
const DEMANDED: readonly {
  readonly requirementId: string;
  readonly demandedIn: string;
  readonly documentId: string;
}[] = [{ requirementId: 'K-14a', demandedIn: 'K', documentId: 'P' }];

/** What the documents leave for a person to decide: titles, dates, release modes, and what is cited but not held. */
export const documentFindings = (facts: DocumentFacts): readonly ImportFinding[] => [
  ...shortenedTitles(facts),
  ...demandedBeforeIssue(facts),
  ...withoutReleaseMode(facts),
  ...unresolved(facts),
  ...withoutNumber(facts),
];

const nameOf = ({ id, title, number }: PolicyDocument): string => title ?? number ?? id;

const about = (document: PolicyDocument) => ({
  subjectKind: 'PolicyDocument',
  subjectId: document.id,
  subjectLabel: nameOf(document),
  requirementIds: [...document.citedIn],
  owner: document.issuers[0] ?? PROVINCE,
});

/** I-15: a title prints 组结对帮扶 without 团, where a clause or annex title of the same document prints it in full. */
const shortenedTitles = ({ documents, clauses }: DocumentFacts): ImportFinding[] =>
  documents
    .filter(({ title }) => title?.includes(SHORT_FORM))
    .map((document) => ({
      ...about(document),
      caseId: 'I-15',
      readings: [
        { value: nameOf(document), source: document.number ?? document.id },
        ...clauses
          .filter(({ documentId, title }) => documentId === document.id && title.includes(FULL_FORM))
          .map(({ id, title }) => ({ value: title, source: id })),
      ],
      suggestion: '以文号识别文件，不以标题识别',
    }));

/** I-33: a measure demands a document that had been issued before the document that demands it. */
const demandedBeforeIssue = ({ documents }: DocumentFacts): ImportFinding[] =>
  DEMANDED.flatMap(({ requirementId, demandedIn, documentId }): ImportFinding[] => {
    const demanding = documents.find(({ id }) => id === demandedIn);
    const demanded = documents.find(({ id }) => id === documentId);
    if (!demanding?.issuedOn || !demanded?.issuedOn || demanded.issuedOn >= demanding.issuedOn) return [];
    return [
      {
        caseId: 'I-33',
        subjectKind: 'Measure',
        subjectId: requirementId.replace(/[a-z]$/, ''),
        subjectLabel: nameOf(demanded),
        requirementIds: [requirementId],
        readings: [
          { value: `${demanding.issuedOn}要求出台`, source: requirementId },
          { value: `${demanded.issuedOn}已印发`, source: demanded.number ?? demanded.id },
        ],
        suggestion: '工作任务记为已完成，以所印发文件为证',
        owner: demanding.issuers[0] ?? PROVINCE,
      },
    ];
  });

/** I-42: a document held prints no release mode. */
const withoutReleaseMode = ({ documents }: DocumentFacts): ImportFinding[] => {
  const printed = documents.flatMap((document) =>
    document.disclosure === null
      ? []
      : [
          {
            value: `公开方式：${DISCLOSURE_LEVEL[document.disclosure].zh}`,
            source: document.citedIn[0] ?? document.id,
          },
        ],
  );
  return documents
    .filter(({ status, disclosure }) => status === 'RESOLVED' && disclosure === null)
    .map((document) => ({
      ...about(document),
      caseId: 'I-42',
      readings: [{ value: '（未印公开方式）', source: document.number ?? nameOf(document) }, ...printed],
      suggestion: `未印公开方式的，按${DISCLOSURE_LEVEL.NOT_PUBLIC.zh}处理`,
    }));
};

/** I-53: a document is cited and not held. */
const unresolved = ({ documents }: DocumentFacts): ImportFinding[] =>
  documents
    .filter(({ status }) => status === 'UNRESOLVED')
    .map((document) => ({
      ...about(document),
      caseId: 'I-53',
      readings: [
        { value: nameOf(document), source: document.citedIn.join('、') },
        { value: '（未收录）', source: '文件清单' },
      ],
      suggestion: null,
    }));

/** I-53: a document that is held prints no number. */
const withoutNumber = ({ documents }: DocumentFacts): ImportFinding[] =>
  documents
    .filter(({ status, number }) => status === 'RESOLVED' && number === null)
    .map((document) => ({
      ...about(document),
      caseId: 'I-53',
      readings: [
        { value: '（未印文号）', source: document.citedIn[0] ?? document.id },
        { value: `${document.issuers.join('、')}，${document.issuedOn ?? '日期未知'}`, source: nameOf(document) },
      ],
      suggestion: '以发文机关、日期和标题识别',
    }));
