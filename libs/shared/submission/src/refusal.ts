import type { PlainDate, Vocabulary } from '@bangfu/kernel';
import { SUBMISSION_STATE } from './lifecycle';
import type { SubmissionState } from './lifecycle';

/** 不予办理的理由: why an act on a submission does not happen. */
export const SUBMISSION_REFUSAL = {
  STALE_VERSION: { zh: '版本已过期', en: 'The act was decided on a version that is no longer the current one.' },
  NOT_A_DRAFT: { zh: '不是草稿', en: 'Only a draft, or what was returned, is changed and handed in.' },
  NOT_SUBMITTED: { zh: '未在审核中', en: 'Only what is handed in is returned or approved.' },
  NOT_APPROVED: { zh: '未审定', en: 'Only what is approved is locked, and only that or what is locked is reopened.' },
  REVIEWER_IS_SUBMITTER: {
    zh: '审核人即提交人',
    en: 'Who handed it in, in any version, does not decide about it (N-11).',
  },
  REVIEWER_IS_AUTHOR: { zh: '审核人即填报人', en: 'Who wrote it, in any version, does not decide about it (N-11).' },
  PERIOD_LOCKED: { zh: '报告期已锁定', en: 'The period is closed, and no exception opens it on this day.' },
  DEADLINE_PASSED: { zh: '已过期限', en: 'The last day is over, and no exception extends it to this day.' },
  REASON_MISSING: { zh: '未说明理由', en: 'The act asks for a reason.' },
  DAY_ALREADY_PAST: { zh: '日期已过', en: 'The day up to which it is allowed lies before the day of the act.' },
} as const satisfies Vocabulary<string>;
export type SubmissionRefusalCode = keyof typeof SUBMISSION_REFUSAL;

/** Why an act is refused, with both sides: what was asked and what stands against it. */
export type SubmissionRefusal =
  | { readonly code: 'STALE_VERSION'; readonly readVersion: number; readonly currentVersion: number }
  | {
      readonly code: 'NOT_A_DRAFT' | 'NOT_SUBMITTED' | 'NOT_APPROVED';
      readonly state: SubmissionState;
      readonly possibleIn: readonly SubmissionState[];
    }
  | {
      readonly code: 'REVIEWER_IS_SUBMITTER' | 'REVIEWER_IS_AUTHOR';
      /** Who would decide and had a hand in it: in person, or as the one acted for. */
      readonly personId: string;
      /** The first version in which that person had it. */
      readonly inVersion: number;
    }
  | { readonly code: 'PERIOD_LOCKED'; readonly lockedOn: PlainDate; readonly today: PlainDate }
  | {
      readonly code: 'DEADLINE_PASSED';
      readonly lastDay: PlainDate;
      readonly today: PlainDate;
      readonly daysLate: number;
    }
  | { readonly code: 'REASON_MISSING'; readonly received: string }
  | { readonly code: 'DAY_ALREADY_PAST'; readonly until: PlainDate; readonly today: PlainDate };

/** The refusal in one Chinese sentence that names both sides. It names no person. */
export function refusalSentence(refusal: SubmissionRefusal): string {
  switch (refusal.code) {
    case 'STALE_VERSION':
      return `所依据的是第${refusal.readVersion}版，现为第${refusal.currentVersion}版，请重新查看后再办理。`;
    case 'NOT_A_DRAFT':
    case 'NOT_SUBMITTED':
    case 'NOT_APPROVED':
      return `现为“${zh(refusal.state)}”，仅“${refusal.possibleIn.map(zh).join('”“')}”时可以办理。`;
    case 'REVIEWER_IS_SUBMITTER':
      return `办理人曾在第${refusal.inVersion}版提交本件，不得审核本人提交的内容。`;
    case 'REVIEWER_IS_AUTHOR':
      return `办理人曾在第${refusal.inVersion}版填写本件，不得审核本人填写的内容。`;
    case 'PERIOD_LOCKED':
      return `报告期已于${refusal.lockedOn}锁定，${refusal.today}没有有效的例外批准。`;
    case 'DEADLINE_PASSED':
      return `最后期限为${refusal.lastDay}，${refusal.today}已逾期${refusal.daysLate}天。`;
    case 'REASON_MISSING':
      return '须说明理由。';
    case 'DAY_ALREADY_PAST':
      return `所定日期${refusal.until}早于办理日${refusal.today}。`;
  }
}

const zh = (state: SubmissionState): string => SUBMISSION_STATE[state].zh;
