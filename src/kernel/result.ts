/** A "no" of the business: a code of the room's closed list, with the plain facts its message shows. */
export type Refusal = { readonly code: string; readonly detail?: Readonly<Record<string, string | number | boolean | null>> };

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A refused outcome. It fits an Outcome of any value. */
export function refuse(code: string, detail?: Refusal['detail']): Outcome<never> {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } };
}
