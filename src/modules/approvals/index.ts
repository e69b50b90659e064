// The door of approvals.
export { approvalServices } from './services.ts';
