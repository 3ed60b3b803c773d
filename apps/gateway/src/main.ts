import path from 'node:path';
import { environment } from './environment';
import { runProcess } from '@bangfu/service';
import { startGateway } from './app';

/** `supergraph.graphql` is composed into the built gateway's own folder. */
const SUPERGRAPH_FILE = path.join(__dirname, '../supergraph.graphql');

void runProcess('gateway', () => startGateway(environment(SUPERGRAPH_FILE)));
