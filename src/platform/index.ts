// The door of the platform for the rooms.
export { empty, join, openPool, raw, sql, transaction, type Db, type Reader, type Sql, type Tx } from './sql.ts';
export { inScope, scopeOf, visible, wholeBank, type Grant, type Principal, type Scope } from './scope.ts';
export { answers, handles, type ApprovalPlan, type Implementation, type Item, type QueryContext, type Registry, type Target } from './commands/registry.ts';
export { type Caller, type Runner } from './commands/runner.ts';
export { decide, decisionRefusals, loadBatch, withdraw } from './commands/batches.ts';
export { insertOutbox } from './commands/sql.ts';
export { createSealer, seal, unseal, type KeyRing, type Sealer } from './sealing.ts';
export { canonicalJson, deriveId, sha256Hex, toJson } from './ids.ts';
export { insertRows } from './insert.ts';
export { page } from './page.ts';
export { sessionCookie, type HttpTools } from './http/server.ts';
