import { contracts } from '#contracts';
import type { Declaration } from '#declare';
import { language, type BothLanguages } from '#kit';
import { addressOf } from './address.ts';
import { client } from './api.ts';
import { partyKinds, stateOf, lendingStates } from './i18n/words.ts';
import { mayNow } from './session.ts';
import type { Searcher, SearchHit } from './shell/types.ts';

const pick = (text: BothLanguages): string => (language.language === 'en' ? text.en : text.zh);
const mostHits = 6;
/** Lists without a filter for their number are read this far, newest first. */
const mostRead = 500;

const groups = {
  parties: { zh: '客户', en: 'Party' }, applications: { zh: '贷款申请', en: 'Application' }, contracts: { zh: '贷款合同', en: 'Contract' }, accounts: { zh: '账户', en: 'Account' }, deposits: { zh: '存款账户', en: 'Deposit' },
} as const satisfies Record<string, BothLanguages>;

/** A searcher that stays silent where the user may not ask, or where what was typed cannot be meant. */
const searcher = (declaration: Declaration, fits: RegExp, find: (query: string) => Promise<readonly SearchHit[]>): Searcher => async (query) => (mayNow(declaration.name) && fits.test(query) ? find(query) : []);

/** A person is found by the complete name only: names are stored encrypted, and looked up by their keyed hash. */
const byName = searcher(contracts.parties.parties, /\p{Script=Han}{2,}|[A-Za-z]{3,}/u, async (name) => {
  const { items } = await client.ask(contracts.parties.parties, { name, limit: mostHits });
  return items.map((party) => ({ id: party.id, title: party.name, detail: pick(partyKinds[party.kind] ?? { zh: party.kind, en: party.kind }), to: addressOf.party(party.id), group: pick(groups.parties) }));
});

const byApplicationNumber = searcher(contracts.lending.applications, /\d{2,}/, async (query) => {
  const { items } = await client.ask(contracts.lending.applications, { sort: 'number', order: 'descending', limit: mostRead });
  return items.filter((row) => row.number.includes(query)).slice(0, mostHits).map((row) => ({ id: row.id, title: row.number, detail: `${row.borrowerName} · ${stateOf(lendingStates, row.state, pick).label}`, to: addressOf.application(row.id), group: pick(groups.applications) }));
});

const byContractNumber = searcher(contracts.lending.contracts, /\d{2,}/, async (query) => {
  const { items } = await client.ask(contracts.lending.contracts, { sort: 'number', order: 'descending', limit: mostRead });
  return items.filter((row) => row.number.includes(query)).slice(0, mostHits).map((row) => ({ id: row.id, title: row.number, detail: `${row.borrowerName} · ${stateOf(lendingStates, row.state, pick).label}`, to: addressOf.contract(row.id), group: pick(groups.contracts) }));
});

const byAccount = searcher(contracts.ledger.accounts, /\S{2,}/, async (search) => {
  const { items } = await client.ask(contracts.ledger.accounts, { search, limit: mostHits });
  return items.map((account) => ({ id: account.id, title: account.name, detail: `${account.chartCode} ${pick({ zh: account.chartNameZh, en: account.chartNameEn })}`, to: addressOf.ledgerAccount(account.id), group: pick(groups.accounts) }));
});

const byDepositNumber = searcher(contracts.deposits.accounts, /^\d{18}$/, async (number) => {
  const { items } = await client.ask(contracts.deposits.accounts, { number, limit: 1 });
  return items.map((account) => ({ id: account.id, title: account.id, detail: account.ownerName, to: addressOf.deposit(account.id), group: pick(groups.deposits) }));
});

/** What the palette asks beside the pages. */
export const searchers: readonly Searcher[] = [byName, byApplicationNumber, byContractNumber, byAccount, byDepositNumber];
