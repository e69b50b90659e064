import type { Role } from '#declare';

const administrators: readonly Role[] = ['system_administrator', 'security_administrator', 'audit_administrator'];

/** Three administrators apart (GB/T 22239 level 3): nobody holds two of them, or one of them beside a business role. */
export function separated(held: readonly Role[]): boolean {
  const distinct = new Set(held);
  const administering = administrators.filter((role) => distinct.has(role)).length;
  return administering === 0 || (administering === 1 && distinct.size === 1);
}
