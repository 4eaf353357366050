import type { Bench } from '../bench.ts';
import { readCount, readRunOptions, runHelp } from '../read-run-options.ts';
import { publishResults } from '../report/publish-results.ts';
import { measureStatements } from './measure-statements.ts';
import { reportStatements } from './report-statements.ts';
import { statementsTargets } from './statements-targets.ts';

/** What a message makes Postgres do: which statements, how often, and whether their time is planning or running. */
export const statements: Bench = {
  title: 'what one message makes Postgres do, webhook to Graph POST: every statement, planned and run',
  help: runHelp('  --turns N         2,000 by default, after as many to warm up'),
  serverSettings: {
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track': 'all',
    'pg_stat_statements.track_planning': 'on',
  },
  run: async (args, environment) => {
    const { isQuick, own, ...options } = readRunOptions(args, ['turns']);
    const turns = readCount('--turns', own.turns ?? (isQuick ? '100' : '2000'));
    const measurements = await measureStatements(environment, isQuick ? 'quick' : 'full', turns);
    const targets = statementsTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportStatements);
    return targets;
  },
};
