// Every room's contract in one place: what the bank offers. Runs in a browser; the console and the story import declarations here.
import type { Declaration } from '#declare';
import { contract as access } from './modules/access/contract.ts';
import { contract as approvals } from './modules/approvals/contract.ts';
import { contract as catalogue } from './modules/catalogue/contract.ts';
import { contract as deposits } from './modules/deposits/contract.ts';
import { contract as documents } from './modules/documents/contract.ts';
import { contract as ledger } from './modules/ledger/contract.ts';
import { contract as lending } from './modules/lending/contract.ts';
import { contract as organisation } from './modules/organisation/contract.ts';
import { contract as parties } from './modules/parties/contract.ts';
import { contract as work } from './modules/work/contract.ts';

export const contracts = { organisation, access, approvals, ledger, parties, work, documents, catalogue, deposits, lending };
export const declarations: readonly Declaration[] = Object.values(contracts).flatMap((room) => Object.values(room) as unknown as Declaration[]);
