// The orange loan in the drought, played by the people concerned through the public API: filing and rating, applications at the house,
// the survey on the hillside, decision, approval, contract, payout to farmers and pump shops. Demo region and story run this same code.
import type { Client } from '#client';
import { village as makeVillage, seats, type Farm, type Village } from './farms.ts';
import { approveAll, done, sendAll, type People } from './people.ts';
import { orchard, paper, signature } from './pictures.ts';
import { fengjie } from './region.ts';
import { catalogue, deposits, lending, organisation, parties } from './rooms.ts';

export type Grower = Farm & { personId: string; householdId: string; accountNumber: string; filingId: string; applicationId: string; contractId?: string };
export type Drought = { readonly village: Village; readonly villageId: string; readonly productId: string; readonly growers: Grower[]; readonly shops: { partyId: string; accountNumber: string }[]; readonly batchId: string; readonly payoutBatchId: string };
export type Choices = { readonly seed: number; readonly households: number; readonly declaredOn: string; /** So many of the last households are left waiting for approval. */ readonly waiting?: number; /** Leaves the alert for a person to look into. */ readonly leaveAlert?: boolean; /** Another farm than the generator made, to see the story follow its inputs. */ readonly change?: (farm: Farm, index: number) => Partial<Farm>; readonly report?: (zh: string, en: string) => void };

const upload = async (client: Client, bytes: Buffer, name: string): Promise<string> =>
  ((await client.raw('POST', `/api/files?${new URLSearchParams({ unitPath: fengjie, name }).toString()}`, new Uint8Array(bytes), { 'content-type': 'image/png' })) as { sha256: string }).sha256;

/** Plays the episode up to the payout on the open business day. Every step has a key of its own, so a broken run is simply run again. */
export async function playDrought(people: People, { seed, households, declaredOn, waiting = 0, leaveAlert = false, change, report = () => {} }: Choices): Promise<Drought> {
  const key = (step: string) => `drought-${seed}-${households}-${step}`;
  const [manager, investigator, teller, head, approver, risk, payout, payout2, accountant] = (await Promise.all(['manager', 'investigator', 'teller', 'head', 'approver', 'risk', 'payout', 'payout2', 'accountant'].map((login) => people.as(login)))) as [Client, Client, Client, Client, Client, Client, Client, Client, Client];
  const made = makeVillage(seed, households, Number(declaredOn.slice(0, 4)));
  const village = { ...made, farms: made.farms.map((farm, index) => ({ ...farm, ...change?.(farm, index) })) };

  report('登记旱灾公告与村户', 'The drought is declared; the village is registered');
  await head.send(organisation.declareEvent, { kind: 'drought', title: '奉节县高温干旱', unitPath: fengjie, declaredOn, source: '县应急管理部门公告（演示）' }, key('declare'));
  const { partyId: villageId } = done(await manager.send(parties.registerVillage, { unitPath: fengjie, name: village.name, divisionCode: village.divisionCode }, key('village')));
  const { items: products } = await manager.ask(catalogue.products, {});
  const productId = products.find((product) => product.code === 'orange')!.id;
  const shopParties = await sendAll(manager, parties.registerFirm, key('shops'), village.shops.map((shop) => ({ unitPath: fengjie, name: shop.name, creditCode: shop.creditCode, trade: '水泵管材' })));
  const shopAccounts = await sendAll(teller, deposits.openAccount, key('shop-accounts'), shopParties.map(({ partyId }) => ({ partyId, unitPath: fengjie })));
  const shops = shopParties.map(({ partyId }, index) => ({ partyId, accountNumber: shopAccounts[index]!.accountNumber }));

  const persons = await sendAll(manager, parties.registerPerson, key('persons'), village.farms.map(({ name, idNumber, mobile, address, povertyRelieved }) => ({ unitPath: fengjie, name, idNumber, mobile, address, attributes: { povertyRelieved, monitored: false } })));
  const homes = await sendAll(manager, parties.registerHousehold, key('households'), persons.map(({ partyId }) => ({ villageId, headId: partyId })));
  const accounts = await sendAll(teller, deposits.openAccount, key('accounts'), persons.map(({ partyId }) => ({ partyId, unitPath: fengjie })));

  report('建档、评议、预授信', 'Filing, panel ratings, pre-limits');
  const filings = await sendAll(manager, lending.fileHousehold, key('filings'), village.farms.map((farm, index) => ({
    villageId, householdId: homes[index]!.partyId, acreageMuHundredths: farm.acreageMuHundredths, trees: farm.trees, annualIncomeMinor: String(farm.annualIncomeMinor), otherDebtMinor: String(farm.otherDebtMinor), greyList: farm.greyList,
  })));
  await sendAll(manager, lending.ratePanel, key('ratings'), village.farms.map((farm, index) => ({ filingId: filings[index]!.filingId, productId, ratings: seats.map((seat, place) => ({ seat, score: farm.scores[place]! })) })));

  report('上门受理申请', 'Applications taken at the house');
  const invoiceImages = await Promise.all(village.farms.map((_, index) => upload(manager, paper(seed * 1000 + index), `发票${index + 1}.png`)));
  const applications = await sendAll(manager, lending.apply, key('applications'), village.farms.map((farm, index) => ({
    unitPath: fengjie, borrowerId: persons[index]!.partyId, filingId: filings[index]!.filingId, productId, requestedMinor: String(farm.requestedMinor), termMonths: 12, purpose: '抗旱：购置水泵、管道与蓄水设施', accountNumber: accounts[index]!.accountNumber,
    payees: farm.invoices.map(({ shop, amountMinor }, place) => ({ payeeId: shops[shop]!.partyId, accountNumber: shops[shop]!.accountNumber, amountMinor: String(amountMinor), invoiceNumber: `${seed}-${String(index + 1).padStart(3, '0')}-${place + 1}`, invoiceSha256: invoiceImages[index]! })),
  })));
  const growers = village.farms.map((farm, index): Grower => ({ ...farm, personId: persons[index]!.partyId, householdId: homes[index]!.partyId, accountNumber: accounts[index]!.accountNumber, filingId: filings[index]!.filingId, applicationId: applications[index]!.applicationId }));

  report('双人现场调查，面谈面签', 'Two investigators on the hillside; interviews and signatures');
  const secondInvestigatorId = await people.idOf('investigator2');
  const photos = await Promise.all(growers.map((_, index) => upload(investigator, orchard(seed * 1000 + index), `果园${index + 1}.png`)));
  await sendAll(investigator, lending.survey, key('surveys'), growers.map((grower, index) => ({
    applicationId: grower.applicationId, secondInvestigatorId, acreageMuHundredths: grower.acreageMuHundredths, trees: grower.trees, waterNeedCubicMetres: grower.waterNeedCubicMetres, photoSha256s: [photos[index]!], location: grower.location, note: '果树缺水，叶片卷曲；须提灌',
  })));
  const present = growers.filter((grower) => grower.fate !== 'absent');
  const signatures = await Promise.all(present.map((_, index) => upload(investigator, signature(seed * 1000 + index), `签字${index + 1}.png`)));
  await sendAll(investigator, lending.interview, key('interviews'), present.map((grower, index) => ({ applicationId: grower.applicationId, confirmedMinor: String(grower.requestedMinor), ownUseConfirmed: true, signatureSha256: signatures[index]! })));
  await sendAll(manager, lending.withdraw, key('absent'), growers.filter((grower) => grower.fate === 'absent').map((grower) => ({ applicationId: grower.applicationId, reason: '户主外出务工，未能面签' })));

  report('决策、冒名筛查、第二人核查', 'Decision, screening, a second person looks');
  const decisions = await sendAll(manager, lending.decide, key('decisions'), present.map((grower) => ({ applicationId: grower.applicationId })));
  const { items: alerts } = await risk.ask(lending.alerts, { status: 'open', villageId });
  for (const alert of leaveAlert ? [] : alerts) await risk.send(lending.resolveAlert, { alertId: alert.id, outcome: 'confirmed', finding: '同一手机号为他人代办，本人不知情，终止办理' }, key(`alert-${alert.id}`));

  report('按金额与批次逐级审批', 'Approval by amount and batch total');
  const recommended = present.filter((grower, index) => decisions[index]!.recommended && grower.fate === 'paid');
  const fit = recommended.slice(0, recommended.length - waiting);
  if (waiting > 0) await manager.sendBatch(lending.grantCredit, `砚瓦村脐橙贷补报 ${waiting} 户`, recommended.slice(fit.length).map((grower, index) => ({ key: key(`late-${index}`), input: { applicationId: grower.applicationId } })), key('late'));
  const credit = await approveAll(manager, lending.grantCredit, `砚瓦村脐橙贷 ${fit.length} 户`, key('credit'), fit.map((grower) => ({ applicationId: grower.applicationId })), [approver, head]);

  report('签约', 'Contracts');
  const signatureOf = new Map(present.map((grower, index) => [grower.applicationId, signatures[index]!]));
  const contracts = await sendAll(manager, lending.signContract, key('contracts'), fit.map((grower) => ({
    applicationId: grower.applicationId, signatureSha256: signatureOf.get(grower.applicationId)!, signedAt: '砚瓦村村委会', regulatory: { industry: 'A0153', agriculture: true, ownerType: 'farmer' as const, firstLoan: grower.otherDebtMinor === 0n, povertyRelieved: grower.povertyRelieved },
  })));
  fit.forEach((grower, index) => { grower.contractId = contracts[index]!.contractId; });

  report('放款审核、放款与受托支付', 'Conditions, payout, pump shops paid against invoices');
  await sendAll(payout, lending.clearPayout, key('cleared'), fit.map((grower) => ({ contractId: grower.contractId!, checklist: { contract_signed: true, identity_checked: true, purpose_documents: true, payees_checked: true, insurance_or_waiver: true } })));
  const payoutBatch = await approveAll(payout2, lending.disburse, `砚瓦村放款 ${fit.length} 笔`, key('payout'), fit.map((grower) => ({ contractId: grower.contractId! })), [accountant]);
  return { village, villageId, productId, growers, shops, batchId: credit.id, payoutBatchId: payoutBatch.id };
}

/** The rows of a batch that came to nothing, for a report. */
export const failures = (batch: { items: readonly { ordinal: number; status: string; refusal: { code: string } | null }[] }) => batch.items.filter((item) => item.status !== 'succeeded');
