import type { ImportFinding } from '@bangfu/kernel';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import type { Connection } from 'mongoose';
import { importIssueStore, importIssues } from './index';
import type { ImportIssueStore } from './index';

const aFinding = (subjectId: string, facts: Partial<ImportFinding> = {}): ImportFinding => ({
  caseId: 'I-67',
  subjectKind: 'City',
  subjectId,
  subjectLabel: '梅州市',
  requirementIds: ['PA-1'],
  readings: [
    { value: '104个', source: '附件' },
    { value: '105个', source: '区划登记' },
  ],
  suggestion: null,
  owner: '广东省民政厅',
  ...facts,
});

describe('an import issue', () => {
  it('takes severity and sentence from its case, and keeps both values as printed', () => {
    const [issue] = importIssues([aFinding('441400')]);
    expect(issue).toMatchObject({
      severity: 'CONFLICT',
      status: 'OPEN',
      readings: [{ value: '104个' }, { value: '105个' }],
    });
    expect(issue?.evidence).toContain('梅州');
  });

  it('has the same id in every import', () => {
    expect(importIssues([aFinding('441400')])[0]?.id).toBe(
      importIssues([aFinding('441400', { suggestion: 'x' })])[0]?.id,
    );
    expect(importIssues([aFinding('441400')])[0]?.id).not.toBe(importIssues([aFinding('441500')])[0]?.id);
  });

  it('of a case that the catalogue does not know is a defect', () => {
    expect(() => importIssues([aFinding('441400', { caseId: 'I-99' })])).toThrow('I-99 is a case of the catalogue');
  });
});

describe('the import issues of a service', () => {
  let database: TestDatabase;
  let connection: Connection;
  let store: ImportIssueStore;

  beforeAll(async () => {
    database = await startTestDatabase();
    connection = await connect({ uri: database.uri, database: database.databaseName('import_issue') });
    store = importIssueStore(connection);
    await prepareCollections(connection);
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
    await database?.stop();
  });

  const statuses = async () =>
    (await store.page({}, null, 50)).items.map(({ subjectId, status }) => `${subjectId} ${status}`).toSorted();

  it('are those of the last import: what is no longer found goes, unless a person has decided it', async () => {
    const all = importIssues([aFinding('441400'), aFinding('441500'), aFinding('445200')]);
    await store.record(all);
    await connection.collection('import_issues').updateOne({ subjectId: '441500' }, { $set: { status: 'DECIDED' } });
    await store.record(all.slice(0, 1));
    expect(await statuses()).toEqual(['441400 OPEN', '441500 DECIDED']);
  });

  it('keep a decision when the import finds the same again', async () => {
    await store.record(importIssues([aFinding('441400'), aFinding('441500')]));
    expect(await statuses()).toEqual(['441400 OPEN', '441500 DECIDED']);
  });

  it('are none when nothing is found and nothing decided', async () => {
    await connection.collection('import_issues').deleteMany({ status: 'DECIDED' });
    await store.record([]);
    expect(await store.count({})).toBe(0);
  });
});
