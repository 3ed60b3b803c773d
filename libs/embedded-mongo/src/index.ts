export type { EmbeddedMongo, EmbeddedMongoOptions } from './server';
export { startEmbeddedMongo } from './server';
export { DataDirectoryError } from './storage/directory';
