// A suite that gates every commit must say the same about the same commit, so it begins from a fixed seed. What is new is
// looked for with HABEAS_PROPERTY_SEED=any; what that finds, it prints.
const FIXED = 1244856283
const given = process.env.HABEAS_PROPERTY_SEED

/** What fast-check prints of a failure repeats it: HABEAS_PROPERTY_SEED=<seed>, with HABEAS_PROPERTY_PATH=<path> at once. */
export const repeated = {
  ...(given !== 'any' && { seed: given ? Number(given) : FIXED }),
  ...(process.env.HABEAS_PROPERTY_PATH && { path: process.env.HABEAS_PROPERTY_PATH }),
}
