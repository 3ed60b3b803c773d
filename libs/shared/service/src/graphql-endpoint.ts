import { ApolloServer } from '@apollo/server';
import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ERROR_CATALOGUE } from '@bangfu/graphql';
import type { ErrorCode, RequestContext } from '@bangfu/graphql';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from './logger';

/** How many tokens a document may have: enough for any page of the console, far below what exhausts the parser. */
const MOST_TOKENS = 5_000;

const CONTEXT_PREFIX = 'Context creation failed: ';

/**
 * An Apollo server with the product's behaviour at the edges: errors of the closed catalogue only, no stack traces, no
 * landing page from a CDN, no traces for strangers, and 400 instead of 500 for an unknown operation name.
 */
export function graphqlServer<Context extends RequestContext>(
  options: Pick<ApolloServerOptions<Context>, 'plugins' | 'introspection' | 'validationRules'> &
    (
      | { schema: NonNullable<ApolloServerOptions<Context>['schema']> }
      | { gateway: NonNullable<ApolloServerOptions<Context>['gateway']> }
    ),
  log: Logger,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    ...(options as { schema: NonNullable<ApolloServerOptions<Context>['schema']> }),
    introspection: options.introspection ?? true,
    validationRules: options.validationRules ?? [],
    plugins: [
      // Nothing here is cached by HTTP, and the plugin would look at every single field: twice the time for a long answer.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      statusOfUnknownOperation<Context>(),
      ...(options.plugins ?? []),
    ],
    parseOptions: { maxTokens: MOST_TOKENS },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => outward(formatted, error, log),
  });
}

/** Codes of faults of ours: what was thrown goes to the log, the caller reads the catalogue's sentence and nothing else. */
const OURS: ReadonlySet<ErrorCode> = new Set(['INTERNAL_SERVER_ERROR', 'STORE_UNAVAILABLE']);

/** Maps whatever was thrown to the catalogue; a code that is not in it is a defect of ours and shown as one. */
function outward(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const { code: given, stacktrace: _stacktrace, serviceName, ...facts } = formatted.extensions ?? {};
  const code = codeOf(given, error);
  const isOurs = OURS.has(code);
  if (isOurs) log.error({ err: unwrapResolverError(error) }, 'an operation failed');
  return {
    message: isOurs ? ERROR_CATALOGUE[code].en : formatted.message.replace(CONTEXT_PREFIX, ''),
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: {
      ...(isOurs ? {} : facts),
      ...(typeof serviceName === 'string' && { service: serviceName }), // the gateway's word for the service at fault
      code,
      retryable: ERROR_CATALOGUE[code].retryable,
    },
  };
}

function codeOf(given: unknown, error: unknown): ErrorCode {
  const thrown = unwrapResolverError(error);
  if (thrown instanceof Error && /^Mongo(ose)?.*(Network|ServerSelection|NotConnected|Pool|Topology)/.test(thrown.name))
    return 'STORE_UNAVAILABLE';
  // A literal or variable that a scalar refused: the scalar's own code says more than graphql-js's.
  const refused = error instanceof GraphQLError ? error.originalError : undefined;
  const refusedCode = refused instanceof GraphQLError ? refused.extensions['code'] : undefined;
  if (isCatalogued(refusedCode)) return refusedCode;
  if (isCatalogued(given)) return given;
  if (given === ApolloServerErrorCode.BAD_REQUEST) return 'BAD_REQUEST';
  return 'INTERNAL_SERVER_ERROR';
}

const isCatalogued = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code);

/** Apollo answers an unknown operation name with 500 through a gateway; it is the caller's mistake. */
function statusOfUnknownOperation<Context extends RequestContext>(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation, request }) => {
          if (operation) return Promise.resolve();
          const named = request.operationName == null ? 'none is named' : 'the one named is not among them';
          throw new GraphQLError(`the document's operation cannot be told: ${named}`, {
            extensions: { code: 'OPERATION_RESOLUTION_FAILURE', retryable: false, http: { status: 400 } },
          });
        },
      }),
  };
}
