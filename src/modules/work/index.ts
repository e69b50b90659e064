// The door of work.
export { workServices } from './services.ts';
export { closeTasks, openTasks, type NewTask } from './sql/tasks.ts';
