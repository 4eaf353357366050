import { EvaluationFailed } from './evaluation-failed.ts';
import { help } from './help.ts';
import { readOptions } from './read-options.ts';
import { runEvaluation } from './run-evaluation.ts';

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    const isKept = await runEvaluation(readOptions(process.argv.slice(2)), {
      print: (text) => console.log(text),
      progress: (line) => console.error(`[eval] ${line}`),
    });
    process.exitCode = isKept ? 0 : 1;
  } catch (error) {
    console.error(error instanceof EvaluationFailed ? `eval: ${error.message}` : error);
    process.exitCode = 2;
  }
}
