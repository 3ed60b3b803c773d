export { at, listAt, postGraphQL } from './graphql-client';
export type { AnswerData, AnswerError, GraphQLAnswer } from './graphql-client';
export { startTestService } from './test-service';
export type { TestService } from './test-service';
