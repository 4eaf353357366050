export { configFields, processFields } from './config-fields.ts';
export { listen } from './listen.ts';
export { InvalidConfiguration, loadConfig } from './load-config.ts';
export { createLogger, type Logger } from './logger.ts';
export { type Metrics } from './metrics.ts';
export { repeat } from './repeat.ts';
export { runProcess, type RunnableApp } from './run-process.ts';
export { startApp, type AppParts } from './start-app.ts';
export { inSpan, injectTrace, startTracing, type TraceCarrier } from './tracing.ts';
