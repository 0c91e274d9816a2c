const seed = process.env.HABEAS_PROPERTY_SEED

/** What fast-check prints of a failure repeats it: HABEAS_PROPERTY_SEED=<seed>, with HABEAS_PROPERTY_PATH=<path> at once. */
export const repeated = {
  ...(seed && { seed: Number(seed) }),
  ...(process.env.HABEAS_PROPERTY_PATH && { path: process.env.HABEAS_PROPERTY_PATH }),
}
