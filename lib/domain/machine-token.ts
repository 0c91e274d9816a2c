// What another program shows to ask something here.
export const machineScopes = ['suppression'] as const
export type MachineScope = (typeof machineScopes)[number]

/** So that scanners for lost secrets know one when they see it. */
export const MACHINE_TOKEN_PREFIX = 'habeas_'
