/** The header in which the gateway's internal token travels to a subgraph. */
export const INTERNAL_TOKEN_HEADER = 'x-bangfu-identity';

/**
 * Headers by which proxies and platforms say who the caller is. From outside they are claims of the caller, and
 * nothing behind the gateway may ever see them.
 */
export const IDENTITY_HEADERS: readonly string[] = [
  'authorization',
  'cookie',
  'forwarded',
  'from',
  'proxy-authorization',
  'remote-groups',
  'remote-user',
  'x-actor',
  'x-acted-for',
  'x-api-key',
  'x-authenticated-groups',
  'x-authenticated-user',
  'x-authenticated-userid',
  'x-client-cert',
  'x-client-id',
  'x-credential-username',
  'x-email',
  'x-grants',
  'x-groups',
  'x-id-token',
  'x-on-behalf-of',
  'x-permissions',
  'x-principal',
  'x-real-ip',
  'x-remote-user',
  'x-role',
  'x-roles',
  'x-scope',
  'x-scopes',
  'x-sub',
  'x-subject',
  'x-tenant',
  'x-token',
  'x-user',
  'x-userinfo',
  'x-webauth-user',
];

/** Families of such headers, by their beginning. */
export const IDENTITY_HEADER_PREFIXES: readonly string[] = [
  'x-access-token',
  'x-amzn-oidc-',
  'x-auth-',
  'x-bangfu-',
  'x-consumer-',
  'x-envoy-',
  'x-forwarded-',
  'x-goog-authenticated-',
  'x-goog-iap-',
  'x-hasura-',
  'x-identity-',
  'x-jwt-',
  'x-ms-client-principal',
  'x-oauth-',
  'x-oidc-',
  'x-ssl-client-',
  'x-user-',
  'ssl-client-',
];

/** Whether a header speaks of who the caller is. Underscores count as hyphens, as some servers read them. */
export function isIdentityHeader(name: string): boolean {
  const plain = name.trim().toLowerCase().replaceAll('_', '-');
  return IDENTITY_HEADERS.includes(plain) || IDENTITY_HEADER_PREFIXES.some((prefix) => plain.startsWith(prefix));
}

/** The headers of a request without those that speak of who the caller is; read `authorization` before. */
export const withoutIdentityHeaders = <Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isIdentityHeader(name)));
