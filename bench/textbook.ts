// The textbook: one transaction for each transfer, both rows locked in order, balance checked, two legs written. Same server, same run.
import { sql, transaction, type Db } from '#platform';
import { newId } from '#kernel';

export async function prepareTextbook(owner: Db, accounts: number): Promise<void> {
  for (const text of [
    'create schema textbook',
    'create table textbook.account (id bigint primary key, balance bigint not null check (balance >= -1000000000000)) with (fillfactor = 50)',
    'create table textbook.transfer (id uuid primary key, amount bigint not null, at timestamptz not null default clock_timestamp())',
    'create table textbook.leg (transfer_id uuid not null, account_id bigint not null, amount bigint not null, balance_after bigint not null, primary key (account_id, transfer_id))',
    `insert into textbook.account select g, 0 from generate_series(1, ${accounts}) g`,
    'grant usage on schema textbook to gongbi_app', 'grant all on all tables in schema textbook to gongbi_app',
  ]) await owner.pool.query(text);
}

/** One transfer from one account to another, as a textbook has it. */
export async function textbookTransfer(db: Db, from: number, to: number, amount: bigint): Promise<void> {
  await transaction(db, async (tx) => {
    const id = newId();
    await tx.rows(sql`select id, balance from textbook.account where id in (${from}, ${to}) order by id for update`);
    await tx.run(sql`insert into textbook.transfer (id, amount) values (${id}, ${amount})`);
    const debit = await tx.one<{ balance: bigint }>(sql`update textbook.account set balance = balance - ${amount} where id = ${from} returning balance`);
    const credit = await tx.one<{ balance: bigint }>(sql`update textbook.account set balance = balance + ${amount} where id = ${to} returning balance`);
    await tx.run(sql`insert into textbook.leg (transfer_id, account_id, amount, balance_after) values (${id}, ${from}, ${-amount}, ${debit.balance}), (${id}, ${to}, ${amount}, ${credit.balance})`);
  });
}
