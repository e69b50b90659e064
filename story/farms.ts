// A village of orange growers, invented by a seeded generator: the same seed is the same village.
import { composeResidentIdNumber } from '#kernel';

export type Farm = {
  readonly name: string; readonly idNumber: string; readonly mobile: string; readonly address: string; readonly povertyRelieved: boolean;
  readonly acreageMuHundredths: number; readonly trees: number; readonly annualIncomeMinor: bigint; readonly otherDebtMinor: bigint; readonly greyList: boolean;
  /** Five seats, each blind to the others. */
  readonly scores: readonly number[];
  readonly waterNeedCubicMetres: number;
  readonly requestedMinor: bigint;
  /** What the pump shops ask, by invoice. */
  readonly invoices: readonly { readonly shop: 0 | 1; readonly amountMinor: bigint }[];
  readonly location: string;
  /** How this farm's story goes. */
  readonly fate: 'paid' | 'small_orchard' | 'low_rating' | 'grey_list' | 'absent' | 'straw';
};
export type Village = { readonly name: string; readonly divisionCode: string; readonly farms: readonly Farm[]; readonly shops: readonly { readonly name: string; readonly creditCode: string }[] };

/** Thirty-two bits of pseudo-randomness after Marsaglia's xorshift; enough for names and orchards, never for keys. */
export function random(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 1013904223) >>> 0 || 1;
  return (below) => {
    state ^= state << 13; state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5; state >>>= 0;
    return state % below;
  };
}

const surnames = [...'冉向谭覃田罗蒲黄刘陈周吴杨李王张何唐廖邓'];
const given = [...'秋远小文大景开会柜慎品春夏青山川江河云水木林森石柱正安平和顺福禄寿喜勤俭朴实厚良善'];
const seats = ['村支书', '村主任', '村会计', '党员代表', '老果农'] as const;
export { seats };

/** Makes a village with `households` that will be paid, and beside them three turned away, one absent and two who raise an alert. */
export function village(seed: number, households: number, year: number): Village {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const fates: Farm['fate'][] = [...Array.from({ length: households }, () => 'paid' as const), 'small_orchard', 'low_rating', 'grey_list', 'absent', 'straw', 'straw'];
  const strawMobile = `139${String(10_000_000 + next(80_000_000))}`;
  const farms = fates.map((fate, index): Farm => {
    const acreageMuHundredths = fate === 'small_orchard' ? 60 + next(30) : 950 + next(1700) + next(760);
    const level = fate === 'low_rating' ? 45 : 64 + next(30);
    const scores = seats.map(() => Math.min(100, Math.max(0, level + next(9) - 4)));
    const perMuYuan = 12_500 + 100 * next(34);
    // A household asks for what it reckons to need, in thousands of yuan; the table says what the orchard bears.
    const askedYuan = Math.min(400_000, Math.max(5_000, Math.ceil((acreageMuHundredths * perMuYuan) / 100 / 1000) * 1000));
    const pumpYuan = 100 * Math.floor((askedYuan * (21 + next(12))) / 10_000);
    const pipeYuan = 100 * Math.floor((askedYuan * (6 + next(6))) / 10_000);
    // Between 27 and 64 years old when the story opens.
    const born = year - 64 + next(38);
    return {
      name: pick(surnames) + pick(given) + (next(4) === 0 ? '' : pick(given)),
      idNumber: composeResidentIdNumber('500236', { year: born, month: 1 + next(12), day: 1 + next(28) }, 1 + index * 3 + next(3)),
      mobile: fate === 'straw' ? strawMobile : `13${next(10)}${String(10_000_000 + next(90_000_000))}`.slice(0, 11),
      address: `奉节县永乐镇砚瓦村${1 + (index % 6)}组${1 + index}号`, povertyRelieved: next(6) === 0,
      acreageMuHundredths, trees: Math.floor((acreageMuHundredths * (42 + next(10))) / 100), annualIncomeMinor: BigInt(acreageMuHundredths * (4200 + next(1800))), otherDebtMinor: BigInt(next(3) === 0 ? next(40) * 100_000 : 0), greyList: fate === 'grey_list',
      scores, waterNeedCubicMetres: Math.floor((acreageMuHundredths * (28 + next(10))) / 100), requestedMinor: BigInt(askedYuan) * 100n,
      invoices: [{ shop: 0, amountMinor: BigInt(pumpYuan) * 100n }, { shop: 1, amountMinor: BigInt(pipeYuan) * 100n }],
      location: `${(31.01 + next(4000) / 100_000).toFixed(5)},${(109.42 + next(4000) / 100_000).toFixed(5)}`, fate,
    };
  });
  return { name: '砚瓦村', divisionCode: '500236103207', farms, shops: [{ name: '奉节夔门水泵经营部', creditCode: '91500236MA5U00003M' }, { name: '永乐镇节水管材店', creditCode: '93500240MA60000163' }] };
}
