import { runProcess, startSubgraph } from '@bangfu/service';
import { buildApp } from './app';
import { environment } from './environment';

void runProcess('personnel', () => startSubgraph(buildApp, environment()));
