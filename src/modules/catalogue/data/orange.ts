// 脐橙贷: the loan of the navel orange growers, as its product manager would write it. Amounts in fen as text, acreage in hundredths of a mu.
// Limits, prices and the ladder are parameters of the demonstration bank, not those of any real one.
import type { Text } from '#declare';
import type { DecisionTable, ProductContentWire } from '../content.ts';

export const orangeBrand = { code: 'xingnong', nameZh: '兴农贷', nameEn: 'Xingnong rural credit' } as const;

type Row = DecisionTable['rows'][number];
type Band = Text & { readonly cell: string };
const band = (cell: string, zh: string, en: string): Band => ({ cell, zh, en });
const fen = (yuan: number): number => yuan * 100;

const acreage = { name: 'acreageMuHundredths', type: 'integer', zh: '果园面积（亩×100）', en: 'Orchard, hundredths of a mu' } as const;
const rating = { name: 'panelRating', type: 'integer', zh: '评议得分', en: 'Panel rating' } as const;

const turnedAway = (when: Row['when'], zh: string, en: string): Row => ({ when, then: { eligible: false }, reason: { zh, en } });
const eligibility: DecisionTable = {
  inputs: [
    acreage, rating, { name: 'onGreyList', type: 'boolean', zh: '在灰名单', en: 'On the grey list' }, { name: 'ageYears', type: 'integer', zh: '年龄（周岁）', en: 'Age in years' },
    { name: 'hasOverdue', type: 'boolean', zh: '有逾期贷款', en: 'Has a loan overdue' },
  ],
  outputs: [{ name: 'eligible', type: 'boolean' }], hitPolicy: 'collect',
  rows: [
    turnedAway({ acreageMuHundredths: '< 100' }, '果园不足 1 亩', 'The orchard is smaller than 1 mu'),
    turnedAway({ panelRating: '< 60' }, '评议得分低于 60', 'The panel rated below 60'),
    turnedAway({ onGreyList: 'true' }, '在村评议灰名单上', 'On the village grey list'),
    turnedAway({ ageYears: '< 18' }, '未满 18 周岁', 'Younger than 18'),
    turnedAway({ ageYears: '> 65' }, '超过 65 周岁', 'Older than 65'),
    turnedAway({ hasOverdue: 'true' }, '有逾期未还的贷款', 'A loan is overdue'),
    {
      when: { acreageMuHundredths: '>= 100', panelRating: '>= 60', onGreyList: 'false', ageYears: '[18..65]', hasOverdue: 'false' }, then: { eligible: true },
      reason: { zh: '果园、评议、年龄与信用均符合', en: 'Orchard, rating, age and record all meet the terms' },
    },
  ],
};

const ratings = [band('>= 90', '评议 90 分以上', 'rating 90 and above'), band('[75..90)', '评议 75–89 分', 'rating 75–89'), band('[60..75)', '评议 60–74 分', 'rating 60–74')];
/** By rating, in yuan a mu: what an orchard bears. */
const perMu = [12_000, 10_800, 9_600] as const;
/** At most, orchard by rating, in yuan; a farm short of water may borrow more for pumps and pipes. */
const byOrchard: readonly (readonly [Band, readonly [number, number, number], extra: number])[] = [
  [band('>= 3000', '果园 30 亩以上', 'orchard of 30 mu and more'), [350_000, 300_000, 250_000], 50_000],
  [band('[1500..3000)', '果园 15–30 亩', 'orchard of 15–30 mu'), [300_000, 250_000, 200_000], 50_000],
  [band('[800..1500)', '果园 8–15 亩', 'orchard of 8–15 mu'), [200_000, 160_000, 120_000], 40_000],
  [band('[300..800)', '果园 3–8 亩', 'orchard of 3–8 mu'), [100_000, 80_000, 60_000], 30_000],
  [band('[100..300)', '果园 1–3 亩', 'orchard of 1–3 mu'), [40_000, 30_000, 20_000], 10_000],
];
const limit: DecisionTable = {
  inputs: [acreage, rating, { name: 'waterNeedCubicMetres', type: 'integer', zh: '缺水量（立方米）', en: 'Water needed, cubic metres' }],
  outputs: [{ name: 'limitMinor', type: 'integer' }, { name: 'perMuMinor', type: 'integer' }], hitPolicy: 'first',
  rows: [
    ...byOrchard.flatMap(([orchard, limits, extra]) => ratings.flatMap((rated, column): Row[] => {
      const when = { acreageMuHundredths: orchard.cell, panelRating: rated.cell };
      const reason = (zh: string, en: string): Text => ({ zh: `${orchard.zh}，${rated.zh}${zh}`, en: `${orchard.en}, ${rated.en}${en}` });
      return [
        { when: { ...when, waterNeedCubicMetres: '>= 200' }, then: { limitMinor: fen(limits[column]! + extra), perMuMinor: fen(perMu[column]!) }, reason: reason('，缺水 200 立方米以上', ', 200 m³ of water and more needed') },
        { when, then: { limitMinor: fen(limits[column]!), perMuMinor: fen(perMu[column]!) }, reason: reason('', '') },
      ];
    })),
    { when: {}, then: { limitMinor: 0, perMuMinor: 0 }, reason: { zh: '不在额度表内', en: 'Outside the table' } },
  ],
};

const price: DecisionTable = {
  inputs: [rating, { name: 'povertyRelieved', type: 'boolean', zh: '脱贫户', en: 'Household lifted out of poverty' }],
  outputs: [{ name: 'basisPoints', type: 'integer' }], hitPolicy: 'first',
  rows: [
    ...ratings.flatMap((rated, index): Row[] => [
      { when: { panelRating: rated.cell, povertyRelieved: 'true' }, then: { basisPoints: [0, 20, 40][index]! }, reason: { zh: `${rated.zh}，脱贫户优惠`, en: `${rated.en}, household lifted out of poverty` } },
      { when: { panelRating: rated.cell }, then: { basisPoints: [30, 60, 90][index]! }, reason: { zh: rated.zh, en: rated.en } },
    ]),
    { when: {}, then: { basisPoints: 120 }, reason: { zh: '评议 60 分以下', en: 'rating below 60' } },
  ],
};

export const orangeContent: ProductContentWire = {
  names: { zh: '脐橙贷', en: 'Navel orange loan' }, brand: orangeBrand.code, speciality: '脐橙', customerTypes: ['farmer'], currency: 'CNY', chartCode: '130301',
  // 5,000 to 400,000 yuan. The table ends at 400,000: large orchards short of water; most farms stay below 300,000.
  limits: { minimumMinor: '500000', maximumMinor: '40000000', stepMinor: '100000' },
  term: { minimumMonths: 12, maximumMonths: 12 },
  pricing: { lprTenor: '1Y', table: 'price' },
  dayCount: 'actual_360',
  // Early fruit is sold in December, most of it before the Spring Festival, the late kinds in March.
  schedule: {
    kind: 'harvest', parts: [{ month: 12, basisPoints: 3000 }, { month: 1, basisPoints: 4000 }, { month: 3, basisPoints: 3000 }], dueDayOfMonth: 20, firstHarvestYear: 1,
    interest: { settlement: 'quarterly_20' },
  },
  penaltyMarkupBasisPoints: 5000, compoundInterest: 'penalty_rate', graceDays: 3, waterfall: ['fee', 'compound', 'penalty', 'interest', 'principal'],
  prepayment: { allowed: true, effect: 'shorter_term' },
  entrustedPayment: {
    required: true, thresholdMinor: '0',
    note: { zh: '本行参数：水利设备款直接付给经审核的供货商；监管规定的起点金额以现行办法为准。', en: 'A parameter of the bank: water works are paid to approved suppliers; the threshold of the regulation is that of the rules in force.' },
  },
  // Citrus growing in GB/T 4754-2017.
  regulatory: { industry: 'A0153', agriFlag: true },
  approvalLadder: [
    { role: 'approver', unitKind: 'sub_branch', singleUpToMinor: '30000000', totalUpToMinor: '500000000' },
    { role: 'head_of_unit', unitKind: 'sub_branch', singleUpToMinor: '50000000', totalUpToMinor: '2000000000' },
    { role: 'approver', unitKind: 'branch' },
  ],
  tables: { eligibility, limit, price },
};
