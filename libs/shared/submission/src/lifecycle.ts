import type { Vocabulary } from '@bangfu/kernel';

/** 提交状态. */
export const SUBMISSION_STATE = {
  DRAFT: { zh: '草稿', en: 'Being written; nobody has handed it in, or it was reopened.' },
  SUBMITTED: { zh: '已提交', en: 'Handed in and waiting for a reviewer; its content rests.' },
  RETURNED: { zh: '已退回', en: 'A reviewer sent it back with a reason; it may be changed and handed in again.' },
  APPROVED: { zh: '已审定', en: 'A reviewer accepted it; it counts.' },
  LOCKED: { zh: '已锁定', en: 'Accepted and closed with its period; only reopening leads out.' },
} as const satisfies Vocabulary<string>;
export type SubmissionState = keyof typeof SUBMISSION_STATE;

/** 提交操作. */
export const SUBMISSION_ACTION = {
  REVISE: { zh: '修改', en: 'Replace the content.' },
  SUBMIT: { zh: '提交', en: 'Hand the content in for review.' },
  RETURN: { zh: '退回', en: 'Send it back with a reason.' },
  APPROVE: { zh: '审定', en: 'Accept it.' },
  LOCK: { zh: '锁定', en: 'Close what was accepted.' },
  REOPEN: { zh: '重新开放', en: 'Make what was accepted a draft again, with a reason.' },
  GRANT_EXCEPTION: {
    zh: '批准延期',
    en: 'Allow, with a reason and up to a last day, what the deadline or a locked period forbids.',
  },
} as const satisfies Vocabulary<string>;
export type SubmissionAction = keyof typeof SUBMISSION_ACTION;

/** Where each action leads from each state. What is not written here cannot be done. */
export const NEXT_STATE = {
  DRAFT: { REVISE: 'DRAFT', SUBMIT: 'SUBMITTED', GRANT_EXCEPTION: 'DRAFT' },
  SUBMITTED: { RETURN: 'RETURNED', APPROVE: 'APPROVED', GRANT_EXCEPTION: 'SUBMITTED' },
  RETURNED: { REVISE: 'RETURNED', SUBMIT: 'SUBMITTED', GRANT_EXCEPTION: 'RETURNED' },
  APPROVED: { LOCK: 'LOCKED', REOPEN: 'DRAFT', GRANT_EXCEPTION: 'APPROVED' },
  LOCKED: { REOPEN: 'DRAFT', GRANT_EXCEPTION: 'LOCKED' },
} as const satisfies Readonly<Record<SubmissionState, Readonly<Partial<Record<SubmissionAction, SubmissionState>>>>>;

/** The state an action leads to; null when the table has no such step. */
export function nextState(state: SubmissionState, action: SubmissionAction): SubmissionState | null {
  const steps: Readonly<Partial<Record<SubmissionAction, SubmissionState>>> = NEXT_STATE[state];
  return steps[action] ?? null;
}
