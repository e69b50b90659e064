import { annualRateText, lprOn, publishedVersions } from '#catalogue';
import type { InputOf } from '#declare';
import { refuse, succeed, sumOf } from '#kernel';
import { businessDates } from '#organisation';
import type { Reader, Scope } from '#platform';
import type * as contract from './contract.ts';
import { isOfferedIn } from './evaluate.ts';
import { schedule } from './rules/index.ts';
import { termsFor } from './sign.ts';

/** What a loan of the product would look like from today: the function that the contract uses. */
export async function previewProducts(reader: Reader, input: InputOf<typeof contract.previewSchedule>, scope: Scope) {
  const product = (await publishedVersions(reader, { productIds: [input.productId] })).get(input.productId);
  if (!product || !scope.paths.some((path) => isOfferedIn(product, path) || product.unitPath.startsWith(path))) return refuse('product_not_published');
  const [startsOn] = await businessDates(reader, [scope.paths[0] || null]);
  const lpr = await lprOn(reader, product.content.pricing.lprTenor, startsOn!);
  if (!lpr.ok) return refuse('rate_not_loaded');
  const { minimumMonths, maximumMonths } = product.content.term;
  if (input.termMonths < minimumMonths || input.termMonths > maximumMonths) return refuse('term_out_of_product', { minimumMonths, maximumMonths });
  const annualRate = annualRateText(lpr.value, input.spreadBasisPoints);
  const lines = schedule(termsFor(product, { principalMinor: input.amountMinor, startsOn: startsOn!, months: input.termMonths, annualRate, spreadBasisPoints: input.spreadBasisPoints, lprPublishedOn: lpr.value.publishedOn }));
  return succeed({ annualRate, totalInterestMinor: sumOf(lines.map((line) => line.interestMinor)), lines: lines.map((line) => ({ ...line, explanation: [...line.explanation] })) });
}
