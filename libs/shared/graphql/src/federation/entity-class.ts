/** A class that stands behind a GraphQL type. */
export type EntityClass<Instance> = new () => Instance;
