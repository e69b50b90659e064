// Posting: batches of 1 to 8,000 entries over 10,000 accounts, spread evenly (uniform) or all touching one account (hot).
import { newId } from '#kernel';
import { openAccounts, post, type Entry } from '#ledger';
import { transaction } from '#platform';
import { against, print, rate, rounds, withBank, type Figure } from './harness.ts';
import { prepareTextbook, textbookTransfer } from './textbook.ts';
import { prepareTpcb } from './tpcb.ts';

const accountCount = 10_000;
const sizes = [1, 10, 100, 1000, 8000] as const;
const day = '2026-11-24';

export async function run({ json }: { json: boolean }): Promise<void> {
  const figures = await withBank(async ({ app, owner, database }): Promise<Figure[]> => {
    const { db } = app;
    const accounts: bigint[] = [];
    for (let start = 0; start < accountCount; start += 2000) {
      accounts.push(...(await transaction(db, (tx) => openAccounts(tx, Array.from({ length: 2000 }, (_, index) => ({ bookId: 1, chartCode: '201101', name: `bench ${start + index}`, ownerPartyId: newId(), currency: 'CNY', overdraftMinor: 1_000_000_000_000n, openedOn: day }))))));
    }
    await prepareTextbook(owner, accountCount);
    const tpcb = await prepareTpcb(database);
    const any = () => Math.floor(Math.random() * accountCount);
    const other = (than: number) => (than + 1 + Math.floor(Math.random() * (accountCount - 1))) % accountCount;
    const entry = (hot: boolean): Entry => {
      const from = hot ? 0 : any();
      return { id: newId(), bookId: 1, kind: 'bench', valueDate: day, bookedOn: day, commandId: newId(), narrative: 'bench', legs: [{ accountId: accounts[from]!, amountMinor: 100n }, { accountId: accounts[other(from)]!, amountMinor: -100n }] };
    };
    const posting = (size: number, hot: boolean) => () => rate(size === 1 ? 8 : 1, 2, async () => {
      const verdicts = await transaction(db, (tx) => post(tx, Array.from({ length: size }, () => entry(hot))));
      if (verdicts.some((verdict) => verdict !== 'posted')) throw new Error('a benchmark entry was not posted');
      return size;
    });
    const textbook = (hot: boolean) => () => rate(8, 2, async () => {
      const from = hot ? 0 : any();
      await textbookTransfer(db, from + 1, other(from) + 1, 100n);
      return 1;
    });
    const measures: Record<string, () => Promise<number>> = { 'textbook.uniform': textbook(false), 'textbook.hot': textbook(true) };
    for (const size of sizes) for (const spread of ['uniform', 'hot'] as const) measures[`post.${spread}.${size}`] = posting(size, spread === 'hot');
    if (tpcb) measures['tpcb'] = tpcb;
    await measures['post.uniform.100']!(); // warm
    const medians = await rounds(5, measures);
    return sizes.flatMap((size) => (['uniform', 'hot'] as const).map((spread): Figure => {
      const value = medians[`post.${spread}.${size}`]!;
      return { name: `post.${spread}.${size}`, value: Math.round(value), unit: 'entries/s', baselines: against(value, { textbook: medians[`textbook.${spread}`]!, ...(tpcb ? { tpcb: medians['tpcb']! } : {}) }) };
    }));
  });
  print(figures, json);
}
