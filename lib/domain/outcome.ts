// Refusals are values; surprises are thrown (maxim 8).
export type Refusal<R extends string = string> = { ok: false; reason: R; detail?: Record<string, string | number> }
export type Outcome<T extends object = object, R extends string = string> = ({ ok: true } & T) | Refusal<R>

export const refuse = <R extends string>(reason: R, detail?: Record<string, string | number>): Refusal<R> =>
  detail ? { ok: false, reason, detail } : { ok: false, reason }
