import type { contracts } from '#contracts';
import type { AnswerOf, RowOf } from '../../api.ts';

export type Application = AnswerOf<typeof contracts.lending.application>;
export type ApplicationRow = RowOf<typeof contracts.lending.applications>;
export type Contract = AnswerOf<typeof contracts.lending.contractDetail>;
export type ContractRow = RowOf<typeof contracts.lending.contracts>;
export type Line = Contract['lines'][number];
export type Amounts = Contract['position']['due'];

/** Evidence is written as `中文 · English`; where there is no second half both languages show the first. */
export function bothParts(text: string): { zh: string; en: string } {
  const [zh = text, en] = text.split(' · ');
  return { zh, en: en ?? zh };
}

/** Sum of minor units on the wire. */
export const sumMinor = (amounts: Iterable<string>): bigint => [...amounts].reduce((sum, amount) => sum + BigInt(amount), 0n);

/** The components in the order in which money is used for them. */
export const components = ['fee', 'compound', 'penalty', 'interest', 'principal'] as const;

export const dueMinor = (due: Amounts): bigint => sumMinor(components.map((component) => due[component]));

/**
 * What a repayment pays: the due components in the order of the contract's waterfall, and what is left for prepayment. The server
 * states the exact parts with the outcome; this is the preview before it.
 */
export function allocate(due: Amounts, amountMinor: bigint): { parts: { component: (typeof components)[number]; amountMinor: bigint }[]; earlyMinor: bigint } {
  let left = amountMinor;
  const parts = components.flatMap((component) => {
    const open = BigInt(due[component]);
    const taken = open < left ? open : left;
    left -= taken;
    return taken > 0n ? [{ component, amountMinor: taken }] : [];
  });
  return { parts, earlyMinor: left };
}

/** Hundredths of a mu from what a person types: `23.42`; undefined where it is none. Text only, no float. */
export function muHundredths(text: string | undefined): number | undefined {
  const match = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value > 0 && value <= 1_000_000 ? value : undefined;
}

/** Hundredths of a mu as people write them. */
export const mu = (hundredths: number): string => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
