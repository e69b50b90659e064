import type { Check } from '#ledger';
import { sql, type Reader } from '#platform';
import { loadFacts } from './repay.ts';
import { decodeTerms, project } from './rules/index.ts';
import { loadContracts } from './sql/load.ts';

/** What lending holds against the ledger and against its own rules: each running loan's principal is what its facts leave. */
export async function verifyLending(reader: Reader): Promise<Check[]> {
  const faults: string[] = [];
  const ids = (await reader.rows<{ id: string }>(sql`select id from lending.contract where state in ('active', 'settled') order by id`)).map((row) => row.id);
  for (let start = 0; start < ids.length; start += 500) {
    const chunk = ids.slice(start, start + 500);
    const [contracts, facts] = await Promise.all([loadContracts(reader, chunk), loadFacts(reader, chunk)]);
    const balances = new Map((await reader.rows<{ id: bigint; balance: bigint }>(sql`select account_id as id, balance_minor as balance from ledger.account_balances where account_id = any(${[...contracts.values()].map((found) => found.ledgerAccountId!)}::bigint[])`)).map((row) => [row.id, row.balance]));
    for (const found of contracts.values()) {
      const own = facts.get(found.id) ?? [];
      const last = own.at(-1);
      const position = last && project(decodeTerms(found.terms), own, last.on);
      const balance = balances.get(found.ledgerAccountId!);
      if (position && position.outstandingPrincipalMinor !== balance) faults.push(`contract ${found.number}: ledger holds ${balance}, the facts leave ${position.outstandingPrincipalMinor}`);
      if (position && (position.settledOn != null) !== (found.state === 'settled')) faults.push(`contract ${found.number}: state ${found.state}, the facts say ${position.settledOn ? 'settled' : 'running'}`);
    }
  }
  const entries = await reader.rows<{ fault: string }>(sql`select 'fact ' || f.sequence || ' of contract ' || c.number || ' names an entry of another amount' as fault from lending.fact f join lending.contract c on c.id = f.contract_id
    where f.entry_id is not null and f.kind = 'repaid' and f.amount_minor <> (select coalesce(sum(l.debit_minor), 0) from ledger.entry_legs l where l.entry_id = f.entry_id) limit 10`);
  return [
    { name: 'loans agree with the ledger', zh: '贷款余额与总账一致', checked: ids.length, faults: faults.slice(0, 10) },
    { name: 'repayments agree with their entries', zh: '还款记录与分录一致', checked: ids.length, faults: entries.map((row) => row.fault) },
  ];
}
