import { divisionCode } from '@bangfu/kernel';
import { connect } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import fc from 'fast-check';
import {
  agencyClient,
  disclosureCondition,
  disclosureInForce,
  grant,
  mayRead,
  person,
  samplePeople,
  scopes,
} from './index';
import type { Disclosed, Principal } from './index';
import { aPersonId, aUnitId } from './testing/builders';

const official = (code: string): Principal =>
  person(aPersonId(code), [
    grant(
      code.length === 9 ? 'TOWN_OFFICIAL' : code.endsWith('00') ? 'CITY_OFFICIAL' : 'COUNTY_OFFICIAL',
      scopes.division(divisionCode(code)),
    ),
  ]);
const ofUnit = person(aPersonId('unit'), [grant('DISPATCHING_UNIT', scopes.unit(aUnitId('a')))]);
const agency = agencyClient('agency', [grant('AGENCY_CLIENT', scopes.contract('civil-affairs'))]);
const nobody = person(aPersonId('nobody'), []);

const audience = (...codes: string[]) => ({ divisions: codes.map(divisionCode), units: [], contracts: [] });

describe('a document', () => {
  it('that prints no release mode is not public', () => {
    expect(disclosureInForce(null)).toBe('NOT_PUBLIC');
  });

  it.each<[string, Principal, Disclosed, boolean]>([
    [
      'published is read by an office outside its audience',
      official('441900'),
      { disclosure: 'PUBLIC', audience: null },
      true,
    ],
    [
      'published is not read by who has no office',
      nobody,
      { disclosure: 'PUBLIC', audience: audience('440000') },
      false,
    ],
    [
      'not public is read by its addressee',
      official('440233'),
      { disclosure: 'NOT_PUBLIC', audience: audience('440233') },
      true,
    ],
    [
      'not public is read by bodies within its addressee',
      official('440233100'),
      { disclosure: 'NOT_PUBLIC', audience: audience('440200') },
      true,
    ],
    [
      'not public is not read by a neighbour',
      official('440232'),
      { disclosure: 'NOT_PUBLIC', audience: audience('440233') },
      false,
    ],
    [
      'addressed to a town is not read by the county',
      official('440233'),
      { disclosure: 'NOT_PUBLIC', audience: audience('440233100') },
      false,
    ],
    [
      'without a printed mode is not read outside its audience',
      official('441900'),
      { disclosure: null, audience: audience('440200') },
      false,
    ],
    ['without a known audience is read by nobody', official('440233'), { disclosure: null, audience: null }, false],
    [
      'given on request is kept for its audience until then',
      official('441900'),
      { disclosure: 'ON_REQUEST', audience: audience('440200') },
      false,
    ],
    [
      'not public is read by a unit it is addressed to',
      ofUnit,
      { disclosure: 'NOT_PUBLIC', audience: { divisions: [], units: [aUnitId('a')], contracts: [] } },
      true,
    ],
    [
      'not public is not read by an agency outside its audience',
      agency,
      { disclosure: 'NOT_PUBLIC', audience: audience('440000') },
      false,
    ],
    [
      'not public is read by an agency that it is addressed to',
      agency,
      { disclosure: 'NOT_PUBLIC', audience: { divisions: [], units: [], contracts: ['civil-affairs'] } },
      true,
    ],
  ])('%s', (_sentence, principal, document, expected) => {
    expect(mayRead(principal, document)).toBe(expected);
  });

  it('is found by a query exactly when it may be read', async () => {
    const database = await startTestDatabase();
    const connection = await connect({ uri: database.uri, database: database.databaseName('disclosure') });
    try {
      const codes = ['440000', '440200', '440233', '440233100', '441900'].map(divisionCode);
      const documents = fc
        .sample(
          fc.record({
            disclosure: fc.constantFrom('PUBLIC', 'NOT_PUBLIC', 'ON_REQUEST', null),
            audience: fc.option(
              fc.record({
                divisions: fc.subarray(codes, { maxLength: 2 }),
                units: fc.subarray([aUnitId('a'), aUnitId('b')]),
                contracts: fc.subarray(['civil-affairs', 'other']),
              }),
            ),
          }),
          { seed: 6, numRuns: 100 },
        )
        .map((document, index) => ({ _id: `d${index}`, ...document }));
      const collection = connection.collection<(typeof documents)[number]>('documents');
      await collection.insertMany(documents.map((document) => ({ ...document })));
      const principals = [
        nobody,
        ofUnit,
        agency,
        official('440232'),
        ...samplePeople().map((sample) => sample.principal),
      ];
      for (const principal of principals) {
        const condition = disclosureCondition(principal, {
          disclosure: 'disclosure',
          audienceDivisions: 'audience.divisions',
          audienceUnits: 'audience.units',
          audienceContracts: 'audience.contracts',
        });
        const found = await collection.find(condition).toArray();
        const readable = documents.filter((document) => mayRead(principal, document as Disclosed));
        expect(found.map(({ _id }) => _id).toSorted()).toEqual(readable.map(({ _id }) => _id).toSorted());
      }
      await connection.dropDatabase();
    } finally {
      await connection.close();
      await database.stop();
    }
  });
});
