/** A promise of the program to itself was broken: a fault of ours, never of the caller. It always aborts the work. */
export class InvariantBroken extends Error {
  override name = 'InvariantBroken';
}

/** Throws InvariantBroken unless the condition holds. For what must be true; what a caller may get wrong is a Refusal. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantBroken(message);
}

/** Closes a switch over a union: a new member does not compile until it is handled. */
export function unreachable(value: never): never {
  throw new InvariantBroken(`unreachable value: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
}

/** The value, when it is there; otherwise InvariantBroken. */
export function must<T>(value: T | undefined | null, message: string): T {
  assert(value !== undefined && value !== null, message);
  return value;
}
