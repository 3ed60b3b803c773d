/** One error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** What a GraphQL endpoint answers: the HTTP status, the data as parsed, and the errors. */
export interface GraphQLAnswer {
  readonly status: number;
  /** Typed by the reader: a test names the fields it asked for. */
  readonly data: AnswerData | null;
  readonly errors: readonly AnswerError[];
}

/** Parsed JSON, read by path with {@link at}. */
export type AnswerData = Readonly<Record<string, unknown>>;

/** Sends one operation. */
export async function postGraphQL(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: AnswerData | null; errors?: readonly AnswerError[] };
  return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
}

/** The value at a path of an answer, `town.city.name` or `towns.nodes.0.code`; undefined when there is none. */
export function at(answer: GraphQLAnswer, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
  }, answer.data);
}

/** The list at a path of an answer. @throws Error when there is no list. */
export function listAt(answer: GraphQLAnswer, path: string): readonly Record<string, unknown>[] {
  const value = at(answer, path);
  if (!Array.isArray(value)) throw new Error(`no list at ${path}: ${JSON.stringify(answer.errors)}`);
  return value as readonly Record<string, unknown>[];
}
