export { IMPORT_ISSUE_STATUS, importIssues } from './import-issue';
export type { ImportIssue, ImportIssueStatus } from './import-issue';
export { importIssueStore } from './import-issue.mongo';
export type { ImportIssueFilter, ImportIssueStore } from './import-issue.mongo';
export { ImportIssue as ImportIssueType, presentImportIssue } from './import-issue.graphql';
export { importIssueResolver } from './import-issue.resolver';
export type { ImportIssueContext } from './import-issue.resolver';
