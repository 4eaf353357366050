import { spawn } from 'node:child_process';

export interface CommandOptions {
  workingFolder?: string;
  environment?: NodeJS.ProcessEnv;
  /** Text for the command's standard input; empty by default. */
  input?: string;
}

/** A command that could not be started (`exitCode` undefined) or that ended with anything but 0. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
  readonly exitCode: number | undefined;

  constructor(command: string, exitCode: number | undefined, output: string) {
    super(`${command} ${exitCode === undefined ? 'could not be run' : `ended with ${exitCode}`}: ${output.trim().slice(-2_000)}`);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a program to its end and returns what it wrote to standard output.
 * @throws CommandFailed with what it wrote to standard error.
 */
export function runCommand(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.workingFolder, env: options.environment, stdio: 'pipe' });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', (error) => reject(new CommandFailed(file, undefined, error.message)));
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new CommandFailed(file, code ?? -1, errors || output))));
    // A program that ends without reading its input closes the pipe; its exit code tells what happened.
    child.stdin.on('error', () => undefined).end(options.input ?? '');
  });
}

/** Whether a program can be run with these arguments and ends with 0. */
export function commandSucceeds(file: string, args: readonly string[]): Promise<boolean> {
  return runCommand(file, args).then(
    () => true,
    () => false,
  );
}
