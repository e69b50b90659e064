import type { Role } from '#declare';

type Grant = { readonly role: Role; readonly unitPath: string };
type Person = { readonly id: string; readonly grants: readonly Grant[] };
type Task = { readonly unitPath: string; readonly role: Role; readonly principalId: string | null };

/** Whether a person holds the role at the unit or above it. */
export const holds = (person: Person, role: Role, unitPath: string): boolean => person.grants.some((grant) => grant.role === role && unitPath.startsWith(grant.unitPath));

/** An assigned task is its assignee's; a free one belongs to whoever holds its role. */
export const isTaskOf = (task: Task, person: Person): boolean => (task.principalId === null ? holds(person, task.role, task.unitPath) : task.principalId === person.id);

/** The head of the unit assigns anyone; others take a free task of their role, or put their own back. */
export function mayAssign(task: Task, by: Person, to: string | null): boolean {
  if (holds(by, 'head_of_unit', task.unitPath)) return true;
  return isTaskOf(task, by) && (to === null ? task.principalId === by.id : to === by.id);
}
