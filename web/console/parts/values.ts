import { parseMajor } from '#kernel';

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A personal field as it is stored: encrypted under the key of its party or batch. */
export const isSealed = (value: unknown): boolean => isObject(value) && '$sealed' in value;
/** Whether a value is an amount: minor units as digits, under a key that says so. */
export const isMinor = (key: string, value: unknown): value is string => key.endsWith('Minor') && typeof value === 'string' && /^-?\d+$/.test(value);

/** A rate as it travels, `0.0345`, in percent; exact, because only the point moves. */
export function percent(rate: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(rate);
  if (!match) return rate;
  const [, sign = '', whole = '0', decimals = ''] = match;
  const digits = decimals.padEnd(4, '0');
  const moved = `${BigInt(whole + digits.slice(0, 2))}.${digits.slice(2).replace(/0+$/, '').padEnd(2, '0')}`;
  return `${sign}${moved}%`;
}

/** The minor units of a typed amount in yuan as they travel; undefined where it is none or not above zero. Commas are welcome. */
export function typedMinor(text: string | undefined): string | undefined {
  const minor = text === undefined ? undefined : parseMajor(text.trim().replaceAll('，', ',').replaceAll(',', ''));
  return minor === undefined || minor <= 0n ? undefined : String(minor);
}
