/** The caller of the control API asked for something that does not exist or is not complete; answered with 400. */
export class ControlError extends Error {}
