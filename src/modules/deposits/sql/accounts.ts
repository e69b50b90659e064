import { sql, type Reader, type Tx } from '#platform';

export type DepositAccount = { number: string; ledgerAccountId: bigint; bookId: number; partyId: string; unitPath: string; kind: 'personal' | 'corporate' };

export async function accountsByNumber(reader: Reader, numbers: readonly string[]): Promise<Map<string, DepositAccount>> {
  const rows = await reader.rows<DepositAccount>(sql`select number, ledger_account_id as "ledgerAccountId", book_id as "bookId", party_id as "partyId", unit_path as "unitPath", kind from deposits.account where number = any(${[...new Set(numbers)]}::text[])`);
  return new Map(rows.map((row) => [row.number, row]));
}

export async function nextSerials(tx: Tx, count: number): Promise<bigint[]> {
  return (await tx.rows<{ serial: bigint }>(sql`select nextval('deposits.account_serial') as serial from generate_series(1, ${count}::int)`)).map((row) => row.serial);
}

export async function insertAccounts(tx: Tx, rows: readonly (DepositAccount & { openedOn: string; commandId: string })[]): Promise<void> {
  await tx.run(sql`insert into deposits.account (number, ledger_account_id, book_id, party_id, unit_path, kind, opened_on, command_id)
    select * from unnest(${rows.map((r) => r.number)}::text[], ${rows.map((r) => r.ledgerAccountId)}::bigint[], ${rows.map((r) => r.bookId)}::int[], ${rows.map((r) => r.partyId)}::uuid[], ${rows.map((r) => r.unitPath)}::text[],
      ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.openedOn)}::date[], ${rows.map((r) => r.commandId)}::uuid[])`);
}
