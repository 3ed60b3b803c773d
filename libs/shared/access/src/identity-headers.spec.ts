import {
  IDENTITY_HEADERS,
  IDENTITY_HEADER_PREFIXES,
  INTERNAL_TOKEN_HEADER,
  isIdentityHeader,
  withoutIdentityHeaders,
} from './index';

describe('headers from outside that say who the caller is', () => {
  it.each([
    ...IDENTITY_HEADERS,
    ...IDENTITY_HEADER_PREFIXES.map((prefix) => `${prefix}anything`),
    INTERNAL_TOKEN_HEADER,
    'X-User',
    'X_USER',
    'x-user-id',
    'X-Forwarded-User',
    ' x-scopes',
    'Authorization',
  ])('%s is removed', (name) => {
    expect(isIdentityHeader(name)).toBe(true);
    expect(withoutIdentityHeaders({ [name]: 'person:somebody' })).toEqual({});
  });

  it('are removed and nothing else', () => {
    const harmless = {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'curl',
      'x-as-of': '2022-01-01',
      'x-request-id': 'r-1',
    };
    expect(withoutIdentityHeaders({ ...harmless, 'x-roles': 'PROVINCE_OFFICIAL', authorization: 'Bearer x' })).toEqual(
      harmless,
    );
  });

  it('are listed in small letters, as Node gives headers', () => {
    for (const name of [...IDENTITY_HEADERS, ...IDENTITY_HEADER_PREFIXES]) expect(name).toBe(name.toLowerCase());
  });
});
