/** The whole product as real processes on this machine: for `npm start`, and for tests that see it only from outside. */
export { fromSources, type Program } from './program.ts';
export { appNames, type AppName } from './start-apps.ts';
export { startGround, type Ground } from './start-ground.ts';
export { startStack, type Stack, type StackOptions } from './start-stack.ts';
export { ProcessDidNotStart, superviseProcess, type SupervisedProcess } from './supervised-process.ts';
export { writeDevFile } from '../dev-file.ts';
