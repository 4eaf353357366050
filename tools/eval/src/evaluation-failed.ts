/** The evaluation could not be made; the message says why, to the person who started it. */
export class EvaluationFailed extends Error {
  override name = 'EvaluationFailed';
}
