// What each command is about, for the scope check: the unit the row belongs to, or nothing where the handler will refuse anyway.
import type { Target, Tx } from '#platform';
import { loadApplications, loadContracts, loadFilings } from './sql/load.ts';

const of = (found: { unitPath: string } | undefined): Target => (found ? { unitPath: found.unitPath } : null);

export async function byApplication(tx: Tx, inputs: readonly { applicationId: string }[]) {
  const found = await loadApplications(tx, inputs.map((input) => input.applicationId));
  return inputs.map((input) => of(found.get(input.applicationId)));
}
export async function byFiling(tx: Tx, inputs: readonly { filingId: string }[]) {
  const found = await loadFilings(tx, inputs.map((input) => input.filingId));
  return inputs.map((input) => of(found.get(input.filingId)));
}
/** A customer acts on their own contract. */
export async function byContract(tx: Tx, inputs: readonly { contractId: string }[]) {
  const found = await loadContracts(tx, inputs.map((input) => input.contractId));
  return inputs.map((input): Target => { const contract = found.get(input.contractId); return contract ? { unitPath: contract.unitPath, partyId: contract.borrowerId } : null; });
}

/** The items whose outcome is a success, with the value decided. */
export function succeeded<I, V>(items: readonly I[], outcomes: readonly ({ ok: true; value: V } | { ok: false })[]): { item: I; value: V }[] {
  return items.flatMap((item, index) => { const outcome = outcomes[index]!; return outcome.ok ? [{ item, value: outcome.value }] : []; });
}
