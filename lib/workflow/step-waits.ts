/** Thrown so that the queue tries again later; the step already shows why it waits. */
export class StepWaits extends Error {}
